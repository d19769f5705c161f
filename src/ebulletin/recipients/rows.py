"""What every reader of spreadsheets gives: rows with their numbers, and notes on the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ebulletin.errors import EbulletinError
from ebulletin.recipients.cells import Cell
from ebulletin.recipients.problems import Problem

# Excel's own limits are 1,048,576 rows and 16,384 columns; what is meant for a list is far below.
MOST_ROWS_OF_A_WORKBOOK = 250_000
MOST_COLUMNS = 1_000
MOST_BYTES_OF_A_WORKBOOK = 50 * 1024 * 1024


class Row(NamedTuple):
    """One row.

    Attributes:
        number: As a spreadsheet program counts it, from 1.
        cells: From the first column on; it may be shorter or longer than other rows.
        fault: Why its cells cannot be told apart, in words; else empty.
    """

    number: int
    cells: list[Cell]
    fault: str = ""


class Note(NamedTuple):
    """Something about the file as a whole that a person should know."""

    problem: Problem
    message: str
    advice: str
    row: int = 1
    column: int = 1


@dataclass(slots=True)
class Sheet:
    """A sheet that is being read.

    Attributes:
        rows: Read while they are taken, so that a large file is never in memory as a whole.
        notes: May grow until the last row was taken.
        name: Of the sheet in its workbook; empty for CSV.
        counts_from_1904: Whether numbers that stand for dates are counted from 1904, as old
            Macs did, rather than from 1900.
    """

    rows: Iterable[Row]
    notes: list[Note] = field(default_factory=list)
    name: str = ""
    counts_from_1904: bool = False


class UnreadableFileError(EbulletinError):
    """A file is no spreadsheet that can be read; the words never hold an address."""

    def __init__(self, name: str, message: str, advice: str) -> None:
        self.message = message
        self.advice = advice
        super().__init__(f"{name!r} cannot be read: {message}. {advice}")
