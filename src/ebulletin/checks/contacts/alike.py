"""Names that are nearly right, contacts kept twice, and details that changed."""

import re
from collections.abc import Iterator

from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.checks.locating import place_of_value, values_in
from ebulletin.checks.names import Names
from ebulletin.checks.patterns import spaced
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.directory import names_of
from ebulletin.items.load import ItemFile
from ebulletin.source import Source
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import plain_date
from ebulletin.values.people import NamedPerson
from ebulletin.values.phones import national

_TWO_CAPITALS = re.compile(r"\b(?P<first>[A-Z][a-z'-]{1,30}) (?P<last>[A-Z][\w'-]{1,40})")
# Words that stand before a surname and are no first name.
_TITLES = spaced(
    "mr mrs ms miss mx dr sir dame sergeant sgt pc inspector councillor cllr chief the ask contact "
    "email ring thank dear and for with from our please chair head lead"
)
# Words that stand after a first name and are no surname.
_PLACES = spaced(
    "street road lane court house school academy centre hall park primary close avenue way "
    "council hub team group service services partnership"
)
_SHARED = re.compile(r"\b(?:team|shared|switchboard)\b", re.IGNORECASE)


@rule(
    "CON113", "name-drift", Severity.WARNING, Stage.SET,
    finds="A name with capitals that is one or two letters away from that of a contact, an "
    "attendee or a term; or a person with the surname of a contact and another first name, or the "
    "reverse, beside the same organisation.",
    why="Readers take it for somebody else, and searching does not find it.",
    bad="Harbor Step, for Harbour Steps",
    good="Harbour Steps' duty line",
    fix="offer",
)  # fmt: skip
def name_drift(subject: SetSubject) -> Iterator[Finding]:
    """CON113: names are spelt as their owners spell them."""
    names = Names((name, name) for name in _names(subject))
    people = _People(subject)
    for source in _sources(subject):
        for block in prose_of(source):
            found = set()
            for named in names.near(block.text):
                found.add(named.start)
                yield _drift(
                    block.place(named.start), block.typed[named.start : named.end], named.name
                )
            for start, typed, name in people.others_in(block):
                if start not in found:
                    yield _other_person(block.place(start), typed, name)
    for file in subject.items.values():
        for loc, value in values_in(file.item):
            if isinstance(value, NamedPerson):
                place = place_of_value(file.source, loc)
                for near in names.near(f"of {value.name}"):
                    yield _drift(place, value.name, near.name)


def _sources(subject: SetSubject) -> Iterator[Source]:
    yield from (file.source for file in subject.items.values())
    yield from (plan_file.source for plan_file in subject.plans.values())


def _names(subject: SetSubject) -> Iterator[str]:
    for contact in subject.shelf.directory.contacts:
        yield from names_of(contact)
    for term in subject.shelf.settings.glossary:
        yield from (term.term, *term.aliases)
    for plan_file in subject.plans.values():
        meeting = plan_file.plan.meeting
        if meeting is not None:
            for who in (*meeting.attended, *meeting.apologies, *meeting.absent):
                if isinstance(who, NamedPerson):
                    yield who.name


def _drift(place: Place, typed: str, name: str) -> Finding:
    return CATALOGUE["CON113"].finding(
        place,
        f"{quoted(typed)} is nearly {quoted(name)}, and not the same",
        f"If it is the same, write {name}; if not, add it to the contacts or as an alias.",
        offers=(name,),
    )


def _other_person(place: Place, typed: str, name: str) -> Finding:
    return CATALOGUE["CON113"].finding(
        place,
        f"{quoted(typed)} shares a name and an organisation with {quoted(name)}",
        f"If it is the same person, write {name}; if not, add a contact for the other.",
        offers=(name,),
    )


class _People:
    """The persons among the contacts, by first name and by surname."""

    def __init__(self, subject: SetSubject) -> None:
        directory = subject.shelf.directory
        persons = [each for each in directory.contacts if each.type == "person"]
        self.by_part: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
        self.known = {name.casefold() for name in _names(subject)}
        for person in persons:
            parts = person.name.split()
            organisation = directory.find(person.organisation or "")
            words = names_of(organisation) if organisation else (person.organisation or "",)
            homes = frozenset(word for word in words if word)
            if len(parts) >= 2 and homes:
                self.by_part.setdefault(("first", parts[0]), []).append((person.name, homes))
                self.by_part.setdefault(("last", parts[-1]), []).append((person.name, homes))

    def others_in(self, block: Block) -> Iterator[tuple[int, str, str]]:
        """Start, words and the contact's name of each person who is nearly a contact."""
        for match in _TWO_CAPITALS.finditer(block.text):
            first, last = match["first"], re.sub(r"'s?$", "", match["last"])
            if first.casefold() in _TITLES or last.casefold() in _PLACES:
                continue
            if f"{first} {last}".casefold() in self.known:
                continue
            same = (*self.by_part.get(("last", last), ()), *self.by_part.get(("first", first), ()))
            for name, homes in same:
                is_name = name.casefold().startswith(match[0].casefold())
                if not is_name and any(_stands_in(home, block.text) for home in homes):
                    yield match.start(), match[0], name
                    break


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


# --- Kept twice -----------------------------------------------------------------------------


@rule(
    "CON120", "contact-twice", Severity.WARNING, Stage.SET,
    finds="Two contacts with the same number, address or name; not a person who is reached via "
    "the other (`reach_via`), nor a mailbox that is labelled as a team's.",
    why="When the number changes, one of the two stays wrong.",
    bad="lado and the-lado with the same number",
    good="two people who share a mailbox listed with label: team",
)  # fmt: skip
def contact_twice(subject: SetSubject) -> Iterator[Finding]:
    """CON120: everybody is kept once."""
    first: dict[tuple[str, str], ItemFile] = {}
    told = set()
    for file in sorted(subject.items.values(), key=lambda each: each.source.path):
        contact = file.item
        if not isinstance(contact, model.Contact) or contact.reach_via is not None:
            continue
        for kind, value, place in _marks(contact, file.source):
            other = first.setdefault((kind, value), file)
            pair = (other.item.id, contact.id)
            if other is not file and pair not in told:
                told.add(pair)
                shown = national(value) if kind == "number" else value
                yield CATALOGUE["CON120"].finding(
                    _place_in_pair(other, place),
                    f"{quoted(contact.id)} and {quoted(other.item.id)} have the same {kind}, "
                    f"{quoted(shown)}",
                    "Keep one of the two; for a person who is reached through a team write "
                    "reach_via, and for a shared mailbox label: team.",
                )


def _place_in_pair(first: ItemFile, place: Place) -> Place:
    """The place in the second file, unless it is the first that sets the finding aside."""
    ignores = any(each.code.upper() in ("CON120", "CON*") for each in first.item.ignore)
    return first.source.place("name") if ignores else place


def _marks(contact: model.Contact, source: Source) -> Iterator[tuple[str, str, Place]]:
    yield "name", contact.name.casefold(), source.place("name")
    for index, phone in enumerate(contact.phones):
        if not _is_shared(phone.label):
            yield "number", phone.number, source.place("phones", index, "number")
    for index, email in enumerate(contact.emails):
        if not _is_shared(email.label):
            yield "address", email.address, source.place("emails", index, "address")


def _is_shared(label: str | None) -> bool:
    return label is not None and _SHARED.search(label) is not None


# --- Changed since --------------------------------------------------------------------------


@rule(
    "CON117", "changed-since", Severity.WARNING, Stage.SET,
    finds="A contact whose number, address or role differs from what the last published edition "
    "showed, while `verified_on` is not after that edition.",
    why="One of the two is wrong, and readers may have both.",
    bad="the LADO's number differs from that of the last edition, verified in 2025",
    good="it differs, and was verified after that edition",
)  # fmt: skip
def changed_since(subject: SetSubject) -> Iterator[Finding]:
    """CON117: what changed was verified."""
    editions = sorted(subject.shelf.published, key=lambda each: each.date, reverse=True)
    for contact in subject.shelf.directory.contacts:
        edition = next((each for each in editions if contact.id in _shown_in(each)), None)
        if edition is None:
            continue
        change = _change(contact, edition)
        if change and (contact.verified_on is None or contact.verified_on <= edition.date):
            yield CATALOGUE["CON117"].finding(
                subject.items[contact.id].source.place("verified_on"),
                f"{quoted(contact.name)} {change}, and was not verified since",
                "Make sure which one is right, then write that day under verified_on.",
            )


def _shown_in(edition: PublishedEdition) -> frozenset[str]:
    return frozenset(each.id for each in edition.contacts)


def _change(contact: model.Contact, edition: PublishedEdition) -> str:
    """What the edition showed and the contact no longer has, in words."""
    numbers = {phone.number for phone in contact.phones}
    addresses = {email.address for email in contact.emails}
    when = f"in the edition of {plain_date(edition.date)}"
    for shown in (each for each in edition.contacts if each.id == contact.id):
        for phone in shown.phones:
            if phone.digits not in numbers:
                return f"had the number {quoted(phone.number)} {when}"
        for mailbox in shown.mailboxes:
            if mailbox.address not in addresses:
                return f"had the address {quoted(mailbox.address)} {when}"
        if shown.role and shown.role != contact.role:
            return f"had the role {quoted(shown.role)} {when}"
    return ""
