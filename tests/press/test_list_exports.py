"""Lists for mailing tools, out of a whole workspace."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ebulletin.press.list_exports import NothingIsExportedError, export_lists
from ebulletin.recipients.conditions import parse_condition
from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.store import changing
from ebulletin.recipients.suppression import suppress
from ebulletin.recipients.undoing import undo_lists
from ebulletin.workspace import open_workspace

DAY = date(2026, 11, 24)
LANTERN = "2026-09-lantern"
NOOR = "noor.one@mail.example.org"


def emails(root: Path, path: str) -> list[str]:
    with (root / path).open(encoding="utf-8", newline="") as opened:
        return [next(iter(row.values())) for row in csv.DictReader(opened)]


def test_there_is_a_file_for_each_variant_of_a_bulletin(workspace: Path) -> None:
    done = export_lists(open_workspace(workspace), "mailchimp", DAY, slug=LANTERN)

    assert [(each.path, each.variant, each.people) for each in done.files] == [
        (f"recipients/exports/{LANTERN}-mailchimp-professional.csv", "professional", 11),
        (f"recipients/exports/{LANTERN}-mailchimp-public.csv", "public", 1),
    ]
    assert emails(workspace, done.files[1].path) == [NOOR]
    assert done.left_out == {"opted out": 1, "bounced": 1}


def test_without_a_bulletin_professionals_and_the_public_are_kept_apart(workspace: Path) -> None:
    done = export_lists(open_workspace(workspace), "brevo", DAY)

    assert [(each.variant, each.people) for each in done.files] == [
        ("professional", 11), ("public", 1),
    ]  # fmt: skip


def test_who_left_any_series_is_in_no_file_for_all_of_them(workspace: Path) -> None:
    suppress(workspace / "recipients", [NOOR], reason="left", on=DAY, scope="newsletter")

    everything = export_lists(open_workspace(workspace), "brevo", DAY)
    lantern = export_lists(open_workspace(workspace), "brevo", DAY, slug=LANTERN)

    assert [each.variant for each in everything.files] == ["professional"]
    assert [each.variant for each in lantern.files] == ["professional", "public"]


def test_rows_that_nobody_confirmed_are_left_out(workspace: Path) -> None:
    done = export_lists(open_workspace(workspace), "brevo", date(2027, 9, 4))

    assert done.left_out["not confirmed within 12 months"] == 10
    assert sum(each.people for each in done.files) == 2


def test_segments_and_conditions_narrow_it(workspace: Path) -> None:
    done = export_lists(
        open_workspace(workspace), "brevo", DAY, segments=["schools"],
        conditions=[parse_condition("district=Fenwold")],
    )  # fmt: skip

    assert [each.people for each in done.files] == [2]


def test_a_file_of_a_variant_that_nobody_gets_any_more_goes_away(workspace: Path) -> None:
    export_lists(open_workspace(workspace), "brevo", DAY)
    suppress(workspace / "recipients", [NOOR], reason="left", on=DAY)

    export_lists(open_workspace(workspace), "brevo", DAY)

    names = sorted(file.name for file in (workspace / "recipients/exports").iterdir())
    assert names == ["all-brevo-professional.csv"]


def test_the_journal_tells_of_it_and_the_last_change_can_still_be_taken_back(
    workspace: Path,
) -> None:
    folder = workspace / "recipients"
    with changing(folder, "import") as change:
        change.write("heads.csv", (folder / "sample.csv").read_bytes())
        change.note("added", list_name="heads")

    export_lists(open_workspace(workspace), "brevo", DAY, slug=LANTERN)
    undo_lists(folder)

    told = [(each.what, each.details) for each in read_journal(folder)]
    assert ("exported", f"11 people for Brevo: {LANTERN}, professional") in told
    assert not (folder / "heads.csv").exists()


def test_notify_gets_the_words_of_the_bulletins_fallbacks(workspace: Path) -> None:
    plan = workspace / f"bulletins/{LANTERN}.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace('\nsubject: "', '\nsubject: "{{ first_name | colleague }}: '), encoding="utf-8"
    )

    done = export_lists(open_workspace(workspace), "notify", DAY, slug=LANTERN)

    first = (workspace / done.files[0].path).read_text(encoding="utf-8").splitlines()[1]
    assert first.startswith("dsl@fenwold-primary.example.org,colleague,")
    assert "first name" not in done.files[0].gaps
    assert done.files[0].gaps["last name"] == 7


def test_an_archive_copy_is_never_sent_so_nobody_is_exported_for_it(workspace: Path) -> None:
    plan = workspace / f"bulletins/{LANTERN}.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(f"archive: yes\n{text}", encoding="utf-8")

    with pytest.raises(NothingIsExportedError, match="archive copy"):
        export_lists(open_workspace(workspace), "brevo", DAY, slug=LANTERN)


def test_an_error_about_these_people_stops_the_export(workspace: Path) -> None:
    sample = workspace / "recipients/sample.csv"
    text = sample.read_text(encoding="utf-8")
    sample.write_text(text.replace(NOOR, "noor@mail.example.net"), encoding="utf-8")

    with pytest.raises(NothingIsExportedError, match="SAF121"):
        export_lists(open_workspace(workspace), "brevo", DAY, slug=LANTERN)
    assert not (workspace / "recipients/exports").exists()
