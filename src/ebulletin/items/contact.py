"""The shape of a contact: a person, team, service or organisation, cited by id everywhere else."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ebulletin.items.base import ItemBase
from ebulletin.items.parts import Level, Status
from ebulletin.values.fields import (
    BareShape,
    Choice,
    ContactRefField,
    DateField,
    Email,
    Line,
    ListOf,
    MarkdownText,
    Phone,
    Shape,
    Url,
)


class PhoneField(BareShape):
    """A phone number; `number` holds the digits."""

    called: ClassVar[str] = "a phone"
    slips: ClassVar[Mapping[str, str]] = {"phone": "number"}
    stands_for: ClassVar[str] = "number"

    number: Phone = Field(description="The number, in any spacing.", examples=["01632 960110"])
    label: Line | None = Field(None, description="What it is for.", examples=["Referrals"])
    hours: Line | None = Field(
        None, description="When it is answered.", examples=["Monday to Friday, 9am to 5pm"]
    )
    distribution: Level | None = Field(
        None,
        description="Who may see it; the contact's level by default.",
        examples=["professional"],
    )
    public_agreed: DateField | None = Field(
        None,
        description="The day on which its owner agreed to a mobile number in public text.",
        examples=["2026-06-01"],
    )
    note: Line | None = Field(
        None,
        description="Printed with it wherever it appears.",
        examples=["Not to be passed to parents"],
    )


class EmailField(BareShape):
    """An e-mail address."""

    called: ClassVar[str] = "an email"
    slips: ClassVar[Mapping[str, str]] = {"email": "address"}
    stands_for: ClassVar[str] = "address"

    address: Email = Field(description="The address.", examples=["mash@elmsvale.example.org"])
    label: Line | None = Field(
        None, description="What it is for; tells routes apart.", examples=["Referral forms"]
    )
    distribution: Level | None = Field(
        None,
        description="Who may see it; the contact's level by default.",
        examples=["professional"],
    )
    note: Line | None = Field(
        None,
        description="Printed with it wherever it appears.",
        examples=["Not to be passed to parents"],
    )


class SocialField(Shape):
    """An account on a social network."""

    called: ClassVar[str] = "a social account"

    network: Line = Field(description="The network's name.", examples=["Lark"])
    handle: Line = Field(description="The account's name.", examples=['"@esscp_example"'])
    url: Url | None = Field(
        None, description="Its address.", examples=["https://lark.example.org/esscp"]
    )


class Contact(ItemBase):
    """A person, team, service or organisation."""

    called: ClassVar[str] = "a contact"
    slips: ClassVar[Mapping[str, str]] = {"title": "name", "website": "web", "url": "web"}

    kind: Annotated[Literal["contact"], Choice] = Field(
        "contact", description="What the item is.", examples=["contact"]
    )
    type: Annotated[Literal["person", "team", "service", "organisation"], Choice] = Field(
        description="person, team, service or organisation.", examples=["service"]
    )
    name: Line = Field(description="The full name.", examples=["Multi-Agency Safeguarding Hub"])
    short_name: Line | None = Field(
        None, description="The name in short, printed in brackets once.", examples=["MASH"]
    )
    aliases: ListOf[Line] = Field(
        (), description="Other spellings in use.", examples=["[the hub, front door]"]
    )
    initials: Line | None = Field(
        None, description="For minutes: 2 to 4 letters, capitals first.", examples=["SP"]
    )
    role: Line | None = Field(
        None, description="What a person does.", examples=["Education Safeguarding Lead"]
    )
    organisation: Line | None = Field(
        None, description="A contact, or a name in words.", examples=["elmsvale-council"]
    )
    team: Line | None = Field(None, description="The team.", examples=["Early help"])
    reach_via: ContactRefField | None = Field(
        None,
        description="The post or team through which a person is reached.",
        examples=["partnership-team"],
    )
    phones: ListOf[PhoneField] = Field(
        (),
        description="Phone numbers.",
        examples=["[{number: 01632 960110, label: Referrals}]"],
    )
    emails: ListOf[EmailField] = Field(
        (), description="E-mail addresses.", examples=["[mash@elmsvale.example.org]"]
    )
    web: Url | None = Field(
        None, description="The web address.", examples=["https://esscp.example.org"]
    )
    social: ListOf[SocialField] = Field(
        (),
        description="Social accounts.",
        examples=['[{network: Lark, handle: "@esscp_example"}]'],
    )
    address: MarkdownText | None = Field(
        None, description="The postal address.", examples=["14 Ropewalk, Ostley"]
    )
    hours: Line | None = Field(
        None,
        description="When the phones without their own hours are answered.",
        examples=["Monday to Friday, 8:45am to 5pm"],
    )
    out_of_hours: ContactRefField | None = Field(
        None, description="Who answers when closed.", examples=["emergency-duty-team"]
    )
    urgent_note: Line | None = Field(
        None,
        description="What not to do when it is urgent.",
        examples=["Do not leave a message about an urgent worry."],
    )
    verified_on: DateField | None = Field(
        None, description="The day on which the details were last checked.", examples=["2026-09-01"]
    )
    leaves_on: DateField | None = Field(
        None, description="A person's last day in the post.", examples=["2027-01-31"]
    )
    status: Status = Field(
        "ready", description="Only what is ready may be sent.", examples=["draft"]
    )

    @property
    def title(self) -> str:
        """The name, under the word that other kinds of item use."""
        return self.name
