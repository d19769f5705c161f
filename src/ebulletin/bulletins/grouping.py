"""The sub-headings of a section: items under their month, type, readers, organisation or tag."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from ebulletin.bulletins.events import first_day
from ebulletin.bulletins.naming import Naming
from ebulletin.items.model import Contact, Event, Item, Resource
from ebulletin.values.dates import month_words

ANY_TIME = "Any time"


class _HasItem(Protocol):
    @property
    def item(self) -> Item: ...


_Placed = TypeVar("_Placed", bound=_HasItem)


def grouped(
    placed: Sequence[_Placed], by: str | None, today: date, naming: Naming
) -> list[tuple[str | None, list[_Placed]]]:
    """Group placed items; groups follow their first member, undated events come last.

    The order inside a group is that of the section. Without `by` there is one unnamed group.
    """
    if not placed:
        return []
    if by is None or by == "none":
        return [(None, list(placed))]
    groups: dict[str | None, list[_Placed]] = {}
    for each in placed:
        groups.setdefault(_heading(each.item, by, today, naming), []).append(each)
    if ANY_TIME in groups and by == "month":
        groups[ANY_TIME] = groups.pop(ANY_TIME)
    return list(groups.items())


def _heading(item: Item, by: str, today: date, naming: Naming) -> str | None:
    match by:
        case "month":
            day = first_day(item, today) if isinstance(item, Event) else None
            return month_words(day) if day else ANY_TIME
        case "type":
            return (item.type or item.kind).capitalize()
        case "for":
            readers = item.for_ if isinstance(item, Resource) else ()
            return f"For {readers[0]}" if readers else "For everyone"
        case "organisation":
            if isinstance(item, Contact):
                return naming.organisation(item) or "Other"
            person = naming.person(item.source)
            return (person.organisation or person.name if person else None) or "Other"
        case _:
            return item.tags[0].replace("-", " ").capitalize() if item.tags else "Other"
