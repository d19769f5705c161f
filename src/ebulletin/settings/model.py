"""The shape of partnership.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ebulletin.settings.running import (
    CalendarSettings,
    DeliverySettings,
    DomainSettings,
    GlossaryTerm,
    Limits,
    StyleSettings,
)
from ebulletin.settings.series import (
    BusinessPlan,
    SafetySettings,
    Segment,
    Sender,
    Series,
)
from ebulletin.values.errors import BadValueError, quoted
from ebulletin.values.fields import (
    Choice,
    Email,
    Line,
    ListOf,
    MarkdownText,
    Shape,
    Slug,
    Url,
    fault,
)


def _hexadecimal(written: str) -> str:
    """`0B4F5C` or `#0b4f5c` as `#0B4F5C`."""
    digits = written.removeprefix("#")
    if len(digits) != 6 or set(digits.lower()) - set("0123456789abcdef"):
        raise fault(
            BadValueError(
                f"{quoted(written)} is not a colour",
                "Write six figures or letters from a to f, for example 0B4F5C.",
            )
        )
    return f"#{digits.upper()}"


Colour = Annotated[Line, AfterValidator(_hexadecimal)]
_TokenWord = Literal[
    "page", "surface", "tint", "accent_tint", "danger_tint", "text", "muted", "heading",
    "link", "accent", "danger", "brand", "on_brand", "button", "on_button", "edge", "rule",
]  # fmt: skip
Token = Annotated[_TokenWord, Choice]


class Colours(Shape):
    """The partnership's colours by token; what is not given is the theme's."""

    called: ClassVar[str] = "colours"

    light: Mapping[Token, Colour] = Field(
        {},
        description="Colours on a light ground; the tokens may also stand without `light`.",
        examples=["{brand: 0B4F5C}"],
    )
    dark: Mapping[Token, Colour] = Field(
        {},
        description="Colours for readers whose screen is set to dark.",
        examples=["{heading: 8FD3DE}"],
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The tokens may also stand without `light`."""
        fields = handler.resolve_ref_schema(handler(schema))
        colour = {"type": ["string", "number"], "description": "A colour such as 0B4F5C."}
        tokens = {str(token): colour for token in get_args(_TokenWord)}
        return {**fields, "properties": {**fields["properties"], **tokens}}

    @model_validator(mode="before")
    @classmethod
    def _tokens_are_light(cls, written: Any) -> Any:
        if not isinstance(written, Mapping):
            return written
        light = {key: value for key, value in written.items() if key not in ("light", "dark")}
        named = written.get("light", {})
        if not light or not isinstance(named, Mapping):
            return written
        return {"light": {**named, **light}, "dark": written.get("dark", {})}


class Logo(Shape):
    """The partnership's mark."""

    called: ClassVar[str] = "a logo"

    file: Line = Field(description="A picture inside items/assets.", examples=["lantern.png"])
    alt: Line = Field(
        description="What the picture says, for those who do not see it.",
        examples=["Elmsvale and Saltmere partnership"],
    )
    dark_file: Line | None = Field(
        None,
        description="Another picture for a dark ground.",
        examples=["lantern-dark.png"],
    )


class Brand(Shape):
    """Mark and colours."""

    called: ClassVar[str] = "the brand"

    logo: Logo | None = Field(
        None,
        description="The partnership's mark.",
        examples=["{file: lantern.png, alt: Elmsvale and Saltmere partnership}"],
    )
    colours: Colours = Field(
        Colours(),
        description="Colours by token name, over the theme's.",
        examples=["{brand: 0B4F5C, dark: {heading: 8FD3DE}}"],
    )


class Unsubscribe(Shape):
    """How a reader leaves; one of the two at least."""

    called: ClassVar[str] = "unsubscribe"

    email: Email | None = Field(
        None, description="An address to write to.", examples=["leave@esscp.example.org"]
    )
    url: Url | None = Field(
        None,
        description="A page that asks before it acts.",
        examples=["https://esscp.example.org/leave"],
    )


class Partnership(Shape):
    """The organisation's profile, read from partnership.yaml."""

    called: ClassVar[str] = "partnership.yaml"

    name: Line = Field(
        description="The partnership's full name.",
        examples=["Elmsvale and Saltmere Safeguarding Children Partnership"],
    )
    short_name: Line = Field(description="The name in short.", examples=["ESSCP"])
    strapline: Line | None = Field(
        None,
        description="A line under the name in the masthead.",
        examples=["Together for children"],
    )
    website: Url = Field(
        description="The partnership's website.", examples=["https://esscp.example.org"]
    )
    archive_url: Url | None = Field(
        None,
        description="Where the public pages of bulletins stand.",
        examples=["https://esscp.example.org/bulletins"],
    )
    privacy_url: Url = Field(
        description="The privacy notice.", examples=["https://esscp.example.org/privacy"]
    )
    accessibility_url: Url = Field(
        description="The accessibility statement.",
        examples=["https://esscp.example.org/accessibility"],
    )
    complaints_url: Url | None = Field(
        None,
        description="How to complain about the use of personal data.",
        examples=["https://esscp.example.org/complaints"],
    )
    partners: ListOf[Line] = Field(
        (),
        description="The partners: contacts, or names in words.",
        examples=["[elmsvale-council, lark-valley-police]"],
    )
    brand: Brand | None = Field(
        None,
        description="Mark and colours; without it the theme's.",
        examples=["{logo: {file: lantern.png, alt: Our partnership}}"],
    )
    sender: Sender = Field(
        description="Who bulletins come from.",
        examples=["{name: ESSCP team, email: bulletin@esscp.example.org}"],
    )
    postal_address: MarkdownText = Field(
        description="The address in the footer.",
        examples=["Tarn House, 2 Quay Street, Saltmere Quay, ZZ9 9ZZ"],
    )
    unsubscribe: Unsubscribe = Field(
        Unsubscribe(),
        description="How a reader leaves; without it, by a message to the reply address.",
        examples=["{email: leave@esscp.example.org}"],
    )
    safety: SafetySettings = Field(
        description="Whom to ring when worried about a child.",
        examples=["{refer_to: mash, out_of_hours: emergency-duty-team, allegations: lado}"],
    )
    series: Mapping[Slug, Series] = Field(
        description="The bulletins that recur, each under a short name.",
        examples=["{newsletter: {name: ESSCP Newsletter, theme: newsletter}}"],
    )
    segments: Mapping[Slug, Segment] = Field(
        description="The groups of readers, each under a short name.",
        examples=["{dsl: {name: designated safeguarding leads}}"],
    )
    business_plans: Mapping[Slug, BusinessPlan] = Field(
        {},
        description="Business plans, each under a short name.",
        examples=["{plan-2026: {name: Business plan 2026 to 2027, priorities: 6}}"],
    )
    tags: ListOf[Slug] = Field(
        (),
        description="The tags that items may carry; without it, any.",
        examples=["[front-door, early-help]"],
    )
    glossary: ListOf[GlossaryTerm] = Field(
        (),
        description="Terms and what they stand for; glossary.yaml may hold them instead.",
        examples=["[{term: MASH, means: Multi-Agency Safeguarding Hub}]"],
    )
    domains: DomainSettings = Field(
        DomainSettings(),
        description="Our own domains, retired ones, and those that ask for a sign-in.",
        examples=["{ours: [esscp.example.org]}"],
    )
    style: StyleSettings = Field(
        StyleSettings(),
        description="Words that the team prefers or avoids.",
        examples=["{prefer: {e-safety: online safety}}"],
    )
    limits: Limits = Field(
        Limits(), description="From which size on the checks speak.", examples=["{words: 1500}"]
    )
    calendar: CalendarSettings = Field(
        CalendarSettings(),
        description="Bank holidays and school holidays.",
        examples=["{region: England and Wales}"],
    )
    merge_fields: ListOf[Line] = Field(
        (),
        description="Columns of the recipient lists that texts may use, beside the usual ones.",
        examples=["[district]"],
    )
    delivery: DeliverySettings | None = Field(
        None,
        description="The relay that carries messages; passwords never stand here.",
        examples=["{host: relay.elmsvale.example.org, rate_per_minute: 120}"],
    )
    demonstration: Annotated[Literal["yes", "no", "archive"], Choice] = Field(
        "no",
        description=(
            "yes allows only invented numbers and addresses, no refuses them, archive allows "
            "them and neither sends nor exports."
        ),
        examples=["no"],
    )

    @model_validator(mode="before")
    @classmethod
    def _truth_in_words(cls, written: Any) -> Any:
        """`demonstration` is a yes or no with a third word, so true and false count too."""
        truths = {"true": "yes", "false": "no"}
        if isinstance(written, Mapping):
            word = written.get("demonstration")
            if isinstance(word, str) and word.strip().lower() in truths:
                return {**written, "demonstration": truths[word.strip().lower()]}
        return written

    @property
    def is_demonstration(self) -> bool:
        """Whether only drama numbers and reserved domains may stand in the workspace."""
        return self.demonstration == "yes"

    def members(self, segments: Iterable[str]) -> frozenset[str]:
        """Every segment that some segments stand for: each itself, and what it includes.

        A ring of includes ends where it closes; an unknown segment stands for itself.
        """
        found: set[str] = set()
        waiting = list(segments)
        while waiting:
            segment = waiting.pop()
            if segment in found:
                continue
            found.add(segment)
            known = self.segments.get(segment)
            if known is not None:
                waiting.extend(known.includes)
        return frozenset(found)

    def contacts_named(self) -> tuple[str, ...]:
        """Ids of the contacts that the safety blocks, and the partners, name; each once."""
        return tuple(dict.fromkeys(self._contacts()))

    def _contacts(self) -> Iterator[str]:
        for safety in (self.safety, *(series.safety for series in self.series.values())):
            if safety is None:
                continue
            roles = (safety.refer_to, safety.out_of_hours, safety.allegations, *safety.helplines)
            yield from (role.contact for role in roles)
        yield from self.partners
