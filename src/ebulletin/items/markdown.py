"""Markdown bodies and one-line texts, parsed once into blocks, words and references.

The subset and the references are those of the content model: paragraphs, `##` and `###`, lists of
two levels, strong, emphasis, links, quotations and small tables. Raw HTML never passes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, cast

from ebulletin.items.authored import (
    Anchor,
    AuthoredBlock,
    AuthoredBlocks,
    AuthoredHeading,
    AuthoredInline,
    AuthoredList,
    AuthoredParagraph,
    AuthoredQuote,
    AuthoredRuns,
    AuthoredTable,
    Body,
    BodyFault,
    Bold,
    Italic,
    LineBreak,
    MergeField,
    PartReference,
    Reference,
    ReservedLink,
    Words,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

REFERENCE_KINDS = ("phone", "email", "web", "hours", "social", "name", "contact")
PARTS = ("actions", "decisions", "quotes", "key_messages", "deadlines", "attachments", "images")
RESERVED = ("unsubscribe", "view_online")
MOST_COLUMNS = 4

# Slots are hidden from Markdown behind two private-use characters, so that a bar inside a table
# or a brace inside a link target cannot be read as markup.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PRIVATE = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})
_BRACES = re.compile(r"\{\{([^{}\n]*)\}\}")
_SLOT = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_INSIDE = re.compile(
    r"\A\s*(?P<key>[^:|/]*?)\s*(?::\s*(?P<target>[^|/]*?)\s*(?:/\s*(?P<detail>[^|]*?)\s*)?)?"
    r"(?:\|\s*(?P<words>.*?)\s*)?\Z"
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_TOO_HIGH = re.compile(r"^ {0,3}(#|#{4,6})[ \t]+\S")

Slot = Reference | MergeField | PartReference | ReservedLink


@lru_cache(maxsize=16_384)
def parse_body(text: str) -> Body:
    """Parse a Markdown body.

    Never raises: what may not stand in a body is told in `faults`, and the rest is still printed.
    Equal texts give the same value, so that several variants share one parse.
    """
    hidden, slots = _hide_slots(text)
    builder = _Builder(slots)
    blocks = builder.blocks(_parser().parse(hidden))
    faults = [*_faults_in_lines(text), *builder.faults]
    faults.sort(key=lambda fault: (fault.line, fault.column))
    return Body(blocks, tuple(slots), tuple(faults))


@lru_cache(maxsize=65_536)
def parse_line(text: str) -> AuthoredRuns:
    """Parse a text of one line: words, references and merge fields, no Markdown."""
    if "{{" not in text:
        return (Words(text),) if text else ()
    hidden, slots = _hide_slots(text)
    return tuple(_words_and_slots(hidden, slots))


def questions_in(body: Body) -> tuple[AuthoredBlocks, list[tuple[AuthoredHeading, AuthoredBlocks]]]:
    """Split the body of a qa at its `##` headings: the introduction, then question and answer."""
    introduction: list[AuthoredBlock] = []
    pairs: list[tuple[AuthoredHeading, list[AuthoredBlock]]] = []
    for block in body.blocks:
        if isinstance(block, AuthoredHeading) and block.depth == 2:
            pairs.append((block, []))
        elif pairs:
            pairs[-1][1].append(block)
        else:
            introduction.append(block)
    return tuple(introduction), [(question, tuple(answer)) for question, answer in pairs]


def words_of(runs: AuthoredRuns) -> str:
    """The plain words of a run; a reference counts as one word, a merge field as its fallback."""
    return "".join(_word(run) for run in runs)


def _word(run: AuthoredInline) -> str:
    match run:
        case Words(text=text):
            return text
        case Bold(runs=inner) | Italic(runs=inner) | Anchor(runs=inner):
            return words_of(inner)
        case LineBreak():
            return " "
        case MergeField(fallback=fallback):
            return fallback or ""
        case ReservedLink(words=words):
            return words or ""
        case Reference(otherwise=otherwise, target=target):
            return otherwise or target
        case PartReference():
            return ""


# --- References -----------------------------------------------------------------------------


def _hide_slots(text: str) -> tuple[str, list[Slot]]:
    text = text.translate(_PRIVATE)
    slots: list[Slot] = []
    if "{{" not in text:
        return text, slots
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def hide(match: re.Match[str]) -> str:
        line = bisect_right(starts, match.start()) - 1
        slots.append(_slot(match[1], line, match.start() - starts[line]))
        return f"{_OPEN}{len(slots) - 1}{_CLOSE}"

    return _BRACES.sub(hide, text), slots


def _slot(inside: str, line: int, column: int) -> Slot:
    found = _INSIDE.match(inside)
    if found is None:
        return MergeField(inside.strip(), None, line, column)
    key = found["key"].strip().casefold().replace(" ", "_").replace("-", "_")
    target, detail, words = found["target"], found["detail"], found["words"]
    if key in REFERENCE_KINDS and target:
        kind = cast(Literal["phone"], key)
        return Reference(kind, target.strip(), detail or None, words, line, column)
    if key == "join" and target is None:
        return Reference("join", "", None, words, line, column)
    if key in PARTS and (target is None or target.isdecimal()):
        return PartReference(key, int(target) if target else None, line, column)
    if key in RESERVED and target is None:
        return ReservedLink(cast(Literal["unsubscribe"], key), words or None)
    name = found["key"].strip() if target is None else inside.split("|", maxsplit=1)[0].strip()
    return MergeField(name, words, line, column)


def _words_and_slots(text: str, slots: Sequence[Slot]) -> Iterator[AuthoredInline]:
    position = 0
    for match in _SLOT.finditer(text):
        if match.start() > position:
            yield Words(text[position : match.start()])
        yield slots[int(match[1])]
        position = match.end()
    if position < len(text):
        yield Words(text[position:])


# --- Markdown -------------------------------------------------------------------------------


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": 40})
    parser.enable(["table", "linkify"])
    # Indented text is text, a line of dashes is no heading, and pictures have their own field.
    parser.disable(
        ["code", "fence", "hr", "lheading", "reference", "html_block", "backticks", "image"]
    )
    assert parser.linkify is not None
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    parser.inline.ruler.before("text", "slot", _slot_rule)
    written: Any = parser  # addresses stay as written; the link checks judge them
    written.normalizeLink = written.normalizeLinkText = lambda url: url
    written.validateLink = lambda url: True  # noqa: ARG005
    return parser


def _slot_rule(state: "StateInline", silent: bool) -> bool:
    if state.src[state.pos] != _OPEN:
        return False
    match = _SLOT.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("slot", "", 0)
        token.meta = {"number": int(match[1])}
    state.pos = match.end()
    return True


class _Builder:
    """Turns the parser's flat tokens into nested blocks."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.faults: list[BodyFault] = []

    def blocks(self, tokens: Sequence["Token"], list_depth: int = 0) -> AuthoredBlocks:
        built: list[AuthoredBlock] = []
        position = 0
        while position < len(tokens):
            end = _end_of(tokens, position)
            block = self._block(tokens[position : end + 1], list_depth)
            if block is not None:
                built.append(block)
            position = end + 1
        return tuple(built)

    def _block(self, tokens: Sequence["Token"], list_depth: int) -> AuthoredBlock | None:
        first, inside = tokens[0], tokens[1:-1]
        line = first.map[0] if first.map else 0
        match first.type:
            case "paragraph_open":
                return self._paragraph(inside[0], line)
            case "heading_open":
                depth = 3 if first.tag == "h3" else 2
                return AuthoredHeading(depth, self._runs(inside[0].children or []), line)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(first, inside, line, list_depth + 1)
            case "blockquote_open":
                return AuthoredQuote(self.blocks(inside, list_depth), line)
            case "table_open":
                return self._table(inside, line)
            case _:
                return None

    def _paragraph(self, inline: "Token", line: int) -> AuthoredBlock | None:
        runs = self._runs(inline.children or [])
        solid = [run for run in runs if not (isinstance(run, Words) and not run.text.strip())]
        if len(solid) == 1 and isinstance(solid[0], PartReference):
            return solid[0]
        return AuthoredParagraph(runs, line) if runs else None

    def _list(
        self, first: "Token", inside: Sequence["Token"], line: int, depth: int
    ) -> AuthoredList:
        if depth == 3:
            self.faults.append(
                BodyFault(
                    line,
                    0,
                    "a list",
                    "is three levels deep",
                    "Use two levels of list at most; start a new list or a paragraph instead.",
                )
            )
        entries = []
        position = 0
        while position < len(inside):
            end = _end_of(inside, position)
            entries.append(self.blocks(inside[position + 1 : end], depth))
            position = end + 1
        return AuthoredList(first.type == "ordered_list_open", tuple(entries), line)

    def _table(self, inside: Sequence["Token"], line: int) -> AuthoredTable:
        rows: list[list[AuthoredRuns]] = []
        for token in inside:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._runs(token.children or []))
        if len(rows[0]) > MOST_COLUMNS:
            self.faults.append(
                BodyFault(
                    line,
                    0,
                    "a table",
                    f"has {len(rows[0])} columns",
                    f"Keep a table to {MOST_COLUMNS} columns; a phone cannot show more.",
                )
            )
        header, *rest = rows
        return AuthoredTable(tuple(header), tuple(tuple(row) for row in rest), line)

    def _runs(self, tokens: Sequence["Token"]) -> AuthoredRuns:
        runs: list[AuthoredInline] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _end_of(tokens, position)
            match token.type:
                case "text" | "text_special" | "code_inline":
                    runs.extend(_words_and_slots(token.content, self.slots))
                case "softbreak":
                    runs.append(Words(" "))
                case "hardbreak":
                    runs.append(LineBreak())
                case "slot":
                    runs.append(self.slots[token.meta["number"]])
                case "strong_open":
                    runs.append(Bold(self._runs(tokens[position + 1 : end])))
                case "em_open":
                    runs.append(Italic(self._runs(tokens[position + 1 : end])))
                case "link_open":
                    inside = self._runs(tokens[position + 1 : end])
                    runs.append(Anchor(inside, self._target(str(token.attrGet("href") or ""))))
            position = end + 1
        return _joined(runs)

    def _target(self, href: str) -> str:
        match = _SLOT.fullmatch(href)
        if match is not None:
            slot = self.slots[int(match[1])]
            if isinstance(slot, ReservedLink):
                return slot.name
        return _SLOT.sub(lambda found: _spelled(self.slots[int(found[1])]), href)


def _spelled(slot: Slot) -> str:
    match slot:
        case MergeField(name=name) | ReservedLink(name=name):
            return f"{{{{{name}}}}}"
        case _:
            return "{{}}"


def _end_of(tokens: Sequence["Token"], start: int) -> int:
    if tokens[start].nesting != 1:
        return start
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _joined(runs: Sequence[AuthoredInline]) -> AuthoredRuns:
    """Join neighbouring words, so that a phrase is one run."""
    joined: list[AuthoredInline] = []
    for run in runs:
        if isinstance(run, Words) and joined and isinstance(joined[-1], Words):
            joined[-1] = Words(joined[-1].text + run.text)
        elif not (isinstance(run, Words) and not run.text):
            joined.append(run)
    return tuple(joined)


# --- Faults ---------------------------------------------------------------------------------


def _faults_in_lines(text: str) -> Iterator[BodyFault]:
    for number, line in enumerate(text.split("\n")):
        high = _TOO_HIGH.match(line)
        if high is not None:
            yield _heading_fault(number, high.start(1), high[1])
        if "<" in line:
            for match in _TAG.finditer(line):
                yield BodyFault(
                    number, match.start(), match[0], "is HTML, which a body may not hold",
                    "Remove the tag; use ** ** for bold, or [words](address) for a link.",
                )  # fmt: skip
        if "[" in line:
            yield from _picture_and_footnote_faults(number, line)


def _heading_fault(line: int, column: int, marks: str) -> BodyFault:
    if marks == "#":
        return BodyFault(
            line, column, marks, "is the heading of the whole bulletin, not of an item",
            "Write ## for a heading in a body.", "##",
        )  # fmt: skip
    return BodyFault(
        line, column, marks, "is a heading below the third level",
        "Use ## and ### only; a paragraph with bold words may do instead.",
    )  # fmt: skip


def _picture_and_footnote_faults(line: int, text: str) -> Iterator[BodyFault]:
    for match in _PICTURE.finditer(text):
        yield BodyFault(
            line, match.start(), match[0], "is a picture inside the text",
            "List the picture under images: in the front matter; {{ images: 1 }} places it here.",
        )  # fmt: skip
    for match in _FOOTNOTE.finditer(text):
        yield BodyFault(
            line, match.start(), match[0], "is a footnote, which an e-mail cannot show",
            "Put the words in the sentence, in brackets.",
        )  # fmt: skip
