"""Everything that can be cited by name, and the finding for what cannot."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ebulletin.checks.locating import place_of_value, written_loc
from ebulletin.checks.rule import CATALOGUE
from ebulletin.checks.subjects import SetSubject
from ebulletin.findings import Edit, Finding, Place
from ebulletin.items.directory import Directory
from ebulletin.items.model import Item
from ebulletin.settings import Partnership
from ebulletin.source import Loc, Source
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words, nearest
from ebulletin.values.shaping import replacing

_MOST_LISTED = 8
_HOMES = {
    "segment": "partnership.yaml",
    "tag": "partnership.yaml",
    "series": "partnership.yaml",
    "business plan": "partnership.yaml",
    "variant": "this bulletin",
    "section": "this bulletin",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What exists in a workspace.

    Attributes:
        unread: Ids of items whose files cannot be read; they count as there.
    """

    settings: Partnership
    directory: Directory
    items: Mapping[str, Item]
    contacts: tuple[str, ...]
    unread: frozenset[str]

    @classmethod
    def of(cls, subject: SetSubject) -> "Known":
        """What exists in the workspace that is checked."""
        shelf = subject.shelf
        contacts = tuple(contact.id for contact in shelf.directory.contacts)
        return cls(shelf.settings, shelf.directory, shelf.items, contacts, subject.unread)

    def contact(self, source: Source, loc: Loc, cited: str) -> Iterator[Finding]:
        """A finding where there is no such contact."""
        if not self._is_contact(cited):
            yield self._in_field(source, loc, self._no_contact(cited), cited, self.contacts)

    def item(self, source: Source, loc: Loc, cited: str) -> Iterator[Finding]:
        """A finding where there is no such item."""
        if not self._is_item(cited):
            message = f"there is no item {quoted(cited)}"
            yield self._in_field(source, loc, message, cited, tuple(self.items))

    def name(
        self, source: Source, loc: Loc, cited: str, noun: str,
        there: Collection[str] | Mapping[str, object], *, is_key: bool = False,
    ) -> Iterator[Finding]:  # fmt: skip
        """A finding where a name is not among those that are there."""
        if cited not in there:
            message = f"there is no {noun} {quoted(cited)}"
            if noun in _HOMES:
                message += f" in {_HOMES[noun]}"
            yield self._in_field(source, loc, message, cited, tuple(there), is_key=is_key)

    def contact_in_text(self, place: Place, cited: str) -> Iterator[Finding]:
        """The same as `contact`, for an id in a text, at its place."""
        if not self._is_contact(cited):
            yield in_text(place, self._no_contact(cited), cited, self.contacts)

    def item_in_text(self, place: Place, cited: str) -> Iterator[Finding]:
        """The same as `item`, for an id in a text, at its place."""
        if not self._is_item(cited):
            yield in_text(place, f"there is no item {quoted(cited)}", cited, tuple(self.items))

    def _is_contact(self, cited: str) -> bool:
        return self.directory.find(cited) is not None or cited in self.unread

    def _is_item(self, cited: str) -> bool:
        return cited in self.items or cited in self.unread

    def _no_contact(self, cited: str) -> str:
        item = self.items.get(cited)
        if item is not None:
            return f"{quoted(cited)} is {item.called}, and a contact is needed here"
        return f"there is no contact {quoted(cited)}"

    def _in_field(
        self, source: Source, loc: Loc, message: str, cited: str, there: Collection[str],
        *, is_key: bool = False,
    ) -> Finding:  # fmt: skip
        written = written_loc(source, loc)
        place = source.key_place(*written) if is_key else place_of_value(source, loc)
        close = tuple(nearest(cited, there))
        fix: tuple[Edit, ...] = ()
        if len(close) == 1:
            fix = (
                _renaming(place, cited, close[0])
                if is_key
                else replacing(source, written, close[0])
            )
        return CATALOGUE["ITM109"].finding(
            place, message, _advice(close, there), fix=fix, offers=close
        )


def in_text(place: Place, message: str, cited: str, there: Collection[str]) -> Finding:
    """The finding for a name in a text, at its place."""
    close = tuple(nearest(cited, there))
    fix = _renaming(place, cited, close[0]) if len(close) == 1 else ()
    return CATALOGUE["ITM109"].finding(place, message, _advice(close, there), fix=fix, offers=close)


def _renaming(place: Place, cited: str, right: str) -> tuple[Edit, ...]:
    return (Edit(place, Place(place.path, place.line, place.column + len(cited)), right),)


def _advice(close: tuple[str, ...], there: Collection[str]) -> str:
    if close:
        return f"Did you mean {join_words([repr(each) for each in close], 'or')}?"
    if 0 < len(there) <= _MOST_LISTED:
        return f"There is {join_words(sorted(there), 'and')}. Write one of these, or take it out."
    return "Write the name of one that exists, or take it out."
