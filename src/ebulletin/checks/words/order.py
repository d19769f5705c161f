"""Words in the wrong order or number, and letters read wrongly from a picture of the text."""

import re
from collections import Counter
from collections.abc import Iterator

from ebulletin.bulletins.load import PlanFile
from ebulletin.checks.patterns import IMPORDER, REPEAT, REPEAT_OK, WORD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.checks.text import Block
from ebulletin.checks.words.reading import english_blocks, english_in, own_text
from ebulletin.checks.words.verbs import is_verb
from ebulletin.findings import Finding, Severity
from ebulletin.items.load import ItemFile
from ebulletin.source.quoting import quoted


@rule(
    "TXT102", "repeated-words", Severity.WARNING, Stage.FILE,
    finds="One to three words that stand twice in a row; face to face and the like are right.",
    why="It is a slip of copying, and a word that belonged there may be missing.",
    bad="Please send the form send the form to us.",
    good="We go back to face to face sessions.",
    fix="offer",
)  # fmt: skip
def repeated_words(subject: FileSubject) -> Iterator[Finding]:
    """TXT102: nothing is said twice in a row."""
    for block in english_in(subject):
        text = REPEAT_OK.sub(lambda match: "\0" * len(match[0]), block.outside_references)
        for match in REPEAT.finditer(text):
            if match[1].replace(" ", "").isdigit():
                continue
            once = block.typed[match.start(1) : match.end(1)]
            yield CATALOGUE["TXT102"].finding(
                block.place(match.start()),
                f"{quoted(block.typed[match.start() : match.end()])} says the same twice",
                f"Write {quoted(once)} once.",
                offers=(once,),
            )


# --- Order ----------------------------------------------------------------------------------

# A verb before "to and" or "of by" makes them right: "to talk to and trust", "taken care of by".
_FITS_BEFORE = re.compile(
    r"\b(?:\w+ing|\w+ed|talk|listen|speak|spoken|turn|go|come|belong|respond|refer|report|relate"
    r"|adapt|contribute|attend|write|reply|prior|next|close|due|access|care|use|hold|thought|heard"
    r"|advantage|notice|made|given|known|sent|up|back|over|tell)\s{1,3}$",
    re.IGNORECASE,
)
_AFTER_A_STOP = re.compile(
    r"(?<!e\.g)(?<!i\.e)(?<!\betc)(?<!\bvs)(?<!\bca)(?<!\bcf)(?<!\bno)(?<!\bapprox)(?<!\bincl)"
    r"(?<!\btel)(?<!\bext)(?<!\bp)(?<!\.m)(?<![.\d])(?<!\b[A-Za-z])"
    r"\.\s+(?P<word>[a-z]+)(?![A-Z\w.:@/-])"
)


@rule(
    "TXT103", "word-order", Severity.WARNING, Stage.FILE,
    finds="Small words in an order that English does not have, such as 'the of'; and a full stop "
    "followed by a small letter.",
    why="Words were moved or lost, and the sentence may now say something else.",
    bad="The of aim the project is clear.",
    good="Post travels to and from schools.",
)  # fmt: skip
def word_order(subject: FileSubject) -> Iterator[Finding]:
    """TXT103: words stand in an order that can be read."""
    for block in english_in(subject):
        text = own_text(block)
        for match in IMPORDER.finditer(text):
            if not _fits(text, match):
                yield CATALOGUE["TXT103"].finding(
                    block.place(match.start()),
                    f"the words {quoted(match[0])} cannot stand in this order: "
                    f"{quoted(_round(block, match.start(), match.end()))}",
                    "Read the sentence aloud, and put the words right or write the missing one.",
                )
        for match in _AFTER_A_STOP.finditer(text):
            yield CATALOGUE["TXT103"].finding(
                block.place(match.start("word")),
                f"the word {quoted(match['word'])} follows a full stop and has a small letter",
                "Join the two parts, or begin the second with a capital letter.",
            )


def _fits(text: str, match: re.Match[str]) -> bool:
    first = match[0].casefold().split()[0]
    if first in ("to", "of", "with", "from"):
        before = text[max(0, match.start() - 24) : match.start()]
        return _FITS_BEFORE.search(before) is not None
    # "options a and b" names two of them.
    return re.match(r"\s[a-z]\b", text[match.end() : match.end() + 3]) is not None


def _round(block: Block, start: int, end: int) -> str:
    first, last = block.sentence_at(start)
    return block.typed[max(first, start - 20) : min(last, end + 30)]


_BROKEN = re.compile(
    r"\bto (?:made|read) (?:to|by)\b"
    r"|\bthere also\b(?! (?:is|are|was|were|will|has|have|may|can|to))"
    r"|\buntil is\b|\basked to (?:the|that)\b|\b(?:is|are) (?:is|are)\b",
    re.IGNORECASE,
)
_LONG_ENOUGH = 8


@rule(
    "TXT106", "broken-sentence", Severity.HINT, Stage.FILE,
    finds="Runs of words that no sentence has (until is, asked to the), and a sentence of more "
    "than eight words without any common verb.",
    why="Something was lost in editing.",
    bad="The form there also asks for consent.",
    good="The form also asks for consent.",
    is_opt_in=True,
)  # fmt: skip
def broken_sentence(subject: FileSubject) -> Iterator[Finding]:
    """TXT106: a sentence is whole."""
    for block in english_in(subject):
        text = own_text(block)
        for match in _BROKEN.finditer(text):
            yield CATALOGUE["TXT106"].finding(
                block.place(match.start()),
                f"{quoted(match[0])} breaks the sentence "
                f"{quoted(_round(block, match.start(), match.end()))}",
                "Read it aloud, and write what is missing.",
            )
        if block.kind in ("paragraph", "list entry"):
            yield from _without_verb(block, text)


def _without_verb(block: Block, text: str) -> Iterator[Finding]:
    for start, end in block.sentences():
        words = [match[0] for match in WORD.finditer(text, start, end)]
        ends = block.text[start:end].rstrip().endswith(".")
        if ends and len(words) > _LONG_ENOUGH and not any(map(is_verb, words)):
            yield CATALOGUE["TXT106"].finding(
                block.place(start),
                f"the sentence {quoted(block.typed[start:end])} seems to have no verb",
                "Read it aloud, and write what is missing.",
            )


# --- Letters --------------------------------------------------------------------------------

_DIGIT_INSIDE = re.compile(r"\b[A-Za-z]{2,}[01]+[a-z]{2,}\b")
_HEADING_END = re.compile(r"(?:[/\\|]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)\s*$")
_SWAPS = (
    ("l", "i"), ("i", "l"), ("1", "l"), ("1", "i"), ("l", "1"), ("0", "o"), ("o", "0"),
    ("v", "y"), ("y", "v"), ("c", "e"), ("e", "c"), ("rn", "m"), ("m", "rn"),
)  # fmt: skip
_SHORTEST = 4


@rule(
    "TXT105", "ocr-characters", Severity.HINT, Stage.SET,
    finds="A word that stands once in the workspace and becomes one that stands more often when l "
    "and 1, 0 and o, v and y, c and e or rn and m are swapped; a digit inside a word; a heading "
    "that ends in a stray stroke or an emoji.",
    why="The text was read from a picture, and letters were taken for others.",
    bad="chi1dren",
    good="Year 6 children",
    fix="offer", is_opt_in=True,
)  # fmt: skip
def ocr_characters(subject: SetSubject) -> Iterator[Finding]:
    """TXT105: letters are what they look like."""
    files: list[ItemFile | PlanFile] = [*subject.items.values(), *subject.plans.values()]
    blocks = [block for file in files for block in english_blocks(file)]
    texts = [own_text(block) for block in blocks]
    counts = Counter(word[0].casefold() for text in texts for word in WORD.finditer(text))
    for block, text in zip(blocks, texts, strict=True):
        for match in WORD.finditer(text):
            right = _meant(match[0].casefold(), counts)
            if right or _DIGIT_INSIDE.fullmatch(match[0]):
                yield CATALOGUE["TXT105"].finding(
                    block.place(match.start()),
                    f"the word {quoted(match[0])} may hold a letter taken for another",
                    f"Did you mean {right}?" if right else "Type the word anew.",
                    offers=(right,) if right else (),
                )
        stray = _HEADING_END.search(text) if _is_heading(block) else None
        if stray is not None:
            yield CATALOGUE["TXT105"].finding(
                block.place(stray.start()),
                f"the heading ends in {quoted(stray[0])}",
                "Take it out.",
            )


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or block.loc[-1:] in (("title",), ("heading",))


def _meant(word: str, counts: Counter[str]) -> str:
    if counts[word] > 1 or len(word) < _SHORTEST:
        return ""
    for wrong, right in _SWAPS:
        start = word.find(wrong)
        while start >= 0:
            candidate = word[:start] + right + word[start + len(wrong) :]
            if counts[candidate] > 1:
                return candidate
            start = word.find(wrong, start + 1)
    return ""
