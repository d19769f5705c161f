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

MOST_FIELDS_LISTED = 14
# The last part of a place for pydantic, where not a value but its key is at fault.
_KEY = "[key]"
_CODE = re.compile(r"[A-Z]{3}\d{3}")
_ShapeT = TypeVar("_ShapeT", bound=BaseModel)


def shaped(
    shape: type[_ShapeT],
    fields: Mapping[str, Any],
    source: Source,
    neighbours: Iterable[type[BaseModel]] = (),
) -> tuple[_ShapeT | None, list[Finding]]:
    """Read fields as a shape, or say with one finding per fault why they cannot be.

    Args:
        shape: What they should be.
        fields: Those of the source, with what the caller adds, such as an id or a body.
        source: Where the fields stand.
        neighbours: Shapes that a field may have been meant for.
    """
    try:
        return shape.model_validate(fields), []
    except ValidationError as error:
        return None, _Faults(shape, source, tuple(neighbours)).findings(
            error.errors(include_url=False)
        )


def missing(place: Place, noun: str, name: str, advice: str) -> Finding:
    """ITM105: a field that must be there is not."""
    message = f"{noun} needs {name!r}"
    return Finding(place, MISSING_FIELD, Severity.ERROR, message, advice)


def renamed(source: Source, loc: Loc, right: str, noun: str) -> Finding:
    """ITM104: a key that is most likely another one, misspelt."""
    name, place = str(loc[-1]), source.key_place(*loc)
    message = f"{noun} has no field {name!r}"
    if right in _value_at(loc[:-1], source):
        advice = f"Did you mean {right!r}? That stands there already, so keep one of the two."
        return Finding(place, UNKNOWN_FIELD, Severity.ERROR, message, advice)
    advice = f"Did you mean {right!r}? Rename it, or take it out."
    fix = _renaming(source, place, name, right)
    return Finding(place, UNKNOWN_FIELD, Severity.ERROR, message, advice, fix, (right,))


def _renaming(source: Source, place: Place, name: str, right: str) -> tuple[Edit, ...]:
    line = source.text.split("\n")[place.line - 1]
    if not line.startswith(name, place.column - 1):
        return ()
    return (Edit(place, Place(place.path, place.line, place.column + len(name)), right),)


def replacing(source: Source, loc: Loc, text: str) -> tuple[Edit, ...]:
    """The edit that puts other words in the place of a value; none where it is not one value."""
    span = source.span(*loc)
    if span is None or not isinstance(_value_at(loc, source), str):
        return ()
    return (Edit(*span, text),)


def noun_of(shape: type[BaseModel]) -> str:
    """What a shape is called in messages, such as `a link`."""
    noun: str = getattr(shape, "called", "this")
    return noun


class _Faults:
    """Turns the faults of one source into findings."""

    def __init__(
        self, shape: type[BaseModel], source: Source, neighbours: tuple[type[BaseModel], ...]
    ) -> None:
        self.shape = shape
        self.source = source
        self.neighbours = neighbours
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
        written = _written(loc, self.source)
        place = self.source.key_place(*written)
        models = shapes_at(self.shape, loc[:-1])
        noun = noun_of(models[0]) if models else "this"
        known = [key for model in models for key in written_fields(model)]
        close = nearest(_as_key(name), known, 2)
        if len(close) == 1:
            self.meant.add((*loc[:-1], close[0]))
            return renamed(self.source, written, close[0], noun)
        message = f"{noun} has no field {name!r}"
        close = close or [key for model in models if (key := _slip(model, _as_key(name)))]
        self.meant.update((*loc[:-1], key) for key in close)
        if close:
            words = join_words([repr(key) for key in close], "or")
            advice = f"Did you mean {words}? Rename it, or take it out."
        else:
            advice = self._where_known(name, known, is_nested=len(loc) > 1)
        return Finding(place, UNKNOWN_FIELD, Severity.ERROR, message, advice, (), tuple(close))

    def _where_known(self, name: str, known: list[str], *, is_nested: bool) -> str:
        homes = [
            noun_of(each)
            for each in self.neighbours
            if each is not self.shape and name in written_fields(each) and not is_nested
        ]
        if homes:
            kinds = join_words(homes, "or")
            return f"Take it out, or change the kind: {name!r} is a field of {kinds}."
        if len(known) > MOST_FIELDS_LISTED:
            return "Take it out; `ebulletin schema` shows which fields there are."
        return f"Take it out. The fields here are {join_words(sorted(known), 'and')}."

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
        if key := context.get("key"):
            place = self.source.key_place(*written, key)
            if len(offers) == 1:
                return renamed(self.source, (*written, key), offers[0], "a person or contact")
        fix: tuple[Edit, ...] = ()
        if detail["type"] == BAD_CHOICE and len(offers) == 1:
            if is_key:
                fix = _renaming(self.source, place, str(written[-1]), offers[0])
            else:
                fix = replacing(self.source, written, offers[0])
        return Finding(
            place,
            detail["type"],
            Severity.ERROR,
            detail["msg"].replace("for this field", f"for {_last_name(loc)!r}"),
            str(context.get("help") or self._advice_at(loc)),
            fix,
            offers,
        )

    def _not_fitting(self, value: object, loc: Loc) -> Finding:
        place = self.source.place(*_written(loc, self.source))
        name = _last_name(loc) or "file"
        if isinstance(value, Mapping):
            what = "a group of fields"
        else:
            what = "a list" if isinstance(value, list | tuple) else quoted(str(value))
        models = shapes_at(self.shape, loc)
        if models:
            noun = noun_of(models[0])
            message = f"{name!r} takes {noun} with its fields, and {what} stands here"
        else:
            message = f"{name!r} cannot be {what}"
        return Finding(place, BAD_VALUE, Severity.ERROR, message, self._advice_at(loc))

    def _advice_at(self, loc: Loc) -> str:
        for index in range(len(loc) - 1, -1, -1):
            name = str(loc[index])
            info = _field(shapes_at(self.shape, loc[:index]), name)
            if info is not None:
                return advice_on(name, info, verb="Write")
        return "Write one field to a line, such as name: Front door."


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


def written_fields(model: type[BaseModel]) -> list[str]:
    """The fields that an author writes: those with an example."""
    return [info.alias or name for name, info in model.model_fields.items() if info.examples]


def _slip(model: type[BaseModel], name: str) -> str | None:
    """The field that people mean by a word which is none, such as `location` for a venue."""
    slips: Mapping[str, str] = getattr(model, "slips", {})
    return slips.get(name)


def _as_key(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _last_name(loc: Loc) -> str | None:
    names = [part for part in loc if isinstance(part, str) and part != _KEY]
    return names[-1] if names else None


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


def _value_at(written: Loc, source: Source) -> Any:
    here: Any = source.fields
    for part in written:
        here = here[part]
    return here
