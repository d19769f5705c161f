"""Writes lists for mailing tools: one file for each readership, and never who is suppressed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ebulletin.bulletins.compose import compose, variants_of
from ebulletin.checks.audience import merges_in
from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding
from ebulletin.press.audience import audience, load_lists
from ebulletin.press.building import find_plan
from ebulletin.recipients.choosing import Choice, choose
from ebulletin.recipients.conditions import Condition, matching
from ebulletin.recipients.exporting import ListTool, find_tool, list_for_tool, name_in_list
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.model import MERGE_COLUMNS, Recipient, RecipientList
from ebulletin.recipients.store import changing
from ebulletin.recipients.suppression import ANY_SERIES
from ebulletin.settings import Partnership
from ebulletin.settings.series import BUILT_IN_VARIANTS, Variant
from ebulletin.workspace import Workspace

EXPORTS = "exports"
"""Below `recipients/`: git looks past it, and forgetting somebody reaches it."""


class NothingIsExportedError(EbulletinError):
    """These people may not be given to a mailing tool."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file for a mailing tool.

    Attributes:
        path: From the root of the workspace.
        variant: Whose readers are in it.
        gaps: How many cells are empty, by the tool's name of the column, where it refuses that.
    """

    path: str
    variant: str
    people: int
    gaps: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListExport:
    """What was written.

    Attributes:
        left_out: How many are in none of the files, by reason.
        findings: What the checks say of these people.
    """

    tool: ListTool
    files: tuple[ListFile, ...]
    left_out: Mapping[str, int]
    findings: tuple[Finding, ...] = ()


def export_lists(
    workspace: Workspace, tool_name: str, day: date, *, slug: str | None = None,
    names: Iterable[str] = (), segments: Iterable[str] = (), conditions: Iterable[Condition] = (),
) -> ListExport:  # fmt: skip
    """Write a file for each variant of a bulletin; without one, for professionals and the public.

    So nobody in the tool can be sent what they may not have.

    Args:
        day: From which the age of rows is counted where no bulletin gives its date.
        slug: The bulletin.
        names: Only from these lists.
        segments: Only people in these segments, or in what they include.
        conditions: Only people who meet them.

    Raises:
        UnknownListToolError: We know no such tool.
        NothingIsExportedError: The workspace or the bulletin is an archive, or an error stands.
        KeyProblemError: The suppression list cannot be read without its key.
    """
    tool = find_tool(tool_name)
    settings = workspace.shelf.settings
    if settings.demonstration == "archive":
        raise NothingIsExportedError(
            "This workspace holds archive copies (`demonstration: archive`), so no list is "
            "exported from it."
        )
    findings: tuple[Finding, ...] = ()
    if slug is None:
        choice = _everybody(workspace, names, day)
    else:
        found = audience(workspace, slug, names)
        choice, findings = found.choice, found.report.findings
        _refuse(workspace, slug, found.report.errors)
    choice = _narrowed(choice, settings, tuple(segments), tuple(conditions))
    words = _fallbacks(workspace, slug) if slug else {}
    files = _write(workspace.root, settings, tool, choice, slug, words)
    return ListExport(tool, files, choice.counts_left_out(), findings)


def _everybody(workspace: Workspace, names: Iterable[str], day: date) -> Choice:
    settings = workspace.shelf.settings
    lists = load_lists(workspace.root, settings, names)
    variants = [Variant.model_validate(each) for each in BUILT_IN_VARIANTS]
    return choose(lists.lists, variants, lists.suppressions, settings, series=ANY_SERIES, day=day)


def _refuse(workspace: Workspace, slug: str, errors: Sequence[Finding]) -> None:
    if find_plan(workspace, slug).plan.archive:
        raise NothingIsExportedError(
            f"The bulletin {slug!r} is an archive copy, which is never sent, so no list is "
            "exported for it."
        )
    if errors:
        listed = "\n\n".join(map(str, errors))
        raise NothingIsExportedError(f"No list was exported, because of this:\n\n{listed}")


def _narrowed(
    choice: Choice, settings: Partnership, segments: tuple[str, ...],
    conditions: tuple[Condition, ...],
) -> Choice:  # fmt: skip
    if not segments and not conditions:
        return choice
    people = [listed.recipient for _, listed in choice.everybody()]
    wanted = {each.email for each in matching(people, settings, segments, conditions)}
    return replace(
        choice,
        chosen={
            name: tuple(each for each in group if each.recipient.email in wanted)
            for name, group in choice.chosen.items()
        },
    )


def _fallbacks(workspace: Workspace, slug: str) -> dict[str, str]:
    """The words for an empty cell, as the bulletin's texts give them; the first counts."""
    plan, shelf = find_plan(workspace, slug).plan, workspace.shelf
    words: dict[str, str] = {}
    for variant in variants_of(plan, shelf.settings):
        bulletin = compose(plan, shelf, variant, "email").bulletin
        for each in merges_in(bulletin):
            if each.fallback:
                words.setdefault(each.name, each.fallback)
    return words


def _write(
    root: Path, settings: Partnership, tool: ListTool, choice: Choice, slug: str | None,
    words: Mapping[str, str],
) -> tuple[ListFile, ...]:  # fmt: skip
    folder = root / FOLDER / EXPORTS
    start = f"{slug}-{tool.id}-" if slug else f"all-{tool.id}-"
    wanted = {
        f"{start}{variant}.csv": (variant, [each.recipient for each in group])
        for variant, group in choice.chosen.items()
        if group
    }
    # Told first: an audit rather hears of a file too many than of one too few.
    with changing(root / FOLDER, "export") as change:
        for variant, people in wanted.values():
            details = f"{len(people)} people for {tool.name}: {slug or 'all bulletins'}, {variant}"
            change.note("exported", details=details)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{start}*.csv"):
        # The file of a variant that nobody gets any more would be taken for a new one.
        old.unlink()
    written = []
    for name, (variant, people) in wanted.items():
        fresh = folder / f".{name}.new"
        fresh.write_bytes(list_for_tool(tool, people, settings.merge_fields, words))
        fresh.replace(folder / name)
        gaps = _gaps(tool, people, settings, words) if tool.needs_values else {}
        written.append(ListFile(f"{FOLDER}/{EXPORTS}/{name}", variant, len(people), gaps))
    return tuple(written)


def _gaps(
    tool: ListTool, people: Iterable[Recipient], settings: Partnership, words: Mapping[str, str]
) -> dict[str, int]:
    group = list(people)
    counts = {
        name_in_list(tool, each): sum(not person.value_of(each) for person in group)
        for each in (*MERGE_COLUMNS, *settings.merge_fields)
        if not words.get(each)
    }
    return {name: count for name, count in counts.items() if count}


def narrowed_lists(
    lists: Iterable[RecipientList], settings: Partnership, segments: Iterable[str],
    conditions: Iterable[Condition],
) -> tuple[RecipientList, ...]:  # fmt: skip
    """The same lists with only the people in the segments who meet the conditions."""
    every = tuple(lists)
    people = [person for each in every for person in each.recipients]
    wanted = {id(each) for each in matching(people, settings, tuple(segments), tuple(conditions))}
    return tuple(
        replace(each, recipients=tuple(one for one in each.recipients if id(one) in wanted))
        for each in every
    )
