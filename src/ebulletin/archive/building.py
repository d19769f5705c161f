"""Builds the archive: every page that has changed since the last time, and no other."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ebulletin.archive.facts import facts_of
from ebulletin.archive.feed import feed, site_map
from ebulletin.archive.holding import (
    Pages,
    as_shown,
    beside,
    events_of,
    holders_of,
    recent_contacts,
    records_of,
    shown_here,
)
from ebulletin.archive.linking import Settling, Ways, picture_path
from ebulletin.archive.model import EditionFacts, ItemFacts, Published, Site
from ebulletin.archive.pages import (
    RECENT,
    contacts_page,
    framed,
    index_page,
    item_page,
    items_page,
    training_page,
)
from ebulletin.archive.search import FOLDER, has_pagefind, index_of, with_search_box
from ebulletin.archive.state import State
from ebulletin.archive.writing import Shelf
from ebulletin.bulletins.composed import Bulletin
from ebulletin.errors import EbulletinError
from ebulletin.templates.load import Theme
from ebulletin.templates.page import Neighbours, PageLink, render_page

# Folders of the archive's own; no edition may have one of these names.
OWN_FOLDERS = frozenset({"items", "training", "contacts", "search", "pictures", FOLDER})
CALENDAR = "event.ics"
"""Name of the calendar file of an event, beside the page of its item."""

# The collector of cycles is off in commands; templates leave cycles behind.
_PAGES_PER_COLLECTION = 100


class TakenNameError(EbulletinError):
    """An edition has the name of one of the archive's own folders."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"The bulletin {slug!r} has the name of a page of the archive itself. "
            "Rename its file, approve it again, and build the archive."
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What a building did.

    Attributes:
        written: Paths of the files that were made, in the archive.
        removed: Paths of those that were taken away.
        kept: How many stayed as they were.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    state: State


class Archive:
    """One building of the archive.

    Args:
        site: What holds for all pages.
        folder: Where the archive lies.
        engine: What the pages are made with: another one makes all of them anew.
        theme: Finds a theme by its name.
        stored: Finds a stored file by its name.
        before: The last building.
        with_search: Whether to make a search page, where Pagefind is installed.
        calendar: Makes the calendar file of an event, given its item and the editions that hold
            it, the shown one first; without it there are none.
        tell: Is told how many editions are done, and of how many.
    """

    def __init__(
        self, site: Site, folder: Path, engine: str, *, theme: Callable[[str], Theme],
        stored: Callable[[str], Path], before: State, with_search: bool = True,
        calendar: Callable[[str, Sequence[EditionFacts]], bytes] | None = None,
        tell: Callable[[int, int], None] | None = None,
    ) -> None:  # fmt: skip
        self.site = site
        self.engine = engine
        self.theme = theme
        self.stored = stored
        self.before = before
        self.with_search = with_search
        self.calendar = calendar
        self.tell = tell
        self.shelf = Shelf(folder, before, [engine, site.base, site.organisation])
        self.rendered = 0

    def build(self, published: Sequence[Published]) -> Built:
        """Make what has changed, and take away what no longer belongs there.

        Args:
            published: Every page that may be in it; at least one.
        """
        for each in published:
            if each.slug in OWN_FOLDERS:
                raise TakenNameError(each.slug)
        pages = Pages(published)
        facts = self._facts(pages)
        mains = sorted(
            (facts[each.key] for each in published if each.is_main),
            key=lambda each: (each.date, each.slug),
        )
        ways = Ways(self.site.base, {each.slug: each for each in mains})
        holders = holders_of(mains)
        for done, each in enumerate(published, start=1):
            if self.tell is not None:
                self.tell(done, len(published))
            self._edition(each, facts[each.key], mains, ways, holders, pages)
        newest = next(each for each in published if facts[each.key] is mains[-1])
        self._own_pages(newest, facts, mains, ways, holders, pages)
        if self.site.is_public and self.site.base:
            self._feed([facts[each.key] for each in published])
        removed = self.shelf.remove_others()
        files, written = self.shelf.files, self.shelf.written
        state = State(self.engine, facts, files)
        return Built(tuple(written), tuple(removed), len(files) - len(written), state)

    # --- Editions and items ---

    def _facts(self, pages: Pages) -> dict[str, EditionFacts]:
        known = self.before.facts if self.before.engine == self.engine else {}
        found = {}
        for each in pages.published:
            facts = known.get(each.key)
            found[each.key] = facts or facts_of(each, pages.read(each), self.site.base)
        return found

    def _edition(
        self, published: Published, facts: EditionFacts, mains: Sequence[EditionFacts], ways: Ways,
        holders: Mapping[str, list[EditionFacts]], pages: Pages,
    ) -> None:  # fmt: skip
        """The page of an edition, its files, and the pages of items that it printed last."""
        before, after = beside(facts, mains)
        to_root = "../" * facts.path.count("/")
        resolved = [ways.resolved(way) for way in facts.ways]
        around = [[each.words, each.path] if each else None for each in (before, after)]

        def page() -> Bulletin:
            return Settling(to_root, ways, facts.pictures).walk(pages.read(published))

        dated = self._dated(dict.fromkeys(each.id for each in facts.items), holders)
        neighbours = replace(
            self._neighbours(to_root, before, after),
            calendars={item: f"{to_root}items/{item}/{CALENDAR}" for item in dated},
        )
        self.shelf.page(
            f"{facts.path}index.html", [facts.data, around, resolved, dated],
            lambda: self._rendered(page(), neighbours),
        )  # fmt: skip
        for stored in facts.pictures.values():
            self.shelf.copied(picture_path(stored), self.stored(stored))
        for name, stored in facts.hosted.items():
            self.shelf.copied(f"{facts.path}files/{name}", self.stored(stored))
        if published.is_main and self.site.is_public:
            for item in shown_here(facts, holders):
                self._item(published, facts, item, ways, holders, pages)

    def _item(
        self, published: Published, facts: EditionFacts, item: ItemFacts, ways: Ways,
        holders: Mapping[str, list[EditionFacts]], pages: Pages,
    ) -> None:  # fmt: skip
        editions = holders[item.id]
        resolved = [ways.resolved(way) for way in facts.ways]
        here = ways.items[facts.slug]

        def jump(href: str) -> str | None:
            target = href.removeprefix("#item-")
            return f"../{target}/" if target in here else f"../../{facts.path}{href}"

        def page() -> Bulletin:
            settling = Settling(
                "../../", ways, facts.pictures, jump=jump, files=f"../../{facts.path}files/"
            )
            return item_page(settling.walk(pages.read(published)), facts, item, editions)

        dated = item.id in self._dated([item.id], holders)
        neighbours = replace(
            self._neighbours("../../"), calendars={item.id: CALENDAR} if dated else {}
        )
        self.shelf.page(
            f"items/{item.id}/index.html",
            [facts.data, item.id, [[each.words, each.path] for each in editions], resolved],
            lambda: self._rendered(page(), neighbours),
        )
        calendar = self.calendar
        if dated and calendar is not None:
            self.shelf.group(
                f"items/{item.id}/{CALENDAR}", [[each.data for each in editions]],
                lambda: {"": calendar(item.id, editions)},
            )  # fmt: skip

    def _dated(self, items: Iterable[str], holders: Mapping[str, list[EditionFacts]]) -> list[str]:
        """Those of these items whose own page has a calendar file."""
        if self.calendar is None or not self.site.is_public:
            return []
        return [i for i in items if i in holders and as_shown(i, holders[i]).has_dates]

    # --- The archive's own pages ---

    def _own_pages(
        self, published: Published, facts: Mapping[str, EditionFacts],
        mains: Sequence[EditionFacts], ways: Ways, holders: Mapping[str, list[EditionFacts]],
        pages: Pages,
    ) -> None:  # fmt: skip
        newest = facts[published.key]
        recent = [each for each in mains if newest.date - each.date <= RECENT]
        has_search = self.with_search and self.site.is_public and has_pagefind()

        def own(to_root: str, page: Callable[[Bulletin], Bulletin]) -> str:
            settled = Settling(to_root, ways, newest.pictures).walk(pages.read(published))
            return self._rendered(page(settled), self._neighbours(to_root))

        everything = list(facts.values())
        listed = [[e.path, e.words, e.date.isoformat(), e.summary] for e in everything]
        self.shelf.page(
            "index.html", [newest.data, listed, has_search],
            lambda: own("", lambda page: index_page(
                page, everything, self.site.organisation, has_search=has_search,
                has_others=self.site.is_public,
            )),
        )  # fmt: skip
        if not self.site.is_public:
            return
        items = [(as_shown(item, held), held[0]) for item, held in holders.items()]
        self.shelf.page(
            "items/index.html", [newest.data, [[i.title, i.id, e.words] for i, e in items]],
            lambda: own("../", lambda page: items_page(page, items)),
        )  # fmt: skip
        latest = [each.data for each in recent]
        self.shelf.page(
            "training/index.html", [latest],
            lambda: own("../", lambda page: training_page(page, events_of(recent, holders, pages))),
        )  # fmt: skip
        self.shelf.page(
            "contacts/index.html", [latest],
            lambda: own("../", lambda page: contacts_page(page, recent_contacts(recent, pages))),
        )  # fmt: skip
        if has_search:
            self._search(own, mains, holders, pages)

    def _search(
        self, own: Callable[[str, Callable[[Bulletin], Bulletin]], str],
        mains: Sequence[EditionFacts], holders: Mapping[str, list[EditionFacts]], pages: Pages,
    ) -> None:  # fmt: skip
        """The search page, and an index of each year's editions."""
        years: dict[int, list[EditionFacts]] = {}
        for each in reversed(mains):
            years.setdefault(each.date.year, []).append(each)
        newest = mains[-1]

        def page() -> str:
            said = "Looks for words in every edition and every item."
            return with_search_box(
                own("../", lambda each: framed(each, "Search", said, ())), list(years)
            )

        self.shelf.page("search/index.html", [newest.data, list(years)], page)
        for year, editions in years.items():
            records = [[each.data, [i.id for i in shown_here(each, holders)]] for each in editions]
            self.shelf.group(
                f"{FOLDER}/{year}/", [records],
                partial(_index, editions, holders, pages),
            )  # fmt: skip

    def _feed(self, editions: Sequence[EditionFacts]) -> None:
        self.shelf.text("feed.xml", feed(self.site, editions))
        pages = [
            name.removesuffix("index.html") for name in self.shelf.files if name.endswith(".html")
        ]
        self.shelf.text("sitemap.xml", site_map(self.site, pages))

    # --- Rendering ---

    def _rendered(self, page: Bulletin, neighbours: Neighbours) -> str:
        self.rendered += 1
        if self.rendered % _PAGES_PER_COLLECTION == 0:
            gc.collect()
        return render_page(page, self.theme(page.theme), neighbours)

    def _neighbours(
        self, to_root: str, before: EditionFacts | None = None, after: EditionFacts | None = None
    ) -> Neighbours:
        def link(facts: EditionFacts | None) -> PageLink | None:
            return PageLink(facts.words, f"{to_root}{facts.path}") if facts else None

        has_feed = self.site.is_public and bool(self.site.base)
        return Neighbours(
            link(before), link(after), to_root or "./", f"{to_root}feed.xml" if has_feed else None
        )


def _index(
    editions: Sequence[EditionFacts], holders: Mapping[str, list[EditionFacts]], pages: Pages
) -> dict[str, bytes]:
    return index_of(records_of(editions, holders, pages))
