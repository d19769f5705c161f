"""How a field is read from what was written, and what an editor may let an author write there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

# Editors read YAML as YAML: an unquoted 2026 is a number and true a truth, which are text here.
ANY_TEXT: JsonSchemaValue = {"type": ["string", "number", "boolean"]}


class Shape(BaseModel):
    """A closed, frozen shape: a key that it does not know is a fault, and nothing changes later.

    Attributes:
        called: What messages call it, such as `a link`.
        slips: Words that people write for its fields, with the field they mean.
    """

    called: ClassVar[str] = "this"
    slips: ClassVar[Mapping[str, str]] = {}

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True
    )


class BareShape(Shape):
    """A shape that may also be written as one bare value.

    Attributes:
        stands_for: The field that the bare value is then.
    """

    stands_for: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _bare_value(cls, written: Any) -> Any:
        return {cls.stands_for: written} if isinstance(written, str) else written

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either the bare value or the fields."""
        fields = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [ANY_TEXT, fields]}


@dataclass(frozen=True, slots=True, eq=False)
class Reads:
    """Marks a field as read by a function, whatever its type.

    Attributes:
        read: From what was written to the value; raises what pydantic reports.
        schema: JSON Schema of what may be written.
    """

    read: Callable[[object], Any]
    schema: JsonSchemaValue = field(default_factory=dict)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """The function alone; a value is written out as what it is."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """What may be written."""
        return dict(self.schema)


class OneOrMore:
    """Marks a tuple that may be written as a list, or as one value without brackets."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """One value is a list of one."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """One, or a list of them."""
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


def _as_list(value: object) -> object:
    return list(value) if isinstance(value, list | tuple) else [value]
