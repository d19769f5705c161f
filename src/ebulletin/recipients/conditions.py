"""Simple conditions on the columns of a list: `role=DSL`, `district=Fenwold,Ostley`."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from ebulletin.errors import EbulletinError
from ebulletin.recipients.model import COLUMNS, Recipient
from ebulletin.settings import Partnership
from ebulletin.values.choices import fold_choice, nearest


class BadConditionError(EbulletinError):
    """A condition is not written as one."""

    exit_code = 2

    def __init__(self, written: str) -> None:
        super().__init__(
            f"{written!r} is no condition. Write a column, an equals sign and the values with "
            "commas between them, for example --where district=Fenwold,Ostley."
        )


class UnknownColumnError(EbulletinError):
    """A condition names a column that no list has."""

    exit_code = 2

    def __init__(self, column: str, known: Iterable[str]) -> None:
        names = sorted(known)
        close = nearest(column, names)
        hint = f"Did you mean {close[0]!r}?" if close else f"There are {', '.join(names)}."
        super().__init__(f"No list has a column {column!r}. {hint}")


class UnknownSegmentError(EbulletinError):
    """The command names a segment that partnership.yaml does not have."""

    exit_code = 2

    def __init__(self, segment: str, known: Iterable[str]) -> None:
        names = list(known)
        close = nearest(segment, names)
        hint = f"Did you mean {close[0]!r}?" if close else f"There are {', '.join(names)}."
        super().__init__(f"partnership.yaml has no segment {segment!r}. {hint}")


@dataclass(frozen=True, slots=True)
class Condition:
    """A column, and the values of which its cell must be one.

    Attributes:
        column: As `fold_choice` spells it.
        values: Compared without regard to case and double spaces; an empty one stands for an
            empty cell.
    """

    column: str
    values: frozenset[str]

    def holds(self, recipient: Recipient) -> bool:
        """Whether the recipient's cell is one of the values."""
        return not self.values.isdisjoint(map(_folded, _cells(recipient, self.column)))


def parse_condition(written: str) -> Condition:
    """Read `district=Fenwold,Ostley`; a value with a comma stands in quotation marks.

    Raises:
        BadConditionError: It is written otherwise.
    """
    column, equals, values = written.partition("=")
    if not column.strip() or not equals or column.endswith(("!", "<", ">")):
        raise BadConditionError(written)
    (cells,) = csv.reader([values], skipinitialspace=True) if values.strip() else [[""]]
    return Condition(fold_choice(column), frozenset(map(_folded, cells)))


def matching(
    recipients: Iterable[Recipient], settings: Partnership,
    segments: Iterable[str] = (), conditions: Iterable[Condition] = (),
) -> list[Recipient]:  # fmt: skip
    """The recipients in one of the segments, or in what these include, who meet all conditions.

    Conditions on one column join: any of their values will do.

    Raises:
        UnknownSegmentError: partnership.yaml has no such segment.
        UnknownColumnError: No recipient has such a column.
    """
    people = list(recipients)
    wanted = members(segments, settings)
    joined = _joined(conditions)
    known = {fold_choice(each) for each in COLUMNS}
    known.update(fold_choice(name) for person in people for name in person.extra)
    for each in joined:
        if each.column not in known:
            raise UnknownColumnError(each.column, known)
    return [
        person
        for person in people
        if (not wanted or not wanted.isdisjoint(person.segments))
        and all(each.holds(person) for each in joined)
    ]


def members(segments: Iterable[str], settings: Partnership) -> frozenset[str]:
    """Segments with all that they include.

    Raises:
        UnknownSegmentError: partnership.yaml has no such segment.
    """
    named = [fold_segment(each) for each in segments]
    for segment in named:
        if segment not in settings.segments:
            raise UnknownSegmentError(segment, settings.segments)
    return settings.members(named)


def fold_segment(typed: str) -> str:
    """A segment as partnership.yaml spells it: small letters and hyphens."""
    return "-".join(typed.strip().casefold().replace("_", " ").split())


def _joined(conditions: Iterable[Condition]) -> list[Condition]:
    values: dict[str, frozenset[str]] = {}
    for each in conditions:
        values[each.column] = values.get(each.column, frozenset()) | each.values
    return [Condition(column, of_it) for column, of_it in values.items()]


def _cells(recipient: Recipient, column: str) -> tuple[str, ...]:
    for name in COLUMNS:
        if fold_choice(name) == column:
            found = getattr(recipient, name)
            if isinstance(found, tuple):
                return found or ("",)
            return ("" if found is None else str(found),)
    for name, cell in recipient.extra.items():
        if fold_choice(name) == column:
            return (cell,)
    return ("",)


def _folded(cell: str) -> str:
    return " ".join(cell.casefold().split())
