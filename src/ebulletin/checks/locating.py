"""Every value of an item or a plan, with the place at which its author wrote it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from ebulletin.findings import Place
from ebulletin.source import Loc, Source, Value
from ebulletin.values.people import ContactRef

_ONE_SESSION = ("date", "end_date", "time", "part")


def values_in(shape: BaseModel) -> Iterator[tuple[Loc, Any]]:
    """Every single value of a shape with its loc, in the order of the fields; people are whole.

    A loc names the fields as an author writes them (`for`, not `for_`).
    """
    for name, written in _fields(type(shape)):
        value = getattr(shape, name)
        # Most fields of most items are empty.
        if value is not None and value != ():
            yield from _values((written,), value)


@cache
def _fields(shape: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Each field's name in code and its name in files."""
    return tuple((name, info.alias or name) for name, info in shape.model_fields.items())


def _values(loc: Loc, value: Any) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, BaseModel):
        for inner, each in values_in(value):
            yield (*loc, *inner), each
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _values((*loc, index), each)
    elif value is not None:
        yield loc, value


def place_of_value(source: Source, loc: Loc) -> Place:
    """Where a value stands, or the nearest thing round it that the author wrote."""
    return source.place(*written_loc(source, loc))


def written_loc(source: Source, loc: Loc) -> Loc:
    """A loc as its author wrote it.

    The shorthand of one session stands among the item's own fields, and one value without
    brackets, or a bare one for a group, has no place inside itself.
    """
    if loc[:1] == ("sessions",) and "sessions" not in source.fields:
        loc = loc[2:] if loc[2:3] and loc[2] in _ONE_SESSION else ("date",)
    here: Value = source.fields
    written: list[str | int] = []
    for part in loc:
        if isinstance(here, list):
            inner = here[part] if isinstance(part, int) and part < len(here) else None
        else:
            inner = here.get(part) if isinstance(here, dict) and isinstance(part, str) else None
        if inner is not None:
            here = inner
            written.append(part)
    return tuple(written)


def contact_refs(shape: BaseModel) -> Iterator[tuple[Loc, ContactRef]]:
    """Every contact that a shape names by id, with the loc of the id."""
    for loc, value in values_in(shape):
        if isinstance(value, ContactRef):
            yield (*loc, "id"), value
