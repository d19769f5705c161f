"""The types of fields, as models use them."""

from datetime import date, time
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, TypeAdapter, ValidationError

from ebulletin.values.dates import When
from ebulletin.values.fields import (
    Choice,
    ContactId,
    ContactRefField,
    DateField,
    Email,
    Line,
    ListOf,
    MarkdownText,
    MoneyField,
    Number,
    Phone,
    Shape,
    Slug,
    TextsField,
    TimeField,
    Url,
    UrlOrUnknown,
    WhenField,
    WhoField,
    YesNo,
)
from ebulletin.values.money import Money
from ebulletin.values.people import ContactRef, NamedPerson
from ebulletin.values.texts import Texts
from ebulletin.values.times import TimeSpan

State = Annotated[Literal["open", "save the date"], Choice]
ALL: dict[str, Any] = {
    "contact id": ContactId,
    "contact": ContactRefField,
    "date": DateField,
    "email": Email,
    "line": Line,
    "list of lines": ListOf[Line],
    "markdown": MarkdownText,
    "money": MoneyField,
    "number": Number,
    "phone": Phone,
    "slug": Slug,
    "choice": State,
    "texts": TextsField,
    "time": TimeField,
    "url": Url,
    "url or unknown": UrlOrUnknown,
    "when": WhenField,
    "who": WhoField,
    "yes or no": YesNo,
}


def read(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: object) -> dict[str, Any]:
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (fault,) = caught.value.errors()
    return {"type": fault["type"], "msg": fault["msg"], **fault["ctx"]}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Line, "  Spring dates ", "Spring dates"),
        (MarkdownText, "One\n\ntwo\n", "One\n\ntwo"),
        (Slug, "front-door", "front-door"),
        (ContactId, "mash", "mash"),
        (YesNo, "yes", True),
        (YesNo, "FALSE", False),
        (Number, "012", 12),
        (DateField, "12/11/2026", date(2026, 11, 12)),
        (WhenField, "to be confirmed", When("to be confirmed", None, None, is_day=False)),
        (TimeField, "5 to 6pm", TimeSpan(time(17), time(18))),
        (MoneyField, "£12.50", Money(1250)),
        (Url, "https://esscp.example.org/a?b=c#d", "https://esscp.example.org/a?b=c#d"),
        (UrlOrUnknown, "Unknown", "unknown"),
        (UrlOrUnknown, "http://esscp.example.org", "http://esscp.example.org"),
        (Email, "Learning@ESSCP.example.org", "learning@esscp.example.org"),
        (Phone, "+44 1632 960110", "01632960110"),
        (WhoField, "Asha Penrose", NamedPerson("Asha Penrose")),
        (WhoField, "mash", ContactRef("mash")),
        (ContactRefField, {"id": "mash", "label": "Advice"}, ContactRef("mash", "Advice")),
        (TextsField, {"public": "Hello"}, Texts(None, (("public", "Hello"),))),
        (State, "Save-The_Date", "save the date"),
        (ListOf[Line], ["a", "b"], ("a", "b")),
        (ListOf[Slug], "one", ("one",)),
        (ListOf[WhoField], {"name": "Asha"}, (NamedPerson("Asha"),)),
    ],
)
def test_a_field_reads_text_and_keeps_what_is_read_already(
    kind: Any, text: object, value: object
) -> None:
    assert read(kind, text) == value
    assert read(kind, value) == value


@pytest.mark.parametrize(
    ("kind", "text", "offers"),
    [
        (Line, "one\ntwo", []),
        (Line, " ", []),
        (MarkdownText, "", []),
        (Slug, "Front Door", ["front-door"]),
        (Slug, "x", []),
        (ContactId, "Asha Penrose", []),
        (YesNo, "maybe", []),
        (Number, "1.5", []),
        (Number, "-1", []),
        (Number, "١٢", []),
        (Number, "1" * 10, []),
        (DateField, "14 November", []),
        (MoneyField, "45", ["£45"]),
        (Url, "www.example.org/a", ["https://www.example.org/a"]),
        (Url, "unknown", []),
        (Url, "javascript:alert(1)", []),
        (Url, "https://exa mple.org", []),
        (Url, "https://", []),
        (UrlOrUnknown, "ftp://example.org", []),
        (Email, "Ann <Ann@example.org>", ["ann@example.org"]),
        (Email, "mailto:ann@example.org", ["ann@example.org"]),
        (Email, "ann@example", []),
        (Email, "ann@@example.org", []),
        (Email, "ann@example.org, bob@example.org", []),
        (Email, "ann@example..org", []),
        (Email, "an n@example.org", ["n@example.org"]),
    ],
)
def test_what_does_not_fit_is_itm106_with_help_and_offers(
    kind: Any, text: str, offers: list[str]
) -> None:
    fault = refused(kind, text)

    assert fault["type"] == "ITM106"
    assert fault["help"]
    assert fault["offers"] == offers


def test_a_rule_of_its_own_gives_its_code() -> None:
    assert refused(DateField, "31 November 2026")["type"] == "DAT103"
    assert refused(Phone, "01632 960110/ 07700 900321")["type"] == "CON103"


def test_a_word_outside_a_choice_is_itm107_with_the_nearest() -> None:
    fault = refused(State, "safe the date")

    assert fault["type"] == "ITM107"
    assert fault["msg"] == "'safe the date' is not one of the words for this field"
    assert fault["help"] == "Write open or save the date."
    assert fault["offers"] == ["save the date"]


def test_braces_in_the_authors_words_stay_as_they_are() -> None:
    assert refused(DateField, "{help} {message}")["msg"] == "this is not a date: '{help} {message}'"


@pytest.mark.parametrize("kind", [Line, State, DateField, Url, YesNo])
@pytest.mark.parametrize(("value", "words"), [(["a"], "a list"), ({"a": "b"}, "a group of fields")])
def test_a_list_or_group_in_the_place_of_one_value_is_named(
    kind: Any, value: object, words: str
) -> None:
    assert refused(kind, value)["msg"] == f"one value is needed here, not {words}"


def test_a_fault_in_a_list_is_at_its_entry() -> None:
    with pytest.raises(ValidationError) as caught:
        read(ListOf[Number], ["1", "x"])

    assert caught.value.errors()[0]["loc"] == (1,)


@pytest.mark.parametrize("kind", ALL.values(), ids=ALL)
@pytest.mark.parametrize(
    "piece", ["a", "1", "1 ", "1,", ",111", "a@", "@", ".", "a.", "-1", "£1", "5:"]
)
def test_a_text_of_any_length_is_read_or_refused(kind: Any, piece: str) -> None:
    adapter = TypeAdapter[Any](kind)

    try:
        adapter.validate_python(piece * 20_000)
    except ValidationError as error:
        faults = error.errors()
    else:
        faults = []

    assert all(len(fault["msg"]) < 200 for fault in faults)


VALUES = st.recursive(
    st.text(max_size=20) | st.none() | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.mark.parametrize("kind", ALL.values(), ids=ALL)
@given(value=VALUES)
def test_any_value_is_read_or_refused(kind: Any, value: object) -> None:
    adapter = TypeAdapter[Any](kind)
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        faults = error.errors()
    else:
        faults = []

    assert all(fault["ctx"]["help"] for fault in faults)


class Sample(Shape):
    title: Line
    for_: ListOf[Line] = Field((), alias="for")


def test_a_shape_is_closed_and_frozen_and_takes_the_authors_word_for_a_keyword() -> None:
    sample = Sample.model_validate({"title": "A", "for": "parents"})

    assert sample.for_ == ("parents",)
    with pytest.raises(ValidationError, match="frozen"):
        sample.title = "B"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Sample.model_validate({"title": "A", "tittle": "B"})
