"""Every way in which the bytes of a file can be read: as they are, and with each encoding undone.

What is hidden in an entity, in a web address, in a transfer encoding of e-mail or in the parts of
an attached document is still given away. Each way takes time in proportion to the file.
"""

import base64
import binascii
import html
import quopri
import re
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

# An encoding may stand inside another: an entity inside base64, say.
_DEEPEST = 2
_MOST_READINGS = 40
# What a compressed part may grow to, so that a small file cannot fill the memory.
_MOST_BYTES = 20_000_000
_TAG = re.compile(r"<[^<>]*>")
_HEX_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_HEX_EQUALS = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_HEX_BACKSLASH = re.compile(r"\\u([0-9A-Fa-f]{4})")
_FOLD = re.compile(r"\r?\n[ \t]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*")
# Words of a language have no capital after a small letter, and no figures inside.
_LIKE_BASE64 = re.compile(r"[a-z][A-Z]|[0-9][A-Za-z]|[A-Za-z][0-9]")
_PRINTABLE = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){4,}")
_PRINTABLE_UTF16 = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")
_LEAST_PRINTABLE = 0.9
_PDF_STREAM = re.compile(rb"stream\r?\n")
_PDF_TEXT = re.compile(r"\(((?:[^()\\]|\\.)*)\)|\bT[dD*J]\b|\]")
# Soft hyphens, joiners, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200f\u2060\ufeff]+")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def readings_of(name: str, raw: bytes) -> list[str]:
    """The texts that a file can be read as, each once; markup is still in them."""
    found: dict[str, None] = {}
    for text in _texts_in(raw):
        frontier = [_plain(text)]
        found[frontier[0]] = None
        for _ in range(_DEEPEST):
            decoded = [each for text in frontier for each in _decoded(name, text)]
            frontier = [each for each in dict.fromkeys(decoded) if each not in found]
            found.update(dict.fromkeys(frontier[: max(0, _MOST_READINGS - len(found))]))
    return list(found)


def without_tags(text: str, joint: str) -> str:
    """A text with its tags taken out, and something in their place."""
    return _TAG.sub(joint, text) if "<" in text else text


def is_picture(raw: bytes) -> bool:
    """Whether the bytes are those of a picture, in which short words stand by chance."""
    return raw.startswith(_PICTURES)


def _plain(text: str) -> str:
    """Without characters that show nothing, and look-alike forms as one."""
    return text if text.isascii() else unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def _texts_in(raw: bytes) -> Iterator[str]:
    if raw.startswith(b"PK\x03\x04"):
        yield from _texts_in_archive(raw)
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield raw.decode("utf-16", "replace")
    elif is_picture(raw) or b"\x00" in raw or raw.startswith(b"%PDF"):
        yield "\n".join(part.decode("utf-8", "replace") for part in _PRINTABLE.findall(raw))
        wide = [part.decode("utf-16-le", "replace") for part in _PRINTABLE_UTF16.findall(raw)]
        if wide:
            # The letter before may be the end of what stands before it.
            yield "\n".join(part for each in wide for part in (each, each[1:]))
        if raw.startswith(b"%PDF"):
            yield from _texts_in_pdf(raw)
    else:
        yield raw.decode("utf-8", "replace")


def _texts_in_archive(raw: bytes) -> Iterator[str]:
    """The parts of an office document, which is a ZIP file."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            left = _MOST_BYTES
            for part in archive.infolist():
                yield part.filename
                if part.file_size <= left:
                    left -= part.file_size
                    yield archive.read(part).decode("utf-8", "replace")
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError):
        yield raw.decode("latin-1")


def _texts_in_pdf(raw: bytes) -> Iterator[str]:
    """The words of a PDF's pages, as far as they are written in plain letters."""
    left = _MOST_BYTES
    for match in _PDF_STREAM.finditer(raw):
        end = raw.find(b"endstream", match.end())
        if end < 0:
            return
        try:
            inflated = zlib.decompressobj().decompress(raw[match.end() : end], left)
        except zlib.error:
            continue
        left -= len(inflated)
        shown = inflated.decode("latin-1")
        yield "".join(each[1] if each[1] is not None else " " for each in _PDF_TEXT.finditer(shown))
        if left <= 0:
            return


def _decoded(name: str, text: str) -> Iterator[str]:
    if "&" in text:
        yield _plain(html.unescape(text))
    if _HEX_PERCENT.search(text):
        yield _plain(unquote(text))
    if _HEX_BACKSLASH.search(text):
        yield _plain(_HEX_BACKSLASH.sub(lambda match: chr(int(match[1], 16)), text))
    if _HEX_EQUALS.search(text):
        yield _plain(quopri.decodestring(text.encode()).decode("utf-8", "replace"))
    if name.endswith((".ics", ".eml")) and _FOLD.search(text):
        yield _FOLD.sub("", text)
    hidden = list(_from_base64(text))
    if hidden:
        yield _plain("\n".join(hidden))


def _from_base64(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        word = match[0]
        is_plain_word = word.isalpha() and (word.islower() or word.istitle())
        if is_plain_word or not _LIKE_BASE64.search(word):
            continue
        letters = re.sub(r"\s", "", word).replace("-", "+").replace("_", "/")
        # What stands before it, such as a slash, may count among its letters.
        for start in range(4):
            part = letters[start:]
            try:
                raw = base64.b64decode(part[: len(part) - (len(part) % 4 == 1)] + "==")
            except (binascii.Error, ValueError):
                continue
            decoded = raw.decode("utf-8", "replace")
            seen = sum(
                (each.isprintable() and each != "\ufffd") or each.isspace() for each in decoded
            )
            if seen >= _LEAST_PRINTABLE * len(decoded) > 0:
                yield decoded
                break


def _is_shown(letter: str) -> bool:
    return letter.isprintable() and letter != "\ufffd"
