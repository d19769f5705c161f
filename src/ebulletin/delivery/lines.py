"""One connection at work: opened, carried on, opened again, and each message written down."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Lock

from ebulletin.delivery.feed import Feed
from ebulletin.delivery.ledger import Ended, Ledger
from ebulletin.delivery.model import Delivery, Outcome, State
from ebulletin.delivery.pace import Pace, PacedSource
from ebulletin.delivery.patience import EqualRefusals, Patience
from ebulletin.delivery.transport import (
    Connection,
    Parcel,
    RelayBusyError,
    RelayRefusedError,
    Transport,
    Why,
)

_MOST_WAIT_SECONDS = 60.0


@dataclass(slots=True)
class Shared:
    """What the connections of one run have in common.

    Attributes:
        halt: Once set, each connection stops after the message that it is at.
        open_lines: How many are at work.
        error: The first that stopped the run.
        is_halted_by_us: Whether the run stops for a reason of its own, and was not told to.
        lost_since: Since when lines are lost and nothing is answered, by the clock that never goes
            back; None while the relay answers.
    """

    ledger: Ledger
    campaign: int
    fence: str
    transport: Transport
    feed: Feed
    write: Callable[[Delivery], Parcel]
    pace: Pace
    patience: Patience
    halt: Event
    now: Callable[[], float]
    lock: Lock = field(default_factory=Lock)
    ended: Counter[State] = field(default_factory=Counter)
    refusals: EqualRefusals = field(default_factory=EqualRefusals)
    open_lines: int = 0
    error: BaseException | None = None
    is_halted_by_us: bool = False
    lost_since: float | None = None

    def stop(self, error: BaseException | None = None) -> None:
        """Stop every connection; the first error is the one that is told."""
        with self.lock:
            self.error = self.error or error
            self.is_halted_by_us = self.is_halted_by_us or not self.halt.is_set()
        self.halt.set()

    def parcels(self) -> Iterator[Parcel]:
        """The due deliveries as parcels."""
        return (self.write(delivery) for delivery in self.feed)


class Line:
    """One connection after the other, by one thread; writes down what happens to its messages.

    It stands between the transport and the ledger as source (`ready`, `wait`) and as watch
    (`handing_over`, `settled`). An outcome is committed with the intent of the next message, or at
    once where the next one has to wait.
    """

    def __init__(self, shared: Shared, *, is_extra: bool = False) -> None:
        """Nothing is opened yet.

        Args:
            shared: What it has in common with the others.
            is_extra: Whether the run goes on without it where the relay allows no more lines.
        """
        self._shared = shared
        self._is_extra = is_extra
        self._source = PacedSource(shared.parcels(), shared.pace, shared.halt)
        self._ended: list[Ended] = []
        self._connection: Connection | None = None
        self._has_left = False

    def open(self) -> None:
        """Open a connection, unless the run stops meanwhile.

        Raises:
            RelayRefusedError: The relay will not have us.
            RelayBusyError: It could not be reached for as long as patience lasts.
        """
        started, wait = time.monotonic(), self._shared.patience.reopening_seconds
        while True:
            try:
                self._connection = self._shared.transport.open()
            except RelayBusyError:
                left = self._shared.patience.reconnecting_seconds - (time.monotonic() - started)
                if left <= 0 or self._is_extra:
                    raise
                if self._shared.halt.wait(min(wait, left)):
                    return
                wait = min(wait * 2, _MOST_WAIT_SECONDS)
            else:
                self._is_extra = False
                return

    def work(self) -> None:
        """Carry until nothing is due or the run stops; an error stops the others too."""
        shared = self._shared
        try:
            self._carry_on()
        except (RelayBusyError, RelayRefusedError) as error:
            if not self._is_extra and not self._leaves_others():
                shared.stop(error)
        except BaseException as error:  # noqa: BLE001 - told by the thread that looks on
            shared.stop(error)
        try:
            self._finish()
        except BaseException as error:  # noqa: BLE001 - told by the thread that looks on
            shared.stop(error)

    def _carry_on(self) -> None:
        shared = self._shared
        while not shared.halt.is_set():
            if self._connection is None:
                self.open()
            if self._connection is None:
                return
            with self._connection as connection:
                self._connection = None
                ending = connection.carry(self, self)
            self.flush()
            if ending.why is Why.FINISHED:
                return
            if ending.why is Why.LOST:
                if self._leaves_others():
                    return
                shared.lost_since = shared.lost_since or time.monotonic()
                silent = time.monotonic() - shared.lost_since
                if silent > shared.patience.reconnecting_seconds:
                    raise RelayBusyError(shared.transport.name, ending.words)
                shared.halt.wait(shared.patience.reopening_seconds)

    def _leaves_others(self) -> bool:
        """Stop counting as a connection at work; false where it is the last one."""
        with self._shared.lock:
            if not self._has_left and self._shared.open_lines > 1:
                self._has_left = True
                self._shared.open_lines -= 1
            return self._has_left

    def _finish(self) -> None:
        """Leave what is left to the other connections, or to the next round."""
        self._leaves_others()
        for parcel in self._source.waiting:
            self._shared.feed.give_back(parcel.delivery)
        if self._connection is not None:
            self._connection.close()
        self.flush()

    # ---------------------------------------------------------------- where parcels come from

    def ready(self) -> Parcel | None:
        """A parcel that may go at once."""
        return self._source.ready()

    def wait(self) -> Parcel | None:
        """The next parcel; what is known by then is written down first."""
        self.flush()
        return self._source.wait()

    # ---------------------------------------------------------------- what happens to them

    def handing_over(self, parcel: Parcel) -> None:
        """Commit the intent, and with it how the message before ended."""
        self._shared.ledger.begin(self._shared.fence, parcel.delivery, self._ended)
        self._ended.clear()

    def settled(self, parcel: Parcel, outcome: Outcome) -> None:
        """Keep how it ended until the next commit; stop all where it is meant for all."""
        shared = self._shared
        delivery = shared.feed.put_down(parcel.delivery)
        ended = shared.patience.ended(delivery, outcome, shared.now())
        self._ended.append(ended)
        with shared.lock:
            shared.ended[ended.outcome.state] += 1
            if outcome.code is not None:
                shared.lost_since = None
        because = shared.refusals.why_stop(outcome)
        if because and not shared.halt.is_set():
            self.flush()
            shared.ledger.pause(shared.campaign, because)
            shared.stop()

    def flush(self) -> None:
        """Write down what is known."""
        if self._ended:
            self._shared.ledger.record(self._shared.fence, self._ended)
            self._ended.clear()
