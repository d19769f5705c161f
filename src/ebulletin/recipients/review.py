"""Finds what has gone stale on the lists: unconfirmed addresses, leavers, domains that vanished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ebulletin.recipients.choosing import needs_confirming
from ebulletin.recipients.key import canonical
from ebulletin.recipients.model import Recipient, RecipientList
from ebulletin.recipients.suppression import BOUNCED, Suppressions
from ebulletin.values.dates import plain_date


@dataclass(frozen=True, slots=True)
class Stale:
    """A row that wants looking at.

    Attributes:
        why: In words that say nothing of who it is.
    """

    list_name: str
    recipient: Recipient
    why: str


def unconfirmed(
    lists: Iterable[RecipientList], suppressions: Suppressions, day: date
) -> list[Stale]:
    """Rows that were not confirmed within the 12 months before a day; the oldest first.

    Those who are never written to are passed over.
    """
    found = [
        (person.confirmed or person.added, each.name, person)
        for each in lists
        for person in each.recipients
        if needs_confirming(person, day) and not _has_left(person, suppressions)
    ]
    found.sort(key=lambda each: (each[0] or date.min, each[1], each[2].row))
    return [
        Stale(name, person, f"last confirmed on {plain_date(last)}" if last else "never confirmed")
        for last, name, person in found
    ]


def leavers(
    lists: Iterable[RecipientList], suppressions: Suppressions, left: Mapping[str, date]
) -> list[Stale]:
    """Rows of people who are no longer there, as far as a contact or a bounce tells.

    Args:
        left: By address, the last day of people in the directory of contacts.
    """
    days = {canonical(address): day for address, day in left.items()}
    found = []
    for each in lists:
        for person in each.recipients:
            day = days.get(canonical(person.email))
            if day is not None:
                found.append(Stale(each.name, person, f"left the post on {plain_date(day)}"))
            elif _has_bounced(person, suppressions):
                found.append(Stale(each.name, person, "messages came back"))
    return found


def domains_of(lists: Iterable[RecipientList]) -> dict[str, int]:
    """Every domain with the number of its addresses, in the order of the names."""
    counts: dict[str, int] = {}
    for each in lists:
        for person in each.recipients:
            counts[person.domain] = counts.get(person.domain, 0) + 1
    return dict(sorted(counts.items()))


def _has_left(person: Recipient, suppressions: Suppressions) -> bool:
    return bool(person.opted_out or person.bounced or suppressions.all_for(person.email))


def _has_bounced(person: Recipient, suppressions: Suppressions) -> bool:
    return person.bounced is not None or any(
        each.reason.startswith(BOUNCED) for each in suppressions.all_for(person.email)
    )
