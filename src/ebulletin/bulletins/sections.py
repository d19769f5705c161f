"""The shape of a section as planned: its items by name, and the rule that selects more."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from ebulletin.items.base import Audience
from ebulletin.items.event import EventDefaults, EventState
from ebulletin.items.parts import Level, Readers
from ebulletin.values.choices import fold_choice
from ebulletin.values.dates import parse_date
from ebulletin.values.durations import parse_span
from ebulletin.values.errors import BadValueError
from ebulletin.values.fields import (
    BareShape,
    Choice,
    Line,
    ListOf,
    MarkdownText,
    Number,
    Shape,
    Slug,
    WhoField,
    YesNo,
    fault,
)
from ebulletin.values.people import is_slug
from ebulletin.values.slugs import slug_of
from ebulletin.values.words import OrWords

Layout = Literal["prose", "cards", "table", "list", "panel", "columns", "annex"]
Kind = Literal["update", "event", "resource", "qa", "priority", "contact"]

_TYPES = Literal[
    "news", "message", "reminder", "report", "thanks",
    "training", "briefing", "seminar", "conference", "meeting", "drop-in", "community event",
    "statutory guidance", "guidance", "review", "podcast", "video", "tool", "leaflet", "form",
    "website", "newsletter", "e-learning", "survey", "consultation",
    "person", "team", "service", "organisation",
]  # fmt: skip
_LONGEST_STEM = 60
_SHORTHANDS = {"training": ("event", "training"), "guidance": ("resource", "guidance")}


def _span(written: str) -> str:
    try:
        parse_span(written)
    except BadValueError as error:
        raise fault(error) from None
    return written


def _since(written: str) -> date | str:
    """A span, or else a day."""
    try:
        parse_span(written)
    except BadValueError:
        pass
    else:
        return written
    try:
        return parse_date(written)
    except BadValueError as error:
        advice = (
            "Write previous edition, a date such as 1 September 2026, or a span such as 60 days."
        )
        raise fault(BadValueError(error.message, advice, error.offers, error.code)) from None


PublishedSince = Annotated[
    date | str,
    OrWords(Annotated[Line, AfterValidator(_since)], "previous edition"),
]


class PlacedItem(BareShape):
    """An item placed by name, and how it is shown there."""

    called: ClassVar[str] = "a placed item"
    stands_for: ClassVar[str] = "id"

    id: Slug = Field(description="The item.", examples=["phone-lines-changeover"])
    label: Line | None = Field(
        None, description="Replaces the title here.", examples=["New lines from October"]
    )
    show: Annotated[Literal["full", "brief"], Choice] = Field(
        "full", description="brief prints title, summary and web link only.", examples=["brief"]
    )
    heading: YesNo = Field(
        True, description="no leaves the item's own heading out.", examples=["no"]
    )
    speaker: WhoField | None = Field(
        None, description="Who presented it.", examples=["kofi-denholm"]
    )


class Select(Shape):
    """A rule that chooses items: any of the values of a key, and all of the keys."""

    called: ClassVar[str] = "select"

    kind: ListOf[Annotated[Kind, Choice]] = Field(
        (), description="The kinds to take.", examples=["resource"]
    )
    type: ListOf[Annotated[_TYPES, Choice]] = Field(
        (), description="The types to take.", examples=["[review, podcast]"]
    )
    tags: ListOf[Slug] = Field((), description="The tags to take.", examples=["[core-programme]"])
    audience: Audience = Field(
        (), description="The segments whose items to take.", examples=["[dsl]"]
    )
    for_: ListOf[Readers] = Field(
        (),
        alias="for",
        description="The readers whose resources to take.",
        examples=["professionals"],
    )
    state: ListOf[EventState] = Field(
        (), description="The states of events to take.", examples=["open"]
    )
    business_plan: ListOf[Slug] = Field(
        (), description="The business plans whose priorities to take.", examples=["plan-2026"]
    )
    upcoming: Annotated[Line, AfterValidator(_span)] | None = Field(
        None,
        description="Only events within this span of the bulletin's date.",
        examples=["90 days"],
    )
    published_since: PublishedSince | None = Field(
        None,
        description="Only resources published since a date, a span, or: previous edition.",
        examples=["previous edition"],
    )
    exclude: ListOf[Slug] = Field(
        (), description="Items never to take.", examples=["[community-day-2027]"]
    )
    sort: (
        Annotated[Literal["date", "-date", "number", "title", "importance", "deadline"], Choice]
        | None
    ) = Field(None, description="The order; -date is newest first.", examples=["date"])
    limit: Number | None = Field(None, description="The most items to take.", examples=["8"])
    repeat: YesNo = Field(
        False, description="yes takes items that stand elsewhere as well.", examples=["yes"]
    )

    @model_validator(mode="before")
    @classmethod
    def _shorthand_kinds(cls, written: Any) -> Any:
        """`training` and `guidance` are a kind and a type, where they stand alone."""
        if not isinstance(written, Mapping) or "type" in written:
            return written
        kinds = written.get("kind")
        words = [kinds] if isinstance(kinds, str) else kinds
        if not isinstance(words, list) or len(words) != 1 or not isinstance(words[0], str):
            return written
        meant = _SHORTHANDS.get(fold_choice(words[0]))
        return {**written, "kind": meant[0], "type": meant[1]} if meant else written


class PlanSection(Shape):
    """A headed group of items.

    Attributes:
        id: Anchor; made from the heading where it is not given, and unique in the bulletin.
        number: Written by hand, or `no` for none.
        distribution: Of heading, intro, outro and speaker; the items keep their own.
    """

    called: ClassVar[str] = "a section"

    id: Slug | None = Field(
        None, description="Names the section; default: from the heading.", examples=["training"]
    )
    distribution: Level = Field(
        "public",
        description="Who may see its heading, intro, outro and speaker.",
        examples=["professional"],
    )
    audience: Audience = Field(
        (), description="The segments that its own words are for.", examples=["[dsl]"]
    )
    heading: Line | None = Field(None, description="The heading.", examples=["Service news"])
    number: Annotated[int | Literal["no"], OrWords(Number, "no")] | None = Field(
        None, description="A fixed number, or no for none.", examples=["3"]
    )
    under: Slug | None = Field(
        None, description="The section in which it stands, one level down.", examples=["training"]
    )
    speaker: WhoField | None = Field(
        None,
        description="Shown beside the heading; without a heading it makes one.",
        examples=["kofi-denholm"],
    )
    intro: MarkdownText | None = Field(
        None, description="Text under the heading.", examples=["All three are free."]
    )
    outro: MarkdownText | None = Field(
        None, description="Text after the items.", examples=["More dates follow in January 2027."]
    )
    items: ListOf[PlacedItem] = Field(
        (), description="Items by name, in order.", examples=["[phone-lines-changeover]"]
    )
    event_defaults: EventDefaults | None = Field(
        None,
        description="What its events take where they do not say.",
        examples=["{mode: online, price: free}"],
    )
    select: Select | None = Field(
        None,
        description="A rule that chooses items.",
        examples=["{kind: event, upcoming: 90 days, limit: 8}"],
    )
    layout: Annotated[Layout, Choice] = Field(
        "prose", description="How the items are shown.", examples=["list"]
    )
    group_by: (
        Annotated[Literal["none", "month", "type", "for", "organisation", "tag"], Choice] | None
    ) = Field(None, description="Sub-headings inside the section.", examples=["month"])
    empty: Line | None = Field(
        None, description="Printed when nothing is left.", examples=["Nothing raised."]
    )
    keep: YesNo = Field(False, description="yes keeps an empty heading.", examples=["yes"])
    annex: Line | None = Field(None, description="The label of an annex.", examples=["Annex A"])
    in_contents: YesNo = Field(
        True, description="no leaves it out of the contents.", examples=["no"]
    )


def with_section_ids(plan: Mapping[str, Any]) -> dict[str, Any]:
    """A plan as written, with an id for every section that has a heading or an annex label."""
    taken = {section["id"] for section in _sections(plan) if isinstance(section.get("id"), str)}
    named = dict(plan)
    for part in ("sections", "sidebar"):
        if isinstance(plan.get(part), list | Mapping):
            listed = plan[part] if isinstance(plan[part], list) else [plan[part]]
            named[part] = [_with_id(section, taken) for section in listed]
    return named


def _sections(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for part in ("sections", "sidebar"):
        written = plan.get(part)
        for section in written if isinstance(written, list) else [written]:
            if isinstance(section, Mapping):
                yield section


def _with_id(section: Any, taken: set[str]) -> Any:
    if not isinstance(section, Mapping) or "id" in section:
        return section
    words = section.get("heading") or section.get("annex")
    stem = slug_of(words)[:_LONGEST_STEM].strip("-") if isinstance(words, str) else ""
    if not is_slug(stem):
        return section
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(name)
    return {**section, "id": name}
