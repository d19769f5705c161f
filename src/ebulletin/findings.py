"""What an author can mend, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks building for readers, a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a file of the workspace.

    Attributes:
        path: From the root of the workspace, with forward slashes.
        line: Counted from 1.
        column: Counted from 1, in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one run of text in one file; `end` is the point just after the run."""

    start: Place
    end: Place
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, said in one sentence, and what to do about it.

    Attributes:
        place: Where the words in question stand.
        code: Lasting name of the rule, such as `DAT101`.
        severity: Its weight, after the rules for archive copies.
        message: What is wrong, with the author's own words.
        help: One sentence that says what to do.
        fix: Edits that mend it without a choice, or none.
        offers: Replacements of which a person may choose one.
        variant: The variant in which it holds, where that differs between variants.
    """

    place: Place
    code: str
    severity: Severity
    message: str
    help: str
    fix: tuple[Edit, ...] = ()
    offers: tuple[str, ...] = ()
    variant: str | None = None

    def __str__(self) -> str:
        where = f" (in the {self.variant} variant)" if self.variant else ""
        return (
            f"{self.place}: {self.code} {self.severity} {self.message}{where}\n  help: {self.help}"
        )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by path, line, column and code, and drop what is said twice."""
    unique = dict.fromkeys(findings)
    return sorted(unique, key=lambda each: (each.place, each.code, each.message))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any of the findings blocks the way to readers."""
    return any(finding.severity is Severity.ERROR for finding in findings)
