"""What a variant must not hold is gathered from everything that could have come into it."""

import pytest

from ebulletin.bulletins.hidden import HiddenStrings, hidden_strings, runs_of, words_in
from ebulletin.bulletins.visibility import Channel, readership
from ebulletin.settings import Variant
from small_workspace import SECTION, plan_file, shelf_of

VARIANTS = {
    "public": Variant(name="public", level="public"),
    "professional": Variant(name="professional", level="professional"),
}

SECRET = """\
kind: training
title: Quiet harbour patrol training
date: 2026-11-10
time: 5pm to 6pm
mode: online
url: https://inside.example.org/patrol
price: free
booking: {method: email, contact: bob-inside}
joining:
  url: https://meet.example.org/j/77
  conference_id: 214 096 330
  passcode: quill-88
  dial_in: 0306 999 0140
attachments: [{title: The plan of the patrol, file: patrol-plan.pdf}]
---
Officers will walk the quay at night with the harbour master and her dog.
"""


def hidden(
    variant: str, items: dict[str, str], plan: str | None = None, channel: Channel = "email"
) -> HiddenStrings:
    names = ", ".join(items)
    text = plan or f"{SECTION}  - {{heading: All, items: [{names}]}}\n"
    shelf = shelf_of(items)
    return hidden_strings(
        plan_file(text).plan, shelf, readership(VARIANTS[variant], channel, shelf.settings)
    )


def texts(found: HiddenStrings) -> set[str]:
    return {each.text for each in found.strings}


def test_public_may_hold_no_detail_of_a_professional_item() -> None:
    found = hidden("public", {"secret": SECRET})

    assert texts(found) >= {
        "quiet harbour patrol training", "https://inside.example.org/patrol", "patrol-plan.pdf",
        "https://meet.example.org/j/77", "214 096 330", "quill-88", "03069990140",
        "01632960112", "07700900318", "bob@tp.example.org", "Bob Inside", "Sue Secret",
    }  # fmt: skip
    assert "officers will walk the quay at night with" in found.runs


def test_the_professional_variant_may_hold_its_own() -> None:
    found = hidden("professional", {"secret": SECRET})

    assert found.runs == {}
    assert texts(found) & {"07700900318", "quill-88", "Bob Inside"} == set()
    assert "07700900321" in texts(found)


def test_a_page_may_not_hold_joining_details() -> None:
    found = hidden("professional", {"secret": SECRET}, channel="page")

    assert {"quill-88", "214 096 330", "03069990140"} <= texts(found)


def test_what_public_text_of_the_bulletin_holds_as_well_is_no_secret() -> None:
    open_item = (
        "kind: update\ntitle: Quiet harbour patrol training\ndistribution: public\n---\n"
        "Officers will walk the quay at night with the harbour master."
    )

    found = hidden("public", {"secret": SECRET, "open": open_item})

    assert "quiet harbour patrol training" not in texts(found)
    assert "officers will walk the quay at night with" not in found.runs
    assert "night with the harbour master and her dog" in found.runs


def test_a_number_stays_hidden_even_where_public_text_types_it() -> None:
    typed = "kind: update\ntitle: T\ndistribution: public\n---\nRing 07700 900318 now."

    assert "07700900318" in texts(hidden("public", {"typed": typed}))


def test_what_a_rule_could_select_counts_whenever_it_takes_place() -> None:
    plan = SECTION + "  - {heading: All, select: {kind: event, limit: 1}}\n"

    found = hidden("public", {"secret": SECRET.replace("2026-11-10", "2026-01-10")}, plan)
    other = hidden("public", {"secret": SECRET}, plan.replace("kind: event", "kind: update"))

    assert "patrol-plan.pdf" in texts(found)
    assert "patrol-plan.pdf" not in texts(other)


def test_attendance_is_hidden_in_public_with_its_initials() -> None:
    plan = (
        "series: notes\nedition: One\nmeeting:\n  name: M\n"
        "  sittings: [{date: 2026-11-04}]\n"
        '  attended: ["Winifred Astley, Fenwold School", ann-public]\n'
        "sections: [{heading: All, intro: Hello.}]\n"
    )

    public = hidden("public", {}, plan)
    inside = hidden("professional", {}, plan)

    assert {"Winifred Astley", "WA"} <= texts(public)
    assert "Ann Public" not in texts(public)
    assert "Winifred Astley" not in texts(inside)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ring {{ phone: mash }} now", ["ring", "now"]),
        ("[Read it](https://x.example.org) today", ["read", "it", "today"]),
        ("Don't re-use", ["don't", "re-use"]),
    ],
)
def test_words_are_read_without_marks_and_targets(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_runs_are_of_eight_words() -> None:
    assert list(runs_of(["a", "b", "c", "d", "e", "f", "g", "h", "i"])) == [
        "a b c d e f g h",
        "b c d e f g h i",
    ]
    assert list(runs_of(["a"] * 7)) == []


MEETING = """\
series: notes
edition: One
date: 2026-09-23
meeting:
  name: Education Leads Network
  sittings: [{date: 2026-09-20, time: 9:45am to midday, venue: Fenwold Centre}]
  chair: "Winifred Astley, Fenwold Primary School"
  next: {date: 2026-12-01, agenda: [Attendance figures for autumn]}
call_for_contributions: {heading: Share a resource with us}
sections:
  - {heading: All, speaker: "Ambrose Tidewell, The Council", items: [%s]}
"""


@pytest.mark.parametrize(
    "title",
    ["Education Leads Network", "Attendance figures for autumn", "Share a resource with us"],
)
def test_a_title_that_the_bulletin_says_by_right_is_no_secret(title: str) -> None:
    item = f"kind: update\ntitle: {title}\n---\nWords.\n"

    found = hidden("public", {"secret": item}, MEETING % "secret")

    assert title.casefold() not in texts(found)


def test_when_and_where_a_meeting_sat_is_no_secret() -> None:
    body = "On Sunday 20 September 2026, 9:45am to midday, Fenwold Centre, we met."

    found = hidden(
        "public", {"secret": f"kind: update\ntitle: Met\n---\n{body}\n"}, MEETING % "secret"
    )

    assert "sunday 20 september 2026 9 45am to midday" not in found.runs


def test_the_name_of_a_service_is_no_secret_though_the_service_is_left_out() -> None:
    service = "kind: contact\ntype: service\nname: Harbour Steps Service\nphones: [01632 960177]\n"

    found = hidden("public", {"steps": service})

    assert "harbour steps service" not in texts(found)
    assert "01632960177" in texts(found)


def test_who_chairs_and_who_speaks_is_named_in_no_public_text() -> None:
    found = hidden("public", {"secret": SECRET}, MEETING % "secret")

    assert {"Winifred Astley", "Ambrose Tidewell"} <= texts(found)


def test_the_words_of_a_section_follow_its_level() -> None:
    plan = (
        f"{SECTION}  - heading: Work inside the refuge\n    distribution: professional\n"
        "    intro: The harbour patrol meets each week behind the old mill.\n    items: [secret]\n"
    )

    found = hidden("public", {"secret": SECRET}, plan)

    assert "work inside the refuge" in texts(found)
    assert "harbour patrol meets each week behind the old" in found.runs
    assert "work inside the refuge" not in texts(hidden("professional", {"secret": SECRET}, plan))


def test_the_notes_of_a_hidden_event_are_searched_for() -> None:
    event = SECRET.replace(
        "price: free", "price: free\nprice_note: The church pays for all who come by bus"
    )

    found = hidden("public", {"secret": event})

    assert "the church pays for all who come by" in found.runs


def test_a_hidden_file_is_known_by_the_name_that_it_would_have_in_the_output() -> None:
    event = SECRET.replace("file: patrol-plan.pdf", "file: night/patrol-plan.pdf")

    found = texts(hidden("public", {"secret": event}))

    assert {"patrol-plan.pdf", "night--patrol-plan.pdf"} <= found
