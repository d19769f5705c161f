"""Colours can be read in every theme, and the check finds those that cannot."""

from pathlib import Path

import pytest

from ebulletin.bulletins.composed import Brand
from ebulletin.templates.inversion import Inversion, inverted
from ebulletin.templates.load import load_theme
from ebulletin.templates.tokens import (
    COLOUR_NAMES,
    PILLS,
    Tokens,
    contrast_pairs,
    contrast_ratio,
    parse_colour,
)
from ebulletin.values.colours import Colour, contrast, parse_css_colour

THEMES = ("shield", "newsletter", "minutes")
# The least contrast of each token on the grounds that it stands on: in light, in dark.
LEAST = {
    "text": ((13.31, 12.10), (13.71, 12.03), (14.06, 12.22)),
    "muted": ((6.42, 7.15), (6.06, 7.23), (6.25, 7.21)),
    "heading": ((8.31, 8.50), (9.93, 8.94), (8.51, 9.20)),
    "link": ((7.00, 8.07), (7.17, 7.83), (6.88, 8.01)),
    "accent": ((5.60, 8.09), (6.02, 7.17), (5.68, 9.20)),
    "danger": ((7.03, 7.65), (7.03, 7.65), (7.03, 7.65)),
    "on_brand": ((9.18, 9.18), (11.26, 11.26), (9.57, 9.57)),
    "button": ((8.31, 8.50), (9.97, 8.94), (8.51, 9.20)),
    "on_button": ((9.18, 10.93), (11.26, 11.46), (9.57, 11.31)),
    "edge": ((4.40, 4.57), (4.43, 4.43), (4.06, 4.45)),
}


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_names_every_colour_for_light_and_dark(theme: str) -> None:
    tokens = load_theme(theme).tokens

    assert set(tokens.light) == set(COLOUR_NAMES)
    assert set(tokens.dark) == set(COLOUR_NAMES)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_colours_of_a_theme_can_be_read(theme: str) -> None:
    pairs = contrast_pairs(load_theme(theme).tokens)

    assert [pair for pair in pairs if pair.falls_short] == []


@pytest.mark.parametrize("token", LEAST)
@pytest.mark.parametrize("theme", THEMES)
def test_the_least_contrast_of_a_token_is_the_documented_one(theme: str, token: str) -> None:
    pairs = [pair for pair in contrast_pairs(load_theme(theme).tokens) if pair.front == token]

    light = min(pair.ratio for pair in pairs if pair.mode == "light")
    dark = min(pair.ratio for pair in pairs if pair.mode == "dark")
    assert (light, dark) == LEAST[token][THEMES.index(theme)]


@pytest.mark.parametrize("inversion", ["partial", "full"])
@pytest.mark.parametrize("theme", [*THEMES, "lantern"])
def test_colours_can_be_read_where_mail_readers_turn_them_round(
    theme: str, inversion: Inversion, root: Path
) -> None:
    colours = load_theme(theme, root / "templates").tokens.light
    turned = {
        name: {role: inverted(_colour(value), role, inversion) for role in ("word", "ground")}
        for name, value in colours.items()
    }

    # The edge of a button is a line: it is turned as words are.
    faint = [
        (pair.front, pair.ground)
        for pair in contrast_pairs(Tokens(colours, colours))
        if contrast(turned[pair.front]["word"], turned[pair.ground]["ground"]) < pair.least
    ]
    assert faint == []


@pytest.mark.parametrize("inversion", ["partial", "full"])
@pytest.mark.parametrize("word", PILLS)
def test_pills_can_be_read_there_too(word: str, inversion: Inversion) -> None:
    text = inverted(_colour(PILLS[word].text), "word", inversion)
    ground = inverted(_colour(PILLS[word].ground), "ground", inversion)

    assert contrast(text, ground) >= 4.5


def _colour(written: str) -> Colour:
    colour = parse_css_colour(written)
    assert colour is not None
    return colour


@pytest.mark.parametrize(("word", "ratio"), [("Red", 7.82), ("Amber", 10.22), ("Green", 6.52)])
def test_the_word_in_a_pill_can_be_read(word: str, ratio: float) -> None:
    pill = PILLS[word]

    assert contrast_ratio(pill.ground, pill.text) == pytest.approx(ratio, abs=0.01)


def test_contrast_runs_from_1_to_21_in_either_order() -> None:
    assert contrast_ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#777777") == 1


def test_a_pale_brand_colour_falls_short_under_white_words() -> None:
    tokens = load_theme("shield").tokens.with_brand(Brand(light=(("brand", "#A0B8C0"),)))

    short = [pair for pair in contrast_pairs(tokens) if pair.falls_short]

    assert ("on_brand", "brand", "light", 2.07) in [
        (pair.front, pair.ground, pair.mode, pair.ratio) for pair in short
    ]


def test_a_ratio_is_rounded_down_so_that_nothing_passes_by_rounding() -> None:
    tokens = load_theme("minutes").tokens.with_colours({"muted": "#777676", "page": "#FFFFFF"}, {})
    exact = contrast_ratio("#777676", "#FFFFFF")

    pairs = contrast_pairs(tokens)

    (pair,) = [p for p in pairs if (p.front, p.ground, p.mode) == ("muted", "page", "light")]
    assert pair.ratio <= exact < pair.ratio + 0.01


def test_the_brand_band_looks_the_same_by_night_unless_told_otherwise() -> None:
    tokens = load_theme("shield").tokens

    same = tokens.with_brand(Brand(light=(("brand", "#5B1F7A"), ("heading", "#5B1F7A"))))
    other = tokens.with_brand(Brand((("brand", "#5B1F7A"),), (("brand", "#2B0F3A"),)))

    assert same.dark["brand"] == "#5B1F7A"
    assert same.dark["heading"] == tokens.dark["heading"]
    assert other.dark["brand"] == "#2B0F3A"


@pytest.mark.parametrize(
    ("text", "colour"),
    [("0B4F5C", "#0B4F5C"), ("#0b4f5c", "#0B4F5C"), ("teal", None), ("#0B4", None), ("", None)],
)
def test_a_colour_is_six_digits_with_or_without_a_hash(text: str, colour: str | None) -> None:
    assert parse_colour(text) == colour
