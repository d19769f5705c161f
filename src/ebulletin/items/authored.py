"""The shape of text as its author wrote it: blocks, words, and references not yet filled in."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Strong words."""

    runs: "AuthoredRuns"


@dataclass(frozen=True, slots=True)
class Italic:
    """Emphasised words."""

    runs: "AuthoredRuns"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: the target is an address, `item:<id>`, `unknown`, `unsubscribe` or `view_online`."""

    runs: "AuthoredRuns"
    target: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`{{ phone: mash / Consultation | the hub }}`: a detail of a contact, filled in at build time.

    Attributes:
        kind: Which detail.
        target: Id of the contact; empty for `join`.
        detail: The label or network after the slash.
        otherwise: The words after the bar, for variants that may not show the detail; None
            without a bar.
        line: In the text, counted from 0.
        column: In that line, counted from 0.
    """

    kind: Literal["phone", "email", "web", "hours", "social", "name", "contact", "join"]
    target: str
    detail: str | None
    otherwise: str | None
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class MergeField:
    """`{{ first_name | colleague }}`: filled in by the mailing tool; known or not."""

    name: str
    fallback: str | None
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class ReservedLink:
    """`{{ unsubscribe }}` or `{{ view_online | words }}`."""

    name: Literal["unsubscribe", "view_online"]
    words: str | None


@dataclass(frozen=True, slots=True)
class PartReference:
    """`{{ actions: 1 }}`: places a part of the item; `number` counts from 1, None means all."""

    part: str
    number: int | None
    line: int = 0
    column: int = 0


AuthoredInline = (
    Words | Bold | Italic | LineBreak | Anchor | Reference | MergeField | ReservedLink
    | PartReference
)  # fmt: skip
AuthoredRuns = tuple[AuthoredInline, ...]


@dataclass(frozen=True, slots=True)
class AuthoredParagraph:
    """A paragraph; `line` counts from 0 in the body, as everywhere here."""

    runs: AuthoredRuns
    line: int


@dataclass(frozen=True, slots=True)
class AuthoredHeading:
    """A heading; `depth` is 2 for `##` and 3 for `###`."""

    depth: int
    runs: AuthoredRuns
    line: int


@dataclass(frozen=True, slots=True)
class AuthoredList:
    """A list, bulleted or numbered."""

    is_numbered: bool
    entries: tuple["AuthoredBlocks", ...]
    line: int


@dataclass(frozen=True, slots=True)
class AuthoredQuote:
    """A block quotation."""

    blocks: "AuthoredBlocks"
    line: int


@dataclass(frozen=True, slots=True)
class AuthoredTable:
    """A table with a header row."""

    header: tuple[AuthoredRuns, ...]
    rows: tuple[tuple[AuthoredRuns, ...], ...]
    line: int


AuthoredBlock = (
    AuthoredParagraph | AuthoredHeading | AuthoredList | AuthoredQuote | AuthoredTable
    | PartReference
)  # fmt: skip
AuthoredBlocks = tuple[AuthoredBlock, ...]


@dataclass(frozen=True, slots=True)
class BodyFault:
    """Markdown that a body may not hold (check ITM112).

    Attributes:
        line: In the body, counted from 0.
        column: Counted from 0.
        words: The author's words in question.
        reason: What is wrong, as the rest of the sentence after the words.
        help: What to do.
        replacement: What mends it by itself, for `words` at this place, or None.
    """

    line: int
    column: int
    words: str
    reason: str
    help: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A parsed body: what can be printed, and what cannot stand."""

    blocks: AuthoredBlocks
    references: tuple[Reference | MergeField | PartReference | ReservedLink, ...] = ()
    faults: tuple[BodyFault, ...] = ()
