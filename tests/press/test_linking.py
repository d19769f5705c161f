"""Links that readers cannot follow become findings, at every place where they stand."""

from datetime import date
from pathlib import Path

import pytest

from ebulletin.findings import Severity
from ebulletin.press.checking import check
from ebulletin.press.linking import LinkCheck, check_links
from ebulletin.workspace import open_workspace
from web_site import web_site

TODAY = date(2026, 11, 24)
NAME = "items/updates/bench.md"
ITEM = """\
---
kind: update
title: A bench by the canal
distribution: public
status: ready
links: [{text: Where it stands, url: %(site)s/old}]
%(more)s---
Read [how to get there](%(site)s/missing#map) and [where else](%(site)s/here), or
[write to us](mailto:hub@example.org). The [lock](https://locks.example.org/a) is open.
"""
PAGES = {"/here": (200, ""), "/old": (301, "/here")}


def tried(
    workspace: Path, site: str, more: str = "", *, allows_loopback: bool = False
) -> LinkCheck:
    for file in (workspace / "items").rglob("*.md"):
        if "contacts" not in file.parts:
            file.unlink()
    (workspace / NAME).parent.mkdir(parents=True, exist_ok=True)
    (workspace / NAME).write_text(ITEM % {"site": site, "more": more})
    return check_links(open_workspace(workspace), TODAY, allows_loopback=allows_loopback)


def test_broken_and_moved_links_are_found_where_they_stand(workspace: Path) -> None:
    with web_site(PAGES) as site:
        result = tried(workspace, site.url, allows_loopback=True)

    moved, broken = sorted(result.findings, key=lambda each: each.code, reverse=True)
    text = (workspace / NAME).read_text().split("\n")
    assert (broken.code, broken.severity) == ("LNK201", Severity.WARNING)
    assert (broken.place.path, broken.place.line) == (NAME, 8)
    assert text[7][broken.place.column - 1 :].startswith(f"{site.url}/missing")
    assert broken.message.endswith("/missing' answers 404 (Not Found)")
    assert (moved.code, moved.severity) == ("LNK202", Severity.HINT)
    assert moved.offers == (f"{site.url}/here",)
    assert result.tried == 3


def test_what_is_invented_is_not_tried(workspace: Path) -> None:
    with web_site(PAGES) as site:
        result = tried(workspace, site.url, allows_loopback=True)

    assert result.passed_over > 0
    assert not any("example.org" in each.message for each in result.findings)


def test_a_private_address_is_reported_and_not_tried(workspace: Path) -> None:
    with web_site(PAGES) as site:
        result = tried(workspace, site.url)

        assert site.asked == []
    assert {each.code for each in result.findings} == {"LNK201"}
    assert "leads into a private network" in result.findings[0].message


def test_a_machine_without_network_reports_nothing(workspace: Path) -> None:
    with web_site(PAGES) as site:
        gone = site.url
    result = tried(workspace, gone, allows_loopback=True)

    assert result.is_offline
    assert result.findings == ()


def test_a_finding_of_the_network_can_be_ignored_with_a_reason(workspace: Path) -> None:
    more = "ignore: [{code: LNK201, why: Their site is down until Monday 30 November 2026}]\n"
    settings = workspace / "partnership.yaml"
    # Elsewhere an address that is not invented is an error of its own, which outweighs this one.
    settings.write_text(
        settings.read_text().replace("demonstration: yes", "demonstration: archive")
    )
    with web_site(PAGES) as site:
        result = tried(workspace, site.url, more, allows_loopback=True)

    report = check(open_workspace(workspace), more=result.findings)
    assert "LNK201" not in {each.code for each in report.findings}
    assert [each.finding.code for each in report.ignored] == ["LNK201"]


@pytest.mark.parametrize("target", ["{{ view_online }}", "item:bench", "unknown", "tel:116 123"])
def test_what_is_no_web_address_is_not_tried(target: str, workspace: Path) -> None:
    with web_site(PAGES) as site:
        tried(workspace, site.url)
        text = (workspace / NAME).read_text().replace(f"{site.url}/old", target)
        (workspace / NAME).write_text(text)

        result = check_links(open_workspace(workspace), TODAY, allows_loopback=True)

    assert result.tried <= 2
