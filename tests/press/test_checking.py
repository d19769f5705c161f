"""What `check` and `build` report: of every file that is shown, and softly of what is past."""

from pathlib import Path

import pytest

from ebulletin.findings import Finding
from ebulletin.press.building import build
from ebulletin.press.checking import check
from ebulletin.workspace import open_workspace

OLD_EDITION = """\
series: lantern
edition: Spring 2019
date: 9 April 2019
archive: yes
rebuilt_on: 2026-09-23
status: ready
sections:
  - {heading: Old news, items: [old-news]}
"""
OLD_NEWS = """\
---
kind: update
title: A pond for the infant school
distribution: public
contacts: [heron-line]
status: ready
---
The ducks moved in recently. Ring {{ phone: heron-line }} to feed them.
"""
HERON_LINE = """\
---
kind: contact
type: service
name: Heron Line
distribution: public
phones: [01632 960188]
hours: Daily, 9am to 5pm
%s
---
"""


@pytest.fixture
def archive(workspace: Path) -> Path:
    """The demonstration with one archive copy, which shows a contact by reference only."""
    (workspace / "bulletins/2019-04-lantern.yaml").write_text(OLD_EDITION)
    (workspace / "items/updates/old-news.md").write_text(OLD_NEWS)
    (workspace / "items/contacts/heron-line.md").write_text(HERON_LINE % "verified_on: 2026-09-01")
    return workspace


def of(findings: tuple[Finding, ...], name: str) -> list[tuple[str, str]]:
    return [(each.code, str(each.severity)) for each in findings if name in each.place.path]


def test_words_that_only_an_archive_copy_prints_are_hints(archive: Path) -> None:
    found = check(open_workspace(archive)).findings

    assert of(found, "old-news") == [("DAT109", "hint")]


def test_words_that_a_live_edition_prints_as_well_keep_their_weight(archive: Path) -> None:
    live = OLD_EDITION.replace("archive: yes\nrebuilt_on: 2026-09-23\n", "")
    (archive / "bulletins/2019-05-lantern.yaml").write_text(live.replace("9 April", "9 May"))

    found = check(open_workspace(archive)).findings

    assert ("DAT109", "warning") in of(found, "old-news")


def test_what_was_verified_for_the_rebuilding_is_no_unlikely_year(archive: Path) -> None:
    found = check(open_workspace(archive)).findings

    assert of(found, "heron-line") == []


def test_what_was_recorded_after_the_rebuilding_is_one(archive: Path) -> None:
    (archive / "items/contacts/heron-line.md").write_text(HERON_LINE % "verified_on: 2062-09-01")
    news = OLD_NEWS.replace(
        "contacts: [heron-line]", "contacts: [heron-line]\nreceived: 2062-09-01"
    )
    (archive / "items/updates/old-news.md").write_text(news)

    found = check(open_workspace(archive)).findings

    assert ("DAT117", "hint") in of(found, "old-news")


def test_a_build_reports_an_error_in_a_contact_that_is_shown_by_reference_only(
    archive: Path,
) -> None:
    line = (HERON_LINE % "").replace("01632 960188", "01632 961188")
    (archive / "items/contacts/heron-line.md").write_text(line)

    found = build(open_workspace(archive), "2019-04-lantern").report.findings

    assert any(severity == "error" for _, severity in of(found, "heron-line"))


def test_the_age_of_details_in_an_archive_copy_counts_from_its_rebuilding(archive: Path) -> None:
    (archive / "items/contacts/heron-line.md").write_text(HERON_LINE % "verified_on: 2019-04-01")

    found = check(open_workspace(archive)).findings

    [old] = [each for each in found if each.code == "CON118" and "heron" in each.place.path]
    assert "were last verified on 1 April 2019" in old.message
    assert "the archive copy of 23 September 2026" in old.message


def test_words_that_a_check_of_files_and_one_of_bulletins_find_are_told_once(
    workspace: Path,
) -> None:
    item = workspace / "items/updates/inspection-letter.md"
    item.write_text(item.read_text() + "\nVenue: TBC for now.\n")

    found = check(open_workspace(workspace)).findings

    assert of(found, "inspection-letter") == [("TXT101", "error")]
