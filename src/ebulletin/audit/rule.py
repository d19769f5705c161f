"""The catalogue of what an audit looks for; each rule enters itself."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from ebulletin.audit.document import Document
from ebulletin.audit.model import AuditRule, Email, Fault
from ebulletin.errors import EbulletinError
from ebulletin.findings import Severity

Look = Callable[[Email, Document], Iterator[Fault]]

CATALOGUE: dict[str, AuditRule] = {}
LOOKS: list[Look] = []

_Look = TypeVar("_Look", bound=Look)


def rule(
    code: str, name: str, severity: Severity, *, finds: str, why: str, bad: str, good: str,
    source: str = "",
) -> None:  # fmt: skip
    """Enter a rule, so that `explain` and the reference know it."""
    if code in CATALOGUE:
        raise TwoAuditRulesError(code)
    CATALOGUE[code] = AuditRule(code, name, severity, finds, why, bad, good, source)


def look(function: _Look) -> _Look:
    """Enter a function that reads an e-mail and gives the faults of one or more rules."""
    LOOKS.append(function)
    return function


class TwoAuditRulesError(EbulletinError):
    """Two rules claim one code: a fault of the product, found when it starts."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Two audit rules claim the code {code}. Give one a code of its own.")
