"""The command that sends a bulletin to a few people to look at."""

import click

from ebulletin.commands.opening import open_from, slug_of


@click.command("test-send")
@click.argument("bulletin")
@click.option(
    "--to", multiple=True, metavar="ADDRESS",
    help="Who gets it, ten people at most; the approvers of partnership.yaml by default.",
)  # fmt: skip
@click.option("--variant", metavar="NAME", help="Only this variant; all of them by default.")
@click.option(
    "--row", type=click.IntRange(min=1), metavar="N",
    help="Greet them with the values of this row of a list; of the first reader by default.",
)  # fmt: skip
@click.pass_obj
def command(
    folder: str | None, bulletin: str, to: tuple[str, ...], variant: str | None, row: int | None
) -> None:
    """Send a bulletin to a few people, exactly as readers would get it, with [TEST] before it.

    A bulletin is sent only after a test of the very same bytes. Tests go only to the domains under
    `delivery: test_domains` in partnership.yaml.

    \b
    Example:
        ebulletin test-send 2026-09-lantern --to owen.tansley@elmsvale.example.org
    """
    import os

    from ebulletin.press.campaigns import opened_ledger
    from ebulletin.press.test_sending import send_test

    workspace, slug = open_from(folder), slug_of(bulletin)
    with opened_ledger(workspace.root, is_new=True) as ledger:
        assert ledger is not None
        sent = send_test(
            workspace, slug, to, ledger, environment=os.environ, variant=variant, row=row
        )
    for address, name in sent.taken:
        click.echo(f"Test of {slug}, {name}, to {address}")
    if sent.values_of:
        click.echo(f"Greeted with the values of {sent.values_of}.", err=True)
    click.echo("Read it on a phone and in Outlook before anything is sent.", err=True)
    if not sent.is_whole:
        click.echo(f"Other variants are still to be tested: ebulletin test-send {slug}", err=True)
