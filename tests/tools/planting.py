"""Plants one fault at a time in the demonstration, in memory, and asks the checks about it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal

from ebulletin.bulletins.load import PlanFile, parse_plan
from ebulletin.checks.rule import Stage
from ebulletin.checks.run import Ignoring, catalogue, ignore_lists, look, report
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items.load import ItemFile, parse_item
from ebulletin.press.building import build
from ebulletin.press.checking import (
    bulletin_subject,
    file_findings,
    files_of,
    ignoring_for,
    set_findings,
)
from ebulletin.workspace import Workspace, open_workspace

HERE = "¦"
"""Stands in what is planted just before the words that the finding must name; then it goes."""

_FRONT_MATTER = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """One way of going wrong, and where in the demonstration it can be planted.

    Attributes:
        code: What must be found.
        pattern: What is replaced; `^` and `$` stand for the ends of a line.
        planted: What takes its place, as for `re.sub`, with the mark `HERE`.
        part: Where the pattern is looked for: the fields, the body, or both.
        files: The paths that come into question, as a pattern.
        only: What else a file's text must hold, as a pattern.
        never: What it may not hold.
        most: How many sites are taken, spread evenly over those there are.
        first: The number of the first site that is taken; after the last one it goes on at 0.
        at: `here`, or `named`: in whichever file and line names the item of the changed file.
        is_archive: Planted in a workspace with `demonstration: archive`, in which SAF121 does not
            speak of the same words first.
    """

    code: str
    pattern: str
    planted: str | Callable[[re.Match[str]], str]
    part: Literal["head", "body", "all"] = "all"
    files: str = r"items/"
    only: str = ""
    never: str = r"\Z\A"
    most: int = 4
    first: int = 0
    at: Literal["here", "named"] = "here"
    is_archive: bool = False


@dataclass(frozen=True)
class Mutant:
    """A file of the demonstration with one fault in it.

    Attributes:
        path: The file's.
        line: Of the fault; None where the finding may name the item in any line.
        shown: What stands from the fault to the end of its line.
    """

    fault: Fault
    path: str
    text: str
    line: int | None
    shown: str

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{self.fault.code} {where}: {self.shown[:90]}"


def mutants_of(fault: Fault, texts: Mapping[str, str]) -> list[Mutant]:
    """The sites that a fault can be planted in, at most as many as it asks for."""
    found = [
        (path, match)
        for path, text in texts.items()
        if re.match(fault.files, path)
        and re.search(fault.only, text, re.MULTILINE)
        and not re.search(fault.never, text, re.MULTILINE)
        for match in _matches(fault, text)
    ]
    step = max(1, len(found) / fault.most)
    places = [int(fault.first + index * step) for index in range(min(fault.most, len(found)))]
    chosen = [found[place % len(found)] for place in places]
    return [_mutant(fault, path, texts[path], match) for path, match in chosen]


def _matches(fault: Fault, text: str) -> Iterator[re.Match[str]]:
    front = _FRONT_MATTER.match(text)
    body_at = front.end() if front else 0
    start = body_at if fault.part == "body" else 0
    end = body_at if front and fault.part == "head" else len(text)
    return re.compile(fault.pattern, re.MULTILINE).finditer(text, start, end)


def _mutant(fault: Fault, path: str, text: str, match: re.Match[str]) -> Mutant:
    planted = fault.planted(match) if callable(fault.planted) else match.expand(fault.planted)
    before = text[: match.start()] + planted.split(HERE)[0]
    changed = text[: match.start()] + planted.replace(HERE, "") + text[match.end() :]
    line = before.count("\n") + 1
    shown = changed[len(before) :].split("\n")[0]
    return Mutant(fault, path, changed, line if fault.at == "here" else None, shown)


class Demonstration:
    """The repository's own workspace, read once."""

    def __init__(self, root: Path) -> None:
        self.workspace = open_workspace(root)
        folders = (root / "bulletins", root / "items")
        files = [path for folder in folders for path in sorted(folder.rglob("*.*"))]
        self.texts = {
            path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
            for path in files
            if path.suffix in (".md", ".yaml")
        }

    @cached_property
    def placing(self) -> dict[str, list[str]]:
        """Slugs of the bulletins that each file goes into, by its path."""
        placing: dict[str, list[str]] = {path: [] for path in self.texts}
        for slug, plan_file in self.workspace.plans.items():
            subject = bulletin_subject(self.workspace, self.workspace.shelf, plan_file)
            assert subject is not None
            for path in files_of(subject):
                placing[path].append(slug)
        return placing

    @cached_property
    def usual(self) -> frozenset[tuple[str, str, int]]:
        """Code, path and line of what is found without any fault."""
        workspace = self.workspace
        found = [
            *file_findings(workspace, workspace.shelf),
            *set_findings(workspace, workspace.shelf),
            *_bulletins(workspace, list(workspace.plans)),
        ]
        return frozenset((each.code, each.place.path, each.place.line) for each in found)

    def is_caught(self, mutant: Mutant, out: Path) -> bool:
        """Whether the right check finds the fault in the right line.

        Args:
            out: A folder for what is built, where only finished files show the fault.
        """
        code, stem = mutant.fault.code, PurePosixPath(mutant.path).stem
        for each in self.findings(mutant, out):
            path, line = each.place.path, each.place.line
            if each.code != code or (code, path, line) in self.usual:
                continue
            if mutant.line is not None:
                is_right = (path, line) == (mutant.path, mutant.line)
            else:
                text = mutant.text if path == mutant.path else self.texts[path]
                is_right = stem in text.split("\n")[line - 1]
            if is_right:
                return True
        return False

    def findings(self, mutant: Mutant, out: Path) -> list[Finding]:
        """What stands after the checks of the changed file and of the bulletins that place it."""
        file, found = _parse(mutant)
        if file is None:
            return found
        workspace = self._changed(file)
        if mutant.fault.is_archive:
            assert workspace.settings is not None
            archive = workspace.settings.model_copy(update={"demonstration": "archive"})
            workspace = replace(workspace, settings=archive)
        slugs = self.placing[mutant.path]
        if isinstance(file, ItemFile) and file.item.kind == "contact":
            slugs = list(workspace.plans)
        stage = catalogue()[mutant.fault.code].stage
        if stage is Stage.BUILT:
            return [
                each
                for slug in slugs[:1]
                for each in build(workspace, slug, out=out).report.findings
            ]
        if stage is Stage.BULLETIN:
            return _bulletins(workspace, slugs)
        return _files(workspace, file, found, is_whole_set=stage is Stage.SET)

    def _changed(self, file: ItemFile | PlanFile) -> Workspace:
        if isinstance(file, ItemFile):
            return replace(self.workspace, items={**self.workspace.items, file.item.id: file})
        return replace(self.workspace, plans={**self.workspace.plans, file.plan.slug: file})


def is_error(mutant: Mutant) -> bool:
    """Whether the fault is one that blocks the way to readers."""
    return catalogue()[mutant.fault.code].severity is Severity.ERROR


def _parse(mutant: Mutant) -> tuple[ItemFile | PlanFile | None, list[Finding]]:
    if mutant.path.endswith(".yaml"):
        return parse_plan(mutant.text, mutant.path)
    return parse_item(mutant.text, mutant.path)


def _files(
    workspace: Workspace, file: ItemFile | PlanFile, found: list[Finding], *, is_whole_set: bool
) -> list[Finding]:
    """What the rules of files and of the set say.

    For a rule of files, only what could outweigh it is asked of the set: an error in this file.
    """
    shelf = workspace.shelf
    assert workspace.settings_source is not None
    subject, among = FileSubject(file.source, shelf.settings), {}
    if isinstance(file, ItemFile):
        subject, among = replace(subject, item=file.item), {file.item.id: file}
    else:
        subject = replace(subject, plan_file=file)
    found = [*found, *look(Stage.FILE, [subject])]
    if is_whole_set:
        found += set_findings(workspace, shelf)
    else:
        small = SetSubject(shelf, workspace.settings_source, among, {})
        found += look(Stage.SET, [small], only_errors=True)
    ignoring = Ignoring(ignore_lists(workspace.items.values(), workspace.plans.values()))
    return list(report(found, ignoring).findings)


def _bulletins(workspace: Workspace, slugs: list[str]) -> list[Finding]:
    found: list[Finding] = []
    for slug in slugs:
        subject = bulletin_subject(workspace, workspace.shelf, workspace.plans[slug])
        if subject is not None:
            standing = report(look(Stage.BULLETIN, [subject]), ignoring_for(workspace, subject))
            found.extend(standing.findings)
    return found
