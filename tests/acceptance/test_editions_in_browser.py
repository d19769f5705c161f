"""Editions A to E in a real browser: accessible, and nothing scrolls sideways."""

import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOLDERS = (
    "2026-09-lantern/professional", "2026-09-lantern/public",
    "2026-autumn-newsletter/professional", "2026-autumn-newsletter/public",
    "2026-10-cluster/schools", "2026-11-network/network",
    "2027-01-cluster/dsl", "2027-01-cluster/schools", "2027-01-cluster/public",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """`out/` of the demonstration, e-mails and pages."""
    copy = tmp_path_factory.mktemp("editions") / "workspace"
    copy.mkdir()
    for name in ("items", "bulletins", "templates"):
        shutil.copytree(root / name, copy / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, copy / name)
    subprocess.run(
        [sys.executable, "-m", "ebulletin", "build", "--all", "--format", "html,web"],
        cwd=copy, capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return copy / "out"


@pytest.mark.parametrize("name", ["email.html", "page.html"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_axe_finds_nothing_at_any_width_in_light_or_dark(
    folder: str, name: str, built: Path, chromium: "Browser"
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    address = (built / folder / name).as_uri()
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for width in (640, 375):
        for scheme in schemes:
            page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(address)
            results = Axe().run(page, options={"runOnly": RULES})
            told = [(v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
            page.close()

            assert told == [], (width, scheme)


@pytest.mark.parametrize("name", ["email.html", "page.html"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_scrolls_sideways_on_the_smallest_phone(
    folder: str, name: str, built: Path, chromium: "Browser"
) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto((built / folder / name).as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide <= 320


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_email_has_the_bones_that_readers_of_screens_need(
    folder: str, built: Path, chromium: "Browser"
) -> None:
    page = chromium.new_page(viewport={"width": 640, "height": 900})
    page.goto((built / folder / "email.html").as_uri())
    facts = page.evaluate(
        """() => {
            const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
                .map(h => Number(h.tagName[1]));
            const wrapper = document.querySelector('body > div[lang], body > * div[lang]');
            return {
                lang: document.documentElement.lang, dir: document.documentElement.dir,
                wrapperLang: wrapper && wrapper.lang, wrapperDir: wrapper && wrapper.dir,
                title: document.title, levels,
                bare: [...document.querySelectorAll('table')].filter(
                    t => !t.querySelector('th') && !['presentation', 'none'].includes(
                        t.getAttribute('role'))).length,
                noAlt: [...document.images].filter(i => !i.hasAttribute('alt')).length,
            };
        }"""
    )
    page.close()

    levels = facts["levels"]
    assert (facts["lang"], facts["dir"]) == ("en-GB", "ltr")
    assert (facts["wrapperLang"], facts["wrapperDir"]) == ("en-GB", "ltr")
    assert facts["title"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert (facts["bare"], facts["noAlt"]) == (0, 0)
