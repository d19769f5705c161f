"""Looks at everything that sending needs, before anybody is written to."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ebulletin.delivery.doctor import (
    Remark,
    Sending,
    Verdict,
    examine,
    examine_names,
    in_words,
    minutes_for,
)
from ebulletin.delivery.transports import relay_from
from ebulletin.press.contents import contents
from ebulletin.press.stationery import stationery
from ebulletin.settings import Partnership
from ebulletin.workspace import Workspace

_DNS_SECONDS = 5.0


def diagnose(
    workspace: Workspace,
    environment: Mapping[str, str],
    *,
    slug: str | None = None,
    people: int = 0,
    asks_dns: bool = False,
) -> Iterator[Remark]:
    """Every remark on sending from this workspace, as it is found.

    Args:
        workspace: Its settings name relay and sender.
        environment: Holds passwords.
        slug: A bulletin whose largest message is compared with what the relay takes.
        people: How many recipients there will be.
        asks_dns: Whether SPF, DKIM and DMARC are looked up in the network.
    """
    settings = workspace.shelf.settings
    delivery = settings.delivery
    sending = Sending(
        sender=settings.sender.email,
        people=people,
        largest_in_bytes=_largest(workspace, slug) if slug else 0,
        per_minute=delivery.rate_per_minute if delivery else None,
        bounces=(delivery.bounce_address or "") if delivery else "",
    )
    if delivery is not None and delivery.transport == "folder":
        yield Remark(
            Verdict.NOTE,
            f"messages are only written to {delivery.folder}: nobody gets any",
            "For a real send, name a relay under `delivery: host` and take `transport` away.",
        )
        minutes = minutes_for(people, sending.per_minute)
        if minutes is not None:
            yield Remark(Verdict.FINE, f"{people:,} messages take {in_words(minutes)}")
        return
    yield from examine(relay_from(delivery, environment), sending)
    dkim = _dkim(settings, workspace.root)
    if dkim is not None:
        yield Remark(Verdict.FINE, f"messages are signed with the key {dkim[0]!r} (DKIM)")
    if asks_dns:
        yield from _names(sending, dkim)
    else:
        yield Remark(
            Verdict.NOTE,
            "SPF, DKIM and DMARC were not looked up",
            "`ebulletin doctor --network` does that.",
        )


def _largest(workspace: Workspace, slug: str) -> int:
    from datetime import UTC, datetime

    found = contents(workspace, slug)
    written = stationery(workspace.shelf.settings, workspace.root, found, datetime.now(UTC))
    return max(each.size_in_bytes for each in written.messages.values())


def _dkim(settings: Partnership, root: Path) -> tuple[str, str] | None:
    """Selector and public record of our key."""
    dkim = settings.delivery.dkim if settings.delivery else None
    if dkim is None:
        return None
    from ebulletin.delivery.dkim import load_signer

    domain = settings.sender.email.rpartition("@")[2]
    signer = load_signer(domain, dkim.selector, root / dkim.key_file)
    return dkim.selector, signer.public_record


def _names(sending: Sending, dkim: tuple[str, str] | None) -> Iterator[Remark]:
    try:
        import dns.exception
        import dns.resolver
    except ImportError:
        yield Remark(
            Verdict.WRONG,
            "the DNS cannot be asked: the package dnspython is not installed",
            "Install it (`pip install dnspython`), or ask those who keep the DNS.",
        )
        return

    def lookup(name: str) -> Sequence[str]:
        try:
            answer = dns.resolver.resolve(name, "TXT", lifetime=_DNS_SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        return [b"".join(each.strings).decode("utf-8", "replace") for each in answer]

    try:
        yield from examine_names(sending, lookup, dkim)
    except dns.exception.DNSException:
        yield Remark(Verdict.WRONG, "the DNS does not answer", "Check the network, and try again.")
