"""What comes back after a send: bounces, complaints, absences and readers who leave, told apart.

A message that comes back can be forged. So nothing here acts: it says what a message claims, and
what proves it (a signed address, a signed token, or only an address that stands in it).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr
from enum import StrEnum

from ebulletin.delivery.encoding import one_line
from ebulletin.delivery.model import MOST_REPLY_CHARACTERS

MOST_READ_BYTES = 2 * 1024 * 1024
"""Of one message: what matters stands at its beginning."""


class Kind(StrEnum):
    """What a message is."""

    HARD_BOUNCE = "bounced for good"
    SOFT_BOUNCE = "bounced for now"
    DELAYED = "delayed"
    COMPLAINT = "complained"
    AWAY = "out of office"
    LEAVE = "wants to leave"
    OTHER = "for a person"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message that came back.

    Attributes:
        event: Names it: the same message read twice has the same.
        recipient: Whose mailbox it is about, as the message says; empty where it does not.
        status: Such as 5.1.1 (RFC 3463); empty where there is none.
        words: What the far server said; one line.
        original_id: Message-ID of what we sent, as the message says.
        sent_to: Addresses that the message itself came to: a bounce address of our own may be
            among them.
        tokens: What stands in it where a token of ours would.
        sender: Who wrote it.
        subject: In words.
    """

    event: str
    kind: Kind
    recipient: str = ""
    status: str = ""
    words: str = ""
    original_id: str = ""
    sent_to: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    sender: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)


# 5.1.x says that the address is wrong; 5.4.4 that its domain takes no mail (RFC 3463, 3.2, 3.5).
# Full mailboxes (5.2) and refusals for policy (5.7) may end, and are held, not ended.
_HARD = re.compile(r"5\.1\.(?:0|1|2|3|6|10)|5\.4\.4")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_NOBODY = re.compile(
    r"user unknown|unknown user|no such user|does not exist|doesn't exist|no mailbox|"
    r"mailbox (?:unavailable|not found)|address rejected|recipient (?:rejected|not found)|"
    r"unrouteable address|account .{0,30}disabled|nobody of that name",
    re.IGNORECASE,
)
_FROM_A_MACHINE = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_AWAY = re.compile(
    r"^\s*(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|"
    r"away from)",
    re.IGNORECASE,
)
_LEAVE = re.compile(r"^\s*(?:re:\s*)?(?:unsubscribe|remove me|leave)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{40,400}")
_SENT_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


def read_arrival(raw: bytes) -> Arrival:
    """Say what a message is; one that cannot be understood is for a person, never an error."""
    message = message_from_bytes(raw[:MOST_READ_BYTES])
    arrival = _plain(message, raw)
    for recognise in (_complaint, _bounce, _bounce_in_words, _absence, _leaving):
        found = recognise(message, arrival)
        if found is not None:
            return found
    return arrival


def _plain(message: Message, raw: bytes) -> Arrival:
    written = _header(message, "Message-ID") or raw[:4096].hex()
    return Arrival(
        event=hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:32],
        kind=Kind.OTHER,
        sent_to=tuple(
            address.lower()
            for _, address in getaddresses([_header(message, name) for name in _SENT_TO])
            if "@" in address
        ),
        sender=parseaddr(_header(message, "From"))[1],
        subject=_header(message, "Subject")[:200],
    )


def _complaint(message: Message, arrival: Arrival) -> Arrival | None:
    """A feedback report (ARF, RFC 5965)."""
    report = _part(message, "message/feedback-report")
    if report is None:
        return None
    said = _fields(report)
    kind = said.get("feedback-type", "abuse").lower()
    if kind not in ("abuse", "fraud", "opt-out", "other"):
        return None
    return _with(
        arrival,
        Kind.COMPLAINT,
        recipient=said.get("original-rcpt-to") or said.get("removal-recipient", ""),
        words=kind,
        original=_original(message),
    )


def _bounce(message: Message, arrival: Arrival) -> Arrival | None:
    """A report on a delivery (DSN, RFC 3464); the first recipient that failed, or else waits."""
    report = _part(message, "message/delivery-status")
    if report is None:
        return None
    blocks = report.get_payload()
    if not isinstance(blocks, list):
        return None
    original = _original(message)
    delayed: Arrival | None = None
    for block in blocks:
        said = _fields(block) if isinstance(block, Message) else {}
        action = said.get("action", "").lower()
        if action not in ("failed", "delayed"):
            continue
        words = said.get("diagnostic-code", "")
        status = said.get("status", "") or _status_in(words)
        found = _with(
            arrival,
            _kind_of(status, words) if action == "failed" else Kind.DELAYED,
            recipient=said.get("original-recipient") or said.get("final-recipient", ""),
            status=status,
            words=words,
            original=original,
        )
        if action == "failed":
            return found
        delayed = found
    return delayed


def _absence(message: Message, arrival: Arrival) -> Arrival | None:
    """An answer that a machine gave for somebody who is away (RFC 3834)."""
    said = _header(message, "Auto-Submitted").lower()
    is_automatic = said.startswith("auto-replied") or any(
        message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Response-From")
    )
    if is_automatic or _AWAY.search(arrival.subject):
        return _with(arrival, Kind.AWAY)
    return None


def _leaving(message: Message, arrival: Arrival) -> Arrival | None:
    """A message that asks to leave: by the subject that our link gives, or in words."""
    if _FROM_A_MACHINE.search(_header(message, "From")):
        return None
    asks = _LEAVE.search(arrival.subject) or _LEAVE.search(_first_line(message))
    if not asks:
        return None
    tokens = tuple(_TOKEN.findall(arrival.subject))
    return _with(arrival, Kind.LEAVE, recipient=arrival.sender, tokens=tokens)


def _bounce_in_words(message: Message, arrival: Arrival) -> Arrival | None:
    """A bounce without a report for machines, as some servers still write them."""
    failed = _header(message, "X-Failed-Recipients")
    if not failed and not _FROM_A_MACHINE.search(_header(message, "From")):
        return None
    text = _text(message)
    status = _status_in(text)
    if not failed and not status and not _NOBODY.search(text):
        return None
    line = next((each for each in text.splitlines() if status and status in each), text[:300])
    if status.startswith("4") and not failed:
        return _with(arrival, Kind.DELAYED, status=status, words=line)
    return _with(
        arrival,
        _kind_of(status, text),
        recipient=failed.split(",")[0],
        status=status,
        words=line,
        original=_original(message) or _headers_in(text),
    )


def _kind_of(status: str, words: str) -> Kind:
    if _HARD.fullmatch(status):
        return Kind.HARD_BOUNCE
    if status in ("", "5.0.0") and _NOBODY.search(words):
        return Kind.HARD_BOUNCE
    return Kind.SOFT_BOUNCE


def _with(
    arrival: Arrival,
    kind: Kind,
    *,
    recipient: str = "",
    status: str = "",
    words: str = "",
    tokens: tuple[str, ...] = (),
    original: Message | None = None,
) -> Arrival:
    tokens_found = list(tokens)
    original_id = ""
    if original is not None:
        original_id = _header(original, "Message-ID")
        tokens_found += _TOKEN.findall(_header(original, "List-Unsubscribe"))
    return Arrival(
        event=arrival.event,
        kind=kind,
        recipient=_address_in(recipient),
        status=status,
        words=one_line(words)[:MOST_REPLY_CHARACTERS],
        original_id=original_id,
        sent_to=arrival.sent_to,
        tokens=tuple(dict.fromkeys(tokens_found)),
        sender=arrival.sender,
        subject=arrival.subject,
    )


# --- Reading what others wrote --------------------------------------------------------------


def _header(message: Message, name: str) -> str:
    """All headers of a name in one line, decoded; what cannot be decoded stays as it is."""
    values = [str(each) for each in message.get_all(name) or []]
    joined = ", ".join(values)
    try:
        return one_line(str(make_header(decode_header(joined))))
    except (UnicodeError, LookupError, ValueError):
        return one_line(joined)


def _part(message: Message, kind: str) -> Message | None:
    return next((part for part in message.walk() if part.get_content_type() == kind), None)


def _fields(block: Message) -> dict[str, str]:
    """The fields of a report; those of a feedback report stand in a block of their own."""
    payload = block.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    if isinstance(first, Message) and not block.get("Action"):
        block = first
    elif isinstance(payload, str) and ":" in payload and not block.get("Action"):
        block = message_from_bytes(payload.encode("utf-8", "replace"))
    return {name.lower(): one_line(str(value)) for name, value in block.items()}


def _original(message: Message) -> Message | None:
    """What we sent, or its headers, as the report carries it."""
    for part in message.walk():
        payload = part.get_payload()
        first = payload[0] if isinstance(payload, list) and payload else None
        if part.get_content_type() == "message/rfc822" and isinstance(first, Message):
            return first
        if part.get_content_type() == "text/rfc822-headers":
            return message_from_bytes(_decoded(part))
    return None


def _headers_in(text: str) -> Message | None:
    """Headers of what we sent in the middle of a text."""
    found = re.search(r"^(?:(?:Message-ID|List-Unsubscribe|Return-Path):.*(?:\n[ \t].*)*\n?)",
                      text, re.IGNORECASE | re.MULTILINE)  # fmt: skip
    return message_from_bytes(text[found.start() :].encode("utf-8", "replace")) if found else None


def _first_line(message: Message) -> str:
    return next((line for line in _text(message).splitlines() if line.strip()), "")


def _text(message: Message) -> str:
    return "\n".join(_texts(message))[:20_000]


def _texts(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            yield _decoded(part).decode("utf-8", "replace")


def _decoded(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _address_in(written: str) -> str:
    """The address in `rfc822; ann@example.org`, `<ann@example.org>` and the like."""
    found = re.search(r"[^\s<>;,\"]+@[^\s<>;,\"]+", written)
    return found[0].rstrip(".") if found else ""


def _status_in(words: str) -> str:
    found = _STATUS.search(words)
    return found[1] if found else ""
