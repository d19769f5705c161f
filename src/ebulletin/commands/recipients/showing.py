"""What the commands for lists have in common: options, days, and how people are shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from ebulletin.recipients.conditions import Condition
    from ebulletin.recipients.model import Recipient
    from ebulletin.settings import Partnership

list_option = click.option(
    "--list", "names", multiple=True, metavar="NAME", help="Only this list; may be given twice."
)
segment_option = click.option(
    "--segment", "segments", multiple=True, metavar="NAME",
    help="Only people in this segment, or in one that it includes.",
)  # fmt: skip
where_option = click.option(
    "--where", "conditions", multiple=True, metavar="COLUMN=VALUES",
    help="Only people whose cell is one of the values, which have commas between them.",
)  # fmt: skip
show_option = click.option("--show", is_flag=True, help="Show addresses and names as well.")


def root_of(folder: str | None) -> "Path":
    """The workspace named on the command line, or the one that the current folder is in."""
    from pathlib import Path

    from ebulletin.workspace import find_root

    return find_root(Path(folder) if folder else Path.cwd())


def parsed(conditions: Iterable[str]) -> "tuple[Condition, ...]":
    """The conditions of `--where`."""
    from ebulletin.recipients.conditions import parse_condition

    return tuple(parse_condition(each) for each in conditions)


def day_of(written: str | None, option: str = "--on") -> date:
    """The day that was given, or today in London."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from ebulletin.commands.questions import in_words
    from ebulletin.values.dates import parse_date
    from ebulletin.values.errors import BadValueError

    if written is None:
        return datetime.now(ZoneInfo("Europe/London")).date()
    try:
        return parse_date(written)
    except BadValueError as error:
        raise click.BadParameter(in_words(error), param_hint=option) from error


def address_of(typed: str) -> str:
    """An address as it was typed, or a usage error that says what is wrong with it."""
    from ebulletin.recipients.address import BadAddress, parse_address

    found = parse_address(typed)
    if isinstance(found, BadAddress):
        raise click.BadParameter(f"{found.message}. {found.advice}", param_hint="ADDRESS")
    return found.email


def series_of(typed: str | None, settings: "Partnership") -> str:
    """The scope of a suppression: a series of partnership.yaml, or everything."""
    from ebulletin.recipients.suppression import EVERYTHING
    from ebulletin.values.choices import nearest

    if typed is None:
        return EVERYTHING
    if typed not in settings.series:
        close = nearest(typed, list(settings.series))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise click.BadParameter(
            f"There is no series {typed!r} in partnership.yaml.{hint}", param_hint="--series"
        )
    return typed


def people(number: int) -> str:
    """`1 person`, `12 people`."""
    return "1 person" if number == 1 else f"{number:,} people"


def show_counts(counts: Mapping[str, int], indent: int = 2) -> None:
    """Lines of words and numbers, the numbers under each other."""
    if not counts:
        return
    width = max(map(len, counts))
    digits = max(len(f"{number:,}") for number in counts.values())
    for words, number in counts.items():
        click.echo(f"{' ' * indent}{words:<{width}}  {number:>{digits},}")


def by_segment(recipients: Iterable["Recipient"], settings: "Partnership") -> dict[str, int]:
    """How many are in each segment, under the segments' names for readers."""
    counts = Counter(each for one in recipients for each in one.segments)
    named = {name: each.name for name, each in settings.segments.items()}
    return {
        f"{named.get(name, name)} ({name})": counts[name]
        for name in (*named, *sorted(counts.keys() - named.keys()))
        if counts[name]
    }


def show_people(rows: Sequence[tuple[str, "Recipient"]], indent: int = 2) -> None:
    """A line for each: address, name, post; the list and the row behind it."""
    if not rows:
        return
    width = max(len(person.email) for _, person in rows)
    for list_name, person in rows:
        name = " ".join(filter(None, (person.first_name, person.last_name)))
        words = ", ".join(filter(None, (name, person.role, person.organisation)))
        place = f"{list_name}, row {person.row}"
        click.echo(f"{' ' * indent}{person.email:<{width}}  {words} ({place})")
