"""Fields that take a value or one of a few words."""

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ebulletin.values.fields import DateField, Line, Shape
from ebulletin.values.words import OrWords


class Place(Shape):
    """Somewhere."""

    name: Line


Day = TypeAdapter(Annotated[date | str, OrWords(DateField, "to be confirmed")])
Somewhere = TypeAdapter(Annotated[Place | str, OrWords(Place, "not stated")])
Anywhere = TypeAdapter(Annotated[Place | str, OrWords(Place, "not stated", takes_lines=True)])


def codes(adapter: TypeAdapter[Any], value: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    return [error["type"] for error in caught.value.errors()]


def test_a_word_is_compared_as_choices_are() -> None:
    assert Day.validate_python("To-be  Confirmed") == "to be confirmed"


def test_anything_else_is_read_as_the_type() -> None:
    assert Day.validate_python("12 November 2026") == date(2026, 11, 12)
    assert codes(Day, "some day") == ["ITM106"]


def test_a_word_nearly_written_is_offered() -> None:
    with pytest.raises(ValidationError) as caught:
        Day.validate_python("to be confirmd")

    (error,) = caught.value.errors()
    assert error["type"] == "ITM107"
    assert error["ctx"]["offers"] == ["to be confirmed"]


def test_a_line_in_place_of_fields_is_one_fault() -> None:
    assert codes(Somewhere, "Tarn House") == ["ITM107"]


def test_a_line_stays_where_lines_are_taken() -> None:
    assert Anywhere.validate_python(" Tarn House ") == "Tarn House"
    assert Anywhere.validate_python("Not stated") == "not stated"
    assert Anywhere.validate_python({"name": "Tarn House"}) == Place(name="Tarn House")


def test_a_fault_in_the_fields_is_told_in_the_fields() -> None:
    assert codes(Anywhere, {"nmae": "Tarn House"}) == ["missing", "extra_forbidden"]


def test_an_editor_is_offered_the_words_and_the_type() -> None:
    words, _ = Day.json_schema()["anyOf"]

    assert words == {"enum": ["to be confirmed"]}
