"""The command that says whether a bulletin is approved."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from, slug_of

if TYPE_CHECKING:
    from ebulletin.press.approving import Approval


@click.command("approval")
@click.argument("bulletin")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(folder: str | None, bulletin: str, as_json: bool) -> None:
    """Say whether a bulletin is approved, by whom, and what has changed since.

    The status is 1 if it may not go out: not approved, or changed since.

    \b
    Example:
        ebulletin approval 2026-09-lantern
    """
    from ebulletin.press.approving import approval_of, why_not_approved
    from ebulletin.press.contents import checked_contents

    workspace, slug = open_from(folder), slug_of(bulletin)
    found, _ = checked_contents(workspace, slug)
    approval = approval_of(workspace, slug, found)
    reasons = why_not_approved(workspace, slug, found)
    if as_json:
        click.echo(_record(slug, approval, reasons))
    elif approval is not None and not reasons:
        click.echo(f"{slug} is approved: {approval.signed_words}.")
        if approval.note:
            click.echo(f"Note: {approval.note}")
        for variant, digest in approval.digests.items():
            click.echo(f"  {variant}: {digest[:12]}")
    else:
        for reason in reasons:
            click.echo(reason)
        if approval is not None:
            click.echo(f"It was approved before: {approval.signed_words}.")
        click.echo(f"\nApprove it as it is now:  ebulletin approve {slug} --as NAME", err=True)
    if reasons:
        raise click.exceptions.Exit(1)


def _record(slug: str, approval: "Approval | None", reasons: tuple[str, ...]) -> str:
    import json

    return json.dumps(
        {
            "bulletin": slug,
            "approved": not reasons,
            "reasons": list(reasons),
            "by": approval.by if approval else None,
            "on": approval.on if approval else None,
            "note": approval.note if approval else None,
            "content": dict(approval.digests) if approval else {},
            "changed": list(approval.voided_by) if approval else [],
        },
        ensure_ascii=False,
        indent=2,
    )
