"""The meeting that a bulletin reports on."""

from collections.abc import Iterator

from ebulletin.bulletins.model import PlanMeeting
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.placed import placed_files
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items.directory import Directory, initials_in, initials_of
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words
from ebulletin.values.people import NamedPerson, Who

_ADVISED = {
    "chair": ("who chaired it", "chair: sian-padgett"),
    "notes_by": ("who took the notes", "notes_by: partnership-team"),
    "next": ("when it meets next", "next: {date: 14 January 2027, venue: Fenwold Centre}"),
}


@rule(
    "BUL114", "meeting-incomplete", Severity.WARNING, Stage.BULLETIN,
    finds="Minutes without `chair`, `notes_by` or `next`; initials that two people of the meeting "
    "share, where they own an action. Initials are 2 to 4 letters, capitals first.",
    why="Notes without these are no record, and an action with shared initials is nobody's.",
    bad="Tegan Rushforth and Tom Reeve, both TR, and an action with owner: TR",
    good="TR and ToR given as `initials`",
)  # fmt: skip
def meeting_incomplete(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL114: minutes say who, and when next."""
    meeting = subject.plan_file.plan.meeting
    if meeting is None:
        return
    for field, (words, example) in _ADVISED.items():
        if getattr(meeting, field) is None:
            yield CATALOGUE["BUL114"].finding(
                subject.plan_file.source.key_place("meeting"),
                f"the meeting does not say {words}",
                f"Add a line such as {example}",
            )
    yield from _shared_initials(subject, meeting)


def _shared_initials(subject: BulletinSubject, meeting: PlanMeeting) -> Iterator[Finding]:
    shared = {
        initials: names
        for initials, names in _names_by_initials(meeting, subject.shelf.directory).items()
        if len(names) > 1
    }
    if not shared:
        return
    for file in placed_files(subject):
        for index, action in enumerate(file.item.actions):
            for place, owner in enumerate(action.owner):
                if owner not in shared:
                    continue
                yield CATALOGUE["BUL114"].finding(
                    place_of_value(file.source, ("actions", index, "owner", place)),
                    f"the initials {quoted(owner)} are those of {join_words(shared[owner], 'and')}",
                    "Give one of them other `initials` in the attendance, such as ToR, and use "
                    "these here.",
                )


def _names_by_initials(meeting: PlanMeeting, directory: Directory) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for who in (*meeting.attended, *meeting.apologies, *meeting.absent):
        name, initials = _name_and_initials(who, directory)
        if name not in names.setdefault(initials, []):
            names[initials].append(name)
    return names


def _name_and_initials(who: Who, directory: Directory) -> tuple[str, str]:
    if isinstance(who, NamedPerson):
        return who.name, who.initials or initials_in(who.name)
    contact = directory.find(who.id)
    if contact is None:
        return who.id, who.initials or ""
    return contact.name, who.initials or initials_of(contact)
