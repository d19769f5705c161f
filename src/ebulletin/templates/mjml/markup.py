"""HTML in the bodies of MJML tags: a tag that is never closed there swallows the rest of the mail.

Conditional comments are left alone; what they open in one they close in another.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ebulletin.templates.mjml.html_tags import Tag, tags_in
from ebulletin.templates.mjml.model import Element, MjmlFile, MjmlProblem, Spot

DEEPEST_HTML = 100
"""Tags inside each other; css-inline ends the process at some ten thousands."""

_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# HTML lets these end without a closing tag.
_CLOSED_BY_OTHERS = frozenset(
    ("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption")
)
_TEXT_ONLY = frozenset(("mj-title", "mj-preview", "mj-style"))


def unbalanced(elements: Iterable[Element]) -> Iterator[MjmlProblem]:
    """Say where the HTML of a body is not closed in it.

    `mj-raw` may open a tag that another one closes, so there only the depth is watched.
    """
    depth_of_raws = 0
    for element in elements:
        if not element.body or "<" not in element.body or element.tag in _TEXT_ONLY:
            continue
        if element.tag == "mj-raw":
            yield from _unfinished(element)
            depth_of_raws = _depth_after(element.body, depth_of_raws)
            if depth_of_raws > DEEPEST_HTML:
                yield element.spot.problem(*_too_deep())
                return
        else:
            yield from _in_body(element)


def _unfinished(element: Element) -> Iterator[MjmlProblem]:
    for tag in tags_in(element.body or ""):
        if tag.end < 0:
            yield element.spot_in_body(tag.start).problem(*_without_end(tag))


def _in_body(element: Element) -> Iterator[MjmlProblem]:
    """The first fault of one body; those after it would mostly follow from it."""
    if not _is_balanced(element.body or ""):
        yield from _faults(element)


@lru_cache(maxsize=512)
def _is_balanced(body: str) -> bool:
    """Whether a body has no fault; variants of one bulletin share most of theirs."""
    nowhere = Spot(MjmlFile("", ""), 0)
    return next(_faults(Element("", nowhere, body=body)), None) is None


def _faults(element: Element) -> Iterator[MjmlProblem]:
    open_tags: list[Tag] = []
    for tag in tags_in(element.body or ""):
        if tag.end < 0:
            yield element.spot_in_body(tag.start).problem(*_without_end(tag))
            return
        if tag.name in _EMPTY:
            continue
        if not tag.is_closing:
            open_tags.append(tag)
            if len(open_tags) > DEEPEST_HTML:
                yield element.spot_in_body(tag.start).problem(*_too_deep())
                return
            continue
        while open_tags and open_tags[-1].name != tag.name and _may_stay_open(open_tags[-1]):
            open_tags.pop()
        if not open_tags or open_tags[-1].name != tag.name:
            yield element.spot_in_body(tag.start).problem(
                *_stray(tag, open_tags[-1] if open_tags else None, element)
            )
            return
        open_tags.pop()
    left = [tag for tag in open_tags if not _may_stay_open(tag)]
    if left:
        yield element.spot_in_body(left[-1].start).problem(
            f"<{left[-1].name}> in <{element.tag}> is never closed",
            f"Write </{left[-1].name}> where it ends.",
        )


def _stray(tag: Tag, last: Tag | None, element: Element) -> tuple[str, str]:
    if last is None:
        return (
            f"</{tag.name}> in <{element.tag}> closes nothing",
            "Take it out, or open it in the same place.",
        )
    return (
        f"</{tag.name}> stands where </{last.name}> belongs",
        f"Close <{last.name}> first, or take </{tag.name}> out.",
    )


def _without_end(tag: Tag) -> tuple[str, str]:
    if tag.name == "!--":
        return "a comment is never closed", "Write --> where it ends."
    return (
        f"the tag <{tag.name} is never finished",
        "Write > where it ends, and look for a quote that is never closed.",
    )


def _too_deep() -> tuple[str, str]:
    return (
        f"more than {DEEPEST_HTML} HTML tags stand inside each other",
        "Look for one that is never closed, and close it.",
    )


def _may_stay_open(tag: Tag) -> bool:
    return tag.name in _CLOSED_BY_OTHERS


def _depth_after(body: str, depth: int) -> int:
    """The greatest depth of a body that closes what it opens, else the depth after it."""
    greatest = depth
    for tag in tags_in(body):
        if tag.name not in _EMPTY:
            depth = max(0, depth - 1) if tag.is_closing else depth + 1
            greatest = max(greatest, depth)
            if greatest > DEEPEST_HTML:
                return greatest
    return depth
