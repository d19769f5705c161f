"""Runs a campaign: every delivery that is due is carried once, and written down around its dot.

The order is the promise (delivery states: `model.State`). The content goes out without its final
dot; the ledger commits the intent, together with the outcome of the message before; the dot goes
out; the answer is read. Whenever the plug is pulled, at most one delivery of each open connection
is in doubt.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event, Thread

from ebulletin.delivery.feed import Feed
from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.lines import Line, Shared
from ebulletin.delivery.model import Campaign, Delivery, Shard, State
from ebulletin.delivery.pace import Pace
from ebulletin.delivery.patience import Patience
from ebulletin.delivery.transport import Parcel, Transport

_LOOK_SECONDS = 0.2
_LOOK_INTO_LEDGER_SECONDS = 1.0
_WHOLE = 2**62


@dataclass(frozen=True, slots=True)
class Running:
    """How a campaign is to be run.

    Attributes:
        connections: The most that stand open at once; the transport may allow fewer.
        limit: Carry so many in this run; all by default.
        waits: Whether the run lasts until deferred deliveries have been tried again.
        stopping: Set it, and each connection stops after the message that it is at.
        tell: Called a few times in a second with how many ended in which state in this run.
    """

    connections: int = 1
    limit: int | None = None
    waits: bool = True
    patience: Patience = field(default_factory=Patience)
    stopping: Event = field(default_factory=Event)
    tell: Callable[["Progress"], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        ended: How many attempts of this run ended in each state.
        next_at: Seconds of the epoch at which deferred deliveries are tried again; None while
            there is anything to do now.
    """

    ended: Mapping[State, int]
    next_at: float | None = None


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended.

    Attributes:
        ended: How many attempts of this run ended in each state.
        in_doubt_before: How many were found carrying, left by a sender that was stopped.
        paused_because: Why the campaign stands still; empty where it does not.
        is_stopped: Whether it was told to stop.
        is_at_limit: Whether it carried as many as were asked for.
    """

    ended: Mapping[State, int]
    in_doubt_before: int = 0
    paused_because: str = ""
    is_stopped: bool = False
    is_at_limit: bool = False


def run(
    ledger: Ledger, campaign: Campaign, transport: Transport,
    write: Callable[[Delivery], Parcel], pace: Pace, running: Running,
) -> RunReport:  # fmt: skip
    """Carry what is due, until nothing is left, somebody says stop, or the relay refuses us.

    To be called with the right to send (`Ledger.sending`).

    Raises:
        RelayRefusedError: Nothing can be sent until somebody mends something; nothing was claimed.
        RelayBusyError: The relay could not be reached for as long as patience lasts.
        LedgerError: The ledger cannot be written any more.
    """
    return _Run(ledger, campaign, transport, write, pace, running).go()


class _Run:
    """One run; the thread that made it looks on while the connections work."""

    def __init__(
        self, ledger: Ledger, campaign: Campaign, transport: Transport,
        write: Callable[[Delivery], Parcel], pace: Pace, running: Running,
    ) -> None:  # fmt: skip
        self.ledger = ledger
        self.campaign = campaign
        self.transport = transport
        self.running = running
        # A clock that is set back, or forward, while we run moves nothing.
        self._since = time.time() - time.monotonic()
        self.fence = secrets.token_hex(8)
        self.halt = running.stopping
        self._looked_at = 0.0
        shard = Shard(campaign.id, 0, _WHOLE)
        feed = Feed(ledger, shard, self.fence, self.halt, self.now, running.limit)
        self.shared = Shared(
            ledger, campaign.id, self.fence, transport, feed, write, pace, running.patience,
            self.halt, self.now,
        )  # fmt: skip

    def now(self) -> float:
        """Seconds of the epoch that never go back."""
        return self._since + time.monotonic()

    def go(self) -> RunReport:
        in_doubt_before = self.ledger.recover(self.campaign.id, self.now())
        try:
            while True:
                self._carry_what_is_due()
                if self.halt.is_set() or self.shared.feed.is_at_limit:
                    break
                if self.shared.feed.has_more:
                    continue
                due = self.ledger.next_due(self.campaign.id)
                if due is None or not self.running.waits:
                    break
                self._wait_until(due)
        finally:
            self.ledger.release(self.fence)
        return RunReport(
            dict(self.shared.ended), in_doubt_before, self._paused_because(),
            self.halt.is_set() and not self.shared.is_halted_by_us, self.shared.feed.is_at_limit,
        )  # fmt: skip

    def _carry_what_is_due(self) -> None:
        """One connection per thread, until nothing is due; the first error of any is raised."""
        if not self.shared.feed.has_more and self.ledger.next_due(self.campaign.id) is None:
            return
        count = max(1, min(self.running.connections, self.transport.most_connections))
        # The first line is opened here, so that a relay that refuses us is told before anything
        # is claimed, and by one try instead of several.
        lines = [Line(self.shared, is_extra=number > 0) for number in range(count)]
        lines[0].open()
        self.shared.open_lines = count
        threads = [Thread(target=line.work, daemon=True) for line in lines]
        for each in threads:
            each.start()
        try:
            while any(each.is_alive() for each in threads):
                self._look()
                for each in threads:
                    each.join(_LOOK_SECONDS / len(threads))
            self._look()
        except BaseException as error:
            # Whatever went wrong here, no connection may go on behind our back.
            self.shared.stop(error)
            for each in threads:
                each.join()
            raise
        if self.shared.error is not None:
            raise self.shared.error

    def _wait_until(self, due: float) -> None:
        # What lies absurdly far ahead was written before the clock was set back, and is due.
        due = min(due, self.now() + self.running.patience.most_seconds * 1.25)
        while not self.halt.is_set() and (left := due - self.now()) > 0:
            self._look(due)
            self.halt.wait(min(left, _LOOK_SECONDS))

    def _look(self, next_at: float | None = None) -> None:
        """Tell how far it is, and notice that somebody paused it."""
        if time.monotonic() - self._looked_at > _LOOK_INTO_LEDGER_SECONDS:
            self._looked_at = time.monotonic()
            if self._paused_because():
                self.shared.stop()
        self.running.tell(Progress(dict(self.shared.ended), next_at))

    def _paused_because(self) -> str:
        campaign = self.ledger.campaign(self.campaign.bulletin)
        return campaign.paused_because if campaign is not None else ""
