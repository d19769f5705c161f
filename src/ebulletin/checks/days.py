"""Bank holidays, computed: Easter by formula, fixed days with their substitutes.

Source: the Banking and Financial Dealings Act 1971 and the proclamations made under it each year;
days proclaimed for one year only stand in partnership.yaml as `extra_bank_holidays`.
"""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from ebulletin.settings import CalendarSettings
from ebulletin.values.dates import WEEKDAYS

Region = Literal["England and Wales", "Scotland", "Northern Ireland"]

_MONDAY, _SATURDAY = 0, 5
_FIXED: Mapping[str, tuple[tuple[int, int, str], ...]] = {
    "England and Wales": (
        (1, 1, "New Year's Day"),
        (12, 25, "Christmas Day"),
        (12, 26, "Boxing Day"),
    ),
    "Scotland": (
        (1, 1, "New Year's Day"),
        (1, 2, "2 January"),
        (11, 30, "St Andrew's Day"),
        (12, 25, "Christmas Day"),
        (12, 26, "Boxing Day"),
    ),
    "Northern Ireland": (
        (1, 1, "New Year's Day"),
        (3, 17, "St Patrick's Day"),
        (7, 12, "Battle of the Boyne"),
        (12, 25, "Christmas Day"),
        (12, 26, "Boxing Day"),
    ),
}


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, chapter 8)."""
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    lunar_slip = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap_centuries - lunar_slip + 15) % 30
    leap_years, since_leap = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - since_leap) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def bank_holidays(year: int, region: Region = "England and Wales") -> Mapping[date, str]:
    """The bank holidays of a year and what each is called."""
    easter = easter_sunday(year)
    days = {easter - timedelta(days=2): "Good Friday"}
    if region != "Scotland":
        days[easter + timedelta(days=1)] = "Easter Monday"
    days[_monday(year, 5)] = "Early May bank holiday"
    days[_monday(year, 5, is_last=True)] = "Spring bank holiday"
    is_last = region != "Scotland"
    days[_monday(year, 8, is_last=is_last)] = "Summer bank holiday"
    days.update(_with_substitutes(year, _FIXED[region]))
    return dict(sorted(days.items()))


def why_closed(day: date, settings: CalendarSettings) -> str | None:
    """Why offices are closed on a day, as the end of a sentence (`is a Sunday`), or None."""
    if day.weekday() >= _SATURDAY:
        return f"is a {WEEKDAYS[day.weekday()]}"
    name = bank_holidays(day.year, settings.region).get(day)
    if name is not None:
        return f"is a bank holiday ({name})"
    if day in settings.extra_bank_holidays:
        return "is a bank holiday"
    return None


def school_holiday(day: date, settings: CalendarSettings) -> str | None:
    """The name of the school holiday in which a day lies, or None."""
    return next(
        (each.name for each in settings.school_holidays if each.from_ <= day <= each.to), None
    )


def is_summer_time(day: date) -> bool:
    """Whether clocks in the United Kingdom show British Summer Time at midday."""
    start, end = _last_sunday(day.year, 3), _last_sunday(day.year, 10)
    return start <= day < end


def _with_substitutes(year: int, fixed: Iterable[tuple[int, int, str]]) -> dict[date, str]:
    """Each fixed day; one on a weekend is made up for on the next weekday that is free."""
    days = {date(year, month, day): name for month, day, name in fixed}
    kept = {day: name for day, name in days.items() if day.weekday() < _SATURDAY}
    for day, name in days.items():
        if day in kept:
            continue
        substitute = day
        while substitute.weekday() >= _SATURDAY or substitute in kept:
            substitute += timedelta(days=1)
        kept[substitute] = f"{name}, substitute day"
    return kept


def _monday(year: int, month: int, *, is_last: bool = False) -> date:
    first_weekday, length = calendar.monthrange(year, month)
    first = 1 + (_MONDAY - first_weekday) % 7
    day = first + 7 * ((length - first) // 7) if is_last else first
    return date(year, month, day)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() + 1) % 7)
