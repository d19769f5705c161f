"""The directory: contacts by id, by name and by initials, and the levels of their details."""

from collections.abc import Iterable

from ebulletin.items.contact import Contact, EmailField, PhoneField
from ebulletin.items.model import Item
from ebulletin.settings.series import Level

_STRICTNESS: dict[Level, int] = {"public": 0, "professional": 1, "restricted": 2}
_MOBILE = "07"


class Directory:
    """The contacts of a workspace.

    Args:
        items: Items of any kind; those that are no contacts are passed over.
    """

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._by_id = {item.id: item for item in items if isinstance(item, Contact)}
        self._by_name: dict[str, list[Contact]] = {}
        self._by_initials: dict[str, list[Contact]] = {}
        for contact in self._by_id.values():
            names = dict.fromkeys(_folded(name) for name in names_of(contact))
            for name in names:
                self._by_name.setdefault(name, []).append(contact)
            self._by_initials.setdefault(initials_of(contact), []).append(contact)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """All contacts, in the order in which they were read."""
        return tuple(self._by_id.values())

    def find(self, contact_id: str) -> Contact | None:
        """The contact of that id, or None."""
        return self._by_id.get(contact_id)

    def by_name(self, name: str) -> Contact | None:
        """The one contact with that name, short name or alias; None where two share it."""
        return _only(self._by_name.get(_folded(name), ()))

    def by_initials(self, initials: str) -> Contact | None:
        """The one contact with those initials (`ToR` is not `TOR`); None where two share them."""
        return _only(self._by_initials.get(initials, ()))


def names_of(contact: Contact) -> tuple[str, ...]:
    """Every name by which a contact may be called in a text."""
    short = (contact.short_name,) if contact.short_name else ()
    return (contact.name, *short, *contact.aliases)


def initials_of(contact: Contact) -> str:
    """The initials given, or else the first letters of the name, four at most."""
    return contact.initials or initials_in(contact.name)


def initials_in(name: str) -> str:
    """The first letters of a name's parts, four at most: `Una Hesketh-Moor` gives `UH`."""
    letters = (part[0] for part in name.split() if part[0].isalpha())
    return "".join(letters).upper()[:4]


def stricter(first: Level, second: Level) -> Level:
    """The stricter of two levels: restricted over professional over public."""
    return first if _STRICTNESS[first] >= _STRICTNESS[second] else second


def level_of(contact: Contact, detail: PhoneField | EmailField) -> Level:
    """Who may see a detail of a contact: its own level, never less strict than the contact's."""
    if isinstance(detail, PhoneField):
        return phone_level(contact, detail)
    return stricter(detail.distribution or contact.distribution, contact.distribution)


def phone_level(contact: Contact, phone: PhoneField) -> Level:
    """Who may see a phone: a mobile is professional at least, unless its owner agreed."""
    level = stricter(phone.distribution or contact.distribution, contact.distribution)
    if phone.number.startswith(_MOBILE) and phone.public_agreed is None:
        return stricter(level, "professional")
    return level


def _folded(name: str) -> str:
    return " ".join(name.replace("\u2019", "'").casefold().split())


def _only(found: Iterable[Contact]) -> Contact | None:
    contacts = list(found)
    return contacts[0] if len(contacts) == 1 else None
