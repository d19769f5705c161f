"""Fields into a shape; what does not fit becomes findings in plain English, each at its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.source import Loc, Source
from ebulletin.values.choices import join_words, nearest
from ebulletin.values.errors import quoted

UNKNOWN_FIELD, MISSING_FIELD, BAD_VALUE, BAD_CHOICE = "ITM104", "ITM105", "ITM106", "ITM107"

# The last part of a place for pydantic, where not a value but its key is at fault.
_KEY = "[key]"
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_ShapeT = TypeVar("_ShapeT", bound=BaseModel)


def shaped(
    shape: type[_ShapeT], fields: Mapping[str, Any], source: Source
) -> tuple[_ShapeT | None, list[Finding]]:
    """Read fields as a shape, or say with one finding per fault why they cannot be.

    Args:
        shape: What they should be.
        fields: Those of the source, with what the caller adds, such as an id or a body.
        source: Where the fields stand.
    """
    try:
        return shape.model_validate(fields), []
    except ValidationError as error:
        return None, _Faults(shape, source).findings(error.errors(include_url=False))


def missing(place: Place, noun: str, name: str, advice: str) -> Finding:
    """ITM105: a field that must be there is not."""
    message = f"{noun} needs {name!r}"
    return Finding(place, MISSING_FIELD, Severity.ERROR, message, advice)


def replacing(source: Source, loc: Loc, text: str) -> tuple[Edit, ...]:
    """The edit that puts other words in the place of a value; none where it is not one value."""
    span = source.span(*loc)
    if span is None or not isinstance(_value_at(loc, source), str):
        return ()
    return (Edit(*span, text),)


def written_place(source: Source, *loc: str | int) -> Place:
    """Where a value stands, or the nearest thing round it that the author wrote."""
    return source.place(*_written(loc, source))


def noun_of(shape: type[BaseModel]) -> str:
    """What a shape is called in messages, such as `a link`."""
    noun: str = getattr(shape, "called", "this")
    return noun


class _Faults:
    """Turns the faults of one source into findings."""

    def __init__(self, shape: type[BaseModel], source: Source) -> None:
        self.shape = shape
        self.source = source
        self.meant: set[Loc] = set()

    def findings(self, details: Iterable[ErrorDetails]) -> list[Finding]:
        """One finding per fault: a misspelt field is not reported as missing as well."""
        found, absent = [], []
        for detail in details:
            if detail["type"] == "missing":
                absent.append(detail)
            else:
                found.append(self._finding(detail))
        for detail in absent:
            loc = _without_tags(detail["loc"])
            if loc not in self.meant:
                found.append(self._missing(loc))
        return found

    def _finding(self, detail: ErrorDetails) -> Finding:
        loc = _without_tags(detail["loc"])
        if detail["type"] == "extra_forbidden":
            return self._unknown_field(loc)
        if _CODE.fullmatch(detail["type"]):
            return self._told_by_the_field(detail, loc)
        return self._not_fitting(detail["input"], loc)

    # --- Unknown and missing fields ---

    def _unknown_field(self, loc: Loc) -> Finding:
        name = str(loc[-1])
        place = self.source.key_place(*_written(loc, self.source))
        models = shapes_at(self.shape, loc[:-1])
        known = [key for model in models for key in _keys(model)]
        noun = noun_of(models[0]) if models else "this"
        message = f"{noun} has no field {name!r}"
        close = nearest(_as_key(name), known, 2)
        self.meant.update((*loc[:-1], key) for key in close)
        if not close:
            advice = f"Take it out. The fields here are {join_words(sorted(known), 'and')}."
        else:
            words = join_words([repr(key) for key in close], "or")
            advice = f"Did you mean {words}? Rename it, or take it out."
        fix = self._renaming(place, name, close[0]) if len(close) == 1 else ()
        offers = tuple(close)
        return Finding(place, UNKNOWN_FIELD, Severity.ERROR, message, advice, fix, offers)

    def _renaming(self, place: Place, name: str, right: str) -> tuple[Edit, ...]:
        line = self.source.text.split("\n")[place.line - 1]
        if not line.startswith(name, place.column - 1):
            return ()
        return (Edit(place, Place(place.path, place.line, place.column + len(name)), right),)

    def _missing(self, loc: Loc) -> Finding:
        name = str(loc[-1])
        models = shapes_at(self.shape, loc[:-1])
        noun = noun_of(models[0]) if models else "this"
        place = self.source.place(*_written(loc[:-1], self.source))
        info = _field(models, name)
        return missing(place, noun, name, advice_on(name, info) if info else f"Add {name!r}.")

    # --- Values ---

    def _told_by_the_field(self, detail: ErrorDetails, loc: Loc) -> Finding:
        is_key = loc[-1:] == (_KEY,)
        written = _written(loc, self.source)
        place = self.source.key_place(*written) if is_key else self.source.place(*written)
        context = detail.get("ctx", {})
        offers = tuple(str(offer) for offer in context.get("offers", ()))
        fix: tuple[Edit, ...] = ()
        if detail["type"] == BAD_CHOICE and len(offers) == 1:
            if is_key:
                fix = self._renaming(place, str(written[-1]), offers[0])
            else:
                fix = replacing(self.source, written, offers[0])
        return Finding(
            place,
            detail["type"],
            Severity.ERROR,
            detail["msg"].rstrip("."),
            str(context.get("help") or self._advice_at(loc)),
            fix,
            offers,
        )

    def _not_fitting(self, value: object, loc: Loc) -> Finding:
        place = self.source.place(*_written(loc, self.source))
        names = [part for part in loc if isinstance(part, str)]
        name = names[-1] if names else "file"
        models = shapes_at(self.shape, loc)
        if models and not isinstance(value, Mapping):
            message = (
                f"{name!r} takes {noun_of(models[0])} here, and {quoted(str(value))} is not one"
            )
            advice = f"Write it with its fields, for example {{{_example_of(models[0])}}}."
        else:
            what = "a list" if isinstance(value, list | tuple) else quoted(str(value))
            what = "a group of fields" if isinstance(value, Mapping) else what
            message = f"{name!r} cannot be {what}"
            advice = self._advice_at(loc)
        return Finding(place, BAD_VALUE, Severity.ERROR, message, advice)

    def _advice_at(self, loc: Loc) -> str:
        names = [index for index, part in enumerate(loc) if isinstance(part, str)]
        if not names:
            return "Write one field to a line, such as kind: update."
        name = str(loc[names[-1]])
        info = _field(shapes_at(self.shape, loc[: names[-1]]), name)
        return advice_on(name, info, verb="Write") if info else "Write it as the guide shows."


def advice_on(name: str, info: FieldInfo, verb: str = "Add") -> str:
    """What a field is for, with an example of how to write it."""
    example = f" {name}: {info.examples[0]}" if info.examples else f" {name!r}"
    about = (info.description or "").split("\n")[0]
    return f"{verb}{example}{_end(example)} {about}".rstrip()


def _end(example: str) -> str:
    return "" if example.endswith((".", "?")) else "."


# --- Walking shapes and sources -----------------------------------------------------------------


def shapes_at(shape: type[BaseModel], loc: Loc) -> list[type[BaseModel]]:
    """The shapes that may stand at a place inside a shape; of a list, those of its entries."""
    here: list[type[BaseModel]] = [shape]
    for part in loc:
        info = _field(here, part) if isinstance(part, str) else None
        if info is not None:
            here = list(_models_in(info.annotation))
    return here


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _field(models: Iterable[type[BaseModel]], name: str) -> FieldInfo | None:
    for model in models:
        for attribute, info in model.model_fields.items():
            if (info.alias or attribute) == name:
                return info
    return None


def _keys(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _example_of(model: type[BaseModel]) -> str:
    required = [
        f"{info.alias or name}: {info.examples[0]}"
        for name, info in model.model_fields.items()
        if info.is_required() and info.examples
    ]
    return ", ".join(required) or ", ".join(f"{key}: …" for key in _keys(model)[:2])


def _as_key(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _without_tags(loc: tuple[str | int, ...]) -> Loc:
    """Without the names of the branches of a union, which are written `<so>` in shapes."""
    return tuple(part for part in loc if not (isinstance(part, str) and part.startswith("<")))


def _written(loc: Loc, source: Source) -> Loc:
    """The same place as the author wrote it.

    A shape may stand for less than was written: a list of one without brackets, a bare date for a
    session. What was not written is dropped from the path.
    """
    here: Any = source.fields
    written: list[str | int] = []
    for part in loc:
        if _holds(here, part):
            here = here[part]
            written.append(part)
    return tuple(written)


def _holds(value: object, part: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def _value_at(written: Loc, source: Source) -> object:
    here: Any = source.fields
    for part in written:
        here = here[part]
    return here
