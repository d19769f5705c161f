"""Dates and times of one file that stand in the wrong order."""

from collections.abc import Iterator
from datetime import date, time

from ebulletin.bulletins.model import Plan
from ebulletin.checks.locating import place_of_value, values_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.source import Loc
from ebulletin.values.dates import plain_date
from ebulletin.values.times import TimeSpan

_MIDNIGHT = time(0)


@rule(
    "DAT115", "end-before-start", Severity.ERROR, Stage.FILE,
    finds="An end time that is not after the start on the same day, or an `end_date` before the "
    "`date`.",
    why="Nobody can know when it ends, and calendars refuse it.",
    bad="time: 4pm to 2pm",
    good="time: 11pm to 1am, with the next day as end_date",
)  # fmt: skip
def end_before_start(subject: FileSubject) -> Iterator[Finding]:
    """DAT115: what starts ends later."""
    held = subject.item or (subject.plan_file.plan if subject.plan_file else None)
    if held is None:
        return
    overnight: set[Loc] = set()
    if isinstance(held, model.Event) and not isinstance(held.sessions, str):
        for index, session in enumerate(held.sessions):
            first, end = session.date.first, session.end_date
            if first is None or end is None:
                continue
            if end > first:
                overnight.add(("sessions", index, "time"))
            elif end < first:
                yield CATALOGUE["DAT115"].finding(
                    place_of_value(subject.source, ("sessions", index, "end_date")),
                    f"the last day, {plain_date(end)}, is before the first, {session.date.words}",
                    "Write the first day as date and the last as end_date.",
                )
    for loc, value in values_in(held):
        if isinstance(value, TimeSpan) and loc not in overnight and _ends_too_early(value):
            yield CATALOGUE["DAT115"].finding(
                place_of_value(subject.source, loc),
                f"{value.words!r} does not end after it starts",
                "Write the start before the end; for a night give the next day as end_date.",
            )


def _ends_too_early(span: TimeSpan) -> bool:
    # Midnight as an end is that of the same day.
    return span.end is not None and span.end != _MIDNIGHT and span.end <= span.start


@rule(
    "DAT116", "order-of-dates", Severity.ERROR, Stage.FILE,
    finds="A last day to book after the last session, one for replies before the publication, the "
    "next edition or meeting not after this one, a call that ends after the next edition, or a "
    "person who left before the details were verified.",
    why="One of the two dates is wrong, and readers cannot tell which.",
    bad="a last day to book of 20 November for a course on 10 November 2026",
    good="a last day to book of 3 November for it",
)  # fmt: skip
def order_of_dates(subject: FileSubject) -> Iterator[Finding]:
    """DAT116: dates that follow each other do."""
    if subject.plan_file is not None:
        faults = _faults_of_plan(subject.plan_file.plan)
    else:
        faults = _faults_of_item(subject.item) if subject.item is not None else iter(())
    for loc, message in faults:
        yield CATALOGUE["DAT116"].finding(
            place_of_value(subject.source, loc),
            message,
            "Look both dates up, and mend the wrong one.",
        )


_Faults = Iterator[tuple[Loc, str]]


def _faults_of_item(item: model.Item) -> _Faults:
    match item:
        case model.Event(booking=model.BookingField(deadline=date() as deadline)):
            last = _last_day(item)
            if last is not None and deadline > last:
                message = _told("the last day to book", deadline, "after the last session", last)
                yield ("booking", "deadline"), message
        case model.Resource(respond_by=date() as respond_by):
            published = item.published.first if item.published else None
            if published is not None and respond_by < published:
                name, relation = "the last day for replies", "before the publication"
                yield ("respond_by",), _told(name, respond_by, relation, published)
        case model.Contact(leaves_on=date() as leaves_on, verified_on=date() as verified_on):
            if leaves_on < verified_on:
                name, relation = "the last day in the post", "before the details were verified"
                yield ("leaves_on",), _told(name, leaves_on, relation, verified_on)
        case _:
            return


def _last_day(event: model.Event) -> date | None:
    if isinstance(event.sessions, str):
        return None
    days = [each.end_date or each.date.last for each in event.sessions]
    return None if None in days else max((day for day in days if day is not None), default=None)


def _faults_of_plan(plan: Plan) -> _Faults:
    today = plan.day
    following = plan.next_edition.when.last if plan.next_edition else None
    if today is not None and following is not None and following <= today:
        assert plan.next_edition is not None
        name = "the next edition"
        message = _told(name, plan.next_edition.when.words, "not after this one", today)
        yield ("next_edition", "when"), message
    call = plan.call_for_contributions
    deadline = call.deadline.first if call and call.deadline else None
    if deadline is not None and following is not None and deadline > following:
        name, relation = "the last day of the call", "after the next edition"
        message = _told(name, deadline, relation, following)
        yield ("call_for_contributions", "deadline"), message
    yield from _faults_of_meeting(plan)


def _faults_of_meeting(plan: Plan) -> _Faults:
    if plan.meeting is None or plan.meeting.next is None or plan.meeting.next.date is None:
        return
    days = [sitting.date.last for sitting in plan.meeting.sittings]
    last = max((day for day in days if day is not None), default=plan.day)
    following = plan.meeting.next.date.last
    if last is not None and following is not None and following <= last:
        words = plan.meeting.next.date.words
        message = _told("the next meeting", words, "not after this one", last)
        yield ("meeting", "next", "date"), message


def _told(name: str, first: date | str, relation: str, second: date) -> str:
    """`the last day to book, 20 November 2026, is after the last session, 10 November 2026`."""
    words = first if isinstance(first, str) else plain_date(first)
    return f"{name}, {words}, is {relation}, {plain_date(second)}"
