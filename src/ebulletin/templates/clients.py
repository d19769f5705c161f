"""An e-mail as certain mail readers show it, so that a browser can stand in for them.

Each function takes the HTML of a whole e-mail and gives HTML again. They are likenesses: a client
may do more, and only the client itself is proof. Sources: Can I email (caniemail.com) for Outlook
for Windows, whose engine is Word; `inversion` for the colours of readers that invert.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from ebulletin.templates.inversion import Inversion, Role, inverted
from ebulletin.templates.mjml.html_tags import Tag, tags_in
from ebulletin.templates.style_rules import (
    Condition,
    Declaration,
    Rewrite,
    rewritten_sheet,
    rewritten_style,
)
from ebulletin.values.colours import COLOUR_NAMES, Colour, parse_css_colour

_ATTRIBUTE = re.compile(r"\s([a-zA-Z][\w:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)

_OnTag = Callable[[str, dict[str, str]], dict[str, str]]


# --- By day and by night --------------------------------------------------------------------

_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)


def as_light(html: str) -> str:
    """By day, whatever the machine that shows it is set to."""
    return _in_scheme(html, "light")


def as_dark(html: str) -> str:
    """By night, in clients that ask for the e-mail's own dark colours (Apple Mail, Thunderbird)."""
    return _in_scheme(html, "dark")


def _in_scheme(html: str, scheme: str) -> str:
    def condition(words: str) -> str | None:
        asked = {found.casefold() for found in _SCHEME.findall(words)}
        if asked - {scheme}:
            return None
        return _SCHEME.sub("(min-width:0)", words)

    html = _changed(html, condition, _only(scheme))
    return _with_style(html, f":root{{color-scheme:only {scheme}}}")


def _only(scheme: str) -> Rewrite:
    def rewrite(declaration: Declaration) -> Declaration | None:
        if declaration.name == "color-scheme":
            return Declaration("color-scheme", f"only {scheme}")
        return declaration

    return rewrite


# --- Readers that invert ----------------------------------------------------------------------

_COLOUR = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|rgba?\([^()]*\)|(?<![\w#-])(?:{'|'.join(sorted(COLOUR_NAMES))})(?![\w-])",
    re.IGNORECASE,
)
_LINE = re.compile(r"border|outline|text-decoration|column-rule")
_GROUND_ATTRIBUTES = frozenset({"bgcolor", "fillcolor"})
_WORD_ATTRIBUTES = frozenset({"color", "text", "link", "vlink", "alink"})
_PAPER, _INK, _LINK = Colour(255, 255, 255), Colour(0, 0, 0), Colour(0, 0, 238)


def as_partly_inverted(html: str) -> str:
    """In clients that turn light grounds and dark words round (Outlook.com, Gmail on Android).

    They pass over the e-mail's own dark colours.
    """
    return _inverted(html, "partial")


def as_fully_inverted(html: str) -> str:
    """In clients that turn every colour round (Outlook for Windows, Gmail on iOS)."""
    return _inverted(html, "full")


def _inverted(html: str, inversion: Inversion) -> str:
    def turn(text: str, role: Role) -> str:
        def other(found: re.Match[str]) -> str:
            colour = parse_css_colour(found[0])
            return str(inverted(colour, role, inversion)) if colour else found[0]

        return _COLOUR.sub(other, text)

    def rewrite(declaration: Declaration) -> Declaration | None:
        name, value = declaration
        if name == "color-scheme":
            return None
        if name.startswith("background"):
            return Declaration(name, turn(value, "ground"))
        if name == "color" or _LINE.match(name):
            return Declaration(name, turn(value, "word"))
        return declaration

    def on_tag(_: str, attributes: dict[str, str]) -> dict[str, str]:
        roles: dict[str, Role] = {
            **dict.fromkeys(_GROUND_ATTRIBUTES, "ground"),
            **dict.fromkeys(_WORD_ATTRIBUTES, "word"),
        }
        return {
            name: turn(value, roles[name]) if name in roles else value
            for name, value in attributes.items()
        }

    html = _changed(html, lambda words: None if _SCHEME.search(words) else words, rewrite, on_tag)
    ground = inverted(_PAPER, "ground", inversion)
    ink, link = inverted(_INK, "word", inversion), inverted(_LINK, "word", inversion)
    base = f"html{{color-scheme:only light;background-color:{ground};color:{ink}}}a{{color:{link}}}"
    return _with_style(html, base, first=True)


# --- Pictures switched off ----------------------------------------------------------------------

_PICTURE_ATTRIBUTES = frozenset({"src", "srcset", "background"})
_ADDRESS_IN_CSS = re.compile(r"url\([^()]*\)", re.IGNORECASE)


def without_pictures(html: str) -> str:
    """With pictures switched off, as Outlook begins with every sender: their `alt` words stand."""

    def rewrite(declaration: Declaration) -> Declaration | None:
        if not _ADDRESS_IN_CSS.search(declaration.value):
            return declaration
        value = _ADDRESS_IN_CSS.sub("none", declaration.value)
        return Declaration(declaration.name, value)

    def on_tag(tag: str, attributes: dict[str, str]) -> dict[str, str]:
        kept = {
            name: value for name, value in attributes.items() if name not in _PICTURE_ATTRIBUTES
        }
        return kept | {"src": "data:,"} if tag == "img" else kept

    return _changed(html, lambda words: words, rewrite, on_tag)


# --- Outlook for Windows ----------------------------------------------------------------------

_HIDDEN = re.compile(
    r"<!--\s*\[if\s([^\]]*)\]>(?!\s*(?:<!--|-->))(.*?)<!\[endif\]-->", re.DOTALL | re.IGNORECASE
)
_SHOWN = re.compile(
    r"<!--\s*\[if\s([^\]]*)\]>\s*(?:<!-{2,3}>|-->)(.*?)<!--\s*<!\[endif\]-->",
    re.DOTALL | re.IGNORECASE,
)
_BARE = re.compile(r"<!\[if\s([^\]]*)\]>(.*?)<!\[endif\]>", re.DOTALL | re.IGNORECASE)
_TERM = re.compile(r"(?:(lte|lt|gte|gt)\s+)?(\w+)(?:\s+(\d+))?", re.IGNORECASE)
_OUTLOOK = {"mso": 16, "vml": 1, "true": 1}
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "lt": lambda own, asked: own < asked,
    "lte": lambda own, asked: own <= asked,
    "gt": lambda own, asked: own > asked,
    "gte": lambda own, asked: own >= asked,
}
# Word passes over these wherever they stand.
_UNKNOWN_TO_WORD = re.compile(
    r"max-width|max-height|min-width|min-height|border(-(top|bottom)-(left|right))?-radius|box-shadow"
    r"|background-(image|size|position|repeat|attachment)|opacity|float|position|transform|flex.*"
    r"|justify-content|align-items|align-self|gap|order|object-fit|overflow.*|word-break"
    r"|overflow-wrap|word-wrap|animation.*|transition.*|text-shadow|box-sizing|filter|z-index"
)
# It sets boxes by tables: elsewhere it knows no room and no size.
_NO_BOX = frozenset({"a", "span", "div", "p", "strong", "em", "b", "i", "body"})
_BOX = re.compile(r"padding(-\w+)?|width|height")
_DISPLAYS = frozenset({"none", "block", "inline"})
_VML_TO_HTML = {"v:rect": "div", "v:roundrect": "a", "v:textbox": "div"}


def as_outlook(html: str) -> str:
    """As Word's engine shows it: comments for Outlook count, media queries and CSS boxes do not.

    Shapes in VML become what a browser can draw.
    """
    html = _without_conditions(html)
    html = _changed(html, lambda _: None, _word_everywhere, _word_on_tag)
    return _with_style(_with_shapes(html), ":root{color-scheme:only light}")


def is_for_outlook(condition: str) -> bool:
    """Whether the condition of a comment, such as `mso | IE` or `!mso`, holds in Outlook 2016."""
    return any(
        all(_holds(term.strip()) for term in each.split("&")) for each in condition.split("|")
    )


def _holds(term: str) -> bool:
    term = term.strip("() ")
    if term.startswith("!"):
        return not _holds(term[1:])
    found = _TERM.fullmatch(term)
    if not found:
        return False
    comparison, feature, asked = found.groups()
    own = _OUTLOOK.get(feature.casefold())
    if own is None or asked is None:
        return own is not None
    return _COMPARISONS[comparison.casefold()](own, int(asked)) if comparison else own == int(asked)


def _without_conditions(html: str) -> str:
    def kept(found: re.Match[str]) -> str:
        return found[2] if is_for_outlook(found[1]) else ""

    for pattern in (_HIDDEN, _SHOWN, _BARE):
        html = pattern.sub(kept, html)
    return html


def _word_everywhere(declaration: Declaration) -> Declaration | None:
    name, value = declaration
    plain = value.casefold().removesuffix("!important").strip()
    if name == "mso-hide":
        return Declaration("display", "none!important")
    if name == "mso-padding-alt":
        return Declaration("padding", value)
    if name == "background" and "url(" in plain:
        colour = next((part for part in value.split() if parse_css_colour(part)), None)
        return Declaration("background-color", colour) if colour else None
    if name == "display" and plain not in _DISPLAYS and not plain.startswith("table"):
        return None
    return None if _UNKNOWN_TO_WORD.fullmatch(name) else declaration


def _word_on_tag(tag: str, attributes: dict[str, str]) -> dict[str, str]:
    style = attributes.get("style")
    if style is None or tag not in _NO_BOX:
        return attributes

    def rewrite(declaration: Declaration) -> Declaration | None:
        return None if _BOX.fullmatch(declaration.name) else declaration

    return attributes | {"style": rewritten_style(style, rewrite)}


def _with_shapes(html: str) -> str:
    """The HTML with its VML as a browser can draw it."""
    parts: list[str] = []
    at = 0
    for tag in tags_in(html):
        if tag.name.startswith(("v:", "w:", "o:")) and tag.end > 0:
            parts += (html[at : tag.start], _drawn(html, tag))
            at = tag.end
    return "".join(parts) + html[at:]


def _drawn(html: str, tag: Tag) -> str:
    """A tag of VML as one of HTML; what only tells Word how to lay out goes."""
    name = _VML_TO_HTML.get(tag.name)
    if name is None:
        return ""
    if tag.is_closing:
        return f"</{name}>"
    attributes = _attributes(html, tag)
    style = attributes.get("style", "")
    fill = re.compile(r"<v:fill\b[^<>]*>", re.IGNORECASE).match(html, tag.end)
    colour = attributes.get("fillcolor", "")
    if fill:
        filling = dict(_parsed(fill[0][len("<v:fill") : -1]))
        picture, colour = filling.get("src", ""), filling.get("color", colour)
        if picture:
            style += f";background-image:url('{picture}')"
    if colour:
        style += f";background-color:{colour}"
    closing = f"</{name}>" if html[tag.end - 2] == "/" else ""
    link = f' href="{escape(attributes["href"])}"' if "href" in attributes else ""
    return f'<{name}{link} style="display:block;{escape(style)}">{closing}'


# --- Tags and style sheets ------------------------------------------------------------------


def _changed(
    html: str, condition: Condition, rewrite: Rewrite, on_tag: _OnTag | None = None
) -> str:
    """The HTML with its style sheets and the attributes of its tags put through functions."""
    parts: list[str] = []
    at = 0
    tags = [tag for tag in tags_in(html) if tag.end > 0]
    for tag, following in zip(tags, [*tags[1:], None], strict=True):
        if tag.is_closing:
            continue
        if tag.name == "style":
            end = following.start if following else len(html)
            sheet = rewritten_sheet(html[tag.end : end], condition, rewrite)
            parts += (html[at : tag.end], sheet)
            at = end
        elif "=" in html[tag.name_end : tag.end]:
            parts += (html[at : tag.name_end], _tag_end(html, tag, rewrite, on_tag))
            at = tag.end
    return "".join(parts) + html[at:]


def _tag_end(html: str, tag: Tag, rewrite: Rewrite, on_tag: _OnTag | None) -> str:
    """The attributes of a tag after the functions, and its `>`."""
    attributes = _attributes(html, tag)
    changed = dict(attributes)
    if "style" in changed:
        changed["style"] = rewritten_style(changed["style"], rewrite)
    if on_tag is not None:
        changed = on_tag(tag.name, changed)
    if changed == attributes:
        return html[tag.name_end : tag.end]
    closing = "/>" if html[tag.end - 2] == "/" else ">"
    written = "".join(f' {name}="{escape(value)}"' for name, value in changed.items())
    return written + closing


def _attributes(html: str, tag: Tag) -> dict[str, str]:
    return dict(_parsed(html[tag.name_end : tag.end].rstrip("/>")))


def _parsed(text: str) -> list[tuple[str, str]]:
    return [
        (name.casefold(), unescape(double or single or bare or ""))
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    ]


def _with_style(html: str, css: str, *, first: bool = False) -> str:
    """The HTML with a style sheet after its others, or before them all."""
    sheet = f"<style>{css}</style>"
    opening = re.search(r"<head\b[^<>]*>", html, re.IGNORECASE)
    end = _HEAD_END.search(html)
    if first and opening:
        return html[: opening.end()] + sheet + html[opening.end() :]
    if end:
        return html[: end.start()] + sheet + html[end.start() :]
    return sheet + html
