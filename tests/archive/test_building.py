"""The archive: whole, the same every time, and made again only where something changed."""

import hashlib
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser
import pytest

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.hidden import hidden_strings
from ebulletin.bulletins.visibility import readership
from ebulletin.checks.leaks import leaks_in
from ebulletin.errors import EbulletinError
from ebulletin.press.approving import revoke
from ebulletin.press.archiving import (
    ChangedEditionError,
    NothingPublishedError,
    build_archive,
)
from ebulletin.press.withdrawing import withdraw
from ebulletin.workspace import open_workspace

BASE = "https://esscp.example.org/bulletins/"
OWN = "https://esscp.example.org"
PUBLIC = LANTERN, NEWSLETTER, CLUSTER = (
    "2026-09-lantern", "2026-autumn-newsletter", "2027-01-cluster",
)  # fmt: skip
PROFESSIONAL_ONLY = "2026-10-cluster"


class Page(HTMLParser):
    """The links, anchors and fetched files of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.fetched: list[str] = []
        self.robots = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag leads to."""
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.anchors.add(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("img", "script", "source", "iframe") and "src" in found:
            self.fetched.append(found["src"])
        if tag == "link":
            self.fetched.append(found.get("href", ""))
        if tag == "meta" and found.get("name") == "robots":
            self.robots = found["content"]


def pages_of(folder: Path, base: str = BASE) -> dict[str, Page]:
    """Every page of a site, by its address."""
    return {
        urljoin(base, path.relative_to(folder).as_posix().removesuffix("index.html")): Page(
            path.read_text()
        )
        for path in sorted(folder.rglob("*.html"))
    }


def dead_links(folder: Path, base: str = BASE) -> Iterator[str]:
    """What a crawl from the front page cannot reach."""
    pages = pages_of(folder, base)
    waiting, seen = [base], {base}
    while waiting:
        address = waiting.pop()
        for link in pages[address].links:
            target, anchor = urldefrag(urljoin(address, link))
            if not target.startswith(base):
                continue
            inside = folder / target.removeprefix(base)
            if target in pages:
                if anchor and anchor not in pages[target].anchors:
                    yield f"{address} -> {link}: no such place on the page"
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
            elif not inside.is_file():
                yield f"{address} -> {link}: no such page"
        for link in pages[address].fetched:
            if not (folder / urljoin(address, link).removeprefix(base)).is_file():
                yield f"{address} fetches {link}, which is not there"
    yield from (f"{address} cannot be reached" for address in pages if address not in seen)


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- What it holds --------------------------------------------------------------------------


def test_it_has_a_page_for_every_public_edition_and_item_and_none_for_others(site: Path) -> None:
    assert all((site / slug / "index.html").is_file() for slug in PUBLIC)
    assert not (site / PROFESSIONAL_ONLY).exists()
    assert (site / "items/feelings-cards/index.html").is_file()
    assert not (site / "items/advice-before-referral").exists()  # for professionals
    for name in (
        "index.html",
        "items",
        "training",
        "contacts",
        "search",
        "feed.xml",
        "sitemap.xml",
    ):
        assert (site / name).exists(), name


def test_a_crawl_finds_no_dead_link_and_reaches_every_page(site: Path) -> None:
    assert list(dead_links(site)) == []


def test_the_crawl_would_find_one(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "items/feelings-cards/index.html").unlink()

    assert any("feelings-cards/: no such page" in each for each in dead_links(copy))


def test_no_page_asks_anything_of_a_third_party(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text()
        page = Page(text)
        remote = [each for each in page.fetched if urlsplit(urljoin(BASE, each)).netloc not in OWN]
        assert remote == [], path
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", text), path
        assert "@import" not in text, path


def test_every_page_has_the_safety_block(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text()
        assert "If a child is in immediate danger" in text, path
        assert 'href="tel:01632960110"' in text, path


def test_the_front_page_lists_editions_by_series_and_year(site: Path) -> None:
    text = (site / "index.html").read_text()

    assert text.count(f'href="{LANTERN}/"') == 1
    newest = text.index("DSL cluster meetings"), text.index("ESSCP Newsletter")
    assert newest[0] < newest[1] < text.rindex("L.A.N.T.E.R.N.")
    assert "<h3>2026</h3>" in text
    assert "<h3>2027</h3>" in text


def test_an_item_says_in_which_editions_it_was_printed(site: Path) -> None:
    text = (site / "items/feelings-cards/index.html").read_text()

    assert f'href="../../{LANTERN}/#item-feelings-cards"' in text
    assert "<h1>" in text
    assert text.count("<h1") == 1


def test_dates_are_sorted_by_the_newest_edition_and_not_by_the_clock(site: Path) -> None:
    text = (site / "training/index.html").read_text()

    coming, _, past = text.partition("Earlier dates")
    assert "As known on Wednesday 20 January 2027" in coming
    assert "February 2027" in coming
    assert "November 2026" in past
    assert "November 2026" not in coming


def test_contacts_say_in_which_edition_they_stood(site: Path) -> None:
    text = (site / "contacts/index.html").read_text()

    assert "01632 960130" in text
    assert "twelve months up to Wednesday 20 January 2027" in text
    assert "Printed in" in text


def test_an_event_can_be_put_into_a_calendar(site: Path) -> None:
    from icalendar import Calendar

    files = sorted((site / "items").glob("*/event.ics"))

    assert len(files) > 3
    text = (files[0].parent / "index.html").read_text()
    assert 'href="event.ics"' in text
    assert f'href="../items/{files[0].parent.name}/event.ics"' in "".join(
        (site / slug / "index.html").read_text() for slug in PUBLIC
    )
    for path in files:
        events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        assert events
        for event in events:
            assert str(event["uid"]).endswith("@esscp.example.org")
            assert "meet.example.org" not in event.to_ical().decode()


# --- Who may see what -----------------------------------------------------------------------


def test_a_leak_search_over_the_whole_site_finds_nothing(published_once: Path, site: Path) -> None:
    workspace = open_workspace(published_once)
    shelf = workspace.shelf
    files = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert len(files) > 80
    leaks = []
    for slug in PUBLIC:
        plan = workspace.plans[slug].plan
        public = next(each for each in variants_of(plan, shelf.settings) if each.name == "public")
        hidden = hidden_strings(plan, shelf, readership(public, "page", shelf.settings))
        # What another edition says in public is no secret of this one.
        own = [path for path in files if slug in path.as_posix()]
        assert own
        leaks += [(path, each) for path in own for each in leaks_in(path.name, files[path], hidden)]
        private = [each for each in hidden.strings if each.kind in ("number", "joining detail")]
        for each in private:
            leaks += [
                (path, each) for path, raw in files.items()
                if path.suffix in (".html", ".xml") and each.text.encode() in raw
            ]  # fmt: skip

    assert leaks == []


def test_professional_pages_are_marked_and_listed_nowhere_public(
    site: Path, professional_site: Path
) -> None:
    pages = pages_of(professional_site)

    assert (professional_site / PROFESSIONAL_ONLY / "index.html").is_file()
    assert all("noindex" in page.robots for page in pages.values())
    assert not (professional_site / "feed.xml").exists()
    assert not (professional_site / "sitemap.xml").exists()
    assert list(dead_links(professional_site, "https://staff.example.org/bulletins/")) == []
    public = "".join(path.read_text() for path in site.rglob("*.html"))
    assert PROFESSIONAL_ONLY not in public
    assert not any(page.robots for page in pages_of(site).values())


def test_restricted_items_and_joining_details_are_on_no_professional_page(
    professional_site: Path,
) -> None:
    for path in professional_site.rglob("*.html"):
        text = path.read_text()
        assert "meet.example.org" not in text, path
        assert "quill-88" not in text, path


# --- Feed and site map ----------------------------------------------------------------------


def test_the_feed_is_read_by_a_reader_of_feeds(site: Path) -> None:
    feed = feedparser.parse((site / "feed.xml").read_bytes())

    assert not feed.bozo
    assert feed.version == "atom10"
    assert [entry.link for entry in feed.entries] == [
        f"{BASE}{slug}/" for slug in (CLUSTER, NEWSLETTER, LANTERN)
    ]
    assert len({entry.id for entry in feed.entries}) == 3
    assert feed.feed.links[0].href == f"{BASE}feed.xml"
    assert all(entry.updated_parsed and entry.summary for entry in feed.entries)
    assert "Feelings" in feed.entries[-1].content[0].value


def test_the_site_map_names_every_page_once(site: Path) -> None:
    text = (site / "sitemap.xml").read_text()

    assert sorted(re.findall(r"<loc>(.*?)</loc>", text)) == sorted(pages_of(site))


# --- Again ----------------------------------------------------------------------------------


def test_it_is_the_same_to_the_byte_elsewhere(site: Path, published: Path) -> None:
    assert hashes(published / "out/archive") == hashes(site)


def test_nothing_is_made_again_when_nothing_has_changed(published: Path) -> None:
    before = hashes(published / "out/archive")

    built = build_archive(open_workspace(published)).built

    assert built.written == ()
    assert built.removed == ()
    assert hashes(published / "out/archive") == before


def test_what_is_made_after_a_change_is_what_would_be_made_anew(published: Path) -> None:
    withdraw(open_workspace(published), LANTERN, items=["feelings-cards"], name="owen-tansley")

    changed = build_archive(open_workspace(published)).built

    assert "items/feelings-cards/index.html" in changed.removed
    assert not (published / "out/archive/items/feelings-cards").exists()
    assert f"{NEWSLETTER}/index.html" not in changed.written
    whole = published / "out/anew"
    build_archive(open_workspace(published), out=whole, is_whole=True)
    assert hashes(whole) == hashes(published / "out/archive")
    assert not [path for path in whole.rglob("*.html") if "feelings-cards" in path.read_text()]


def test_a_revoked_edition_leaves_nothing_behind(published: Path) -> None:
    revoke(open_workspace(published), LANTERN, "owen-tansley")

    build_archive(open_workspace(published))

    folder = published / "out/archive"
    assert not (folder / LANTERN).exists()
    assert not [path for path in folder.rglob("*.html") if LANTERN in path.read_text()]
    assert list(dead_links(folder)) == []


def test_making_everything_anew_takes_away_what_no_longer_belongs(published: Path) -> None:
    revoke(open_workspace(published), LANTERN, "owen-tansley")

    build_archive(open_workspace(published), is_whole=True)

    assert not (published / "out/archive" / LANTERN).exists()
    assert not (published / "out/archive/items/feelings-cards").exists()


def test_a_page_that_somebody_changed_or_took_away_is_made_again(published: Path) -> None:
    folder = published / "out/archive"
    before = hashes(folder)
    (folder / "index.html").write_text("gone wrong")
    (folder / CLUSTER / "index.html").unlink()

    built = build_archive(open_workspace(published)).built

    assert set(built.written) == {"index.html", f"{CLUSTER}/index.html"}
    assert hashes(folder) == before


def test_a_changed_template_makes_every_page_anew(published: Path) -> None:
    style = published / "templates/lantern/page.css.j2"
    style.write_text(style.read_text() + "\n/* changed */\n")

    built = build_archive(open_workspace(published)).built

    assert f"{NEWSLETTER}/index.html" in built.written
    assert f"{LANTERN}/index.html" in built.written


def test_live_items_change_nothing(published: Path) -> None:
    for path in (published / "items").rglob("*.md"):
        path.write_text(path.read_text().replace("01632 960130", "01632 960131"))

    assert build_archive(open_workspace(published)).built.written == ()


def test_a_file_of_somebody_else_in_the_folder_stays(published: Path) -> None:
    own = published / "out/archive/robots.txt"
    own.write_text("User-agent: *\n")

    build_archive(open_workspace(published), is_whole=True)

    assert own.read_text() == "User-agent: *\n"


# --- What stops it --------------------------------------------------------------------------


def test_data_that_was_not_approved_reaches_no_website(published: Path) -> None:
    data = published / f"bulletins/published/{LANTERN}/public.json"
    data.write_text(data.read_text().replace("01632 960110", "01632 960111"))
    state = published / ".ebulletin"
    shutil.rmtree(state)

    with pytest.raises(ChangedEditionError, match=f"{LANTERN}/public.json"):
        build_archive(open_workspace(published))


def test_without_published_editions_it_says_what_to_do(workspace: Path) -> None:
    with pytest.raises(NothingPublishedError, match="ebulletin approve"):
        build_archive(open_workspace(workspace))


def test_files_of_people_are_not_overwritten(published: Path) -> None:
    with pytest.raises(EbulletinError, match="people's own files"):
        build_archive(open_workspace(published), out=published / "items")


def test_without_an_address_there_is_no_feed_and_the_rest_works(published: Path) -> None:
    settings = published / "partnership.yaml"
    text = settings.read_text()
    settings.write_text(re.sub(r"(?m)^archive_url:.*\n", "", text))

    result = build_archive(open_workspace(published))

    assert not result.has_feed
    assert not (result.folder / "feed.xml").exists()
    assert list(dead_links(result.folder)) == []
