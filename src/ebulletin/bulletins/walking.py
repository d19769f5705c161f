"""Goes through a composed bulletin and changes parts of it; what stays is the very same."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

_Value = TypeVar("_Value")


class _Gone:
    """Stands where a value is to be left out."""


GONE = _Gone()
"""Given for a value that is to be left out."""


class Walk:
    """Goes through a composed value; what does not change stays the very same."""

    def walk(self, value: _Value) -> _Value:
        """A whole, which is never gone itself, with its changes."""
        return cast(_Value, self.step(value))

    def step(self, value: Any) -> Any:
        """One value: a tuple without what is gone, a shape with its fields walked."""
        if isinstance(value, tuple):
            inside: list[Any] = []
            for each in value:
                new = self.step(each)
                inside.extend(new if isinstance(new, Spread) else [] if new is GONE else [new])
            same = len(inside) == len(value) and all(
                new is old for new, old in zip(inside, value, strict=True)
            )
            return value if same else tuple(inside)
        if is_dataclass(value) and not isinstance(value, type):
            return self.shape(value)
        return value

    def shape(self, value: Any) -> Any:
        """A shape with its fields walked."""
        changes = {}
        for each in fields(value):
            old = getattr(value, each.name)
            new = self.field(each.name, old)
            if new is not old:
                changes[each.name] = new
        return replace(value, **changes) if changes else value

    def field(self, name: str, value: Any) -> Any:  # noqa: ARG002 - others look at the name
        """One field of a shape; None where its value is gone."""
        walked = self.step(value)
        if isinstance(walked, Spread):
            return tuple(walked)
        return None if walked is GONE else walked


class Spread(list[Any]):
    """Several values in the place of one."""


def shapes_of(value: object, shape: type[Any]) -> Iterator[Any]:
    """Every value of a kind inside a composed value, in reading order, itself included."""
    if isinstance(value, shape):
        yield value
    if isinstance(value, tuple):
        for each in value:
            yield from shapes_of(each, shape)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from shapes_of(getattr(value, each.name), shape)
