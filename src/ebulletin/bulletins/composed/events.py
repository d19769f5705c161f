"""What an event adds to a composed item, in words."""

from dataclasses import dataclass
from datetime import date

from ebulletin.bulletins.composed.inline import Runs
from ebulletin.bulletins.composed.parts import Deadline
from ebulletin.bulletins.composed.people import Contact, Person, Phone


@dataclass(frozen=True, slots=True)
class Session:
    """One appearance of an event.

    Attributes:
        day: First day, where it is known exactly.
        last_day: Last day, for a range.
        date_words: `Tuesday 10 November 2026`.
        short_date_words: `Tue 10 Nov 2026`, for tables.
        time_words: `9:30am to 12:30pm`, `Morning`, or None.
        state: `Full`, `Cancelled` ..., or None while open.
        is_past: A past one of several parts.
    """

    day: date | None
    last_day: date | None
    date_words: str
    short_date_words: str
    time_words: str | None = None
    starts: str | None = None
    label: str | None = None
    venue: str | None = None
    state: str | None = None
    note: Runs = ()
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """Where an event takes place."""

    name: str
    address: str | None = None
    access: str | None = None
    map: str | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """How to join an online event; never part of a public variant or a page.

    Attributes:
        words: One line that stands when nothing else is known yet, such as `To follow`.
    """

    platform: str | None = None
    url: str | None = None
    dial_in: Phone | None = None
    conference_id: str | None = None
    passcode: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """How to get a place.

    Attributes:
        words: One sentence, with its links, for prose, rows and text.
        url: Of the booking page; what the one button leads to.
        deadline: By when.
        include: What to say when booking, in words, or None.
    """

    words: Runs
    url: str | None = None
    contact: Contact | None = None
    deadline: Deadline | None = None
    include: str | None = None
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What an event adds.

    Attributes:
        dates_words: All dates in one phrase: `Tuesday 10 or Tuesday 24 November 2026`, or
            `Any time`, `On request`, `See booking`.
        times_words: The one time that all sessions share, or None (then each session says its own).
        relation_words: `Come to both parts`, `Choose one date`, or None.
        mode_words: `Online`, `In person`, `In person or online`, or None.
        price_words: `Free`, `£35 (free for maintained schools)`, or None.
        state: `Full`, `Save the date`, `Cancelled` ..., or None while open.
        month: First day of the month of its first session shown, for grouping.
    """

    dates_words: str
    short_dates_words: str
    times_words: str | None
    sessions: tuple[Session, ...] = ()
    relation_words: str | None = None
    duration: str | None = None
    mode_words: str | None = None
    venue: Venue | None = None
    joining: Joining | None = None
    price_words: str | None = None
    booking: Booking | None = None
    provider: Person | None = None
    trainers: tuple[Person, ...] = ()
    level: str | None = None
    certificate: str | None = None
    state: str | None = None
    month: date | None = None
