"""What a picture file holds, read from its bytes, and the same picture without its hidden data.

Nothing is decoded: the file is taken apart at the seams of its format and put together again
without the parts that tell where, when, by whom and with what a picture was made.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ebulletin.errors import EbulletinError

PictureFormat = Literal["png", "jpeg", "gif"]


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is known of a picture without showing it.

    Attributes:
        format: By content, whatever the file is called.
        width: In pixels, as stored; an orientation mark may turn the picture.
        height: In pixels, as stored.
        has_metadata: Whether `strip_metadata` would take anything away.
    """

    format: PictureFormat
    width: int
    height: int
    has_metadata: bool


class PictureError(EbulletinError):
    """The bytes are no PNG, JPEG or GIF picture, or not a whole one.

    Attributes:
        fault: What is wrong, as the second half of a sentence that begins with the file's name.
        remedy: What to do next, as a sentence.
    """

    def __init__(self, fault: str, remedy: str) -> None:
        self.fault = fault
        self.remedy = remedy
        super().__init__(f"The picture {fault}. {remedy}")


def read_picture(raw: bytes) -> PictureFacts:
    """Tell format, size and whether there is hidden data.

    Raises:
        PictureError: For another format, and for a damaged file.
    """
    picture_format = _format_of(raw)
    parts = list(_READERS[picture_format](raw))
    width, height = next((part.size for part in parts if part.size is not None), (0, 0))
    if not width or not height:
        raise _damaged("has no size")
    return PictureFacts(picture_format, width, height, any(part.is_metadata for part in parts))


def strip_metadata(raw: bytes) -> bytes:
    """The same picture, pixel for pixel, without what else the file tells.

    Place, time, camera, author, comments, titles, editing history, thumbnails and whatever is
    hidden behind the end are taken away. Colour profiles stay. A mark that the picture is to be
    turned stays, alone: without it a photo would lie on its side.

    Raises:
        PictureError: For another format, and for a damaged file.
    """
    read = _READERS[_format_of(raw)]
    return b"".join(part.kept for part in read(raw))


# --- Parts of a file ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a file: the bytes that stay, and whether something was taken from it."""

    kept: bytes
    is_metadata: bool = False
    size: tuple[int, int] | None = None


_DROPPED = _Part(b"", is_metadata=True)

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_SIGNATURE = b"\xff\xd8\xff"
_GIF_SIGNATURES = (b"GIF87a", b"GIF89a")
_SAVE_AS = "Open it in any picture program, save it as PNG or JPEG, and use the new file."
_SAVE_AGAIN = "Save it again from the original, or ask whoever sent it for a new copy."
# What people send instead, by the bytes at an offset.
_OTHER_FORMATS = (
    (4, b"ftypheic", "a HEIC photo from a phone"),
    (4, b"ftypheix", "a HEIC photo from a phone"),
    (4, b"ftypmif1", "a HEIC photo from a phone"),
    (4, b"ftypavif", "an AVIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\x00", "a TIFF picture"),
    (0, b"MM\x00*", "a TIFF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"%PDF", "a PDF document"),
    (0, b"<svg", "an SVG drawing"),
    (0, b"<?xml", "an SVG drawing"),
)


def _format_of(raw: bytes) -> PictureFormat:
    if raw.startswith(_PNG_SIGNATURE):
        return "png"
    if raw.startswith(_JPEG_SIGNATURE):
        return "jpeg"
    if raw.startswith(_GIF_SIGNATURES):
        return "gif"
    for offset, mark, words in _OTHER_FORMATS:
        if raw.startswith(mark, offset):
            raise PictureError(f"is {words}, which mail readers may not show", _SAVE_AS)
    raise PictureError("is not a PNG, JPEG or GIF file", _SAVE_AS)


def _damaged(what: str) -> PictureError:
    return PictureError(f"is damaged: it {what}", _SAVE_AGAIN)


def _cut(raw: bytes, start: int, length: int) -> bytes:
    """That many bytes from there; a file that ends before is damaged."""
    if start + length > len(raw):
        raise _damaged("is cut short")
    return raw[start : start + length]


def _number(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


# --- PNG (W3C, PNG third edition) -----------------------------------------------------------

# Everything that a viewer needs to show pixels and colours as meant; other parts that a viewer
# may skip (small first letter) are taken away, since nobody knows what they tell.
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST cICP mDCV cLLI "
    b"acTL fcTL fdAT".split()
)
_PNG_FRAME = 12  # bytes of length, name and checksum round a chunk


def _png_parts(raw: bytes) -> Iterator[_Part]:
    yield _Part(_PNG_SIGNATURE)
    position = len(_PNG_SIGNATURE)
    name = b""
    while name != b"IEND":
        length = _number(_cut(raw, position, 4))
        chunk = _cut(raw, position, length + _PNG_FRAME)
        name = chunk[4:8]
        yield _png_part(name, chunk)
        position += len(chunk)
    if position < len(raw):
        yield _DROPPED


def _png_part(name: bytes, chunk: bytes) -> _Part:
    if name == b"IHDR":
        if len(chunk) < _PNG_FRAME + 8:
            raise _damaged("has no size")
        return _Part(chunk, size=(_number(chunk[8:12]), _number(chunk[12:16])))
    if name in _PNG_KEPT:
        return _Part(chunk)
    if name == b"eXIf":
        small = _turned_only(chunk[8:-4])
        kept = _png_chunk(name, small) if small else b""
        return _Part(kept, is_metadata=kept != chunk)
    if name[:1].isupper() or not name.isalpha():
        raise _damaged("holds a part that no viewer knows")
    return _DROPPED


def _png_chunk(name: bytes, content: bytes) -> bytes:
    from zlib import crc32

    checksum = crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + checksum


# --- JPEG (ITU T.81, JFIF, Exif) ------------------------------------------------------------

_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_COMMENT = 0xFE
# Start of frame, which holds the size: C0 to CF but for DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Inside a scan FF 00 is a byte of the picture, FF D0 to D7 count rows, FF FF is padding.
_NEXT_MARKER = re.compile(rb"\xff(?=[^\x00\xff\xd0-\xd7])")
_EXIF = b"Exif\x00\x00"
_ICC = b"ICC_PROFILE\x00"
_JFIF = b"JFIF\x00"
_JFIF_LENGTH = 14  # without the thumbnail that may follow
_ADOBE = b"Adobe"
_ADOBE_LENGTH = 12


def _jpeg_parts(raw: bytes) -> Iterator[_Part]:
    yield _Part(raw[:2])
    position = 2
    while True:
        if _cut(raw, position, 1) != b"\xff":
            raise _damaged("has loose bytes between its parts")
        while _cut(raw, position + 1, 1) == b"\xff":
            position += 1
        marker = raw[position + 1]
        if marker == _END_OF_IMAGE:
            yield _Part(raw[position : position + 2])
            if position + 2 < len(raw):
                yield _DROPPED
            return
        length = _number(_cut(raw, position + 2, 2))
        segment = _cut(raw, position, length + 2)
        if length < 2:
            raise _damaged("holds a part without a length")
        yield _jpeg_part(marker, segment)
        position += len(segment)
        if marker == _START_OF_SCAN:
            following = _NEXT_MARKER.search(raw, position)
            if following is None:
                raise _damaged("is cut short")
            yield _Part(raw[position : following.start()])
            position = following.start()


def _jpeg_part(marker: int, segment: bytes) -> _Part:
    content = segment[4:]
    if marker in _FRAMES:
        if len(content) < 5:
            raise _damaged("has no size")
        return _Part(segment, size=(_number(content[3:5]), _number(content[1:3])))
    if marker == _APP1 and content.startswith(_EXIF):
        small = _turned_only(content[len(_EXIF) :])
        return _kept_as(_jpeg_segment(marker, _EXIF + small) if small else b"", segment)
    if marker == _APP0 and content.startswith(_JFIF):
        plain = content[: _JFIF_LENGTH - 2] + b"\x00\x00"  # a thumbnail of no width and height
        return _kept_as(_jpeg_segment(marker, plain), segment)
    if marker == _APP14 and content.startswith(_ADOBE):
        return _kept_as(_jpeg_segment(marker, content[:_ADOBE_LENGTH]), segment)
    if marker == _APP2 and content.startswith(_ICC):
        return _Part(segment)
    is_metadata = marker == _COMMENT or _APP0 <= marker <= 0xEF
    return _DROPPED if is_metadata else _Part(segment)


def _kept_as(kept: bytes, segment: bytes) -> _Part:
    return _Part(kept, is_metadata=kept != segment)


def _jpeg_segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content


# --- GIF (GIF89a) ---------------------------------------------------------------------------

_TRAILER, _EXTENSION, _FRAME = 0x3B, 0x21, 0x2C
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
# How often an animation runs, and the colour profile.
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def _gif_parts(raw: bytes) -> Iterator[_Part]:
    head = _cut(raw, 0, 13)
    size = (int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little"))
    position = 13 + _table_length(head[10])
    yield _Part(_cut(raw, 0, position), size=size)
    while True:
        kind = _cut(raw, position, 1)[0]
        if kind == _TRAILER:
            yield _Part(raw[position : position + 1])
            if position + 1 < len(raw):
                yield _DROPPED
            return
        if kind == _EXTENSION:
            end = _after_blocks(raw, position + 2)
            is_kept = raw[position + 1] == _GRAPHIC_CONTROL or (
                raw[position + 1] == _APPLICATION and raw[position + 3 : position + 14] in _GIF_KEPT
            )
            yield _Part(raw[position:end]) if is_kept else _DROPPED
        elif kind == _FRAME:
            # Descriptor, its own colours, one byte of code size, then the pixels.
            descriptor = _cut(raw, position, 10)
            end = _after_blocks(raw, position + 10 + _table_length(descriptor[9]) + 1)
            yield _Part(raw[position:end])
        else:
            raise _damaged("holds a part that no viewer knows")
        position = end


def _table_length(flags: int) -> int:
    """Bytes of the colour table that a flag byte announces."""
    return 3 * 2 ** ((flags & 0b111) + 1) if flags & 0b1000_0000 else 0


def _after_blocks(raw: bytes, position: int) -> int:
    """Where a run of length-marked blocks ends, its closing empty block included."""
    last = len(raw)
    while position < last:
        length = raw[position]
        position += length + 1
        if not length:
            return position
    raise _damaged("is cut short")


# --- Exif (TIFF 6.0) ------------------------------------------------------------------------

_ORIENTATION = 0x0112
_ENTRY_LENGTH = 12
_SHORT = 3


def _turned_only(exif: bytes) -> bytes:
    """An Exif part that says how the picture is to be turned and nothing else, or nothing."""
    turn = _orientation(exif)
    if not 2 <= turn <= 8:
        return b""
    entry = b"".join(
        n.to_bytes(size, "big") for n, size in ((_ORIENTATION, 2), (_SHORT, 2), (1, 4))
    )
    value = turn.to_bytes(2, "big") + bytes(2)
    return (
        b"MM\x00\x2a" + (8).to_bytes(4, "big") + (1).to_bytes(2, "big") + entry + value + bytes(4)
    )


def _orientation(exif: bytes) -> int:
    """The orientation mark, 1 to 8; 0 where there is none that can be read."""
    order: Literal["big", "little"] = "little" if exif[:2] == b"II" else "big"

    def number(start: int, length: int) -> int:
        return int.from_bytes(exif[start : start + length], order)

    start = number(4, 4)
    count = number(start, 2)
    for index in range(min(count, (len(exif) - start) // _ENTRY_LENGTH)):
        entry = start + 2 + index * _ENTRY_LENGTH
        if number(entry, 2) == _ORIENTATION:
            return number(entry + 8, 2)
    return 0


_READERS: dict[PictureFormat, Callable[[bytes], Iterator[_Part]]] = {
    "png": _png_parts,
    "jpeg": _jpeg_parts,
    "gif": _gif_parts,
}
