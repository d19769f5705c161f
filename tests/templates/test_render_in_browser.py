"""The e-mail in a real browser: nothing scrolls sideways, everything is big enough and readable."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from email_reading import SAMPLE, html_of, sample
from sample_bulletin import SAMPLES, bulletin, entry, said, section, words

from ebulletin.bulletins.composed import Contact, Mailbox, TableBlock, WebLink
from ebulletin.templates.load import load_theme
from ebulletin.templates.tokens import Tokens

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def shows(chromium: "Browser", tmp_path: Path, root: Path) -> Iterator[Any]:
    """Opens the e-mail of a sample at a width, by day or by night."""
    shutil.copytree(root / "items/assets", tmp_path / "images")
    opened: list[Page] = []

    def show(theme: str, level: str, width: int, scheme: Any = "light") -> "Page":
        file = tmp_path / f"{theme}-{level}.html"
        file.write_text(html_of(sample(theme, level)), encoding="utf-8")
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(file.as_uri())
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.close()


@pytest.mark.parametrize(
    ("level", "width", "scheme"),
    [
        ("professional", 320, "dark"),
        ("professional", 640, "light"),
        ("professional", 640, "dark"),
        ("public", 320, "light"),
    ],
)
@pytest.mark.parametrize("theme", SAMPLES)
def test_nobody_is_shut_out(shows: Any, theme: str, level: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = shows(theme, level, width, scheme)
    results = Axe().run(page, options={"runOnly": RULES})

    told = [(v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
    assert told == []


@SAMPLE
def test_nothing_scrolls_sideways(shows: Any, theme: str, level: str) -> None:
    for width in (320, 375, 480, 640, 1024):
        page = shows(theme, level, width)

        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_long_words_and_wide_tables_fit_a_phone(chromium: "Browser", tmp_path: Path) -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    cells = (words(long), words("Safeguarding"), words("Responsibilities"), words(long))
    item = entry(
        "a",
        long,
        body=(TableBlock(cells, (cells, cells)), said(f"https://example.org/{long}/{long}")),
        contacts=(Contact("c", "team", long, mailboxes=(Mailbox(f"{long}@example.org"),)),),
        links=(WebLink(long, f"https://example.org/{long}"),),
    )
    panel = entry("p", long, None, kind="contact", contact=item.contacts[0])
    sections = (section("One", item, layout="columns"), section("Two", item, item, layout="cards"))
    shown = bulletin(
        "public", "newsletter", long, sections=(*sections[::-1],),
        sidebar=(section("Three", item), section("Four", panel, layout="table")), contents=(),
    )  # fmt: skip
    file = tmp_path / "long.html"

    for theme in SAMPLES:
        file.write_text(html_of(shown, theme), encoding="utf-8")
        for width in (320, 640):
            page = chromium.new_page(viewport={"width": width, "height": 900})
            page.goto(file.as_uri())
            across = page.evaluate("document.documentElement.scrollWidth")
            page.close()

            assert across == width, theme


@pytest.mark.parametrize("theme", SAMPLES)
def test_buttons_are_44_high_and_fill_a_phone(shows: Any, theme: str) -> None:
    for width in (375, 640):
        page = shows(theme, "professional", width)
        boxes = page.evaluate(
            "[...document.querySelectorAll('.bt a')].map(a => a.getBoundingClientRect())"
            ".map(box => [box.width, box.height])"
        )

        assert boxes
        assert all(height >= 44 for _, height in boxes)
        if width == 375:
            assert all(button > 280 for button, _ in boxes)


@pytest.mark.parametrize("theme", SAMPLES)
def test_links_in_lists_have_room_for_a_thumb(shows: Any, theme: str) -> None:
    page = shows(theme, "professional", 375)

    heights = page.evaluate(
        "[...document.querySelectorAll('[role=navigation] li, [role=contentinfo] a')]"
        ".map(each => each.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 24


def test_cards_stand_two_across_and_one_across_on_a_phone(shows: Any) -> None:
    tops = (
        "[...document.querySelectorAll('.cs')[0].querySelectorAll('.c2')]"
        ".map(card => card.getBoundingClientRect().top)"
    )

    wide = shows("newsletter", "public", 640).evaluate(tops)
    narrow = shows("newsletter", "public", 375).evaluate(tops)

    assert wide[0] == wide[1] < wide[2] == wide[3]
    assert sorted(set(narrow)) == narrow


def test_the_sidebar_stands_beside_the_articles_and_below_them_on_a_phone(shows: Any) -> None:
    top = "document.getElementById('section-{}').getBoundingClientRect().top"

    def gap(width: int) -> float:
        page = shows("newsletter", "public", width)
        dates, articles = (page.evaluate(top.format(x)) for x in ("dates", "working-together"))
        return float(dates - articles)

    assert abs(gap(640)) < 2
    assert gap(375) > 300


def test_rows_of_a_table_become_labelled_lines_on_a_phone(shows: Any) -> None:
    label = "document.querySelector('.rt .ph').offsetWidth"
    head = "document.querySelector('.rt thead').offsetHeight"

    wide = shows("minutes", "professional", 640)
    narrow = shows("minutes", "professional", 375)

    assert (wide.evaluate(label), narrow.evaluate(head)) == (0, 0)
    assert wide.evaluate(head) > 0
    assert narrow.evaluate(label) > 0
    assert "Due: 13 November 2026" in narrow.inner_text(".rt").replace("\u00a0", " ")


def test_a_person_is_one_line_on_a_phone(shows: Any) -> None:
    page = shows("minutes", "professional", 375)

    lines = page.inner_text(".at2").split("\n")

    assert "Winifred Astley, Fenwold Primary School (WA)" in lines


@pytest.mark.parametrize("theme", SAMPLES)
def test_a_phone_sets_each_safety_number_on_a_line_of_its_own(shows: Any, theme: str) -> None:
    page = shows(theme, "professional", 375)

    lefts = page.evaluate(
        "[...document.querySelectorAll('.dt a[href^=tel]')].map(a => a.getBoundingClientRect().left"
        " - a.closest('p').getBoundingClientRect().left)"
    )

    assert len(lefts) == 6
    assert max(lefts) < 1


@pytest.mark.parametrize("theme", SAMPLES)
def test_dark_mode_takes_the_dark_colours(shows: Any, theme: str) -> None:
    tokens: Tokens = load_theme(theme).tokens
    page = shows(theme, "professional", 640, "dark")

    def colour_of(selector: str, name: str) -> str:
        script = f"getComputedStyle(document.querySelector('{selector}')).{name}"
        red, green, blue = page.evaluate(script).removeprefix("rgb(").rstrip(")").split(", ")
        return f"#{int(red):02X}{int(green):02X}{int(blue):02X}"

    assert colour_of(".sf", "backgroundColor") == tokens.dark["surface"]
    assert colour_of(".dt", "backgroundColor") == tokens.dark["danger_tint"]
    assert colour_of(".dt h2", "color") == tokens.dark["danger"]
    assert colour_of(".sf h3", "color") == tokens.dark["heading"]
    assert colour_of(".bt a", "color") == tokens.dark["on_button"]
    assert colour_of(".dt a", "color") == tokens.dark["link"]


def test_the_mark_changes_with_the_ground(shows: Any) -> None:
    shown = (
        "[...document.querySelectorAll('img[src*=lantern]')]"
        ".filter(i => i.offsetHeight).map(i => i.src.split('/').pop())"
    )

    assert shows("newsletter", "public", 640).evaluate(shown) == ["lantern.png"]
    assert shows("newsletter", "public", 640, "dark").evaluate(shown) == ["lantern-dark.png"]
    # The band of this theme is dark by day as well.
    assert shows("shield", "public", 640).evaluate(shown) == ["lantern-dark.png"]
