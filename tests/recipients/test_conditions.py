"""Conditions on columns, and segments with what they include."""

from datetime import date

import pytest

from ebulletin.recipients.conditions import (
    BadConditionError,
    UnknownColumnError,
    UnknownSegmentError,
    matching,
    parse_condition,
)
from people import partnership, somebody

ANN = somebody("ann@a.example.org", role="DSL", extra={"district": "Fenwold", "Phase": "Primary"})
BOB = somebody(
    "bob@b.example.org", role="Head, acting", segments=("governors",), confirmed=date(2026, 9, 2),
    extra={"district": "Upper  Tarn"},
)  # fmt: skip
CARA = somebody("cara@c.example.org", role="", segments=("health",), extra={"district": ""})


def found(*conditions: str, segments: tuple[str, ...] = ()) -> list[str]:
    people = matching(
        [ANN, BOB, CARA], partnership(), segments, [parse_condition(each) for each in conditions]
    )
    return [each.email.partition("@")[0] for each in people]


@pytest.mark.parametrize(
    ("conditions", "names"),
    [
        (["role=DSL"], ["ann"]),
        (["Role = dsl"], ["ann"]),
        (["district=Fenwold,Upper Tarn"], ["ann", "bob"]),
        (["district=fenwold, upper tarn"], ["ann", "bob"]),
        (["District=Fenwold", "role=DSL"], ["ann"]),
        (["district=Fenwold", "role=Nurse"], []),
        (["district=Fenwold", "district=Upper Tarn"], ["ann", "bob"]),
        (['role="Head, acting"'], ["bob"]),
        (["role="], ["cara"]),
        (["role=,DSL"], ["ann", "cara"]),
        (["phase=primary"], ["ann"]),
        (["phase="], ["bob", "cara"]),
        (["segments=governors"], ["bob"]),
        (["segments=schools"], []),
        (["address-type=named work"], ["ann", "bob", "cara"]),
        (["confirmed=2026-09-02"], ["ann", "bob", "cara"]),
        (["email=ann@a.example.org"], ["ann"]),
        ([], ["ann", "bob", "cara"]),
    ],
)
def test_conditions_choose_people(conditions: list[str], names: list[str]) -> None:
    assert found(*conditions) == names


def test_a_segment_takes_in_what_it_includes() -> None:
    assert found(segments=("schools",)) == ["ann", "bob"]
    assert found(segments=("dsl", "health")) == ["ann", "cara"]
    assert found("role=DSL", segments=("schools",)) == ["ann"]


@pytest.mark.parametrize("written", ["role", "", "=DSL", "role!=DSL", "  =x"])
def test_what_is_no_condition_is_told_with_an_example(written: str) -> None:
    with pytest.raises(BadConditionError, match="--where district=Fenwold,Ostley"):
        parse_condition(written)


def test_a_column_that_no_list_has_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownColumnError, match="Did you mean 'district'"):
        found("distrct=Fenwold")


def test_a_segment_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownSegmentError, match="Did you mean 'governors'"):
        found(segments=("governers",))
