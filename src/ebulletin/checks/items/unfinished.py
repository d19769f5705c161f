"""Events and actions that do not yet say what a reader must know."""

from collections.abc import Iterator

from ebulletin.bulletins.load import PlanFile
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.patterns import WORD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.items.markdown import parse_body, words_of
from ebulletin.source import Loc
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import fold_choice, join_words

_NOT_STATED = "not stated"
_OPEN_LATER = ("to be confirmed", "to follow")
# States in which nobody expects the details yet, or any more.
_WITHOUT_DETAILS = ("save the date", "cancelled")
_DEFAULTS = ("mode", "price", "venue", "booking")
_ASK = "Ask whoever sent it, and write the answer here before it goes out."
_LEAST_WORDS = 3


@rule(
    "ITM115", "event-incomplete", Severity.WARNING, Stage.FILE,
    finds="An open event in person without time or part of the day; 'not stated' in mode, price, "
    "venue, booking, joining or relation, also for the events of a section; a venue, joining "
    "details or booking still to come. Not for a save the date, a cancelled event, or one on "
    "request, at any time or with its dates on the booking page.",
    why="People cannot come to what does not say when, where or how.",
    bad="a training on 12 November 2026, in person, without a time",
    good="a save the date without a time",
)  # fmt: skip
def event_incomplete(subject: FileSubject) -> Iterator[Finding]:
    """ITM115: an event says when, where and how."""
    if subject.plan_file is not None:
        yield from _section_incomplete(subject, subject.plan_file)
    event = subject.item
    if not isinstance(event, model.Event) or isinstance(event.sessions, str):
        return
    if event.state in _WITHOUT_DETAILS:
        return
    for loc, message, advice in (*_without_time(event), *_not_stated(event), *_to_come(event)):
        place = place_of_value(subject.source, loc)
        yield CATALOGUE["ITM115"].finding(place, message, advice)


def _section_incomplete(subject: FileSubject, plan_file: PlanFile) -> Iterator[Finding]:
    for part in ("sections", "sidebar"):
        for index, section in enumerate(getattr(plan_file.plan, part)):
            defaults = section.event_defaults
            for name in _DEFAULTS if defaults is not None else ():
                value = getattr(defaults, name)
                if value == _NOT_STATED or (isinstance(value, tuple) and _NOT_STATED in value):
                    yield CATALOGUE["ITM115"].finding(
                        place_of_value(subject.source, (part, index, "event_defaults", name)),
                        f"the {name} of the events in this section is not stated",
                        _ASK,
                    )


def _without_time(event: model.Event) -> Iterator[tuple[Loc, str, str]]:
    if event.state != "open" or not {"in person", "hybrid"} & set(event.mode):
        return
    assert not isinstance(event.sessions, str)
    for index, session in enumerate(event.sessions):
        if session.time is None and session.part is None and session.state not in _WITHOUT_DETAILS:
            yield (
                ("sessions", index, "date"),
                f"the event on {session.date.words} has no time",
                "Add a time such as time: 9:30am to 12:30pm, or part: morning.",
            )


def _not_stated(event: model.Event) -> Iterator[tuple[Loc, str, str]]:
    stated = {
        "mode": _NOT_STATED in event.mode,
        "price": event.price == _NOT_STATED,
        "venue": event.venue == _NOT_STATED,
        "booking": event.booking == _NOT_STATED,
        "joining": event.joining == _NOT_STATED,
        "relation": event.relation == _NOT_STATED,
    }
    for name, is_missing in stated.items():
        if is_missing:
            yield (
                (name,),
                f"the {name} of this event is not stated",
                _ASK,
            )


def _to_come(event: model.Event) -> Iterator[tuple[Loc, str, str]]:
    later = "Write it here as soon as it is known, and at the latest before it goes out."
    venue = event.venue if isinstance(event.venue, str) else getattr(event.venue, "name", None)
    if isinstance(venue, str) and fold_choice(venue) in map(fold_choice, _OPEN_LATER):
        loc: Loc = ("venue",) if isinstance(event.venue, str) else ("venue", "name")
        yield loc, f"the venue of this event is {quoted(venue)}", later
    joining = event.joining
    if joining == "to follow":
        yield ("joining",), "the joining details of this event are 'to follow'", later
    elif isinstance(joining, model.JoiningField) and joining.when == "to follow":
        yield ("joining", "when"), "the joining details of this event are 'to follow'", later
    booking = event.booking
    if isinstance(booking, model.BookingField) and "to follow" in booking.method:
        yield ("booking", "method"), "how to book this event is 'to follow'", later


@rule(
    "ITM116", "action-incomplete", Severity.WARNING, Stage.FILE,
    finds="An action without an owner, without a due date unless it is done, or whose task has "
    "fewer than three words.",
    why="Nobody does what belongs to nobody, or is due on no day.",
    bad="{task: Report back, owner: WA}",
    good="{task: Report back on tutors, owner: WA, due: next meeting}",
)  # fmt: skip
def action_incomplete(subject: FileSubject) -> Iterator[Finding]:
    """ITM116: an action says who, what and by when."""
    if subject.item is None:
        return
    for index, action in enumerate(subject.item.actions):
        lacking = []
        if not action.owner:
            lacking.append("an owner")
        if action.due is None and action.status != "done":
            lacking.append("a due date")
        if _count_words(action.task) < _LEAST_WORDS:
            lacking.append("a task of at least three words")
        if lacking:
            yield CATALOGUE["ITM116"].finding(
                place_of_value(subject.source, ("actions", index, "task")),
                f"the action {quoted(action.task)} needs {join_words(lacking, 'and')}",
                "Say who does what by when, for example {task: Report back on tutors, owner: WA, "
                "due: next meeting}.",
            )


def _count_words(task: str) -> int:
    blocks = parse_body(task).blocks
    return sum(len(WORD.findall(words_of(getattr(block, "runs", ())))) for block in blocks)
