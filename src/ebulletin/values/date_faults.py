"""Why a text is not a date, said as closely as the text allows."""

import calendar
import re
from datetime import date

from ebulletin.values.choices import nearest
from ebulletin.values.day_names import MONTHS, WEEKDAYS, long_date, month_number, plain_date
from ebulletin.values.errors import BadValueError, quoted

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
"""Years that a bulletin may speak of; beyond them a figure is a slip of the finger."""

_LONGEST = 80  # beyond it a paragraph has slipped into the field, and no reason is looked for
_EXAMPLE = "12 November 2026"
_HELP = f"Write the day, the month and the year, for example {_EXAMPLE}."
_YEAR_HELP = f"Write the year after it, for example {_EXAMPLE}."
_VAGUE_HELP = (
    f"Write a date ({_EXAMPLE}), a month (November 2026 or early November 2026), a season "
    "(Autumn 2026), or: to be confirmed."
)
_MOST_SLIPS = 2
_FLAGS = re.ASCII | re.IGNORECASE
_WORD = r"[^\W\d_]+"
_MONTH_FIRST = re.compile(
    rf"(?:{_WORD},?\s+)?(?P<month>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,?\s+(?P<year>\d{4}))?",
    _FLAGS,
)
_MISSPELT = re.compile(
    rf"(?P<lead>(?P<weekday>{_WORD})\.?,?\s+)?(?P<day>\d{{1,2}}\S*)\s+(?P<month>{_WORD})\.?"
    r"(?:,?\s+(?P<year>\d{4}))?",
    _FLAGS,
)
_NO_DAY = re.compile(rf"(?:[a-z -]+[ -])?(?P<name>{_WORD})\.?,?(?P<year>\s+\d{{4}})?", _FLAGS)
_SEASONS = {"spring", "summer", "autumn", "winter"}


def checked_year(year: int, words: str) -> int:
    """A year that a bulletin may speak of.

    Raises:
        BadValueError: Any other year.
    """
    if EARLIEST_YEAR <= year <= LATEST_YEAR:
        return year
    raise BadValueError(
        f"the year {year} in {quoted(words)} looks mistaken",
        f"Write a year from {EARLIEST_YEAR} to {LATEST_YEAR}, for example {_EXAMPLE}.",
    )


def checked_month(month: int, words: str) -> int:
    """A month from 1 to 12.

    Raises:
        BadValueError: Any other number (DAT103).
    """
    if 1 <= month <= len(MONTHS):
        return month
    raise BadValueError(
        f"the date {quoted(words)} names month {month}, and there are only 12",
        f"Write the day before the month, for example {_EXAMPLE}.",
        code="DAT103",
    )


def checked_day(year: int, month: int, day: int, words: str) -> date:
    """A day that the calendar has.

    Raises:
        BadValueError: A year out of range, or a day that the month does not have (DAT103).
    """
    checked_year(year, words)
    length = calendar.monthrange(year, month)[1]
    if 1 <= day <= length:
        return date(year, month, day)
    raise BadValueError(
        f"the date {quoted(words)} does not exist: {MONTHS[month - 1]} {year} has {length} days",
        f"Look the day up and write it in full, for example {_EXAMPLE}.",
        code="DAT103",
    )


def no_year(words: str) -> BadValueError:
    """A day and a month, and no year."""
    return BadValueError(f"the date {quoted(words)} has no year", _YEAR_HELP)


def unsure(words: str, day: date) -> BadValueError:
    """Figures that another reader may read in another way."""
    return BadValueError(
        f"the date {quoted(words)} can be read in more than one way",
        f"Write the month as a word and the year in full, for example {_EXAMPLE}.",
        (plain_date(day),),
    )


def not_a_date(words: str) -> BadValueError:
    """A text that no form of a full date fits, with the reason where it can be told."""
    reason = None
    if len(words) <= _LONGEST:
        reason = _month_before_day(words) or _misspelt(words) or _no_day(words)
    return reason or BadValueError(f"this is not a date: {quoted(words)}", _HELP)


def not_a_when(words: str, error: BadValueError) -> BadValueError:
    """The fault of a text that is neither a full date nor anything vaguer."""
    if words.casefold() in {"tbc", "tba"}:
        return BadValueError(
            f"the date {quoted(words)} is an abbreviation",
            "Write it in full: to be confirmed.",
            ("to be confirmed",),
        )
    match = _NO_DAY.fullmatch(words) if len(words) <= _LONGEST else None
    if match and match["year"] is None and _is_month_or_season(match["name"]):
        return BadValueError(
            f"the date {quoted(words)} has no year",
            f"Write the year after it, for example {words} 2026.",
        )
    advice = _VAGUE_HELP if error.help == _HELP else error.help
    return BadValueError(error.message, advice, error.offers, error.code)


def _month_before_day(words: str) -> BadValueError | None:
    match = _MONTH_FIRST.fullmatch(words)
    month = month_number(match["month"]) if match else None
    if match is None or month is None:
        return None
    day = _day_or_none(match["year"], month, match["day"])
    return BadValueError(
        f"the date {quoted(words)} has the month before the day",
        f"Write the day first, for example {_EXAMPLE}.",
        (plain_date(day),) if day else (),
    )


def _misspelt(words: str) -> BadValueError | None:
    match = _MISSPELT.fullmatch(words)
    if match is None:
        return None
    month = month_number(match["month"])
    if month is None:
        close = nearest(match["month"], MONTHS, _MOST_SLIPS)
        wrong, kind = match["month"], "month"
        month = MONTHS.index(close[0]) + 1 if len(close) == 1 else None
    else:
        wrong, kind = str(match["weekday"]), "day of the week"
    day = _day_or_none(match["year"], month, match["day"])
    is_weekday_near = kind == "month" or bool(nearest(wrong, WEEKDAYS, _MOST_SLIPS))
    offer = (long_date(day) if match["lead"] else plain_date(day)) if day else ""
    return BadValueError(
        f"{quoted(wrong)} in {quoted(words)} is not a {kind}",
        f"Check the spelling, for example {_EXAMPLE}.",
        (offer,) if offer and is_weekday_near else (),
    )


def _no_day(words: str) -> BadValueError | None:
    match = _NO_DAY.fullmatch(words)
    has_month = match is not None and _is_month_or_season(match["name"])
    if not has_month and not re.fullmatch(r"\d{4}-\d{1,2}", words, _FLAGS):
        return None
    return BadValueError(f"the date {quoted(words)} has no day, and one is needed here", _HELP)


def _is_month_or_season(name: str) -> bool:
    return name.casefold() in _SEASONS or month_number(name) is not None


def _day_or_none(year: str | None, month: int | None, day: str) -> date | None:
    figures = re.match(r"\d+", day)
    if year is None or month is None or figures is None:
        return None
    try:
        return date(int(year), month, int(figures[0]))
    except ValueError:
        return None
