"""Cuts finished content where a tool's own tags go, and puts them in."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ebulletin.export.model import Clash, FieldInTool, Part, Tool
from ebulletin.templates.content import UNSUBSCRIBE, VIEW_ONLINE, Content, merge_fields

_ADDRESSES = re.compile(f"{re.escape(UNSUBSCRIBE)}|{re.escape(VIEW_ONLINE)}")
# Markup that the product writes, in which no author's word stands; and neutral fields.
_FIELD = r"\{\{[^{}]*\}\}"
_KEPT = re.compile(_FIELD)
_KEPT_WITH_OURS = re.compile(rf"<!--.*?-->|<style\b.*?</style>|{_FIELD}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NO_NAME = re.compile(r"[^a-z0-9]+")

Kind = Literal["literal", "field", "unsubscribe", "view_online"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of content: words that stay, or a place that the tool fills.

    Attributes:
        text: The words as they stand.
        name: Of a merge field.
        fallback: Its words for a reader without a value.
    """

    kind: Kind
    text: str
    name: str = ""
    fallback: str = ""


def pieces_of(text: str) -> Iterator[Piece]:
    """Cut a text at its merge fields and neutral addresses; joined again it is the same text."""
    marks: list[tuple[int, int, Piece]] = [
        (each.start, each.end,
         Piece("field", text[each.start : each.end], each.name, each.fallback))
        for each in merge_fields(text)
    ]  # fmt: skip
    for found in _ADDRESSES.finditer(text):
        kind: Kind = "unsubscribe" if found[0] == UNSUBSCRIBE else "view_online"
        marks.append((found.start(), found.end(), Piece(kind, found[0])))
    at = 0
    for start, end, piece in sorted(marks, key=lambda mark: mark[0]):
        if start > at:
            yield Piece("literal", text[at:start])
        yield piece
        at = end
    if at < len(text):
        yield Piece("literal", text[at:])


class Filling:
    """Fills content with one tool's tags, and gathers what the tool cannot take.

    Attributes:
        clashes: What was refused so far.
        fields: The merge fields met so far, by neutral name.
    """

    def __init__(self, tool: Tool, public_page: str | None, allowed: frozenset[str]) -> None:
        """Start with nothing filled.

        Args:
            tool: Whose tags are put in.
            public_page: What the neutral address of the page online stands for.
            allowed: Names of the fields that the partnership's own settings add.
        """
        self.tool = tool
        self.public_page = public_page or ""
        self.allowed = allowed
        self.clashes: list[Clash] = []
        self.fields: dict[str, FieldInTool] = {}
        self._codes = [(each, re.compile(each.pattern)) for each in tool.codes]

    def html(self, text: str) -> str:
        """An HTML document for the tool."""
        parts = []
        for piece in pieces_of(self._escaped(text)):
            match piece.kind:
                case "literal":
                    parts.append(piece.text)
                case "field":
                    parts.append(self._field(piece, "the e-mail"))
                case "unsubscribe":
                    parts.append(self.tool.unsubscribe)
                case _:
                    parts.append(html.escape(self.public_page))
        document = "".join(parts)
        return self._with_comments(document) if self.tool.comment else document

    def _with_comments(self, document: str) -> str:
        """The document with comments that the tool would drop in the form that it keeps."""

        def written(found: re.Match[str]) -> str:
            if "`" in found[0] or "{{" in found[0]:
                self._refuse("the e-mail", found[0], f"{self.tool.name} cannot keep this comment",
                             "Take braces and grave accents out of it in your theme.")  # fmt: skip
            return self.tool.comment.format(comment=found[0])

        return _COMMENT.sub(written, document)

    def text(self, text: str, part: Part = "the plain text") -> str:
        """A plain text, subject or preheader for the tool."""
        parts = []
        for piece in pieces_of(text):
            if piece.kind == "literal":
                parts.append(self._checked_text(piece.text, part))
            elif piece.kind == "field":
                parts.append(self._field(piece, part))
            else:
                parts.append(self._address(piece, self.tool.unsubscribe_in_text))
        return "".join(parts)

    def _address(self, piece: Piece, unsubscribe: str) -> str:
        return unsubscribe if piece.kind == "unsubscribe" else self.public_page

    def _field(self, piece: Piece, part: Part) -> str:
        name = name_in_tool(self.tool, piece.name, self.allowed)
        fallback = html.unescape(piece.fallback) if part == "the e-mail" else piece.fallback
        if name is None:
            self._refuse(part, piece.text, f"{self.tool.name} has no field for {piece.name!r}",
                         "Use one of first_name, last_name, role and organisation, or name the "
                         "column under `merge_fields:` in partnership.yaml.")  # fmt: skip
            return ""
        self.fields.setdefault(piece.name, FieldInTool(piece.name, name, fallback))
        if not fallback:
            return self.tool.without_fallback.format(name=name)
        if self.tool.with_fallback is None:
            # The tool keeps the words itself, or every row of its list has a value.
            return self.tool.without_fallback.format(name=name)
        bad = sorted({each for each in fallback if each in self.tool.not_in_fallback})
        if bad:
            self._refuse(part, piece.text,
                         f"{self.tool.name} cannot hold {' '.join(bad)} in the words for a reader "
                         "without a value",
                         "Choose other words behind the bar, such as `reader`.")  # fmt: skip
        shown = html.escape(fallback, quote=False) if part == "the e-mail" else fallback
        return self.tool.with_fallback.format(name=name, fallback=shown)

    def _escaped(self, text: str) -> str:
        """Author's words that the tool would take for code, written so that it does not.

        A numeric reference is the character to every reader of HTML, in text and in attributes,
        and nothing to a tool that looks for its tags in the source.
        """
        for code, pattern in self._codes:
            kept = _KEPT_WITH_OURS if code.is_ours_too else _KEPT
            text = _outside(text, kept, pattern)
        return text

    def _checked_text(self, text: str, part: Part) -> str:
        if self.tool.spares_brackets:
            text = text.replace("[", "(").replace("]", ")")
        for code, pattern in self._codes:
            for found in pattern.finditer(text):
                self._refuse(part, found[0],
                             f"{self.tool.name} would read {code.called} as code: {found[0]!r}",
                             "Write it in other words, without these signs.", "MRG105")  # fmt: skip
        return text

    def _refuse(
        self, part: Part, words: str, message: str, cure: str,
        code: Literal["MRG105", "MRG106"] = "MRG106",
    ) -> None:  # fmt: skip
        clash = Clash(part, words, message, cure, code)
        if clash not in self.clashes:
            self.clashes.append(clash)


def name_in_tool(tool: Tool, name: str, allowed: frozenset[str] = frozenset()) -> str | None:
    """The tool's name of a neutral field, or None where it has none."""
    known = tool.field_names.get(name)
    if known is not None or name not in allowed:
        return known
    words = [each for each in _NO_NAME.split(name.casefold()) if each]
    match tool.case:
        case "UPPER":
            made = "_".join(words).upper()
        case "Title":
            made = "".join(each.title() for each in words)
        case "words":
            made = " ".join(words)
        case _:
            made = "_".join(words)
    made = made[: tool.longest_name] if tool.longest_name else made
    return tool.own_field.format(name=made)


def _outside(text: str, kept: re.Pattern[str], pattern: re.Pattern[str]) -> str:
    """Write references for what matches, but not inside what is kept."""
    parts, at = [], 0
    for each in kept.finditer(text):
        parts.append(pattern.sub(_referenced, text[at : each.start()]))
        parts.append(each[0])
        at = each.end()
    parts.append(pattern.sub(_referenced, text[at:]))
    return "".join(parts)


def _referenced(found: re.Match[str]) -> str:
    """A match with each sign that opens code as a numeric reference."""
    return "".join(
        each if each.isalnum() or each in " \n<>&;#/=\"'" else f"&#{ord(each)};"
        for each in found[0]
    )


def spoken(content: Content, text: str, *, is_html: bool) -> str:
    """Content for a reader whom no tool knows: the fallback words, and our own addresses.

    For Outlook drafts, Word and the like, where nothing is filled in per recipient.
    """
    parts = []
    for piece in pieces_of(text):
        match piece.kind:
            case "literal":
                parts.append(piece.text)
            case "field":
                parts.append(piece.fallback)
            case "unsubscribe":
                parts.append(html.escape(content.leave) if is_html else content.leave)
            case _:
                page = content.public_page or ""
                parts.append(html.escape(page) if is_html else page)
    return "".join(parts)
