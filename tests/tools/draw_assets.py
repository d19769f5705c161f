"""Draws the demonstration's pictures into `items/assets/`: run by hand, its output is committed.

Everything is invented and flat: no photograph, no people, no font but the one that comes with
Pillow. The same Pillow gives the same bytes. Sizes are pixels of the finished picture.

    python tests/tools/draw_assets.py
"""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sheet import Point, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

ASSETS = Path(__file__).parents[2] / "items" / "assets"
WIDTH = 1104  # twice the 552 at which the shield theme shows a picture, for sharp screens

TEAL, AMBER, PALE_TEAL = "#0B4F5C", "#FFB45C", "#8FD3DE"
DEEP, MIST, WHITE = "#083A44", "#DDF1F4", "#FFFFFF"
CREAM, SAND, CLAY, BARK = "#FBF4E8", "#EBDCC3", "#D9B48C", "#7A5638"
LEAF, RUST = "#4F8A6B", "#C8693A"


def draw_all() -> None:
    """Write every picture of the demonstration."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    lantern(ground=TEAL).save(ASSETS / "lantern.png")
    lantern(ground=DEEP).save(ASSETS / "lantern-dark.png")
    desk_card().save(ASSETS / "desk-card.png", 48)
    wellbeing_market().save(ASSETS / "wellbeing-market.png", 64)
    together_first().save(ASSETS / "together-first.png", 64)
    community_day().save(ASSETS / "community-day.png", 64)


def lantern(ground: str) -> Sheet:
    """The partnership's mark, on a ground of its own: it survives readers that turn colours round.

    Teal for light pages; deeper for dark ones and for the band, which is teal.
    """
    sheet = Sheet(240, 240)
    sheet.disc(120, 120, 118, ground, PALE_TEAL, 7)
    _mark(sheet, 120, 117, 1.18)
    return sheet


def _mark(sheet: Sheet, x: float, y: float, by: float) -> None:
    """The lantern itself, 134 wide and 160 high at `by` 1, round its middle."""

    def at(points: Sequence[Point]) -> list[Point]:
        return [(x + across * by, y + down * by) for across, down in points]

    sheet.disc(x, y - 63 * by, 17 * by, None, WHITE, 8 * by)
    sheet.shape(at([(-18, -52), (18, -52), (40, -25), (-40, -25)]), WHITE)
    sheet.stroke(at([(-31, -21), (31, -21), (24, 52), (-24, 52), (-31, -21)]), WHITE, 8 * by)
    sheet.box(x - 38 * by, y + 52 * by, 76 * by, 14 * by, WHITE, 5 * by)
    sheet.box(x - 23 * by, y + 63 * by, 46 * by, 13 * by, WHITE, 5 * by)
    sheet.shape(at(_flame(46, 36, 56)), AMBER)
    sheet.shape(at(_flame(45, 17, 27)), WHITE)
    for side in (-1, 1):
        for turn in (-26, 0, 26):
            along, up = side * math.cos(math.radians(turn)), math.sin(math.radians(turn))
            sheet.stroke(
                at([(reach * along, 15 + reach * up) for reach in (50, 68)]), PALE_TEAL, 7 * by
            )


def desk_card() -> Sheet:
    """The card for the staff room wall: three numbers, each with its sign and its hours."""
    sheet = Sheet(WIDTH, 760, SAND)
    sheet.box(24, 30, WIDTH - 48, 714, "#D5C3A5", 28)
    sheet.box(24, 20, WIDTH - 48, 714, WHITE, 28)
    sheet.box(24, 20, WIDTH - 48, 150, TEAL, 28)
    sheet.box(24, 120, WIDTH - 48, 50, TEAL)
    _mark(sheet, 136, 96, 0.72)
    sheet.words(226, 118, "Worried about a child?", 66, WHITE, bold=1.2)
    rows = (
        ("A child is in danger now", "999", AMBER, DEEP, _warning),
        ("Monday to Friday, 8:45am to 5pm", "01632 960110", MIST, DEEP, _sun),
        ("Evenings, weekends, bank holidays", "01632 960199", TEAL, WHITE, _moon),
    )
    for place, (label, number, ground, ink, sign) in enumerate(rows):
        top = 192 + place * 178
        sheet.box(48, top, WIDTH - 96, 164, ground, 18)
        sheet.words(228, top + 52, label, 38, ink, bold=0.6)
        sheet.words(225, top + 142, number, 100, ink, bold=2.4)
        sign(sheet, 136, top + 82)
    return sheet


def _warning(sheet: Sheet, x: float, y: float) -> None:
    sheet.stroke([(x, y - 38), (x + 44, y + 36), (x - 44, y + 36), (x, y - 38)], DEEP, 16)
    sheet.shape([(x, y - 38), (x + 44, y + 36), (x - 44, y + 36)], DEEP)
    sheet.stroke([(x, y - 12), (x, y + 12)], AMBER, 11)
    sheet.disc(x, y + 30, 6.5, AMBER)


def _sun(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 25, RUST)
    for turn in range(0, 360, 45):
        along, up = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        sheet.stroke([(x + 38 * along, y + 38 * up), (x + 51 * along, y + 51 * up)], RUST, 9)


def _moon(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 42, AMBER)
    sheet.disc(x + 19, y - 13, 36, TEAL)
    sheet.disc(x + 30, y - 24, 5, AMBER)
    sheet.disc(x + 16, y + 4, 4, AMBER)


def wellbeing_market() -> Sheet:
    """Three stalls under bunting in a square, before anyone has come."""
    sheet = Sheet(WIDTH, 540, MIST)
    sheet.disc(930, 96, 46, AMBER)
    _roofs(sheet, 330, "#BFDDE1")
    sheet.box(0, 330, WIDTH, 210, SAND)
    for row, y in enumerate((366, 414, 474)):
        sheet.stroke([(0, y), (WIDTH, y)], "#DFCBAA", 3)
        for x in range(-60 + row * 70, WIDTH, 200):
            sheet.stroke([(x, y), (x - 26, y + (48, 60, 66)[row])], "#DFCBAA", 3)
    _bunting(sheet, [(0, 36), (276, 60), (552, 42), (828, 60), (1104, 30)])
    stalls = ((TEAL, CREAM), (AMBER, WHITE), (RUST, CREAM))
    for place, colours in enumerate(stalls):
        _stall(sheet, 56 + place * 348, 158, colours)
    _heart(sheet, 204, 442, 1, RUST)
    _bubble(sheet, 552, 438)
    _leaf(sheet, 900, 441)
    _leaflets(sheet, 82, 372)
    _teapot(sheet, 552, 372)
    _plants(sheet, 788, 372)
    return sheet


def _roofs(sheet: Sheet, ground: float, fill: str) -> None:
    heights = (120, 84, 140, 100, 126, 76, 132, 96)
    for place, height in enumerate(heights):
        left, wide = place * 140 - 8, 140
        top = ground - height
        sheet.box(left, top, wide, height, fill)
        sheet.shape([(left, top), (left + wide / 2, top - 44), (left + wide, top)], fill)
        for window in (34, 84):
            sheet.box(left + window, top + 20, 22, 30, MIST, 2)


def _stall(sheet: Sheet, x: float, y: float, colours: tuple[str, str]) -> None:
    wide, stripes = 296, 8
    for post in (x + 14, x + wide - 24):
        sheet.box(post, y + 60, 10, 270, BARK)
    sheet.box(x + 24, y + 70, wide - 48, 150, "#F6EBD8")
    sheet.box(x + 4, y + 214, wide - 8, 16, BARK, 4)
    sheet.box(x + 14, y + 230, wide - 28, 96, colours[0])
    sheet.box(x + 14, y + 230, wide - 28, 10, DEEP)
    sheet.disc(x + wide / 2, y + 283, 31, CREAM)
    each = wide / stripes
    for stripe in range(stripes):
        left, colour = x + stripe * each, colours[stripe % 2]
        lean = 26
        top = [x + lean + (wide - 2 * lean) * n / stripes for n in (stripe, stripe + 1)]
        sheet.shape([(top[0], y), (top[1], y), (left + each, y + 68), (left, y + 68)], colour)
        sheet.slice(left + each / 2, y + 68, each / 2, 0, 180, colour)


def _bunting(sheet: Sheet, line: Sequence[Point]) -> None:
    flags = (AMBER, TEAL, RUST, WHITE, LEAF)
    number = 0
    for (x1, y1), (x2, y2) in pairwise(line):
        curve = [
            (x1 + (x2 - x1) * t / 24, y1 + (y2 - y1) * t / 24 + 30 * math.sin(math.pi * t / 24))
            for t in range(25)
        ]
        sheet.stroke(curve, DEEP, 3)
        for x, y in curve[2:24:4]:
            sheet.shape([(x - 17, y), (x + 17, y), (x, y + 38)], flags[number % 5])
            number += 1


def _leaflets(sheet: Sheet, x: float, y: float) -> None:
    for place, colour in enumerate((PALE_TEAL, WHITE, AMBER, LEAF)):
        left = x + place * 62
        sheet.shape([(left, y), (left + 6, y - 62), (left + 50, y - 62), (left + 44, y)], colour)
        for line in range(3):
            top = y - 48 + line * 13
            sheet.stroke([(left + 16, top), (left + 36 - 6 * (line % 2), top)], TEAL, 3)


def _teapot(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x + 44, y - 34, 20, None, TEAL, 8)
    sheet.stroke([(x - 24, y - 26), (x - 52, y - 38), (x - 66, y - 60)], TEAL, 13)
    sheet.disc(x, y - 34, 34, TEAL)
    sheet.box(x - 24, y - 8, 48, 8, TEAL, 3)
    sheet.box(x - 18, y - 70, 36, 8, DEEP, 4)
    sheet.disc(x, y - 74, 7, DEEP)
    for left, colour in ((x - 116, RUST), (x + 72, LEAF)):
        sheet.disc(left + 36, y - 18, 10, None, colour, 5)
        sheet.box(left, y - 36, 36, 36, colour, 7)


def _heart(sheet: Sheet, x: float, y: float, by: float, colour: str) -> None:
    for side in (-1, 1):
        sheet.disc(x + side * 8 * by, y - 6 * by, 9.4 * by, colour)
    sheet.shape([(x - 16 * by, y - 1 * by), (x + 16 * by, y - 1 * by), (x, y + 17 * by)], colour)
    sheet.box(x - 8 * by, y - 8 * by, 16 * by, 8 * by, colour)


def _bubble(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x - 19, y - 14, 38, 26, TEAL, 9)
    sheet.shape([(x - 10, y + 10), (x + 3, y + 10), (x - 10, y + 22)], TEAL)
    for dot in (-9, 0, 9):
        sheet.disc(x + dot, y - 1, 2.6, CREAM)


def _leaf(sheet: Sheet, x: float, y: float) -> None:
    side = [(x - 13 * math.sin(math.pi * n / 20), y + 20 - 2 * n) for n in range(21)]
    other = [(2 * x - across, down) for across, down in reversed(side)]
    sheet.shape([*side, *other], LEAF)
    sheet.stroke([(x, y - 6), (x, y + 24)], CREAM, 2.6)


def _plants(sheet: Sheet, x: float, y: float) -> None:
    for place in range(4):
        left = x + place * 60
        middle = left + 22
        for bend in (-18, 0, 18):
            sheet.stroke([(middle, y - 30), (middle + bend, y - 66)], LEAF, 5)
            sheet.disc(middle + bend, y - 70, 10, (AMBER, PALE_TEAL)[place % 2])
            sheet.disc(middle + bend, y - 70, 4, WHITE)
        sheet.shape([(left, y - 36), (left + 44, y - 36), (left + 36, y), (left + 8, y)], CLAY)


def together_first() -> Sheet:
    """The front door of the early help hub at 14 Ropewalk, with its steps and its ramp."""
    sheet = Sheet(WIDTH, 620, "#EAD3B4")
    _bricks(sheet)
    sheet.box(0, 478, WIDTH, 80, "#BBA07C")
    sheet.box(0, 556, WIDTH, 64, "#CFC4B2")
    sheet.box(0, 556, WIDTH, 8, "#B5A994")
    for x in (84, 772):
        _window(sheet, x, 158)
    sheet.box(850, 284, 92, 86, WHITE, 3)
    _heart(sheet, 896, 325, 1.5, RUST)
    _door(sheet, 430, 120)
    _ramp(sheet)
    sheet.box(120, 34, 864, 70, TEAL, 8)
    sheet.words(552, 83, "Together First", 46, WHITE, bold=1, anchor="ms")
    sheet.box(84, 418, 180, 40, WHITE, 4)
    sheet.words(174, 446, "Ropewalk", 27, DEEP, bold=0.7, anchor="ms")
    _pot(sheet, 318, 562)
    return sheet


def _bricks(sheet: Sheet) -> None:
    for row in range(19):
        top = row * 26
        for column in range(-1, 17):
            left = column * 68 + (row % 2) * 34
            tone = ("#E3C8A4", "#DFC19B", "#E6CEAD")[(row * 5 + column * 3) % 3]
            sheet.box(left + 2, top + 2, 64, 22, tone, 2)


def _window(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x - 14, y - 14, 276, 246, CREAM, 4)
    sheet.box(x, y, 248, 212, "#FFE3B8")
    sheet.shape([(x, y), (x + 66, y), (x + 22, y + 212), (x, y + 212)], PALE_TEAL)
    sheet.shape([(x + 248, y), (x + 182, y), (x + 226, y + 212), (x + 248, y + 212)], PALE_TEAL)
    sheet.box(x + 120, y, 8, 212, CREAM)
    sheet.box(x, y + 98, 248, 8, CREAM)
    sheet.box(x - 26, y + 226, 300, 18, CREAM, 4)


def _door(sheet: Sheet, x: float, y: float) -> None:
    wide, tall = 244, 380
    sheet.box(x - 22, y + 8, wide + 44, tall, CREAM, 6)
    sheet.box(x, y + 30, wide, tall - 30, TEAL)
    sheet.box(x + 12, y + 40, wide - 24, 62, "#FFE3B8", 4)
    for pane in (1, 2, 3):
        sheet.box(x + 12 + pane * (wide - 24) / 4 - 3, y + 40, 6, 62, TEAL)
    sheet.words(x + wide / 2, y + 162, "14", 50, AMBER, bold=1.4, anchor="ms")
    for left in (x + 30, x + 128):
        sheet.box(left, y + 186, 86, 82, "#12606F", 4)
        sheet.box(left, y + 290, 86, 74, "#12606F", 4)
    sheet.box(x + 92, y + 274, 60, 10, AMBER, 4)
    sheet.disc(x + wide - 15, y + 240, 9, AMBER)


def _ramp(sheet: Sheet) -> None:
    sheet.shape([(396, 500), (716, 500), (1060, 562), (396, 562)], "#E7DECF")
    sheet.stroke([(396, 502), (716, 502), (1056, 563)], WHITE, 6)
    sheet.box(364, 530, 36, 32, "#DDD2C0")
    sheet.box(364, 528, 36, 6, WHITE)
    slope = 62 / 344
    posts = [(x, 502 + max(0, x - 716) * slope) for x in (728, 876, 1024)]
    for x, foot in posts:
        sheet.stroke([(x, foot - 74), (x, foot)], DEEP, 8)
    sheet.stroke([(x, foot - 74) for x, foot in posts], DEEP, 10)
    sheet.stroke([(x, foot - 38) for x, foot in posts], DEEP, 6)


def _pot(sheet: Sheet, x: float, y: float) -> None:
    for bend, rise in ((-34, 84), (-14, 118), (12, 124), (34, 88)):
        sheet.stroke([(x, y - 40), (x + bend, y - rise)], LEAF, 7)
        sheet.disc(x + bend, y - rise, 17, LEAF)
    sheet.shape([(x - 36, y - 58), (x + 36, y - 58), (x + 26, y + 6), (x - 26, y + 6)], RUST)
    sheet.box(x - 42, y - 64, 84, 16, RUST, 5)


def community_day() -> Sheet:
    """Saltmere Quay dressed for the day: bunting, boats and the harbour wall."""
    sheet = Sheet(WIDTH, 560, MIST)
    sheet.disc(452, 196, 46, AMBER)
    sheet.shape([(560, 300), (760, 196), (900, 244), (1104, 170), (1104, 300)], "#BFDDE1")
    sheet.shape([(0, 300), (0, 236), (180, 206), (420, 262), (640, 300)], "#CDE6E9")
    sheet.box(0, 296, WIDTH, 180, PALE_TEAL)
    for place in range(11):
        x, y = (place * 263) % 1040, 318 + (place * 37) % 120
        sheet.stroke([(x, y), (x + 64, y)], MIST, 5)
    _boat(sheet, 200, 380, RUST, 1.0)
    _boat(sheet, 604, 364, TEAL, 0.7)
    _gulls(sheet)
    _lighthouse(sheet, 1000, 300)
    _quay(sheet)
    _bunting(sheet, [(0, 30), (300, 56), (600, 40), (880, 60), (1104, 26)])
    return sheet


def _boat(sheet: Sheet, x: float, y: float, colour: str, by: float) -> None:
    sheet.box(x - 4 * by, y - 176 * by, 8 * by, 176 * by, BARK)
    sheet.shape([(x + 10 * by, y - 170 * by), (x + 96 * by, y - 22 * by),
                 (x + 10 * by, y - 22 * by)], WHITE)  # fmt: skip
    sheet.shape([(x - 10 * by, y - 150 * by), (x - 72 * by, y - 22 * by),
                 (x - 10 * by, y - 22 * by)], CREAM)  # fmt: skip
    sheet.shape([(x - 106 * by, y - 8 * by), (x + 120 * by, y - 8 * by),
                 (x + 84 * by, y + 38 * by), (x - 76 * by, y + 38 * by)], colour)  # fmt: skip
    sheet.box(x - 106 * by, y - 12 * by, 226 * by, 10 * by, WHITE, 4)
    sheet.stroke([(x - 110 * by, y + 42 * by), (x + 118 * by, y + 42 * by)], MIST, 6)


def _gulls(sheet: Sheet) -> None:
    for x, y, by in ((700, 150, 1.0), (760, 176, 0.7), (330, 168, 0.8)):
        for side in (-1, 1):
            wing = [(x + side * n * 3 * by, y - 16 * by * math.sin(n / 4)) for n in range(11)]
            sheet.stroke(wing, DEEP, 4 * by)


def _lighthouse(sheet: Sheet, x: float, y: float) -> None:
    sheet.shape([(x - 74, y + 8), (x + 104, y + 8), (x + 104, y - 16), (x - 44, y - 16)], BARK)
    sheet.shape([(x - 28, y - 16), (x + 28, y - 16), (x + 19, y - 130), (x - 19, y - 130)], WHITE)
    sheet.shape([(x - 25, y - 52), (x + 25, y - 52), (x + 22, y - 88), (x - 22, y - 88)], RUST)
    sheet.box(x - 26, y - 138, 52, 10, DEEP, 3)
    sheet.box(x - 14, y - 162, 28, 24, AMBER)
    sheet.shape([(x - 20, y - 162), (x + 20, y - 162), (x, y - 184)], DEEP)


def _quay(sheet: Sheet) -> None:
    sheet.box(0, 440, WIDTH, 120, CLAY)
    sheet.box(0, 428, WIDTH, 22, SAND)
    for row in range(3):
        for x in range(-60 + row % 2 * 60, WIDTH, 120):
            sheet.box(x + 3, 456 + row * 36, 114, 30, "#D1A97F", 4)
    for x in (60, 552, 1044):
        sheet.box(x - 14, 402, 28, 30, DEEP, 5)
        sheet.box(x - 22, 394, 44, 14, DEEP, 7)
    for place, colour in enumerate((TEAL, AMBER)):
        left = 336 + place * 390
        sheet.box(left, 316, 8, 116, BARK)
        sheet.box(left + 144, 316, 8, 116, BARK)
        sheet.box(left + 22, 362, 24, 24, RUST, 4)
        sheet.disc(left + 76, 372, 14, LEAF)
        sheet.box(left + 104, 356, 18, 30, WHITE, 4)
        sheet.box(left - 4, 384, 160, 46, CREAM, 3)
        _heart(sheet, left + 76, 406, 0.8, colour)
        sheet.shape([(left - 22, 326), (left + 174, 326), (left + 76, 262)], colour)
        sheet.box(left - 22, 324, 196, 18, WHITE, 3)


def _flame(foot: float, wide: float, tall: float) -> list[Point]:
    """A drop round the middle line, its round end on `foot`: the tear curve, turned upright."""
    points = []
    for step in range(120):
        turn = 2 * math.pi * step / 120
        across = math.sin(turn) * math.sin(turn / 2) ** 1.6
        points.append((across * wide / 1.42, foot - tall * (1 + math.cos(turn)) / 2))
    return points


if __name__ == "__main__":
    draw_all()
