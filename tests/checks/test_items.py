"""Checks of items: what is missing, unknown, unfinished, or ignored without a reason."""

from collections.abc import Iterable

import pytest

from check_bench import Checks, SmallWorkspace, contact, findings_of, front_matter
from ebulletin.bulletins.load import parse_plan
from ebulletin.checks.items.ignoring import unused_ignores
from ebulletin.checks.run import Ignored, catalogue
from ebulletin.findings import Edit, Finding
from ebulletin.items.load import parse_item
from ebulletin.settings import parse_settings
from ebulletin.source import decode

PLAN = "series: lantern\nedition: One\ndate: 2026-09-23\nstatus: ready\n"


def item(fields: str, body: str = "Three plain words.") -> str:
    return f"---\n{fields}\n---\n{body}\n"


def update(fields: str = "", body: str = "Three plain words.") -> str:
    lines = "kind: update\ntitle: A sample\ndistribution: public\nstatus: ready"
    return item(f"{lines}\n{fields}".rstrip(), body)


def event(fields: str) -> str:
    lines = "kind: training\ntitle: A course\ndistribution: public\nstatus: ready"
    return item(f"{lines}\n{fields}", "Come along.")


def edited(text: str, edits: Iterable[Edit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        start = sum(len(line) + 1 for line in lines[: edit.start.line - 1]) + edit.start.column - 1
        end = sum(len(line) + 1 for line in lines[: edit.end.line - 1]) + edit.end.column - 1
        text = text[:start] + edit.text + text[end:]
        lines = text.split("\n")
    return text


def words_at(text: str, finding: Finding) -> str:
    return text.split("\n")[finding.place.line - 1][finding.place.column - 1 :]


# --- What the readers find ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ITM101", item("kind: update\ntitle: Neglect: the signs")),
        ("ITM101", "---\nkind: update\ntitle: No end\nBody.\n"),
        ("ITM101", item("kind: update\ntitle: [Half a list")),
        ("ITM102", item("kind: contact\ntype: person\nname: A B\nphones: &main 01632 960110")),
        ("ITM102", item("kind: update\ntitle: !!str Tagged")),
        ("ITM102", item("kind: update\nlinks:\n\t- {text: A guide, url: unknown}")),
        ("ITM103", item("kind: update\ntitle: One\ntitle: Two")),
        ("ITM103", item("kind: update\nlinks: [{text: A, text: B, url: unknown}]")),
        ("ITM103", item("kind: update\nimages: [{file: a.png, alt: A, alt: B}]")),
        ("ITM104", item("kind: update\ntittle: Spring dates")),
        ("ITM104", update("actions: [{task: Bring the form, and a pen, owner: WA}]")),
        ("ITM104", update("audeince: dsl")),
        ("ITM105", item("kind: resource\ntitle: A guide\nstatus: ready", "Few words.")),
        ("ITM105", item("kind: update\ntype: message\nstatus: ready")),
        ("ITM106", event("date: 14 November\nmode: online\njoining: to follow\nprice: free")),
        ("ITM106", update("received: soon")),
        ("ITM106", update("links: [{text: A guide, url: guide}]")),
        ("ITM107", update("importance: huge")),
        ("ITM107", item("kind: update\ntitle: A\nstatus: redy")),
        ("ITM107", item("kind: updat\ntitle: A")),
        ("ITM110", item("kind: update\ntitle: A\nsummary:")),
        ("ITM110", item("kind: update\ntitle: A\ntags: [learning, ]\naudience:")),
        ("ITM111", item("kind: update\ntitle: Level 3 # revised")),
        ("ITM111", item("kind: update\ntitle: A\nsummary: Room 5 # upstairs")),
    ],
)
def test_the_reader_finds(code: str, text: str) -> None:
    _, findings = parse_item(text, "items/sample.md")

    assert code in [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ITM101", item('kind: update\ntitle: "Neglect: the signs"')),
        ("ITM101", "\ufeff---\r\nkind: update\r\ntitle: A\r\n---\r\nBody.\r\n"),
        ("ITM102", update("summary: Tea & cake at 3pm")),
        ("ITM102", update("summary: Great news! And *more*")),
        ("ITM103", update("attachments: [{title: A card, file: card.pdf}]")),
        ("ITM103", update("links: [{text: A, url: unknown}, {text: B, url: unknown}]")),
        ("ITM104", item("kind: update\ntitle: Spring dates")),
        ("ITM104", update('actions: [{task: "Bring the form, and a pen", owner: WA}]')),
        ("ITM105", item("kind: update\ntype: message\nsigned_by: mash\nstatus: ready")),
        ("ITM105", item("kind: resource\ntype: survey\nurl: unknown\ntitle: A survey")),
        ("ITM106", event("date: 14 November 2026\nstate: save the date")),
        ("ITM107", event("date: 14 November 2026\nstate: Save-the-date")),
        ("ITM107", update("importance: LEAD")),
        ("ITM110", update()),
        ("ITM110", update('summary: "#0B4F5C"')),
        ("ITM111", update("tags: learning # waiting for dates")),
        ("ITM111", item('kind: update\ntitle: "Level 3" # revised')),
    ],
)
def test_the_reader_lets_pass(code: str, text: str) -> None:
    decoded, unreadable = decode(text.encode(), "items/sample.md")
    assert decoded is not None

    _, findings = parse_item(decoded, "items/sample.md")

    assert code not in [finding.code for finding in (*unreadable, *findings)]


def test_a_file_that_is_not_utf_8_is_unreadable() -> None:
    _, findings = decode("title: Café".encode("latin-1"), "items/sample.md")

    assert [finding.code for finding in findings] == ["ITM101"]


def test_a_colour_that_became_a_comment_is_an_empty_field() -> None:
    _, _, findings = parse_settings("name: A\nbrand: #0B4F5C\n")

    assert "ITM110" in [finding.code for finding in findings]


@pytest.mark.parametrize("path", ["items/Desk Card.md", "items/desk_card.md", "items/a.md"])
def test_a_file_name_that_is_no_id_is_found(path: str) -> None:
    _, findings = parse_item(update(), path)

    assert [finding.code for finding in findings] == ["ITM108"]


def test_a_file_name_that_is_an_id_is_right() -> None:
    file, findings = parse_item(update(), "items/desk-card.md")

    assert file is not None
    assert findings == []


# --- ITM105 in a bulletin -------------------------------------------------------------------

CONSULTATION = item(
    "kind: resource\ntype: consultation\ntitle: Have your say\ndistribution: public\n"
    "url: https://esscp.example.org/say\nstatus: ready"
)
UNTITLED = item("kind: update\ndistribution: public\nsummary: Short.\nstatus: ready")
BARE_EVENT = event("date: 12 November 2026\ntime: 5pm to 6pm")


def in_sections(sections: str) -> str:
    return f"{PLAN}sections:\n{sections}"


@pytest.mark.parametrize(
    ("lacking", "items", "sections"),
    [
        ("respond_by", {"say": CONSULTATION}, "- {heading: News, items: [say]}"),
        ("title", {"untitled": UNTITLED}, "- {heading: News, layout: list, items: [untitled]}"),
        ("title", {"untitled": UNTITLED}, "- {heading: News, layout: cards, items: [untitled]}"),
        ("title", {"untitled": UNTITLED}, "- {items: [{id: untitled, show: brief}]}"),
        ("booking", {"course": BARE_EVENT}, "- {heading: News, items: [course]}"),
        (
            "venue",
            {"course": BARE_EVENT},
            (
                "- {heading: A, items: [course], event_defaults: "
                "{mode: in person, price: free, booking: not stated}}"
            ),
        ),
    ],
)
def test_a_field_that_nothing_gives_is_missing(
    checks: Checks, lacking: str, items: dict[str, str], sections: str
) -> None:
    found = checks.in_bulletin("ITM105", SmallWorkspace(items, in_sections(sections)))

    assert any(f"needs {lacking!r}" in finding.message for finding in found), found


@pytest.mark.parametrize(
    ("items", "sections"),
    [
        ({"untitled": UNTITLED}, "- {heading: News, items: [untitled]}"),
        ({"untitled": UNTITLED}, "- {layout: list, items: [{id: untitled, label: News}]}"),
        (
            {"survey": CONSULTATION.replace("consultation", "survey")},
            "- {heading: News, items: [survey]}",
        ),
        (
            {
                "say": CONSULTATION,
                "both": update("deadlines: [{date: 25 February 2027, applies_to: [say]}]"),
            },
            "- {heading: News, items: [say, both]}",
        ),
        (
            {"course": BARE_EVENT},
            (
                "- {heading: A, event_defaults: {mode: at your setting, price: free, "
                "booking: {method: just turn up}}, items: [course]}"
            ),
        ),
        (
            {"third": item("kind: priority\nnumber: 3\ndistribution: public\nstatus: ready")},
            "- {heading: Plan, layout: cards, items: [third]}",
        ),
    ],
)
def test_a_field_that_something_gives_is_not_missing(
    checks: Checks, items: dict[str, str], sections: str
) -> None:
    found = checks.in_bulletin("ITM105", SmallWorkspace(items, in_sections(sections)))

    assert found == []


def test_the_theme_minutes_needs_a_meeting(checks: Checks) -> None:
    plan = f"{PLAN}theme: minutes\nsections: [{{heading: News, items: [one]}}]\n"

    found = checks.in_bulletin("ITM105", SmallWorkspace({"one": update()}, plan))

    assert [finding.message for finding in found] == [
        "a bulletin with the theme minutes needs 'meeting'"
    ]


# --- ITM109 ---------------------------------------------------------------------------------

THREE_ACTIONS = "actions: [{task: A}, {task: B}, {task: C}]"
NETWORKED = contact(
    "type: team\nname: Learning Hub\nphones: [{number: 01632 960130, label: Bookings}]\n"
    "social: [{network: Lark, handle: hub}]"
)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("contact 'marsh'", update("contacts: [marsh]")),
        ("contact 'nobody-here'", update("source: nobody-here")),
        ("contact 'nobody-here'", update("contacts: [{id: nobody-here, label: Ask}]")),
        ("contact 'jo-blake'", update("actions: [{task: Write it up, owner: jo-blake}]")),
        ("contact 'mahs'", update("", "Ring {{ phone: mahs }} first.")),
        ("contact 'gone-hub'", update("actions: [{task: 'Ring {{ phone: gone-hub }} today'}]")),
        ("phone 'Advice'", update("", "Ring {{ phone: mash / Advice }} first.")),
        ("no email address", update("", "Write to {{ email: mash }} first.")),
        ("no account 'Robin'", update("", "Follow us: {{ social: hub / Robin }}")),
        ("no web address", update("", "See {{ web: night-team }}.")),
        ("'sample' is an update", update("contacts: [sample]")),
        ("item 'no-such-item'", update("see_also: [no-such-item]")),
        ("item 'no-such-item'", update("deadlines: {date: 2026-12-01, applies_to: no-such-item}")),
        ("item 'no-such-item'", update("", "See [the guide](item:no-such-item).")),
        ("segment 'dls'", update("audience: dls")),
        ("tag 'leaning'", update("tags: [learning, leaning]")),
        ("business plan 'plan-2025'", item("kind: priority\nnumber: 1\nbusiness_plan: plan-2025")),
        ("'{{ actions: 4 }}'", update(THREE_ACTIONS, "{{ actions: 4 }}")),
        ("'{{ quotes }}'", update("", "{{ quotes }}")),
        ("'{{ join }}'", update("", "Join: {{ join }}")),
    ],
)  # fmt: skip
def test_what_does_not_exist_cannot_be_cited(checks: Checks, words: str, text: str) -> None:
    settings = "tags: [learning, front-door]\nbusiness_plans: {plan-2026: {name: Our plan}}"
    workspace = SmallWorkspace({"sample": text, "hub": NETWORKED}, more_settings=settings)

    found = checks.in_set("ITM109", workspace)

    assert len(found) == 1, found
    assert words in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        update("contacts: [mash]"),
        update("actions: [{task: Write it up, owner: governors}]"),
        update("actions: [{task: Write it up, owner: [WA, All members]}]"),
        update("see_also: [hub]\naudience: [dsl]\ntags: learning"),
        update("", "Ring {{ phone: mash / consultation }}, or see [it](item:hub)."),
        update("", "Hours: {{ hours: mash / Referrals }}; {{ social: hub / lark }}."),
        update(THREE_ACTIONS, "{{ actions: 3 }}"),
        update("quotes: [One number is enough.]", "{{ quotes }}"),
        update("source: Winifred Astley, Fenwold Primary School"),
        event("date: 2026-11-12\nmode: online\njoining: to follow\nsummary: 'At {{ join }}'"),
    ],
)
def test_what_exists_may_be_cited(checks: Checks, text: str) -> None:
    workspace = SmallWorkspace({"sample": text, "hub": NETWORKED}, more_settings="tags: [learning]")

    assert checks.in_set("ITM109", workspace) == []


@pytest.mark.parametrize(
    ("words", "plan"),
    [
        ("series 'lantren'", "series: lantren\nedition: A\nsections: []"),
        ("item 'two'", f"{PLAN}sections: [{{heading: A, items: [one, two]}}]"),
        ("item 'hello-all'", f"{PLAN}intro: hello-all\nsections: []"),
        ("item 'old-item'", f"{PLAN}sections: [{{select: {{exclude: old-item}}}}]"),
        ("segment 'head'", f"{PLAN}sections: [{{heading: A, audience: head, items: [one]}}]"),
        ("section 'tops'", f"{PLAN}sections: [{{heading: A, under: tops, items: [one]}}]"),
        ("variant 'profesional'", f"{PLAN}subject: {{profesional: One for you}}\nsections: []"),
        ("contact 'owen'", f"{PLAN}author: owen\nsections: []"),
        ("contact 'masj'", f"{PLAN}sign_off: {{text: 'Ring {{{{ phone: masj }}}}'}}\nsections: []"),
        ("business plan 'plan-1'", f"{PLAN}business_plan: plan-1\nsections: []"),
    ],
)  # fmt: skip
def test_a_bulletin_cannot_cite_what_does_not_exist(checks: Checks, words: str, plan: str) -> None:
    found = checks.in_set("ITM109", SmallWorkspace({"one": update()}, plan))

    assert len(found) == 1, found
    assert words in found[0].message


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("contact 'no-council'", "partners: [no-council, Some charity]"),
        ("segment 'dsls'", "segments: {dsl: {name: leads}, staff: {name: staff, includes: dsls}}"),
        ("contact 'lad'", "safety: {refer_to: mash, out_of_hours: night-team, allegations: lad}"),
        (
            "phone of Multi-Agency Safeguarding Hub 'Advice'",
            ("safety: {refer_to: {contact: mash, phone: Advice}, out_of_hours: night-team, "
            "allegations: lado}"),
        ),
        ("contact 'owen-tansley'", "delivery: {approvers: [owen-tansley]}"),
    ],
)  # fmt: skip
def test_the_profile_cannot_cite_what_does_not_exist(checks: Checks, words: str, line: str) -> None:
    found = checks.in_set("ITM109", SmallWorkspace({"one": update()}, more_settings=line))

    assert len(found) == 1, found
    assert words in found[0].message


def test_a_near_miss_is_mended_where_it_stands(checks: Checks) -> None:
    text = update(
        "contacts:\n  - mahs\nsee_also: [smaple]",
        "Ring **{{ phone: mahs / Referals | us }}**, [here](item:smaple).",
    )

    found = checks.in_set("ITM109", SmallWorkspace({"sample": text}))

    assert [words_at(text, each)[:6] for each in found] == ["mahs", "smaple", "mahs /", "smaple"]
    mended = edited(text, [edit for each in found for edit in each.fix])
    again = checks.in_set("ITM109", SmallWorkspace({"sample": mended}))
    assert [each.offers for each in again] == [("Referrals",)]
    assert checks.in_set("ITM109", SmallWorkspace({"sample": edited(mended, again[0].fix)})) == []


def test_what_stands_in_an_unreadable_file_is_not_missed(checks: Checks) -> None:
    workspace = SmallWorkspace({"sample": update("see_also: [broken-file]")})

    assert checks.in_set("ITM109", workspace, unread=frozenset({"broken-file"})) == []


# --- ITM112 to ITM114: the body -------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<u>New form</u>", "<u>"),
        ("# A heading", "# A"),
        ("Some text.\n\n#### Deep\n\nMore.", "#### Deep"),
        ("See ![a card](card.png) here.", "![a card]"),
        ("| a | b | c | d | e |\n|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 |", "| a"),
        ("- one\n  - two\n    - three", ""),
        ("A claim.[^1]\n\n[^1]: A note.", "[^1]"),
    ],
)
def test_a_body_may_not_hold(checks: Checks, body: str, words: str) -> None:
    text = front_matter(body)

    found = checks.in_item("ITM112", body)

    assert found
    assert words_at(text, found[0]).startswith(words)


@pytest.mark.parametrize(
    "body",
    [
        "**New form**",
        "## A heading\n\nText.\n\n### Another\n\nText.",
        "See <https://esscp.example.org/guide> for more.",
        "| a | b | c | d |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |",
        "- one\n  - two",
        "Fewer than 5 < 6 people.",
    ],
)
def test_a_body_may_hold(checks: Checks, body: str) -> None:
    assert checks.in_item("ITM112", body) == []


def test_a_heading_of_one_hash_is_mended(checks: Checks) -> None:
    text = update("", "Text first.\n\n# A heading\n\nMore text.")

    found = checks.in_item("ITM112", text)

    assert "\n## A heading\n" in edited(text, found[0].fix)


def test_markup_in_a_field_of_several_lines_is_found_too(checks: Checks) -> None:
    text = update("decisions:\n  - Use the <b>new</b> form")

    found = checks.in_item("ITM112", text)

    assert [words_at(text, each)[:3] for each in found] == ["<b>", "</b"]


QA = "kind: qa\ntitle: Questions\ndistribution: public\nstatus: ready"


@pytest.mark.parametrize(
    "text",
    [
        item(QA, "An introduction only."),
        item(QA, "## Is it empty?\n"),
        update("", ""),
        update("", "Soon."),
        item("kind: priority\nnumber: 2\ntitle: Voice\nstatus: ready", "More soon"),
    ],
)
def test_an_empty_item_is_found(checks: Checks, text: str) -> None:
    assert len(checks.in_item("ITM113", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        item(QA, "## Who can refer?\nAnyone can."),
        update("", "Three plain words."),
        update("", "Ring {{ phone: mash }} today."),
        update("actions: [{task: Report back soon, owner: WA, due: next meeting}]", ""),
        item("kind: resource\ntitle: A guide\nurl: unknown\nstatus: ready", ""),
        contact("type: person\nname: Asha Penrose"),
    ],
)
def test_an_item_that_says_something_is_not_empty(checks: Checks, text: str) -> None:
    assert checks.in_item("ITM113", text) == []


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("## Who can refer\nAnyone can.", "## Who can refer?"),
        ("## How do I reply.\nBy email.", "## How do I reply?"),
        ("## Is it **free**\nYes, it is.", "## Is it **free?**"),
        ("## About referrals\nAnyone can refer.", None),
        ("## Who can refer?\nAnyone.\n\n## What next?\n", None),
    ],
)
def test_a_question_that_is_none_is_found(checks: Checks, body: str, mended: str | None) -> None:
    text = item(QA, body)

    found = checks.in_item("ITM114", text)

    assert len(found) == 1, found
    assert bool(found[0].fix) is (mended is not None)
    if mended is not None:
        assert mended in edited(text, found[0].fix)


@pytest.mark.parametrize(
    "text",
    [
        item(QA, "## Who can refer?\nAnyone can."),
        item(QA, "Some words.\n\n## Why?\nBecause.\n\n### More about it\nMore.\n"),
        update("", "## Who can refer\nAnyone can refer."),
    ],
)
def test_questions_with_answers_are_right(checks: Checks, text: str) -> None:
    assert checks.in_item("ITM114", text) == []


# --- ITM115 and ITM116 ----------------------------------------------------------------------

ONLINE = "mode: online\njoining: {platform: Video call}\nprice: free\n"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("date: 12 November 2026\nmode: in person\nvenue: Tarn House", "12 November 2026"),
        (
            (
                "sessions: [{date: 2026-11-12, time: 9am to 5pm}, 19 November 2026]\n"
                "relation: parts\nmode: hybrid\nvenue: Tarn House\njoining: {platform: Video call}"
            ),
            "19 November 2026",
        ),
        ("date: 2026-11-12\nmode: not stated", "not stated"),
        (f"date: 2026-11-12\n{ONLINE}booking: not stated", "not stated"),
        ("date: 2026-11-12\nmode: online\njoining: not stated", "not stated"),
        ("date: 2026-11-12\npart: morning\nmode: in person\nvenue: To be confirmed", "To be"),
        ("date: 2026-11-12\nmode: online\njoining: to follow", "to follow"),
        ("date: 2026-11-12\nmode: online\njoining: {platform: A, when: to follow}", "to follow"),
        (f"date: 2026-11-12\n{ONLINE}booking: {{method: to follow}}", "to follow"),
    ],
)
def test_an_event_that_does_not_say_enough_is_found(
    checks: Checks, fields: str, words: str
) -> None:
    text = event(fields)

    found = checks.in_item("ITM115", text)

    assert len(found) == 1, found
    assert words_at(text, found[0]).startswith(words)


@pytest.mark.parametrize(
    "fields",
    [
        "date: 12 November 2026\nmode: in person\nvenue: Tarn House\nstate: save the date",
        "date: 12 November 2026\nmode: in person\nvenue: to be confirmed\nstate: cancelled",
        "date: 12 November 2026\npart: morning\nmode: in person\nvenue: Tarn House",
        "date: 12 November 2026\ntime: 9am to 5pm\nmode: in person\nvenue: Tarn House",
        f"date: 12 November 2026\n{ONLINE}",
        "sessions: see booking\nmode: in person\nvenue: to be confirmed",
        "sessions: on request\nmode: at your setting\nprice: not stated",
        "date: 12 November 2026\nmode: in person\nvenue: Tarn House\nstate: full",
    ],
)
def test_an_event_that_says_enough_is_right(checks: Checks, fields: str) -> None:
    assert checks.in_item("ITM115", event(fields)) == []


def test_what_a_section_does_not_state_for_its_events_is_found(checks: Checks) -> None:
    defaults = "{mode: not stated, price: free, venue: not stated, booking: not stated}"
    text = (
        "series: lantern\nedition: May 2027\ndate: 2027-05-12\n"
        f"sections: [{{heading: Walks, items: [heath-walk], event_defaults: {defaults}}}]\n"
    )

    found = checks.in_plan("ITM115", text)

    assert [each.message.split()[1] for each in found] == ["mode", "venue", "booking"]
    assert all(words_at(text, each).startswith("not stated") for each in found)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("{task: Report back, owner: WA}", "a due date and a task"),
        ("{task: Report back on tutors, due: next meeting}", "an owner"),
        ("{task: Report back on tutors, owner: WA}", "a due date"),
        ("{task: 'Ring {{ phone: mash }}', owner: WA, due: next meeting}", "three words"),
    ],
)
def test_an_action_that_is_nobodys_is_found(checks: Checks, action: str, words: str) -> None:
    text = update(f"actions: [{action}]")

    found = checks.in_item("ITM116", text)

    assert len(found) == 1
    assert words in found[0].message
    assert words_at(text, found[0]).startswith(action[7:20])


@pytest.mark.parametrize(
    "action",
    [
        "{task: Report back on tutors, owner: WA, due: next meeting}",
        "{task: Replace the poster, owner: [Head teachers, WA], due: 9 October 2026}",
        "{task: Report back on tutors, owner: WA, status: done}",
        "{task: 'Write to {{ email: mash }}', owner: WA, due: to be confirmed}",
    ],
)
def test_an_action_with_owner_and_day_is_right(checks: Checks, action: str) -> None:
    assert checks.in_item("ITM116", update(f"actions: [{action}]")) == []


# --- ITM117 and ITM118 ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{code: LNK103, why: ok}", "'ok' is too short"),
        ("{code: LNK103}", "without a reason"),
        ("{code: LNK999, why: The partner asked for this}", "no check 'LNK999'"),
        ("{code: SAF102, why: The partner asked for this}", "cannot be ignored"),
        ("{code: ITM101, why: The partner asked for this}", "cannot be ignored"),
        ("{code: T*, why: The partner asked for this}", "no group of checks"),
        ("{code: '*', why: The partner asked for this}", "no group of checks"),
        ("{code: SAF108, why: Nobody can be recognised}", "name of the person"),
        (
            "{code: SAF101, why: The quotation must stand, by: Owen Tansley}",
            "the item has no correction",
        ),
    ],
)
def test_ignoring_without_a_reason_is_found(checks: Checks, entry: str, words: str) -> None:
    found = checks.in_item("ITM117", update(f"ignore: [{entry}]"))

    assert len(found) == 1
    assert words in found[0].message


@pytest.mark.parametrize(
    "fields",
    [
        "ignore: [{code: LNK103, why: The partner asked for this wording}]",
        "ignore: [{code: lnk103, why: The partner asked for this wording}]",
        "ignore: [{code: TXT*, why: The whole text is a poem}]",
        "ignore: {code: LNK201, why: Their site is down until Monday}",
        "ignore: [{code: SAF108, why: Nobody can be recognised, by: Owen Tansley}]",
        (
            "ignore: [{code: SAF101, why: The quotation must stand, by: Owen Tansley}]\n"
            "correction: {text: Ring 101 for the police.}"
        ),
    ],
)
def test_ignoring_with_a_reason_is_right(checks: Checks, fields: str) -> None:
    assert checks.in_item("ITM117", update(fields)) == []


def test_a_bulletin_needs_reasons_as_well(checks: Checks) -> None:
    found = checks.in_plan("ITM117", f"{PLAN}ignore: [{{code: LNK110, why: soon}}]\nsections: []")

    assert [str(each.place) for each in found] == ["bulletins/sample.yaml:5:30"]


IGNORING = (
    "ignore: [{code: LNK103, why: The partner asked for this wording}]",
    "ignore:\n  - {code: LNK103, why: The partner asked for this wording}",
    "ignore:\n  - code: LNK103\n    why: The partner asked for this wording",
)


@pytest.mark.parametrize("fields", IGNORING)
def test_an_entry_that_covers_nothing_is_told_and_taken_out(fields: str) -> None:
    text = update(f"{fields}\nsummary: Last.")
    file, _ = parse_item(text, "items/sample.md")
    assert file is not None

    found = list(unused_ignores([file], [], []))

    assert [each.code for each in found] == ["ITM118"]
    assert edited(text, found[0].fix) == update("summary: Last.")


def test_only_the_entry_that_covers_nothing_is_taken_out() -> None:
    used = "{code: LNK104, why: The whole text is a poem}"
    text = update(f"ignore:\n  - {used}\n  - {{code: LNK103, why: They asked for this}}")
    file, _ = parse_item(text, "items/sample.md")
    assert file is not None
    seen = catalogue()["LNK104"].finding(file.source.place("title"), "an address", "Keep it.")

    found = list(unused_ignores([file], [], [Ignored(seen, "The whole text is a poem")]))

    assert [words_at(text, each)[:6] for each in found] == ["LNK103"]
    assert edited(text, found[0].fix) == update(f"ignore:\n  - {used}")


def test_an_item_that_no_bulletin_names_may_wait_with_its_entries() -> None:
    file, _ = parse_item(
        update("ignore: {code: LNK110, why: Promised for October}"), "items/a-b.md"
    )
    plan, _ = parse_plan(f"{PLAN}sections: [{{items: [a-b]}}]", "bulletins/sample.yaml")
    assert file is not None
    assert plan is not None

    assert list(unused_ignores([file], [], [])) == []
    assert [each.code for each in unused_ignores([file], [plan], [])] == ["ITM118"]


def test_an_entry_for_what_checking_cannot_see_is_not_unused() -> None:
    file, _ = parse_item(update("ignore: {code: LNK201, why: Down until Monday}"), "items/a-b.md")
    plan, _ = parse_plan(
        f"{PLAN}ignore: {{code: SIZ102, why: Nobody reads it in that program}}\nsections: []",
        "bulletins/sample.yaml",
    )
    assert file is not None
    assert plan is not None

    assert list(unused_ignores([file], [plan], [])) == []


# --- The catalogue --------------------------------------------------------------------------

LISTS = {
    "ITM": [*range(101, 119)],
    "BUL": [*range(101, 116)],
    "DAT": [*range(101, 119)],
    "CON": [*range(101, 122)],
    "LNK": [*range(101, 120), 201, 202],
    "SAF": [*range(101, 123)],
    "TXT": [*range(101, 130)],
    "IMG": [*range(101, 108)],
    "A11": [*range(101, 110)],
    "SIZ": [*range(101, 106)],
    "MRG": [*range(101, 108)],
}


@pytest.mark.parametrize("group", LISTS)
def test_every_check_of_the_catalogue_can_be_explained(group: str) -> None:
    known = catalogue()

    missing = [code for number in LISTS[group] if (code := f"{group}{number}") not in known]

    assert missing == []


def test_every_check_tells_what_why_and_an_example_of_each() -> None:
    for known in catalogue().values():
        texts = (known.name, known.finds, known.why, known.bad, known.good)

        assert all(text.strip() for text in texts), known.code


def test_a_sound_item_gives_no_finding_in_its_file() -> None:
    workspace = SmallWorkspace({"sample": update("", "Ring {{ phone: mash }} before you refer.")})
    subject = workspace.file_subject("sample")

    rules = [each for each in catalogue().values() if each.stage == "file" and each.look]
    found = [finding for each in rules for finding in findings_of(each.code, subject)]

    assert found == []
