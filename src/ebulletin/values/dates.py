"""Dates as authors write them, and the vaguer `when`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ebulletin.values.date_faults import (
    checked_day,
    checked_month,
    checked_year,
    no_year,
    not_a_date,
    not_a_when,
    unsure,
)
from ebulletin.values.day_names import (
    MONTHS,
    WEEKDAYS,
    day_month,
    long_date,
    month_number,
    month_words,
    plain_date,
    short_date,
    weekday_name,
)
from ebulletin.values.errors import BadValueError

__all__ = [
    "MONTHS",
    "TO_BE_CONFIRMED",
    "WEEKDAYS",
    "When",
    "day_month",
    "long_date",
    "month_words",
    "parse_date",
    "parse_when",
    "plain_date",
    "short_date",
    "weekday_slip",
]

TO_BE_CONFIRMED = "to be confirmed"

_CENTURY = 2000
# First months; Winter runs into the next year.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_WINTER = _SEASONS["winter"]
# First and last day of each part of a month; the last day is cut to the month's length.
_PARTS = {"": (1, 31), "early": (1, 10), "mid": (11, 20), "late": (21, 31), "end of": (31, 31)}

_FLAGS = re.ASCII | re.IGNORECASE
_WEEKDAY = r"(?:(?P<weekday>[a-z]+)\.?,?\s+)?"
_MONTH = r"(?P<month>[a-z]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(rf"{_WEEKDAY}{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})", _FLAGS)
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?",
    _FLAGS,
)
_IN_FIGURES = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
    r"(?P<year>\d{4}|\d{2})",
    _FLAGS,
)
_FORMS = (_ISO, _IN_WORDS, _IN_FIGURES)
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})", _FLAGS)
_VAGUE = re.compile(
    rf"(?:(?P<part>early|mid|late|(?:the\s+)?end\s+of)[\s-]+)?(?P<name>[a-z]+)\.?,?\s+{_YEAR}",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a span of days that is known only so far.

    Attributes:
        words: As the author wrote it, with full month names.
        first: First day of the span; None for `to be confirmed`.
        last: Last day of the span, by which it sorts and after which it is past.
        is_day: Whether it is one exact day.
    """

    words: str
    first: date | None
    last: date | None
    is_day: bool


def parse_date(text: str) -> date:
    """Read one full day: `2026-11-12`, `12 November 2026`, `12 Nov 2026` or `12/11/2026`.

    A weekday before it is allowed and not compared here; `weekday_slip` does that.

    Raises:
        BadValueError: The text is no full day, or the month does not have that day (DAT103).
    """
    words = _tidy(text)
    match = _date_in(words)
    if match is None:
        raise not_a_date(words)
    if match["year"] is None:
        raise no_year(words)
    written = match["month"]
    month = int(written) if written.isdigit() else month_number(written)
    year = int(match["year"]) + (_CENTURY if len(match["year"]) == len("26") else 0)
    day = checked_day(year, checked_month(month or 0, words), int(match["day"]), words)
    if match.groupdict().get("mark") in {".", "-"} or len(match["year"]) == len("26"):
        raise unsure(words, day)
    return day


def parse_when(text: str) -> When:
    """Read a day, a month, a part of a month, a season with its year, or `to be confirmed`.

    Early is days 1 to 10, mid 11 to 20, late from 21, `end of` the last day. Spring starts in
    March; Winter ends in February of the next year.

    Raises:
        BadValueError: The text is none of these.
    """
    words = _tidy(text)
    if words.casefold() == TO_BE_CONFIRMED:
        return When(TO_BE_CONFIRMED, None, None, is_day=False)
    if match := _ISO_MONTH.fullmatch(words):
        year, month = checked_year(int(match["year"]), words), int(match["month"])
        return _month_span(year, checked_month(month, words), "")
    if (match := _VAGUE.fullmatch(words)) and (when := _vague(match, words)):
        return when
    try:
        day = parse_date(words)
    except BadValueError as error:
        raise not_a_when(words, error) from None
    return When(plain_date(day), day, day, is_day=True)


def weekday_slip(text: str) -> tuple[str, str] | None:
    """The weekday typed before a date and the right one, if they differ; else None.

    Text that is no full date has no slip.
    """
    words = _tidy(text)
    match = _date_in(words)
    if match is None or match["weekday"] is None:
        return None
    try:
        right = WEEKDAYS[parse_date(words).weekday()]
    except BadValueError:
        return None
    typed = str(match["weekday"])
    return None if weekday_name(typed) == right else (typed, right)


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _date_in(words: str) -> re.Match[str] | None:
    """The words as a day in one of the forms, if its weekday and month are such names."""
    for form in _FORMS:
        match = form.fullmatch(words)
        if match is None:
            continue
        weekday, month = match["weekday"], match["month"]
        if weekday is not None and weekday_name(weekday) is None:
            return None
        return match if month.isdigit() or month_number(month) else None
    return None


def _vague(match: re.Match[str], words: str) -> When | None:
    part = " ".join((match["part"] or "").casefold().split()).removeprefix("the ")
    name = match["name"]
    month = month_number(name)
    if month is None and (part or name.casefold() not in _SEASONS):
        return None
    year = checked_year(int(match["year"]), words)
    if month is None:
        return _season(name, year)
    return _month_span(year, month, part, is_capital=words[0].isupper())


def _season(name: str, year: int) -> When:
    start = _SEASONS[name.casefold()]
    end_year, end_month = (year + 1, 2) if start == _WINTER else (year, start + 2)
    last = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return When(f"{name} {year}", date(year, start, 1), last, is_day=False)


def _month_span(year: int, month: int, part: str, *, is_capital: bool = False) -> When:
    first, last = _PARTS[part]
    length = calendar.monthrange(year, month)[1]
    lead = {"": "", "mid": "mid-"}.get(part, f"{part} ")
    words = f"{lead}{MONTHS[month - 1]} {year}"
    return When(
        words[0].upper() + words[1:] if is_capital else words,
        date(year, month, min(first, length)),
        date(year, month, min(last, length)),
        is_day=False,
    )
