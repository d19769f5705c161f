"""The composed bulletin itself: sections, and everything round them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ebulletin.bulletins.composed.blocks import Blocks
from ebulletin.bulletins.composed.entry import Entry
from ebulletin.bulletins.composed.furniture import (
    Brand,
    CallForContributions,
    Footer,
    Masthead,
    NextEdition,
    SafetyBlock,
    SignOff,
)
from ebulletin.bulletins.composed.inline import Runs
from ebulletin.bulletins.composed.meeting import Meeting, NextMeeting
from ebulletin.bulletins.composed.parts import Action
from ebulletin.bulletins.composed.people import Person

_NO_BRAND = Brand()

Layout = Literal["prose", "cards", "table", "list", "panel", "columns", "annex"]


@dataclass(frozen=True, slots=True)
class Group:
    """Items of a section under one sub-heading; without `group_by` there is one, unnamed."""

    heading: str | None
    heading_level: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed group of items.

    Attributes:
        anchor: `section-<id>`.
        number: `3` or `3.1`, or None.
        label: Of an annex: `Annex A`.
        heading: Empty where the items stand alone; made from speaker or annex label if need be.
        heading_level: 2, or 3 and more for a section under another.
        speaker: Shown beside the heading; None where the heading already names them.
        empty: Printed when nothing is left.
    """

    id: str
    anchor: str
    number: str | None
    label: str | None
    heading: Runs
    heading_level: int
    layout: Layout
    speaker: Person | None = None
    intro: Blocks = ()
    outro: Blocks = ()
    groups: tuple[Group, ...] = ()
    empty: Runs = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its items, in order."""
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of "In this edition"."""

    number: str | None
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """Which variant this is; `segments` are ids, empty where it goes to everyone."""

    name: str
    level: Literal["professional", "public"]
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An edition with its items in place, for one variant and one channel.

    Attributes:
        channel: `email` (HTML e-mail and plain text) or `page` (web page: no restricted items, no
            joining details, fallbacks for merge fields).
        date: The base of all date logic.
        date_words: `Wednesday 23 September 2026`; None where `date_shown: no`.
        edition_words: `September 2026`.
        distribution_words: `For professionals`, `For designated safeguarding leads only` ..., or
            None in a public variant.
        restriction_notes: Of the restricted items inside, each once.
        intro: The opening item, or None; `intro_blocks` where it is written in the plan.
        actions: All actions in document order, for the table.
        is_draft: Marked "Draft" wherever it shows.
        is_archive_copy: Marked "Archive copy".
    """

    slug: str
    series: str
    variant: VariantFacts
    channel: Literal["email", "page"]
    theme: str
    language: str
    title: Runs
    edition_words: str
    issue_number: int | None
    date: date
    date_words: str | None
    subject: Runs
    preheader: Runs
    masthead: Masthead
    safety: SafetyBlock
    footer: Footer
    brand: Brand = _NO_BRAND
    distribution_words: str | None = None
    restriction_notes: tuple[str, ...] = ()
    contents: tuple[ContentsLine, ...] = ()
    intro: Entry | None = None
    intro_blocks: Blocks = ()
    meeting: Meeting | None = None
    actions: tuple[Action, ...] = ()
    sections: tuple[Section, ...] = ()
    sidebar: tuple[Section, ...] = ()
    next_meeting: NextMeeting | None = None
    annexes: tuple[Section, ...] = ()
    call_for_contributions: CallForContributions | None = None
    next_edition: NextEdition | None = None
    sign_off: SignOff | None = None
    is_draft: bool = False
    is_archive_copy: bool = False
