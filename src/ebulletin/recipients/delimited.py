"""Reads CSV files as they come: any separator, any usual encoding, quotation marks left open."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from ebulletin.recipients.cells import Cell
from ebulletin.recipients.guarding import unguarded
from ebulletin.recipients.problems import ENCODING
from ebulletin.recipients.rows import Note, Row, Sheet, UnreadableFileError

SEPARATORS = (",", ";", "\t", "|")
_BLOCK = 1024 * 1024
# Excel keeps up to 253 line breaks and 32,767 characters in a cell; a cell that runs over more
# lines is a quotation mark that nobody closed.
_MOST_LINES = 300
_MOST_CHARACTERS = 200_000
_FIRST_ROWS = 20
# Fed after the last line: where it ends up inside a cell, a quotation mark was left open.
_END = "\x00the end\x00"
_OPEN_QUOTE = "a quotation mark is opened in it and never closed"
_ROWS_IN_A_CELL = "whole rows stand inside one of its cells, between two quotation marks"
# A longer line is no row of any list; reading it would take memory without end.
_LONGEST_LINE = 16 * 1024 * 1024


def read_delimited(path: Path, columns_in: Callable[[list[str]], int]) -> Sheet:
    """Read a CSV file.

    Args:
        path: Of the file.
        columns_in: How many of some names are columns that we know; decides the separator.
    """
    _refuse_endless_line(path)
    encoding, notes = _encoding_of(path)
    separator, skipped = _separator_of(path, encoding, columns_in)
    return Sheet(_rows(path, encoding, separator, skipped), notes)


def _encoding_of(path: Path) -> tuple[str, list[Note]]:
    """UTF-8 where the whole file is that; else UTF-16 by its marks; else Windows-1252."""
    with path.open("rb") as opened:
        start = opened.read(4096)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", [_note("UTF-16")]
        if start.startswith(codecs.BOM_UTF8):
            start = start[3:]
        if wide := _wide(start):
            return wide, [_note("UTF-16")]
        opened.seek(0)
        if _is_utf8(opened):
            return "utf-8-sig", []
    return "cp1252", [_note("Windows-1252")]


def _note(name: str) -> Note:
    advice = "Look at names with accents; if one is wrong, save the file as CSV UTF-8 and read it."
    return Note(ENCODING, f"the file is not in UTF-8; it was read as {name}", advice)


def _wide(start: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the first letters is zero."""
    even, odd = start[0:200:2], start[1:200:2]
    if len(odd) > 3 and odd.count(0) == len(odd) and not even.count(0):
        return "utf-16-le"
    if len(even) > 3 and even.count(0) == len(even) and not odd.count(0):
        return "utf-16-be"
    return None


def _is_utf8(opened: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := opened.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_endless_line(path: Path) -> None:
    length = 0
    with path.open("rb") as opened:
        while block := opened.read(_BLOCK):
            last = max(block.rfind(b"\n"), block.rfind(b"\r"))
            length = len(block) - last - 1 if last >= 0 else length + len(block)
            if length > _LONGEST_LINE:
                raise UnreadableFileError(
                    path.name,
                    "one of its lines has more than 16 million characters",
                    "Open it in the program that it comes from, and save it as CSV again.",
                )


def _separator_of(
    path: Path, encoding: str, columns_in: Callable[[list[str]], int]
) -> tuple[str, int]:
    """The separator, and how many lines at the top only name it."""
    first: list[str] = []
    with _opened(path, encoding) as opened:
        for line in opened:
            first.append(line[:_MOST_CHARACTERS])
            if len(first) == _FIRST_ROWS:
                break
    if (
        first
        and first[0].lower().startswith("sep=")
        and len(first[0].rstrip("\r\n")) == len("sep=;")
    ):
        return first[0][4], 1
    best = max(SEPARATORS, key=lambda each: _score(first, each, columns_in))
    return best, 0


def _score(
    lines: list[str], separator: str, columns_in: Callable[[list[str]], int]
) -> tuple[int, int, int]:
    """How well a separator fits: by columns that we know, by cells; the usual one wins a tie."""
    rows = list(csv.reader((_line(line) for line in lines), delimiter=separator))
    known = max((columns_in(row) for row in rows), default=0)
    return known, max(map(len, rows), default=0) if known else 0, -SEPARATORS.index(separator)


def _opened(path: Path, encoding: str) -> io.TextIOWrapper:
    # newline="": line breaks inside a cell stay, and a file with bare CR is read as lines.
    return path.open(encoding=encoding, errors="replace", newline="")


def _line(line: str) -> str:
    # A mark in the middle of a file, from two files put together, would hide a quotation mark.
    return line.replace("\ufeff", "") if "\ufeff" in line else line


def _rows(path: Path, encoding: str, separator: str, skipped: int) -> Iterator[Row]:
    # Cells may be as long as they like; a runaway one is found by its lines and characters.
    csv.field_size_limit(_MOST_CHARACTERS * 2)
    with _opened(path, encoding) as opened:
        for _ in range(skipped):
            opened.readline()
        yield from _Records(opened, separator).rows()


class _Records:
    """The records of a CSV file, one by one.

    A quotation mark that is never closed would swallow the rest of the file. The lines of the
    record at hand are kept, so that such a record can be given up and read again from its second
    line on.
    """

    def __init__(self, lines: Iterable[str], separator: str) -> None:
        self._source = iter(lines)
        self._separator = separator
        self._again: list[str] = []
        self._record: list[str] = []
        self._characters = 0
        self._width = 0

    def rows(self) -> Iterator[Row]:
        number = 0
        reader = self._reader()
        while True:
            try:
                cells = next(reader, None)
            except (csv.Error, _RunawayError):
                cells = [_END]
            if cells is None or (cells == [_END] and self._record == [_END]):
                return
            number += 1
            if cells and _END in cells[-1]:
                yield Row(number, [self._given_up()], _OPEN_QUOTE)
                reader = self._reader()
                continue
            yield self._row(number, cells)
            self._record.clear()
            self._characters = 0

    def _row(self, number: int, cells: list[str]) -> Row:
        self._width = max(self._width, len(cells))
        if len(self._record) > 1 and any(map(self._looks_like_a_row, self._record[1:])):
            return Row(number, ["".join(self._record).rstrip("\r\n")], _ROWS_IN_A_CELL)
        if "'" in self._record[0]:
            cells = [unguarded(cell) for cell in cells]
        return Row(number, cast("list[Cell]", cells))

    def _looks_like_a_row(self, line: str) -> bool:
        """Whether a later line of a cell holds an address and about as many cells as a row."""
        return "@" in line and line.count(self._separator) >= max(1, self._width // 2)

    def _given_up(self) -> str:
        """The first line of a record that has no end; the others are read again."""
        first, *self._again = self._record
        if self._again and self._again[-1] == _END:
            self._again.pop()
        return first.rstrip("\r\n")

    def _reader(self) -> Iterator[list[str]]:
        again, self._again = self._again, []
        self._record.clear()
        self._characters = 0
        return csv.reader(self._lines(again), delimiter=self._separator)

    def _lines(self, again: list[str]) -> Iterator[str]:
        waiting = iter(again)
        for source in (waiting, self._source):
            for raw in source:
                line = _line(raw)
                self._record.append(line)
                self._characters += len(line)
                if len(self._record) > _MOST_LINES or self._characters > _MOST_CHARACTERS:
                    # What was not read again yet comes before the rest of the file.
                    self._record.extend(waiting)
                    raise _RunawayError
                yield line
        self._record.append(_END)
        yield _END


class _RunawayError(Exception):
    """A record runs over more lines than any cell can have."""
