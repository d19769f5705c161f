"""One rate for all connections, and caps for single domains, that hold in any 60 seconds."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ebulletin.delivery.transport import Parcel

WINDOW_SECONDS = 60.0

_CATCH_UP_SECONDS = 0.25  # a busy computer wakes up late; this much of it is made good at once
_MOST_HELD_BACK = 1000  # parcels of capped domains that wait while others go
_LOOK_AGAIN_SECONDS = 0.2


@dataclass(slots=True)
class _Limit:
    """So many in any window, spread evenly over it."""

    per_minute: int
    taken: deque[float] = field(default_factory=deque)
    next_at: float = 0.0

    def seconds_to_wait(self, now: float) -> float:
        even = self.next_at - now
        if len(self.taken) < self.per_minute:
            return even
        return max(even, self.taken[0] + WINDOW_SECONDS - now)

    def take(self, now: float) -> None:
        self.taken.append(now)
        if len(self.taken) > self.per_minute:
            self.taken.popleft()
        spacing = WINDOW_SECONDS / self.per_minute
        self.next_at = max(self.next_at, now - _CATCH_UP_SECONDS) + spacing


class Pace:
    """How fast messages may go: shared by all connections of a run.

    A message counts when its turn comes, whatever becomes of it, because that is what relays count.
    """

    def __init__(
        self,
        per_minute: int | None = None,
        caps: Mapping[str, int] | None = None,
        *,
        seconds_since_earlier: Iterable[float] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Set the limits.

        Args:
            per_minute: Of all messages together; None for as fast as the relay takes them.
            caps: Of single receiving domains, in lower case.
            seconds_since_earlier: How long ago messages of an earlier run went, so that the
                limit also holds over a crash and a new start.
        """
        self._clock = clock
        self._lock = threading.Lock()
        self._all = _Limit(per_minute) if per_minute else None
        self._domains = {domain.lower(): _Limit(cap) for domain, cap in (caps or {}).items()}
        if self._all is not None:
            now = clock()
            recent = sorted(now - ago for ago in seconds_since_earlier if ago < WINDOW_SECONDS)
            self._all.taken.extend(recent[-self._all.per_minute :])

    def take(self, domain: str) -> float:
        """Take a turn for a message to a domain: 0, or the seconds to wait without one."""
        with self._lock:
            now = self._clock()
            limits = [each for each in (self._all, self._domains.get(domain)) if each is not None]
            waiting = max((each.seconds_to_wait(now) for each in limits), default=0.0)
            if waiting > 0:
                return waiting
            for each in limits:
                each.take(now)
            return 0.0

    def is_capped(self, domain: str) -> bool:
        """Whether a domain has a limit of its own."""
        return domain in self._domains

    def domain_wait(self, domain: str) -> float:
        """How long only the cap of a domain holds its messages back, in seconds; takes nothing."""
        limit = self._domains.get(domain)
        if limit is None:
            return 0.0
        with self._lock:
            return max(0.0, limit.seconds_to_wait(self._clock()))


class PacedSource:
    """Gives one connection its parcels, in order, as fast as they may go.

    Parcels of a domain that is at its cap are held back, and others go before them.
    """

    def __init__(
        self,
        parcels: Iterator[Parcel],
        pace: Pace,
        stopping: threading.Event | None = None,
    ) -> None:
        """Take parcels from an iterator that may be slow, and stop soon after `stopping` is set."""
        self._parcels = parcels
        self._pace = pace
        self._stopping = stopping or threading.Event()
        self._held: deque[Parcel] = deque()
        self._next: Parcel | None = None

    @property
    def waiting(self) -> tuple[Parcel, ...]:
        """Parcels that were taken from the iterator and not given on; after a stop."""
        return (*self._held, *((self._next,) if self._next is not None else ()))

    def ready(self) -> Parcel | None:
        """One that may go this very moment, or None."""
        return None if self._stopping.is_set() else self._try()[0]

    def wait(self) -> Parcel | None:
        """The next one, when its turn has come; None when there are no more, or when stopping."""
        while not self._stopping.is_set():
            parcel, seconds = self._try()
            if parcel is not None:
                return parcel
            if seconds is None:
                return None
            self._stopping.wait(min(seconds, _LOOK_AGAIN_SECONDS))
        return None

    def _try(self) -> tuple[Parcel | None, float | None]:
        """A parcel; or the seconds to wait; or neither, at the end."""
        waits: list[float] = []
        for _ in range(len(self._held)):
            held = self._held.popleft()
            seconds = self._pace.take(held.domain)
            if not seconds:
                return held, 0.0
            self._held.append(held)
            waits.append(seconds)
        while len(self._held) < _MOST_HELD_BACK:
            parcel = self._next or next(self._parcels, None)
            self._next = None
            if parcel is None:
                break
            seconds = self._pace.take(parcel.domain)
            if not seconds:
                return parcel, 0.0
            if self._pace.domain_wait(parcel.domain) <= 0:
                # All wait, not only this domain.
                self._next = parcel
                return None, seconds
            self._held.append(parcel)
            waits.append(seconds)
        return None, min(waits, default=None)
