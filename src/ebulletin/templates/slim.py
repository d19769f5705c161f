"""Bytes of a finished e-mail that no reader sees, taken out: Gmail clips what is over 102,400.

Nothing else changes. Every conditional comment stays, and so does each space that could show: words
keep at least one between them, and beside a tag it goes only where a block begins or ends, whatever
the window's width.
"""

import re
from collections.abc import Iterator
from html import unescape

from ebulletin.templates.mjml.html_tags import Tag, tags_in
from ebulletin.templates.style_rules import rules_in

_BLOCK_TAGS = """
address article blockquote body caption center col colgroup dd div dl dt h1 h2 h3 h4 h5 h6 head hr
html li link main meta ol p section style table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_VOID = frozenset(("br", "col", "hr", "img", "link", "meta"))
_SPACE_COUNTS = re.compile(r"<pre\b|<textarea\b|white-space\s*:\s*(?!nowrap|normal)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_EMPTY_ATTRIBUTE = re.compile(r" (?:class|style)=\"\s*\"")
_STYLE = re.compile(r"( style=\")([^\"]*)\"")
_LOOSE_STYLE = re.compile(r";\"|[;:]\s|\s;")
_CLOSING_SLASH = re.compile(r"\s*/>$")
_COMMENT = re.compile(r"<!--(\[if ([^\]]*)\]>)(?!<!--|-->)(.*?)<!\[endif\]-->", re.DOTALL)
_ANY_COMMENT = re.compile(r"(<!--.*?-->)", re.DOTALL)
_INLINE = re.compile(r"display\s*:\s*inline", re.IGNORECASE)
_LAST_NAME = re.compile(r"[\w.#-]+(?=[^\w.#-]*$)")
_CLASS = re.compile(r"\.([\w-]+)")
_CLASSES = re.compile(r"\sclass=\"([^\"]*)\"")
_CSS_STRING = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\))")


def slim(html: str) -> str:
    """The HTML of an e-mail in fewer bytes, with the same words, tags and looks."""
    if _SPACE_COUNTS.search(html):
        return html
    blocks = _BLOCKS - _shown_inline(html)
    html = _COMMENT.sub(lambda found: _slim_comment(found, blocks), html)
    return _joined_comments(_slim_tags(html, blocks))


def slim_css(css: str) -> str:
    """A style sheet without comments, without spaces round its signs and with no last semicolon.

    A space before `:` stays, as it may part two selectors, and so do those round `+` in `calc()`.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    pieces = _CSS_STRING.split(css)
    pieces[::2] = map(_slim_css_piece, pieces[::2])
    return "".join(pieces).strip()


def _slim_css_piece(piece: str) -> str:
    piece = _SPACES.sub(" ", piece)
    piece = re.sub(r" ?([{};,]) ?", r"\1", piece)
    # After a property; a selector has no space after its colon.
    piece = piece.replace(": ", ":").replace(" !important", "!important")
    return piece.replace(";}", "}")


def _slim_style(text: str) -> str:
    """What stands in a `style` attribute."""
    if "&" in text:
        # A semicolon may end a character reference.
        return text
    pieces = _CSS_STRING.split(text)
    pieces[::2] = (re.sub(r"\s*([;:])\s*", r"\1", _SPACES.sub(" ", piece)) for piece in pieces[::2])
    return "".join(pieces).strip().removesuffix(";")


def _slim_comment(found: re.Match[str], blocks: frozenset[str]) -> str:
    """A comment for Outlook, in which the same holds as outside."""
    return f"<!--{found[1]}{_slim_tags(found[3], blocks)}<![endif]-->"


def _slim_tags(html: str, blocks: frozenset[str]) -> str:
    parts: list[str] = []
    at = 0
    before = ""
    for tag in tags_in(html):
        if tag.end < 0:
            break
        between = html[at : tag.start]
        if before == "style":
            parts.append(slim_css(between))
        else:
            parts.append(_slim_text(between, after=before in blocks, ahead=tag.name in blocks))
        parts.append(_slim_tag(html[tag.start : tag.end], tag))
        at, before = tag.end, "style" if _opens_style(tag) else tag.name
        if tag.name == "style" and tag.is_closing:
            before = "link"  # beside which no space shows
    parts.append(_slim_text(html[at:], after=before in blocks, ahead=False))
    return "".join(parts)


def _opens_style(tag: Tag) -> bool:
    return tag.name == "style" and not tag.is_closing


def _slim_text(text: str, *, after: bool, ahead: bool) -> str:
    """Words and comments between two tags.

    Args:
        text: As it stands.
        after: A block begins or ends just before it.
        ahead: And just after it.
    """
    if not text:
        return text
    if text.isspace():
        return "" if after or ahead else _one_space(text)
    if "<!--" in text:
        return _slim_between_comments(text) if after or ahead else text
    text = _SPACES.sub(lambda found: _one_space(found[0]), text).replace("&#39;", "'")
    if after:
        text = text.lstrip(" \t\n\r\f")
    return text.rstrip(" \t\n\r\f") if ahead else text


def _slim_between_comments(text: str) -> str:
    """Comments beside a block, without the spaces round them where there are no words."""
    pieces = _ANY_COMMENT.split(text)
    return text if "".join(pieces[::2]).strip() else "".join(pieces[1::2])


def _one_space(spaces: str) -> str:
    """A line break stays one: mail has lines, and none may be endless."""
    return "\n" if "\n" in spaces else " "


def _slim_tag(text: str, tag: Tag) -> str:
    if '=""' in text:
        text = _EMPTY_ATTRIBUTE.sub("", text)
    if _LOOSE_STYLE.search(text):
        text = _STYLE.sub(lambda found: f'{found[1]}{_slim_style(found[2])}"', text)
    return _CLOSING_SLASH.sub(">", text) if tag.name in _VOID else text


def _joined_comments(html: str) -> str:
    """Comments for Outlook that follow one another under the same condition, made one."""
    parts: list[str] = []
    at = 0
    condition, end = "", -1
    for found in _COMMENT.finditer(html):
        if found.start() == end and found[2] == condition:
            parts[-1] = parts[-1].removesuffix("<![endif]-->")
            parts.append(f"{found[3]}<![endif]-->")
        else:
            parts += (html[at : found.start()], found[0])
        condition, at = found[2], found.end()
        end = at
    return "".join(parts) + html[at:]


# --- Blocks that a style sheet makes inline ----------------------------------------------------


def _shown_inline(html: str) -> frozenset[str]:
    """Tags that are blocks by nature but that this e-mail shows in a line, in some window."""
    names: set[str] = set()
    tags = [tag for tag in tags_in(html) if tag.end > 0 and not tag.is_closing]
    classes: dict[str, set[str]] = {}
    for tag in tags:
        text = html[tag.start : tag.end]
        style = _STYLE.search(text)
        if style and _INLINE.search(unescape(style[2])):
            names.add(tag.name)
        if found := _CLASSES.search(text):
            for name in found[1].split():
                classes.setdefault(name, set()).add(tag.name)
    sheets = (html[tag.end : html.find("</style", tag.end)] for tag in tags if tag.name == "style")
    for sheet in sheets:
        for selector in _inline_selectors(sheet):
            names |= _tags_of(selector, classes)
    return frozenset(names)


def _inline_selectors(sheet: str) -> Iterator[str]:
    for prelude, body in rules_in(sheet):
        if prelude.startswith("@media") and body:
            yield from _inline_selectors(body)
        elif body and _INLINE.search(body):
            yield from prelude.split(",")


def _tags_of(selector: str, classes: dict[str, set[str]]) -> set[str]:
    """The tags that a selector may find here."""
    if any(name not in classes for name in _CLASS.findall(selector)):
        return set()
    last = _LAST_NAME.search(selector.strip())
    if last is None:
        return set(_BLOCKS)
    name = re.split(r"[.#]", last[0])[0].casefold()
    if name:
        return {name}
    own = [classes[each] for each in _CLASS.findall(last[0])]
    return set.intersection(*own) if own else set(_BLOCKS)
