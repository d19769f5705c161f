"""From words on the page to the line of the file."""

from pathlib import Path

import pytest

from ebulletin.press.previewing import Bench
from ebulletin.preview.locating import locate

EDITION_B = "2026-autumn-newsletter"
ARTICLE = "items/updates/chair-message-autumn-2026.md"


@pytest.fixture
def bench(root: Path) -> Bench:
    made = Bench(root)
    made.read()
    return made


def line_of(root: Path, path: str, start: str) -> int:
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_a_paragraph_is_found_in_its_item(bench: Bench, root: Path) -> None:
    words = "This newsletter comes from the Elmsvale and Saltmere Safeguarding Children Partnership"

    found = locate(bench, EDITION_B, "chair-message-autumn-2026", words)

    assert found == (ARTICLE, line_of(root, ARTICLE, "This newsletter comes from"))


def test_a_heading_of_a_section_is_found_in_the_bulletin(bench: Bench) -> None:
    path, line = locate(bench, EDITION_B, "", "What the board decided")

    assert path == f"bulletins/{EDITION_B}.yaml"
    assert line > 1


def test_what_stands_in_the_footer_is_found_in_the_settings(bench: Bench) -> None:
    path, _ = locate(bench, EDITION_B, "", "Tarn House, 2 Quay Street, Saltmere Quay")

    assert path == "partnership.yaml"


def test_words_of_plain_text_are_found_in_any_item(bench: Bench) -> None:
    words = "This newsletter comes from the Elmsvale and Saltmere"

    assert locate(bench, EDITION_B, "", words)[0] == ARTICLE


def test_words_that_are_nowhere_lead_to_the_top(bench: Bench) -> None:
    assert locate(bench, EDITION_B, "chair-message-autumn-2026", "qqq zzz") == (ARTICLE, 1)
    assert locate(bench, "nothing", "", "") == ("partnership.yaml", 1)
