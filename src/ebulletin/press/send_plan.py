"""Looks at everything a send needs, and sends nothing: the gate, the list, the time it takes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.model import Campaign
from ebulletin.delivery.planning import domains_of, seconds_needed
from ebulletin.errors import EbulletinError
from ebulletin.press import audit_log
from ebulletin.press.audience import Audience, audience
from ebulletin.press.gate import Gate, Step, gate
from ebulletin.recipients.key import fingerprint, keyed_hash, load_key
from ebulletin.recipients.lists import FOLDER
from ebulletin.templates.content import Content
from ebulletin.workspace import Workspace

HEAVY_BYTES = 10 * 1024 * 1024
"""Many receivers refuse messages over this size (SIZ105)."""


class OtherKeyError(EbulletinError):
    """With another key nobody in the ledger would be known again."""

    def __init__(self) -> None:
        super().__init__(
            "recipients/.key is not the key with which this computer's ledger was begun: with it "
            "nobody would be known again, and people could get a message twice. Nothing was sent. "
            "Put the key back from a backup, or from another computer that holds these lists."
        )


SENDING = "sending"
"""The event in the log that a campaign begins with."""


class SentElsewhereError(EbulletinError):
    """The log of the workspace knows of a send that this ledger does not."""

    def __init__(self, slug: str, at: str) -> None:
        super().__init__(
            f"bulletins/published/log.jsonl says that {slug!r} was sent on {at[:10]}, but not from "
            "this computer's ledger: it went from another computer, or the ledger was lost. "
            "Nothing was sent, so that nobody gets it twice. Go on from the computer on which it "
            "was started, or put back its folder .ebulletin."
        )


@dataclass(frozen=True, slots=True)
class SendPlan:
    """What a send would do.

    Attributes:
        gate: All steps, the list among them; it is open where the send may start.
        audience: Who gets which variant and who does not; None where the bulletin cannot be
            composed.
        campaign: The one that exists already.
        known: How many of the audience it holds already.
        seconds: About how long it will take.
        transport: Whom messages are handed to, in words.
    """

    slug: str
    gate: Gate
    audience: Audience | None
    campaign: Campaign | None
    known: int
    seconds: float
    transport: str

    @property
    def count(self) -> int:
        """How many messages would be sent."""
        return (self.audience.choice.total if self.audience else 0) - self.known

    @property
    def contents(self) -> tuple[Content, ...]:
        """Of each variant."""
        return self.gate.contents

    @property
    def digest(self) -> str:
        """What `--confirm-hash` has to say: the digests of all variants as one, shortened."""
        whole = "\n".join(f"{each.variant} {each.digest}" for each in self.contents)
        return hashlib.sha256(whole.encode()).hexdigest()[:12]


def plan_send(
    workspace: Workspace, slug: str, lists: Sequence[str], ledger: Ledger | None
) -> SendPlan:
    """Look at everything a send needs, and send nothing.

    Args:
        workspace: Read anew.
        slug: The bulletin.
        lists: Names of the lists; all by default.
        ledger: None where nothing was ever sent from here.
    """
    campaign = ledger.campaign(slug) if ledger else None
    refuse_sent_elsewhere(workspace.root, slug, campaign)
    tested = ledger.tested(slug) if ledger else frozenset[str]()
    opened = gate(workspace, slug, tested=tested)
    who = audience(workspace, slug, lists) if opened.contents else None
    if who is not None:
        opened = opened.then(_list_step(who, opened.contents))
    settings = workspace.shelf.settings
    delivery = settings.delivery
    known = len(_known(workspace, ledger, campaign, who))
    seconds = 0.0
    if who is not None and delivery is not None and delivery.transport == "smtp":
        domains = domains_of(who.choice)
        seconds = seconds_needed(domains, delivery.rate_per_minute, delivery.domain_caps)
    where = "nobody yet"
    if delivery is not None:
        is_folder = delivery.transport == "folder"
        where = (
            f"the folder {delivery.folder} (nobody gets any)"
            if is_folder
            else f"the relay {delivery.host}"
        )
    return SendPlan(slug, opened, who, campaign, known, seconds, where)


def refuse_sent_elsewhere(root: Path, slug: str, campaign: Campaign | None) -> None:
    """Refuse what the workspace's log knows to have been sent and this ledger does not."""
    if campaign is not None:
        return
    for entry in audit_log.read_log(root).entries:
        if entry.event == SENDING and entry.facts.get("bulletin") == slug:
            raise SentElsewhereError(slug, entry.at)


def key_of(root: Path, ledger: Ledger) -> bytes:
    """The key under which this ledger knows people.

    Raises:
        OtherKeyError: The key beside the lists is another one.
    """
    key = load_key(root / FOLDER)
    mark = fingerprint(key)
    if ledger.remember("key", mark) != mark:
        raise OtherKeyError
    return key


def _known(
    workspace: Workspace, ledger: Ledger | None, campaign: Campaign | None, who: Audience | None
) -> set[str]:
    """Keys of those among the audience whom the campaign holds already."""
    if ledger is None or campaign is None or who is None:
        return set()
    key = key_of(workspace.root, ledger)
    held = {each.key for each in ledger.deliveries(campaign.id)}
    return held & {keyed_hash(key, listed.recipient.email) for _, listed in who.choice.everybody()}


def _list_step(who: Audience, contents: Sequence[Content]) -> Step:
    notes = [f"{len(each):,} rows in {each.name}" for each in who.lists]
    heavy = [each for each in contents if _about_bytes(each) > HEAVY_BYTES]
    notes += [
        f"The {each.variant} message is heavy ({_about_bytes(each) / 1024 / 1024:.0f} MB with its "
        "attachments): many mailboxes refuse more than 10 MB (SIZ105)."
        for each in heavy
    ]
    problems = () if who.choice.total else ("Nobody is left to write to.",)
    return Step("List read, everybody once", who.report.findings, tuple(notes), problems)


def _about_bytes(content: Content) -> int:
    """About the size of a message: files travel in base64, a third larger."""
    files = [*content.pictures.values(), *content.attachments.values()]
    words = len(content.html.encode()) + len(content.text.encode())
    return words * 8 // 7 + sum(map(len, files)) * 4 // 3
