"""The archive in a real browser: accessible on every sort of page, and search finds words."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "", "2026-09-lantern/", "2026-autumn-newsletter/", "2027-01-cluster/", "items/",
    "items/feelings-cards/", "items/phone-lines-changeover/", "items/p2-exploitation/",
    "items/disabled-children/", "items/mash/", "items/still-true-january-2027/", "training/",
    "contacts/", "search/",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing about it."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The archive on a server of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_sort_of_page(
    chromium: "Browser", address: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(
        viewport={"width": 375, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    found = []
    for path in PAGES:
        answer = page.goto(f"{address}{path}")
        assert answer is not None
        assert answer.ok, path
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        found += [
            (path, each["id"], each["nodes"][0]["html"][:200])
            for each in result.response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 375, (path, wide)
    page.close()

    assert found == []


def results(page: "Page", address: str, words: str) -> list[str]:
    page.goto(f"{address}search/")
    page.fill("#words", words)
    page.wait_for_function("document.getElementById('told').textContent !== ''")
    return [str(each.get_attribute("href")) for each in page.query_selector_all("#found a")]


def test_search_finds_words_of_titles_and_bodies_in_every_year(
    chromium: "Browser", address: str
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    by_title = results(page, address, "feelings cards")
    by_body = results(page, address, "closing date has not moved")
    by_number = results(page, address, "01632 960130")
    nothing = results(page, address, "xylophonist")

    assert "../items/feelings-cards/" in by_title
    assert by_body[0] == "../items/still-true-january-2027/"
    assert by_number
    assert nothing == []
    assert page.inner_text("#told") == "Nothing found."
    assert all(url.startswith(address) for url in asked)
    results(page, address, "feelings cards")
    page.click("#found a >> nth=0")
    page.wait_for_url("**/items/**")
    assert page.query_selector("h1") is not None
    page.close()


def test_search_can_be_reached_by_an_address(chromium: "Browser", address: str) -> None:
    page = chromium.new_page()

    page.goto(f"{address}search/?q=feelings")
    page.wait_for_selector("#found a")

    assert page.input_value("#words") == "feelings"
    assert "found" in page.inner_text("#told")
    page.close()


def test_without_a_server_the_page_says_where_to_look(chromium: "Browser", site: Path) -> None:
    page = chromium.new_page()

    page.goto((site / "search/index.html").as_uri())
    page.fill("#words", "feelings")
    page.wait_for_function("document.getElementById('told').textContent !== ''")

    assert "on the website only" in page.inner_text("#told")
    assert page.is_visible("text=All items from A to Z")
    page.close()


def test_without_scripts_the_list_of_items_is_offered(chromium: "Browser", address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{address}search/")

    assert not page.is_visible("#words")
    assert page.is_visible("text=Search needs JavaScript.")
    page.click("text=All items from A to Z")
    assert page.inner_text("h1") == "All items"
    context.close()


def test_every_sort_of_page_prints(chromium: "Browser", address: str) -> None:
    page = chromium.new_page()
    for path in ("", "contacts/", "training/", "items/feelings-cards/"):
        page.goto(f"{address}{path}")
        page.emulate_media(media="print")
        assert page.is_visible("h1"), path
        assert page.pdf(format="A4").startswith(b"%PDF"), path
        page.emulate_media(media="screen")
    page.close()
