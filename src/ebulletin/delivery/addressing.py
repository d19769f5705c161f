"""From a line of the ledger to a parcel: envelope, headers, and the reader's own way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from ebulletin.delivery.messages import Addressed, CompiledMessage, Letterhead
from ebulletin.delivery.model import Campaign, Delivery, message_id
from ebulletin.delivery.tokens import Leave, TokenKey
from ebulletin.delivery.transport import Envelope, Parcel


@dataclass(frozen=True, slots=True)
class Stationery:
    """All that turns a campaign's deliveries into parcels.

    Attributes:
        letterhead: What its messages have in common.
        messages: Compiled, by variant.
        scope: The series; leaving is leaving that series.
        bounces: Where bounces go; empty for the sender.
        leave_url: Of the endpoint that takes one-click unsubscribes; empty for none. A token is
            put behind it.
        tokens: Signs ways out and bounce addresses; None where nobody can leave by himself.
        has_own_bounce_addresses: Whether each delivery has a bounce address of its own (VERP).
    """

    letterhead: Letterhead
    messages: Mapping[str, CompiledMessage]
    scope: str
    bounces: str = ""
    leave_url: str = ""
    tokens: TokenKey | None = None
    has_own_bounce_addresses: bool = False

    def parcel(self, campaign: Campaign, delivery: Delivery) -> Parcel:
        """One delivery, ready to be carried; its message is written when its turn has come."""
        envelope = Envelope(self._bounces_of(campaign, delivery), delivery.address)
        return Parcel(delivery.id, envelope, lambda: self.write(campaign, delivery))

    def write(self, campaign: Campaign, delivery: Delivery) -> bytes:
        """The whole message of one delivery; the same bytes at every attempt."""
        return self.messages[delivery.variant].fill(self.addressed(campaign, delivery))

    def addressed(self, campaign: Campaign, delivery: Delivery) -> Addressed:
        """What differs from one recipient to the next."""
        token = ""
        if self.tokens is not None:
            token = self.tokens.leave_token(Leave(delivery.key, self.scope))
        return Addressed(
            recipient=delivery.address,
            message_id=message_id(campaign, delivery.id, self.letterhead.domain),
            fields=delivery.fields,
            leave_url=f"{self.leave_url.rstrip('/')}/{token}" if self.leave_url and token else "",
            leave_mailto=leave_mailto(self.letterhead.leave_email, token),
        )

    def _bounces_of(self, campaign: Campaign, delivery: Delivery) -> str:
        base = self.bounces or self.letterhead.sender
        if self.tokens is None or not self.has_own_bounce_addresses:
            return base
        return self.tokens.bounce_address(base, campaign.token, delivery.id)


def leave_mailto(address: str, token: str) -> str:
    """A link that opens a message which asks to leave; empty where no address takes those."""
    if not address:
        return ""
    subject = f"unsubscribe {token}".strip()
    return f"mailto:{address}?subject={quote(subject)}"
