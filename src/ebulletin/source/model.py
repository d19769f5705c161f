"""The shape of an authored file: its fields as text, its body, and the place of each value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ebulletin.findings import Place

Value = str | list["Value"] | dict[str, "Value"]
Loc = tuple[str | int, ...]


class Spot(NamedTuple):
    """Where one value stands, in characters from the start of the file.

    Attributes:
        key: Start of its key; in a list, of the value.
        start: Start of the value, its quotation mark or bracket included.
        end: The point just after it.
        style: The mark that it is written with: a quotation mark, `|`, `>`, or nothing.
        inside: The spots of what it holds, where it is a mapping or a list.
    """

    key: int
    start: int
    end: int
    style: str = ""
    inside: dict[str, Spot] | list[Spot] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One authored file, read but not yet understood.

    Attributes:
        path: From the root of the workspace, with forward slashes.
        text: The whole file with LF line ends and without a byte-order mark.
        fields: Every scalar is the text that was written; empty values are left out.
        body: What stands below the front matter, exactly as written.
        body_line: The line on which the body starts, counted from 1.
    """

    path: str
    text: str
    fields: dict[str, Value]
    body: str = ""
    body_line: int = 1
    spots: dict[str, Spot] = field(default_factory=dict, repr=False, compare=False)

    def place(self, *loc: str | int) -> Place:
        """The start of a value, or of the nearest thing round it that the author wrote."""
        spot, _ = self._nearest(loc)
        return self._place_at(spot.start) if spot else Place(self.path)

    def key_place(self, *loc: str | int) -> Place:
        """The start of a value's key; in a list, of the value; else as `place`."""
        spot, is_exact = self._nearest(loc)
        if spot is None:
            return Place(self.path)
        return self._place_at(spot.key if is_exact else spot.start)

    def span(self, *loc: str | int) -> tuple[Place, Place] | None:
        """Start and end of a value with its quotation marks, for edits; None if not written."""
        spot, is_exact = self._nearest(loc)
        if spot is None or not is_exact:
            return None
        return self._place_at(spot.start), self._place_at(spot.end)

    def is_quoted(self, *loc: str | int) -> bool:
        """Whether a value stands in quotation marks."""
        spot, is_exact = self._nearest(loc)
        return spot is not None and is_exact and spot.style in {"'", '"'}

    def place_within(self, line: int, column: int, *loc: str | int) -> Place:
        """The place of a point inside a value; line and column of its text count from 0.

        Exact for a value on one line and for text under `|`; else the start of the value.
        """
        spot, is_exact = self._nearest(loc)
        if spot is None or not is_exact or spot.inside is not None:
            return self.place(*loc)
        if spot.style == "|":
            return self._place_in_block(spot, line, column)
        if line or "\n" in self.text[spot.start : spot.end] or spot.style == ">":
            return self._place_at(spot.start)
        return self._place_at(spot.start + len(spot.style) + column)

    def _nearest(self, loc: Loc) -> tuple[Spot | None, bool]:
        """The spot of a loc, or of its nearest parent, and whether it is the loc's own."""
        found: Spot | None = None
        here: dict[str, Spot] | list[Spot] | None = self.spots
        for part in loc:
            step: Spot | None = None
            if isinstance(here, dict) and isinstance(part, str):
                step = here.get(part)
            elif isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
                step = here[part]
            if step is None:
                return found, False
            found, here = step, step.inside
        return found, found is not None

    def _place_at(self, index: int) -> Place:
        return place_at(self.path, self.text, index)

    def _place_in_block(self, spot: Spot, line: int, column: int) -> Place:
        lines = self.text[spot.start : spot.end].split("\n")[1:]
        indents = [len(each) - len(each.lstrip(" ")) for each in lines if each.strip()]
        if line >= len(lines) or not indents:
            return self._place_at(spot.start)
        marker = self._place_at(spot.start)
        return Place(self.path, marker.line + 1 + line, indents[0] + column + 1)


def place_at(path: str, text: str, index: int) -> Place:
    """The place of the character at an index, counted from 0; lines end at LF alone."""
    index = min(index, len(text))
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
