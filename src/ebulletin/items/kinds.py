"""The kinds of item with few fields of their own: update, resource, qa and priority."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ebulletin.items.base import TitledItem
from ebulletin.items.parts import Readers
from ebulletin.values.fields import (
    Choice,
    DateField,
    Line,
    ListOf,
    Number,
    Slug,
    UrlOrUnknown,
    WhenField,
    WhoField,
)
from ebulletin.values.words import OrWords

ResourceType = Annotated[
    Literal[
        "statutory guidance", "guidance", "report", "review", "briefing", "podcast", "video",
        "tool", "leaflet", "form", "website", "newsletter", "e-learning", "survey", "consultation",
    ],
    Choice,
]  # fmt: skip
RespondBy = Annotated[date | Literal["to be confirmed"], OrWords(DateField, "to be confirmed")]


class Update(TitledItem):
    """News, a message, a reminder, a report of something past, or thanks."""

    called: ClassVar[str] = "an update"

    kind: Annotated[Literal["update"], Choice] = Field(
        "update", description="What the item is.", examples=["update"]
    )
    type: Annotated[Literal["news", "message", "reminder", "report", "thanks"], Choice] = Field(
        "news", description="What sort of update it is.", examples=["reminder"]
    )
    signed_by: WhoField | None = Field(
        None,
        description="Who signs it; a message needs it.",
        examples=["priya-marlowe"],
    )
    quoted_from: WhoField | None = Field(
        None,
        description="The person whose own words the whole body is.",
        examples=["rosalind-achebe-ward"],
    )


class Resource(TitledItem):
    """Guidance, a report, a tool or anything else to read, watch, use or reply to."""

    called: ClassVar[str] = "a resource"
    slips: ClassVar[Mapping[str, str]] = {
        "link": "url",
        "author": "publisher",
        "deadline": "respond_by",
    }

    kind: Annotated[Literal["resource"], Choice] = Field(
        "resource",
        description="What the item is; guidance means a resource of type guidance.",
        examples=["resource"],
    )
    type: ResourceType = Field(
        "guidance", description="What sort of resource it is.", examples=["podcast"]
    )
    publisher: WhoField | None = Field(
        None,
        description="Who published it; one part alone is an organisation.",
        examples=["Office for Learning Standards (fictional)"],
    )
    published: WhenField | None = Field(
        None, description="When it was published.", examples=["September 2026"]
    )
    url: UrlOrUnknown | None = Field(
        None,
        description="Its address, or unknown while you wait for it.",
        examples=["https://learning.example.org/prevent-basics"],
    )
    format: Line | None = Field(None, description="The format.", examples=["PDF"])
    size: Line | None = Field(None, description="The size.", examples=["2 MB"])
    duration: Line | None = Field(None, description="How long it takes.", examples=["20 minutes"])
    for_: ListOf[Readers] = Field(
        (), alias="for", description="For whom it is.", examples=["parents and carers"]
    )
    in_force: DateField | None = Field(
        None, description="The day on which a change takes effect.", examples=["2027-01-04"]
    )
    respond_by: RespondBy | None = Field(
        None,
        description="The last day for replies, or: to be confirmed. A consultation needs it.",
        examples=["25 February 2027"],
    )
    how_to_respond: Line | None = Field(
        None,
        description="How to reply to a consultation or survey.",
        examples=["Complete the online form; one reply per school."],
    )


class Qa(TitledItem):
    """Questions and answers: each `##` heading of the body is a question."""

    called: ClassVar[str] = "a qa"

    type: ClassVar[None] = None
    kind: Annotated[Literal["qa"], Choice] = Field(
        "qa", description="What the item is.", examples=["qa"]
    )
    answered_by: WhoField | None = Field(
        None, description="Who answers.", examples=["marek-lindqvist"]
    )


class Priority(TitledItem):
    """A priority of a business plan, with its progress as the body."""

    called: ClassVar[str] = "a priority"

    type: ClassVar[None] = None
    kind: Annotated[Literal["priority"], Choice] = Field(
        "priority", description="What the item is.", examples=["priority"]
    )
    business_plan: Slug | None = Field(
        None, description="The business plan, from partnership.yaml.", examples=["plan-2026"]
    )
    number: Number = Field(description="Its number in the plan.", examples=["4"])
    aim: Line | None = Field(
        None,
        description="What it is for.",
        examples=["Parents, carers and children shape how help is offered."],
    )
    rag: Annotated[Literal["red", "amber", "green"], Choice] | None = Field(
        None, description="How it stands; always printed as a word as well.", examples=["amber"]
    )
    rag_note: Line | None = Field(
        None,
        description="What the colour means; default Off track, Some delay or On track.",
        examples=["Some delay"],
    )
