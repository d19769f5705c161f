"""The command that takes an item or a person out of a published edition."""

import click

from ebulletin.commands.opening import from_here, open_from, slug_of


@click.command("withdraw")
@click.argument("bulletin")
@click.option("--item", "items", multiple=True, metavar="ID", help="Take this item out.")
@click.option(
    "--person", "people", multiple=True, metavar="NAME",
    help="Take this person out: a contact, or a full name.",
)  # fmt: skip
@click.option("--as", "name", metavar="NAME", required=True, help="Who does it: a contact.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option(
    "--out", type=click.Path(file_okay=False), help="The folder that takes the place of out/."
)
@click.pass_obj
def command(
    folder: str | None, bulletin: str, items: tuple[str, ...], people: tuple[str, ...],
    name: str, note: str, out: str | None,
) -> None:  # fmt: skip
    """Take an item or a person out of an edition that was published, and change nothing else.

    The edition is built anew from what was published, not from the items of today. Its e-mail
    cannot be called back; its page in the archive is right after the next `ebulletin archive`.

    \b
    Example:
        ebulletin withdraw 2026-09-lantern --item wellbeing-market-report --as "Owen Tansley"
    """
    from pathlib import Path

    from ebulletin.press.withdrawing import withdraw

    if not items and not people:
        raise click.UsageError("Say what to take out: --item ID or --person NAME.")
    result = withdraw(
        open_from(folder), slug_of(bulletin), items=[slug_of(each) for each in items],
        people=people, name=name, note=note, out=Path(out) if out else None,
    )  # fmt: skip
    click.echo(f"{result.slug}: taken out of {', '.join(result.variants)}.")
    for place in result.folders.values():
        click.echo(f"  {from_here(place / 'page.html')}")
    for item in result.look_at:
        click.echo(f"The last name alone still stands in {item!r}: look at it.", err=True)
    click.echo(
        "\nBuild the website anew:  ebulletin archive\n"
        "Set `status: withdrawn` in an item's file, so that no later edition prints it.",
        err=True,
    )
