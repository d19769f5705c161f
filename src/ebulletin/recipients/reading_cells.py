"""Reads the cells of each known column: choices, segments, dates, texts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ebulletin.recipients.cells import Cell, cleaned, text_of
from ebulletin.recipients.model import ADDRESS_TYPES, BASES, LEVELS, SEGMENT_SEPARATORS
from ebulletin.recipients.problems import BAD_CELL, DATE_READ, HIDDEN_CHARACTERS, Problem
from ebulletin.values.choices import fold_choice, join_words, nearest
from ebulletin.values.dates import parse_date, plain_date
from ebulletin.values.errors import BadValueError, quoted

LONGEST_CELL = 1_000
"""Characters; Excel allows 32,767, which no name, role or source needs."""

# Days as spreadsheet programs count them: 1 is 1 January 1900, and Excel takes 1900 for a leap
# year, so that from March 1900 on day 0 is 30 December 1899. Old Macs count from 1904.
_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
# 1 January 1990 to 31 December 2099; a number outside is no day of anybody's life on a list.
_FIRST_DAY, _LAST_DAY = 32_874, 73_050
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_NUMBER = re.compile(r"\d{4,5}(?:\.\d+)?")
# A time behind a day: 2026-01-02T13:45:00Z, 02/01/2026 13:45.
_TIME_BEHIND = re.compile(
    r"(.*\d)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m|Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_YES = frozenset(("yes", "y", "true", "1", "x", "optedout", "unsubscribed", "bounced"))
_NO = frozenset(("no", "n", "false", "0", "none", "never", "subscribed", "na", "n/a"))
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "variant": LEVELS,
    "address_type": ADDRESS_TYPES,
    "basis": BASES,
}  # fmt: skip
_DATES = frozenset(("basis_date", "added", "confirmed"))
_ENDINGS = frozenset(("opted_out", "bounced"))


class Slip(NamedTuple):
    """Something about a cell.

    Attributes:
        problem: Its severity says whether the row is held back.
        message: What is wrong, with the words in question; lower case, no full stop.
    """

    problem: Problem
    message: str
    advice: str
    offers: tuple[str, ...] = ()


class CellRead(NamedTuple):
    """What a cell says, and what there is to tell of it."""

    value: object
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells.

    Attributes:
        segments: By every spelling that is understood (folded).
        today: For an opt-out that is a mere yes.
        counts_from_1904: See `Sheet`.
    """

    segments: Mapping[str, str]
    today: date
    counts_from_1904: bool = False

    def reader_of(self, column: str) -> Callable[[Cell], CellRead]:
        """The function that reads the cells of a known column other than `email`."""
        if column == "segments":
            return self._segments
        if column in _CHOICES:
            return lambda cell: _choice(cell, column, _CHOICES[column])
        if column in _DATES:
            return self._date
        if column in _ENDINGS:
            return lambda cell: self._ending(cell, column)
        return read_text

    def _segments(self, cell: Cell) -> CellRead:
        text, _ = cleaned(text_of(cell).replace("\n", ";"))
        found: list[str] = []
        for written in re.split(f"[{SEGMENT_SEPARATORS},]", text):
            if not written.strip():
                continue
            slug = self.segments.get(fold_choice(written))
            if slug is None:
                return CellRead((), self._unknown_segment(written))
            if slug not in found:
                found.append(slug)
        return CellRead(tuple(found))

    def _unknown_segment(self, written: str) -> Slip:
        names = sorted(set(self.segments.values()))
        near = nearest(fold_choice(written), self.segments)
        offers = tuple(dict.fromkeys(self.segments[form] for form in near))
        meant = f"Did you mean {quoted(offers[0])}? " if offers else ""
        return Slip(
            BAD_CELL,
            f"{quoted(written)} is not a segment of partnership.yaml",
            f"{meant}There are {join_words(names, 'and')}; write ; between several.",
            offers,
        )

    def _date(self, cell: Cell) -> CellRead:
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(cell, date):
            return _plausible(cell, plain_date(cell))
        text, _ = cleaned(text_of(cell))
        if not text:
            return CellRead(None)
        if _NUMBER.fullmatch(text) and _FIRST_DAY <= float(text) <= _LAST_DAY:
            return self._serial(text)
        if match := _TIME_BEHIND.fullmatch(text):
            text = match[1]
        try:
            return _plausible(parse_date(text), text)
        except BadValueError as error:
            return _unsure(text, error)

    def _serial(self, text: str) -> CellRead:
        zero = _DAY_ZERO_1904 if self.counts_from_1904 else _DAY_ZERO
        day = zero + timedelta(days=int(float(text)))
        return CellRead(day, _read_as(text, day))

    def _ending(self, cell: Cell, column: str) -> CellRead:
        """A day on which somebody left or a message came back; in doubt, they did."""
        word = fold_choice(cleaned(text_of(cell))[0])
        if not word or word in _NO:
            return CellRead(None)
        if word in _YES:
            return CellRead(self.today, _read_as(text_of(cell), self.today))
        read = self._date(cell)
        if read.value is not None:
            return read
        what = "opted out" if column == "opted_out" else "bounced"
        return CellRead(
            self.today,
            Slip(
                DATE_READ,
                f"{quoted(text_of(cell))} is no date; the row counts as {what}",
                "If that is wrong, empty the cell.",
            ),
        )


def read_text(cell: Cell) -> CellRead:
    """A cell of words, on one line."""
    text, note = cleaned(text_of(cell))
    if len(text) > LONGEST_CELL:
        return CellRead(
            text[:LONGEST_CELL],
            Slip(
                BAD_CELL,
                f"the cell holds {len(text):,} characters; at most {LONGEST_CELL:,} are kept",
                "Shorten it; something else was probably pasted into it.",
            ),
        )
    if not note:
        return CellRead(text)
    return CellRead(text, Slip(HIDDEN_CHARACTERS, note, "Look whether the words are right."))


def _choice(cell: Cell, column: str, words: tuple[str, ...]) -> CellRead:
    text, _ = cleaned(text_of(cell))
    if not text:
        return CellRead("")
    by_form = {fold_choice(word): word for word in words}
    found = by_form.get(fold_choice(text))
    if found is not None:
        return CellRead(found)
    offers = tuple(by_form[form] for form in nearest(fold_choice(text), by_form))
    return CellRead(
        "",
        Slip(
            BAD_CELL,
            f"{quoted(text)} is not one of the words for {column}",
            f"Write {join_words(words, 'or')}.",
            offers,
        ),
    )


def _plausible(day: date, words: str) -> CellRead:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return CellRead(day)
    return CellRead(
        None,
        Slip(BAD_CELL, f"{quoted(words)} is no day in our time", "Write it as 2026-09-02."),
    )


def _unsure(text: str, error: BadValueError) -> CellRead:
    """A date that people write in more than one way is read the British way, with a note."""
    for offer in error.offers:
        try:
            day = parse_date(offer)
        except BadValueError:
            continue
        read = _plausible(day, text)
        return read if read.slip else CellRead(day, _read_as(text, day))
    return CellRead(None, Slip(BAD_CELL, error.message, error.help))


def _read_as(written: str, day: date) -> Slip:
    return Slip(
        DATE_READ,
        f"{quoted(written)} was read as {plain_date(day)}",
        "If that is wrong, write the day as 2026-09-02.",
    )
