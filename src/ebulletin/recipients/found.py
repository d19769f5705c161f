"""Keeps what was found in a sheet: all of it counted, of each sort no more than a person reads."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ebulletin.findings import Finding, in_order

MOST_OF_A_SORT = 1_000
"""Findings of one code that are kept; the others are only counted. Held rows are kept whole."""

_ADDRESS = re.compile(r"[^\s@,;:<>()'\"]+@(?=[^\s@])")


@dataclass(frozen=True, slots=True)
class Masked:
    """Takes addresses out of words, unless a person asked to see them."""

    shows: bool = False

    def of(self, words: str) -> str:
        """The words; of an address only what stands after the @."""
        return words if self.shows or "@" not in words else _ADDRESS.sub("…@", words)


@dataclass(slots=True)
class Found:
    """What was found.

    Attributes:
        counts: By code, those that were not kept included.
    """

    counts: Counter[str] = field(default_factory=Counter)
    _kept: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Note a finding."""
        self.counts[finding.code] += 1
        if self.counts[finding.code] <= MOST_OF_A_SORT:
            self._kept.append(finding)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that were kept, by row and column."""
        return tuple(in_order(self._kept))
