"""JSON Schemas: what an editor may complete, and what it is not told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ebulletin.items.model import KINDS
from ebulletin.schemas import UnknownKindError, item_schema, partnership_schema, plan_schema

ALL = {**{kind: item_schema(kind) for kind in KINDS}, "bulletin": plan_schema(),
       "partnership": partnership_schema()}  # fmt: skip


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_needs_its_kind_and_may_leave_its_id_to_the_file(kind: str) -> None:
    schema = item_schema(kind)

    assert "kind" in schema["required"]
    assert "id" not in schema["required"]
    assert "id" in schema["properties"]
    assert "body" not in schema["properties"]
    assert schema["additionalProperties"] is False


def test_a_shorthand_is_offered_where_it_leads() -> None:
    assert item_schema("event")["properties"]["kind"]["enum"] == ["event", "training"]
    assert item_schema("resource")["properties"]["kind"]["enum"] == ["resource", "guidance"]
    assert item_schema("update")["properties"]["kind"]["enum"] == ["update"]


def test_an_event_has_sessions_or_a_date() -> None:
    assert item_schema("event")["anyOf"] == [{"required": ["sessions"]}, {"required": ["date"]}]


def test_a_list_may_be_one_value() -> None:
    tags = item_schema("update")["properties"]["tags"]

    one, several = tags["anyOf"]
    assert several == {"type": "array", "items": one}


def test_words_and_fields_are_both_offered() -> None:
    joining = item_schema("event")["properties"]["joining"]["anyOf"]

    assert joining[0] == {"enum": ["to follow", "not stated"]}
    assert joining[1] == {"$ref": "#/$defs/JoiningField"}


def test_a_bare_number_is_a_phone() -> None:
    phone = item_schema("contact")["$defs"]["PhoneField"]["anyOf"]

    assert "string" in phone[0]["type"]
    assert phone[1]["required"] == ["number"]


def test_a_variant_is_built_in_or_described() -> None:
    variant = plan_schema()["$defs"]["Variant"]["anyOf"]

    assert variant[0] == {"enum": ["professional", "public"]}
    assert variant[1]["required"] == ["name", "level"]


def test_a_bulletin_is_named_by_its_file() -> None:
    schema = plan_schema()

    assert "slug" not in schema["properties"]
    assert schema["required"] == ["series", "edition", "sections"]


def test_colours_may_stand_by_token_alone() -> None:
    colours = partnership_schema()["$defs"]["Colours"]["properties"]

    assert {"light", "dark", "brand", "on_button"} <= colours.keys()


def test_names_are_those_that_authors_write() -> None:
    assert "for" in item_schema("resource")["properties"]
    holiday = partnership_schema()["$defs"]["SchoolHoliday"]
    assert holiday["required"] == ["name", "from", "to"]


@pytest.mark.parametrize("name", ALL)
def test_every_field_says_what_it_is(name: str) -> None:
    schema = ALL[name]

    groups = [schema, *schema["$defs"].values()]
    fields = [each for group in groups for each in group.get("properties", {}).items()]

    # A reference is told where it leads.
    assert [name for name, told in fields if not {"description", "$ref"} & told.keys()] == []
    assert [name for name, told in schema["$defs"].items() if "description" not in str(told)] == []


@pytest.mark.parametrize("name", ALL)
def test_every_reference_leads_somewhere(name: str) -> None:
    schema = ALL[name]

    targets = {node["$ref"] for node in nodes(schema) if "$ref" in node}

    assert targets <= {f"#/$defs/{each}" for each in schema["$defs"]}


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_the_code_shows(name: str) -> None:
    written = json.dumps(ALL[name])

    assert "null" not in written
    assert "Attributes:" not in written


def test_an_unknown_kind_is_told_the_kinds() -> None:
    with pytest.raises(UnknownKindError, match="update, event, resource, qa, priority and contact"):
        item_schema("newsletter")
