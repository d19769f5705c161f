"""Joins a bulletin with the lists: who gets which variant, and why somebody gets nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ebulletin.bulletins.compose import UndatedBulletinError
from ebulletin.checks.audience import audience_findings
from ebulletin.checks.run import Report, report
from ebulletin.checks.subjects import SendSubject
from ebulletin.findings import Finding, Severity
from ebulletin.press.building import find_plan
from ebulletin.press.checking import bulletin_subject, ignoring_for
from ebulletin.recipients.choosing import Choice, choose
from ebulletin.recipients.lists import FOLDER, chosen_files
from ebulletin.recipients.load import load_list
from ebulletin.recipients.model import MERGE_COLUMNS, Recipient, RecipientList
from ebulletin.recipients.problems import LACKING_COLUMN, NO_COLUMN_NAMES, UNREADABLE_FILE
from ebulletin.recipients.store import reading
from ebulletin.recipients.suppression import Suppressions, read_suppressions
from ebulletin.settings import Partnership, Variant
from ebulletin.workspace import Workspace

# Nobody of such a list would get anything, and nobody would notice.
_WHOLE_LIST = frozenset({UNREADABLE_FILE.code, NO_COLUMN_NAMES.code, LACKING_COLUMN.code})


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a workspace as they are at one moment, and who is never to be written to."""

    lists: tuple[RecipientList, ...]
    suppressions: Suppressions
    findings: tuple[Finding, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The columns that at least one list has."""
        return frozenset(name for each in self.lists for name in each.columns)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a bulletin goes to.

    Attributes:
        day: The bulletin's date, from which the age of rows is counted.
        variants: In the order written.
        choice: Who gets which variant, and everybody else with the reason.
        segments: Names of the segments for readers, by id.
        report: What the checks say of this audience, and what of it is ignored with a reason.
    """

    slug: str
    series: str
    day: date
    variants: tuple[Variant, ...]
    choice: Choice
    lists: tuple[RecipientList, ...]
    suppressions: Suppressions
    segments: Mapping[str, str]
    report: Report


def load_lists(root: Path, settings: Partnership, names: Iterable[str] = ()) -> Lists:
    """Read lists and suppressions together, so that no change can come in between.

    Args:
        root: The workspace.
        names: Only these lists; all by default. In a live workspace the invented sample is none.

    Raises:
        UnknownListError: There is no list of that name.
        KeyProblemError: The suppression list cannot be read without its key.
    """
    folder = root / FOLDER
    lists: list[RecipientList] = []
    findings: list[Finding] = []
    with reading(folder):
        for file in chosen_files(folder, names, is_live=is_live(settings)).values():
            read, problems = load_list(file, settings, f"{FOLDER}/{file.name}")
            lists.append(read)
            findings.extend(problems)
        return Lists(tuple(lists), read_suppressions(folder), tuple(findings))


def audience(workspace: Workspace, slug: str, names: Iterable[str] = ()) -> Audience:
    """Choose who gets which variant of a bulletin.

    Args:
        names: Only from these lists; from all by default.

    Raises:
        UnknownBulletinError: There is no such bulletin.
        UnreadableBulletinError: Its file has errors that keep it from being read.
        UndatedBulletinError: It has no full date, from which to count.
        UnknownListError: There is no list of that name.
        KeyProblemError: The suppression list cannot be read without its key.
    """
    plan_file = find_plan(workspace, slug)
    shelf = workspace.shelf
    subject = bulletin_subject(workspace, shelf, plan_file)
    if subject is None:
        raise UndatedBulletinError(slug)
    lists = load_lists(workspace.root, shelf.settings, names)
    series = plan_file.plan.series
    choice = choose(
        lists.lists,
        subject.variants,
        lists.suppressions,
        shelf.settings,
        series=series,
        day=subject.today,
    )
    found = audience_findings(SendSubject(subject, choice, lists.columns))
    return Audience(
        slug=slug,
        series=series,
        day=subject.today,
        variants=subject.variants,
        choice=choice,
        lists=lists.lists,
        suppressions=lists.suppressions,
        segments={name: each.name for name, each in shelf.settings.segments.items()},
        report=report([*_about_lists(lists), *found], ignoring_for(workspace, subject)),
    )


def _about_lists(lists: Lists) -> Iterator[Finding]:
    """What is wrong in the lists: a row that cannot be read is left out, and stops nobody else."""
    for each in lists.findings:
        is_row = each.severity is Severity.ERROR and each.code not in _WHOLE_LIST
        yield replace(each, severity=Severity.WARNING) if is_row else each


def merge_values(recipient: Recipient, settings: Partnership) -> dict[str, str]:
    """What the merge fields print for somebody, by field; empty ones are left out."""
    values = {name: recipient.value_of(name) for name in (*MERGE_COLUMNS, *settings.merge_fields)}
    return {name: value for name, value in values.items() if value}


def is_live(settings: Partnership) -> bool:
    """Whether real people are written to."""
    return settings.demonstration == "no"
