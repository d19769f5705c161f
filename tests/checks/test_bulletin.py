"""Checks of the bulletin as a whole: its date, items, sections, subject and meeting."""

from dataclasses import replace
from datetime import date

import pytest

from check_bench import Checks, SmallWorkspace, contact, findings_of
from ebulletin.bulletins.load import PlanFile, parse_plan
from ebulletin.bulletins.printed_words import fingerprint
from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.findings import Finding

PLAN = "series: lantern\nedition: September 2026\ndate: 2026-09-23\nstatus: ready\n"
NOTES = """\
series: lantern
edition: November 2026
date: 2026-11-10
status: ready
meeting:
  name: Network
  sittings: [4 November 2026]
"""
FULL_NOTES = f"{NOTES}  chair: mash\n  notes_by: lado\n  next: {{date: 14 January 2027}}\n"


def item(fields: str, body: str = "Three plain words.") -> str:
    return f"---\n{fields}\nstatus: ready\n---\n{body}\n"


def update(title: str = "A sample", fields: str = "", body: str = "Three plain words.") -> str:
    lines = f"kind: update\ntitle: {title}\ndistribution: public\n{fields}".rstrip()
    return item(lines, body)


def event(title: str, fields: str) -> str:
    return item(
        f"kind: event\ntype: briefing\ntitle: {title}\ndistribution: public\nmode: online\n"
        f"joining: {{platform: Video call}}\nprice: free\nbooking: {{method: just turn up}}\n"
        f"{fields}"
    )


QA = item("kind: qa\ntitle: Questions\ndistribution: public", "## Why?\nBecause it helps.")
ONE = {"one": update()}


def words_at(plan: str, finding: Finding) -> str:
    return plan.split("\n")[finding.place.line - 1][finding.place.column - 1 :]


def small(sections: str, items: dict[str, str] | None = None, head: str = PLAN) -> SmallWorkspace:
    return SmallWorkspace(items or ONE, f"{head}sections:\n{sections}")


# --- BUL101 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ("date: September 2026\n", "September 2026"),
        ("date: mid November 2026\n", "mid November"),
        ("date: to be confirmed\narchive: yes\n", "to be confirmed"),
        ("", "series"),
        ("meeting: {name: A, sittings: [4 November 2026, November 2026]}\n", "November 2026]"),
    ],
)
def test_an_edition_without_its_day_is_found(checks: Checks, plan: str, words: str) -> None:
    text = f"series: lantern\nedition: A\n{plan}sections: []\n"

    found = checks.in_plan("BUL101", text)

    assert len(found) == 1
    assert words_at(text, found[0]).startswith(words)


@pytest.mark.parametrize(
    "plan",
    [
        "date: 23 September 2026\n",
        "date: 2026-09-23\n",
        "date: September 2014\narchive: yes\n",
        "meeting: {name: A, sittings: [4 November 2026]}\n",
    ],
)
def test_an_edition_with_its_day_is_right(checks: Checks, plan: str) -> None:
    assert checks.in_plan("BUL101", f"series: lantern\nedition: A\n{plan}sections: []\n") == []


# --- BUL102, BUL103, BUL107 -----------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize("place", ["intro: one\nsections: []\n", "sections: [{items: [one]}]\n"])
def test_an_item_that_is_not_ready_is_found(checks: Checks, status: str, place: str) -> None:
    text = update().replace("status: ready", f"status: {status}")

    found = checks.in_bulletin("BUL102", SmallWorkspace({"one": text}, PLAN + place))

    assert [words_at(PLAN + place, each)[:3] for each in found] == ["one"]


@pytest.mark.parametrize(("status", "count"), [("ready", 0), ("draft", 0), ("withdrawn", 1)])
def test_a_draft_bulletin_may_hold_drafts(checks: Checks, status: str, count: int) -> None:
    text = update().replace("status: ready", f"status: {status}")
    plan = PLAN.replace("status: ready", "status: draft") + "sections: [{items: [one]}]\n"

    assert len(checks.in_bulletin("BUL102", SmallWorkspace({"one": text}, plan))) == count


@pytest.mark.parametrize(
    "sections",
    [
        "- {heading: A, layout: panel, items: [mash]}\n- {heading: B, items: [mash, one]}",
        "- {heading: A, items: [one, mash, one]}",
        "- {heading: A, items: [one]}\nsidebar: [{heading: B, items: [{id: one, label: Two}]}]",
        "- {heading: A, items: [one]}\nintro: one",
    ],
)
def test_an_item_that_is_placed_twice_is_found(checks: Checks, sections: str) -> None:
    found = checks.in_bulletin("BUL103", small(sections))

    assert len(found) == 1
    assert "already placed on line" in found[0].message


@pytest.mark.parametrize(
    "sections",
    [
        "- {heading: A, items: [mash]}\n- {heading: B, items: [one]}",
        "- {heading: A, items: [one]}\n- {heading: B, select: {kind: update, repeat: yes}}",
        "- {heading: A, items: [one]}\ncall_for_contributions: {text: Write., contact: mash}",
    ],
)
def test_an_item_may_be_cited_and_selected_again(checks: Checks, sections: str) -> None:
    items = {"one": update(fields="contacts: [mash]")}

    assert checks.in_bulletin("BUL103", small(sections, items)) == []


RESTRICTED = "distribution: restricted\naudience: [dsl]\nrestriction_note: Keep it."


@pytest.mark.parametrize(
    ("fields", "variants"),
    [
        (RESTRICTED, "[professional, public]"),
        ("distribution: professional", "[public]"),
        ("audience: [parents]", "[{name: leads, level: professional, segments: [dsl]}]"),
    ],
)
def test_an_item_that_reaches_nobody_is_found(checks: Checks, fields: str, variants: str) -> None:
    text = item(f"kind: update\ntitle: A sample\n{fields}")

    found = checks.in_bulletin(
        "BUL107", small("- {items: [one]}", {"one": text}, f"{PLAN}variants: {variants}\n")
    )

    assert len(found) == 1
    assert "'one'" in found[0].message


@pytest.mark.parametrize(
    ("fields", "variants"),
    [
        ("distribution: public", "[professional, public]"),
        (RESTRICTED, "[public, {name: leads, level: professional, segments: [dsl]}]"),
        ("distribution: professional", "[professional, public]"),
    ],
)
def test_an_item_with_readers_is_right(checks: Checks, fields: str, variants: str) -> None:
    text = item(f"kind: update\ntitle: A sample\n{fields}")
    workspace = small("- {items: [one]}", {"one": text}, f"{PLAN}variants: {variants}\n")

    assert checks.in_bulletin("BUL107", workspace) == []


# --- BUL104, BUL105 -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ("{heading: News, items: []}", "names no items"),
        ("{heading: News, select: {kind: priority}}", "finds nothing"),
        ("{speaker: mash}", "names no items"),
    ],
)
def test_an_empty_section_is_found(checks: Checks, section: str, why: str) -> None:
    found = checks.in_bulletin("BUL104", small(f"- {section}\n- {{items: [one]}}"))

    assert len(found) == 1
    assert why in found[0].message


@pytest.mark.parametrize(
    "section",
    [
        "{heading: Any other business, empty: Nothing raised.}",
        "{heading: News, intro: All is well.}",
        "{heading: News, keep: yes}",
        "{heading: News, select: {kind: update}}",
        "{heading: News, items: [unready]}",
        "{heading: News, items: [two]}",
    ],
)
def test_a_section_that_says_something_is_right(checks: Checks, section: str) -> None:
    unready = update("Not yet").replace("status: ready", "status: draft")
    items = {"one": update(), "two": update("Another"), "unready": unready}

    found = checks.in_bulletin("BUL104", small(f"- {section}\n- {{items: [one]}}", items))

    assert found == []


@pytest.mark.parametrize(
    ("layout", "placed"),
    [
        ("table", "[questions]"),
        ("cards", "[one, questions]"),
        ("list", "[questions]"),
        ("panel", "[guide]"),
        ("columns", "[mash]"),
        ("table", "[one]"),
    ],
)
def test_a_layout_that_cannot_show_an_item_is_found(
    checks: Checks, layout: str, placed: str
) -> None:
    guide = item("kind: resource\ntitle: A guide\nurl: unknown\ndistribution: public")
    items = {"one": update(), "questions": QA, "guide": guide}
    plan = small(f"- {{layout: {layout}, items: {placed}}}", items)

    found = checks.in_bulletin("BUL105", plan)

    assert len(found) == 1
    assert words_at(plan.plan or "", found[0]).startswith(layout)
    assert "prose" in found[0].offers
    assert layout not in found[0].offers


@pytest.mark.parametrize(
    ("layout", "placed"),
    [
        ("columns", "[questions, one]"),
        ("prose", "[questions, mash]"),
        ("list", "[one, mash]"),
        ("annex, annex: Annex A", "[questions]"),
    ],
)
def test_a_layout_that_can_show_an_item_is_right(checks: Checks, layout: str, placed: str) -> None:
    items = {"one": update(), "questions": QA}

    found = checks.in_bulletin("BUL105", small(f"- {{layout: {layout}, items: {placed}}}", items))

    assert found == []


# --- BUL106, BUL112 -------------------------------------------------------------------------

LONG = "People who need help on the same day are now seen on the same day by us."


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        (
            event("Online harms briefing", "date: 8 December 2026"),
            event('"Briefing: online harms"', "date: 8 December 2026"),
            "the same title",
        ),
        (
            item("kind: resource\ntitle: A\ndistribution: public\nurl: https://a.example.org/x"),
            item("kind: resource\ntitle: B\ndistribution: public\nurl: https://a.example.org/x/"),
            "the same address",
        ),
        (update("A", "", f"First. {LONG}"), update("B", "", f"{LONG} Last."), "share the words"),
    ],
)
def test_two_items_that_say_the_same_are_found(
    checks: Checks, one: str, two: str, why: str
) -> None:
    found = checks.in_bulletin("BUL106", SmallWorkspace({"one": one, "two": two}))

    assert len(found) == 1
    assert why in found[0].message


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            event("Online harms", "sessions: [8 December 2026, 9 December 2026]\nrelation: parts"),
            event("Knives and fear", "date: 8 December 2026"),
        ),
        (
            event("Online harms", "date: 8 December 2026"),
            event("Online harms", "date: 9 December 2026"),
        ),
        (
            item("kind: resource\ntitle: A\ndistribution: public\nurl: unknown"),
            item("kind: resource\ntitle: B\ndistribution: public\nurl: unknown"),
        ),
        (update("A", "", LONG[:50]), update("B", "", LONG[:50])),
    ],
)
def test_two_items_that_differ_are_right(checks: Checks, one: str, two: str) -> None:
    assert checks.in_bulletin("BUL106", SmallWorkspace({"one": one, "two": two})) == []


def test_a_fuller_version_for_other_readers_is_right(checks: Checks) -> None:
    one = update("A", "audience: [dsl]", LONG)
    two = update("B", "audience: [parents]", LONG)
    variants = (
        "variants: [{name: leads, level: professional, segments: [dsl]}, "
        "{name: homes, level: public, segments: [parents]}]\n"
    )

    found = checks.in_bulletin(
        "BUL106", small("- {items: [one, two]}", {"one": one, "two": two}, PLAN + variants)
    )

    assert found == []


def published(workspace: SmallWorkspace, series: str = "lantern") -> PublishedEdition:
    """What a workspace prints, as an edition of August."""
    words: dict[str, frozenset[str]] = {}
    for composition in workspace.bulletin_subject.emails.values():
        for section in composition.bulletin.sections:
            for entry in section.entries:
                words[entry.id] = words.get(entry.id, frozenset()) | {fingerprint(entry)}
    return PublishedEdition("august", series, date(2026, 8, 26), frozenset(words), words)


@pytest.mark.parametrize(
    "text",
    [
        update(body="Reply by 9 October, please."),
        update(body="Ring {{ phone: mash }} first."),
        update(fields="deadlines: [{date: 9 October 2026, what: Reply}]"),
        event("A briefing", "date: 8 December 2026\nprice_note: £5 for lunch"),
    ],
)
def test_an_item_carried_over_with_a_fact_is_told(checks: Checks, text: str) -> None:
    workspace = SmallWorkspace({"one": text})
    again = replace(workspace, published=(published(workspace),))

    found = checks.in_bulletin("BUL112", again)

    assert len(found) == 1
    assert "unchanged since august" in found[0].message


@pytest.mark.parametrize(
    ("before", "now", "series"),
    [
        ("Reply by 9 October.", "Reply by 9 October 2026.", "lantern"),
        ("Nothing has changed here.", "Nothing has changed here.", "lantern"),
        ("Reply by 9 October.", "Reply by 9 October.", "another"),
    ],
)
def test_an_item_that_was_edited_or_holds_no_fact_is_right(
    checks: Checks, before: str, now: str, series: str
) -> None:
    old = SmallWorkspace({"one": update(body=before)})
    new = SmallWorkspace({"one": update(body=now)}, published=(published(old, series),))

    assert checks.in_bulletin("BUL112", new) == []


# --- BUL108 ---------------------------------------------------------------------------------


def priorities(*numbers: int) -> dict[str, str]:
    return {
        f"p{place}-{number}": item(
            f"kind: priority\nnumber: {number}\nbusiness_plan: ours\ndistribution: public"
        )
        for place, number in enumerate(numbers)
    }


def plan_of(items: dict[str, str], count: int = 4) -> SmallWorkspace:
    named = ", ".join(items)
    return SmallWorkspace(
        items,
        f"{PLAN}business_plan: ours\nsections: [{{heading: Plan, items: [{named}]}}]\n",
        f"business_plans: {{ours: {{name: Our plan, priorities: {count}}}}}",
    )


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1, 2, 4), "priority 3 of 4 is missing"),
        ((1, 2), "priorities 3 and 4 of 4 are missing"),
        ((2, 1, 3, 4), "in the order 2, 1, 3 and 4"),
    ],
)
def test_a_gap_among_the_priorities_is_found(
    checks: Checks, numbers: tuple[int, ...], words: str
) -> None:
    found = checks.in_bulletin("BUL108", plan_of(priorities(*numbers)))

    assert len(found) == 1
    assert words in found[0].message


def test_two_priorities_with_one_number_are_found_at_the_second(checks: Checks) -> None:
    found = checks.in_bulletin("BUL108", plan_of(priorities(1, 2, 2, 3, 4)))

    assert [str(each.place) for each in found] == ["items/p2-2.md:3:9"]
    assert "'p2-2' and 'p1-2' are both priority 2" in found[0].message


def test_all_priorities_in_order_are_right(checks: Checks) -> None:
    assert checks.in_bulletin("BUL108", plan_of(priorities(1, 2, 3, 4))) == []


def test_one_priority_in_a_bulletin_without_a_plan_is_right(checks: Checks) -> None:
    workspace = plan_of(priorities(3))
    plan = (workspace.plan or "").replace("business_plan: ours\n", "")

    assert checks.in_bulletin("BUL108", replace(workspace, plan=plan)) == []


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        ("- {heading: A, number: 1, keep: yes}\n- {heading: B, number: 3, keep: yes}", "3"),
        ("- {heading: A, keep: yes}\n- {heading: B, number: 1, keep: yes}", "1"),
        ("- {heading: A, number: 2, keep: yes}\n- {heading: B, number: 1, keep: yes}", "2"),
        (
            (
                "- {layout: annex, annex: Annex A, items: [one]}\n"
                "- {layout: annex, annex: Annex C, items: [two]}"
            ),
            "Annex C",
        ),
        (
            (
                "- {layout: annex, annex: Annex 1, items: [one]}\n"
                "- {layout: annex, annex: Annex 1, items: [two]}"
            ),
            "Annex 1",
        ),
    ],
)
def test_a_gap_among_numbers_and_labels_is_found(checks: Checks, sections: str, words: str) -> None:
    items = {"one": update(), "two": update("B")}
    workspace = small(sections, items, f"{PLAN}numbered: yes\n")

    found = checks.in_bulletin("BUL108", workspace)

    assert found
    assert words_at(workspace.plan or "", found[0]).startswith(words)


@pytest.mark.parametrize(
    "sections",
    [
        "- {heading: A, keep: yes}\n- {heading: B, number: 2, keep: yes}",
        "- {heading: A, number: 0, keep: yes}\n- {heading: B, number: 1, keep: yes}",
        "- {heading: A, number: no, keep: yes}\n- {heading: B, number: 1, keep: yes}",
        (
            "- {layout: annex, annex: Annex A, items: [one]}\n"
            "- {layout: annex, annex: Annex B, items: [two]}"
        ),
        (
            "- {layout: annex, annex: Annex A, items: [one]}\n"
            "- {layout: annex, annex: Appendix 1, items: [two]}"
        ),
    ],
)
def test_numbers_and_labels_in_order_are_right(checks: Checks, sections: str) -> None:
    items = {"one": update(), "two": update("B")}

    found = checks.in_bulletin("BUL108", small(sections, items, f"{PLAN}numbered: yes\n"))

    assert found == []


# --- BUL109, BUL110 -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words", "variant"),
    [
        ("subject: News", "News", None),
        (f"subject: {'Long ' * 14}end", "Long", None),
        ("subject: 'Hi {{ first_name | you }}'", "'Hi", None),
        ("subject: {professional: All the news of September, public: News}", "News}", "public"),
    ],
)
def test_a_subject_of_the_wrong_length_is_found(
    checks: Checks, line: str, words: str, variant: str | None
) -> None:
    workspace = small("- {items: [one]}", head=f"{PLAN}{line}\n")

    found = checks.in_bulletin("BUL109", workspace)

    assert [each.variant for each in found] == [variant]
    assert words_at(workspace.plan or "", found[0]).startswith(words)


@pytest.mark.parametrize(
    "line",
    [
        "subject: Autumn training dates and a new number",
        "subject: 'News for {{ first_name | colleague }}'",
        f"subject: {'x' * 65}",
        "issue_number: 3",
    ],
)
def test_a_subject_of_the_right_length_is_right(checks: Checks, line: str) -> None:
    assert checks.in_bulletin("BUL109", small("- {items: [one]}", head=f"{PLAN}{line}\n")) == []


SUBJECT = "subject: New front-door lines, reminders and resources\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "there is no preheader"),
        ("preheader: New front-door lines, reminders and resources.", "is the subject again"),
        ("preheader: Far too short.", "only 14 characters"),
        (f"preheader: {'Long ' * 23}end", "too long"),
        (
            "preheader: New front-door lines, reminders and a good deal more for you",
            "begins with the words of the subject",
        ),
    ],
)
def test_a_preheader_that_adds_nothing_is_found(checks: Checks, line: str, words: str) -> None:
    found = checks.in_bulletin("BUL110", small("- {items: [one]}", head=f"{PLAN}{SUBJECT}{line}\n"))

    assert len(found) == 1, found
    assert words in found[0].message


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("preheader: What changes on 1 October 2026, and whom to ring for advice.", ""),
        ("", "summary: What changes on 1 October 2026, and whom to ring."),
        ("preheader: New lines from October, and two courses that cost nothing.", ""),
    ],
)
def test_a_preheader_that_adds_facts_is_right(checks: Checks, line: str, fields: str) -> None:
    workspace = small(
        "- {items: [one]}", {"one": update(fields=fields)}, f"{PLAN}{SUBJECT}{line}\n"
    )

    assert checks.in_bulletin("BUL110", workspace) == []


# --- BUL111 ---------------------------------------------------------------------------------


def editions(*texts: str) -> dict[str, PlanFile]:
    files = {}
    for number, text in enumerate(texts):
        file, findings = parse_plan(f"{text}\nsections: []\n", f"bulletins/edition-{number}.yaml")
        assert file is not None, findings
        files[file.plan.slug] = file
    return files


FIRST = "series: lantern\nedition: September\ndate: 2026-09-23\nsubject: What is new in September"


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (
            (
                "series: lantern\nedition: October\ndate: 2026-10-21\n"
                "subject: what is new in  September"
            ),
            "the same subject",
        ),
        ("series: lantern\nedition: Late September\ndate: 2026-09-23", "the same date"),
        ("series: lantern\nedition: September\ndate: 2026-10-21", "the same edition"),
        (
            (
                "series: lantern\nedition: October\ndate: 2026-10-21\n"
                "subject: {public: What is new in September}"
            ),
            "the same subject",
        ),
    ],
)
def test_an_edition_that_repeats_another_is_found(checks: Checks, second: str, words: str) -> None:
    plans = editions(FIRST, second)

    found = set(checks.in_set("BUL111", SmallWorkspace(), plans=plans))

    assert {each.place.path for each in found} == {"bulletins/edition-1.yaml"}
    assert [words in each.message for each in found] == [True]


def test_two_editions_with_one_issue_number_are_found(checks: Checks) -> None:
    plans = editions(
        f"{FIRST}\nissue_number: 31",
        "series: lantern\nedition: October\ndate: 2026-10-21\nissue_number: 31",
    )

    found = checks.in_set("BUL111", SmallWorkspace(), plans=plans)

    assert ["issue number, 31" in each.message for each in found] == [True]


def test_an_edition_on_the_date_of_a_published_one_is_found(checks: Checks) -> None:
    before = PublishedEdition("old-lantern", "lantern", date(2026, 9, 23))
    workspace = SmallWorkspace(published=(before,))

    found = checks.in_set("BUL111", workspace, plans=editions(FIRST))

    assert ["'old-lantern'" in each.message for each in found] == [True]


@pytest.mark.parametrize(
    "second",
    [
        "series: other\nedition: September\ndate: 2026-09-23\nsubject: What is new in September",
        "series: lantern\nedition: October\ndate: 2026-10-21\nsubject: What is new in October",
        (
            "series: lantern\nedition: October\ndate: 2026-10-21\n"
            "variants: [{name: leads, level: professional}]\nsubject: What is new in September"
        ),
    ],
)
def test_an_edition_of_its_own_is_right(checks: Checks, second: str) -> None:
    assert checks.in_set("BUL111", SmallWorkspace(), plans=editions(FIRST, second)) == []


# --- BUL114, BUL115 -------------------------------------------------------------------------

TWO = "attended: ['Tegan Rushforth, Saltmere Quay Academy', {}]"
ACTION = "actions: [{task: Report back on tutors, owner: TR, due: next meeting}]"


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        (f"{NOTES}  chair: mash\n  notes_by: lado\n", "when it meets next"),
        (FULL_NOTES.replace("  chair: mash\n", ""), "who chaired it"),
        (FULL_NOTES.replace("  notes_by: lado\n", ""), "who took the notes"),
        (FULL_NOTES + "  " + TWO.format("Tom Reeve") + "\n", "the initials 'TR'"),
        (
            FULL_NOTES + "  attended: [Tegan Rushforth]\n  apologies: [Tom Reeve]\n",
            "Tegan Rushforth and Tom Reeve",
        ),
    ],
)
def test_minutes_that_leave_something_open_are_found(
    checks: Checks, notes: str, words: str
) -> None:
    workspace = small("- {heading: A, items: [one]}", {"one": update(fields=ACTION)}, notes)

    found = checks.in_bulletin("BUL114", workspace)

    assert len(found) == 1
    assert words in found[0].message


@pytest.mark.parametrize(
    "notes",
    [
        PLAN,
        FULL_NOTES + "  attended: [Tegan Rushforth]\n",
        FULL_NOTES + "  " + TWO.format("{name: Tom Reeve, initials: ToR}") + "\n",
        FULL_NOTES + "  attended: [Wenna Astley, Will Ashe]\n",
    ],
)
def test_complete_minutes_are_right(checks: Checks, notes: str) -> None:
    workspace = small("- {heading: A, items: [one]}", {"one": update(fields=ACTION)}, notes)

    assert checks.in_bulletin("BUL114", workspace) == []


PILOT = item("kind: update\ntitle: Harbour patrol pilot in Saltmere\ndistribution: professional")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("subject: Dates, and the harbour patrol pilot", "News"),
        ("preheader: What the patrol pilot in the south has found so far.", "News"),
        ("subject: Dates and a new number", "The harbour patrol pilot"),
    ],
)
def test_words_that_tell_of_a_hidden_item_are_found(
    checks: Checks, line: str, heading: str
) -> None:
    items = {"pilot": PILOT, "one": update()}
    plan = f"- {{heading: {heading}, items: [one, pilot]}}"

    found = checks.in_bulletin("BUL115", small(plan, items, f"{PLAN}{line}\n"))

    assert [each.variant for each in found] == ["public"]


@pytest.mark.parametrize(
    "line",
    [
        "subject: {professional: Dates and the harbour patrol pilot, public: Dates and a number}",
        "subject: Dates for the harbour and a patrol",
        "variants: [professional]\nsubject: Dates, and the harbour patrol pilot",
    ],
)
def test_words_that_tell_of_nothing_hidden_are_right(checks: Checks, line: str) -> None:
    items = {"pilot": PILOT, "one": update()}
    workspace = small("- {heading: News, items: [one, pilot]}", items, f"{PLAN}{line}\n")

    assert checks.in_bulletin("BUL115", workspace) == []


def test_words_of_an_item_that_the_public_sees_are_no_secret(checks: Checks) -> None:
    items = {"pilot": PILOT, "one": update("A harbour patrol pilot for families")}
    head = f"{PLAN}subject: Dates, and the harbour patrol pilot\n"

    found = checks.in_bulletin("BUL115", small("- {items: [one, pilot]}", items, head))

    assert found == []


def test_a_sound_bulletin_gives_no_finding() -> None:
    items = {"one": update(fields="summary: What changes on 1 October 2026, and whom to ring.")}
    subject = SmallWorkspace(items | {"asha": contact("type: person\nname: Asha Penrose")})

    found = [
        finding
        for code in (102, 103, 104, 105, 106, 107, 108, 109, 110, 112, 114, 115)
        for finding in findings_of(f"BUL{code}", subject.bulletin_subject)
    ]

    assert found == []
