"""What the headers of a campaign's messages say, and what differs from one to the next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

import idna

from ebulletin.delivery.encoding import header_phrase, header_words
from ebulletin.errors import EbulletinError

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
_URL = re.compile(r"https?://[!-;=?-~]+")
_MOST_URL_CHARACTERS = 900  # a header line ends at 998 (RFC 5322, 2.1.1)

Header = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What is the same in every message of a campaign.

    Attributes:
        sender_name: As readers see it in their inbox.
        sender: The address in From.
        date: When the audience was frozen, with its time zone: each attempt says the same.
        list_id: Stable for ever, such as `newsletter.esscp.example.org` (RFC 2919).
        list_name: In words.
        reply_to: Where replies go; empty for the sender.
        leave_email: Where a message goes that asks to leave.
        feedback_id: Campaign, variant and list for the counts of large mailbox providers.
        archive_url: Where the public pages stand; empty for none.
        image_base: Where pictures are served from; empty where they travel in the message.
        subject_prefix: Such as `[TEST] `.
    """

    sender_name: str
    sender: str
    date: datetime
    list_id: str
    list_name: str
    reply_to: str = ""
    leave_email: str = ""
    feedback_id: str = ""
    archive_url: str = ""
    image_base: str = ""
    subject_prefix: str = ""

    @property
    def domain(self) -> str:
        """The sender's, as A-labels: Message-IDs end in it."""
        return ascii_address(self.sender).rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Addressed:
    """What differs from one recipient to the next.

    Attributes:
        recipient: The address in To.
        message_id: With its angle brackets; the same for every attempt.
        fields: Values of the merge fields.
        leave_url: This reader's own way out on the web, which acts on POST only; empty for none.
        leave_mailto: This reader's own way out by a message, beginning `mailto:`.
    """

    recipient: str
    message_id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    leave_url: str = ""
    leave_mailto: str = ""


class UnsafeHeaderError(EbulletinError):
    """What is to stand in a header has no form in which it safely may."""

    def __init__(self, what: str, written: str) -> None:
        super().__init__(
            f"{written!r} cannot stand in a message as {what}. Write it plainly, without blanks, "
            "quotes or line breaks."
        )


@lru_cache(maxsize=256)  # the sender's is asked for with every message
def ascii_address(address: str) -> str:
    """An address with its domain as A-labels (RFC 5891).

    Raises:
        UnsafeHeaderError: It is none, or has letters before the @ that only few relays take.
    """
    local, _, domain = address.strip().rpartition("@")
    try:
        labels = idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        labels = ""
    written = f"{local}@{labels.lower()}"
    if not labels or not _ADDRESS.fullmatch(written):
        raise UnsafeHeaderError("an e-mail address", address)
    return written


def constant_headers(letterhead: Letterhead) -> tuple[Header, ...]:
    """The headers that stand in every message of a campaign."""
    sender = ascii_address(letterhead.sender)
    headers = [
        ("Date", format_datetime(letterhead.date)),
        ("From", _mailbox("From", letterhead.sender_name, sender)),
    ]
    if letterhead.reply_to and ascii_address(letterhead.reply_to) != sender:
        headers.append(("Reply-To", ascii_address(letterhead.reply_to)))
    headers.append(("List-Id", _list_id(letterhead)))
    if letterhead.archive_url:
        headers.append(("List-Archive", f"<{safe_url(letterhead.archive_url)}>"))
    help_to = ascii_address(letterhead.reply_to or letterhead.sender)
    headers += [
        ("List-Help", f"<mailto:{help_to}>"),
        ("Precedence", "bulk"),
        # Holds back out-of-office answers of Exchange. Never "All": that would hold back bounces.
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
    ]
    if letterhead.feedback_id:
        headers.append(("Feedback-ID", header_words(letterhead.feedback_id, len("Feedback-ID: "))))
    return tuple(headers)


def own_headers(to: Addressed) -> tuple[Header, ...]:
    """The headers of one recipient, but for the subject."""
    headers = [("To", _checked(to.recipient)), ("Message-ID", _message_id(to.message_id))]
    ways = []
    if to.leave_url:
        ways.append(f"<{safe_url(to.leave_url)}>")
    if to.leave_mailto:
        ways.append(f"<{_mailto(to.leave_mailto)}>")
    if ways:
        headers.append(("List-Unsubscribe", ",\r\n ".join(ways)))
    if to.leave_url:
        # One click, and no page between (RFC 8058); only with a web address.
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return tuple(headers)


def safe_url(url: str) -> str:
    """A web address in ASCII, without anything that ends a header or its angle brackets."""
    if not _URL.fullmatch(url) or len(url) > _MOST_URL_CHARACTERS:
        raise UnsafeHeaderError("a web address", url)
    return url


def _checked(address: str) -> str:
    return address if _ADDRESS.fullmatch(address) else ascii_address(address)


def _message_id(written: str) -> str:
    if not re.fullmatch(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,253}>", written):
        raise UnsafeHeaderError("the Message-ID", written)
    return written


def _mailto(written: str) -> str:
    if not re.fullmatch(r"mailto:[!-;=?-~]{3,900}", written):
        raise UnsafeHeaderError("a mail link", written)
    return written


def _mailbox(header: str, name: str, address: str) -> str:
    phrase = header_phrase(name, len(header) + 2)
    last_line = phrase.rpartition("\r\n")[2]
    space = " " if len(last_line) + len(address) < 60 else "\r\n "
    return f"{phrase}{space}<{address}>"


def _list_id(letterhead: Letterhead) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", letterhead.list_id):
        raise UnsafeHeaderError("the List-Id", letterhead.list_id)
    phrase = header_phrase(letterhead.list_name, len("List-Id: "))
    return f"{phrase}\r\n <{letterhead.list_id}>"
