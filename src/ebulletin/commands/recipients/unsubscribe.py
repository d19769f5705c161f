"""The command that takes in who has left, as a mailing tool or a mailbox lists them."""

from pathlib import Path

import click

from ebulletin.commands.recipients.showing import day_of, people, root_of, series_of


@click.command("unsubscribe")
@click.option(
    "--from", "file", required=True, type=click.Path(exists=True, dir_okay=False),
    metavar="FILE", help="A spreadsheet with a column of addresses, or a text with one per line.",
)  # fmt: skip
@click.option("--series", metavar="NAME", help="Only from this series; from all by default.")
@click.option("--on", metavar="DATE", help="Since when; today by default.")
@click.pass_obj
def command(folder: str | None, file: str, series: str | None, on: str | None) -> None:
    """Never write again to the people in a file who asked to leave.

    Who is on no list is kept as well, so that no later import brings them in. The status is 1 if
    a row could not be read; all others are taken in all the same.

    \b
    Example:
        ebulletin recipients unsubscribe --from recipients/left-in-november.csv
    """
    from ebulletin.press.importing import load_partnership
    from ebulletin.recipients.leaving import read_leaving
    from ebulletin.recipients.lists import FOLDER
    from ebulletin.recipients.suppression import UNSUBSCRIBED, suppress

    root = root_of(folder)
    scope = series_of(series, load_partnership(root))
    leaving = read_leaving(Path(file))
    added = suppress(
        root / FOLDER, leaving.addresses, reason=UNSUBSCRIBED, on=day_of(on), scope=scope
    )
    click.echo(f"{people(added)} will not be written to again.")
    known = len(leaving.addresses) - added
    if known:
        click.echo(f"{people(known)} had left before.")
    if not leaving.addresses and not leaving.unread:
        click.echo("The file holds no row with an address.", err=True)
    if leaving.unread:
        rows = ", ".join(map(str, leaving.unread[:20]))
        more = " and more" if len(leaving.unread) > 20 else ""
        click.echo(
            f"No single address could be read in row {rows}{more}. Look there, and suppress these "
            "people one by one.",
            err=True,
        )
        raise click.exceptions.Exit(1)
