"""The command that makes sure that an address is never written to again."""

import click

from ebulletin.commands.recipients.showing import address_of, day_of, root_of, series_of


@click.command("suppress")
@click.argument("address")
@click.option("--why", required=True, metavar="WORDS", help="The reason, for the journal.")
@click.option("--series", metavar="NAME", help="Only for this series; for all by default.")
@click.option("--on", metavar="DATE", help="Since when; today by default.")
@click.pass_obj
def command(folder: str | None, address: str, why: str, series: str | None, on: str | None) -> None:
    """Never write to an ADDRESS again, whatever a list or an import says.

    The suppression list keeps a keyed hash, not the address. `ebulletin recipients undo` takes it
    back until the next change.

    \b
    Example:
        ebulletin recipients suppress hello@tarnsideyouth.example.org --why "Asked by phone"
    """
    from ebulletin.press.importing import load_partnership
    from ebulletin.recipients.lists import FOLDER
    from ebulletin.recipients.suppression import EVERYTHING, suppress

    root = root_of(folder)
    if not why.strip():
        raise click.BadParameter("Say in a few words why.", param_hint="--why")
    scope = series_of(series, load_partnership(root))
    email = address_of(address)
    added = suppress(root / FOLDER, [email], reason=why, on=day_of(on), scope=scope)
    what = "anything" if scope == EVERYTHING else f"the series {scope}"
    if added:
        click.echo(f"{email} is never sent {what} again, on whichever list it stands.")
    else:
        click.echo(f"{email} was on the suppression list already; nothing was changed.")
