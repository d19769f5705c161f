"""The command that goes on with a campaign."""

import click

from ebulletin.commands.opening import open_from, slug_of


@click.command("resume")
@click.argument("bulletin")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only N more for now.")
@click.option("--no-wait", is_flag=True, help="Leave retries of deferred messages for later.")
@click.option("--retry-refused", is_flag=True, help="Try again what the relay refused.")
@click.option("--corrected", is_flag=True, help="Send the rest what is approved and tested now.")
@click.option("--as-planned", is_flag=True, help="Send what was approved when it was planned.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str, limit: int | None, no_wait: bool, retry_refused: bool,
    corrected: bool, as_planned: bool, as_json: bool,
) -> None:  # fmt: skip
    """Go on with a send that was stopped, paused or cut off by a crash.

    What was accepted is not sent again. A message that was under way when the computer stopped is
    in doubt: it is listed, and waits for `settle`. Whoever has left the list since gets nothing.

    \b
    Example:
        ebulletin status
        ebulletin resume 2026-09-lantern
    """
    import json
    import os

    from ebulletin.commands import sending_progress as progress
    from ebulletin.press.campaigns import Resuming, find_campaign, opened_ledger, resume

    if corrected and as_planned:
        raise click.UsageError("Say --corrected or --as-planned, not both.")
    workspace, slug = open_from(folder), slug_of(bulletin)
    with opened_ledger(workspace.root) as ledger:
        campaign = find_campaign(ledger, slug)
        assert ledger is not None
        left = ledger.counts(campaign.id).open
        with progress.stopping_on_signals() as stopping:
            running = progress.running_with(
                stopping, left, limit=limit, waits=not no_wait, quiet=as_json
            )
            report = resume(
                workspace, slug, ledger, running, environment=os.environ,
                resuming=Resuming(as_planned, corrected, retry_refused),
            )  # fmt: skip
        counts = ledger.counts(campaign.id).by_state
    if as_json:
        record = {"bulletin": slug, **progress.record_of(report, counts)}
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        progress.show_run(report, slug, counts=counts)
    raise click.exceptions.Exit(progress.status_of(report, counts))
