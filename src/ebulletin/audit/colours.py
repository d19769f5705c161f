"""Colours as CSS and old HTML write them, and how well two of them can be told apart."""

import re
from functools import lru_cache

Colour = tuple[float, float, float, float]
"""Red, green and blue from 0 to 255, and how much it covers from 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
WHITE: Colour = (255.0, 255.0, 255.0, 1.0)

_HEX = re.compile(r"#?([0-9a-f]{3,8})")
_FUNCTION = re.compile(r"(rgba?|hsla?)\(([^()]*)\)")
# CSS Color Module Level 4, named colours: the value in hexadecimal after each name.
_NAMED = dict(
    each.split(":")
    for each in [
        "aliceblue:f0f8ff",
        "antiquewhite:faebd7",
        "aqua:00ffff",
        "aquamarine:7fffd4",
        "azure:f0ffff",
        "beige:f5f5dc",
        "bisque:ffe4c4",
        "black:000000",
        "blanchedalmond:ffebcd",
        "blue:0000ff",
        "blueviolet:8a2be2",
        "brown:a52a2a",
        "burlywood:deb887",
        "cadetblue:5f9ea0",
        "chartreuse:7fff00",
        "chocolate:d2691e",
        "coral:ff7f50",
        "cornflowerblue:6495ed",
        "cornsilk:fff8dc",
        "crimson:dc143c",
        "cyan:00ffff",
        "darkblue:00008b",
        "darkcyan:008b8b",
        "darkgoldenrod:b8860b",
        "darkgray:a9a9a9",
        "darkgreen:006400",
        "darkgrey:a9a9a9",
        "darkkhaki:bdb76b",
        "darkmagenta:8b008b",
        "darkolivegreen:556b2f",
        "darkorange:ff8c00",
        "darkorchid:9932cc",
        "darkred:8b0000",
        "darksalmon:e9967a",
        "darkseagreen:8fbc8f",
        "darkslateblue:483d8b",
        "darkslategray:2f4f4f",
        "darkslategrey:2f4f4f",
        "darkturquoise:00ced1",
        "darkviolet:9400d3",
        "deeppink:ff1493",
        "deepskyblue:00bfff",
        "dimgray:696969",
        "dimgrey:696969",
        "dodgerblue:1e90ff",
        "firebrick:b22222",
        "floralwhite:fffaf0",
        "forestgreen:228b22",
        "fuchsia:ff00ff",
        "gainsboro:dcdcdc",
        "ghostwhite:f8f8ff",
        "gold:ffd700",
        "goldenrod:daa520",
        "gray:808080",
        "green:008000",
        "greenyellow:adff2f",
        "grey:808080",
        "honeydew:f0fff0",
        "hotpink:ff69b4",
        "indianred:cd5c5c",
        "indigo:4b0082",
        "ivory:fffff0",
        "khaki:f0e68c",
        "lavender:e6e6fa",
        "lavenderblush:fff0f5",
        "lawngreen:7cfc00",
        "lemonchiffon:fffacd",
        "lightblue:add8e6",
        "lightcoral:f08080",
        "lightcyan:e0ffff",
        "lightgoldenrodyellow:fafad2",
        "lightgray:d3d3d3",
        "lightgreen:90ee90",
        "lightgrey:d3d3d3",
        "lightpink:ffb6c1",
        "lightsalmon:ffa07a",
        "lightseagreen:20b2aa",
        "lightskyblue:87cefa",
        "lightslategray:778899",
        "lightslategrey:778899",
        "lightsteelblue:b0c4de",
        "lightyellow:ffffe0",
        "lime:00ff00",
        "limegreen:32cd32",
        "linen:faf0e6",
        "magenta:ff00ff",
        "maroon:800000",
        "mediumaquamarine:66cdaa",
        "mediumblue:0000cd",
        "mediumorchid:ba55d3",
        "mediumpurple:9370db",
        "mediumseagreen:3cb371",
        "mediumslateblue:7b68ee",
        "mediumspringgreen:00fa9a",
        "mediumturquoise:48d1cc",
        "mediumvioletred:c71585",
        "midnightblue:191970",
        "mintcream:f5fffa",
        "mistyrose:ffe4e1",
        "moccasin:ffe4b5",
        "navajowhite:ffdead",
        "navy:000080",
        "oldlace:fdf5e6",
        "olive:808000",
        "olivedrab:6b8e23",
        "orange:ffa500",
        "orangered:ff4500",
        "orchid:da70d6",
        "palegoldenrod:eee8aa",
        "palegreen:98fb98",
        "paleturquoise:afeeee",
        "palevioletred:db7093",
        "papayawhip:ffefd5",
        "peachpuff:ffdab9",
        "peru:cd853f",
        "pink:ffc0cb",
        "plum:dda0dd",
        "powderblue:b0e0e6",
        "purple:800080",
        "rebeccapurple:663399",
        "red:ff0000",
        "rosybrown:bc8f8f",
        "royalblue:4169e1",
        "saddlebrown:8b4513",
        "salmon:fa8072",
        "sandybrown:f4a460",
        "seagreen:2e8b57",
        "seashell:fff5ee",
        "sienna:a0522d",
        "silver:c0c0c0",
        "skyblue:87ceeb",
        "slateblue:6a5acd",
        "slategray:708090",
        "slategrey:708090",
        "snow:fffafa",
        "springgreen:00ff7f",
        "steelblue:4682b4",
        "tan:d2b48c",
        "teal:008080",
        "thistle:d8bfd8",
        "tomato:ff6347",
        "turquoise:40e0d0",
        "violet:ee82ee",
        "wheat:f5deb3",
        "white:ffffff",
        "whitesmoke:f5f5f5",
        "yellow:ffff00",
        "yellowgreen:9acd32",
        "transparent:00000000",
        "windowtext:000000",
        "window:ffffff",
        "canvas:ffffff",
        "canvastext:000000",
        "linktext:0000ee",
    ]
)


@lru_cache(maxsize=4096)
def parse_colour(value: str) -> Colour | None:
    """A colour as CSS writes it, or None for what is none or cannot be read here.

    Args:
        value: In lower case, without white space round it.
    """
    if value in _NAMED:
        return _from_hex(_NAMED[value])
    if value.startswith("#"):
        match = _HEX.fullmatch(value)
        return _from_hex(match[1]) if match else None
    found = _FUNCTION.fullmatch(value)
    if found is None:
        return None
    parts = re.split(r"[\s,/]+", found[2].strip())
    try:
        return _from_parts(found[1], parts)
    except ValueError:
        return None


def parse_old_colour(value: str) -> Colour | None:
    """A colour as the attributes `bgcolor` and `color` hold it, where `#` may be missing."""
    value = value.strip().lower()
    match = _HEX.fullmatch(value)
    if match and len(match[1]) in (3, 6):
        return _from_hex(match[1])
    return parse_colour(value)


def over(front: Colour, ground: Colour) -> Colour:
    """A colour that may let some of its ground through, as it is seen on it."""
    share = front[3]
    if share >= 1:
        return front
    red, green, blue = (front[number] * share + ground[number] * (1 - share) for number in range(3))
    return (red, green, blue, 1.0)


@lru_cache(maxsize=4096)
def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours that cover, from 1 to 21, as WCAG 2.2 defines it."""
    first, second = luminance(one), luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


@lru_cache(maxsize=4096)
def luminance(colour: Colour) -> float:
    """Relative luminance, from 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(round(channel) / 255) for channel in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def written(colour: Colour) -> str:
    """`#RRGGBB`."""
    return "#" + "".join(f"{round(channel):02X}" for channel in colour[:3])


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8):
        return None
    red, green, blue = (float(int(digits[start : start + 2], 16)) for start in (0, 2, 4))
    return (red, green, blue, int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0)


def _from_parts(function: str, parts: list[str]) -> Colour | None:
    if len(parts) not in (3, 4):
        return None
    cover = _share(parts[3]) if len(parts) == 4 else 1.0
    if function.startswith("rgb"):
        red, green, blue = (
            float(part[:-1]) * 2.55 if part.endswith("%") else float(part) for part in parts[:3]
        )
    else:
        hue = float(parts[0].removesuffix("deg")) % 360
        red, green, blue = _from_hue(hue, _share(parts[1]), _share(parts[2]))
    return (_within(red), _within(green), _within(blue), min(1.0, max(0.0, cover)))


def _share(part: str) -> float:
    return float(part[:-1]) / 100 if part.endswith("%") else float(part)


def _within(channel: float) -> float:
    return min(255.0, max(0.0, channel))


def _from_hue(hue: float, saturation: float, lightness: float) -> tuple[float, float, float]:
    """After "CSS Color Module Level 4", 7.1."""
    reach = saturation * min(lightness, 1 - lightness)

    def channel(number: int) -> float:
        place = (number + hue / 30) % 12
        return 255 * (lightness - reach * max(-1.0, min(place - 3, 9 - place, 1.0)))

    return channel(0), channel(8), channel(4)
