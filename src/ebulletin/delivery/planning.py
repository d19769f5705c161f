"""Who is to get what, as the ledger takes it, and how long that will take."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ebulletin.delivery.model import PlannedRecipient
from ebulletin.recipients.choosing import Choice
from ebulletin.recipients.key import keyed_hash
from ebulletin.recipients.model import Recipient

_USUAL_PER_MINUTE = 600
"""What a relay takes from one line without any limit, roughly; only for telling how long."""


def planned(
    choice: Choice, key: bytes, fields: Mapping[str, frozenset[str]]
) -> Iterator[PlannedRecipient]:
    """The chosen, as lines for the ledger, one at a time.

    Args:
        choice: Who gets which variant.
        key: Under which addresses are hashed.
        fields: The merge fields that each variant uses; no other value is kept.
    """
    for variant, listed in choice.everybody():
        yield one_planned(listed.recipient, variant, key, fields.get(variant, frozenset()))


def one_planned(
    recipient: Recipient, variant: str, key: bytes, fields: Iterable[str]
) -> PlannedRecipient:
    """One line for the ledger."""
    values = {name: value for name in sorted(fields) if (value := recipient.value_of(name))}
    return PlannedRecipient(recipient.email, keyed_hash(key, recipient.email), variant, values)


def domains_of(choice: Choice) -> Counter[str]:
    """How many messages go to which receiving domain."""
    return Counter(listed.recipient.domain.lower() for _, listed in choice.everybody())


def seconds_needed(
    domains: Mapping[str, int], per_minute: int | None, caps: Mapping[str, int]
) -> float:
    """About how long so many messages take under a rate and the caps of single domains."""
    rate = per_minute or _USUAL_PER_MINUTE
    minutes = [sum(domains.values()) / rate]
    minutes += [count / caps[domain] for domain, count in domains.items() if caps.get(domain)]
    return max(minutes) * 60
