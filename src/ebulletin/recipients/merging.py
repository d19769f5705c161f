"""Makes one recipient of the rows that have one address, by rules that do not ask their order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ebulletin.recipients.model import ADDRESS_TYPES, BASES, Basis, Recipient

RULES: tuple[str, ...] = (
    "Names, role, organisation, your own columns: what is filled in, from the row confirmed last.",
    "Segments: those of all rows.",
    "Variant: public, if any row says public.",
    "Address type: personal, if any row says personal; else role mailbox, if any row says that.",
    "Basis, with its date: from the row that was confirmed last.",
    "Added, and the source: from the row that was added first. Confirmed: the latest.",
    "Opted out or bounced: if any row says so.",
)
"""As they are printed; rows that tie are told apart by their words, never by their place."""

_STRICTEST_FIRST = ("personal", "role mailbox", "named work")
_NEVER = date.min


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows that became one recipient.

    Attributes:
        email: Their address.
        rows: Their numbers, in order.
        has_several_names: Whether they name different people.
    """

    email: str
    rows: tuple[int, ...]
    has_several_names: bool


def merge(recipients: Iterable[Recipient]) -> tuple[tuple[Recipient, ...], tuple[Merged, ...]]:
    """Each address once, in the order in which addresses first appear; and what was merged."""
    by_email: dict[str, Recipient] = {}
    several: dict[str, list[Recipient]] = {}
    for each in recipients:
        first = by_email.setdefault(each.email, each)
        if first is not each:
            several.setdefault(each.email, [first]).append(each)
    notes = []
    for email, group in several.items():
        by_email[email] = one_of(group)
        rows = tuple(sorted(each.row for each in group))
        notes.append(Merged(email, rows, _has_several_names(group)))
    return tuple(by_email.values()), tuple(notes)


def one_of(group: Sequence[Recipient]) -> Recipient:
    """One recipient of several with the same address; the same whatever their order.

    Args:
        group: At least one.
    """
    if len(group) == 1:
        return group[0]
    basis = _basis(group)
    return replace(
        group[0],
        first_name=_filled(group, lambda each: each.first_name),
        last_name=_filled(group, lambda each: each.last_name),
        role=_filled(group, lambda each: each.role),
        organisation=_filled(group, lambda each: each.organisation),
        segments=tuple(sorted({segment for each in group for segment in each.segments})),
        variant="public" if any(each.variant == "public" for each in group) else "professional",
        address_type=min((each.address_type for each in group), key=_STRICTEST_FIRST.index),
        basis=basis,
        basis_date=_latest(each.basis_date for each in group if each.basis == basis),
        added=_earliest(each.added for each in group),
        confirmed=_latest(each.confirmed for each in group),
        source=_source(group),
        opted_out=_earliest(each.opted_out for each in group),
        bounced=_earliest(each.bounced for each in group),
        extra=_extra(group),
        row=min(each.row for each in group),
    )


def _filled(group: Sequence[Recipient], field: Callable[[Recipient], str]) -> str:
    filled = [each for each in group if field(each)]
    if not filled:
        return ""
    return field(max(filled, key=lambda each: (*_age(each), field(each))))


def _age(recipient: Recipient) -> tuple[date, date]:
    return recipient.confirmed or _NEVER, recipient.added or _NEVER


def _basis(group: Sequence[Recipient]) -> Basis:
    return max(group, key=lambda each: (*_age(each), BASES.index(each.basis))).basis


def _source(group: Sequence[Recipient]) -> str:
    named = [each for each in group if each.source]
    if not named:
        return ""
    return min(named, key=lambda each: (each.added or date.max, each.source)).source


def _extra(group: Sequence[Recipient]) -> dict[str, str]:
    columns = sorted({column for each in group for column in each.extra})
    return {
        column: _filled(group, lambda each, name=column: each.extra.get(name, ""))  # type: ignore[misc]
        for column in columns
    }


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day), default=None)


def _has_several_names(group: Iterable[Recipient]) -> bool:
    names = {
        (each.first_name.casefold(), each.last_name.casefold())
        for each in group
        if each.first_name or each.last_name
    }
    return len(names) > 1


assert set(_STRICTEST_FIRST) == set(ADDRESS_TYPES)
