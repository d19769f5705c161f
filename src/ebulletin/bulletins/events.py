"""An event's dates, place, price and booking in words, as one variant may see them."""

from collections.abc import Sequence
from datetime import date

from ebulletin.bulletins.composed import (
    Booking,
    Contact,
    Deadline,
    Event,
    Inline,
    Joining,
    Link,
    Phone,
    Runs,
    Session,
    Text,
    Venue,
)
from ebulletin.bulletins.filling import Filling, mail_runs, phone_runs
from ebulletin.bulletins.meeting import mode_words
from ebulletin.bulletins.visibility import Readership
from ebulletin.items import model
from ebulletin.items.directory import stricter
from ebulletin.items.event import EventDefaults
from ebulletin.values.choices import join_words
from ebulletin.values.dates import When, long_date, short_date
from ebulletin.values.phones import national
from ebulletin.values.wording import (
    dates_phrase,
    range_phrase,
    short_dates_phrase,
    short_range_phrase,
)

_OPEN_DATES = {"on request": "On request", "any time": "Any time", "see booking": "See booking"}
_RELATIONS = {
    "alternatives": "Choose one date",
    "parts": "Come to every part",
    "repeats": "Come to any date",
}
_JOINERS = {"alternatives": "or", "parts": "and", "repeats": "and"}
_METHODS = {
    "invitation only": "By invitation only",
    "just turn up": "Just turn up, no booking needed",
    "to follow": "Booking details to follow",
}
NOT_STATED = "not stated"


def sessions_shown(event: model.Event, today: date) -> tuple[model.SessionField, ...]:
    """The sessions that a bulletin of this day prints.

    Past alternatives and repeats are left out, past parts are kept and marked; when all are past
    (a report of the event, or one cancelled) all are shown.
    """
    if isinstance(event.sessions, str):
        return ()
    if event.relation == "parts":
        return event.sessions
    coming = tuple(each for each in event.sessions if not is_past(each, today))
    return coming or event.sessions


def is_past(session: model.SessionField, today: date) -> bool:
    """Whether the last day of a session is before a day; an open date never is."""
    last = session.end_date or session.date.last
    return last is not None and last < today


def has_passed(event: model.Event, today: date) -> bool:
    """Whether every session is before a day; an event on request or at any time never is."""
    if isinstance(event.sessions, str) or not event.sessions:
        return False
    return all(is_past(each, today) for each in event.sessions)


def first_day(event: model.Event, today: date) -> date | None:
    """The first day of the first session on or after a day, or None."""
    days = [
        each.date.first
        for each in sessions_shown(event, today)
        if each.date.first is not None and not is_past(each, today)
    ]
    return min(days, default=None)


def compose_event(
    event: model.Event,
    defaults: EventDefaults | None,
    filling: Filling,
    today: date,
) -> Event:
    """Put an event into words; what the event leaves out, the section's defaults fill in."""
    shown = sessions_shown(event, today)
    sessions = tuple(_session(each, event, filling, today) for each in shown)
    mode = event.mode or (defaults.mode if defaults else ())
    meets = not event.mode or bool({"in person", "hybrid"} & set(event.mode))
    venue = event.venue or (defaults.venue if defaults and meets else None)
    price = event.price if event.price is not None else (defaults.price if defaults else None)
    booking = event.booking or (defaults.booking if defaults else None)
    provider = event.provider or (defaults.provider if defaults else None)
    naming = filling.naming
    trainers = [naming.person(trainer) for trainer in event.trainers]
    return Event(
        dates_words=_dates(event, shown, is_short=False),
        short_dates_words=_dates(event, shown, is_short=True),
        times_words=_shared_time(sessions),
        sessions=sessions,
        relation_words=_relation(event, shown),
        duration=event.duration,
        mode_words=mode_words(mode),
        venue=_venue(venue),
        joining=compose_joining(event, naming.readers),
        price_words=_price(price, event.price_note),
        booking=_booking(booking, filling) if booking not in (None, NOT_STATED) else None,
        provider=naming.person(provider, is_organisation=True),
        trainers=tuple(trainer for trainer in trainers if trainer is not None),
        level=event.level,
        certificate=event.certificate,
        state=None if event.state == "open" else event.state.capitalize(),
        month=_month(shown),
    )


def compose_joining(event: model.Event, readers: Readership) -> Joining | None:
    """The joining details, where this variant may hold them."""
    joining = event.joining
    if joining is None or isinstance(joining, str):
        return None
    level = stricter(joining.distribution or "professional", event.distribution)
    if not readers.may_hold_joining_details or not readers.may_see(level, event.audience):
        return None
    dial_in = joining.dial_in
    return Joining(
        platform=joining.platform,
        url=joining.url,
        dial_in=Phone(national(dial_in), dial_in) if dial_in else None,
        conference_id=joining.conference_id,
        passcode=joining.passcode,
        words=f"Joining details {joining.when}" if joining.when else None,
    )


def joining_runs(joining: Joining | None) -> Runs | None:
    """The joining details as one run, for `{{ join }}` in a text."""
    if joining is None:
        return None
    parts: list[Runs] = []
    if joining.url:
        words = f"Join on {joining.platform}" if joining.platform else "Join the meeting"
        parts.append((Link((Text(words),), joining.url, "web"),))
    elif joining.platform:
        parts.append((Text(joining.platform),))
    if joining.dial_in:
        parts.append((Text("phone "), *phone_runs(joining.dial_in)))
    if joining.conference_id:
        parts.append((Text(f"conference ID {joining.conference_id}"),))
    if joining.passcode:
        parts.append((Text(f"passcode {joining.passcode}"),))
    if joining.words:
        parts.append((Text(joining.words),))
    return _with_commas(parts)


def _with_commas(parts: Sequence[Runs]) -> Runs:
    runs: list[Inline] = []
    for part in parts:
        if runs:
            runs.append(Text(", "))
        runs.extend(part)
    return tuple(runs)


def _session(
    session: model.SessionField, event: model.Event, filling: Filling, today: date
) -> Session:
    state = None if session.state in (None, "open") else str(session.state).capitalize()
    return Session(
        day=session.date.first if session.date.is_day else None,
        last_day=session.end_date,
        date_words=_date(session.date, session.end_date, is_short=False),
        short_date_words=_date(session.date, session.end_date, is_short=True),
        time_words=_time(session),
        starts=session.time.start.strftime("%H:%M") if session.time else None,
        label=session.label,
        venue=session.venue,
        state=state,
        note=filling.line(session.note),
        is_past=event.relation == "parts" and is_past(session, today),
    )


def _time(session: model.SessionField) -> str | None:
    if session.time is not None:
        return session.time.words
    return session.part.capitalize() if session.part else None


def _date(when: When, end: date | None, *, is_short: bool) -> str:
    if not when.is_day or when.first is None:
        return when.words
    if end is None:
        return short_date(when.first) if is_short else long_date(when.first)
    return short_range_phrase(when.first, end) if is_short else range_phrase(when.first, end)


def _dates(event: model.Event, shown: Sequence[model.SessionField], *, is_short: bool) -> str:
    if isinstance(event.sessions, str):
        return _OPEN_DATES[event.sessions]
    joiner = _JOINERS.get(str(event.relation), "and")
    days = [each.date.first for each in shown if each.date.is_day and each.end_date is None]
    exact = [day for day in days if day is not None]
    if len(exact) == len(shown) and exact:
        unique = list(dict.fromkeys(exact))
        return short_dates_phrase(unique, joiner) if is_short else dates_phrase(unique, joiner)
    words = [_date(each.date, each.end_date, is_short=is_short) for each in shown]
    return join_words(list(dict.fromkeys(words)), joiner)


def _shared_time(sessions: Sequence[Session]) -> str | None:
    times = {session.time_words for session in sessions}
    return times.pop() if len(times) == 1 else None


def _relation(event: model.Event, shown: Sequence[model.SessionField]) -> str | None:
    return _RELATIONS.get(str(event.relation)) if len(shown) > 1 else None


def _venue(venue: model.VenueField | str | None) -> Venue | None:
    if venue is None or venue == NOT_STATED:
        return None
    if isinstance(venue, str):
        return Venue(f"Venue {venue}" if venue.casefold() == "to be confirmed" else venue)
    return Venue(venue.name, venue.address, venue.access, venue.map)


def _price(price: object, note: str | None) -> str | None:
    words = getattr(price, "words", None)
    if words is None:
        return None
    return f"{words} ({_in_brackets(note)})" if note else str(words)


def _in_brackets(note: str) -> str:
    """A note without its capital, but for a word that has more of them, such as an acronym."""
    first = note.split(maxsplit=1)[0]
    return note if first[1:] != first[1:].lower() else note[0].lower() + note[1:]


def _month(shown: Sequence[model.SessionField]) -> date | None:
    first = shown[0].date.first if shown else None
    return first.replace(day=1) if first else None


def _booking(booking: model.BookingField | str | None, filling: Filling) -> Booking | None:
    if booking is None or isinstance(booking, str):
        return None
    naming = filling.naming
    contact = naming.contact(booking.contact.id, booking.contact.label) if booking.contact else None
    url = None if booking.url in (None, "unknown") else booking.url
    include = join_words(list(booking.include), "and") if booking.include else None
    deadline = booking.deadline
    return Booking(
        words=_booking_words(booking, url, contact, include),
        url=url if "link" in booking.method else None,
        contact=contact,
        deadline=Deadline(f"Book by {long_date(deadline)}", deadline) if deadline else None,
        include=include,
        note=filling.line(booking.note),
    )


def _booking_words(
    booking: model.BookingField, url: str | None, contact: Contact | None, include: str | None
) -> Runs:
    """One sentence such as "Book online or write to learning@example.org with your agency"."""
    ways: list[Runs] = []
    for method in booking.method:
        if method == "link" and url:
            ways.append((Link((Text("book online"),), url, "web"),))
        elif method == "link":
            ways.append((Text("book online (address to follow)"),))
        elif method == "email" and contact and contact.mailboxes:
            ways.append((Text("write to "), *mail_runs(contact.mailboxes[0])))
        elif method == "phone" and contact and contact.phones:
            ways.append((Text("ring "), *phone_runs(contact.phones[0])))
        elif method in _METHODS:
            ways.append((Text(_METHODS[method]),))
    if not ways:
        return ()
    runs: list[Inline] = []
    for way in ways:
        if runs:
            runs.append(Text(" or "))
        runs.extend(way)
    if include:
        whose = "" if include.casefold().startswith(("your ", "the ")) else "your "
        runs.append(Text(f", giving {whose}{include}"))
    return _capitalised(tuple(runs))


def _capitalised(runs: Runs) -> Runs:
    first = runs[0]
    if isinstance(first, Text):
        return (Text(first.text[:1].upper() + first.text[1:]), *runs[1:])
    if isinstance(first, Link):
        return (Link(_capitalised(first.runs), first.href, first.to), *runs[1:])
    return runs
