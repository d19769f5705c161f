"""Words chosen from a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.values.choices import fold_choice, join_words, nearest

LETTERS = st.text("abc", max_size=5)


@pytest.mark.parametrize(
    "text", ["save the date", "Save-the-Date", "SAVE_THE_DATE", " savethedate"]
)
def test_case_spaces_hyphens_and_underscores_do_not_count(text: str) -> None:
    assert fold_choice(text) == "savethedate"


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("tittle", ["title"]),
        ("titel", ["title"]),
        ("tilte", ["title"]),
        ("Title", ["title"]),
        ("sumary", ["summary"]),
        ("tags", ["tags", "tag"]),
        ("tagz", ["tag", "tags"]),
        ("rag", ["tag", "tags"]),
        ("wholly", []),
        ("", []),
    ],
)
def test_the_nearest_words_are_found_the_nearest_first(word: str, near: list[str]) -> None:
    assert nearest(word, ["title", "summary", "tag", "tags"]) == near


def test_words_that_share_no_letter_are_never_near() -> None:
    assert nearest("no", ["ok", "yes"]) == []
    assert nearest("WA", ["KD"]) == []


def test_a_swap_of_neighbours_is_one_slip() -> None:
    assert nearest("abc", ["bac"], most=1) == ["bac"]
    assert nearest("abcd", ["badc"], most=1) == []


@given(LETTERS, LETTERS)
def test_nearness_does_not_depend_on_the_direction(left: str, right: str) -> None:
    for most in range(4):
        assert bool(nearest(left, [right], most)) == bool(nearest(right, [left], most))


@given(LETTERS, LETTERS)
def test_nearness_is_that_of_the_whole_table(left: str, right: str) -> None:
    distance = _slow_distance(left, right)

    shares_a_letter = distance < max(len(left), len(right), 1)
    assert bool(nearest(left, [right], 2)) == (distance <= 2 and shares_a_letter)


def _slow_distance(left: str, right: str) -> int:
    """Optimal string alignment from its definition, without a short cut."""
    if not left or not right:
        return len(left) + len(right)
    ways = [
        _slow_distance(left[:-1], right) + 1,
        _slow_distance(left, right[:-1]) + 1,
        _slow_distance(left[:-1], right[:-1]) + (left[-1] != right[-1]),
    ]
    if len(left) > 1 and len(right) > 1 and left[-2:] == right[-1] + right[-2]:
        ways.append(_slow_distance(left[:-2], right[:-2]) + 1)
    return min(ways)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a or b"),
        (["a", "b", "c"], "a, b or c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], joined: str) -> None:
    assert join_words(words, "or") == joined
