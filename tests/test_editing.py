"""Values are changed in place, and everything else in the file stays as it was."""

import pytest

from ebulletin.editing import (
    NoSuchPlaceError,
    in_braces,
    insert_entry,
    quoted_if_needed,
    remove_entry,
    remove_key,
    set_value,
    written_like,
)

PLAN = """\
# The autumn edition
series: lantern
date: 2026-09-23  # a Wednesday
sections:
  # First the news
  - {heading: News, items: [one, two]}   # two of them
  - heading: Dates
    items:
      - three   # soon
      - id: four
        show: brief

      # a comment before the last
      - five
  - heading: Empty
    items: []
sign_off: {text: Thank you}
"""


def test_a_scalar_is_replaced_and_its_comment_stays() -> None:
    text = set_value(PLAN, ["date"], "2026-10-21")

    assert "date: 2026-10-21  # a Wednesday\n" in text
    assert text.replace("2026-10-21", "2026-09-23") == PLAN


def test_a_missing_key_is_added_at_the_end_of_its_mapping() -> None:
    assert set_value(PLAN, ["status"], "draft") == PLAN + "status: draft\n"
    assert "{text: Thank you, who: team}" in set_value(PLAN, ["sign_off", "who"], "team")


@pytest.mark.parametrize(
    ("section", "position", "expected"),
    [
        (0, 0, "items: [new, one, two]}   # two"),
        (0, 1, "items: [one, new, two]}   # two"),
        (0, 9, "items: [one, two, new]}   # two"),
        (1, 0, "    items:\n      - new\n      - three   # soon\n"),
        (1, 1, "      - three   # soon\n      - new\n      - id: four\n"),
        (1, 3, "      - five\n      - new\n  - heading: Empty\n"),
        (2, 0, "    items: [new]\n"),
    ],
)
def test_an_entry_is_inserted_where_it_was_asked_for(
    section: int, position: int, expected: str
) -> None:
    text = insert_entry(PLAN, ["sections", section, "items"], position, "new")

    assert expected in text
    assert text.count("\n") - PLAN.count("\n") in (0, 1)


def test_a_list_that_is_not_there_yet_is_made() -> None:
    text = insert_entry("sections:\n  - heading: News\n", ["sections", 0, "items"], 0, "one")

    assert text == "sections:\n  - heading: News\n    items: [one]\n"


@pytest.mark.parametrize(
    ("section", "position", "written", "expected"),
    [
        (0, 0, "one", "items: [two]}   # two"),
        (0, 1, "two", "items: [one]}   # two"),
        (1, 0, "three", "    items:\n      - id: four\n"),
        (1, 1, "id: four\n        show: brief", "      - three   # soon\n\n      # a comment"),
        (1, 2, "five", "      # a comment before the last\n  - heading: Empty\n"),
    ],
)
def test_an_entry_is_taken_out_and_given_back(
    section: int, position: int, written: str, expected: str
) -> None:
    text, entry = remove_entry(PLAN, ["sections", section, "items"], position)

    assert entry == written
    assert expected in text


def test_the_only_entry_leaves_an_empty_list() -> None:
    block = "items:\n  - one  # soon\nnext: two\n"
    flow = "items: [one]\nnext: two\n"

    assert remove_entry(block, ["items"], 0)[0] == "items: []  # soon\nnext: two\n"
    assert remove_entry(flow, ["items"], 0)[0] == "items: []\nnext: two\n"


def test_a_key_is_taken_out_with_its_value() -> None:
    assert "sign_off" not in remove_key(PLAN, ["sign_off"])
    assert remove_key(PLAN, ["nothing"]) == PLAN
    assert "  - items:\n" in remove_key(PLAN, ["sections", 1, "heading"])


def test_front_matter_is_changed_and_the_body_stays() -> None:
    item = "---\nkind: update\nstatus: draft\n---\nBody: with --- dashes\n"

    assert set_value(item, ["status"], "ready") == item.replace("draft", "ready")


def test_an_entry_over_several_lines_is_written_on_one() -> None:
    entry = 'id: four\n  label: Cold, wet  # a comment\n  speaker: {name: Ann, role: "Lead #1"}\n'

    written = in_braces(entry.replace("\n  ", "\n"))

    assert written == '{id: four, label: "Cold, wet", speaker: {name: Ann, role: "Lead #1"}}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a: 1\nb: 2\n", b"a: 1\nb: 3\n"),
        (b"a: 1\r\nb: 2\r\n", b"a: 1\r\nb: 3\r\n"),
        (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\r\nb: 3\r\n"),
    ],
)
def test_line_ends_and_mark_stay_as_they_were(before: bytes, after: bytes) -> None:
    assert written_like("a: 1\nb: 3\n", before) == after


def test_a_place_that_is_not_there_is_refused_in_plain_words() -> None:
    with pytest.raises(NoSuchPlaceError, match="sections > 9 > items"):
        remove_entry(PLAN, ["sections", 9, "items"], 0)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("Neglect: the signs", '"Neglect: the signs"'),
        ("{{ first_name }}", '"{{ first_name }}"'),
        ('He said "no"', 'He said "no"'),
        ('"No," he said', '"\\"No,\\" he said"'),
        ("a, b", '"a, b"'),
        ("Level 3 # revised", '"Level 3 # revised"'),
        ("", '""'),
    ],
)
def test_a_text_is_quoted_only_where_yaml_would_misread_it(text: str, written: str) -> None:
    assert quoted_if_needed(text) == written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("items:\nheading: A\n", "items: [two]\nheading: A\n"),
        ("items:\n", "items: [two]\n"),
    ],
)
def test_an_entry_can_be_put_behind_a_key_that_has_no_value_yet(before: str, after: str) -> None:
    assert insert_entry(before, ["items"], 0, "two") == after
