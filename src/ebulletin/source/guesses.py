"""Slips that may stand behind YAML that cannot be read, the likeliest first, each with its cure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.source.quoting import advice_to_quote, in_quotes, quoted

_LINES_ABOVE = 6
_LONGEST_LINE = 2_000  # nobody types longer ones, and guesses grow with the square
_SPECIAL = "{[&*!%@#>|`,?"
_QUOTES = "\"'"
_CLOSERS = {"{": "}", "[": "]"}
_VALUE = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*(?:[^\s:#\"'{\[,-][^:\n]*:[ ]+)?)(?P<value>\S[^\n]*)")
_GLUED = re.compile(r"^[ ]*(?:-[ ]+)?(?P<key>[A-Za-z_]+):(?=[^\s/])")
_PIECE_START = re.compile(r"(?:(?<=: )|(?<=[\[,{] )|(?<=\[))(?=\S)")
_PIECE_END = re.compile(r",[ ]+[A-Za-z_]+:(?= |$)|[\]}]|$")
_LINK = re.compile(r"\[[^\[\]]*\]\(")
_FIELD_INSIDE = re.compile(r"[{\[,][ ]*[A-Za-z_]+:(?= |$)")
_NAME = re.compile(r"[\w-]+:")
_FIELD = re.compile(r"[A-Za-z_]+:(?= |$)")
_OPENED_ONLY = re.compile(r'^[ ]*(?:-[ ]+)?[A-Za-z_]+:[ ]+"[^"\n]*$', re.MULTILINE)
_MOST_OPENED = 6
_QUOTED_RUN = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Guess:
    """A slip that may be the cause, and the change of the YAML text that would cure it.

    Attributes:
        start: Where the change starts, in characters from the start of the YAML text.
        end: The point just after what it replaces.
        text: What stands there afterwards.
        message: What is wrong.
        advice: What to do.
        is_fix: Whether the change is what the author meant, or only a trial.
    """

    start: int
    end: int
    text: str
    message: str
    advice: str
    is_fix: bool = True


def guesses(text: str, opened: int, index: int, *, is_item: bool) -> Iterator[Guess]:
    """What may have gone wrong on the line of a fault, and on those above it.

    Args:
        text: The YAML text.
        opened: Where the group or quotation that could not be read opened.
        index: Where reading stopped.
        is_item: Whether the text of an item may have slipped among its fields.
    """
    lines = list(_lines_to_look_at(text, opened, index))
    for start, line in lines:
        yield from _no_break_spaces(start, line)
        yield from _glued_colon(start, line)
        yield from _unquoted_value(start, line)
        yield from _unquoted_pieces(start, line)
    for start, line in lines:
        yield from _unquoted_group(start, line)
        yield from _brackets(start, line)
        yield from _indentation(text, start, line)
        yield from _no_colon(start, line, is_item=is_item)


def closings(start: int, line: str) -> Iterator[Guess]:
    """Every point of a line at which the quotation mark that it starts with may be closed."""
    mark, line = line[0], line[:_LONGEST_LINE]
    for ends in _PIECE_END.finditer(line):
        words = line[: ends.start()].rstrip()
        if words == mark:
            continue
        yield Guess(
            start,
            start + len(words),
            words + mark,
            f"the quotation mark that opens {quoted(words)} is never closed",
            f"Put {mark} at the end of the words.",
        )


def _lines_to_look_at(text: str, opened: int, index: int) -> Iterator[tuple[int, str]]:
    """The line of the fault, those above it, and the one where the group round it opened.

    A quotation mark that is not closed takes in all up to the next one, so lines further up that
    open one are looked at as well.
    """
    starts = [_line_start(text, min(index, len(text)))]
    while starts[-1] > 0 and len(starts) < _LINES_ABOVE:
        starts.append(_line_start(text, starts[-1] - 1))
    starts.append(_line_start(text, opened))
    unclosed = [match.start() for match in _OPENED_ONLY.finditer(text, 0, min(index, len(text)))]
    starts.extend(unclosed[-_MOST_OPENED:])
    for start in dict.fromkeys(starts):
        line = line_at(text, start)
        if line.strip() and not line.lstrip().startswith("#") and len(line) <= _LONGEST_LINE:
            yield start, line


def line_at(text: str, index: int) -> str:
    """What is left of a line from an index on."""
    end = text.find("\n", index)
    return text[index : len(text) if end < 0 else end]


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


# --- One line each ------------------------------------------------------------------------------


def _no_break_spaces(start: int, line: str) -> Iterator[Guess]:
    """Spaces pasted from a word processor, which look like spaces and are none to YAML."""
    if "\u00a0" in line:
        yield Guess(
            start,
            start + len(line),
            line.replace("\u00a0", " "),
            f"{quoted(line)} holds a no-break space, which looks like a space and is not one",
            "Type the spaces of this line again.",
        )


def _glued_colon(start: int, line: str) -> Iterator[Guess]:
    match = _GLUED.match(line)
    if match is not None:
        at = start + match.end()
        yield Guess(
            at,
            at,
            " ",
            f"there is no space after the colon of {quoted(match['key'])}",
            f"Put one there, as in {match['key']}: {quoted(line[match.end() :])[1:-1]}",
        )


def _unquoted_value(start: int, line: str) -> Iterator[Guess]:
    match = _VALUE.match(line)
    if match is None or _is_quoted(match["value"].rstrip()):
        return
    value, at = match["value"].rstrip(), start + match.start("value")
    if not match["lead"].strip() or (":" not in match["lead"] and _NAME.fullmatch(value)):
        return
    if value[0] in _CLOSERS and not value.startswith("{{"):
        return
    if value[0] in _QUOTES and value.count(value[0]) == 1:
        yield from closings(at, value)
    before_comment = value.split(" #")[0].rstrip()
    for words in dict.fromkeys((before_comment, value)):
        if words:
            yield _quoting(at, words)


def _unquoted_pieces(start: int, line: str) -> Iterator[Guess]:
    """Values inside braces or brackets, each to every point where it may have been meant to end."""
    if "{" not in line and "[" not in line:
        return
    for begins in _PIECE_START.finditer(line):
        rest = line[begins.end() :]
        is_group = rest[0] in _CLOSERS and not rest.startswith("{{")
        if is_group or (not line.endswith(": ", 0, begins.end()) and _FIELD.match(rest)):
            continue
        for ends in _PIECE_END.finditer(rest):
            words = rest[: ends.start()].rstrip()
            if words and _is_suspicious(words):
                yield _quoting(start + begins.end(), words)


def _unquoted_group(start: int, line: str) -> Iterator[Guess]:
    """Words that start with a bracket: `[Read this](https://esscp.example.org) first`."""
    match = _VALUE.match(line)
    value = match["value"].rstrip() if match else ""
    is_words = _LINK.match(value) or (value.startswith("{") and not _FIELD_INSIDE.search(value))
    if match is not None and is_words:
        yield _quoting(start + match.start("value"), value)


def _brackets(start: int, line: str) -> Iterator[Guess]:
    """A bracket that is missing at the end of a line, or words that stand after the last one."""
    stack: list[str] = []
    for place, letter in enumerate(_QUOTED_RUN.sub(lambda run: "x" * len(run[0]), line)):
        if letter in _CLOSERS:
            stack.append(letter)
        elif stack and letter == _CLOSERS[stack[-1]]:
            stack.pop()
            rest = line[place + 1 :].rstrip()
            if not stack and rest:
                yield _words_after(start + place + 1, rest)
    if not stack:
        return
    closing = "".join(_CLOSERS[letter] for letter in reversed(stack))
    at = start + len(line.rstrip())
    yield Guess(
        at,
        at,
        closing,
        f"a bracket is missing at the end of {quoted(line)}",
        f"Close what was opened: put {closing} at the end of the line.",
    )


def _words_after(at: int, rest: str) -> Guess:
    return Guess(
        at,
        at + len(rest),
        "",
        f"{quoted(rest)} stands after the bracket that closes the value",
        "Take it out, or put it on a line of its own.",
        is_fix=False,
    )


def _indentation(text: str, start: int, line: str) -> Iterator[Guess]:
    """The line moved to where the fields above it start."""
    own = _indent_of(line)
    above = text[:start].split("\n")[:-1][-_LINES_ABOVE:]
    for indent in sorted({_indent_of(each) for each in above if each.strip()}, reverse=True):
        if indent == own:
            continue
        where = f"after {indent} spaces" if indent else "at the beginning of the line"
        yield Guess(
            start,
            start + own,
            " " * indent,
            f"{quoted(line)} does not start under the line that it belongs with",
            f"Start it {where}, as above.",
        )


def _no_colon(start: int, line: str, *, is_item: bool) -> Iterator[Guess]:
    if ":" in line:
        return
    advice = (
        "A field is name: value. A line that goes on from the one above starts with two spaces."
    )
    if is_item:
        advice += " If this is the text of the item, put a line '---' above it."
    yield Guess(
        start,
        start + len(line),
        "",
        f"{quoted(line)} is neither a field nor part of one",
        advice,
        is_fix=False,
    )


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# --- Quotation marks ----------------------------------------------------------------------------


def _is_quoted(words: str) -> bool:
    return len(words) > 1 and words[0] in _QUOTES and words.endswith(words[0])


def _is_suspicious(words: str) -> bool:
    if words[0] in _QUOTES:
        return not _is_quoted(words)
    return (
        words[0] in _SPECIAL
        or words.endswith(":")
        or any(mark in words for mark in (": ", " #", "{", "["))
    )


def _quoting(at: int, words: str) -> Guess:
    return Guess(
        at,
        at + len(words),
        in_quotes(words),
        f"{quoted(words)} {_fault_of(words)}",
        advice_to_quote(words),
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
        holds = "holds a bracket"
    return f"{holds} and is not in quotation marks"
