"""How much two screenshots differ to the eye: small slips of letters count for nothing, colours
and places do.

Pictures are kept at an eighth of their size. With the fonts of the accepted pictures they are
compared closely. With others lines break elsewhere and the page grows or shrinks, so one is
stretched and only a great difference counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from pathlib import Path

SMALLER = 8
QUALITY = 45  # of WebP; what it blurs is far below what counts
BLOCK = 8  # pixels of the small picture: 64 CSS px each way
TALLER_MOST = 1  # row of the small picture, for roundings
TALLER_MOST_WITH_OTHER_FONTS = 0.08  # of the height
BLOCK_DIFFERS = 14  # of 255, in the colour channel that differs most; WebP alone makes up to 11
BLOCK_DIFFERS_WITH_OTHER_FONTS = 90
BLOCKS_MOST_WITH_OTHER_FONTS = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """What two pictures differ in.

    Attributes:
        taller: By how much of the accepted height the new one is higher, or lower below 0.
        share: Of all blocks, those that differ to the eye.
        is_seen: Whether a reader would call it another look.
        picture: Blocks that differ, in red on the new picture.
    """

    taller: float
    share: float
    is_seen: bool
    picture: Image.Image

    def __str__(self) -> str:
        words = "longer" if self.taller > 0 else "shorter"
        length = f"the page is {abs(self.taller):.1%} {words}, and " if self.taller else ""
        return f"{length}{self.share:.1%} of it looks different"


def small(screenshot: bytes) -> Image.Image:
    """A screenshot of half size as it is kept."""
    with Image.open(BytesIO(screenshot)) as opened:
        return opened.convert("RGB").reduce(SMALLER // 2)


def save(picture: Image.Image, path: Path) -> None:
    """Write a small picture; a few KB."""
    picture.save(path, "WEBP", quality=QUALITY, method=6)


def kept(path: Path) -> Image.Image:
    """A picture that was accepted."""
    with Image.open(path) as opened:
        return opened.convert("RGB")


def difference(
    accepted: Image.Image, new: Image.Image, *, has_same_fonts: bool = True
) -> Difference:
    """Compare what was accepted with what is there now."""
    rows = new.height - accepted.height
    taller = rows / accepted.height
    stretched = accepted if accepted.size == new.size else accepted.resize(new.size)
    least = BLOCK_DIFFERS if has_same_fonts else BLOCK_DIFFERS_WITH_OTHER_FONTS
    mask = _blocks(stretched, new).point(lambda value: 255 if value > least else 0)
    share = mask.histogram()[255] / (mask.width * mask.height)
    if has_same_fonts:
        is_seen = share > 0 or abs(rows) > TALLER_MOST
    else:
        is_longer = abs(taller) > TALLER_MOST_WITH_OTHER_FONTS
        is_seen = share > BLOCKS_MOST_WITH_OTHER_FONTS or is_longer
    return Difference(taller, share, is_seen, _marked(new, mask))


def _blocks(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far the colours of each block are apart, 0 to 255, in the channel that differs most."""
    soft = [each.filter(ImageFilter.GaussianBlur(1)) for each in (one, other)]
    size = (-(-one.width // BLOCK), -(-one.height // BLOCK))
    means = [each.resize(size, Image.Resampling.BOX) for each in soft]
    red, green, blue = ImageChops.difference(*means).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _marked(picture: Image.Image, mask: Image.Image) -> Image.Image:
    pale = Image.blend(picture, Image.new("RGB", picture.size, "white"), 0.6)
    wide = mask.resize(picture.size, Image.Resampling.NEAREST)
    return Image.composite(Image.new("RGB", picture.size, "#D0021B"), pale, wide)
