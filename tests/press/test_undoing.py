"""Mended files can be put back, and nobody's later work is lost by it."""

import sys
from pathlib import Path

import pytest

from ebulletin.press.undoing import (
    FOLDER,
    MOST_KEPT,
    ChangedSinceError,
    DamagedUndoError,
    NothingToUndoError,
    UnwritableFileError,
    undo,
    why_untouchable,
    write_changes,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "items").mkdir()
    (tmp_path / "items/a.md").write_bytes(b"one\r\n")
    (tmp_path / "items/b.md").write_bytes(b"two\n")
    return tmp_path


def both(root: Path) -> tuple[bytes, bytes]:
    return (root / "items/a.md").read_bytes(), (root / "items/b.md").read_bytes()


CHANGES = {"items/a.md": (b"one\r\n", b"1\r\n"), "items/b.md": (b"two\n", b"2\n")}


def test_what_was_written_is_put_back_byte_for_byte(root: Path) -> None:
    write_changes(root, CHANGES)
    assert both(root) == (b"1\r\n", b"2\n")

    assert undo(root) == ("items/a.md", "items/b.md")

    assert both(root) == (b"one\r\n", b"two\n")


def test_a_second_undo_puts_back_the_mending_before(root: Path) -> None:
    write_changes(root, {"items/a.md": (b"one\r\n", b"1\r\n")})
    write_changes(root, {"items/a.md": (b"1\r\n", b"I\r\n")})

    undo(root)
    assert both(root)[0] == b"1\r\n"
    undo(root)

    assert both(root)[0] == b"one\r\n"
    with pytest.raises(NothingToUndoError, match="nothing to put back"):
        undo(root)


def test_a_file_that_was_changed_since_is_not_lost(root: Path) -> None:
    write_changes(root, CHANGES)
    (root / "items/b.md").write_bytes(b"my own words\n")

    with pytest.raises(ChangedSinceError, match=r"items/b\.md changed in the meantime"):
        undo(root)

    assert both(root) == (b"1\r\n", b"my own words\n")


def test_a_file_that_is_gone_is_told_as_changed(root: Path) -> None:
    write_changes(root, CHANGES)
    (root / "items/b.md").unlink()

    with pytest.raises(ChangedSinceError):
        undo(root)


def test_a_mending_that_was_cut_short_can_be_put_back(root: Path) -> None:
    write_changes(root, CHANGES)
    (root / "items/b.md").write_bytes(b"two\n")  # as if the second file had not been reached

    undo(root)

    assert both(root) == (b"one\r\n", b"two\n")


def test_a_file_that_changed_before_writing_stops_everything(root: Path) -> None:
    (root / "items/b.md").write_bytes(b"newer\n")

    with pytest.raises(ChangedSinceError):
        write_changes(root, CHANGES)

    assert both(root) == (b"one\r\n", b"newer\n")
    assert not (root / FOLDER).exists()


def test_what_is_kept_is_out_of_sight_of_git_and_does_not_grow_for_ever(root: Path) -> None:
    for number in range(MOST_KEPT + 3):
        before, after = f"{number - 1}\n".encode(), f"{number}\n".encode()
        (root / "items/a.md").write_bytes(before)
        write_changes(root, {"items/a.md": (before, after)})

    assert (root / ".ebulletin/.gitignore").read_text() == "*\n"
    assert len(list((root / FOLDER).glob("*.json"))) == MOST_KEPT


def test_a_damaged_record_is_told_in_plain_words(root: Path) -> None:
    write_changes(root, CHANGES)
    next((root / FOLDER).glob("*.json")).write_text("{")

    with pytest.raises(DamagedUndoError, match="is damaged"):
        undo(root)


def test_rights_of_a_file_stay(root: Path) -> None:
    (root / "items/a.md").chmod(0o640)

    write_changes(root, CHANGES)

    if sys.platform != "win32":
        assert (root / "items/a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../outside.md", "outside"),
        ("/etc/hosts.md", "outside"),
        ("items\\a.md", "outside"),
        ("items/missing.md", "not a text"),
        ("items/picture.png", "not a text"),
        ("", "outside"),
    ],
)
def test_only_texts_of_the_workspace_are_written(root: Path, path: str, reason: str) -> None:
    (root / "items/picture.png").write_bytes(b"")

    assert reason in (why_untouchable(root, path) or "")


def test_links_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "c.md").write_bytes(b"c\n")
    (root / "items/c.md").symlink_to(elsewhere / "c.md")
    (root / "more").symlink_to(elsewhere, target_is_directory=True)

    for path in ("items/c.md", "more/c.md"):
        assert why_untouchable(root, path) == "it is a link to another place"
        with pytest.raises(ChangedSinceError):
            write_changes(root, {path: (b"c\n", b"d\n")})

    assert (elsewhere / "c.md").read_bytes() == b"c\n"


def test_nothing_is_kept_through_a_link(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (root / ".ebulletin").symlink_to(tmp_path_factory.mktemp("elsewhere"))

    with pytest.raises(UnwritableFileError, match="link"):
        write_changes(root, CHANGES)

    assert both(root) == (b"one\r\n", b"two\n")


def test_a_file_that_cannot_be_written_is_told_and_the_rest_can_be_put_back(root: Path) -> None:
    (root / "items/.b.md.new").mkdir()  # stands in the way, whoever runs this

    with pytest.raises(UnwritableFileError, match=r"items/b\.md cannot be written"):
        write_changes(root, CHANGES)

    assert both(root) == (b"1\r\n", b"two\n")
    undo(root)
    assert both(root) == (b"one\r\n", b"two\n")
