"""Edits of a file's bytes: what is not edited stays byte for byte, line ends and marks included."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ebulletin.findings import Edit, Place

_LINE_END = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Change:
    """One run of a file's text, from `start` up to `end`, and what stands there afterwards."""

    start: int
    end: int
    text: str

    def meets(self, other: "Change") -> bool:
        """Whether both touch the same words, or stand at the same point."""
        if self.start == other.start:
            return True
        return self.start < other.end and other.start < self.end


class WrittenFile:
    """A file as it lies on disk, and where the places of findings are in it.

    Findings count lines and columns in a text without byte-order mark whose lines end in LF; the
    file itself may have a mark, and CRLF or CR.

    Args:
        raw: The bytes, in UTF-8.
    """

    def __init__(self, raw: bytes) -> None:
        self.text = raw.decode("utf-8")
        ends = [match.span() for match in _LINE_END.finditer(self.text)]
        first = len(self.text) - len(self.text.lstrip(_BYTE_ORDER_MARK))
        self._starts = [first, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(self.text)]
        kinds = Counter(self.text[start:end] for start, end in ends)
        self._line_end = kinds.most_common(1)[0][0] if kinds else "\n"

    def change(self, edit: Edit) -> Change:
        """What an edit means in this file; its new lines end as most lines of the file do."""
        start, end = self._index(edit.start), self._index(edit.end)
        return Change(start, max(start, end), edit.text.replace("\n", self._line_end))

    def with_changes(self, changes: Sequence[Change]) -> bytes:
        """The bytes after changes of which no two meet."""
        text = self.text
        for change in sorted(changes, key=lambda each: each.start, reverse=True):
            text = text[: change.start] + change.text + text[change.end :]
        return text.encode("utf-8")

    def _index(self, place: Place) -> int:
        if place.line > len(self._starts):
            return len(self.text)
        start, end = self._starts[place.line - 1], self._ends[place.line - 1]
        return min(start + place.column - 1, end)
