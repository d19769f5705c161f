"""The command that writes the sign-off sheet."""

import click

from ebulletin.commands.opening import from_here, open_from, slug_of


@click.command("sheet")
@click.argument("bulletin")
@click.option(
    "--out", type=click.Path(file_okay=False), help="The folder that takes the place of out/."
)
@click.pass_obj
def command(folder: str | None, bulletin: str, out: str | None) -> None:
    """Write the sign-off sheet of a bulletin: a page to read, print and sign.

    It shows what changed since the edition before, what the checks say, who signed each item off,
    and how large each variant is.

    \b
    Example:
        ebulletin sheet 2026-09-lantern
    """
    from pathlib import Path

    from ebulletin.press.sheet import write_sign_off_sheet

    slug = slug_of(bulletin)
    click.echo(from_here(write_sign_off_sheet(open_from(folder), slug, Path(out) if out else None)))
    click.echo("Open it in a browser and print it.", err=True)
