"""The shape of a composed bulletin: everything one variant prints, and nothing that it must not hold.

Whatever is not for the variant has been left out before a value of these shapes exists, and every
reference has been filled in, so a template that prints all it is given gives nothing away. Words
that are the same in every output (dates, prices, owners) are written out here once.

The shapes are plain dataclasses: they load fast, and `published` turns them to JSON and back.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# --- Text -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; not escaped."""

    text: str
    node: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    runs: "Runs"
    node: Literal["strong"] = "strong"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    runs: "Runs"
    node: Literal["emphasis"] = "emphasis"


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""

    node: Literal["break"] = "break"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere.

    Attributes:
        runs: The words.
        href: `https:`, `mailto:`, `tel:` (national digits), `#item-<id>`, `#section-<id>`,
            `files/<name>`, or empty for the two reserved links, which the footer's data fill.
        to: What it leads to.
    """

    runs: "Runs"
    href: str
    to: Literal["web", "mail", "tel", "item", "section", "file", "unsubscribe", "view_online"]
    node: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class Note:
    """A note that belongs to the number or address before it; printed small, in round brackets."""

    text: str
    node: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Merge:
    """A field that the mailing tool fills in; web pages print the fallback."""

    name: str
    fallback: str
    node: Literal["merge"] = "merge"


Inline = Text | Strong | Emphasis | Break | Link | Note | Merge
Runs = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: Runs
    node: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a body; `level` is the final one (3 to 6) in the page."""

    level: int
    runs: Runs
    node: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each entry is a run of blocks, so that a list may stand inside it."""

    is_numbered: bool
    entries: tuple["Blocks", ...]
    node: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class QuotedBlock:
    """A block quotation."""

    blocks: "Blocks"
    node: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with a header row and at most four columns."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    node: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class PlacedParts:
    """Parts of the item that its author placed at this point of the body.

    It has the same fields as `Entry`, so one template piece prints both.
    """

    images: tuple["Picture", ...] = ()
    deadlines: tuple["Deadline", ...] = ()
    quotes: tuple["Quotation", ...] = ()
    key_messages: tuple["KeyMessage", ...] = ()
    decisions: tuple["Decision", ...] = ()
    actions: tuple["Action", ...] = ()
    attachments: tuple["Attachment", ...] = ()
    node: Literal["parts"] = "parts"


Block = Paragraph | Heading | ListBlock | QuotedBlock | TableBlock | PlacedParts
Blocks = tuple[Block, ...]


# --- People, numbers and addresses ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in the text, as this variant may name them; at least one part is given."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None

    @property
    def words(self) -> str:
        """Name, role, organisation: those that are given, with commas."""
        return ", ".join(part for part in (self.name, self.role, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that this variant may show.

    Attributes:
        number: In national spacing, such as `01632 960110`.
        digits: The same, digits only; `tel:` plus these is its link.
        hours: Its own hours; where it has none the contact's `hours` hold.
        note: Printed with it wherever it appears.
    """

    number: str
    digits: str
    label: str | None = None
    hours: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address that this variant may show; `label` tells routes apart."""

    address: str
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A social account; the network is named in words."""

    network: str
    handle: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, team, service or organisation with the details that this variant may show.

    Attributes:
        anchor: Of its card, where the bulletin has one.
        name: None for a person whom this variant may not name (role and organisation are given).
        label: The words that replace the name in a contact line.
        hours: For all numbers without their own.
        out_of_hours: Who answers when closed: only name and phones are filled.
        reach_via: The post or team through which a person is reached, with its details.
    """

    id: str
    type: Literal["person", "team", "service", "organisation"]
    name: str | None = None
    short_name: str | None = None
    label: str | None = None
    role: str | None = None
    organisation: str | None = None
    team: str | None = None
    summary: Runs = ()
    phones: tuple[Phone, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    web: str | None = None
    accounts: tuple[Account, ...] = ()
    address: Blocks = ()
    hours: str | None = None
    out_of_hours: "Contact | None" = None
    urgent_note: str | None = None
    reach_via: "Contact | None" = None
    links: tuple["WebLink", ...] = ()

    @property
    def full_name(self) -> str:
        """Name with the short name in brackets, once; role and organisation for the unnamed."""
        if self.name is None:
            return ", ".join(part for part in (self.role, self.organisation) if part)
        if self.short_name and f"({self.short_name})" not in self.name:
            return f"{self.name} ({self.short_name})"
        return self.name

    @property
    def has_details(self) -> bool:
        """Whether there is any way to reach it."""
        return bool(self.phones or self.mailboxes or self.web or self.accounts or self.address)


# --- Parts of an item ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link of an item.

    Attributes:
        href: None where the address is not known yet; the words stand without a link.
        description: Format and size in words, such as `PDF, 180 KB`, or empty.
        readers: For whom, in words, or None.
    """

    text: str
    href: str | None
    description: str = ""
    readers: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the item.

    Attributes:
        file: Path inside `items/assets/`; None where it was not supplied.
        name: The file's name in the output.
        description: Format and size in words, computed from the file.
        is_hosted: True for a public file (link `files/<name>`); otherwise it travels as a part of
            the message, and no page links to it.
    """

    title: str
    file: str | None
    name: str | None
    description: str = ""
    is_hosted: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image.

    Attributes:
        file: Path inside `items/assets/`; None where it was not supplied: then the alt text alone
            is printed.
        name: File name in the output: `images/<name>` is its address.
        alt: Empty for a decorative picture.
        width: In pixels, of the file; 0 where unknown.
        height: In pixels, of the file; 0 where unknown.
    """

    file: str | None
    name: str | None
    alt: str
    caption: str | None = None
    credit: str | None = None
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when, and what.

    Attributes:
        words: Such as `By Thursday 25 February 2027`; never "in n days".
        day: The last day, where there is one.
        what: What is due.
    """

    words: str
    day: date | None
    what: Runs = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words; `style` is the author's choice of looks."""

    text: Runs
    who: str
    context: str | None = None
    style: Literal["testimonial", "pull", "official"] = "testimonial"


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A message to remember; `readers` says for whom, or None."""

    text: Runs
    readers: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was agreed; `agreed_on` in words, or None."""

    text: Runs
    agreed_on: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A task, numbered through the variant.

    Attributes:
        number: In document order, from 1.
        owner: Who does it, in words; None where there is none or the task begins with it.
        table_owner: The same for the table of actions, where the task's own words do not help.
        due: Such as `18 November 2026` or `next meeting`; None where not given.
        item_anchor: Of the item that holds it.
        item_words: How the table names that item: its section's number, or its title.
    """

    number: int
    task: Runs
    owner: str | None = None
    table_owner: str | None = None
    due: str | None = None
    status: Literal["open", "done", "carried over"] = "open"
    item_anchor: str = ""
    item_words: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What puts an item right: the words, by whom, and when."""

    text: Runs
    by: str | None = None
    on: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionAndAnswer:
    """One question and its answer; `level` is the heading level of the question."""

    question: Runs
    answer: Blocks
    level: int


@dataclass(frozen=True, slots=True)
class Priority:
    """What a priority adds.

    Attributes:
        label: `Priority 4`, or None where the title already says it.
        rag: The colour's word, `Red`, `Amber` or `Green`.
        rag_note: What it means, such as `Some delay`.
    """

    number: int
    label: str | None
    aim: Runs = ()
    rag: Literal["Red", "Amber", "Green"] | None = None
    rag_note: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One appearance of an event.

    Attributes:
        day: First day, where it is known exactly.
        last_day: Last day, for a range.
        date_words: `Tuesday 10 November 2026`.
        short_date_words: `Tue 10 Nov 2026`, for tables.
        time_words: `9:30am to 12:30pm`, `Morning`, or None.
        state: `Full`, `Cancelled` ..., or None while open.
        is_past: A past one of several parts.
    """

    day: date | None
    last_day: date | None
    date_words: str
    short_date_words: str
    time_words: str | None = None
    starts: str | None = None
    label: str | None = None
    venue: str | None = None
    state: str | None = None
    note: Runs = ()
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """Where an event takes place."""

    name: str
    address: str | None = None
    access: str | None = None
    map: str | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """How to join an online event; never part of a public variant or a page.

    Attributes:
        words: One line that stands when nothing else is known yet, such as `To follow`.
    """

    platform: str | None = None
    url: str | None = None
    dial_in: Phone | None = None
    conference_id: str | None = None
    passcode: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """How to get a place.

    Attributes:
        words: One sentence, with its links, for prose, rows and text.
        url: Of the booking page; what the one button leads to.
        deadline: By when.
        include: What to say when booking, in words, or None.
    """

    words: Runs
    url: str | None = None
    contact: Contact | None = None
    deadline: Deadline | None = None
    include: str | None = None
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What an event adds.

    Attributes:
        dates_words: All dates in one phrase: `Tuesday 10 or Tuesday 24 November 2026`, or
            `Any time`, `On request`, `See booking`.
        times_words: The one time that all sessions share, or None (then each session says its own).
        relation_words: `Come to both parts`, `Choose one date`, or None.
        mode_words: `Online`, `In person`, `In person or online`, or None.
        price_words: `Free`, `£35 (free for maintained schools)`, or None.
        state: `Full`, `Save the date`, `Cancelled` ..., or None while open.
        month: First day of the month of its first session shown, for grouping.
    """

    dates_words: str
    short_dates_words: str
    times_words: str | None
    sessions: tuple[Session, ...] = ()
    relation_words: str | None = None
    duration: str | None = None
    mode_words: str | None = None
    venue: Venue | None = None
    joining: Joining | None = None
    price_words: str | None = None
    booking: Booking | None = None
    provider: Person | None = None
    trainers: tuple[Person, ...] = ()
    level: str | None = None
    certificate: str | None = None
    state: str | None = None
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """What a resource adds.

    Attributes:
        facts: Publisher, month, format, size and duration in order, each in words.
        readers: `For parents and carers`, or None.
        in_force: `In force from Monday 4 January 2027`, or None.
        respond_by: By when to respond, or None.
    """

    facts: tuple[str, ...] = ()
    description: str = ""
    readers: str | None = None
    in_force: str | None = None
    respond_by: Deadline | None = None
    how_to_respond: Runs = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as this variant prints it.

    Attributes:
        label: The word for its sort where it has one: `Reminder`, `Thanks`, `Podcast`, `Briefing`.
        title: Empty where it has none.
        heading_level: 2 to 6, of its title as a heading; None where no heading is printed (the
            body then follows the section's heading directly). Rows, tables and panels print the
            title in bold instead.
        title_href: Its own page (resource and event), or None.
        is_brief: Print title, summary and web link only.
        is_lead: Comes first and larger.
        level_words: `For professionals`, where the bulletin's own label does not say it already.
        audience_words: `For: designated safeguarding leads`, or None.
        restriction_note: Printed word for word with the title.
        language: BCP 47, where it is not the bulletin's.
        byline: `source` or `signed_by` of something that is not a message: "From ...".
        signature: Who signs a message.
        quoted_from: The whole body is this person's words.
        parts after the body: in the order of the fields, pictures before it.
    """

    id: str
    anchor: str
    kind: Literal["update", "event", "resource", "qa", "priority", "contact"]
    type: str
    label: str | None
    title: Runs
    heading_level: int | None
    summary: Runs = ()
    title_href: str | None = None
    is_brief: bool = False
    is_lead: bool = False
    is_draft: bool = False
    level_words: str | None = None
    audience_words: str | None = None
    restriction_note: str | None = None
    language: str | None = None
    speaker: Person | None = None
    byline: Person | None = None
    signature: Person | None = None
    quoted_from: Person | None = None
    answered_by: Person | None = None
    correction: Correction | None = None
    images: tuple[Picture, ...] = ()
    body: Blocks = ()
    questions: tuple[QuestionAndAnswer, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    key_messages: tuple[KeyMessage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    links: tuple[WebLink, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    see_also: tuple[Link, ...] = ()
    event: Event | None = None
    resource: Resource | None = None
    priority: Priority | None = None
    contact: Contact | None = None
    tags: tuple[str, ...] = ()


# --- The bulletin -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Items of a section under one sub-heading; without `group_by` there is one, unnamed."""

    heading: str | None
    heading_level: int
    entries: tuple[Entry, ...]


Layout = Literal["prose", "cards", "table", "list", "panel", "columns", "annex"]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed group of items.

    Attributes:
        anchor: `section-<id>`.
        number: `3` or `3.1`, or None.
        label: Of an annex: `Annex A`.
        heading: Empty where the items stand alone; made from speaker or annex label if need be.
        heading_level: 2, or 3 and more for a section under another.
        speaker: Shown beside the heading; None where the heading already names them.
        empty: Printed when nothing is left.
    """

    id: str
    anchor: str
    number: str | None
    label: str | None
    heading: Runs
    heading_level: int
    layout: Layout
    speaker: Person | None = None
    intro: Blocks = ()
    outro: Blocks = ()
    groups: tuple[Group, ...] = ()
    empty: Runs = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its items, in order."""
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of "In this edition"."""

    number: str | None
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of an attendance table; never part of a public variant."""

    name: str
    role: str | None
    organisation: str | None
    initials: str | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a meeting: `words` holds date, time and place in one line."""

    words: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Header and attendance of a meeting.

    Attributes:
        attendance_words: In a public variant the one line of counts; then the lists are empty.
        actions_table: Where the table of actions stands.
    """

    name: str
    sittings: tuple[Sitting, ...]
    chair: Person | None = None
    notes_by: Person | None = None
    attended: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    attendance_words: str | None = None
    actions_table: Literal["top", "end", "none"] = "top"


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When and where next, and what is on the agenda (numbered)."""

    heading: str
    when: str
    intro: Blocks = ()
    notes: Runs = ()
    agenda: tuple[Runs, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CallForContributions:
    """What we ask readers to send us.

    Attributes:
        heading: Default "Share something with us".
        length_words: `150 to 250 words`, only where there is no text.
        deadline: By when.
    """

    heading: str
    text: Blocks = ()
    length_words: str | None = None
    deadline: Deadline | None = None
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class NextEdition:
    """What comes next, and when, in words."""

    label: str | None
    when: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """Closing words, and who signs them."""

    text: Runs
    who: Person | None = None


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """One route of the safety block, as a sentence; its numbers are `tel` links."""

    role: Literal["immediate", "refer_to", "out_of_hours", "not_urgent", "allegations", "helpline"]
    runs: Runs


@dataclass(frozen=True, slots=True)
class SafetyBlock:
    """Whom to ring when worried about a child; no theme, author or variant may remove it.

    Attributes:
        short: One line under the masthead of public variants; empty elsewhere.
    """

    heading: str
    lines: tuple[SafetyLine, ...]
    short: Runs = ()


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands at the top.

    Attributes:
        organisation: The partnership's name.
        logo: The partnership's mark; `dark_logo` replaces it on dark ground where given.
    """

    series_name: str
    strapline: str | None
    organisation: str
    organisation_short: str
    website: str
    logo: Picture | None = None
    dark_logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Footer:
    """Who we are, why you get this, and how to leave.

    Attributes:
        view_online: Address of the public page, or None where there is none.
        unsubscribe: An address (`https:` or `mailto:`); web pages leave it out.
        more_line: The one neutral line that there is a professional edition, or None.
    """

    organisation: str
    sender_name: str
    why: str
    postal_address: Blocks
    website: str
    unsubscribe: str
    privacy_url: str
    accessibility_url: str
    view_online: str | None = None
    complaints_url: str | None = None
    partners: tuple[str, ...] = ()
    more_line: str | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours of partnership.yaml by token name, as `#RRGGBB`, over the theme's."""

    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """Which variant this is; `segments` are ids, empty where it goes to everyone."""

    name: str
    level: Literal["professional", "public"]
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """An edition with its items in place, for one variant and one channel.

    Attributes:
        channel: `email` (HTML e-mail and plain text) or `page` (web page: no restricted items, no
            joining details, fallbacks for merge fields).
        date: The base of all date logic.
        date_words: `Wednesday 23 September 2026`; None where `date_shown: no`.
        edition_words: `September 2026`.
        distribution_words: `For professionals`, `For designated safeguarding leads only` ..., or
            None in a public variant.
        restriction_notes: Of the restricted items inside, each once.
        intro: The opening item, or None; `intro_blocks` where it is written in the plan.
        actions: All actions in document order, for the table.
        is_draft: Marked "Draft" wherever it shows.
        is_archive_copy: Marked "Archive copy".
    """

    slug: str
    series: str
    variant: VariantFacts
    channel: Literal["email", "page"]
    theme: str
    language: str
    title: Runs
    edition_words: str
    issue_number: int | None
    date: date
    date_words: str | None
    subject: Runs
    preheader: Runs
    masthead: Masthead
    safety: SafetyBlock
    footer: Footer
    brand: Brand = Brand()
    distribution_words: str | None = None
    restriction_notes: tuple[str, ...] = ()
    contents: tuple[ContentsLine, ...] = ()
    intro: Entry | None = None
    intro_blocks: Blocks = ()
    meeting: Meeting | None = None
    actions: tuple[Action, ...] = ()
    sections: tuple[Section, ...] = ()
    sidebar: tuple[Section, ...] = ()
    next_meeting: NextMeeting | None = None
    annexes: tuple[Section, ...] = ()
    call_for_contributions: CallForContributions | None = None
    next_edition: NextEdition | None = None
    sign_off: SignOff | None = None
    is_draft: bool = False
    is_archive_copy: bool = False


def plain(runs: Runs) -> str:
    """The words of a run without any formatting; merge fields as their fallback."""
    return "".join(_words(run) for run in runs)


def _words(run: Inline) -> str:
    match run:
        case Text(text=text):
            return text
        case Strong(runs=inner) | Emphasis(runs=inner) | Link(runs=inner):
            return plain(inner)
        case Break():
            return " "
        case Note(text=text):
            return f" ({text})"
        case Merge(fallback=fallback):
            return fallback
