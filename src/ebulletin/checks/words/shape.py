"""How text looks: capitals, marks and spaces, headings and titles."""

import re
from collections.abc import Iterator, Sequence

from ebulletin.bulletins.load import sections_with_places
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.patterns import LONGCAPS, SPACING, WORD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.checks.words.reading import english_in, own_text
from ebulletin.findings import Edit, Finding, Severity
from ebulletin.items import model
from ebulletin.settings import Partnership
from ebulletin.source.quoting import quoted

_SHORT_WORD = 4
_FEWEST_LOUD = 2
_LOUD_SHARE = 0.6
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}[A-Z]?")


@rule(
    "TXT113", "capitals", Severity.WARNING, Stage.FILE,
    finds="Three or more words in a row in capitals, and a title or heading of which more than 60% "
    "are capitals. Terms of the glossary, dotted names and words of four letters or fewer do not "
    "count.",
    why="Capitals are read letter by letter, and look like shouting.",
    bad="HALF TERM CLOSING TIMES",
    good="L.A.N.T.E.R.N. e-bulletin",
    fix="offer",
)  # fmt: skip
def capitals(subject: FileSubject) -> Iterator[Finding]:
    """TXT113: words are in small letters."""
    kept = _kept_words(subject.settings)
    for block in prose_of(subject.source):
        text = _DOTTED.sub(lambda match: "\0" * len(match[0]), block.outside_references)
        if _is_heading(block):
            loud = _loud_heading(text, kept)
            runs = [(loud, len(text.rstrip()))] if loud is not None else []
        else:
            runs = [
                match.span()
                for match in LONGCAPS.finditer(text)
                if sum(_counts(word[0], kept) for word in WORD.finditer(match[0])) >= _FEWEST_LOUD
            ]
        for start, end in runs:
            offer = _sentence_case(block.typed[start:end], kept)
            yield CATALOGUE["TXT113"].finding(
                block.place(start),
                f"{quoted(block.typed[start:end])} is in capitals",
                f"Write {offer}",
                offers=(offer,),
            )


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or block.loc[-1:] in (("title",), ("heading",), ("name",))


def _kept_words(settings: Partnership) -> frozenset[str]:
    """Words that are written in capitals by right."""
    names = [settings.name, settings.short_name, *(each.name for each in settings.series.values())]
    for term in settings.glossary:
        names += [term.term, *term.aliases]
    return frozenset(word for name in names for word in WORD.findall(name) if word.isupper())


def _counts(word: str, kept: frozenset[str]) -> bool:
    return len(word) > _SHORT_WORD and word not in kept and word.removesuffix("s") not in kept


def _loud_heading(text: str, kept: frozenset[str]) -> int | None:
    """Where a heading in capitals begins, or None."""
    counted = [word for word in WORD.finditer(text) if _counts(word[0], kept)]
    letters = [letter for word in counted for letter in word[0] if letter.isalpha()]
    if not letters or sum(letter.isupper() for letter in letters) <= _LOUD_SHARE * len(letters):
        return None
    return len(text) - len(text.lstrip())


def _sentence_case(words: str, kept: frozenset[str]) -> str:
    lowered = WORD.sub(lambda each: each[0] if each[0] in kept else each[0].lower(), words)
    return lowered[:1].upper() + lowered[1:]


# --- Marks and spaces -----------------------------------------------------------------------

# "short- and long-term"
_SUSPENDED = re.compile(r"\w-\s(?:and|or|to)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d\s{0,9}-\s{0,9}\d")
_CURLY = "\u2018\u2019\u201c\u201d"
_STRAIGHT_FOR = str.maketrans(_CURLY, "''\"\"")


@rule(
    "TXT115", "typing-marks", Severity.HINT, Stage.FILE,
    finds="Two or more spaces in a row, a space before a comma or stop, a hyphen in the place of a "
    "dash, straight and curly quotation marks mixed in one item.",
    why="It looks careless, and programs that read aloud stumble over it.",
    bad="Priority 3 - early help",
    good="Priority 3 \u2013 early help",
    fix="auto",
)  # fmt: skip
def typing_marks(subject: FileSubject) -> Iterator[Finding]:
    """TXT115: marks and spaces as in print."""
    blocks = prose_of(subject.source)
    for block in blocks:
        for match in SPACING.finditer(block.typed):
            found = _mark_fault(block, match)
            if found is not None:
                yield found
    yield from _mixed_quotes(blocks)


def _mark_fault(block: Block, match: re.Match[str]) -> Finding | None:
    words = match[0]
    if words[0].isspace():
        start, end, right = match.start(), match.end() - 1, ""
        reason, advice = "has a space before a mark", "Take the space out."
    elif "-" not in words[1:]:
        start, end, right = match.start() + 1, match.end(), " "
        reason, advice = "has several spaces in a row", "Leave one, or use a table for columns."
    elif _SUSPENDED.match(block.typed, match.start()) or _NUMBERS.match(block.typed, match.start()):
        return None
    else:
        start, end, right = match.start() + 1, match.end(), " \u2013 "
        reason, advice = "has a hyphen in the place of a dash", "Write \u2013 with spaces."
    if _is_covered(block, start, end):
        return None
    around = block.typed[max(0, start - 12) : end + 12]
    return CATALOGUE["TXT115"].finding(
        block.place(start),
        f"{quoted(around)} {reason}",
        advice,
        fix=(block.edit(start, end, right),),
    )


def _is_covered(block: Block, start: int, end: int) -> bool:
    """Whether a reference stands here, whose braces hold other spaces than are printed."""
    return any(each.start < end and start < each.end for each in block.references)


def _mixed_quotes(blocks: Sequence[Block]) -> Iterator[Finding]:
    curly = [(block, index) for block in blocks for index in _curly_in(block)]
    has_straight = any(
        letter in "'\"" for block in blocks for letter in block.typed
        if not block.references
    )  # fmt: skip
    if not curly or not has_straight:
        return
    block, index = curly[0]
    fix: tuple[Edit, ...] = ()
    # In a field a straight mark may end the value.
    if all(not each.loc for each, _ in curly):
        fix = tuple(
            each.edit(at, at + 1, each.typed[at].translate(_STRAIGHT_FOR)) for each, at in curly
        )
    yield CATALOGUE["TXT115"].finding(
        block.place(index),
        f"the mark {quoted(block.typed[index])} is curly, and others in this file are straight",
        "Use one sort throughout.",
        fix=fix,
    )


def _curly_in(block: Block) -> Iterator[int]:
    if not any(mark in block.typed for mark in _CURLY):
        return
    for index, letter in enumerate(block.typed):
        if letter in _CURLY and not _is_covered(block, index, index + 1):
            yield index


# --- Headings and titles --------------------------------------------------------------------

_MOST_WORDS_UNHEADED = 250
_LOST_HEADING = re.compile(
    r"(?P<heading>(?:[A-Z][\w'-]{0,30} ){2,6})(?:(?:The|We|Our|It|This|They|These|You)\b"
    r"(?: [\w'-]{1,30}){0,3}|[A-Z][\w'-]{1,30} and [A-Z][\w'-]{1,30})"
    r" (?:is|are|has|have|offers?|runs?|provides?)\b"
)


@rule(
    "TXT118", "heading-missing", Severity.WARNING, Stage.FILE,
    finds="A body of more than 250 words (those of lists counted half) without a heading; a "
    "paragraph that opens with two to six words in capitals followed directly by a sentence.",
    why="Readers look for headings first; without them they give up.",
    bad="Our New Workers Imogen and Bashir run free visits.",
    good="Imogen and Bashir run free visits.",
)  # fmt: skip
def heading_missing(subject: FileSubject) -> Iterator[Finding]:
    """TXT118: long text has headings, and they stand apart."""
    blocks = english_in(subject)
    body = [block for block in blocks if not block.loc and not block.is_quotation]
    words = sum(len(b.words()) / (2 if b.kind == "list entry" else 1) for b in body)
    if words > _MOST_WORDS_UNHEADED and not any(block.kind == "heading" for block in body):
        yield CATALOGUE["TXT118"].finding(
            body[0].place(),
            f"the text of {round(words)} words from {quoted(body[0].typed)} on has no heading",
            "Divide it with one or two headings: a line that begins with ## .",
        )
    for block in blocks:
        match = _LOST_HEADING.match(own_text(block)) if block.kind == "paragraph" else None
        if match is not None:
            yield CATALOGUE["TXT118"].finding(
                block.place(),
                f"{quoted(match['heading'].strip())} seems to be a heading that runs into the text",
                "Put it on a line of its own that begins with ## , or write it in small letters.",
            )


_LONGEST_TITLE = 65


@rule(
    "TXT125", "title-style", Severity.HINT, Stage.SET,
    finds="A title of more than 65 characters, or that ends in a full stop, or that repeats the "
    "heading of a section with other items in it.",
    why="A long title runs over three lines on a phone, and a repeated one says nothing.",
    bad="Training dates.",
    good="Training dates",
    fix="offer",
)  # fmt: skip
def title_style(subject: SetSubject) -> Iterator[Finding]:
    """TXT125: titles are short, and each says something of its own."""
    for file in subject.items.values():
        title = file.item.title
        if isinstance(file.item, model.Contact) or not title:
            continue
        place = file.source.place("title")
        if len(title) > _LONGEST_TITLE:
            yield CATALOGUE["TXT125"].finding(
                place,
                f"the title {quoted(title)} has {len(title)} characters",
                f"Cut it to {_LONGEST_TITLE}; the rest may go into the summary.",
            )
        elif _ends_in_stop(title):
            yield CATALOGUE["TXT125"].finding(
                place,
                f"the title {quoted(title)} ends in a full stop",
                f"Write {title[:-1]}",
                offers=(title[:-1],),
            )
    yield from _repeated_headings(subject)


def _ends_in_stop(title: str) -> bool:
    if not title.endswith(".") or title.endswith(".."):
        return False
    last = title.rsplit(maxsplit=1)[-1]
    return not _DOTTED.fullmatch(last) and last.casefold() not in ("etc.", "no.", "vs.")


def _repeated_headings(subject: SetSubject) -> Iterator[Finding]:
    for plan_file in subject.plans.values():
        for loc, section in sections_with_places(plan_file.plan):
            heading = (section.heading or "").casefold().strip()
            # Alone in its section, the item has the section's heading by right.
            if not heading or len(section.items) < 2:
                continue
            for index, placed in enumerate(section.items):
                file = subject.items.get(placed.id)
                title = (placed.label or (file.item.title if file else "") or "").strip()
                if title.casefold() == heading:
                    yield CATALOGUE["TXT125"].finding(
                        place_of_value(plan_file.source, (*loc, "items", index, "id")),
                        f"the title {quoted(title)} repeats the heading of its section",
                        "Give it a `label` here, or another title.",
                    )
