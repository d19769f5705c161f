"""The shape of a composed bulletin: everything that one variant prints, and no more.

Whatever is not for the variant has been left out before a value of these shapes exists, and every
reference has been filled in, so a template that prints all it is given gives nothing away. Words
that are the same in every output (dates, prices, owners) are written out here once.

The shapes are plain dataclasses: they load fast, and `published` turns them to JSON and back.
"""

from ebulletin.bulletins.composed.blocks import (
    Block,
    Blocks,
    Heading,
    ListBlock,
    Paragraph,
    PlacedParts,
    QuotedBlock,
    TableBlock,
)
from ebulletin.bulletins.composed.bulletin import (
    Bulletin,
    ContentsLine,
    Group,
    Layout,
    Section,
    VariantFacts,
)
from ebulletin.bulletins.composed.entry import Entry, Priority, QuestionAndAnswer, Resource
from ebulletin.bulletins.composed.events import Booking, Event, Joining, Session, Venue
from ebulletin.bulletins.composed.furniture import (
    Brand,
    CallForContributions,
    Footer,
    Masthead,
    NextEdition,
    SafetyBlock,
    SafetyLine,
    SignOff,
)
from ebulletin.bulletins.composed.inline import (
    Break,
    Emphasis,
    Inline,
    Link,
    Merge,
    Note,
    Runs,
    Strong,
    Text,
    plain,
)
from ebulletin.bulletins.composed.meeting import Attendee, Meeting, NextMeeting, Sitting
from ebulletin.bulletins.composed.parts import (
    Action,
    Attachment,
    Correction,
    Deadline,
    Decision,
    KeyMessage,
    Picture,
    Quotation,
)
from ebulletin.bulletins.composed.people import Account, Contact, Mailbox, Person, Phone, WebLink

__all__ = [
    "Account",
    "Action",
    "Attachment",
    "Attendee",
    "Block",
    "Blocks",
    "Booking",
    "Brand",
    "Break",
    "Bulletin",
    "CallForContributions",
    "Contact",
    "ContentsLine",
    "Correction",
    "Deadline",
    "Decision",
    "Emphasis",
    "Entry",
    "Event",
    "Footer",
    "Group",
    "Heading",
    "Inline",
    "Joining",
    "KeyMessage",
    "Layout",
    "Link",
    "ListBlock",
    "Mailbox",
    "Masthead",
    "Meeting",
    "Merge",
    "NextEdition",
    "NextMeeting",
    "Note",
    "Paragraph",
    "Person",
    "Phone",
    "Picture",
    "PlacedParts",
    "Priority",
    "QuestionAndAnswer",
    "Quotation",
    "QuotedBlock",
    "Resource",
    "Runs",
    "SafetyBlock",
    "SafetyLine",
    "Section",
    "Session",
    "SignOff",
    "Sitting",
    "Strong",
    "TableBlock",
    "Text",
    "VariantFacts",
    "Venue",
    "WebLink",
    "plain",
]
