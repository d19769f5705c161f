"""Numbers and addresses that are typed into a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.checks.mentions import phones_in
from ebulletin.checks.patterns import EMAIL, URLTEXT
from ebulletin.checks.text import Block

# 01.10.2026 is a date.
_DOTTED_DATE = re.compile(r"\(?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\)?")
# A number of something else than a telephone.
_OTHER_NUMBER = re.compile(
    r"\b(?:order|ref(?:erence)?|invoice|company|registered|registration|account|charity|vacancy)"
    r"\.?\s(?:number|no\.?|ref\.?|code)?:?\s{0,2}$",
    re.IGNORECASE,
)
_MOST_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """A number or an address in a block, from `start` up to `end`.

    Attributes:
        value: The digits in the national form, or the address in lower case.
    """

    start: int
    end: int
    words: str
    value: str


def numbers_in(block: Block) -> Iterator[Typed]:
    """The phone numbers typed in a block; those of references and web addresses aside."""
    text = _without_urls(block)
    for found in phones_in(text):
        before = text[max(0, found.start - _MOST_BEFORE) : found.start]
        if _DOTTED_DATE.fullmatch(found.words) or _OTHER_NUMBER.search(before):
            continue
        # A bracket round the whole is no part of the number.
        shift = 1 if found.words.startswith("(") and ")" not in found.words else 0
        yield Typed(found.start + shift, found.end, found.words[shift:], found.digits)


def addresses_in(block: Block) -> Iterator[Typed]:
    """The email addresses typed in a block; those of references and web addresses aside."""
    for match in EMAIL.finditer(_without_urls(block)):
        words = match[0].lstrip(".'-").rstrip(".'-")
        start = match.start() + match[0].index(words)
        yield Typed(start, start + len(words), words, words.casefold())


def _without_urls(block: Block) -> str:
    text = block.outside_references
    if "://" not in text and "www." not in text.casefold():
        return text
    return URLTEXT.sub(lambda match: "\0" * len(match[0]), text)
