"""The command that says how far a campaign is."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import slug_of

if TYPE_CHECKING:
    from ebulletin.delivery.ledger import Ledger
    from ebulletin.delivery.model import Campaign
    from ebulletin.press.campaigns import CampaignStatus


@click.command("status")
@click.argument("bulletin", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--show-addresses", is_flag=True, help="Name who was refused, deferred or in doubt.")
@click.pass_obj
def command(folder: str | None, bulletin: str | None, as_json: bool, show_addresses: bool) -> None:
    """Say how far the sending of a bulletin is, or of every bulletin sent from this computer.

    `accepted` means that the relay has taken the message and answers for it. The status is 5
    while somebody was refused, deferred or is in doubt.

    \b
    Example:
        ebulletin status
    """
    from pathlib import Path

    from ebulletin.press.campaigns import find_campaign, opened_ledger, status
    from ebulletin.workspace import find_root

    root = find_root(Path(folder) if folder else Path.cwd())
    with opened_ledger(root) as ledger:
        campaigns: tuple[Campaign, ...] = ledger.campaigns() if ledger is not None else ()
        if bulletin is not None:
            campaigns = (find_campaign(ledger, slug_of(bulletin)),)
        found = [status(ledger, each) for each in campaigns] if ledger is not None else []
        if as_json:
            _print(found)
        elif not found:
            click.echo("Nothing was sent from this computer yet.")
        for each in [] if as_json else found:
            _show(each)
            if ledger is not None and (bulletin or show_addresses):
                _show_open(ledger, each, show_addresses=show_addresses)
    if bulletin and any(_has_trouble(each) for each in found):
        raise click.exceptions.Exit(5)


def _show(each: "CampaignStatus") -> None:
    import time
    from zoneinfo import ZoneInfo

    from ebulletin.commands.sending_progress import counts_in_words

    campaign = each.campaign
    begun = campaign.frozen_at.astimezone(ZoneInfo("Europe/London"))
    click.echo(f"{campaign.bulletin}: {counts_in_words(each.counts.by_state) or 'nobody'}")
    click.echo(f"  planned for {each.counts.total:,} people on {begun:%d %B %Y at %H:%M}")
    for kind, number in each.counts.events.items():
        click.echo(f"  {number:,} {kind} afterwards")
    if campaign.paused_because:
        click.echo(f"  paused: {campaign.paused_because}")
    elif each.is_sending:
        click.echo("  it is being sent now")
    elif each.counts.open:
        click.echo(f"  stands still: ebulletin resume {campaign.bulletin}")
    if each.next_at and each.next_at > time.time():
        click.echo(f"  next try at {time.strftime('%H:%M', time.localtime(each.next_at))}")


def _show_open(ledger: "Ledger", each: "CampaignStatus", *, show_addresses: bool) -> None:
    """The relay's words, the commonest first; addresses only where they were asked for."""
    from collections import Counter

    from ebulletin.delivery.model import State

    words: Counter[tuple[str, str]] = Counter()
    for line in ledger.deliveries(each.campaign.id, State.REFUSED, State.DEFERRED, State.IN_DOUBT):
        said = line.last.reply if line.last else ""
        if show_addresses:
            click.echo(f"  {line.state.in_words}: {line.address or '(forgotten)'}: {said}")
        else:
            words[(line.state.in_words, _without_addresses(said))] += 1
    for (state, said), number in words.most_common(10):
        click.echo(f"  {number:,} {state}: {said}")


def _without_addresses(words: str) -> str:
    import re

    return re.sub(r"<[^>]*>|\S+@\S+", "...", words)


def _has_trouble(each: "CampaignStatus") -> bool:
    from ebulletin.delivery.model import State

    return each.counts.of(State.REFUSED, State.DEFERRED, State.IN_DOUBT) > 0


def _print(found: "list[CampaignStatus]") -> None:
    import json

    record = [
        {
            "bulletin": each.campaign.bulletin,
            "planned_at": each.campaign.frozen_at.isoformat(),
            "people": each.counts.total,
            "deliveries": {state.value: n for state, n in each.counts.by_state.items()},
            "events": dict(each.counts.events),
            "paused_because": each.campaign.paused_because,
            "sending": each.is_sending,
        }
        for each in found
    ]
    click.echo(json.dumps({"campaigns": record}, ensure_ascii=False, indent=2))
