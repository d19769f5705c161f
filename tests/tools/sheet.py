"""A drawing surface for flat pictures: smooth edges, few colours, nothing hidden in the file."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FINER = 4  # drawn larger and scaled down, which smooths the edges

Point = tuple[float, float]
Colour = tuple[int, int, int]


class Sheet:
    """A drawing surface whose coordinates are those of the finished picture."""

    def __init__(self, width: int, height: int, ground: str | None = None) -> None:
        self.size = (width, height)
        large = (width * FINER, height * FINER)
        self._image = Image.new("RGBA", large, ground or (255, 255, 255, 0))
        self._draw = ImageDraw.Draw(self._image)

    def box(self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0) -> None:
        """A filled rectangle, its corners rounded if asked."""
        corners = [n * FINER for n in (x, y, x + w, y + h)]
        self._draw.rounded_rectangle(corners, radius * FINER, fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self._draw.polygon([(x * FINER, y * FINER) for x, y in points], fill)

    def disc(self, x: float, y: float, r: float, fill: str | None, edge: str = "",
             line: float = 0) -> None:  # fmt: skip
        """A circle round a point, filled or outlined or both."""
        corners = [n * FINER for n in (x - r, y - r, x + r, y + r)]
        self._draw.ellipse(corners, fill, edge or None, round(line * FINER))

    def slice(self, x: float, y: float, r: float, start: float, end: float, fill: str) -> None:
        """A filled part of a circle, in degrees clockwise from three o'clock."""
        corners = [n * FINER for n in (x - r, y - r, x + r, y + r)]
        self._draw.pieslice(corners, start, end, fill)

    def stroke(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A line with round joints and ends."""
        large = [(x * FINER, y * FINER) for x, y in points]
        self._draw.line(large, fill, round(width * FINER), "curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, fill)

    def words(self, x: float, y: float, text: str, size: float, fill: str, *, bold: float = 0,
              anchor: str = "ls") -> None:  # fmt: skip
        """Text at its baseline; `bold` thickens it, because the font has one weight only."""
        font = ImageFont.load_default(size * FINER)
        self._draw.text(
            (x * FINER, y * FINER),
            text,
            fill,
            font,
            anchor,
            stroke_width=round(bold * FINER),
            stroke_fill=fill,
        )

    def save(self, path: Path, colours: int = 0) -> None:
        """Scale down and write a PNG; with `colours`, reduced to that many and without alpha."""
        small = self._image.resize(self.size, Image.Resampling.BOX)
        if colours:
            small = _reduce(small.convert("RGB"), colours)
        small.save(path, optimize=True)


def _reduce(picture: Image.Image, colours: int) -> Image.Image:
    """Keep the commonest colours, so that flat areas stay exactly as drawn.

    Pillow's own mapping to a palette is approximate: it turned white into a pale blue.
    """
    drawn = list(picture.tobytes())
    pixels = list(zip(drawn[::3], drawn[1::3], drawn[2::3], strict=True))
    palette = [colour for colour, _ in Counter(pixels).most_common(colours)]
    place = {colour: _nearest(colour, palette) for colour in set(pixels)}
    small = Image.frombytes("P", picture.size, bytes(place[colour] for colour in pixels))
    small.putpalette([part for colour in palette for part in colour])
    return small


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    distances = [math.dist(colour, other) for other in palette]
    return distances.index(min(distances))
