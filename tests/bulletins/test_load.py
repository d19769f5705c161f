"""Files to plans: what is read, and what is said of a fault."""

from datetime import date
from textwrap import dedent

import pytest

from ebulletin.bulletins.load import parse_plan
from ebulletin.bulletins.model import Plan
from ebulletin.findings import Finding
from ebulletin.values.people import ContactRef, NamedPerson

MINIMAL = """
    series: newsletter
    edition: Autumn 2026
    date: 22 October 2026
    sections: [{heading: News, items: [some-item]}]
"""


def parse(text: str, path: str = "bulletins/2026-autumn.yaml") -> tuple[Plan | None, list[Finding]]:
    file, findings = parse_plan(dedent(text).strip() + "\n", path)
    return file.plan if file else None, findings


def read(text: str) -> Plan:
    plan, findings = parse(text)
    assert findings == []
    assert plan is not None
    return plan


def with_lines(more: str) -> str:
    return dedent(MINIMAL).strip() + "\n" + dedent(more).strip()


def only(text: str) -> Finding:
    _, findings = parse(text)
    assert len(findings) == 1, [str(finding) for finding in findings]
    return findings[0]


# --- What is read ---------------------------------------------------------------------------


def test_a_plan_is_named_by_its_file() -> None:
    assert read(MINIMAL).slug == "2026-autumn"


def test_items_are_placed_by_id_or_with_how_they_are_shown() -> None:
    plan = read(
        """
        series: lantern
        edition: September 2026
        sections:
          - heading: News
            items: [first-item, {id: second-item, show: Brief, heading: no, label: Second}]
        """
    )

    first, second = plan.sections[0].items
    assert (first.id, first.show, first.heading) == ("first-item", "full", True)
    assert (second.show, second.heading, second.label) == ("brief", False, "Second")


def test_an_introduction_is_an_item_or_a_text() -> None:
    item = read(with_lines("intro: team-message"))
    text = read(with_lines("intro: Welcome to the autumn."))

    assert (item.intro_item, item.intro_text) == ("team-message", None)
    assert (text.intro_item, text.intro_text) == (None, "Welcome to the autumn.")


def test_items_named_are_those_of_introduction_sections_and_sidebar() -> None:
    plan = read(with_lines("intro: team-message\nsidebar: [{items: [a-date, some-item]}]"))

    assert plan.named_items() == ("team-message", "some-item", "a-date", "some-item")


def test_texts_may_differ_by_variant() -> None:
    plan = read(with_lines("subject: {professional: For leads, public: For families}"))

    assert plan.subject is not None
    assert plan.subject.of("public") == "For families"
    assert plan.subject.of("schools") is None


def test_variants_are_built_in_or_described() -> None:
    plan = read(
        with_lines("variants: [Public, {name: schools, level: professional, segments: dsl}]")
    )

    assert [(each.name, each.level, each.segments) for each in plan.variants] == [
        ("public", "public", ()),
        ("schools", "professional", ("dsl",)),
    ]


def test_sections_are_named_after_their_headings() -> None:
    plan = read(
        """
        series: lantern
        edition: September 2026
        sections:
          - {heading: Service news!, items: [first-item]}
          - {heading: Service news, items: [second-item]}
          - {id: dates, heading: What is on, items: [third-item]}
          - {layout: annex, annex: Annex A, items: [fourth-item]}
          - {items: [fifth-item]}
        """
    )

    ids = [section.id for section in plan.sections]
    assert ids == ["service-news", "service-news-2", "dates", "annex-a", None]


def test_a_made_name_gives_way_to_one_that_was_written() -> None:
    plan = read(
        with_lines("sidebar: [{heading: Dates, items: [a-date]}, {id: dates, items: [b-date]}]")
    )

    assert [section.id for section in plan.sidebar] == ["dates-2", "dates"]


def test_a_select_rule_reads_each_key_as_one_or_more() -> None:
    plan = read(
        """
        series: newsletter
        edition: Autumn 2026
        sections:
          - select: {kind: [event, resource], type: Briefing, for: professionals, sort: -date,
                     upcoming: 3 months, published_since: Previous edition, limit: 8}
          - select: {kind: training, sort: date, published_since: 1 September 2026}
          - select: {published_since: 60 days}
        """
    )

    first, second, third = (section.select for section in plan.sections)
    assert first is not None
    assert first.kind == ("event", "resource")
    assert (first.type, first.for_) == (("briefing",), ("professionals",))
    assert (first.sort, first.limit, first.upcoming) == ("-date", 8, "3 months")
    assert first.published_since == "previous edition"
    assert second is not None
    assert (second.kind, second.type, second.sort) == (("event",), ("training",), "date")
    assert second.published_since == date(2026, 9, 1)
    assert third is not None
    assert third.published_since == "60 days"


def test_a_meeting_lists_people_with_their_initials() -> None:
    plan = read(
        with_lines(
            """
            meeting:
              name: Network
              sittings: [4 November 2026, {date: 5 November 2026, mode: [online]}]
              attended:
                - sian-padgett
                - {id: imogen-larkham, initials: IL}
                - Winifred Astley, Fenwold Primary School
                - {name: Una Hesketh-Moor, organisation: Tarnside Youth Voice, initials: UHM}
              next: {date: January 2027, mode: [in person, online]}
            """
        )
    )

    assert plan.meeting is not None
    assert plan.meeting.attended == (
        ContactRef("sian-padgett"),
        ContactRef("imogen-larkham", initials="IL"),
        NamedPerson("Winifred Astley", None, "Fenwold Primary School"),
        NamedPerson("Una Hesketh-Moor", None, "Tarnside Youth Voice", "UHM"),
    )
    assert [sitting.mode_words for sitting in plan.meeting.sittings] == [None, "Online"]
    assert plan.meeting.next is not None
    assert plan.meeting.next.mode_words == "In person or online"


def test_a_section_number_is_fixed_or_none() -> None:
    plan = read(
        "series: ab\nedition: May 2026\n"
        "sections: [{heading: A, number: 3}, {heading: B, number: no}]"
    )

    assert [section.number for section in plan.sections] == [3, "no"]


@pytest.mark.parametrize(("word", "meant"), [("yes", "yes"), ("true", "yes"), ("No", "no")])
def test_contents_are_a_yes_a_no_or_auto(word: str, meant: str) -> None:
    assert read(with_lines(f"contents: {word}")).contents == meant
    assert read(MINIMAL).contents == "auto"


# --- The day that everything counts from ------------------------------------------------------


def test_a_bulletin_counts_from_its_date() -> None:
    assert read(MINIMAL).day == date(2026, 10, 22)


def test_without_a_date_it_counts_from_the_last_sitting() -> None:
    plan = read(
        """
        series: network
        edition: November 2026
        meeting: {name: Network, sittings: [4 November 2026, 5 November 2026]}
        sections: [{heading: News, items: [some-item]}]
        """
    )

    assert plan.day == date(2026, 11, 5)


def test_a_sitting_without_a_full_day_gives_none() -> None:
    plan = read(
        """
        series: network
        edition: November 2026
        meeting: {name: Network, sittings: [November 2026]}
        sections: [{heading: News, items: [some-item]}]
        """
    )

    assert plan.day is None


def test_an_archive_copy_counts_from_the_last_day_of_its_when() -> None:
    text = with_lines("archive: yes").replace("22 October 2026", "October 2019")

    assert read(text).day == date(2019, 10, 31)


# --- Faults ---------------------------------------------------------------------------------


def test_the_slug_is_the_name_of_the_file_and_no_field() -> None:
    finding = only(with_lines("slug: another"))

    assert (finding.code, finding.place.line) == ("ITM104", 5)


def test_a_file_whose_name_is_no_slug_is_refused() -> None:
    plan, findings = parse(MINIMAL, "bulletins/Autumn 2026.yaml")

    assert plan is None
    assert [finding.code for finding in findings] == ["ITM108"]
    assert "autumn-2026" in findings[0].help


def test_a_plan_without_what_it_needs_says_each_thing() -> None:
    _, findings = parse("title: Notes")

    assert [finding.message for finding in findings] == [
        "a bulletin needs 'series'",
        "a bulletin needs 'edition'",
        "a bulletin needs 'sections'",
    ]


def test_an_empty_list_of_sections_is_none() -> None:
    finding = only("series: ab\nedition: May 2026\nsections: []")

    assert (finding.code, finding.place.line) == ("ITM105", 3)


def test_a_meeting_sat_at_least_once() -> None:
    finding = only(with_lines("meeting: {name: Network, sittings: []}"))

    assert (finding.code, finding.message) == ("ITM105", "a meeting needs 'sittings'")


def test_an_annex_needs_its_label() -> None:
    finding = only(
        "series: ab\nedition: May 2026\nsections:\n  - {layout: annex, items: [one-item]}"
    )

    assert (finding.code, finding.place.line, finding.place.column) == ("ITM105", 4, 14)


def test_a_booking_in_the_defaults_needs_what_its_method_needs() -> None:
    finding = only(
        "series: ab\nedition: May 2026\n"
        "sections:\n  - {heading: Dates, event_defaults: {booking: {method: link}}}"
    )

    assert (finding.code, finding.message) == ("ITM105", "booking by link needs 'url'")
    assert finding.place.line == 4


def test_a_misspelt_layout_is_mended() -> None:
    finding = only("series: ab\nedition: May 2026\nsections: [{heading: A, layout: card}]")

    assert (finding.code, finding.offers) == ("ITM107", ("cards",))
    assert finding.fix[0].text == "cards"


@pytest.mark.parametrize(
    ("variants", "code"),
    [
        ("publc", "ITM107"),
        ("[professional, {name: public, level: professional}]", "ITM106"),
        ("[{name: schools}]", "ITM105"),
        ("[public, public]", "ITM106"),
        ("[{name: schools, level: secret}]", "ITM107"),
    ],
)
def test_a_wrong_variant_is_one_finding(variants: str, code: str) -> None:
    assert only(with_lines(f"variants: {variants}")).code == code


def test_two_sections_cannot_have_one_id() -> None:
    finding = only(
        "series: ab\nedition: May 2026\nsections:\n"
        "  - {id: dates, heading: A, items: [one-item]}\n"
        "  - {id: dates, heading: B, items: [two-item]}"
    )

    assert (finding.code, finding.place.line) == ("ITM106", 5)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("{upcoming: soon}", "ITM106"),
        ("{published_since: lately}", "ITM106"),
        ("{published_since: previos edition}", "ITM107"),
        ("{kind: events}", "ITM107"),
        ("{sort: datum}", "ITM107"),
        ("{limit: few}", "ITM106"),
        ("{kinds: event}", "ITM104"),
        ("all", "ITM106"),
    ],
)
def test_a_fault_in_a_rule_is_one_finding_in_plain_words(rule: str, code: str) -> None:
    finding = only(f"series: ab\nedition: May 2026\nsections: [{{heading: A, select: {rule}}}]")

    assert finding.code == code
    assert "Input should" not in finding.message


def test_a_file_that_holds_a_list_is_refused() -> None:
    plan, findings = parse("- one\n- two")

    assert plan is None
    assert [finding.code for finding in findings] == ["ITM101"]
