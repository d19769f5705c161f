"""The command that lets a campaign stand still."""

import click

from ebulletin.commands.opening import slug_of


@click.command("pause")
@click.argument("bulletin")
@click.option("--because", default="", metavar="TEXT", help="Why, for whoever looks next.")
@click.pass_obj
def command(folder: str | None, bulletin: str, because: str) -> None:
    """Let the sending of a bulletin stand still; `resume` goes on where it stopped.

    Works from another window too, while the bulletin is being sent: within a second or two no
    further message leaves.

    \b
    Example:
        ebulletin send 2026-09-lantern --list sample --limit 5
        ebulletin pause 2026-09-lantern --because "a wrong number on page 2"
    """
    from pathlib import Path

    from ebulletin.press.campaigns import find_campaign, opened_ledger
    from ebulletin.workspace import find_root

    root = find_root(Path(folder) if folder else Path.cwd())
    slug = slug_of(bulletin)
    with opened_ledger(root) as ledger:
        campaign = find_campaign(ledger, slug)
        assert ledger is not None
        ledger.pause(campaign.id, because.strip() or "somebody said so")
        left = ledger.counts(campaign.id).open
    click.echo(f"{slug} is paused; {left:,} messages have not left.")
    click.echo(f"Go on:  ebulletin resume {slug}", err=True)
