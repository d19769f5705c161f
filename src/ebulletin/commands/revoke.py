"""The command that takes a sign-off back."""

import click

from ebulletin.commands.opening import open_from, slug_of


@click.command("revoke")
@click.argument("bulletin")
@click.option("--as", "name", metavar="NAME", required=True, help="Who takes it back: a contact.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--even-if-sent", is_flag=True, help="Also where readers have it already.")
@click.pass_obj
def command(folder: str | None, bulletin: str, name: str, note: str, even_if_sent: bool) -> None:
    """Take the approval of a bulletin back: it can no longer be sent or exported.

    Its published edition is taken away; `ebulletin audit-log` keeps who did it, when and why. What
    has reached readers stays with them: to take an item or a person out of an edition that was
    sent, use `ebulletin withdraw`.

    \b
    Example:
        ebulletin revoke 2026-09-lantern --as "Owen Tansley" --note "A number is wrong"
    """
    from ebulletin.press.approving import revoke

    slug = slug_of(bulletin)
    revoke(open_from(folder), slug, name, note, even_if_sent=even_if_sent)
    click.echo(f"{slug} is no longer approved.")
