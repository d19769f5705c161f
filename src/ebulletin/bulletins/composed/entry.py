"""One item of a composed bulletin."""

from dataclasses import dataclass
from typing import Literal

from ebulletin.bulletins.composed.blocks import Blocks
from ebulletin.bulletins.composed.events import Event
from ebulletin.bulletins.composed.inline import Link, Runs
from ebulletin.bulletins.composed.parts import (
    Action,
    Attachment,
    Correction,
    Deadline,
    Decision,
    KeyMessage,
    Picture,
    Quotation,
)
from ebulletin.bulletins.composed.people import Contact, Person, WebLink


@dataclass(frozen=True, slots=True)
class QuestionAndAnswer:
    """One question and its answer; `level` is the heading level of the question."""

    question: Runs
    answer: Blocks
    level: int


@dataclass(frozen=True, slots=True)
class Priority:
    """What a priority adds.

    Attributes:
        label: `Priority 4`, or None where the title already says it.
        rag: The colour's word, `Red`, `Amber` or `Green`.
        rag_note: What it means, such as `Some delay`.
    """

    number: int
    label: str | None
    aim: Runs = ()
    rag: Literal["Red", "Amber", "Green"] | None = None
    rag_note: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """What a resource adds.

    Attributes:
        facts: Publisher, month, format, size and duration in order, each in words.
        readers: `For parents and carers`, or None.
        in_force: `In force from Monday 4 January 2027`, or None.
        respond_by: By when to respond, or None.
    """

    facts: tuple[str, ...] = ()
    description: str = ""
    readers: str | None = None
    in_force: str | None = None
    respond_by: Deadline | None = None
    how_to_respond: Runs = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as this variant prints it.

    Attributes:
        label: The word for its sort where it has one: `Reminder`, `Thanks`, `Podcast`, `Briefing`.
        title: Empty where it has none.
        heading_level: 2 to 6, of its title as a heading; None where no heading is printed (the
            body then follows the section's heading directly). Rows, tables and panels print the
            title in bold instead.
        title_href: Its own page (resource and event), or None.
        is_brief: Print title, summary and web link only.
        is_lead: Comes first and larger.
        level_words: `For professionals`, where the bulletin's own label does not say it already.
        audience_words: `For: designated safeguarding leads`, or None.
        restriction_note: Printed word for word with the title.
        language: BCP 47, where it is not the bulletin's.
        byline: `source` or `signed_by` of something that is not a message: "From ...".
        signature: Who signs a message.
        quoted_from: The whole body is this person's words.
        parts after the body: in the order of the fields, pictures before it.
    """

    id: str
    anchor: str
    kind: Literal["update", "event", "resource", "qa", "priority", "contact"]
    type: str
    label: str | None
    title: Runs
    heading_level: int | None
    summary: Runs = ()
    title_href: str | None = None
    is_brief: bool = False
    is_lead: bool = False
    is_draft: bool = False
    level_words: str | None = None
    audience_words: str | None = None
    restriction_note: str | None = None
    language: str | None = None
    speaker: Person | None = None
    byline: Person | None = None
    signature: Person | None = None
    quoted_from: Person | None = None
    answered_by: Person | None = None
    correction: Correction | None = None
    images: tuple[Picture, ...] = ()
    body: Blocks = ()
    questions: tuple[QuestionAndAnswer, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    key_messages: tuple[KeyMessage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    links: tuple[WebLink, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    see_also: tuple[Link, ...] = ()
    event: Event | None = None
    resource: Resource | None = None
    priority: Priority | None = None
    contact: Contact | None = None
    tags: tuple[str, ...] = ()
