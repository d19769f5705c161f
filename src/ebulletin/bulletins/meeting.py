"""The shape of a meeting that a bulletin reports on: sittings, attendance, and what comes next."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ebulletin.items.event import Mode
from ebulletin.values.fields import (
    BareShape,
    Choice,
    Line,
    ListOf,
    MarkdownText,
    Shape,
    TimeField,
    WhenField,
    WhoField,
)

_MODE_WORDS = {
    "in person": "In person",
    "online": "Online",
    "hybrid": "In person or online",
    "on demand": "On demand",
    "at your setting": "At your setting",
}


class PlanSitting(BareShape):
    """One sitting of a meeting."""

    called: ClassVar[str] = "a sitting"
    stands_for: ClassVar[str] = "date"

    date: WhenField = Field(description="The day.", examples=["4 November 2026"])
    time: TimeField | None = Field(
        None, description="From when to when.", examples=["9:45am to midday"]
    )
    venue: Line | None = Field(None, description="Where.", examples=["Fenwold Centre"])
    mode: ListOf[Mode] = Field((), description="How people attended.", examples=["in person"])

    @property
    def mode_words(self) -> str | None:
        """`Online`, `In person or online`; None where it is not said."""
        return mode_words(self.mode)


class PlanNext(Shape):
    """When and where next, and what is on the agenda."""

    called: ClassVar[str] = "the next meeting"

    heading: Line | None = Field(
        None, description="The heading; default: Next meeting.", examples=["Our next meeting"]
    )
    intro: MarkdownText | None = Field(
        None, description="Text under the heading.", examples=["All members are welcome."]
    )
    date: WhenField | None = Field(None, description="The day.", examples=["14 January 2027"])
    time: TimeField | None = Field(
        None, description="From when to when.", examples=["9:45am to midday"]
    )
    venue: Line | None = Field(None, description="Where.", examples=["Fenwold Centre"])
    mode: ListOf[Mode] = Field((), description="How people attend.", examples=["online"])
    notes: Line | None = Field(
        None, description="A remark.", examples=["Parking behind the centre"]
    )
    agenda: ListOf[Line] = Field(
        (), description="The points of the agenda.", examples=["[Matters arising, Online harms]"]
    )

    @property
    def mode_words(self) -> str | None:
        """`Online`, `In person or online`; None where it is not said."""
        return mode_words(self.mode)


class PlanMeeting(Shape):
    """The meeting of which a bulletin holds the notes."""

    called: ClassVar[str] = "a meeting"

    name: Line = Field(description="Its name.", examples=["Education Safeguarding Leads Network"])
    sittings: ListOf[PlanSitting] = Field(
        description="When it sat; at least once.",
        examples=["[{date: 4 November 2026, time: 9:45am to midday}]"],
    )
    chair: WhoField | None = Field(None, description="Who chaired it.", examples=["sian-padgett"])
    notes_by: WhoField | None = Field(
        None, description="Who took the notes.", examples=["partnership-team"]
    )
    attended: ListOf[WhoField] = Field(
        (),
        description="Who came, in this order.",
        examples=["[sian-padgett, {id: imogen-larkham, initials: IL}]"],
    )
    apologies: ListOf[WhoField] = Field(
        (), description="Who sent apologies.", examples=["[marek-lindqvist]"]
    )
    absent: ListOf[WhoField] = Field(
        (), description="Who was absent.", examples=["[yusuf-calloway]"]
    )
    actions_table: Annotated[Literal["top", "end", "none"], Choice] = Field(
        "top", description="Where the table of actions stands.", examples=["end"]
    )
    next: PlanNext | None = Field(
        None,
        description="When and where next.",
        examples=["{date: 14 January 2027, venue: Fenwold Centre}"],
    )


def mode_words(mode: tuple[str, ...]) -> str | None:
    """How people attend, in words; None where it is not said."""
    words = [_MODE_WORDS[each] for each in mode if each in _MODE_WORDS]
    if not words:
        return None
    return words[0] + "".join(f" or {word[0].lower()}{word[1:]}" for word in words[1:])
