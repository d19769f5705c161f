"""Mending by command: shown, written, put back; and watching while somebody writes."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from acceptance_types import Run

ITEM = "items/updates/welcome.md"
_PATIENCE_SECONDS = 60


@pytest.fixture
def fresh(tmp_path: Path, ebulletin: Run) -> Path:
    """A workspace as `init` makes it, with two slips in one file that has CRLF."""
    done = ebulletin("init", "mine", "--yes", "--date", "2026-12-02")
    assert done.returncode == 0, done.stderr
    file = tmp_path / "mine" / ITEM
    text = file.read_text(encoding="utf-8").replace("summary:", "sumary:")
    text = text.replace("status: ready", "status: redy  # at last")
    file.write_bytes(text.replace("\n", "\r\n").encode())
    return tmp_path / "mine"


def test_a_diff_shows_what_a_fix_would_change_and_writes_nothing(
    fresh: Path, ebulletin: Run
) -> None:
    before = (fresh / ITEM).read_bytes()

    done = ebulletin("check", "--diff", cwd=fresh)

    assert done.returncode == 1
    assert f"--- a/{ITEM}\n+++ b/{ITEM}\n" in done.stdout
    assert "\n-status: redy  # at last\n" in done.stdout
    assert "\n+status: ready  # at last\n" in done.stdout
    assert "2 findings in 1 file can be mended" in done.stderr
    assert (fresh / ITEM).read_bytes() == before
    assert not (fresh / ".ebulletin").exists()


def test_a_fix_is_shown_written_and_put_back(fresh: Path, ebulletin: Run) -> None:
    before = (fresh / ITEM).read_bytes()

    fixed = ebulletin("check", "--fix", cwd=fresh)
    after = (fresh / ITEM).read_bytes()
    again = ebulletin("check", "--fix", cwd=fresh)
    after_again = (fresh / ITEM).read_bytes()
    undone = ebulletin("undo", cwd=fresh)

    assert (fixed.returncode, again.returncode, undone.returncode) == (0, 0, 0), fixed.stderr
    assert "+summary: " in fixed.stdout
    assert "Mended 2 findings in 1 file; `ebulletin undo` puts them back." in fixed.stderr
    expected = before.replace(b"sumary:", b"summary:").replace(b"redy", b"ready")
    assert after == after_again == expected
    assert "Nothing can be mended" in again.stderr
    assert undone.stdout == f"Put back {ITEM}\n"
    assert (fresh / ITEM).read_bytes() == before


def test_undo_refuses_to_lose_what_was_written_since(fresh: Path, ebulletin: Run) -> None:
    ebulletin("check", "--fix", cwd=fresh)
    with (fresh / ITEM).open("a", encoding="utf-8") as opened:
        opened.write("\nA line of my own.\n")

    done = ebulletin("undo", cwd=fresh)

    assert done.returncode == 1
    assert f"{ITEM} changed in the meantime, and nothing was written." in done.stderr
    assert "A line of my own." in (fresh / ITEM).read_text(encoding="utf-8")


def test_undo_without_a_fix_says_so(fresh: Path, ebulletin: Run) -> None:
    done = ebulletin("undo", cwd=fresh)

    assert done.returncode == 1
    assert "There is nothing to put back" in done.stderr


def test_a_fix_keeps_to_the_paths_and_codes_that_are_named(fresh: Path, ebulletin: Run) -> None:
    ebulletin("check", "--fix", "--select", "ITM107", cwd=fresh)
    elsewhere = ebulletin("check", "--fix", "items/contacts", cwd=fresh)

    text = (fresh / ITEM).read_text(encoding="utf-8")
    assert "sumary:" in text
    assert "status: ready" in text
    assert elsewhere.returncode == 0


def test_a_fix_for_programs_prints_one_object_and_nothing_else(fresh: Path, ebulletin: Run) -> None:
    done = ebulletin("check", "--fix", "--format", "json", cwd=fresh)

    assert json.loads(done.stdout)["findings"] == []
    assert "+summary: " in done.stderr


# --- Watching ---------------------------------------------------------------------------------

Watching = tuple[subprocess.Popen[str], Callable[[str], str]]


@pytest.fixture
def watching(fresh: Path) -> Iterator[Watching]:
    """`check --watch` as a process, and a way to wait for words that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ebulletin", "check", "--watch"],
        cwd=fresh, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    stdout = process.stdout

    def read_on() -> None:
        for line in stdout:
            lines.put(line)

    reader = threading.Thread(target=read_on, daemon=True)
    reader.start()

    def until(words: str) -> str:
        read = ""
        while words not in read:
            read += lines.get(timeout=_PATIENCE_SECONDS)
        return read

    yield process, until
    process.kill()
    process.wait()
    reader.join()
    stdout.close()


def test_watching_prints_what_changes_and_ends_with_ctrl_c(fresh: Path, watching: Watching) -> None:
    process, until = watching
    at_first = until("Ctrl-C ends it.")
    text = (fresh / ITEM).read_text(encoding="utf-8")

    (fresh / ITEM).write_text(text.replace("sumary:", "summary:"), encoding="utf-8")
    after_one = until("Now 1 error.")
    (fresh / ITEM).write_text(
        text.replace("sumary:", "summary:").replace("redy", "nowhere near"), encoding="utf-8"
    )
    after_two = until("Now 1 error.")
    process.send_signal(signal.SIGINT)

    assert process.wait(_PATIENCE_SECONDS) == 130
    assert "Found 2 errors." in at_first
    assert f"{ITEM}:5:1: ITM104 is mended or gone" in after_one
    assert "ITM107" not in after_one
    assert "ITM107 is mended or gone" in after_two
    assert "ITM107 error" in after_two
    assert "Traceback" not in at_first + after_one + after_two


@pytest.mark.parametrize("other", ["--fix", "--diff", "--format=json"])
def test_watching_goes_with_nothing_that_writes(other: str, fresh: Path, ebulletin: Run) -> None:
    assert ebulletin("check", "--watch", other, cwd=fresh).returncode == 2


# --- Links ------------------------------------------------------------------------------------


def test_links_are_tried_only_when_asked_and_never_inside_a_private_network(
    fresh: Path, ebulletin: Run
) -> None:
    with (fresh / "items/updates/how-to-refer.md").open("a", encoding="utf-8") as opened:
        opened.write("See [rota](http://127.0.0.1:9/) and [a map](https://maps.example.org/).\n")

    without = ebulletin("check", "--select", "LNK2", cwd=fresh)
    asked = ebulletin("check", "--select", "LNK2", "--links", "--strict", cwd=fresh)

    assert (without.returncode, without.stdout) == (0, "")
    assert "LNK2" not in without.stderr
    assert "Tried 1 link." in asked.stderr
    assert "under example.org and other invented hosts were not tried" in asked.stderr
    assert "Traceback" not in asked.stderr
