"""Words into lines of 72 columns, without breaking what must stay in one piece."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

COLUMNS = 72
# Stands for a space at which no line may break; it is written as a plain space.
GLUE = "\u00a0"

_SPACES = re.compile(rf"[^\S{GLUE}\u202f\u2007]+")
# As `national` spaces them: 01632 960110, 07700 900321, 0808 157 0123, 116 123.
_PHONE = re.compile(r"(?<![\d,.])(?:0\d{2,4}|116) \d{3,6}(?: \d{3,4})?(?!\d)")
_ZERO_WIDTH = ("Mn", "Me", "Cf")
_WIDE = ("W", "F")


def wrap(text: str, first: str = "", rest: str = "", columns: int = COLUMNS) -> list[str]:
    """Break a text into lines.

    Breaks fall at spaces, and between the letters of scripts that are written without spaces; a
    word that is longer than a line (an address of a page) stands alone and sticks out.

    Args:
        text: `\\n` in it begins a new line.
        first: Stands before the first line, such as `- `.
        rest: Stands before each other line.
        columns: The most that a line may have, what stands before it included.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        for words in _filled(_pieces(paragraph), columns - width(first), columns - width(rest)):
            start = rest if lines else first
            lines.append((start + words).replace(GLUE, " ").rstrip())
    return lines


def width(text: str) -> int:
    """How many columns a text takes: two for a wide letter, none for an accent on its own."""
    if text.isascii():
        return len(text)
    return sum(_columns(letter) for letter in text)


def glue(text: str) -> str:
    """The same text, to be kept on one line."""
    return GLUE.join(text.split())


def glue_numbers(text: str) -> str:
    """The same text, in which no phone number is broken over two lines."""
    return _PHONE.sub(lambda found: glue(found[0]), text)


def indent(lines: Iterable[str], first: str = "  ", rest: str = "  ") -> list[str]:
    """The same lines further in; empty ones stay empty."""
    return [
        ((rest if number else first) + line).rstrip() if line else ""
        for number, line in enumerate(lines)
    ]


def underlined(text: str, mark: str) -> list[str]:
    """A heading with a line of marks below, as long as its longest line."""
    lines = wrap(text)
    return [*lines, mark * min(COLUMNS, max(map(width, lines), default=0))]


def apart(parts: Iterable[Sequence[str]]) -> list[str]:
    """Lines of several parts with an empty line between; empty parts vanish."""
    joined: list[str] = []
    for part in parts:
        if part:
            joined.extend(["", *part] if joined else part)
    return joined


def tidied(lines: Iterable[str]) -> str:
    """A whole text: never two empty lines together, none at either end, a line end at the last."""
    joined = "\n".join(lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", joined) + "\n"


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What stays in one piece, and whether a space stands before it."""
    for word in _SPACES.split(text):
        if not word:
            continue
        pieces = [word] if word.isascii() or "@" in word or "//" in word else _letters(word)
        for number, piece in enumerate(pieces):
            yield piece, number == 0


def _letters(word: str) -> list[str]:
    """A word cut where its script would let a line break: beside Chinese or Japanese letters."""
    cuts = [
        number
        for number, (before, after) in enumerate(pairwise(word), start=1)
        if _is_ideograph(after) or (_is_ideograph(before) and after.isalpha())
    ]
    return [word[start:end] for start, end in pairwise([0, *cuts, len(word)])]


def _is_ideograph(letter: str) -> bool:
    category, east_asian = unicodedata.category(letter), unicodedata.east_asian_width(letter)
    return category == "Lo" and east_asian in _WIDE


def _filled(pieces: Iterable[tuple[str, bool]], first: int, rest: int) -> Iterator[str]:
    line, room = "", first
    for piece, has_space in pieces:
        longer = f"{line} {piece}" if line and has_space else line + piece
        if line and width(longer) > room:
            yield line
            line, room = piece, rest
        else:
            line = longer
    if line:
        yield line
