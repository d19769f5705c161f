"""The day on which an edition goes out, and dates too far from it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ebulletin.bulletins.selection import add_span
from ebulletin.checks.dates.reading import mentions_in
from ebulletin.checks.days import school_holiday, why_closed
from ebulletin.checks.locating import place_of_value, values_in
from ebulletin.checks.placed import placed_files
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.load import ItemFile
from ebulletin.source import Loc
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import When, plain_date
from ebulletin.values.durations import parse_span

_FAR = parse_span("24 months")
# Records of what was done: long ago is no slip here, and other checks judge their age.
_RECORDS = frozenset(("verified_on", "consent", "public_agreed", "received", "in_force",
                      "agreed_on", "publish_from", "approval", "correction"))  # fmt: skip
_OF_THE_PAST = re.compile(
    r"%|\bper cent\b|\b(?:since|act|founded|founding|introduced|came into force|figures|statistics"
    r"|census|data|history|anniversary|ago|compared)\b",
    re.IGNORECASE,
)


@rule(
    "DAT114", "send-day", Severity.HINT, Stage.BULLETIN,
    finds="A bulletin dated on a weekend, a bank holiday or in the school holidays.",
    why="It lies unread under everything that comes later.",
    bad="date 28 October 2026, in half-term",
    good="date 22 October 2026",
)  # fmt: skip
def send_day(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT114: a bulletin goes out when people are there."""
    plan, calendar = subject.plan_file.plan, subject.shelf.settings.calendar
    if plan.archive:
        return
    day = subject.today
    why = why_closed(day, calendar)
    if why is None:
        holiday = school_holiday(day, calendar)
        why = f"is in the school holidays ({holiday})" if holiday else None
    if why is not None:
        loc: Loc = ("date",) if plan.date is not None else ("meeting", "sittings")
        yield CATALOGUE["DAT114"].finding(
            subject.plan_file.source.place(*loc),
            f"the bulletin's date, {plain_date(day)}, {why}",
            "Choose a day on which its readers are at work, unless it cannot wait.",
        )


@rule(
    "DAT117", "year-unlikely", Severity.WARNING, Stage.BULLETIN,
    finds="A date more than 24 months before or after the bulletin's, apart from the publication "
    "of a resource, statistics, and records such as the day on which details were verified.",
    why="It is most likely a slip of the finger.",
    bad="a session on 10 November 2062",
    good="a session on 27 May 2027",
)  # fmt: skip
def year_unlikely(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT117: dates lie near the bulletin's."""
    earliest, latest = add_span(subject.today, _FAR, backwards=True), add_span(subject.today, _FAR)
    # What an archive copy records was done by the day on which it was rebuilt.
    last_record = max(latest, subject.plan_file.plan.rebuilt_on or latest)
    found = [*_dates_of_plan(subject)]
    for file in placed_files(subject):
        found.extend(_dates_of_item(file))
    for place, words, day, may_be_old in found:
        if day > (last_record if may_be_old else latest) or (day < earliest and not may_be_old):
            far = "after" if day > latest else "before"
            yield CATALOGUE["DAT117"].finding(
                place,
                f"{quoted(words)} is more than two years {far} the bulletin's date, "
                f"{plain_date(subject.today)}",
                "Check the year.",
            )


_Found = tuple[Place, str, date, bool]


def _dates_of_plan(subject: BulletinSubject) -> Iterator[_Found]:
    plan, source = subject.plan_file.plan, subject.plan_file.source
    for loc, value in values_in(plan):
        if loc not in (("date",), ("rebuilt_on",)) and loc[0] != "ignore":
            yield from _dated(place_of_value(source, loc), value, may_be_old=False)
    for block in prose_of(source):
        yield from _in_prose(block)


def _dates_of_item(file: ItemFile) -> Iterator[_Found]:
    for loc, value in values_in(file.item):
        if loc[0] == "ignore" or (loc == ("published",) and isinstance(file.item, model.Resource)):
            continue
        may_be_old = bool(_RECORDS & set(loc))
        yield from _dated(place_of_value(file.source, loc), value, may_be_old=may_be_old)
    for block in prose_of(file.source):
        yield from _in_prose(block)


def _dated(place: Place, value: object, *, may_be_old: bool) -> Iterator[_Found]:
    if isinstance(value, When):
        if value.first is not None:
            yield place, value.words, value.first, may_be_old
    elif isinstance(value, date):
        yield place, plain_date(value), value, may_be_old


def _in_prose(block: Block) -> Iterator[_Found]:
    is_of_the_past = cache(lambda span: _OF_THE_PAST.search(block.text, *span) is not None)
    for mention in mentions_in(block):
        if mention.year is None or not mention.exists:
            continue
        may_be_old = is_of_the_past(block.sentence_at(mention.start))
        day = date(mention.year, mention.month, mention.day)
        yield block.place(mention.start), mention.words, day, may_be_old
