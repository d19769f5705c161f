"""Commands that change lists, killed at each step at which they touch the disk."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.store import reading
from repository import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")

KILLER = ROOT / "tests/tools/kill_at_each_step.py"
ANN, BOB = "ann@fenwold.example.org", "bob@ostley.example.org"
HEADER = (
    "email,first_name,last_name,role,organisation,segments,variant,address_type,basis,basis_date,"
    "added,confirmed,source,opted_out,bounced\n"
)
SHEET = HEADER + "".join(
    f"{email},,,Head teacher,Fenwold Primary School,schools,professional,named work,public task,,"
    f"2026-01-12,2026-09-02,Cluster meeting,{left},\n"
    for email, left in ((ANN, ""), ("cara@ostley.example.org", ""), (BOB, "2026-10-01"))
)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A workspace with a list, somebody who left, an export and a message."""
    root = tmp_path / "workspace"
    root.mkdir()
    shutil.copy2(ROOT / "partnership.yaml", root)
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    run(root, "import", "../sheet.csv", "--list", "heads")
    run(root, "suppress", "dan@ostley.example.org", "--why", "Asked by phone")
    for name in ("recipients/exports/all-mailchimp-professional.csv", "out/sent/1.eml"):
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Email Address\n{ANN}\n", encoding="utf-8")
    more = SHEET.replace(ANN, "erin@ostley.example.org").replace("2026-10-01", "")
    (root / "more.csv").write_text(
        more.replace("cara@ostley.example.org", "finn@ostley.example.org"), encoding="utf-8"
    )
    (root / "left.csv").write_text(f"email\n{BOB}\ncara@ostley.example.org\n", encoding="utf-8")
    return root


def run(root: Path, *words: str) -> None:
    command = [sys.executable, "-m", "ebulletin", "recipients", *words]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def state(root: Path) -> dict[str, bytes]:
    """Everything that a change of lists may touch, but for the journal and the undo state."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
        and file.name not in ("journal.csv", ".lock")
        and ".undo" not in file.parts
    }


def told(root: Path) -> list[tuple[str, str, str]]:
    """What the journal says, without times and numbers."""
    return [(each.what, each.list, each.key) for each in read_journal(root / "recipients")]


@pytest.mark.parametrize(
    "words",
    [
        ["import", "more.csv", "--list", "heads"],
        ["suppress", ANN, "--why", "Asked by phone", "--on", "2026-11-24"],
        ["unsubscribe", "--from", "left.csv", "--on", "2026-11-24"],
        ["undo"],
        ["forget", ANN, "--yes"],
    ],
    ids=lambda words: words[0],
)
def test_after_a_kill_all_of_a_change_holds_or_nothing_of_it(
    words: list[str], lists: Path, tmp_path: Path
) -> None:
    finished = tmp_path / "finished"
    shutil.copytree(lists, finished)
    run(finished, *words)
    old, new = state(lists), state(finished)
    old_journal, new_journal = told(lists), told(finished)
    assert old != new

    done = subprocess.run(
        [sys.executable, str(KILLER), str(lists), "recipients", *words],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip

    outcomes = []
    for line in done.stdout.splitlines():
        number, left = line.split(" ", 1)
        root = Path(left)
        with reading(root / "recipients"):
            pass
        assert state(root) in (old, new), f"a mixture after step {number}"
        is_new = state(root) == new
        assert told(root) == (new_journal if is_new else old_journal), f"after step {number}"
        outcomes.append(is_new)
    assert len(outcomes) > 10
    assert (outcomes[0], outcomes[-1]) == (False, True)
    # From the step at which it holds it holds.
    assert outcomes == sorted(outcomes)


def test_commands_at_the_same_time_lose_nothing(lists: Path) -> None:
    addresses = [f"person-{number}@ostley.example.org" for number in range(8)]
    command = [sys.executable, "-m", "ebulletin", "recipients", "suppress"]

    running = [
        subprocess.Popen([*command, each, "--why", "Left"], cwd=lists, stdout=subprocess.DEVNULL)
        for each in addresses
    ]
    codes = [each.wait(timeout=120) for each in running]

    assert codes == [0] * len(addresses)
    held = (lists / "recipients/suppressed.csv").read_text(encoding="utf-8")
    assert held.count(",Left,") == len(addresses)
    assert sum(what == "suppressed" for what, _, _ in told(lists)) >= len(addresses)
