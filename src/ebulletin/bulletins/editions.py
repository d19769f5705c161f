"""The record of a published edition: who approved which bytes, and what later editions ask of it.

It stands beside the data of the variants, and is small: the checks of a workspace with a thousand
published editions read only these records.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as day_type
from functools import cache
from typing import TYPE_CHECKING, Literal

from ebulletin.bulletins.composed import Bulletin, Contact, Entry
from ebulletin.bulletins.printed_words import fingerprint
from ebulletin.bulletins.published import PublishedVariant, UnreadableEditionError
from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.bulletins.walking import shapes_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """What was approved of one variant.

    Attributes:
        digest: SHA-256 of the whole content.
        parts: SHA-256 of each of its parts by name: `subject`, `html`, `text`, and of its files.
        data: SHA-256 of the file that holds the variant's data.
    """

    level: Literal["professional", "public"]
    digest: str
    parts: Mapping[str, str]
    data: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An item or a person taken out of an edition after it was published.

    Attributes:
        id: Of the item or the contact; of somebody who is no contact, a mark made from the name,
            so that the name itself is not kept.
        by: Who did it.
        on: When, in UTC (ISO 8601).
    """

    what: Literal["item", "person"]
    id: str
    by: str
    on: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """The sign-off of an edition, and what it held.

    Attributes:
        author: Id of the contact who prepared it.
        by: Id of the contact who approved it; `name` is theirs on that day.
        on: When, in UTC (ISO 8601, to the second).
        files: Names of the stored files by their name in the output (`images/lantern.png`).
        items: Ids of the items on its public page.
        marks: For each item of any variant, by id, the `fingerprint` of its words in each variant.
        contacts: What its variants showed of each contact; one shown in two ways stands twice.
        sessions: Days (ISO 8601) of each event's sessions as its item listed them, past ones too;
            empty where a day was not known. Their places number the sessions for calendars.
    """

    slug: str
    series: str
    edition: str
    date: day_type
    author: str
    by: str
    name: str
    on: str
    note: str = ""
    variants: Mapping[str, VariantRecord] = field(default_factory=dict)
    withdrawals: tuple[Withdrawal, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    sessions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def as_published(self) -> PublishedEdition:
        """The edition as the checks and the composing of later ones know it."""
        return PublishedEdition(
            self.slug,
            self.series,
            self.date,
            frozenset(self.items),
            {item: frozenset(marks) for item, marks in self.marks.items()},
            self.contacts,
        )

    def with_facts_of(self, variants: Mapping[str, PublishedVariant]) -> "EditionRecord":
        """The same record with what these variants hold."""
        public = [each.page for each in variants.values() if each.page.variant.level == "public"]
        marks: dict[str, dict[str, None]] = {}
        contacts: dict[Contact, None] = {}
        for each in variants.values():
            for entry in entries_of(each.email):
                marks.setdefault(entry.id, {})[fingerprint(entry)] = None
            for contact in contacts_in(each.email):
                contacts[contact] = None
        return replace(
            self,
            items=tuple(dict.fromkeys(e.id for page in public for e in entries_of(page))),
            marks={item: tuple(found) for item, found in sorted(marks.items())},
            contacts=tuple(sorted(contacts, key=lambda each: (each.id, repr(each)))),
        )


def entries_of(bulletin: Bulletin) -> tuple[Entry, ...]:
    """All items of a composed bulletin, the opening one first, then in reading order."""
    intro = (bulletin.intro,) if bulletin.intro is not None else ()
    sections = (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes)
    return (*intro, *(entry for section in sections for entry in section.entries))


def record_to_json(record: EditionRecord) -> str:
    """Write a record as JSON: the same record gives the same text, byte for byte."""
    plain = _records().dump_python(record, mode="json", exclude_defaults=True)
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def record_from_json(text: str | bytes) -> EditionRecord:
    """Read a record back.

    Raises:
        UnreadableEditionError: If the text is no JSON, or not that of a record.
    """
    from pydantic import ValidationError

    try:
        return _records().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = " > ".join(str(step) for step in first["loc"]) or "the whole"
        raise UnreadableEditionError(f"{place}: {first['msg'].lower()}") from error


@cache
def _records() -> "TypeAdapter[EditionRecord]":
    from pydantic import TypeAdapter

    return TypeAdapter(EditionRecord)


def contacts_in(bulletin: Bulletin) -> Iterator[Contact]:
    """What is shown of each contact: only what a later check compares."""
    for each in shapes_of(bulletin, Contact):
        yield Contact(
            each.id, each.type, role=each.role, phones=each.phones, mailboxes=each.mailboxes
        )
