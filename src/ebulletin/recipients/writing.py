"""Writes lists, and rows that were held back, as CSV files that spreadsheet programs open."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ebulletin.recipients.cells import text_of
from ebulletin.recipients.columns import OURS, Columns, folded, known_as
from ebulletin.recipients.guarding import guarded
from ebulletin.recipients.model import COLUMNS, Recipient
from ebulletin.recipients.row_reader import HeldRow

# Rows that are turned into bytes at once.
_ROWS_OF_A_PIECE = 500


def list_as_csv(recipients: Iterable[Recipient], columns: Sequence[str]) -> Iterator[bytes]:
    """A list as it is kept: our columns in their order, then the unknown ones.

    UTF-8 with a byte-order mark, without which Excel takes it for Windows-1252; lines end as
    RFC 4180 says. No cell begins as a formula does.

    Args:
        recipients: In the order in which they are written.
        columns: The unknown ones among these are written behind ours.
    """
    extra = [name for name in columns if name not in COLUMNS]
    rows = (_cells(each, extra) for each in recipients)
    yield from _pieces((*COLUMNS, *extra), rows)


def held_as_csv(
    held: Iterable[HeldRow], columns: Columns, given: Mapping[str, str]
) -> Iterator[bytes]:
    """Rows that were held back, as they stood, with what is wrong and what to do beside each.

    The file can be mended and imported as it is: the columns that we add are passed over, and
    what was given for all rows stands in columns of its own, so that nobody is asked again.
    """
    ours = {folded(name) for name in OURS}
    kept = [at for at, name in enumerate(columns.names) if folded(name) not in ours]
    names = [columns.names[at] for at in kept]
    added = {name: text for name, text in given.items() if name not in columns.known}
    # --map may have told what a column is; its own name alone would not.
    for name, at in columns.known.items():
        if at in kept:
            names[kept.index(at)] = (
                columns.names[at] if known_as(columns.names[at]) == name else name
            )

    def cells(each: HeldRow) -> list[str]:
        row = [text_of(cell) for cell in each.row.cells]
        shown = [row[at] if at < len(row) else "" for at in kept]
        beyond = row[len(columns.names) :]
        reasons = "; ".join(each.reasons)
        advice = " ".join(dict.fromkeys(each.advice))
        return [str(each.row.number), reasons, advice, *added.values(), *shown, *beyond]

    yield from _pieces((*OURS, *added, *names), (cells(each) for each in held))


def _pieces(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    yield codecs.BOM_UTF8
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([guarded(name) for name in names])
    for count, row in enumerate(rows, start=1):
        writer.writerow([guarded(cell) for cell in row])
        if count % _ROWS_OF_A_PIECE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    raw = buffer.getvalue().encode("utf-8", "replace")
    buffer.seek(0)
    buffer.truncate()
    return raw


def _cells(recipient: Recipient, extra: Sequence[str]) -> list[str]:
    return [
        recipient.email, recipient.first_name, recipient.last_name, recipient.role,
        recipient.organisation, ";".join(recipient.segments), recipient.variant,
        recipient.address_type, recipient.basis, _day(recipient.basis_date),
        _day(recipient.added), _day(recipient.confirmed), recipient.source,
        _day(recipient.opted_out), _day(recipient.bounced),
        *[recipient.extra.get(name, "") for name in extra],
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
