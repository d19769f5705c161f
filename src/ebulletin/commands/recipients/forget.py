"""The command that erases somebody."""

import click

from ebulletin.commands.recipients.showing import address_of, day_of, root_of


@click.command("forget")
@click.argument("address")
@click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
@click.pass_obj
def command(folder: str | None, address: str, yes: bool) -> None:
    """Erase an ADDRESS everywhere in the workspace, for good.

    Its rows go from every list; exports and messages that hold it are deleted; the sending ledger
    is blanked. Only a keyed hash is kept, so that the person is never imported again. The status
    is 1 if a file still holds the address that only a person can change.

    \b
    Example:
        ebulletin recipients forget noor.one@mail.example.org
    """
    from ebulletin.press.forgetting import forget

    root = root_of(folder)
    email = address_of(address)
    if not yes:
        click.confirm(
            f"Erase {email} from every list and output for good? It cannot be put back, nor can "
            "any earlier change of the lists",
            abort=True,
        )
    done = forget(root, email, day_of(None))
    for path, rows in done.rows.items():
        click.echo(f"{path}: {rows} row{'' if rows == 1 else 's'} taken out")
    for path, rows in done.mentions.items():
        others = "1 row of somebody else" if rows == 1 else f"{rows} rows of other people"
        click.echo(f"{path}: taken out of {others}")
    for path in done.deleted:
        click.echo(f"{path}: deleted")
    if done.ledger_lines:
        click.echo(f"Sending ledger: {done.ledger_lines} blanked")
    if not (done.rows or done.mentions or done.deleted or done.ledger_lines):
        click.echo("It stood on no list.")
    click.echo("Only a keyed hash is kept. The person is never written to or imported again.")
    click.echo(
        "Backups, mailboxes and mailing tools are not in this workspace: forget them there too.",
        err=True,
    )
    if done.remaining:
        click.echo("\nThese files still hold it, and only you can change them:", err=True)
        for path in done.remaining:
            click.echo(f"  {path}", err=True)
        click.echo("Take it out there, then run this command once more.", err=True)
        raise click.exceptions.Exit(1)
