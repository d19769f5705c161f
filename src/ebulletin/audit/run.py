"""Runs the three parts of an audit over one e-mail, and puts what they find in order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from ebulletin.audit.document import Document
from ebulletin.audit.markup import read_document
from ebulletin.audit.model import AuditRule, Email, Fault
from ebulletin.audit.rule import CATALOGUE, LOOKS
from ebulletin.audit.support.clients import Mix
from ebulletin.audit.support.features import unsupported
from ebulletin.findings import Finding, in_order

PARTS = ("accessibility", "support", "weight")

MOST_OF_A_KIND = 25
"""Faults of one code that are told; the last one says how many more there are."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Attributes:
        faults: In the order of the e-mail.
        document: The e-mail as it was read.
        mix: The readers' mail programs it was held against.
    """

    email: Email
    document: Document
    mix: Mix
    faults: tuple[Fault, ...]

    @property
    def findings(self) -> list[Finding]:
        """The faults as findings about the e-mail's own file."""
        known = catalogue()
        return in_order(self.email.finding(each, known[each.code]) for each in self.faults)


@cache
def catalogue() -> Mapping[str, AuditRule]:
    """Every rule of an audit by its code, in the order of the codes."""
    for part in PARTS:
        import_module(f"ebulletin.audit.{part}")
    return dict(sorted(CATALOGUE.items()))


def audit(email: Email, mix: Mix) -> Audit:
    """Look at an e-mail for all that keeps it from its readers.

    Args:
        mix: The mail programs of the readers, with their shares.
    """
    catalogue()
    document = read_document(email.html)
    found = list(email.faults)
    for look in LOOKS:
        found += look(email, document)
    found += unsupported(document, mix)
    return Audit(email, document, mix, tuple(_few_of_each(found)))


def _few_of_each(faults: Iterable[Fault]) -> Iterable[Fault]:
    """In the order of the e-mail, and of each kind no more than a person will read."""
    ordered = sorted(faults, key=lambda each: (each.offset, each.code))
    total = Counter(each.code for each in ordered)
    told: Counter[str] = Counter()
    for each in ordered:
        told[each.code] += 1
        if told[each.code] < MOST_OF_A_KIND or total[each.code] <= MOST_OF_A_KIND:
            yield each
        elif told[each.code] == MOST_OF_A_KIND:
            more = total[each.code] - MOST_OF_A_KIND
            yield Fault(
                each.code,
                each.offset,
                f"{each.message}; there are {more:,} more of this kind",
                each.help,
                each.words,
                each.severity,
                each.is_whole,
            )
