"""The MIME parts of a message (RFC 2045, 2046): text first, then HTML with pictures, then files."""

import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from ebulletin.delivery.encoding import SOFT_BREAK, base64_lines, quoted_printable
from ebulletin.delivery.messages.slots import Slot

Piece = bytes | Slot

_PICTURE = re.compile(r"""(?<=["'(=\s])images/([^"'()\s<>?#]+)""")
_QUOTED_PRINTABLE = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A MIME part: its headers, and what stands under them."""

    content_type: str
    pieces: Sequence[Piece]

    def with_header(self) -> Iterator[Piece]:
        """The part as it stands within another one."""
        yield f"Content-Type: {self.content_type}\r\n".encode("ascii")
        yield from self.pieces


def words_part(subtype: str, cut: Iterator[str | Slot]) -> Part:
    """Plain text or HTML: what stays is encoded here, once for all recipients."""
    return Part(f"text/{subtype}; charset=utf-8", [_QUOTED_PRINTABLE, *_encoded(cut)])


def file_part(name: str, raw: bytes, *, content_id: str = "") -> Part:
    """A picture that the HTML shows, where it has a content id; else an attachment."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if kind.startswith(("text/", "message/", "multipart/")):
        # Carried as a file, untouched, whatever the words in it are.
        kind = "application/octet-stream"
    disposition = "inline" if content_id else "attachment"
    headers = f"Content-Transfer-Encoding: base64\r\nContent-Disposition: {disposition};\r\n"
    headers += f" {_file_name(name)}\r\n"
    if content_id:
        headers += f"Content-ID: <{content_id}>\r\n"
    return Part(kind, [headers.encode("ascii"), b"\r\n", base64_lines(raw)])


def bundle(subtype: str, parts: Sequence[Part], mark: str) -> Part:
    """Several parts as one; a single one stays as it is.

    The boundary holds `=_`, which neither quoted-printable nor base64 ever can.
    """
    if len(parts) == 1:
        return parts[0]
    boundary = f"=_{subtype}_{mark}"
    pieces: list[Piece] = [b"\r\n"]
    for part in parts:
        pieces += [f"--{boundary}\r\n".encode("ascii"), *part.with_header(), b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode("ascii"))
    kind = f'multipart/{subtype};\r\n boundary="{boundary}"'
    if subtype == "related":
        kind = f'multipart/related; type="text/html";\r\n boundary="{boundary}"'
    return Part(kind, pieces)


def with_pictures(
    html: str, pictures: Mapping[str, bytes], base: str, domain: str
) -> tuple[str, list[Part]]:
    """The HTML with its pictures from a web address, or from parts beside it."""
    if base:
        root = base.rstrip("/")
        return _PICTURE.sub(lambda found: f"{root}/{found[1]}", html), []
    used: dict[str, str] = {}

    def content_id(found: re.Match[str]) -> str:
        name = unquote(found[1])
        if name not in pictures:
            return found[0]
        mark = hashlib.sha256(name.encode() + b"\0" + pictures[name]).hexdigest()[:16]
        used[name] = f"{mark}@{domain}"
        return f"cid:{used[name]}"

    changed = _PICTURE.sub(content_id, html)
    return changed, [
        file_part(name, pictures[name], content_id=given) for name, given in used.items()
    ]


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The same with neighbouring bytes in one; between two slots stand bytes, or nothing."""
    together: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, bytes) and together and isinstance(together[-1], bytes):
            together[-1] += piece
        elif piece != b"":
            together.append(piece)
    return together


def _encoded(cut: Iterator[str | Slot]) -> Iterator[Piece]:
    """Each literal on lines of its own; before a slot, a soft break."""
    literal = b""
    for piece in cut:
        if isinstance(piece, str):
            literal = quoted_printable(piece)
            yield literal
            continue
        if literal and not literal.endswith(b"\r\n"):
            yield SOFT_BREAK
        literal = b""
        yield piece


def _file_name(name: str) -> str:
    """The parameter with the name; beyond ASCII as RFC 2231 has it."""
    if re.fullmatch(r"[A-Za-z0-9._ -]{1,60}", name):
        return f'filename="{name}"'
    whole = "filename*=UTF-8''" + quote(name, safe="")
    if len(whole) < 76:
        return whole
    # Long names go on in numbered parts, never cut within an escape.
    units = re.findall(r"%[0-9A-F]{2}|[^%]", quote(name, safe=""))
    parts = ["".join(units[start : start + 20]) for start in range(0, len(units), 20)]
    first = f"filename*0*=UTF-8''{parts[0]}"
    rest = [f"filename*{number}*={part}" for number, part in enumerate(parts[1:], start=1)]
    return ";\r\n ".join([first, *rest])
