"""Where in a theme's files each line of composed MJML came from; asked only when it is faulty.

The templates are run once more, with a mark before each of their own lines. Marks are made of two
rare spaces, which trimming takes away like any other: a part that came out empty still does.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from ebulletin.templates.load import Theme
from ebulletin.templates.mjml import MjmlProblem

_ZERO, _ONE, _END = "\u2000", "\u2001", "\u2002"
_MARK = re.compile(f"([{_ZERO}{_ONE}]+){_END}")
_TAG = re.compile(r"</?[a-z]")


@dataclass(frozen=True, slots=True)
class Origins:
    """Composed MJML without indentation, and for each of its lines where the pieces came from.

    Attributes:
        text: As `render` composes it.
        lines: For each line pairs of a column, counted from 1, and a file with its line.
    """

    text: str
    lines: Sequence[Sequence[tuple[int, tuple[str, int]]]]

    def placed(self, problem: MjmlProblem) -> MjmlProblem:
        """The problem at its place in the theme's file, if that is known."""
        place = self._place(problem.line, problem.column)
        if place is None:
            return problem
        file, line = place
        return replace(problem, file=file, line=line, column=1)

    def _place(self, line: int, column: int) -> tuple[str, int] | None:
        for number in range(min(line, len(self.lines)) - 1, -1, -1):
            marks = self.lines[number]
            limit = column if number == line - 1 else len(self.text)
            before = bisect_right([start for start, _ in marks], limit)
            if before:
                return marks[before - 1][1]
        return None


@dataclass(slots=True)
class _Places:
    """Files and lines by the numbers that marks stand for."""

    shown: Callable[[str | None], str]
    known: list[tuple[str, int]] = field(default_factory=list)

    def mark(self, filename: str | None, line: int) -> str:
        self.known.append((self.shown(filename), line))
        digits = f"{len(self.known) - 1:b}"
        return digits.translate({ord("0"): _ZERO, ord("1"): _ONE}) + _END


class _Marking(Extension):
    """Puts a mark before each line of a template, and before the first tag of a piece of one."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        places: _Places = self.environment.globals["_places"]  # type: ignore[assignment]
        for token in stream:
            if token.type != "data":
                yield token
                continue
            value = _marked(token, lambda line: places.mark(stream.filename, line))
            yield Token(token.lineno, token.type, value)


def origins(theme: Theme, compose: Callable[[Theme], str], tidied: Callable[[str], str]) -> Origins:
    """Compose again, with marks.

    Args:
        theme: Whose templates are run.
        compose: Gives MJML as the templates give it.
        tidied: Takes out what the finished source does not have.
    """
    places = _Places(theme.shown_name)
    environment = theme.environment.overlay(extensions=[_Marking], bytecode_cache=None)
    environment.globals = {**theme.environment.globals, "_places": places}
    marked = compose(replace(theme, environment=environment))
    lines = [
        _read(line, places.known) for line in marked.split("\n") if tidied(_MARK.sub("", line))
    ]
    return Origins("\n".join(text for text, _ in lines), [marks for _, marks in lines])


def placed(
    problems: Iterable[MjmlProblem], own: Origins, source: str, name: str
) -> tuple[MjmlProblem, ...]:
    """Problems of a composed source at their places in the theme's files.

    Args:
        problems: Of the source or of what it includes.
        own: Of the same source; where it came out otherwise the problems stay as they are.
        source: As it was compiled.
        name: Of the source in the problems.
    """
    if own.text != source:
        return tuple(problems)
    return tuple(own.placed(each) if each.file == name else each for each in problems)


def _marked(token: Token, mark: Callable[[int], str]) -> str:
    first, *others = token.value.split("\n")
    tag = _TAG.search(first)
    if tag:
        first = first[: tag.start()] + mark(token.lineno) + first[tag.start() :]
    pieces = [first]
    for number, line in enumerate(others, token.lineno + 1):
        pieces.append((mark(number) if line.strip() else "") + line)
    return "\n".join(pieces)


def _read(
    line: str, known: Sequence[tuple[str, int]]
) -> tuple[str, list[tuple[int, tuple[str, int]]]]:
    """A line without its marks and indentation, and where each of its pieces came from."""
    marks: list[tuple[int, tuple[str, int]]] = []
    parts: list[str] = []
    length = at = 0
    for found in _MARK.finditer(line):
        before = line[at : found.start()]
        parts.append(before if length else before.lstrip())
        length += len(parts[-1])
        number = int(found[1].replace(_ZERO, "0").replace(_ONE, "1"), 2)
        marks.append((length + 1, known[number]))
        at = found.end()
    rest = line[at:]
    parts.append(rest if length else rest.lstrip())
    return "".join(parts).rstrip(), marks
