"""MJML text into elements, with the place of every tag and value; linear in the length of the text.

The engine's own reader forgets where things stand, accepts most slips in silence and ends the
process on deep nesting, so nothing reaches it that this reader has not understood.
"""

import re
from typing import NoReturn

from ebulletin.templates.mjml.components import ENDING_TAGS
from ebulletin.templates.mjml.entities import plain
from ebulletin.templates.mjml.model import (
    MOST_PROBLEMS,
    Attribute,
    Element,
    MjmlError,
    MjmlFile,
    MjmlProblem,
    Spot,
)

DEEPEST = 100
"""Elements inside each other; the engine ends the process at some thousands. Real mail has ten."""

LARGEST_IN_BYTES = 1_000_000
"""Of one document with all it includes; ten times what Gmail shows before it clips."""

# What XML 1.0 forbids, and halves of characters: neither may reach the engine.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = " \t\r\n"
_SPACE = re.compile(rf"[{_SPACES}]*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
_CLOSE = re.compile(r"</([A-Za-z][A-Za-z0-9_.:-]*)[ \t\r\n]*>")
_EQUALS = re.compile(r"[ \t\r\n]*=[ \t\r\n]*")
_UNQUOTED = re.compile(r"[^\s\"'<>=/]+")
# An attribute in which nothing can be wrong; all others are read piece by piece.
_USUAL = re.compile(r"[ \t\r\n]+([A-Za-z][A-Za-z0-9_.:-]*)=\"([^\"<\n]*)\"")
_TAG_END = re.compile(r"/?>")
_CONDITIONAL = re.compile(r"\s*\[if\b|\s*<!\[endif", re.IGNORECASE)
_FORGOTTEN_QUOTE = re.compile(r"</?mj|\n[ \t]*<")


class _Open:
    """An element whose closing tag is still to come."""

    __slots__ = ("attributes", "children", "spot", "tag")

    def __init__(self, tag: str, spot: Spot, attributes: tuple[Attribute, ...]) -> None:
        self.tag = tag
        self.spot = spot
        self.attributes = attributes
        self.children: list[Element] = []


def parse(text: str, name: str, problems: list[MjmlProblem]) -> tuple[Element, ...]:
    """Read the elements that stand side by side in a file.

    Args:
        text: One `mjml` element, or a piece of one in a file that is to be included.
        name: Of the file, for the problems.
        problems: Takes what is wrong but does not hide what follows.

    Raises:
        MjmlError: It cannot be known what was meant from some point on.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _Reader(MjmlFile(name, text), problems).elements()


class _Reader:
    """Walks once through a file, from one `<` to the next."""

    def __init__(self, file: MjmlFile, problems: list[MjmlProblem]) -> None:
        self.file = file
        self.text = file.text
        self.problems = problems
        self.roots: list[Element] = []
        self.open: list[_Open] = []

    def elements(self) -> tuple[Element, ...]:
        self._refuse_what_cannot_be_read()
        at = 0
        while (less := self.text.find("<", at)) >= 0:
            self._refuse_text(at, less)
            at = self._read_tag(less)
        self._refuse_text(at, len(self.text))
        if self.open:
            last = self.open[-1]
            self._stop(
                last.spot.offset,
                f"<{last.tag}> is never closed",
                f"Write </{last.tag}> where it ends.",
            )
        return tuple(self.roots)

    def _refuse_what_cannot_be_read(self) -> None:
        found = _UNREADABLE.search(self.text)
        if found:
            self._stop(
                found.start(),
                f"the character U+{ord(found[0]):04X} cannot stand in an e-mail",
                "Take it out; it is invisible and most likely came in by copying.",
            )
        if len(self.text.encode()) > LARGEST_IN_BYTES:
            self._stop(0, "the MJML is over 1 MB", "Split the bulletin, or shorten the theme.")

    def _read_tag(self, less: int) -> int:
        if self.text.startswith("<!--", less):
            return self._skip_comment(less)
        if self.text.startswith("</", less):
            return self._close(less)
        if self.text.startswith("<?xml", less) and not self.text[:less].strip():
            end = self.text.find("?>", less)
            if end >= 0:
                return end + 2
        return self._open(less)

    def _skip_comment(self, less: int) -> int:
        end = self.text.find("-->", less + 4)
        if end < 0:
            self._stop(less, "a comment is never closed", "Write --> where it ends.")
        if _CONDITIONAL.match(self.text, less + 4):
            self._report(
                less,
                "a comment for Outlook stands between MJML tags, where it would be lost",
                "Put it into <mj-raw>...</mj-raw>.",
            )
        return end + 3

    def _close(self, less: int) -> int:
        found = _CLOSE.match(self.text, less)
        if not found:
            self._stop(less, "a closing tag is not finished", "Write it as </mj-section>.")
        tag = found[1]
        if not self.open:
            self._stop(
                less, f"</{tag}> closes nothing", f"Take it out, or write <{tag}> before it."
            )
        last = self.open.pop()
        if last.tag != tag:
            line, _ = self.file.line_and_column(last.spot.offset)
            self._stop(
                less,
                f"</{tag}> stands where </{last.tag}> belongs (opened in line {line})",
                f"Close <{last.tag}> first, or take </{tag}> out.",
            )
        self._add(Element(tag, last.spot, last.attributes, tuple(last.children)))
        return found.end()

    def _open(self, less: int) -> int:
        found = _NAME.match(self.text, less + 1)
        if not found:
            self._stop(less, "`<` stands where no tag begins", "Write it as &lt; inside a text.")
        tag = found[0]
        attributes, at = self._read_attributes(tag, found.end())
        spot = self._spot(less)
        ending = _TAG_END.match(self.text, at)
        if not ending:
            self._stop(less, f"the tag <{tag} is never finished", "Write > or /> where it ends.")
        at = ending.end()
        is_ending_tag = tag in ENDING_TAGS
        if ending[0] == "/>":
            self._add(Element(tag, spot, attributes, body="" if is_ending_tag else None))
        elif is_ending_tag:
            at = self._read_body(tag, spot, attributes, at)
        else:
            self.open.append(_Open(tag, spot, attributes))
            if len(self.open) > DEEPEST:
                self._stop(
                    less,
                    f"more than {DEEPEST} tags stand inside each other",
                    "Look for one that is never closed, and close it.",
                )
        return at

    def _read_body(
        self, tag: str, spot: Spot, attributes: tuple[Attribute, ...], start: int
    ) -> int:
        closing = re.compile(rf"</{tag}[ \t\r\n]*>").search(self.text, start)
        if not closing:
            self._stop(spot.offset, f"<{tag}> is never closed", f"Write </{tag}> where it ends.")
        body = self.text[start : closing.start()]
        self._add(Element(tag, spot, attributes, (), body, self._spot(start)))
        return closing.end()

    def _read_attributes(self, tag: str, at: int) -> tuple[tuple[Attribute, ...], int]:
        found: dict[str, Attribute] = {}
        file = self.file
        while (usual := _USUAL.match(self.text, at)) and usual[1] not in found:
            found[usual[1]] = Attribute(
                usual[1],
                plain(usual[2]),
                Spot(file, usual.start(1)),
                Spot(file, usual.start(2)),
            )
            at = usual.end()
        while True:
            after = _space_end(self.text, at)
            name = _NAME.match(self.text, after)
            if not name:
                return tuple(found.values()), after
            if after == at:
                self._report(
                    after, f"no space before {name[0]!r}", "Put a space between attributes."
                )
            attribute, at = self._read_attribute(tag, name[0], after, name.end())
            if attribute.name in found:
                self._report(
                    after,
                    f"{attribute.name!r} is written twice on <{tag}>",
                    "Keep the one that is meant.",
                )
            found.setdefault(attribute.name, attribute)

    def _read_attribute(self, tag: str, name: str, start: int, at: int) -> tuple[Attribute, int]:
        equals = _EQUALS.match(self.text, at)
        if not equals:
            self._report(start, f"{name!r} on <{tag}> has no value", f'Write {name}="...".')
            return Attribute(name, "", self._spot(start), self._spot(start)), at
        at = equals.end()
        quote = self.text[at : at + 1]
        if quote not in ('"', "'"):
            bare = _UNQUOTED.match(self.text, at)
            value, end = (bare[0], bare.end()) if bare else ("", at)
            self._report(
                at, f"the value of {name!r} has no quotes", f'Write {name}="{value or "..."}".'
            )
            return Attribute(name, value, self._spot(start), self._spot(at)), end
        end = self.text.find(quote, at + 1)
        value = self.text[at + 1 : end]
        if end < 0 or _FORGOTTEN_QUOTE.search(value):
            self._stop(at, f"the quote of {name!r} is never closed", f"Write {quote} at its end.")
        return Attribute(name, plain(value), self._spot(start), self._spot(at + 1)), end + 1

    def _refuse_text(self, start: int, end: int) -> None:
        if not self.text[start:end].strip(_SPACES):
            return
        begin = _space_end(self.text, start)
        words = " ".join(self.text[begin : min(end, begin + 60)].split())
        where = f"directly in <{self.open[-1].tag}>" if self.open else "outside every tag"
        self._report(
            begin,
            f"the text {words[:40]!r} stands {where}, where it would be lost",
            "Put it into <mj-text>...</mj-text> inside a column.",
        )

    def _add(self, element: Element) -> None:
        (self.open[-1].children if self.open else self.roots).append(element)

    def _spot(self, offset: int) -> Spot:
        return Spot(self.file, offset)

    def _report(self, offset: int, message: str, help_: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(self._spot(offset).problem(message, help_))

    def _stop(self, offset: int, message: str, help_: str) -> NoReturn:
        self._report(offset, message, help_)
        raise MjmlError(self.problems)


def _space_end(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
