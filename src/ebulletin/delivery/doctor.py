"""Looks at the relay before anything is sent: can it, may it, and how long will it take?

It opens one line, encrypted and signed in as for a send, and closes it again: no message leaves.
"""

import math
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ebulletin.delivery.smtp import Relay, SmtpTransport
from ebulletin.delivery.transport import RelayBusyError, RelayRefusedError

HOURS_TOO_LONG = 4.0
"""A bulletin that takes longer reaches the last readers on another working day."""
MOST_SPF_LOOKUPS = 10  # RFC 7208, 4.6.4


class Verdict(StrEnum):
    """How something is."""

    FINE = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at.

    Attributes:
        words: What was found.
        advice: What to do; empty where nothing is to be done.
    """

    verdict: Verdict
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class KnownRelay:
    """What a large provider allows, as its own pages say.

    Attributes:
        host: A pattern for the relay's name.
        per_minute: The most messages in a minute.
        per_day: The most recipients in a day.
        connections: The most at once.
        instead: What to use for a whole list.
    """

    host: str
    name: str
    per_minute: int | None = None
    per_day: int | None = None
    connections: int | None = None
    instead: str = ""


_FOR_LISTS = (
    "Use a relay that is made for lists (the council's own mail relay, Azure Communication "
    "Services, Amazon SES), or export the bulletin to the mailing tool that you have"
)
KNOWN_RELAYS = (
    KnownRelay(r"smtp\.office365\.com|.*\.mail\.protection\.outlook\.com", "Exchange Online",
               per_minute=30, per_day=10_000, connections=3, instead=_FOR_LISTS),
    KnownRelay(r"smtp\.gmail\.com", "Gmail", per_day=2_000, instead=_FOR_LISTS),
    KnownRelay(r"smtp-relay\.gmail\.com", "Google Workspace's relay", per_day=10_000,
               instead=_FOR_LISTS),
    KnownRelay(r"email-smtp\..*\.amazonaws\.com", "Amazon SES", per_minute=14 * 60,
               per_day=50_000),
    KnownRelay(r"smtp\.azurecomm\.net", "Azure Communication Services", per_minute=30,
               instead="Ask Azure for a higher limit before a large list"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to be sent, and how.

    Attributes:
        people: How many recipients; 0 where that is not known.
        largest_in_bytes: Of its messages; 0 where that is not known.
        per_minute: The rate of the settings.
    """

    sender: str
    people: int = 0
    largest_in_bytes: int = 0
    per_minute: int | None = None
    bounces: str = ""


Lookup = Callable[[str], Sequence[str]]
"""TXT records of a name in the DNS; none where there is no such name."""


def examine(relay: Relay, sending: Sending) -> Iterator[Remark]:
    """Look at a relay: reachable, encrypted, signed in, large and quick enough."""
    yield from limits(relay, sending)
    try:
        connection = SmtpTransport(relay).open()
    except (RelayBusyError, RelayRefusedError) as error:
        yield Remark(Verdict.WRONG, str(error))
        return
    with connection:
        yield Remark(Verdict.FINE, f"{relay.name} answers{_security(relay, connection.line)}")
        if relay.sign_in is not None:
            yield Remark(Verdict.FINE, f"it lets {relay.sign_in.user!r} sign in")
        yield from _size(connection.size_limit_in_bytes, sending.largest_in_bytes)
        if connection.is_pipelined:
            yield Remark(Verdict.FINE, "it takes commands without waiting (PIPELINING)")
        else:
            yield Remark(
                Verdict.NOTE,
                "it does not take commands without waiting (no PIPELINING)",
                "It works, and takes about three times as long. Nothing has to be done.",
            )


def minutes_for(people: int, *rates: int | None) -> float | None:
    """How long a send takes at the lowest of some rates; None where there is none."""
    known = [rate for rate in rates if rate]
    return people / min(known) if known and people else None


def in_words(minutes: float) -> str:
    """`under a minute`, `40 minutes`, `11 hours 7 minutes`."""
    whole = math.ceil(minutes)
    if whole <= 1:
        return "about a minute"
    if whole < 60:
        return f"{whole} minutes"
    hours, rest = divmod(whole, 60)
    words = f"{hours} hour{'s' if hours > 1 else ''}"
    return f"{words} {rest} minute{'s' if rest > 1 else ''}" if rest else words


def examine_names(
    sending: Sending, lookup: Lookup, dkim: tuple[str, str] | None = None
) -> Iterator[Remark]:
    """Look at what the DNS says of the sender: SPF, DKIM and DMARC, and whether they fit.

    Args:
        sending: The sender, and the address that bounces go to.
        lookup: Asks the DNS.
        dkim: Selector and public record of our own key; None where the relay signs.
    """
    domain = sending.sender.rpartition("@")[2].lower()
    envelope = (sending.bounces or sending.sender).rpartition("@")[2].lower()
    yield from _spf(envelope, lookup)
    yield from _dkim(domain, dkim, lookup)
    yield from _dmarc(domain, envelope, lookup)


def limits(relay: Relay, sending: Sending) -> Iterator[Remark]:
    """What large providers allow, and how long a send takes; nothing is opened."""
    known = next((each for each in KNOWN_RELAYS if re.fullmatch(each.host, relay.host)), None)
    minutes = minutes_for(sending.people, sending.per_minute, known.per_minute if known else None)
    if known is None:
        if minutes is not None:
            yield _duration(sending, minutes)
        return
    if known.per_minute and (sending.per_minute or math.inf) > known.per_minute:
        yield Remark(
            Verdict.WRONG,
            f"{known.name} takes {known.per_minute} messages a minute, and `rate_per_minute` is "
            f"{sending.per_minute or 'not set'}",
            f"Write `rate_per_minute: {known.per_minute}` under `delivery`.",
        )
    if known.connections and relay.most_connections > known.connections:
        yield Remark(
            Verdict.WRONG,
            f"{known.name} takes {known.connections} connections at once, and `connections` is "
            f"{relay.most_connections}",
            f"Write `connections: {known.connections}` under `delivery`.",
        )
    if known.per_day and sending.people > known.per_day:
        yield Remark(
            Verdict.WRONG,
            f"{known.name} takes {known.per_day:,} recipients a day, and the list has "
            f"{sending.people:,}",
            f"{known.instead or 'Ask for a higher limit'}.",
        )
    if minutes is not None:
        remark = _duration(sending, minutes)
        if known.instead and remark.verdict is not Verdict.FINE:
            remark = Remark(remark.verdict, remark.words, f"{known.instead}.")
        yield remark


def _duration(sending: Sending, minutes: float) -> Remark:
    words = f"{sending.people:,} messages take {in_words(minutes)}"
    if minutes < HOURS_TOO_LONG * 60:
        return Remark(Verdict.FINE, words)
    return Remark(
        Verdict.NOTE, words, "Ask those who run the relay for a higher rate, or send in slices."
    )


def _security(relay: Relay, line: object) -> str:
    if isinstance(line, ssl.SSLSocket):
        return f", encrypted ({line.version()}), its certificate is right"
    return ", not encrypted: it is on this computer" if relay.security == "none" else ""


def _size(limit: int | None, largest: int) -> Iterator[Remark]:
    if limit is None:
        return
    allowed = f"{limit / 1_048_576:.1f} MB"
    if largest > limit:
        yield Remark(
            Verdict.WRONG,
            f"it takes messages of at most {allowed}, and this bulletin's have "
            f"{largest / 1_048_576:.1f} MB",
            "Host pictures and files instead of sending them along, or leave some out.",
        )
    else:
        yield Remark(Verdict.FINE, f"it takes messages of up to {allowed} (SIZE)")


# --- The DNS --------------------------------------------------------------------------------


def _spf(domain: str, lookup: Lookup) -> Iterator[Remark]:
    records = [each for each in lookup(domain) if each.lower().startswith("v=spf1")]
    if len(records) != 1:
        found = "no SPF record" if not records else f"{len(records)} SPF records"
        yield Remark(
            Verdict.WRONG,
            f"{domain} has {found}: large receivers refuse such mail",
            "Ask those who keep the DNS for exactly one TXT record that begins v=spf1 and names "
            "the relay.",
        )
        return
    asked = len(re.findall(r"\b(?:include|redirect|exists)[:=]|[ +]a\b|[ +]mx\b", records[0]))
    if asked > MOST_SPF_LOOKUPS:
        yield Remark(
            Verdict.WRONG,
            f"the SPF record of {domain} asks {asked} times further, and {MOST_SPF_LOOKUPS} is the "
            "most",
            "Ask those who keep the DNS to shorten it.",
        )
    else:
        yield Remark(Verdict.FINE, f"{domain} has an SPF record")


def _dkim(domain: str, dkim: tuple[str, str] | None, lookup: Lookup) -> Iterator[Remark]:
    if dkim is None:
        yield Remark(
            Verdict.NOTE,
            "we do not sign messages (DKIM)",
            "That is right where the relay signs them. Send a test message and look at its "
            "source for `dkim=pass`.",
        )
        return
    selector, ours = dkim
    name = f"{selector}._domainkey.{domain}"
    published = [_key_in(each) for each in lookup(name)]
    if _key_in(ours) in published:
        yield Remark(Verdict.FINE, f"{name} holds our key (DKIM)")
        return
    found = "another key" if any(published) else "no key"
    yield Remark(
        Verdict.WRONG,
        f"{name} holds {found} (DKIM)",
        f"Ask those who keep the DNS for a TXT record of that name: {ours}",
    )


def _dmarc(domain: str, envelope: str, lookup: Lookup) -> Iterator[Remark]:
    # From the domain upwards, as RFC 9989 has it; the policy of the nearest counts.
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):
        above = ".".join(labels[start:])
        records = [each for each in lookup(f"_dmarc.{above}") if each.startswith("v=DMARC1")]
        if not records:
            continue
        policy = re.search(r"\bp=(\w+)", records[0])
        yield Remark(Verdict.FINE, f"{above} has a DMARC policy: {policy[1] if policy else 'none'}")
        if not (envelope == above or envelope.endswith(f".{above}")):
            yield Remark(
                Verdict.NOTE,
                f"bounces go to {envelope}, which is not under {above}: SPF does not count for "
                "DMARC then",
                f"Take a bounce address under {above}, or make sure that messages are signed.",
            )
        return
    yield Remark(
        Verdict.WRONG,
        f"{domain} has no DMARC policy: large receivers refuse lists from such domains",
        f"Ask those who keep the DNS for a TXT record _dmarc.{domain} with at least "
        "v=DMARC1; p=none.",
    )


def _key_in(record: str) -> str:
    found = re.search(r"\bp=([^;]*)", record)
    return re.sub(r"\s", "", found[1]) if found else ""
