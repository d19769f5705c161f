"""Words as the id that they would make."""

import pytest

from ebulletin.values.slugs import slug_of


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Desk Card", "desk-card"),
        ("What's new?", "whats-new"),
        ("What\u2019s new", "whats-new"),
        ("Café – été 2026", "cafe-ete-2026"),
        ("--- a ---", "a"),
        ("日本", ""),
    ],
)
def test_an_id_keeps_letters_and_figures(words: str, slug: str) -> None:
    assert slug_of(words) == slug
