"""Deadlines and events as seen from the bulletin's date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ebulletin.bulletins.events import has_passed
from ebulletin.checks.days import why_closed
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.placed import named_items, placed_files
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.load import ItemFile
from ebulletin.source import Loc
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import When, long_date, plain_date

_NOT_COMING = ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class _Deadline:
    """By when something is due.

    Attributes:
        name: As the beginning of a sentence.
        last: The last day of it.
        day: The exact day, where it is one.
    """

    place: Place
    name: str
    last: date
    day: date | None


@rule(
    "DAT105", "deadline-passed", Severity.ERROR, Stage.BULLETIN,
    finds="A last day for replies or bookings, a deadline, the due date of an open action, or the "
    "deadline of the call for contributions, before the bulletin's date.",
    why="Readers are asked for what is already too late.",
    bad="respond_by 18 September 2026 in the bulletin of 23 September 2026",
    good="respond_by 23 September 2026 in that bulletin",
)  # fmt: skip
def deadline_passed(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT105: what is asked for can still be done."""
    for each in _deadlines(subject):
        if each.last < subject.today:
            yield CATALOGUE["DAT105"].finding(
                each.place,
                f"{each.name}, {long_date(each.last)}, is before the date of "
                f"{subject.plan_file.plan.slug}, {plain_date(subject.today)}",
                "Take it out or give a new date; an action that is done has status: done.",
            )


@rule(
    "DAT113", "not-a-working-day", Severity.HINT, Stage.BULLETIN,
    finds="A deadline on a Saturday, a Sunday or a bank holiday of the region.",
    why="Nobody is there to answer the last questions.",
    bad="respond_by 28 December 2026, a substitute day",
    good="respond_by 25 February 2027",
)  # fmt: skip
def not_a_working_day(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT113: deadlines fall on days on which people work."""
    for each in _deadlines(subject):
        why = why_closed(each.day, subject.shelf.settings.calendar) if each.day else None
        if why is not None and each.last >= subject.today:
            yield CATALOGUE["DAT113"].finding(
                each.place,
                f"{each.name}, {plain_date(each.last)}, {why}",
                "Choose a working day, unless nobody will need you on that day.",
            )


def _deadlines(subject: BulletinSubject) -> Iterator[_Deadline]:
    for file in placed_files(subject):
        for loc, name, when in _deadlines_of(file.item):
            yield from _deadline(place_of_value(file.source, loc), name, when)
    call = subject.plan_file.plan.call_for_contributions
    if call is not None and call.deadline is not None:
        place = subject.plan_file.source.place("call_for_contributions", "deadline")
        yield from _deadline(place, "the deadline of the call for contributions", call.deadline)


def _deadline(place: Place, name: str, when: When | date) -> Iterator[_Deadline]:
    if isinstance(when, date):
        yield _Deadline(place, name, when, when)
    elif when.last is not None:
        yield _Deadline(place, name, when.last, when.last if when.is_day else None)


def _deadlines_of(item: model.Item) -> Iterator[tuple[Loc, str, When | date]]:
    for index, deadline in enumerate(item.deadlines):
        what = f" {quoted(deadline.what)}" if deadline.what else ""
        yield ("deadlines", index, "date"), f"the deadline{what}", deadline.date
    for index, action in enumerate(item.actions):
        if isinstance(action.due, When) and action.status == "open":
            name = f"the due date of the action {quoted(action.task)}"
            yield ("actions", index, "due"), name, action.due
    match item:
        case model.Event(booking=model.BookingField(deadline=date() as last_day)):
            if item.state not in _NOT_COMING:
                yield ("booking", "deadline"), "the last day to book", last_day
        case model.Resource(respond_by=date() as respond_by):
            yield ("respond_by",), "the last day for replies", respond_by
        case _:
            return


@rule(
    "DAT106", "event-past", Severity.ERROR, Stage.BULLETIN,
    finds="An event all of whose sessions are before the bulletin's date, unless it is postponed "
    "or cancelled.",
    why="Readers are invited to what is over.",
    bad="an open course on 16 September 2026 in the bulletin of 23 September 2026",
    good="an update of type report about that day",
)  # fmt: skip
def event_past(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT106: an event is still to come."""
    for file in placed_files(subject):
        event = file.item
        if not isinstance(event, model.Event) or event.state in _NOT_COMING:
            continue
        if has_passed(event, subject.today):
            yield _past_event(file, event, subject)


def _past_event(file: ItemFile, event: model.Event, subject: BulletinSubject) -> Finding:
    assert not isinstance(event.sessions, str)
    days = [each.end_date or each.date.last for each in event.sessions]
    last = max(day for day in days if day is not None)
    index = len(event.sessions) - 1
    return CATALOGUE["DAT106"].finding(
        place_of_value(file.source, ("sessions", index, "date")),
        f"the event {quoted(event.title or event.id)} was over on {plain_date(last)}, before the "
        f"date of {subject.plan_file.plan.slug}, {plain_date(subject.today)}",
        "Take it out, or write an update of type report about it.",
    )


@rule(
    "DAT108", "outside-its-dates", Severity.ERROR, Stage.BULLETIN,
    finds="An item in a bulletin that is dated before the item's `publish_from` or after its "
    "`expires`.",
    why="Its author said when it may appear, and the bulletin would leave it out.",
    bad="expires 20 September 2026 in the bulletin of 23 September 2026",
    good="expires 23 September 2026 in that bulletin",
)  # fmt: skip
def outside_its_dates(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT108: an item may not appear before or after its own dates."""
    today = subject.today
    for named in named_items(subject):
        item = subject.shelf.items.get(named.id)
        if item is None:
            continue
        if item.publish_from is not None and today < item.publish_from:
            fault = f"is held until {plain_date(item.publish_from)}"
            field = "publish_from"
        elif item.expires is not None and today > item.expires:
            fault = f"ended on {plain_date(item.expires)}"
            field = "expires"
        else:
            continue
        yield CATALOGUE["DAT108"].finding(
            named.place,
            f"the item {quoted(named.id)} {fault}, and the bulletin is dated {plain_date(today)}",
            f"Take it off this bulletin, or change its `{field}` date.",
        )
