"""Whether a logo vanishes on a dark ground: the pixels of a PNG, as far as that needs them."""

import zlib
from collections.abc import Iterator
from functools import lru_cache

# A logo is small; a poster is none, and would take too long.
_MOST_PIXELS = 600_000
_DARK_LUMINANCE = 0.05  # WCAG 2.2, relative luminance
_MOSTLY = 0.8
_OPAQUE = 128
_HEAD = 8  # bytes of the PNG signature
# Channels by PNG colour type.
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

Pixel = tuple[int, int, int, int]


@lru_cache(maxsize=16)
def vanishes_in_the_dark(raw: bytes) -> bool:
    """Whether a picture is see-through, and over 80% of what is not is nearly black.

    False for what is no PNG, has more than 8 bits a channel, or is too large to be a logo.
    """
    is_clear = False
    opaque = dark = 0
    for red, green, blue, alpha in _pixels(raw):
        if alpha < _OPAQUE:
            is_clear = True
            continue
        opaque += 1
        if _luminance(red, green, blue) < _DARK_LUMINANCE:
            dark += 1
    return is_clear and opaque > 0 and dark > _MOSTLY * opaque


@lru_cache(maxsize=4096)
def _luminance(red: int, green: int, blue: int) -> float:
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _pixels(raw: bytes) -> Iterator[Pixel]:
    """Every pixel with its opacity (W3C, PNG third edition)."""
    chunks = dict[bytes, bytes]()
    for name, content in _chunks(raw):
        chunks[name] = chunks.get(name, b"") + content
    head = chunks.get(b"IHDR", b"")
    if len(head) < 13:
        return
    width, height = (int.from_bytes(head[at : at + 4], "big") for at in (0, 4))
    depth, kind, interlaced = head[8], head[9], head[12]
    if depth > 8 or interlaced or kind not in _CHANNELS or width * height > _MOST_PIXELS:
        return
    channels = _CHANNELS[kind]
    length = (width * channels * depth + 7) // 8
    try:
        packed = chunks.get(b"IDAT", b"")
        inflated = zlib.decompressobj().decompress(packed, (length + 1) * height)
    except zlib.error:
        return
    palette = _palette(chunks) if kind == 3 else []
    for row in _rows(inflated, length, max(1, channels * depth // 8)):
        samples = row if depth == 8 else _spread(row, depth, width, is_grey=kind == 0)
        yield from _pixels_of_row(samples, channels, palette)


def _spread(row: bytes, depth: int, width: int, *, is_grey: bool) -> bytes:
    """Samples that share a byte, each in a byte of its own; grey ones from 0 to 255."""
    most = (1 << depth) - 1
    samples = ((each >> shift) & most for each in row for shift in range(8 - depth, -1, -depth))
    factor = 255 // most if is_grey else 1
    return bytes(sample * factor for sample in samples)[:width]


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = _HEAD
    while position + 12 <= len(raw):
        length = int.from_bytes(raw[position : position + 4], "big")
        yield raw[position + 4 : position + 8], raw[position + 8 : position + 8 + length]
        position += length + 12


def _palette(chunks: dict[bytes, bytes]) -> list[Pixel]:
    colours, alphas = chunks.get(b"PLTE", b""), chunks.get(b"tRNS", b"")
    return [
        (
            colours[3 * at],
            colours[3 * at + 1],
            colours[3 * at + 2],
            alphas[at] if at < len(alphas) else 255,
        )
        for at in range(len(colours) // 3)
    ]


def _rows(inflated: bytes, length: int, step: int) -> Iterator[bytes]:
    """The rows of pixels, each freed of the filter that it was packed with."""
    above = bytes(length)
    for start in range(0, len(inflated) - length, length + 1):
        row = bytearray(inflated[start + 1 : start + 1 + length])
        _unfilter(inflated[start], row, above, step)
        above = bytes(row)
        yield above


def _unfilter(kind: int, row: bytearray, above: bytes, step: int) -> None:
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        if kind == 1:
            row[at] = (row[at] + left) & 255
        elif kind == 2:
            row[at] = (row[at] + above[at]) & 255
        elif kind == 3:
            row[at] = (row[at] + (left + above[at]) // 2) & 255
        elif kind == 4:
            corner = above[at - step] if at >= step else 0
            row[at] = (row[at] + _paeth(left, above[at], corner)) & 255


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda each: abs(guess - each))


def _pixels_of_row(row: bytes, channels: int, palette: list[Pixel]) -> Iterator[Pixel]:
    for at in range(0, len(row), channels):
        if palette:
            yield palette[row[at]] if row[at] < len(palette) else (0, 0, 0, 255)
        elif channels == 4:
            yield row[at], row[at + 1], row[at + 2], row[at + 3]
        elif channels == 2:
            yield row[at], row[at], row[at], row[at + 1]
        elif channels == 3:
            yield row[at], row[at + 1], row[at + 2], 255
        else:
            yield row[at], row[at], row[at], 255
