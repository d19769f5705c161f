"""Words that are spelt for another meaning, another country or another house."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ebulletin.checks.patterns import APOS, PREFER, US_UK, whole_words
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.checks.text import Block
from ebulletin.checks.words.confusing import CONFUSED, letters_of
from ebulletin.checks.words.reading import english_blocks, english_in, like_typed, own_text
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.source.quoting import quoted


@rule(
    "TXT107", "near-miss-word", Severity.WARNING, Stage.FILE,
    finds="A word in the place of one that is spelt or sounds nearly the same: advise and advice, "
    "practise and practice, effect and affect, out and our, form and from, there and their, where "
    "the words beside it tell which one is meant.",
    why="A spelling checker passes it, and the sentence says something else.",
    bad="Thank you for you kind advise.",
    good="Thank you for your kind advice.",
    fix="offer",
)  # fmt: skip
def near_miss_word(subject: FileSubject) -> Iterator[Finding]:
    """TXT107: the word is the one that was meant."""
    for block in english_in(subject):
        text = own_text(block)
        lowered = text.lower()
        for pattern, right in CONFUSED:
            # Most texts lack most of the words, and a look for those is quick.
            if letters_of(pattern) not in lowered:
                continue
            for match in pattern.finditer(text):
                start, end = match.span("word")
                typed = block.typed[start:end]
                offer = like_typed(right, typed)
                yield CATALOGUE["TXT107"].finding(
                    block.place(start),
                    f"{quoted(typed)} in {quoted(block.typed[match.start() : match.end()])} seems "
                    f"to be a slip for {quoted(offer)}",
                    f"If it is one, write {offer}",
                    offers=(offer,),
                )


# --- Apostrophes ----------------------------------------------------------------------------

_ACRONYM_S = re.compile(r"(?P<letters>[A-Z]{2,5})'s")
_MOVED_TO = re.compile(r"(?:for|to|by|from)\s", re.IGNORECASE)
# What may follow a plural after "for" and the like; before a noun it is a possessive.
_AFTER_PLURAL = re.compile(
    r"\s*(?:$|[.,;:!?)])|\s+(?:and|or|are|who|in|at|on|to|with|from|across|via|will|should|must|can"
    r"|have|were|but|when|if|that)\b",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"\b(?P<has>it's)(?=\s+(?:own|members?|role)\b)|\b(?P<lacks>its)(?=\s+(?:a|an|been|not)\b(?!-))",
    re.IGNORECASE,
)


@rule(
    "TXT108", "apostrophe", Severity.WARNING, Stage.SET,
    finds="An apostrophe in the plural of letters (all DSL's); it's before own, members or role; "
    "its before a, an, been or not. The short name of a contact after for, to, by or from is a "
    "possessive, and right.",
    why="Readers stop at it, and some doubt the rest.",
    bad="All DSL's are invited. Training for DSL's.",
    good="The DSL's role is to listen. Ring through to MASH's duty line.",
    fix="auto",
)  # fmt: skip
def apostrophe(subject: SetSubject) -> Iterator[Finding]:
    """TXT108: an apostrophe stands for a letter left out, or for whose something is."""
    short = {each.short_name for each in subject.shelf.directory.contacts if each.short_name}
    for file in subject.items.values():
        for block in english_blocks(file):
            yield from _apostrophes(block, short)
    for plan_file in subject.plans.values():
        for block in english_blocks(plan_file):
            yield from _apostrophes(block, short)


def _apostrophes(block: Block, short: set[str]) -> Iterator[Finding]:
    text = own_text(block)
    if "'" not in text and "its" not in text.casefold():
        return
    for match in APOS.finditer(text):
        found = _ACRONYM_S.search(text, match.start(), match.end())
        assert found is not None
        is_moved = _MOVED_TO.match(match[0]) is not None
        is_plural = _AFTER_PLURAL.match(text, found.end()) is not None
        if is_moved and (found["letters"] in short or not is_plural):
            continue
        mark = found.end("letters")
        right = f"{found['letters']}s"
        # In a value in single quotation marks an apostrophe is written twice.
        width = block.place(mark + 1).column - block.place(mark).column
        yield CATALOGUE["TXT108"].finding(
            block.place(found.start()),
            f"{quoted(found[0])} is a plural, and has an apostrophe",
            f"Write {right}",
            fix=(block.edit(mark, mark + 1, ""),) if width == 1 else (),
        )
    for match in _ITS.finditer(text):
        right = like_typed("its" if match["has"] else "it's", match[0])
        yield CATALOGUE["TXT108"].finding(
            block.place(match.start()),
            f"{quoted(match[0])} before {quoted(text[match.end() :].split()[0])} is the other word",
            f"Write {right}",
            offers=(right,),
        )


# --- British and house spelling -------------------------------------------------------------

_US = whole_words(US_UK)
_LICENSE = re.compile(
    r"\b(?:a|the|driving|alcohol|this|your|personal|premises|their|its) (?P<word>licenses?)\b",
    re.IGNORECASE,
)
_OF_COMPUTERS = re.compile(r"\b(?:computer|software)\s+$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:\u2013][\s\"'()]*)$")


@rule(
    "TXT109", "us-spelling", Severity.WARNING, Stage.FILE,
    finds="American spelling in a bulletin in British English; names and titles of resources "
    "aside.",
    why="It looks copied from elsewhere, and readers search for the British word.",
    bad="challenging behavior",
    good="challenging behaviour",
    fix="auto",
)  # fmt: skip
def us_spelling(subject: FileSubject) -> Iterator[Finding]:
    """TXT109: British spelling."""
    for block in english_in(subject):
        if block.loc == ("title",) and isinstance(subject.item, model.Resource):
            continue
        text = own_text(block)
        for match in _US.finditer(text):
            if not _is_name(text, match):
                right = like_typed(US_UK[" ".join(match[0].casefold().split())], match[0])
                yield _american(block, match.start(), match.end(), right)
        for match in _LICENSE.finditer(text):
            start, end = match.span("word")
            yield _american(block, start, end, match["word"].replace("se", "ce", 1))


def _is_name(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    if _OF_COMPUTERS.search(before):
        return True
    return match[0][0].isupper() and _SENTENCE_START.search(before) is None


def _american(block: Block, start: int, end: int, right: str) -> Finding:
    return CATALOGUE["TXT109"].finding(
        block.place(start),
        f"{quoted(block.typed[start:end])} is American spelling",
        f"Write {right}",
        fix=(block.edit(start, end, right),),
    )


@rule(
    "TXT114", "house-form", Severity.HINT, Stage.FILE,
    finds="A spelling for which the house has another one (online, email, website), or "
    "`style: prefer` in partnership.yaml has.",
    why="One spelling throughout is easier to read and to search.",
    bad="on-line form",
    good="online form",
    fix="auto",
)  # fmt: skip
def house_form(subject: FileSubject) -> Iterator[Finding]:
    """TXT114: words are spelt one way."""
    prefer = tuple((PREFER | dict(subject.settings.style.prefer)).items())
    pattern, right_of = _house(prefer)
    for block in english_in(subject):
        for match in pattern.finditer(own_text(block)):
            typed = block.typed[match.start() : match.end()]
            right = right_of[" ".join(match[0].casefold().split())]
            right = right if right[:1].isupper() else like_typed(right, typed)
            if right != typed:
                yield CATALOGUE["TXT114"].finding(
                    block.place(match.start()),
                    f"{quoted(typed)} is spelt {quoted(right)} in this house",
                    f"Write {right}",
                    fix=(block.edit(match.start(), match.end(), right),),
                )


@lru_cache(maxsize=8)
def _house(prefer: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    right_of = {" ".join(wrong.casefold().split()): right for wrong, right in prefer}
    return whole_words(right_of), right_of
