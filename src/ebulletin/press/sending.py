"""Sends a bulletin: planned and shown first, then frozen, carried, and written down."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ebulletin.delivery.campaign import Running, RunReport, run
from ebulletin.delivery.keeping import kept, unpacked
from ebulletin.delivery.ledger import Frozen, Ledger
from ebulletin.delivery.model import Campaign, Delivery
from ebulletin.delivery.planning import planned
from ebulletin.delivery.transport import Parcel, Transport
from ebulletin.errors import EbulletinError
from ebulletin.press import audit_log
from ebulletin.press.approving import why_not_approved
from ebulletin.press.gate import gate
from ebulletin.press.send_plan import SENDING, SendPlan, key_of
from ebulletin.press.stationery import pace_of, stationery, transport_of
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.store import reading
from ebulletin.recipients.suppression import EVERYTHING, read_suppressions
from ebulletin.workspace import Workspace

LEDGER_FOLDER = ".ebulletin"


class AlreadyPlannedError(EbulletinError):
    """A campaign of this bulletin exists."""

    def __init__(self, campaign: Campaign, left: int) -> None:
        slug = campaign.bulletin
        rest = (
            f"{left:,} of its deliveries are still to go: `ebulletin resume {slug}`."
            if left
            else f"`ebulletin status {slug}` shows what became of it."
        )
        super().__init__(
            f"{slug!r} is being sent, or was sent, already; nobody gets it twice. {rest} For "
            f"people who came onto a list since: `ebulletin send {slug} --missing`."
        )


class EarlierContentError(EbulletinError):
    """Others are still to get what was approved before."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"{slug!r} was changed since it was planned, and some people are still to get what was "
            "approved then. Decide for them first: "
            f"`ebulletin resume {slug} --corrected`, or `--as-planned`."
        )


class NothingPlannedError(EbulletinError):
    """There is no campaign of this bulletin."""

    exit_code = 2

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"{slug!r} has not been sent from this computer. `ebulletin send {slug} --list NAME` "
            "shows who would get it."
        )


class NobodyError(EbulletinError):
    """Nobody is left to write to."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"Nobody is to get {slug!r}: everybody on the lists was left out, or has it already."
        )


class ChangedSinceError(EbulletinError):
    """What was confirmed is not what would be sent now."""

    def __init__(self, slug: str, reason: str) -> None:
        super().__init__(f"Nothing was sent: {reason} Look again with `ebulletin send {slug}`.")


class RelayNotReadyError(EbulletinError):
    """The relay would not take the whole send; nothing was planned."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(
            f"Nothing was sent, because the relay is not ready for it: {' '.join(faults)} "
            "`ebulletin doctor` looks at it again."
        )


@dataclass(frozen=True, slots=True)
class Sending:
    """A send that a person has confirmed.

    Attributes:
        at: When to start, in seconds of the epoch; None for now.
        running: How to run it.
        environment: Where secrets are looked for.
        wait: Waits until a time; gives False where it is too late or somebody said stop.
    """

    running: Running
    environment: Mapping[str, str]
    at: float | None = None
    wait: Callable[[float], bool] = lambda _: True


def send(
    workspace: Workspace, plan: SendPlan, ledger: Ledger, sending: Sending, *, missing: bool
) -> RunReport | None:
    """Freeze the audience and carry it; None where it was stopped before anything was planned.

    Raises:
        AlreadyPlannedError: There is a campaign, and not only the missing are asked for.
        NobodyError: Nobody is left to write to.
        LedgerInUseError: Another sender is at work.
        RelayRefusedError: The relay will not have us.
    """
    refuse_repeat(plan, ledger, missing=missing)
    # Asked for before anything is planned: a missing password is told while nothing has begun.
    transport = transport_of(workspace.shelf.settings, workspace.root, sending.environment)
    with ledger.sending(plan.campaign.id if plan.campaign else 0):
        if sending.at is not None:
            if not sending.wait(sending.at):
                return None
            _refuse_changed(workspace, plan)
        # The relay is tried before the audience is frozen, so that nothing is half begun.
        transport.open().close()
        _refuse_unready_relay(workspace, plan, sending)
        campaign = _freeze(workspace, plan, ledger).campaign
        ledger.unpause(campaign.id)
        return carry(workspace, ledger, campaign, transport, sending.running)


def _refuse_unready_relay(workspace: Workspace, plan: SendPlan, sending: Sending) -> None:
    """Refuse a send that the relay would break off: too many for its day, too large, too fast."""
    from ebulletin.delivery import doctor
    from ebulletin.delivery.transports import relay_from

    settings = workspace.shelf.settings
    delivery = settings.delivery
    if delivery is None or delivery.transport == "folder":
        return
    written = stationery(settings, workspace.root, plan.contents, datetime.now(UTC)).messages
    wanted = doctor.Sending(
        sender=settings.sender.email,
        people=min(plan.count, sending.running.limit or plan.count),
        largest_in_bytes=max(each.size_in_bytes for each in written.values()),
        per_minute=delivery.rate_per_minute,
    )
    remarks = doctor.examine(relay_from(delivery, sending.environment), wanted)
    faults = [
        f"{each.words}. {each.advice}" for each in remarks if each.verdict is doctor.Verdict.WRONG
    ]
    if faults:
        raise RelayNotReadyError(faults)


def refuse_repeat(plan: SendPlan, ledger: Ledger, *, missing: bool) -> None:
    """Refuse a second send of a bulletin, and one to nobody.

    Raises:
        AlreadyPlannedError: There is a campaign, and not only the missing are asked for.
        EarlierContentError: Others are still to get what was approved before.
        NobodyError: Nobody is left to write to.
    """
    if plan.campaign is not None and not missing:
        raise AlreadyPlannedError(plan.campaign, ledger.counts(plan.campaign.id).open)
    if plan.campaign is not None and not ledger.open_digests(plan.campaign.id) <= {
        each.digest for each in plan.contents
    }:
        raise EarlierContentError(plan.slug)
    if not plan.count:
        raise NobodyError(plan.slug)


def carry(
    workspace: Workspace, ledger: Ledger, campaign: Campaign, transport: Transport,
    running: Running,
) -> RunReport:  # fmt: skip
    """Run a campaign with what the ledger keeps of it; to be called with the right to send."""
    key_of(workspace.root, ledger)
    _note_begun(workspace.root, ledger, campaign)
    _suppress_late(workspace, ledger, campaign)
    settings = workspace.shelf.settings
    now = time.time()
    report = run(
        ledger,
        campaign,
        transport,
        _writer(workspace, ledger, campaign),
        pace_of(settings, ledger.recent(now, 60.0)),
        replace(running, connections=settings.delivery.connections if settings.delivery else 1),
    )
    counts = ledger.counts(campaign.id)
    audit_log.append(
        workspace.root, "sent", bulletin=campaign.bulletin, campaign=campaign.token,
        deliveries={state.value: number for state, number in counts.by_state.items()},
        paused=report.paused_because,
    )  # fmt: skip
    return report


def _note_begun(root: Path, ledger: Ledger, campaign: Campaign) -> None:
    """Tell colleagues' computers, once for each audience, that it goes out from here."""
    begun = {
        entry.facts.get("audience")
        for entry in audit_log.read_log(root).entries
        if entry.event == SENDING
    }
    if campaign.audience not in begun:
        audit_log.append(
            root, SENDING, bulletin=campaign.bulletin, content=dict(campaign.digests),
            audience=campaign.audience, recipients=ledger.counts(campaign.id).total,
            campaign=campaign.token,
        )  # fmt: skip


def _writer(
    workspace: Workspace, ledger: Ledger, campaign: Campaign
) -> Callable[[Delivery], Parcel]:
    """Writes parcels with the content that was frozen; each content is compiled once."""
    by_digest: dict[str, Callable[[Campaign, Delivery], Parcel]] = {}

    def write(delivery: Delivery) -> Parcel:
        known = by_digest.get(delivery.content)
        if known is None:
            packed = ledger.content(campaign.id, delivery.content)
            content = unpacked(campaign.bulletin, delivery.content, packed)
            known = by_digest[delivery.content] = stationery(
                workspace.shelf.settings, workspace.root, [content], campaign.frozen_at
            ).parcel
        return known(campaign, delivery)

    return write


def _freeze(workspace: Workspace, plan: SendPlan, ledger: Ledger) -> Frozen:
    assert plan.audience is not None
    at = datetime.now(UTC).replace(microsecond=0)
    settings, root = workspace.shelf.settings, workspace.root
    messages = stationery(settings, root, plan.contents, at).messages
    fields = {name: message.fields for name, message in messages.items()}
    lines = planned(plan.audience.choice, key_of(root, ledger), fields)
    used = {name for name, people in plan.audience.choice.chosen.items() if people}
    contents = [kept(each) for each in plan.contents if each.variant in used]
    return ledger.freeze(plan.slug, contents, lines, at)


def _suppress_late(workspace: Workspace, ledger: Ledger, campaign: Campaign) -> None:
    """Take out who has left since the audience was frozen: the suppression list always wins."""
    plan_file = workspace.plans.get(campaign.bulletin)
    scopes = {EVERYTHING, plan_file.plan.series if plan_file else ""}
    folder = workspace.root / FOLDER
    with reading(folder):
        entries = read_suppressions(folder).entries
    reasons = {each.key: each.reason for each in entries if each.scope in scopes}
    ledger.suppress(campaign.id, reasons, time.time())


def _refuse_changed(workspace: Workspace, plan: SendPlan) -> None:
    """After a wait: still approved, and still the same bytes."""
    from ebulletin.workspace import open_workspace

    now = open_workspace(workspace.root)
    fresh = gate(now, plan.slug)
    if [each.digest for each in fresh.contents] != [each.digest for each in plan.contents]:
        raise ChangedSinceError(plan.slug, "the bulletin was changed while we waited.")
    for reason in why_not_approved(now, plan.slug, fresh.contents):
        raise ChangedSinceError(plan.slug, reason)
