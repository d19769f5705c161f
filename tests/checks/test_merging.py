"""What must fire, and what must not, among the rules about merge fields."""

import pytest

from check_bench import Checks, SmallWorkspace, findings_of

FIRES = [
    ("MRG101", "Dear {{ firstname }},"),
    ("MRG101", "Dear {{ forename | colleague }},"),
    ("MRG101", "{{ actoins: 1 }}"),
    ("MRG101", "Ring {{ fone: mash }}."),
    ("MRG102", "Dear {{ first_name }}"),
    ("MRG102", "Dear {{ first_name | }},"),
    ("MRG102", "As {{ role }} you know."),
    ("MRG103", "Dear *|FNAME|*"),
    ("MRG103", "Dear ((name)),"),
    ("MRG103", "Dear [firstname,fallback=there],"),
    ("MRG103", "Dear @FIRSTNAME@,"),
    ("MRG103", "Dear {{{ first_name }}},"),
    ("MRG103", "Dear {{ first_name | colleague,"),
    ("MRG103", "Dear first_name }},"),
    ("MRG103", "Leave: $UNSUB$"),
    ("MRG104", "[A page](https://esscp.example.org/?n={{first_name}})"),
    ("MRG104", "[A page](https://esscp.example.org/?n={{ role | none }})"),
]
SILENT = [
    ("MRG101", "Dear {{ first_name | colleague }},"),
    ("MRG101", "Ring {{ phone: mash / Referrals | us }}, or {{ join }}."),
    ("MRG101", "{{ unsubscribe }} {{ view_online | Read it online }}"),
    ("MRG102", "Dear {{ first_name | colleague }}"),
    ("MRG102", "Ring {{ phone: mash }}."),
    ("MRG102", "Dear {{ firstname }},"),
    ("MRG102", "[A page](https://esscp.example.org/?n={{first_name}})"),
    ("MRG103", "2 * 3 | 4"),
    ("MRG103", "Ring (01632 960110) [the hub] @esscp_example."),
    ("MRG103", "Dear {{ first_name | colleague }},"),
    ("MRG104", "[Leave this list]({{unsubscribe}})"),
    ("MRG104", "[A page](https://esscp.example.org/first_name)"),
    ("MRG104", "Dear {{ first_name | colleague }}, see https://esscp.example.org."),
]


@pytest.mark.parametrize(("code", "body"), FIRES)
def test_a_faulty_field_is_found_once(checks: Checks, code: str, body: str) -> None:
    assert [each.code for each in checks.in_item(code, body)] == [code]


@pytest.mark.parametrize(("code", "body"), SILENT)
def test_a_sound_field_is_left_alone(checks: Checks, code: str, body: str) -> None:
    assert checks.in_item(code, body) == []


def test_a_field_is_found_where_it_stands_and_renamed(checks: Checks) -> None:
    (found,) = checks.in_item("MRG101", "Hello.\n\nDear {{ frist_name | colleague }},")

    (edit,) = found.fix
    assert str(found.place) == "items/sample.md:9:6"
    assert (str(edit.start), str(edit.end)) == ("items/sample.md:9:9", "items/sample.md:9:19")
    assert edit.text == "first_name"


def test_fields_of_the_partnership_are_known(checks: Checks) -> None:
    body = "In {{ district | your district }} we meet."

    assert len(checks.in_item("MRG101", body)) == 1
    assert checks.in_item("MRG101", body, "merge_fields: [district]") == []


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Dear *|FNAME|*", "{{ first_name | colleague }}"),
        ("Dear ((last name)),", "{{ last_name | colleague }}"),
        ("Dear [firstname,fallback=there],", "{{ first_name | there }}"),
        ("Leave: $UNSUB$", "{{ unsubscribe }}"),
    ],
)
def test_a_known_field_of_another_tool_is_translated(checks: Checks, body: str, right: str) -> None:
    (found,) = checks.in_item("MRG103", body)

    assert [edit.text for edit in found.fix] == [right]


def test_subjects_and_fields_of_a_line_are_read_as_well() -> None:
    plan = (
        "series: lantern\nedition: One\ndate: 2026-09-23\n"
        'subject: "{{ first_name }}, new dates"\nsections:\n  - {heading: News, items: []}\n'
    )

    found = findings_of("MRG102", SmallWorkspace(plan=plan).plan_subject)

    assert [str(each.place) for each in found] == ["bulletins/sample.yaml:4:11"]


def test_a_field_in_the_address_of_a_link_field_is_found(checks: Checks) -> None:
    links = "[{text: A page, url: 'https://esscp.example.org/?n={{first_name}}'}]"

    assert len(checks.in_item("MRG104", "Words.", links=links)) == 1
