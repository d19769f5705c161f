"""The command that checks the workspace."""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ebulletin.commands.opening import counted, show_findings

if TYPE_CHECKING:
    from ebulletin.checks.run import Report
    from ebulletin.findings import Finding
    from ebulletin.press.fixing import Fixing
    from ebulletin.workspace import Workspace

CLEAN = (
    "No problems found by the checks; `ebulletin build` looks at the finished files as well. "
    "A person must still read it."
)


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
@click.option(
    "--fix", "mends", is_flag=True,
    help="Mend in the files what needs no choice; `ebulletin undo` puts it back.",
)  # fmt: skip
@click.option("--diff", "shows", is_flag=True, help="Show what --fix changes; alone, only show it.")
@click.option(
    "--links", "tries_links", is_flag=True,
    help="Also try the links over the network: two at a time for each site.",
)  # fmt: skip
@click.option(
    "--watch", "watches", is_flag=True,
    help="Go on checking while you write, and print what changes. Ctrl-C ends it.",
)  # fmt: skip
@click.pass_obj
def command(
    folder: str | None, paths: tuple[str, ...], strict: bool, chosen: tuple[str, ...],
    dropped: tuple[str, ...], layout: str, with_ignored: bool, mends: bool, shows: bool,
    tries_links: bool, watches: bool,
) -> None:  # fmt: skip
    """Say what is wrong with the workspace, and what to do about each thing.

    With paths, only what stands in these files and folders is shown. The status is 1 if there is
    an error, with --strict also if there is a warning.

    \b
    Example:
        ebulletin check items/events
        ebulletin check --fix
    """
    from ebulletin.press.checking import check
    from ebulletin.workspace import find_root, open_workspace

    if watches and (mends or shows or tries_links or layout != "text"):
        raise click.UsageError(
            "--watch prints for people, and goes with none of --fix, --diff, --links and --format."
        )
    root = find_root(Path(folder) if folder else Path.cwd())
    _refuse_unknown_codes((*chosen, *dropped))
    places = tuple(_existing(path, root) for path in paths)
    wanted = partial(_is_shown, root=root, paths=places, chosen=chosen, dropped=dropped)
    if watches:
        from ebulletin.commands.watching import watch

        watch(root, wanted)
    if mends or shows:
        _mend(root, wanted, writes=mends, to_stderr=layout != "text")
    workspace = open_workspace(root)
    total = check(workspace, more=_links(workspace) if tries_links else ())
    shown = [finding for finding in total.findings if wanted(finding)]
    if shows and not mends:
        _end(shown, strict=strict)
    if layout == "text":
        _as_text(shown, total, with_ignored=with_ignored)
    else:
        from ebulletin.commands.reports import as_github, as_json

        click.echo(as_json(shown, total) if layout == "json" else as_github(shown))
    _end(shown, strict=strict)


def _links(workspace: "Workspace") -> "tuple[Finding, ...]":
    """Try the links, with a counter, and say what was not tried."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from ebulletin.press.linking import check_links

    def tell(done: int, of_all: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\rTrying links: {done} of {of_all}", err=True, nl=done == of_all)

    # What answers today says nothing about the bulletin's own day, so the clock is read.
    result = check_links(workspace, datetime.now(ZoneInfo("Europe/London")).date(), tell=tell)
    if result.is_offline:
        click.echo(
            "No site answered at all. Is this machine online? Nothing is reported.", err=True
        )
    noun = "link" if result.tried == 1 else "links"
    click.echo(f"Tried {result.tried} {noun}.", err=True)
    if result.passed_over:
        click.echo(
            f"{result.passed_over} under example.org and other invented hosts were not tried.",
            err=True,
        )
    return result.findings


def _end(shown: Iterable["Finding"], *, strict: bool) -> NoReturn:
    raise click.exceptions.Exit(1 if any(_fails(finding, strict) for finding in shown) else 0)


def _mend(
    root: Path, is_wanted: Callable[["Finding"], bool], *, writes: bool, to_stderr: bool
) -> None:
    """Show what mending changes, and write it where that is asked for."""
    from ebulletin.press.fixing import find_fixes
    from ebulletin.press.undoing import write_changes

    fixing = find_fixes(root, is_wanted)
    for change in fixing.changes:
        _show_diff(change.diff(), to_stderr=to_stderr)
    if writes:
        write_changes(root, {each.path: (each.before, each.after) for each in fixing.changes})
    click.echo(_mended(fixing, writes=writes), err=True)
    for note in fixing.notes:
        click.echo(note, err=True)


def _mended(fixing: "Fixing", *, writes: bool) -> str:
    if not fixing.changes:
        return "Nothing can be mended without a choice."
    findings = f"{fixing.mended} finding{'' if fixing.mended == 1 else 's'}"
    number = len(fixing.changes)
    files = f"{number} file{'' if number == 1 else 's'}"
    if not writes:
        return f"{findings} in {files} can be mended: `ebulletin check --fix` writes this."
    return f"Mended {findings} in {files}; `ebulletin undo` puts them back.\n"


def _show_diff(diff: str, *, to_stderr: bool) -> None:
    for line in diff.split("\n"):
        is_heading = line.startswith(("---", "+++"))
        colour = {"-": "red", "+": "green"}.get(line[:1]) if not is_heading else None
        click.echo(click.style(line, fg=colour, bold=is_heading), err=to_stderr)
    click.echo(err=to_stderr)


def _fails(finding: "Finding", strict: bool) -> bool:
    return finding.severity == "error" or (strict and finding.severity == "warning")


def _is_shown(
    finding: "Finding", *, root: Path, paths: tuple[Path, ...], chosen: tuple[str, ...],
    dropped: tuple[str, ...],
) -> bool:  # fmt: skip
    if chosen and not finding.code.startswith(chosen):
        return False
    if dropped and finding.code.startswith(dropped):
        return False
    return _is_in(root / finding.place.path, paths)


def _is_in(file: Path, paths: tuple[Path, ...]) -> bool:
    return not paths or any(path == file or path in file.parents for path in paths)


def _refuse_unknown_codes(codes: Iterable[str]) -> None:
    """A misspelt code would otherwise look like a clean result."""
    from ebulletin.checks.run import catalogue

    known = tuple(catalogue())
    for code in codes:
        if not any(each.startswith(code) for each in known):
            raise click.UsageError(
                f"No check has the code {code!r} or begins with it. "
                "`ebulletin explain --all` lists them."
            )


def _existing(typed: str, root: Path) -> Path:
    """A file or folder, named from the current folder or else from the workspace."""
    for start in (Path.cwd(), root):
        if (start / typed).exists():
            return (start / typed).resolve()
    raise click.UsageError(
        f"There is no file or folder {typed!r}, so nothing was checked. "
        "Write its path, such as items/events, or leave it out to check everything."
    )


def _as_text(shown: list["Finding"], total: "Report", *, with_ignored: bool) -> None:
    show_findings(shown)
    if with_ignored:
        for each in total.ignored:
            by = f" ({each.by})" if each.by else ""
            click.echo(f"{each.finding.place}: {each.finding.code} ignored: {each.why}{by}")
    if shown:
        click.echo(f"\nFound {counted(shown)}.", err=True)
        click.echo("`ebulletin explain CODE` says more about a check.", err=True)
    elif total.findings:
        found = counted(total.findings)
        click.echo(f"Nothing found in what you asked for; elsewhere {found}.", err=True)
    else:
        click.echo(CLEAN, err=True)
    if total.ignored and not with_ignored:
        number = len(total.ignored)
        noun = "finding is" if number == 1 else "findings are"
        click.echo(f"{number} {noun} ignored with a reason; --ignored shows them.", err=True)
