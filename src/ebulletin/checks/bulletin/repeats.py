"""Items that are nearly the same, and items that were in the edition before."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ebulletin.bulletins.events import first_day
from ebulletin.bulletins.printed_words import fingerprint, words_in
from ebulletin.checks.patterns import DATE, PHONE, WORD
from ebulletin.checks.placed import named_items, place_of, placed_ids, printed_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.items.load import ItemFile
from ebulletin.source.quoting import quoted

_ALIKE = 0.8
_RUN = 12
_PRICE = re.compile(r"£\d")


@dataclass(frozen=True, slots=True)
class _Traits:
    """What two items may have in common.

    Attributes:
        runs: Every run of twelve words of its body.
    """

    id: str
    day: date | None
    title: frozenset[str]
    url: str | None
    runs: frozenset[tuple[str, ...]]


@rule(
    "BUL106", "similar-item", Severity.WARNING, Stage.BULLETIN,
    finds="Two placed items with the same first day and nearly the same title, with the same "
    "address, or whose bodies share twelve words in a row.",
    why="One of them is usually an older version that was forgotten.",
    bad="'Online harms briefing' and 'Briefing: online harms', both on 8 December 2026",
    good="two sessions of one event",
)  # fmt: skip
def similar_item(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL106: no two items say the same."""
    files = [subject.items[each] for each in placed_ids(subject) if each in subject.items]
    traits = [_traits_of(file, subject.today) for file in files]
    known: dict[object, list[_Traits]] = {}
    printed = {each: frozenset(printed_in(subject, each)) for each in placed_ids(subject)}
    places = {named.id: named.place for named in named_items(subject)}
    for each in traits:
        found = _first_alike(each, known, printed)
        if found is not None:
            other, reason = found
            yield CATALOGUE["BUL106"].finding(
                places.get(each.id) or subject.item_place(each.id),
                f"{quoted(each.id)} and {quoted(other)} {reason}",
                "Keep one of the two, or say in each what is different.",
            )
        for key in _keys(each):
            known.setdefault(key, []).append(each)


def _first_alike(
    each: _Traits, known: Mapping[object, list[_Traits]], printed: Mapping[str, frozenset[str]]
) -> tuple[str, str] | None:
    """The first item before it that says the same, and how; some variant prints both.

    A fuller version for professionals beside one for the public is right.
    """
    for key in _keys(each):
        for other in known.get(key, ()):
            reason = _alike(each, other) if printed[each.id] & printed[other.id] else None
            if reason is not None:
                return other.id, reason
    return None


def _traits_of(file: ItemFile, today: date) -> _Traits:
    item = file.item
    day = first_day(item, today) if isinstance(item, model.Event) else None
    url = item.url if isinstance(item, model.Event | model.Resource) else None
    blocks = [block for block in prose_of(file.source) if not block.loc]
    runs = frozenset(run for block in blocks for run in _runs([w[0] for w in block.words()]))
    title = frozenset(word.casefold() for word in WORD.findall(item.title or ""))
    return _Traits(item.id, day, title, None if url == "unknown" else url, runs)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    folded = [word.casefold() for word in words]
    for start in range(len(folded) - _RUN + 1):
        yield tuple(folded[start : start + _RUN])


def _keys(traits: _Traits) -> Iterator[object]:
    """By each of these two alike items meet, so that not every pair is compared."""
    if traits.day is not None:
        # Titles that are nearly the same share one of so many of their words, in any fixed order.
        count = len(traits.title) - math.ceil(_ALIKE * len(traits.title)) + 1
        yield from ((traits.day, word) for word in sorted(traits.title)[:count])
    if traits.url is not None:
        yield traits.url.casefold().rstrip("/")
    yield from traits.runs


def _alike(one: _Traits, other: _Traits) -> str | None:
    if one.url and other.url and one.url.casefold().rstrip("/") == other.url.casefold().rstrip("/"):
        return f"lead to the same address, {quoted(one.url)}"
    shared = one.runs & other.runs
    if shared:
        return f"share the words {quoted(' '.join(min(shared)))}"
    if one.day is None or one.day != other.day:
        return None
    words = one.title | other.title
    is_alike = words and len(one.title & other.title) / len(words) >= _ALIKE
    return "have nearly the same title and the same day" if is_alike else None


@rule(
    "BUL112", "still-true", Severity.HINT, Stage.BULLETIN,
    finds="An item that was in the previous edition of the series, has not changed since, and "
    "holds a date, a price or a phone number.",
    why="What was true a month ago may be out of date.",
    bad="a reminder carried over with 'by 9 October'",
    good="an item carried over and edited since",
)  # fmt: skip
def still_true(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL112: what is carried over has been looked at."""
    plan = subject.plan_file.plan
    previous = subject.shelf.previous_edition(plan.series, subject.today, plan.slug)
    if previous is None:
        return
    seen: set[str] = set()
    for composition in subject.emails.values():
        bulletin = composition.bulletin
        sections = (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes)
        entries = [*([bulletin.intro] if bulletin.intro else []),
                   *(entry for section in sections for entry in section.entries)]  # fmt: skip
        for entry in entries:
            known = previous.marks.get(entry.id)
            if entry.id in seen or not known or fingerprint(entry) not in known:
                continue
            words = words_in(entry)
            fact = DATE.search(words) or PHONE.search(words) or _PRICE.search(words)
            if fact is not None:
                seen.add(entry.id)
                yield _carried_over(subject, entry.id, previous.slug, fact[0])


def _carried_over(subject: BulletinSubject, item_id: str, before: str, fact: str) -> Finding:
    return CATALOGUE["BUL112"].finding(
        place_of(subject, item_id),
        f"{quoted(item_id)} is unchanged since {before}, and says {quoted(fact)}",
        "Make sure that it still holds.",
    )
