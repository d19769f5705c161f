"""Events for calendars, read back by a parser of our own and by the library."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest

from ebulletin.bulletins.composed import Bulletin, Event, Session
from ebulletin.export.calendar import (
    Appointment,
    appointments,
    calendar_file,
    sequences,
)
from ebulletin.templates.content import Content

DOMAIN = "tp.example.org"


def unfolded(raw: bytes) -> list[tuple[str, str]]:
    """Content lines as (name with parameters, value), read as RFC 5545, 3.1 says."""
    text = re.sub(rb"\r\n[ \t]", b"", raw).decode()
    lines = text.split("\r\n")
    assert lines.pop() == ""
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines]


def appointment(**changes: object) -> Appointment:
    first = Appointment(
        uid=f"a.1@{DOMAIN}", item="a", summary="Course",
        start=datetime(2026, 11, 10, 9, tzinfo=UTC), end=datetime(2026, 11, 10, 11, tzinfo=UTC),
    )  # fmt: skip
    return replace(first, **changes)  # type: ignore[arg-type]


def bulletin_with(editions: tuple[Content, ...], *sessions: Session) -> Bulletin:
    """Edition A with one event in it, whose sessions are these."""
    bulletin = editions[0].bulletin
    assert bulletin is not None
    section = next(each for each in bulletin.sections if each.entries)
    group = section.groups[0]
    event = Event(dates_words="", short_dates_words="", times_words=None, sessions=sessions)
    entry = replace(group.entries[0], id="course", kind="event", event=event)
    only = replace(section, groups=(replace(group, entries=(entry,)),))
    return replace(bulletin, intro=None, sections=(only,), sidebar=(), annexes=())


def session(day: date, words: str | None, **changes: object) -> Session:
    first = Session(day, None, "", "", time_words=words)
    return replace(first, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2026, 3, 28), "20260328T093000Z"),
        (date(2026, 3, 29), "20260329T083000Z"),
        (date(2026, 10, 24), "20261024T083000Z"),
        (date(2026, 10, 25), "20261025T093000Z"),
    ],
)
def test_times_are_right_on_both_sides_of_summer_time(
    editions: tuple[Content, ...], day: date, start: str
) -> None:
    bulletin = bulletin_with(editions, session(day, "9:30am to 12:30pm"))

    raw = calendar_file(appointments(bulletin, DOMAIN, lambda *_: 1), day, {})

    assert ("DTSTART", start) in unfolded(raw)


def test_a_day_without_a_known_time_is_a_whole_day(editions: tuple[Content, ...]) -> None:
    bulletin = bulletin_with(
        editions, session(date(2026, 11, 12), "Morning", last_day=date(2026, 11, 13))
    )

    lines = unfolded(
        calendar_file(appointments(bulletin, DOMAIN, lambda *_: 1), date(2026, 11, 2), {})
    )

    assert ("DTSTART;VALUE=DATE", "20261112") in lines
    assert ("DTEND;VALUE=DATE", "20261114") in lines


def test_a_session_without_a_day_is_left_out(editions: tuple[Content, ...]) -> None:
    bulletin = bulletin_with(editions, Session(None, None, "Any time", "Any time"))

    assert appointments(bulletin, DOMAIN, lambda *_: 1) == []


def test_a_cancelled_event_is_cancelled_in_the_readers_calendar(
    editions: tuple[Content, ...],
) -> None:
    bulletin = bulletin_with(editions, session(date(2026, 11, 12), "9am", state="Cancelled"))

    found = appointments(bulletin, DOMAIN, lambda *_: 1)
    lines = unfolded(calendar_file(found, date(2026, 11, 2), {}))

    assert ("STATUS", "CANCELLED") in lines
    assert ("METHOD", "CANCEL") in lines


def test_ids_stay_when_the_day_changes_and_sessions_have_their_own(
    editions: tuple[Content, ...],
) -> None:
    days = (date(2026, 11, 12), date(2026, 11, 19))
    bulletin = bulletin_with(editions, *(session(day, "9am") for day in days))
    moved = bulletin_with(editions, session(date(2026, 11, 20), "9am"))

    first = appointments(bulletin, DOMAIN, lambda _, s: days.index(s.day) + 1)
    second = appointments(moved, DOMAIN, lambda *_: 2)

    assert [each.uid for each in first] == [f"course.1@{DOMAIN}", f"course.2@{DOMAIN}"]
    assert second[0].uid == first[1].uid


def test_the_sequence_rises_with_each_change_and_with_nothing_else() -> None:
    first, same = appointment(), appointment()
    moved = appointment(start=datetime(2026, 11, 11, 9, tzinfo=UTC))

    assert sequences([], [first]) == {first.uid: 0}
    assert sequences([[first]], [same]) == {first.uid: 0}
    assert sequences([[first]], [moved]) == {first.uid: 1}
    assert sequences([[first], [moved]], [moved]) == {first.uid: 1}
    assert sequences([[first], [moved]], [first]) == {first.uid: 2}


def test_long_lines_fold_between_characters_and_come_back() -> None:
    words = "Grüße, 日本語; \\ 😀 " * 12
    raw = calendar_file([appointment(summary=words, description=words)], date(2026, 11, 2), {})

    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    for line in raw.split(b"\r\n"):
        line.decode()  # a fold inside a character would not decode
    parsed = icalendar.Calendar.from_ical(raw)
    event = parsed.walk("VEVENT")[0]
    assert event["SUMMARY"] == words
    escaped = words.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert ("SUMMARY", escaped) in unfolded(raw)


def test_the_file_depends_on_no_clock() -> None:
    first = calendar_file([appointment()], date(2026, 11, 2), {})

    assert first == calendar_file([appointment()], date(2026, 11, 2), {})
    assert ("DTSTAMP", "20261102T000000Z") in unfolded(first)


def test_edition_b_gives_its_events_and_no_joining_details(editions: tuple[Content, ...]) -> None:
    newsletters = [each for each in editions if each.slug == "2026-autumn-newsletter"]
    for content in newsletters:
        assert content.bulletin is not None

        found = appointments(content.bulletin, DOMAIN, lambda *_: 1)
        raw = calendar_file(found, content.date, sequences([], found), "News")

        assert len(found) >= 5
        assert len(icalendar.Calendar.from_ical(raw).walk("VEVENT")) == len(found)
        assert b"passcode" not in raw.lower()
