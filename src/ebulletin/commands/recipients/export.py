"""The command that writes lists for a mailing tool."""

import click

from ebulletin.commands.opening import open_from, show_findings, slug_of
from ebulletin.commands.recipients.showing import (
    day_of,
    list_option,
    parsed,
    people,
    segment_option,
    where_option,
)


@click.command("export")
@click.option(
    "--for", "tool", required=True, metavar="TOOL",
    help="mailchimp, govdelivery, campaign-monitor, brevo, dotdigital, mailjet, sendgrid, "
    "listmonk, mautic or notify.",
)  # fmt: skip
@click.option(
    "--bulletin", metavar="NAME",
    help="One file for each variant of this bulletin; else one for professionals, one for all "
    "others.",
)  # fmt: skip
@list_option
@segment_option
@where_option
@click.pass_obj
def command(
    folder: str | None, tool: str, bulletin: str | None, names: tuple[str, ...],
    segments: tuple[str, ...], conditions: tuple[str, ...],
) -> None:  # fmt: skip
    """Write the lists for a mailing tool, into recipients/exports/.

    Only the columns that the tool needs are written, and nobody who is suppressed. There is one
    file for each readership, so that nobody can be sent what they may not have.

    \b
    Example:
        ebulletin recipients export --for mailchimp --bulletin 2026-09-lantern
    """
    from ebulletin.press.list_exports import export_lists

    slug = slug_of(bulletin) if bulletin else None
    done = export_lists(
        open_from(folder), tool, day_of(None), slug=slug, names=names, segments=segments,
        conditions=parsed(conditions),
    )  # fmt: skip
    for each in done.files:
        click.echo(f"{each.path}  {people(each.people)} ({each.variant})")
        for column, number in each.gaps.items():
            click.echo(
                f"  {number} without {column!r}: {done.tool.name} refuses a row with an empty "
                "cell that the template uses.",
                err=True,
            )
    if not done.files:
        click.echo("Nobody is left, so no file was written.", err=True)
    if done.left_out:
        click.echo("\nLeft out", err=True)
        for words, number in done.left_out.items():
            click.echo(f"  {number:,} {words}", err=True)
    if done.findings:
        click.echo(err=True)
        show_findings(done.findings, to_stderr=True)
    if done.files:
        click.echo(f"\n{done.tool.steps} Delete the file when the tool has it.", err=True)
