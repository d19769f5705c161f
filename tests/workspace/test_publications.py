"""Published editions are read when a rule first asks, and bring the rules about them to life."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from demonstration import copy_demonstration
from ebulletin.bulletins.published import UnreadableEditionError
from ebulletin.findings import Finding
from ebulletin.press.approving import approve
from ebulletin.press.building import build
from ebulletin.press.checking import check
from ebulletin.press.kept import Kept
from ebulletin.workspace import Reading, open_workspace

OCTOBER, JANUARY, LANTERN = "2026-10-cluster", "2027-01-cluster", "2026-09-lantern"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The demonstration with one edition approved, and the next one of its series."""
    copy = copy_demonstration(
        root, tmp_path_factory.mktemp("publications") / "workspace", OCTOBER, JANUARY
    )
    approve(open_workspace(copy), OCTOBER, "Owen Tansley")
    return copy


@pytest.fixture
def published(tmp_path: Path, once: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(once, tmp_path / "workspace"))


def found(root: Path, code: str) -> list[Finding]:
    return [each for each in check(open_workspace(root)).findings if each.code == code]


def spoil(root: Path) -> None:
    (root / f"bulletins/published/{OCTOBER}/_edition.json").write_text("{")


def test_opening_a_workspace_reads_no_published_edition(published: Path) -> None:
    spoil(published)

    workspace = open_workspace(published)

    assert workspace.shelf.published is not None
    with pytest.raises(UnreadableEditionError, match=f"published/{OCTOBER}/_edition.json"):
        len(workspace.shelf.published)


def test_a_build_that_asks_for_no_earlier_edition_reads_none(published: Path) -> None:
    spoil(published)

    assert not build(open_workspace(published), OCTOBER).is_refused


def test_an_edition_comes_back_as_later_ones_know_it(published: Path) -> None:
    (edition,) = open_workspace(published).shelf.published

    assert (edition.slug, edition.series, edition.date) == (OCTOBER, "cluster", date(2026, 10, 21))
    assert edition.items == frozenset()
    assert "prevent-basics" in edition.marks
    assert any(each.id == "mash" and each.phones for each in edition.contacts)


def test_what_is_carried_over_unchanged_is_asked_about(published: Path) -> None:
    carried = {each.message.split("'")[1] for each in found(published, "BUL112")}

    assert "prevent-basics" in carried
    assert "two-consultations" not in carried  # its words have changed
    assert "front-door-january-2027" not in carried  # it is new


def test_a_contact_that_was_printed_otherwise_is_told(published: Path) -> None:
    assert found(published, "CON117") == []
    file = published / "items/contacts/learning-hub.md"
    assert "01632 960130" in file.read_text()
    file.write_text(file.read_text().replace("01632 960130", "01632 960131"))

    (finding,) = found(published, "CON117")

    assert "had the number '01632 960130' in the edition of 21 October 2026" in finding.message


def test_a_reference_to_an_item_of_a_published_edition_leads_somewhere(published: Path) -> None:
    file = published / "items/qa/still-true-january-2027.md"
    file.write_text(
        file.read_text().replace("status:", "see_also: [front-door-questions]\nstatus:")
    )
    assert found(published, "LNK118") == []

    shutil.rmtree(published / "bulletins/published")

    (finding,) = found(published, "LNK118")
    assert "front-door-questions" in finding.message


def test_a_link_leads_to_the_public_page_of_the_edition_that_held_it(
    tmp_path: Path, root: Path
) -> None:
    copy = copy_demonstration(root, tmp_path / "linked", LANTERN, JANUARY)
    file = copy / "items/qa/still-true-january-2027.md"
    file.write_text(file.read_text().rstrip() + " See [the cards](item:feelings-cards).\n")
    approve(open_workspace(copy), LANTERN, "Owen Tansley")

    build(open_workspace(copy), JANUARY, variant="public")

    page = (copy / "out" / JANUARY / "public/page.html").read_text()
    assert f'href="https://esscp.example.org/bulletins/{LANTERN}#item-feelings-cards"' in page


def test_an_edition_of_the_same_series_and_day_is_told(published: Path) -> None:
    plan = published / f"bulletins/{JANUARY}.yaml"
    text = plan.read_text()
    assert "date: 2027-01-20" in text
    plan.write_text(text.replace("date: 2027-01-20", "date: 2026-10-21", 1))
    (published / f"bulletins/{OCTOBER}.yaml").unlink()

    messages = [each.message for each in found(published, "BUL111")]

    assert any(f"published edition '{OCTOBER}'" in each for each in messages)


def test_a_check_that_keeps_its_findings_sees_a_new_published_edition(published: Path) -> None:
    reading, kept = Reading(), Kept()
    shutil.move(published / "bulletins/published", published / "aside")
    first = check(open_workspace(published, reading), kept)
    shutil.move(published / "aside", published / "bulletins/published")

    second = check(open_workspace(published, reading), kept)

    assert not [each for each in first.findings if each.code == "BUL112"]
    assert [each for each in second.findings if each.code == "BUL112"]
