"""Turns runs of words into plain words, and keeps count of where their links lead."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from ebulletin.bulletins.composed import (
    Break,
    Emphasis,
    Footer,
    Inline,
    Link,
    Merge,
    Note,
    Runs,
    Strong,
    Text,
)
from ebulletin.templates.inline import merge_token
from ebulletin.templates.plaintext.lines import COLUMNS, GLUE, glue, glue_numbers, wrap
from ebulletin.values.phones import national

_WHITE = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
# Invisible marks that only a typesetter reads.
_UNSEEN = str.maketrans({"\u00ad": None, "\u200b": None, "\ufeff": None})


@dataclass(slots=True)
class Targets:
    """Numbers the links of a text in order; a section lists its own and repeats none."""

    last: int = 0
    waiting: dict[str, int] = field(default_factory=dict)

    def number(self, target: str) -> int:
        """The number of a target within this section."""
        if target not in self.waiting:
            self.last += 1
            self.waiting[target] = self.last
        return self.waiting[target]

    def listed(self) -> list[str]:
        """The targets since the last list, each on its own line and never broken."""
        lines = [f"Link {number}: {target}" for target, number in self.waiting.items()]
        self.waiting.clear()
        return lines


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes words at a given width.

    Attributes:
        footer: Holds the targets of the two reserved links.
        targets: Of the links written so far.
        columns: The most that a line may have.
        in_full: Print the address beside a link's words rather than a number, as the safety
            block and the footer do.
    """

    footer: Footer
    targets: Targets
    columns: int = COLUMNS
    in_full: bool = False

    def narrower(self, by: int) -> "Pen":
        """The same pen for lines that will be moved in."""
        return replace(self, columns=self.columns - by)

    def lines(self, text: str, first: str = "", rest: str = "") -> list[str]:
        """Words as lines; none for no words."""
        return wrap(text, first, rest, self.columns) if text.strip() else []

    def words(self, runs: Runs) -> str:
        """A run as plain words."""
        return "".join(self._word(run) for run in runs)

    def linked(self, words: str, href: str | None) -> str:
        """Words that lead to a page or a file; without a target just the words."""
        if not href or href == words:
            return words
        if self.in_full:
            bare = href.split("://", 1)[-1].rstrip("/")
            return words.replace(bare, href) if bare in words else f"{words}: {href}"
        return f"{words} {glue(f'(link {self.targets.number(href)})')}"

    def reached(self, words: str, target: str) -> str:
        """Words that lead to a page or to a mailbox."""
        if target.startswith("mailto:"):
            return f"{words}: {_mail('', target)}" if self.in_full else _mail(words, target)
        return self.linked(words, target)

    def _word(self, run: Inline) -> str:
        match run:
            case Text(text=text):
                return clean(text)
            case Strong(runs=inner) | Emphasis(runs=inner):
                return self.words(inner)
            case Break():
                return "\n"
            case Note(text=text):
                return f" ({clean(text)})"
            case Merge():
                return merge_token(run).replace(" ", GLUE)
            case Link():
                return self._link(run)

    def _link(self, link: Link) -> str:
        words = self.words(link.runs)
        match link.to:
            case "tel":
                return _phone(words, link.href)
            case "mail":
                return _mail(words, link.href)
            case "item" | "section":  # a jump inside the page
                return words
            case "unsubscribe":
                return self.reached(words, self.footer.unsubscribe)
            case "view_online":
                target = self.footer.view_online
                return self.linked(words, target) if target else ""
            case _:
                return self.linked(words, link.href)


def clean(text: str) -> str:
    """An author's words on one line, with phone numbers kept in one piece."""
    return glue_numbers(_WHITE.sub(" ", text).translate(_UNSEEN))


def _mail(words: str, href: str) -> str:
    address = unquote(href.removeprefix("mailto:").split("?", 1)[0])
    if address in words or not words:
        return words or address
    return f"{words} ({address})"


def _phone(words: str, href: str) -> str:
    digits = href.removeprefix("tel:")
    if digits in re.sub(r"\D", "", words):
        return glue_numbers(words)
    return f"{words} ({glue(national(digits))})".lstrip()
