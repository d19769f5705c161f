"""Choosing items by rule: the `select` of a section, step by step as the content model says."""

import calendar
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, time, timedelta

from ebulletin.bulletins.events import first_day, is_past, sessions_shown
from ebulletin.bulletins.model import Select
from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.items.model import Event, Item, Priority, Resource, Update
from ebulletin.values.durations import Span, parse_span

_FAR = date.max
_ARTICLES = ("a ", "an ", "the ")
_DEFAULT_SORTS = {
    "event": "date",
    "resource": "-date",
    "priority": "number",
    "contact": "title",
    "update": "importance",
    "qa": "importance",
}
_IMPORTANCE = {"lead": 0, "normal": 1, "brief": 2}


def select_items(
    rule: Select,
    candidates: Iterable[Item],
    *,
    today: date,
    taken: AbstractSet[str],
    previous: PublishedEdition | None,
) -> list[Item]:
    """Choose the items that a section's rule takes, in the order it prints them.

    Args:
        rule: The section's `select`.
        candidates: Ready items that are in the variant.
        today: The bulletin's date.
        taken: Ids placed by name, or taken by an earlier section; ignored with `repeat`.
        previous: The series' previous edition, for `published_since: previous edition`.
    """
    refused = set(rule.exclude) if rule.repeat else set(rule.exclude) | set(taken)
    chosen = [
        item
        for item in candidates
        if item.id not in refused
        and is_current(item, today)
        and could_match(item, rule)
        and _is_in_time(item, rule, today, previous)
    ]
    ordered = _in_order(chosen, rule, today)
    return ordered[: rule.limit] if rule.limit is not None else ordered


def is_current(item: Item, today: date) -> bool:
    """Whether a day lies within the item's `publish_from` and `expires`."""
    if item.publish_from is not None and today < item.publish_from:
        return False
    return item.expires is None or today <= item.expires


def could_match(item: Item, rule: Select) -> bool:
    """Whether an item matches every key of a rule, its time and readers aside."""
    checks = (
        not rule.kind or item.kind in rule.kind,
        not rule.type or item.type in rule.type,
        not rule.tags or bool(set(item.tags) & set(rule.tags)),
        not rule.audience or not item.audience or bool(set(item.audience) & set(rule.audience)),
        not rule.for_ or bool(set(getattr(item, "for_", ())) & set(rule.for_)),
        not rule.state or getattr(item, "state", None) in rule.state,
        not rule.business_plan or getattr(item, "business_plan", None) in rule.business_plan,
    )
    return all(checks)


def _is_in_time(item: Item, rule: Select, today: date, previous: PublishedEdition | None) -> bool:
    if item.received is not None and item.received > today:
        return False
    if isinstance(item, Event):
        # What has no `published` never matches `published_since`.
        return rule.published_since is None and _is_coming(item, rule, today)
    if isinstance(item, Resource) and not _is_open(item, today):
        return False
    if rule.published_since is not None:
        return _is_published_since(item, rule.published_since, today, previous)
    return True


def _is_open(resource: Resource, today: date) -> bool:
    """Whether it is published by a day, and replies to it are not closed."""
    if isinstance(resource.respond_by, date) and resource.respond_by < today:
        return False
    first = resource.published.first if resource.published else None
    return first is None or first <= today


def _is_coming(event: Event, rule: Select, today: date) -> bool:
    if isinstance(event.sessions, str):
        return rule.upcoming is None
    coming = [each for each in event.sessions if not is_past(each, today)]
    if not coming:
        return False
    if rule.upcoming is None:
        return True
    if event.state == "cancelled":
        return False
    until = add_span(today, parse_span(rule.upcoming))
    return any(each.date.first is not None and each.date.first <= until for each in coming)


def _is_published_since(
    item: Item, since: str | date, today: date, previous: PublishedEdition | None
) -> bool:
    if since == "previous edition":
        if previous is None:
            return True
        start = previous.date
    elif isinstance(since, date):
        start = since
    else:
        start = add_span(today, parse_span(since), backwards=True)
    published = getattr(item, "published", None)
    return published is not None and published.last is not None and published.last >= start


def add_span(day: date, span: Span, *, backwards: bool = False) -> date:
    """A day some days or months later (or earlier); months keep the day, or their last one."""
    sign = -1 if backwards else 1
    if span.unit == "days":
        return day + timedelta(days=sign * span.number)
    month = day.year * 12 + day.month - 1 + sign * span.number
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# --- Order ----------------------------------------------------------------------------------


def _in_order(items: list[Item], rule: Select, today: date) -> list[Item]:
    items.sort(key=lambda item: item.id)
    if rule.sort is not None:
        return _sorted(items, rule.sort, today)
    kinds = list(rule.kind) or list(dict.fromkeys(item.kind for item in items))
    ordered: list[Item] = []
    for kind in kinds:
        of_kind = [item for item in items if item.kind == kind]
        ordered.extend(_sorted(of_kind, _DEFAULT_SORTS[kind], today))
    return ordered


def _sorted(items: list[Item], sort: str, today: date) -> list[Item]:
    if sort == "-date":
        return sorted(items, key=lambda item: -_day(item, today, missing=date.min).toordinal())
    keys: dict[str, Callable[[Item], object]] = {
        "date": lambda item: (_day(item, today, missing=_FAR), *_start(item, today)),
        "number": lambda item: item.number if isinstance(item, Priority) else 1_000_000,
        "title": _title,
        "importance": lambda item: _IMPORTANCE.get(item.importance, 1),
        "deadline": deadline_of,
    }
    return sorted(items, key=keys[sort])  # type: ignore[arg-type]


def _day(item: Item, today: date, *, missing: date) -> date:
    if isinstance(item, Event):
        return first_day(item, today) or missing
    if isinstance(item, Resource) and item.published is not None:
        return item.published.last or missing
    if isinstance(item, Update) and item.received is not None:
        return item.received
    return missing


def _start(item: Item, today: date) -> tuple[bool, time]:
    if not isinstance(item, Event):
        return True, time.min
    day = first_day(item, today)
    starts = [
        session.time.start
        for session in sessions_shown(item, today)
        if session.time is not None and session.date.first == day
    ]
    return (False, min(starts)) if starts else (True, time.min)


def _title(item: Item) -> str:
    words = (getattr(item, "name", None) or item.title or "").casefold()
    for article in _ARTICLES:
        if words.startswith(article):
            return words.removeprefix(article)
    return words


def deadline_of(item: Item) -> date:
    """The earliest of an item's deadlines, or the last day there is."""
    days = [each.date.last for each in item.deadlines]
    if isinstance(item, Event) and not isinstance(item.booking, str) and item.booking:
        days.append(item.booking.deadline)
    if isinstance(item, Resource) and isinstance(item.respond_by, date):
        days.append(item.respond_by)
    return min((day for day in days if day is not None), default=_FAR)
