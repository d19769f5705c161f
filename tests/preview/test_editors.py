"""Opening a file in the editor of whoever sits at this machine."""

import os
import sys
import time
from pathlib import Path

import pytest

from ebulletin.preview.editors import authored, open_file
from ebulletin.workspace import open_workspace

ITEM = "items/updates/phone-lines-changeover.md"

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="opens a real editor there"
)


@pytest.fixture
def without_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_every_authored_file_can_be_opened(root: Path) -> None:
    files = authored(open_workspace(root))

    assert {ITEM, "partnership.yaml", "bulletins/2026-09-lantern.yaml"} <= files
    assert "recipients/sample.csv" not in files


@pytest.mark.usefixtures("without_screen")
def test_without_a_screen_the_place_is_told(root: Path) -> None:
    said = open_file(open_workspace(root), ITEM, 12)

    assert said == f"No editor was found on this machine. Open {ITEM} at line 12 yourself."


def test_the_editor_is_given_file_and_line(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told.txt"
    editor = tmp_path / "bin/code"
    editor.parent.mkdir()
    editor.write_text(f'#!/bin/sh\necho "$@" > {told}.new && mv {told}.new {told}\n', "utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("PATH", f"{editor.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")

    said = open_file(open_workspace(workspace), ITEM, 12)
    for _ in range(200):
        if told.is_file():
            break
        time.sleep(0.02)

    assert said == f"Opened {ITEM} at line 12."
    assert told.read_text(encoding="utf-8").strip() == f"--goto {workspace / ITEM}:12"


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.md", "recipients/sample.csv", "items", ""])
def test_other_files_are_not_opened(path: str, root: Path) -> None:
    assert "is not a file of this workspace" in open_file(open_workspace(root), path, 1)


def test_a_link_is_not_followed(workspace: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    (workspace / ITEM).rename(real)
    (workspace / ITEM).symlink_to(real)

    found = open_workspace(workspace)

    assert "is not a file of this workspace" in open_file(found, ITEM, 1)
