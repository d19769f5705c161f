"""Paragraphs, headings, lists, quotations and tables of a composed text."""

from dataclasses import dataclass
from typing import Literal

from ebulletin.bulletins.composed.inline import Runs
from ebulletin.bulletins.composed.parts import (
    Action,
    Attachment,
    Deadline,
    Decision,
    KeyMessage,
    Picture,
    Quotation,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: Runs
    node: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a body; `level` is the final one (3 to 6) in the page."""

    level: int
    runs: Runs
    node: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each entry is a run of blocks, so that a list may stand inside it."""

    is_numbered: bool
    entries: tuple["Blocks", ...]
    node: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class QuotedBlock:
    """A block quotation."""

    blocks: "Blocks"
    node: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a header row and at most four columns."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    node: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class PlacedParts:
    """Parts of the item that its author placed at this point of the body.

    It has the same fields as `Entry`, so one template piece prints both.
    """

    images: tuple["Picture", ...] = ()
    deadlines: tuple["Deadline", ...] = ()
    quotes: tuple["Quotation", ...] = ()
    key_messages: tuple["KeyMessage", ...] = ()
    decisions: tuple["Decision", ...] = ()
    actions: tuple["Action", ...] = ()
    attachments: tuple["Attachment", ...] = ()
    node: Literal["parts"] = "parts"


Block = Paragraph | Heading | ListBlock | QuotedBlock | TableBlock | PlacedParts
Blocks = tuple[Block, ...]
