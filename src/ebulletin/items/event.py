"""The shape of an event: its sessions, place, price and booking."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from ebulletin.items.base import TitledItem
from ebulletin.items.parts import Level
from ebulletin.values.fields import (
    BareShape,
    Choice,
    ContactRefField,
    DateField,
    Line,
    ListOf,
    MoneyField,
    Phone,
    Shape,
    TimeField,
    Url,
    UrlOrUnknown,
    WhenField,
    WhoField,
)
from ebulletin.values.money import Money
from ebulletin.values.words import OrWords

EventType = Annotated[
    Literal[
        "training", "briefing", "seminar", "conference", "meeting", "drop-in", "community event"
    ],
    Choice,
]
EventState = Annotated[
    Literal["open", "save the date", "full", "waiting list", "postponed", "cancelled"], Choice
]
Mode = Annotated[
    Literal["in person", "online", "hybrid", "on demand", "at your setting", "not stated"], Choice
]
Part = Annotated[Literal["morning", "afternoon", "evening", "all day"], Choice]
Method = Annotated[
    Literal["link", "email", "phone", "invitation only", "just turn up", "to follow"], Choice
]


class SessionField(BareShape):
    """One appearance of an event; `end_date` makes a range."""

    called: ClassVar[str] = "a session"
    stands_for: ClassVar[str] = "date"

    date: WhenField = Field(
        description="The day, or as much as is known.", examples=["10 November 2026"]
    )
    end_date: DateField | None = Field(
        None, description="The last day of a range.", examples=["11 November 2026"]
    )
    time: TimeField | None = Field(
        None, description="From when to when.", examples=["9:30am to 12:30pm"]
    )
    part: Part | None = Field(
        None,
        description="The part of the day, where the time is not known.",
        examples=["morning"],
    )
    label: Line | None = Field(None, description="What it is called.", examples=["Part 1"])
    venue: Line | None = Field(
        None, description="Where, if sessions differ.", examples=["Fenwold Centre"]
    )
    state: EventState | None = Field(
        None, description="Whether there are places.", examples=["full"]
    )
    note: Line | None = Field(None, description="A remark.", examples=["Waiting list open"])


class VenueField(Shape):
    """Where an event takes place."""

    called: ClassVar[str] = "a venue"

    name: Line = Field(description="Its name.", examples=["Tarn House"])
    address: Line | None = Field(
        None, description="The address.", examples=["2 Quay Street, Saltmere Quay"]
    )
    access: Line | None = Field(
        None, description="How to get in and around.", examples=["Step-free from Quay Street."]
    )
    map: Url | None = Field(
        None, description="A map on the web.", examples=["https://maps.example.org/tarn-house"]
    )


class JoiningField(Shape):
    """How to join an online event; never part of a public variant or a web page."""

    called: ClassVar[str] = "joining details"

    platform: Line | None = Field(None, description="The sort of meeting.", examples=["Video call"])
    url: Url | None = Field(
        None, description="The meeting's address.", examples=["https://meet.example.org/j/elm-2210"]
    )
    dial_in: Phone | None = Field(
        None, description="The number to join by phone.", examples=["0306 999 0140"]
    )
    conference_id: Line | None = Field(
        None, description="The number of the meeting.", examples=["214 096 330"]
    )
    passcode: Line | None = Field(None, description="The passcode.", examples=["quill-88"])
    when: Annotated[str, OrWords(Line, "to follow")] | None = Field(
        None, description="When the details come, if not yet: to follow.", examples=["to follow"]
    )
    distribution: Level | None = Field(
        None, description="Who may see them; professional by default.", examples=["professional"]
    )


class BookingField(Shape):
    """How to get a place."""

    called: ClassVar[str] = "booking"

    method: ListOf[Method] = Field(
        description="How to book: link, email, phone, invitation only, just turn up, to follow.",
        examples=["link"],
    )
    url: UrlOrUnknown | None = Field(
        None,
        description="The booking page, or unknown; link needs it.",
        examples=["https://esscp.example.org/learning/safer-recruitment"],
    )
    contact: ContactRefField | None = Field(
        None,
        description="Whom to write to or ring; email and phone need it.",
        examples=["learning-hub"],
    )
    deadline: DateField | None = Field(
        None, description="The last day to book.", examples=["3 November 2026"]
    )
    include: ListOf[Line] = Field(
        (), description="What to say when booking.", examples=["[agency, job title]"]
    )
    note: Line | None = Field(
        None, description="A remark.", examples=["We send a reading list when you book."]
    )


Sessions = Annotated[
    tuple[SessionField, ...] | Literal["on request", "any time", "see booking"],
    OrWords(ListOf[SessionField], "on request", "any time", "see booking"),
]
Relation = Annotated[Literal["alternatives", "parts", "repeats", "not stated"], Choice]
Venue = Annotated[
    VenueField | str,
    OrWords(VenueField, "to be confirmed", "not stated", takes_lines=True),
]
Joining = Annotated[
    JoiningField | Literal["to follow", "not stated"],
    OrWords(JoiningField, "to follow", "not stated"),
]
Price = Annotated[Money | Literal["not stated"], OrWords(MoneyField, "not stated")]
Booking = Annotated[BookingField | Literal["not stated"], OrWords(BookingField, "not stated")]


class EventDefaults(Shape):
    """What a section gives to those of its events that do not say."""

    called: ClassVar[str] = "event_defaults"

    mode: ListOf[Mode] = Field((), description="How people attend.", examples=["online"])
    price: Price | None = Field(
        None, description="free, an amount, or: not stated.", examples=["free"]
    )
    venue: Venue | None = Field(
        None,
        description="Where, or: to be confirmed, not stated.",
        examples=["Fenwold Centre"],
    )
    booking: Booking | None = Field(
        None,
        description="How to get a place, or: not stated.",
        examples=["{method: email, contact: learning-hub}"],
    )
    provider: WhoField | None = Field(None, description="Who offers it.", examples=["learning-hub"])


_SHORTHAND = ("date", "end_date", "time", "part")


class Event(TitledItem):
    """A course, a meeting or anything else with a date.

    Attributes:
        sessions: Also what the shorthand `date`, `end_date`, `time` and `part` says, which is
            empty afterwards.
    """

    called: ClassVar[str] = "an event"
    slips: ClassVar[Mapping[str, str]] = {"location": "venue", "cost": "price", "dates": "sessions"}

    kind: Annotated[Literal["event"], Choice] = Field(
        "event",
        description="What the item is; training means an event of type training.",
        examples=["event"],
    )
    type: EventType = Field(
        "training", description="What sort of event it is.", examples=["briefing"]
    )
    sessions: Sessions = Field(
        (),
        description="When it takes place, or: on request, any time, see booking.",
        examples=["[{date: 10 November 2026, time: 9:30am to 12:30pm}]"],
    )
    date: WhenField | None = Field(
        None, description="The date, for exactly one session.", examples=["10 November 2026"]
    )
    end_date: DateField | None = Field(
        None, description="The last day, for one session.", examples=["11 November 2026"]
    )
    time: TimeField | None = Field(
        None, description="From when to when, for one session.", examples=["9:30am to 12:30pm"]
    )
    part: Part | None = Field(
        None, description="The part of the day, for one session.", examples=["morning"]
    )
    relation: Relation | None = Field(
        None,
        description="alternatives (attend one), parts (attend all) or repeats (come to any).",
        examples=["alternatives"],
    )
    duration: Line | None = Field(None, description="How long it takes.", examples=["3 hours"])
    url: UrlOrUnknown | None = Field(
        None,
        description="The event's own page, or unknown.",
        examples=["https://esscp.example.org/learning/safer-recruitment"],
    )
    mode: ListOf[Mode] = Field((), description="How people attend.", examples=["online"])
    venue: Venue | None = Field(
        None,
        description="Where, or: to be confirmed, not stated.",
        examples=["Fenwold Centre"],
    )
    joining: Joining | None = Field(
        None,
        description="How to join online, or: to follow, not stated.",
        examples=["to follow"],
    )
    price: Price | None = Field(
        None, description="free, an amount, or: not stated.", examples=["free"]
    )
    price_note: Line | None = Field(
        None,
        description="Conditions of the price.",
        examples=["Free for maintained schools"],
    )
    booking: Booking | None = Field(
        None,
        description="How to get a place, or: not stated.",
        examples=["{method: email, contact: learning-hub}"],
    )
    provider: WhoField | None = Field(None, description="Who offers it.", examples=["learning-hub"])
    trainers: ListOf[WhoField] = Field(
        (), description="Who leads it.", examples=["[adaeze-brook-hale]"]
    )
    level: Line | None = Field(None, description="The level.", examples=["Level 3"])
    certificate: Line | None = Field(
        None, description="What people receive.", examples=["Certificate of attendance"]
    )
    state: EventState = Field(
        "open",
        description="Whether there are places; past is computed.",
        examples=["save the date"],
    )

    @model_validator(mode="before")
    @classmethod
    def _one_session(cls, written: Any) -> Any:
        """Fold the shorthand of one session; beside `sessions` it stays, and is refused later."""
        if not isinstance(written, Mapping) or "date" not in written or "sessions" in written:
            return written
        session = {key: written[key] for key in _SHORTHAND if key in written}
        rest = {key: value for key, value in written.items() if key not in _SHORTHAND}
        return {**rest, "sessions": [session]}
