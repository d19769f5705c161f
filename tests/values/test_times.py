"""Times of day and ranges of them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.values.errors import BadValueError
from ebulletin.values.times import TimeSpan, parse_time_span

MINUTES = st.times().map(lambda moment: time(moment.hour, moment.minute))


def refused(text: str) -> BadValueError:
    with pytest.raises(BadValueError) as caught:
        parse_time_span(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5pm", "5pm"),
        ("5 PM", "5pm"),
        ("5:30pm", "5:30pm"),
        ("5.30 p.m.", "5:30pm"),
        ("17:30", "5:30pm"),
        ("08:05", "8:05am"),
        ("midday", "midday"),
        ("12 noon", "midday"),
        ("12pm", "midday"),
        ("12am", "midnight"),
        ("00:00", "midnight"),
        ("Midnight", "midnight"),
        ("12:30am", "12:30am"),
    ],
)
def test_a_time_is_read_in_each_form(text: str, words: str) -> None:
    span = parse_time_span(text)

    assert span.words == words
    assert span.end is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5pm to 6:45pm", "5pm to 6:45pm"),
        ("17:00-18:45", "5pm to 6:45pm"),
        ("17:00 – 18:45", "5pm to 6:45pm"),
        ("5 to 6:45pm", "5pm to 6:45pm"),
        ("11-1pm", "11am to 1pm"),
        ("9:30 to 12:30pm", "9:30am to 12:30pm"),
        ("12:30 to 1:30pm", "12:30pm to 1:30pm"),
        ("10:00 to 1pm", "10am to 1pm"),
        ("13:00 to 4pm", "1pm to 4pm"),
        ("9am until 5pm", "9am to 5pm"),
        ("10am to midday", "10am to midday"),
        ("midday to 1pm", "midday to 1pm"),
        ("8pm to midnight", "8pm to midnight"),
        ("midnight to 6am", "midnight to 6am"),
    ],
)
def test_a_range_is_read_and_the_start_takes_the_half_of_the_day_that_puts_it_first(
    text: str, words: str
) -> None:
    assert parse_time_span(text).words == words


def test_a_range_knows_both_ends() -> None:
    assert parse_time_span("5 to 6:45pm") == TimeSpan(time(17), time(18, 45))


@given(MINUTES, MINUTES)
def test_what_is_said_is_read_back(start: time, end: time) -> None:
    assert parse_time_span(TimeSpan(start).words) == TimeSpan(start)
    assert parse_time_span(f"{start:%H:%M}") == TimeSpan(start)
    if start < end:
        assert parse_time_span(TimeSpan(start, end).words) == TimeSpan(start, end)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("5", ("5am", "5pm")),
        ("9:30", ("9:30am", "9:30pm")),
        ("9.30", ("9:30am", "9:30pm")),
        ("17.30", ("5:30pm",)),
        ("9:30 to 12:30", ("9:30am to 12:30pm",)),
        ("9am to 5", ("9am to 5pm",)),
        ("8 to midnight", ("8am to midnight", "8pm to midnight")),
    ],
)
def test_a_time_that_may_be_morning_or_evening_is_refused_with_its_readings(
    text: str, offers: tuple[str, ...]
) -> None:
    error = refused(text)

    assert "does not say am or pm" in error.message
    assert error.offers == offers
    for offer in offers:
        assert parse_time_span(offer).words == offer


@pytest.mark.parametrize("text", ["11pm to 1am", "5pm to 4pm"])
def test_a_range_may_end_before_it_starts_as_nights_do(text: str) -> None:
    assert parse_time_span(text).words == text


@pytest.mark.parametrize("text", ["25:00", "13pm", "0am", "5:60pm", "24:00 to 25:00"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    assert "no such time" in refused(text).message


def test_the_end_of_the_day_is_offered_as_midnight() -> None:
    assert refused("24:00").offers == ("midnight",)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("from 5pm", ("5pm",)),
        ("starts at 5pm to 6pm", ("5pm to 6pm",)),
        ("9:30am start", ("9:30am",)),
        ("from 5", ()),
        ("after school", ()),
        ("5pm to 6pm to 7pm", ()),
        ("to 5pm", ()),
        ("5pm to", ()),
        ("", ()),
    ],
)
def test_other_words_are_refused_with_the_time_that_they_hold(
    text: str, offers: tuple[str, ...]
) -> None:
    error = refused(text)

    assert error.message.startswith("this is not a time")
    assert error.offers == offers


@given(st.text(max_size=30) | st.from_regex(r"\d{0,2}[:.]?\d{0,2} ?[apm]{0,2}( to |-)?\d{0,4}"))
def test_any_text_is_a_time_or_a_bad_value(text: str) -> None:
    try:
        span = parse_time_span(text)
    except BadValueError:
        return
    assert parse_time_span(span.words) == span
