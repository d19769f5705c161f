"""Dates and whens, as authors write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.values.dates import (
    WEEKDAYS,
    When,
    day_month,
    long_date,
    month_words,
    parse_date,
    parse_when,
    plain_date,
    short_date,
    weekday_slip,
)
from ebulletin.values.errors import BadValueError

DAY = date(2026, 11, 12)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def refused(text: str) -> BadValueError:
    with pytest.raises(BadValueError) as caught:
        parse_date(text)
    return caught.value


def refused_when(text: str) -> BadValueError:
    with pytest.raises(BadValueError) as caught:
        parse_when(text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-12",
        "12 November 2026",
        "12 Nov 2026",
        "12/11/2026",
        "12 november 2026",
        "12th November 2026",
        "12th of November, 2026",
        " 12\u00a0November  2026 ",
        "12-Nov-2026",
        "Thursday 12 November 2026",
        "Thu 12 Nov. 2026",
        "Thurs, 12 November 2026",
        "Thursday 12/11/2026",
        "Thursday 2026-11-12",
        "Friday 12 November 2026",
    ],
)
def test_a_full_day_is_read_in_each_form(text: str) -> None:
    assert parse_date(text) == DAY


def test_figures_are_read_day_first() -> None:
    assert parse_date("03/09/2026") == date(2026, 9, 3)


@pytest.mark.parametrize("text", ["1 Sept 2026", "1 Sep 2026", "1 September 2026"])
def test_september_has_two_short_forms(text: str) -> None:
    assert parse_date(text) == date(2026, 9, 1)


@given(DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    for say in (long_date, short_date, plain_date, date.isoformat):
        assert parse_date(say(day)) == day
    assert parse_date(day.strftime("%d/%m/%Y")) == day
    assert parse_when(plain_date(day)) == When(plain_date(day), day, day, is_day=True)


@given(DAYS)
def test_the_right_weekday_is_no_slip_and_any_other_is(day: date) -> None:
    right = WEEKDAYS[day.weekday()]

    assert weekday_slip(long_date(day)) is None
    assert weekday_slip(short_date(day)) is None
    for weekday in WEEKDAYS:
        slip = weekday_slip(f"{weekday} {plain_date(day)}")
        assert slip == (None if weekday == right else (weekday, right))


@pytest.mark.parametrize(
    "text",
    ["13 November 2026", "Thursday", "Thursday 31 November 2026", "Thursday 13 November", ""],
)
def test_text_without_a_weekday_and_a_full_date_has_no_weekday_slip(text: str) -> None:
    assert weekday_slip(text) is None


def test_a_weekday_slip_repeats_the_word_as_typed() -> None:
    assert weekday_slip("THUR 13/11/2026") == ("THUR", "Friday")


@pytest.mark.parametrize("text", ["14 November", "Thursday 12 November", "14th Nov"])
def test_a_day_without_a_year_asks_for_the_year(text: str) -> None:
    error = refused(text)

    assert error.message == f"the date '{text}' has no year"
    assert error.code == "ITM106"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31 November 2026", "November 2026 has 30 days"),
        ("29 February 2026", "February 2026 has 28 days"),
        ("0 March 2026", "March 2026 has 31 days"),
        ("32/01/2026", "January 2026 has 31 days"),
        ("2026-02-30", "February 2026 has 28 days"),
        ("12/13/2026", "month 13"),
        ("2026-00-12", "month 0"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_dat103(text: str, words: str) -> None:
    error = refused(text)

    assert error.code == "DAT103"
    assert words in error.message
    assert refused_when(text).code == "DAT103"


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("12/11/26", ("12 November 2026",)),
        ("12.11.2026", ("12 November 2026",)),
        ("12-11-2026", ("12 November 2026",)),
        ("12 Nov 26", ()),
        ("November 12, 2026", ("12 November 2026",)),
        ("Thursday November 12 2026", ("12 November 2026",)),
        ("November 31, 2026", ()),
        ("November 12", ()),
        ("12 Novmber 2026", ("12 November 2026",)),
        ("Thursday 12 Novmber 2026", ("Thursday 12 November 2026",)),
        ("Thurdsay 12 November 2026", ("Thursday 12 November 2026",)),
        ("Foo 12 November 2026", ()),
        ("Th 12 November 2026", ()),
        ("12 Foo 2026", ()),
        ("November 2026", ()),
        ("2026-11", ()),
        ("1 November 1066", ()),
        ("1 November 2206", ()),
        ("next Tuesday", ()),
        ("to be confirmed", ()),
        ("", ()),
        ("x" * 500, ()),
    ],
)
def test_what_is_no_full_day_is_refused_with_offers_where_they_are_sure(
    text: str, offers: tuple[str, ...]
) -> None:
    error = refused(text)

    assert error.offers == offers
    assert "12 November 2026" in error.help
    assert len(error.message) < 140


def test_a_fault_says_which_word_is_wrong() -> None:
    assert "'Thurdsay' in" in refused("Thurdsay 12 November 2026").message
    assert "not a day of the week" in refused("Thurdsay 12 November 2026").message
    assert "'Novmber' in" in refused("12 Novmber 2026").message
    assert "no day" in refused("November 2026").message
    assert "month before the day" in refused("November 12, 2026").message


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("2026-11", "November 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("Nov 2026", "November 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("November, 2026", "November 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("early Nov 2026", "early November 2026", date(2026, 11, 1), date(2026, 11, 10)),
        ("Early November 2026", "Early November 2026", date(2026, 11, 1), date(2026, 11, 10)),
        ("mid November 2026", "mid-November 2026", date(2026, 11, 11), date(2026, 11, 20)),
        ("mid-November 2026", "mid-November 2026", date(2026, 11, 11), date(2026, 11, 20)),
        ("late February 2028", "late February 2028", date(2028, 2, 21), date(2028, 2, 29)),
        ("end of June 2026", "end of June 2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("the end of June 2026", "end of June 2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("Spring 2027", "Spring 2027", date(2027, 3, 1), date(2027, 5, 31)),
        ("Summer 2027", "Summer 2027", date(2027, 6, 1), date(2027, 8, 31)),
        ("autumn 2026", "autumn 2026", date(2026, 9, 1), date(2026, 11, 30)),
        ("Winter 2026", "Winter 2026", date(2026, 12, 1), date(2027, 2, 28)),
        ("Winter 2027", "Winter 2027", date(2027, 12, 1), date(2028, 2, 29)),
    ],
)
def test_a_when_stands_for_a_span_of_days(text: str, words: str, first: date, last: date) -> None:
    assert parse_when(text) == When(words, first, last, is_day=False)


def test_a_day_is_a_when_of_one_day() -> None:
    assert parse_when("Thu 12/11/2026") == When("12 November 2026", DAY, DAY, is_day=True)


@pytest.mark.parametrize("text", ["to be confirmed", "To be  confirmed"])
def test_to_be_confirmed_has_no_days(text: str) -> None:
    assert parse_when(text) == When("to be confirmed", None, None, is_day=False)


@pytest.mark.parametrize("text", ["TBC", "tba"])
def test_the_abbreviation_of_to_be_confirmed_is_offered_in_full(text: str) -> None:
    assert refused_when(text).offers == ("to be confirmed",)


@pytest.mark.parametrize("text", ["November", "early November", "Autumn", "mid-May"])
def test_a_month_or_season_without_a_year_asks_for_the_year(text: str) -> None:
    error = refused_when(text)

    assert error.message == f"the date '{text}' has no year"
    assert f"{text} 2026" in error.help


@pytest.mark.parametrize(
    "text", ["early Autumn 2026", "Autumn 1812", "soon", "2026", "2026-13", "mid 2026", "12 Nov"]
)
def test_what_is_no_when_is_refused(text: str) -> None:
    assert refused_when(text).help


def test_a_vague_date_where_anything_goes_is_told_of_every_form() -> None:
    assert "to be confirmed" in refused_when("soon").help
    assert "to be confirmed" not in refused("soon").help


@given(st.text(max_size=40) | st.from_regex(r"[A-Za-z]{0,9} ?\d{1,4}[ /.-]\w{0,9}[ /-]\d{0,4}"))
def test_any_text_is_a_date_or_a_bad_value(text: str) -> None:
    for read in (parse_date, parse_when):
        try:
            read(text)
        except BadValueError as error:
            assert error.help, error.message  # noqa: PT017 (both outcomes are right)
    weekday_slip(text)


def test_dates_are_said_long_short_plain_and_in_part() -> None:
    assert long_date(DAY) == "Thursday 12 November 2026"
    assert short_date(DAY) == "Thu 12 Nov 2026"
    assert plain_date(DAY) == "12 November 2026"
    assert day_month(DAY) == "12 November"
    assert month_words(DAY) == "November 2026"
    assert long_date(date(2026, 9, 1)) == "Tuesday 1 September 2026"
