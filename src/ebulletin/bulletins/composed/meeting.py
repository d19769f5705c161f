"""The meeting that composed minutes report on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ebulletin.bulletins.composed.blocks import Blocks
from ebulletin.bulletins.composed.inline import Runs
from ebulletin.bulletins.composed.people import Person


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of an attendance table; never part of a public variant."""

    name: str
    role: str | None
    organisation: str | None
    initials: str | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a meeting: `words` holds date, time and place in one line."""

    words: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Header and attendance of a meeting.

    Attributes:
        attendance_words: In a public variant the one line of counts; then the lists are empty.
        actions_table: Where the table of actions stands.
    """

    name: str
    sittings: tuple[Sitting, ...]
    chair: Person | None = None
    notes_by: Person | None = None
    attended: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    attendance_words: str | None = None
    actions_table: Literal["top", "end", "none"] = "top"


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When and where next, and what is on the agenda (numbered)."""

    heading: str
    when: str
    intro: Blocks = ()
    notes: Runs = ()
    agenda: tuple[Runs, ...] = ()
    day: date | None = None
