"""All words of a composed item in one line, to tell whether it has changed since it was printed."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ebulletin.bulletins.composed import Break, Emphasis, Link, Merge, Note, Strong, Text, plain

# These say what sort a thing is, and where it stands.
_NOT_WORDS = frozenset(("id", "anchor", "kind", "type", "node", "tags", "language"))
# 80 bits, in hexadecimal: no two texts of a partnership will ever share one by chance.
_MARK = 20
_INLINE = (Text, Strong, Emphasis, Break, Link, Note, Merge)


def words_in(value: object) -> str:
    """The words that a composed value prints, in order, with single spaces."""
    return " ".join(" ".join(_words(value)).split())


def fingerprint(value: object) -> str:
    """A short mark of the words that a composed value prints: the same words, the same mark."""
    return hashlib.sha256(words_in(value).encode()).hexdigest()[:_MARK]


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, _INLINE):
        yield plain((value,))
    elif isinstance(value, tuple):
        for each in value:
            yield from _words(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _NOT_WORDS:
                yield from _words(getattr(value, field.name))
