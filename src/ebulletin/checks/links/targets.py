"""The links of a file: where each leads, its words, and where its address stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.checks.memory import remembered
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Place
from ebulletin.source import Loc, Source, Value
from ebulletin.source.model import place_at

_ADDRESS_KEYS = ("url", "map", "web")
UNKNOWN = "unknown"
RESERVED = ("unsubscribe", "view_online")
# Between the last letter of a link and its address: the marks of bold words, or braces.
_LONGEST_CLOSE = 200


@dataclass(frozen=True, slots=True)
class Target:
    """One link of a file.

    Attributes:
        address: As typed; `unknown` while nobody has it.
        words: The words of the link; empty where the field has none of its own.
        place: Where the address stands; of an address that is not in the file, the words.
        words_place: Where the words stand; the address where there are none.
        loc: Of the address among the fields; of a link in prose, the text that holds it.
        block: The prose in which it stands, or None for an address in a field.
    """

    address: str
    words: str
    place: Place
    words_place: Place
    loc: Loc
    block: Block | None = None

    @property
    def is_bare(self) -> bool:
        """Whether the address itself is shown."""
        return self.block is not None and self.place == self.words_place

    @property
    def is_known(self) -> bool:
        """Whether it has an address."""
        return self.address.casefold() != UNKNOWN

    def edit(self, address: str) -> Edit:
        """The change to another address."""
        place = self.place
        end = Place(place.path, place.line, place.column + len(self.address))
        return Edit(place, end, address)


@remembered(8)
def targets_of(source: Source) -> tuple[Target, ...]:
    """Every link of a file: those in fields in the order written, then those in prose.

    Several rules ask for those of one file in a row, so the last answers are kept.
    """
    return tuple(_targets(source))


def _targets(source: Source) -> Iterator[Target]:
    yield from _in_fields(source, (), dict(source.fields))
    for block in prose_of(source):
        for link in block.links:
            yield _in_prose(source, block, link.start, link.end, link.what)


def _in_fields(source: Source, loc: Loc, value: Value) -> Iterator[Target]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _ADDRESS_KEYS and isinstance(inner, str):
                yield _in_field(source, (*loc, key), inner.strip(), value)
            else:
                yield from _in_fields(source, (*loc, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _in_fields(source, (*loc, number), inner)


def _in_field(source: Source, loc: Loc, address: str, group: dict[str, Value]) -> Target:
    place = source.place(*loc)
    if source.is_quoted(*loc):
        place = Place(place.path, place.line, place.column + 1)
    words = group.get("text")
    if isinstance(words, str):
        return Target(address, words.strip(), place, source.place(*loc[:-1], "text"), loc)
    return Target(address, "", place, place, loc)


def _in_prose(source: Source, block: Block, start: int, end: int, address: str) -> Target:
    words, text = block.typed[start:end], source.text
    point = block.points[start]
    if end > start and text.startswith(address, point) and words == address:
        return Target(address, words, block.place(start), block.place(start), block.loc, block)
    last = block.points[end - 1] if end > start else max(0, point - len(address) - 4)
    opening = text.find("](", last)
    if not 0 <= opening - last <= _LONGEST_CLOSE:
        return Target(address, words, block.place(start), block.place(start), block.loc, block)
    found = opening + 2
    if text.startswith("<", found):
        found += 1
    place = place_at(source.path, text, found)
    return Target(address, words, place, block.place(start), block.loc, block)
