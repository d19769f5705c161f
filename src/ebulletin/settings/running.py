"""The shape of the settings for checking and sending: limits, calendar, words, the relay."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ebulletin.values.fields import (
    Choice,
    ContactId,
    DateField,
    Email,
    Line,
    ListOf,
    Number,
    Shape,
    Url,
    WhenField,
    YesNo,
)


class GlossaryTerm(Shape):
    """A term, what it stands for, and what replaced it."""

    called: ClassVar[str] = "a glossary entry"

    term: Line = Field(description="The word or the letters.", examples=["MASH"])
    means: Line | None = Field(
        None, description="What it stands for.", examples=["Multi-Agency Safeguarding Hub"]
    )
    aliases: ListOf[Line] = Field(
        (), description="Other spellings in use.", examples=["[M.A.S.H.]"]
    )
    now: Line | None = Field(None, description="The term that replaced it.", examples=["DBS check"])
    since: WhenField | None = Field(
        None, description="From when on the new term is right.", examples=["December 2012"]
    )
    edition: Number | None = Field(
        None, description="The current year of a national document.", examples=["2026"]
    )
    note: Line | None = Field(
        None, description="A remark for readers.", examples=["for concerns about adults"]
    )


class Glossary(Shape):
    """The shape of glossary.yaml."""

    called: ClassVar[str] = "glossary.yaml"

    glossary: ListOf[GlossaryTerm] = Field(
        (),
        description="Terms and what they stand for.",
        examples=["[{term: MASH, means: Multi-Agency Safeguarding Hub}]"],
    )


class DomainSettings(Shape):
    """Which addresses are ours, which are retired, and which ask for a sign-in."""

    called: ClassVar[str] = "domains"

    ours: ListOf[Line] = Field(
        (), description="Domains of the partnership.", examples=["[esscp.example.org]"]
    )
    retired: Mapping[str, Line] = Field(
        {},
        description="Old domains, each with the one that replaced it.",
        examples=["{old-elmsvale.example.org: elmsvale.example.org}"],
    )
    recipients: ListOf[Line] = Field(
        (),
        description=(
            "The only domains, with what ends in them, whose addresses may be on a list for a "
            "professional variant; without it, any."
        ),
        examples=["[gov.uk, nhs.uk, police.uk, sch.uk]"],
    )
    sign_in: ListOf[Line] = Field(
        (),
        description="Domains whose pages ask for a sign-in.",
        examples=["[intranet.elmsvale.example.org]"],
    )


class StyleSettings(Shape):
    """Words that the team prefers or avoids, on top of the house lists."""

    called: ClassVar[str] = "style"

    prefer: Mapping[str, Line] = Field(
        {},
        description="Spellings, each with the one to use instead.",
        examples=["{e-safety: online safety}"],
    )
    avoid: Mapping[str, Line] = Field(
        {},
        description="Phrases to avoid, each with what to say instead.",
        examples=["{hard to reach: seldom heard}"],
    )
    strict: YesNo = Field(
        False, description="yes turns on the hints that are off by default.", examples=["yes"]
    )


class Limits(Shape):
    """From which size on the checks speak."""

    called: ClassVar[str] = "limits"

    words: Number = Field(1500, description="Words in a bulletin.", examples=["1500"])
    item_words: Number = Field(400, description="Words in an item.", examples=["400"])
    sentence: Number = Field(25, description="Words in a sentence.", examples=["25"])
    reading_age: Number = Field(15, description="Reading age in years.", examples=["15"])
    html_kb: Number = Field(100, description="Size of the e-mail, in kilobytes.", examples=["100"])
    image_kb: Number = Field(300, description="Size of a picture, in kilobytes.", examples=["300"])
    verify_months: Number = Field(
        6, description="Months after which a contact is to be verified again.", examples=["6"]
    )


class SchoolHoliday(Shape):
    """Days on which schools are closed."""

    called: ClassVar[str] = "a school holiday"

    name: Line = Field(description="Its name.", examples=["October half-term"])
    from_: DateField = Field(alias="from", description="The first day.", examples=["2026-10-26"])
    to: DateField = Field(description="The last day.", examples=["2026-10-30"])


class CalendarSettings(Shape):
    """Bank holidays and school holidays."""

    called: ClassVar[str] = "the calendar"

    region: Annotated[Literal["England and Wales", "Scotland", "Northern Ireland"], Choice] = Field(
        "England and Wales",
        description="Whose bank holidays hold.",
        examples=["England and Wales"],
    )
    extra_bank_holidays: ListOf[DateField] = Field(
        (), description="Bank holidays beside the usual ones.", examples=["[2026-06-15]"]
    )
    school_holidays: ListOf[SchoolHoliday] = Field(
        (),
        description="The holidays of local schools.",
        examples=["[{name: October half-term, from: 2026-10-26, to: 2026-10-30}]"],
    )


class DkimSettings(Shape):
    """The signature of outgoing messages (RFC 6376)."""

    called: ClassVar[str] = "dkim"

    selector: Line = Field(
        description="The name under which the public key stands in the DNS.", examples=["bulletin"]
    )
    key_file: Line = Field(
        description="Path of the private key on the sending machine; never in the workspace.",
        examples=["/etc/ebulletin/dkim.pem"],
    )


class InboxSettings(Shape):
    """The mailbox to which bounces and messages of those who leave come; read by IMAP over TLS."""

    called: ClassVar[str] = "inbox"

    host: Line = Field(description="The mail server.", examples=["imap.elmsvale.example.org"])
    port: Number = Field(993, description="Its port.", examples=["993"])
    user: Line = Field(
        description="The name to sign in with.", examples=["bounces@esscp.example.org"]
    )
    folder: Line = Field("INBOX", description="The folder to read.", examples=["INBOX"])


class DeliverySettings(Shape):
    """The relay that carries messages, and how fast; passwords never stand here."""

    called: ClassVar[str] = "delivery"

    host: Line | None = Field(
        None, description="The mail relay.", examples=["relay.elmsvale.example.org"]
    )
    port: Number = Field(587, description="The relay's port.", examples=["587"])
    security: Annotated[Literal["starttls", "tls", "none"], Choice] = Field(
        "starttls",
        description="How the connection is encrypted; none only for a relay on this computer.",
        examples=["starttls"],
    )
    certificates: Line | None = Field(
        None,
        description="A file with the certificates to trust, where the computer's own do not do.",
        examples=["/etc/ebulletin/authority.pem"],
    )
    user: Line | None = Field(
        None, description="The name to sign in with, if the relay asks.", examples=["bulletin"]
    )
    auth: Annotated[Literal["password", "token"], Choice] = Field(
        "password",
        description="What signs us in: a password, or a token (OAuth 2) that a program fetches.",
        examples=["password"],
    )
    transport: Annotated[Literal["smtp", "folder"], Choice] = Field(
        "smtp",
        description="smtp hands messages to the relay; folder only writes them to files.",
        examples=["folder"],
    )
    folder: Line = Field(
        "out/mail",
        description="Where `transport: folder` writes its messages, as a Maildir.",
        examples=["out/mail"],
    )
    rate_per_minute: Number | None = Field(
        None, description="The most messages in a minute.", examples=["120"]
    )
    messages_per_connection: Number | None = Field(
        None,
        description="After so many messages a new connection is opened.",
        examples=["100"],
    )
    connections: Number = Field(
        1, description="How many connections stand open at once.", examples=["2"]
    )
    domain_caps: Mapping[str, Number] = Field(
        {},
        description="Receiving domains, each with the most messages in a minute.",
        examples=["{elmsvale.example.org: 30}"],
    )
    dkim: DkimSettings | None = Field(
        None,
        description="Signing of messages, where the relay does not sign.",
        examples=["{selector: bulletin, key_file: /etc/ebulletin/dkim.pem}"],
    )
    bounce_address: Email | None = Field(
        None,
        description="Where reports of undelivered messages go.",
        examples=["bounces@esscp.example.org"],
    )
    own_bounce_addresses: YesNo = Field(
        False,
        description="yes gives each message a bounce address of its own, such as bounces+x@...",
        examples=["yes"],
    )
    unsubscribe_url: Url | None = Field(
        None,
        description="Where the one-click endpoint answers; a reader's own token is put behind it.",
        examples=["https://lists.esscp.example.org/leave"],
    )
    inbox: InboxSettings | None = Field(
        None,
        description="The mailbox that `ebulletin inbox` reads.",
        examples=["{host: imap.elmsvale.example.org, user: bounces@esscp.example.org}"],
    )
    approvers: ListOf[ContactId] = Field(
        (), description="Contacts who may approve a bulletin.", examples=["[owen-tansley]"]
    )
    test_domains: ListOf[Line] = Field(
        (),
        description="Domains to which a test message may go.",
        examples=["[elmsvale.example.org]"],
    )
    client_mix: Mapping[str, Number] = Field(
        {},
        description="Mail programs of the readers, each with its share in per cent.",
        examples=["{outlook: 60, apple: 25, gmail: 15}"],
    )
    image_host: Url | None = Field(
        None,
        description="Where pictures are served from; without it they travel in the message.",
        examples=["https://images.esscp.example.org"],
    )
