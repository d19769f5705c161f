"""What programs read of a check: an editor, a git hook, a script."""

import json
import re
from pathlib import Path

import pytest
import yaml

from acceptance_types import Run
from json_schema import broken


@pytest.fixture
def faulty(tmp_path: Path, ebulletin: Run) -> Path:
    """A workspace as `init` makes it, with findings of each weight and one that is ignored."""
    done = ebulletin("init", "mine", "--yes", "--date", "2026-12-02")
    assert done.returncode == 0, done.stderr
    root = tmp_path / "mine"
    with (root / "items/updates/how-to-refer.md").open("a", encoding="utf-8") as opened:
        opened.write("\nCome from 5-6:45pm on 3rd December 2026: 31 November 2026 is too late.\n")
    welcome = root / "items/updates/welcome.md"
    text = welcome.read_text(encoding="utf-8").replace(
        "status: ready",
        "status: ready\nignore: [{code: DAT110, why: The poster has these very words.}]",
    )
    welcome.write_text(f"{text}\nIt lasts from 5-6:45pm.\n", encoding="utf-8")
    return root


def test_the_report_in_json_keeps_to_its_published_schema(faulty: Path, ebulletin: Run) -> None:
    schema = json.loads(ebulletin("schema", "report", cwd=faulty).stdout)
    report = json.loads(ebulletin("check", "--format", "json", cwd=faulty).stdout)

    assert broken(report, schema) == []
    assert {each["severity"] for each in report["findings"]} == {"error", "warning", "hint"}
    assert [each["why"] for each in report["ignored"]] == ["The poster has these very words."]
    assert any(each["can_fix"] for each in report["findings"])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"line": ', '"line": -', "too small"),
        ('"severity": "error"', '"severity": "fatal"', "not offered"),
        ('"message"', '"words"', "message is missing"),
        ('"code": "', '"code": "x', "another form"),
        ('"can_fix": ', '"can_fix": 1, "more": ', "no boolean"),
    ],
)
def test_another_report_does_not_keep_to_it(
    old: str, new: str, fault: str, faulty: Path, ebulletin: Run
) -> None:
    schema = json.loads(ebulletin("schema", "report", cwd=faulty).stdout)
    text = ebulletin("check", "--format", "json", cwd=faulty).stdout
    assert old in text

    assert fault in " ".join(broken(json.loads(text.replace(old, new)), schema))


def test_github_reads_one_command_per_finding(faulty: Path, ebulletin: Run) -> None:
    # "Workflow commands for GitHub Actions": ::name key=value,key=value::message
    lines = ebulletin("check", "--format", "github", cwd=faulty).stdout.splitlines()
    report = json.loads(ebulletin("check", "--format", "json", cwd=faulty).stdout)

    form = re.compile(
        r"::(?:error|warning|notice) file=[^,:\s]+,line=\d+,col=\d+,title=[A-Z0-9]{6}::\S.*"
    )
    assert len(lines) == len(report["findings"])
    assert [line for line in lines if not form.fullmatch(line)] == []


def test_an_editor_finds_every_finding_in_the_text(faulty: Path, ebulletin: Run) -> None:
    task = json.loads((faulty / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    named = ("file", "line", "column", "code", "severity", "message")

    text = ebulletin(*task["args"], cwd=faulty).stdout
    report = json.loads(ebulletin("check", "--format", "json", cwd=faulty).stdout)

    seen = [
        [match[pattern[name]] for name in named]
        for line in text.splitlines()
        if (match := re.match(pattern["regexp"], line))
    ]
    wanted = [
        [each["path"], str(each["line"]), str(each["column"]), each["code"], each["severity"]]
        for each in report["findings"]
    ]
    assert [each[:5] for each in seen] == wanted
    assert all(
        each[5].startswith(found["message"])
        for each, found in zip(seen, report["findings"], strict=True)
    )
    assert (task["command"], task["problemMatcher"]["fileLocation"]) == (
        "ebulletin", ["relative", "${workspaceFolder}"],
    )  # fmt: skip


def test_the_schemas_that_an_editor_is_told_of_are_those_that_are_written(
    faulty: Path, ebulletin: Run
) -> None:
    settings = json.loads((faulty / ".vscode/settings.json").read_text(encoding="utf-8"))
    tasks = json.loads((faulty / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]

    done = ebulletin(*tasks[1]["args"], cwd=faulty)

    assert done.returncode == 0, done.stderr
    for schema, files in settings["yaml.schemas"].items():
        assert (faulty / schema).is_file()
        assert list(faulty.glob(files))
    assert "/.schemas/" in (faulty / ".gitignore").read_text(encoding="utf-8")


def test_the_git_hook_runs_a_strict_check_when_a_text_changes(faulty: Path, ebulletin: Run) -> None:
    config = yaml.safe_load((faulty / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (hook,) = config["repos"][0]["hooks"]

    done = ebulletin(*hook["entry"].split()[1:], cwd=faulty)

    assert hook["entry"].split()[0] == "ebulletin"
    assert done.returncode == 1
    assert hook["pass_filenames"] is False
    for name in ("items/updates/welcome.md", "bulletins/first-bulletin.yaml", "partnership.yaml",
                 "recipients/heads.csv", "recipients/heads.xlsx", "parents.csv"):  # fmt: skip
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "recipients/sample.csv")


def test_init_leaves_settings_that_are_there_alone(tmp_path: Path, ebulletin: Run) -> None:
    mine = tmp_path / "mine/.vscode/settings.json"
    mine.parent.mkdir(parents=True)
    mine.write_text("{}")

    done = ebulletin("init", "mine", "--yes", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert mine.read_text() == "{}"
    assert (tmp_path / "mine/.vscode/tasks.json").is_file()
