"""Looks at what a workbook would unfold to in memory, before anything of it is unfolded.

A workbook is a packed file: a few kilobytes can hold a cell in row 1,048,576 of column XFD, for
which a reader sets aside every cell before it.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.parsers import expat

from ebulletin.recipients.looks import SheetLook, Unfolded
from ebulletin.recipients.ods_look import OdsLook
from ebulletin.recipients.rows import UnreadableFileError

_MOST_UNPACKED = 600 * 1024 * 1024
_MOST_PARTS = 5_000
_BLOCK = 1024 * 1024
_MOST_TEXT = 1024 * 1024 * 1024

# ECMA-376 part 1, 18.3.1.4 (c) and 18.3.1.73 (row); a prefix before the names is allowed. A cell
# that ends at once holds nothing.
_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*?)(/?)>(</)?")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLAIN_CELL = re.compile(rb"<c r=\"([A-Z]{1,3})(\d{1,7})\"[^>]*?(/?)>(</)?")
_REFERENCE = re.compile(rb"\br=\"([A-Z]{0,3})(\d{1,7})\"")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"")
_ERROR_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=\"e\"[^>/]*>")
_TEXT_CELL = re.compile(rb"\bt=\"s\"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")
_BARE_FORMULA = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<v></v>)?\s*</(?:\w+:)?c>"
)
_END_OF_ROW = b"</row>"
_STRING_START = re.compile(rb"<(?:\w+:)?si[\s>/]")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_1904 = re.compile(rb"\bdate1904\s*=\s*\"(?:1|true)\"")
# [MS-XLS] 2.4.90 Dimensions: record 0x0200 of 14 bytes.
_DIMENSIONS = re.compile(rb"\x00\x02\x0e\x00(.{4})(.{4})(.{2})(.{2})\x00\x00", re.DOTALL)


def unfolded_xlsx(path: Path) -> Unfolded:
    """Look at an XLSX file; nothing of it is kept in memory.

    Raises:
        UnreadableFileError: It is damaged, or unpacks to more than any list.
    """
    with _told(path), zipfile.ZipFile(path) as packed:
        _refuse_bomb(path, packed)
        book = packed.read("xl/workbook.xml")
        members = _members(packed, book)
        lengths = _text_lengths(packed)
        looks: dict[str, SheetLook] = {}
        heavy = 0
        for name, member in members.items():
            look = SheetLook()
            for rows in _blocks(packed, member):
                _look_at_rows(look, rows)
            looks[name] = look
            heavy += look.rows * look.columns * max(lengths, default=0)
        if heavy > _MOST_TEXT:
            heavy = sum(_text_of(packed, member, lengths) for member in members.values())
        return Unfolded(looks, bool(_1904.search(book)), heavy > _MOST_TEXT)


def unfolded_ods(path: Path) -> Unfolded:
    """Look at an ODS file; nothing of it is kept in memory.

    Raises:
        UnreadableFileError: It is damaged, locked, or unpacks to more than any list.
    """
    with _told(path), zipfile.ZipFile(path) as packed:
        _refuse_bomb(path, packed)
        manifest = packed.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise _locked(path)
        reader = OdsLook()
        with packed.open("content.xml") as opened:
            reader.read(opened)
        return Unfolded(reader.sheets, has_heavy_texts=reader.characters > _MOST_TEXT)


def unfolded_xls(path: Path) -> Unfolded:
    """Look at an XLS file by what its sheets say of their size."""
    raw = path.read_bytes()
    looks = {}
    for count, match in enumerate(_DIMENSIONS.finditer(raw)):
        _, last_row, _, last_column = (int.from_bytes(part, "little") for part in match.groups())
        # Past these limits of the format it is no such record, but other bytes that look alike.
        if last_row <= 65_536 and last_column <= 256:
            looks[str(count)] = SheetLook(last_row, last_column)
    return Unfolded(looks)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, ValueError,
            expat.ExpatError) as error:  # fmt: skip
        raise _damaged(path) from error
    except RuntimeError as error:
        # zipfile says so of parts that are locked one by one.
        raise _locked(path) from error


def _damaged(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        path.name,
        "it is damaged, or was still being written",
        "Open it in the program that it comes from, save it again, and try once more.",
    )


def _locked(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        path.name, "it is locked with a password", "Take the password off, and save it."
    )


def _refuse_bomb(path: Path, packed: zipfile.ZipFile) -> None:
    """Every part that a reader looks at is unpacked once, to see that it is as long as it says."""
    parts = packed.infolist()
    said = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or said > _MOST_UNPACKED:
        raise UnreadableFileError(
            path.name,
            "it would unpack to far more than a list can be",
            "Ask where it comes from before you open it; a list can be saved as CSV.",
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as opened:
                while opened.read(_BLOCK):
                    pass


def _members(packed: zipfile.ZipFile, book: bytes) -> dict[str, str]:
    """The part of each sheet that a person sees, by the sheet's name."""
    relations = packed.read("xl/_rels/workbook.xml.rels")
    targets = {
        about.get("Id", ""): about.get("Target", "") for about in _attributes(_RELATION, relations)
    }
    parts = {part.filename.lower(): part.filename for part in packed.infolist()}
    members = {}
    for about in _attributes(_SHEET, book):
        target = next(
            (targets[v] for k, v in about.items() if k.endswith(":id") and v in targets), ""
        )
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        member = parts.get(name.replace("\\", "/").lower())
        if member and "worksheets" in member.lower() and about.get("state", "visible") == "visible":
            members[about.get("name", "")] = member
    return members


def _attributes(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[dict[str, str]]:
    for match in pattern.finditer(xml):
        yield {
            key.decode("ascii", "replace"): html.unescape(
                (first or second).decode("utf-8", "replace")
            )
            for key, first, second in _ATTRIBUTE.findall(match[1])
        }


def _blocks(packed: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    """The part in blocks that end after a row, or at least after a tag."""
    rest = b""
    with packed.open(member) as opened:
        while block := opened.read(_BLOCK):
            rest += block
            cut = rest.rfind(_END_OF_ROW) + len(_END_OF_ROW)
            if cut < len(_END_OF_ROW):
                cut = rest.rfind(b">") + 1
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _look_at_rows(look: SheetLook, rows: bytes) -> None:
    look.hidden_rows += len(_HIDDEN_ROW.findall(rows))
    look.error_cells += len(_ERROR_CELL.findall(rows)) if b't="e"' in rows else 0
    look.bare_formulas += len(_BARE_FORMULA.findall(rows)) if b"f>" in rows else 0
    if _reaches_plainly(look, rows):
        return
    row, column = look.row_at, look.column_at
    for kind, about, closed, ended in _TAG.findall(rows):
        place = _REFERENCE.search(about)
        if kind == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            continue
        column = column_number(place[1]) if place else column + 1
        if not closed and not ended:
            look.reach(int(place[2]) if place else row, column)
    look.row_at, look.column_at = row, column


def _reaches_plainly(look: SheetLook, rows: bytes) -> bool:
    """The same by far fewer steps, where every cell says its place as Excel writes it."""
    cells = _PLAIN_CELL.findall(rows)
    if len(cells) != len(_CELL.findall(rows)):
        return False
    filled = [(letters, row) for letters, row, closed, ended in cells if not closed and not ended]
    if filled:
        look.row_at = max(map(int, {row for _, row in filled}))
        look.reach(look.row_at, max(map(column_number, {letters for letters, _ in filled})))
    return True


@lru_cache(maxsize=32_768)
def column_number(letters: bytes) -> int:
    """1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text_lengths(packed: zipfile.ZipFile) -> list[int]:
    """About how many bytes each shared text has."""
    if "xl/sharedStrings.xml" not in packed.namelist():
        return []
    starts: list[int] = []
    done, rest = 0, b""
    with packed.open("xl/sharedStrings.xml") as opened:
        while block := opened.read(_BLOCK):
            rest += block
            starts += [done + match.start() for match in _STRING_START.finditer(rest)]
            cut = max(rest.rfind(b">") + 1, 0)
            done, rest = done + cut, rest[cut:]
    return [after - start for start, after in pairwise([*starts, done + len(rest)])]


def _text_of(packed: zipfile.ZipFile, member: str, lengths: list[int]) -> int:
    """How many bytes the cells of a sheet would fill with shared texts."""
    return sum(
        lengths[int(index)]
        for rows in _blocks(packed, member)
        for index in _TEXT_CELL.findall(rows)
        if int(index) < len(lengths)
    )
