"""The shape of what compose picks from: items, contacts, files, and what was published before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ebulletin.bulletins import composed
from ebulletin.items.directory import Directory
from ebulletin.items.model import Item
from ebulletin.settings import Partnership


@dataclass(frozen=True, slots=True)
class Asset:
    """A file inside `items/assets/`.

    Attributes:
        size_in_bytes: As it lies on disk.
        width: In pixels, of a picture; 0 for other files.
        height: In pixels, of a picture; 0 for other files.
    """

    size_in_bytes: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition that was approved: its series, its date, and the items it held.

    Attributes:
        items: Ids of the items in its public variant, with the first words of each.
        words: For each item, by id, all its words as each variant printed them (`words_in`).
        contacts: What its variants showed of each contact; one that two of them showed stands
            twice.
    """

    slug: str
    series: str
    date: date
    items: frozenset[str] = frozenset()
    words: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    contacts: tuple[composed.Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything a bulletin can be composed from.

    Attributes:
        items: By id.
        assets: By path inside `items/assets/`.
        published: Every published edition, in any order.
    """

    settings: Partnership
    items: Mapping[str, Item]
    directory: Directory
    assets: Mapping[str, Asset] = field(default_factory=lambda: MappingProxyType({}))
    published: tuple[PublishedEdition, ...] = ()

    def previous_edition(self, series: str, before: date, slug: str) -> PublishedEdition | None:
        """The last published edition of a series before a day, or None."""
        earlier = [
            edition
            for edition in self.published
            if edition.series == series and edition.date < before and edition.slug != slug
        ]
        return max(earlier, key=lambda edition: (edition.date, edition.slug), default=None)

    def edition_with(self, item: str) -> PublishedEdition | None:
        """The newest published edition whose public page holds an item, or None."""
        holding = [edition for edition in self.published if item in edition.items]
        return max(holding, key=lambda edition: (edition.date, edition.slug), default=None)
