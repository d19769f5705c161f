"""What `recipients check` and `recipients import` share: options, and telling what was found."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ebulletin.findings import Finding
    from ebulletin.recipients.load import Reading
    from ebulletin.recipients.rules import ListRules

# Of one sort of error or warning this many are printed; the file of held rows has them all.
_MOST_SHOWN = 12
_PROGRESS_EVERY = 5_000


def pairs(option: str, values: tuple[str, ...]) -> dict[str, str]:
    """`NAME=VALUE` as typed, each once."""
    found = {}
    for value in values:
        name, mark, text = value.partition("=")
        if not mark or not name.strip() or not text.strip():
            raise click.UsageError(f'{option} needs a name, = and a value, such as {option} "A=b".')
        found[name.strip()] = text.strip()
    return found


def rules_for(
    root: Path, mapping: tuple[str, ...], given: tuple[str, ...], sheet: str | None, *, shows: bool
) -> "ListRules":
    """What the workspace asks of rows, with what was said on the command line."""
    from dataclasses import replace

    from ebulletin.press.importing import load_partnership
    from ebulletin.recipients.load import slip_in_given
    from ebulletin.recipients.rules import rules_of

    rules = replace(
        rules_of(load_partnership(root)),
        mapping={name: _column(ours, "--map") for name, ours in pairs("--map", mapping).items()},
        given={_column(name, "--set"): text for name, text in pairs("--set", given).items()},
        sheet=sheet,
        shows_addresses=shows,
    )
    for name, text in rules.given.items():
        slip = slip_in_given(name, text, rules)
        if slip is not None:
            raise click.UsageError(f"--set {name}: {slip.message}. {slip.advice}")
    return rules


def _column(name: str, option: str) -> str:
    from ebulletin.recipients.model import COLUMNS
    from ebulletin.values.choices import fold_choice, join_words, nearest

    by_form = {fold_choice(column): column for column in COLUMNS}
    known = by_form.get(fold_choice(name))
    if known is None or (option == "--set" and known == "email"):
        close = nearest(fold_choice(name), by_form)
        meant = f" Did you mean {by_form[close[0]]}?" if close else ""
        raise click.UsageError(
            f"{option} knows no column {name!r}.{meant} There are {join_words(COLUMNS, 'and')}."
        )
    return known


def tell_progress(rows: int) -> None:
    """A counter while a long sheet is read; nothing where no person looks on."""
    if sys.stderr.isatty() and rows % _PROGRESS_EVERY == 0:
        click.echo(f"\rReading: {rows:,} rows", err=True, nl=False)


def end_progress(rows: int) -> None:
    """The end of the counter's line."""
    if sys.stderr.isatty() and rows >= _PROGRESS_EVERY:
        click.echo(f"\rReading: {rows:,} rows", err=True)


def show_reading(reading: "Reading", *, with_hints: bool, to_stderr: bool = False) -> None:
    """Print what is wrong: errors and warnings one by one, hints by their sort."""
    from ebulletin.commands.opening import show_findings
    from ebulletin.findings import Severity

    loud = [each for each in reading.findings if with_hints or each.severity != Severity.HINT]
    shown = [*_first(loud, _MOST_SHOWN)] if not with_hints else loud
    show_findings(shown, to_stderr=to_stderr)
    for code in dict.fromkeys(each.code for each in shown):
        rest = reading.counts[code] - sum(each.code == code for each in shown)
        if rest:
            click.echo(f"... and {rest:,} more of {code}.", err=to_stderr)
    if not with_hints:
        _show_hints(reading)


def _first(findings: Iterable["Finding"], most: int) -> Iterable["Finding"]:
    """The first few of each sort."""
    seen: dict[str, int] = {}
    for each in findings:
        seen[each.code] = seen.get(each.code, 0) + 1
        if seen[each.code] <= most:
            yield each


def _show_hints(reading: "Reading") -> None:
    from ebulletin.findings import Severity
    from ebulletin.recipients.problems import PROBLEMS

    hints = [each for each in reading.findings if each.severity == Severity.HINT]
    for code in dict.fromkeys(each.code for each in hints):
        rows = list(dict.fromkeys(each.place.line for each in hints if each.code == code))
        where = ", ".join(str(row) for row in rows[:8])
        number = reading.counts[code]
        more = ", ..." if len(rows) > 8 else ""
        click.echo(
            f"{number:,} x {code} {PROBLEMS[code].name} (row{'s' if len(rows) != 1 else ''} "
            f"{where}{more})", err=True,
        )  # fmt: skip
    if hints:
        click.echo("These are hints only; --hints shows each in full.", err=True)


def as_record(reading: "Reading") -> dict[str, Any]:
    """What was read, for programs; never an address, unless that was asked for."""
    columns: Mapping[str, int] = reading.columns.known if reading.columns else {}
    extra: Mapping[str, int] = reading.columns.extra if reading.columns else {}
    return {
        "rows": reading.rows,
        "people": len(reading.people),
        "held_back": len(reading.held),
        "merged": len(reading.merged),
        "sheet": reading.sheet or None,
        "columns": {name: at + 1 for name, at in columns.items()},
        "unknown_columns": list(extra),
        "lacking_columns": list(reading.lacking),
        "counts": dict(reading.counts),
        "findings": [
            {
                "row": each.place.line,
                "column": each.place.column,
                "code": each.code,
                "severity": each.severity.value,
                "message": each.message,
                "help": each.help,
                "offers": list(each.offers),
            }
            for each in reading.findings
        ],
    }
