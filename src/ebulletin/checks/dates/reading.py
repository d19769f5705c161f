"""Dates as the rules read them in prose, with the year that a range shares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ebulletin.checks.mentions import DateMention, dates_in
from ebulletin.checks.patterns import DATE
from ebulletin.checks.text import Block, prose_of
from ebulletin.items.model import Event, Item
from ebulletin.source import Source, Value
from ebulletin.values.day_names import MONTHS

# "21 June to 3 July 2026", "14 October, 16 October and 3 November 2026"
_JOINED = re.compile(
    r"\s*(?:,|–|-|,? (?:to|until|and|or|until and including))\s+(?:on |from |the )?", re.IGNORECASE
)
# Most blocks hold no date at all, which is soon seen.
_FIGURE = re.compile(r"\d")
_ISO = re.compile(r"\b\d{4}-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b")
_SLASHES = re.compile(r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?:\d{4}|\d{2})\b")
# A month that belongs to a day is told by what stands before it.
_MONTH = re.compile(
    rf"(?<!\d )(?<!\d of )(?<!\dth )(?<!\dst )(?<!\dnd )(?<!\drd )\b(?P<m>{'|'.join(MONTHS)}) "
    r"(?P<y>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class MonthMention:
    """A month with its year in prose, such as `March 2027`."""

    start: int
    end: int
    words: str
    month: int
    year: int


def readable(block: Block) -> str:
    """The text of a block with links and references blotted out, of equal length."""
    if not block.links:
        return block.outside_references
    pairs = zip(block.outside_links, block.outside_references, strict=True)
    return "".join("\0" if "\0" in pair else pair[0] for pair in pairs)


def mentions_in(block: Block) -> list[DateMention]:
    """The dates of a block, references aside; a year said once for several days counts for all.

    Their words and their end leave a full stop out.
    """
    if _FIGURE.search(block.text) is None:
        return []
    text = block.outside_references
    found = [_without_stop(each) for each in dates_in(text)]
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        between = text[here.end : following.start]
        if here.year is None and following.year is not None and _JOINED.fullmatch(between):
            found[index] = replace(here, year=following.year)
    return found


def are_joined(
    text: str, first: DateMention | MonthMention, second: DateMention | MonthMention
) -> bool:
    """Whether two dates are the ends of a range, or parts of one list."""
    return _JOINED.fullmatch(text[first.end : second.start]) is not None


def months_in(block: Block) -> Iterator[MonthMention]:
    """The months with a year, and without a day."""
    if _FIGURE.search(block.text) is None:
        return
    for match in _MONTH.finditer(block.outside_references):
        month = MONTHS.index(match["m"]) + 1
        yield MonthMention(match.start(), match.end(), match[0], month, int(match["y"]))


def days_with_year(source: Source) -> frozenset[tuple[int, int]]:
    """Day and month of every date that stands with a year anywhere in a file."""
    texts = [*_scalars(dict(source.fields)), *(block.text for block in prose_of(source))]
    found: set[tuple[int, int]] = set()
    for text in texts:
        found.update(
            (int(m["d"]), int(m["m"])) for m in (*_ISO.finditer(text), *_SLASHES.finditer(text))
        )
        if DATE.search(text):
            found.update((each.day, each.month) for each in dates_in(text) if each.year)
    return frozenset(found)


def base_day(item: Item) -> date | None:
    """A day near which the item was written, for dates that say no year; None without any."""
    days = [item.received, item.publish_from, item.approval.on if item.approval else None]
    days += [each.date.first for each in item.deadlines]
    if isinstance(item, Event) and not isinstance(item.sessions, str):
        days += [each.date.first for each in item.sessions]
    days.append(item.expires)
    return next((day for day in days if day is not None), None)


def slash_dates(text: str) -> Iterator[re.Match[str]]:
    """Dates in figures with strokes, day first, in groups `d` and `m`."""
    return _SLASHES.finditer(text)


def _without_stop(mention: DateMention) -> DateMention:
    words = mention.words.rstrip(".")
    return replace(mention, words=words, end=mention.start + len(words))


def _scalars(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _scalars(inner)
