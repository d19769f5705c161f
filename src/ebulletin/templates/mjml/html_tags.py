"""The tags of HTML, found in one pass; comments and what stands in `style` are skipped."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TO_QUOTE_OR_END = re.compile(r"[^\"'>]*")
_RAW_TEXT = frozenset({"style", "script", "title", "textarea", "xmp", "iframe", "noembed"})


class Tag(NamedTuple):
    """An opening or closing tag.

    Attributes:
        name: In lower case.
        start: Of the tag, in characters.
        name_end: Just after its name.
        end: Just after its `>`, or -1 where that never comes.
    """

    name: str
    is_closing: bool
    start: int
    name_end: int
    end: int


def tags_in(html: str) -> Iterator[Tag]:
    """Every tag in order, the last one perhaps without an end.

    A comment that never ends is such a last one, named `!--`.
    """
    at = 0
    while (less := html.find("<", at)) >= 0:
        if html.startswith("<!--", less):
            end = html.find("-->", less + 2)
            if end < 0:
                yield Tag("!--", False, less, less + 4, -1)
                return
            at = end + 3
            continue
        name = _NAME.match(html, less)
        if not name:
            at = less + 1
            continue
        at = _tag_end(html, name.end())
        tag = Tag(name[2].lower(), bool(name[1]), less, name.end(), at)
        yield tag
        if at < 0:
            return
        if tag.name in _RAW_TEXT and not tag.is_closing:
            at = _after_raw_text(html, tag)


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


def _after_raw_text(html: str, tag: Tag) -> int:
    closing = re.compile(rf"</{re.escape(tag.name)}", re.IGNORECASE).search(html, tag.end)
    return closing.start() if closing else len(html)
