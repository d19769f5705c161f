"""Text that is not finished: words to come, lists and lines broken off, letters of two scripts."""

import re
from collections.abc import Iterator

from ebulletin.checks.patterns import EMAIL, MIXED, PLACEHOLD, URLTEXT, spaced
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.checks.words.reading import english_in
from ebulletin.checks.writing import writings_of
from ebulletin.findings import Finding, Severity
from ebulletin.items.directory import names_of
from ebulletin.source.quoting import quoted


@rule(
    "TXT101", "placeholder", Severity.ERROR, Stage.FILE,
    finds="Words that hold a place, in anything that is printed: TBC, TK, xxx, [insert date], "
    "three question marks, remains of a word processor.",
    why="Readers would get the note that the author wrote for themselves.",
    bad="Venue: TBC",
    good="Venue to be confirmed",
)  # fmt: skip
def placeholder(subject: FileSubject) -> Iterator[Finding]:
    """TXT101: nothing is left to be filled in."""
    for block in prose_of(subject.source):
        for match in PLACEHOLD.finditer(block.outside_references):
            yield CATALOGUE["TXT101"].finding(
                block.place(match.start()),
                f"{quoted(match[0])} holds the place of words that are still to come",
                "Write the words; where nobody knows yet, write: to be confirmed.",
            )


# --- Letters of two scripts -----------------------------------------------------------------

_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
# Greek and Cyrillic letters that look like Latin ones (Unicode, confusables.txt).
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u03bf\u03bd\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5"
    "\u03a7",
    "aeopcyxijsdqwhABEKMHOPCTYXIJSovABEZHIKMNOPTYX",
)


@rule(
    "TXT104", "mixed-script", Severity.ERROR, Stage.FILE,
    finds="Latin letters and Greek or Cyrillic ones in one word.",
    why="It looks right, but nobody finds it by searching, and screen readers stumble over it.",
    bad="S\u0430ltmere with a Cyrillic \u0430",
    good="\u041c\u0438\u0440, a whole word in Cyrillic",
    fix="auto",
)  # fmt: skip
def mixed_script(subject: FileSubject) -> Iterator[Finding]:
    """TXT104: a word is written in one script."""
    for block in prose_of(subject.source):
        if not MIXED.search(block.text):
            continue
        for match in _LETTERS.finditer(block.text):
            if not MIXED.search(match[0]):
                continue
            foreign = _FOREIGN.search(match[0])
            assert foreign is not None
            right = match[0].translate(_LOOK_ALIKES)
            is_mended = not _FOREIGN.search(right)
            fix = (block.edit(match.start(), match.end(), right),) if is_mended else ()
            yield CATALOGUE["TXT104"].finding(
                block.place(match.start()),
                f"the word {quoted(match[0])} mixes Latin letters with {quoted(foreign[0])} of "
                "another script",
                f"Type it anew: {right}" if is_mended else "Type the word anew.",
                fix=fix,
            )


# --- Lists and lines broken off -------------------------------------------------------------

_EMPTY_ENTRY = re.compile(r"(?m)^[ \t]*(?P<mark>[-*+\u2022]|\d{1,3}[.)])[ \t]*$")
_LOWER_START = re.compile(r"[a-z]+(?![A-Z:./])\b")


@rule(
    "TXT116", "list-broken", Severity.WARNING, Stage.FILE,
    finds="A list entry without words, and a paragraph that starts with a small letter right after "
    "a list.",
    why="A line of the list was lost or cut in two.",
    bad="a lone '-'",
    good="an entry '- posters'",
)  # fmt: skip
def list_broken(subject: FileSubject) -> Iterator[Finding]:
    """TXT116: every entry of a list says something, and none is cut in two."""
    for writing in writings_of(subject.source):
        if writing.loc and "\n" not in writing.text:
            continue
        for match in _EMPTY_ENTRY.finditer(writing.text):
            yield CATALOGUE["TXT116"].finding(
                writing.place(match.start("mark")),
                f"the list entry {quoted(match['mark'])} has no words",
                "Write its words, or take the line out.",
            )
    before: Block | None = None
    for block in prose_of(subject.source):
        follows = before is not None and before.kind == "list entry" and before.loc == block.loc
        if follows and block.kind == "paragraph" and _LOWER_START.match(block.text):
            yield CATALOGUE["TXT116"].finding(
                block.place(),
                f"the paragraph {quoted(block.typed)} goes on where a list stops",
                "Join it to the list entry before it, or begin it as a sentence of its own.",
            )
        before = block


_CLOSING = tuple(".!?:)\u201d\"'\u2019\u2026]")
_HANGING = frozenset(spaced("a an and at by for from in of on or our the to with"))
_LEAST_WORDS = 6
# Tasks, decisions and addresses have no stop at the end.
_RUNNING_FIELDS = ("intro", "outro", "text")
_ENDS_IN_ADDRESS = re.compile(
    rf"(?:{URLTEXT.pattern}|{EMAIL.pattern}|[#@]\w+)$", re.IGNORECASE
)  # fmt: skip


@rule(
    "TXT119", "cut-short", Severity.HINT, Stage.FILE,
    finds="A paragraph of more than six words that ends without a mark, a link, an address, a tag "
    "or a number, or ends in a word that wants another one after it.",
    why="What was to come was lost, and the reader cannot know what.",
    bad="For daily news and course dates please follow us on",
    good="For news and dates write to {{ email: team }}",
)  # fmt: skip
def cut_short(subject: FileSubject) -> Iterator[Finding]:
    """TXT119: a paragraph goes on to its end."""
    for block in english_in(subject):
        words = block.words()
        is_text = block.kind == "paragraph" and not block.is_quotation
        is_running = not block.loc or block.loc[-1] in _RUNNING_FIELDS
        if not (is_text and is_running) or len(words) <= _LEAST_WORDS:
            continue
        last = words[-1]
        if _ends_well(block) and not _hangs(block, last):
            continue
        yield CATALOGUE["TXT119"].finding(
            block.place(last.start()),
            f"the paragraph ends in {quoted(block.typed[words[-3].start() :].strip())}, and seems "
            "to be cut short",
            "Write its end, or close it with a full stop.",
        )


def _ends_well(block: Block) -> bool:
    text = block.text.rstrip()
    end = len(text)
    if _ends_in_link(block, end):
        return True
    if text.endswith(_CLOSING) or text[-1:].isdigit():
        return True
    return _ENDS_IN_ADDRESS.search(text, max(0, end - 300)) is not None


def _hangs(block: Block, last: re.Match[str]) -> bool:
    """Whether the last word wants another after it; none with a mark or a link does."""
    is_bare = not block.text[last.end() :].strip()
    is_words = not _ends_in_link(block, last.end())
    return is_bare and is_words and last[0].casefold() in _HANGING


def _ends_in_link(block: Block, end: int) -> bool:
    """Whether what stands before an index is a link or a reference."""
    ends = [each.end for each in block.links] + [each.end for each in block.references]
    return any(each >= end for each in ends)


_MOST_STRAY = 2
_SIGN_OFFS = frozenset(
    (
        "thank you", "thanks", "many thanks", "kind regards", "best wishes", "warm wishes",
        "best regards", "warm regards", "yours sincerely", "yours faithfully",
    )
)  # fmt: skip


@rule(
    "TXT128", "stray-line", Severity.WARNING, Stage.SET,
    finds="A paragraph of one or two words without an end mark that is no heading, list entry, "
    "sign-off or name of a contact.",
    why="It was left over when the text was copied, and puzzles the reader.",
    bad="a paragraph 'harbour'",
    good="a paragraph 'Thank you.'",
)  # fmt: skip
def stray_line(subject: SetSubject) -> Iterator[Finding]:
    """TXT128: every paragraph says something."""
    names = _names(subject)
    sources = [file.source for file in subject.items.values()]
    sources += [plan_file.source for plan_file in subject.plans.values()]
    for block in (each for source in sources for each in prose_of(source)):
        if block.kind != "paragraph" or block.links or block.references or block.is_quotation:
            continue
        words = block.words()
        text = block.text.strip()
        is_bold = any(each.end - each.start >= len(text) for each in block.strong)
        if (
            not 1 <= len(words) <= _MOST_STRAY
            or is_bold
            or text[-1] in ".!?:,;)\"'\u2026"
            or text[0] == "@"
        ):
            continue
        folded = text.casefold()
        if folded in names or folded in _SIGN_OFFS or any(each.isdigit() for each in text):
            continue
        yield CATALOGUE["TXT128"].finding(
            block.place(),
            f"the line {quoted(block.typed)} stands alone and says nothing",
            "Join it to the text that it belongs to, make it a heading with ##, or take it out.",
        )


def _names(subject: SetSubject) -> frozenset[str]:
    contacts = subject.shelf.directory.contacts
    whole = {name.casefold() for contact in contacts for name in names_of(contact)}
    first = {each.name.split()[0].casefold() for each in contacts if each.type == "person"}
    return frozenset(whole | first)
