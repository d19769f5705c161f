"""The bad workspace gives exactly its expected findings, from the real command."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from acceptance_types import Run
from ebulletin.checks.rule import Stage
from ebulletin.checks.run import catalogue
from ebulletin.findings import Severity

BAD = Path(__file__).resolve().parents[1] / "bad_workspace"
LINE = re.compile(r"(?P<path>.+):(?P<line>\d+):(?P<column>\d+): (?P<code>(?:A11|[A-Z]{3})\d{3})")
READS_SOURCE_FILES = (Stage.FILE, Stage.SET, Stage.BULLETIN)
# It compares with what was published before, and a workspace of source files has published nothing.
NEEDS_AN_EARLIER_EDITION = {"CON117"}

Found = tuple[str, int, int, str]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A copy, outside any repository."""
    return Path(shutil.copytree(BAD, tmp_path / "bad"))


def expected() -> list[Found]:
    lines = (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()
    matches = [LINE.fullmatch(line) for line in lines]
    return [(m["path"], int(m["line"]), int(m["column"]), m["code"]) for m in matches if m]


def test_check_finds_exactly_what_is_expected_and_where(bad: Path, ebulletin: Run) -> None:
    done = ebulletin("check", "--format", "json", cwd=bad)

    found = [
        (each["path"], each["line"], each["column"], each["code"])
        for each in json.loads(done.stdout)["findings"]
    ]
    assert [each for each in expected() if each not in found] == []
    assert [each for each in found if each not in expected()] == []
    assert found == expected()
    assert done.returncode == 1


def test_every_line_of_the_expected_findings_is_read() -> None:
    lines = (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()

    assert len(expected()) == len(lines)
    assert expected() == sorted(expected())


def test_each_error_and_warning_that_reads_source_files_stands_in_it_once() -> None:
    rules = {
        code
        for code, rule in catalogue().items()
        if rule.stage in READS_SOURCE_FILES
        and rule.severity is not Severity.HINT
        and not rule.is_opt_in
    }

    counted = Counter(code for *_, code in expected())

    assert counted == dict.fromkeys(rules - NEEDS_AN_EARLIER_EDITION, 1)
