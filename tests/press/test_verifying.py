"""Published editions agree with the log, or it is said where they do not."""

import shutil
from pathlib import Path

import pytest

from demonstration import copy_demonstration
from ebulletin.press.approving import approve, revoke
from ebulletin.press.audit_log import read_log
from ebulletin.press.verifying import faults_in
from ebulletin.workspace import open_workspace

SLUG = "2026-11-network"
FOLDER = f"bulletins/published/{SLUG}"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The demonstration with one bulletin, approved."""
    copy = copy_demonstration(root, tmp_path_factory.mktemp("verifying") / "workspace", SLUG)
    approve(open_workspace(copy), SLUG, "Owen Tansley")
    return copy


@pytest.fixture
def published(tmp_path: Path, once: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(once, tmp_path / "workspace"))


def faults(root: Path) -> str:
    return "; ".join(faults_in(root, read_log(root)))


def test_what_was_approved_agrees(published: Path) -> None:
    assert faults(published) == ""


def test_other_line_ends_are_no_change(published: Path) -> None:
    file = published / FOLDER / "network.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert faults(published) == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("network.json", "Fenwold Centre", "Fenwold Hall", "the network variant"),
        ("_edition.json", '"by": "owen-tansley"', '"by": "halcyon-reeve"', "who approved"),
        ("_edition.json", '"data": "', '"data": "0', "the record of"),
    ],
)
def test_a_file_changed_by_hand_is_told(
    published: Path, file: str, old: str, new: str, words: str
) -> None:
    path = published / FOLDER / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))

    assert words in faults(published)


def test_a_changed_picture_is_told(published: Path) -> None:
    picture = next((published / "bulletins/published/_files").iterdir())
    picture.write_bytes(picture.read_bytes() + b"x")

    assert "was changed after it was written" in faults(published)


def test_an_edition_that_vanished_is_told_and_one_that_was_revoked_is_not(published: Path) -> None:
    shutil.copytree(published / FOLDER, published / "kept")
    shutil.rmtree(published / FOLDER)
    assert "is gone" in faults(published)

    shutil.copytree(published / "kept", published / FOLDER)
    revoke(open_workspace(published), SLUG, "Owen Tansley")
    assert faults(published) == ""


def test_a_line_cut_off_at_the_end_shows_in_what_it_recorded(published: Path) -> None:
    log = published / "bulletins/published/log.jsonl"
    log.write_bytes(b"")

    assert f"no line of the log says that {SLUG!r} was approved" in faults(published)
