"""CSS of `mj-style inline="inline"`, written into `style` attributes.

css-inline reads and writes a whole document, and what it writes is not byte for byte what it read.
So it works on a copy whose elements are numbered, and only the `style` attributes that it makes
are taken over: all else, every Outlook comment above all, stays as it was.
"""

import re

from ebulletin.templates.mjml.html_tags import Tag, tags_in

_MARK = "data-zq"
_NUMBER = re.compile(rf"\s{_MARK}=\"(\d+)\"")
_STYLE = re.compile(r"\sstyle\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# In a style sheet it beats `style` attributes; in a `style` attribute it would beat dark colours.
_IMPORTANT = re.compile(r"\s{0,9}!\s{0,9}important", re.IGNORECASE)


def inlined(html: str, css: str) -> str:
    """The HTML with the rules of the CSS in the `style` attributes of what they select.

    Raises:
        ValueError: The CSS cannot be read.
    """
    from css_inline import CSSInliner

    tags = [tag for tag in tags_in(html) if not tag.is_closing and tag.end > 0]
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
    for number, tag in enumerate(tags):
        style = styles.get(number)
        if style is not None:
            parts += (html[at : tag.start], _styled(html, tag, style))
            at = tag.end
    return "".join(parts) + html[at:]


def _numbered(html: str, tags: list[Tag]) -> str:
    parts: list[str] = []
    at = 0
    for number, tag in enumerate(tags):
        parts += (html[at : tag.name_end], f' {_MARK}="{number}"')
        at = tag.name_end
    return "".join(parts) + html[at:]


def _styles_by_number(html: str) -> dict[int, str]:
    styles: dict[int, str] = {}
    for tag in tags_in(html):
        attributes = html[tag.name_end : tag.end]
        number = _NUMBER.search(attributes)
        style = _STYLE.search(attributes)
        if number and style:
            styles.setdefault(int(number[1]), _words(style))
    return styles


def _styled(html: str, tag: Tag, style: str) -> str:
    """A tag with its style replaced, or added where it had none."""
    name, attributes = html[tag.start : tag.name_end], html[tag.name_end : tag.end]
    old = _STYLE.search(attributes)
    if old is None:
        return f'{name} style="{_IMPORTANT.sub("", style)}"{attributes}'
    if _words(old) == style:
        return name + attributes
    if "!important" not in _words(old):
        style = _IMPORTANT.sub("", style)
    return f'{name}{attributes[: old.start()]} style="{style}"{attributes[old.end() :]}'


def _words(style: re.Match[str]) -> str:
    return next(group for group in style.groups() if group is not None)
