"""Bytes of a message: whatever the words, they decode to themselves and keep to the limits."""

import quopri
from email.header import decode_header, make_header

from hypothesis import given
from hypothesis import strategies as st

from ebulletin.delivery.encoding import (
    base64_lines,
    header_phrase,
    header_words,
    one_line,
    quoted_printable,
    quoted_value,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
LINES = st.lists(st.sampled_from(["", ".", "From x", " ", "é" * 90, "a" * 990, "=", "x\t", "\t"]))


def decoded(raw: bytes) -> str:
    return quopri.decodestring(raw).decode().replace("\r\n", "\n")


@given(WORDS)
def test_texts_decode_to_themselves(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")

    assert decoded(quoted_printable(text)) == lines


@given(LINES)
def test_no_line_is_too_long_or_needs_another_pass(parts: list[str]) -> None:
    raw = quoted_printable("\n".join(parts))

    assert decoded(raw) == "\n".join(parts)
    for line in raw.split(b"\r\n"):
        assert len(line) <= 76
        assert not line.startswith((b".", b"From "))
        assert not line.endswith((b" ", b"\t"))


@given(WORDS, WORDS, WORDS)
def test_a_value_between_soft_breaks_moves_nothing(before: str, value: str, after: str) -> None:
    first, last = one_line(before), one_line(after)
    shown = one_line(value)

    raw = quoted_printable(first) + b"=\r\n" + quoted_value(shown) + quoted_printable(last)

    assert decoded(raw) == first + shown + last
    assert max(len(line) for line in raw.split(b"\r\n")) <= 76


@given(WORDS)
def test_header_words_read_back_and_are_one_header(text: str) -> None:
    raw = header_words(text, len("Subject: "))
    unfolded = raw.replace("\r\n ", " ")

    assert str(make_header(decode_header(unfolded))).strip() == one_line(text).strip()
    assert raw.isascii()
    assert "\n" not in raw.replace("\r\n ", "")
    lines = raw.split("\r\n")
    assert max(len(line) for line in lines) <= 77
    assert len(lines[0]) + len("Subject: ") <= 78 or len(lines) == 1


def test_a_phrase_is_plain_quoted_or_encoded_as_it_needs() -> None:
    assert header_phrase("ESSCP team", 6) == "ESSCP team"
    assert header_phrase('Team "A", Ltd.', 6) == r'"Team \"A\", Ltd."'
    assert header_phrase("Zoë", 6).startswith("=?utf-8?b?")
    assert "\r" not in header_phrase("a\r\nBcc: x", 6)


def test_a_value_is_one_line_without_what_could_do_harm() -> None:
    assert one_line("  Ann \r\n\t Lee\0 ") == "Ann Lee"
    # A mark that turns the direction of writing would turn the telephone number behind it too.
    assert one_line("Ann\u202e01632") == "Ann 01632"
    assert one_line("\u00a0\u200b\ufeff") == ""
    assert one_line("محمد O'Neill-Zoë 👩‍👧") == "محمد O'Neill-Zoë 👩‍👧"


def test_files_are_cut_into_lines_that_every_server_takes() -> None:
    raw = base64_lines(bytes(range(256)) * 10)

    assert max(len(line) for line in raw.split(b"\r\n")) == 76
    assert raw.endswith(b"\r\n")
    assert base64_lines(b"") == b""
