"""Contacts in plain text: whom to call, where to write, and cards."""

from ebulletin.bulletins.composed import Contact, Mailbox, Person, Phone
from ebulletin.templates.plaintext.blocks import body_lines
from ebulletin.templates.plaintext.lines import glue, indent
from ebulletin.templates.plaintext.parts import link_lines
from ebulletin.templates.plaintext.pen import Pen, clean
from ebulletin.templates.wording import closed_label, hours_words, reached_through, shared_hours


def person_lines(label: str, person: Person | None, pen: Pen) -> list[str]:
    """`From: name, role, organisation`, or nothing for nobody."""
    return pen.lines(f"{label}: {clean(person.words)}") if person and person.words else []


def contact_lines(contact: Contact, pen: Pen) -> list[str]:
    """How to reach a contact of an item: a line to call, a line to write."""
    name = clean(contact.label or contact.full_name)
    shown = reached_through(contact) or contact
    through = f", through {clean(shown.full_name)}" if shown is not contact else ""
    lines = []
    if shown.phones:
        lines.extend(pen.lines(f"Call: {name}{through}, {_numbers(shown)}"))
    if shown.mailboxes:
        boxes = "; ".join(_labelled(box.label, _address(box)) for box in shown.mailboxes)
        lines.extend(pen.lines(f"Write: {name}{through}, {boxes}"))
    if not lines:
        lines.extend(pen.lines(f"Contact: {name}{through}"))
        lines.extend(pen.lines(f"Web: {shown.web}") if shown.web else [])
    lines.extend(_closed_lines(shown, pen))
    return lines


def card_lines(contact: Contact, pen: Pen) -> list[str]:
    """All that is known of a contact, below its name, further in."""
    pen = pen.narrower(2)
    is_known_as = contact.role or contact.organisation if contact.name else None
    facts = (contact.role, contact.team, contact.organisation) if is_known_as else (contact.team,)
    lines = pen.lines(clean(", ".join(fact for fact in facts if fact)))
    lines.extend(pen.lines(pen.words(contact.summary)))
    lines.extend(_detail_lines(contact, pen))
    if contact.reach_via:
        lines.extend(pen.lines(f"Through: {clean(contact.reach_via.full_name)}"))
        lines.extend(_detail_lines(contact.reach_via, pen))
    return indent(lines)


def _detail_lines(contact: Contact, pen: Pen) -> list[str]:
    lines = _phone_lines(contact, pen)
    for box in contact.mailboxes:
        lines.extend(pen.lines(f"{clean(box.label or 'Email')}: {_address(box)}"))
    if contact.web:
        lines.extend(pen.lines(f"Web: {contact.web}"))
    for account in contact.accounts:
        lines.extend(
            pen.lines(pen.linked(f"{clean(account.network)}: {account.handle}", account.url))
        )
    lines.extend(_closed_lines(contact, pen))
    lines.extend(link_lines(contact.links, pen))
    lines.extend(body_lines(contact.address, pen))
    return lines


def _phone_lines(contact: Contact, pen: Pen) -> list[str]:
    """A line for each number; hours that hold for several, and what not to do, stand below."""
    if not contact.phones:
        return pen.lines(f"Hours: {contact.hours}") if contact.hours else []
    if len(contact.phones) == 1:
        phone = contact.phones[0]
        return pen.lines(f"{clean(phone.label or 'Phone')}: {_numbers(contact, has_label=False)}")
    lines = []
    for phone in contact.phones:
        hours = f", {hours_words(phone.hours)}" if phone.hours else ""
        lines.extend(pen.lines(f"{clean(phone.label or 'Phone')}: {_number(phone)}{hours}"))
    below = ". ".join(part for part in (shared_hours(contact), contact.urgent_note) if part)
    return [*lines, *pen.lines(below)]


def _numbers(contact: Contact, *, has_label: bool = True) -> str:
    """All numbers with label, hours and note, and what not to do in an emergency."""
    shown = []
    for phone in contact.phones:
        number = _labelled(phone.label if has_label else None, _number(phone))
        shown.append(f"{number}, {hours_words(phone.hours)}" if phone.hours else number)
    words = "; ".join(shown)
    shared = shared_hours(contact)
    if shared:
        words += f", {hours_words(shared)}"
    return f"{words}. {contact.urgent_note}" if contact.urgent_note else words


def _number(phone: Phone) -> str:
    return _noted(glue(phone.number), phone.note)


def _address(box: Mailbox) -> str:
    return _noted(box.address, box.note)


def _noted(words: str, note: str | None) -> str:
    return f"{words} ({clean(note)})" if note else words


def _labelled(label: str | None, words: str) -> str:
    return f"{clean(label)} {words}" if label else words


def _closed_lines(contact: Contact, pen: Pen) -> list[str]:
    """Who answers when the contact is closed."""
    other = contact.out_of_hours
    if other is None:
        return []
    numbers = "; ".join(_number(phone) for phone in other.phones)
    who = ", ".join(part for part in (clean(other.full_name), numbers) if part)
    note = f". {clean(other.urgent_note)}" if other.urgent_note else ""
    return pen.lines(f"{clean(closed_label(other))}: {who}{note}")
