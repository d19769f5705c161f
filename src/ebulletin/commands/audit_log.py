"""The command that verifies and prints the log of sign-off and sending."""

from typing import TYPE_CHECKING, Any

import click

from ebulletin.commands.opening import slug_of

if TYPE_CHECKING:
    from ebulletin.press.audit_log import Entry


@click.command("audit-log")
@click.argument("bulletin", required=False)
@click.option("--verify", is_flag=True, help="Only say whether the log is whole.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(folder: str | None, bulletin: str | None, verify: bool, as_json: bool) -> None:
    """Print who approved, sent and withdrew what, and verify that nothing was changed.

    Each line of the log holds the hash of the line before it, and published editions are compared
    with what was approved. With a bulletin's name only its lines are printed. The status is 1 if
    the log or an edition was changed by other means.

    \b
    Example:
        ebulletin audit-log
    """
    from pathlib import Path

    from ebulletin.press.audit_log import read_log
    from ebulletin.press.verifying import faults_in
    from ebulletin.workspace import find_root

    root = find_root(Path(folder) if folder else Path.cwd())
    reading = read_log(root)
    faults = (*reading.faults, *faults_in(root, reading))
    slug = slug_of(bulletin) if bulletin else None
    entries = [each for each in reading.entries if slug in (None, each.facts.get("bulletin"))]
    if as_json:
        click.echo(_record(entries, faults))
    else:
        for each in () if verify else entries:
            click.echo(_line(each))
        number = len(reading.entries)
        if faults:
            click.echo("The log cannot be trusted:", err=True)
        else:
            click.echo(f"{number} line{'' if number == 1 else 's'}, all as written.", err=True)
        for fault in faults:
            click.echo(f"  {fault}", err=True)
    if faults:
        raise click.exceptions.Exit(1)


def _line(entry: "Entry") -> str:
    moment = entry.at.replace("T", " ").replace("Z", " UTC")
    facts = "".join(f"\n    {name}: {_words(each)}" for name, each in entry.facts.items() if each)
    return f"{entry.number}  {moment}  {entry.event}{facts}"


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    return str(value)


def _record(entries: "list[Entry]", faults: tuple[str, ...]) -> str:
    import json

    return json.dumps(
        {
            "entries": [
                {
                    "n": each.number,
                    "at": each.at,
                    "event": each.event,
                    **each.facts,
                    "seal": each.seal,
                }
                for each in entries
            ],
            "faults": list(faults),
        },
        ensure_ascii=False,
        indent=2,
    )
