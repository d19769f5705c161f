"""What is written to `out/`, and what is never touched by it."""

from pathlib import Path

import pytest

from ebulletin.output import (
    AuthoredFolderError,
    OutsideOutputError,
    builds_in,
    refuse_authored,
    remove_build,
    write_folder,
)


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    write_folder(folder, {"page.html": b"old", "images/a.png": b"1"})

    write_folder(folder, {"page.html": b"new"})

    assert [path.name for path in folder.iterdir()] == ["page.html"]
    assert (folder / "page.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_link_in_its_place_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    folder = tmp_path / "public"
    folder.symlink_to(elsewhere, target_is_directory=True)

    write_folder(folder, {"page.html": b"new"})

    assert not folder.is_symlink()
    assert (elsewhere / "kept.txt").read_text() == "kept"


@pytest.mark.parametrize("name", ["../page.html", "/page.html", "a\\b", "c:page.html", ""])
def test_no_file_lies_outside_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutsideOutputError):
        write_folder(tmp_path / "public", {name: b""})


@pytest.mark.parametrize("name", ["../../items", "/", "..", ".", "", "a/b", "..\\items", "c:x"])
def test_a_name_that_leads_elsewhere_removes_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out" / "autumn"
    folder.mkdir(parents=True)
    (tmp_path / "items").mkdir()

    remove_build(folder, name)

    assert (tmp_path / "items").is_dir()
    assert folder.is_dir()


def test_only_what_was_built_is_known_as_a_build(tmp_path: Path) -> None:
    write_folder(tmp_path / "public", {"page.html": b""})
    (tmp_path / "schools.json").write_text("{}")
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday/photo.jpg").write_bytes(b"")

    assert builds_in(tmp_path, ("page.html", "email.html")) == ("public", "schools")


@pytest.mark.parametrize("place", [".", "..", "items", "bulletins/published/autumn", "recipients"])
def test_nothing_is_built_over_what_people_wrote(tmp_path: Path, place: str) -> None:
    root = tmp_path / "workspace"
    root.mkdir()

    with pytest.raises(AuthoredFolderError):
        refuse_authored(root / place, root)


@pytest.mark.parametrize("place", ["out/autumn", "autumn", "../elsewhere/autumn"])
def test_any_other_folder_may_be_built_into(tmp_path: Path, place: str) -> None:
    root = tmp_path / "workspace"
    root.mkdir()

    refuse_authored(root / place, root)
