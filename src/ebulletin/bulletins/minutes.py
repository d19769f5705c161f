"""Who came, who is to do what, and when next: the meeting that a bulletin reports on."""

import re
from collections.abc import Iterable, Sequence

from ebulletin.bulletins.composed import Attendee, Meeting, NextMeeting, Person, Sitting
from ebulletin.bulletins.filling import Filling
from ebulletin.bulletins.model import PlanMeeting, PlanNext, PlanSitting
from ebulletin.bulletins.naming import Naming
from ebulletin.items import model
from ebulletin.items.directory import initials_in, initials_of
from ebulletin.values.choices import join_words
from ebulletin.values.dates import When, long_date
from ebulletin.values.people import ContactRef, NamedPerson, Who

NEXT_MEETING_LEVEL = 3


class Attendance:
    """The people of a meeting, found again by name or initials as owners of actions."""

    def __init__(self, meeting: PlanMeeting | None, naming: Naming) -> None:
        self.naming = naming
        self.people: list[Attendee] = []
        if meeting is not None:
            everyone = [*meeting.attended, *meeting.apologies, *meeting.absent]
            self.people = [self.attendee(who) for who in everyone]

    def attendee(self, who: Who) -> Attendee:
        """One person with role, organisation and initials, whatever the variant."""
        if isinstance(who, NamedPerson):
            initials = who.initials or initials_in(who.name)
            return Attendee(who.name, who.role, who.organisation, initials)
        contact = self.naming.find(who.id)
        if contact is None:
            return Attendee(who.id, None, None, None)
        initials = who.initials or initials_of(contact)
        organisation = self.naming.organisation(contact)
        return Attendee(contact.name, contact.role, organisation, initials)

    def find(self, words: str) -> Attendee | None:
        """The attendee of that name or those initials, or None."""
        for person in self.people:
            if words == person.initials or words.casefold() == person.name.casefold():
                return person
        return None


def as_shown(person: Attendee, naming: Naming) -> Attendee:
    """One line of the attendance table: who may not be named stands there by role or employer."""
    if naming.may_name_person(person.name):
        return person
    standing = person.role or person.organisation or "A colleague"
    return Attendee(standing, None, person.organisation if person.role else None, None)


def compose_meeting(meeting: PlanMeeting, naming: Naming) -> Meeting:
    """The header and the attendance, or in a public variant one line of counts."""
    attendance = Attendance(meeting, naming)
    is_public = naming.readers.is_public

    def listed(people: Iterable[Who]) -> tuple[Attendee, ...]:
        if is_public:
            return ()
        return tuple(as_shown(attendance.attendee(who), naming) for who in people)

    return Meeting(
        name=meeting.name,
        sittings=tuple(_sitting(each) for each in meeting.sittings),
        chair=naming.person(meeting.chair),
        notes_by=naming.person(meeting.notes_by),
        attended=listed(meeting.attended),
        apologies=listed(meeting.apologies),
        absent=listed(meeting.absent),
        attendance_words=_counts(meeting, attendance) if is_public else None,
        actions_table=meeting.actions_table,
    )


def compose_next_meeting(following: PlanNext, filling: Filling) -> NextMeeting:
    """When and where next, with the agenda."""
    return NextMeeting(
        heading=following.heading or "Next meeting",
        when=_when_and_where(following),
        intro=filling.body(following.intro, NEXT_MEETING_LEVEL),
        notes=filling.line(following.notes),
        agenda=tuple(filling.line(line) for line in following.agenda),
        day=following.date.first if following.date and following.date.is_day else None,
    )


def owner_words(
    action: model.ActionField, attendance: Attendance, naming: Naming
) -> tuple[str | None, str | None]:
    """Who does an action: in place, and in the table; None where the task already begins so."""
    if not action.owner:
        return None, None
    short, full = [], []
    for owner in action.owner:
        in_place, in_table = _owner(owner, attendance, naming)
        short.append(in_place)
        full.append(in_table)
    in_place, in_table = join_words(short, "and"), join_words(full, "and")
    if re.match(rf"{re.escape(in_place)}(?!\w)", action.task, re.IGNORECASE):
        return None, in_table
    return in_place, in_table


def _owner(owner: str, attendance: Attendance, naming: Naming) -> tuple[str, str]:
    contact = naming.find(owner)
    if contact is not None:
        person = naming.person(ContactRef(owner)) or Person(role="A colleague")
        words = person.name or person.words
        return words, words
    attendee = attendance.find(owner)
    if attendee is None:
        known = naming.shelf.directory.by_name(owner)
        if known is None or known.type != "person" or naming.may_name(known):
            return owner, owner
        attendee = attendance.attendee(ContactRef(known.id))
    if not naming.may_name_person(attendee.name):
        person = Person(None, attendee.role, attendee.organisation)
        words = person.words or "A member"
        return words, words
    if owner == attendee.initials:
        return owner, f"{owner} ({attendee.name})"
    return owner, attendee.name


def _counts(meeting: PlanMeeting, attendance: Attendance) -> str | None:
    attended = [attendance.attendee(who) for who in meeting.attended]
    if not attended and not meeting.apologies:
        return None
    organisations = {person.organisation for person in attended if person.organisation}
    words = f"{len(attended)} {_people(attended)}"
    if organisations:
        noun = "organisation" if len(organisations) == 1 else "organisations"
        words += f" from {len(organisations)} {noun}"
    words += " attended"
    if meeting.apologies:
        words += f"; {len(meeting.apologies)} sent apologies"
    return words + "."


def _people(people: Sequence[Attendee]) -> str:
    return "person" if len(people) == 1 else "people"


def _sitting(sitting: PlanSitting) -> Sitting:
    day = sitting.date.first if sitting.date.is_day else None
    return Sitting(_when_and_where(sitting), day)


def _when_and_where(meeting: PlanSitting | PlanNext) -> str:
    """Day, time, place and mode in one line."""
    parts = [
        _day_words(meeting.date),
        meeting.time.words if meeting.time else None,
        meeting.venue,
        _in_sentence(meeting.mode_words),
    ]
    return ", ".join(part for part in parts if part)


def _in_sentence(words: str | None) -> str | None:
    return words[0].lower() + words[1:] if words else None


def _day_words(when: When | None) -> str | None:
    if when is None:
        return None
    return long_date(when.first) if when.is_day and when.first else when.words
