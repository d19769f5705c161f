"""Character references of XML and HTML, read and written."""

import re
import unicodedata
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_UNSAFE = re.compile(r"[^ -~]|[\"&<>\\]")


def plain(text: str) -> str:
    """Text with its references replaced by what they stand for; unknown ones stay as written."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def encoded(text: str) -> str:
    """Text as the engine hands it on unharmed.

    It corrupts line breaks, tabs, backslashes, quotes and every character that Rust's `{:?}`
    escapes (Thai, Hindi and Bengali vowel signs, joiners, soft hyphens), so each character
    outside printable ASCII, and each of `" & < > \\`, is written as a number.
    """
    return _UNSAFE.sub(lambda found: f"&#{ord(found[0])};", text)


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return html5.get(f"{name};", found[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    is_character = 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 or number in (9, 10, 13)
    return chr(number) if is_character else found[0]


def is_plain_to_read(character: str) -> bool:
    """Whether a character outside ASCII shows itself, unlike a space, joiner or combining mark."""
    return character.isalnum() or (
        character.isprintable() and not unicodedata.category(character).startswith("M")
    )
