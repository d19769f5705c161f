"""What one variant must not hold: the strings that the leak search looks for in its files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ebulletin.bulletins.composed import plain
from ebulletin.bulletins.entries import title_of
from ebulletin.bulletins.furniture import compose_safety, safety_of
from ebulletin.bulletins.minutes import Attendance
from ebulletin.bulletins.model import Plan
from ebulletin.bulletins.naming import Naming
from ebulletin.bulletins.pieces import output_name
from ebulletin.bulletins.selection import could_match
from ebulletin.bulletins.shelf import Shelf
from ebulletin.bulletins.texts import (
    hidden_texts_of_plan,
    labels_of_plan,
    people_in,
    people_of_plan,
    texts_of_item,
    texts_of_plan,
    words_beside,
)
from ebulletin.bulletins.visibility import Readership
from ebulletin.items import model
from ebulletin.items.directory import level_of, stricter
from ebulletin.values.people import NamedPerson

RUN_OF_WORDS = 8
_LEAST_TITLE_WORDS = 3
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_BRACES = re.compile(r"\{\{[^{}\n]*\}\}|\]\([^)\s]*\)")

HiddenKind = Literal[
    "number", "email address", "joining detail", "address", "note", "file name", "name",
    "initials", "title", "words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class HiddenString:
    """One string that a file of the variant may not hold.

    Attributes:
        text: Digits only for a number; lower-case words for `title` and `words`; else as written.
        kind: Decides how it is looked for.
        owner: Id of the item or contact whose it is; empty for attendance.
    """

    text: str
    kind: HiddenKind
    owner: str


@dataclass(frozen=True, slots=True)
class HiddenStrings:
    """Everything that a variant must not hold.

    Attributes:
        strings: Looked for one by one.
        runs: Each run of eight lower-case words of hidden text, with its owner.
    """

    strings: tuple[HiddenString, ...]
    runs: dict[str, str]


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, without references, targets and marks."""
    straight = text.replace("\u2019", "'").replace("\u2018", "'")
    return [match[0].casefold() for match in _WORD.finditer(_BRACES.sub(" . ", straight))]


def runs_of(words: list[str]) -> Iterator[str]:
    """Every run of eight words, joined by single spaces."""
    for start in range(len(words) - RUN_OF_WORDS + 1):
        yield " ".join(words[start : start + RUN_OF_WORDS])


def hidden_strings(plan: Plan, shelf: Shelf, readers: Readership) -> HiddenStrings:
    """Gather what a variant must not hold (check SAF110).

    It comes from the items that the plan names or could select, from all details of contacts, and
    from attendance. What the variant holds by right (the text of its own items, partnership.yaml)
    is exempt; a number, address or joining detail only where a detail allowed here, or
    partnership.yaml, holds it.
    """
    return _Gathering(plan, shelf, readers).gather()


class _Gathering:
    def __init__(self, plan: Plan, shelf: Shelf, readers: Readership) -> None:
        self.plan = plan
        self.shelf = shelf
        self.readers = readers
        self.naming = Naming(shelf, readers)
        self.allowed_details: set[str] = set()
        self.own_addresses: set[str] = set()
        self.strings: list[HiddenString] = []

    def gather(self) -> HiddenStrings:
        hidden, shown = self._sorted_items()
        own_text = " . ".join(self._own_texts(shown))
        for item in shown:
            self.own_addresses.update((*_urls(item), *_files(item)))
        # An owner written as a name is no more allowed for being written.
        own_words = words_in(own_text) + words_in(" . ".join(self._words_beside(shown)))
        by_right = f" {' '.join(own_words)} "

        for contact in self.shelf.directory.contacts:
            self._contact(contact)
        for item in hidden:
            self._item(item)
        for item in (*hidden, *shown):
            self._people(people_in(item), item.id)
            if isinstance(item, model.Event):
                self._joining(item)
        self._attendance()
        self._people(people_of_plan(self.plan), "")
        secret = [(item.id, text) for item in hidden for text in texts_of_item(item)]
        for heading, others in hidden_texts_of_plan(self.plan, self.readers):
            self._title(heading, "")
            secret.extend(("", text) for text in others)

        runs = {run: owner for owner, text in secret for run in runs_of(words_in(text))}
        for run in runs_of(own_words) if runs else ():
            runs.pop(run, None)
        kept = dict.fromkeys(
            each for each in self.strings if not self._is_exempt(each, own_text, by_right)
        )
        return HiddenStrings(tuple(kept), runs)

    def _own_texts(self, shown: list[model.Item]) -> Iterator[str]:
        """What this variant says by right, as it was written."""
        yield from texts_of_plan(self.plan, self.readers)
        yield self.shelf.settings.model_dump_json()
        for item in shown:
            yield from texts_of_item(item)
        yield from self._texts_of_the_house()

    def _words_beside(self, shown: list[model.Item]) -> Iterator[str]:
        ids = {item.id for item in shown}
        yield from (label for item, label in labels_of_plan(self.plan) if item in ids)
        for item in shown:
            yield from words_beside(item)
        for contact in self.shelf.directory.contacts:
            # A service that is not in the variant stands there by its name, a person by the role.
            is_person = contact.type == "person"
            yield contact.role or "" if is_person else contact.name

    def _texts_of_the_house(self) -> Iterator[str]:
        """What every edition says by right: the safety block, and who may be named."""
        settings, series = self.shelf.settings, self.shelf.settings.series.get(self.plan.series)
        if series is not None:
            safety = compose_safety(safety_of(settings, series), self.naming)
            yield from (f" . {plain(line.runs)}" for line in safety.lines)
            yield plain(safety.short)
        for contact in self.shelf.directory.contacts:
            if self.naming.may_name(contact):
                yield from texts_of_item(contact)
                yield contact.hours or ""
                yield from (phone.hours or "" for phone in contact.phones)

    def _sorted_items(self) -> tuple[list[model.Item], list[model.Item]]:
        """The hidden items that the plan names or could select, and those it shows."""
        named = set(self.plan.named_items())
        rules = [each.select for each in (*self.plan.sections, *self.plan.sidebar) if each.select]
        hidden: list[model.Item] = []
        shown: list[model.Item] = []
        for item in self.shelf.items.values():
            if item.id not in named and not any(could_match(item, rule) for rule in rules):
                continue
            (shown if self.readers.may_see_item(item) else hidden).append(item)
        return hidden, shown

    def _is_exempt(self, hidden: HiddenString, own_text: str, by_right: str) -> bool:
        if hidden.kind in ("number", "email address", "joining detail"):
            return hidden.text in self.allowed_details
        if hidden.kind in ("title", "words"):
            return f" {hidden.text} " in by_right
        if hidden.kind == "initials":
            return re.search(rf"\b{re.escape(hidden.text)}\b", own_text) is not None
        return hidden.text in own_text or hidden.text in self.own_addresses

    def _add(self, text: str | None, kind: HiddenKind, owner: str) -> None:
        if text:
            self.strings.append(HiddenString(text, kind, owner))

    # --- Contacts ---

    def _contact(self, contact: model.Contact) -> None:
        may_see = self.readers.may_see_detail
        for phone in contact.phones:
            if may_see(contact, level_of(contact, phone)):
                self.allowed_details.add(phone.number)
            else:
                self._add(phone.number, "number", contact.id)
                self._add(phone.note, "note", contact.id)
        for email in contact.emails:
            if may_see(contact, level_of(contact, email)):
                self.allowed_details.add(email.address)
            else:
                self._add(email.address, "email address", contact.id)
                self._add(email.note, "note", contact.id)
        if self.naming.may_name(contact):
            socials = [text for each in contact.social for text in (each.url, each.handle)]
            self.own_addresses.update(text for text in (contact.web, *socials) if text)
            return
        if contact.type == "person":
            self._add(contact.name, "name", contact.id)
        self._add(contact.web, "address", contact.id)
        for account in contact.social:
            self._add(account.url, "address", contact.id)
            self._add(account.handle, "address", contact.id)
        self._add(contact.address, "note", contact.id)

    # --- Items ---

    def _item(self, item: model.Item) -> None:
        self._title(title_of(item) or "", item.id)
        self._add(item.restriction_note, "note", item.id)
        for url in _urls(item):
            self._add(url, "address", item.id)
        for file in _files(item):
            self._add(file, "file name", item.id)

    def _joining(self, event: model.Event) -> None:
        joining = event.joining
        if joining is None or isinstance(joining, str):
            return
        level = stricter(joining.distribution or "professional", event.distribution)
        details = (joining.url, joining.dial_in, joining.conference_id, joining.passcode)
        if self.readers.may_hold_joining_details and self.readers.may_see(level, event.audience):
            self.allowed_details.update(detail for detail in details if detail)
            return
        for detail in (joining.url, joining.conference_id, joining.passcode):
            self._add(detail, "joining detail", event.id)
        self._add(joining.dial_in, "number", event.id)

    def _title(self, text: str, owner: str) -> None:
        words = words_in(text)
        if len(words) >= _LEAST_TITLE_WORDS:
            self._add(" ".join(words), "title", owner)

    def _people(self, people: Iterable[object], owner: str) -> None:
        """In a public variant nobody written as text is named."""
        if not self.readers.is_public:
            return
        for who in people:
            if isinstance(who, NamedPerson) and (who.role or who.organisation):
                self._name(who.name, owner)

    def _name(self, name: str, owner: str) -> None:
        known = self.shelf.directory.by_name(name)
        if known is None or not self.naming.may_name(known):
            self._add(name, "name", owner)

    def _attendance(self) -> None:
        if not self.readers.is_public:
            return
        for person in Attendance(self.plan.meeting, self.naming).people:
            self._name(person.name, "")
            self._add(person.initials, "initials", "")


def _urls(item: model.Item) -> Iterator[str]:
    urls = [*(link.url for link in item.links), getattr(item, "url", None)]
    if isinstance(item, model.Event) and isinstance(item.booking, model.BookingField):
        urls.append(item.booking.url)
    yield from (url for url in urls if url and url != "unknown")


def _files(item: model.Item) -> Iterator[str]:
    files = [*(each.file for each in item.attachments), *(each.file for each in item.images)]
    for file in files:
        if file != model.NOT_SUPPLIED:
            # In a message or on a page its folder is part of its name.
            yield from (file.rsplit("/", 1)[-1], output_name(file))
