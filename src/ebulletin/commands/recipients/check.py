"""The command that says what is wrong in a spreadsheet of recipients."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ebulletin.recipients.load import Reading


@click.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "mapping", multiple=True, metavar='"NAME=COLUMN"',
    help='What a column of the sheet is, by its name or letter: --map "Contact=email".',
)  # fmt: skip
@click.option(
    "--set", "given", multiple=True, metavar='"COLUMN=VALUE"',
    help='What holds where a row says nothing: --set basis="public task".',
)  # fmt: skip
@click.option("--sheet", metavar="NAME", help="The sheet of a workbook; else the likeliest one.")
@click.option("--hints", is_flag=True, help="Show every finding in full, hints too.")
@click.option("--show", "shows", is_flag=True, help="Show addresses; else only what follows the @.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
@click.pass_obj
def command(
    folder: str | None, file: Path, mapping: tuple[str, ...], given: tuple[str, ...],
    sheet: str | None, hints: bool, shows: bool, as_json: bool,
) -> None:  # fmt: skip
    """Say what is wrong in a spreadsheet of recipients, with row and column; nothing is written.

    CSV, XLSX, XLS and ODS. The status is 1 if a row, or the file, cannot be taken as it is.

    \b
    Example:
        ebulletin recipients check recipients/sample.csv
    """
    from ebulletin.commands.opening import from_here
    from ebulletin.commands.recipients.sheets import (
        as_record,
        end_progress,
        rules_for,
        show_reading,
        tell_progress,
    )
    from ebulletin.findings import has_errors
    from ebulletin.recipients.load import read_list
    from ebulletin.workspace import find_root

    root = find_root(Path(folder) if folder else Path.cwd())
    rules = rules_for(root, mapping, given, sheet, shows=shows)
    label = from_here(file.resolve()).replace("\\", "/")
    reading = read_list(file, rules, label=label, tell=None if as_json else tell_progress)
    if as_json:
        click.echo(json.dumps(as_record(reading), indent=2, ensure_ascii=False))
    else:
        end_progress(reading.rows)
        show_reading(reading, with_hints=hints)
        _show_summary(reading)
    raise click.exceptions.Exit(1 if has_errors(reading.findings) else 0)


def _show_summary(reading: "Reading") -> None:
    from ebulletin.recipients.columns import letter_of

    if reading.columns is None:
        return
    known = [f"{letter_of(at)} {name}" for name, at in reading.columns.known.items()]
    kept = [f"{letter_of(at)} {name!r}" for name, at in reading.columns.extra.items()]
    where = f"Sheet '{reading.sheet}', row" if reading.sheet else "Row"
    click.echo(f"{where} {reading.columns.row} names the columns: {', '.join(known)}.")
    if kept:
        click.echo(f"Kept as they are: {', '.join(kept)}.")
    click.echo(f"{_counted(reading.rows, 'row is', 'rows are')} filled in.")
    click.echo(f"{_counted(len(reading.people), 'person', 'people')} can be imported.")
    if reading.held:
        click.echo(f"{_counted(len(reading.held), 'row')} would be held back.")
    if reading.worked_out:
        number = _counted(reading.worked_out, "type of address", "types of address")
        click.echo(f"{number} worked out from the addresses: role mailbox, named work or personal.")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
