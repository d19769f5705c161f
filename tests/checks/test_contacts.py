"""What must fire, and what must not, among the rules about people, numbers and addresses."""

from datetime import date

import pytest

from check_bench import Checks, SmallWorkspace, contact, front_matter
from ebulletin.bulletins import composed
from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.findings import Severity

FIRES = [
    ("CON101", "Ring 01632 96011."),
    ("CON101", "Ring 0900 123 4567."),
    ("CON101", "Ring 01632 111111."),
    ("CON101", "Ring +44 7700 90032 now."),
    ("CON102", "Ring 07700900321."),
    ("CON102", "Ring 016 3296 0110."),
    ("CON102", "Ring (01632) 960110."),
    ("CON102", "Ring +44 1632 960110."),
    ("CON103", "Ring 01632 960110/ 07700 900321."),
    ("CON103", "Ring 01632 960110/112."),
    ("CON103", "Dial 0306 999 0140,,214096#."),
    ("CON104", "We moved.\n\n01632 960130"),
    ("CON104", "Ring:\n\n- 01632 960130"),
    ("CON106", "Write to team@esscp.example,org."),
    ("CON106", "Write to team@esscp."),
    ("CON106", "Write to team @esscp.example.org."),
    ("CON106", "Write to team@@esscp.example.org."),
    ("CON106", "[Write](mailto:team)"),
    ("CON107", "Write to Sian.Padgett@elmsvale.example.org."),
    ("CON109", "Write to lantern.hub@gmail.com."),
    ("CON109", "Write to lantern.hub@BTinternet.com."),
]
SILENT = [
    ("CON101", "Ring 01632 960110."),
    ("CON101", "Ring 0808 157 0123, 116 123 or 999."),
    ("CON101", "Order number 0202600031 came on 01.10.2026."),
    ("CON101", "{{ phone: mash }}"),
    ("CON101", "See https://esscp.example.org/01632-96011."),
    ("CON102", "Ring 07700 900321 or 020 7946 0123 or 0808 157 0123."),
    ("CON102", "Ring 01632 960110 (or 01632 960112)."),
    ("CON103", "Ring 01632 960110 or 07700 900321."),
    ("CON103", "Ring 01632 960110, or write and/or call."),
    ("CON104", "Learning Hub: 01632 960130"),
    ("CON104", "| Team | Number |\n| --- | --- |\n| Hub | 01632 960130 |"),
    ("CON106", "Write to team@esscp.example.org."),
    ("CON106", "Write to (team@esscp.example.org), or follow @esscp_example."),
    ("CON106", "Write to a@esscp.example.org,b@esscp.example.org"),
    ("CON106", "See https://lark.example.org/@esscp."),
    ("CON106", "[Write](mailto:team@esscp.example.org?subject=Hello)"),
    ("CON107", "Write to sian.padgett@elmsvale.example.org."),
    ("CON109", "Write to hub@esscp.example.org."),
    ("CON109", "Write to hub@gmail.com.example.org."),
]


@pytest.mark.parametrize(("code", "body"), FIRES)
def test_a_faulty_number_or_address_is_found_once(checks: Checks, code: str, body: str) -> None:
    assert [each.code for each in checks.in_item(code, body)] == [code]


@pytest.mark.parametrize(("code", "body"), SILENT)
def test_a_sound_number_or_address_is_left_alone(checks: Checks, code: str, body: str) -> None:
    assert checks.in_item(code, body) == []


@pytest.mark.parametrize(
    ("code", "body", "place", "fix"),
    [
        ("CON102", "Ring **07700900321** now.", "7:8", "07700 900321"),
        ("CON102", "Ring +44 (0)1632 960110.", "7:6", "01632 960110"),
        ("CON107", "Write to Sian@Elmsvale.example.org.", "7:10", "sian@elmsvale.example.org"),
    ],
)
def test_style_is_mended_where_it_stands(
    checks: Checks, code: str, body: str, place: str, fix: str
) -> None:
    (found,) = checks.in_item(code, body)

    assert str(found.place) == f"items/sample.md:{place}"
    assert [edit.text for edit in found.fix] == [fix]


def test_a_misspelt_address_is_offered_mended(checks: Checks) -> None:
    (found,) = checks.in_item("CON106", "Write to Team@esscp.example,org.")

    assert found.offers == ("team@esscp.example.org",)


# --- Contacts themselves --------------------------------------------------------------------

SERVICE = "type: service\nname: Harbour Steps\n"


@pytest.mark.parametrize(
    ("code", "fields", "count"),
    [
        ("CON101", "type: service\nname: Hub\nphones: [01632 96011]", 1),
        ("CON101", "type: service\nname: Hub\nphones: [{number: 01632 960110}]", 0),
        ("CON104", SERVICE + "phones: [01632 960110, {number: 01632 960111, label: Desk}]", 1),
        ("CON104", SERVICE + "phones: [01632 960110]", 0),
        ("CON104", SERVICE + "phones: [{number: 01632 960110, label: A}, {number: 01632 960111, "
                   "label: B}]", 0),
        ("CON105", SERVICE + "phones: [01632 960110]", 1),
        ("CON105", SERVICE + "phones: [01632 960110, {number: 01632 960111, hours: Always}]", 1),
        ("CON105", SERVICE + "phones: [01632 960110]\nhours: Monday to Friday", 0),
        ("CON105", SERVICE + "phones: [{number: 01632 960110, hours: Always}]", 0),
        ("CON105", "type: person\nname: Owen Tansley\nphones: [01632 960110]", 0),
        ("CON105", "type: organisation\nname: A Council\nphones: [01632 960110]", 0),
        ("CON107", "type: team\nname: A Team\nemails: [Team@esscp.example.org]", 1),
        ("CON107", "type: team\nname: A Team\nemails: {address: Team@esscp.example.org}", 1),
        ("CON107", "type: team\nname: A Team\nemails: [team@esscp.example.org]", 0),
        ("CON109", "type: team\nname: A Team\nemails: [a.team@hotmail.co.uk]", 1),
    ],
)  # fmt: skip
def test_the_details_of_a_contact_are_looked_at(
    checks: Checks, code: str, fields: str, count: int
) -> None:
    assert len(checks.in_item(code, contact(fields))) == count


def test_the_contact_to_which_the_safety_block_refers_must_give_hours(checks: Checks) -> None:
    text = contact("type: service\nname: The Hub\nid: mash\nphones: [01632 960110]")
    workspace = SmallWorkspace({"mash": text})
    (found,) = checks.in_item("CON105", text)

    assert found.severity is Severity.ERROR
    assert checks.in_item("CON105", contact(SERVICE + "phones: [01632 960110]"))[0].severity is (
        Severity.WARNING
    )
    assert workspace.settings.safety.refer_to.contact == "mash"


def test_a_live_workspace_asks_the_numbering_plan(checks: Checks) -> None:
    # 01632 itself is set aside for drama, so the plan knows no such area.
    fields = contact("type: team\nname: A Team\nphones: [01632 960110]")

    assert checks.in_item("CON101", fields) == []
    assert len(checks.in_item("CON101", fields, "demonstration: no")) == 1


# --- Domains and names in addresses ---------------------------------------------------------

PEERS = {
    name: f"type: person\nname: {name.title()} Lowe\norganisation: council\n"
    f"emails: [{name}@elmsvale.example.org]"
    for name in ("ann", "ben")
}


@pytest.mark.parametrize(
    ("address", "organisation", "count"),
    [
        ("cat@elmsvael.example.org", "council", 1),
        ("cat@elmsvle.example.org", "council", 1),
        ("cat@harboursteps.example.org", "council", 0),
        ("cat@elmsvael.example.org", "harbour-steps", 0),
    ],
)
def test_a_domain_that_is_nearly_that_of_the_others_is_found(
    checks: Checks, address: str, organisation: str, count: int
) -> None:
    cat = f"type: person\nname: Cat Lowe\norganisation: {organisation}\nemails: [{address}]"
    items = {key: contact(text) for key, text in (PEERS | {"cat": cat}).items()}

    found = checks.in_set("CON110", SmallWorkspace(items))

    assert [str(each.place.path) for each in found] == ["items/cat.md"] * count


def test_a_retired_domain_is_replaced_in_fields_and_texts(checks: Checks) -> None:
    items = {
        "team": contact("type: team\nname: A Team\nemails: [team@old.example.org]"),
        "sample": "Write to hub@old.example.org.",
    }
    settings = "domains: {retired: {old.example.org: new.example.org}}"

    found = checks.in_set("CON110", SmallWorkspace(items, None, settings))

    assert [each.fix[0].text for each in found] == ["team@new.example.org", "hub@new.example.org"]


@pytest.mark.parametrize(
    ("name", "address", "count"),
    [
        ("Owen Tansley", "o.tansby9@esscp.example.org", 1),
        ("Owen Tansley", "desk4@esscp.example.org", 1),
        ("Owen Tansley", "otansley@esscp.example.org", 0),
        ("Owen Tansley", "owen@esscp.example.org", 0),
        ("Adaeze Brook-Hale", "a.brook-hale@esscp.example.org", 0),
    ],
)
def test_an_address_without_its_owners_name_is_found(
    checks: Checks, name: str, address: str, count: int
) -> None:
    people = {
        "peer": "type: person\nname: Halcyon Reeve\nemails: [halcyon.reeve@esscp.example.org]",
        "one": f"type: person\nname: {name}\nemails: [{address}]",
    }
    items = {key: contact(text) for key, text in people.items()}

    assert len(checks.in_set("CON108", SmallWorkspace(items))) == count


# --- Typed details --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "fix"),
    [
        ("Call 01632 960110 first.", "{{ phone: mash }}"),
        ("Call 01632960110 first.", "{{ phone: mash }}"),
        ("Call 01632 960145.", "{{ phone: lado }}"),
        ("Call 01632 960777.", None),
        ("Write to nobody@esscp.example.org.", None),
        ("Call [01632 960110](tel:01632960110).", None),
        ("Call 01632 960112, the professional line.", None),
    ],
)
def test_a_typed_detail_is_found_and_replaced_where_one_contact_has_it(
    checks: Checks, body: str, fix: str | None
) -> None:
    (found,) = checks.in_set("CON111", SmallWorkspace({"sample": body}))

    assert [edit.text for edit in found.fix] == ([fix] if fix else [])


def test_references_and_short_numbers_are_no_typed_details(checks: Checks) -> None:
    body = "Call {{ phone: mash }}, or 999, or 116 123. Write to {{ email: mash | us }}."

    assert checks.in_set("CON111", SmallWorkspace({"sample": body})) == []


@pytest.mark.parametrize(
    ("level", "text_level", "count"),
    [("professional", "public", 1), ("public", "public", 0), ("professional", "professional", 0)],
)
def test_the_name_of_a_person_who_is_not_public_is_found_in_public_text(
    checks: Checks, level: str, text_level: str, count: int
) -> None:
    items = {
        "owen": contact(f"type: person\nname: Owen Tansley\ndistribution: {level}"),
        "sample": front_matter("Thanks to Owen Tansley's team.", distribution=text_level),
    }

    found = checks.in_set("CON111", SmallWorkspace(items))

    assert [each.fix[0].text for each in found] == ["{{ name: owen }}"] * count


STEPS = contact(
    "type: service\nname: Harbour Steps\naliases: [the harbour line]\nphones: [01632 960170]\n"
    "hours: Always"
)
ONE_ITEM = """\
series: lantern
edition: September 2026
date: 2026-09-23
status: ready
sections:
  - {heading: News, items: [sample]}
"""


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Phone Harbour Steps before you act.", 1),
        ("Please call the duty worker at Harbour Steps.", 1),
        ("Harbour Steps is the service to ring.", 1),
        ("Harbour Steps will take your phone call.", 0),
        ("Ring {{ phone: steps }} to reach Harbour Steps.", 0),
        ("Write to Harbour Steps.", 0),
        ("Ring the Local authority designated officer.", 0),
        ("Call us. Harbour Steps has moved.", 0),
    ],
)
def test_a_service_that_is_to_be_rung_has_a_number(checks: Checks, body: str, count: int) -> None:
    items = {"sample": body, "steps": STEPS}

    assert len(checks.in_bulletin("CON112", SmallWorkspace(items, ONE_ITEM))) == count


def test_a_contact_line_gives_the_number(checks: Checks) -> None:
    items = {
        "sample": front_matter("Phone Harbour Steps before you act.", contacts="[steps]"),
        "steps": STEPS,
    }

    assert checks.in_bulletin("CON112", SmallWorkspace(items, ONE_ITEM)) == []


# --- Names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("We met Harbor Step on Monday.", 1),
        ("Ask Harbuor Steps for the form.", 1),
        ("We met Harbour Steps' duty worker.", 0),
        ("A Harbour Step worker came.", 0),
        ("The harbour stops were closed.", 0),
        ("Local Authority Designated Officers met.", 0),
        ("The Multi-Agency Safegaurding Hub moved.", 1),
        ("The Multi Agency Safeguarding Hub moved.", 0),
    ],
)
def test_a_name_that_is_nearly_right_is_found(checks: Checks, body: str, count: int) -> None:
    found = checks.in_set("CON113", SmallWorkspace({"sample": body, "steps": STEPS}))

    assert len(found) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Helen Reeve of Harbour Steps spoke.", 1),
        ("Halcyon Ridley of Harbour Steps spoke.", 1),
        ("Halcyon Reeve of Harbour Steps spoke.", 0),
        ("Helen Reeve of Lark Valley spoke.", 0),
        ("Ms Reeve of Harbour Steps spoke.", 0),
        ("Reeve House is near Harbour Steps.", 0),
    ],
)
def test_another_first_name_with_the_same_surname_and_place_is_found(
    checks: Checks, body: str, count: int
) -> None:
    items = {
        "sample": body,
        "steps": STEPS,
        "halcyon": contact("type: person\nname: Halcyon Reeve\norganisation: steps"),
    }

    assert len(checks.in_set("CON113", SmallWorkspace(items))) == count


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"signed_by": "{name: Priya}"}, 1),
        ({"signed_by": "Priya Marlowe"}, 1),
        ({"signed_by": '"Priya Marlowe, Service manager"'}, 1),
        ({"source": '"Priya Marlowe, Service manager"'}, 1),
        ({"signed_by": "mash"}, 0),
        ({"signed_by": '"Priya Marlowe, Chair, Elmsvale Council"'}, 0),
        ({"signed_by": "The partnership team"}, 0),
        ({"source": "Fenwold School"}, 0),
        ({"quotes": "[{text: It helped., who: School office manager}]"}, 0),
    ],
)
def test_a_person_who_signs_has_surname_and_role(
    checks: Checks, fields: dict[str, str], count: int
) -> None:
    item = front_matter("Some words.", **fields)

    assert len(checks.in_set("CON114", SmallWorkspace({"sample": item}))) == count


def test_a_role_read_as_an_organisation_is_offered_as_an_object(checks: Checks) -> None:
    item = front_matter("Some words.", source='"Priya Marlowe, Service manager"')

    (found,) = checks.in_set("CON114", SmallWorkspace({"sample": item}))

    assert found.offers == ("{name: Priya Marlowe, role: Service manager}",)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("If unsure, ask Priya.", 1),
        ("Please email Priya by Friday.", 1),
        ("Priya Marlowe can help. If unsure, ask Priya.", 0),
        ("{{ name: priya }} can help.\n\nIf unsure, ask Priya.", 0),
        ("Ask Priya Marlowe.", 0),
        ("Ask Oliver.", 0),
    ],
)
def test_a_first_name_alone_is_found_before_the_full_name(
    checks: Checks, body: str, count: int
) -> None:
    items = {"sample": body, "priya": contact("type: person\nname: Priya Marlowe\nrole: Chair")}

    assert len(checks.in_set("CON114", SmallWorkspace(items))) == count


# --- Minutes --------------------------------------------------------------------------------

MEETING = """\
series: lantern
edition: September 2026
date: 2026-09-23
status: ready
meeting:
  name: Network
  sittings: [23 September 2026]
  attended: ["Winifred Astley, Head, Fenwold School", {name: Tom Reeve, initials: ToR}]
  apologies: ["Elspeth Gorringe, Head, Ostley School"]
sections:
  - {heading: News, items: [sample]}
"""


@pytest.mark.parametrize(
    ("owner", "count"),
    [("QZ", 1), ("QzX", 1), ("WA", 0), ("ToR", 0), ("MASH", 0), ("All heads", 0), ("Qz", 0)],
)
def test_initials_that_nobody_has_are_found(checks: Checks, owner: str, count: int) -> None:
    item = front_matter("Words.", actions=f"[{{task: Bring the form, owner: {owner}}}]")

    assert len(checks.in_bulletin("CON115", SmallWorkspace({"sample": item}, MEETING))) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Elspeth Gorringe reported that numbers rose.", 1),
        ("A question was raised by Elspeth Gorringe.", 1),
        ("Elspeth Gorringe also said so.", 1),
        ("Winifred Astley reported that numbers rose.", 0),
        ("Elspeth Gorringe sent her apologies.", 0),
    ],
)
def test_who_was_absent_did_not_speak(checks: Checks, body: str, count: int) -> None:
    found = checks.in_bulletin("CON116", SmallWorkspace({"sample": body}, MEETING))

    assert len(found) == count


# --- Kept up to date ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verified", "number", "count"),
    [
        ("2025-09-01", "01632 960175", 1),
        ("2026-05-01", "01632 960175", 1),
        ("2026-06-01", "01632 960175", 0),
        ("2025-09-01", "01632 960170", 0),
    ],
)
def test_a_detail_that_changed_since_it_was_shown_was_verified(
    checks: Checks, verified: str, number: str, count: int
) -> None:
    steps = contact(f"{SERVICE}phones: [{number}]\nverified_on: {verified}")
    shown = composed.Contact(
        "steps", "service", "Harbour Steps", phones=(composed.Phone("01632 960170", "01632960170"),)
    )
    edition = PublishedEdition("may", "lantern", date(2026, 5, 1), contacts=(shown,))

    found = checks.in_set("CON117", SmallWorkspace({"steps": steps}, published=(edition,)))

    assert len(found) == count


@pytest.mark.parametrize(
    ("verified", "count"),
    [("2026-02-01", 1), ("2026-03-22", 1), ("2026-03-23", 0), ("2026-09-01", 0)],
)
def test_details_that_are_shown_were_verified_within_the_months(
    checks: Checks, verified: str, count: int
) -> None:
    steps = contact(f"{SERVICE}phones: [01632 960170]\nverified_on: {verified}")
    items = {"sample": front_matter("Words.", contacts="[steps]"), "steps": steps}

    found = checks.in_bulletin("CON118", SmallWorkspace(items, ONE_ITEM))

    assert [each.place.path for each in found] == ["items/steps.md"] * count


def test_details_that_are_not_shown_need_not_be_verified(checks: Checks) -> None:
    steps = contact(f"{SERVICE}phones: [01632 960170]\nverified_on: 2025-09-01")
    workspace = SmallWorkspace({"sample": "Words.", "steps": steps}, ONE_ITEM)

    assert checks.in_bulletin("CON118", workspace) == []


def test_an_archive_copy_counts_from_the_day_of_its_rebuilding(checks: Checks) -> None:
    steps = contact(f"{SERVICE}phones: [01632 960170]\nverified_on: 2026-02-01")
    items = {"sample": front_matter("Words.", contacts="[steps]"), "steps": steps}
    plan = ONE_ITEM.replace("date: 2026-09-23", "date: 2026-03-01")
    copy = plan + "archive: yes\nrebuilt_on: 2026-11-20\n"

    assert [each.place.path for each in checks.in_bulletin("CON118", SmallWorkspace(items, plan))
            if "steps" in each.place.path] == []  # fmt: skip
    found = checks.in_bulletin("CON118", SmallWorkspace(items, copy))
    assert "items/steps.md" in [each.place.path for each in found]


@pytest.mark.parametrize(
    ("leaves", "count"), [("2026-08-31", 1), ("2026-09-23", 0), ("2026-09-30", 0)]
)
@pytest.mark.parametrize(
    "item",
    [
        front_matter("Words.", contacts="[owen]"),
        front_matter("Ask {{ name: owen }}."),
        front_matter("Words.", signed_by="owen"),
        front_matter("Words.", actions="[{task: Bring the form, owner: Owen Tansley}]"),
    ],
)
def test_nobody_is_named_who_has_left(checks: Checks, item: str, leaves: str, count: int) -> None:
    owen = contact(f"type: person\nname: Owen Tansley\nrole: Chair\nleaves_on: {leaves}")
    workspace = SmallWorkspace({"sample": item, "owen": owen}, ONE_ITEM)

    found = checks.in_bulletin("CON119", workspace)

    assert [each.place.path for each in found] == ["items/sample.md"] * count


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("type: service\nname: The LADO\nphones: [01632 960145]", 1),
        ("type: service\nname: local authority designated officer\nphones: [01632 960146]", 1),
        ("type: person\nname: Ann Lowe\nphones: [01632 960145]\nreach_via: lado", 0),
        ("type: person\nname: Ann Lowe\nphones: [{number: 01632 960145, label: team}]", 0),
        ("type: service\nname: The LADO\nphones: [01632 960146]", 0),
    ],
)
def test_a_contact_kept_twice_is_found(checks: Checks, second: str, count: int) -> None:
    found = checks.in_set("CON120", SmallWorkspace({"second": contact(second)}))

    assert len(found) == count


def test_two_people_may_share_the_mailbox_of_a_team(checks: Checks) -> None:
    people = {
        key: contact(
            f"type: person\nname: {name}\nemails: [{{address: t@esscp.example.org, label: team}}]"
        )
        for key, name in (("ann", "Ann Lowe"), ("ben", "Ben Moor"))
    }

    assert checks.in_set("CON120", SmallWorkspace(people)) == []


@pytest.mark.parametrize(
    ("body", "variants"),
    [
        ("Call {{ phone: mash / Consultation }}.", ["public"]),
        ("Write to {{ email: bob }}.", ["public"]),
        ("Call {{ phone: mash / Consultation | your usual contact at the hub }}.", []),
        ("Call {{ phone: mash }}.", []),
        ("Ask {{ name: bob }}.", []),
        ("See {{ web: mash }}.", []),
    ],
)
def test_a_hidden_detail_has_other_words(checks: Checks, body: str, variants: list[str]) -> None:
    bob = contact(
        "type: person\nname: Bob Inside\nrole: Lead\ndistribution: professional\n"
        "emails: [bob@esscp.example.org]"
    )
    found = checks.in_bulletin("CON121", SmallWorkspace({"sample": body, "bob": bob}, ONE_ITEM))

    assert [each.variant for each in found] == variants


def test_a_hidden_detail_is_found_where_the_reference_stands(checks: Checks) -> None:
    body = "First.\n\nCall {{ phone: mash / Consultation }}."

    (found,) = checks.in_bulletin("CON121", SmallWorkspace({"sample": body}))

    assert str(found.place) == "items/sample.md:9:6"
    assert "sample" in found.message


def test_a_reference_is_put_only_where_the_file_can_still_be_read(checks: Checks) -> None:
    def fixes(value: str) -> int:
        item = front_matter("Words.", decisions=value)
        found = checks.in_set("CON111", SmallWorkspace({"sample": item}))
        return sum(len(each.fix) for each in found)

    assert fixes("[Call 01632 960110 first]") == 0
    assert fixes('["Call 01632 960110 first"]') == 1


def test_either_of_two_contacts_may_set_their_likeness_aside(checks: Checks) -> None:
    ignore = "ignore: [{code: CON120, why: One desk with two names for now}]"
    first = contact(f"type: service\nname: A Desk\nphones: [01632 960150]\n{ignore}")
    second = contact("type: service\nname: B Desk\nphones: [01632 960150]")

    (found,) = checks.in_set("CON120", SmallWorkspace({"a-desk": first, "b-desk": second}))

    assert found.place.path == "items/a-desk.md"


EVENT = """\
---
kind: event
title: A briefing
distribution: public
date: 12 November 2026
time: 4pm
mode: online
joining: {platform: Video call, url: https://meet.example.org/j/elm}
price: free
booking: {method: just turn up}
status: ready
---
"""


@pytest.mark.parametrize(
    ("body", "variants"),
    [
        ("To join: {{ join }}", ["professional", "public"]),
        ("To join: {{ join | we write to you after booking }}", []),
    ],
)
def test_hidden_joining_details_have_other_words(
    checks: Checks, body: str, variants: list[str]
) -> None:
    found = checks.in_bulletin("CON121", SmallWorkspace({"sample": EVENT + body}))

    # The web page of the professional variant hides them as well.
    assert sorted(str(each.variant) for each in found) == variants
