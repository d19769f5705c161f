"""What an officer types wrong is answered in plain words, and never looks like a good result."""

from pathlib import Path

import pytest

from acceptance_types import Run


@pytest.fixture
def fresh(tmp_path: Path, ebulletin: Run) -> Path:
    """A workspace as `init` makes it, in a folder with a space and an umlaut."""
    done = ebulletin("init", "Büro 1/mine", "--yes", "--date", "2026-12-02")
    assert done.returncode == 0, done.stderr
    return tmp_path / "Büro 1/mine"


@pytest.fixture
def broken(fresh: Path) -> Path:
    """A workspace whose only bulletin cannot be read."""
    file = fresh / "bulletins/first-bulletin.yaml"
    file.write_text(file.read_text().replace("subject:", "subjct:").replace("series:", "  series:"))
    return fresh


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("items/updtes",), "There is no file or folder 'items/updtes'"),
        (("--select", "ITN"), "No check has the code 'ITN'"),
        (("--ignore", "DAT10,ZZZ"), "No check has the code 'ZZZ'"),
    ],
)
def test_a_check_of_nothing_is_no_clean_result(
    fresh: Path, ebulletin: Run, words: tuple[str, ...], told: str
) -> None:
    done = ebulletin("check", *words, cwd=fresh)

    assert done.returncode == 2
    assert told in done.stderr
    assert "No problems" not in done.stderr


def test_a_path_of_check_may_start_at_the_workspace(
    fresh: Path, tmp_path: Path, ebulletin: Run
) -> None:
    (fresh / "items/updates/welcome.md").write_text("nothing\n")

    bad = ebulletin("-w", str(fresh), "check", "items/updates", cwd=tmp_path)
    good = ebulletin("check", "items/contacts/lado.md", cwd=fresh)

    assert bad.returncode == 1
    assert "items/updates/welcome.md:1:1: ITM101" in bad.stdout
    assert good.returncode == 0
    assert "elsewhere 1 error" in good.stderr


def test_a_bulletin_that_cannot_be_read_is_told_as_such(broken: Path, ebulletin: Run) -> None:
    named = ebulletin("build", "first-bulletin", cwd=broken)
    newest = ebulletin("build", cwd=broken)
    every = ebulletin("build", "--all", cwd=broken)
    shown = ebulletin("compose", "show", "first-bulletin", cwd=broken)
    listed = ebulletin("list", cwd=broken)

    for done in (named, every):
        assert done.returncode == 1
        assert "bulletins/first-bulletin.yaml:" in done.stderr
        assert "first-bulletin: not built." in done.stderr
    assert newest.returncode == 1
    assert "it is not known which bulletin is the newest" in newest.stderr
    assert shown.returncode == 1
    assert "`ebulletin check bulletins/first-bulletin.yaml`" in shown.stderr
    assert "1 file cannot be read and is not in this list" in listed.stderr


def test_what_was_built_before_a_bulletin_broke_is_taken_away(fresh: Path, ebulletin: Run) -> None:
    ebulletin("build", "first-bulletin", cwd=fresh)
    (fresh / "bulletins/first-bulletin.yaml").write_text("series: [\n")

    done = ebulletin("build", "first-bulletin", cwd=fresh)

    assert done.returncode == 1
    assert not (fresh / "out/first-bulletin").exists()


def test_rolling_forward_says_which_bulletin_it_passed_over(fresh: Path, ebulletin: Run) -> None:
    (fresh / "bulletins/second.yaml").write_text("series: [\n")

    done = ebulletin("new", "bulletin", "--from-last", "--date", "2027-02-03", cwd=fresh)

    assert done.returncode == 0, done.stderr
    assert "bulletins/second.yaml cannot be read and was passed over" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("item", "update", "--title", "T", "--id", "../../escaped"),
        ("item", "update", "--title", "T", "--id", "My File"),
        ("bulletin", "--date", "2027-03-03", "--slug", "../escaped"),
    ],
)
def test_a_name_that_is_no_id_writes_no_file(
    fresh: Path, ebulletin: Run, words: tuple[str, ...]
) -> None:
    before = sorted(fresh.rglob("*"))

    done = ebulletin("new", *words, "--yes", cwd=fresh)

    assert done.returncode == 2
    assert "is not an id. Use 2 to 64" in done.stderr
    assert sorted(fresh.rglob("*")) == before


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("resource", ("--url", "www.example.org/x"), "'www.example.org/x' is not a web address. "),
        ("priority", ("--number", "one"), "'one' is not a whole number. "),
        ("update", ("--contacts", "front-door, Jo B"), "'Jo B' is not an id. "),
        ("event", ("--date", "2 December 2026", "--time", "half nine"), "This is not a time: "),
        ("event", (), "--date is needed. It answers: On which day?\n"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused_before_a_file_is_written(
    fresh: Path, ebulletin: Run, kind: str, words: tuple[str, ...], told: str
) -> None:
    before = sorted(fresh.rglob("*"))

    done = ebulletin("new", "item", kind, "--title", "T", *words, "--yes", cwd=fresh)

    assert done.returncode == 2
    assert told in done.stderr
    assert sorted(fresh.rglob("*")) == before


def test_an_id_keeps_the_letters_under_accents(fresh: Path, ebulletin: Run) -> None:
    done = ebulletin("new", "item", "update", "--title", "It’s Noël’s café", "--yes", cwd=fresh)

    assert done.returncode == 0, done.stderr
    assert (fresh / "items/updates/its-noels-cafe.md").is_file()


def test_the_command_that_new_offers_can_be_typed_from_anywhere(
    fresh: Path, tmp_path: Path, ebulletin: Run
) -> None:
    inside = ebulletin("new", "item", "update", "--title", "One", "--yes", cwd=fresh)
    outside = ebulletin(
        "-w", str(fresh), "new", "item", "update", "--title", "Two", "--yes", cwd=tmp_path
    )

    assert "ebulletin check items/updates/one.md\n" in inside.stderr
    assert 'ebulletin check "Büro 1/mine/items/updates/two.md"\n' in outside.stderr


def test_bulletins_and_items_may_be_named_by_their_files(fresh: Path, ebulletin: Run) -> None:
    built = ebulletin("build", "bulletins\\first-bulletin.yaml", cwd=fresh)
    removed = ebulletin(
        "compose", "remove", "bulletins/first-bulletin.yaml", "items/updates/how-to-refer.md",
        cwd=fresh,
    )  # fmt: skip

    assert built.returncode == 0, built.stderr
    assert removed.returncode == 0, removed.stderr
    assert "how-to-refer" not in removed.stdout


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("update", ()),
        ("event", ("--date", "2 December 2026")),
        ("qa", ()),
        ("priority", ("--number", "1")),
    ],
)
def test_the_words_that_a_new_item_starts_with_are_never_printed_unnoticed(
    fresh: Path, ebulletin: Run, kind: str, words: tuple[str, ...]
) -> None:
    ebulletin("new", "item", kind, "--title", "Ready too soon", "--id", "soon", *words, "--yes",
              cwd=fresh)  # fmt: skip
    file = next(fresh.rglob("soon.md"))
    file.write_text(file.read_text().replace("status: draft", "status: ready"))

    done = ebulletin("check", str(file), cwd=fresh)

    assert done.returncode == 1
    assert "TXT101 error '[Insert" in done.stdout


@pytest.mark.parametrize(
    ("field", "told", "is_kept"),
    [
        ("", "It opens with welcome again", True),
        ("expires: 31 December 2026\n", "Dropped welcome, with which it opened: ", False),
    ],
)
def test_rolling_forward_looks_at_the_item_that_opens_the_bulletin(
    fresh: Path, ebulletin: Run, field: str, told: str, is_kept: bool
) -> None:
    file = fresh / "items/updates/welcome.md"
    file.write_text(file.read_text().replace("kind: update\n", f"kind: update\n{field}"))

    done = ebulletin("new", "bulletin", "--from-last", "--date", "2027-02-03", cwd=fresh)

    assert told in done.stderr
    text = (fresh / "bulletins/2027-02-bulletin.yaml").read_text()
    assert ("intro: welcome\n" in text) == is_kept


def test_a_contact_needs_no_text_and_is_ready_at_once(fresh: Path, ebulletin: Run) -> None:
    done = ebulletin(
        "new", "item", "contact", "--type", "team", "--name", "Hub", "--yes", cwd=fresh
    )

    assert done.returncode == 0, done.stderr
    assert "status: ready" not in done.stderr
    assert "below the second ---" not in done.stderr
