"""Two outputs side by side."""

from ebulletin.preview.comparing import Side, compare
from ebulletin.preview.model import Stretch

BEFORE = Side(
    "Before", "Ring the hub.\n\nIt is open on Monday.\n\nGone.\n",
    '<p>Before</p><a href="https://one.example.org">One</a><a href="#top">Top</a>',
)  # fmt: skip
AFTER = Side(
    "After", "Ring the hub.\n\nIt is open on Friday.\n",
    '<p>After it</p><a href="https://two.example.org">Two</a>',
)  # fmt: skip


def test_words_that_differ_stand_in_their_sentence() -> None:
    found = compare(BEFORE, AFTER)

    assert (found.before, found.after) == ("Before", "After")
    words = [each for paragraph in found.paragraphs for each in paragraph]
    assert Stretch("both", "It is open on") in words
    assert any(each.is_in == "before" and "Monday." in each.words for each in words)
    assert any(each.is_in == "after" and "Friday." in each.words for each in words)
    assert not any("hub" in each.words for each in words)


def test_links_and_sizes_that_differ_are_told() -> None:
    found = compare(BEFORE, AFTER)

    assert found.links_gone == ("https://one.example.org",)
    assert found.links_new == ("https://two.example.org",)
    assert (found.words_before, found.words_after) == (9, 8)
    assert (found.bytes_before, found.bytes_after) == (len(BEFORE.html), len(AFTER.html))


def test_what_is_the_same_differs_in_nothing() -> None:
    found = compare(BEFORE, BEFORE)

    assert (found.paragraphs, found.links_gone, found.links_new) == ((), (), ())


def test_very_long_changes_are_shown_whole() -> None:
    one, other = (Side("", " ".join(f"{word}{n}" for n in range(3_000)), "") for word in "ab")

    (paragraph,) = compare(one, other).paragraphs

    assert [each.is_in for each in paragraph] == ["before", "after"]
