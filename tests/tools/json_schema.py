"""What a value breaks of a JSON Schema, for the words of it that our own schemas use."""

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,),
    "null": (type(None),), "integer": (int,), "number": (int, float),
}  # fmt: skip
_KNOWN = {
    "$defs", "$ref", "$schema", "additionalProperties", "anyOf", "description", "enum", "items",
    "minimum", "pattern", "properties", "required", "title", "type",
}  # fmt: skip


def broken(value: Any, schema: dict[str, Any]) -> list[str]:
    """Each thing that does not fit, with where it stands; empty if all fits.

    Raises:
        LookupError: The schema uses a word that is not known here.
    """
    return list(_broken(value, schema, schema, "the whole"))


def _broken(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    if unknown := schema.keys() - _KNOWN:
        raise LookupError(f"{at}: {sorted(unknown)}")
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _broken(value, root["$defs"][name], root, at)
    if "anyOf" in schema and all(list(_broken(value, each, root, at)) for each in schema["anyOf"]):
        yield f"{at}: none of the forms"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not offered"
    if "type" in schema and not _is(value, schema["type"]):
        yield f"{at}: {value!r} is no {schema['type']}"
        return
    if isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too small"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r} has another form"
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _broken(each, schema.get("items", {}), root, f"{at}, {number}")
    if isinstance(value, dict):
        yield from _broken_fields(value, schema, root, at)


def _broken_fields(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    fields = schema.get("properties", {})
    yield from (
        f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value
    )
    for name, each in value.items():
        if name in fields:
            yield from _broken(each, fields[name], root, f"{at}, {name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}: {name} is not known"


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _TYPES[name])
