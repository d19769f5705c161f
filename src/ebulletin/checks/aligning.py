"""Finds each printed character in the text that its author wrote."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from ebulletin.items import authored

_WhatT = TypeVar("_WhatT")
# What may stand before the first word of a block: quotation marks, bullets, numbers, hashes.
_MARK = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t]))")
_MARGIN = re.compile(r"[ \t>]*")
_CELL = re.compile(r"(?:[^|\\\n]|\\.)*")
_SPACE = re.compile(r"\s*")
_BLANKS = re.compile(r"[ \t]*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#[^\n]*)?\n")
# How far ahead a character is looked for before it is taken as not written at all.
_MOST_SKIPPED = 500

BlockKind = Literal["paragraph", "heading", "list entry", "cell", "line"]


@dataclass(frozen=True, slots=True)
class Stretch(Generic[_WhatT]):
    """Part of a block's text, from `start` up to `end`, and what it is."""

    start: int
    end: int
    what: _WhatT


@dataclass(slots=True)
class RawBlock:
    """A block of a Markdown text while it is read.

    Attributes:
        points: For each character of `text`, and for its end, the offset in the Markdown text.
    """

    text: str = ""
    kind: BlockKind = "paragraph"
    depth: int = 0
    is_quotation: bool = False
    links: list[Stretch[str]] = field(default_factory=list)
    references: list[Stretch[authored.Reference | authored.MergeField]] = field(
        default_factory=list
    )
    strong: list[Stretch[str]] = field(default_factory=list)
    points: list[int] = field(default_factory=list)


class BlockReader:
    """Reads the blocks of one Markdown text, and finds where each character stands in it."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", written))]
        self.position = 0

    def read(
        self,
        blocks: authored.AuthoredBlocks,
        kind: BlockKind = "paragraph",
        *,
        is_quotation: bool = False,
    ) -> Iterator[RawBlock]:
        """Every paragraph, heading, list entry and cell, in reading order."""
        for block in blocks:
            match block:
                case authored.AuthoredParagraph(runs=runs, line=line):
                    yield self._block(runs, line, RawBlock(kind=kind, is_quotation=is_quotation))
                case authored.AuthoredHeading(runs=runs, line=line, depth=depth):
                    heading = RawBlock(kind="heading", depth=depth, is_quotation=is_quotation)
                    yield self._block(runs, line, heading)
                case authored.AuthoredList(entries=entries):
                    for entry in entries:
                        yield from self.read(entry, "list entry", is_quotation=is_quotation)
                case authored.AuthoredQuote(blocks=inner):
                    yield from self.read(inner, kind, is_quotation=True)
                case authored.AuthoredTable():
                    yield from self._cells(block)

    def _block(self, runs: authored.AuthoredRuns, line: int, block: RawBlock) -> RawBlock:
        self.position = self.line_starts[min(line, len(self.line_starts) - 1)]
        self._skip_marks(runs)
        return self._filled(runs, block)

    def _filled(self, runs: authored.AuthoredRuns, block: RawBlock) -> RawBlock:
        self._runs(runs, block)
        end = block.points[-1] + 1 if block.points else self.position
        block.points.append(min(end, len(self.written)))
        return block

    def _skip_marks(self, runs: authored.AuthoredRuns) -> None:
        first = runs[0].text if runs and isinstance(runs[0], authored.Words) else ""
        while match := _MARK.match(self.written, self.position):
            if first and first.startswith(match[0].strip()):
                break
            self.position = match.end()
        self._skip(_BLANKS)

    def _cells(self, table: authored.AuthoredTable) -> Iterator[RawBlock]:
        for row, cells in enumerate((table.header, *table.rows)):
            # A line of dashes stands under the header.
            line = table.line + row + (1 if row else 0)
            self.position = self.line_starts[min(line, len(self.line_starts) - 1)]
            self._skip(_MARGIN)
            for cell in cells:
                if self.written.startswith("|", self.position):
                    self.position += 1
                self._skip(_BLANKS)
                if cell:
                    yield self._filled(cell, RawBlock(kind="cell"))
                self._skip_to_bar()

    def _skip_to_bar(self) -> None:
        self._skip(_CELL)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.written, self.position)
        self.position = match.end() if match else self.position

    # --- Runs ---

    def _runs(self, runs: authored.AuthoredRuns, block: RawBlock) -> None:
        for run in runs:
            match run:
                case authored.Words(text=text):
                    self._words(text, block)
                case authored.Bold(runs=inner):
                    self._marked(inner, "bold", block)
                case authored.Italic(runs=inner):
                    self._marked(inner, "italic", block)
                case authored.LineBreak():
                    self._words(" ", block)
                case authored.Anchor(runs=inner, target=target):
                    self._anchor(inner, target, block)
                case authored.Reference() | authored.MergeField():
                    self._slot(run, block)
                case authored.ReservedLink(words=words):
                    self._braces(self.written.find("{{", self.position), words or "", block)
                case authored.PartReference():
                    self._braces(self._offset(run.line, run.column), "", block)

    def _marked(self, runs: authored.AuthoredRuns, what: str, block: RawBlock) -> None:
        start = len(block.text)
        self._runs(runs, block)
        block.strong.append(Stretch(start, len(block.text), what))

    def _slot(self, run: authored.Reference | authored.MergeField, block: RawBlock) -> None:
        if isinstance(run, authored.Reference):
            words = run.otherwise or run.target or run.kind
        else:
            words = run.fallback or ""
        start = len(block.text)
        self._braces(self._offset(run.line, run.column), words, block)
        block.references.append(Stretch(start, len(block.text), run))

    def _offset(self, line: int, column: int) -> int:
        return self.line_starts[min(line, len(self.line_starts) - 1)] + column

    def _braces(self, start: int, words: str, block: RawBlock) -> None:
        """Words that stand for `{{ ... }}`: all of them are where the braces open."""
        if start < 0:
            start = self.position
        block.text += words
        block.points.extend([start] * len(words))
        end = self.written.find("}}", start)
        self.position = end + 2 if end >= 0 else start

    def _anchor(self, runs: authored.AuthoredRuns, target: str, block: RawBlock) -> None:
        start = len(block.text)
        while self.written[self.position : self.position + 1] in ("*", "_"):
            self.position += 1
        opening = self.written[self.position : self.position + 1]
        has_brackets = opening == "[" and not target.startswith("[")
        if has_brackets or opening == "<":
            self.position += 1
        self._runs(runs, block)
        block.links.append(Stretch(start, len(block.text), target))
        if has_brackets:
            self._skip_target()
        elif opening == "<" and self.written.startswith(">", self.position):
            self.position += 1

    def _skip_target(self) -> None:
        opening = self.written.find("](", self.position)
        if opening < 0:
            return
        depth = 0
        for position in range(opening + 1, len(self.written)):
            letter = self.written[position]
            depth += {"(": 1, ")": -1}.get(letter, 0)
            if depth == 0 or letter == "\n":
                self.position = position + 1
                return
        self.position = len(self.written)

    def _words(self, text: str, block: RawBlock) -> None:
        block.text += text
        if self.written.startswith(text, self.position):
            block.points.extend(range(self.position, self.position + len(text)))
            self.position += len(text)
            return
        for letter in text:
            block.points.append(self._find(letter))

    def _find(self, letter: str) -> int:
        """Where a printed character stands; moves on past it."""
        written, last = self.written, min(self.position + _MOST_SKIPPED, len(self.written))
        position = self.position
        while position < last:
            here = written[position]
            if here == "\\" and written[position + 1 : position + 2] == letter:
                self.position = position + 2
                return position + 1
            if here == letter and not self._is_entity(position, letter):
                self.position = position + 1
                return position
            if here == "\n" and letter == " ":
                match = _MARGIN.match(written, position + 1)
                self.position = match.end() if match else position + 1
                return position
            entity = _ENTITY.match(written, position) if here == "&" else None
            if entity is not None and html.unescape(entity[0]) == letter:
                self.position = entity.end()
                return position
            position += 1
        return min(self.position, len(written))

    def _is_entity(self, position: int, letter: str) -> bool:
        """Whether an ampersand is written as an entity, which is passed as a whole."""
        if letter != "&":
            return False
        entity = _ENTITY.match(self.written, position)
        return entity is not None and html.unescape(entity[0]) == letter


def value_points(value: str, text: str, start: int, end: int) -> Sequence[int]:
    """For each character of a YAML value, and for its end, its offset in the file.

    Quotes, escapes, folded lines and indentation are passed over.

    Args:
        value: As YAML reads it.
        text: The whole file.
        start: Where the value begins, at its quote or bar where it has one.
        end: Where it ends.
    """
    if text.startswith(value, start):
        return range(start, start + len(value) + 1)
    header = _BLOCK_SCALAR.match(text, start)
    position = header.end() if header else start
    is_escaped = text.startswith('"', start)
    end = max(end, start)
    points: list[int] = []
    if text[start : start + 1] in ("'", '"'):
        position += 1
    for letter in value:
        position, point = _next_point(letter, text, position, end, is_escaped=is_escaped)
        points.append(point)
    points.append(min(points[-1] + 1, len(text)) if points else start)
    return points


def _next_point(
    letter: str, text: str, position: int, end: int, *, is_escaped: bool
) -> tuple[int, int]:
    """Where to go on after a character of a value, and where it stands."""
    if text[position : position + 1] == letter and not (is_escaped and letter == "\\"):
        doubled = 2 if letter == "'" and text.startswith("''", position) else 1
        return position + doubled, position
    if is_escaped and (escape := _ESCAPE.match(text, position)):
        return escape.end(), position
    if letter == " " and text[position : position + 1] == "\n":
        rest = _SPACE.match(text, position)
        return (rest.end() if rest else position + 1), position
    found = text.find(letter, position, min(end, position + _MOST_SKIPPED))
    if found < 0:
        return position, min(position, max(end - 1, 0))
    return found + 1, found
