"""The places of a text that differ from one recipient to the next."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from ebulletin.delivery.encoding import one_line, quoted_value
from ebulletin.delivery.messages.places import Place, places_in
from ebulletin.errors import EbulletinError
from ebulletin.templates.content import UNSUBSCRIBE, merge_fields

LEAVE = "unsubscribe"
"""The slot that is no merge field: the reader's own way out."""

_SHOWN_CHARACTERS = 40


class UnsafePlaceError(EbulletinError):
    """A merge field stands where no value can be made safe."""

    def __init__(self, field: str, around: str) -> None:
        super().__init__(
            f"The merge field {field!r} stands inside a script, a style or a tag of the e-mail, "
            f"near {around!r}. A person's name cannot be put there safely: mend the theme."
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """What is filled in per recipient, at one or more places that are escaped alike.

    Attributes:
        name: Of the merge field, or `LEAVE`.
        fallback: Plain words for a reader without a value.
    """

    name: str
    fallback: str
    place: Place

    def words(self, fields: Mapping[str, str], leave: str) -> str:
        """The value as it stands in its place, before it is encoded."""
        if self.name == LEAVE:
            return leave if self.place is Place.PLAIN else html.escape(leave)
        value = one_line(fields.get(self.name, "")) or self.fallback
        return _ESCAPES[self.place](value)

    def encoded(self, fields: Mapping[str, str], leave: str) -> bytes:
        """The same as quoted-printable, on lines of its own."""
        return quoted_value(self.words(fields, leave))


def cut_html(document: str) -> Iterator[str | Slot]:
    """An HTML document as what stays, and the slots between.

    Raises:
        UnsafePlaceError: A field stands where its value could become code.
    """
    cuts = sorted([*_fields(document, is_html=True), *_ways_out(document)])
    places = places_in(document) if cuts else None
    position = 0
    for start, end, name, fallback in cuts:
        assert places is not None
        place = places.at(start)
        if place is Place.UNSAFE:
            around = document[max(0, start - _SHOWN_CHARACTERS) : end]
            raise UnsafePlaceError(name, around)
        if document[position:start]:
            yield document[position:start]
        yield Slot(name, fallback, place)
        position = end
    yield document[position:]


def cut_text(text: str) -> Iterator[str | Slot]:
    """A plain text, or a subject, as what stays, and the slots between."""
    position = 0
    for start, end, name, fallback in sorted([*_fields(text), *_ways_out(text)]):
        if text[position:start]:
            yield text[position:start]
        yield Slot(name, fallback, Place.PLAIN)
        position = end
    yield text[position:]


def _fields(text: str, *, is_html: bool = False) -> Iterator[tuple[int, int, str, str]]:
    for found in merge_fields(text):
        fallback = html.unescape(found.fallback) if is_html else found.fallback
        yield found.start, found.end, found.name, one_line(fallback)


def _ways_out(text: str) -> Iterator[tuple[int, int, str, str]]:
    for found in re.finditer(re.escape(UNSUBSCRIBE), text):
        yield found.start(), found.end(), LEAVE, ""


def _in_url(value: str) -> str:
    return quote(value, safe="")


_ESCAPES: Mapping[Place, Callable[[str], str]] = {
    Place.TEXT: html.escape,
    Place.ATTRIBUTE: html.escape,
    Place.URL: _in_url,
    Place.PLAIN: str,
}
