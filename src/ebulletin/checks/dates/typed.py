"""Dates as they are typed: the weekday, the year, and whether there is such a day."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from ebulletin.checks.dates.reading import (
    base_day,
    days_with_year,
    mentions_in,
    slash_dates,
)
from ebulletin.checks.fields import text_fields
from ebulletin.checks.mentions import DateMention
from ebulletin.checks.placed import placed_files
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Severity
from ebulletin.source import Loc, Value
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import MONTHS, WEEKDAYS, day_month, parse_date, plain_date, weekday_slip

_DAYS_IN_WEEK = 7
_HALF_WEEK = 3


@rule(
    "DAT101", "weekday-wrong", Severity.ERROR, Stage.FILE,
    finds="A date whose weekday is another one, in fields and in text. A date without a year is "
    "taken for the nearest.",
    why="Half the readers come on the wrong day.",
    bad="Thursday 13 November 2026",
    good="Thursday 12 November 2026",
    fix="offer",
)  # fmt: skip
def weekday_wrong(subject: FileSubject) -> Iterator[Finding]:
    """DAT101: weekday and date agree."""
    source = subject.source
    in_text = {field.loc for field in text_fields(source)}
    for loc, written in _fields((), dict(source.fields)):
        slip = weekday_slip(written) if loc not in in_text else None
        if slip is not None:
            finding = _wrong_weekday(written.strip(), slip[0], parse_date(written))
            yield CATALOGUE["DAT101"].finding(source.place(*loc), *finding[:2], offers=finding[2])
    near = _near(subject)
    for block in prose_of(source):
        for mention in mentions_in(block):
            day = _day_of(mention, near) if mention.weekday is not None else None
            if day is None or day.weekday() == mention.weekday:
                continue
            message, advice, offers = _wrong_weekday(
                mention.words, WEEKDAYS[mention.weekday or 0], day
            )
            yield CATALOGUE["DAT101"].finding(
                block.place(mention.start), message, advice, offers=offers
            )


def _near(subject: FileSubject) -> date | None:
    if subject.plan_file is not None:
        return subject.plan_file.plan.day
    return base_day(subject.item) if subject.item is not None else None


def _day_of(mention: DateMention, near: date | None) -> date | None:
    if mention.year is None and near is None:
        return None
    return mention.day_near(near or date.min)


def _wrong_weekday(words: str, typed: str, day: date) -> tuple[str, str, tuple[str, ...]]:
    """Message, help and the two replacements: the right weekday, or the nearest such day."""
    right = WEEKDAYS[day.weekday()]
    meant = next(name for name in WEEKDAYS if name.casefold().startswith(typed.casefold()[:3]))
    shift = (WEEKDAYS.index(meant) - day.weekday()) % _DAYS_IN_WEEK
    nearest = day + timedelta(days=shift - _DAYS_IN_WEEK if shift > _HALF_WEEK else shift)
    has_year = str(day.year) in words
    offers = tuple(
        f"{WEEKDAYS[each.weekday()]} {plain_date(each) if has_year else day_month(each)}"
        for each in (day, nearest)
    )
    return (
        f"{quoted(words)} is a {right}",
        f"Find out which is right, then write {offers[0]} or {offers[1]}.",
        offers,
    )


def _fields(loc: Loc, value: Value) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _fields((*loc, key), inner)
    else:
        for index, inner in enumerate(value):
            yield from _fields((*loc, index), inner)


@rule(
    "DAT102", "year-missing", Severity.WARNING, Stage.BULLETIN,
    finds="A date without a year in a text, unless the same day stands with a year somewhere in "
    "the same file.",
    why="Bulletins are kept and found again in another year.",
    bad="Send replies by 9 February.",
    good="Send replies by 9 February 2027.",
    fix="auto",
)  # fmt: skip
def year_missing(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT102: a date says its year, once."""
    sources = [subject.plan_file.source, *(file.source for file in placed_files(subject))]
    for source in sources:
        known: frozenset[tuple[int, int]] | None = None
        for block in prose_of(source):
            for mention in mentions_in(block):
                if mention.year is not None:
                    continue
                known = known if known is not None else days_with_year(source)
                if (mention.day, mention.month) not in known:
                    yield from _no_year(block, mention, subject.today)


def _no_year(block: Block, mention: DateMention, today: date) -> Iterator[Finding]:
    day = mention.day_near(today)
    if day is None:
        return
    # In place of the last letter, so that it stands inside bold and links as the date does.
    edit = block.edit(mention.end - 1, mention.end, f"{mention.words[-1]} {day.year}")
    yield CATALOGUE["DAT102"].finding(
        block.place(mention.start),
        f"{quoted(mention.words)} has no year",
        f"Write the year: {mention.words} {day.year}, if that is the one meant.",
        fix=(edit,),
    )


@rule(
    "DAT103", "date-impossible", Severity.ERROR, Stage.FILE,
    finds="A day that the month does not have, or a month above 12, in fields and in text.",
    why="Nobody can know which day was meant.",
    bad="31 November 2026",
    good="30 November 2026",
)  # fmt: skip
def date_impossible(subject: FileSubject) -> Iterator[Finding]:
    """DAT103: there is such a day; fields are told by their reader."""
    for block in prose_of(subject.source):
        for mention in mentions_in(block):
            if not mention.exists:
                yield _impossible(block, mention.start, mention.words, _why(mention))
        for match in slash_dates(block.outside_links):
            fault = _figures_fault(match[0])
            if fault is not None:
                yield _impossible(block, match.start(), match[0], fault)


def _why(mention: DateMention) -> str:
    month = MONTHS[mention.month - 1]
    if mention.year is None:
        length = calendar.monthrange(2024, mention.month)[1]
        return f"{month} has {length} days"
    return f"{month} {mention.year} has {calendar.monthrange(mention.year, mention.month)[1]} days"


def _figures_fault(words: str) -> str | None:
    day, month, year = (int(part) for part in words.split("/"))
    if not 1 <= month <= len(MONTHS):
        return f"there is no month {month}, and the day is read first"
    year = year if year >= 100 else 2000 + year  # two figures stand for this century
    if not 1 <= year <= date.max.year or 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{MONTHS[month - 1]} {year} has {calendar.monthrange(year, month)[1]} days"


def _impossible(block: Block, start: int, words: str, why: str) -> Finding:
    return CATALOGUE["DAT103"].finding(
        block.place(start),
        f"there is no {quoted(words)}: {why}",
        "Find out which day was meant, and write it in full, for example 30 November 2026.",
    )
