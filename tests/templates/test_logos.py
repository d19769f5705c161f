"""The partnership's mark can be made out on every ground that a mail reader may put behind it."""

from pathlib import Path

import pytest
from PIL import Image

from ebulletin.templates.inversion import inverted
from ebulletin.templates.load import load_theme
from ebulletin.values.colours import Colour, contrast, parse_css_colour

# WCAG 2.2, 1.4.11: what is needed to recognise a graphic.
LEAST = 3.0
OPAQUE = 128
ENOUGH = 0.25  # of the drawn pixels, which is more than any outline of the lantern needs


def grounds(theme: str, token: str, root: Path) -> list[Colour]:
    """A ground by day, by night, and as readers turn it round."""
    tokens = load_theme(theme, root / "templates").tokens
    light, dark = parse_css_colour(tokens.light[token]), parse_css_colour(tokens.dark[token])
    assert light is not None
    assert dark is not None
    return [light, dark, inverted(light, "ground", "partial"), inverted(light, "ground", "full")]


@pytest.mark.parametrize(
    ("picture", "theme", "token"),
    [
        ("lantern-dark.png", "shield", "brand"),
        ("lantern-dark.png", "lantern", "brand"),
        ("lantern.png", "newsletter", "surface"),
        ("lantern-dark.png", "newsletter", "surface"),
        ("lantern.png", "minutes", "surface"),
        ("lantern-dark.png", "minutes", "surface"),
    ],
)
def test_the_mark_survives_every_way_to_make_a_page_dark(
    picture: str, theme: str, token: str, root: Path
) -> None:
    with Image.open(root / "items/assets" / picture) as opened:
        small = opened.convert("RGBA").resize((60, 60))
    bytes_ = small.tobytes()
    pixels = zip(bytes_[::4], bytes_[1::4], bytes_[2::4], bytes_[3::4], strict=True)
    seen = [Colour(red, green, blue) for red, green, blue, alpha in pixels if alpha >= OPAQUE]

    for ground in grounds(theme, token, root):
        clear = sum(contrast(pixel, ground) >= LEAST for pixel in seen)

        assert clear / len(seen) >= ENOUGH, str(ground)
