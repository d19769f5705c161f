"""The words of links: lost, vague, or an address in place of words."""

import re
from collections.abc import Iterator

from ebulletin.checks.links.targets import Target, targets_of
from ebulletin.checks.patterns import GLUE, LOST, URLTEXT, VAGUE
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, fold, prose_of
from ebulletin.checks.writing import writings_of
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

_END_MARKS = " .,:;!?…\"'()[]<>«»→-–—"
_LONGEST_SHOWN = 40
_FEWEST_LETTERS = 3
_BELOW = re.compile(r"\blinks? below\b", re.IGNORECASE)
_UNDERLINED = re.compile(
    r"(?P<open><u\b[^<>]{0,200}>)(?P<words>[^<>]{0,500})(?P<close></u>)?"
    r"|\[(?P<marked>[^\[\]\n]{1,300})\]\{\.underline\}",
    re.IGNORECASE,
)


@rule(
    "LNK102", "link-lost", Severity.ERROR, Stage.FILE,
    finds="Words that speak of a link (click here, this link, read the letter here) in a sentence "
    "that has none.",
    why="The link was lost in copying, and the reader cannot get to the page.",
    bad="Read the full letter here.",
    good="The duty team is here to help.",
)  # fmt: skip
def link_lost(subject: FileSubject) -> Iterator[Finding]:
    """LNK102: where a text promises a link, there is one."""
    for block in prose_of(subject.source):
        text = block.outside_references
        for start, end in block.sentences():
            if any(link.start < end and start < link.end for link in block.links):
                continue
            match = LOST.search(text, start, end)
            if match is not None and not (_BELOW.search(match[0]) and _has_links(subject)):
                yield CATALOGUE["LNK102"].finding(
                    block.place(match.start()),
                    f"{quoted(block.typed[match.start() : match.end()])} promises a link, and the "
                    "sentence has none",
                    "Link the words that name the page: [words](address), or [words](unknown) "
                    "while you wait for the address.",
                )


def _has_links(subject: FileSubject) -> bool:
    """Whether links print below the text."""
    item = subject.item
    return item is not None and bool(item.links or getattr(item, "url", None))


@rule(
    "LNK103", "link-vague", Severity.WARNING, Stage.FILE,
    finds="A link whose words do not say where it leads: here, read more, this form and the like, "
    "or words of fewer than three letters.",
    why="Who listens to a list of links hears the same word again and again.",
    bad="[here](https://esscp.example.org/a)",
    good="[Read the inspection letter](https://esscp.example.org/a)",
)  # fmt: skip
def link_vague(subject: FileSubject) -> Iterator[Finding]:
    """LNK103: the words of a link say where it leads."""
    for target in targets_of(subject.source):
        if not target.is_known or target.is_bare or not _has_words(target):
            continue
        words = " ".join(fold(target.words).strip(_END_MARKS).casefold().split())
        if words in VAGUE or sum(letter.isalpha() for letter in words) < _FEWEST_LETTERS:
            yield CATALOGUE["LNK103"].finding(
                target.words_place,
                f"the link {quoted(target.words)} does not say where it leads",
                "Link the words that name the page, such as: Read the inspection letter.",
            )


def _has_words(target: Target) -> bool:
    """An address in a field of its own gets its words from the theme."""
    return target.block is not None or "links" in target.loc


@rule(
    "LNK104", "url-as-text", Severity.WARNING, Stage.FILE,
    finds="A web address in the text that is longer than 40 characters, or that holds a question "
    "mark and what follows it.",
    why="Nobody reads it, a screen reader spells it out, and on a phone it breaks the line.",
    bad="https://esscp.example.org/learning/course?id=7781&ref=autumn",
    good="esscp.example.org",
)  # fmt: skip
def url_as_text(subject: FileSubject) -> Iterator[Finding]:
    """LNK104: a long address stands behind words."""
    for block in prose_of(subject.source):
        for match in URLTEXT.finditer(block.text):
            words = match[0].rstrip(".,;:!?\"'")
            if len(words) > _LONGEST_SHOWN or "?" in words:
                yield CATALOGUE["LNK104"].finding(
                    block.place(match.start()),
                    f"the address {quoted(words)} stands in the text as it is",
                    "Put it behind words that name the page: [words](address); in a field of one "
                    "line, move it to links.",
                )


@rule(
    "LNK105", "url-glued", Severity.WARNING, Stage.FILE,
    finds="A web address without a space before it, or one that starts with www. and has no "
    "https://.",
    why="Mail programs do not see that it is a link.",
    bad="bookings –https://esscp.example.org",
    good="see https://esscp.example.org",
    fix="auto",
)  # fmt: skip
def url_glued(subject: FileSubject) -> Iterator[Finding]:
    """LNK105: an address stands by itself, and is whole."""
    for block in prose_of(subject.source):
        text = _outside_worded_links(block)
        whole = [match.span() for match in URLTEXT.finditer(text)]
        for match in GLUE.finditer(text):
            is_www = match[0].casefold().startswith("www")
            start = match.start() if is_www else match.start() + 1
            if any(first < start < last for first, last in whole):
                continue
            fix = block.edit(start, start, "https://" if is_www else " ")
            shown = block.typed[match.start() :].split(maxsplit=1)[0]
            reason = "has no https:// before it" if is_www else "has no space before it"
            yield CATALOGUE["LNK105"].finding(
                block.place(start),
                f"the address in {quoted(shown)} {reason}",
                "Write https:// before www." if is_www else "Put a space before https://.",
                fix=(fix,),
            )


def _outside_worded_links(block: Block) -> str:
    """The text with the words of links blotted out, but for addresses that became links."""
    text = list(block.text)
    for link in block.links:
        if block.typed[link.start : link.end] != link.what:
            text[link.start : link.end] = " " * (link.end - link.start)
    return "".join(text)


@rule(
    "LNK106", "underline", Severity.WARNING, Stage.FILE,
    finds="Underlined words, from <u> or left over by an import.",
    why="Readers take underlined words for a link and press them.",
    bad="<u>Nomination form</u>",
    good="[Nomination form](unknown)",
    fix="auto",
)  # fmt: skip
def underline(subject: FileSubject) -> Iterator[Finding]:
    """LNK106: what looks like a link is one."""
    for writing in writings_of(subject.source):
        for match in _UNDERLINED.finditer(writing.text):
            words = match["words"] if match["open"] else match["marked"]
            if match["open"] and not match["close"]:
                edits = (writing.edit(match.start(), match.end("open"), ""),)
            else:
                edits = (writing.edit(match.start(), match.end(), words),)
            yield CATALOGUE["LNK106"].finding(
                writing.place(match.start()),
                f"{quoted(words)} is underlined, and is no link",
                "Take the underline away; if a link was lost, write [words](unknown).",
                fix=edits,
            )
