"""Fields that take a value or, instead of it, one of a few words such as `not stated`."""

from typing import Any

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ebulletin.values.choices import fold_choice, join_words, nearest
from ebulletin.values.errors import BadValueError, quoted
from ebulletin.values.fields import Line, fault

# The branches of a union stand in the place that pydantic reports; `shaping` drops these.
_SHAPE, _LINE = "<shape>", "<line>"


class OrWords:
    """Marks a field of one type that also takes some words: `Annotated[A | str, OrWords(A, "b")]`.

    The words are compared as choices are. A fault is that of the one type which the author meant,
    so that it gives one finding. With `takes_lines` any other line stays as it is written.
    """

    def __init__(self, value_type: Any, *words: str, takes_lines: bool = False) -> None:
        self.value_type = value_type
        self.words = words
        self.takes_lines = takes_lines
        self._by_form = {fold_choice(word): word for word in words}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read a word of the list as itself, and anything else as the type."""
        inner = handler.generate_schema(self.value_type)
        line = handler.generate_schema(Line) if self.takes_lines else None
        takes_shape_only = _is_shape(self.value_type) and line is None
        if line is not None:
            inner = core_schema.tagged_union_schema({_SHAPE: inner, _LINE: line}, _branch)

        def read(value: Any, validate: core_schema.ValidatorFunctionWrapHandler) -> Any:
            if not isinstance(value, str):
                return validate(value)
            form = fold_choice(value)
            if form in self._by_form:
                return self._by_form[form]
            close = nearest(form, self._by_form)
            if close or takes_shape_only:
                raise self._bad_word(value, tuple(self._by_form[each] for each in close))
            return validate(value)

        return core_schema.no_info_wrap_validator_function(read, inner)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either one of the words or the type."""
        return {"anyOf": [{"enum": list(self.words)}, handler(schema)]}

    def _bad_word(self, text: str, offers: tuple[str, ...]) -> Exception:
        advice = f"Write {join_words(self.words, 'or')}"
        if _is_shape(self.value_type):
            advice += ", or give its fields on lines of their own"
        return fault(
            BadValueError(
                f"{quoted(text)} is not one of the words for this field",
                f"{advice}.",
                offers,
                code="ITM107",
            )
        )


def _branch(value: Any) -> str:
    return _LINE if isinstance(value, str) else _SHAPE


def _is_shape(value_type: Any) -> bool:
    return isinstance(value_type, type) and issubclass(value_type, BaseModel)
