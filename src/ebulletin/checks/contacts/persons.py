"""People: whole names, known initials, and words that those who were there said."""

import re
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from ebulletin.bulletins.model import PlanMeeting
from ebulletin.checks.locating import place_of_value, values_in
from ebulletin.checks.placed import placed_files
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, SetSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.authored import Reference
from ebulletin.items.directory import Directory, initials_in, initials_of
from ebulletin.source import Loc, Source, Value
from ebulletin.source.quoting import quoted
from ebulletin.values.people import NamedPerson, Who, role_slip

_ADDRESSED = re.compile(
    r"\b(?:[Aa]sk(?: for)?|[Cc]ontact|[Ss]peak (?:to|with)|[Ee]-?mail|[Rr]ing|[Ss]igned(?: by)?)"
    r"\s{1,3}(?P<first>[A-Z][a-z'-]{1,30})\b(?!\s{1,3}[A-Z])(?!-)"
)
_SIGNERS = ("signed_by", "quoted_from", "speaker", "who")
# Not a person, though no role is given.
_GROUP = re.compile(
    r"\b(?:team|group|council|partnership|board|services?|police|school|college|academy|nursery"
    r"|network|panel|forum|unit|hub|trust|charity|centre|committee|office|members?|staff|pupils"
    r"|parents|carers|governors|association|society)\b",
    re.IGNORECASE,
)


@rule(
    "CON114", "name-incomplete", Severity.WARNING, Stage.SET,
    finds="A person who signs, speaks or is quoted without surname or role; a line of two parts of "
    "which the second is a role, so that it would be read as an organisation; in a text the first "
    "name of a contact alone, after ask, contact, speak to, email or signed, before the full name "
    "stands there.",
    why="Readers cannot tell who it is, nor find them again.",
    bad="signed_by: {name: Priya}",
    good="signed_by: priya-marlowe",
    fix="offer",
)  # fmt: skip
def name_incomplete(subject: SetSubject) -> Iterator[Finding]:
    """CON114: a person has a surname and a role."""
    people = [each for each in subject.shelf.directory.contacts if each.type == "person"]
    for file in subject.items.values():
        yield from _incomplete_in(file.item, file.source)
        yield from _first_names_in(file.source, people)
    for plan_file in subject.plans.values():
        yield from _incomplete_in(plan_file.plan, plan_file.source)
        yield from _first_names_in(plan_file.source, people)


def _incomplete_in(shape: BaseModel, source: Source) -> Iterator[Finding]:
    for loc, value in values_in(shape):
        if not isinstance(value, NamedPerson):
            continue
        written = _value_at(source, loc)
        slip = role_slip(written)
        place = place_of_value(source, loc)
        if slip is not None:
            yield _role_as_organisation(place, str(written), slip)
        elif _is_signer(loc) and not _GROUP.search(value.name):
            yield from _incomplete(place, value)


def _is_signer(loc: Loc) -> bool:
    last = loc[-1]
    # The source of a quotation is a role, or nobody.
    return last in _SIGNERS and loc[0] != "quotes"


def _value_at(source: Source, loc: Loc) -> Value | None:
    here: Value | None = source.fields
    for part in loc:
        if isinstance(here, dict) and isinstance(part, str):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        elif not isinstance(part, int):
            return None
    return here


def _role_as_organisation(place: Place, written: str, slip: NamedPerson) -> Finding:
    offer = f"{{name: {slip.name}, role: {slip.role}}}"
    return CATALOGUE["CON114"].finding(
        place,
        f"{quoted(written)} makes an organisation of a role",
        f"Write {offer}",
        offers=(offer,),
    )


def _incomplete(place: Place, person: NamedPerson) -> Iterator[Finding]:
    lacking = []
    if len(person.name.split()) < 2:
        lacking.append("surname")
    if not person.role and not (person.organisation and len(person.name.split()) > 1):
        lacking.append("role")
    if lacking:
        yield CATALOGUE["CON114"].finding(
            place,
            f"{quoted(person.name)} has no {' and no '.join(lacking)}",
            "Write the contact's id, or Name, Role, Organisation.",
        )


def _first_names_in(source: Source, people: Sequence[model.Contact]) -> Iterator[Finding]:
    """First names of contacts that stand alone, before the full name stands in the text."""
    by_first = {person.name.split()[0]: person for person in people if " " in person.name}
    told: set[str] = set()
    for block in prose_of(source):
        told |= {str(each.what.target) for each in block.references
                 if isinstance(each.what, Reference)}  # fmt: skip
        for match in _ADDRESSED.finditer(block.outside_references):
            person = by_first.get(match["first"])
            if person is None or person.id in told or person.name in block.text[: match.start()]:
                continue
            reference = f"{{{{ name: {person.id} }}}}"
            yield CATALOGUE["CON114"].finding(
                block.place(match.start("first")),
                f"{quoted(match[0])} gives a first name alone",
                f"Write the full name, {person.name}, or {reference}",
                offers=(person.name, reference),
            )
        told |= {person.id for person in by_first.values() if person.name in block.text}


# --- In minutes -----------------------------------------------------------------------------

_INITIALS = re.compile(r"[A-Z][A-Za-z]{1,3}")
_FEWEST_CAPITALS = 2


@rule(
    "CON115", "initials-unknown", Severity.WARNING, Stage.BULLETIN,
    finds="The owner of an action given by initials that no attendee and no contact has.",
    why="Nobody knows that the task is theirs.",
    bad="owner: QZ",
    good="owner: WA, with Winifred Astley present",
)  # fmt: skip
def initials_unknown(subject: BulletinSubject) -> Iterator[Finding]:
    """CON115: initials stand for somebody."""
    known = _known_initials(subject)
    for file in placed_files(subject):
        for index, action in enumerate(file.item.actions):
            for number, owner in enumerate(action.owner):
                if not _is_initials(owner) or owner in known:
                    continue
                yield CATALOGUE["CON115"].finding(
                    place_of_value(file.source, ("actions", index, "owner", number)),
                    f"no attendee and no contact has the initials {quoted(owner)}",
                    "Write the name, or add initials to the attendee or the contact.",
                )


def _is_initials(owner: str) -> bool:
    capitals = sum(letter.isupper() for letter in owner)
    return _INITIALS.fullmatch(owner) is not None and capitals >= _FEWEST_CAPITALS


def _known_initials(subject: BulletinSubject) -> set[str]:
    directory = subject.shelf.directory
    known = {initials_of(contact) for contact in directory.contacts}
    # A team or service is called by its short name.
    known |= {contact.short_name for contact in directory.contacts if contact.short_name}
    known |= {term.term for term in subject.shelf.settings.glossary}
    meeting = subject.plan_file.plan.meeting
    if meeting is not None:
        for who in (*meeting.attended, *meeting.apologies, *meeting.absent):
            known.add(who.initials or initials_in(name_of(who, directory)))
    return known


def name_of(who: Who, directory: Directory) -> str:
    """The full name of somebody, or the id of a contact that does not exist."""
    if isinstance(who, NamedPerson):
        return who.name
    contact = directory.find(who.id)
    return contact.name if contact is not None else who.id


_SAID = r"(?:said|says|raised|reported|presented|told|asked|explained|confirmed|noted|shared)"
_MOST_NAMES = 200


@rule(
    "CON116", "absent-but-cited", Severity.HINT, Stage.BULLETIN,
    finds="Somebody in `apologies` or `absent` who, in the same notes, said, raised, reported, "
    "presented or told something, or by whom it was.",
    why="Notes are a record; one slip of that sort makes all of it doubtful.",
    bad="Elspeth Gorringe reported that ..., with Elspeth Gorringe under apologies",
    good="Winifred Astley reported that ..., with Winifred Astley present",
    is_opt_in=True,
)  # fmt: skip
def absent_but_cited(subject: BulletinSubject) -> Iterator[Finding]:
    """CON116: who was not there did not speak."""
    meeting = subject.plan_file.plan.meeting
    names = _absent_names(meeting, subject.shelf.directory) if meeting else []
    if not names:
        return
    anyone = "|".join(map(re.escape, names[:_MOST_NAMES]))
    spoke = re.compile(
        rf"\b(?P<name>{anyone})\b(?:\s+(?:has|had|also|then|\w+ly)){{0,2}}\s+{_SAID}\b"
        rf"|\b{_SAID}\s+by\s+(?P<agent>{anyone})\b",
        re.IGNORECASE,
    )
    for file in placed_files(subject):
        for block in prose_of(file.source):
            for match in spoke.finditer(block.text):
                name = match["name"] or match["agent"]
                yield CATALOGUE["CON116"].finding(
                    block.place(match.start()),
                    f"{quoted(name)} was not there, and {quoted(match[0])} stands in the notes",
                    "Say that it was sent in or read out, or mend the attendance.",
                )


def _absent_names(meeting: PlanMeeting, directory: Directory) -> list[str]:
    return [name_of(who, directory) for who in (*meeting.apologies, *meeting.absent)]
