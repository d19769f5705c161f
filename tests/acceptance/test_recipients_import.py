"""The commands that read spreadsheets, as an officer runs them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from repository import ROOT

ASKED = (
    "--set", "segments=dsl", "--set", "variant=professional", "--set", "basis=public task",
    "--set", "added=2026-11-20", "--set", "confirmed=2026-11-20", "--set", "source=Return",
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copy2(ROOT / "partnership.yaml", tmp_path)
    (tmp_path / "recipients").mkdir()
    shutil.copy2(ROOT / "recipients/sample.csv", tmp_path / "recipients")
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ebulletin", "recipients", *words],
        cwd=folder, check=False, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_the_sample_is_checked_and_imported_as_the_page_says(workspace: Path) -> None:
    checked = run(workspace, "check", "recipients/sample.csv")
    imported = run(workspace, "import", "recipients/sample.csv", "--list", "demonstration")

    page = (ROOT / "docs/how-to/recipients.md").read_text(encoding="utf-8")
    assert (checked.returncode, imported.returncode) == (0, 0), checked.stderr + imported.stderr
    assert "14 people can be imported." in checked.stdout
    assert imported.stdout in page


def test_what_is_wrong_is_told_with_row_and_column_and_without_addresses(workspace: Path) -> None:
    (workspace / "list.csv").write_text(
        "Name,E-mail\nAnn,ann@example.org\nBob,bob@example\n", encoding="utf-8"
    )

    silent = run(workspace, "check", "list.csv", *ASKED)
    shown = run(workspace, "check", "list.csv", *ASKED, "--show")

    assert silent.returncode == 1
    assert "list.csv:3:2: REC111 error row 3, 'E-mail':" in silent.stdout
    assert "bob@" not in silent.stdout + silent.stderr
    assert "bob@example" in shown.stdout


def test_what_the_sheet_lacks_is_named_where_nobody_can_be_asked(workspace: Path) -> None:
    (workspace / "list.csv").write_text("email\nann@example.org\n", encoding="utf-8")

    refused = run(workspace, "import", "list.csv")
    done = run(workspace, "import", "list.csv", *ASKED)

    assert refused.returncode == 2
    assert '--set segments="..."' in refused.stderr
    assert not (workspace / "recipients/nobody.csv").exists()
    assert done.returncode == 0, done.stderr


def test_rows_that_were_held_back_are_where_it_says(workspace: Path) -> None:
    (workspace / "list.csv").write_text("email\nann@example.org\nbob@example\n", encoding="utf-8")

    done = run(workspace, "import", "list.csv", *ASKED, "--json")

    outcome = json.loads(done.stdout)
    assert done.returncode == 5
    assert outcome["imported"]["added"] == 1
    held = workspace / outcome["imported"]["held_file"]
    assert "bob@example" in held.read_text(encoding="utf-8-sig")
    assert "bob@" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "segments=dls"), "'dls' is not a segment"),
        (("--set", "segmnts=dsl"), "Did you mean segments?"),
        (("--map", "A"), "needs a name, = and a value"),
        (("--list", "sample"), "cannot be called 'sample'"),
    ],
)
def test_a_slip_in_an_option_is_told(workspace: Path, words: tuple[str, ...], said: str) -> None:
    done = run(workspace, "import", "recipients/sample.csv", *words)

    assert done.returncode == 2
    assert said in done.stderr
    assert sorted(each.name for each in (workspace / "recipients").glob("*.csv")) == ["sample.csv"]
