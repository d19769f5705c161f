"""The events of a bulletin for calendars: one file for each, and one for all (RFC 5545)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from ebulletin.bulletins.composed import Bulletin, Entry, Event, Session, plain
from ebulletin.values.errors import BadValueError
from ebulletin.values.times import parse_time_span

if TYPE_CHECKING:
    pass

LONDON = ZoneInfo("Europe/London")
_PRODUCT = "-//ebulletin//Bulletin events//EN"
_STATUS: Mapping[str, Literal["CANCELLED", "TENTATIVE"]] = {
    "Cancelled": "CANCELLED", "Postponed": "TENTATIVE", "Save the date": "TENTATIVE",
}  # fmt: skip

Numbering = Callable[[str, Session], int]
"""The lasting number of a session within its item: given the item's id and the session."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One session as a calendar keeps it.

    Attributes:
        uid: The same in every edition that shows the session, whatever its date becomes.
        start: A day, or a moment in UTC.
        end: The first day after, or a moment in UTC; None where only the start is known.
    """

    uid: str
    item: str
    summary: str
    start: date | datetime
    end: date | datetime | None
    location: str = ""
    description: str = ""
    url: str = ""
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"

    @property
    def fingerprint(self) -> str:
        """Changes with anything that a calendar shows of it."""
        facts = (self.summary, self.start.isoformat(), self.end.isoformat() if self.end else "",
                 self.location, self.description, self.url, self.status)  # fmt: skip
        return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()


def appointments(bulletin: Bulletin, domain: str, numbering: Numbering) -> list[Appointment]:
    """Every session of a bulletin whose day is known, in the bulletin's order.

    Args:
        domain: Of the organisation; makes the ids unique in the world (RFC 7986, 5.3).
    """
    found: dict[str, Appointment] = {}
    for entry in _entries(bulletin):
        for session in entry.event.sessions if entry.event else ():
            if session.day is None:
                continue
            assert entry.event is not None
            uid = f"{entry.id}.{numbering(entry.id, session)}@{domain}"
            found.setdefault(uid, _appointment(uid, entry, entry.event, session))
    return list(found.values())


def calendar_file(
    chosen: list[Appointment], stamp: date, sequences: Mapping[str, int], name: str = ""
) -> bytes:
    """A calendar of these appointments with CRLF line ends, folded at 75 octets.

    Args:
        stamp: Day of the bulletin: the file is the same whenever it is written.
        sequences: How often an appointment has changed since it was first published, by uid; with
            each change calendars replace what they hold.
        name: Of the calendar.
    """
    from icalendar import Calendar
    from icalendar import Event as CalendarEvent

    calendar: Calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    all_cancelled = bool(chosen) and all(each.status == "CANCELLED" for each in chosen)
    calendar.add("method", "CANCEL" if all_cancelled else "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    moment = datetime.combine(stamp, time(), UTC)
    for each in chosen:
        event = CalendarEvent()
        event.add("uid", each.uid)
        event.add("dtstamp", moment)
        event.add("sequence", sequences.get(each.uid, 0))
        event.add("summary", each.summary)
        event.add("dtstart", each.start)
        if each.end is not None:
            event.add("dtend", each.end)
        event.add("status", each.status)
        for key, value in (
            ("location", each.location), ("description", each.description), ("url", each.url),
        ):  # fmt: skip
            if value:
                event.add(key, value)
        if each.status == "TENTATIVE":
            # A date to be kept in mind is no reason to turn somebody down.
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    raw: bytes = calendar.to_ical()
    return raw


def sequences(history: list[list[Appointment]], now: list[Appointment]) -> dict[str, int]:
    """How often each appointment has changed, by uid.

    Args:
        history: What earlier published editions said, the oldest first.
    """
    last: dict[str, str] = {}
    counted: dict[str, int] = {}
    for appointed in (*history, now):
        for each in appointed:
            if each.uid in last and last[each.uid] != each.fingerprint:
                counted[each.uid] = counted.get(each.uid, 0) + 1
            last[each.uid] = each.fingerprint
    return {each.uid: counted.get(each.uid, 0) for each in now}


def _entries(bulletin: Bulletin) -> Iterator[Entry]:
    if bulletin.intro is not None:
        yield bulletin.intro
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        yield from section.entries


def _appointment(uid: str, entry: Entry, event: Event, session: Session) -> Appointment:
    start, end = _when(event, session)
    state = session.state or event.state or ""
    label = f" ({session.label})" if session.label else ""
    mark = f"{state}: " if state in _STATUS else ""
    return Appointment(
        uid=uid,
        item=entry.id,
        summary=f"{mark}{plain(entry.title)}{label}",
        start=start,
        end=end,
        location=_location(event, session),
        description=_description(entry, event, session),
        url=(event.booking.url if event.booking else None) or entry.title_href or "",
        status=_STATUS.get(state, "CONFIRMED"),
    )


def _when(event: Event, session: Session) -> tuple[date | datetime, date | datetime | None]:
    """In UTC where a time is known: so no calendar needs our rules for summer time."""
    assert session.day is not None
    last = session.last_day or session.day
    words = session.time_words or event.times_words
    try:
        span = parse_time_span(words) if words else None
    except BadValueError:
        span = None  # `Morning`: the whole day, and the words stand in the description
    if span is None:
        return session.day, last + timedelta(days=1)
    start = _utc(session.day, span.start)
    return start, _utc(last, span.end) if span.end else None


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)


def _location(event: Event, session: Session) -> str:
    if session.venue:
        return session.venue
    if event.venue:
        return ", ".join(part for part in (event.venue.name, event.venue.address) if part)
    return event.mode_words if event.mode_words == "Online" else ""


def _description(entry: Entry, event: Event, session: Session) -> str:
    lines = [
        plain(entry.summary),
        session.time_words or event.times_words or "",
        event.price_words or "",
        plain(event.booking.words) if event.booking else "",
        plain(session.note),
    ]
    return "\n".join(line for line in lines if line)
