"""The command that takes the people of a spreadsheet into a list."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from ebulletin.press.importing import Imported
    from ebulletin.recipients.load import Reading
    from ebulletin.recipients.rules import ListRules

_HELD_BACK = 5
_QUESTIONS = {
    "segments": "Which segments are they in? (with ; between several)",
    "variant": "The most they may see: professional or public",
    "basis": "The lawful basis: public task, legitimate interests or consent",
    "basis_date": "On which day did they consent?",
    "added": "On which day did they come onto the list?",
    "confirmed": "On which day was the list last confirmed with them?",
    "source": "How did the addresses come to you?",
}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "name", metavar="NAME", help="The list; by default named as the file.")
@click.option(
    "--map", "mapping", multiple=True, metavar='"NAME=COLUMN"',
    help='What a column of the sheet is, by its name or letter: --map "Contact=email".',
)  # fmt: skip
@click.option(
    "--set", "given", multiple=True, metavar='"COLUMN=VALUE"',
    help='What holds where a row says nothing: --set basis="public task".',
)  # fmt: skip
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; else the likeliest one.")
@click.option("--replace", "replaces", is_flag=True, help="Take off the list who is not in FILE.")
@click.option("--hints", is_flag=True, help="Show every finding in full, hints too.")
@click.option("--show", "shows", is_flag=True, help="Show addresses; else only what follows the @.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@click.pass_obj
def command(
    folder: str | None, file: Path, name: str | None, mapping: tuple[str, ...],
    given: tuple[str, ...], sheet: str | None, replaces: bool, hints: bool, shows: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Take the people of a spreadsheet into a list in recipients/.

    Rows that cannot be taken never stop the others: they are written to recipients/to-mend/, with
    the reason beside each, to be mended and imported from there. What the sheet lacks is asked
    once. Who opted out, bounced or was suppressed does not come onto the list. The status is 5 if
    rows were held back; `ebulletin recipients undo` puts back what was before.

    \b
    Example:
        ebulletin recipients import recipients/sample.csv --list demonstration
    """
    from ebulletin.commands.recipients.sheets import end_progress, rules_for, tell_progress
    from ebulletin.press.importing import import_list, list_name
    from ebulletin.workspace import find_root

    root = find_root(Path(folder) if folder else Path.cwd())
    rules = rules_for(root, mapping, given, sheet, shows=shows)
    list_named = list_name(name, file)
    rules = _complete(file, rules)
    done = import_list(
        root, file, list_named, rules, replaces=replaces, tell=None if as_json else tell_progress
    )
    if as_json:
        click.echo(json.dumps(_as_record(done), indent=2, ensure_ascii=False))
    else:
        end_progress(done.reading.rows)
        _show(done, with_hints=hints)
    _end(done)


def _complete(file: Path, rules: "ListRules") -> "ListRules":
    """The rules with what the sheet lacks, asked once."""
    from ebulletin.recipients.load import lacking_columns
    from ebulletin.recipients.rows import UnreadableFileError

    try:
        lacking = lacking_columns(file, rules)
        if not lacking:
            return rules
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            options = " ".join(f'--set {column}="..."' for column in lacking)
            raise click.UsageError(
                f"The sheet has no column for {', '.join(lacking)}. "
                f"Say what holds for all its rows: {options}"
            )
        click.echo(f"{file.name} does not say everything; the answers hold for all rows.", err=True)
        while lacking := lacking_columns(file, rules):
            column = lacking[0]
            rules = replace(rules, given={**rules.given, column: _ask(column, rules)})
    except UnreadableFileError:
        # Told as a finding when the file is read.
        return rules
    return rules


def _ask(column: str, rules: "ListRules") -> str:
    from ebulletin.recipients.load import slip_in_given

    default = rules.today.isoformat() if column == "added" else None
    while True:
        answer = str(click.prompt(_QUESTIONS[column], default=default, err=True)).strip()
        slip = slip_in_given(column, answer, rules)
        if slip is None and answer:
            return answer
        if slip is not None:
            click.echo(f"{slip.message[:1].upper()}{slip.message[1:]}. {slip.advice}", err=True)


def _show(done: "Imported", *, with_hints: bool) -> None:
    from ebulletin.commands.recipients.sheets import show_reading

    show_reading(done.reading, with_hints=with_hints, to_stderr=True)
    result = done.update
    if result is None:
        click.echo("Nothing was imported.", err=True)
        return
    click.echo(
        f"recipients/{done.name}.csv: {len(result.people):,} "
        f"{'person' if len(result.people) == 1 else 'people'} "
        f"({len(result.added):,} added, {len(result.changed):,} changed, "
        f"{result.unchanged:,} as they were, {len(result.removed):,} taken off, "
        f"{result.kept:,} not in this file)."
    )
    for reason, number in result.refused.items():
        click.echo(f"{number:,} not taken: {reason}.")
    if done.held_file:
        number = len(done.reading.held)
        rows = "1 row was" if number == 1 else f"{number:,} rows were"
        click.echo(f"{rows} held back: {done.held_file} has them, with the reason beside each.")
        click.echo(f"Mend it, then: ebulletin recipients import {done.held_file} "
                   f"--list {done.name}", err=True)  # fmt: skip
    _show_rules(done.reading, is_update=bool(result.changed or result.kept))


def _show_rules(reading: "Reading", *, is_update: bool) -> None:
    """By which rules rows became one, where that happened."""
    from ebulletin.recipients.merging import RULES as MERGING
    from ebulletin.recipients.updating import RULES as UPDATING

    if reading.merged:
        number = len(reading.merged)
        stood = "1 address stood" if number == 1 else f"{number:,} addresses stood"
        click.echo(f"\n{stood} in several rows; of each there is one now:", err=True)
        for rule in MERGING:
            click.echo(f"  {rule}", err=True)
    if is_update:
        click.echo("\nWho was on the list before:", err=True)
        for rule in UPDATING:
            click.echo(f"  {rule}", err=True)


def _as_record(done: "Imported") -> dict[str, object]:
    from ebulletin.commands.recipients.sheets import as_record

    result = done.update
    outcome = None
    if result is not None:
        outcome = {
            "list": done.name,
            "people": len(result.people),
            "added": len(result.added),
            "changed": len(result.changed),
            "unchanged": result.unchanged,
            "removed": len(result.removed),
            "not_in_file": result.kept,
            "refused": dict(result.refused),
            "held_file": done.held_file or None,
        }
    return {"imported": outcome, "read": as_record(done.reading)}


def _end(done: "Imported") -> NoReturn:
    if done.update is None:
        raise click.exceptions.Exit(1)
    raise click.exceptions.Exit(_HELD_BACK if done.reading.held else 0)
