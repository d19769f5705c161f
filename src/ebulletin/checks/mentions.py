"""Dates and phone numbers that stand in prose."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ebulletin.checks.patterns import DATE, PHONE
from ebulletin.values.dates import MONTHS, WEEKDAYS

_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in prose.

    Attributes:
        words: As typed, from `start` up to `end`.
        weekday: 0 for Monday, where one is typed before it.
        year: None where none is typed.
    """

    start: int
    end: int
    words: str
    weekday: int | None
    day: int
    month: int
    year: int | None

    @property
    def exists(self) -> bool:
        """Whether the month has that day, in its year or, without one, in any."""
        year = self.year if self.year is not None else 2024  # a leap year
        return 1 <= self.day <= calendar.monthrange(year, self.month)[1]

    def day_near(self, today: date) -> date | None:
        """The day meant: without a year, the one nearest to a day, of two the later one."""
        if self.year is not None:
            return _day(self.year, self.month, self.day)
        candidates = (_day(today.year + shift, self.month, self.day) for shift in range(-4, 5))
        return min(
            (day for day in candidates if day is not None),
            key=lambda day: (abs((day - today).days), -day.toordinal()),
            default=None,
        )


def dates_in(text: str) -> Iterator[DateMention]:
    """The dates of a text, in order."""
    for match in DATE.finditer(text):
        # "of whom 2 may be": a verb.
        if match["m"] == "may" and match["y"] is None and match["wd"] is None:
            continue
        year = int(match["y"]) if match["y"] else None
        weekday = _weekday(match["wd"]) if match["wd"] else None
        month = _MONTH_NUMBERS[match["m"].casefold()]
        yield DateMention(
            match.start(), match.end(), match[0], weekday, int(match["d"]), month, year
        )


@dataclass(frozen=True, slots=True)
class PhoneMention:
    """A phone number in prose; `digits` in the national form, `+44` as `0`."""

    start: int
    end: int
    words: str
    digits: str


def phones_in(text: str) -> Iterator[PhoneMention]:
    """The phone numbers of a text, in order."""
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        if match[0].startswith("+44"):
            digits = "0" + digits.removeprefix("44").removeprefix("0")
        yield PhoneMention(match.start(), match.end(), match[0], digits)


def _weekday(name: str) -> int:
    return next(
        n for n, full in enumerate(WEEKDAYS) if full.casefold().startswith(name.casefold()[:3])
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
