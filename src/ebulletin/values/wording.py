"""Several dates in one phrase, with the month and the year said once where they are shared."""

from collections.abc import Sequence
from datetime import date

from ebulletin.values.choices import join_words
from ebulletin.values.day_names import MONTHS, WEEKDAYS


def dates_phrase(days: Sequence[date], joiner: str) -> str:
    """`Tuesday 10 or Tuesday 24 November 2026`."""
    return join_words(_said(days, letters=None), joiner)


def short_dates_phrase(days: Sequence[date], joiner: str) -> str:
    """`Tue 10 or Tue 24 Nov 2026`, for tables."""
    return join_words(_said(days, letters=3), joiner)


def range_phrase(first: date, last: date) -> str:
    """`Monday 22 June to Friday 3 July 2026`; one day where both are the same."""
    return dates_phrase((first, last) if first != last else (first,), "to")


def short_range_phrase(first: date, last: date) -> str:
    """`Mon 22 Jun to Fri 3 Jul 2026`; one day where both are the same."""
    return short_dates_phrase((first, last) if first != last else (first,), "to")


def _said(days: Sequence[date], letters: int | None) -> list[str]:
    """Each day, with its month and year unless the next day says the same ones."""
    words = []
    for place, day in enumerate(days):
        following = days[place + 1] if place + 1 < len(days) else None
        parts = [WEEKDAYS[day.weekday()][:letters], str(day.day)]
        is_new_year = following is None or following.year != day.year
        if is_new_year or following is None or following.month != day.month:
            parts.append(MONTHS[day.month - 1][:letters])
        if is_new_year:
            parts.append(str(day.year))
        words.append(" ".join(parts))
    return words
