"""What the value of an MJML attribute may look like, and how to say so when it does not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ebulletin.values.choices import fold_choice, join_words, nearest
from ebulletin.values.colours import COLOUR_NAMES

_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_COLOUR_NAMES = COLOUR_NAMES | {"inherit", "transparent"}
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(
    r"rgb\(\d{1,3}, ?\d{1,3}, ?\d{1,3}\)|rgba\(\d{1,3}, ?\d{1,3}, ?\d{1,3}, ?[01](?:\.\d{1,3})?\)"
)
_BORDER_WIDTH = re.compile(rf"{_NUMBER}px|0|thin|medium|thick")
_BORDER_STYLES = frozenset(
    ["none", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"]
)
_CSS_TEXT = re.compile(r"[^;{}<>]+")
_ACTIVE = re.compile(r"\s*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")  # browsers drop them, and may find a script then


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One sort of value.

    Attributes:
        accepts: Says whether a text is such a value.
        advice: What such a value looks like, to follow "Write".
        choices: All values, where it is a choice.
    """

    accepts: Callable[[str], bool]
    advice: str
    choices: tuple[str, ...] = ()
    may_be_empty: bool = False

    def suits(self, value: str) -> bool:
        """Whether an attribute of this kind may have the value."""
        return self.accepts(value) if value.strip() else self.may_be_empty

    def help_for(self, value: str) -> str:
        """What to write instead of a value that it does not accept."""
        near = nearest(fold_choice(value), self.choices)[:1] if self.choices else []
        if near:
            return f"Did you mean {near[0]!r}?"
        if re.fullmatch(_NUMBER, value) and "px" in self.advice:
            return f"Write {value}px."
        return f"Write {self.advice}."


def is_colour(value: str) -> bool:
    """Whether it is a colour that mail readers know: `#123`, `#112233`, `rgb()` or a name."""
    return bool(_HEX.fullmatch(value) or _RGB.fullmatch(value)) or value.lower() in _COLOUR_NAMES


def _pattern(pattern: str, advice: str, *, may_be_empty: bool = False) -> ValueKind:
    compiled = re.compile(pattern)
    return ValueKind(
        lambda value: bool(compiled.fullmatch(value)), advice, may_be_empty=may_be_empty
    )


def choice(*words: str) -> ValueKind:
    """One of a few words."""
    return ValueKind(words.__contains__, join_words([f"{word!r}" for word in words], "or"), words)


def _is_border(value: str) -> bool:
    """Whether it is a border with its width first, where alone the engine finds it."""
    parts = re.sub(r",\s+", ",", value).split()
    return 0 < len(parts) <= 3 and all(
        (place == 0 and _BORDER_WIDTH.fullmatch(part)) or part in _BORDER_STYLES or is_colour(part)
        for place, part in enumerate(parts)
    )


def _is_address(value: str) -> bool:
    return not _ACTIVE.match(value) and not _CONTROL.search(value)


COLOUR = ValueKind(is_colour, "a colour such as #0B4F5C")
PIXELS = _pattern(rf"{_NUMBER}px|0", "a length such as 12px")
LENGTH = _pattern(rf"{_NUMBER}(?:px|%)|0", "a length such as 12px or 50%")
LENGTH_OR_AUTO = _pattern(rf"{_NUMBER}(?:px|%)|0|auto", "a length such as 12px or 50%, or auto")
PIXELS_OR_AUTO = _pattern(rf"{_NUMBER}px|0|auto", "a length such as 12px, or auto")
ROOM = _pattern(
    rf"(?:{_NUMBER}px|0)(?: (?:{_NUMBER}px|0)){{0,3}}",
    "one to four lengths in px with single spaces between, such as 12px 24px",
)
"""Space round something; not in per cent, of which neither compiler can work out widths."""
BOX = _pattern(
    rf"(?:{_NUMBER}(?:px|%)|0)(?: (?:{_NUMBER}(?:px|%)|0)){{0,3}}",
    "one to four lengths with single spaces between, such as 12px 24px",
)
LINE_HEIGHT = _pattern(rf"{_NUMBER}(?:px|%)?", "a height such as 24px, 150% or 1.5")
LETTER_SPACING = _pattern(rf"-?{_NUMBER}(?:px|em)|0", "a length such as 1px or 0.05em")
WHOLE_NUMBER = _pattern(r"\d+", "a whole number")
BORDER = ValueKind(_is_border, "a border such as 1px solid #6F858C, its width first, or none")
BORDER_STYLE = choice(*sorted(_BORDER_STYLES))
STYLE_TEXT = ValueKind(
    lambda value: bool(_CSS_TEXT.fullmatch(value)), "a CSS value without ; { } < >"
)
WEIGHT = choice(
    "normal", "bold", "bolder", "lighter", *(str(each) for each in range(100, 1000, 100))
)
FONT_STYLE = choice("normal", "italic", "oblique")
TRANSFORM = choice("none", "capitalize", "uppercase", "lowercase")
DECORATION = choice("none", "underline", "overline", "line-through")
TRUTH = choice("true", "false")
ADDRESS = ValueKind(_is_address, "an address such as https://example.org/page or picture.png")
TEXT = ValueKind(lambda _: True, "words", may_be_empty=True)
NAMES = _pattern(r"[^\"'<>&=]*", "names with spaces between", may_be_empty=True)
