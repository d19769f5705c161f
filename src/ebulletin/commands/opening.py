"""Opens the workspace that a command works on, and prints findings the same way everywhere."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ebulletin.findings import Finding
    from ebulletin.workspace import Workspace

_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}


def open_from(folder: str | None) -> "Workspace":
    """Open the workspace named on the command line, or the one that the current folder is in."""
    from ebulletin.workspace import find_root, open_workspace

    return open_workspace(find_root(Path(folder) if folder else Path.cwd()))


def show_findings(findings: Iterable["Finding"], *, to_stderr: bool = False) -> None:
    """Print findings, a blank line between them; the word carries the meaning, never the colour."""
    for finding in findings:
        first, *rest = str(finding).split("\n")
        severity = str(finding.severity)
        start, _, end = first.partition(f" {severity} ")
        click.echo(
            f"{start} {click.style(severity, fg=_COLOURS[severity], bold=True)} {end}",
            err=to_stderr,
        )
        for line in rest:
            click.echo(line, err=to_stderr)


def slug_of(typed: str) -> str:
    """The name of a bulletin or item, also where its file was typed: `bulletins/first.yaml`."""
    name = typed.replace("\\", "/").rpartition("/")[2]
    for ending in (".yaml", ".yml", ".md"):
        name = name.removesuffix(ending)
    return name


def from_here(path: Path) -> str:
    """A path as short as it can be said: from the current folder where it lies below it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def as_typed(word: str) -> str:
    """A word of a command as it must be typed: in quotation marks where it holds a space."""
    return f'"{word}"' if " " in word else word


def counted(findings: Iterable["Finding"]) -> str:
    """`1 error, 3 warnings and 2 hints`, or `nothing`."""
    from ebulletin.values.choices import join_words

    numbers: dict[str, int] = {}
    for finding in findings:
        numbers[str(finding.severity)] = numbers.get(str(finding.severity), 0) + 1
    words = [
        f"{numbers[name]} {name}{'' if numbers[name] == 1 else 's'}"
        for name in _COLOURS
        if name in numbers
    ]
    return join_words(words, "and") if words else "nothing"


def newest_bulletin(workspace: "Workspace") -> str | None:
    """The slug of the bulletin with the latest date, or None where there is no bulletin."""
    dated = [(file.plan.day or date.min, slug) for slug, file in workspace.plans.items()]
    return max(dated)[1] if dated else None
