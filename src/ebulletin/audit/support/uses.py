"""Which features of HTML and CSS an e-mail uses, by their names at caniemail.com, and where."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ebulletin.audit.document import Document, Element
from ebulletin.audit.styles import Declaration, Sheet, parse_declarations, parse_sheet

Guards = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A place at which a feature is used.

    Attributes:
        guards: Features without which a program never comes to this one, such as `@media`.
        not_outlook: Outlook for Windows is kept out of it by a conditional comment.
    """

    slug: str
    offset: int
    guards: Guards = ()
    not_outlook: bool = False


# Properties whose name is that of the feature after `css-` stand in no table.
_PROPERTIES: dict[str, tuple[str, ...]] = {
    "css-gap": ("gap", "column-gap", "row-gap", "grid-gap"),
    "css-left-right-top-bottom": ("left", "right", "top", "bottom"),
    "css-grid-template": ("grid-template", "grid-template-columns", "grid-template-rows",
                          "grid-template-areas"),
    "css-column-layout-properties": ("columns", "column-width", "column-rule", "column-span",
                                     "column-fill"),
    "css-margin-inline-block": ("margin-inline", "margin-block"),
    "css-margin-inline-start-end": ("margin-inline-start", "margin-inline-end"),
    "css-margin-block-start-end": ("margin-block-start", "margin-block-end"),
    "css-padding-inline-block": ("padding-inline", "padding-block"),
    "css-padding-inline-start-end": ("padding-inline-start", "padding-inline-end"),
    "css-padding-block-start-end": ("padding-block-start", "padding-block-end"),
    "css-border-inline-block": ("border-inline", "border-block"),
    "css-border-radius-logical": ("border-start-start-radius", "border-start-end-radius",
                                  "border-end-start-radius", "border-end-end-radius"),
    "css-block-inline-size": ("block-size",),
    "css-hyphenate-limit-chars": ("hyphenate-limit-chars",),
    "css-animation": ("animation-name", "animation-duration"),
    "css-transition": ("transition-property", "transition-duration"),
    "css-scroll-snap": ("scroll-snap-type", "scroll-snap-align"),
    "css-mask-image": ("mask", "-webkit-mask-image"),
}  # fmt: skip
_VALUES: tuple[tuple[str, str, str], ...] = (
    ("css-display-flex", "display", "flex"), ("css-display-flex", "display", "inline-flex"),
    ("css-display-grid", "display", "grid"), ("css-display-grid", "display", "inline-grid"),
    ("css-display-none", "display", "none"), ("css-flex-direction", "flex-direction", "column"),
    ("css-flex-wrap", "flex-wrap", "wrap"),
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HIDING = frozenset(("css-visibility", "css-opacity", "css-max-height", "css-overflow"))
_FLEX = frozenset(("css-display-flex", "css-flex-wrap"))
_FUNCTIONS = {
    "linear-gradient(": "css-linear-gradient", "radial-gradient(": "css-radial-gradient",
    "conic-gradient(": "css-conic-gradient", "calc(": "css-unit-calc", "min(": "css-function-min",
    "max(": "css-function-max", "clamp(": "css-function-clamp", "var(": "css-variables",
    "light-dark(": "css-function-light-dark", "rgba(": "css-rgba", "rgb(": "css-rgb",
    "oklch(": "css-modern-color", "lch(": "css-modern-color", "oklab(": "css-modern-color",
    "lab(": "css-modern-color",
}  # fmt: skip
_FUNCTION = re.compile(r"(?<![a-z-])((?:linear|radial|conic)-gradient|light-dark|[a-z]+)\(")
_UNIT = re.compile(r"(?<![\w#])\d*\.?\d+(rem|vh|vw|vmin|vmax|ch|ex)\b")
_INTRINSIC = re.compile(r"\b(?:fit|min|max)-content\b")
_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')\s]+)", re.IGNORECASE)
_NAMED = re.compile(r"[.#][A-Za-z_][\w-]*")
_PSEUDO = re.compile(r"::?(?:[a-z-]+)")
_AT_RULES = {"import": "css-at-import", "font-face": "css-at-font-face",
             "keyframes": "css-at-keyframes", "supports": "css-at-supports",
             "nesting": "css-nesting"}  # fmt: skip
_QUERIES = (
    ("prefers-color-scheme", "css-at-media-prefers-color-scheme"),
    ("prefers-reduced-motion", "css-at-media-prefers-reduced-motion"),
    ("orientation", "css-at-media-orientation"), ("device-pixel-ratio",
    "css-at-media-device-pixel-ratio"), ("hover", "css-at-media-hover"),
)  # fmt: skip
_TAGS = {
    "audio": "html-audio", "video": "html-video", "svg": "html-svg", "object": "html-object",
    "embed": "html-object", "picture": "html-picture", "dialog": "html-dialog",
    "form": "html-form", "select": "html-select", "textarea": "html-textarea",
    "meter": "html-meter", "progress": "html-progress", "base": "html-base",
    "marquee": "html-marquee", "ruby": "html-ruby", "bdi": "html-bdi", "map": "html-image-maps",
    "article": "html-semantics", "aside": "html-semantics", "details": "html-semantics",
    "figcaption": "html-semantics", "figure": "html-semantics", "footer": "html-semantics",
    "header": "html-semantics", "main": "html-semantics", "mark": "html-semantics",
    "nav": "html-semantics", "section": "html-semantics", "summary": "html-semantics",
    "time": "html-semantics", "wbr": "html-wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "srcset": "html-srcset", "loading": "html-loading-attribute", "popover": "html-popover",
    "hidden": "html-hidden", "required": "html-required", "aria-live": "html-aria-live",
    "aria-labelledby": "html-aria-labelledby", "aria-describedby": "html-aria-describedby",
}  # fmt: skip
_INPUTS = {
    "text": "html-input-text", "email": "html-input-text", "tel": "html-input-text",
    "checkbox": "html-input-checkbox", "radio": "html-input-radio", "submit": "html-input-submit",
    "reset": "html-input-reset",
}  # fmt: skip
_FORMATS = {
    "webp": "image-webp", "avif": "image-avif", "svg": "image-svg", "bmp": "image-bmp",
    "tif": "image-tiff", "tiff": "image-tiff", "heic": "image-heif", "heif": "image-heif",
    "ico": "image-ico", "apng": "image-apng", "mp4": "image-mp4",
}  # fmt: skip
_PICTURE_TYPE = re.compile(r"data:image/([a-z0-9.+-]+)", re.IGNORECASE)


def read_uses(document: Document, known: Mapping[str, object]) -> Iterator[Use]:
    """Every use of a known feature, in no order."""
    for element in document.elements:
        for slug in _in_tag(element):
            yield Use(slug, element.start, (), element.not_outlook)
        style = element.attributes.get("style")
        if style:
            not_outlook = element.not_outlook or "mso-hide:" in style
            is_hidden = _HIDDEN.search(style) is not None
            for slug in _in_style(style, known):
                # What is not shown at all may be hidden in other ways as well.
                if not (is_hidden and slug in _HIDING):
                    yield Use(slug, element.start, (), not_outlook)
    names, falling_back = _names(document), _falling_back(document)
    for element, offset, css in document.styles:
        sheet = parse_sheet(css, offset, element.get("media").lower())
        for use in _in_sheet(sheet, known, names, falling_back):
            yield Use(use.slug, use.offset, use.guards, element.not_outlook)


def _falling_back(document: Document) -> frozenset[str]:
    """Classes of tags whose parts stand side by side without flex as well (inline-block)."""
    found: set[str] = set()
    for element in document.elements:
        above = element.parent
        if above is not None and "class" in above.attributes:
            style = element.attributes.get("style", "")
            if "inline-block" in style:
                found.update(above.attributes["class"].split())
    return frozenset(found)


def _in_tag(element: Element) -> Iterator[str]:
    tag, given = element.tag, element.attributes
    if tag in _TAGS:
        yield _TAGS[tag]
    elif tag == "input":
        kind = element.get("type").lower() or "text"
        if kind in _INPUTS:
            yield _INPUTS[kind]
    elif tag == "button":
        yield "html-button-reset" if element.get("type") == "reset" else "html-button-submit"
    elif tag == "link" and "stylesheet" in element.get("rel").lower():
        yield "html-link"
    if not given:
        return
    for name in given:
        if name in _ATTRIBUTES:
            yield _ATTRIBUTES[name]
    if given.get("background") and tag != "body":
        yield "html-background"
    if tag == "a" and given.get("href", "")[:1] == "#" and len(given["href"]) > 1:
        yield "html-anchor-links"
    if tag in ("img", "source", "video", "input") and given.get("src"):
        yield from _format(given["src"])
    if tag == "html" and ("⚡4email" in given or "amp4email" in given):
        yield "amp"


def _format(address: str) -> Iterator[str]:
    data = _PICTURE_TYPE.match(address)
    if data is not None:
        yield "image-base64"
        ending = data[1].lower().removesuffix("+xml")
    else:
        path = address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
        ending = path[-6:].rpartition(".")[2].lower()
    if ending in _FORMATS:
        yield _FORMATS[ending]


_seen_styles: dict[str, tuple[str, ...]] = {}
_MOST_STYLES_KEPT = 5_000


def _in_style(style: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """The features of a `style` attribute; equal ones are looked at once."""
    found = _seen_styles.get(style)
    if found is None:
        found = tuple(dict.fromkeys(
            slug for each in parse_declarations(style) for slug in _in_declaration(each, known)
        ))  # fmt: skip
        if len(_seen_styles) > _MOST_STYLES_KEPT:
            _seen_styles.clear()
        _seen_styles[style] = found
    return found


_BY_PROPERTY = {name: slug for slug, names in _PROPERTIES.items() for name in names}


def _in_declaration(each: Declaration, known: Mapping[str, object]) -> Iterator[str]:
    name, value = each.name, each.value
    if name.startswith("--"):
        yield "css-variables"
        return
    own = _BY_PROPERTY.get(name) or f"css-{name}"
    if own in known:
        yield own
    for slug, asked, word in _VALUES:
        if name == asked and value == word:
            yield slug
    if "(" in value:
        for match in _FUNCTION.finditer(value):
            function = _FUNCTIONS.get(f"{match[1]}(")
            if function:
                yield function
        if "url(" in value:
            if name == "background":
                yield "css-background-image"
            for match in _IN_STYLE.finditer(value):
                yield from _format(match[1])
    if value[-1:].isalpha():
        for match in _UNIT.finditer(value):
            yield f"css-unit-{match[1]}"
        if _INTRINSIC.search(value):
            yield "css-intrinsic-size"


def _in_sheet(
    sheet: Sheet, known: Mapping[str, object], names: Collection[str],
    falling_back: Collection[str],
) -> Iterator[Use]:  # fmt: skip
    for at_rule in sheet.at_rules:
        slug = _AT_RULES.get(at_rule.name.removeprefix("-webkit-"))
        if slug:
            yield Use(slug, at_rule.offset)
        elif at_rule.name == "media":
            for slug in _guards((f"@media {at_rule.words}",)):
                yield Use(slug, at_rule.offset)
    for rule in sheet.rules:
        guards = _guards(rule.conditions)
        # What no tag of this e-mail is called by is there for other e-mails of the kind.
        used = [each for each in rule.selectors if _is_used(each, names)]
        for selector in used:
            for slug in _in_selector(selector, known):
                yield Use(slug, rule.offset, guards)
        # A rule for one program alone is there to put that one right.
        if all(_is_for_one(selector) for selector in used):
            continue
        has_fallback = all(each.lstrip(".") in falling_back for each in used)
        for each in rule.declarations:
            for slug in _in_declaration(each, known):
                if not (has_fallback and slug in _FLEX):
                    yield Use(slug, each.offset, guards)


def _names(document: Document) -> frozenset[str]:
    """The classes and ids of the tags, each with its mark."""
    found = {f"#{name}" for name in document.by_id}
    for words in {each.attributes.get("class", "") for each in document.elements}:
        found.update(f".{name}" for name in words.split())
    return frozenset(found)


def _is_used(selector: str, names: Collection[str]) -> bool:
    plain = selector.split("[", maxsplit=1)[0].split(":", maxsplit=1)[0]
    return all(name in names for name in _NAMED.findall(plain))


def _is_for_one(selector: str) -> bool:
    return selector.startswith(("#outlook", ".ExternalClass", ".moz-text-html", "[data-ogs",
                                "u + ", "u~", "#MessageViewBody", "[class~=x_"))  # fmt: skip


def _guards(conditions: tuple[str, ...]) -> Guards:
    found: list[str] = []
    for condition in conditions:
        if condition.startswith("@supports"):
            found.append("css-at-supports")
        elif condition.startswith("@media"):
            words = condition[6:].strip()
            if words in ("all", "screen", "print", ""):
                continue
            found += [slug for word, slug in _QUERIES if word in words]
            if "width" in words or not found:
                found.append("css-at-media")
    return tuple(dict.fromkeys(found))


def _in_selector(selector: str, known: Mapping[str, object]) -> Iterator[str]:
    if ":" not in selector:
        return
    for match in _PSEUDO.finditer(selector):
        word = match[0].lstrip(":")
        for slug in (f"css-pseudo-element-{word}", f"css-pseudo-class-{word}"):
            if slug in known:
                yield slug
                break
