"""The way in: the bytes of an HTML file or of a whole message to an e-mail that can be audited."""

import base64
import binascii
import codecs
import re
from email.utils import parseaddr
from pathlib import Path

from ebulletin.audit.errors import (
    NoHtmlError,
    NotAnEmailError,
    TooLargeError,
)
from ebulletin.audit.mime import Mail, Part, looks_like_mail, read_mail
from ebulletin.audit.model import Email, Fault, Lines

LARGEST_IN_BYTES = 25 * 1024 * 1024
"""The largest file that is read: no mail system carries a larger message."""

_USUAL = "utf-8"
# What a page names by these, browsers read as the larger set ("Encoding Standard", 4.2).
_LARGER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096  # bytes; the standard asks for 1024, mail readers look further
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|table|div|p|a|img|h[1-6]|span|center|td|style|font|br|ul|ol|b|i"
    r"|strong|em|section|article|main)\b",
    re.IGNORECASE,
)
_KINDS = (
    (b"%PDF", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"), (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an Outlook .msg file or an old Office file"), (b"{\\rtf", "an RTF file"),
)  # fmt: skip
_QP_BROKEN = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|\Z)")
_CONTINUING = bytes(range(0x80, 0xC0))
_BEYOND_ASCII = bytes(range(0x80, 0x100))


def load_email(path: Path, name: str = "") -> Email:
    """Read a file as an e-mail.

    Args:
        path: An HTML file, or a message as mail programs save it (.eml).
        name: What findings call it; its path by default.

    Raises:
        AuditInputError: It is too large, or nothing that can be audited.
    """
    size = path.stat().st_size
    if size > LARGEST_IN_BYTES:
        raise TooLargeError(str(path), size, LARGEST_IN_BYTES)
    return read_email(path.read_bytes(), name or path.as_posix())


def read_email(raw: bytes, name: str) -> Email:
    """Read the bytes of an HTML file or of a message.

    Raises:
        AuditInputError: It is empty, of another kind, or has no HTML.
    """
    for start, kind in _KINDS:
        if raw.startswith(start):
            raise NotAnEmailError(name, kind)
    if not raw.strip():
        raise NotAnEmailError(name, "an empty file")
    if name.lower().endswith((".eml", ".mht", ".mhtml")) or looks_like_mail(raw):
        return _from_message(raw, name)
    html, faults = _decoded(raw, _named_in(raw))
    if _TAG.search(html) is None:
        raise NoHtmlError(name, is_message=False)
    return Email(
        name, html, len(html.encode("utf-8", "replace")), Lines(_line_starts(html)), faults=faults
    )


def _from_message(raw: bytes, name: str) -> Email:
    mail = read_mail(raw)
    part = next(
        (each for each in mail.parts if each.kind == "text/html" and not each.is_attached), None
    )
    if part is None:
        raise NoHtmlError(name, is_message=True)
    content, byte_lines = _content(raw, part)
    charset = part.charset or _named_in(content)
    html, faults = _decoded(content, charset)
    if _TAG.search(html) is None:
        raise NoHtmlError(name, is_message=True)
    if part.encoding == "quoted-printable" and _QP_BROKEN.search(raw, part.start, part.end):
        faults = (*faults, _broken_transfer("quoted-printable"))
    where = name
    note = ""
    if byte_lines is None:
        lines = Lines(_line_starts(html))
        where = f"{name} (HTML part)"
        note = "The HTML of this message is packed (base64): lines count within it, unpacked."
    else:
        lines = Lines(_chars(content, byte_lines, html), raw.count(b"\n", 0, part.start) + 1)
    return Email(
        where, html, len(html.encode("utf-8", "replace")), lines,
        is_message=True, has_text=_has_text(mail), pictures=_pictures(raw, mail),
        message_in_bytes=len(raw), own_hosts=_own_hosts(mail), faults=faults, note=note,
    )  # fmt: skip


# --- Transfer encodings -----------------------------------------------------------------------


def _content(raw: bytes, part: Part) -> tuple[bytes, list[int] | None]:
    """A part's bytes, and the offset among them of each line of the file; None for base64."""
    packed = raw[part.start : part.end]
    if part.encoding == "base64":
        return _from_base64(packed), None
    if part.encoding == "quoted-printable":
        return _from_quoted(packed)
    return packed, [0, *(found.end() for found in re.finditer(rb"\n", packed))]


def _from_base64(packed: bytes) -> bytes:
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", packed)
    try:
        return base64.b64decode(clean + b"=" * (-len(clean) % 4))
    except binascii.Error:
        # One letter too many at the end carries no whole byte.
        return base64.b64decode(clean[: len(clean) - len(clean) % 4])


def _from_quoted(packed: bytes) -> tuple[bytes, list[int]]:
    pieces, starts, length = [], [], 0
    for line in packed.splitlines(keepends=True):
        starts.append(length)
        bare = line.rstrip(b" \t\r\n")
        is_soft = bare.endswith(b"=")
        piece = binascii.a2b_qp(bare[:-1] if is_soft else bare)
        if not is_soft and line.endswith(b"\n"):
            piece += b"\n"
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces), starts or [0]


def _broken_transfer(encoding: str) -> Fault:
    return Fault(
        "AUD310",
        0,
        f"the message's packing ({encoding}) is broken in places",
        "Save the message again from a mail program, or have the sending tool mended.",
        is_whole=True,
    )


# --- Character sets ---------------------------------------------------------------------------


def _named_in(raw: bytes) -> str:
    found = _META.search(raw[:_META_WITHIN])
    return found[1].decode("ascii", "replace").lower() if found else ""


def _decoded(raw: bytes, charset: str) -> tuple[str, tuple[Fault, ...]]:
    """The words of the bytes, and what was wrong with them."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").lstrip("\ufeff"), ()
    if raw[:200].count(0) > len(raw[:200]) // 4:
        # Every other byte empty: two bytes for each character, and no mark that says so.
        return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le", "replace"), ()
    codec: str | None = _codec(charset)
    faults: tuple[Fault, ...] = ()
    if codec is None:
        codec, faults = _USUAL, (_unknown_charset(charset),)
    try:
        return raw.decode(codec), faults
    except UnicodeDecodeError as error:
        likely = _likely(raw, codec)
        at = len(raw[: error.start].decode(likely, "replace"))
        return raw.decode(likely, "replace"), (*faults, _broken_bytes(raw, error.start, at, codec))


def _codec(charset: str) -> str | None:
    """The codec for a character set, or None for a name that is none."""
    name = charset.lower()
    if not name or name.startswith("utf-16"):
        # A page that says utf-16 in letters of one byte is not in it.
        return _USUAL
    try:
        found = codecs.lookup(_LARGER.get(name, name))
        # Some codecs turn bytes into bytes, such as zip.
        "".encode(found.name)
    except (LookupError, ValueError, TypeError):
        return None
    return found.name


def _likely(raw: bytes, codec: str) -> str:
    """The set that broken bytes are most likely in: mostly right UTF-8, or Windows' own."""
    if codec != _USUAL or b"\0" in raw:
        return codec
    broken = raw.decode(_USUAL, "replace").count("\ufffd")
    beyond = len(raw) - len(raw.translate(None, _BEYOND_ASCII))
    return _USUAL if broken * 3 < beyond else "cp1252"


def _unknown_charset(charset: str) -> Fault:
    return Fault(
        "AUD310",
        0,
        f"the character set {charset[:40]!r} is not known, so mail readers guess",
        "Name utf-8 as the character set, and save the e-mail in it.",
        is_whole=True,
    )


def _broken_bytes(raw: bytes, start: int, offset: int, codec: str) -> Fault:
    shown = " ".join(f"{byte:02X}" for byte in raw[start : start + 4])
    return Fault(
        "AUD310",
        offset,
        f"the bytes {shown} are no character in {codec}, in which this e-mail is to be read",
        "Save the e-mail in utf-8 and say so; readers see wrong letters or question marks.",
    )


# --- Lines, and what travels with it ----------------------------------------------------------


def _line_starts(html: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in re.finditer(r"\n|\r(?!\n)", html)))


def _chars(content: bytes, starts: list[int], html: str) -> tuple[int, ...]:
    """Offsets in bytes as offsets in characters."""
    if len(content) == len(html):
        return tuple(starts)
    found, position, chars = [], 0, 0
    for start in starts:
        # In UTF-8, which nearly all mail is in, each character has one byte that begins it.
        chars += len(content[position:start].translate(None, _CONTINUING))
        found.append(min(chars, len(html)))
        position = start
    return tuple(found)


def _has_text(mail: Mail) -> bool:
    return any(each.kind == "text/plain" and not each.is_attached for each in mail.parts)


def _pictures(raw: bytes, mail: Mail) -> dict[str, int]:
    """Sizes of the pictures that travel along, by content id and by file name."""
    sizes: dict[str, int] = {}
    for part in mail.parts:
        if not part.kind.startswith("image/"):
            continue
        size = part.end - part.start
        if part.encoding == "base64":
            packed = raw[part.start : part.end]
            size = (len(packed) - packed.count(b"\n") - packed.count(b"\r")) * 3 // 4
        names = (str(part.headers.get("content-id", "")).strip(" <>"), part.headers.get_filename())
        for name in names:
            if name:
                sizes[str(name)] = size
    return sizes


def _own_hosts(mail: Mail) -> frozenset[str]:
    address = parseaddr(str(mail.headers.get("from", "")))[1]
    host = address.rpartition("@")[2].lower()
    return frozenset((host,)) if host else frozenset()
