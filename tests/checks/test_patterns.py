"""Every pattern of the checks takes time in proportion to the text."""

import re
import time

import pytest

from ebulletin.checks import patterns

NAMED = {name: each for name, each in vars(patterns).items() if isinstance(each, re.Pattern)}
# What makes a careless pattern try every way of cutting a text up.
HOSTILE = (
    "a", " ", "a ", "A ", "AA ", "1", "1 ", "01 ", "(0", "0-", "a-", ".", "a.", "a@", "@a.", "-",
    "read ", "read,", "the the ", "here", "http://", "https://a", "www.", "[a", "((a", "*|A", "{{{",
    "<b", "&#1", "**", "__", "not ", "d.o.b ", "born on a ", "child A", "School ", "Aa School ",
    "case ref ", "1 jan ", "mon 1 ", "1-", "boyfriend is ", "let a ", "pass ", "\n", "\u00a0", "??",
    "1,,1", "'s ", "AB's ", "in order ",
)  # fmt: skip


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str) -> None:
    pattern = NAMED[name]

    def took(text: str) -> float:
        started = time.perf_counter()
        for _ in pattern.finditer(text):
            pass
        return time.perf_counter() - started

    for piece in HOSTILE:
        text = piece * (10_000 // len(piece))
        for hostile in (text, f"x{text}\u20ac"):
            # A quadratic pattern takes seconds here, a linear one a few milliseconds; a busy
            # machine may be slow once, not three times.
            assert any(took(hostile) < 0.3 for _ in range(3)), piece
