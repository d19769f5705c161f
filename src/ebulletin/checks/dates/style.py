"""How dates, times and ranges are written."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from ebulletin.checks.dates.reading import base_day, mentions_in, readable, slash_dates
from ebulletin.checks.days import is_summer_time
from ebulletin.checks.mentions import DateMention, phones_in
from ebulletin.checks.patterns import NUMRANGE, ORDINAL, TIMERANGE
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import plain_date
from ebulletin.values.errors import BadValueError
from ebulletin.values.times import parse_time_span

_BETWEEN = re.compile(r"\bbetween\s{1,3}\Z", re.IGNORECASE)
_CODE_BEFORE = re.compile(r"[\w£$€#]\Z")
_PARTS_OF_DAY = {"am": "in the morning", "pm": "in the afternoon"}
_CLOCK = re.compile(r"\b(?:GMT|BST)\b")
_SCHOOL_YEAR = re.compile(r"(?P<first>(?:19|20)\d\d)\s?[–-]\s?(?P<last>\d{2}|\d{4})")


@rule(
    "DAT110", "time-style", Severity.WARNING, Stage.FILE,
    finds="A range of times with a dash or with points, or (am) and (pm) in brackets.",
    why="5-6:45pm leaves open whether it starts in the morning, and is read aloud as '5 6:45 pm'.",
    bad="5-6:45pm",
    good="5pm to 6:45pm",
    fix="auto",
)  # fmt: skip
def time_style(subject: FileSubject) -> Iterator[Finding]:
    """DAT110: times as people say them."""
    for block in prose_of(subject.source):
        text = readable(block)
        for match in TIMERANGE.finditer(text):
            if _CODE_BEFORE.search(text, max(0, match.start() - 1), match.start()):
                continue
            words, offers = _time_in_words(match[0])
            if words is not None and _BETWEEN.search(
                text, max(0, match.start() - 12), match.start()
            ):
                words = words.replace(" to ", " and ")
            options = f"{words}" if words else " or ".join(offers) or "it with am or pm and 'to'"
            yield CATALOGUE["DAT110"].finding(
                block.place(match.start()),
                f"the time {quoted(match[0])} can be misread",
                f"Write {options}.",
                fix=(block.edit(match.start(), match.end(), words),) if words else (),
                offers=offers,
            )


def _time_in_words(written: str) -> tuple[str | None, tuple[str, ...]]:
    """The range in words, or None with the readings among which a person chooses."""
    if written.startswith("("):
        return None, (_PARTS_OF_DAY[written.strip("() \t").casefold()],)
    try:
        return parse_time_span(written).words, ()
    except BadValueError as error:
        return None, error.offers


@rule(
    "DAT111", "date-style", Severity.HINT, Stage.FILE,
    finds="A date with st, nd, rd or th, or in figures with strokes.",
    why="12/11 is a day in December to some readers, and the letters are noise to all.",
    bad="3rd December 2026",
    good="3 December 2026",
    fix="auto",
)  # fmt: skip
def date_style(subject: FileSubject) -> Iterator[Finding]:
    """DAT111: day, month in words, year."""
    for block in prose_of(subject.source):
        text = readable(block)
        if not ORDINAL.search(text):
            continue
        figures = {match.start(): _in_words(match[0]) for match in slash_dates(text)}
        dates = {_start_of_day(each): each.words for each in mentions_in(block)}
        for match in ORDINAL.finditer(text):
            right = figures.get(match.start(), re.sub(r"\D", "", match[0]))
            if right is None:
                continue
            shown = dates.get(match.start(), match[0])
            end = match.end() + _length_of(text, match.end())
            yield CATALOGUE["DAT111"].finding(
                block.place(match.start()),
                f"{quoted(shown)} is not in the house style for dates",
                f"Write {right}." if "/" in match[0] else f"Write the day as {right}.",
                fix=(block.edit(match.start(), end, right),),
            )


def _start_of_day(mention: DateMention) -> int:
    """Where the number of the day stands, after the weekday."""
    return mention.start + mention.words.index(next(filter(str.isdigit, mention.words)))


def _in_words(figures: str) -> str | None:
    day, month, year = (int(part) for part in figures.split("/"))
    try:
        return plain_date(date(year if year >= 100 else 2000 + year, month, day))
    except ValueError:
        return None


def _length_of(text: str, end: int) -> int:
    """How much ` of` takes up after an ordinal."""
    match = re.compile(r"\s{1,9}of(?=\s)", re.IGNORECASE).match(text, end)
    return len(match[0]) if match else 0


@rule(
    "DAT112", "range-dash", Severity.WARNING, Stage.FILE,
    finds="A range of numbers with a dash before a month or words such as year, people or pupils; "
    "not in phone numbers, links, codes and school years such as 2026-27.",
    why="A dash is read aloud as nothing, or as minus.",
    bad="21 – 25 June 2026",
    good="21 to 25 June 2026",
    fix="auto",
)  # fmt: skip
def range_dash(subject: FileSubject) -> Iterator[Finding]:
    """DAT112: a range has a word in the middle."""
    for block in prose_of(subject.source):
        text = readable(block)
        phones = [(each.start, each.end) for each in phones_in(text)]
        for match in NUMRANGE.finditer(text):
            if _is_no_range(text, match, phones):
                continue
            first, last = re.split(r"\s?[–-]\s?", match[0])
            before = _BETWEEN.search(text, max(0, match.start() - 12), match.start())
            right = f"{first} {'and' if before else 'to'} {last}"
            yield CATALOGUE["DAT112"].finding(
                block.place(match.start()),
                f"the range {quoted(match[0])} has a dash",
                f"Write {right}.",
                fix=(block.edit(match.start(), match.end(), right),),
            )


def _is_no_range(text: str, match: re.Match[str], phones: list[tuple[int, int]]) -> bool:
    if any(start <= match.start() < end for start, end in phones):
        return True
    if _CODE_BEFORE.search(text, max(0, match.start() - 1), match.start()):
        return True
    years = _SCHOOL_YEAR.fullmatch(match[0])
    return years is not None and (int(years["first"]) + 1) % 100 == int(years["last"]) % 100


# --- The clock ------------------------------------------------------------------------------


@rule(
    "DAT118", "clock-word", Severity.WARNING, Stage.FILE,
    finds="GMT beside a date in summer, or BST beside one in winter.",
    why="Calendars, and careful readers, would be an hour out.",
    bad="10am GMT on 6 July 2026",
    good="10am on 6 July 2026",
    fix="auto",
)  # fmt: skip
def clock_word(subject: FileSubject) -> Iterator[Finding]:
    """DAT118: GMT in winter, BST in summer, and neither is needed."""
    near = base_day(subject.item) if subject.item is not None else None
    if subject.plan_file is not None:
        near = subject.plan_file.plan.day
    for block in prose_of(subject.source):
        clocks = list(_CLOCK.finditer(block.outside_references))
        dates = mentions_in(block) if clocks else []
        for match in clocks:
            mention = _nearest_date(block, dates, match)
            day = _day_of(mention, near) if mention is not None else None
            if mention is None or day is None or is_summer_time(day) == (match[0] == "BST"):
                continue
            time_there = "British Summer Time" if is_summer_time(day) else "Greenwich Mean Time"
            yield CATALOGUE["DAT118"].finding(
                block.place(match.start()),
                f"{match[0]} stands beside {quoted(mention.words)}, when {time_there} holds",
                "Take it out; everybody takes a time for that of the place.",
                fix=_without_word(block, match),
            )


def _nearest_date(
    block: Block, dates: list[DateMention], match: re.Match[str]
) -> DateMention | None:
    """The date before or after a word, in its sentence, whichever is nearer."""
    start, end = block.sentence_at(match.start())
    after = bisect_right(dates, match.start(), key=lambda each: each.start)
    beside = [each for each in dates[max(0, after - 1) : after + 1] if start <= each.start < end]
    return min(beside, key=lambda each: abs(each.start - match.start()), default=None)


def _day_of(mention: DateMention, near: date | None) -> date | None:
    if mention.year is None and near is None:
        return None
    return mention.day_near(near or date.min)


def _without_word(block: Block, match: re.Match[str]) -> tuple[Edit, ...]:
    start = match.start()
    while start and block.text[start - 1].isspace():
        start -= 1
    return (block.edit(start, match.end(), ""),)
