"""Everything that stands beside the page."""

from pathlib import Path

import pytest

from ebulletin.press.previewing import Bench
from ebulletin.preview.examining import panels_of
from ebulletin.preview.model import Panels, Selection

EDITION_B = "2026-autumn-newsletter"
ARTICLE = "items/updates/chair-message-autumn-2026.md"


def panels_in(root: Path, slug: str = EDITION_B, variant: str = "professional") -> Panels:
    bench = Bench(root)
    bench.read()
    return panels_of(bench, Selection(slug, variant))


@pytest.fixture(scope="module")
def panels(root: Path) -> Panels:
    """Those of edition B as it stands in the repository."""
    return panels_in(root)


def test_findings_stand_by_item_the_worst_first(workspace: Path) -> None:
    article = workspace / ARTICLE
    text = article.read_text(encoding="utf-8")
    article.write_text(
        f"{text}\nRing 01632 960999 on Monday 3 November 2026.  Please please ring.\n", "utf-8"
    )

    found = panels_in(workspace).findings

    assert found[0].path == ARTICLE
    assert found[0].item == "chair-message-autumn-2026"
    assert found[0].title == "The call that somebody makes afterwards"
    weights = [["error", "warning", "hint"].index(each.severity) for each in found[0].findings]
    assert weights == sorted(weights)
    worst = found[0].findings[0]
    assert worst.severity == "error"
    assert worst.words.startswith("Ring 01632 960999")


def test_a_finding_that_can_be_mended_names_the_command(workspace: Path) -> None:
    article = workspace / ARTICLE
    text = article.read_text(encoding="utf-8")
    article.write_text(f"{text}\nTheir behavior is better.\n", encoding="utf-8")

    found = [each for group in panels_in(workspace).findings for each in group.findings]
    spelling = next(each for each in found if each.code == "TXT109")

    assert spelling.fix == f"ebulletin check --fix --select TXT109 {ARTICLE}"


def test_findings_are_those_that_a_check_and_a_build_report(root: Path, panels: Panels) -> None:
    from ebulletin.press.checking import check
    from ebulletin.workspace import open_workspace

    told = {(each.code, each.path) for group in panels.findings for each in group.findings}
    files = {path for _, path in told}
    report = check(open_workspace(root))

    checked = {
        (each.code, each.place.path)
        for each in report.findings
        if each.place.path in files and each.variant in (None, "professional")
    }
    assert checked <= told


def test_links_are_told_with_kind_item_and_repeats(panels: Panels) -> None:
    kinds = {each.kind for each in panels.links}
    repeated = [each for each in panels.links if each.kind == "read online"]

    assert {"web", "phone", "e-mail", "in this e-mail", "leave the list"} <= kinds
    assert [each.number for each in panels.links] == list(range(len(panels.links)))
    assert all(each.repeats == len(repeated) for each in repeated)
    assert any(each.item == "chair-message-autumn-2026" or each.item for each in panels.links)


def test_pictures_are_told_with_words_weight_and_consent(panels: Panels) -> None:
    door = next(each for each in panels.pictures if each.name == "together-first.png")

    assert door.alt.startswith("The front door")
    assert door.size_in_bytes > 1_000
    assert (door.width, door.height) == (1104, 620)
    assert door.consent == "Nobody can be recognised in it"
    assert door.item == "together-first-opens"


def test_people_in_a_picture_without_a_day_of_consent_are_told(workspace: Path) -> None:
    item = workspace / "items/updates/together-first-opens.md"
    text = item.read_text(encoding="utf-8")
    assert "people: no" in text
    item.write_text(text.replace("people: no", "people: yes"), encoding="utf-8")

    found = panels_in(workspace).pictures

    assert [each.name for each in found if each.needs_consent] == ["together-first.png"]


def test_contacts_are_told_with_the_day_of_their_verification(workspace: Path) -> None:
    mash = workspace / "items/contacts/brightline.md"
    text = mash.read_text(encoding="utf-8")
    mash.write_text(text.replace("verified_on: 2026-09-01", "verified_on: 2024-09-01"), "utf-8")

    found = panels_in(workspace).contacts

    assert found[0].name == "Brightline"
    assert found[0].is_stale
    assert found[0].verified == "Sunday 1 September 2024"
    assert not found[1].is_stale
    assert all(each.details for each in found)


def test_sizes_are_of_the_final_bytes_and_shares_add_up(root: Path, panels: Panels) -> None:
    bench = Bench(root)
    bench.read()
    text, html = bench.written(EDITION_B, "professional")

    assert panels.sizes is not None
    assert panels.sizes.html == len(html.encode())
    assert panels.sizes.text == len(text.encode())
    assert sum(each.size_in_bytes for each in panels.sizes.shares) == panels.sizes.html
    assert panels.sizes.shares[-1].item == ""


def test_every_mail_program_is_told_with_its_share(panels: Panels) -> None:
    programs = panels.support.clients

    assert 98 <= sum(each.share for each in programs) <= 102
    assert programs[0].name == "Outlook for Windows (classic)"
    assert "estimate" in panels.support.note


def test_headings_are_told_with_their_levels(panels: Panels) -> None:
    first = panels.headings[0]

    assert (first.level, first.words) == (1, "ESSCP Newsletter")
    assert not any(each.is_skip for each in panels.headings)


def test_reading_ages_are_told_the_hardest_first(panels: Panels) -> None:
    assert panels.ages is not None
    ages = [each.age for each in panels.ages.texts]

    assert 5 < panels.ages.whole < 20
    assert ages == sorted(ages, reverse=True)


def test_who_sees_what_and_why_not(panels: Panels) -> None:
    assert panels.readers is not None
    assert panels.readers.variants == ("professional", "public")
    hidden = [row for row in panels.readers.rows if row.reasons[1]]

    assert hidden
    assert all(row.reasons[0] == "" for row in hidden)
    assert "it is professional" in hidden[0].reasons[1]


def test_where_each_item_is_written(panels: Panels) -> None:
    assert panels.files[""] == f"bulletins/{EDITION_B}.yaml"
    assert panels.files["chair-message-autumn-2026"] == ARTICLE


def test_what_nobody_approved_is_marked(panels: Panels) -> None:
    assert (panels.approval, panels.mark) == ("", "Not approved")


def test_a_draft_is_marked_as_one(workspace: Path) -> None:
    plan = workspace / f"bulletins/{EDITION_B}.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("status: ready", "status: draft"), encoding="utf-8")

    assert panels_in(workspace).mark == "Draft"


def test_a_bulletin_that_cannot_be_composed_says_so(workspace: Path) -> None:
    plan = workspace / f"bulletins/{EDITION_B}.yaml"
    plan.write_text("series: nothing\nedition: One\ndate: 2026-10-22\nsections: []\n", "utf-8")

    assert "partnership.yaml knows" in panels_in(workspace).fault
