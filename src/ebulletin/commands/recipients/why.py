"""The command that answers why an address is on a list."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.recipients.showing import address_of, root_of

if TYPE_CHECKING:
    from ebulletin.press.tracing import Trail
    from ebulletin.recipients.model import Recipient


@click.command("why")
@click.argument("address")
@click.pass_obj
def command(folder: str | None, address: str) -> None:
    """Say why an ADDRESS is on a list, and who did what to it when.

    The journal names people by keyed hash only, so the address must be typed.

    \b
    Example:
        ebulletin recipients why w.astley@fenwold-primary.example.org
    """
    from ebulletin.press.importing import load_partnership
    from ebulletin.press.tracing import trail_of
    from ebulletin.values.dates import plain_date

    root = root_of(folder)
    found = trail_of(root, load_partnership(root), address_of(address))
    for row in found.rows:
        click.echo(f"{found.address} is on the list {row.list_name}, row {row.recipient.row}")
        for words in _facts(row.recipient):
            click.echo(f"  {words}")
    if not found.rows:
        click.echo(f"{found.address} is on no list.")
    for each in found.suppressions:
        since = f" since {plain_date(each.on)}" if each.on else ""
        what = "Nothing is" if each.scope == "all" else f"The series {each.scope} is not"
        click.echo(f"{what} sent to it{since}: {each.reason}")
    _show_entries(found)


def _facts(person: "Recipient") -> list[str]:
    from ebulletin.values.dates import plain_date

    facts = [f"Source: {person.source}" if person.source else "Source: not recorded"]
    given = f", given on {plain_date(person.basis_date)}" if person.basis_date else ""
    facts.append(f"Lawful basis: {person.basis}{given}")
    if person.added:
        facts.append(f"Added: {plain_date(person.added)}")
    if person.confirmed:
        facts.append(f"Last confirmed: {plain_date(person.confirmed)}")
    facts.append(f"Segments: {', '.join(person.segments) or 'none'}")
    facts.append(f"May have: {person.variant} ({person.address_type})")
    for day, words in ((person.opted_out, "Opted out"), (person.bounced, "Bounced")):
        if day:
            facts.append(f"{words}: {plain_date(day)}")
    return facts


def _show_entries(found: "Trail") -> None:
    if not found.entries:
        click.echo("\nThe journal has no line about it: it was not changed by a command.")
        return
    click.echo("\nFrom the journal")
    for each in found.entries:
        where = f" on {each.list}" if each.list else ""
        details = f": {each.details}" if each.details else ""
        back = " (taken back later)" if each.change in found.undone else ""
        when = f"{each.at:%d/%m/%Y %H:%M}"
        click.echo(f"  {when} UTC  {each.what}{where}, by {each.by}{details}{back}")
