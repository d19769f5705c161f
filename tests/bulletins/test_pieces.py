"""Names of files in the output."""

import re

import pytest

from ebulletin.bulletins.pieces import output_name


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("desk-card.png", "desk-card.png"),
        ("quay/map.png", "quay--map.png"),
        ("notes_v2.1.pdf", "notes_v2.1.pdf"),
    ],
)
def test_plain_names_stay(file: str, name: str) -> None:
    assert output_name(file) == name


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        ("Desk Card.PNG", r"desk-card-\w{6}\.png"),
        ("Été à Ostley.jpeg", r"ete-a-ostley-\w{6}\.jpeg"),
        ("图.png", r"file-\w{6}\.png"),
        ("a/B (new).pdf", r"a--b-new-\w{6}\.pdf"),
        ("No Ending", r"no-ending-\w{6}"),
    ],
)
def test_others_become_small_letters_and_hyphens(file: str, pattern: str) -> None:
    assert re.fullmatch(pattern, output_name(file))


def test_names_that_differ_in_capitals_alone_stay_apart() -> None:
    names = {output_name(file) for file in ("Card.png", "card.png", "CARD.png", "card .png")}

    assert len(names) == 4
