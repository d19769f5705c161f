"""Checks of dates and times: wrong, missing, past, out of order, or hard to read."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check_bench import Checks, SmallWorkspace, contact, findings_of
from ebulletin.checks.days import Region, bank_holidays, easter_sunday, is_summer_time
from ebulletin.checks.run import catalogue
from ebulletin.findings import Edit, Finding

PLAN = "series: lantern\nedition: September 2026\ndate: 2026-09-23\nstatus: ready\n"


def item(fields: str, body: str = "Three plain words.") -> str:
    return f"---\n{fields}\nstatus: ready\n---\n{body}\n"


def update(fields: str = "", body: str = "Three plain words.") -> str:
    return item(f"kind: update\ntitle: A sample\ndistribution: public\n{fields}".rstrip(), body)


def event(fields: str) -> str:
    return item(
        "kind: training\ntitle: A course\ndistribution: public\nmode: online\n"
        f"joining: {{platform: Video call}}\nprice: free\n{fields}"
    )


def resource(fields: str, body: str = "Three plain words.") -> str:
    lines = "kind: resource\ntitle: A guide\ndistribution: public\nurl: unknown"
    return item(f"{lines}\n{fields}", body)


def bulletin(text: str, day: str = "2026-09-23", more: str = "") -> SmallWorkspace:
    plan = PLAN.replace("2026-09-23", day) + more + "sections: [{items: [sample]}]\n"
    return SmallWorkspace({"sample": text}, plan)


def words_at(text: str, finding: Finding) -> str:
    return text.split("\n")[finding.place.line - 1][finding.place.column - 1 :]


def edited(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: edit.start.line - 1]) + edit.start.column - 1
        end = sum(len(line) + 1 for line in lines[: edit.end.line - 1]) + edit.end.column - 1
        text = text[:start] + edit.text + text[end:]
    return text


# --- DAT101 to DAT103: as typed -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "offers"),
    [
        (
            update("", "Come on Thursday 13 November 2026 at 5pm."),
            "Thursday 13",
            ("Friday 13 November 2026", "Thursday 12 November 2026"),
        ),
        (
            event("date: Thursday 13 November 2026"),
            "Thursday 13",
            ("Friday 13 November 2026", "Thursday 12 November 2026"),
        ),
        (
            update("", "See you on Mon, 24th Nov 2026."),
            "Mon, 24th",
            ("Tuesday 24 November 2026", "Monday 23 November 2026"),
        ),
        (
            update("", "Come on Friday the 28th of November 2026."),
            "Friday the 28th",
            ("Saturday 28 November 2026", "Friday 27 November 2026"),
        ),
        (
            update("received: 2026-11-02", "See you on Sunday 9 November."),
            "Sunday 9",
            ("Monday 9 November", "Sunday 8 November"),
        ),
        (
            update("actions: [{task: Reply by Tuesday 14 October 2026, owner: WA}]"),
            "Tuesday 14",
            ("Wednesday 14 October 2026", "Tuesday 13 October 2026"),
        ),
    ],
)
def test_a_weekday_that_is_another_is_found(
    checks: Checks, text: str, words: str, offers: tuple[str, ...]
) -> None:
    found = checks.in_item("DAT101", text)

    assert [words_at(text, each)[: len(words)] for each in found] == [words]
    assert found[0].offers == offers


def test_a_wrong_weekday_in_a_bulletin_is_found(checks: Checks) -> None:
    text = f"{PLAN}next_edition: {{when: Monday 13 October 2026}}\nsections: []\n"

    found = checks.in_plan("DAT101", text)

    assert [words_at(text, each)[:9] for each in found] == ["Monday 13"]


@pytest.mark.parametrize(
    "text",
    [
        update("", "Come on Thursday 12 November 2026 at 5pm."),
        update("", "Come on Thurs. 12th of November 2026."),
        event("date: Thursday 12 November 2026"),
        update("received: 2026-11-02", "See you on Monday 9 November."),
        update("", "On Thursday 31 November 2026 nothing happens."),
        update("", "We meet on Thursday, and again in November 2026."),
        update("deadlines: [{date: Sat 14 November 2026}]"),
    ],
)
def test_a_right_weekday_is_right(checks: Checks, text: str) -> None:
    assert checks.in_item("DAT101", text) == []


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("Send replies by 9 February.", "Send replies by 9 February 2027."),
        ("Send **9 February** replies.", "Send **9 February 2027** replies."),
        ("It ran until 1 September.", "It ran until 1 September 2026."),
        ("Open from 24 March.", "Open from 24 March 2027."),
    ],
)
def test_a_date_without_a_year_is_found(checks: Checks, body: str, mended: str) -> None:
    text = update("", body)

    found = checks.in_bulletin("DAT102", bulletin(text))

    assert [edited(text, each.fix) for each in found] == [update("", mended)]


@pytest.mark.parametrize(
    "text",
    [
        update("", "Send replies by 9 February 2027."),
        update("deadlines: [{date: 2027-02-09}]", "Send replies by 9 February."),
        update("", "By 9 February 2027, yes, 9 February."),
        update("", "From 21 June to 3 July 2027 we are away."),
        update("", "On 14 October, 16 October and 3 November 2026 we meet."),
        update("", "Two may come, and 3 may stay."),
        event("date: 9/2/2027\nsummary: On 9 February."),
    ],
)
def test_a_date_whose_year_is_known_is_right(checks: Checks, text: str) -> None:
    assert checks.in_bulletin("DAT102", bulletin(text)) == []


def test_the_words_of_the_bulletin_itself_need_years_too(checks: Checks) -> None:
    workspace = bulletin(update(), more="intro: Reply by 9 February to this.\n")

    assert len(checks.in_bulletin("DAT102", workspace)) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Due on 31 November 2026.", "31 November 2026"),
        ("Due on 29 February 2027.", "29 February 2027"),
        ("Due on 30 February, please.", "30 February"),
        ("Due on 12/13/2026.", "12/13/2026"),
        ("Due on 31/11/26.", "31/11/26"),
        ("Due on 0 March 2026.", "0 March 2026"),
    ],
)
def test_a_day_that_does_not_exist_is_found(checks: Checks, body: str, words: str) -> None:
    text = update("", body)

    found = checks.in_item("DAT103", text)

    assert [words_at(text, each)[: len(words)] for each in found] == [words]


@pytest.mark.parametrize(
    "body",
    ["Due on 30 November 2026.", "Due on 29 February 2028.", "Due on 29 February.", "On 12/11/26."],
)
def test_a_day_that_exists_is_right(checks: Checks, body: str) -> None:
    assert checks.in_item("DAT103", update("", body)) == []


# --- DAT104, DAT107, DAT109 -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        update("", "The report goes in during March 2027; submit it by 3 December 2026."),
        update("", "The deadline is 3 December 2026, and it is due on 10 December 2026."),
        update("", "It is published on 1 March 2027, or is published on 2 March 2027."),
        update("deadlines: [{date: 2026-12-03}]", "Submit it by 4 December 2026."),
        resource("type: survey\nrespond_by: 2027-02-25", "The deadline is 26 February."),
    ],
)
def test_two_dates_for_one_act_are_found(checks: Checks, text: str) -> None:
    assert len(checks.in_item("DAT104", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        update("", "The plan is due on 3 December 2026 and will be reviewed in March 2027."),
        update("", "Submit it by 3 December 2026. It is due back in March 2027."),
        update("", "It is due from 3 December 2026 to 10 December 2026."),
        update("", "The first is due on 3 December 2026, the second is due on 3 March 2027."),
        update("", "It is due in December 2026, so submit it by 3 December 2026."),
        update("deadlines: [{date: 2026-12-03}]", "Submit it by 3 December."),
        update("deadlines: [{date: 2026-12-03}]", "We meet on 4 December 2026."),
        update(
            "deadlines: [{date: 2026-12-03}, {date: 2026-12-04}]", "Submit it by 4 December 2026."
        ),
    ],
)
def test_dates_of_different_acts_are_right(checks: Checks, text: str) -> None:
    assert checks.in_item("DAT104", text) == []


@pytest.mark.parametrize(
    "body",
    [
        "The hub will open on 1 September 2026.",
        "Join us on Tuesday 1 September 2026 for tea.",
        "On 1 September 2026 the hub will open.",
        "The form is due on 1 September 2026.",
        "The seminar takes place on 22 September 2026.",
    ],
)
def test_the_past_told_as_the_future_is_found(checks: Checks, body: str) -> None:
    text = update("", body)

    found = checks.in_bulletin("DAT107", bulletin(text))

    assert [words_at(text, each)[:1] for each in found] in (["1"], ["2"], ["T"])


@pytest.mark.parametrize(
    "text",
    [
        update("", "The hub opened on 1 September 2026."),
        update("", "The hub will open on 23 September 2026."),
        update("", "What we agreed on 1 September 2026 will help."),
        update("", "The hub will grow. It opened on 1 September 2026."),
        update("", "We will keep the line that opened on 1 September 2026."),
        update("", "The book came out on 1 September 2026."),
        update("type: report", "The hub will open on 1 September 2026, we said."),
    ],
)
def test_the_past_told_as_the_past_is_right(checks: Checks, text: str) -> None:
    assert checks.in_bulletin("DAT107", bulletin(text)) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The form changed last week.", "last week"),
        ("We have just moved. Ring us.", "have just"),
        ("Courses start next term, and the hub shortly.", "next term"),
        ("Please reply this Friday.", "this Friday"),
    ],
)
def test_a_relative_date_is_found(checks: Checks, body: str, words: str) -> None:
    text = update("", body)

    found = checks.in_item("DAT109", text)

    assert words_at(text, found[0])[: len(words)] == words


@pytest.mark.parametrize(
    "text",
    [
        update("", "The form changed last week, on 16 September 2026."),
        update("", "The form changed last month, in August 2026."),
        update("", '"The form changed last week," she said.'),
        update("", "> The form changed last week."),
        update("quotes: [I rang them last week.]"),
        update("quoted_from: mash", "The form changed last week."),
        update("", "The last weekend in May, and next of kin."),
    ],
)
def test_a_date_that_stays_right_is_right(checks: Checks, text: str) -> None:
    assert checks.in_item("DAT109", text) == []


# --- DAT105, DAT106, DAT108: from the bulletin's date ---------------------------------------

PAST = "18 September 2026"
SAME_DAY = "23 September 2026"


def deadlines(day: str) -> list[tuple[str, str]]:
    """Items with one deadline, and what stands at it."""
    return [
        (resource(f"type: consultation\nrespond_by: {day}"), day),
        (event(f"date: 2026-12-01\nbooking: {{method: just turn up, deadline: {day}}}"), day),
        (update(f"deadlines: [{{date: {day}, what: Reply}}]"), day),
        (update(f"actions: [{{task: Write it all up, owner: WA, due: {day}}}]"), day),
    ]


@pytest.mark.parametrize(("text", "words"), [*deadlines(PAST), *deadlines("August 2026")[2:]])
def test_a_deadline_that_has_passed_is_found(checks: Checks, text: str, words: str) -> None:
    found = checks.in_bulletin("DAT105", bulletin(text))

    assert [words_at(text, each)[: len(words)] for each in found] == [words]


@pytest.mark.parametrize(
    "text",
    [
        *(text for text, _ in deadlines(SAME_DAY)),
        update(f"actions: [{{task: Write it up, owner: WA, due: {PAST}, status: done}}]"),
        update("deadlines: [{date: September 2026}, {date: to be confirmed}]"),
        event(
            f"date: 2026-12-01\nstate: cancelled\n"
            f"booking: {{method: just turn up, deadline: {PAST}}}"
        ),
        resource("type: consultation\nrespond_by: to be confirmed"),
    ],
)
def test_a_deadline_that_can_be_kept_is_right(checks: Checks, text: str) -> None:
    assert checks.in_bulletin("DAT105", bulletin(text)) == []


@pytest.mark.parametrize(("day", "count"), [(PAST, 1), (SAME_DAY, 0)])
def test_the_call_for_contributions_has_a_deadline_too(
    checks: Checks, day: str, count: int
) -> None:
    call = f"call_for_contributions: {{text: Write to us., deadline: {day}}}\n"

    assert len(checks.in_bulletin("DAT105", bulletin(update(), more=call))) == count


@pytest.mark.parametrize(
    "fields",
    [
        "date: 16 September 2026",
        "date: 15 September 2026\nend_date: 22 September 2026",
        "sessions: [1 September 2026, 8 September 2026]\nrelation: parts\nstate: full",
        "date: August 2026",
    ],
)
def test_an_event_that_is_over_is_found(checks: Checks, fields: str) -> None:
    text = event(fields)

    found = checks.in_bulletin("DAT106", bulletin(text))

    assert len(found) == 1
    assert "was over on" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        event("date: 23 September 2026"),
        event("date: 16 September 2026\nstate: postponed"),
        event("date: 16 September 2026\nstate: cancelled"),
        event("date: 21 September 2026\nend_date: 23 September 2026"),
        event("sessions: [1 September 2026, 8 October 2026]\nrelation: parts"),
        event("sessions: any time"),
        event("date: September 2026"),
        update("type: report", "The market on 16 September 2026 was full."),
    ],
)
def test_an_event_to_come_is_right(checks: Checks, text: str) -> None:
    assert checks.in_bulletin("DAT106", bulletin(text)) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("expires: 20 September 2026", "ended on 20 September 2026"),
        ("publish_from: 24 September 2026", "is held until 24 September 2026"),
        ("publish_from: 2026-10-01\nexpires: 2026-10-31", "is held until 1 October 2026"),
    ],
)
def test_an_item_outside_its_dates_is_found(checks: Checks, fields: str, words: str) -> None:
    workspace = bulletin(update(fields))

    found = checks.in_bulletin("DAT108", workspace)

    assert len(found) == 1
    assert words in found[0].message
    assert words_at(workspace.plan or "", found[0]).startswith("sample")


@pytest.mark.parametrize(
    "fields",
    ["expires: 23 September 2026", "publish_from: 23 September 2026", "received: 2026-09-01"],
)
def test_an_item_within_its_dates_is_right(checks: Checks, fields: str) -> None:
    assert checks.in_bulletin("DAT108", bulletin(update(fields))) == []


# --- DAT110 to DAT112, DAT118: as written ---------------------------------------------------


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("DAT110", "It runs 5-6:45pm.", "It runs 5pm to 6:45pm."),
        ("DAT110", "It runs 9.30 – 12.30pm.", "It runs 9:30am to 12:30pm."),
        ("DAT110", "Come between 11-1pm.", "Come between 11am and 1pm."),
        ("DAT110", "It runs 9.30am to 11.00am.", "It runs 9:30am to 11am."),
        ("DAT110", "It runs 9am–9pm.", "It runs 9am to 9pm."),
        ("DAT110", "It runs 10 am - 11:30am.", "It runs 10am to 11:30am."),
        ("DAT111", "By 3rd December 2026.", "By 3 December 2026."),
        ("DAT111", "By the 1st of December.", "By the 1 December."),
        ("DAT111", "By 12/11/2026 please.", "By 12 November 2026 please."),
        ("DAT111", "By 3/2/27 please.", "By 3 February 2027 please."),
        ("DAT112", "From 21 – 25 June 2026.", "From 21 to 25 June 2026."),
        ("DAT112", "For 11-16 year olds.", "For 11 to 16 year olds."),
        ("DAT112", "Between 150–250 words.", "Between 150 and 250 words."),
        ("DAT112", "It takes 3-5 days.", "It takes 3 to 5 days."),
        ("DAT112", "It lasts 2-3 hours.", "It lasts 2 to 3 hours."),
        ("DAT112", "It takes 2–3 weeks.", "It takes 2 to 3 weeks."),
        ("DAT118", "At 10am GMT on 6 July 2026.", "At 10am on 6 July 2026."),
        ("DAT118", "On 6 January 2027 at 10am BST.", "On 6 January 2027 at 10am."),
        ("DAT118", "At noon (BST) on 25 October 2026.", "At noon () on 25 October 2026."),
    ],
)
def test_what_can_be_misread_is_mended(checks: Checks, code: str, before: str, after: str) -> None:
    text = update("", before)

    found = checks.in_item(code, text)

    assert [edited(text, each.fix) for each in found] == [update("", after)]
    assert checks.in_item(code, update("", after)) == []


@pytest.mark.parametrize(
    ("body", "offers"),
    [
        ("It runs 9.30 - 12.30.", ("9:30am to 12:30pm", "9:30pm to 12:30pm")),
        ("On Tuesday (pm) we meet.", ("in the afternoon",)),
    ],
)
def test_a_time_with_two_readings_is_for_a_person(
    checks: Checks, body: str, offers: tuple[str, ...]
) -> None:
    found = checks.in_item("DAT110", update("", body))

    assert len(found) == 1
    assert found[0].fix == ()
    assert offers[0] in found[0].offers


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("DAT110", "It runs from 5pm to 6:45pm."),
        ("DAT110", "It costs £1.50 - 2.25 a day."),
        ("DAT110", "See [the 5-6pm club](https://esscp.example.org/5-6pm)."),
        ("DAT111", "By 3 December 2026, the 3rd time."),
        ("DAT111", "In the 21st century, 24/7."),
        ("DAT112", "From 21 to 25 June 2026."),
        ("DAT112", "In the school year 2026-27 year groups meet."),
        ("DAT112", "Ring 01632 960110 day and night."),
        ("DAT112", "Form A12-14 day pupils."),
        ("DAT118", "At 10am on 6 July 2026."),
        ("DAT118", "At 10am GMT on 6 January 2027."),
        ("DAT118", "At 10am BST on 29 March 2026."),
        ("DAT118", "GMT is a word."),
    ],
)
def test_what_is_clear_is_right(checks: Checks, code: str, body: str) -> None:
    assert checks.in_item(code, update("", body)) == []


# --- DAT113, DAT114, DAT117 -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("28 December 2026", "Boxing Day, substitute day"),
        ("26 September 2026", "is a Saturday"),
        ("29 March 2027", "Easter Monday"),
    ],
)
def test_a_deadline_on_a_day_off_is_told(checks: Checks, day: str, words: str) -> None:
    text = resource(f"type: consultation\nrespond_by: {day}")

    found = checks.in_bulletin("DAT113", bulletin(text))

    assert len(found) == 1
    assert words in found[0].message


def test_an_extra_bank_holiday_counts(checks: Checks) -> None:
    text = update("deadlines: [{date: 15 June 2027}]")
    settings = "calendar: {extra_bank_holidays: [2027-06-15]}"
    plan = f"{PLAN}sections: [{{items: [sample]}}]\n"

    found = checks.in_bulletin("DAT113", SmallWorkspace({"sample": text}, plan, settings))

    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        resource("type: consultation\nrespond_by: 25 February 2027"),
        update("deadlines: [{date: December 2026}]"),
        update("actions: [{task: Write it up, owner: WA, due: next meeting}]"),
    ],
)
def test_a_deadline_on_a_working_day_is_right(checks: Checks, text: str) -> None:
    assert checks.in_bulletin("DAT113", bulletin(text)) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("28 October 2026", "October half-term"),
        ("3 October 2026", "is a Saturday"),
        ("25 December 2026", "Christmas Day"),
        ("22 October 2026", None),
        ("2 November 2026", None),
    ],
)
def test_the_day_of_sending_is_one_on_which_people_work(
    checks: Checks, day: str, words: str | None
) -> None:
    settings = (
        "calendar: {school_holidays: [{name: October half-term, from: 2026-10-26, to: 2026-10-30}]}"
    )
    plan = PLAN.replace("2026-09-23", day) + "sections: [{items: [sample]}]\n"

    found = checks.in_bulletin("DAT114", SmallWorkspace({"sample": update()}, plan, settings))

    assert [words in each.message for each in found if words] == ([True] if words else [])
    assert len(found) == (1 if words else 0)


@pytest.mark.parametrize(
    "text",
    [
        event("date: 10 November 2062"),
        update("deadlines: [{date: 2036-12-03}]"),
        update("", "Come on 10 November 2062."),
        update("", "It opened on 10 November 2016."),
        update("expires: 2029-01-01"),
    ],
)
def test_an_unlikely_year_is_found(checks: Checks, text: str) -> None:
    assert len(checks.in_bulletin("DAT117", bulletin(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        event("date: 27 May 2027"),
        resource("published: March 2019"),
        update("received: 2019-03-01"),
        update("", "Calls rose by 30% since 10 November 2016."),
        update("", "In 2016 we began."),
        event("date: 23 September 2028"),
    ],
)
def test_a_likely_year_is_right(checks: Checks, text: str) -> None:
    assert checks.in_bulletin("DAT117", bulletin(text)) == []


# --- DAT115, DAT116: the order --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (event("date: 2026-11-12\ntime: 4pm to 2pm"), "4pm"),
        (event("date: 2026-11-12\ntime: 11pm to 1am"), "11pm"),
        (event("date: 2026-11-12\nend_date: 2026-11-11"), "2026-11-11"),
        (event("sessions: [{date: 2026-11-12, time: 5pm to 5pm}]"), "5pm"),
        (update("deadlines: [{date: 2026-11-12, time: 5pm to 4pm}]"), "5pm"),
    ],
)
def test_an_end_before_the_start_is_found(checks: Checks, text: str, words: str) -> None:
    found = checks.in_item("DAT115", text)

    assert [words_at(text, each)[: len(words)] for each in found] == [words]


@pytest.mark.parametrize(
    "fields",
    [
        "date: 2026-11-12\nend_date: 2026-11-13\ntime: 11pm to 1am",
        "date: 2026-11-12\ntime: 5pm to midnight",
        "date: 2026-11-12\ntime: 5pm",
        "date: 2026-11-12\nend_date: 2026-11-12",
        "sessions: [{date: 2026-11-12, time: 9am to midday}]",
    ],
)
def test_an_end_after_the_start_is_right(checks: Checks, fields: str) -> None:
    assert checks.in_item("DAT115", event(fields)) == []


def test_a_sitting_that_ends_before_it_starts_is_found(checks: Checks) -> None:
    text = (
        f"{PLAN}meeting: {{name: A, sittings: [{{date: 2026-09-20, time: 4pm to 2pm}}]}}\n"
        "sections: []\n"
    )

    found = checks.in_plan("DAT115", text)

    assert [words_at(text, each)[:10] for each in found] == ["4pm to 2pm"]


def booked(deadline: str, more: str = "date: 10 November 2026") -> str:
    return event(f"{more}\nbooking: {{method: just turn up, deadline: {deadline}}}")


@pytest.mark.parametrize(
    "text",
    [
        booked("20 November 2026"),
        booked("2026-12-01", "sessions: [2026-11-10, 2026-11-24]\nrelation: parts"),
        resource("type: survey\npublished: October 2026\nrespond_by: 30 September 2026"),
        contact("type: person\nname: A B\nverified_on: 2026-09-02\nleaves_on: 2026-09-01"),
    ],
)
def test_dates_out_of_order_are_found(checks: Checks, text: str) -> None:
    assert len(checks.in_item("DAT116", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        booked("3 November 2026"),
        booked("10 November 2026"),
        booked("2026-11-17", "sessions: [2026-11-10, 2026-11-24]\nrelation: parts"),
        booked("2026-11-17", "date: to be confirmed"),
        resource("type: survey\npublished: September 2026\nrespond_by: 30 September 2026"),
        contact("type: person\nname: A B\nverified_on: 2026-09-01\nleaves_on: 2026-09-30"),
    ],
)
def test_dates_in_order_are_right(checks: Checks, text: str) -> None:
    assert checks.in_item("DAT116", text) == []


CALL = "call_for_contributions: {text: Write., deadline: 9 October 2026}\n"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("next_edition: {when: 23 September 2026}\n", 1),
        ("next_edition: {when: August 2026}\n", 1),
        (f"{CALL}next_edition: {{when: 1 October 2026}}\n", 1),
        ("meeting: {name: A, sittings: [4 May 2026], next: {date: 4 May 2026}}\n", 1),
        ("next_edition: {when: late October 2026}\n", 0),
        (f"{CALL}next_edition: {{when: October 2026}}\n", 0),
        ("meeting: {name: A, sittings: [4 May 2026], next: {date: to be confirmed}}\n", 0),
        ("meeting: {name: A, sittings: [4 May 2026], next: {date: 5 May 2026}}\n", 0),
    ],
)
def test_what_comes_next_comes_later(checks: Checks, lines: str, count: int) -> None:
    assert len(checks.in_plan("DAT116", f"{PLAN}{lines}sections: []\n")) == count


# --- Any text -------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "3rd December 2026", "31 November", "Thursday 13 November 2026", "9 February", "12/13/26",
        "5-6:45pm", "(pm)", "21 – 25 June", "2026-27 year", "GMT", "BST", "due", "will", "submit",
        "March 2027", "to", "and", ";", ".", "last week", "**", "[", "](https://esscp.example.org)",
        "{{ phone: mash }}", "{{", "\n\n", "\n- ", "\n> ", '"', "\u2019", "| a |", "1st of May",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_no_text_stops_a_check_and_every_place_is_in_the_file(body: str) -> None:
    text = update("", body)
    workspace = bulletin(text)

    for code in (f"DAT{number}" for number in range(101, 119)):
        stage = catalogue()[code].stage
        whole = workspace.bulletin_subject if stage == "bulletin" else None
        for finding in findings_of(code, whole or workspace.file_subject("sample")):
            if finding.place.path == "items/sample.md":
                assert words_at(text, finding), finding


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_what_is_mended_once_needs_no_more_mending(body: str) -> None:
    for code in ("DAT110", "DAT111", "DAT112", "DAT118"):
        text = update("", body)
        found = Checks().in_item(code, text)

        mended = edited(text, [edit for each in found for edit in each.fix])

        left = [each for each in found if not each.fix]
        assert len(Checks().in_item(code, mended)) <= len(left), (code, body)


# --- The calendar ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1954, 4, 18), (1981, 4, 19), (2024, 3, 31), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_is_where_the_almanac_has_it(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


@pytest.mark.parametrize("year", range(1950, 2101))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    easter = easter_sunday(year)

    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


def test_the_bank_holidays_of_england_and_wales() -> None:
    assert [day.strftime("%d %b") for day in bank_holidays(2027)] == [
        "01 Jan", "26 Mar", "29 Mar", "03 May", "31 May", "30 Aug", "27 Dec", "28 Dec",
    ]  # fmt: skip


def test_the_bank_holidays_of_scotland() -> None:
    days = bank_holidays(2026, "Scotland")

    assert date(2026, 1, 2) in days
    assert date(2026, 4, 6) not in days
    assert date(2026, 8, 3) in days
    assert date(2026, 11, 30) in days


def test_the_bank_holidays_of_northern_ireland() -> None:
    days = bank_holidays(2026, "Northern Ireland")

    assert date(2026, 3, 17) in days
    assert days[date(2026, 7, 13)] == "Battle of the Boyne, substitute day"


REGIONS: dict[Region, int] = {"England and Wales": 8, "Scotland": 9, "Northern Ireland": 10}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("year", range(2020, 2060))
def test_no_bank_holiday_is_lost_to_a_weekend(region: Region, year: int) -> None:
    days = bank_holidays(year, region)

    assert len(days) == REGIONS[region]
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("day", "is_summer"),
    [
        (date(2026, 3, 28), False),
        (date(2026, 3, 29), True),
        (date(2026, 10, 24), True),
        (date(2026, 10, 25), False),
    ],
)
def test_the_clocks_change_on_the_last_sundays(day: date, is_summer: bool) -> None:
    assert is_summer_time(day) is is_summer
