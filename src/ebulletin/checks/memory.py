"""Remembers what was found in a value, for as long as that very value is in use."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

_Value = TypeVar("_Value")
_Answer = TypeVar("_Answer")


def remembered(most: int) -> Callable[[Callable[[_Value], _Answer]], Callable[[_Value], _Answer]]:
    """Make a function of one value keep its last answers, by the value's identity.

    For values that never change and are dear to compare, such as a composed bulletin. The values
    themselves are kept as well, so that an identity is never taken for another's.

    Args:
        most: How many answers are kept.
    """

    def keep(function: Callable[[_Value], _Answer]) -> Callable[[_Value], _Answer]:
        known: OrderedDict[int, tuple[_Value, _Answer]] = OrderedDict()

        @wraps(function)
        def remembering(value: _Value) -> _Answer:
            found = known.get(id(value))
            if found is None:
                found = value, function(value)
                known[id(value)] = found
                if len(known) > most:
                    known.popitem(last=False)
            return found[1]

        return remembering

    return keep
