"""Dates as authors write them, the vaguer `when`, and how both are said."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ebulletin.values.errors import BadValueError, quoted

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TO_BE_CONFIRMED = "to be confirmed"

_EXAMPLE = "12 November 2026"
_DATE_HELP = f"Write the day, the month and the year, for example {_EXAMPLE}."
_WHEN_HELP = (
    f"Write a date ({_EXAMPLE}), a month (November 2026 or early November 2026), a season "
    "(Autumn 2026), or: to be confirmed."
)
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2099

# First months; Winter runs into the next year.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "end of": (31, 31)}

_WEEKDAY = r"(?:(?P<weekday>[a-z]+)\.?,?\s+)?"
_MONTH = r"(?P<month>[a-z]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?", re.IGNORECASE
)
_IN_FIGURES = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)"
    r"(?P<year>\d{4}|\d{2})",
    re.IGNORECASE,
)
_ISO = re.compile(rf"{_WEEKDAY}{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})", re.IGNORECASE)
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
_VAGUE = re.compile(
    rf"(?:(?P<part>early|mid|late|(?:the\s+)?end\s+of)[\s-]+)?(?P<name>[a-z]+)\.?,?\s+{_YEAR}",
    re.IGNORECASE,
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
        BadValueError: The text is no full day, or the month does not have that day.
    """
    words = _tidy(text)
    match = _ISO.fullmatch(words) or _IN_WORDS.fullmatch(words) or _IN_FIGURES.fullmatch(words)
    if match is None or not _is_weekday(match["weekday"]):
        raise _unreadable(words)
    if match["year"] is None:
        _month(match, words)
        raise BadValueError(
            f"the date {quoted(words)} has no year",
            f"Write the year after it, for example {_EXAMPLE}.",
        )
    day = _day(int(match["year"]), _month(match, words), int(match["day"]), words)
    if match.groupdict().get("mark") in {".", "-"} or len(match["year"]) == 2:
        raise _unsure(words, day)
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
        year = _checked_year(int(match["year"]), words)
        month = _checked_month(int(match["month"]), words)
        return _span_of_month(f"{MONTHS[month - 1]} {year}", year, month, 1, 31)
    if (match := _VAGUE.fullmatch(words)) and (when := _vague(match, words)):
        return when
    if words.casefold() in {"tbc", "tba"}:
        raise BadValueError(
            f"the date {quoted(words)} is an abbreviation",
            f"Write it in full: {TO_BE_CONFIRMED}.",
            (TO_BE_CONFIRMED,),
        )
    try:
        day = parse_date(words)
    except BadValueError as error:
        is_general = error.help == _DATE_HELP
        help_line = _WHEN_HELP if is_general else error.help
        raise BadValueError(error.message, help_line, error.offers, error.code) from None
    return When(plain_date(day), day, day, is_day=True)


def weekday_slip(text: str) -> tuple[str, str] | None:
    """The weekday typed before a date and the right one, if they differ; else None.

    Text that is no full date has no slip.
    """
    words = _tidy(text)
    for pattern in (_ISO, _IN_WORDS, _IN_FIGURES):
        match = pattern.fullmatch(words)
        if match and match["weekday"]:
            try:
                right = WEEKDAYS[parse_date(words).weekday()]
            except BadValueError:
                return None
            typed = str(match["weekday"])
            return None if _weekday(typed) == right else (typed, right)
    return None


def long_date(day: date) -> str:
    """`Thursday 12 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def short_date(day: date) -> str:
    """`Thu 12 Nov 2026`, for tables."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def plain_date(day: date) -> str:
    """`12 November 2026`."""
    return f"{day_month(day)} {day.year}"


def day_month(day: date) -> str:
    """`12 November`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def month_words(day: date) -> str:
    """`November 2026`: the month in which a day lies."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())


def _vague(match: re.Match[str], words: str) -> When | None:
    name, year = match["name"].casefold(), _checked_year(int(match["year"]), words)
    part = " ".join((match["part"] or "").casefold().split()).removeprefix("the ")
    if name in _SEASONS and not part:
        return _season(match["name"], year)
    month = _month_number(name)
    if month is None:
        return None
    first, last = _PARTS.get(part, (1, 31))
    lead = {"": "", "mid": "mid-"}.get(part, f"{part} ")
    said = f"{lead}{MONTHS[month - 1]} {year}"
    if words[0].isupper():
        said = said[0].upper() + said[1:]
    return _span_of_month(said, year, month, first, last)


def _season(name: str, year: int) -> When:
    start = _SEASONS[name.casefold()]
    end_year, end_month = (year + 1, 2) if start == 12 else (year, start + 2)
    last = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return When(f"{name} {year}", date(year, start, 1), last, is_day=False)


def _span_of_month(words: str, year: int, month: int, first: int, last: int) -> When:
    length = calendar.monthrange(year, month)[1]
    return When(
        words,
        date(year, month, min(first, length)),
        date(year, month, min(last, length)),
        is_day=False,
    )


def _month(match: re.Match[str], words: str) -> int:
    written = match["month"]
    if written.isdigit():
        return _checked_month(int(written), words)
    month = _month_number(written)
    if month is None:
        raise _unreadable(words)
    return month


def _month_number(name: str) -> int | None:
    folded = name.casefold()
    if len(folded) < 3 or folded == "sept":
        return 9 if folded == "sept" else None
    for number, month in enumerate(MONTHS, start=1):
        if folded in {month.casefold(), month[:3].casefold()}:
            return number
    return None


def _weekday(name: str) -> str | None:
    folded = name.casefold()
    for weekday in WEEKDAYS:
        if len(folded) >= 3 and weekday.casefold().startswith(folded):
            return weekday
    return None


def _is_weekday(name: str | None) -> bool:
    return name is None or _weekday(name) is not None


def _checked_year(year: int, words: str) -> int:
    if _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return year
    raise BadValueError(
        f"the year {year} in {quoted(words)} looks mistaken",
        f"Write a year from {_EARLIEST_YEAR} to {_LATEST_YEAR}, for example {_EXAMPLE}.",
    )


def _checked_month(month: int, words: str) -> int:
    if 1 <= month <= 12:
        return month
    raise BadValueError(
        f"the date {quoted(words)} names month {month}, and there are only 12",
        f"Write the day before the month, for example {_EXAMPLE}.",
        code="DAT103",
    )


def _day(year: int, month: int, day: int, words: str) -> date:
    if year < 100:
        year += 2000
    _checked_year(year, words)
    length = calendar.monthrange(year, month)[1]
    if 1 <= day <= length:
        return date(year, month, day)
    raise BadValueError(
        f"the date {quoted(words)} does not exist: {MONTHS[month - 1]} {year} has {length} days",
        f"Look the day up and write it in full, for example {_EXAMPLE}.",
        code="DAT103",
    )


def _unsure(words: str, day: date) -> BadValueError:
    return BadValueError(
        f"the date {quoted(words)} can be read in more than one way",
        f"Write the month as a word and the year in full, for example {_EXAMPLE}.",
        (plain_date(day),),
    )


def _unreadable(words: str) -> BadValueError:
    month_first = _MONTH_FIRST.fullmatch(words)
    if month_first and month_first["year"] and (month := _month_number(month_first["month"])):
        try:
            day = date(int(month_first["year"]), month, int(month_first["day"]))
        except ValueError:
            pass
        else:
            return BadValueError(
                f"the date {quoted(words)} has the month before the day",
                f"Write the day first, for example {_EXAMPLE}.",
                (plain_date(day),),
            )
    if _VAGUE.fullmatch(words) or _ISO_MONTH.fullmatch(words):
        return BadValueError(
            f"the date {quoted(words)} has no day, and this field needs a full date", _DATE_HELP
        )
    return BadValueError(f"this is not a date: {quoted(words)}", _DATE_HELP)
