"""Words that are hard to read, or that blame."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ebulletin.checks.patterns import BLAME, HOUSE, WORD, whole_words
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block
from ebulletin.checks.words.reading import english_in, like_typed, own_text
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted


@rule(
    "TXT121", "long-sentence", Severity.HINT, Stage.FILE,
    finds="A sentence of more words than `limits.sentence` (25 unless set).",
    why="Long sentences are read twice or not at all, above all by people under strain.",
    bad="a sentence of 26 words",
    good="one of 25 words",
)  # fmt: skip
def long_sentence(subject: FileSubject) -> Iterator[Finding]:
    """TXT121: sentences are short."""
    most = subject.settings.limits.sentence
    for block in english_in(subject):
        if block.is_quotation or block.kind == "cell":
            continue
        text = own_text(block)
        for start, end in block.sentences():
            count = block.words_between(start, end)
            # Words in quotation marks are not the author's to shorten.
            if count > most and text[start:end].count("\0") < (end - start) / 2:
                yield CATALOGUE["TXT121"].finding(
                    block.place(start),
                    f"the sentence {quoted(block.typed[start:end])} has {count} words",
                    f"Make two of it; {most} words are enough.",
                )


@rule(
    "TXT122", "plain-words", Severity.HINT, Stage.FILE,
    finds="Words of the office (utilise, commence, going forward), short forms such as e.g. and "
    "can't, and what `style: avoid` in partnership.yaml lists.",
    why="Plain words are understood by all, and take less room.",
    bad="Click the button, etc.",
    good="Select the button.",
    fix="offer",
)  # fmt: skip
def plain_words(subject: FileSubject) -> Iterator[Finding]:
    """TXT122: plain words."""
    pattern, plain_of = _avoided(tuple((HOUSE | dict(subject.settings.style.avoid)).items()))
    for block in english_in(subject):
        for match in pattern.finditer(own_text(block)):
            typed = block.typed[match.start() : match.end()]
            plain = plain_of[" ".join(match[0].casefold().split())]
            offer = like_typed(plain, typed) if plain else ""
            yield CATALOGUE["TXT122"].finding(
                block.place(match.start()),
                f"{quoted(typed)} has a plainer form",
                f"Write {offer}" if offer else "Leave it out, or end the list with the last thing.",
                offers=(offer,) if offer else (),
            )


@lru_cache(maxsize=8)
def _avoided(avoid: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    plain_of = {" ".join(phrase.casefold().split()): plain for phrase, plain in avoid}
    return whole_words(plain_of), plain_of


# --- Blame ----------------------------------------------------------------------------------

_ALTERNATIVES = (
    (re.compile(r"engage", re.IGNORECASE), "we have not yet built trust with"),
    (
        re.compile(r"prostitut|lifestyle|sexual|exploitation|CSE|boyfriend|chose", re.IGNORECASE),
        "is being exploited",
    ),
    (re.compile(r"at risk", re.IGNORECASE), "is at risk from others"),
    (re.compile(r"streetwise|attention|manipulative", re.IGNORECASE), "is showing distress"),
    (re.compile(r"troubled", re.IGNORECASE), "a family that needs support"),
)
_REFUSED = re.compile(
    r"\b(?:not|never|isn't|rather than|instead of|avoid|no)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_OF_ABUSERS = re.compile(
    r"\s+(?:adults?|perpetrators?|abusers?|offenders?|partners?|behaviours? of (?:adults?|abusers?"
    r"|perpetrators?))\b",
    re.IGNORECASE,
)


@rule(
    "TXT123", "blaming-words", Severity.WARNING, Stage.FILE,
    finds="Words that lay the blame on a child or family: hard to engage, lifestyle choice, "
    "attention-seeking, puts herself at risk.",
    why="They make harm look like a choice, and families read bulletins too.",
    bad="The family is hard to engage.",
    good="We have not yet built trust with the family.",
    fix="offer",
)  # fmt: skip
def blaming_words(subject: FileSubject) -> Iterator[Finding]:
    """TXT123: nobody is blamed for the harm done to them."""
    for block in english_in(subject):
        text = own_text(block)
        for match in BLAME.finditer(text):
            if _is_spoken_against(text, match):
                continue
            offers = tuple(words for about, words in _ALTERNATIVES if about.search(match[0]))[:1]
            example = f", such as: {offers[0]}" if offers else ""
            whom = " the family" if example.endswith(" with") else ""
            advice = f"Say what happened{example}{whom}."
            yield CATALOGUE["TXT123"].finding(
                block.place(match.start()),
                f"{quoted(match[0])} lays the blame on a child or family",
                advice,
                offers=offers,
            )


def _is_spoken_against(text: str, match: re.Match[str]) -> bool:
    """Whether the words are cited or refused, or speak of those who harm."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    if around in ('""', "''"):
        return True
    if match[0].casefold() == "manipulative" and _OF_ABUSERS.match(text, match.end()):
        return True
    before = text[max(0, match.start() - 40) : match.start()]
    is_choice = "engage" not in match[0].casefold()
    return is_choice and _REFUSED.search(before) is not None


# --- Reading age ----------------------------------------------------------------------------

_FEWEST_WORDS = 100
_GRADE_TO_AGE = 5
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^laeiouytd]ed|[^l]e)$")


@rule(
    "TXT126", "reading-age", Severity.HINT, Stage.FILE,
    finds="A body of 100 words or more whose reading age (Flesch-Kincaid grade plus 5) is above "
    "`limits.reading_age`.",
    why="Half of all adults read comfortably at the age of 11 to 14.",
    bad="a body graded 14 (age 19)",
    good="one graded 9 (age 14)",
)  # fmt: skip
def reading_age(subject: FileSubject) -> Iterator[Finding]:
    """TXT126: the text can be read without effort."""
    body = [block for block in english_in(subject) if _is_running_text(block)]
    words = sum(len(block.words()) for block in body)
    if words < _FEWEST_WORDS:
        return
    age = round(grade_of(body)) + _GRADE_TO_AGE
    most = subject.settings.limits.reading_age
    if age > most:
        yield CATALOGUE["TXT126"].finding(
            body[0].place(),
            f"the text from {quoted(body[0].typed)} on has a reading age of {age}",
            f"Use shorter sentences and shorter words; {most} is the aim.",
        )


def _is_running_text(block: Block) -> bool:
    return not block.loc and not block.is_quotation and block.kind in ("paragraph", "list entry")


def grade_of(blocks: list[Block]) -> float:
    """The Flesch-Kincaid grade (Kincaid and others, 1975) of some text with words in it."""
    words = [word[0] for block in blocks for word in WORD.finditer(block.text)]
    sentences = sum(1 for block in blocks for _ in block.sentences())
    syllables = sum(map(syllables_in, words))
    return 0.39 * len(words) / max(sentences, 1) + 11.8 * syllables / max(len(words), 1) - 15.59


def syllables_in(word: str) -> int:
    """How many syllables a word has, by its vowels; figures count as one."""
    folded = word.casefold()
    return max(1, len(_VOWELS.findall(folded)) - (_SILENT.search(folded) is not None))
