"""What differs between two bulletins, in words."""

from dataclasses import replace
from typing import Any

import pytest
from sample_shield import shield_bulletin

from ebulletin.bulletins.changes import exact_changes, word_changes
from ebulletin.bulletins.composed import Bulletin, Link, Paragraph, Text

SHIELD = shield_bulletin()


def with_entries(bulletin: Bulletin, section: int, *keep: int) -> Bulletin:
    """The bulletin with some items of one section, in this order."""
    sections = list(bulletin.sections)
    group = sections[section].groups[0]
    entries = tuple(group.entries[each] for each in keep)
    sections[section] = replace(sections[section], groups=(replace(group, entries=entries),))
    return replace(bulletin, sections=tuple(sections))


def with_body(bulletin: Bulletin, *runs: Text | Link) -> Bulletin:
    """The bulletin with another body in its first item."""
    sections = list(bulletin.sections)
    group = sections[0].groups[0]
    entry = replace(group.entries[0], body=(Paragraph(tuple(runs)),))
    sections[0] = replace(
        sections[0], groups=(replace(group, entries=(entry, *group.entries[1:])),)
    )
    return replace(bulletin, sections=tuple(sections))


FIRST = SHIELD.sections[0].groups[0].entries[0].id


def test_the_same_bulletin_has_no_changes() -> None:
    changes = exact_changes(SHIELD, SHIELD)

    assert changes.in_words() == ()
    assert FIRST in changes.same


def test_other_words_and_other_links_of_an_item_are_changes() -> None:
    here = with_body(SHIELD, Link((Text("Here"),), "https://a.example.org", "web"))
    there = with_body(SHIELD, Link((Text("Here"),), "https://b.example.org", "web"))

    assert exact_changes(SHIELD, here).changed == (FIRST,)
    assert exact_changes(here, there).changed == (FIRST,)
    assert exact_changes(here, there).others == ()


def test_an_item_that_goes_and_comes_is_named() -> None:
    count = len(SHIELD.sections[0].groups[0].entries)
    assert count > 1
    fewer = with_entries(SHIELD, 0, *range(1, count))

    assert exact_changes(SHIELD, fewer).gone == (FIRST,)
    assert exact_changes(fewer, SHIELD).new == (FIRST,)
    assert f"the item {FIRST!r}, which is gone" in exact_changes(SHIELD, fewer).in_words()


def test_another_order_is_a_change() -> None:
    turned = with_entries(SHIELD, 0, 1, 0, *range(2, len(SHIELD.sections[0].groups[0].entries)))

    assert exact_changes(SHIELD, turned).in_words() == ("the order of the items",)
    assert word_changes(SHIELD, turned).changed == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"subject": (Text("Other"),)}, "the subject line"),
        ({"issue_number": 99}, "the issue number"),
        ({"footer": replace(SHIELD.footer, why="Because.")}, "the footer"),
        ({"safety": replace(SHIELD.safety, heading="Worried?")}, "the safety block"),
        ({"is_draft": True}, "whether it is a draft"),
    ],
)
def test_what_stands_round_the_items_is_named(change: dict[str, Any], words: str) -> None:
    other = replace(SHIELD, **change)

    assert exact_changes(SHIELD, other).in_words() == (words,)


def test_a_section_with_another_heading_is_named() -> None:
    sections = (replace(SHIELD.sections[0], heading=(Text("Our news"),)), *SHIELD.sections[1:])

    assert exact_changes(SHIELD, replace(SHIELD, sections=sections)).in_words() == (
        "the section 'Our news'",
    )
