"""The command that ends doubt about deliveries."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from, slug_of

if TYPE_CHECKING:
    from ebulletin.delivery.ledger import Ledger
    from ebulletin.delivery.model import Delivery


@click.command("settle")
@click.argument("bulletin")
@click.option(
    "--log", "log", type=click.Path(exists=True), metavar="FILE",
    help="The relay's log, or the folder that messages were written to.",
)  # fmt: skip
@click.option(
    "--accepted", multiple=True, metavar="WHO", help="They have it: ADDRESS, number or all."
)
@click.option(
    "--resend", multiple=True, metavar="WHO", help="They get it again: ADDRESS, number or all."
)
@click.option("--as", "by", metavar="NAME", help="On whose word; needed with --accepted, --resend.")
@click.option("--show-addresses", is_flag=True, help="Name those in doubt, not only their numbers.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str, log: str | None, accepted: tuple[str, ...],
    resend: tuple[str, ...], by: str | None, show_addresses: bool,
) -> None:  # fmt: skip
    """List the deliveries in doubt, and end the doubt by the relay's log or by your word.

    In doubt is a message that was under way when the computer or the line broke: perhaps the
    relay has it. The relay's log knows it by its Message-ID. Where the log is silent, a person
    decides: whoever is said to have it gets nothing more, the others get it with `resume`.

    \b
    Example:
        ebulletin send 2026-09-lantern --list sample
        ebulletin settle 2026-09-lantern --log /var/log/mail.log
    """
    from pathlib import Path

    from ebulletin.press.campaigns import (
        find_campaign,
        opened_ledger,
        settle_by_word,
        settle_from_log,
    )  # fmt: skip

    if (accepted or resend) and not by:
        raise click.UsageError("Say on whose word: --as NAME.")
    workspace, slug = open_from(folder), slug_of(bulletin)
    with opened_ledger(workspace.root) as ledger:
        find_campaign(ledger, slug)
        assert ledger is not None
        if log is not None:
            settled = settle_from_log(workspace, slug, ledger, Path(log))
            click.echo(f"{len(settled.accepted):,} accepted, by {Path(log).name}.")
        for named, is_accepted in ((accepted, True), (resend, False)):
            if named:
                people = () if "all" in named else named
                done = settle_by_word(
                    workspace, slug, ledger, people, is_accepted=is_accepted, by=by or ""
                )
                how = "taken as accepted" if is_accepted else "planned again"
                click.echo(f"{len(done):,} {how}, on the word of {by}.")
                if not is_accepted and done:
                    click.echo(f"Send them:  ebulletin resume {slug}", err=True)
        _show_doubtful(slug, _doubtful(ledger, slug), show_addresses=show_addresses)


def _doubtful(ledger: "Ledger", slug: str) -> "list[Delivery]":
    from ebulletin.delivery.model import State
    from ebulletin.press.campaigns import find_campaign

    campaign = find_campaign(ledger, slug)
    states = [State.IN_DOUBT]
    if not ledger.is_sending(campaign.id):
        # What a stopped sender left; the next run finds it so.
        states.append(State.CARRYING)
    return list(ledger.deliveries(campaign.id, *states))


def _show_doubtful(slug: str, doubtful: "list[Delivery]", *, show_addresses: bool) -> None:
    if not doubtful:
        click.echo(f"Nothing of {slug} is in doubt.")
        return
    click.echo(f"In doubt, {len(doubtful):,}:")
    for each in doubtful:
        whom = f"  {each.address}" if show_addresses else ""
        said = each.last.reply if each.last else "the program stopped while it was under way"
        click.echo(f"  number {each.id}{whom}  ({said})")
    if not show_addresses:
        click.echo("Who they are:  --show-addresses", err=True)
    click.echo(f"By the log:    ebulletin settle {slug} --log FILE", err=True)
    click.echo(f"By your word:  ebulletin settle {slug} --resend all --as NAME", err=True)
