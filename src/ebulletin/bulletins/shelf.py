"""The shape of what compose picks from: items, contacts, files, and what was published before."""

from collections.abc import Mapping, Sequence
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
        items: Ids of the items on its public page.
        marks: For each item of any variant, by id, what tells whether its words have changed
            since: their `fingerprint` in each variant.
        contacts: What its variants showed of each contact; one that two of them showed stands
            twice.
    """

    slug: str
    series: str
    date: date
    items: frozenset[str] = frozenset()
    marks: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    contacts: tuple[composed.Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything a bulletin can be composed from.

    Attributes:
        items: By id.
        assets: By path inside `items/assets/`.
        published: Every published edition, in any order; from disk they are read when first asked
            for.
    """

    settings: Partnership
    items: Mapping[str, Item]
    directory: Directory
    assets: Mapping[str, Asset] = field(default_factory=lambda: MappingProxyType({}))
    published: Sequence[PublishedEdition] = ()

    def previous_edition(self, series: str, before: date, slug: str) -> PublishedEdition | None:
        """The last published edition of a series before a day, or None."""
        earlier = [
            edition
            for edition in self.published
            if edition.series == series and edition.date < before and edition.slug != slug
        ]
        return max(earlier, key=lambda edition: (edition.date, edition.slug), default=None)

    def edition_with(
        self, item: str, until: date | None = None, but: str = ""
    ) -> PublishedEdition | None:
        """The published edition to whose public page a link to an item leads, or None.

        Args:
            item: Its id.
            until: The newest one up to this day is taken, or else the first one after it: what is
                published later does not change where an edition's links lead. Without a day, the
                newest one.
            but: Slug of an edition that does not count.
        """
        holding = sorted(
            (each for each in self.published if item in each.items and each.slug != but),
            key=lambda edition: (edition.date, edition.slug),
        )
        known = [each for each in holding if until is None or each.date <= until]
        return known[-1] if known else next(iter(holding), None)

    def is_published(self, item: str) -> bool:
        """Whether any variant of a published edition holds an item."""
        return any(item in each.items or item in each.marks for each in self.published)
