"""The command that takes the last change of the lists back."""

import click

from ebulletin.commands.recipients.showing import root_of


@click.command("undo")
@click.pass_obj
def command(folder: str | None) -> None:
    """Put the lists back as they were before the last change.

    That is an import, a suppression or who left; the state before is kept until the next change,
    and never after somebody was forgotten.

    \b
    Example:
        ebulletin recipients undo
    """
    from ebulletin.recipients.lists import FOLDER
    from ebulletin.recipients.undoing import undo_lists

    done = undo_lists(root_of(folder) / FOLDER)
    when = f"{done.at:%d/%m/%Y %H:%M} UTC"
    for name in done.names:
        click.echo(f"Put back {FOLDER}/{name}")
    click.echo(f"That takes back: {done.what}, by {done.by}, {when}.", err=True)
