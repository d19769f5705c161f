"""Prose as the rules read it: block by block, each character with its place in the file.

A block is one paragraph, heading, list entry or cell of a Markdown text, or one field of a line.
Its `text` has straight quotes in place of curly ones, one for one, so that an index in it is an
index in what was typed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ebulletin.checks.aligning import BlockKind, BlockReader, RawBlock, Stretch, value_points
from ebulletin.checks.fields import Reading, TextField, text_fields
from ebulletin.checks.patterns import WORD
from ebulletin.findings import Edit, Place
from ebulletin.items.authored import MergeField, Reference
from ebulletin.items.markdown import parse_body
from ebulletin.source import Loc, Source

_SINGLE, _DOUBLE = re.compile("[\u2018-\u201b]"), re.compile("[\u201c-\u201f]")
_SENTENCE_END = re.compile(r"[.!?][\"')]{0,2}\s+(?=[A-Z0-9\"'(])")
_NOT_AN_END = re.compile(r"(?:^|[\s(\"'])(?:[A-Z]|Mr|Mrs|Ms|Dr|No|St|e\.g|i\.e|etc|vs)\.$")
_CLAUSE_CUT = re.compile(r"[,;:](?!\d)|\b(?:and|or|but)\b", re.IGNORECASE)
_SPEECH = re.compile(r'"[^"]+"')
_LEAST_SPOKEN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A run of prose that stands on its own.

    Attributes:
        text: The words, with straight quotes; a reference is one word, a merge field its
            fallback, and formatting is gone.
        typed: The same, as typed.
        kind: `line` for a field of one line.
        loc: Where in the file it belongs; empty for the body below the front matter.
        depth: Of a heading: 2 for `##`.
        is_quotation: The whole of it is somebody's words, so that checks of style pass it by.
        links: The stretches that are links, with their targets as `what`.
        references: The stretches that stand for a reference or a merge field.
        strong: The stretches in bold or italics.
        points: For each character, and for the end, its offset in the file.
    """

    path: str
    text: str
    typed: str
    kind: BlockKind
    loc: Loc
    depth: int = 0
    is_quotation: bool = False
    links: tuple[Stretch[str], ...] = ()
    references: tuple[Stretch[Reference | MergeField], ...] = ()
    strong: tuple[Stretch[str], ...] = ()
    points: Sequence[int] = field(default=(), repr=False)
    line_starts: Sequence[int] = field(default=(), repr=False)

    def place(self, index: int = 0) -> Place:
        """Where a character stands in the file."""
        return self._at(self.points[min(index, len(self.points) - 1)])

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The change of one stretch; it covers what stands between its first and last character."""
        after = self.points[end - 1] + 1 if end > start else self.points[start]
        return Edit(self.place(start), self._at(after), text)

    def is_speech(self, index: int) -> bool:
        """Whether a character is in quoted speech."""
        return self.is_quotation or any(s <= index < e for s, e in self._spoken())

    def is_in_link(self, index: int) -> bool:
        """Whether a character is in the words of a link."""
        return any(link.start <= index < link.end for link in self.links)

    @property
    def outside_links(self) -> str:
        """The text with the words of links blotted out, of equal length."""
        return _blotted(self.text, self.links)

    @property
    def outside_references(self) -> str:
        """The text with references and merge fields blotted out, of equal length."""
        return _blotted(self.text, self.references)

    @property
    def own_words(self) -> str:
        """The text without references and quoted speech, blotted out, of equal length."""
        if self.is_quotation:
            return "\0" * len(self.text)
        spoken = [Stretch(start, end, "") for start, end in self._spoken()]
        return _blotted(self.outside_references, spoken) if spoken else self.outside_references

    def words(self) -> list[re.Match[str]]:
        """The words with their positions."""
        return list(WORD.finditer(self.text))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence."""
        yield from _sentences(self.text)

    def sentence_at(self, index: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a character."""
        sentences = _sentences(self.text)
        found = bisect_right(sentences, index, key=lambda sentence: sentence[1])
        return sentences[found] if found < len(sentences) else (0, len(self.text))

    def clause_at(self, index: int) -> tuple[int, int]:
        """Start and end of the clause that holds a character."""
        start, end = self.sentence_at(index)
        cuts = _clause_cuts(self.text)
        before = bisect_right(cuts, index, key=lambda cut: cut[1])
        after = bisect_right(cuts, index, key=lambda cut: cut[0])
        if before:
            start = max(start, cuts[before - 1][1])
        return start, min(end, cuts[after][0]) if after < len(cuts) else end

    def words_between(self, first: int, second: int) -> int:
        """How many words stand between two points."""
        start, end = sorted((first, second))
        return sum(1 for _ in WORD.finditer(self.text, start, end))

    def _at(self, point: int) -> Place:
        line = bisect_right(self.line_starts, point)
        return Place(self.path, line, point - self.line_starts[line - 1] + 1)

    def _spoken(self) -> Iterator[tuple[int, int]]:
        yield from _speech(self.text)


# Rules ask for these again and again of the same text.
@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if _NOT_AN_END.search(text, max(start, match.start() - 5), match.start() + 1):
            continue
        found.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return tuple(found)


@lru_cache(maxsize=1024)
def _clause_cuts(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _CLAUSE_CUT.finditer(text))


@lru_cache(maxsize=1024)
def _speech(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        match.span()
        for match in _SPEECH.finditer(text)
        if sum(1 for _ in WORD.finditer(match[0])) >= _LEAST_SPOKEN_WORDS
    )


def fold(text: str) -> str:
    """Curly quotes and apostrophes as straight ones, one for one."""
    return text if text.isascii() else _DOUBLE.sub('"', _SINGLE.sub("'", text))


def prose_of(source: Source) -> tuple[Block, ...]:
    """Every block of a file that a reader would see: fields in the order written, then the body.

    The same file is read once, however many rules ask.
    """
    return _prose(_Key(source))


def forget_prose() -> None:
    """Let go of what was read: a process that stays would keep every version of each file."""
    _prose.cache_clear()


class _Key:
    """Makes a source a key of the cache by what it holds."""

    __slots__ = ("_hash", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self._hash = hash((source.path, source.text))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Key):
            return NotImplemented
        mine, yours = self.source, other.source
        return mine is yours or (mine.path, mine.text) == (yours.path, yours.text)


# More than the items of any workspace known: rules go through all of them one after another, and a
# cache that is too small by one then forgets each just before it is asked for again.
@lru_cache(maxsize=32_768)
def _prose(key: _Key) -> tuple[Block, ...]:
    source = key.source
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))]
    blocks: list[Block] = []
    for each in text_fields(source):
        blocks.extend(_blocks_of_field(source, each, starts))
    if source.body.strip():
        base = starts[min(source.body_line, len(starts)) - 1]
        points = range(base, base + len(source.body) + 1)
        is_quotation = "quoted_from" in source.fields
        read = BlockReader(source.body).read(parse_body(source.body).blocks)
        blocks.extend(_block(source.path, raw, (), points, starts, is_quotation) for raw in read)
    return tuple(blocks)


def _blocks_of_field(source: Source, each: TextField, starts: Sequence[int]) -> Iterator[Block]:
    is_quotation = each.loc[:1] == ("quotes",) and each.loc[-1] not in ("who", "context")
    points = value_points(each.value, source.text, *_offsets(source, each.loc, starts))
    kind: BlockKind | None = "line" if each.reading is Reading.LINE else None
    for raw in BlockReader(each.value).read(each.parsed()):
        yield _block(source.path, raw, each.loc, points, starts, is_quotation, kind)


def _block(
    path: str, raw: RawBlock, loc: Loc, points: Sequence[int], starts: Sequence[int],
    is_quotation: bool, kind: BlockKind | None = None,
) -> Block:  # fmt: skip
    return Block(
        path=path,
        text=fold(raw.text),
        typed=raw.text,
        kind=kind or raw.kind,
        loc=loc,
        depth=raw.depth,
        is_quotation=is_quotation or raw.is_quotation,
        links=tuple(raw.links),
        references=tuple(raw.references),
        strong=tuple(raw.strong),
        points=[points[min(point, len(points) - 1)] for point in raw.points],
        line_starts=starts,
    )


def _offsets(source: Source, loc: Loc, starts: Sequence[int]) -> tuple[int, int]:
    span = source.span(*loc)
    if span is None:
        place = source.place(*loc)
        start = starts[place.line - 1] + place.column - 1
        return start, start
    first, last = (starts[place.line - 1] + place.column - 1 for place in span)
    return first, last


def _blotted(text: str, stretches: Iterable[Stretch[Any]]) -> str:
    parts, position = [], 0
    for each in sorted(stretches, key=lambda stretch: stretch.start):
        parts.append(text[position : each.start])
        parts.append("\0" * (each.end - max(each.start, position)))
        position = max(each.end, position)
    return "".join((*parts, text[position:]))
