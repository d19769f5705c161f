"""Spans of time that a rule counts: so many days or months."""

import re
from dataclasses import dataclass
from typing import Literal

from ebulletin.values.errors import BadValueError, quoted

_SPAN = re.compile(
    r"(?P<number>[1-9]\d{0,3})\s*(?P<unit>day|week|month|year)s?", re.ASCII | re.IGNORECASE
)
_HELP = "Write a number of days or months, for example 90 days or 3 months."


@dataclass(frozen=True, slots=True)
class Span:
    """A number of days or of calendar months."""

    number: int
    unit: Literal["days", "months"]


def parse_span(text: str) -> Span:
    """Read `90 days` or `3 months`; weeks are counted as days, years as months.

    Raises:
        BadValueError: The text is no such span.
    """
    match = _SPAN.fullmatch(" ".join(text.split()))
    if match is None:
        raise BadValueError(f"this is not a span of time: {quoted(text)}", _HELP)
    number, unit = int(match["number"]), match["unit"].casefold()
    if unit in {"day", "week"}:
        return Span(number * (7 if unit == "week" else 1), "days")
    return Span(number * (12 if unit == "year" else 1), "months")
