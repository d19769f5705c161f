"""What a ledger promises: each delivery is written down before and after it is carried.

One implementation stands on SQLite, for one machine. Nothing here asks for one machine: work is
taken over shard by shard under a fence, every later write carries that fence, and a sender whose
fence no longer holds stops (delivery states: `model.State`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ebulletin.delivery.model import Campaign, Delivery, Outcome, PlannedRecipient, Shard, State
from ebulletin.errors import EbulletinError


class LedgerError(EbulletinError):
    """The ledger cannot be used as it is; nothing is sent."""


class DamagedLedgerError(LedgerError):
    """The ledger's file is not what was written into it."""

    def __init__(self, place: str, details: str) -> None:
        super().__init__(
            f"The sending ledger {place} is damaged ({details}), so it cannot be told who has a "
            "message already. Nothing was sent. Put back the last backup of that file; without "
            "one, ask whoever runs the relay for its log before anything is sent again."
        )


class NewerLedgerError(LedgerError):
    """A later version of the product wrote the ledger."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The sending ledger {place} was written by a newer ebulletin than this one. "
            "Nothing was sent. Install the newer version on this machine."
        )


class LedgerInUseError(LedgerError):
    """Another sender is at work with this ledger."""

    def __init__(self) -> None:
        super().__init__(
            "Another `ebulletin send` or `resume` is at work in this workspace, so this one has "
            "not started and nothing was sent twice. `ebulletin status BULLETIN` shows how far "
            "it is; `ebulletin pause BULLETIN` stops it."
        )


class LedgerFullError(LedgerError):
    """The ledger could not be written, so sending stopped before the next message left."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"The sending ledger {place} cannot be written: {reason}. Sending stopped at once. "
            "Make room on the disk, then `ebulletin resume BULLETIN` goes on where it stopped; "
            "nobody gets a message twice."
        )


class FenceLostError(LedgerError):
    """Somebody else has taken over these deliveries."""

    def __init__(self) -> None:
        super().__init__(
            "Another sender has taken over these deliveries, so this one stopped. "
            "`ebulletin status BULLETIN` shows how far it is."
        )


class UnknownDeliveryError(LedgerError):
    """No delivery in doubt goes by that number or address."""

    exit_code = 2

    def __init__(self, named: str, bulletin: str) -> None:
        super().__init__(
            f"No delivery of {bulletin!r} in doubt goes to {named}. "
            f"`ebulletin settle {bulletin}` lists those that are."
        )


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of one attempt, on its way into the ledger.

    Attributes:
        next_at: For a deferred one: seconds of the epoch before which it is not tried again.
    """

    delivery: int
    outcome: Outcome
    next_at: float = 0.0


@dataclass(frozen=True, slots=True)
class KeptContent:
    """One variant's content as the ledger keeps it, so that going on needs no workspace.

    Attributes:
        digest: Of the content as it was approved.
        packed: The content as bytes; the ledger does not look into it.
    """

    variant: str
    digest: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Frozen:
    """What freezing an audience did.

    Attributes:
        added: Lines written now.
        known: Lines left out, because this bulletin is planned for that person already.
    """

    campaign: Campaign
    added: int
    known: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deliveries of a campaign stand where.

    Attributes:
        by_state: Every state that occurs.
        events: What came back later, by kind: bounces and complaints.
    """

    by_state: Mapping[State, int]
    events: Mapping[str, int]

    def of(self, *states: State) -> int:
        """How many are in one of these states."""
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def total(self) -> int:
        """All lines but those suppressed from the start."""
        return sum(self.by_state.values()) - self.of(State.SUPPRESSED)

    @property
    def open(self) -> int:
        """Those that a sender still has to carry."""
        return self.of(State.PLANNED, State.CLAIMED, State.CARRYING, State.DEFERRED)


class Ledger(Protocol):
    """Where campaigns and deliveries are written down.

    Every method that writes is durable when it returns. Times are seconds of the epoch (UTC).
    """

    def freeze(
        self, bulletin: str, contents: Sequence[KeptContent],
        audience: Iterable[PlannedRecipient], at: datetime,
    ) -> Frozen:  # fmt: skip
        """Write down who gets what, in one step: all of it or nothing.

        A person (by key) whom this bulletin is planned for already is passed over, whatever the
        variant or the content. The audience is read as a stream.
        """
        ...

    def campaigns(self) -> tuple[Campaign, ...]:
        """All campaigns, the newest first."""
        ...

    def campaign(self, bulletin: str) -> Campaign | None:
        """The campaign of a bulletin."""
        ...

    def content(self, campaign: int, digest: str) -> bytes:
        """The packed content of that digest."""
        ...

    def counts(self, campaign: int) -> Counts:
        """How far a campaign is; the time grows with its size, and no faster."""
        ...

    def deliveries(self, campaign: int, *states: State) -> Iterator[Delivery]:
        """The lines in one of these states, in order, as a stream."""
        ...

    def delivery(self, delivery: int) -> Delivery | None:
        """One line."""
        ...

    def sending(self, campaign: int) -> AbstractContextManager[None]:
        """The right to send; senders that may not work at the same time are refused.

        Raises:
            LedgerInUseError: Another one is at work.
        """
        ...

    def is_sending(self, campaign: int) -> bool:
        """Whether a sender is at work just now."""
        ...

    def recover(self, campaign: int, now: float) -> int:
        """Put right what stopped senders left: claims are planned again, carrying is in doubt.

        Gives how many came into doubt.
        """
        ...

    def shards(self, campaign: int, size: int) -> Iterator[Shard]:
        """The campaign cut into runs of so many lines."""
        ...

    def claim(self, shard: Shard, fence: str, most: int, now: float) -> list[Delivery]:
        """Take lines that are due under this fence."""
        ...

    def next_due(self, campaign: int) -> float | None:
        """When the next planned or deferred line is due; None where there is none."""
        ...

    def begin(self, fence: str, delivery: int, ended: Sequence[Ended] = ()) -> None:
        """Write down that the final dot is about to leave, and how earlier attempts ended.

        Raises:
            FenceLostError: The line is no longer ours.
            LedgerFullError: Nothing was written; the dot must not leave.
        """
        ...

    def record(self, fence: str, ended: Sequence[Ended]) -> None:
        """Write down how attempts ended."""
        ...

    def release(self, fence: str) -> int:
        """Plan again what is claimed under this fence and was not begun; gives how many."""
        ...

    def pause(self, campaign: int, because: str) -> None:
        """Let every sender of this campaign stop after the message that it is at."""
        ...

    def unpause(self, campaign: int) -> None:
        """Let senders work again."""
        ...

    def suppress(self, campaign: int, reasons: Mapping[str, str], at: float) -> int:
        """Take out, by key, who is not to be written to after all; gives how many that were.

        Only what has not left: a planned or deferred line.
        """
        ...

    def recent(self, now: float, seconds: float) -> list[float]:
        """How many seconds ago attempts ended, those of the last so many seconds."""
        ...

    def open_digests(self, campaign: int) -> frozenset[str]:
        """Digests of the contents that are still to go out."""
        ...

    def exchange(self, campaign: int, contents: Sequence[KeptContent]) -> int:
        """Let what has not left have other content, variant by variant; gives how many lines."""
        ...

    def settle(
        self, campaign: int, delivery: int, *, is_accepted: bool, evidence: str, at: float
    ) -> None:
        """End a doubt: accepted, or planned again. The evidence is kept."""
        ...

    def plan_again(self, campaign: int, at: float) -> int:
        """Plan again everything that was refused; gives how many."""
        ...

    def note_event(
        self, event: str, delivery: int, kind: str, at: float, words: str = ""
    ) -> bool:  # fmt: skip
        """Keep what came back for a delivery; the same event twice counts once."""
        ...

    def remember(self, name: str, value: str) -> str:
        """Keep a fact about the whole ledger unless it is kept already; gives what is kept."""
        ...

    def note_test(self, bulletin: str, digests: Iterable[str], at: float) -> None:
        """Keep that a test message of these bytes was accepted."""
        ...

    def tested(self, bulletin: str) -> frozenset[str]:
        """Digests of which a test message was accepted."""
        ...

    def forget(self, keys: Iterable[str]) -> int:
        """Blank address, merge values and replies of people; gives how many lines that were.

        Raises:
            LedgerInUseError: One of their messages is being carried just now.
        """
        ...

    def close(self) -> None:
        """Give up the connection to the store."""
        ...
