"""Which item of a bulletin takes which stretch of its e-mail, told by the anchors of the themes."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_ANCHOR = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*\b[^<>]*?\sid=\"(?P<id>(?:item|section)-[^\"<>]+)\"")
_HEADING = re.compile(r"<h2\b(?![^<>]*\sid=\"item-)")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_BODY = re.compile(r"<body\b[^<>]*>")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the HTML.

    Attributes:
        name: Id of the item; `head` or `frame` for what belongs to none.
        start: Offset of its first character.
        end: Offset after its last one.
    """

    name: str
    start: int
    end: int


HEAD, FRAME = "head", "frame"


def read_regions(html: str) -> tuple[Region, ...]:
    """The regions of an e-mail that our own themes made, in order, without gaps.

    An item reaches from its anchor to the next anchor, or to the next heading of a section.
    """
    body = _BODY.search(html)
    first = body.end() if body else 0
    marks: list[tuple[int, str]] = [(0, HEAD), (first, FRAME)]
    seen: set[str] = set()
    for found in _ANCHOR.finditer(html, first):
        kind, _, name = found["id"].partition("-")
        if kind == "item" and name not in seen:
            seen.add(name)
            marks.append((found.start(), name))
        elif kind == "section":
            marks.append((found.start(), FRAME))
    marks.sort()
    items = [start for start, name in marks if name not in (HEAD, FRAME)]
    marks += [
        (found.start(), FRAME)
        for found in _HEADING.finditer(html, first)
        if not _opens_item(html, items, found.start())
    ]
    marks.sort()
    ends = [*(start for start, _ in marks[1:]), len(html)]
    return tuple(
        Region(name, start, end)
        for (start, name), end in zip(marks, ends, strict=True) if end > start
    )  # fmt: skip


def _opens_item(html: str, items: list[int], heading: int) -> bool:
    """Whether a heading is an item's own: nothing to read stands between its anchor and it."""
    before = bisect_right(items, heading) - 1
    if before < 0:
        return False
    return not _TAG.sub("", html[items[before] : heading]).strip()


def region_at(regions: tuple[Region, ...], offset: int) -> Region:
    """The region in which a character stands."""
    return regions[max(0, bisect_right(regions, offset, key=lambda each: each.start) - 1)]
