"""Where something stands in an HTML document: as text, in an attribute, as an address.

What is put in later is escaped for its place. Where nothing can be made safe (in a script, a style,
or a tag outside quotes) a place is refused when the message is compiled, before anybody gets one.
"""

import re
from collections.abc import Iterator
from enum import StrEnum


class Place(StrEnum):
    """Where a value stands, and so how it is escaped."""

    TEXT = "text"
    ATTRIBUTE = "attribute"
    URL = "url"
    PLAIN = "plain"
    UNSAFE = "unsafe"


_COMMENT = r"<!--(?!\[if\b)(?!<!\[endif)[\s\S]*?-->"
# The frames of what only Outlook reads; the markup between them is markup like any other.
_CONDITION = r"<!--\[if\b[^\]]*\]>(?:<!-->|-->)?|<!\[endif\]-->|<!--<!\[endif\]-->|<!\[[^\]]*\]>"
_TAG = r"""</?[A-Za-z][^\s>/]*(?:[^>"']|"[^"]*"|'[^']*')*>|<![A-Za-z](?:[^>"']|"[^"]*")*>"""
_MARKUP = re.compile(f"(?P<comment>{_COMMENT})|(?P<condition>{_CONDITION})|(?P<tag>{_TAG})")
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_RAW_ELEMENT = re.compile(r"<(script|style|xmp|iframe|noembed|noframes|plaintext)\b", re.IGNORECASE)

_URL_ATTRIBUTES = frozenset(
    {"href", "src", "action", "background", "formaction", "poster", "cite", "data", "xlink:href"}
)
_Span = tuple[int, int, Place]


def places_in(html: str) -> "PlaceMap":
    """Look through a document once, to answer for any position in it."""
    return PlaceMap(list(_spans(html)))


class PlaceMap:
    """Every stretch of a document that is not plain text between tags, in order."""

    def __init__(self, spans: list[_Span]) -> None:
        self._spans = spans

    def at(self, position: int) -> Place:
        """The place of the character at a position; the innermost counts."""
        found = Place.TEXT
        for start, end, place in self._spans:
            if start > position:
                break
            if position < end:
                found = place
        return found


def _spans(html: str) -> Iterator[_Span]:
    """Stretches in order of their starts; one inside another comes after it."""
    position = 0
    while found := _MARKUP.search(html, position):
        position = found.end()
        if found["tag"] is None:
            # Escaped like text: the sign that ends a comment can then not be formed.
            continue
        yield found.start(), found.end(), Place.UNSAFE
        yield from _attributes(found["tag"], found.start())
        if raw := _RAW_ELEMENT.match(found["tag"]):
            closing = re.compile(rf"</{raw[1]}\b", re.IGNORECASE).search(html, position)
            end = closing.start() if closing else len(html)
            yield position, end, Place.UNSAFE
            position = end


def _attributes(tag: str, offset: int) -> Iterator[_Span]:
    for found in _ATTRIBUTE.finditer(tag):
        group = 2 if found[2] is not None else 3
        start, end = found.span(group)
        yield offset + start, offset + end, _place_of(found[1].lower())


def _place_of(attribute: str) -> Place:
    if attribute.startswith("on") or attribute in ("style", "srcset"):
        return Place.UNSAFE
    return Place.URL if attribute in _URL_ATTRIBUTES else Place.ATTRIBUTE
