"""Colours in mail readers that turn light e-mail dark by themselves."""

import pytest

from ebulletin.templates.inversion import Role, inverted
from ebulletin.values.colours import Colour

WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
BAND = Colour(11, 79, 92)


def test_white_paper_becomes_the_dark_grey_of_outlook() -> None:
    assert str(inverted(WHITE, "ground", "partial")) == "#333333"
    assert str(inverted(WHITE, "ground", "full")) == "#333333"


def test_in_part_a_dark_band_and_its_white_words_stay() -> None:
    assert inverted(BAND, "ground", "partial") == BAND
    assert inverted(WHITE, "word", "partial") == WHITE


def test_in_full_they_change_places() -> None:
    assert inverted(BAND, "ground", "full").luminance > 0.4
    assert inverted(WHITE, "word", "full").luminance < 0.05


@pytest.mark.parametrize("role", ["word", "ground"])
def test_black_words_become_white_in_both(role: Role) -> None:
    assert inverted(BLACK, "word", "partial") == WHITE
    assert inverted(BLACK, role, "full") == WHITE


def test_what_shines_through_still_does() -> None:
    assert inverted(Colour(0, 0, 0, 0.5), "word", "full").alpha == 0.5
