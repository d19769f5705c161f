"""Edits change the words that they name, and no other byte of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.findings import Edit, Place
from ebulletin.press.edits import Change, WrittenFile


def edit(line: int, column: int, until: int, text: str) -> Edit:
    return Edit(Place("a.md", line, column), Place("a.md", line, until), text)


def mended(raw: bytes, *edits: Edit) -> bytes:
    file = WrittenFile(raw)
    return file.with_changes([file.change(each) for each in edits])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"one\ntwo three\n", b"one\ntwo 3\n"),
        (b"one\r\ntwo three\r\n", b"one\r\ntwo 3\r\n"),
        (b"one\rtwo three\rfour", b"one\rtwo 3\rfour"),
        (b"\xef\xbb\xbfone\ntwo three", b"\xef\xbb\xbfone\ntwo 3"),
        (b"one\r\ntwo three\nfour\r\n", b"one\r\ntwo 3\nfour\r\n"),
        ("été\ntwo three\u2028x\n".encode(), "été\ntwo 3\u2028x\n".encode()),
    ],
)
def test_line_ends_and_byte_order_marks_stay(raw: bytes, expected: bytes) -> None:
    assert mended(raw, edit(2, 5, 10, "3")) == expected


def test_a_mark_at_the_start_is_no_column() -> None:
    assert mended(b"\xef\xbb\xbfone\r\n", edit(1, 1, 4, "1")) == b"\xef\xbb\xbf1\r\n"


def test_a_new_line_ends_as_most_lines_of_the_file_do() -> None:
    assert mended(b"a\r\nb\r\n", edit(2, 1, 1, "x\ny\n")) == b"a\r\nx\r\ny\r\nb\r\n"
    assert mended(b"a", edit(1, 2, 2, "\nb")) == b"a\nb"


def test_a_whole_line_goes_with_its_line_end() -> None:
    gone = Edit(Place("a.md", 2), Place("a.md", 3), "")

    assert mended(b"a\r\nb\r\nc\r\n", gone) == b"a\r\nc\r\n"
    assert mended(b"a\nb", gone) == b"a\n"


def test_several_edits_of_one_line_do_not_move_each_other() -> None:
    assert mended(b"one two\n", edit(1, 5, 8, "2"), edit(1, 1, 4, "first")) == b"first 2\n"


def test_places_beyond_the_text_are_its_end() -> None:
    assert mended(b"ab\ncd", edit(1, 2, 99, "x"), edit(9, 1, 1, "!")) == b"ax\ncd!"


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((0, 4), (4, 6), False),
        ((0, 4), (3, 6), True),
        ((0, 9), (3, 4), True),
        ((3, 3), (3, 3), True),
        ((3, 3), (3, 5), True),
        ((0, 3), (3, 3), False),
        ((0, 5), (3, 3), True),
    ],
)
def test_edits_meet_where_they_share_words_or_a_point(
    one: tuple[int, int], other: tuple[int, int], meet: bool
) -> None:
    first, second = Change(*one, "x"), Change(*other, "y")

    assert first.meets(second) is meet
    assert second.meets(first) is meet


@given(st.text(alphabet="ab \n\r\ufeffé"), st.integers(1, 5), st.integers(1, 5))
def test_an_edit_that_changes_nothing_gives_the_same_bytes(
    text: str, line: int, column: int
) -> None:
    raw = text.encode()

    assert mended(raw, edit(line, column, column, "")) == raw
