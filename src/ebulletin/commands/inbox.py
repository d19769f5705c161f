"""The command that takes in what came back after a send."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ebulletin.press.inbox import InboxReport


@click.command("inbox")
@click.option(
    "--folder", "saved", type=click.Path(path_type=Path), metavar="FOLDER",
    help="Read a folder of saved messages instead: a Maildir, or .eml files.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--show-addresses", is_flag=True, help="Name who wrote what a person has to read.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, saved: Path | None, dry_run: bool, show_addresses: bool, as_json: bool
) -> None:
    """Take in what came back after a send: bounces, complaints, and readers who leave.

    Who bounced for good, complained or left is never written to again, whatever a list says.
    Answers of those who are out of the office change nothing. What cannot be proved to be about a
    message of yours is left for a person to read. Nothing in the mailbox is changed; running it
    again does no harm.

    \b
    Example:
        ebulletin inbox --folder out/mail --dry-run
    """
    import json
    import os
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from ebulletin.commands.opening import open_from
    from ebulletin.press.inbox import mailbox_of, take_in

    workspace = open_from(folder)
    source = saved or mailbox_of(workspace.shelf.settings, os.environ)
    today = datetime.now(ZoneInfo("Europe/London")).date()
    report = take_in(workspace.root, source, today=today, is_trial=dry_run)
    if as_json:
        click.echo(json.dumps(_as_json(report), ensure_ascii=False))
    else:
        _show(report, is_trial=dry_run, shows_addresses=show_addresses)


def _show(report: "InboxReport", *, is_trial: bool, shows_addresses: bool) -> None:
    from ebulletin.delivery.bounces import Kind

    new = report.read - report.known
    click.echo(f"{report.where}: {_messages(new)} new.")
    for kind, number in sorted(report.kinds.items()):
        click.echo(f"  {number:>5,}  {kind.value}")
    for reason, number in sorted(report.suppressed.items()):
        people = "1 person" if number == 1 else f"{number:,} people"
        would = "would not be" if is_trial else "will not be"
        click.echo(f"{people} {would} written to again: {reason}.")
    if not report.left:
        return
    click.echo(f"\nFor a person to read ({len(report.left):,}):")
    for each in report.left:
        who = f" from {each.arrival.sender}" if shows_addresses and each.arrival.sender else ""
        click.echo(f"  {each.arrival.subject or '(no subject)'!s}{who}")
        known = "" if each.arrival.kind is Kind.OTHER else f"{each.arrival.kind.value}, but "
        click.echo(f"    {known}{each.why}")
    click.echo(
        '\nIf one of them wants to leave: ebulletin recipients suppress ADDRESS --why "Asked to"',
        err=True,
    )


def _as_json(report: "InboxReport") -> dict[str, object]:
    return {
        "read": report.read,
        "known": report.known,
        "kinds": {kind.value: number for kind, number in report.kinds.items()},
        "suppressed": dict(report.suppressed),
        "left": [
            {"kind": each.arrival.kind.value, "why": each.why, "event": each.arrival.event}
            for each in report.left
        ],
    }


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number:,} messages"
