"""An officer's day, command by command."""

import json
from pathlib import Path

import pytest

from acceptance_types import Run


@pytest.fixture
def fresh(tmp_path: Path, ebulletin: Run) -> Path:
    """A workspace as `init` makes it."""
    done = ebulletin("init", "mine", "--yes", "--date", "2026-12-02")
    assert done.returncode == 0, done.stderr
    return tmp_path / "mine"


def test_a_new_workspace_checks_clean_and_builds_at_once(fresh: Path, ebulletin: Run) -> None:
    checked = ebulletin("check", "--strict", cwd=fresh)
    built = ebulletin("build", cwd=fresh)

    assert (checked.returncode, checked.stdout) == (0, "")
    assert "A person must still read it." in checked.stderr
    assert built.returncode == 0, built.stderr
    for variant in ("professional", "public"):
        for name in ("email.html", "email.txt", "page.html"):
            assert (fresh / "out" / "first-bulletin" / variant / name).is_file()


def test_init_asks_for_the_name_and_never_writes_over_a_workspace(
    tmp_path: Path, ebulletin: Run
) -> None:
    asked = ebulletin("init", "ours", answers="Dell: a Valley Partnership\nDVP\n", cwd=tmp_path)
    again = ebulletin("init", "ours", "--yes", cwd=tmp_path)

    assert asked.returncode == 0, asked.stderr
    assert 'name: "Dell: a Valley Partnership"' in (tmp_path / "ours/partnership.yaml").read_text()
    assert ebulletin("check", cwd=tmp_path / "ours").returncode == 0
    assert again.returncode == 1
    assert "is a workspace already" in again.stderr


def test_ebulletin_alone_says_where_you_are_and_what_to_do_next(
    fresh: Path, tmp_path: Path, ebulletin: Run
) -> None:
    inside = ebulletin(cwd=fresh)
    outside = ebulletin(cwd=tmp_path)

    assert "Millbrook Safeguarding Children Partnership" in inside.stdout
    assert "ebulletin build first-bulletin" in inside.stdout
    assert outside.returncode == 0
    assert "ebulletin init" in outside.stdout


def test_outside_a_workspace_a_command_says_how_to_start_one(
    tmp_path: Path, ebulletin: Run
) -> None:
    done = ebulletin("list", cwd=tmp_path)

    assert done.returncode == 2
    assert "ebulletin init" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelt_command_is_answered_with_the_nearest(tmp_path: Path, ebulletin: Run) -> None:
    done = ebulletin("biuld", cwd=tmp_path)

    assert done.returncode == 2
    assert "Did you mean `ebulletin build`?" in done.stderr


def test_new_asks_one_question_at_a_time_and_reads_dates_back(fresh: Path, ebulletin: Run) -> None:
    answers = [
        "Safer recruitment",
        "Half a day on checks and interviews.",
        "",
        "10 November",  # no year: asked again
        "10 November 2027",
        "9:30am to 12:30pm",
        "online",
        "",
        "",
        "",
        "partnership-team",
        "public",
        "",
    ]

    done = ebulletin("new", "item", "event", cwd=fresh, answers="\n".join([*answers, ""]))

    assert done.returncode == 0, done.stderr
    assert "That is Wednesday 10 November 2027." in done.stderr
    text = (fresh / "items/events/safer-recruitment.md").read_text()
    assert "date: 10 November 2027\n" in text
    assert "booking: {method: email, contact: partnership-team}\n" in text
    assert "status: draft\n" in text


def test_every_question_of_new_has_a_flag(fresh: Path, ebulletin: Run) -> None:
    done = ebulletin(
        "new", "item", "contact", "--type", "team", "--name", "Learning Hub",
        "--phones", "01632 960130", "--hours", "Monday to Friday, 9am to 4pm",
        "--verified-on", "1 December 2026", "--yes", cwd=fresh,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert ebulletin("check", "items/contacts/learning-hub.md", cwd=fresh).returncode == 0


def test_new_refuses_a_bad_answer_in_plain_words_and_writes_nothing(
    fresh: Path, ebulletin: Run
) -> None:
    done = ebulletin(
        "new", "item", "event", "--title", "T", "--date", "31 November 2026", "--yes", cwd=fresh
    )

    assert done.returncode == 2
    assert "--date" in done.stderr
    assert not (fresh / "items/events/t.md").exists()


def test_a_bulletin_is_composed_on_the_command_line_and_its_comments_stay(
    fresh: Path, ebulletin: Run
) -> None:
    file = fresh / "bulletins/first-bulletin.yaml"
    file.write_text(file.read_text().replace("status: ready", "status: ready  # signed off"))

    added = ebulletin(
        "compose", "add", "first-bulletin", "partnership-team", "--section", "What is new",
        cwd=fresh,
    )  # fmt: skip
    moved = ebulletin(
        "compose", "move", "first-bulletin", "partnership-team", "--before", "how-to-refer",
        cwd=fresh,
    )  # fmt: skip
    after_move = file.read_text()
    removed = ebulletin("compose", "remove", "first-bulletin", "partnership-team", cwd=fresh)

    assert (added.returncode, moved.returncode, removed.returncode) == (0, 0, 0)
    assert "items: [partnership-team, how-to-refer]" in after_move
    assert "# signed off" in file.read_text()
    assert "partnership-team" not in file.read_text().replace("who: partnership-team", "")


def test_compose_says_which_sections_there_are(fresh: Path, ebulletin: Run) -> None:
    done = ebulletin("compose", "add", "first-bulletin", "lado", "--section", "Nope", cwd=fresh)

    assert done.returncode == 2
    assert "1 What is new; 2 Training" in done.stderr


def test_the_last_bulletin_is_rolled_forward_without_what_is_over(
    fresh: Path, ebulletin: Run
) -> None:
    done = ebulletin(
        "new", "bulletin", "--from-last", "--date", "6 January 2027", "--yes", cwd=fresh
    )

    assert done.returncode == 0, done.stderr
    assert "Dropped safeguarding-basics: all its sessions are past." in done.stderr
    text = (fresh / "bulletins/2027-01-bulletin.yaml").read_text()
    assert "issue_number: 2\n" in text
    assert "status: draft" in text
    assert "subject" not in text
    assert ebulletin("build", "2027-01-bulletin", cwd=fresh).returncode == 0


def test_list_shows_bulletins_and_items_for_people_and_for_programs(
    fresh: Path, ebulletin: Run
) -> None:
    shown = ebulletin("list", cwd=fresh)
    record = json.loads(ebulletin("list", "--json", cwd=fresh).stdout)

    assert "first-bulletin  Wednesday 2 December 2026" in shown.stdout
    assert record["bulletins"][0]["slug"] == "first-bulletin"
    assert {item["id"] for item in record["items"]} >= {"welcome", "lado"}


def test_check_prints_findings_in_three_forms(fresh: Path, ebulletin: Run) -> None:
    item = fresh / "items/updates/welcome.md"
    item.write_text(item.read_text().replace("summary:", "sumary:"))

    text = ebulletin("check", cwd=fresh)
    as_json = ebulletin("check", "--format", "json", cwd=fresh)
    github = ebulletin("check", "--format", "github", "--select", "ITM", cwd=fresh)

    assert text.returncode == 1
    assert "items/updates/welcome.md:5:1: ITM104 error" in text.stdout
    assert "help: " in text.stdout
    (finding,) = [f for f in json.loads(as_json.stdout)["findings"] if f["code"] == "ITM104"]
    assert (finding["line"], finding["column"]) == (5, 1)
    assert github.stdout.startswith(
        "::error file=items/updates/welcome.md,line=5,col=1,title=ITM104::"
    )


def test_one_bad_file_does_not_hide_the_others(fresh: Path, ebulletin: Run) -> None:
    (fresh / "items/updates/broken.md").write_text("---\ntitle: Neglect: the signs\n---\n")
    (fresh / "items/updates/latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\n")

    done = ebulletin("check", cwd=fresh)

    assert "items/updates/broken.md" in done.stdout
    assert "items/updates/latin.md" in done.stdout
    assert "Traceback" not in done.stderr + done.stdout


def test_explain_tells_what_a_check_finds(fresh: Path, ebulletin: Run) -> None:
    known = ebulletin("explain", "itm101", cwd=fresh)
    unknown = ebulletin("explain", "ITM999", cwd=fresh)

    assert known.returncode == 0
    assert known.stdout.startswith("ITM101 unreadable-file (error)")
    assert unknown.returncode == 2


@pytest.mark.parametrize("name", ["event", "bulletin", "partnership"])
def test_schemas_are_json_schemas(name: str, tmp_path: Path, ebulletin: Run) -> None:
    schema = json.loads(ebulletin("schema", name, cwd=tmp_path).stdout)

    assert schema["type"] == "object"
    assert schema["properties"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_one_line_to_add(shell: str, tmp_path: Path, ebulletin: Run) -> None:
    line = ebulletin("completion", shell, cwd=tmp_path)
    script = ebulletin("completion", shell, "--script", cwd=tmp_path)

    assert line.returncode == 0
    assert "_EBULLETIN_COMPLETE" in line.stdout
    assert "ebulletin" in script.stdout


def test_every_command_has_help_that_ends_in_an_example(ebulletin: Run) -> None:
    from ebulletin.cli import COMMANDS

    top = ebulletin("--help")
    for name, (_, line) in COMMANDS.items():
        shown = ebulletin(name, "--help")

        assert f"{line}" in " ".join(top.stdout.split())
        assert "Example:\n" in shown.stdout, name
        assert f"ebulletin {name}" in shown.stdout
