"""The command that looks through the lists for what has gone stale."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from
from ebulletin.commands.recipients.showing import day_of, list_option, people, show_option

if TYPE_CHECKING:
    from ebulletin.press.reviewing import Review
    from ebulletin.recipients.review import Stale


@click.command("review")
@click.option("--on", metavar="DATE", help="Count the 12 months back from here; today by default.")
@list_option
@click.option(
    "--domains", "asks_network", is_flag=True,
    help="Also ask name servers over the network whether each domain still takes mail.",
)  # fmt: skip
@click.option(
    "--name-server", "server", metavar="ADDRESS",
    help="Ask this name server (IP address, with :PORT if not 53) rather than the computer's.",
)  # fmt: skip
@show_option
@click.pass_obj
def command(
    folder: str | None, on: str | None, names: tuple[str, ...], asks_network: bool,
    server: str | None, show: bool,
) -> None:  # fmt: skip
    """Find rows that nobody confirmed within 12 months, leavers, and domains that vanished.

    Rows are named by list and number; addresses are shown only with --show. Nothing is changed,
    and nothing leaves the machine without --domains.

    \b
    Example:
        ebulletin recipients review --on 2027-09-15
    """
    from ebulletin.press.reviewing import review_lists
    from ebulletin.values.dates import plain_date

    if server and not asks_network:
        raise click.UsageError("--name-server goes with --domains.")
    day = day_of(on)
    found = review_lists(
        open_from(folder), day, names, asks_network=asks_network, server=server, tell=_tell
    )
    click.echo(f"{people(found.total)} looked through, as of {plain_date(day)}.")
    _show("not confirmed within 12 months", found.unconfirmed, show=show)
    _show("likely gone", found.leavers, show=show)
    _show_domains(found)
    if found.unconfirmed:
        click.echo(
            "\nAsk whether these addresses still hold, then write the day under `confirmed`. Until "
            "then nothing is sent to them.",
            err=True,
        )


def _show(title: str, rows: "Iterable[Stale]", *, show: bool) -> None:
    found = list(rows)
    click.echo(f"\n{people(len(found)).capitalize()} {title}" if found else f"\nNobody {title}")
    for each in found:
        who = f"{each.recipient.email}: " if show else ""
        click.echo(f"  {each.list_name}, row {each.recipient.row}: {who}{each.why}")


def _show_domains(found: "Review") -> None:
    if found.domains is None:
        return
    vanished, unknown = found.domains.vanished, found.domains.unknown
    click.echo("\nDomains that take no mail any more" if vanished else "\nNo domain has vanished")
    for each in vanished:
        number = found.addresses[each]
        click.echo(f"  {each}: {number} address{'' if number == 1 else 'es'}")
    if unknown:
        click.echo(
            f"Nobody answered about {len(unknown)} of them: {', '.join(unknown[:10])}. "
            "Try again later.",
            err=True,
        )


def _tell(done: int, of_all: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rAsking about domains: {done} of {of_all}", err=True, nl=done == of_all)
