"""The author's words in a message."""

from ebulletin.values.errors import BadValueError, quoted


def test_words_are_quoted_on_one_line() -> None:
    assert quoted("one\n  two") == "'one two'"


def test_a_quote_has_at_most_sixty_characters() -> None:
    assert quoted("x" * 60) == f"'{'x' * 60}'"
    assert quoted("x" * 61) == f"'{'x' * 59}…'"


def test_a_bad_value_is_its_message() -> None:
    error = BadValueError("this is not a date: 'soon'", "Write one.", ("12 November 2026",))

    assert str(error) == error.message
    assert error.code == "ITM106"
