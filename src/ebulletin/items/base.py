"""What items of every kind share."""

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ebulletin.items.parts import (
    ActionField,
    ApprovalField,
    AttachmentFile,
    CorrectionField,
    DeadlineField,
    DecisionField,
    IgnoreField,
    ImageFile,
    KeyMessageField,
    Level,
    Link,
    QuoteField,
    Status,
)
from ebulletin.values.choices import fold_choice
from ebulletin.values.errors import BadValueError, quoted
from ebulletin.values.fields import (
    Choice,
    ContactRefField,
    DateField,
    Line,
    ListOf,
    Shape,
    Slug,
    WhoField,
    fault,
)

# Language, script and region subtags of BCP 47 (RFC 5646); the rarer ones no bulletin needs.
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?", re.IGNORECASE)


def _everyone(written: Any) -> Any:
    """`all` is everyone, which is written as no segments."""
    words = written if isinstance(written, list | tuple) else [written]
    is_all = [isinstance(word, str) and fold_choice(word) == "all" for word in words]
    if not any(is_all):
        return list(words)
    if len(words) > 1:
        raise fault(
            BadValueError(
                '"all" stands beside other segments',
                "Write all alone, or name the segments only, for example [dsl, governors].",
            )
        )
    return []


def _language(written: str) -> str:
    if _LANGUAGE.fullmatch(written) is None:
        raise fault(
            BadValueError(
                f"{quoted(written)} is not a language tag",
                "Write a tag such as en-GB, cy for Welsh or pl for Polish.",
            )
        )
    return written


Audience = Annotated[ListOf[Slug], BeforeValidator(_everyone)]
"""Segments; none of them means everyone."""

Language = Annotated[Line, AfterValidator(_language)]


class ItemBase(Shape):
    """One piece of content that a bulletin can carry.

    Attributes:
        id: Names the item; the file's name without its ending, unless given.
        audience: Segments; empty for everyone.
        body: Markdown, exactly as written below the front matter.
    """

    called: ClassVar[str] = "an item"

    id: Slug = Field(
        description="Names the item; never changed after first use. Default: the file's name.",
        examples=["phone-lines-changeover"],
    )
    summary: Line | None = Field(
        None,
        description="One line of up to 200 characters; for a contact, what to contact them about.",
        examples=["What changes on 1 October, and what to do if a call does not connect."],
    )
    body: str = Field("", description="The text below the front matter.")
    audience: Audience = Field(
        (),
        description="The segments that it is for, from partnership.yaml; all by default.",
        examples=["[dsl, governors]"],
    )
    distribution: Level = Field(
        "professional",
        description="Who may see it: public (anyone), professional, or restricted (the audience).",
        examples=["public"],
    )
    restriction_note: Line | None = Field(
        None,
        description="Printed word for word with the title of a restricted item.",
        examples=["For designated safeguarding leads only. Keep within your team."],
    )
    tags: ListOf[Slug] = Field(
        (), description="Tags from partnership.yaml.", examples=["[front-door]"]
    )
    source: WhoField | None = Field(None, description="Who supplied it.", examples=["mash"])
    speaker: WhoField | None = Field(
        None, description="Who presented it.", examples=["kofi-denholm"]
    )
    correction: CorrectionField | None = Field(
        None,
        description="Puts right what the text has wrong; printed in a box under the title.",
        examples=["{text: The number is 111., by: owen-tansley, on: 2026-11-04}"],
    )
    received: DateField | None = Field(
        None, description="The day on which it reached the team.", examples=["2026-09-14"]
    )
    publish_from: DateField | None = Field(
        None, description="The first bulletin date that may carry it.", examples=["2026-10-01"]
    )
    expires: DateField | None = Field(
        None, description="The last bulletin date that may carry it.", examples=["2026-12-31"]
    )
    importance: Annotated[Literal["lead", "normal", "brief"], Choice] = Field(
        "normal",
        description="lead stands out; brief prints title, summary and web link only.",
        examples=["lead"],
    )
    contacts: ListOf[ContactRefField] = Field(
        (),
        description="Whom to contact; the label, where given, replaces the name.",
        examples=["[{id: mash, label: Advice and referrals}]"],
    )
    links: ListOf[Link] = Field(
        (),
        description="Links printed with it.",
        examples=["[{text: Guide to the new lines, url: https://esscp.example.org/guide}]"],
    )
    attachments: ListOf[AttachmentFile] = Field(
        (),
        description="Files that go with it.",
        examples=["[{title: One-page desk card, file: desk-card.pdf}]"],
    )
    images: ListOf[ImageFile] = Field(
        (),
        description="Pictures.",
        examples=["[{file: stalls.png, alt: Market stalls in a hall, people: no}]"],
    )
    deadlines: ListOf[DeadlineField] = Field(
        (),
        description="By when something is due.",
        examples=["[{date: 1 October 2026, what: The old extensions stop working}]"],
    )
    key_messages: ListOf[KeyMessageField] = Field(
        (),
        description="Messages to remember.",
        examples=["[Ring the main line rather than a named worker]"],
    )
    quotes: ListOf[QuoteField] = Field(
        (),
        description="What people said; never with a child's name.",
        examples=["[{text: One number is all we needed., who: School office manager}]"],
    )
    actions: ListOf[ActionField] = Field(
        (),
        description="What somebody is to do.",
        examples=["[{task: Replace the poster, owner: Head teachers, due: 9 October 2026}]"],
    )
    decisions: ListOf[DecisionField] = Field(
        (), description="What was agreed.", examples=["[Members will use one notice form]"]
    )
    see_also: ListOf[Slug] = Field(
        (), description="Other items to read.", examples=["[advice-before-referral]"]
    )
    language: Language = Field(
        "en-GB", description="The language of the text, as a BCP 47 tag.", examples=["cy"]
    )
    status: Status = Field(
        "draft", description="Only what is ready may be sent.", examples=["ready"]
    )
    approval: ApprovalField | None = Field(
        None,
        description="Who signed it off, and when.",
        examples=["{by: marek-lindqvist, on: 2026-09-18}"],
    )
    ignore: ListOf[IgnoreField] = Field(
        (),
        description="Findings to leave, each with a reason.",
        examples=["[{code: LNK110, why: The recording is promised for October.}]"],
    )

    @property
    def has_parts(self) -> bool:
        """Whether it has something to print beside its body."""
        return any(
            (
                self.images, self.deadlines, self.quotes, self.key_messages, self.decisions,
                self.actions, self.attachments,
            )
        )  # fmt: skip


class TitledItem(ItemBase):
    """An item that has a title; a contact has a name instead."""

    title: Line | None = Field(
        None,
        description="Up to 65 characters are advised, so that it fits two lines on a phone.",
        examples=["New phone lines at the front door from 1 October"],
    )
