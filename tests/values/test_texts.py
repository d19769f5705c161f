"""One line, or a line per variant."""

import pytest

from ebulletin.values.errors import BadValueError
from ebulletin.values.texts import Texts, parse_texts


def test_one_line_is_for_all_variants() -> None:
    texts = parse_texts(" Spring dates ")

    assert texts == Texts("Spring dates")
    assert texts.of("public") == "Spring dates"


def test_a_map_gives_each_variant_its_line_and_the_others_none() -> None:
    texts = parse_texts({"professional": "For leads", "public": "For families"})

    assert texts.of("public") == "For families"
    assert texts.of("schools") is None


@pytest.mark.parametrize(
    "value", ["", "one\ntwo", [], ["one"], {}, {"public": ""}, {"public": ["a"]}, None]
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(BadValueError) as caught:
        parse_texts(value)

    assert "{professional:" in caught.value.help
