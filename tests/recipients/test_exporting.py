"""Lists for mailing tools: only the columns that they need, and no formula in any cell."""

import csv
import io
import json
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.recipients.exporting import (
    TOOLS,
    UnknownListToolError,
    find_tool,
    list_for_tool,
    name_in_list,
)
from ebulletin.recipients.load import read_list
from ebulletin.recipients.model import Recipient
from ebulletin.recipients.rules import rules_of
from people import partnership, somebody

ANN = somebody(
    "ann@a.example.org", first_name="Ann", last_name="O’Neill", role="DSL",
    organisation='Fenwold "Quay" Primary, Ostley',
    extra={"district": "Fenwold", "Notes": "on leave until May"},
)  # fmt: skip
MAILBOX = somebody("office@b.example.org")


def read(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))


@pytest.mark.parametrize("tool", TOOLS)
def test_every_person_is_one_row_and_reads_back(tool: str) -> None:
    rows = read(list_for_tool(TOOLS[tool], [ANN, MAILBOX], ["district"]))

    email = TOOLS[tool].columns["email"]
    assert [row[email] for row in rows] == [ANN.email, MAILBOX.email]
    assert 'Fenwold "Quay" Primary, Ostley' in json.dumps(rows[0]).replace('\\\\\\"', '"').replace(
        '\\"', '"'
    )


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_goes_along_that_the_tool_does_not_need(tool: str) -> None:
    raw = list_for_tool(TOOLS[tool], [ANN], ["district"])

    for words in (
        "on leave",
        "public task",
        "Cluster meeting",
        "named work",
        "professional",
        "2026",
    ):
        assert words.encode() not in raw


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@SUM(A1)", "\tx", "\rx", "'=x", "＝x"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(tool: str, cell: str) -> None:
    person = somebody("ann@a.example.org", first_name=cell, organisation=cell)

    for row in csv.reader(io.StringIO(list_for_tool(TOOLS[tool], [person]).decode(), newline="")):
        assert not any(each.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for each in row)


def test_the_names_of_columns_are_those_of_the_tool() -> None:
    first_lines = {
        name: list_for_tool(tool, [], ["district"]).decode().strip() for name, tool in TOOLS.items()
    }

    assert first_lines == {
        "mailchimp": "Email Address,FNAME,LNAME,ROLE,ORG,DISTRICT",
        "govdelivery": "Destination,FIRST_NAME,LAST_NAME,ROLE,ORGANISATION,DISTRICT",
        "campaign-monitor": "Email Address,First Name,Last Name,Role,Organisation,District",
        "brevo": "EMAIL,FIRSTNAME,LASTNAME,ROLE,ORGANISATION,DISTRICT",
        "dotdigital": "Email,FIRSTNAME,LASTNAME,ROLE,ORGANISATION,DISTRICT",
        "mailjet": "email,firstname,lastname,role,organisation,district",
        "sendgrid": "email,first_name,last_name,role,organisation,district",
        "listmonk": "email,name,attributes",
        "mautic": "email,firstname,lastname,position,company,district",
        "notify": "email address,first name,last name,role,organisation,district",
    }


# Campaign Monitor makes [firstname] out of its own columns for names.
@pytest.mark.parametrize("tool", sorted(set(TOOLS) - {"campaign-monitor", "listmonk", "notify"}))
@pytest.mark.parametrize("field", ["first_name", "last_name", "role", "organisation"])
def test_a_column_is_called_as_the_exported_bulletin_asks_for_it(tool: str, field: str) -> None:
    exported = import_module(f"ebulletin.export.tools.{tool.replace('-', '_')}").TOOL

    in_bulletin = exported.field_names[field].rpartition(".")[2]

    assert name_in_list(TOOLS[tool], field) == in_bulletin


def test_listmonk_gets_one_name_and_the_rest_as_json() -> None:
    (row,) = read(list_for_tool(TOOLS["listmonk"], [ANN], ["district"]))

    assert row["name"] == "Ann O’Neill"
    assert json.loads(row["attributes"]) == {
        "role": "DSL", "organisation": ANN.organisation, "district": "Fenwold",
    }  # fmt: skip


def test_notify_gets_the_words_of_the_fallback_where_a_cell_is_empty() -> None:
    words = {"first_name": "colleague"}

    notify = read(list_for_tool(TOOLS["notify"], [ANN, MAILBOX], (), words))
    brevo = read(list_for_tool(TOOLS["brevo"], [ANN, MAILBOX], (), words))

    assert [row["first name"] for row in notify] == ["Ann", "colleague"]
    assert [row["FIRSTNAME"] for row in brevo] == ["Ann", ""]


def test_a_long_name_of_a_column_is_cut_as_the_tool_does() -> None:
    assert name_in_list(TOOLS["mailchimp"], "safeguarding_role") == "SAFEGUARDI"


def test_a_tool_is_found_however_it_is_spelt() -> None:
    assert find_tool("Campaign Monitor").id == "campaign-monitor"
    with pytest.raises(UnknownListToolError, match="Did you mean 'mailchimp'"):
        find_tool("mailchip")


_WORDS = st.text("abcXYZ éŵ0129'\"‘’,;|=+-@.&<>", max_size=12).map(
    lambda text: " ".join(text.split())
)
_PEOPLE = st.lists(
    st.builds(
        lambda number, first, last, role, organisation, district: somebody(
            f"p{number}@a.example.org", first_name=first, last_name=last, role=role,
            organisation=organisation, extra={"district": district},
        ),
        st.integers(0, 99), _WORDS, _WORDS, _WORDS, _WORDS, _WORDS,
    ),
    max_size=6, unique_by=lambda each: each.email,
)  # fmt: skip


@given(_PEOPLE, st.sampled_from(sorted(set(TOOLS) - {"listmonk"})))
def test_an_exported_list_that_is_read_again_holds_the_same_people(
    tmp_path_factory: pytest.TempPathFactory, people: list[Recipient], tool: str
) -> None:
    fields = ("email", "first_name", "last_name", "role", "organisation", "district")
    file = tmp_path_factory.mktemp("export") / "list.csv"
    file.write_bytes(list_for_tool(TOOLS[tool], people, ["district"]))
    rules = replace(
        rules_of(partnership()),
        mapping={name_in_list(TOOLS[tool], each): each for each in fields[:-1]},
        given={
            "segments": "dsl", "variant": "professional", "address_type": "named work",
            "basis": "public task", "added": "2026-01-12", "confirmed": "2026-09-02",
            "source": "Back from the tool",
        },
    )  # fmt: skip

    again = read_list(file, rules).people

    def known(each: Recipient) -> list[str]:
        values = {name.casefold(): cell for name, cell in each.extra.items()}
        named = [each.first_name, each.last_name, each.role, each.organisation]
        return [each.email, *named, values.get("district", "")]

    assert [known(each) for each in again] == [known(each) for each in people]
