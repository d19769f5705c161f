"""What must fire, and what must not, among the rules about who a bulletin goes to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from check_bench import PLAN, SETTINGS, SmallWorkspace, findings_of
from ebulletin.checks.audience import audience_findings, charged_to_readers, invented_readers
from ebulletin.checks.run import catalogue
from ebulletin.checks.subjects import SendSubject
from ebulletin.findings import Finding, Severity
from ebulletin.recipients.choosing import Choice, Listed, choose
from ebulletin.recipients.model import Recipient
from ebulletin.recipients.suppression import Suppressions
from people import DAY, listing, somebody

NEWS = {"news": "All is well, {{ first_name }}."}
COURSE = """\
---
kind: event
type: training
title: Safer recruitment
distribution: public
date: 12 November 2026
price: {price}
status: ready
---
Come along.
"""
PARENT = somebody(
    "noor@mail.example.org", segments=("parents",), variant="public", address_type="personal",
    basis="consent", basis_date=date(2026, 5, 27),
)  # fmt: skip


def audience_of(
    *people: Recipient, items: dict[str, str] | None = None, more_settings: str = "",
    plan: str | None = None,
) -> SendSubject:  # fmt: skip
    workspace = SmallWorkspace(items or {"news": "All is well."}, plan, more_settings)
    subject = workspace.bulletin_subject
    people_list = listing(*people)
    choice = choose(
        [people_list], subject.variants, Suppressions(), workspace.settings,
        series="lantern", day=DAY,
    )  # fmt: skip
    return SendSubject(subject, choice, frozenset(people_list.columns))


def fired(code: str, subject: SendSubject) -> list[Finding]:
    return findings_of(code, subject)


# --- SAF119 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"variant": "public"}, "its variant is public"),
        ({"address_type": "personal"}, "its address is personal"),
        ({"segments": ("parents",)}, "in a segment for the public"),
    ],
)
def test_a_row_that_is_not_cleared_is_refused_in_a_professional_sending(
    fields: dict[str, Any], words: str
) -> None:
    subject = audience_of(somebody())
    queued = {"professional": (Listed("heads", somebody(**fields)),), "public": ()}

    (found,) = fired("SAF119", replace(subject, choice=Choice(queued)))

    assert words in found.message
    assert str(found.place) == "recipients/heads.csv:2:1"
    assert found.severity is Severity.ERROR
    assert catalogue()["SAF119"].is_locked


def test_a_parents_row_in_the_public_sending_is_right() -> None:
    subject = audience_of(somebody(), PARENT)

    assert [name for name, _ in subject.choice.everybody()] == ["professional", "public"]
    assert fired("SAF119", subject) == []


# --- SAF120 -----------------------------------------------------------------------------------


def test_rows_that_are_left_out_are_counted_by_their_reason() -> None:
    gone = [somebody(f"p{n}@a.example.org", opted_out=DAY) for n in range(3)]
    stale = somebody("old@a.example.org", confirmed=date(2025, 9, 22))

    found = fired("SAF120", audience_of(somebody(), *gone, stale))

    assert [each.message for each in found] == [
        "rows 3, 4 and 5 of 'heads' are left out: opted out",
        "row 6 of 'heads' is left out: not confirmed within 12 months",
    ]
    assert [each.place.line for each in found] == [3, 6]


def test_many_rows_are_told_by_the_first() -> None:
    gone = [somebody(f"p{n}@a.example.org", bounced=DAY) for n in range(200)]

    (found,) = fired("SAF120", audience_of(*gone))

    assert found.message == "200 rows (the first is row 2) of 'heads' are left out: bounced"


@pytest.mark.parametrize(
    "person",
    [
        somebody(opted_out=DAY),
        somebody(bounced=DAY),
        somebody(confirmed=date(2025, 9, 22)),
        somebody(basis="consent"),
    ],
)
def test_each_reason_fires(person: Recipient) -> None:
    assert len(fired("SAF120", audience_of(person))) == 1


def test_the_same_address_on_two_lists_fires() -> None:
    subject = audience_of(somebody())
    lists = [listing(somebody()), listing(somebody(), name="clusters")]
    choice = choose(
        lists, subject.bulletin.variants, Suppressions(), subject.bulletin.shelf.settings
    )

    (found,) = fired("SAF120", replace(subject, choice=choice))

    assert found.message == "row 2 of 'clusters' is left out: on another list as well"
    assert found.place.path == "recipients/clusters.csv"


@pytest.mark.parametrize(
    "people",
    [
        (somebody("head@a.example.org"), somebody("dsl@a.example.org")),
        (somebody(confirmed=date(2025, 9, 23)),),
        (PARENT,),
    ],
)
def test_rows_that_are_sent_to_are_left_alone(people: Sequence[Recipient]) -> None:
    assert fired("SAF120", audience_of(*people)) == []


def test_who_is_meant_for_other_bulletins_is_no_fault() -> None:
    plan = PLAN.replace("{placed}", "news").replace(
        "status:", "variants: [{name: leads, level: professional, segments: [dsl]}]\nstatus:"
    )

    subject = audience_of(somebody(segments=("health",)), plan=plan)

    assert len(subject.choice.left_out) == 1
    assert fired("SAF120", subject) == []


# --- MRG107 -----------------------------------------------------------------------------------


def test_a_field_that_is_blank_for_some_is_told_with_how_many() -> None:
    people = [somebody(f"p{n}@a.example.org") for n in range(3)]

    (found,) = fired(
        "MRG107", audience_of(*people, somebody("a@a.example.org", first_name="Ann"), items=NEWS)
    )

    assert found.message == "'first_name' is blank for 3 readers, and the field has no fallback"
    assert found.variant == "professional"
    assert "{{ first_name | colleague }}" in found.help


def test_a_column_that_no_list_has_is_told() -> None:
    subject = audience_of(
        somebody(), items={"news": "To {{ phase }}."}, more_settings="merge_fields: [phase]"
    )

    (found,) = fired("MRG107", subject)

    assert found.message == "no list has a column 'phase', and the field has no fallback"


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("Dear {{ first_name | colleague }}.", somebody()),
        ("Dear {{ first_name }}.", somebody(first_name="Ann")),
        ("In {{ district }}.", somebody(extra={"district": "Fenwold"})),
        ("Dear colleague.", somebody()),
    ],
)
def test_a_field_with_words_for_everybody_is_left_alone(body: str, person: Recipient) -> None:
    subject = audience_of(person, items={"news": body}, more_settings="merge_fields: [district]")

    assert fired("MRG107", subject) == []


def test_a_variant_that_nobody_gets_lacks_nothing() -> None:
    subject = audience_of(somebody(first_name="Ann"), items=NEWS)

    assert [name for name, group in subject.choice.chosen.items() if not group] == ["public"]
    assert fired("MRG107", subject) == []


def test_a_field_in_the_subject_counts() -> None:
    plan = PLAN.replace("{placed}", "news").replace("subject: ", 'subject: "{{ first_name }}: ')
    plan = plan.replace("reminders\n", 'reminders"\n')

    assert len(fired("MRG107", audience_of(somebody(), plan=plan))) == 1


# --- SAF116 and SAF121, told for these readers ------------------------------------------------


def test_readers_who_did_not_ask_are_counted_for_an_event_with_a_price() -> None:
    asked = somebody("c@a.example.org", basis="consent", basis_date=DAY)
    at_home = replace(PARENT, basis="legitimate interests")
    subject = audience_of(somebody(), asked, at_home, items={"course": COURSE.format(price="£35")})

    (found,) = charged_to_readers(subject)

    assert found.message == (
        "'Safer recruitment' costs £35, and 2 of its 3 readers did not ask for the bulletin "
        "(their basis is not consent), 1 of them at a personal address"
    )
    assert (found.code, found.severity, found.place.line) == ("SAF116", Severity.HINT, 7)


@pytest.mark.parametrize(
    ("price", "people"),
    [("free", (somebody(),)), ("£0", (somebody(),)), ("£35", (PARENT,)), ("£35", ())],
)
def test_a_free_event_and_readers_who_asked_are_left_alone(
    price: str, people: Sequence[Recipient]
) -> None:
    subject = audience_of(*people, items={"course": COURSE.format(price=price)})

    assert list(charged_to_readers(subject)) == []


def test_real_readers_have_no_place_in_a_demonstration() -> None:
    subject = audience_of(somebody("a@school.invalid"), somebody("b@a.example.org"))

    (found,) = invented_readers(subject)

    assert (found.code, found.place.line) == ("SAF121", 2)
    assert found.message == "row 2 of 'heads' is real, and this is a demonstration"


def test_invented_readers_have_no_place_in_a_live_workspace() -> None:
    people = [somebody("a@school.invalid"), somebody("b@a.example.org"), somebody("c@a.test")]

    (found,) = invented_readers(audience_of(*people, more_settings="demonstration: no"))

    assert found.message == "rows 3 and 4 of 'heads' are invented, and this workspace is live"


def test_an_archive_may_hold_both() -> None:
    people = [somebody("a@school.invalid"), somebody("b@a.example.org")]

    subject = audience_of(*people, more_settings="demonstration: archive")

    assert list(invented_readers(subject)) == []


def test_no_finding_shows_an_address_or_a_name() -> None:
    people = [
        somebody("secret@school.invalid", first_name="Zelda", opted_out=None),
        somebody("secret2@a.example.org", first_name="Zelda", bounced=DAY),
        somebody("secret3@a.example.org", first_name="", basis="consent"),
    ]
    items = {"news": "Dear {{ last_name }}.", "course": COURSE.format(price="£35")}
    subject = audience_of(*people, items=items)

    said = "\n".join(map(str, audience_findings(subject)))

    assert {"SAF116", "SAF120", "SAF121", "MRG107"} <= {
        each.code for each in audience_findings(subject)
    }
    assert "secret" not in said
    assert "Zelda" not in said


def test_the_demonstration_of_these_tests_has_a_segment_for_the_public() -> None:
    assert "level: public" in SETTINGS
