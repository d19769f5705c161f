"""What authors write: too much in bold, and text in another script that does not say so."""

import re
import unicodedata
from collections.abc import Iterator

from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.source.quoting import quoted

_MOST_EMPHASIS = 20  # words
_MARKS = re.compile(r"[*_]{1,3}")
_LEAST_LETTERS = 3


@rule(
    "A11107", "emphasis-run", Severity.HINT, Stage.FILE,
    finds="More than 20 words in a row in bold or italics.",
    why="Where everything is stressed nothing is, and italics are hard to read for many.",
    bad="a bold paragraph of 30 words",
    good="a bold term",
    fix="auto",
)  # fmt: skip
def emphasis_run(subject: FileSubject) -> Iterator[Finding]:
    """A11107: stress is for a few words."""
    for block in prose_of(subject.source):
        for stretch in block.strong:
            words = block.text[stretch.start : stretch.end].split()
            if len(words) > _MOST_EMPHASIS:
                yield CATALOGUE["A11107"].finding(
                    block.place(stretch.start),
                    f"{len(words)} words in a row are {stretch.what}: "
                    f"{quoted(block.typed[stretch.start : stretch.end])}",
                    "Take the stars off, or put them round the few words that matter.",
                    fix=_without_marks(block, subject.source.text, stretch.start, stretch.end),
                )


def _without_marks(block: Block, text: str, start: int, end: int) -> tuple[Edit, ...]:
    """The edits that take away the stars before and after; none where they are not plain to see."""
    first, last = block.points[start], block.points[end - 1] + 1
    before, after = text[:first], _MARKS.match(text, last)
    opening = len(before) - len(before.rstrip("*_"))
    closing = len(after[0]) if after else 0
    if not opening or opening != closing or block.loc:
        return ()
    place, end_place = block.place(start), block.place(end - 1)
    return (
        Edit(Place(block.path, place.line, place.column - opening), place, ""),
        Edit(
            Place(block.path, end_place.line, end_place.column + 1),
            Place(block.path, end_place.line, end_place.column + 1 + closing),
            "",
        ),
    )


@rule(
    "A11108", "language-unmarked", Severity.WARNING, Stage.FILE,
    finds="A block of text mostly in another script than the Latin one, in an item that does not "
    "say its `language`.",
    why="A screen reader with an English voice falls silent, or spells it out.",
    bad="an Arabic paragraph in an item without `language`",
    good="the same item with language: ar",
)  # fmt: skip
def language_unmarked(subject: FileSubject) -> Iterator[Finding]:
    """A11108: text in another script says in which language it is."""
    if subject.item is None or "language" in subject.source.fields:
        return
    for block in prose_of(subject.source):
        if block.text.isascii():
            continue
        letters = [letter for letter in block.text if letter.isalpha()]
        others = sum(not _is_latin(letter) for letter in letters)
        if len(letters) >= _LEAST_LETTERS and others * 2 > len(letters):
            yield CATALOGUE["A11108"].finding(
                block.place(),
                f"{quoted(block.typed)} is not in Latin letters, and the item names no language",
                "Write its language in the front matter, for example `language: ar`; a text in "
                "two languages wants an item for each.",
            )


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER"))
