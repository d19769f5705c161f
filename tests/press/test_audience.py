"""A bulletin joined with the lists of its workspace."""

from pathlib import Path

import pytest

from ebulletin.bulletins.compose import UndatedBulletinError
from ebulletin.press.audience import audience, load_lists, merge_values
from ebulletin.press.errors import UnknownBulletinError
from ebulletin.press.reviewing import review_lists
from ebulletin.press.tracing import trail_of
from ebulletin.recipients.suppression import suppress
from ebulletin.workspace import Workspace, open_workspace
from people import DAY, partnership, somebody

LANTERN = "2026-09-lantern"


def opened(root: Path, **changes: str) -> Workspace:
    """The workspace, with words of partnership.yaml replaced first."""
    settings = root / "partnership.yaml"
    text = settings.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert f"{old}: " in text
        text = text.replace(f"{old}: yes", f"{old}: {new}")
    settings.write_text(text, encoding="utf-8")
    return open_workspace(root)


def test_everybody_on_the_lists_is_accounted_for(workspace: Path) -> None:
    found = audience(opened(workspace), LANTERN)

    assert found.series == "lantern"
    assert (found.choice.total, len(found.choice.left_out)) == (12, 2)
    assert {each.code for each in found.report.findings} == {"SAF120"}


def test_the_suppression_list_is_asked(workspace: Path) -> None:
    suppress(
        workspace / "recipients", ["noor.one@mail.example.org"], reason="left", on=DAY,
        scope="lantern",
    )  # fmt: skip

    lantern = audience(opened(workspace), LANTERN)
    newsletter = audience(opened(workspace), "2026-autumn-newsletter")

    assert (len(lantern.choice.chosen["public"]), len(newsletter.choice.chosen["public"])) == (0, 1)


def test_a_finding_that_the_bulletin_ignores_is_set_aside(workspace: Path) -> None:
    plan = workspace / f"bulletins/{LANTERN}.yaml"
    text = plan.read_text(encoding="utf-8")
    assert "\nignore:" not in text
    plan.write_text(
        f"{text}\nignore: [{{code: SAF120, match: sample, why: Looked through.}}]\n",
        encoding="utf-8",
    )

    found = audience(opened(workspace), LANTERN)

    # It is about the list, and not about the bulletin or what it places.
    assert {each.code for each in found.report.findings} == {"SAF120"}


def test_a_live_workspace_never_writes_to_the_invented_sample(workspace: Path) -> None:
    found = audience(opened(workspace, demonstration="no"), LANTERN)

    assert (found.choice.total, found.lists) == (0, ())


def test_a_bulletin_that_is_not_there_or_has_no_date_is_told(workspace: Path) -> None:
    plan = workspace / f"bulletins/{LANTERN}.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("\ndate: ", "\n# date: "), encoding="utf-8")

    with pytest.raises(UnknownBulletinError):
        audience(opened(workspace), "2026-09-lanten")
    with pytest.raises(UndatedBulletinError):
        audience(opened(workspace), LANTERN)


def test_a_list_that_cannot_be_read_is_found_and_hides_no_other(workspace: Path) -> None:
    (workspace / "recipients/heads.csv").write_bytes(b"\x89PNG")

    found = audience(opened(workspace), LANTERN)

    assert found.choice.total == 12
    assert [each.place.path for each in found.report.errors] == ["recipients/heads.csv"]


def test_a_row_that_cannot_be_read_is_told_and_stops_nobody_else(workspace: Path) -> None:
    sample = workspace / "recipients/sample.csv"
    text = sample.read_text(encoding="utf-8")
    sample.write_text(text.replace("w.astley@", "w.astley"), encoding="utf-8")

    found = audience(opened(workspace), LANTERN)

    assert found.choice.total == 11
    assert found.report.errors == ()
    assert any(each.place.line == 3 for each in found.report.findings)


def test_the_values_of_merge_fields_are_those_that_there_are() -> None:
    person = somebody(first_name="Ann", extra={"district": "Fenwold", "Notes": "on leave"})

    assert merge_values(person, partnership()) == {"first_name": "Ann", "district": "Fenwold"}


def test_lists_and_suppressions_are_read_together(workspace: Path) -> None:
    suppress(workspace / "recipients", ["x@a.example.org"], reason="left", on=DAY)

    found = load_lists(workspace, opened(workspace).shelf.settings)

    assert [each.name for each in found.lists] == ["sample"]
    assert "district" in found.columns
    assert len(found.suppressions) == 1


def test_a_review_knows_the_last_day_of_contacts(workspace: Path) -> None:
    contact = next((workspace / "items/contacts").glob("*.md"))
    contact.write_text(
        "---\nkind: contact\ntype: person\nname: Winifred Astley\nrole: Head teacher\n"
        "emails: [w.astley@fenwold-primary.example.org]\nleaves_on: 2026-08-31\n---\n",
        encoding="utf-8",
    )

    found = review_lists(opened(workspace), DAY)

    assert [(each.recipient.row, each.why) for each in found.leavers] == [
        (3, "left the post on 31 August 2026"),
        (15, "messages came back"),
    ]
    assert found.domains is None


def test_a_review_asks_nobody_about_invented_domains(workspace: Path) -> None:
    found = review_lists(opened(workspace), DAY, asks_network=True)

    assert found.domains is not None
    assert (found.domains.vanished, found.domains.unknown) == ((), ())


def test_the_trail_of_somebody_who_is_nowhere_is_empty(workspace: Path) -> None:
    found = trail_of(workspace, opened(workspace).shelf.settings, "x@a.example.org")

    assert (found.rows, found.suppressions, found.entries) == ((), (), ())
