"""How days, weekdays and months are named and said."""

from datetime import date

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

_SHORTEST = 3
_MONTH_NUMBERS = {
    form: number
    for number, month in enumerate(MONTHS, start=1)
    for form in (month.casefold(), month[:_SHORTEST].casefold())
} | {"sept": 9}


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name, whole or its first three letters (and `Sept`); else None."""
    return _MONTH_NUMBERS.get(name.casefold())


def weekday_name(name: str) -> str | None:
    """The full name of a weekday that is written whole or from its third letter cut; else None."""
    folded = name.casefold()
    if len(folded) < _SHORTEST:
        return None
    return next((each for each in WEEKDAYS if each.casefold().startswith(folded)), None)


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
