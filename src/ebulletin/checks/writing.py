"""The texts of a file exactly as typed, markup and all, each character with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ebulletin.checks.aligning import value_points
from ebulletin.checks.fields import text_fields
from ebulletin.checks.memory import remembered
from ebulletin.findings import Edit, Place
from ebulletin.source import Loc, Source
from ebulletin.source.model import place_at


@dataclass(frozen=True, slots=True)
class Writing:
    """One text of a file.

    Attributes:
        text: As typed.
        loc: Where among the fields; empty for the body below the front matter.
        points: For each character, and for the end, its offset in the file.
    """

    source: Source
    text: str
    loc: Loc
    points: Sequence[int] = field(repr=False)

    def place(self, index: int) -> Place:
        """Where a character stands in the file."""
        return place_at(self.source.path, self.source.text, self.points[min(index, len(self.text))])

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The change of one stretch."""
        after = self.points[end - 1] + 1 if end > start else self.points[start]
        return Edit(self.place(start), place_at(self.source.path, self.source.text, after), text)

    def index_of(self, line: int, column: int) -> int:
        """The index of a point given as line and column of the text, both counted from 0."""
        start = 0
        for _ in range(line):
            start = self.text.find("\n", start) + 1
        return start + column


@remembered(8)
def writings_of(source: Source) -> tuple[Writing, ...]:
    """The texts of a file that are printed: fields in the order written, then the body.

    Several rules ask for those of one file in a row, so the last answers are kept.
    """
    return tuple(_writings(source))


def _writings(source: Source) -> Iterator[Writing]:
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))]

    def offset(place: Place) -> int:
        return starts[place.line - 1] + place.column - 1

    for each in text_fields(source):
        span = source.span(*each.loc)
        if span is not None:
            points = value_points(each.value, source.text, *map(offset, span))
            yield Writing(source, each.value, each.loc, points)
    if source.body.strip():
        base = starts[min(source.body_line, len(starts)) - 1]
        yield Writing(source, source.body, (), range(base, base + len(source.body) + 1))


def takes_braces(source: Source, loc: Loc) -> bool:
    """Whether a text can be given a reference as it is: the body, and quoted or block values.

    In a bare YAML value the colon of a reference would make a key of what stands before it.
    """
    if not loc or source.is_quoted(*loc):
        return True
    span = source.span(*loc)
    if span is None:
        return False
    line = source.text.split("\n")[span[0].line - 1]
    return line[span[0].column - 1 : span[0].column] in ("|", ">")
