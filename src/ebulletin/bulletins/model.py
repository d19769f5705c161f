"""The shape of a plan: an edition as it is written, with its items by name."""

from collections.abc import Iterator, Mapping
from datetime import date as day_type
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from ebulletin.bulletins.meeting import PlanMeeting, PlanNext, PlanSitting
from ebulletin.bulletins.sections import (
    Layout,
    PlacedItem,
    PlanSection,
    Select,
    with_section_ids,
)
from ebulletin.items.event import EventDefaults
from ebulletin.items.parts import IgnoreField, Status
from ebulletin.settings.series import Variant
from ebulletin.values.choices import fold_choice
from ebulletin.values.fields import (
    Choice,
    ContactRefField,
    DateField,
    Line,
    ListOf,
    MarkdownText,
    Number,
    Shape,
    Slug,
    TextsField,
    WhenField,
    WhoField,
    YesNo,
)
from ebulletin.values.people import is_slug

__all__ = [
    "CallField",
    "EventDefaults",
    "Layout",
    "NextEditionField",
    "PlacedItem",
    "Plan",
    "PlanMeeting",
    "PlanNext",
    "PlanSection",
    "PlanSitting",
    "Select",
    "SignOffField",
]


def _truth_in_words(written: Any) -> Any:
    """`contents` is a yes or no with a third word, so true and false count too."""
    truths = {"true": "yes", "false": "no"}
    return truths.get(fold_choice(written), written) if isinstance(written, str) else written


Contents = Annotated[
    Annotated[Literal["yes", "no", "auto"], Choice], BeforeValidator(_truth_in_words)
]


class CallField(Shape):
    """What the team asks readers to send."""

    called: ClassVar[str] = "a call for contributions"

    heading: Line | None = Field(None, description="Its heading.", examples=["Write for us"])
    text: MarkdownText | None = Field(
        None, description="What to send.", examples=["Share a resource with us."]
    )
    min_words: Number | None = Field(
        None, description="The fewest words; printed only without a text.", examples=["150"]
    )
    max_words: Number | None = Field(
        None, description="The most words; printed only without a text.", examples=["250"]
    )
    deadline: WhenField | None = Field(None, description="By when.", examples=["13 November 2026"])
    contact: ContactRefField | None = Field(
        None, description="To whom.", examples=["partnership-team"]
    )


class NextEditionField(Shape):
    """What comes next, and when."""

    called: ClassVar[str] = "the next edition"

    label: Line | None = Field(None, description="Its name.", examples=["October edition"])
    when: WhenField = Field(description="When it comes.", examples=["late October 2026"])


class SignOffField(Shape):
    """Closing words, and who signs them."""

    called: ClassVar[str] = "a sign-off"

    text: Line = Field(description="The words.", examples=["Thank you for all you do."])
    who: WhoField | None = Field(None, description="Who signs.", examples=["partnership-team"])


class Plan(Shape):
    """An edition as written: items by name, and rules that choose items.

    Attributes:
        slug: Names the bulletin; the file's name without its ending.
        date: The base of all date logic. A full day, but for an archive copy; without it the last
            sitting of a meeting stands for it (check BUL101).
    """

    called: ClassVar[str] = "a bulletin"

    slug: Slug = Field(description="The file's name without its ending.")
    series: Slug = Field(
        description="The series that it belongs to, from partnership.yaml.", examples=["newsletter"]
    )
    title: TextsField | None = Field(
        None,
        description="The title; default: the name of the series.",
        examples=["Notes of the cluster meetings"],
    )
    edition: TextsField = Field(description="Which edition it is.", examples=["September 2026"])
    issue_number: Number | None = Field(
        None, description="Its number in the series.", examples=["31"]
    )
    date: WhenField | None = Field(
        None,
        description="The day on which it is published; all date checks count from it.",
        examples=["23 September 2026"],
    )
    archive: YesNo = Field(
        False,
        description="yes for an edition from before this tool; never sent or exported.",
        examples=["yes"],
    )
    date_shown: YesNo = Field(
        True,
        description="no keeps an assumed day of an archive copy out of print.",
        examples=["no"],
    )
    rebuilt_on: DateField | None = Field(
        None, description="The day on which an archive copy was rebuilt.", examples=["2026-11-20"]
    )
    theme: Slug | None = Field(
        None,
        description=(
            "How it looks: shield, newsletter, minutes, or a folder in templates/; default: that "
            "of the series."
        ),
        examples=["newsletter"],
    )
    subject: TextsField | None = Field(
        None,
        description="The subject of the e-mail, 10 to 65 characters; default: title and edition.",
        examples=["Autumn training dates and a new number"],
    )
    preheader: TextsField | None = Field(
        None,
        description="The line after the subject in an inbox, 35 to 110 characters.",
        examples=["Six priorities, a new early help hub, and training dates to February."],
    )
    variants: ListOf[Variant] = Field(
        (),
        description="The variants that it is built in; default: those of the series.",
        examples=["[professional, public]"],
    )
    intro: MarkdownText | None = Field(
        None,
        description="An item, or some text, before the first section.",
        examples=["team-message-september-2026"],
    )
    contents: Contents = Field(
        "auto",
        description="Whether it lists its sections: yes, no, or auto (with more than four).",
        examples=["yes"],
    )
    numbered: YesNo | None = Field(
        None, description="Whether sections are numbered; default: in minutes.", examples=["yes"]
    )
    sections: ListOf[PlanSection] = Field(
        description="The sections, in order.",
        examples=["[{heading: Service news, items: [phone-lines-changeover]}]"],
    )
    sidebar: ListOf[PlanSection] = Field(
        (),
        description="Sections beside the text in the newsletter, after it elsewhere.",
        examples=["[{heading: Dates, layout: list, items: [community-day-2027]}]"],
    )
    business_plan: Slug | None = Field(
        None, description="The business plan that it reports on.", examples=["plan-2026"]
    )
    meeting: PlanMeeting | None = Field(
        None,
        description="The meeting of which these are the notes; the theme minutes needs it.",
        examples=["{name: Safeguarding network, sittings: [4 November 2026]}"],
    )
    sign_off: SignOffField | None = Field(
        None,
        description="Closing words.",
        examples=["{text: Thank you for all you do., who: partnership-team}"],
    )
    call_for_contributions: CallField | None = Field(
        None,
        description="What the team asks readers to send.",
        examples=["{text: Share a resource with us., contact: partnership-team}"],
    )
    next_edition: NextEditionField | None = Field(
        None,
        description="What comes next, and when.",
        examples=["{label: Winter 2026, when: December 2026}"],
    )
    author: ContactRefField | None = Field(
        None,
        description="Who prepared it; never the one who approves it.",
        examples=["halcyon-reeve"],
    )
    status: Status = Field(
        "draft",
        description="Only what is ready may be sent; a draft is marked so.",
        examples=["ready"],
    )
    ignore: ListOf[IgnoreField] = Field(
        (),
        description="Findings to leave, in the bulletin and the items it places.",
        examples=["[{code: LNK110, why: The recording is promised for October.}]"],
    )

    @model_validator(mode="before")
    @classmethod
    def _sections_have_ids(cls, written: Any) -> Any:
        return with_section_ids(written) if isinstance(written, Mapping) else written

    @property
    def intro_item(self) -> str | None:
        """The id of the item that stands as introduction; None where the text itself does."""
        return self.intro if self.intro is not None and is_slug(self.intro) else None

    @property
    def intro_text(self) -> str | None:
        """The Markdown of the introduction; None where an item stands for it."""
        return None if self.intro_item is not None else self.intro

    @property
    def day(self) -> day_type | None:
        """The base of all date logic: the last day of `date`, else that of the last sitting."""
        if self.date is not None:
            return self.date.last
        if self.meeting is None:
            return None
        last = self.meeting.sittings[-1].date if self.meeting.sittings else None
        return last.last if last is not None and last.is_day else None

    def named_items(self) -> tuple[str, ...]:
        """Ids of the items placed by name, in the order written; twice if placed twice."""
        return tuple(self._named())

    def _named(self) -> Iterator[str]:
        if self.intro_item is not None:
            yield self.intro_item
        for section in (*self.sections, *self.sidebar):
            yield from (placed.id for placed in section.items)
