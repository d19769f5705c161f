"""People and contacts as one variant may name them, with the details that it may show."""

from dataclasses import replace

from ebulletin.bulletins.composed import Account, Contact, Mailbox, Person, Phone, WebLink
from ebulletin.bulletins.composed import Text as PlainText
from ebulletin.bulletins.shelf import Shelf
from ebulletin.bulletins.visibility import Readership
from ebulletin.items import model
from ebulletin.items.directory import level_of
from ebulletin.values.choices import join_words
from ebulletin.values.people import ContactRef, NamedPerson, Who
from ebulletin.values.phones import national


class Naming:
    """Answers how the readers of one variant may see a person, a team or a number."""

    def __init__(self, shelf: Shelf, readers: Readership) -> None:
        self.shelf = shelf
        self.readers = readers
        self._seen: dict[str, Contact] = {}

    def find(self, contact_id: str) -> model.Contact | None:
        """The authored contact of that id, or None."""
        return self.shelf.directory.find(contact_id)

    def may_name(self, contact: model.Contact) -> bool:
        """Whether the contact itself is in the variant."""
        return self.readers.may_see_item(contact)

    def may_name_person(self, name: str) -> bool:
        """Whether somebody written as text may be named: a contact by its level, others inside."""
        known = self.shelf.directory.by_name(name)
        return not self.readers.is_public if known is None else self.may_name(known)

    def phones(self, contact: model.Contact) -> tuple[Phone, ...]:
        """The numbers that may be shown, in the order written."""
        return tuple(
            Phone(national(phone.number), phone.number, phone.label, phone.hours, phone.note)
            for phone in contact.phones
            if self.readers.may_see_detail(contact, level_of(contact, phone))
        )

    def mailboxes(self, contact: model.Contact) -> tuple[Mailbox, ...]:
        """The addresses that may be shown, in the order written."""
        return tuple(
            Mailbox(email.address, email.label, email.note)
            for email in contact.emails
            if self.readers.may_see_detail(contact, level_of(contact, email))
        )

    def organisation(self, contact: model.Contact) -> str | None:
        """The name of the organisation, which may be given by the id of a contact."""
        if contact.organisation is None:
            return None
        found = self.find(contact.organisation)
        return found.name if found is not None else contact.organisation

    def contact(self, contact_id: str, label: str | None = None) -> Contact | None:
        """A contact with all details that may be shown; None where there is no such contact.

        A person who may not be named has role and organisation only; a service its name only.
        """
        if contact_id not in self._seen:
            found = self.find(contact_id)
            if found is None:
                return None
            self._seen[contact_id] = self._composed(found, depth=0)
        composed = self._seen[contact_id]
        if label is None:
            return composed
        if composed.type == "person" and composed.name is None:
            return composed
        return replace(composed, label=label)

    def person(self, who: Who | None, *, is_organisation: bool = False) -> Person | None:
        """Somebody as this variant may name them; None where nothing may be said.

        Args:
            who: As written.
            is_organisation: True for a publisher or provider: one part alone is then an
                organisation, which stays in a public variant.
        """
        match who:
            case None:
                return None
            case ContactRef(id=contact_id, label=label):
                return self._person_in_directory(contact_id, label)
            case NamedPerson(name=name, role=role, organisation=organisation):
                if is_organisation and not role and not organisation:
                    return Person(name=name)
                if self.may_name_person(name):
                    return Person(name, role, organisation)
                return Person(None, role, organisation) if role or organisation else None

    def _person_in_directory(self, contact_id: str, label: str | None) -> Person | None:
        contact = self.find(contact_id)
        if contact is None:
            return None
        organisation = self.organisation(contact)
        if contact.type != "person":
            return Person(name=label or _full_name(contact))
        if self.may_name(contact):
            return Person(label or contact.name, contact.role, organisation)
        if contact.role or organisation:
            return Person(None, contact.role, organisation)
        return None

    def _composed(self, contact: model.Contact, depth: int) -> Contact:
        organisation = self.organisation(contact)
        if not self.may_name(contact):
            if contact.type != "person":
                return Contact(contact.id, contact.type, contact.name, contact.short_name)
            return Contact(contact.id, contact.type, role=contact.role, organisation=organisation)
        return Contact(
            id=contact.id,
            type=contact.type,
            name=contact.name,
            short_name=contact.short_name,
            role=contact.role,
            organisation=organisation,
            team=contact.team,
            summary=(PlainText(contact.summary),) if contact.summary else (),
            phones=self.phones(contact),
            mailboxes=self.mailboxes(contact),
            web=contact.web,
            accounts=tuple(Account(each.network, each.handle, each.url) for each in contact.social),
            hours=contact.hours,
            out_of_hours=self._other(contact.out_of_hours, contact, depth, is_brief=True),
            urgent_note=contact.urgent_note,
            reach_via=self._other(contact.reach_via, contact, depth, is_brief=False),
            links=tuple(web_link(link) for link in contact.links),
        )

    def _other(
        self, ref: ContactRef | None, owner: model.Contact, depth: int, *, is_brief: bool
    ) -> Contact | None:
        found = self.find(ref.id) if ref is not None else None
        if found is None or found.id == owner.id or depth:
            return None
        composed = self._composed(found, depth + 1)
        if not is_brief:
            return composed
        return Contact(
            composed.id, composed.type, composed.name, composed.short_name,
            phones=composed.phones, hours=composed.hours, urgent_note=composed.urgent_note,
        )  # fmt: skip


def web_link(link: model.Link) -> WebLink:
    """A link of an item, with format and size in words; no address while it is unknown."""
    facts = ", ".join(part for part in (link.format, link.size) if part)
    href = None if link.url in (None, "unknown") else link.url
    return WebLink(link.text, href, facts, readers_words(link.for_))


def readers_words(readers: tuple[str, ...]) -> str | None:
    """`For parents and carers`, or None where it is for anyone."""
    return f"For {join_words(list(readers), 'and')}" if readers else None


def _full_name(contact: model.Contact) -> str:
    if contact.short_name and f"({contact.short_name})" not in contact.name:
        return f"{contact.name} ({contact.short_name})"
    return contact.name
