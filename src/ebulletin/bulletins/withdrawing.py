"""Takes an item or a person out of a composed bulletin, and leaves everything else as it was."""

import re
from dataclasses import dataclass, replace
from typing import Any

from ebulletin.bulletins.composed import (
    Attendee,
    Bulletin,
    Contact,
    Emphasis,
    Entry,
    Link,
    Mailbox,
    Person,
    Phone,
    SafetyBlock,
    Section,
    Strong,
    Text,
)
from ebulletin.bulletins.editions import entries_of
from ebulletin.bulletins.walking import GONE, Spread, Walk, shapes_of

NAME_WITHDRAWN = "[name withdrawn]"
DETAIL_WITHDRAWN = "[withdrawn]"
# What programs read, not people.
_MARKS = frozenset({"id", "anchor", "node", "item_anchor", "slug", "series", "file", "theme"})


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What tells a person in a bulletin.

    Attributes:
        id: Of the contact; empty for somebody who is only named.
        names: Full names, as they stand in texts.
        numbers: Digits of numbers that are theirs alone.
        addresses: E-mail addresses that are theirs alone.
    """

    id: str
    names: frozenset[str]
    numbers: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


# --- An item --------------------------------------------------------------------------------


def without_item(bulletin: Bulletin, item: str) -> Bulletin:
    """The bulletin without an item: its line in the contents, its actions and its links go too.

    Numbers of sections and actions stay as they were printed. A section that held nothing else
    goes with its heading.
    """
    anchors = frozenset(each.anchor for each in entries_of(bulletin) if each.id == item)
    if not anchors:
        return bulletin
    rest = replace(
        bulletin,
        intro=None if bulletin.intro is not None and bulletin.intro.id == item else bulletin.intro,
        sections=_sections_without(bulletin.sections, item),
        sidebar=_sections_without(bulletin.sidebar, item),
        annexes=_sections_without(bulletin.annexes, item),
        actions=tuple(each for each in bulletin.actions if each.item_anchor not in anchors),
    )
    kept = (*rest.sections, *rest.sidebar, *rest.annexes)
    there = {each.anchor for each in kept} | {each.anchor for each in entries_of(rest)}
    rest = replace(rest, contents=tuple(each for each in rest.contents if each.anchor in there))
    return _Unlinking(frozenset(f"#{anchor}" for anchor in anchors)).walk(rest)


def _sections_without(sections: tuple[Section, ...], item: str) -> tuple[Section, ...]:
    return tuple(kept for each in sections if (kept := _section_without(each, item)) is not None)


def _section_without(section: Section, item: str) -> Section | None:
    if all(entry.id != item for entry in section.entries):
        return section
    groups = []
    for group in section.groups:
        entries = tuple(entry for entry in group.entries if entry.id != item)
        if entries:
            groups.append(replace(group, entries=entries))
    return replace(section, groups=tuple(groups)) if groups or section.empty else None


# --- A person -------------------------------------------------------------------------------


def person_in(bulletin: Bulletin, name: str, contact_id: str = "") -> PersonFacts | None:
    """What tells a person in a bulletin; None where nothing names or shows them.

    Args:
        name: Their full name.
        contact_id: Of the contact, where they are one.
    """
    own = [each for each in shapes_of(bulletin, Contact) if contact_id and each.id == contact_id]
    others = [each for each in shapes_of(bulletin, Contact) if each.id != contact_id]
    shared = {phone.digits for each in others for phone in each.phones}
    shared_addresses = {box.address for each in others for box in each.mailboxes}
    facts = PersonFacts(
        contact_id,
        frozenset({name, *(each.name for each in own if each.name)}),
        frozenset(phone.digits for each in own for phone in each.phones) - shared,
        frozenset(box.address for each in own for box in each.mailboxes) - shared_addresses,
    )
    return facts if own or _Withdrawing(facts).walk(bulletin) != bulletin else None


def without_person(bulletin: Bulletin, person: PersonFacts) -> Bulletin:
    """The bulletin without a person: cards and details go, and the name wherever it stands.

    Where they spoke or signed, role and organisation stay; in running text the name gives way to
    `[name withdrawn]`.
    """
    if person.id:
        bulletin = without_item(bulletin, person.id)
    return _Withdrawing(person).walk(bulletin)


def stands_in_safety_block(safety: SafetyBlock, person: PersonFacts) -> bool:
    """Whether the safety block names or shows them; nothing may be taken out of it."""
    return _Withdrawing(person).walk(safety) != safety


def remains_of(bulletin: Bulletin, person: PersonFacts) -> tuple[str, ...]:
    """Ids of the items that still hold a last name alone, for somebody to look at."""
    last = {name.split()[-1] for name in person.names if " " in name}
    if not last:
        return ()
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(last)))})\b")
    return tuple(
        dict.fromkeys(
            entry.id
            for entry in entries_of(bulletin)
            if any(words.search(text) for text in shapes_of(entry, str))
        )
    )


# --- Walking --------------------------------------------------------------------------------


class _Unlinking(Walk):
    """Keeps the words of links to what is gone, and loses the links."""

    def __init__(self, targets: frozenset[str]) -> None:
        self.targets = targets

    def shape(self, value: Any) -> Any:
        """A link to what is gone as its words."""
        if isinstance(value, Link) and value.href in self.targets:
            return Spread(value.runs)
        if isinstance(value, Entry):
            kept = tuple(each for each in value.see_also if each.href not in self.targets)
            if len(kept) != len(value.see_also):
                value = replace(value, see_also=kept)
        return super().shape(value)


class _Withdrawing(Walk):
    """Takes out whatever names or shows one person."""

    def __init__(self, person: PersonFacts) -> None:
        self.person = person
        # Longest first, so that a name does not leave the rest of a longer one behind.
        names = sorted(person.names, key=len, reverse=True)
        self.names = (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
        )

    def shape(self, value: Any) -> Any:
        """A shape without the person."""
        match value:
            case Contact() if value.id == self.person.id and self.person.id:
                return GONE
            case Phone() if value.digits in self.person.numbers:
                return GONE
            case Mailbox() if value.address in self.person.addresses:
                return GONE
            case Attendee() if value.name in self.person.names:
                return GONE
            case Person() if value.name in self.person.names:
                nameless = replace(value, name=None)
                return nameless if nameless.words else GONE
            case Link() if self._leads_to_them(value):
                return Text(DETAIL_WITHDRAWN)
            case Strong() | Emphasis() | Link():
                return replace(value, runs=self.step(value.runs))
            case _:
                return super().shape(value)

    def field(self, name: str, value: Any) -> Any:
        """A field; texts lose the name."""
        if isinstance(value, str) and name not in _MARKS:
            return self._without_name(value)
        if isinstance(value, tuple) and name not in _MARKS:
            texts = tuple(
                self._without_name(each) if isinstance(each, str) else each for each in value
            )
            value = value if texts == value else texts
        return super().field(name, value)

    def _leads_to_them(self, link: Link) -> bool:
        if link.to == "tel":
            return re.sub(r"\D", "", link.href) in self.person.numbers
        address = link.href.removeprefix("mailto:").partition("?")[0]
        return link.to == "mail" and address in self.person.addresses

    def _without_name(self, text: str) -> str:
        changed = self.names.sub(NAME_WITHDRAWN, text) if self.names else text
        return text if changed == text else changed
