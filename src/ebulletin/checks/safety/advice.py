"""Advice that would send a reader to the wrong number, or leave an urgent worry unheard."""

import re
from collections.abc import Iterator

from ebulletin.checks.patterns import HEALTH, POLICE
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

# 101 and 111 as numbers to ring: not a price, a decimal, a room, or part of a longer number.
_ADVICE_NUMBER = re.compile(
    r"(?<![\w£$.,/:-])(?<!\d )(?<!room )(?:111|101)(?![\w/:-]|[.,]\d| \d)", re.IGNORECASE
)
_COUNTED = re.compile(r"\s(?:people|children|staff|[a-z]{3,}s)\b")
_RUNG = re.compile(
    r"\b(?:call|calls|calling|ring|ringing|dial|phone|telephone|on|to|use|using|via|number|nhs)"
    r"\W{1,3}$",
    re.IGNORECASE,
)
_MOST_WORDS = 25
_RIGHT = {"111": "101", "101": "111"}


@rule(
    "SAF101", "wrong-advice-number", Severity.ERROR, Stage.FILE,
    finds="The number 111 in words about the police, or 101 in words about health. The nearest "
    "word of the same clause decides; without one, the nearest within 25 words.",
    why="A reader who needs the police rings the health service, or the other way round.",
    bad="If the officer is away, call 111 to report the incident.",
    good="Call 101 for the police and 111 for medical advice.",
    fix="offer", needs_name=True,
)  # fmt: skip
def wrong_advice_number(subject: FileSubject) -> Iterator[Finding]:
    """SAF101: 101 is for the police, 111 for health."""
    for block in prose_of(subject.source):
        text = block.outside_references
        numbers = [match for match in _ADVICE_NUMBER.finditer(text) if not _is_count(text, match)]
        for match in numbers:
            if _is_wrong(block, text, match, [each.start() for each in numbers]):
                yield _wrong_number(block, match)


def _is_count(text: str, match: re.Match[str]) -> bool:
    """`101 families` is no number to ring, unless somebody is told to ring it."""
    if not _COUNTED.match(text, match.end()):
        return False
    return _RUNG.search(text, max(0, match.start() - 20), match.start()) is None


def _is_wrong(block: Block, text: str, match: re.Match[str], numbers: list[int]) -> bool:
    start, end = block.clause_at(match.start())
    police = _nearest(block, text, POLICE, match, start, end)
    health = _nearest(block, text, HEALTH, match, start, end)
    if police is None and health is None:
        # Words that stand in a clause with a number of their own speak of that one.
        taken = [block.clause_at(each) for each in numbers if not start <= each < end]
        police = _nearest(block, text, POLICE, match, 0, len(text), taken)
        health = _nearest(block, text, HEALTH, match, 0, len(text), taken)
    wrong, right = (police, health) if match[0] == "111" else (health, police)
    return wrong is not None and (right is None or wrong <= right)


def _nearest(
    block: Block, text: str, words: re.Pattern[str], number: re.Match[str], start: int, end: int,
    taken: list[tuple[int, int]] | None = None,
) -> int | None:  # fmt: skip
    """How many words stand between the number and the nearest of some words; None if too many."""
    distances = []
    for found in words.finditer(text, start, end):
        if any(first <= found.start() < last for first, last in taken or ()):
            continue
        if found.start() < number.start():
            distances.append(block.words_between(found.end(), number.start()))
        else:
            distances.append(block.words_between(number.end(), found.start()))
    nearest = min(distances, default=_MOST_WORDS + 1)
    return nearest if nearest <= _MOST_WORDS else None


def _wrong_number(block: Block, match: re.Match[str]) -> Finding:
    start, end = block.sentence_at(match.start())
    is_health = match[0] == "111"
    found, topic = ("health", "the police") if is_health else ("police", "health")
    right = _RIGHT[match[0]]
    return CATALOGUE["SAF101"].finding(
        block.place(match.start()),
        f"{match[0]} is the {found} number, but these words are about {topic}: "
        f"{quoted(block.typed[start:end])}",
        f"Write {right} if {topic} is meant; if you must quote the words as they are, add a "
        "`correction` to the item and `by` to its `ignore`.",
        offers=(right,),
    )


# --- Messages about urgent worries ----------------------------------------------------------

_URGENT = re.compile(
    r"\b(?:urgent(?:ly)?|immediate(?:ly)?|at once|emergenc(?:y|ies)|danger)\b(?! duty)",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(r"Emergenc(?:y|ies) [A-Z]")
_VERB_BEFORE = (
    r"(?:(?:please|to|can|could|should|must|may|or|and|then|just|also|either|you)\s|^|[,;:(]\s?)"
)
_LEAVING = re.compile(
    r"\b(?P<leave>leave|leaving) (?:us |them |him |her )?(?:a |an |your |the )?(?:\w{1,20} )?"
    r"(?:message|voicemail|voice mail)\b"
    r"|\b(?P<send>send|sending|write) (?:us |them |him |her )?(?:a |an |your )?"
    r"(?:\w{1,20} )?(?:message|text|e-?mail)\b"
    rf"|{_VERB_BEFORE}(?P<verb>text|e-?mail)(?=\s(?:us|me|it|them|him|her|the|your|our|this|that|a"
    r"|an|\d|\S{1,64}@))"
    r"|\b(?:contact|reach|tell|report|notify)\b[^.,;:]{0,60}?"
    r"\b(?P<by>by) (?:text|e-?mail|voicemail)\b",
    re.IGNORECASE,
)
_REFUSAL = re.compile(r"\b(?:don't|do not|never|rather than|instead of|not)\b", re.IGNORECASE)
_BREAK = re.compile(r"[,;:]|\bbut\b", re.IGNORECASE)
_NOT_URGENT = re.compile(r"(?:\b(?:not|no|non)|n't)(?:\W{1,3}\w{1,20}){0,2}\W{1,3}$", re.IGNORECASE)
_MOST_CHARACTERS_BEFORE = 60


@rule(
    "SAF115", "message-about-urgent", Severity.WARNING, Stage.FILE,
    finds="A sentence about something urgent that asks to leave a message, text or email. Words "
    "that say not to do so are right.",
    why="A message about a child in danger may lie unread until the next working day.",
    bad="If it is urgent, leave a message.",
    good="Ring rather than email in an emergency. If it is not urgent, leave a message.",
)  # fmt: skip
def message_about_urgent(subject: FileSubject) -> Iterator[Finding]:
    """SAF115: nobody should leave a message about an urgent worry."""
    for block in prose_of(subject.source):
        text = block.outside_references
        for start, end in block.sentences():
            if not _has_urgent_word(text, start, end):
                continue
            for match in _LEAVING.finditer(text, start, end):
                where = _start_of_act(match)
                if not _is_refused(text, start, where):
                    yield _urgent_message(block, where, match.end(), start, end)
                    break


def _has_urgent_word(text: str, start: int, end: int) -> bool:
    for match in _URGENT.finditer(text, start, end):
        before = max(start, match.start() - _MOST_CHARACTERS_BEFORE)
        if _NOT_URGENT.search(text, before, match.start()):
            continue
        if _IN_A_NAME.match(text, match.start()) and match.start() > start:
            continue
        return True
    return False


def _start_of_act(match: re.Match[str]) -> int:
    return next(match.start(name) for name in ("leave", "send", "verb", "by") if match[name])


def _is_refused(text: str, start: int, where: int) -> bool:
    refusals = list(_REFUSAL.finditer(text, start, where))
    return bool(refusals) and _BREAK.search(text, refusals[-1].end(), where) is None


def _urgent_message(block: Block, where: int, after: int, start: int, end: int) -> Finding:
    return CATALOGUE["SAF115"].finding(
        block.place(where),
        f"{quoted(block.typed[where:after])} is asked for about something urgent: "
        f"{quoted(block.typed[start:end])}",
        "Give a number to ring, and say not to leave a message or send an email about an urgent "
        "worry.",
    )
