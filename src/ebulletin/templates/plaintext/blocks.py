"""Bodies in plain text: paragraphs, lists, tables as labelled blocks, parts placed there."""

from collections.abc import Sequence

from ebulletin.bulletins.composed import (
    Block,
    Blocks,
    Heading,
    ListBlock,
    Paragraph,
    PlacedParts,
    QuotedBlock,
    Runs,
    TableBlock,
)
from ebulletin.templates.plaintext.lines import apart, indent, underlined
from ebulletin.templates.plaintext.parts import parts_lines
from ebulletin.templates.plaintext.pen import Pen

_UNDERLINED = {1: "=", 2: "-"}


def heading_lines(text: str, level: int, pen: Pen) -> list[str]:
    """A heading: the first two levels are underlined, the others stand on their own line."""
    if not text.strip():
        return []
    mark = _UNDERLINED.get(level)
    return underlined(text, mark) if mark else pen.lines(text)


def body_lines(blocks: Blocks, pen: Pen) -> list[str]:
    """A body: an empty line between its blocks, but none below a heading."""
    lines: list[str] = []
    is_below_heading = True
    for block in blocks:
        written = _block_lines(block, pen)
        if written and not is_below_heading:
            lines.append("")
        lines.extend(written)
        is_below_heading = isinstance(block, Heading)
    return lines


def _block_lines(block: Block, pen: Pen) -> list[str]:
    match block:
        case Paragraph(runs=runs):
            return pen.lines(pen.words(runs))
        case Heading(level=level, runs=runs):
            return heading_lines(pen.words(runs), level, pen)
        case ListBlock(is_numbered=is_numbered, entries=entries):
            return _list_lines(entries, pen, is_numbered=is_numbered)
        case QuotedBlock(blocks=inner):
            return indent(body_lines(inner, pen.narrower(2)))
        case TableBlock(header=header, rows=rows):
            return apart(_row_lines(header, row, pen) for row in rows)
        case PlacedParts():
            return parts_lines(block, pen)


def _list_lines(entries: Sequence[Blocks], pen: Pen, *, is_numbered: bool) -> list[str]:
    lines = []
    for number, entry in enumerate(entries, start=1):
        mark = f"{number}. " if is_numbered else "- "
        inside = _entry_lines(entry, pen.narrower(len(mark)))
        lines.extend(indent(inside, mark, " " * len(mark)))
    return lines


def _entry_lines(entry: Blocks, pen: Pen) -> list[str]:
    """One entry; a list that stands in it follows its words without an empty line."""
    lines: list[str] = []
    for block in entry:
        if lines and not isinstance(block, ListBlock):
            lines.append("")
        lines.extend(_block_lines(block, pen))
    return lines


def _row_lines(header: Sequence[Runs], row: Sequence[Runs], pen: Pen) -> list[str]:
    """One row of a table as a labelled block; a cell without words has no line."""
    lines: list[str] = []
    for label, cell in zip(header, row, strict=False):
        words, name = pen.words(cell), pen.words(label)
        if words.strip():
            first = "  " if lines else ""
            lines.extend(pen.lines(f"{name}: {words}" if name else words, first, "  "))
    return lines
