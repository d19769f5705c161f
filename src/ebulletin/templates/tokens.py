"""Design tokens: the colours of a theme in light and dark, and whether they can be read.

Names and values are those of docs/reference; contrast is that of WCAG 2.2, success criteria 1.4.3
and 1.4.11.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from ebulletin.bulletins.composed import Brand

Mode = Literal["light", "dark"]

COLOUR_NAMES = (
    "page", "surface", "tint", "accent_tint", "danger_tint", "text", "muted", "heading", "link",
    "accent", "danger", "brand", "on_brand", "button", "on_button", "edge", "rule",
)  # fmt: skip

# The band at the top looks the same by day and by night, so one override serves both.
_SAME_IN_DARK = ("brand", "on_brand")

_TEXT_RATIO = 4.5
_EDGE_RATIO = 3.0
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")

_TINTS = ("tint", "accent_tint", "danger_tint")
_GROUNDS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("text", ("page", "surface", *_TINTS), _TEXT_RATIO),
    ("link", ("page", "surface", *_TINTS), _TEXT_RATIO),
    ("muted", ("page", "surface", "tint"), _TEXT_RATIO),
    ("heading", ("page", "surface", "tint", "accent_tint"), _TEXT_RATIO),
    ("accent", ("surface", "tint", "accent_tint"), _TEXT_RATIO),
    ("danger", ("surface", "danger_tint"), _TEXT_RATIO),
    ("on_brand", ("brand",), _TEXT_RATIO),
    ("on_button", ("button",), _TEXT_RATIO),
    ("button", ("page", "surface", "tint"), _EDGE_RATIO),
    ("edge", ("page", "surface", "tint"), _EDGE_RATIO),
)


@dataclass(frozen=True, slots=True)
class Pill:
    """Colours of a status pill, the same in light and dark."""

    ground: str
    text: str


# The word always stands in the pill; the colour only repeats it.
PILLS: Mapping[str, Pill] = MappingProxyType(
    {
        "Red": Pill("#A3161A", "#FFFFFF"),
        "Amber": Pill("#FFC24A", "#2B1D00"),
        "Green": Pill("#1E6B3A", "#FFFFFF"),
        "neutral": Pill("#4A5560", "#FFFFFF"),
    }
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of a theme by name, each as `#RRGGBB`.

    Attributes:
        light: By day.
        dark: By night, of the same names.
    """

    light: Mapping[str, str]
    dark: Mapping[str, str]

    def with_brand(self, brand: Brand) -> "Tokens":
        """These colours with those of a partnership over them.

        A `brand` or `on_brand` given for light alone holds in dark too.
        """
        light = dict(brand.light)
        dark = {name: light[name] for name in _SAME_IN_DARK if name in light} | dict(brand.dark)
        return self.with_colours(light, dark)

    def with_colours(self, light: Mapping[str, str], dark: Mapping[str, str]) -> "Tokens":
        """These colours with others over them; names that no theme has are left out."""
        return Tokens(
            MappingProxyType({name: light.get(name, old) for name, old in self.light.items()}),
            MappingProxyType({name: dark.get(name, old) for name, old in self.dark.items()}),
        )


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """Two colours that meet in print.

    Attributes:
        front: Token of the text, edge or button.
        ground: Token of what it stands on.
        ratio: Contrast from 1 to 21, rounded down to hundredths, as nobody may round up.
        least: What it must reach: 4.5 for text, 3 for edges and buttons.
    """

    front: str
    ground: str
    mode: Mode
    ratio: float
    least: float

    @property
    def falls_short(self) -> bool:
        """Whether readers with low vision may not make it out."""
        return self.ratio < self.least


def parse_colour(text: str) -> str | None:
    """`0B4F5C` or `#0b4f5c` as `#0B4F5C`; None for what is not a colour."""
    match = _COLOUR.fullmatch(text.strip())
    return f"#{match[1].upper()}" if match else None


def contrast_pairs(tokens: Tokens) -> tuple[ContrastPair, ...]:
    """Every pair of colours that the themes set on one another, with its contrast (A11101)."""
    return tuple(_pairs("light", tokens.light)) + tuple(_pairs("dark", tokens.dark))


def contrast_ratio(one: str, other: str) -> float:
    """The WCAG 2 contrast of two colours written `#RRGGBB`, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _pairs(mode: Mode, colours: Mapping[str, str]) -> Iterable[ContrastPair]:
    for front, grounds, least in _GROUNDS:
        for ground in grounds:
            ratio = contrast_ratio(colours[front], colours[ground])
            yield ContrastPair(front, ground, mode, int(ratio * 100) / 100, least)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
