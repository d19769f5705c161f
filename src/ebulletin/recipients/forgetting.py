"""Finds an address in any file, however it is written, and takes rows with it out of lists."""

import base64
import binascii
import csv
import html
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from ebulletin.recipients.columns import known_as, recognised
from ebulletin.recipients.key import canonical

# Runs in which base64 could hide an address; MIME folds them at 76 characters (RFC 2045, 6.8).
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}(?:\r?\n[ \t]*[A-Za-z0-9+/_-]+)*")
_QUOTED = re.compile(rb"=[0-9A-Fa-f]{2}|=\r?\n")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(rb"&#?\w{1,8};")
_ESCAPE = re.compile(rb"\\u([0-9A-Fa-f]{4})")
_ZIPPED = b"PK\x03\x04"
# So that ann@ is not found in joann@ or mary-ann@, nor example.org in example.org.uk.
_BEFORE, _AFTER = r"(?<!\w)(?<!\w[.+'-])", r"(?![\w-]|\.\w)"
REMOVED = "(removed)"
# A title and empty rows may stand above the column names.
_FIRST_ROWS = 20
_LARGEST_UNFOLDED_IN_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Sought:
    """An address in all the forms in which a file may hold it.

    Attributes:
        forms: Its spellings in lower case: the domain in ASCII, and as people read it.
    """

    forms: tuple[str, ...]
    _text: re.Pattern[str]
    _name: re.Pattern[str]
    _raw: re.Pattern[bytes] | None

    def is_in_text(self, text: str) -> bool:
        """Whether a text holds the address, in any case."""
        return self._text.search(text.casefold()) is not None

    def taken_out_of(self, text: str) -> str:
        """The text with `(removed)` wherever the address stands plainly."""
        return re.sub(self._text.pattern, REMOVED, text, flags=re.IGNORECASE)

    def is_in_name(self, name: str) -> bool:
        """Whether a file is named for the address, whatever stands before it: `message-ann@...`."""
        return self._name.search(unquote(name).casefold()) is not None

    def is_in_bytes(self, raw: bytes) -> bool:
        """Whether a file holds the address: plainly, or encoded in one of the usual ways."""
        return any(self._is_plainly_in(each) for each in _readings(raw))

    def _is_plainly_in(self, raw: bytes) -> bool:
        # The quick look first: most files hold nothing like it.
        if self._raw is not None and self._raw.search(raw) is None:
            return False
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
            text = raw.decode(encoding, "replace")
            if self.is_in_text(text):
                return True
            # UTF-16 may begin at an odd byte inside another file.
            if encoding.startswith("utf-16") and self.is_in_text(
                raw[1:].decode(encoding, "replace")
            ):
                return True
        return False


def sought(address: str) -> Sought:
    """Get ready to look for an address."""
    forms = tuple(dict.fromkeys((canonical(address), *_as_read(canonical(address)))))
    words = "|".join(re.escape(each.casefold()) for each in forms)
    pattern = re.compile(f"{_BEFORE}(?:{words}){_AFTER}")
    in_name = re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")
    if not all(form.isascii() for form in forms):
        # Bytes know no capitals outside ASCII, so each file is looked through as text.
        return Sought(forms, pattern, in_name, None)
    encodings = ("ascii", "utf-16-le", "utf-16-be")
    encoded = [form.encode(encoding) for form in forms for encoding in encodings]
    quick = b"|".join(map(re.escape, encoded))
    return Sought(forms, pattern, in_name, re.compile(quick, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A list without somebody.

    Attributes:
        rows: How many rows went, because they were theirs.
        mentions: How many rows of other people named them, and have `(removed)` there now.
    """

    raw: bytes
    rows: int = 0
    mentions: int = 0


def without_rows(raw: bytes, who: Sought) -> Cleaned:
    """A list without the rows of an address; every other row keeps its very bytes.

    A row is somebody's if their address stands in its column of addresses, or without such a
    column in the first cell that holds one. In rows of other people only the address goes. A cell
    with line breaks is a part of its row.
    """
    encoding, mark = _encoding_of(raw)
    text = raw[len(mark) :].decode(encoding, "surrogateescape")
    separator, column = _layout(text)
    kept: list[str] = []
    rows = mentions = 0
    for record, cells in _records(text, separator):
        if not who.is_in_text(record):
            kept.append(record)
            continue
        left = who.taken_out_of(record)
        if who.is_in_text(_own_cell(cells, column, record)) or who.is_in_text(left):
            rows += 1
        else:
            mentions += 1
            kept.append(left)
    if not rows and not mentions:
        return Cleaned(raw)
    return Cleaned(mark + "".join(kept).encode(encoding, "surrogateescape"), rows, mentions)


def _layout(text: str) -> tuple[str, int | None]:
    """What separates cells, and the place of the column of addresses where a row names it.

    A title such as Emails may stand above: of several rows the one that names most columns counts.
    """
    best: tuple[tuple[int, int], str, int | None] = ((0, 0), ",", None)
    for line in text.splitlines()[:_FIRST_ROWS]:
        for separator in ",;\t|":
            names = [cell.strip(' "') for cell in line.split(separator)]
            place = next((at for at, name in enumerate(names) if known_as(name) == "email"), None)
            weight = recognised(names), len(names)
            if place is not None and weight > best[0]:
                best = weight, separator, place
    return best[1:]


def _own_cell(cells: list[str], column: int | None, record: str) -> str:
    """The cell that says whose row it is; the whole row where none does."""
    if column is not None and column < len(cells):
        return cells[column]
    return next((cell for cell in cells if "@" in cell), record)


def _records(text: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a CSV text, as they are written and as cells."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=separator)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            # A cell over the limit of the reader: its lines go together.
            row = []
        if row is None:
            break
        yield "".join(taken), row
        taken.clear()
    if taken:
        yield "".join(taken), []


def _readings(raw: bytes) -> Iterator[bytes]:
    """The bytes themselves, and what is left when an encoding is taken off."""
    yield raw
    if _QUOTED.search(raw):
        yield quopri.decodestring(raw)
    if _PERCENT.search(raw):
        yield unquote_to_bytes(raw)
    if _ENTITY.search(raw):
        yield html.unescape(raw.decode("utf-8", "replace")).encode()
    if _ESCAPE.search(raw):
        yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)).encode("utf-8", "ignore"), raw)
    for run in _BASE64.findall(raw):
        yield from _unfolded(run)
    if raw[:4] == _ZIPPED:
        yield from _members(raw)


def _unfolded(run: bytes) -> Iterator[bytes]:
    """A run of base64, read from each of the four places at which it could begin."""
    plain = b"".join(run.split()).translate(bytes.maketrans(b"-_", b"+/"))
    for start in range(4):
        piece = plain[start:]
        # One letter too many is none of the data; the padding may not have been taken along.
        piece = piece[: len(piece) - (len(piece) % 4 == 1)]
        try:
            yield base64.b64decode(piece + b"=" * (-len(piece) % 4))
        except binascii.Error:
            continue


def _members(raw: bytes) -> Iterator[bytes]:
    """What a ZIP file holds, as a workbook is one."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            for member in opened.infolist():
                if member.file_size <= _LARGEST_UNFOLDED_IN_BYTES:
                    yield opened.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError):
        # Damaged, or locked with a password: nothing can be read there.
        return


def _encoding_of(raw: bytes) -> tuple[str, bytes]:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if raw.startswith(mark):
            return encoding, mark
    return "utf-8", b""


def _as_read(address: str) -> Iterator[str]:
    """The address with its domain as people read it."""
    import idna

    local, _, domain = address.rpartition("@")
    if "xn--" in domain:
        try:
            yield f"{local}@{idna.decode(domain)}"
        except idna.IDNAError:
            return
