"""What can be done with a campaign once it is planned: look, pause, go on, settle."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ebulletin.delivery.campaign import Running, RunReport
from ebulletin.delivery.keeping import kept
from ebulletin.delivery.ledger import Counts, Ledger, UnknownDeliveryError
from ebulletin.delivery.model import Campaign, Delivery, State
from ebulletin.delivery.settlement import Settled, settle_by_evidence
from ebulletin.delivery.sqlite_ledger import ledger_exists, open_ledger
from ebulletin.errors import EbulletinError
from ebulletin.press import audit_log
from ebulletin.press.contents import checked_contents
from ebulletin.press.gate import gate
from ebulletin.press.sending import LEDGER_FOLDER, NothingPlannedError, carry
from ebulletin.press.stationery import transport_of
from ebulletin.workspace import Workspace


class NotAsPlannedError(EbulletinError):
    """The bulletin is not what the campaign was planned with."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"{slug!r} was changed, or its approval taken back, after this campaign was planned, "
            "so nothing was sent. If the rest should get the corrected one, have it approved and "
            f"tested, then `ebulletin resume {slug} --corrected`. If they should get what was "
            f"approved then: `ebulletin resume {slug} --as-planned`."
        )


class NotCorrectedError(EbulletinError):
    """The corrected bulletin may not go out yet."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"The corrected {slug!r} may not go out yet. `ebulletin send {slug} --missing` shows "
            "which step is not passed."
        )


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """How far a campaign is.

    Attributes:
        next_at: When the next deferred delivery is tried again, in seconds of the epoch.
        is_sending: Whether a sender is at work just now.
    """

    campaign: Campaign
    counts: Counts
    next_at: float | None
    is_sending: bool


@dataclass(frozen=True, slots=True)
class Resuming:
    """How to go on.

    Attributes:
        as_planned: Send what was frozen, although the bulletin was changed since.
        corrected: Send the rest what is approved now.
        retries_refused: Try again what was refused.
    """

    as_planned: bool = False
    corrected: bool = False
    retries_refused: bool = False


@contextmanager
def opened_ledger(root: Path, *, is_new: bool = False) -> Iterator[Ledger | None]:
    """The ledger of a workspace, or None where nothing was ever sent from here.

    Args:
        root: The workspace.
        is_new: Make one where there is none.
    """
    folder = root / LEDGER_FOLDER
    if not is_new and not ledger_exists(folder):
        yield None
        return
    ledger = open_ledger(folder)
    try:
        yield ledger
    finally:
        ledger.close()


def find_campaign(ledger: Ledger | None, slug: str) -> Campaign:
    """The campaign of a bulletin.

    Raises:
        NothingPlannedError: There is none.
    """
    campaign = ledger.campaign(slug) if ledger else None
    if campaign is None:
        raise NothingPlannedError(slug)
    return campaign


def status(ledger: Ledger, campaign: Campaign) -> CampaignStatus:
    """How far a campaign is, without disturbing whoever sends it."""
    return CampaignStatus(
        campaign,
        ledger.counts(campaign.id),
        ledger.next_due(campaign.id),
        ledger.is_sending(campaign.id),
    )


def resume(
    workspace: Workspace, slug: str, ledger: Ledger, running: Running, *, resuming: Resuming,
    environment: Mapping[str, str],
) -> RunReport:  # fmt: skip
    """Go on with a campaign; what it keeps is enough, but a bulletin changed since is told.

    Raises:
        NothingPlannedError: There is no campaign.
        NotAsPlannedError: The bulletin is not what the campaign was planned with.
        NotCorrectedError: The corrected one is not approved or tested.
        LedgerInUseError: Another sender is at work.
    """
    campaign = find_campaign(ledger, slug)
    transport = transport_of(workspace.shelf.settings, workspace.root, environment)
    with ledger.sending(campaign.id):
        if resuming.corrected:
            _exchange(workspace, ledger, campaign)
        elif not resuming.as_planned and not _is_as_planned(workspace, ledger, campaign):
            raise NotAsPlannedError(slug)
        ledger.unpause(campaign.id)
        if resuming.retries_refused:
            ledger.plan_again(campaign.id, time.time())
        return carry(workspace, ledger, find_campaign(ledger, slug), transport, running)


def settle_from_log(workspace: Workspace, slug: str, ledger: Ledger, log: Path) -> Settled:
    """Settle what the relay's log, or its folder of messages, shows to have been accepted."""
    campaign = find_campaign(ledger, slug)
    with ledger.sending(campaign.id):
        ledger.recover(campaign.id, time.time())
        settled = settle_by_evidence(ledger, campaign, log, time.time())
    _note_settled(workspace.root, slug, settled.accepted, f"by {log.name}")
    return settled


def settle_by_word(
    workspace: Workspace, slug: str, ledger: Ledger, named: Sequence[str], *,
    is_accepted: bool, by: str,
) -> tuple[Delivery, ...]:  # fmt: skip
    """Settle deliveries in doubt on somebody's word.

    Args:
        workspace: Holds the log in which the word is kept.
        slug: The bulletin.
        ledger: Where they are in doubt.
        named: Addresses or numbers of deliveries; all that are in doubt where none is named.
        is_accepted: They have their message; otherwise it is planned again.
        by: Whose word it is.
    """
    campaign = find_campaign(ledger, slug)
    with ledger.sending(campaign.id):
        ledger.recover(campaign.id, time.time())
        doubtful = list(ledger.deliveries(campaign.id, State.IN_DOUBT))
        wanted = _named(doubtful, named, slug) if named else tuple(doubtful)
        for each in wanted:
            ledger.settle(
                campaign.id, each.id, is_accepted=is_accepted,
                evidence=f"on the word of {by}", at=time.time(),
            )  # fmt: skip
    how = "accepted" if is_accepted else "planned again"
    _note_settled(workspace.root, slug, wanted, f"{how}, on the word of {by}")
    return wanted


def _is_as_planned(workspace: Workspace, ledger: Ledger, campaign: Campaign) -> bool:
    """Whether what is still to go out is approved now; true where the bulletin's file is gone."""
    from ebulletin.press.approving import why_not_approved

    if campaign.bulletin not in workspace.plans:
        return True
    found, _ = checked_contents(workspace, campaign.bulletin)
    is_same = ledger.open_digests(campaign.id) <= {each.digest for each in found}
    return is_same and not why_not_approved(workspace, campaign.bulletin, found)


def _exchange(workspace: Workspace, ledger: Ledger, campaign: Campaign) -> None:
    opened = gate(workspace, campaign.bulletin, tested=ledger.tested(campaign.bulletin))
    if not opened.is_open:
        raise NotCorrectedError(campaign.bulletin)
    ledger.recover(campaign.id, time.time())
    fresh = [kept(each) for each in opened.contents if each.variant in campaign.digests]
    changed = ledger.exchange(campaign.id, fresh)
    audit_log.append(
        workspace.root, "corrected", bulletin=campaign.bulletin, campaign=campaign.token,
        content={each.variant: each.digest for each in fresh}, recipients=changed,
    )  # fmt: skip


def _named(doubtful: Sequence[Delivery], named: Sequence[str], slug: str) -> tuple[Delivery, ...]:
    found: dict[int, Delivery] = {}
    for each in named:
        wanted = each.strip().lower()
        match = [line for line in doubtful if wanted in (line.address.lower(), str(line.id))]
        if not match:
            raise UnknownDeliveryError(each, slug)
        found.update((line.id, line) for line in match)
    return tuple(found.values())


def _note_settled(root: Path, slug: str, settled: Sequence[Delivery], how: str) -> None:
    if settled:
        audit_log.append(root, "settled", bulletin=slug, how=how, to=[each.key for each in settled])
