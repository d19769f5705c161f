"""People and contacts of a composed bulletin, with the details that its variant may show."""

from dataclasses import dataclass
from typing import Literal

from ebulletin.bulletins.composed.blocks import Blocks
from ebulletin.bulletins.composed.inline import Runs


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in the text, as this variant may name them; at least one part is given."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None

    @property
    def words(self) -> str:
        """Name, role, organisation: those that are given, with commas."""
        return ", ".join(part for part in (self.name, self.role, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that this variant may show.

    Attributes:
        number: In national spacing, such as `01632 960110`.
        digits: The same, digits only; `tel:` plus these is its link.
        hours: Its own hours; where it has none the contact's `hours` hold.
        note: Printed with it wherever it appears.
    """

    number: str
    digits: str
    label: str | None = None
    hours: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address that this variant may show; `label` tells routes apart."""

    address: str
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A social account; the network is named in words."""

    network: str
    handle: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link of an item.

    Attributes:
        href: None where the address is not known yet; the words stand without a link.
        description: Format and size in words, such as `PDF, 180 KB`, or empty.
        readers: For whom, in words, or None.
    """

    text: str
    href: str | None
    description: str = ""
    readers: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, team, service or organisation with the details that this variant may show.

    Attributes:
        anchor: Of its card, where the bulletin has one.
        name: None for a person whom this variant may not name (role and organisation are given).
        label: The words that replace the name in a contact line.
        hours: For all numbers without their own.
        out_of_hours: Who answers when closed: only name, phones, hours and urgent note are filled.
        reach_via: The post or team through which a person is reached, with its details.
    """

    id: str
    type: Literal["person", "team", "service", "organisation"]
    name: str | None = None
    short_name: str | None = None
    label: str | None = None
    role: str | None = None
    organisation: str | None = None
    team: str | None = None
    summary: Runs = ()
    phones: tuple[Phone, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    web: str | None = None
    accounts: tuple[Account, ...] = ()
    address: Blocks = ()
    hours: str | None = None
    out_of_hours: "Contact | None" = None
    urgent_note: str | None = None
    reach_via: "Contact | None" = None
    links: tuple["WebLink", ...] = ()

    @property
    def full_name(self) -> str:
        """Name with the short name in brackets, once; role and organisation for the unnamed."""
        if self.name is None:
            return ", ".join(part for part in (self.role, self.organisation) if part)
        if self.short_name and f"({self.short_name})" not in self.name:
            return f"{self.name} ({self.short_name})"
        return self.name

    @property
    def has_details(self) -> bool:
        """Whether there is any way to reach it."""
        return bool(self.phones or self.mailboxes or self.web or self.accounts or self.address)
