"""The parts of a composed item: pictures, deadlines, quotations, actions and the like."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ebulletin.bulletins.composed.inline import Runs


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the item.

    Attributes:
        file: Path inside `items/assets/`; None where it was not supplied.
        name: The file's name in the output.
        description: Format and size in words, computed from the file.
        is_hosted: True for a public file (link `files/<name>`); otherwise it travels as a part of
            the message, and no page links to it.
        address: Of a public file that is read on the website; None where it lies beside the page,
            in `files/`.
    """

    title: str
    file: str | None
    name: str | None
    description: str = ""
    is_hosted: bool = False
    address: str | None = None

    @property
    def href(self) -> str:
        """Where a link to it leads; only a hosted one has a link."""
        return self.address or f"files/{self.name}"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image.

    Attributes:
        file: Path inside `items/assets/`; None where it was not supplied: then the alt text alone
            is printed.
        name: File name in the output: `images/<name>` is its address.
        alt: Empty for a decorative picture.
        width: In pixels, of the file; 0 where unknown.
        height: In pixels, of the file; 0 where unknown.
        address: Where a page finds it that has no folder `images/` beside it.
    """

    file: str | None
    name: str | None
    alt: str
    caption: str | None = None
    credit: str | None = None
    width: int = 0
    height: int = 0
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, and what.

    Attributes:
        words: Such as `By Thursday 25 February 2027`; never "in n days".
        day: The last day, where there is one.
        what: What is due.
    """

    words: str
    day: date | None
    what: Runs = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words; `style` is the author's choice of looks."""

    text: Runs
    who: str
    context: str | None = None
    style: Literal["testimonial", "pull", "official"] = "testimonial"


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A message to remember; `readers` says for whom, or None."""

    text: Runs
    readers: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was agreed; `agreed_on` in words, or None."""

    text: Runs
    agreed_on: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A task, numbered through the variant.

    Attributes:
        number: In document order, from 1.
        owner: Who does it, in words; None where there is none or the task begins with it.
        table_owner: The same for the table of actions, where the task's own words do not help.
        due: Such as `18 November 2026` or `next meeting`; None where not given.
        item_anchor: Of the item that holds it.
        item_words: How the table names that item: its section's number, or its title.
    """

    number: int
    task: Runs
    owner: str | None = None
    table_owner: str | None = None
    due: str | None = None
    status: Literal["open", "done", "carried over"] = "open"
    item_anchor: str = ""
    item_words: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What puts an item right: the words, by whom, and when."""

    text: Runs
    by: str | None = None
    on: str | None = None
