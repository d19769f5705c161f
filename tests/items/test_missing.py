"""What an item lacks because of its kind, its type, or another of its fields."""

from textwrap import dedent

import pytest

from ebulletin.items.load import parse_item
from ebulletin.items.missing import Missing, missing_fields, missing_in_booking
from ebulletin.items.model import BookingField, EventDefaults, Item


def item(front: str, body: str = "A few words to read.") -> Item:
    file, _ = parse_item(f"---\n{dedent(front).strip()}\n---\n{body}\n", "items/some-item.md")
    assert file is not None
    return file.item


def lacks(front: str, body: str = "A few words to read.") -> list[str]:
    return [each.field for each in missing_fields(item(front, body))]


COMPLETE_EVENT = """
    kind: event
    date: 12 November 2026
    mode: in person
    venue: Fenwold Centre
    price: free
    booking: {method: just turn up}
"""


def without(front: str, field: str) -> str:
    lines = dedent(front).strip().split("\n")
    return "\n".join(line for line in lines if not line.startswith(f"{field}:"))


def test_a_complete_event_lacks_nothing() -> None:
    assert lacks(COMPLETE_EVENT) == []


@pytest.mark.parametrize("field", ["mode", "venue", "price", "booking"])
def test_an_event_needs_its_facts_from_somewhere(field: str) -> None:
    (found,) = missing_fields(item(without(COMPLETE_EVENT, field)))

    assert found.field == field
    assert found.may_come_from_elsewhere


def test_a_section_may_give_the_facts_of_its_events() -> None:
    defaults = EventDefaults.model_validate(
        {
            "mode": "in person",
            "venue": "Fenwold Centre",
            "price": "free",
            "booking": {"method": "just turn up"},
        }
    )

    event = item("kind: event\ndate: 12 November 2026")

    assert missing_fields(event, defaults) == []


def test_a_date_to_save_needs_no_facts() -> None:
    assert lacks("kind: event\ndate: 27 May 2027\nstate: save the date\nmode: in person") == []


def test_not_stated_is_an_answer() -> None:
    assert (
        lacks(
            """
            kind: event
            date: 12 November 2026
            mode: not stated
            price: not stated
            booking: not stated
            """
        )
        == []
    )


def test_an_event_needs_a_date_or_sessions() -> None:
    (found,) = missing_fields(item("kind: event\nstate: save the date"))

    assert (found.field, found.may_come_from_elsewhere) == ("sessions", False)


def test_several_sessions_need_a_relation() -> None:
    event = "kind: event\nstate: save the date\nsessions: [10 November 2026, 24 November 2026]"

    (found,) = missing_fields(item(event))

    assert (found.field, found.because) == ("relation", ("sessions",))
    assert lacks(f"{event}\nrelation: parts") == []


def test_sessions_in_words_need_no_relation() -> None:
    assert lacks("kind: event\nstate: save the date\nsessions: on request") == []


@pytest.mark.parametrize("mode", ["online", "hybrid", "[in person, online]"])
def test_an_online_event_needs_joining_details(mode: str) -> None:
    event = without(COMPLETE_EVENT, "mode") + f"\nmode: {mode}"

    (found,) = missing_fields(item(event))

    assert (found.field, found.because) == ("joining", ("mode",))
    assert not found.may_come_from_elsewhere
    assert lacks(f"{event}\njoining: to follow") == []


def test_joining_details_are_judged_with_the_section_where_it_says_online() -> None:
    event = item(without(COMPLETE_EVENT, "mode"))
    defaults = EventDefaults.model_validate({"mode": "online"})

    (found,) = missing_fields(event, defaults)

    assert (found.field, found.may_come_from_elsewhere) == ("joining", True)


def test_places_of_all_sessions_stand_for_the_venue() -> None:
    event = without(without(COMPLETE_EVENT, "venue"), "date")

    assert lacks(f"{event}\nsessions: [{{date: 1 June 2026, venue: Tarn House}}]") == []


@pytest.mark.parametrize(
    ("method", "field"),
    [("link", "booking.url"), ("email", "booking.contact"), ("phone", "booking.contact")],
)
def test_booking_needs_what_its_method_needs(method: str, field: str) -> None:
    event = without(COMPLETE_EVENT, "booking") + f"\nbooking: {{method: {method}}}"

    assert lacks(event) == [field]


def test_an_unknown_address_is_enough_to_book_by_link_for_now() -> None:
    booking = BookingField.model_validate({"method": "link", "url": "unknown"})

    assert missing_in_booking(booking) == []


def test_a_restricted_item_says_for_whom_and_how_far() -> None:
    assert lacks("kind: update\ndistribution: restricted") == ["audience", "restriction_note"]
    assert lacks("kind: update\ndistribution: restricted\naudience: all") == [
        "audience",
        "restriction_note",
    ]
    assert (
        lacks(
            "kind: update\ndistribution: restricted\naudience: dsl\n"
            "restriction_note: For leads only."
        )
        == []
    )


def test_a_message_is_signed() -> None:
    assert lacks("kind: update\ntype: message") == ["signed_by"]
    assert lacks("kind: update\ntype: news") == []


def test_a_resource_needs_an_address_a_file_or_enough_words() -> None:
    assert lacks("kind: resource", "word " * 24) == ["url"]
    assert lacks("kind: resource", "word " * 25) == []
    assert lacks("kind: resource\nurl: unknown") == []
    assert lacks("kind: resource\nattachments: [{title: Chart, file: not supplied}]") == []


def test_addresses_and_references_are_not_counted_as_many_words() -> None:
    body = "[one](https://a.example.org/two-three-four) {{ phone: mash / Referrals | five six }} "

    assert lacks("kind: resource", body * 12) == ["url"]
    assert lacks("kind: resource", body * 13) == []


def test_a_consultation_needs_a_day_for_replies() -> None:
    consultation = "kind: resource\ntype: consultation\nurl: unknown"

    (found,) = missing_fields(item(consultation))

    assert (found.field, found.may_come_from_elsewhere) == ("respond_by", True)
    assert missing_fields(item(consultation), has_deadline=True) == []
    assert lacks(f"{consultation}\nrespond_by: to be confirmed") == []
    assert lacks(f"{consultation}\ndeadlines: [{{date: 1 June 2026}}]") == []


def test_a_survey_needs_none() -> None:
    assert lacks("kind: resource\ntype: survey\nurl: unknown") == []


@pytest.mark.parametrize("sort", ["survey", "consultation"])
def test_how_to_reply_is_needed_without_an_address(sort: str) -> None:
    front = f"kind: resource\ntype: {sort}\nrespond_by: 1 June 2026"

    assert lacks(front, "word " * 30) == ["how_to_respond"]


def test_a_team_can_be_reached_and_a_person_need_not() -> None:
    assert lacks("kind: contact\ntype: team\nname: Learning Hub") == ["phones"]
    assert lacks("kind: contact\ntype: team\nname: Hub\nweb: https://esscp.example.org") == []
    assert lacks("kind: contact\ntype: person\nname: Asha Penrose") == []


def test_every_lack_says_what_to_write() -> None:
    bare = [
        "kind: event",
        "kind: event\nsessions: [1 June 2026, 2 June 2026]\nmode: [in person, online]",
        "kind: event\nbooking: {method: [link, phone]}",
        "kind: update\ntype: message\ndistribution: restricted",
        "kind: resource\ntype: consultation",
        "kind: contact\ntype: service\nname: Hub",
    ]

    found: list[Missing] = [each for front in bare for each in missing_fields(item(front, "-"))]

    assert len({each.field for each in found}) == 16
    assert all(each.help.startswith("Add ") and each.help.endswith(".") for each in found)
    assert all(each.why.split()[0] in ("a", "an", "booking") for each in found)
