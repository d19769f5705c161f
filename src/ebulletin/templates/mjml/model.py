"""The shapes of MJML as authors of themes write it, and of what is wrong with it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ebulletin.errors import EbulletinError

MOST_PROBLEMS = 100
"""As many as one run names."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a finished e-mail says of itself as a whole.

    Attributes:
        language: BCP 47 tag of the text, such as `en-GB`.
        direction: `ltr` or `rtl`.
        title: Plain text; where it is empty, the words of `mj-title` are used.
    """

    language: str = "en-GB"
    direction: str = "ltr"
    title: str = ""


@dataclass(frozen=True, slots=True)
class MjmlProblem:
    """One thing that is wrong in the MJML of a theme.

    Attributes:
        line: Counted from 1, in the MJML after the theme's template has been filled in.
        column: Counted from 1, in characters.
        message: What is wrong, with the author's own words.
        help: One sentence that says what to do.
        file: Name of the template; an included file has its own name.
    """

    line: int
    column: int
    message: str
    help: str
    file: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}\n  help: {self.help}"


class MjmlError(EbulletinError):
    """A theme's MJML cannot become an e-mail.

    Attributes:
        problems: At least one, file by file in the order in which they stand; no more than
            `MOST_PROBLEMS`, for one slip repeated is still one slip.
    """

    def __init__(self, problems: Iterable[MjmlProblem]) -> None:
        self.problems = _in_order(problems)
        more = len(self.problems) - 1
        others = {0: "", 1: "\nThere is 1 more problem."}.get(
            more, f"\nThere are {more} more problems."
        )
        super().__init__(f"{self.problems[0]}{others}")


def _in_order(problems: Iterable[MjmlProblem]) -> tuple[MjmlProblem, ...]:
    found = list(dict.fromkeys(problems))
    files = list(dict.fromkeys(each.file for each in found))
    found.sort(key=lambda each: (files.index(each.file), each.line, each.column))
    return tuple(found[:MOST_PROBLEMS])


@dataclass(frozen=True, slots=True)
class MjmlFile:
    """One file of MJML, able to say in which line a character stands."""

    name: str
    text: str
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Where the character at an offset stands, both counted from 1."""
        if not self._starts:
            self._starts.append(0)
            found = self.text.find("\n")
            while found >= 0:
                self._starts.append(found + 1)
                found = self.text.find("\n", found + 1)
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Spot(NamedTuple):
    """A character in a file; line and column are worked out only when somebody asks."""

    file: MjmlFile
    offset: int

    def problem(self, message: str, help_: str) -> MjmlProblem:
        """Something wrong that stands here."""
        line, column = self.file.line_and_column(self.offset)
        return MjmlProblem(line, column, message, help_, self.file.name)


class Attribute(NamedTuple):
    """One attribute as written; `value` is text with its entities resolved."""

    name: str
    value: str
    spot: Spot
    value_spot: Spot


@dataclass(frozen=True, slots=True)
class Element:
    """One MJML tag with what stands in it.

    Attributes:
        body: HTML between the tags of an element that MJML does not read, such as `mj-text`;
            None for elements that hold other MJML elements.
        body_spot: Where that HTML begins; None where a file was included for it.
    """

    tag: str
    spot: Spot
    attributes: tuple[Attribute, ...] = ()
    children: tuple["Element", ...] = ()
    body: str | None = None
    body_spot: Spot | None = None

    def value(self, name: str) -> str | None:
        """What an attribute says, or None where it is not written."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value
        return None

    def spot_in_body(self, offset: int) -> Spot:
        """Where a character of the body stands, or the element where that is another file."""
        if self.body_spot is None:
            return self.spot
        return Spot(self.body_spot.file, self.body_spot.offset + offset)
