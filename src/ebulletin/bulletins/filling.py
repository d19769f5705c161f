"""Authored text into printable text: references filled in, or their other words, per variant."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ebulletin.bulletins.composed import (
    Block,
    Blocks,
    Break,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListBlock,
    Mailbox,
    Merge,
    Note,
    Paragraph,
    Phone,
    PlacedParts,
    QuotedBlock,
    Runs,
    Strong,
    TableBlock,
    Text,
)
from ebulletin.bulletins.naming import Naming
from ebulletin.items import authored, model
from ebulletin.items.directory import level_of
from ebulletin.items.markdown import parse_body, parse_line

MOST_LEVEL = 6


@dataclass(frozen=True, slots=True)
class HiddenReference:
    """A reference without other words whose detail this variant may not show (check CON121).

    Attributes:
        owner: Id of the item in whose text it stands, or empty for the bulletin itself.
        reference: As it is written, without braces: `phone: mash / Consultation`.
        kind: Which detail.
        target: Id of the contact.
    """

    owner: str
    reference: str
    kind: str
    target: str


class PartsOfItem(Protocol):
    """Gives the parts that an author placed in a body; `number` counts from 1, None means all."""

    def place(self, part: str, number: int | None) -> PlacedParts | None:
        """The parts to print here, or None where there are none."""


class Filling:
    """Fills in the texts of one item, or of the bulletin itself, for one variant.

    Attributes:
        hidden: Grows by each reference that this variant cannot print.
    """

    def __init__(
        self,
        naming: Naming,
        link_to_item: Callable[[str], Link | None],
        hidden: list[HiddenReference],
        owner: str = "",
        joining: Callable[[], Runs | None] = lambda: None,
    ) -> None:
        self.naming = naming
        self.link_to_item = link_to_item
        self.hidden = hidden
        self.owner = owner
        self.joining = joining

    def for_item(self, owner: str, joining: Callable[[], Runs | None]) -> "Filling":
        """The same for the texts of one item."""
        return Filling(self.naming, self.link_to_item, self.hidden, owner, joining)

    def line(self, text: str | None) -> Runs:
        """A text of one line."""
        return self._runs(parse_line(text)) if text else ()

    def marked_line(self, text: str) -> Runs:
        """A text of one line that may hold links and bold words, such as an action's task."""
        blocks = parse_body(text).blocks
        if len(blocks) == 1 and isinstance(blocks[0], authored.AuthoredParagraph):
            return self._runs(blocks[0].runs)
        return self.line(text)

    def body(self, text: str | None, level: int, parts: PartsOfItem | None = None) -> Blocks:
        """A Markdown text; `level` is that of its `##` headings."""
        return self.blocks(parse_body(text).blocks, level, parts) if text else ()

    def blocks(
        self, blocks: authored.AuthoredBlocks, level: int, parts: PartsOfItem | None = None
    ) -> Blocks:
        """Parsed blocks; `level` is that of `##` headings."""
        filled = (self._block(block, level, parts) for block in blocks)
        return tuple(block for block in filled if block is not None)

    def inline(self, runs: authored.AuthoredRuns) -> Runs:
        """Parsed runs."""
        return self._runs(runs)

    def _block(
        self, block: authored.AuthoredBlock, level: int, parts: PartsOfItem | None
    ) -> Block | None:
        match block:
            case authored.AuthoredParagraph(runs=runs):
                return Paragraph(self._runs(runs))
            case authored.AuthoredHeading(depth=depth, runs=runs):
                return Heading(min(level + depth - 2, MOST_LEVEL), self._runs(runs))
            case authored.AuthoredList(is_numbered=is_numbered, entries=entries):
                return ListBlock(
                    is_numbered, tuple(self.blocks(entry, level, parts) for entry in entries)
                )
            case authored.AuthoredQuote(blocks=inner):
                return QuotedBlock(self.blocks(inner, level, parts))
            case authored.AuthoredTable(header=header, rows=rows):
                return TableBlock(
                    tuple(self._runs(cell) for cell in header),
                    tuple(tuple(self._runs(cell) for cell in row) for row in rows),
                )
            case authored.PartReference(part=part, number=number):
                return parts.place(part, number) if parts is not None else None

    def _runs(self, runs: Iterable[authored.AuthoredInline]) -> Runs:
        filled: list[Inline] = []
        for run in runs:
            filled.extend(self._inline(run))
        return tuple(filled)

    def _inline(self, run: authored.AuthoredInline) -> Runs:
        match run:
            case authored.Words(text=text):
                return (Text(text),)
            case authored.Bold(runs=inner):
                return (Strong(self._runs(inner)),)
            case authored.Italic(runs=inner):
                return (Emphasis(self._runs(inner)),)
            case authored.LineBreak():
                return (Break(),)
            case authored.Anchor(runs=inner, target=target):
                return self._link(self._runs(inner), target)
            case authored.MergeField(name=name, fallback=fallback):
                return (Merge(name, fallback or ""),)
            case authored.ReservedLink():
                return (Link((Text(run.words or RESERVED_WORDS[run.name]),), "", run.name),)
            case authored.Reference():
                return self._reference(run)
            case authored.PartReference():
                return ()

    def _link(self, words: Runs, target: str) -> Runs:
        if target == "unsubscribe":
            return (Link(words, "", "unsubscribe"),)
        if target == "view_online":
            return (Link(words, "", "view_online"),)
        if target.startswith("item:"):
            place = self.link_to_item(target.removeprefix("item:"))
            return (Link(words, place.href, place.to),) if place is not None else words
        if target in ("", "unknown"):
            return words
        if target.startswith("mailto:"):
            return (Link(words, target, "mail"),)
        if target.startswith("tel:"):
            return (Link(words, target, "tel"),)
        return (Link(words, target, "web"),)

    def _reference(self, reference: authored.Reference) -> Runs:
        if reference.kind == "join":
            return self.joining() or self._other_words(reference)
        contact = self.naming.find(reference.target)
        if contact is None:
            return (Text(reference.otherwise or reference.target),)
        if reference.kind == "name":
            return self._name(contact, reference)
        return self._detail(contact, reference) or self._other_words(reference)

    def _other_words(self, reference: authored.Reference) -> Runs:
        """The words after the bar; without them the reference is noted as hidden."""
        if reference.otherwise is not None:
            return self._runs(parse_line(reference.otherwise))
        self.hidden.append(
            HiddenReference(self.owner, _written(reference), reference.kind, reference.target)
        )
        return ()

    def _name(self, contact: model.Contact, reference: authored.Reference) -> Runs:
        if contact.type != "person" or self.naming.may_name(contact):
            return (Text(reference.otherwise or contact.name),)
        person = self.naming.contact(contact.id)
        words = person.full_name if person is not None else ""
        return (Text(words or reference.otherwise or "a colleague"),)

    def _detail(self, contact: model.Contact, reference: authored.Reference) -> Runs:
        match reference.kind:
            case "phone":
                phones = _labelled(self.naming.phones(contact), reference.detail)
                return phone_runs(phones[0]) if phones else ()
            case "email":
                boxes = _labelled(self.naming.mailboxes(contact), reference.detail)
                return mail_runs(boxes[0]) if boxes else ()
            case "web":
                if contact.web is None or not self.naming.may_name(contact):
                    return ()
                return (Link((Text(_bare(contact.web)),), contact.web, "web"),)
            case "hours":
                return self._hours(contact, reference.detail)
            case "social":
                return self._account(contact, reference.detail)
            case _:
                return self._in_one_run(contact)

    def _hours(self, contact: model.Contact, label: str | None) -> Runs:
        for phone in contact.phones:
            if label is not None and (phone.label or "").casefold() != label.casefold():
                continue
            if self.naming.readers.may_see_detail(contact, level_of(contact, phone)):
                hours = phone.hours or contact.hours
                return (Text(hours),) if hours else ()
        return ()

    def _account(self, contact: model.Contact, network: str | None) -> Runs:
        if not self.naming.may_name(contact):
            return ()
        for account in contact.social:
            if network is None or account.network.casefold() == network.casefold():
                if account.url:
                    return (Link((Text(account.handle),), account.url, "web"),)
                return (Text(account.handle),)
        return ()

    def _in_one_run(self, contact: model.Contact) -> Runs:
        """Name, then all allowed numbers and addresses with their labels."""
        phones, boxes = self.naming.phones(contact), self.naming.mailboxes(contact)
        if not phones and not boxes:
            return ()
        person = self.naming.contact(contact.id)
        runs: list[Inline] = [Text(person.full_name if person else contact.name)]
        for phone in phones:
            runs.append(Text(f", {phone.label} " if phone.label else ", "))
            runs.extend(phone_runs(phone))
        for box in boxes:
            runs.append(Text(f", {box.label} " if box.label else ", "))
            runs.extend(mail_runs(box))
        return tuple(runs)


RESERVED_WORDS = {
    "unsubscribe": "Unsubscribe",
    "view_online": "Read the public edition online",
}


def phone_runs(phone: Phone) -> Runs:
    """A number as a link, with its note."""
    link = Link((Text(phone.number),), f"tel:{phone.digits}", "tel")
    return (link, Note(phone.note)) if phone.note else (link,)


def mail_runs(mailbox: Mailbox) -> Runs:
    """An address as a link, with its note."""
    link = Link((Text(mailbox.address),), f"mailto:{mailbox.address}", "mail")
    return (link, Note(mailbox.note)) if mailbox.note else (link,)


_Detail = TypeVar("_Detail", Phone, Mailbox)


def _labelled(details: tuple[_Detail, ...], label: str | None) -> tuple[_Detail, ...]:
    if label is None:
        return details
    return tuple(each for each in details if (each.label or "").casefold() == label.casefold())


def _bare(url: str) -> str:
    return url.split("://", 1)[-1].rstrip("/")


def _written(reference: authored.Reference) -> str:
    if reference.kind == "join":
        return "join"
    detail = f" / {reference.detail}" if reference.detail else ""
    return f"{reference.kind}: {reference.target}{detail}"
