"""Runs every rule of a stage, in order, and sets aside what its author chose to ignore."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module

from ebulletin.bulletins.load import PlanFile
from ebulletin.checks.rule import CATALOGUE, Rule, Stage
from ebulletin.checks.subjects import BuiltSubject, BulletinSubject, FileSubject, SetSubject
from ebulletin.findings import Finding, Severity, in_order
from ebulletin.items.load import ItemFile
from ebulletin.items.model import IgnoreField

# One file per group of codes; a new file is entered here, and nowhere else.
GROUPS = (
    "items", "bulletin", "dates", "contacts", "links", "safety", "words", "pictures",
    "accessibility", "sizes", "parts", "merging", "leaks", "lists", "audience", "later",
)  # fmt: skip

# In an archive copy these speak of what can no longer be changed, so they become hints.
_SOFT_IN_ARCHIVE = ("DAT", "TXT", "LNK103", "CON102", "CON103", "CON104", "CON107", "CON114")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that its author chose to ignore, and why."""

    finding: Finding
    why: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found: what stands, and what was ignored with a reason."""

    findings: tuple[Finding, ...] = ()
    ignored: tuple[Ignored, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return together((self, other))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that block the way to readers."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def locked(self) -> tuple[Finding, ...]:
        """The errors that nothing may set aside."""
        known = catalogue()
        return tuple(each for each in self.errors if known[each.code].is_locked)


def together(reports: Iterable[Report]) -> Report:
    """Several reports as one: in order, and nothing said twice.

    Of many it is far quicker than adding one to the next, which sorts all of them each time.
    """
    parts = list(reports)
    findings = _one_per_fault(in_order(each for part in parts for each in part.findings))
    ignored = dict.fromkeys(each for part in parts for each in part.ignored)
    return Report(tuple(findings), tuple(ignored))


@dataclass(frozen=True, slots=True)
class Ignoring:
    """The `ignore` lists that hold for a run: those of items, and that of a bulletin.

    Attributes:
        by_path: The entries of each file.
        placing: Path of the bulletin's file, whose entries cover the items it places.
        covered: Paths of these items.
        today: The bulletin's date, at which `until` ends an entry; None without a bulletin.
    """

    by_path: Mapping[str, tuple[IgnoreField, ...]] = field(default_factory=dict)
    placing: str | None = None
    covered: frozenset[str] = frozenset()
    today: date | None = None

    def in_force(self) -> dict[str, tuple[IgnoreField, ...]]:
        """The entries of the bulletin's own file and of the items it places, by path."""
        return {
            path: entries
            for path, entries in self.by_path.items()
            if path == self.placing or path in self.covered
        }

    def entries_for(self, finding: Finding) -> Iterator[IgnoreField]:
        """The entries that could cover a finding."""
        path = finding.place.path
        yield from self.by_path.get(path, ())
        if self.placing is not None and path != self.placing and path in self.covered:
            yield from self.by_path.get(self.placing, ())


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    for group in GROUPS:
        import_module(f"ebulletin.checks.{group}")
    return dict(sorted(CATALOGUE.items()))


def look(
    stage: Stage, subjects: Iterable[FileSubject | SetSubject | BulletinSubject | BuiltSubject],
    *, is_strict: bool = False, only_errors: bool = False,
) -> list[Finding]:  # fmt: skip
    """Run every rule of a stage over its subjects.

    Args:
        is_strict: The opt-in rules as well.
        only_errors: None of the rules that only warn or advise.
    """
    rules = [
        each.look
        for each in catalogue().values()
        if each.stage is stage
        and each.look is not None
        and (is_strict or not each.is_opt_in)
        and (each.severity is Severity.ERROR or not only_errors)
    ]
    return [finding for subject in subjects for run in rules for finding in run(subject)]


def ignore_lists(
    items: Iterable[ItemFile], plans: Iterable[PlanFile]
) -> dict[str, tuple[IgnoreField, ...]]:
    """The `ignore` entries of each file that has some."""
    lists = {file.source.path: file.item.ignore for file in items if file.item.ignore}
    lists.update({file.source.path: file.plan.ignore for file in plans if file.plan.ignore})
    return lists


def report(
    findings: Iterable[Finding], ignoring: Ignoring | None = None, *, is_archive: bool = False
) -> Report:
    """Sort findings, drop what is said twice, and set aside what is ignored with a reason."""
    ignoring = ignoring or Ignoring()
    standing, ignored = [], []
    for finding in _one_per_fault(in_order(findings)):
        softened = _softened(finding) if is_archive else finding
        entries = ignoring.entries_for(finding)
        entry = next((each for each in entries if covers(each, finding, ignoring.today)), None)
        if entry is None:
            standing.append(softened)
        else:
            ignored.append(Ignored(softened, entry.why or "", entry.by))
    return Report(tuple(standing), tuple(ignored))


def covers(entry: IgnoreField, finding: Finding, today: date | None) -> bool:
    """Whether an `ignore` entry sets a finding aside; never a locked one."""
    rule = catalogue().get(finding.code)
    if rule is None or rule.is_locked:
        return False
    if rule.needs_name and not entry.by:
        return False
    code = entry.code.upper()
    if code.endswith("*"):
        if rule.needs_name or not finding.code.startswith(code[:-1]):
            return False
    elif code != finding.code:
        return False
    if entry.until is not None and today is not None and today > entry.until:
        return False
    return entry.match is None or entry.match.casefold() in finding.message.casefold()


def _one_per_fault(findings: list[Finding]) -> list[Finding]:
    """Where two checks match the same words, drop the one that weighs less."""
    weights = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
    heaviest: dict[object, int] = {}
    for finding in findings:
        weight = weights[finding.severity]
        heaviest[finding.place] = min(heaviest.get(finding.place, weight), weight)
    return [
        finding
        for finding in findings
        if weights[finding.severity] == heaviest[finding.place] or finding.place.column == 1
    ]


def _softened(finding: Finding) -> Finding:
    if finding.code.startswith(_SOFT_IN_ARCHIVE):
        rule = catalogue().get(finding.code)
        if rule is not None and not rule.is_locked:
            return replace(finding, severity=Severity.HINT)
    return finding
