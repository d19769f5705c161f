"""Ends doubt by evidence: what the relay's own log, or the folder it wrote to, says of a message.

A message is known by its Message-ID, the same at every attempt. That the log knows it is proof
that the relay took it; that the log is silent proves nothing, since it may be the wrong log.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path

from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.model import Campaign, Delivery, State
from ebulletin.errors import EbulletinError

# Postfix names a message by its queue number; the Message-ID stands in one line of cleanup, and
# that the message was taken in another: cleanup writes its line before the final dot is in.
_POSTFIX_ID = re.compile(r"\bcleanup\[\d+\]: (\w+): (?:resent-)?message-id=(<[^>\s]+>)")
_POSTFIX_TAKEN = re.compile(
    r"\b(?:qmgr\[\d+\]: (\w+): from=<[^>]*>, size=\d+, nrcpt=\d+ \(queue active\)"
    r"|(?:smtp|lmtp|local|virtual|pipe|relay|error)\[\d+\]: (\w+): to=<.*\bstatus=)"
)
# Exim writes `<=` when a message has arrived whole, with the Message-ID bare behind `id=`.
_EXIM_TAKEN = re.compile(r" <= .*\bid=([^\s>]+@[^\s>]+)")
# Logs of one event for each line, such as Exchange's message tracking or a provider's export.
_TRACKED = re.compile(
    r"\b(?:RECEIVE|SUBMIT|SEND|DELIVER|accepted|delivered|delivery|queued)\b.*?(<[^>\s]+@[^>\s]+>)"
    r"|(<[^>\s]+@[^>\s]+>).*?\b(?:RECEIVE|SUBMIT|SEND|DELIVER|accepted|delivered|delivery|queued)\b"
)


class UnreadableEvidenceError(EbulletinError):
    """The log that was named cannot be read."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{str(path)!r} is neither a log file nor a folder of messages that can be read. Name "
            "the mail log of the relay, such as /var/log/mail.log, or ask its administrators."
        )


@dataclass(frozen=True, slots=True)
class Settled:
    """What a log could say.

    Attributes:
        accepted: Deliveries that it shows to have been taken.
        silent: Those of which it says nothing; they stay in doubt.
    """

    accepted: tuple[Delivery, ...]
    silent: tuple[Delivery, ...]


def settle_by_evidence(ledger: Ledger, campaign: Campaign, evidence: Path, at: float) -> Settled:
    """Settle every delivery in doubt that the evidence shows to have been accepted.

    Args:
        ledger: Where they are in doubt.
        campaign: Of these deliveries.
        evidence: A log file of Postfix or Exim, a tracking log, or a folder of messages.
        at: Now, in seconds of the epoch.
    """
    known = {_delivery_id(campaign, each) for each in _taken(evidence)}
    doubtful = list(ledger.deliveries(campaign.id, State.IN_DOUBT))
    accepted = tuple(each for each in doubtful if each.id in known)
    for each in accepted:
        ledger.settle(
            campaign.id, each.id, is_accepted=True,
            evidence=f"settled from {evidence.name}", at=at,
        )  # fmt: skip
    return Settled(accepted, tuple(each for each in doubtful if each.id not in known))


def _taken(evidence: Path) -> Iterator[str]:
    """The Message-IDs of messages that were taken, without their angle brackets."""
    try:
        if evidence.is_dir():
            yield from _in_folder(evidence)
        else:
            with evidence.open(encoding="utf-8", errors="replace") as lines:
                yield from taken_by_log(lines)
    except OSError as error:
        raise UnreadableEvidenceError(evidence) from error


def taken_by_log(lines: Iterable[str]) -> Iterator[str]:
    """The Message-IDs, bare, of which a log says that the message was taken; read as a stream."""
    queued: dict[str, str] = {}
    taken: set[str] = set()
    for line in lines:
        if found := _POSTFIX_ID.search(line):
            # A queue number comes again after a while, for another message.
            queued[found[1]] = found[2].strip("<>")
            taken.discard(found[1])
        elif found := _POSTFIX_TAKEN.search(line):
            number = found[1] or found[2]
            if number in queued and number not in taken:
                taken.add(number)
                yield queued[number]
        elif found := _EXIM_TAKEN.search(line):
            yield found[1]
        elif found := _TRACKED.search(line):
            yield (found[1] or found[2]).strip("<>")


def _in_folder(folder: Path) -> Iterator[str]:
    """The Message-IDs of the messages in a folder; what is half written lies in `tmp`."""
    for file in folder.rglob("*"):
        if file.is_file() and file.parent.name != "tmp":
            with file.open("rb") as opened:
                named = BytesHeaderParser().parse(opened, headersonly=True)["Message-ID"]
            if named:
                yield str(named).strip().strip("<>")


def _delivery_id(campaign: Campaign, message_id: str) -> int | None:
    local = message_id.rpartition("@")[0]
    start = f"{campaign.bulletin}.{campaign.token}."
    number = local.removeprefix(start)
    return int(number) if local.startswith(start) and number.isdecimal() else None
