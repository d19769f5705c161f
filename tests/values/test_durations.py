"""Spans of time that a rule counts."""

import pytest

from ebulletin.values.durations import Span, parse_span
from ebulletin.values.errors import BadValueError


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90 days", Span(90, "days")),
        ("1 day", Span(1, "days")),
        ("3 months", Span(3, "months")),
        ("2 Weeks", Span(14, "days")),
        ("1 year", Span(12, "months")),
        ("90days", Span(90, "days")),
    ],
)
def test_a_span_is_days_or_months(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    "text", ["", "soon", "90", "0 days", "-1 days", "three months", "99999 days"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadValueError) as caught:
        parse_span(text)

    assert "90 days" in caught.value.help
