"""Several dates in one phrase."""

from datetime import date

import pytest

from ebulletin.values.wording import (
    dates_phrase,
    range_phrase,
    short_dates_phrase,
    short_range_phrase,
)


@pytest.mark.parametrize(
    ("days", "joiner", "long", "short"),
    [
        (
            [date(2026, 11, 10)],
            "or",
            "Tuesday 10 November 2026",
            "Tue 10 Nov 2026",
        ),
        (
            [date(2026, 11, 10), date(2026, 11, 24)],
            "or",
            "Tuesday 10 or Tuesday 24 November 2026",
            "Tue 10 or Tue 24 Nov 2026",
        ),
        (
            [date(2026, 11, 30), date(2026, 12, 7)],
            "and",
            "Monday 30 November and Monday 7 December 2026",
            "Mon 30 Nov and Mon 7 Dec 2026",
        ),
        (
            [date(2026, 12, 3), date(2027, 1, 13)],
            "or",
            "Thursday 3 December 2026 or Wednesday 13 January 2027",
            "Thu 3 Dec 2026 or Wed 13 Jan 2027",
        ),
        (
            [date(2026, 11, 10), date(2026, 11, 24), date(2026, 12, 1)],
            "or",
            "Tuesday 10, Tuesday 24 November or Tuesday 1 December 2026",
            "Tue 10, Tue 24 Nov or Tue 1 Dec 2026",
        ),
        (
            [date(2026, 11, 10), date(2027, 11, 10)],
            "and",
            "Tuesday 10 November 2026 and Wednesday 10 November 2027",
            "Tue 10 Nov 2026 and Wed 10 Nov 2027",
        ),
    ],
)
def test_month_and_year_are_said_once_where_neighbours_share_them(
    days: list[date], joiner: str, long: str, short: str
) -> None:
    assert dates_phrase(days, joiner) == long
    assert short_dates_phrase(days, joiner) == short


def test_no_dates_are_no_words() -> None:
    assert dates_phrase([], "or") == ""


def test_a_range_says_what_its_ends_share_once() -> None:
    first, last = date(2026, 6, 22), date(2026, 7, 3)

    assert range_phrase(first, last) == "Monday 22 June to Friday 3 July 2026"
    assert short_range_phrase(first, last) == "Mon 22 Jun to Fri 3 Jul 2026"
    assert range_phrase(date(2026, 6, 22), date(2026, 6, 26)) == "Monday 22 to Friday 26 June 2026"


def test_a_range_of_one_day_is_that_day() -> None:
    day = date(2026, 6, 22)

    assert range_phrase(day, day) == "Monday 22 June 2026"
    assert short_range_phrase(day, day) == "Mon 22 Jun 2026"
