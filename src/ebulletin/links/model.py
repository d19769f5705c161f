"""The shape of an answer: what became of one address when it was tried."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a try ended."""

    FINE = "fine"
    BROKEN = "broken"
    SILENT = "silent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address.

    Attributes:
        url: As it was asked for, without the part after `#`.
        outcome: `fine`, `broken` (a status of 400 or more), `silent` (no answer) or `refused` (the
            address was not tried, as it lies inside a private network).
        status: The last status, or None without an answer.
        reason: Why it is not fine, in words that follow "it"; empty where it is.
        moved_to: The address to which it has moved for good, another in host or path; or None.
    """

    url: str
    outcome: Outcome
    status: int | None = None
    reason: str = ""
    moved_to: str | None = None
