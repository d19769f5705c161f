"""Which files of recipients/ are lists."""

from pathlib import Path

import pytest

from ebulletin.recipients.lists import UnknownListError, chosen_files, list_files, not_imported


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "sample.csv", "heads.csv", "clusters.csv", "suppressed.csv", "journal.csv", ".hidden.csv",
        "return.xlsx", "~$return.xlsx", "notes.md", "to-mend/heads.csv", "exports/all.csv",
    ):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.touch()
    return tmp_path


def test_lists_are_told_from_what_lies_beside_them(folder: Path) -> None:
    assert list(list_files(folder, is_live=False)) == ["clusters", "heads", "sample"]


def test_the_invented_sample_is_no_list_of_a_live_workspace(folder: Path) -> None:
    assert list(list_files(folder, is_live=True)) == ["clusters", "heads"]


@pytest.mark.parametrize("typed", ["heads", "heads.csv", "recipients/heads.csv"])
def test_a_list_is_found_by_its_name_or_its_file(typed: str, folder: Path) -> None:
    assert list(chosen_files(folder, [typed], is_live=True)) == ["heads"]


def test_a_list_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    with pytest.raises(UnknownListError, match=r"Did you mean 'heads'\? There are clusters and"):
        chosen_files(folder, ["haeds"], is_live=True)


def test_a_spreadsheet_that_was_left_behind_is_told(folder: Path) -> None:
    assert not_imported(folder) == ("return.xlsx",)


def test_a_workspace_without_lists_has_none(tmp_path: Path) -> None:
    assert list_files(tmp_path / "recipients", is_live=False) == {}
