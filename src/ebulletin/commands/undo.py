"""The command that puts the last mending back."""

from pathlib import Path

import click


@click.command("undo")
@click.pass_obj
def command(folder: str | None) -> None:
    """Put back what the last `ebulletin check --fix` changed.

    Nothing is written if one of the files was changed since. Used again, it puts back the mending
    before that one.

    \b
    Example:
        ebulletin undo
    """
    from ebulletin.press.undoing import undo
    from ebulletin.workspace import find_root

    for path in undo(find_root(Path(folder) if folder else Path.cwd())):
        click.echo(f"Put back {path}")
