"""Bytes to text, and text to a source: front matter and body, or plain YAML."""

import codecs
import re

import yaml

from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.source.model import Source, place_at
from ebulletin.source.quoting import quoted
from ebulletin.source.slips import explain
from ebulletin.source.tree import Tree, UnreadableError

_OPENING = re.compile(r"(?:[ \t]*\n)*---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOOKALIKE = re.compile(r"^[-–—_=*][-–—_=* \t]*$", re.MULTILINE)
_FIELD_LINE = re.compile(r"\s|-\s|#|[\]}]|[\"']?[\w.-]+[\"']?:(?:\s|\Z)")
_LETTERS_BEFORE = 20
# C1 controls (U+0080 to U+009F) are letters of Windows-1252 that were read as Latin-1.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode(raw: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """Bytes of a file to its text: UTF-8 with or without a byte-order mark, line ends to LF.

    What is not UTF-8 is one ITM101 at the first byte that does not fit.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [_wrong_encoding(Place(path), "the file is saved as UTF-16")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = 3 if raw.startswith(codecs.BOM_UTF8) else 0
        before = raw[start : start + error.start].decode("utf-8", "replace")
        place = place_at(path, _with_lf(before), len(_with_lf(before)))
        word = _word_round(raw[start:], error.start)
        message = f"the file is not saved as UTF-8: it cannot be read at {quoted(word)}"
        return None, [_wrong_encoding(place, message)]
    return _with_lf(text), []


def read_item_source(text: str, path: str) -> tuple[Source | None, list[Finding]]:
    """Read an item's file: YAML front matter between two `---` lines, and Markdown below it.

    Findings are ITM101 to ITM103, ITM104 (a comma inside braces), ITM110 and ITM111; the source is
    None where the fields cannot be read at all.
    """
    text = _with_lf(text).removeprefix("\ufeff")
    if finding := _refused_character(text, path):
        return None, [finding]
    opening = _OPENING.match(text)
    if opening is None:
        return None, [_not_opened(text, path)]
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None, [_not_closed(text, path, opening.end())]
    tree, findings = _read(path, text, opening.end(), closing.start(), is_item=True)
    if tree is None:
        return None, findings
    body_line = text.count("\n", 0, closing.end()) + 1
    body = text[closing.end() :]
    return Source(path, text, tree.fields, body, body_line, tree.spots), findings


def read_yaml_source(text: str, path: str) -> tuple[Source | None, list[Finding]]:
    """Read a file that is YAML from top to bottom; findings as for an item."""
    text = _with_lf(text).removeprefix("\ufeff")
    if finding := _refused_character(text, path):
        return None, [finding]
    tree, findings = _read(path, text, 0, len(text), is_item=False)
    if tree is None:
        return None, findings
    end_line = text.count("\n") + 1
    return Source(path, text, tree.fields, "", end_line, tree.spots), findings


def _read(
    path: str, text: str, start: int, end: int, *, is_item: bool
) -> tuple[Tree | None, list[Finding]]:
    tree = Tree(path, text, start, end)
    try:
        tree.fill()
    except UnreadableError as error:
        finding = error.finding or explain(tree, error.index, None, is_item=is_item)
        return None, [*tree.remarks.found, finding]
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        index = mark.index if mark is not None else 0
        finding = tree.tab_indent(index) or explain(tree, index, error, is_item=is_item)
        return None, [finding]
    return tree, tree.remarks.found


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refused_character(text: str, path: str) -> Finding | None:
    match = _REFUSED.search(text)
    if match is None:
        return None
    index, code = match.start(), ord(match[0])
    first, last = (place_at(path, text, each) for each in (index, index + 1))
    if text.count("\x00") > len(text) // 4:
        return _wrong_encoding(first, "the file is saved as UTF-16")
    return Finding(
        first,
        "ITM101",
        Severity.ERROR,
        f"a character that cannot be shown (U+{code:04X}) stands in {_line_round(text, index)}",
        "Type the word again, or paste the text again as plain text.",
        (Edit(first, last, _meant_by(match[0])),),
    )


def _meant_by(character: str) -> str:
    """The letter of Windows-1252, a space for what word processors use to break lines, or none."""
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "ignore")
    return " " if character in "\x0b\x0c" else ""


def _line_round(text: str, index: int) -> str:
    first = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    line = _REFUSED.sub("\ufffd", text[first : len(text) if end < 0 else end])
    around = max(0, index - first - _LETTERS_BEFORE)
    return quoted(line[around:])


def _wrong_encoding(place: Place, message: str) -> Finding:
    return Finding(
        place,
        "ITM101",
        Severity.ERROR,
        message,
        "Save it again with the encoding UTF-8 (in Notepad: Save as, Encoding, UTF-8).",
    )


def _word_round(raw: bytes, index: int) -> str:
    """The word at a byte, read as Windows-1252, which is what such a file mostly is."""
    first = max(raw.rfind(b" ", 0, index), raw.rfind(b"\n", 0, index)) + 1
    ends = [end for mark in (b" ", b"\n") if (end := raw.find(mark, index)) >= 0]
    return raw[first : min(ends, default=len(raw))].decode("cp1252", "replace")


def _not_opened(text: str, path: str) -> Finding:
    first = next((line for line in text.split("\n") if line.strip()), "")
    found = f"starts with {quoted(first)}" if first else "is empty"
    return Finding(
        Place(path),
        "ITM101",
        Severity.ERROR,
        f"an item starts with a line of three hyphens, and this file {found}",
        "Put '---' on the first line, the fields below it, and '---' again before the text.",
    )


def _not_closed(text: str, path: str, start: int) -> Finding:
    """No second `---`: name what stands in its place, or where the fields seem to end."""
    if match := _LOOKALIKE.search(text, start):
        first, last = (place_at(path, text, index) for index in match.span())
        return Finding(
            first,
            "ITM101",
            Severity.ERROR,
            f"the fields end with {quoted(match[0])} in place of three hyphens",
            "Write '---' on this line, without anything else.",
            (Edit(first, last, "---"),),
        )
    index = _end_of_fields(text, start)
    place = place_at(path, text, index)
    lead = "\n" if index and text[index - 1] != "\n" else ""
    return Finding(
        place,
        "ITM101",
        Severity.ERROR,
        "the fields at the top have no closing line of three hyphens",
        "Put a line '---' between the last field and the text.",
        (Edit(place, place, f"{lead}---\n"),),
    )


def _end_of_fields(text: str, start: int) -> int:
    """Where the text seems to begin: the first line that no field could be."""
    index = start
    for line in text[start:].splitlines(keepends=True):
        if line.strip() and not _FIELD_LINE.match(line):
            return index
        index += len(line)
    return len(text)
