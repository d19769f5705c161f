"""The shape of what recurs: series, their variants and senders, segments, and the safety block."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ebulletin.values.choices import fold_choice, nearest
from ebulletin.values.errors import BadValueError, quoted
from ebulletin.values.fields import (
    BareShape,
    Choice,
    ContactId,
    Email,
    Line,
    ListOf,
    Number,
    Shape,
    Slug,
    YesNo,
    fault,
)

BUILT_IN_VARIANTS = ("professional", "public")
SAFETY_HEADING = "Worried about a child?"

Level = Literal["public", "professional", "restricted"]
ReaderLevel = Annotated[Literal["public", "professional"], Choice]


class Variant(Shape):
    """One bulletin for one readership."""

    called: ClassVar[str] = "a variant"

    name: Slug = Field(
        description="Names the variant, and the folder that it is built in.", examples=["schools"]
    )
    level: ReaderLevel = Field(
        description="The most that its readers may see: public or professional.",
        examples=["professional"],
    )
    segments: ListOf[Slug] = Field(
        (),
        description="The segments it is for; without any it goes to everyone.",
        examples=["[dsl, governors]"],
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Either the name of a built-in variant or the fields."""
        fields = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [{"enum": list(BUILT_IN_VARIANTS)}, fields]}

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, written: Any) -> Any:
        if not isinstance(written, str):
            return written
        name = fold_choice(written)
        if name not in BUILT_IN_VARIANTS:
            raise fault(
                BadValueError(
                    f"{quoted(written)} is not a built-in variant",
                    "Write professional or public, or describe your own, for example "
                    "{name: schools, level: professional, segments: [dsl]}.",
                    tuple(nearest(name, BUILT_IN_VARIANTS)),
                    code="ITM107",
                )
            )
        return {"name": name, "level": name}

    @model_validator(mode="after")
    def _keeps_built_in_names(self) -> "Variant":
        if self.name in BUILT_IN_VARIANTS and self.name != self.level:
            raise fault(
                BadValueError(
                    f"the built-in variant {quoted(self.name)} cannot have the level {self.level}",
                    "Give your own variant another name, such as schools.",
                )
            )
        return self


class Sender(Shape):
    """Who a bulletin comes from."""

    called: ClassVar[str] = "a sender"

    name: Line = Field(
        description="The name that readers see in their inbox.", examples=["ESSCP team"]
    )
    email: Email = Field(
        description="The address that a bulletin is sent from.",
        examples=["bulletin@esscp.example.org"],
    )
    reply_to: Email | None = Field(
        None,
        description="Where replies go; without it, to the address that it is sent from.",
        examples=["team@esscp.example.org"],
    )


class SafetyRole(BareShape):
    """A contact in the safety block, with the one phone that serves there."""

    called: ClassVar[str] = "a contact of the safety block"
    stands_for: ClassVar[str] = "contact"

    contact: ContactId = Field(
        description="The file name, without its ending, of a contact.", examples=["mash"]
    )
    phone: Line | None = Field(
        None,
        description="The label of the phone to show; without it, the first one.",
        examples=["Referrals"],
    )


class SafetySettings(Shape):
    """Whom to ring when worried about a child: the block that every bulletin carries."""

    called: ClassVar[str] = "the safety block"

    heading: Line = Field(
        SAFETY_HEADING, description="The heading of the block.", examples=[f'"{SAFETY_HEADING}"']
    )
    refer_to: SafetyRole = Field(
        description="Who takes worries about a child in working hours.", examples=["mash"]
    )
    out_of_hours: SafetyRole = Field(
        description="Who answers in the evening and at weekends.",
        examples=["emergency-duty-team"],
    )
    allegations: SafetyRole = Field(
        description="Who takes concerns about an adult who works with children.",
        examples=["lado"],
    )
    helplines: ListOf[SafetyRole] = Field(
        (), description="Helplines to name as well.", examples=["[brightline]"]
    )
    immediate: Line | None = Field(
        None,
        description="Other words for the line on immediate danger; the number stays 999.",
        examples=["If a child is in immediate danger, call 999."],
    )
    not_urgent: Line | None = Field(
        None,
        description="Other words for the line on police advice; the number stays 101.",
        examples=["For police advice that is not urgent, call 101."],
    )


class Series(Shape):
    """A bulletin that recurs."""

    called: ClassVar[str] = "a series"

    name: Line = Field(
        description="The name in the masthead, and the default title.",
        examples=["ESSCP Newsletter"],
    )
    strapline: Line | None = Field(
        None,
        description="A line under the name in the masthead.",
        examples=["Every child, right help now"],
    )
    theme: Slug = Field(
        "shield",
        description="How it looks: shield, newsletter, minutes, or a folder in templates/.",
        examples=["newsletter"],
    )
    variants: ListOf[Variant] = Field(
        (),
        description="The variants that each edition is built in, unless a bulletin says others.",
        examples=["[professional, public]"],
    )
    segments: ListOf[Slug] = Field(
        (),
        description="The segments that a variant without its own goes to.",
        examples=["[schools]"],
    )
    sender: Sender | None = Field(
        None,
        description="Who it comes from, where that is not the partnership's sender.",
        examples=["{name: Schools team, email: schools@esscp.example.org}"],
    )
    why: Line | None = Field(
        None,
        description="Why a reader gets it: the footer's `You receive this because ...`.",
        examples=["You receive this because you lead on safeguarding in a school."],
    )
    more_line: YesNo = Field(
        False,
        description="Whether the public variant says that there is a professional edition.",
        examples=["yes"],
    )
    safety: SafetySettings | None = Field(
        None,
        description="Another safety block, for a series that serves another area.",
        examples=["{refer_to: mash, out_of_hours: emergency-duty-team, allegations: lado}"],
    )


class Segment(Shape):
    """A rule that picks recipients, and its name in `For: ...`."""

    called: ClassVar[str] = "a segment"

    name: Line = Field(
        description="Its name in the middle of a sentence.",
        examples=["designated safeguarding leads"],
    )
    includes: ListOf[Slug] = Field(
        (), description="Other segments that belong to it.", examples=["[dsl, governors]"]
    )
    level: ReaderLevel = Field(
        "professional",
        description="public marks members who may only get public variants.",
        examples=["public"],
    )


class BusinessPlan(Shape):
    """A business plan that priorities belong to."""

    called: ClassVar[str] = "a business plan"

    name: Line = Field(description="Its name in headings.", examples=["Business plan 2026 to 2027"])
    priorities: Number | None = Field(
        None, description="How many priorities it has.", examples=["6"]
    )
