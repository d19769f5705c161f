"""The story of an import: the list, the suppression list, the journal and the rows to mend."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ebulletin.press.importing import (
    Imported,
    ListNameError,
    UnreadableListError,
    import_list,
    list_name,
    load_partnership,
)
from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.load import load_list
from ebulletin.recipients.rules import rules_of
from ebulletin.recipients.suppression import load_suppressions, suppress
from recipient_sheets import GIVEN, TODAY
from repository import ROOT


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "workspace"
    root.mkdir()
    shutil.copy2(ROOT / "partnership.yaml", root)
    return root


def take(root: Path, words: str, *, replaces: bool = False, file: str = "sheet.csv") -> Imported:
    """Import a sheet of these words into the list `dsl`."""
    path = root.parent / file
    path.write_text(words, encoding="utf-8")
    rules = replace(rules_of(load_partnership(root)), given=GIVEN, today=TODAY)
    return import_list(root, path, "dsl", rules, replaces=replaces)


def on_the_list(root: Path) -> list[str]:
    people, findings = load_list(root / "recipients/dsl.csv", load_partnership(root))
    assert findings == ()
    return [each.email for each in people]


def test_good_rows_are_taken_and_the_others_put_aside(workspace: Path) -> None:
    done = take(workspace, "email,Notes\nann@example.org,x\nbob@example,Y\ncem@example.org,z\n")

    assert on_the_list(workspace) == ["ann@example.org", "cem@example.org"]
    assert done.held_file == "recipients/to-mend/sheet.csv"
    with (workspace / done.held_file).open(encoding="utf-8-sig", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert row["row in the file"] == "3"
    assert row["email"] == "bob@example"
    assert "no full stop" in row["what is wrong"]


def test_what_was_put_aside_goes_when_it_is_mended(workspace: Path) -> None:
    take(workspace, "email\nann@example.org\nbob@example\n")
    aside = workspace / "recipients/to-mend/sheet.csv"
    aside.write_bytes(aside.read_bytes().replace(b"bob@example", b"bob@example.org"))

    rules = rules_of(load_partnership(workspace))
    done = import_list(workspace, aside, "dsl", rules)

    assert done.held_file == ""
    assert not aside.exists()
    assert on_the_list(workspace) == ["ann@example.org", "bob@example.org"]


def test_who_left_is_suppressed_once_and_never_comes_back(workspace: Path) -> None:
    first = take(workspace, "email,opted_out,bounced\nann@example.org,2026-10-01,\n"
                 "bob@example.org,,2026-10-02\ncem@example.org,,\n")  # fmt: skip
    again = take(workspace, "email\nann@example.org\nBOB@example.org\ncem@example.org\n")

    assert first.update is not None
    assert again.update is not None
    assert first.update.refused == again.update.refused == {"opted out": 1, "bounced": 1}
    assert on_the_list(workspace) == ["cem@example.org"]
    suppressions = load_suppressions(workspace / "recipients")
    found = suppressions.reason_for("ann@example.org")
    assert found is not None
    assert str(found.on) == "2026-10-01"


def test_somebody_who_asked_to_be_forgotten_is_never_imported_again(workspace: Path) -> None:
    suppress(workspace / "recipients", ["ann@example.org"], reason="forgotten", on=TODAY)

    done = take(workspace, "email\nann@example.org\ncem@example.org\n")

    assert on_the_list(workspace) == ["cem@example.org"]
    assert done.update is not None
    assert done.update.refused == {"forgotten": 1}


def test_the_journal_names_people_by_keyed_hash_and_says_where_they_come_from(
    workspace: Path,
) -> None:
    take(workspace, "email\nann@example.org\n")

    entries = list(read_journal(workspace / "recipients"))

    (added,) = [each for each in entries if each.what == "added"]
    (imported,) = [each for each in entries if each.what == "imported"]
    assert len(added.key) == 64
    assert "source: School contact return" in added.details
    assert "given for all rows: segments=dsl" in imported.details
    assert b"ann@" not in (workspace / "recipients/journal.csv").read_bytes()


def test_importing_the_same_file_again_changes_nobody(workspace: Path) -> None:
    words = "email,first_name,Notes\nann@example.org,Ann,=1+1\ncem@example.org,Zoë,\n"
    take(workspace, words)
    before = (workspace / "recipients/dsl.csv").read_bytes()

    done = take(workspace, words)

    assert done.update is not None
    assert (done.update.unchanged, done.update.added, done.update.changed) == (2, (), ())
    assert (workspace / "recipients/dsl.csv").read_bytes() == before


def test_replacing_takes_off_who_is_not_in_the_file(workspace: Path) -> None:
    take(workspace, "email\nann@example.org\ncem@example.org\n")

    take(workspace, "email\ncem@example.org\n", replaces=True)

    assert on_the_list(workspace) == ["cem@example.org"]


def test_a_list_that_was_broken_by_hand_is_not_written_anew(workspace: Path) -> None:
    take(workspace, "email\nann@example.org\n")
    file = workspace / "recipients/dsl.csv"
    broken = file.read_bytes() + b"not an address\r\n"
    file.write_bytes(broken)

    with pytest.raises(UnreadableListError, match=r"recipients check recipients/dsl\.csv"):
        take(workspace, "email\ncem@example.org\n")

    assert file.read_bytes() == broken


def test_a_file_that_cannot_be_read_changes_nothing(workspace: Path) -> None:
    take(workspace, "email\nann@example.org\n")

    done = take(workspace, "%PDF-1.7", file="list.csv")

    assert done.update is None
    assert on_the_list(workspace) == ["ann@example.org"]


@pytest.mark.parametrize("name", ["sample", "journal", "suppressed", "../x", "a/b", ".key", "é"])
def test_a_list_cannot_take_the_name_of_something_else(name: str) -> None:
    with pytest.raises(ListNameError):
        list_name(name, Path("sheet.csv"))


def test_a_list_is_named_as_its_file() -> None:
    assert list_name(None, Path("Autumn Return (2).xlsx")) == "autumn-return-2"
