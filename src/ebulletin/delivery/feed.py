"""Takes deliveries out of the ledger a few at a time, and hands them to the connections."""

from collections import deque
from collections.abc import Callable, Iterator
from threading import Event, Lock

from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.model import Delivery, Shard

_CLAIMED_AT_ONCE = 100
"""Enough that claiming costs little, and few enough that a pause is soon noticed."""


class Feed:
    """The due deliveries of one shard; several threads may take from it.

    Attributes:
        in_hand: Deliveries that were given out, by id, until they are put down.
    """

    def __init__(
        self, ledger: Ledger, shard: Shard, fence: str, stopping: Event,
        clock: Callable[[], float], limit: int | None = None,
    ) -> None:  # fmt: skip
        """Nothing is claimed before the first one is asked for.

        Args:
            ledger: Where they are claimed.
            shard: Which ones.
            fence: Under which they are claimed.
            stopping: Once set, no more are given out.
            clock: Seconds of the epoch.
            limit: Give out so many and no more.
        """
        self._ledger = ledger
        self._shard = shard
        self._fence = fence
        self._stopping = stopping
        self._clock = clock
        self._left = limit
        self._lock = Lock()
        self._waiting: deque[Delivery] = deque()
        self.in_hand: dict[int, Delivery] = {}

    @property
    def has_more(self) -> bool:
        """Whether deliveries are claimed that nobody has taken."""
        return bool(self._waiting)

    @property
    def is_at_limit(self) -> bool:
        """Whether as many were given out as were asked for."""
        return self._left == 0

    def __iter__(self) -> Iterator[Delivery]:
        while (delivery := self.take()) is not None:
            yield delivery

    def take(self) -> Delivery | None:
        """One that is due, or None where there is none just now or it is time to stop."""
        with self._lock:
            if self._stopping.is_set() or self._left == 0:
                return None
            if not self._waiting:
                self._claim()
            if not self._waiting:
                return None
            delivery = self._waiting.popleft()
            self.in_hand[delivery.id] = delivery
            if self._left is not None:
                self._left -= 1
            return delivery

    def put_down(self, delivery: int) -> Delivery:
        """The delivery of that number, which is settled."""
        return self.in_hand.pop(delivery)

    def give_back(self, delivery: int) -> None:
        """One that was given out and will not be carried by whoever has it."""
        with self._lock:
            self._waiting.append(self.in_hand.pop(delivery))
            if self._left is not None:
                self._left += 1

    def _claim(self) -> None:
        most = _CLAIMED_AT_ONCE if self._left is None else min(self._left, _CLAIMED_AT_ONCE)
        self._waiting.extend(self._ledger.claim(self._shard, self._fence, most, self._clock()))
