"""When a delivery is tried again or given up, and when a refusal is meant for all of us."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from ebulletin.delivery.ledger import Ended
from ebulletin.delivery.model import SAME_POLICY_REFUSALS, Delivery, Outcome, State

_WORDS_OF_ONE_MESSAGE = re.compile(r"<[^>]*>|\S*@\S*|\S*\d\S*")
"""Addresses, queue numbers and times, which differ in refusals that are equal."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a relay's "not now" is taken for an answer.

    Greylisting asks for five minutes as a rule (RFC 6647), so the first wait is a little longer;
    each further one is twice as long, with a quarter of chance so that retries do not come at once.

    Attributes:
        first_seconds: Before the second try.
        most_seconds: The longest wait between two tries.
        most_tries: After so many the delivery counts as refused. By default the last one is made
            about a day after the first.
        after_lost_line_seconds: Where the line broke before the message was out: nobody's refusal.
        reopening_seconds: Before a line that was lost is opened again; twice as long each time
            that it cannot be.
        reconnecting_seconds: How long a relay that cannot be reached, or drops every line, is
            tried before sending stops.
    """

    first_seconds: float = 330.0
    most_seconds: float = 4 * 3600.0
    most_tries: int = 12
    after_lost_line_seconds: float = 30.0
    reopening_seconds: float = 1.0
    reconnecting_seconds: float = 300.0
    chance: Callable[[], float] = field(default=random.random)

    def ended(self, delivery: Delivery, outcome: Outcome, now: float) -> Ended:
        """The end of an attempt as the ledger keeps it: with the time of the next, or given up."""
        if outcome.state is not State.DEFERRED:
            return Ended(delivery.id, outcome)
        if outcome.code is None:
            return Ended(delivery.id, outcome, now + self.after_lost_line_seconds)
        tries = delivery.attempts + 1
        if tries >= self.most_tries:
            words = f"Given up after {tries} tries: {outcome.reply}"
            return Ended(delivery.id, replace(outcome, state=State.REFUSED, reply=words))
        wait = min(self.first_seconds * 2.0 ** (tries - 1), self.most_seconds)
        return Ended(delivery.id, outcome, now + wait * (1 + self.chance() / 4))


class EqualRefusals:
    """Counts refusals for policy in a row; used by all connections of a run."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: tuple[object, ...] | None = None
        self._count = 0

    def why_stop(self, outcome: Outcome) -> str:
        """Why the campaign should stand still after this outcome, or nothing."""
        with self._lock:
            if not outcome.is_policy_refusal:
                if outcome.state in (State.ACCEPTED, State.REFUSED):
                    self._last, self._count = None, 0
                return ""
            words = _WORDS_OF_ONE_MESSAGE.sub("", outcome.reply.lower()).split()
            refusal = (outcome.stage, outcome.code, outcome.enhanced, *words)
            self._count = self._count + 1 if refusal == self._last else 1
            self._last = refusal
            if self._count < SAME_POLICY_REFUSALS:
                return ""
        said = " ".join(
            part for part in (str(outcome.code or ""), outcome.enhanced, outcome.reply) if part
        )
        return (
            f"the relay refused {SAME_POLICY_REFUSALS} messages in a row for the same reason, "
            f"which is about us and not about the people: {said}"
        )
