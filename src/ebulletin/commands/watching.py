"""Goes on checking while authors write, and prints only what changes."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ebulletin.commands.opening import counted, show_findings

if TYPE_CHECKING:
    from ebulletin.checks.run import Report
    from ebulletin.findings import Finding

_PAUSE_SECONDS = 0.3  # soon enough for somebody who has just saved, and next to no work
_WATCHED = ("items", "bulletins", "templates", "recipients", "partnership.yaml", "glossary.yaml")
_CTRL_C = 130

Stamps = dict[str, tuple[int, int]]


def watch(root: Path, is_wanted: Callable[["Finding"], bool]) -> NoReturn:
    """Check, wait until a file changes, and check again, until Ctrl-C.

    Args:
        root: The workspace.
        is_wanted: Says of a finding whether it is shown.
    """
    try:
        _go_on(root, is_wanted)
    except KeyboardInterrupt:
        click.echo("\nStopped.", err=True)
    raise click.exceptions.Exit(_CTRL_C)


def _go_on(root: Path, is_wanted: Callable[["Finding"], bool]) -> NoReturn:
    from ebulletin.errors import EbulletinError
    from ebulletin.press.checking import check
    from ebulletin.press.kept import Kept
    from ebulletin.workspace import Reading, open_workspace

    reading, kept = Reading(), Kept()
    before: list[Finding] | None = None
    while True:
        stamps = stamps_of(root)
        try:
            report = check(open_workspace(root, reading), kept)
        except EbulletinError as error:
            # partnership.yaml may be away for a moment, while an editor writes it.
            click.echo(f"{error}", err=True)
        else:
            before = _show(report, before, is_wanted)
        # The command runs without the collector of cycles, and this one runs all day.
        gc.collect()
        while stamps_of(root) == stamps:
            time.sleep(_PAUSE_SECONDS)


def _show(
    report: "Report", before: "list[Finding] | None", is_wanted: Callable[["Finding"], bool]
) -> "list[Finding]":
    """Print what is new and what is gone; gives what there is now."""
    now = [finding for finding in report.findings if is_wanted(finding)]
    if before is None:
        show_findings(now)
        click.echo(f"Found {counted(now)}. Watching; Ctrl-C ends it.", err=True)
        return now
    new, gone = changes(before, now)
    for finding in gone:
        click.echo(f"{finding.place}: {finding.code} is mended or gone")
    show_findings(new)
    if new or gone:
        click.echo(f"Now {counted(now)}.", err=True)
    return now


def changes(before: "list[Finding]", now: "list[Finding]") -> "tuple[list[Finding], list[Finding]]":
    """Findings that are new, and those that are gone; one that only moved is neither."""

    def key(finding: "Finding") -> tuple[str, str, str, str | None]:
        return finding.place.path, finding.code, finding.message, finding.variant

    return list(_without(now, before, key)), list(_without(before, now, key))


def _without(
    findings: "list[Finding]", others: "list[Finding]", key: Callable[["Finding"], object]
) -> "Iterator[Finding]":
    left = Counter(key(each) for each in others)
    for finding in findings:
        if left[key(finding)]:
            left[key(finding)] -= 1
        else:
            yield finding


def stamps_of(root: Path) -> Stamps:
    """When each watched file was last written, and how large it is."""
    stamps: Stamps = {}
    for name in _WATCHED:
        start = root / name
        for file in (start, *start.rglob("*")):
            try:
                known = file.stat()
            except OSError:
                continue
            stamps[str(file)] = known.st_mtime_ns, known.st_size
    return stamps
