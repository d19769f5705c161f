"""Why a YAML text cannot be read: the slip that its author most likely made, and its cure.

A guess is only told when it is borne out: with the cure in place, reading gets past the fault.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ebulletin.findings import Edit, Finding, Severity
from ebulletin.source.model import place_at
from ebulletin.source.quoting import in_quotes, quoted
from ebulletin.source.tree import Tree, events

_MOST_GUESSES = 80
_LINES_ABOVE = 6
_SPECIAL = "{[&*!%@#>|`,?"
_QUOTES = "\"'"
_VALUE = re.compile(
    r"^(?P<lead>[ ]*(?:-[ ]+)*(?:[^\s:#\"'{\[,-][^:\n]*?:[ ]+)?)(?P<value>\S[^\n]*?)[ ]*$"
)
_GLUED = re.compile(r"^[ ]*(?:-[ ]+)?(?P<key>[a-z_]+):(?P<gap>\u00a0*)(?=[^\s/])")
_PIECE_START = re.compile(r"(?<=: )(?=\S)|(?<=[\[,{] )(?=\S)|(?<=\[)(?=\S)")
_PIECE_END = re.compile(r"[ ]*(?:, [A-Za-z_]+:(?= |$)|[\]}]|$)")
_INDENT = re.compile(r"[ ]*")
_CLOSERS = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Guess:
    """A slip that may be the cause, and the change of the YAML text that would cure it."""

    start: int
    end: int
    text: str
    message: str
    help: str
    is_fix: bool = True


def explain(tree: Tree, index: int, error: Any, *, is_item: bool) -> Finding:
    """The finding for a fault at an index of the tree's YAML text.

    Args:
        tree: What was being read.
        index: Where reading stopped.
        error: What the YAML reader said; None for a group in the place of a field's name.
        is_item: Whether a body may have slipped into the fields.
    """
    text = tree.yaml_text
    context = getattr(error, "context_mark", None)
    opened = context.index if context is not None else index
    if finding := _unfinished_quote(tree, opened, error):
        return finding
    fault = _first_fault(text)
    line_of_fault = text.count("\n", 0, index if fault is None else fault)
    for count, guess in enumerate(_guesses(text, opened, index)):
        if count >= _MOST_GUESSES:
            break
        cured = text[: guess.start] + guess.text + text[guess.end :]
        left = _first_fault(cured)
        if left is None or cured.count("\n", 0, left) > line_of_fault:
            return _as_finding(tree, guess)
    return _unexplained(tree, opened, index, error, is_item=is_item)


def _first_fault(text: str) -> int | None:
    """The index where reading a YAML text stops, or None if it goes through."""
    holders: list[list[bool]] = []  # [is a mapping, waits for a key]
    try:
        for event in events(text):
            if isinstance(event, yaml.CollectionEndEvent):
                holders.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            is_collection = isinstance(event, yaml.CollectionStartEvent)
            if holders and holders[-1][0]:
                if holders[-1][1] and is_collection:
                    return int(event.start_mark.index)
                holders[-1][1] = not holders[-1][1]
            if is_collection:
                holders.append([isinstance(event, yaml.MappingStartEvent), True])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.index if mark is not None else 0
    except (ValueError, OverflowError):
        return 0
    return None


def _as_finding(tree: Tree, guess: _Guess) -> Finding:
    first, last = (
        place_at(tree.path, tree.text, index + tree.base) for index in (guess.start, guess.end)
    )
    fix = (Edit(first, last, guess.text),) if guess.is_fix else ()
    return Finding(first, "ITM101", Severity.ERROR, guess.message, guess.help, fix)


def _unexplained(tree: Tree, opened: int, index: int, error: Any, *, is_item: bool) -> Finding:
    text = tree.yaml_text
    context = str(getattr(error, "context", "") or "")
    if "flow" in context and opened < len(text):
        at, message = opened, f"the bracket '{text[opened]}' that opens here is not closed properly"
        help_line = "Look for a missing bracket, comma or quotation mark after it."
    else:
        at, message = index, "the fields cannot be read from this line on"
        help_line = (
            "Look here and on the line above for a missing quotation mark, bracket, or space after "
            "a colon."
        )
        if is_item:
            help_line += " If the text of the item begins here, put a line '---' above it."
    place = place_at(tree.path, tree.text, at + tree.base)
    return Finding(place, "ITM101", Severity.ERROR, message, help_line)


def _unfinished_quote(tree: Tree, opened: int, error: Any) -> Finding | None:
    if "quoted scalar" not in str(getattr(error, "context", "")):
        return None
    if not re.search("end of stream|document indicator", str(getattr(error, "problem", ""))):
        return None
    text = tree.yaml_text
    end = text.find("\n", opened)
    line = text[opened : len(text) if end < 0 else end].rstrip()
    mark = line[:1]
    first, last = (
        place_at(tree.path, tree.text, tree.base + each) for each in (opened, opened + len(line))
    )
    offers = (line + mark, in_quotes(line)) if line.count(mark) == 1 else ()
    return Finding(
        first,
        "ITM101",
        Severity.ERROR,
        f"the quotation mark that opens {quoted(line)} is never closed",
        f"Close it at the end of the words: {line + mark}" if offers else "Close it.",
        (Edit(first, last, offers[0]),) if offers and mark == '"' else (),
        offers if mark == "'" else (),
    )


# --- Guesses, the likeliest first ---------------------------------------------------------------


def _guesses(text: str, opened: int, index: int) -> Iterator[_Guess]:
    """What may have gone wrong on the line of the fault, and on those above it."""
    lines = list(_lines_to_look_at(text, opened, index))
    for start, line in lines:
        yield from _glued_colon(start, line)
        yield from _unquoted_value(start, line)
        yield from _unquoted_pieces(start, line)
    for start, line in lines:
        yield from _open_bracket(start, line)
        yield from _indentation(text, start, line)
        yield from _unquoted_group(start, line)
        yield from _no_colon(start, line)


def _lines_to_look_at(text: str, opened: int, index: int) -> Iterator[tuple[int, str]]:
    """The line of the fault, those above it, and the one where the group round it opened."""
    starts: list[int] = []
    start = text.rfind("\n", 0, min(index, len(text))) + 1
    while len(starts) < _LINES_ABOVE:
        starts.append(start)
        if start == 0:
            break
        start = text.rfind("\n", 0, start - 1) + 1
    starts.append(text.rfind("\n", 0, opened) + 1)
    for each in dict.fromkeys(starts):
        end = text.find("\n", each)
        line = text[each : len(text) if end < 0 else end]
        if line.strip() and not line.lstrip().startswith("#"):
            yield each, line


def _glued_colon(start: int, line: str) -> Iterator[_Guess]:
    match = _GLUED.match(line)
    if match is None:
        return
    at = start + match.end("key") + 1
    yield _Guess(
        at,
        at + len(match["gap"]),
        " ",
        f"there is no space after the colon of '{match['key']}'",
        f"Put one there: {match['key']}: {line[match.end() :].strip()}",
    )


def _unquoted_value(start: int, line: str) -> Iterator[_Guess]:
    match = _VALUE.match(line)
    if match is None:
        return
    value = match["value"]
    is_group = value[0] in "{[" and not value.startswith("{{")
    if is_group or (value[0] in _QUOTES and value.endswith(value[0]) and len(value) > 1):
        return
    at = start + match.start("value")
    before_comment = value.split(" #")[0].rstrip()
    for words in dict.fromkeys((before_comment, value)):
        if words:
            yield _quoting(at, words)


def _unquoted_pieces(start: int, line: str) -> Iterator[_Guess]:
    """Values inside braces or brackets, each to every point where it may have been meant to end."""
    if "{" not in line and "[" not in line:
        return
    for begins in _PIECE_START.finditer(line):
        for ends in _PIECE_END.finditer(line, begins.end()):
            words = line[begins.end() : ends.start()].rstrip()
            if words and _is_suspicious(words):
                yield _quoting(start + begins.end(), words)


def _unquoted_group(start: int, line: str) -> Iterator[_Guess]:
    match = _VALUE.match(line)
    if match is not None and match["value"][0] in "{[":
        yield _quoting(start + match.start("value"), match["value"])


def _open_bracket(start: int, line: str) -> Iterator[_Guess]:
    stack: list[str] = []
    for letter in re.sub(r"\"[^\"]*\"|'[^']*'", "", line):
        if letter in _CLOSERS:
            stack.append(letter)
        elif stack and letter == _CLOSERS[stack[-1]]:
            stack.pop()
    if not stack:
        return
    closing = "".join(_CLOSERS[letter] for letter in reversed(stack))
    at = start + len(line.rstrip())
    yield _Guess(
        at,
        at,
        closing,
        f"a bracket is missing at the end of {quoted(line)}",
        f"Close what was opened: put {closing} at the end of the line.",
    )


def _indentation(text: str, start: int, line: str) -> Iterator[_Guess]:
    """The line moved to where the fields above it start."""
    own = len(line) - len(line.lstrip(" "))
    above = text[:start].split("\n")[:-1][-_LINES_ABOVE:]
    known = {len(_INDENT.match(each)[0]) for each in above if each.strip()}  # type: ignore[index]
    for indent in sorted(known, reverse=True):
        if indent == own:
            continue
        yield _Guess(
            start,
            start + own,
            " " * indent,
            f"{quoted(line)} does not start under the field it belongs with",
            f"Start it after {indent} spaces, as the lines above do."
            if indent
            else "Start it at the beginning of the line, as the fields above do.",
        )


def _no_colon(start: int, line: str) -> Iterator[_Guess]:
    if ":" in line:
        return
    yield _Guess(
        start,
        start + len(line),
        "",
        f"{quoted(line)} has no colon after the name of a field",
        "Write name: value; if the line goes on from the one above, start it with two spaces; if "
        "it is the text of the item, put a line '---' above it.",
        is_fix=False,
    )


def _is_suspicious(words: str) -> bool:
    if words[0] in _QUOTES:
        return not (words.endswith(words[0]) and len(words) > 1)
    return (
        words[0] in _SPECIAL
        or words.endswith(":")
        or any(mark in words for mark in (": ", " #", "{", "}", "[", "]"))
    )


def _quoting(at: int, words: str) -> _Guess:
    return _Guess(
        at,
        at + len(words),
        in_quotes(words),
        f"{quoted(words)} {_fault_of(words)}",
        f"Put it in quotation marks: {in_quotes(words)}",
    )


def _fault_of(words: str) -> str:
    if words[0] in _QUOTES:
        return "has words outside its quotation marks"
    if words[0] in _SPECIAL or words.startswith("- "):
        holds = f"starts with {words[0]}"
    elif ": " in words or words.endswith(":"):
        holds = "holds a colon"
    elif " #" in words:
        holds = "holds a # after a space"
    else:
        holds = "holds a special mark"
    return f"{holds} and is not in quotation marks"
