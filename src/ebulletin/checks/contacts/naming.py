"""Contacts in a text: typed numbers, services without a number, and names that are nearly right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.checks.contacts.typed import Typed, addresses_in, numbers_in
from ebulletin.checks.names import Named, Names
from ebulletin.checks.placed import placed_files, printed_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.shown import details_shown
from ebulletin.checks.subjects import BulletinSubject, SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.checks.writing import takes_braces
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.items import model
from ebulletin.items.directory import level_of, names_of, stricter
from ebulletin.settings.series import Level
from ebulletin.source import Source
from ebulletin.source.quoting import quoted

# A contact's own file is where its details are kept.
_OWN_FIELDS = ("name", "role", "team")


@dataclass(frozen=True, slots=True)
class _Text:
    """A file whose texts are read, and who may read them."""

    source: Source
    level: Level
    item: model.Item | None = None


@rule(
    "CON111", "typed-contact", Severity.WARNING, Stage.SET,
    finds="A phone number or email address typed into a text; in public text also the name of a "
    "person whose contact is not public.",
    why="When a number changes it is mended in one place, and the typed one stays wrong.",
    bad="Call 01632 960110 first.",
    good="Call {{ phone: mash }} first.",
    fix="auto",
)  # fmt: skip
def typed_contact(subject: SetSubject) -> Iterator[Finding]:
    """CON111: details come from the contact's own file."""
    owners = _owners(subject)
    hidden = Names(
        (contact.name, contact)
        for contact in subject.shelf.directory.contacts
        if contact.type == "person" and contact.distribution != "public"
    )
    for text in _texts(subject):
        for block in prose_of(text.source):
            for number in numbers_in(block):
                yield _typed(block, number, "number", owners.get(number.value, []), text)
            for address in addresses_in(block):
                yield _typed(block, address, "address", owners.get(address.value, []), text)
            if text.level == "public" and not _is_own(block, text):
                for named in hidden.find(block.outside_references, minds_case=True):
                    yield _named(block, named, text.source)


def _texts(subject: SetSubject) -> Iterator[_Text]:
    for file in subject.items.values():
        yield _Text(file.source, file.item.distribution, file.item)
    for plan_file in subject.plans.values():
        yield _Text(plan_file.source, "professional")


def _is_own(block: Block, text: _Text) -> bool:
    return isinstance(text.item, model.Contact) and block.loc[:1] != ("summary",)


def _owners(subject: SetSubject) -> dict[str, list[tuple[model.Contact, str, Level]]]:
    """Of each number and address the contacts that have it, with the reference that prints it."""
    owners: dict[str, list[tuple[model.Contact, str, Level]]] = {}
    for contact in subject.shelf.directory.contacts:
        for index, phone in enumerate(contact.phones):
            reference = _reference("phone", contact, index, phone.label)
            level = level_of(contact, phone)
            owners.setdefault(phone.number, []).append((contact, reference, level))
        for index, email in enumerate(contact.emails):
            reference = _reference("email", contact, index, email.label)
            level = level_of(contact, email)
            owners.setdefault(email.address, []).append((contact, reference, level))
    return owners


def _reference(kind: str, contact: model.Contact, index: int, label: str | None) -> str:
    """The reference to a detail; empty where nothing tells it from the others."""
    if index == 0:
        return f"{{{{ {kind}: {contact.id} }}}}"
    return f"{{{{ {kind}: {contact.id} / {label} }}}}" if label else ""


def _typed(
    block: Block, typed: Typed, noun: str,
    owners: list[tuple[model.Contact, str, Level]], text: _Text,
) -> Finding:  # fmt: skip
    fix: tuple[Edit, ...] = ()
    advice = f"Add a contact with it to items/, and cite it as {{{{ {_KINDS[noun]}: its-id }}}}."
    if len(owners) == 1:
        contact, reference, level = owners[0]
        advice = f"Write {reference or f'a reference to {contact.id}'} in its place."
        can_stand = stricter(level, text.level) == text.level
        is_free = takes_braces(text.source, block.loc) and not block.is_in_link(typed.start)
        if reference and can_stand and is_free:
            fix = (block.edit(typed.start, typed.end, reference),)
    elif owners:
        ids = " or ".join(contact.id for contact, _, _ in owners)
        advice = f"Cite one of the contacts that have it: {ids}."
    return CATALOGUE["CON111"].finding(
        block.place(typed.start),
        f"the {noun} {quoted(typed.words)} is typed into the text",
        advice,
        fix=fix,
    )


_KINDS = {"number": "phone", "address": "email"}


def _named(block: Block, named: Named[model.Contact], source: Source) -> Finding:
    reference = f"{{{{ name: {named.owner.id} }}}}"
    can_stand = takes_braces(source, block.loc) and not block.is_in_link(named.start)
    return CATALOGUE["CON111"].finding(
        block.place(named.start),
        f"{quoted(block.typed[named.start : named.end])} is named in public text, and the contact "
        "is not public",
        f"Write {reference}, which prints the role where the name may not stand.",
        fix=(block.edit(named.start, named.end, reference),) if can_stand else (),
    )


# --- Services without a number --------------------------------------------------------------

_RING = re.compile(
    r"(?<!phone )(?<!\ba )(?<!\bthe )(?<!\bthat )(?<!\bthis )(?<!\byour )(?<!\bour )(?<!\bany )"
    r"(?<!\bevery )(?<!\beach )(?<!\bone )(?<!\ban )(?<!\bby )"
    r"\b(?:ring|call|phone|telephone)\b(?! calls?\b| numbers?\b| lines?\b| for (?:evidence|views"
    r"|contributions|papers)\b|-)",
    re.IGNORECASE,
)
_MOST_WORDS = 6


@rule(
    "CON112", "service-without-number", Severity.WARNING, Stage.BULLETIN,
    finds="Ring, call, phone or telephone within six words of a contact's name, where no number "
    "of that contact stands anywhere in the bulletin, the safety block included.",
    why="A reader is told to ring, and has to search for the number.",
    bad="Phone the LADO before you act. with no number anywhere",
    good="the same with contacts: [lado]",
    fix="offer",
)  # fmt: skip
def service_without_number(subject: BulletinSubject) -> Iterator[Finding]:
    """CON112: whoever is to be rung has a number in the bulletin."""
    shown = details_shown(subject)
    silent = Names(
        (name, contact)
        for contact in subject.shelf.directory.contacts
        if contact.phones and shown.isdisjoint(phone.number for phone in contact.phones)
        for name in names_of(contact)
    )
    sources = [subject.plan_file.source]
    sources += [file.source for file in placed_files(subject) if printed_in(subject, file.item.id)]
    for source in sources:
        for block in prose_of(source):
            if block.loc[:1] not in [(each,) for each in _OWN_FIELDS]:
                yield from _unreachable(block, silent)


def _unreachable(block: Block, silent: Names[model.Contact]) -> Iterator[Finding]:
    told = set()
    rung = list(_RING.finditer(block.text))
    if not rung:
        return
    for named in silent.find(block.text, minds_case=True):
        first, last = block.sentence_at(named.start)
        for match in rung:
            is_after = match.start() > named.start
            gap = (named.end, match.start()) if is_after else (match.end(), named.start)
            is_near = block.words_between(*gap) <= _MOST_WORDS
            if named.owner.id in told or not first <= match.start() < last or not is_near:
                continue
            told.add(named.owner.id)
            yield CATALOGUE["CON112"].finding(
                block.place(match.start()),
                f"readers are to ring {quoted(named.name)}, and the bulletin shows no number for "
                "it",
                f"Add contacts: [{named.owner.id}] to the item, or write "
                f"{{{{ phone: {named.owner.id} }}}} in the text.",
                offers=(f"contacts: [{named.owner.id}]",),
            )
