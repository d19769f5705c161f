"""Names in a text: what is nearly one, and what only looks like it."""

import pytest

from ebulletin.checks.names import Names

NAMES = Names(
    (name, name.casefold())
    for name in ("TarnfoldVA", "Juniper Hale", "Brackenholm", "St. Brannoc Hospice")
)


def near(text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.name) for each in NAMES.near(text)]


@pytest.mark.parametrize(
    ("text", "typed", "name"),
    [
        ("We asked Juniper Hail about it.", "Juniper Hail", "Juniper Hale"),
        ("We asked Junipr Hale about it.", "Junipr Hale", "Juniper Hale"),
        ("They moved to Brakenholm in May.", "Brakenholm", "Brackenholm"),
        ("They moved to Brackenhol in May.", "Brackenhol", "Brackenholm"),
        ("They rang St. Branoc Hospice twice.", "St. Branoc Hospice", "St. Brannoc Hospice"),
    ],
)
def test_a_name_with_a_slip_is_found(text: str, typed: str, name: str) -> None:
    assert near(text) == [(typed, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The schools in Tarnfold took part.",
        "It is for Tarnfold's schools and for all of Tarnfold.",
        "Please ask Juniper. Her hours are below.",
        'She said "ask Juniper." Hall and stage were full.',
        "We asked Juniper Hale about it.",
    ],
)
def test_a_place_in_a_name_and_a_new_sentence_are_no_slips(text: str) -> None:
    assert near(text) == []
