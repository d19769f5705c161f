"""A check after a change finds what a check from the start would find, and looks at less."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ebulletin.checks.rule import CATALOGUE, Rule, Stage
from ebulletin.checks.run import catalogue
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Finding
from ebulletin.press.checking import check
from ebulletin.press.kept import EVERY_ITEM, Kept, Watched
from ebulletin.workspace import Reading, open_workspace

EVENT = "items/events/first-days.md"
NEW = """\
---
kind: update
title: A bench by the canal
distribution: public
contacts: [nobody-there]
status: ready
---
Ring 01632 960555 at 5-6:45pm on 3rd December.
"""


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def added(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).write_text(text, encoding="utf-8")

    return change


def first_of(root: Path, folder: str) -> Path:
    return min((root / folder).rglob("*.md"))


def removed(folder: str) -> Callable[[Path], None]:
    return lambda root: first_of(root, folder).unlink()


def spoilt(folder: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        first_of(root, folder).write_text("---\ntitle: A: b\n", encoding="utf-8")

    return change


def every_item_says(words: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for file in sorted((root / "items").rglob("*.md"))[::3]:
            with file.open("a", encoding="utf-8") as opened:
                opened.write(f"\n{words}\n")

    return change


CHANGES = {
    "nothing": lambda _: None,
    "a new item with faults": added("items/updates/bench.md", NEW),
    "an item goes": removed("items/updates"),
    "an event goes": removed("items/events"),
    "a contact goes": removed("items/contacts"),
    "an item cannot be read any more": spoilt("items/updates"),
    "a contact cannot be read any more": spoilt("items/contacts"),
    "many items change": every_item_says("Please look at the the rota, and ring 01632 960555."),
    "the settings change": replaced("partnership.yaml", "demonstration: yes", "demonstration: no"),
    "a bulletin moves": replaced(
        "bulletins/2026-autumn-newsletter.yaml", "2026", "2027"
    ),
    "the settings cannot be read": added("partnership.yaml", "name: a: b\n"),
    "a new term": added("glossary.yaml", "- {term: MASH, means: the front door}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_check_after_a_change_finds_what_a_check_from_the_start_finds(
    name: str, workspace: Path
) -> None:
    reading, kept = Reading(), Kept()
    check(open_workspace(workspace, reading), kept)

    CHANGES[name](workspace)

    assert check(open_workspace(workspace, reading), kept) == check(open_workspace(workspace))


def test_one_change_after_the_other_is_seen_and_so_is_taking_them_back(workspace: Path) -> None:
    reading, kept = Reading(), Kept()
    clean = check(open_workspace(workspace, reading), kept)
    file = first_of(workspace, "items/updates")
    text = file.read_text(encoding="utf-8")

    file.write_text(f"{text}\nLook at the the rota.\n", encoding="utf-8")
    spoilt_once = check(open_workspace(workspace, reading), kept)
    file.write_text(text, encoding="utf-8")
    back = check(open_workspace(workspace, reading), kept)

    assert spoilt_once != clean
    assert back == clean


def test_a_file_that_did_not_change_is_not_looked_at_again(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, kept = Reading(), Kept()
    check(open_workspace(workspace, reading), kept)
    file = first_of(workspace, "items/resources")
    file.write_text(f"{file.read_text(encoding='utf-8')}\nMore words here.\n", encoding="utf-8")
    looked_at: list[str] = []
    for rule in catalogue().values():
        if rule.stage is Stage.FILE and rule.look is not None:
            monkeypatch.setitem(CATALOGUE, rule.code, _noting(rule, looked_at))
    catalogue.cache_clear()

    try:
        check(open_workspace(workspace, reading), kept)
    finally:
        monkeypatch.undo()
        catalogue.cache_clear()

    assert set(looked_at) == {file.relative_to(workspace).as_posix()}


def test_who_goes_through_all_items_rests_on_all_of_them() -> None:
    asked: set[str] = set()
    items = Watched({"a-b": 1, "c-d": 2}, asked)

    assert items.get("e-f") is None
    assert asked == {"e-f"}
    assert list(items.values()) == [1, 2]
    assert EVERY_ITEM in asked


def _noting(rule: Rule, looked_at: list[str]) -> Rule:
    look = rule.look
    assert look is not None

    def noting(subject: FileSubject) -> Iterator[Finding]:
        looked_at.append(subject.source.path)
        return look(subject)

    return replace(rule, look=noting)
