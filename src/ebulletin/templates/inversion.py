"""What mail readers make of a colour where they turn light e-mail dark by themselves.

Outlook reckons in CIE Lab and turns lightness round, so that hues stay; its formula is public in
its editor (roosterjs). Apps that invert only in part leave what is dark already: a white word on a
dark band stays as it is. Others (Gmail on iOS, Outlook for Windows) turn round everything.
"""

from functools import lru_cache
from typing import Literal

from ebulletin.values.colours import Colour, linear

Inversion = Literal["partial", "full"]
Role = Literal["word", "ground"]

DARKEST = 21.25
"""Lightness that white becomes, of 100: a dark grey, never black."""

_MIDDLE = 50.0
# CIE: the white of sRGB (D65), and where the cube root gives way to a straight line.
_WHITE = (0.95047, 1.0, 1.08883)
_KNEE = 6 / 29
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_FROM_XYZ = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)


@lru_cache(maxsize=1024)
def inverted(colour: Colour, role: Role, inversion: Inversion) -> Colour:
    """The colour that readers see instead.

    Args:
        colour: As the e-mail has it.
        role: Words and lines, or the ground behind them.
        inversion: In part, where only dark words and light grounds change; or in full.
    """
    lightness, green_red, blue_yellow = _lab(colour)
    is_light = lightness > _MIDDLE
    if inversion == "partial" and is_light != (role == "ground"):
        return colour
    turned = 100 - lightness * (100 - DARKEST) / 100
    return _from_lab(turned, green_red, blue_yellow, colour.alpha)


def _lab(colour: Colour) -> tuple[float, float, float]:
    light = [linear(channel) for channel in colour[:3]]
    x, y, z = (
        _root(sum(share * part for share, part in zip(row, light, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _from_lab(lightness: float, green_red: float, blue_yellow: float, alpha: float) -> Colour:
    y = (lightness + 16) / 116
    roots = (y + green_red / 500, y, y - blue_yellow / 200)
    xyz = [white * _power(root) for white, root in zip(_WHITE, roots, strict=True)]
    red, green, blue = (
        _channel(sum(share * part for share, part in zip(row, xyz, strict=True)))
        for row in _FROM_XYZ
    )
    return Colour(red, green, blue, alpha)


def _root(share: float) -> float:
    return share ** (1 / 3) if share > _KNEE**3 else share / (3 * _KNEE**2) + 4 / 29


def _power(root: float) -> float:
    return root**3 if root > _KNEE else 3 * _KNEE**2 * (root - 4 / 29)


def _channel(light: float) -> int:
    """A share of light as a channel; what no screen can show is cut off."""
    light = min(1.0, max(0.0, light))
    share = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * share)
