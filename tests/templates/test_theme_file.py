"""theme.yaml is read with care, and what is wrong in it is said with its place."""

from pathlib import Path

import pytest

from ebulletin.templates.theme_file import ThemeFile, ThemeSettingsError, read_theme_file

SHOWN = "templates/harbour/theme.yaml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "theme.yaml"


def read(file: Path, text: str) -> ThemeFile:
    file.write_text(text, encoding="utf-8")
    return read_theme_file(file, SHOWN)


def test_a_theme_says_what_it_stands_on_its_size_and_its_colours(file: Path) -> None:
    theme = read(
        file,
        "extends: shield\nwidth: 620\nradius: 0\ncolours:\n"
        '  brand: 5b1f7a\n  accent: ["#8F4400", "#FFBE70"]\n',
    )

    assert (theme.extends, theme.width, theme.radius) == ("shield", 620, 0)
    assert theme.light == {"brand": "#5B1F7A", "accent": "#8F4400"}
    assert theme.dark == {"accent": "#FFBE70"}


def test_what_a_theme_does_not_say_is_left_open(file: Path) -> None:
    theme = read(file, "extends: minutes\n")

    assert theme == ThemeFile(extends="minutes")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("extend: shield\n", f"{SHOWN}:1:1: there is no setting 'extend' here"),
        ("width: 6000\n", f"{SHOWN}:1:8: width is a number of pixels from 480 to 700, not '6000'"),
        ("radius: round\n", "radius is a number of pixels from 0 to 24, not 'round'"),
        ("colours: teal\n", "write the colours as lines such as `brand: 7A1F5C`"),
        ("colours:\n  acent: 8F4400\n", f"{SHOWN}:2:10: no theme has a colour 'acent'. Did you"),
        ("colours:\n  brand: teal\n", "'teal' is not a colour. Write six digits, such as"),
        ("colours:\n  brand: [5B1F7A, 2B0F3A, 000000]\n", "is not a colour"),
        ("colours:\n  brand: []\n", "is not a colour"),
        ("colours: {brand: 5B1F7A\n", SHOWN),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_to_write(file: Path, text: str, said: str) -> None:
    with pytest.raises(ThemeSettingsError) as caught:
        read(file, text)

    assert said in str(caught.value)
