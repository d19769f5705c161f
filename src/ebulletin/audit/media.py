"""Lengths, and whether a media query holds where the e-mail is taken to be read."""

import re
from typing import Literal

Mode = Literal["light", "dark"]
"""By day, or for readers who see light on dark."""

_WIDTH = 640  # px, of the window in which the e-mail is read
USUAL_SIZE = 16.0
"""Of type, in px, where nothing says another."""

_POINT = 4 / 3  # px
_UNITS = {"px": 1.0, "pt": _POINT, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?P<unit>[a-z]+|%)?")
_QUERY = re.compile(r"\(\s*(?P<name>[\w-]+)\s*(?::\s*(?P<value>[^()]*?))?\s*\)")


def holds(condition: str, mode: Mode) -> bool:
    """Whether what stands behind an `@` rule, such as `@media screen`, is in force."""
    if not condition.startswith("@media"):
        return not condition.startswith(("@document", "@-moz-document", "@container"))
    return any(_query_holds(query, mode) for query in condition[6:].split(","))


def _query_holds(query: str, mode: Mode) -> bool:
    words = query.strip()
    if words.startswith("not "):
        return False
    kind = re.split(r"[\s(]", words.removeprefix("only ").strip(), maxsplit=1)[0]
    if kind not in ("", "all", "screen", "and"):
        return False
    return all(
        _feature_holds(match["name"], (match["value"] or "").strip(), mode)
        for match in _QUERY.finditer(words)
    )


def _feature_holds(name: str, value: str, mode: Mode) -> bool:
    if name == "prefers-color-scheme":
        return value == mode
    if name in ("min-width", "min-device-width", "max-width", "max-device-width"):
        width = in_px(value, USUAL_SIZE)
        if width is None:
            return False
        return width <= _WIDTH if name.startswith("min") else width >= _WIDTH
    return name in ("color", "hover", "any-hover") or (name, value) == ("orientation", "portrait")


def in_px(value: str, base: float) -> float | None:
    """A length in px, or None for what is none; a per cent and an em are of `base`."""
    match = _LENGTH.fullmatch(value)
    if match is None:
        return None
    number, unit = float(match["number"]), match["unit"] or ""
    if unit == "%":
        return number * base / 100
    if unit in ("em", "ch", "ex"):
        return number * base * (1.0 if unit == "em" else 0.5)
    if unit == "rem":
        return number * USUAL_SIZE
    if unit == "vw":
        return number * _WIDTH / 100
    if not unit:
        return number
    return number * _UNITS[unit] if unit in _UNITS else None
