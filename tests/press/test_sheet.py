"""The sign-off sheet tells whoever approves what there is to know."""

import re
import shutil
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from demonstration import copy_demonstration
from ebulletin.press.approving import approve
from ebulletin.press.sheet import sign_off_sheet, write_sign_off_sheet
from ebulletin.workspace import open_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OCTOBER, JANUARY = "2026-10-cluster", "2027-01-cluster"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The demonstration with one edition approved, and the next one with its sheet."""
    copy = copy_demonstration(
        root, tmp_path_factory.mktemp("sheet") / "workspace", OCTOBER, JANUARY
    )
    approve(open_workspace(copy), OCTOBER, "Owen Tansley")
    write_sign_off_sheet(open_workspace(copy), JANUARY)
    return copy


@pytest.fixture(scope="module")
def words(once: Path) -> str:
    """The words of the sheet in one line."""
    page = (once / "out" / JANUARY / "sign-off.html").read_text()
    bare = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def test_it_says_what_changed_since_the_edition_before(words: str, once: Path) -> None:
    sheet = sign_off_sheet(open_workspace(once), JANUARY)

    change = {item.id: item.change for item in sheet.items}
    assert change["prevent-basics"] == "as before"
    assert change["two-consultations"] == "changed"
    assert change["front-door-january-2027"] == "new"
    assert "what changed since October 2026 (2026-10-cluster)" in words
    assert any("(knife-possession)" in each for each in sheet.gone)


def test_it_says_who_prepared_it_who_may_approve_and_that_nobody_has(words: str) -> None:
    assert "Not approved" in words
    assert "Prepared by Halcyon Reeve" in words
    assert "May approve: Owen Tansley" in words
    assert "Name and signature" in words


def test_it_counts_and_weighs_each_variant(words: str, once: Path) -> None:
    sheet = sign_off_sheet(open_workspace(once), JANUARY)

    assert [each.name for each in sheet.variants] == ["dsl", "schools", "public"]
    counts = dict(sheet.variants[0].counts)
    assert counts["items"] == "14"
    assert int(counts["words"].replace(",", "")) > 1000
    assert "e-mail" in dict(sheet.variants[0].sizes)
    assert "Cluster notes: four changes and a date for April" in words


def test_it_shows_findings_what_was_set_aside_and_the_safety_block(words: str) -> None:
    assert "'prevent-basics' is unchanged since 2026-10-cluster" in words
    assert "The joining details are made two weeks before each meeting" in words
    assert "01632 960199" in words
    assert "Marek Lindqvist, Tuesday 19 January 2027" in words


def test_it_tells_contacts_that_readers_knew_otherwise(tmp_path: Path, once: Path) -> None:
    copy = Path(shutil.copytree(once, tmp_path / "workspace"))
    file = copy / "items/contacts/learning-hub.md"
    file.write_text(file.read_text().replace("01632 960130", "01632 960131"))

    sheet = sign_off_sheet(open_workspace(copy), JANUARY)

    assert sheet.contact_changes == ("learning-hub: 01632 960130 is now 01632 960131",)


def test_after_the_approval_it_says_by_whom_and_then_what_changed(
    tmp_path: Path, once: Path
) -> None:
    copy = Path(shutil.copytree(once, tmp_path / "workspace"))
    approve(open_workspace(copy), JANUARY, "Owen Tansley", "Numbers <rung>.")

    page = write_sign_off_sheet(open_workspace(copy), JANUARY).read_text()
    assert "Approved by Owen Tansley on" in page
    assert "Numbers &lt;rung&gt;." in page

    plan = copy / f"bulletins/{JANUARY}.yaml"
    plan.write_text(plan.read_text().replace("your police contact", "the police contact"))
    sheet = sign_off_sheet(open_workspace(copy), JANUARY)
    assert sheet.state.startswith("No longer approved; it was approved by Owen Tansley")
    assert sheet.voided_by == ("the subject line",)


@pytest.mark.browser
def test_it_is_accessible_and_prints_on_paper(chromium: "Browser", once: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": 375, "height": 800})
    page.goto((once / "out" / JANUARY / "sign-off.html").as_uri())

    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa",
        "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}})  # fmt: skip
    assert result.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
