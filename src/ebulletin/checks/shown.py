"""What the compositions of a bulletin print: links, contacts with details, and who is cited."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from ebulletin.bulletins import composed
from ebulletin.bulletins.compose import Composition
from ebulletin.checks.memory import remembered
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.items import model

_Shape = TypeVar("_Shape")


def shapes_in(whole: Any, kind: type[_Shape]) -> Iterator[_Shape]:
    """Every shape of a kind inside a composed bulletin, in reading order, itself included."""
    found = _by_kind(whole) if isinstance(whole, composed.Bulletin) else _sorted_out(whole)
    named: Any = kind
    yield from found.get(named, [])


def _sorted_out(whole: Any) -> Mapping[Hashable, list[Any]]:
    """Every shape inside a value by its kind, each kind in reading order."""
    found: dict[Hashable, list[Any]] = {}
    waiting = [whole]
    while waiting:
        here = waiting.pop()
        kind: Any = type(here)
        if kind is tuple:
            waiting.extend(reversed(here))
            continue
        names = _field_names(kind)
        if names is not None:
            found.setdefault(kind, []).append(here)
            waiting.extend(getattr(here, name) for name in names)
    return found


# A build asks a dozen times what each variant's e-mail and page hold.
_by_kind = remembered(32)(_sorted_out)


@cache
def _field_names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a shape, the last one first; None for what is no shape."""
    if not is_dataclass(kind):
        return None
    return tuple(each.name for each in reversed(fields(kind)))


def compositions(subject: BulletinSubject) -> Iterator[tuple[str, Composition]]:
    """The composition of each variant with its name: e-mails first, then pages."""
    yield from subject.emails.items()
    yield from subject.pages.items()


@remembered(8)
def details_shown(subject: BulletinSubject) -> frozenset[str]:
    """The digits and addresses that any output of the bulletin prints, as links do."""
    details = set()
    for _, each in compositions(subject):
        for link in shapes_in(each.bulletin, composed.Link):
            if link.to in ("tel", "mail"):
                details.add(link.href.split(":", 1)[-1])
        for phone in shapes_in(each.bulletin, composed.Phone):
            details.add(phone.digits)
        for mailbox in shapes_in(each.bulletin, composed.Mailbox):
            details.add(mailbox.address)
    return frozenset(details)


@remembered(8)
def contacts_shown(subject: BulletinSubject) -> tuple[model.Contact, ...]:
    """The contacts of which any output prints a number, an address or a web page."""
    details = details_shown(subject)
    carded = {
        contact.id
        for _, each in compositions(subject)
        for contact in shapes_in(each.bulletin, composed.Contact)
        if contact.has_details
    }
    return tuple(
        contact
        for contact in subject.shelf.directory.contacts
        if contact.id in carded or not details.isdisjoint(details_of(contact))
    )


def details_of(contact: model.Contact) -> tuple[str, ...]:
    """The digits of a contact's phones and its addresses."""
    return (
        *(phone.number for phone in contact.phones),
        *(email.address for email in contact.emails),
    )
