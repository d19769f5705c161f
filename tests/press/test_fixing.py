"""What can be mended without a choice is mended, and every other byte stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ebulletin.checks.rule import CATALOGUE
from ebulletin.checks.run import catalogue
from ebulletin.findings import Edit, Finding, Place
from ebulletin.press.checking import check
from ebulletin.press.fixing import Fixing, find_fixes
from ebulletin.workspace import open_workspace

NAME = "items/updates/bench.md"
ITEM = """\
---
kind: update
title: A bench by the canal
distribution: public  # for everyone
status: redy
sumary: Where to sit.
---
The session is from 5-6:45pm on 3rd December 2026.

> The session was from 5-6:45pm, he said.
"""
MENDED = """\
---
kind: update
title: A bench by the canal
distribution: public  # for everyone
status: ready
summary: Where to sit.
---
The session is from 5pm to 6:45pm on 3 December 2026.

> The session was from 5-6:45pm, he said.
"""


def only_here(finding: Finding) -> bool:
    return finding.place.path == NAME


def fixes_of(workspace: Path, raw: bytes) -> Fixing:
    (workspace / NAME).write_bytes(raw)
    return find_fixes(workspace, only_here)


def mended(workspace: Path, raw: bytes) -> bytes:
    fixing = fixes_of(workspace, raw)
    assert [each.path for each in fixing.changes] == [NAME], fixing
    return fixing.changes[0].after


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_mends_keep_comments_line_ends_and_quoted_speech(
    line_end: str, mark: str, workspace: Path
) -> None:
    raw = (mark + ITEM).replace("\n", line_end).encode()

    after = mended(workspace, raw)

    assert after.decode() == (mark + MENDED).replace("\n", line_end)


def test_nothing_is_written(workspace: Path) -> None:
    fixes_of(workspace, ITEM.encode())

    assert (workspace / NAME).read_text() == ITEM
    assert not (workspace / ".ebulletin").exists()


def test_mending_again_changes_nothing(workspace: Path) -> None:
    after = mended(workspace, ITEM.encode())

    again = fixes_of(workspace, after)

    assert again == Fixing()


def test_what_a_mend_uncovers_is_mended_in_the_next_round(workspace: Path) -> None:
    unreadable = ITEM.replace("sumary: Where to sit.", "sumary: Where to sit: by the lock.")

    after = mended(workspace, unreadable.encode())

    expected = MENDED.replace("summary: Where to sit.", 'summary: "Where to sit: by the lock."')
    assert after.decode() == expected


def test_before_and_after_are_shown_as_a_diff(workspace: Path) -> None:
    (change,) = fixes_of(workspace, ITEM.replace("\n", "\r\n").encode()).changes

    lines = change.diff().split("\n")

    assert lines[:2] == [f"--- a/{NAME}", f"+++ b/{NAME}"]
    assert "-status: redy" in lines
    assert "+status: ready" in lines
    assert lines[-1] == " > The session was from 5-6:45pm, he said."


def test_how_many_findings_are_mended_is_counted(workspace: Path) -> None:
    before = {each.code for each in check_here(workspace, ITEM) if each.fix}

    fixing = fixes_of(workspace, ITEM.encode())

    assert {"ITM104", "ITM107"} <= before
    assert fixing.mended == 4


def check_here(workspace: Path, text: str) -> list[Finding]:
    (workspace / NAME).write_text(text)
    return [each for each in check(open_workspace(workspace)).findings if only_here(each)]


def test_what_is_ignored_with_a_reason_stays(workspace: Path) -> None:
    ignoring = ITEM.replace(
        "status: redy",
        "status: ready\nignore: [{code: DAT110, why: The poster has these very words.}]",
    )

    after = mended(workspace, ignoring.encode()).decode()

    assert "from 5-6:45pm on 3 December 2026" in after


def test_only_what_is_wanted_is_mended(workspace: Path) -> None:
    (workspace / NAME).write_text(ITEM)

    fixing = find_fixes(workspace, lambda each: only_here(each) and each.code == "ITM107")

    assert fixing.changes[0].after.decode() == ITEM.replace("redy", "ready")


def test_an_edition_of_the_past_stays_as_it_was(workspace: Path) -> None:
    (workspace / "bulletins/2019-04-lantern.yaml").write_text(
        "series: lantern\nedition: Spring 2019\ndate: 9 April 2019\narchive: yes\n"
        "rebuilt_on: 2026-09-23\nstatus: ready\nsections:\n  - {heading: Old, items: [bench]}\n"
    )
    text = MENDED.replace("5pm to 6:45pm", "5-6:45pm")

    assert fixes_of(workspace, text.encode()) == Fixing()


def test_the_demonstration_has_nothing_to_mend_or_mends_to_something_stable(
    workspace: Path,
) -> None:
    fixing = find_fixes(workspace)
    for change in fixing.changes:
        (workspace / change.path).write_bytes(change.after)

    assert find_fixes(workspace).changes == ()


# --- Rules that mend badly: what the product promises in spite of them ------------------------


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, list[tuple[Edit, ...]]]]:
    """Mends by the words of a file: what a rule would propose while the file holds those words."""
    from dataclasses import replace

    wanted: dict[str, list[tuple[Edit, ...]]] = {}
    rule = catalogue()["DAT111"]

    def look(subject):  # type: ignore[no-untyped-def]
        for words, fixes in wanted.items():
            if subject.source.path == NAME and words in subject.source.text:
                for number, fix in enumerate(fixes):
                    yield rule.finding(fix[0].start, f"planted {number}", "Mend it.", fix=fix)

    monkeypatch.setitem(CATALOGUE, "DAT111", replace(rule, look=look))
    catalogue.cache_clear()
    yield wanted
    monkeypatch.undo()
    catalogue.cache_clear()


def edit(line: int, column: int, until: int, text: str, path: str = NAME) -> Edit:
    return Edit(Place(path, line, column), Place(path, line, until), text)


CLEAN = MENDED.replace("> The session was", "The session was").replace("5-6:45pm", "5pm to 6:45pm")
BODY = CLEAN.split("\n").index("The session is from 5pm to 6:45pm on 3 December 2026.") + 1


def test_of_two_mends_of_the_same_words_the_first_wins(
    workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    planted["The session is"] = [
        (edit(BODY, 1, 12, "Our meeting"),), (edit(BODY, 5, 12, "course"),)
    ]  # fmt: skip

    assert b"\nOur meeting is from" in mended(workspace, CLEAN.encode())


def test_a_mend_in_two_places_is_made_whole_or_not_at_all(
    workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    planted["The session is"] = [
        (edit(BODY, 1, 4, "Our"),), (edit(BODY, 1, 4, "This"), edit(BODY, 5, 12, "course"))
    ]  # fmt: skip

    assert b"\nOur session is from" in mended(workspace, CLEAN.encode())


def test_a_file_that_a_mend_would_make_unreadable_is_left_alone(
    workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    planted["The session is"] = [(edit(1, 1, 4, "title: a: b"),)]

    fixing = fixes_of(workspace, CLEAN.encode())

    assert fixing.changes == ()
    assert fixing.notes == (
        f"{NAME} is left for you to mend by hand: mending it would make it unreadable.",
    )


def test_mends_that_undo_each_other_leave_the_file_alone(
    workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    planted["The session is"] = [(edit(BODY, 5, 12, "meeting"),)]
    planted["The meeting is"] = [(edit(BODY, 5, 12, "session"),)]

    fixing = fixes_of(workspace, CLEAN.encode())

    assert fixing.changes == ()
    assert "two mends undo each other" in fixing.notes[0]


def test_mending_that_never_ends_stops_and_says_so(
    workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    planted["The session is"] = [(edit(BODY, 15, 15, "really "),)]

    fixing = fixes_of(workspace, CLEAN.encode())

    assert fixing.changes[0].after.count(b"really ") == 5
    assert "run `ebulletin check --fix` again" in fixing.notes[0]


@pytest.mark.parametrize("path", ["../outside.md", "items/assets/picture.png"])
def test_a_mend_outside_the_texts_of_the_workspace_is_refused(
    path: str, workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    (workspace.parent / "outside.md").write_text("---\n")
    planted["The session is"] = [(edit(1, 1, 1, "x", path),)]
    (workspace / NAME).write_text(CLEAN)

    fixing = find_fixes(workspace, lambda each: each.code == "DAT111")

    assert fixing.changes == ()
    assert path in fixing.notes[0]


@pytest.mark.parametrize(
    "body",
    [
        "> The session was long and good.",
        '"The session was long and good," he said.',
        "He said \u201cThe session was long and good.\u201d",
    ],
)
@pytest.mark.parametrize("until", [0, 7])
def test_words_that_somebody_said_are_never_changed(
    body: str, until: int, workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    text = CLEAN.split("The session is")[0] + f"Words before.\n\n{body}\n"
    column = body.index("session") + 1
    planted["The session was"] = [(edit(BODY + 2, column, column + until, "meeting"),)]

    assert fixes_of(workspace, text.encode()).changes == ()


def test_words_beside_what_somebody_said_are_changed(
    workspace: Path, planted: dict[str, list[tuple[Edit, ...]]]
) -> None:
    body = '"The session was long and good," he said.'
    text = CLEAN.split("The session is")[0] + f"{body}\n"
    at = body.index("he said") + 1
    planted[" he said"] = [(edit(BODY, at, at + 2, "she"),)]

    assert mended(workspace, text.encode()).decode().endswith('good," she said.\n')
