"""The shapes of sending: a campaign, its deliveries, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MOST_REPLY_CHARACTERS = 500
"""How much of a relay's words is kept; RFC 5321 allows 512 octets in a reply line."""

SAME_POLICY_REFUSALS = 3
"""So many equal refusals for policy in a row mean that it is us, not them: the campaign pauses."""


class State(StrEnum):
    """Where a delivery stands.

    `claimed` is harmless, since nothing has left. `carrying` is on disk before the final dot
    leaves. One that is found carrying after a crash is `in doubt`: it is listed, settled by
    evidence or by a person, and never sent again by itself.
    """

    PLANNED = "planned"
    CLAIMED = "claimed"
    CARRYING = "carrying"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"
    SUPPRESSED = "suppressed"

    @property
    def in_words(self) -> str:
        """As people read it."""
        return self.value.replace("_", " ")


class Stage(StrEnum):
    """The point of the conversation with the relay at which a delivery was decided."""

    CONNECT = "connect"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    CONTENT = "content"
    DOT = "dot"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt.

    Attributes:
        state: Accepted, deferred (4xx, or the line was lost before the final dot left), refused
            (5xx) or in doubt (the dot left, and no answer came).
        stage: Where it was decided.
        code: Three digits of SMTP, or None where the relay said nothing.
        enhanced: Such as 5.1.1 (RFC 3463); empty where the relay gave none.
        reply: The relay's words.
        relay: The host that said them.
    """

    state: State
    stage: Stage
    code: int | None = None
    enhanced: str = ""
    reply: str = ""
    relay: str = ""

    @property
    def is_policy_refusal(self) -> bool:
        """Whether the relay refuses the sender or the content rather than this address."""
        if self.state is not State.REFUSED:
            return False
        # The second number of RFC 3463 tells what is wrong: 1 an address, 2 a mailbox, 4 the way
        # there; the others are about the message or about us.
        subject = self.enhanced[2:3]
        if self.stage is Stage.MAIL or subject == "7":
            return True
        return self.stage is not Stage.RCPT and subject not in ("1", "2", "4")


@dataclass(frozen=True, slots=True)
class PlannedRecipient:
    """One line of an audience, before it is frozen.

    Attributes:
        address: Normalised; the message goes there.
        key: The keyed hash of the address, which outlives it; nobody is planned twice by it.
        variant: The one that this person gets.
        fields: Values for the merge fields.
        suppressed_because: Empty, or why no message goes there; the line is kept all the same.
    """

    address: str
    key: str
    variant: str
    fields: Mapping[str, str] = field(default_factory=dict)
    suppressed_because: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One line of the ledger: a bulletin to one person, in one variant.

    Attributes:
        id: Unique in its ledger.
        campaign: The campaign's number.
        content: The digest of the variant's content, which the ledger keeps.
        fields: Values for the merge fields; empty once it is accepted.
        attempts: How many have ended before this one.
    """

    id: int
    campaign: int
    content: str
    variant: str
    address: str
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    state: State = State.PLANNED
    attempts: int = 0
    last: Outcome | None = None

    @property
    def domain(self) -> str:
        """Where the mailbox lives, in lower case; caps are counted by it."""
        return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Campaign:
    """One bulletin to its audience, as it was frozen.

    Attributes:
        id: The number that its deliveries carry.
        bulletin: The slug; a ledger holds each bulletin once.
        token: Eight random letters and digits, so that a Message-ID of another machine's ledger
            is never the same.
        digests: Of the content, by variant.
        audience: SHA-256 over the keys and variants of the audience, in order.
        frozen_at: In UTC; the Date header of each of its messages.
        paused_because: Empty, or why it stands still.
    """

    id: int
    bulletin: str
    token: str
    digests: Mapping[str, str]
    audience: str
    frozen_at: datetime
    paused_because: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of a campaign's deliveries that one sender takes over: first to last id, both in."""

    campaign: int
    first: int
    last: int


def message_id(campaign: Campaign, delivery_id: int, domain: str) -> str:
    """The Message-ID of a delivery, the same for every attempt (RFC 5322, 3.6.4)."""
    return f"<{campaign.bulletin}.{campaign.token}.{delivery_id}@{domain}>"
