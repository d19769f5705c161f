"""Settles the links and pictures of a page for the place where it lies in the archive."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ebulletin.archive.model import EditionFacts
from ebulletin.bulletins.composed import (
    Attachment,
    Entry,
    Heading,
    Link,
    Picture,
    QuestionAndAnswer,
)
from ebulletin.bulletins.walking import Spread, Walk, shapes_of

_HIGHEST, _LOWEST = 2, 6
# Sixteen signs of a hash tell a million pictures apart.
_PICTURE_NAME = 16


class Ways:
    """Where the links of published pages lead today.

    Args:
        base: Address of the archive.
        editions: Every page at an edition's own address, by slug.
    """

    def __init__(self, base: str, editions: Mapping[str, EditionFacts]) -> None:
        self.base = base
        self.editions = editions
        self.items = {
            slug: frozenset(item.id for item in each.items) for slug, each in editions.items()
        }

    def resolved(self, href: str) -> str | None:
        """A link into the archive as a path from its root; None where its page is gone.

        An item that is gone from its page leaves the link to the page.
        """
        rest, _, anchor = href.removeprefix(self.base).strip("/").partition("#")
        slug = rest.strip("/")
        if not slug:
            return ""
        if slug not in self.editions:
            return None
        item = anchor.removeprefix("item-")
        return f"{slug}/#{anchor}" if item in self.items[slug] else f"{slug}/"

    def is_into(self, href: str) -> bool:
        """Whether a link leads into the archive."""
        return bool(self.base) and (href == self.base or href.startswith(f"{self.base}/"))


class Settling(Walk):
    """Makes every address of a page relative to where the page lies.

    Args:
        to_root: From the page to the root of the archive, such as `../`.
        ways: Where links into the archive lead.
        pictures: Name of the stored file of each picture.
        jump: Where a jump inside the bulletin leads from here; None keeps its words alone.
        files: From here to the folder of the page's files.
    """

    def __init__(
        self, to_root: str, ways: Ways, pictures: Mapping[str, str],
        *, jump: Callable[[str], str | None] = lambda href: href, files: str = "files/",
    ) -> None:  # fmt: skip
        self.to_root = to_root
        self.ways = ways
        self.pictures = pictures
        self.jump = jump
        self.files = files

    def shape(self, value: Any) -> Any:
        """Links, pictures and files with their addresses; all else walked."""
        match value:
            case Link():
                return self._link(replace(value, runs=self.step(value.runs)))
            case Picture() if value.name is not None and value.name in self.pictures:
                return replace(value, address=f"{self.to_root}{self._stored(value.name)}")
            case Attachment() if value.is_hosted:
                return replace(value, address=f"{self.files}{value.name}")
            case _:
                return super().shape(value)

    def _stored(self, name: str) -> str:
        return picture_path(self.pictures[name])

    def _link(self, link: Link) -> Any:
        href: str | None = link.href
        if self.ways.is_into(link.href):
            path = self.ways.resolved(link.href)
            href = None if path is None else (f"{self.to_root}{path}" or "./")
        elif link.href.startswith("#"):
            href = self.jump(link.href)
        return Spread(link.runs) if href is None else replace(link, href=href)


def picture_path(stored: str) -> str:
    """Where a stored picture lies, from the root of the archive."""
    name, _, ending = stored.partition(".")
    return f"pictures/{name[:_PICTURE_NAME]}.{ending}"


class _Lifting(Walk):
    """Lifts headings, so that an item that stood deep in a bulletin begins a page."""

    def __init__(self, by: int) -> None:
        self.by = by

    def shape(self, value: Any) -> Any:
        """Headings and questions, higher."""
        if isinstance(value, Heading | QuestionAndAnswer):
            level = min(max(value.level - self.by, _HIGHEST), _LOWEST)
            value = replace(value, level=level)
        return super().shape(value)


def lifted(entry: Entry) -> Entry:
    """An item whose title is the page's own heading, with the headings inside it one below."""
    inside = [
        each.level for kind in (Heading, QuestionAndAnswer) for each in shapes_of(entry, kind)
    ]
    by = min(inside) - _HIGHEST if inside else 0
    return replace(_Lifting(by).walk(entry), heading_level=None)
