"""Colours as CSS writes them."""

import pytest

from ebulletin.values.colours import Colour, contrast, parse_css_colour

WHITE, BLACK = Colour(255, 255, 255), Colour(0, 0, 0)


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("#0B4F5C", Colour(11, 79, 92)),
        ("#abc", Colour(170, 187, 204)),
        ("#11223380", Colour(17, 34, 51, 128 / 255)),
        (" RebeccaPurple ", Colour(102, 51, 153)),
        ("rgb(1, 2, 300)", Colour(1, 2, 255)),
        ("rgba(1,2,3,.5)", Colour(1, 2, 3, 0.5)),
        ("rgb(100% 0% 0% / 25%)", Colour(255, 0, 0, 0.25)),
        ("transparent", Colour(0, 0, 0, 0.0)),
    ],
)
def test_every_way_to_write_a_colour_is_read(written: str, colour: Colour) -> None:
    assert parse_css_colour(written) == colour


@pytest.mark.parametrize("written", ["", "inherit", "#12345", "rgb(1,2)", "rgb(a,b,c)", "url(x)"])
def test_what_is_no_colour_is_none(written: str) -> None:
    assert parse_css_colour(written) is None


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast(BLACK, WHITE), 6) == 21
    assert contrast(WHITE, WHITE) == 1


def test_what_shines_through_mixes_with_its_ground() -> None:
    assert Colour(0, 0, 0, 0.5).over(WHITE) == Colour(128, 128, 128)


def test_a_colour_prints_as_css_reads_it() -> None:
    for colour in (Colour(11, 79, 92), Colour(1, 2, 3, 0.5)):
        assert parse_css_colour(str(colour)) == colour
