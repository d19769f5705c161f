"""CSS of `mj-style inline="inline"`, written into `style` attributes.

css-inline reads and writes a whole document, and what it writes is not byte for byte what it read.
So it works on a copy whose elements are numbered, and only the `style` attributes that it makes
are taken over: all else, every Outlook comment above all, stays as it was.
"""

import re
from collections.abc import Iterator

from ebulletin.templates.mjml.model import MjmlProblem, Spot

_MARK = "data-zq"
_TAG_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_TO_QUOTE_OR_END = re.compile(r"[^\"'>]*")
_RAW_TEXT = frozenset({"style", "script", "title", "textarea", "xmp", "iframe", "noembed"})
_NUMBER = re.compile(rf"\s{_MARK}=\"(\d+)\"")
_STYLE = re.compile(r"\sstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_NOT_INLINE = re.compile(
    r"@[a-z-]+|::?(?:before|after|hover|focus|active|visited|link|first-l[a-z]+)\b", re.IGNORECASE
)
# In a style sheet it beats `style` attributes; in a `style` attribute it would beat dark colours.
_IMPORTANT = re.compile(r"\s{0,9}!\s{0,9}important", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def not_inlinable(css: str, spot: Spot) -> MjmlProblem | None:
    """Say that a rule cannot become a `style` attribute, or None where all can."""
    found = _NOT_INLINE.search(_CSS_COMMENT.sub("", css))
    if not found:
        return None
    return spot.problem(
        f"{found[0]!r} cannot be written into style attributes",
        'Put it into an <mj-style> without inline="inline".',
    )


def inlined(html: str, css: str) -> str:
    """The HTML with the rules of the CSS in the `style` attributes of what they select.

    Raises:
        ValueError: The CSS cannot be read.
    """
    from css_inline import CSSInliner

    tags = list(_start_tags(html))
    inliner = CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        keep_link_tags=True,
        load_remote_stylesheets=False,
        extra_css=css,
    )
    styles = _styles_by_number(inliner.inline(_numbered(html, tags)))
    parts: list[str] = []
    at = 0
    for number, (start, end) in enumerate(tags):
        style = styles.get(number)
        if style is not None:
            parts += (html[at:start], _styled(html[start:end], style))
            at = end
    return "".join(parts) + html[at:]


def _start_tags(html: str) -> Iterator[tuple[int, int]]:
    """Start and end of every start tag outside comments and raw text; linear."""
    at = 0
    while (less := html.find("<", at)) >= 0:
        if html.startswith("<!--", less):
            end = html.find("-->", less + 2)
            if end < 0:
                return
            at = end + 3
            continue
        name = _TAG_NAME.match(html, less)
        if not name:
            at = less + 1
            continue
        at = _tag_end(html, name.end())
        if at < 0:
            return
        yield less, at
        if name[1].lower() in _RAW_TEXT:
            at = _after_raw_text(html, name[1], at)


def _tag_end(html: str, at: int) -> int:
    """Just after the `>` of a tag, or -1 where it never comes."""
    while True:
        stop = _TO_QUOTE_OR_END.match(html, at)
        at = stop.end() if stop else at
        mark = html[at : at + 1]
        if mark == ">":
            return at + 1
        closing = html.find(mark, at + 1) if mark else -1
        if closing < 0:
            return -1
        at = closing + 1


def _after_raw_text(html: str, tag: str, at: int) -> int:
    closing = re.compile(rf"</{re.escape(tag)}", re.IGNORECASE).search(html, at)
    return closing.start() if closing else len(html)


def _numbered(html: str, tags: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for number, (start, _) in enumerate(tags):
        name = _TAG_NAME.match(html, start)
        assert name
        parts += (html[at : name.end()], f' {_MARK}="{number}"')
        at = name.end()
    return "".join(parts) + html[at:]


def _styles_by_number(html: str) -> dict[int, str]:
    styles: dict[int, str] = {}
    for start, end in _start_tags(html):
        tag = html[start:end]
        number = _NUMBER.search(tag)
        style = _STYLE.search(tag)
        if number and style:
            styles.setdefault(int(number[1]), _words(style))
    return styles


def _styled(tag: str, style: str) -> str:
    old = _STYLE.search(tag)
    if old:
        if _words(old) == style:
            return tag
        if "!important" not in _words(old):
            style = _IMPORTANT.sub("", style)
        return f'{tag[: old.start()]} style="{style}"{tag[old.end() :]}'
    name = _TAG_NAME.match(tag)
    assert name
    style = _IMPORTANT.sub("", style)
    return f'{tag[: name.end()]} style="{style}"{tag[name.end() :]}'


def _words(style: re.Match[str]) -> str:
    return next(group for group in style.groups() if group is not None)
