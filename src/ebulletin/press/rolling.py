"""Starts the next bulletin of a series, empty or rolled forward from the last one."""

import re
from dataclasses import dataclass, field
from datetime import date

from ebulletin.bulletins.events import has_passed
from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.selection import deadline_of, is_current
from ebulletin.editing import quoted_if_needed, remove_entry, remove_key, set_value
from ebulletin.errors import EbulletinError
from ebulletin.items.model import Event, Item
from ebulletin.values.dates import long_date, month_words, parse_date
from ebulletin.workspace import Workspace

# These speak of one edition only; the next one writes its own.
_OF_ONE_EDITION = ("subject", "preheader", "ignore", "next_edition", "call_for_contributions")


class NoEarlierBulletinError(EbulletinError):
    """There is nothing to roll forward."""

    exit_code = 2

    def __init__(self, series: str) -> None:
        super().__init__(
            f"The series {series!r} has no bulletin to roll forward. "
            "Leave out --from-last to start an empty one."
        )


@dataclass(slots=True)
class Started:
    """A new bulletin's file, not yet written, and what to tell the officer."""

    slug: str
    text: str
    notes: list[str] = field(default_factory=list)


def start_bulletin(
    workspace: Workspace, series: str, day: str, *, edition: str | None = None,
    slug: str | None = None, from_last: bool = False,
) -> Started:  # fmt: skip
    """Write the file of a new bulletin of a series.

    Args:
        day: Its date, in any form that a date field accepts.
        slug: Its name; by default year, month and series.
        from_last: Take the last one of the series, drop what is past or expired, and mark it draft.
    """
    new_day = parse_date(day)
    name = slug or f"{new_day:%Y-%m}-{series}"
    label = edition or month_words(new_day)
    if not from_last:
        return Started(name, _empty(series, label, new_day))
    last = _last(workspace, series, new_day)
    started = Started(name, last.source.text, [f"Rolled forward from {last.source.path}."])
    started.notes += [
        f"{path} cannot be read and was passed over. If it is the last one, mend it first."
        for path in workspace.unread_plans.values()
    ]
    _drop_what_is_over(workspace, last, new_day, started)
    _renew(last, label, new_day, started)
    return started


def _empty(series: str, label: str, day: date) -> str:
    return (
        f"series: {series}\n"
        f"edition: {quoted_if_needed(label)}\n"
        f"date: {day.isoformat()}  # {long_date(day)}\n"
        "# subject: 10 to 65 characters; what the reader gains by opening it\n"
        "# preheader: 35 to 110 characters; it stands after the subject in the inbox\n"
        "sections:\n"
        "  - heading: News\n"
        "    items: []\n"
        "status: draft\n"
    )


def _last(workspace: Workspace, series: str, before: date) -> PlanFile:
    dated = [
        (day, slug)
        for slug, file in workspace.plans.items()
        if file.plan.series == series and (day := file.plan.day) and day < before
    ]
    if not dated:
        raise NoEarlierBulletinError(series)
    return workspace.plans[max(dated)[1]]


def _drop_what_is_over(workspace: Workspace, last: PlanFile, today: date, started: Started) -> None:
    opening = workspace.items.get(last.plan.intro_item or "")
    reason = why_over(opening.item, today) if opening else None
    if opening and reason:
        started.text = remove_key(started.text, ["intro"])
        started.notes.append(f"Dropped {opening.item.id}, with which it opened: {reason}.")
    elif opening:
        started.notes.append(f"It opens with {opening.item.id} again; name another under intro.")
    for part in ("sections", "sidebar"):
        for index, section in enumerate(getattr(last.plan, part)):
            for position in reversed(range(len(section.items))):
                placed = section.items[position].id
                file = workspace.items.get(placed)
                reason = why_over(file.item, today) if file else "there is no such item"
                if reason is None:
                    continue
                started.text, _ = remove_entry(started.text, [part, index, "items"], position)
                started.notes.append(f"Dropped {placed}: {reason}.")


def why_over(item: Item, today: date) -> str | None:
    """Why an item may not stand in a bulletin of this day any more, or None."""
    if item.status == "withdrawn":
        return "it is withdrawn"
    if not is_current(item, today):
        return "its own dates are over"
    if isinstance(item, Event) and has_passed(item, today):
        return "all its sessions are past"
    if deadline_of(item) < today:
        return f"its deadline was {long_date(deadline_of(item))}"
    return None


def _renew(last: PlanFile, label: str, day: date, started: Started) -> None:
    plan = last.plan
    text = set_value(started.text, ["edition"], quoted_if_needed(label))
    text = set_value(text, ["date"], day.isoformat())
    text = re.sub(r"(?m)^(date: \d{4}-\d\d-\d\d)[ \t]*#.*$", lambda match: match[1], text, count=1)
    text = set_value(text, ["status"], "draft")
    if plan.issue_number is not None:
        text = set_value(text, ["issue_number"], str(plan.issue_number + 1))
    dropped = [key for key in _OF_ONE_EDITION if key in last.source.fields]
    for key in dropped:
        text = remove_key(text, [key])
    started.text = text
    if dropped:
        started.notes.append(f"Write anew: {', '.join(dropped)}.")
    if plan.meeting is not None:
        started.notes.append("Write anew: the meeting's sittings, attendance and next meeting.")
    started.notes.append(
        "Look at every item that stayed: are its dates, prices and links still true?"
    )
