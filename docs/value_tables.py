"""Shows how values are written and printed; what is printed is computed by the code."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ebulletin.values.dates import long_date, parse_date, parse_when, short_date
from ebulletin.values.money import parse_money
from ebulletin.values.people import NamedPerson, parse_who
from ebulletin.values.phones import national, parse_phone
from ebulletin.values.times import parse_time_span

# Heading and anchor of each sort of value, by the name that tables of fields use.
ANCHORS: Mapping[str, str] = {
    "line": "lines-and-text",
    "text": "lines-and-text",
    "line per variant": "lines-per-variant",
    "id": "ids",
    "yes or no": "yes-or-no-and-numbers",
    "number": "yes-or-no-and-numbers",
    "date": "dates",
    "when": "when",
    "time": "times",
    "amount": "amounts",
    "web address": "web-and-e-mail-addresses",
    "e-mail address": "web-and-e-mail-addresses",
    "phone number": "phone-numbers",
    "person": "people-and-contacts",
    "contact": "people-and-contacts",
}


def values_page() -> Iterator[str]:
    """How each sort of value is written, with what becomes of it."""
    yield "# How values are written"
    yield (
        "Every value is read as the text that you typed, and then by the field it stands in. "
        "A list of one needs no brackets: `audience: dsl` is `audience: [dsl]`."
    )
    yield from _words()
    yield from _dates_and_times()
    yield from _numbers_and_people()


def _words() -> Iterator[str]:
    yield "## Lines and text"
    yield (
        "A line is text on one line, without formatting; references and merge fields may stand in "
        "it. Text may run over several lines and takes Markdown; in YAML, write a bar and indent "
        "it:"
    )
    yield "```yaml\nintro: |\n  The first paragraph.\n\n  The second, with **one** bold word.\n```"
    yield "## Lines per variant"
    yield "One line for all variants, or a line for each by name:"
    yield (
        "```yaml\nsubject: Autumn training dates\npreheader:\n  professional: Whom to ring before "
        "you refer.\n  public: New resources for families.\n```"
    )
    yield "## Ids"
    yield (
        "Letters a to z, figures and single hyphens, 2 to 64 of them: `phone-lines-changeover`. "
        "An item's id is the name of its file without the ending."
    )
    yield "## Yes or no, and numbers"
    yield "`yes`, `no`, `true` or `false`. A number is a whole number in figures."


def _dates_and_times() -> Iterator[str]:
    yield "## Dates"
    yield (
        "The year is always needed. Days come before months. A weekday may stand in front; it is "
        "checked."
    )
    dates = (
        "2026-11-12", "12 November 2026", "12 Nov 2026", "12/11/2026", "Thursday 12 November 2026"
    )  # fmt: skip
    yield _table(dates, lambda text: long_date(parse_date(text)))
    yield f"In tables it is short: {short_date(parse_date('2026-11-12'))}."
    yield "## When"
    yield (
        "A date, or as much as is known. It sorts by its last day, and is past after it; `to be "
        "confirmed` is never past. Early is days 1 to 10, mid 11 to 20, late 21 to the last."
    )
    whens = (
        "2026-11", "Nov 2026", "early October 2026", "end of October 2026", "Spring 2027",
        "to be confirmed",
    )  # fmt: skip
    yield _table(whens, lambda text: parse_when(text).words)
    yield "## Times"
    yield "Times are those of clocks in London. `9:30` needs am or pm, or two figures for the hour."
    times = ("5pm", "17:30", "midday", "5pm to 6:45pm", "17:00-18:45", "9:30 to 11am")
    yield _table(times, lambda text: parse_time_span(text).words)


def _numbers_and_people() -> Iterator[str]:
    yield "## Amounts"
    yield _table(("free", "£45", "£12.50"), lambda text: parse_money(text).words)
    yield "## Web and e-mail addresses"
    yield (
        "The whole address: `https://esscp.example.org/learning`. Where a table says so, `unknown` "
        "stands for one that you do not have yet; the checks list them."
    )
    yield "## Phone numbers"
    yield "One UK number, in any spacing."
    phones = ("01632960110", "07700 900 321", "+44 1632 960110", "08081570123")
    yield _table(phones, lambda text: national(parse_phone(text)))
    yield "## People and contacts"
    yield (
        "A contact is the id of an item of kind contact, or `{id: mash, label: Advice}`, whose "
        "label is printed in place of the name. A person is a contact, or somebody written out:"
    )
    people = (
        "sian-padgett", "Winifred Astley", "Winifred Astley, Fenwold Primary School",
        "Sunita Kilbride, Head teacher, Fenwold Primary School",
    )  # fmt: skip
    yield _table(people, _person, head="Read as")
    yield "If a part has a comma in it, write `{name: ..., role: ..., organisation: ...}`."


def _person(text: str) -> str:
    who: Any = parse_who(text)
    if not isinstance(who, NamedPerson):
        return "the contact of that id"
    parts = (("name", who.name), ("role", who.role), ("organisation", who.organisation))
    return ", ".join(f"{label} {words!r}".replace("'", "") for label, words in parts if words)


def _table(written: tuple[str, ...], shown: Callable[[str], str], head: str = "Printed") -> str:
    rows = [f"| `{text}` | {shown(text)} |" for text in written]
    return "\n".join((f"| You write | {head} |", "| --- | --- |", *rows))
