"""The shape of the archive: what its pages need to know of each published edition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ebulletin.bulletins.composed import Bulletin


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item of an edition's page.

    Attributes:
        title: Its title, or its first words.
        is_whole: Whether the page prints it in full.
        mark: The `fingerprint` of its words.
        has_dates: Whether it is an event with a day that is known.
    """

    id: str
    title: str
    kind: str
    is_whole: bool
    mark: str
    has_dates: bool = False


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What the pages of others need to know of one page, without reading its data again.

    Attributes:
        variant: Its name; `path` is where its page lies, with a slash at the end.
        updated: When it was approved or something was withdrawn, in UTC (ISO 8601).
        data: SHA-256 of the file that holds its data.
        ways: Addresses of links into the archive itself, as they were published.
        pictures: Name of the stored file of each picture, by its name in the output.
        hosted: Likewise for files that lie beside the page.
    """

    slug: str
    variant: str
    path: str
    series: str
    series_name: str
    edition: str
    date: date
    title: str
    summary: str
    updated: str
    data: str
    items: tuple[ItemFacts, ...]
    ways: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    hosted: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """How a list names it: title and edition, once each."""
        return ", ".join(dict.fromkeys(part for part in (self.title, self.edition) if part))


@dataclass(frozen=True, slots=True)
class Published:
    """One page that may be in the archive, before it is read.

    Attributes:
        key: Changes whenever its data or its facts do.
        read: Reads its data.
        is_main: Whether it stands at the edition's own address.
    """

    slug: str
    variant: str
    is_main: bool
    series: str
    series_name: str
    date: date
    updated: str
    key: str
    files: Mapping[str, str]
    read: Callable[[], Bulletin]


@dataclass(frozen=True, slots=True)
class Site:
    """What holds for all pages.

    Attributes:
        organisation: The partnership's name.
        base: Address of the archive without a slash at its end; empty where it is not known: then
            there is no feed and no site map.
        is_public: False for the pages of professional variants: nothing is indexed.
    """

    organisation: str
    base: str
    is_public: bool = True
