"""Words of a composed bulletin, with what stands among them."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; not escaped."""

    text: str
    node: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    runs: "Runs"
    node: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    runs: "Runs"
    node: Literal["emphasis"] = "emphasis"


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""

    node: Literal["break"] = "break"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere.

    Attributes:
        runs: The words.
        href: `https:`, `mailto:`, `tel:` (national digits), `#item-<id>`, `#section-<id>`,
            `files/<name>`, or empty for the two reserved links, which the footer's data fill.
        to: What it leads to.
    """

    runs: "Runs"
    href: str
    to: Literal["web", "mail", "tel", "item", "section", "file", "unsubscribe", "view_online"]
    node: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Note:
    """A note that belongs to the number or address before it; printed small, in round brackets."""

    text: str
    node: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Merge:
    """A field that the mailing tool fills in; web pages print the fallback."""

    name: str
    fallback: str
    node: Literal["merge"] = "merge"


Inline = Text | Strong | Emphasis | Break | Link | Note | Merge
Runs = tuple[Inline, ...]


def plain(runs: Runs) -> str:
    """The words of a run without any formatting; merge fields as their fallback."""
    return "".join(_words(run) for run in runs)


def _words(run: Inline) -> str:
    match run:
        case Text(text=text):
            return text
        case Strong(runs=inner) | Emphasis(runs=inner) | Link(runs=inner):
            return plain(inner)
        case Break():
            return " "
        case Note(text=text):
            return f" ({text})"
        case Merge(fallback=fallback):
            return fallback
