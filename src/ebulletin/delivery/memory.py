"""A transport that keeps messages in memory: for trying and for tests, equal to the others."""

import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from ebulletin.delivery.model import Outcome, Stage, State
from ebulletin.delivery.transport import Ending, Envelope, Source, Watch, Why


@dataclass(frozen=True, slots=True)
class Carried:
    """A message that was taken."""

    envelope: Envelope
    content: bytes


@dataclass(slots=True)
class MemoryTransport:
    """Takes every message, but where an answer is given for its recipient.

    Attributes:
        answers: By address, what becomes of its message. An answer at a stage before the dot comes
            before the message is handed over.
        carried: What was taken, in order.
        most_connections: How many may carry at once.
        messages_per_connection: After so many a connection is full.
    """

    answers: Mapping[str, Outcome] = field(default_factory=dict)
    carried: list[Carried] = field(default_factory=list)
    most_connections: int = 1
    messages_per_connection: int | None = None
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def name(self) -> str:
        """As the ledger calls it."""
        return "memory"

    def open(self) -> "MemoryConnection":
        """Always opens."""
        return MemoryConnection(self)


class MemoryConnection(AbstractContextManager["MemoryConnection"]):
    """A line to nowhere."""

    def __init__(self, transport: MemoryTransport) -> None:
        self._transport = transport

    def carry(self, parcels: Source, watch: Watch) -> Ending:
        """Take parcels, in the two steps that every transport keeps."""
        count = 0
        while count != self._transport.messages_per_connection:
            parcel = parcels.wait()
            if parcel is None:
                return Ending(Why.FINISHED)
            count += 1
            answer = self._transport.answers.get(parcel.envelope.recipient)
            if answer is not None and answer.stage is not Stage.DOT:
                watch.settled(parcel, replace(answer, relay=self._transport.name))
                continue
            content = parcel.write()
            watch.handing_over(parcel)
            outcome = answer or Outcome(State.ACCEPTED, Stage.DOT, 250, reply="kept")
            if outcome.state is State.ACCEPTED:
                with self._transport.lock:
                    self._transport.carried.append(Carried(parcel.envelope, content))
            watch.settled(parcel, replace(outcome, relay=self._transport.name))
        return Ending(Why.FULL)

    def close(self) -> None:
        """Nothing is open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
