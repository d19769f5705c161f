"""An event's dates, place, price and booking, in the words that readers see."""

import pytest

from ebulletin.bulletins.composed import Event, plain
from small_workspace import composed

HEAD = "kind: training\ntitle: Course\ndistribution: public\n"
FACTS = "mode: online\njoining: to follow\nprice: free\nbooking: {method: just turn up}\n"


def event(text: str, *, variant: str = "professional", plan: str = "") -> Event:
    section = plan or "  - {heading: Dates, items: [one]}\n"
    (found,) = composed(section, {"one": HEAD + text}, variant=variant).bulletin.sections
    facts = found.entries[0].event
    assert facts is not None
    return facts


@pytest.mark.parametrize(
    ("dates", "words", "short"),
    [
        ("date: 2026-11-10", "Tuesday 10 November 2026", "Tue 10 Nov 2026"),
        (
            "sessions: [10 November 2026, 24 November 2026]\nrelation: alternatives",
            "Tuesday 10 or Tuesday 24 November 2026",
            "Tue 10 or Tue 24 Nov 2026",
        ),
        (
            "sessions: [19 November 2026, 26 November 2026]\nrelation: parts",
            "Thursday 19 and Thursday 26 November 2026",
            "Thu 19 and Thu 26 Nov 2026",
        ),
        (
            "sessions: [3 December 2026, 13 January 2027]\nrelation: alternatives",
            "Thursday 3 December 2026 or Wednesday 13 January 2027",
            "Thu 3 Dec 2026 or Wed 13 Jan 2027",
        ),
        (
            "date: 2026-10-05\nend_date: 2026-10-16",
            "Monday 5 to Friday 16 October 2026",
            "Mon 5 to Fri 16 Oct 2026",
        ),
        ("date: November 2026", "November 2026", "November 2026"),
        ("sessions: any time", "Any time", "Any time"),
        ("sessions: see booking", "See booking", "See booking"),
    ],
)
def test_all_dates_stand_in_one_phrase(dates: str, words: str, short: str) -> None:
    facts = event(f"{dates}\n{FACTS}")

    assert (facts.dates_words, facts.short_dates_words) == (words, short)


def test_past_alternatives_are_left_out_and_past_parts_are_marked() -> None:
    dates = "sessions: [2026-09-22, 2026-09-29]\nrelation: "

    either = event(f"{dates}alternatives\n{FACTS}")
    both = event(f"{dates}parts\n{FACTS}")

    assert either.dates_words == "Tuesday 29 September 2026"
    assert either.relation_words is None
    assert [session.is_past for session in both.sessions] == [True, False]


def test_a_time_that_all_sessions_share_is_said_once() -> None:
    shared = "sessions: [{date: 2026-11-10, time: 5pm}, {date: 2026-11-12, time: 5pm}]\n"
    own = shared.replace("2026-11-12, time: 5pm", "2026-11-12, part: morning")

    assert event(f"{shared}relation: parts\n{FACTS}").times_words == "5pm"
    assert event(f"{own}relation: parts\n{FACTS}").times_words is None
    assert event(f"{own}relation: parts\n{FACTS}").sessions[1].time_words == "Morning"


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("price: free", "Free"),
        (
            "price: £35\nprice_note: Free for maintained schools",
            "£35 (free for maintained schools)",
        ),
        (
            "price: £35\nprice_note: DSLs come free",
            "£35 (DSLs come free)",
        ),
        ("price: not stated", None),
    ],
)
def test_a_price_stands_with_its_note(price: str, words: str | None) -> None:
    assert event(f"date: 2026-11-10\n{FACTS.replace('price: free', price)}").price_words == words


@pytest.mark.parametrize(
    ("booking", "words"),
    [
        ("{method: just turn up}", "Just turn up, no booking needed"),
        ("{method: link, url: https://x.example.org/book}", "Book online"),
        ("{method: link, url: unknown}", "Book online (address to follow)"),
        (
            "{method: [email, phone], contact: hub, include: [agency, role]}",
            "Write to hub@tp.example.org or ring 01632 960110, giving your agency and role",
        ),
        ("{method: invitation only}", "By invitation only"),
        (
            "{method: email, contact: hub, include: [your school, role]}",
            "Write to hub@tp.example.org, giving your school and role",
        ),
    ],
)
def test_booking_is_one_sentence(booking: str, words: str) -> None:
    facts = event(
        f"date: 2026-11-10\n{FACTS.replace('{method: just turn up}', booking)}", variant="public"
    )

    assert facts.booking is not None
    assert plain(facts.booking.words) == words


def test_joining_details_are_left_out_of_public_and_of_pages() -> None:
    text = (
        "date: 2026-11-10\nmode: online\nprice: free\nbooking: {method: just turn up}\n"
        "joining: {platform: Video call, url: https://meet.example.org/j/1, passcode: quill-88}\n"
    )

    inside, public = event(text), event(text, variant="public")

    assert inside.joining is not None
    assert inside.joining.passcode == "quill-88"
    assert public.joining is None


def test_a_section_fills_in_what_its_events_leave_out() -> None:
    plan = (
        "  - heading: Dates\n    items: [one]\n"
        "    event_defaults: {mode: in person, price: free, venue: Fenwold Centre, provider: hub,\n"
        "      booking: {method: phone, contact: hub}}\n"
    )

    facts = event("date: 2026-11-10\n", plan=plan)
    own = event("date: 2026-11-10\nmode: online\njoining: to follow\n", plan=plan)

    assert facts.mode_words == "In person"
    assert facts.venue is not None
    assert facts.venue.name == "Fenwold Centre"
    assert facts.provider is not None
    assert facts.provider.name == "Safeguarding Hub (HUB)"
    assert own.mode_words == "Online"
    assert own.venue is None
