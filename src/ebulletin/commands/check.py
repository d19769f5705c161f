"""The command that checks the workspace."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import counted, open_from, show_findings

if TYPE_CHECKING:
    from ebulletin.checks.run import Report
    from ebulletin.findings import Finding

CLEAN = "No problems found by the checks. A person must still read it."


def _codes(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip().upper() for each in value for part in each.split(",") if part.strip())


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--select", "chosen", multiple=True, callback=_codes, metavar="CODES",
    help="Show only these checks: codes or their beginnings, with commas (DAT,LNK101).",
)  # fmt: skip
@click.option(
    "--ignore", "dropped", multiple=True, callback=_codes, metavar="CODES",
    help="Leave these checks out of what is shown.",
)  # fmt: skip
@click.option(
    "--format", "layout", type=click.Choice(["text", "json", "github"]), default="text",
    show_default=True, help="How to print: for people, for programs, for GitHub.",
)  # fmt: skip
@click.option("--ignored", "with_ignored", is_flag=True, help="Show what was ignored, and why.")
@click.pass_obj
def command(
    folder: str | None, paths: tuple[str, ...], strict: bool, chosen: tuple[str, ...],
    dropped: tuple[str, ...], layout: str, with_ignored: bool,
) -> None:  # fmt: skip
    """Say what is wrong with the workspace, and what to do about each thing.

    With paths, only what stands in these files and folders is shown. The status is 1 if there is
    an error, with --strict also if there is a warning.

    \b
    Example:
        ebulletin check items/events
    """
    from ebulletin.press.checking import check

    workspace = open_from(folder)
    total = check(workspace)
    shown = [
        finding
        for finding in total.findings
        if _is_wanted(finding, chosen, dropped) and _is_in(finding, workspace.root, paths)
    ]
    if layout == "text":
        _as_text(shown, total, with_ignored=with_ignored)
    else:
        from ebulletin.commands.reports import as_github, as_json

        click.echo(as_json(shown, total) if layout == "json" else as_github(shown))
    if any(_fails(finding, strict) for finding in shown):
        raise click.exceptions.Exit(1)


def _fails(finding: "Finding", strict: bool) -> bool:
    return finding.severity == "error" or (strict and finding.severity == "warning")


def _is_wanted(finding: "Finding", chosen: Iterable[str], dropped: Iterable[str]) -> bool:
    chosen, dropped = tuple(chosen), tuple(dropped)
    if chosen and not finding.code.startswith(chosen):
        return False
    return not (dropped and finding.code.startswith(dropped))


def _is_in(finding: "Finding", root: Path, paths: tuple[str, ...]) -> bool:
    if not paths:
        return True
    file = root / finding.place.path
    wanted = [Path(path).resolve() for path in paths]
    return any(path == file or path in file.parents for path in wanted)


def _as_text(shown: list["Finding"], total: "Report", *, with_ignored: bool) -> None:
    show_findings(shown)
    if with_ignored:
        for each in total.ignored:
            by = f" ({each.by})" if each.by else ""
            click.echo(f"{each.finding.place}: {each.finding.code} ignored: {each.why}{by}")
    if shown:
        click.echo(f"\nFound {counted(shown)}.", err=True)
        click.echo("`ebulletin explain CODE` says more about a check.", err=True)
    else:
        click.echo(CLEAN, err=True)
    if total.ignored and not with_ignored:
        number = len(total.ignored)
        noun = "finding is" if number == 1 else "findings are"
        click.echo(f"{number} {noun} ignored with a reason; --ignored shows them.", err=True)
