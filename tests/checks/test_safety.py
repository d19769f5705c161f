"""What must fire, and what must not, among the rules about harm in authored files."""

import pytest

from check_bench import PLAN, Checks, SmallWorkspace, contact, front_matter

WRONG_NUMBER = (
    "If the officer is away, call 111 to report the incident.",
    "Call 101 for medical advice.",
    "To report a stolen bike, ring 111.",
    "NHS 101 can tell you which pharmacist is open.",
    "If your child is ill at the weekend, ring 101.",
    "For a crime that is not an emergency dial 111.",
    "Officers ask that you use 111. It is free.",
    "Use 101 if someone has symptoms that worry you.",
    "Ring 111 about burglary or theft.",
    "A nurse will answer your call. The number is 101.",
    "Call 111, the number of the police.",
)
RIGHT_NUMBER = (
    "Call 101 for the police and 111 for medical advice.",
    "Ring 101. Health advice is on 111.",
    "The officer will ring you. If someone is ill, call 111.",
    "Call 101 to report an assault on a nurse.",
    "We met 101 families, and health visitors met more.",
    "The course costs £101 for health staff.",
    "The nurse is in room 101.",
    "Ring 01632 960 111 about the incident.",
    "See section 1.101 of the police guide.",
    "Ring 111 or 101.",
    "For an injury that cannot wait, 111 will help.",
)


@pytest.mark.parametrize("body", WRONG_NUMBER)
def test_101_for_health_and_111_for_the_police_are_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF101", body)) == 1


@pytest.mark.parametrize("body", RIGHT_NUMBER)
def test_the_right_advice_number_is_left_alone(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF101", body) == []


def test_a_wrong_number_is_found_where_it_stands_and_the_right_one_offered(
    checks: Checks,
) -> None:
    found = checks.in_item("SAF101", "Read this.\n\nTo report a crime, **ring 111** today.\n")

    assert [str(each.place) for each in found] == ["items/sample.md:9:27"]
    assert found[0].offers == ("101",)


def test_a_bulletins_own_words_are_read_as_well(checks: Checks) -> None:
    text = PLAN.replace("items: [{placed}]", "intro: To report a crime, ring 111.")

    assert [each.place.line for each in checks.in_plan("SAF101", text)] == [9]


ASKS_FOR_A_MESSAGE = (
    "If it is urgent, leave a message.",
    "In an emergency, email us at once.",
    "Leave us a voicemail about any immediate worry.",
    "If a child is in danger, please text the duty worker.",
    "Contact the hub by email if the matter is urgent.",
    "If it is urgent, ring 999, do not wait, or leave a message.",
    "Do not ring in an emergency, but send an email.",
)
REFUSES_A_MESSAGE = (
    "Ring rather than email in an emergency. If it is not urgent, leave a message.",
    "Do not leave a message about an urgent worry.",
    "Do not leave a message or send an email about an urgent worry.",
    "In an emergency ring 999 instead of sending an email.",
    "If it isn't urgent, email us.",
    "Where there is no immediate danger, leave a message.",
    "Email the Emergency Duty Team about the rota.",
    "Ring us. You may also leave a message.",
    "Never text the hub about a child in danger.",
)


@pytest.mark.parametrize("body", ASKS_FOR_A_MESSAGE)
def test_a_message_about_something_urgent_is_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF115", body)) == 1


@pytest.mark.parametrize("body", REFUSES_A_MESSAGE)
def test_words_that_refuse_a_message_are_left_alone(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF115", body) == []


RESTRICTED_WORDS = (
    "Staff use only. The rota is below.",
    "Not to be forwarded outside the service.",
    "Confidential",
    "This sheet is internal-only.",
    "Please do not pass it on.",
    "This note is not for sharing.",
    "Keep within your team.",
)
OPEN_WORDS = (
    "Keep within your team's budget.",
    "Confidential advice is free.",
    "The form is not for children.",
)


@pytest.mark.parametrize("body", RESTRICTED_WORDS)
def test_words_that_restrict_a_public_item_are_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF107", body)) == 1


@pytest.mark.parametrize("body", OPEN_WORDS)
def test_words_that_only_look_like_a_restriction_are_not(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF107", body) == []


def test_words_that_restrict_are_right_where_the_level_says_so_too(checks: Checks) -> None:
    words = "Staff use only. The rota is below."
    note = "For leads only"

    assert checks.in_item("SAF107", words, distribution="professional")
    assert not checks.in_item(
        "SAF107", words, distribution="restricted", audience="dsl", restriction_note=note
    )
    assert not checks.in_item("SAF107", words, distribution="professional", restriction_note=note)


def test_a_note_on_the_detail_itself_is_right(checks: Checks) -> None:
    item = contact(
        "type: team\nname: Night rota\n"
        "phones: [{number: 01632 960123, note: Not to be passed to parents}]"
    )

    assert checks.in_item("SAF107", item) == []


TELLS_WHICH_CHILD = (
    "Pupil J.T., a 9-year-old at Upper Tarn High School, told us about it.",
    "A boy aged 7 at Fenwold Primary School asked for help.",
    "Child K is a 12 year old who likes boats.",
    "Twins, 4-year-olds at Quay Nursery, came by boat.",
    "Our daughter M. goes to Saltmere Junior.",
)
TELLS_NOBODY = (
    "Workshops for pupils aged 11 to 16 at any school.",
    "A twin-track approach with our brother organisation, aged 9, at Fenwold Primary School.",
    "Children at Fenwold Primary School made posters.",
    "A child I know said so, aged 9.",
    "Parents aged 34 of pupils at Fenwold Primary School came.",
    "A head teacher of Upper Tarn High School, aged 40, came.",
    "Pupils of 11 to 16 years at Fenwold Primary School.",
)


@pytest.mark.parametrize("body", TELLS_WHICH_CHILD)
def test_facts_that_tell_which_child_it_is_are_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF108", body)) == 1


@pytest.mark.parametrize("body", TELLS_NOBODY)
def test_facts_that_tell_nothing_about_one_child_are_not(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF108", body) == []


def test_initials_alone_tell_in_a_case_review(checks: Checks) -> None:
    words = "Child K was seen by four services."

    assert checks.in_item("SAF108", words) == []
    assert len(checks.in_item("SAF108", words, tags="[learning]")) == 1
    assert len(
        checks.in_item(
            "SAF108", words, kind="resource", type="review", url="https://esscp.example.org/r"
        )
    ) == 1  # fmt: skip


def test_a_quotation_counts_with_its_source(checks: Checks) -> None:
    quotes = "[{text: The boat was best., who: 'Pupil, aged 9', context: Fenwold Primary School}]"
    named = "[{text: The boat was best., who: 'Maya, aged 9'}]"
    role = "[{text: The boat was best., who: 'Pupil, aged 9'}]"

    assert len(checks.in_item("SAF108", "", quotes=quotes)) == 1
    assert len(checks.in_item("SAF108", "", quotes=named)) == 1
    assert checks.in_item("SAF108", "", quotes=role) == []


BELONGS_TO_ONE_PERSON = (
    "NHS number 999 000 0018",
    "Her DOB: 4.5.2014 was wrong.",
    "born on 3 May 2012",
    "Date of birth: 03/05/2012",
    "National Insurance number AB 12 34 56 C",
    "pupil number A123456789012",
    "crime reference 20145566",
    "case no. LV/20145",
)
BELONGS_TO_NOBODY = (
    "order number 202 600 0031",
    "Give name, date of birth and 2 contacts.",
    "Ring 01632 960110 or 0808 157 0123.",
    "born on a boat",
    "The case study has 2014 words.",
    "Tarn House, ZZ9 9ZZ",
)


@pytest.mark.parametrize("body", BELONGS_TO_ONE_PERSON)
def test_numbers_that_belong_to_one_person_are_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF109", body)) == 1


@pytest.mark.parametrize("body", BELONGS_TO_NOBODY)
def test_numbers_that_belong_to_nobody_are_left_alone(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF109", body) == []


def test_a_postcode_in_a_case_review_is_found_outside_an_address(checks: Checks) -> None:
    assert len(checks.in_item("SAF109", "They lived at ZZ9 9ZZ.", tags="[learning]")) == 1
    assert checks.in_item("SAF109", "They lived at ZZ9 9ZZ.") == []
    event = {"kind": "training", "venue": "'Tarn House, ZZ9 9ZZ'", "tags": "[learning]"}
    assert checks.in_item("SAF109", "Come.", date="12 November 2026", **event) == []


@pytest.mark.parametrize(
    ("image", "count"),
    [
        ("{file: stall.jpg, alt: Visitors at a stall}", 1),
        ("{file: stall.jpg, alt: Visitors at a stall, people: yes}", 1),
        ("{file: stall.jpg, alt: Visitors at a stall, people: no}", 0),
        ("{file: stall.jpg, alt: Visitors, people: yes, consent: 2026-09-16}", 0),
        ("{file: line.png, decorative: yes}", 0),
        ("{file: not supplied, alt: Visitors at a stall}", 0),
    ],
)
def test_a_picture_says_whether_it_shows_people(checks: Checks, image: str, count: int) -> None:
    assert len(checks.in_item("SAF112", "Words.", images=f"[{image}]")) == count
    assert len(checks.in_item("SAF112", "Words.", images=image)) == count


DISCLOSES = (
    "Tell the parent that we had a domestic abuse notification.",
    "When the police notify us of domestic violence, we let the family know.",
    "We inform the adult once a notification about a police call-out has come in.",
)
KEEPS_QUIET = (
    "Tell the parent that the course is on domestic abuse.",
    "Schools receive domestic abuse notifications.",
    "Families can ring us about domestic abuse.",
)


@pytest.mark.parametrize("body", DISCLOSES)
def test_public_text_that_tells_of_a_notification_is_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF114", body)) == 1
    assert checks.in_item("SAF114", body, distribution="professional") == []


@pytest.mark.parametrize("body", KEEPS_QUIET)
def test_public_text_about_abuse_is_left_alone(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF114", body) == []


def test_a_professional_section_may_speak_of_notifications(checks: Checks) -> None:
    intro = f"intro: {DISCLOSES[0]}"
    public = PLAN.replace("items: [{placed}]", intro)
    professional = public.replace("intro:", "distribution: professional\n    intro:")

    assert len(checks.in_plan("SAF114", public)) == 1
    assert checks.in_plan("SAF114", professional) == []


# --- The safety contacts --------------------------------------------------------------------


def with_contact(name: str, fields: str, more_settings: str = "") -> SmallWorkspace:
    return SmallWorkspace(
        {"news": "All is well.", name: contact(fields)}, PLACES_NEWS, more_settings
    )


PLACES_NEWS = PLAN.replace("{placed}", "news")
HUB = "type: service\nname: The hub\nhours: always\n"
LADO = "type: service\nname: The officer\n"


@pytest.mark.parametrize(
    ("name", "fields", "words"),
    [
        ("mash", HUB + "web: https://esscp.example.org", "has no phone"),
        ("mash", HUB + "phones: [01632 960110]\ndistribution: professional", "is not public"),
        (
            "mash",
            HUB + "phones: [{number: 01632 960110, distribution: professional}]",
            "not public",
        ),
        ("mash", HUB + "phones: [01632 96011]", "not a whole UK number"),
        ("mash", HUB + "phones: [07700 900321]", "not public"),
        ("night-team", "type: team\nname: TBC\nphones: [01632 960199]", "as a name"),
        ("lado", LADO + "address: 2 Quay Street", "has no phone"),
    ],
)
def test_a_safety_contact_that_cannot_be_rung_is_found(
    checks: Checks, name: str, fields: str, words: str
) -> None:
    found = checks.in_bulletin("SAF103", with_contact(name, fields))

    assert [each.place.path for each in found] == [f"items/{name}.md"]
    assert words in found[0].message


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("mash", HUB + "phones: [01632 960110]"),
        ("mash", HUB + "phones: [{number: 07700 900321, public_agreed: 2026-06-01}]"),
        ("lado", LADO + "web: https://lado.example.org"),
        ("lado", LADO + "emails: [lado@esscp.example.org]"),
    ],
)
def test_a_safety_contact_that_can_be_reached_is_right(
    checks: Checks, name: str, fields: str
) -> None:
    assert checks.in_bulletin("SAF103", with_contact(name, fields)) == []


def test_invented_safety_details_are_refused_in_a_live_workspace(checks: Checks) -> None:
    fields = LADO + "web: https://lado.example.org"

    found = checks.in_bulletin("SAF103", with_contact("lado", fields, "demonstration: no"))

    assert len(found) == 3
    assert all("invented" in each.message for each in found)


def test_a_label_that_no_phone_has_is_found_where_it_is_written(checks: Checks) -> None:
    settings = (
        "safety: {refer_to: {contact: mash, phone: X}, out_of_hours: mash, allegations: lado}"
    )
    workspace = SmallWorkspace({"news": "All is well."}, None, settings)

    found = checks.in_bulletin("SAF103", workspace)

    assert [each.place.path for each in found] == ["partnership.yaml"]


def test_a_safety_contact_that_does_not_exist_is_found(checks: Checks) -> None:
    settings = "safety: {refer_to: hub, out_of_hours: mash, allegations: lado}"
    workspace = SmallWorkspace({"news": "All is well."}, None, settings)

    found = checks.in_bulletin("SAF103", workspace)

    assert ["no such contact" in each.message for each in found] == [True]


@pytest.mark.parametrize(
    ("verified", "count"),
    [
        ("verified_on: 2025-08-01", 1),
        ("verified_on: 2025-09-22", 1),
        ("verified_on: 2025-09-23", 0),
        ("verified_on: 2026-09-01", 0),
    ],
)
def test_a_safety_contact_is_verified_within_twelve_months(
    checks: Checks, verified: str, count: int
) -> None:
    workspace = with_contact("mash", f"{HUB}phones: [01632 960110]\n{verified}")

    assert len(checks.in_bulletin("SAF104", workspace)) == count


def test_an_archive_copy_counts_from_the_day_it_was_rebuilt(checks: Checks) -> None:
    old = PLACES_NEWS.replace("2026-09-23", "2020-09-23") + "archive: yes\nrebuilt_on: 2027-08-01\n"
    items = {"news": "All is well.", "mash": contact(f"{HUB}phones: [01632 960110]")}

    assert checks.in_bulletin("SAF104", SmallWorkspace(items, old)) == []
    assert checks.in_bulletin("SAF104", SmallWorkspace(items, old.replace("2027", "2028")))


# --- Ways to make contact -------------------------------------------------------------------

HIDDEN_BOX = contact(
    "type: team\nname: Desk\n"
    "emails: [{address: desk@esscp.example.org, distribution: professional}]"
)
OPEN_BOX = contact("type: team\nname: Desk\nemails: [desk@esscp.example.org]")
COURSE = """---
kind: training
title: A morning on neglect
distribution: public
date: 12 November 2026
mode: online
price: {price}
booking: {booking}
status: ready
---
Come along.
"""


def course(price: str = "free", booking: str = "{method: email, contact: desk}") -> str:
    return COURSE.replace("{price}", price).replace("{booking}", booking)


@pytest.mark.parametrize(
    ("item", "desk", "count"),
    [
        (course(), HIDDEN_BOX, 1),
        (course(), OPEN_BOX, 0),
        (course(booking="{method: link, url: https://esscp.example.org/book}"), HIDDEN_BOX, 0),
        (course(booking="{method: just turn up}"), HIDDEN_BOX, 0),
        ("Write to {{ email: desk | us }} first.", HIDDEN_BOX, 1),
        ("Write to {{ email: desk }} first.", OPEN_BOX, 0),
        ("Nobody need write.", HIDDEN_BOX, 0),
    ],
)
def test_a_public_item_without_a_way_to_make_contact_is_found(
    checks: Checks, item: str, desk: str, count: int
) -> None:
    workspace = SmallWorkspace({"news": item, "desk": desk}, PLACES_NEWS)

    found = checks.in_bulletin("SAF111", workspace)

    assert [each.variant for each in found] == ["public"] * count


def test_the_post_through_which_a_person_is_reached_counts(checks: Checks) -> None:
    person = contact("type: person\nname: Una Moor\nrole: Adviser\nreach_via: desk")
    item = front_matter("Ask Una.", contacts="[una-moor]")
    items = {"news": item, "una-moor": person}

    assert not checks.in_bulletin(
        "SAF111", SmallWorkspace({**items, "desk": OPEN_BOX}, PLACES_NEWS)
    )
    assert checks.in_bulletin("SAF111", SmallWorkspace({**items, "desk": HIDDEN_BOX}, PLACES_NEWS))


def test_an_event_with_a_price_is_pointed_out(checks: Checks) -> None:
    charged = SmallWorkspace({"news": course("£35"), "desk": OPEN_BOX}, PLACES_NEWS)
    free = SmallWorkspace({"news": course("free"), "desk": OPEN_BOX}, PLACES_NEWS)

    assert [each.place.line for each in checks.in_bulletin("SAF116", charged)] == [7]
    assert checks.in_bulletin("SAF116", free) == []


# --- The whole workspace --------------------------------------------------------------------


def test_lists_of_people_that_git_tracks_or_that_lie_elsewhere_are_found(checks: Checks) -> None:
    workspace = SmallWorkspace({"news": "All is well."})

    tracked = checks.in_set("SAF118", workspace, tracked_lists=("recipients/dsl.csv",))
    stray = checks.in_set("SAF118", workspace, stray_lists=("items/parents.csv",))

    assert [each.place.path for each in tracked] == ["recipients/dsl.csv"]
    assert [each.place.path for each in stray] == ["items/parents.csv"]
    assert checks.in_set("SAF118", workspace) == []


# They belong to nobody either (Ofcom keeps 0113 496 0000 for drama in Leeds, RFC 2606 keeps
# .invalid), but are not among those that a demonstration may use.
REAL = ("0113 496 0123", "https://www.council.invalid/x", "team@council.invalid")
INVENTED = ("01632 960110", "07700 900321", "https://esscp.example.org/x", "hub@lado.test")


@pytest.mark.parametrize("written", REAL)
def test_real_details_are_found_in_a_demonstration(checks: Checks, written: str) -> None:
    workspace = SmallWorkspace({"news": f"Ask at {written} first."})

    found = checks.in_set("SAF121", workspace)

    assert len(found) == 1
    assert (found[0].place.path, found[0].place.line) == ("items/news.md", 7)


@pytest.mark.parametrize("written", INVENTED)
def test_invented_details_are_right_in_a_demonstration(checks: Checks, written: str) -> None:
    assert checks.in_set("SAF121", SmallWorkspace({"news": f"Ask at {written} first."})) == []


@pytest.mark.parametrize("written", INVENTED)
def test_invented_details_are_found_in_a_live_workspace(checks: Checks, written: str) -> None:
    workspace = SmallWorkspace({"news": f"Ask at {written}."}, None, "demonstration: no")

    found = [each for each in checks.in_set("SAF121", workspace) if "news" in each.place.path]

    assert len(found) == 1


def test_a_workspace_of_archive_copies_may_hold_both(checks: Checks) -> None:
    workspace = SmallWorkspace({"news": " ".join(REAL + INVENTED)}, None, "demonstration: archive")

    assert checks.in_set("SAF121", workspace) == []
