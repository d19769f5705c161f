"""The command that signs a bulletin or an item off."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import counted, open_from, show_findings, slug_of

if TYPE_CHECKING:
    from ebulletin.press.approving import Approval
    from ebulletin.workspace import Workspace


@click.command("approve")
@click.argument("bulletin", required=False)
@click.option("--as", "name", metavar="NAME", required=True, help="Who approves: a contact.")
@click.option("--note", default="", metavar="TEXT", help="What to remember about it.")
@click.option(
    "--item", "items", multiple=True, metavar="ID",
    help="Sign off this item instead of a bulletin; may be given several times.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask, even if there are warnings.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str | None, name: str, note: str, items: tuple[str, ...],
    yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Approve a bulletin exactly as it is now, so that it may be sent and exported.

    Whoever approves did not prepare it, and is named under `delivery: approvers` where that list
    exists. Nothing may have errors. What was approved is kept in bulletins/published; any change
    afterwards makes the approval void, and `ebulletin approval` says which item changed.

    \b
    Example:
        ebulletin approve 2026-09-lantern --as "Owen Tansley" --yes
    """
    if bool(bulletin) == bool(items):
        raise click.UsageError("Name a bulletin to approve, or items with --item.")
    workspace = open_from(folder)
    if items:
        _approve_items(workspace, items, name)
        return
    from ebulletin.press.approving import look_at, sign

    candidate = look_at(workspace, slug_of(bulletin or ""), name)
    show_findings(candidate.warnings, to_stderr=True)
    if candidate.warnings:
        _ask(counted(candidate.warnings), is_sure=yes)
    approval = sign(workspace, candidate, note)
    if as_json:
        click.echo(_record(approval))
    else:
        _show(approval, candidate.changed)


def _ask(words: str, *, is_sure: bool) -> None:
    """Whoever approves has seen the warnings; without a terminal they say so with --yes."""
    if is_sure:
        return
    import sys

    if not sys.stdin.isatty():
        raise click.ClickException(
            f"There are {words}, shown above. Approve all the same with --yes."
        )
    click.confirm(f"\nThere are {words}. Approve all the same?", abort=True, err=True)


def _show(approval: "Approval", changed: tuple[str, ...]) -> None:
    click.echo(f"{approval.slug} is approved by {approval.name}.")
    for variant, digest in approval.digests.items():
        click.echo(f"  {variant}: {digest[:12]}")
    if changed:
        click.echo("Changed since it was approved before:")
        for each in changed:
            click.echo(f"  {each}")
    click.echo(
        "\nAny change from now on makes this void. It is kept in bulletins/published; commit that "
        f"folder, or share it, so that your colleagues see it.\n"
        f"Print the sign-off sheet:  ebulletin sheet {approval.slug}",
        err=True,
    )


def _record(approval: "Approval") -> str:
    import json

    return json.dumps(
        {
            "bulletin": approval.slug,
            "by": approval.by,
            "on": approval.on,
            "note": approval.note,
            "content": dict(approval.digests),
        },
        ensure_ascii=False,
        indent=2,
    )


def _approve_items(workspace: "Workspace", items: tuple[str, ...], name: str) -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from ebulletin.press.approving_items import approve_items

    # The day on which somebody signs is that of the clock; no check counts from it.
    today = datetime.now(ZoneInfo("Europe/London")).date()
    for path in approve_items(workspace, [slug_of(each) for each in items], name, today):
        click.echo(f"{path}: approved by {name}.")
