"""Dates that speak against each other, against the calendar, or against the tense."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from ebulletin.checks.dates.reading import (
    MonthMention,
    are_joined,
    base_day,
    mentions_in,
    months_in,
)
from ebulletin.checks.mentions import DateMention
from ebulletin.checks.patterns import RELATIVE
from ebulletin.checks.placed import placed_files
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import When, long_date, plain_date

_Mention = DateMention | MonthMention

# One act each: what is handed in, and what comes out. Two dates of one act disagree.
_HANDED_IN = re.compile(
    r"\b(?:deadline|due|submit\w{0,6}|return(?:s|ed|ing)?|go(?:es)? in|hand(?:s|ed)? in"
    r"|sen[dt]s? in)\b",
    re.IGNORECASE,
)
_COMES_OUT = re.compile(r"\bpublish(?:es|ed|ing)?\b|\bcomes? out\b", re.IGNORECASE)
# Words by which a sentence tells that it speaks of two things.
_TWO_THINGS = re.compile(
    r"\b(?:first|second|third|next|last|final|finally|other|another|interim|draft|respectively|then"
    r"|later|earlier|previous|new|old|extended|moved|instead)\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:deadline|due|submit\w{0,6}|return(?:s|ed)?|repl(?:y|ies) by|respond by)\b",
    re.IGNORECASE,
)


@rule(
    "DAT104", "dates-disagree", Severity.WARNING, Stage.FILE,
    finds="A sentence that gives two days for one act (deadline, due, submit, return; publish), or "
    "a text whose day beside such a word is not that of the item's only deadline.",
    why="Some will be late, and all will ask.",
    bad="The report goes in during March 2027; submit it by 3 December 2026.",
    good="The plan is due on 3 December 2026 and will be reviewed in March 2027.",
)  # fmt: skip
def dates_disagree(subject: FileSubject) -> Iterator[Finding]:
    """DAT104: one act has one date."""
    only = _only_deadline(subject.item)
    for block in prose_of(subject.source):
        mentions = _all_dates(block)
        told: set[int] = set()
        if len(mentions) > 1:
            for first, second in _disagreeing(block, mentions):
                told.add(second.start)
                yield CATALOGUE["DAT104"].finding(
                    block.place(second.start),
                    f"{quoted(second.words)} and {quoted(first.words)} are given for the same "
                    "thing in one sentence",
                    "Say what is due on which day, in a sentence each, or take the wrong one out.",
                )
        if only is not None and not block.loc:
            yield from _against_the_field(block, mentions, only, told)


def _all_dates(block: Block) -> list[_Mention]:
    """The days and the months of a block, in order."""
    mentions: list[_Mention] = [*mentions_in(block), *months_in(block)]
    mentions.sort(key=lambda each: each.start)
    return mentions


def _disagreeing(block: Block, mentions: list[_Mention]) -> Iterator[tuple[_Mention, _Mention]]:
    says_one = cache(lambda span: _TWO_THINGS.search(block.text, *span) is None)
    for act in (_HANDED_IN, _COMES_OUT):
        before: _Mention | None = None
        for index, mention in enumerate(mentions):
            if not _has_own_word(block, mentions, index, act):
                continue
            span = block.sentence_at(mention.start)
            if before is not None and _are_two_days(block, before, mention) and says_one(span):
                yield before, mention
            before = mention


def _has_own_word(block: Block, mentions: list[_Mention], index: int, act: re.Pattern[str]) -> bool:
    """Whether a word of the act stands in the date's clause, after the date before it."""
    mention = mentions[index]
    start, _ = block.clause_at(mention.start)
    if index:
        start = max(start, mentions[index - 1].end)
    return act.search(block.text, start, mention.start) is not None


def _are_two_days(block: Block, first: _Mention, second: _Mention) -> bool:
    start, _ = block.sentence_at(second.start)
    if first.start < start or _is_same(first, second):
        return False
    return not are_joined(block.text, first, second)


def _is_same(first: _Mention, second: _Mention) -> bool:
    """Whether both can be one day: a year or a day that is not said may be any."""
    if first.month != second.month:
        return False
    if first.year is not None and second.year is not None and first.year != second.year:
        return False
    days = {each.day for each in (first, second) if isinstance(each, DateMention)}
    return len(days) == 1


def _only_deadline(item: model.Item | None) -> date | None:
    if item is None:
        return None
    days: list[When | date | str | None] = [each.date for each in item.deadlines]
    if isinstance(item, model.Resource):
        days.append(item.respond_by)
    exact = [
        each.first if isinstance(each, When) and each.is_day else each for each in days if each
    ]
    return exact[0] if len(exact) == 1 and isinstance(exact[0], date) else None


def _against_the_field(
    block: Block, mentions: list[_Mention], only: date, told: set[int]
) -> Iterator[Finding]:
    speaks_of_two = cache(lambda span: _TWO_THINGS.search(block.text, *span) is not None)
    for index, mention in enumerate(mentions):
        if not isinstance(mention, DateMention) or mention.start in told:
            continue
        day = mention.day_near(only)
        if day in (None, only) or not _has_own_word(block, mentions, index, _REPLY):
            continue
        if speaks_of_two(block.sentence_at(mention.start)):
            continue
        yield CATALOGUE["DAT104"].finding(
            block.place(mention.start),
            f"the text says {quoted(mention.words)}, and the item's deadline is {plain_date(only)}",
            "Find out which is right, and write the same day in both places.",
        )


# --- Tense ----------------------------------------------------------------------------------

_COMING = re.compile(
    r"(?<!\ba )(?<!\bthe )\bwill\b|\bjoin us\b|\b(?:is|are) due\b|\btakes? place\b"
    r"|(?<!\ba )(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\byour )(?<!\bour )\bbook\b",
    re.IGNORECASE,
)
# Between the two, these tell that the day belongs to something that has happened.
_HAPPENED = re.compile(
    r"\b(?:since|after|dated|held|agreed|published|issued|made|sent|was|were|had|has|met|learned"
    r"|heard|saw|began|started|opened|changed|of|from)\b",
    re.IGNORECASE,
)
_FIRST_WORDS = re.compile(r"\W{0,9}(?:on|from|by)?\W{0,9}", re.IGNORECASE)
# So many characters apart, the two do not belong together.
_FAR = 300


@rule(
    "DAT107", "past-as-future", Severity.WARNING, Stage.BULLETIN,
    finds="A sentence with will, join us, book, is due or takes place, and a full date before the "
    "bulletin's date. Reports are passed over.",
    why="Readers would wait for what is over, or doubt the rest.",
    bad="The hub will open on 1 September 2026.",
    good="The hub opened on 1 September 2026.",
)  # fmt: skip
def past_as_future(subject: BulletinSubject) -> Iterator[Finding]:
    """DAT107: what has happened is told as such."""
    today = subject.today
    files = [file for file in placed_files(subject) if not _is_report(file.item)]
    for source in (subject.plan_file.source, *(file.source for file in files)):
        for block in prose_of(source):
            coming: list[re.Match[str]] | None = None
            for mention in mentions_in(block):
                day = mention.day_near(today) if mention.year is not None else None
                if day is None or day >= today:
                    continue
                coming = list(_COMING.finditer(block.text)) if coming is None else coming
                words = _said_to_come(block, mention, coming)
                if words is not None:
                    yield CATALOGUE["DAT107"].finding(
                        block.place(mention.start),
                        f"{quoted(mention.words)} is before the bulletin's date, "
                        f"{plain_date(today)}, but {quoted(words)} speaks of what is to come",
                        "Write it in the past tense, or correct the date.",
                    )


def _is_report(item: model.Item) -> bool:
    return isinstance(item, model.Update) and item.type == "report"


def _said_to_come(
    block: Block, mention: DateMention, coming: Sequence[re.Match[str]]
) -> str | None:
    """The word that makes the date one to come: before it, or after it where it comes first."""
    text = block.text
    start, end = block.sentence_at(mention.start)
    following = bisect_right(coming, mention.start, key=lambda match: match.start())
    word = coming[following - 1] if following else None
    if word is not None and max(start, mention.start - _FAR) <= word.start():
        is_past = _HAPPENED.search(text, word.end(), mention.start)
        return None if is_past else word[0]
    if following < len(coming) and _FIRST_WORDS.fullmatch(text, start, mention.start):
        word = coming[following]
        if word.end() <= min(end, mention.end + _FAR):
            is_past = _HAPPENED.search(text, mention.end, word.start())
            return None if is_past else word[0]
    return None


@rule(
    "DAT109", "relative-date", Severity.WARNING, Stage.FILE,
    finds="Words such as today, last week or recently in a sentence without a date. Quoted speech "
    "is passed over.",
    why="A bulletin is read days or weeks after it was written.",
    bad="The form changed last week.",
    good="The form changed last week, on 16 September 2026.",
)  # fmt: skip
def relative_date(subject: FileSubject) -> Iterator[Finding]:
    """DAT109: a day that a later reader can find."""
    for block in prose_of(subject.source):
        dated: set[tuple[int, int]] | None = None
        for match in RELATIVE.finditer(block.outside_references):
            if dated is None:
                dated = {block.sentence_at(each.start) for each in _all_dates(block)}
            if block.is_speech(match.start()) or block.sentence_at(match.start()) in dated:
                continue
            yield CATALOGUE["DAT109"].finding(
                block.place(match.start()),
                f"{quoted(block.typed[match.start() : match.end()])} means another day when it is "
                "read later",
                _date_advice(subject, match[0]),
            )


def _date_advice(subject: FileSubject, words: str) -> str:
    day = base_day(subject.item) if subject.item is not None else None
    if subject.plan_file is not None:
        day = subject.plan_file.plan.day
    example = f", such as {long_date(day)}" if words.casefold() == "today" and day else ""
    return f"Give the date{example}, or the month and the year."
