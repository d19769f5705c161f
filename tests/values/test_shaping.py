"""Faults in fields, whatever an author writes: plain words, a place, and nothing of the library."""

import json
import re
from collections.abc import Mapping
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from ebulletin.bulletins.load import parse_plan
from ebulletin.bulletins.model import Plan
from ebulletin.findings import Finding
from ebulletin.items.load import parse_item
from ebulletin.items.model import KINDS
from ebulletin.settings import Partnership, parse_settings
from ebulletin.source import read_yaml_source
from ebulletin.values.fields import Line, ListOf, Shape
from ebulletin.values.shaping import shaped, shapes_at, written_fields

# Words of the validating library, which no author should read.
LIBRARY_WORDS = re.compile(
    r"Input should|Field required|Extra inputs|valid (?:string|dictionary|list|tuple|mapping)|"
    r"pydantic|union|discriminator|<\w+>|\[key\]|NoneType|ValidationError",
)

WORDS = st.one_of(
    st.sampled_from(
        [
            "yes",
            "all",
            "dsl",
            "12 November 2026",
            "free",
            "online",
            "to follow",
            "not stated",
            "unknown",
            "https://esscp.example.org",
            "01632 960110",
            "a@b.example.org",
            "9am",
            "4",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12),
)


def values_of(names: list[str]) -> st.SearchStrategy[Any]:
    """Anything that could stand in a file, with the names of real fields among the keys."""
    keys = st.one_of(st.sampled_from(names), st.text("abcdefgh_", min_size=1, max_size=6))
    return st.recursive(
        WORDS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=4)
        ),
        max_leaves=8,
    )


def files_of(shape: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    names = written_fields(shape)
    nested = {
        name
        for field in names
        for each in shapes_at(shape, (field,))
        for name in written_fields(each)
    }
    return st.dictionaries(
        st.sampled_from(names), values_of(sorted(nested | set(names))), min_size=1, max_size=6
    )


def assert_told_plainly(findings: list[Finding], text: str) -> None:
    lines = text.split("\n")
    for finding in findings:
        assert not LIBRARY_WORDS.search(finding.message + finding.help), str(finding)
        assert finding.message
        assert finding.help
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_an_item_holds_its_author_reads_plain_words(kind: str) -> None:
    @given(files_of(KINDS[kind]))
    def holds(fields: dict[str, Any]) -> None:
        text = f"---\n{json.dumps({**fields, 'kind': kind}, ensure_ascii=False)}\n---\n"
        file, findings = parse_item(text, "items/some-item.md")

        assert file is not None or findings
        assert_told_plainly(findings, text)

    holds()


@given(files_of(Plan))
def test_whatever_a_bulletin_holds_its_author_reads_plain_words(fields: dict[str, Any]) -> None:
    text = json.dumps(fields, ensure_ascii=False)

    file, findings = parse_plan(text, "bulletins/some-plan.yaml")

    assert file is not None or findings
    assert_told_plainly(findings, text)


@given(files_of(Partnership))
def test_whatever_the_settings_hold_their_author_reads_plain_words(fields: dict[str, Any]) -> None:
    text = json.dumps(fields, ensure_ascii=False)

    settings, _, findings = parse_settings(text)

    assert settings is not None or findings
    assert_told_plainly(findings, text)


# --- Small shapes -----------------------------------------------------------------------------


class Leg(Shape):
    """A part of a table."""

    called: ClassVar[str] = "a leg"
    slips: ClassVar[Mapping[str, str]] = {"tallness": "height"}

    height: Line = Field(description="How high it is.", examples=["70 cm"])


class Table(Shape):
    """Something to put things on."""

    called: ClassVar[str] = "a table"

    name: Line = Field(description="What it is called.", examples=["Desk"])
    legs: ListOf[Leg] = Field((), description="What it stands on.", examples=["[{height: 70 cm}]"])
    serial: Line = Field("made by us", description="Not for authors.")


def faults(text: str) -> list[Finding]:
    source, _ = read_yaml_source(text, "table.yaml")
    assert source is not None
    return shaped(Table, source.fields, source)[1]


def test_what_fits_has_no_findings() -> None:
    assert faults("name: Desk\nlegs: {height: 70 cm}\n") == []


def test_advice_on_a_missing_field_holds_its_example_and_its_meaning() -> None:
    (finding,) = faults("legs: []\n")

    assert finding.message == "a table needs 'name'"
    assert finding.help == "Add name: Desk. What it is called."


def test_few_fields_are_listed_where_none_is_near() -> None:
    (finding,) = faults("name: Desk\ncolour: red\n")

    assert finding.help == "Take it out. The fields here are legs and name."


def test_a_field_that_is_not_for_authors_is_not_offered() -> None:
    (finding,) = faults("name: Desk\nserials: 4\n")

    assert finding.offers == ()


def test_a_key_with_spaces_or_capitals_is_still_near() -> None:
    (finding,) = faults("Name: Desk\n")

    assert finding.offers == ("name",)
    assert finding.fix[0].text == "name"


def test_a_quoted_key_is_not_changed_by_itself() -> None:
    (finding,) = faults('"nmae": Desk\n')

    assert (finding.offers, finding.fix) == (("name",), ())


def test_a_slip_of_a_nested_shape_is_offered() -> None:
    (finding,) = faults("name: Desk\nlegs: [{tallness: 70 cm}]\n")

    assert (finding.offers, finding.place.column) == (("height",), 9)


def test_a_neighbour_is_named_as_the_home_of_a_field() -> None:
    source, _ = read_yaml_source("name: Desk\nheight: 70 cm\n", "table.yaml")
    assert source is not None

    _, (finding,) = shaped(Table, source.fields, source, [Leg, Table])

    assert finding.help == "Take it out, or change the kind: 'height' is a field of a leg."
