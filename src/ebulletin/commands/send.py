"""The command that sends a bulletin."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from, show_findings, slug_of

if TYPE_CHECKING:
    from ebulletin.delivery.ledger import Ledger
    from ebulletin.press.gate import Step
    from ebulletin.press.send_plan import SendPlan
    from ebulletin.workspace import Workspace


@click.command("send")
@click.argument("bulletin")
@click.option(
    "--list", "lists", multiple=True, metavar="NAME",
    help="A list in recipients/; may be given several times. All lists by default.",
)  # fmt: skip
@click.option("--live", is_flag=True, help="Send it; without this nothing leaves the computer.")
@click.option(
    "--confirm-hash", metavar="HASH",
    help="In place of typing the bulletin's name: the hash that the dry run shows.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N for now.")
@click.option(
    "--at", "at", metavar="TIME",
    help="Start at 14:30, or at 2026-11-25 09:00. This computer has to stay on.",
)  # fmt: skip
@click.option("--missing", is_flag=True, help="Only people who came onto the lists since.")
@click.option("--no-wait", is_flag=True, help="Leave retries of deferred messages to `resume`.")
@click.option("--show-addresses", is_flag=True, help="Name everybody, not only how many.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str, lists: tuple[str, ...], live: bool,
    confirm_hash: str | None, limit: int | None, at: str | None, missing: bool, no_wait: bool,
    show_addresses: bool, as_json: bool,
) -> None:  # fmt: skip
    """Send a bulletin: a dry run that shows who would get what, and with --live the send itself.

    The gate comes first: files, dates, contacts and links sound; built afresh and safe; approved
    exactly as it is, and a test message of the same bytes sent; the list read. A send that is
    stopped, by Ctrl-C or a crash, goes on with `resume`; nobody gets a message twice.

    \b
    Example:
        ebulletin send 2026-09-lantern --list sample
    """
    from ebulletin.press.campaigns import opened_ledger
    from ebulletin.press.send_plan import plan_send
    from ebulletin.press.sending import refuse_repeat

    start = _start(at)
    workspace, slug = open_from(folder), slug_of(bulletin)
    with opened_ledger(workspace.root, is_new=live) as ledger:
        plan = plan_send(workspace, slug, lists, ledger)
        if not (as_json and live):
            _show(plan, as_json=as_json, show_addresses=show_addresses)
        if not plan.gate.is_open:
            raise click.exceptions.Exit(1)
        if not live:
            _show_next(plan, lists, missing=missing, as_json=as_json)
            return
        assert ledger is not None
        # Before a name is typed for nothing.
        refuse_repeat(plan, ledger, missing=missing)
        _confirm(plan, confirm_hash, limit)
        status = _send(
            workspace, plan, ledger, start,
            missing=missing, as_json=as_json, limit=limit, waits=not no_wait,
        )  # fmt: skip
    raise click.exceptions.Exit(status)


def _send(
    workspace: "Workspace", plan: "SendPlan", ledger: "Ledger", start: datetime | None, *,
    missing: bool, as_json: bool, limit: int | None, waits: bool,
) -> int:  # fmt: skip
    import os

    from ebulletin.commands import sending_progress as progress
    from ebulletin.press.sending import Sending, send

    with progress.stopping_on_signals() as stopping:
        running = progress.running_with(
            stopping, plan.count, limit=limit, waits=waits, quiet=as_json
        )
        sending = Sending(
            running,
            os.environ,
            start.timestamp() if start else None,
            lambda at: progress.wait_until(at, running.stopping.wait),
        )
        report = send(workspace, plan, ledger, sending, missing=missing)
    if report is None:
        click.echo("Nothing was sent.", err=True)
        return 130
    campaign = ledger.campaign(plan.slug)
    assert campaign is not None
    counts = ledger.counts(campaign.id).by_state
    if as_json:
        _print({**_record(plan), **progress.record_of(report, counts)})
    else:
        progress.show_run(report, plan.slug, counts=counts)
    return progress.status_of(report, counts)


def _confirm(plan: "SendPlan", confirm_hash: str | None, limit: int | None) -> None:
    """The sender sees the count and types the bulletin's name, or gives the hash."""
    import sys

    if confirm_hash is not None:
        if confirm_hash.strip().lower() != plan.digest:
            raise click.ClickException(
                f"The hash {confirm_hash!r} is not that of {plan.slug!r} as it is now "
                f"({plan.digest}), so nothing was sent. Look at the dry run again."
            )
        return
    if not sys.stdin.isatty():
        raise click.UsageError(
            "There is no terminal to type the bulletin's name on. Give the hash that the dry run "
            "shows: --confirm-hash HASH."
        )
    count = min(plan.count, limit or plan.count)
    typed = click.prompt(
        f"\nThis sends {count:,} {'message' if count == 1 else 'messages'} now, to "
        f"{plan.transport}.\nType the bulletin's name to send it",
        default="", show_default=False, err=True,
    )  # fmt: skip
    if typed.strip() != plan.slug:
        click.echo("That is not its name.", err=True)
        raise click.Abort


def _start(at: str | None) -> datetime | None:
    """When to start, by the clock of this country; a time that is past is refused."""
    from zoneinfo import ZoneInfo

    if at is None:
        return None
    zone = ZoneInfo("Europe/London")
    now = datetime.now(zone)
    for form in ("%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"):
        try:
            read = datetime.strptime(at.strip(), form).replace(tzinfo=zone)
        except ValueError:
            continue
        start = now.replace(hour=read.hour, minute=read.minute) if form == "%H:%M" else read
        start = start.replace(second=0, microsecond=0)
        if start <= now:
            raise click.ClickException(
                f"{start:%H:%M on %d %B %Y} is past, so nothing was sent. It is never sent late: "
                "choose another time."
            )
        return start
    raise click.BadParameter(f"{at!r} is no time. Write 14:30, or 2026-11-25 09:00.")


# ---------------------------------------------------------------- what the dry run shows


def _show(plan: "SendPlan", *, as_json: bool, show_addresses: bool) -> None:
    if as_json:
        _print(_record(plan))
        return
    for step in plan.gate.steps:
        _show_step(step)
    if plan.audience is None:
        return
    choice = plan.audience.choice
    click.echo("\nWho gets it:")
    for name, people in choice.chosen.items():
        click.echo(f"  {len(people):>7,}  {name}")
        if show_addresses:
            for each in people:
                click.echo(f"           {each.recipient.email}")
    if choice.left_out:
        click.echo("Who does not:")
        for reason, number in choice.counts_left_out().items():
            click.echo(f"  {number:>7,}  {reason}")
            if show_addresses:
                for out in choice.left_out:
                    if out.reason.value == reason:
                        words = f" ({out.words})" if out.words else ""
                        click.echo(f"           {out.recipient.email}{words}")
    if plan.known:
        click.echo(f"  {plan.known:>7,}  in this campaign already")
    if not plan.count:
        click.echo("\nNobody is left to send it to.")
        return
    messages = "message" if plan.count == 1 else "messages"
    click.echo(f"\n{plan.count:,} {messages} to {plan.transport}, {_takes(plan.seconds)}.")


def _show_step(step: "Step") -> None:
    mark = click.style("ok", fg="green") if step.is_passed else click.style("STOP", fg="red")
    click.echo(f"{mark:<4}  {step.title}")
    for each in (*step.problems, *step.notes):
        click.echo(f"      {each}")
    show_findings(step.findings)


def _show_next(plan: "SendPlan", lists: tuple[str, ...], *, missing: bool, as_json: bool) -> None:
    if as_json:
        return
    words = "".join(f" --list {name}" for name in lists)
    if plan.campaign is not None and not missing:
        click.echo(f"\nIt was sent already: ebulletin status {plan.slug}", err=True)
        return
    words += " --missing" if missing else ""
    click.echo(f"\nNothing was sent. Its hash is {plan.digest}.", err=True)
    click.echo(f"Send it:  ebulletin send {plan.slug}{words} --live", err=True)


def _takes(seconds: float) -> str:
    if seconds < 90:
        return "in a minute or so"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"in about {minutes} minutes"
    return f"in about {minutes // 60} hours {minutes % 60} minutes"


def _record(plan: "SendPlan") -> dict[str, object]:
    choice = plan.audience.choice if plan.audience else None
    return {
        "bulletin": plan.slug,
        "hash": plan.digest,
        "open": plan.gate.is_open,
        "steps": [
            {
                "title": step.title,
                "passed": step.is_passed,
                "problems": list(step.problems),
                "findings": [str(each) for each in step.findings],
            }
            for step in plan.gate.steps
        ],
        "recipients": {name: len(each) for name, each in choice.chosen.items()} if choice else {},
        "left_out": choice.counts_left_out() if choice else {},
        "known": plan.known,
        "to_send": plan.count,
        "seconds": round(plan.seconds),
    }


def _print(record: dict[str, object]) -> None:
    import json

    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
