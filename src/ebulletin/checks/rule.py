"""The shape of a rule, and the catalogue in which each rule enters itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, TypeVar

from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding, Place, Severity


class Stage(StrEnum):
    """When a rule runs, and what it is given."""

    FILE = "file"
    SET = "set"
    BULLETIN = "bulletin"
    BUILT = "built"
    LIST = "list"
    SEND = "send"
    NET = "net"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check.

    Attributes:
        code: Lasting name; a withdrawn code is never used again.
        name: A few words with hyphens.
        stage: Decides what `look` is given: a `FileSubject`, `SetSubject`, `BulletinSubject` or
            `BuiltSubject`.
        finds: What it finds and how, in one or two sentences for an officer.
        why: What would happen to a reader without it.
        bad: An example that must fire.
        good: An example that must not.
        fix: `auto` where it can mend by itself, `offer` where a person chooses, else `no`.
        is_locked: It cannot be ignored.
        needs_name: It can be ignored only with the name of the person who looked.
        is_opt_in: It runs only with `style.strict: yes`.
        look: None for what the readers of files find themselves.
    """

    code: str
    name: str
    severity: Severity
    stage: Stage
    finds: str
    why: str
    bad: str
    good: str
    fix: Literal["auto", "offer", "no"] = "no"
    is_locked: bool = False
    needs_name: bool = False
    is_opt_in: bool = False
    look: Callable[[Any], Iterator[Finding]] | None = None

    def finding(self, place: Place, message: str, advice: str, **more: Any) -> Finding:
        """A finding of this rule, with its code and severity."""
        return Finding(place, self.code, self.severity, message, advice, **more)


CATALOGUE: dict[str, Rule] = {}

_Look = TypeVar("_Look", bound=Callable[[Any], Iterator[Finding]])


def rule(
    code: str, name: str, severity: Severity, stage: Stage, *,
    finds: str, why: str, bad: str, good: str,
    fix: Literal["auto", "offer", "no"] = "no",
    is_locked: bool = False, needs_name: bool = False, is_opt_in: bool = False,
) -> Callable[[_Look], _Look]:  # fmt: skip
    """Enter the function below it in the catalogue as the rule of that code."""

    def enter(look: _Look) -> _Look:
        _enter(
            Rule(
                code,
                name,
                severity,
                stage,
                finds,
                why,
                bad,
                good,
                fix,
                is_locked,
                needs_name,
                is_opt_in,
                look,
            )
        )
        return look

    return enter


def found_while_reading(
    code: str, name: str, severity: Severity, stage: Stage, *,
    finds: str, why: str, bad: str, good: str,
    fix: Literal["auto", "offer", "no"] = "no", is_locked: bool = False,
) -> None:  # fmt: skip
    """Enter a rule whose findings come from the readers of files, so that `explain` knows it."""
    _enter(Rule(code, name, severity, stage, finds, why, bad, good, fix, is_locked))


def _enter(new: Rule) -> None:
    if new.code in CATALOGUE:
        raise TwoRulesError(new.code)
    CATALOGUE[new.code] = new


class TwoRulesError(EbulletinError):
    """Two rules claim one code: a fault of the product, found when it starts."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Two rules claim the code {code}. Give the newer one a code of its own.")
