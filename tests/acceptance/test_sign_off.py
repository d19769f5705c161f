"""Sign-off, withdrawing and the archive as an officer asks for them, in processes of their own."""

import json
import re
import shlex
from pathlib import Path

import pytest

from acceptance_types import Run
from demonstration import copy_demonstration

SLUG = "2027-01-cluster"
HELP = (
    "sheet", "approve", "approval", "revoke", "withdraw", "audit-log", "archive",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, root: Path) -> Path:
    """The demonstration with one bulletin."""
    return copy_demonstration(root, tmp_path / "workspace", SLUG)


def test_from_the_sheet_to_the_website_and_back(ebulletin: Run, office: Path) -> None:
    def run(*words: str, code: int = 0) -> str:
        done = ebulletin(*words, cwd=office)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    assert f"Nobody has approved '{SLUG}'." in run("approval", SLUG, code=1)
    assert "sign-off.html" in run("sheet", SLUG)
    assert "prepared" in run("approve", SLUG, "--as", "Halcyon Reeve", code=1)
    assert "is approved by Owen Tansley" in run("approve", SLUG, "--as", "Owen Tansley")
    assert "is approved: by Owen Tansley on" in run("approval", SLUG)
    assert "approved by Owen Tansley" in run()

    item = office / "items/qa/still-true-january-2027.md"
    item.write_text(item.read_text().replace("Nobody will mind", "Nobody minds"))
    said = run("approval", SLUG, code=1)
    assert "Changed: the item 'still-true-january-2027'." in said
    told = run("approve", f"bulletins/{SLUG}.yaml", "--as", "owen-tansley", "--note", "Better")
    assert "Changed since it was approved before:\n  the item 'still-true-january-2027'" in told

    assert "1 edition:" in run("archive")
    assert (office / "out/archive/items/still-true-january-2027/index.html").is_file()
    run("withdraw", SLUG, "--item", "still-true-january-2027", "--as", "owen-tansley")
    run("archive")
    assert not (office / "out/archive/items/still-true-january-2027").exists()

    log = run("audit-log")
    assert re.findall(r"^\d+  \S+ \S+ UTC  (\S+)", log, re.MULTILINE) == [
        "approved", "approved", "withdrawn",
    ]  # fmt: skip
    run("revoke", SLUG, "--as", "owen-tansley", "--note", "Too late")
    assert "all as written" in run("audit-log", "--verify")


def test_a_log_changed_by_hand_ends_with_status_1(ebulletin: Run, office: Path) -> None:
    ebulletin("approve", SLUG, "--as", "owen-tansley", cwd=office)
    log = office / "bulletins/published/log.jsonl"
    log.write_text(log.read_text().replace("owen-tansley", "halcyon-reeve"))

    done = ebulletin("audit-log", "--json", cwd=office)

    assert done.returncode == 1
    assert any("line 1 was changed" in each for each in json.loads(done.stdout)["faults"])
    assert ebulletin("approve", SLUG, "--as", "owen-tansley", cwd=office).returncode == 1


def test_without_a_terminal_warnings_need_a_yes(ebulletin: Run, office: Path) -> None:
    item = office / "items/qa/still-true-january-2027.md"
    item.write_text(item.read_text() + "\nClick [here](https://esscp.example.org/x) for more.\n")

    asked = ebulletin("approve", SLUG, "--as", "owen-tansley", cwd=office)
    sure = ebulletin("approve", SLUG, "--as", "owen-tansley", "--yes", "--json", cwd=office)

    assert asked.returncode == 1
    assert "Approve all the same with --yes" in asked.stderr
    assert "warning" in asked.stderr
    assert asked.stdout == ""
    assert sure.returncode == 0
    assert set(json.loads(sure.stdout)["content"]) == {"dsl", "schools", "public"}


def test_the_archive_tells_programs_what_it_made(ebulletin: Run, office: Path) -> None:
    nothing = ebulletin("archive", cwd=office)
    ebulletin("approve", SLUG, "--as", "owen-tansley", cwd=office)
    first = ebulletin("archive", "--json", "--no-search", cwd=office)
    again = ebulletin("archive", "--json", "--no-search", cwd=office)

    assert nothing.returncode == 1
    assert "ebulletin approve BULLETIN" in nothing.stderr
    assert "index.html" in json.loads(first.stdout)["written"]
    assert json.loads(again.stdout)["written"] == []
    assert json.loads(again.stdout)["kept"] == len(json.loads(first.stdout)["written"])


@pytest.mark.parametrize("command", HELP)
def test_the_example_in_the_help_works_in_the_demonstration(
    ebulletin: Run, workspace: Path, command: str
) -> None:
    """Those about a published edition, after the example that approves it."""
    text = ebulletin(command, "--help").stdout
    examples = re.findall(r"(?m)^ +ebulletin (.+)$", text.partition("Example:")[2])
    assert examples
    if command not in ("sheet", "approve", "archive"):
        examples.insert(0, "approve 2026-09-lantern --as owen-tansley --yes")
    for example in examples:
        done = ebulletin(*shlex.split(example), cwd=workspace)

        assert done.returncode == 0, done.stderr
