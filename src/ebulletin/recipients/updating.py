"""Brings a list up to date with a newer sheet: who is new, who has changed, who stays."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ebulletin.recipients.model import COLUMNS, Recipient

RULES: tuple[str, ...] = (
    "What is filled in in the file takes the place of what the list has; an empty cell does not.",
    "What was given for all rows at once (--set) is for new people only.",
    "Added and the source stay as they are; of two days of confirmation the later one counts.",
    "Who is on the list and not in the file stays, unless you say --replace.",
)
# What stays with a person who is on the list already.
_LASTING = frozenset(("email", "added", "source", "confirmed", "basis_date"))


@dataclass(frozen=True, slots=True)
class Fresh:
    """The people of a newer sheet.

    Attributes:
        recipients: No two have one address.
        columns: Of ours that the sheet has: what it lacks changes nobody who is on the list.
        given: What was given for all rows at once, as values.
    """

    recipients: Sequence[Recipient]
    columns: Collection[str] = COLUMNS
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a list.

    Attributes:
        people: On it now: those it had, in their order, and then the new ones.
        added, changed, removed: Those people, as they are now, or were.
        unchanged: How many of the sheet's people were on the list just so.
        kept: How many are on the list and not in the sheet.
        refused: How many of the sheet's people may not be on the list, by reason.
    """

    people: tuple[Recipient, ...]
    added: tuple[Recipient, ...] = ()
    changed: tuple[Recipient, ...] = ()
    removed: tuple[Recipient, ...] = ()
    unchanged: int = 0
    kept: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)


def update(
    before: Iterable[Recipient], fresh: Fresh, reason_against: Callable[[Recipient], str | None],
    *, replaces: bool = False,
) -> Update:  # fmt: skip
    """Bring a list up to date.

    Args:
        before: The list as it was.
        fresh: The sheet.
        reason_against: Why a person may not be on any list; None where they may.
        replaces: Whether people who are not in the sheet are taken off.
    """
    refused: Counter[str] = Counter()
    newer: dict[str, Recipient] = {}
    barred: set[str] = set()
    for each in fresh.recipients:
        reason = reason_against(each)
        if reason is None:
            newer[each.email] = each
        else:
            refused[reason] += 1
            barred.add(each.email)
    people, changed, removed = [], [], []
    unchanged = kept = 0
    for old in before:
        new = newer.pop(old.email, None)
        if old.email in barred or (new is None and replaces):
            removed.append(old)
            continue
        now = old if new is None else updated(old, new, fresh)
        people.append(now)
        if new is None:
            kept += 1
        elif now == old:
            unchanged += 1
        else:
            changed.append(now)
    added = tuple(newer.values())
    return Update(
        (*people, *added), added, tuple(changed), tuple(removed), unchanged, kept, dict(refused)
    )


def updated(old: Recipient, new: Recipient, fresh: Fresh) -> Recipient:
    """A person on the list with what a newer row says of them."""
    taken: dict[str, Any] = {}
    for name in fresh.columns:
        value = getattr(new, name)
        if name in _LASTING or not value or value == fresh.given.get(name):
            continue
        taken[name] = value
    if "basis" in taken:
        taken["basis_date"] = new.basis_date or (old.basis_date if old.basis == new.basis else None)
    days = [day for day in (old.confirmed, new.confirmed) if day is not None]
    return replace(
        old, **taken, confirmed=max(days, default=None), extra={**old.extra, **new.extra}
    )
