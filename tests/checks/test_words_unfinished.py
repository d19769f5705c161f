"""Paragraphs that end, and those that were cut."""

import pytest

from check_bench import Checks


@pytest.mark.parametrize("end", ["#kiteweek", "@KiteClub", "**#kiteweek**"])
def test_a_tag_or_an_account_ends_a_paragraph(checks: Checks, end: str) -> None:
    assert checks.in_item("TXT119", f"Show us what you flew on Sunday: {end}") == []


def test_a_word_that_wants_another_is_cut_short(checks: Checks) -> None:
    [found] = checks.in_item("TXT119", "Show us on Sunday what you flew to")

    assert "seems to be cut short" in found.message
