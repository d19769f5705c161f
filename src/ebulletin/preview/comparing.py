"""Two outputs side by side: the words that differ, the links, the sizes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ebulletin.checks.outputs import read_output
from ebulletin.preview.model import Comparison, Stretch

_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_MOST_WORDS = 4_000
"""In one run of changed paragraphs; above it they are shown whole, as comparing takes too long."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called, its plain text and its HTML."""

    name: str
    text: str
    html: str


def compare(before: Side, after: Side) -> Comparison:
    """What a reader of one would not find in the other."""
    links = [_links(each.html) for each in (before, after)]
    return Comparison(
        before=before.name,
        after=after.name,
        paragraphs=tuple(_differing(before.text, after.text)),
        links_gone=tuple(each for each in links[0] if each not in links[1]),
        links_new=tuple(each for each in links[1] if each not in links[0]),
        bytes_before=len(before.html.encode()),
        bytes_after=len(after.html.encode()),
        words_before=len(_WORD.findall(before.text)),
        words_after=len(_WORD.findall(after.text)),
    )


def _links(html: str) -> dict[str, None]:
    hrefs = read_output(html).hrefs
    return dict.fromkeys(each for each in hrefs if not each.startswith("#"))


def _differing(before: str, after: str) -> Iterator[tuple[Stretch, ...]]:
    """The paragraphs that are not the same in both, word for word."""
    old, new = (
        [" ".join(part.split()) for part in _PARAGRAPH.split(text) if part.strip()]
        for text in (before, after)
    )
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[start:end], new[first:last]
        if len(gone) == len(come):
            for one, other in zip(gone, come, strict=True):
                yield tuple(_stretches(one.split(), other.split()))
        else:
            yield tuple(_stretches(_joined(gone), _joined(come)))


def _joined(paragraphs: Sequence[str]) -> list[str]:
    return " ¶ ".join(paragraphs).split()


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    if len(before) + len(after) > _MOST_WORDS:
        yield Stretch("before", " ".join(before))
        yield Stretch("after", " ".join(after))
        return
    for kind, start, end, first, last in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind == "equal":
            yield Stretch("both", " ".join(before[start:end]))
            continue
        if end > start:
            yield Stretch("before", " ".join(before[start:end]))
        if last > first:
            yield Stretch("after", " ".join(after[first:last]))
