"""Figures that do not agree, texts that are too long, and years that have passed."""

import re
from collections.abc import Iterator

from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.model import CallField
from ebulletin.checks.patterns import spaced
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject, FileSubject, SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.checks.words.reading import printed_sources
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.source.quoting import quoted

_NUMBER = r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,4})?"
_CHANGE = re.compile(
    r"\b(?P<verb>rose|risen|rises|up|grew|grown|grows|increased?|increases|climbed|fell|fallen"
    r"|falls|down|dropped|decreased?|decreases|shrank)\b(?P<gap>[^%\n]{0,60}?)"
    rf"(?<![\d.,])(?P<share>\d{{1,4}}(?:\.\d{{1,2}})?)\s?(?:%|per cent\b|percent\b)[^%\n]{{0,60}}?"
    rf"\bfrom\s(?:£|about\s|around\s)?(?P<first>{_NUMBER})(?![\d%]|\s?per cent)[^%\n]{{0,40}}?"
    rf"\bto\s(?:£|about\s|around\s)?(?P<last>{_NUMBER})(?![\d%]|\s?per cent)",
    re.IGNORECASE,
)
_UP = frozenset(spaced("rose risen rises up grew grown grows increase increased increases climbed"))
_MOST_OFF = 1.5  # percentage points: more than rounding


@rule(
    "TXT120", "figures-disagree", Severity.HINT, Stage.FILE,
    finds="A rise or fall in per cent that differs by more than 1.5 from what the two numbers "
    "beside it make, or goes the other way.",
    why="One of the three figures is wrong, and readers will quote it.",
    bad="Calls rose 30% from 900 to 1,400.",
    good="Calls rose 30% from 900 to 1,170.",
)  # fmt: skip
def figures_disagree(subject: FileSubject) -> Iterator[Finding]:
    """TXT120: the sum comes out."""
    for block in prose_of(subject.source):
        if "%" not in block.text and "cent" not in block.text:
            continue
        for start, end in block.sentences():
            for match in _CHANGE.finditer(block.text, start, end):
                yield from _disagreement(block, match)


def _disagreement(block: Block, match: re.Match[str]) -> Iterator[Finding]:
    first, last = (float(match[name].replace(",", "")) for name in ("first", "last"))
    if not first:
        return
    change = (last - first) / first * 100
    is_up = match["verb"].casefold() in _UP
    if abs(abs(change) - float(match["share"])) <= _MOST_OFF and (change >= 0) == is_up:
        return
    direction = "a rise" if change >= 0 else "a fall"
    yield CATALOGUE["TXT120"].finding(
        block.place(match.start("share")),
        f"{quoted(block.typed[match.start() : match.end()])} does not add up",
        f"From {match['first']} to {match['last']} is {direction} of {abs(change):.0f}%; mend the "
        "figure that is wrong.",
    )


# --- Lengths --------------------------------------------------------------------------------


@rule(
    "TXT124", "word-limit", Severity.WARNING, Stage.SET,
    finds="A text that answers a call for contributions (its tags name the series) with fewer or "
    "more words than asked for; any other body over `limits.item_words`; in a qa each answer by "
    "itself.",
    why="A bulletin is skimmed; what is too long hides what comes after it.",
    bad="340 words where 150 to 250 are asked for",
    good="220 words",
)  # fmt: skip
def word_limit(subject: SetSubject) -> Iterator[Finding]:
    """TXT124: texts have the length that was asked for."""
    calls = _calls(subject)
    most = subject.shelf.settings.limits.item_words
    for file in subject.items.values():
        body = [block for block in prose_of(file.source) if not block.loc]
        call = next((calls[tag] for tag in file.item.tags if tag in calls), None)
        if call is not None and body:
            yield from _against_call(body, call)
            continue
        parts = _answers(body) if isinstance(file.item, model.Qa) else [body]
        for part in parts:
            count = _words_of(part)
            if part and count > most:
                noun = "answer" if isinstance(file.item, model.Qa) else "text"
                yield CATALOGUE["TXT124"].finding(
                    part[0].place(),
                    f"the {noun} from {quoted(part[0].typed)} on has {count} words",
                    f"Cut it to {most}, or put the rest on a page and link to it.",
                )


def _calls(subject: SetSubject) -> dict[str, CallField]:
    """The newest call for contributions with a number of words, of each series."""

    def day(plan_file: PlanFile) -> str:
        return str(plan_file.plan.day or "")

    calls = {}
    for plan_file in sorted(subject.plans.values(), key=day):
        call = plan_file.plan.call_for_contributions
        if call is not None and (call.min_words or call.max_words):
            calls[plan_file.plan.series] = call
    return calls


def _against_call(body: list[Block], call: CallField) -> Iterator[Finding]:
    count = _words_of(body)
    fewest, most = call.min_words or 0, call.max_words or count
    if not fewest <= count <= most:
        asked = f"{fewest} to {most}" if call.max_words else f"at least {fewest}"
        yield CATALOGUE["TXT124"].finding(
            body[0].place(),
            f"the text from {quoted(body[0].typed)} on has {count} words, and {asked} were asked "
            "for",
            "Cut it with its author." if count > most else "Ask its author for more.",
        )


def _words_of(blocks: list[Block]) -> int:
    return sum(len(block.words()) for block in blocks)


def _answers(body: list[Block]) -> list[list[Block]]:
    """The answers of a qa: what stands below each ## heading."""
    answers: list[list[Block]] = [[]]
    for block in body:
        if block.kind == "heading" and block.depth == 2:
            answers.append([])
        else:
            answers[-1].append(block)
    return answers


# --- Years ----------------------------------------------------------------------------------

_COPYRIGHT = re.compile(
    r"(?:\u00a9|\(c\)|\bcopyright\b)[^.\n]{0,60}?(?P<first>\b(?:19|20)\d\d)"
    r"(?:\s?(?:-|\u2013|to)\s?(?P<last>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)


@rule(
    "TXT127", "copyright-year", Severity.WARNING, Stage.BULLETIN,
    finds="A copyright sign or word with a year that is not the bulletin's; credits of pictures "
    "and resources of others aside.",
    why="It shows that the text was carried over unread.",
    bad="\u00a9 2024 in a bulletin of 2026",
    good="\u00a9 2026",
    fix="auto",
)  # fmt: skip
def copyright_year(subject: BulletinSubject) -> Iterator[Finding]:
    """TXT127: the year is this year."""
    year = str(subject.today.year)
    for source in printed_sources(subject):
        for block in prose_of(source):
            if block.loc[-1:] == ("credit",):
                continue
            for match in _COPYRIGHT.finditer(block.text):
                name = "last" if match["last"] else "first"
                if match[name] == year:
                    continue
                start, end = match.span(name)
                yield CATALOGUE["TXT127"].finding(
                    block.place(start),
                    f"{quoted(block.typed[match.start() : match.end()])} is not the year of this "
                    "bulletin",
                    f"Write {year}",
                    fix=(block.edit(start, end, year),),
                )
