"""From partnership.yaml to what messages are written with: letterhead, signature and pace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ebulletin.delivery.addressing import Stationery
from ebulletin.delivery.messages import CompiledMessage, Letterhead, compile_message
from ebulletin.delivery.messages.letterhead import ascii_address
from ebulletin.delivery.pace import Pace
from ebulletin.delivery.tokens import TokenKey
from ebulletin.delivery.transport import Transport
from ebulletin.errors import EbulletinError
from ebulletin.recipients.key import load_key
from ebulletin.recipients.lists import FOLDER
from ebulletin.settings import Partnership
from ebulletin.templates.content import Content

if TYPE_CHECKING:
    from ebulletin.delivery.messages.compiling import Signer


class NoSenderError(EbulletinError):
    """Nobody is named as the sender."""

    def __init__(self) -> None:
        super().__init__(
            "partnership.yaml names no sender, so nothing can be sent. Write name and e-mail "
            "address of your team under `sender`."
        )


def stationery(
    settings: Partnership, root: Path, found: Sequence[Content], date: datetime, *,
    subject_prefix: str = "",
) -> Stationery:  # fmt: skip
    """Everything that turns deliveries of these contents into messages.

    Args:
        settings: Of the workspace.
        root: The workspace.
        found: One for each variant.
        date: Of every message; with its time zone.
        subject_prefix: Such as `[TEST] `.
    """
    head = _letterhead(settings, found[0], date, subject_prefix)
    delivery = settings.delivery
    signer = _signer(settings, root, head.domain)
    messages: Mapping[str, CompiledMessage] = {
        each.variant: compile_message(each, _with_pictures_of(head, each), signer) for each in found
    }
    return Stationery(
        letterhead=head,
        messages=messages,
        scope=found[0].series,
        bounces=(delivery.bounce_address or "") if delivery else "",
        leave_url=(delivery.unsubscribe_url or "") if delivery else "",
        tokens=TokenKey(load_key(root / FOLDER)),
        has_own_bounce_addresses=bool(delivery and delivery.own_bounce_addresses),
    )


def transport_of(settings: Partnership, root: Path, environment: Mapping[str, str]) -> Transport:
    """The transport that the settings ask for; every secret is there, nothing is opened."""
    from ebulletin.delivery.transports import transport_from

    return transport_from(settings.delivery, root, environment)


def pace_of(settings: Partnership, seconds_since_earlier: Iterable[float] = ()) -> Pace:
    """The rate and the caps of the settings; messages of an earlier run count."""
    delivery = settings.delivery
    if delivery is None:
        return Pace()
    return Pace(
        delivery.rate_per_minute,
        delivery.domain_caps,
        seconds_since_earlier=seconds_since_earlier,
    )


def _letterhead(settings: Partnership, content: Content, date: datetime, prefix: str) -> Letterhead:
    series = settings.series.get(content.series)
    sender = (series.sender if series else None) or settings.sender
    if sender is None:
        raise NoSenderError
    delivery = settings.delivery
    domain = ascii_address(sender.email).rpartition("@")[2]
    return Letterhead(
        sender_name=sender.name,
        sender=sender.email,
        date=date,
        list_id=f"{content.series}.{domain}",
        list_name=series.name if series else settings.name,
        reply_to=sender.reply_to or "",
        # Always an address to leave by: it is the one way that needs no server of ours.
        leave_email=settings.unsubscribe.email or sender.reply_to or sender.email,
        feedback_id=f"{content.slug}:{content.series}:bulletin:{domain.replace('.', '-')}",
        archive_url=settings.archive_url or "",
        image_base=(delivery.image_host or "") if delivery else "",
        subject_prefix=prefix,
    )


def _with_pictures_of(head: Letterhead, content: Content) -> Letterhead:
    """Where a picture host is named, each variant has a folder of its own there, as in exports."""
    if not head.image_base:
        return head
    return replace(
        head, image_base=f"{head.image_base.rstrip('/')}/{content.slug}/{content.variant}"
    )


def _signer(settings: Partnership, root: Path, domain: str) -> "Signer | None":
    dkim = settings.delivery.dkim if settings.delivery else None
    if dkim is None:
        return None
    from ebulletin.delivery.dkim import load_signer

    return load_signer(domain, dkim.selector, root / dkim.key_file)
