"""Chooses who gets which variant of a bulletin, and says of everybody else why not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ebulletin.recipients.model import Recipient, RecipientList
from ebulletin.settings import Partnership, Variant
from ebulletin.values.dates import plain_date

if TYPE_CHECKING:
    # Every check knows who may have what; it opens no list for that.
    from ebulletin.recipients.suppression import Suppressions

MONTHS_CONFIRMED = 12
"""An address is confirmed again within so many months, or no longer written to."""


class Reason(StrEnum):
    """Why nothing goes to somebody, in words that follow "left out: "."""

    SUPPRESSED = "on the suppression list"
    OPTED_OUT = "opted out"
    BOUNCED = "bounced"
    NO_CONSENT_DATE = "consent without its date"
    UNCONFIRMED = "not confirmed within 12 months"
    ANOTHER_LIST = "on another list as well"
    OTHER_SEGMENT = "in no segment that it is for"
    NOT_CLEARED = "may have none of its variants"

    @property
    def is_fault(self) -> bool:
        """Whether the row wants mending, rather than being meant for other bulletins."""
        return self not in (Reason.OTHER_SEGMENT, Reason.NOT_CLEARED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A recipient with the list on which they stand."""

    list_name: str
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody to whom nothing goes, for exactly one reason.

    Attributes:
        words: What the reason is in this case, such as `unsubscribed on 1 November 2026`.
    """

    list_name: str
    recipient: Recipient
    reason: Reason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Who gets what.

    Attributes:
        chosen: By the variant's name, in the order of the variants; nobody stands in two.
        left_out: Everybody else.
    """

    chosen: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    @property
    def total(self) -> int:
        """How many messages that makes."""
        return sum(map(len, self.chosen.values()))

    def everybody(self) -> Iterator[tuple[str, Listed]]:
        """Each variant's name with each of its recipients."""
        for name, people in self.chosen.items():
            for each in people:
                yield name, each

    def counts_left_out(self) -> dict[str, int]:
        """How many were left out for which reason, the most first."""
        return dict(Counter(each.reason.value for each in self.left_out).most_common())


def choose(
    lists: Iterable[RecipientList], variants: Sequence[Variant], suppressions: "Suppressions",
    settings: Partnership, *, series: str = "", day: date | None = None,
) -> Choice:  # fmt: skip
    """Choose for everybody on the lists the most specific variant that they may have.

    The suppression list wins over everything. Somebody on two lists gets one message, and the
    stricter of what these say.

    Args:
        variants: Of the bulletin, in the order written.
        series: Of the bulletin: its segments stand in for those of a variant without any, and a
            suppression may hold for it alone.
        day: The bulletin's date, from which months are counted; None counts none.
    """
    known = settings.series.get(series)
    ranked = in_rank(variants)
    wanted = {
        each.name: settings.members(each.segments or (known.segments if known else ()))
        for each in ranked
    }
    chosen: dict[str, list[Listed]] = {each.name: [] for each in variants}
    people, left_out = _each_once(lists)
    for listed in people:
        person = listed.recipient
        stopped = _stopped(listed, suppressions, series, day)
        if stopped is not None:
            left_out.append(stopped)
            continue
        fitting = [each for each in ranked if _fits(person, wanted[each.name])]
        cleared = next((each for each in fitting if is_cleared(person, each, settings)), None)
        if cleared is not None:
            chosen[cleared.name].append(listed)
        else:
            reason = Reason.NOT_CLEARED if fitting else Reason.OTHER_SEGMENT
            left_out.append(LeftOut(listed.list_name, person, reason))
    return Choice({name: tuple(each) for name, each in chosen.items()}, tuple(left_out))


def in_rank(variants: Iterable[Variant]) -> list[Variant]:
    """Variants from the most specific on: those with segments, then professional, then public."""
    return sorted(variants, key=lambda each: (not each.segments, each.level == "public"))


def is_cleared(recipient: Recipient, variant: Variant, settings: Partnership) -> bool:
    """Whether somebody may have what a variant holds.

    Nothing for professionals goes to a personal address, to a row of the level `public`, or to
    the member of a segment whose level is `public`, whatever else holds.
    """
    if variant.level == "public":
        return True
    return (
        recipient.variant == "professional"
        and recipient.address_type != "personal"
        and not any(
            settings.segments[each].level == "public"
            for each in recipient.segments
            if each in settings.segments
        )
    )


def needs_confirming(recipient: Recipient, day: date) -> bool:
    """Whether an address was last confirmed more than 12 months before a day."""
    last = recipient.confirmed or recipient.added
    return last is None or last < a_year_before(day)


def a_year_before(day: date) -> date:
    """The same day a year earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _fits(recipient: Recipient, wanted: frozenset[str]) -> bool:
    return not wanted or not wanted.isdisjoint(recipient.segments)


def _stopped(
    listed: Listed, suppressions: "Suppressions", series: str, day: date | None
) -> LeftOut | None:
    """The first thing that stands against writing to somebody at all."""
    person = listed.recipient

    def because(reason: Reason, words: str = "") -> LeftOut:
        return LeftOut(listed.list_name, person, reason, words)

    against = suppressions.reason_for(person.email, series)
    if against is not None:
        since = f" on {plain_date(against.on)}" if against.on else ""
        return because(Reason.SUPPRESSED, f"{against.reason}{since}")
    # A list that was put in place by hand; an import moves these into the suppression list.
    if person.opted_out is not None:
        return because(Reason.OPTED_OUT, f"on {plain_date(person.opted_out)}")
    if person.bounced is not None:
        return because(Reason.BOUNCED, f"on {plain_date(person.bounced)}")
    if person.basis == "consent" and person.basis_date is None:
        return because(Reason.NO_CONSENT_DATE)
    if day is not None and needs_confirming(person, day):
        last = person.confirmed or person.added
        return because(Reason.UNCONFIRMED, f"last on {plain_date(last)}" if last else "never")
    return None


def _each_once(lists: Iterable[RecipientList]) -> tuple[list[Listed], list[LeftOut]]:
    """Everybody once; who stands on two lists has what is stricter of both."""
    people: dict[str, Listed] = {}
    again: list[LeftOut] = []
    for each in lists:
        for person in each.recipients:
            known = people.get(person.email)
            if known is None:
                people[person.email] = Listed(each.name, person)
                continue
            people[person.email] = Listed(known.list_name, _stricter(known.recipient, person))
            words = f"on {known.list_name}, row {known.recipient.row}"
            again.append(LeftOut(each.name, person, Reason.ANOTHER_LIST, words))
    return list(people.values()), again


def _stricter(first: Recipient, second: Recipient) -> Recipient:
    """One recipient of two rows: every segment, the lower level, the newest dates.

    Somebody who left by one of the rows has left.
    """
    is_public = "public" in (first.variant, second.variant)
    is_personal = "personal" in (first.address_type, second.address_type)
    by_consent = second if second.basis == "consent" != first.basis else first
    return replace(
        first,
        first_name=first.first_name or second.first_name,
        last_name=first.last_name or second.last_name,
        role=first.role or second.role,
        organisation=first.organisation or second.organisation,
        segments=tuple(dict.fromkeys((*first.segments, *second.segments))),
        variant="public" if is_public else first.variant,
        address_type="personal" if is_personal else first.address_type,
        basis=by_consent.basis,
        basis_date=by_consent.basis_date,
        confirmed=_later(first.confirmed, second.confirmed),
        opted_out=first.opted_out or second.opted_out,
        bounced=first.bounced or second.bounced,
        extra={**second.extra, **{key: cell for key, cell in first.extra.items() if cell}},
    )


def _later(first: date | None, second: date | None) -> date | None:
    return max((each for each in (first, second) if each is not None), default=None)
