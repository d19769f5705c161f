"""The shapes that stand inside items of every kind: links, files, deadlines, quotes and actions."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ebulletin.settings.series import Level as LevelWord
from ebulletin.values.dates import When
from ebulletin.values.errors import BadValueError, quoted
from ebulletin.values.fields import (
    BareShape,
    Choice,
    DateField,
    Line,
    ListOf,
    Shape,
    Slug,
    TimeField,
    UrlOrUnknown,
    WhenField,
    WhoField,
    YesNo,
    fault,
)
from ebulletin.values.words import OrWords

NOT_SUPPLIED = "not supplied"

Level = Annotated[LevelWord, Choice]
Readers = Annotated[
    Literal["children and young people", "parents and carers", "professionals"], Choice
]
Status = Annotated[Literal["draft", "ready", "withdrawn"], Choice]


def _asset_path(written: str) -> str:
    """A path inside items/assets, with forward slashes, that does not leave it."""
    parts = written.split("/")
    if (
        written.startswith("/")
        or "\\" in written
        or ":" in parts[0]
        or set(parts) & {"", ".", ".."}
    ):
        raise fault(
            BadValueError(
                f"{quoted(written)} is not a file inside items/assets",
                "Put the file into items/assets and write its name, for example desk-card.pdf, "
                "or write: not supplied.",
            )
        )
    return written


AssetFile = Annotated[str, OrWords(Annotated[Line, AfterValidator(_asset_path)], NOT_SUPPLIED)]
"""A path inside items/assets, or `not supplied`."""


Due = Annotated[When | Literal["next meeting"], OrWords(WhenField, "next meeting")]


class Link(Shape):
    """A link of an item."""

    called: ClassVar[str] = "a link"
    slips: ClassVar[Mapping[str, str]] = {"title": "text", "href": "url", "link": "url"}

    text: Line = Field(
        description="The words of the link, which tell where it leads.",
        examples=["Guide to the new lines"],
    )
    url: UrlOrUnknown = Field(
        description="The address, or unknown while you wait for it.",
        examples=["https://esscp.example.org/guide"],
    )
    format: Line | None = Field(None, description="The format.", examples=["PDF"])
    size: Line | None = Field(None, description="The size.", examples=["180 KB"])
    for_: ListOf[Readers] = Field(
        (), alias="for", description="For whom it is.", examples=["parents and carers"]
    )


class AttachmentFile(Shape):
    """A file that goes with an item."""

    called: ClassVar[str] = "an attachment"
    slips: ClassVar[Mapping[str, str]] = {"text": "title", "name": "title"}

    title: Line = Field(
        description="What the file is, in words for readers.", examples=["One-page desk card"]
    )
    file: AssetFile = Field(
        description="A file inside items/assets, or: not supplied.", examples=["desk-card.pdf"]
    )


class ImageFile(Shape):
    """A picture of an item."""

    called: ClassVar[str] = "a picture"
    slips: ClassVar[Mapping[str, str]] = {"src": "file", "alt_text": "alt"}

    file: AssetFile = Field(
        description="A picture inside items/assets, or: not supplied.", examples=["desk-card.png"]
    )
    alt: Line | None = Field(
        None,
        description="What the picture shows, for those who do not see it.",
        examples=["Desk card listing three numbers in large print"],
    )
    decorative: YesNo = Field(
        False, description="yes for a picture that says nothing.", examples=["yes"]
    )
    caption: Line | None = Field(
        None, description="A line under the picture.", examples=["The stalls before the doors open"]
    )
    credit: Line | None = Field(
        None, description="Who made the picture.", examples=["Photo: ESSCP team"]
    )
    people: YesNo | None = Field(
        None, description="Whether people can be recognised in it.", examples=["no"]
    )
    consent: DateField | None = Field(
        None,
        description="The day on which the people in it agreed.",
        examples=["2026-09-16"],
    )


class DeadlineField(Shape):
    """By when something is due."""

    called: ClassVar[str] = "a deadline"

    date: WhenField = Field(description="By when.", examples=["1 October 2026"])
    time: TimeField | None = Field(None, description="At what time.", examples=["5pm"])
    what: Line | None = Field(
        None, description="What is due then.", examples=["The old extensions stop working"]
    )
    applies_to: ListOf[Slug] = Field(
        (),
        description="Other items on which it is printed as well.",
        examples=["[home-education-consultation]"],
    )


class KeyMessageField(BareShape):
    """A message to remember."""

    called: ClassVar[str] = "a key message"
    stands_for: ClassVar[str] = "text"

    text: Line = Field(
        description="The message.", examples=["Ring the main line rather than a named worker"]
    )
    for_: ListOf[Readers] = Field(
        (), alias="for", description="For whom it is.", examples=["parents and carers"]
    )


class QuoteField(BareShape):
    """Somebody's words; never a child's name."""

    called: ClassVar[str] = "a quote"
    stands_for: ClassVar[str] = "text"

    text: Line = Field(
        description="The words, without quotation marks.",
        examples=["One number on the wall is all we needed."],
    )
    who: Line = Field(
        "Anonymous", description="A role, or Anonymous.", examples=["School office manager"]
    )
    context: Line | None = Field(
        None, description="Where or when it was said.", examples=["Pilot in Ostley"]
    )
    style: Annotated[Literal["testimonial", "pull", "official"], Choice] = Field(
        "testimonial", description="How it looks.", examples=["pull"]
    )


class ActionField(Shape):
    """Something that somebody is to do."""

    called: ClassVar[str] = "an action"

    task: Line = Field(
        description="What is to be done.", examples=["Replace the poster in your staff room"]
    )
    owner: ListOf[Line] = Field(
        (),
        description="Who does it: a contact, an attendee's name or initials, or a group in words.",
        examples=["Designated safeguarding leads"],
    )
    due: Due | None = Field(
        None, description="By when, or: next meeting.", examples=["9 October 2026"]
    )
    status: Annotated[Literal["open", "done", "carried over"], Choice] = Field(
        "open", description="How far it has come.", examples=["done"]
    )


class DecisionField(BareShape):
    """What was agreed."""

    called: ClassVar[str] = "a decision"
    stands_for: ClassVar[str] = "text"

    text: Line = Field(
        description="What was agreed.", examples=["Members will use one notice form"]
    )
    agreed_on: DateField | None = Field(
        None, description="The day on which it was agreed.", examples=["2026-11-04"]
    )


class CorrectionField(Shape):
    """What puts an item right, printed in a box under its title."""

    called: ClassVar[str] = "a correction"

    text: Line = Field(
        description="What is right.", examples=["The right number for health advice is 111."]
    )
    by: WhoField | None = Field(None, description="Who corrected it.", examples=["owen-tansley"])
    on: DateField | None = Field(
        None, description="The day on which it was corrected.", examples=["2026-11-04"]
    )


class ApprovalField(Shape):
    """Who signed an item off, and when."""

    called: ClassVar[str] = "an approval"

    by: WhoField = Field(description="Who signed it off.", examples=["marek-lindqvist"])
    on: DateField = Field(description="The day on which they did.", examples=["2026-09-18"])


class IgnoreField(Shape):
    """A finding that the author chose to leave, and why."""

    called: ClassVar[str] = "an entry of ignore"

    code: Line = Field(
        description="The code of the finding; TXT* stands for a whole group.", examples=["LNK110"]
    )
    why: Line | None = Field(
        None,
        description="The reason, in at least ten characters.",
        examples=["The recording is being captioned; link promised for October."],
    )
    match: Line | None = Field(
        None, description="Only findings that hold these words.", examples=["recording"]
    )
    by: Line | None = Field(
        None,
        description="Who looked at it; some codes need a name.",
        examples=["Owen Tansley"],
    )
    until: DateField | None = Field(
        None,
        description="The last bulletin date for which it holds.",
        examples=["2026-11-30"],
    )
