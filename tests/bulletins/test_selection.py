"""The `select` of a section takes what the content model says, in its order."""

from datetime import date

import pytest

from ebulletin.bulletins.selection import add_span
from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.values.durations import parse_span
from small_workspace import SECTION, composed, shelf_of


def update(title: str, more: str = "") -> str:
    return f"kind: update\ntitle: {title}\ndistribution: public\n{more}---\nSome words here."


def event(day: str, more: str = "") -> str:
    return (
        f"kind: training\ntitle: Course\ndistribution: public\ndate: {day}\nmode: online\n"
        f"price: free\njoining: to follow\nbooking: {{method: to follow}}\n{more}"
    )


def resource(published: str, more: str = "") -> str:
    return (
        f"kind: resource\ntitle: Paper\ndistribution: public\npublished: {published}\n"
        f"url: https://x.example.org/a\n{more}"
    )


def taken(rule: str, items: dict[str, str], *, first: str = "", **more: object) -> list[str]:
    plan = f"{first}  - {{heading: Chosen, select: {{{rule}}}}}\n"
    composition = composed(plan, shelf=shelf_of(items, **more))  # type: ignore[arg-type]
    chosen = [s for s in composition.bulletin.sections if s.id == "chosen"]
    return [entry.id for section in chosen for entry in section.entries]


def test_only_items_that_match_every_key_are_candidates() -> None:
    items = {
        "aa": update("A", "tags: [harbour]\n"),
        "bb": update("B", "tags: [quay]\n"),
        "cc": event("2026-10-01", "tags: [harbour]\n"),
    }

    assert taken("kind: update, tags: harbour", items) == ["aa"]
    assert taken("tags: [harbour, quay], kind: [update, event]", items) == ["aa", "bb", "cc"]


def test_a_segment_matches_what_names_it_or_is_for_all() -> None:
    items = {
        "aa": update("A", "audience: [dsl]\n"),
        "bb": update("B", "audience: [health]\n"),
        "cc": update("C"),
    }

    assert taken("kind: update, audience: dsl", items) == ["aa", "cc"]


def test_drafts_and_items_outside_their_dates_are_never_taken() -> None:
    items = {
        "aa": update("A", "status: draft\n"),
        "bb": update("B", "publish_from: 2026-09-24\n"),
        "cc": update("C", "expires: 2026-09-22\n"),
        "dd": update("D", "received: 2026-09-24\n"),
        "ee": update("E", "expires: 2026-09-23\n"),
    }

    assert taken("kind: update", items) == ["ee"]


def test_an_event_needs_a_session_to_come() -> None:
    items = {
        "past": event("2026-09-22"),
        "today": event("2026-09-23"),
        "soon": event("2026-10-01"),
        "later": event("2026-12-23"),
        "after": event("2026-12-24"),
        "off": event("2026-10-02", "state: cancelled\n"),
    }

    assert taken("kind: event", items) == ["today", "soon", "off", "later", "after"]
    assert taken("kind: event, upcoming: 3 months", items) == ["today", "soon", "later"]
    assert taken("kind: event, upcoming: 8 days", items) == ["today", "soon"]


def test_a_cancelled_event_is_told_of_until_its_day_has_passed() -> None:
    items = {
        "aa": event("2026-10-01", "state: cancelled\n"),
        "bb": event("2026-09-01", "state: cancelled\n"),
    }

    assert taken("kind: event", items) == ["aa"]
    assert taken("kind: event, upcoming: 90 days", items) == []


def test_events_of_one_day_come_by_the_time_on_that_day() -> None:
    late_first = (
        "kind: training\ntitle: Course\ndistribution: public\nrelation: repeats\nsessions:\n"
        "  - {date: 2026-10-08, time: 8am}\n  - {date: 2026-10-01, time: 4pm}\nmode: online\n"
        "price: free\njoining: to follow\nbooking: {method: to follow}\n"
    )
    items = {"aa": late_first, "bb": event("2026-10-01", "time: 9am\n")}

    assert taken("kind: event", items) == ["bb", "aa"]


def test_resources_are_taken_since_the_previous_edition() -> None:
    items = {
        "june": resource("June 2026"),
        "july": resource("July 2026"),
        "august": resource("2026-08-31"),
        "undated": "kind: resource\ntitle: Paper\ndistribution: public\n"
        "url: https://x.example.org/b\n",
    }
    before = PublishedEdition("july", "news", date(2026, 7, 15))
    rule = "kind: resource, published_since: previous edition"

    assert taken(rule, items, published=[before]) == ["august", "july"]
    assert taken("kind: event, published_since: 60 days", {"soon": event("2026-10-01")}) == []
    assert taken(rule, items) == ["august", "july", "june", "undated"]
    assert taken("kind: resource, published_since: 2026-08-01", items) == ["august"]
    assert taken("kind: resource, published_since: 60 days", items) == ["august", "july"]


def test_a_closed_consultation_and_an_unpublished_paper_are_never_taken() -> None:
    items = {
        "closed": resource("2026-06-01", "type: consultation\nrespond_by: 2026-09-22\n"),
        "open": resource("2026-06-01", "type: consultation\nrespond_by: 2026-09-23\n"),
        "future": resource("October 2026"),
    }

    assert taken("kind: resource", items) == ["open"]


def test_an_item_is_taken_once_unless_it_may_repeat() -> None:
    items = {"aa": update("A"), "bb": update("B")}
    named = "  - {heading: Named, items: [aa]}\n"
    earlier = "  - {heading: Earlier, select: {kind: update, limit: 1}}\n"

    assert taken("kind: update", items, first=named) == ["bb"]
    assert taken("kind: update", items, first=earlier) == ["bb"]
    assert taken("kind: update, repeat: yes", items, first=named) == ["aa", "bb"]
    assert taken("kind: update, exclude: [bb]", items) == ["aa"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("kind: update", ["cc", "aa", "bb", "dd"]),
        ("kind: update, sort: title", ["bb", "dd", "aa", "cc"]),
        ("kind: update, sort: deadline", ["dd", "aa", "bb", "cc"]),
        ("kind: update, sort: title, limit: 2", ["bb", "dd"]),
    ],
)
def test_the_order_is_the_asked_one_and_then_by_id(rule: str, expected: list[str]) -> None:
    items = {
        "aa": update("Mill"),
        "bb": update("An apple"),
        "cc": update("Zebra", "importance: lead\n"),
        "dd": update("the barn", "deadlines: [{date: 2026-10-01, what: Reply}]\n"),
    }

    assert taken(rule, items) == expected


def test_sections_print_named_items_first_and_undated_events_last() -> None:
    items = {
        "named": event("2026-12-01"),
        "soon": event("2026-10-01"),
        "any": event("x").replace("date: x", "sessions: any time"),
        "late": event("2026-12-09"),
    }
    plan = (
        "  - {heading: C, items: [named], select: {kind: event}, group_by: month, layout: list}\n"
    )

    (section,) = composed(plan, items).bulletin.sections

    assert [(g.heading, [e.id for e in g.entries]) for g in section.groups] == [
        ("December 2026", ["named", "late"]),
        ("October 2026", ["soon"]),
        ("Any time", ["any"]),
    ]


def test_priorities_come_from_the_plan_of_the_bulletin() -> None:
    items = {
        "one": "kind: priority\nnumber: 1\nbusiness_plan: plan\ndistribution: public\n---\nDone.",
        "two": "kind: priority\nnumber: 2\nbusiness_plan: other\ndistribution: public\n---\nDone.",
    }
    plan = SECTION.replace("sections:", "business_plan: plan\nsections:") + (
        "  - {heading: Plan, select: {kind: priority}}\n"
    )

    assert composed(plan, items).placed == ("one",)


@pytest.mark.parametrize(
    ("day", "span", "expected"),
    [
        (date(2026, 11, 30), "3 months", date(2027, 2, 28)),
        (date(2026, 9, 23), "90 days", date(2026, 12, 22)),
        (date(2028, 1, 31), "1 month", date(2028, 2, 29)),
    ],
)
def test_months_keep_the_day_or_take_the_last_one(day: date, span: str, expected: date) -> None:
    assert add_span(day, parse_span(span)) == expected
