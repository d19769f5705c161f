"""Tells what a file is by its bytes, whatever its name says, and opens it with the right reader."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from ebulletin.recipients.delimited import read_delimited
from ebulletin.recipients.rows import Sheet, UnreadableFileError

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
# [MS-CFB] 2.2: the file in which old Excel, and every locked workbook, is kept.
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
# Beginnings of files that people send in place of a list.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF file"),
    (b"\x1f\x8b", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"{\\rtf", "a Word document"),
)
_WEB_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<style")
_HALF_WRITTEN = (".part", ".partial", ".crdownload", ".download", ".tmp")
_SAVE_AS = "Open it in the program that it comes from, and save it as XLSX or CSV."
_START = 8_192


def open_sheet(
    path: Path, columns_in: Callable[[list[str]], int], wanted: str | None = None
) -> Sheet:
    """Open a file for reading row by row.

    Args:
        path: Of the file.
        columns_in: How many of some names are columns that we know.
        wanted: A sheet of a workbook; without it the one that looks most like a list.

    Raises:
        UnreadableFileError: It is none of the spreadsheets that we read.
    """
    _refuse_half_written(path)
    with path.open("rb") as opened:
        start = opened.read(_START)
    ending = _ending_of(path, start)
    if ending == "csv":
        return read_delimited(path, columns_in)
    # Workbooks need a library that a list in CSV, as we keep them, does not.
    from ebulletin.recipients.workbooks import read_workbook

    return read_workbook(path, ending, columns_in, wanted)


def _refuse_half_written(path: Path) -> None:
    if path.name.startswith(("~$", ".~lock.")):
        raise UnreadableFileError(
            path.name,
            "it only marks that somebody has the spreadsheet of that name open",
            "Close the spreadsheet, and name its own file.",
        )
    if path.suffix.lower() in _HALF_WRITTEN:
        raise UnreadableFileError(
            path.name, "it is still being written", "Wait until it is there as a whole."
        )


def _ending_of(path: Path, start: bytes) -> str:
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFileError(path.name, "it is empty", "Name a file with people in it.")
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        return _packed_ending(path)
    if start.startswith(_COMPOUND):
        return _compound_ending(path)
    if kind := _other_kind(start):
        raise UnreadableFileError(path.name, f"it is {kind}, whatever its name says", _SAVE_AS)
    return "csv"


def _other_kind(start: bytes) -> str | None:
    for beginning, kind in _OTHERS:
        if start.startswith(beginning):
            return kind
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGES):
        return "a web page"
    # Control characters other than tab, line ends and NUL, which old programs use for padding.
    noise = sum(byte < 9 or 13 < byte < 32 for byte in start.replace(b"\x00", b""))
    return "no text" if noise * 20 > len(start) else None


def _packed_ending(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableFileError(
            path.name, "it is damaged, or was still being written", _SAVE_AS
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "ods"
    kind = "a workbook in the form XLSB" if "xl/workbook.bin" in names else "a packed file"
    kind = "a Word document" if "word/document.xml" in names else kind
    raise UnreadableFileError(path.name, f"it is {kind}, and no list can be read from it", _SAVE_AS)


def _compound_ending(path: Path) -> str:
    raw = path.read_bytes()
    if _LOCKED in raw:
        raise UnreadableFileError(
            path.name, "it is locked with a password", "Take the password off, and save it."
        )
    if not any(name in raw for name in _OLD_BOOKS):
        raise UnreadableFileError(path.name, "it is no workbook", _SAVE_AS)
    return "xls"
