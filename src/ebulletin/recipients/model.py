"""The shape of a recipient, and of a named list of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

ReaderLevel = Literal["professional", "public"]
AddressType = Literal["role mailbox", "named work", "personal"]
Basis = Literal["public task", "legitimate interests", "consent"]

LEVELS: tuple[ReaderLevel, ...] = get_args(ReaderLevel)
ADDRESS_TYPES: tuple[AddressType, ...] = get_args(AddressType)
BASES: tuple[Basis, ...] = get_args(Basis)

# Every column that a list can have, in the order in which lists are written; what else a sheet
# holds follows, in its own order.
COLUMNS: tuple[str, ...] = (
    "email", "first_name", "last_name", "role", "organisation", "segments", "variant",
    "address_type", "basis", "basis_date", "added", "confirmed", "source", "opted_out", "bounced",
)  # fmt: skip
# Columns that texts may use as merge fields without being named under `merge_fields`.
MERGE_COLUMNS: tuple[str, ...] = ("first_name", "last_name", "role", "organisation")
# A cell of `segments` that names several has one of these between them.
SEGMENT_SEPARATORS = ";|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One person, or one shared mailbox, at one address.

    Attributes:
        email: In lower case; the domain in its ASCII form (IDNA 2008), so that two spellings of
            one address are equal.
        variant: The most that the recipient may see: `professional` or `public`.
        segments: Names from partnership.yaml, in the order of the list; each stands for itself.
        address_type: A `personal` address gets public variants only, whatever `variant` says.
        basis: The lawful basis on which the address is used.
        basis_date: When consent was given.
        added: When the address came onto a list.
        confirmed: When it was last confirmed; due again after 12 months.
        source: How the address came to us.
        opted_out: When the recipient left, where the file that was read says so; what counts is
            the suppression list, into which it is read once.
        bounced: As `opted_out`, when a message came back.
        extra: Cells of columns that the product does not know, by the column's name.
        row: As a spreadsheet program counts it, from 1, the row of names included; 0 where the
            recipient was not read from a row.
    """

    email: str
    first_name: str = ""
    last_name: str = ""
    role: str = ""
    organisation: str = ""
    segments: tuple[str, ...] = ()
    variant: ReaderLevel = "public"
    address_type: AddressType = "personal"
    basis: Basis = "consent"
    basis_date: date | None = None
    added: date | None = None
    confirmed: date | None = None
    source: str = ""
    opted_out: date | None = None
    bounced: date | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    row: int = 0

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.email.rpartition("@")[2]

    def value_of(self, name: str) -> str:
        """What a merge field of that name prints; empty where the list has nothing there."""
        if name in MERGE_COLUMNS:
            return str(getattr(self, name))
        return self.extra.get(name, "")


@dataclass(frozen=True, slots=True)
class RecipientList:
    """A named file of recipients.

    Attributes:
        name: The file's name without its ending.
        recipients: No two have one address.
        columns: Those that the file has, under our names, and then the unknown ones.
    """

    name: str
    recipients: tuple[Recipient, ...] = ()
    columns: tuple[str, ...] = COLUMNS

    def __iter__(self) -> Iterator[Recipient]:
        return iter(self.recipients)

    def __len__(self) -> int:
        return len(self.recipients)
