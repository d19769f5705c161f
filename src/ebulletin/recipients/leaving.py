"""Reads who left from what a mailing tool or a mailbox gives: a sheet, or one address per line."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from ebulletin.recipients.address import Address, parse_address
from ebulletin.recipients.cells import text_of
from ebulletin.recipients.columns import columns_of, has_address_column, recognised
from ebulletin.recipients.rows import Row
from ebulletin.recipients.spreadsheets import open_sheet

_FIRST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Leaving:
    """Who is to be taken off.

    Attributes:
        addresses: Each once, in the order of the file.
        unread: Rows in which no address, or more than one, could be read.
    """

    addresses: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()


def read_leaving(path: Path) -> Leaving:
    """Read the addresses of a file.

    With a row of names, those in its column of addresses count; without one, each row is to hold
    one address. A row that cannot be read is told, never guessed at.

    Raises:
        UnreadableFileError: The file is none that we read.
    """
    rows = iter(open_sheet(path, recognised).rows)
    first = list(islice(rows, _FIRST_ROWS))
    names = next((row for row in first if has_address_column(_texts(row), {})), None)
    column = None
    if names is not None:
        columns, _ = columns_of(
            path.name, names.number, _texts(names), {}, frozenset(), frozenset()
        )
        column = columns.known.get("email")
        first = [row for row in first if row.number > names.number]
    addresses: dict[str, None] = {}
    unread: list[int] = []
    for row in chain(first, rows):
        cells = [text for text in _texts(row) if text.strip()]
        if not cells:
            continue
        found = list(_addresses(row, column))
        if len(found) == 1:
            addresses[found[0]] = None
        else:
            unread.append(row.number)
    return Leaving(tuple(addresses), tuple(unread))


def _addresses(row: Row, column: int | None) -> Iterator[str]:
    texts = _texts(row)
    if column is not None:
        texts = texts[column : column + 1]
    for text in texts:
        if "@" in text:
            parsed = parse_address(text)
            if isinstance(parsed, Address):
                yield parsed.email


def _texts(row: Row) -> list[str]:
    return [text_of(cell) for cell in row.cells]
