"""The command that says who gets which variant of a bulletin, and who gets nothing, and why."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from, show_findings, slug_of
from ebulletin.commands.recipients.showing import (
    by_segment,
    list_option,
    people,
    show_counts,
    show_option,
    show_people,
)

if TYPE_CHECKING:
    from ebulletin.press.audience import Audience


@click.command("who")
@click.argument("bulletin")
@list_option
@show_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str, names: tuple[str, ...], show: bool, as_json: bool
) -> None:
    """Say who gets which variant of a BULLETIN, and of everybody else why not.

    Each person gets one message: the most specific variant that they may have. Addresses are
    shown only with --show. The status is 1 if there is an error.

    \b
    Example:
        ebulletin recipients who 2027-01-cluster
    """
    from ebulletin.press.audience import audience

    workspace = open_from(folder)
    found = audience(workspace, slug_of(bulletin), names)
    if as_json:
        _as_json(found, show=show)
    else:
        click.echo(f"{found.slug}: {_messages(found.choice.total)}")
        for variant, group in found.choice.chosen.items():
            readers = [each.recipient for each in group]
            click.echo(f"\n{variant}: {people(len(readers))}")
            show_counts(by_segment(readers, workspace.shelf.settings))
            if show:
                show_people([(each.list_name, each.recipient) for each in group])
        _show_left_out(found, show=show)
        if found.report.findings:
            click.echo(err=True)
            show_findings(found.report.findings, to_stderr=True)
    if found.report.errors:
        raise click.exceptions.Exit(1)


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number:,} messages"


def _show_left_out(found: "Audience", *, show: bool) -> None:
    left_out = found.choice.left_out
    if not left_out:
        return
    rows = "1 row" if len(left_out) == 1 else f"{len(left_out):,} rows"
    click.echo(f"\nLeft out: {rows}")
    show_counts(found.choice.counts_left_out())
    if show:
        for each in left_out:
            why = f"{each.reason.value} {each.words}".rstrip()
            place = f"{each.list_name}, row {each.recipient.row}"
            click.echo(f"  {each.recipient.email}  {why} ({place})")


def _as_json(found: "Audience", *, show: bool) -> None:
    import json

    from ebulletin.commands.reports import FindingRecord

    record: dict[str, object] = {
        "bulletin": found.slug,
        "messages": found.choice.total,
        "variants": {name: len(group) for name, group in found.choice.chosen.items()},
        "left_out": found.choice.counts_left_out(),
        "findings": [
            FindingRecord(
                path=each.place.path, line=each.place.line, column=each.place.column,
                code=each.code, severity=each.severity.value, message=each.message,
                help=each.help, variant=each.variant, can_fix=False, offers=[],
            ).model_dump()
            for each in found.report.findings
        ],
    }  # fmt: skip
    if show:
        record["people"] = [
            {"email": each.recipient.email, "variant": name, "list": each.list_name}
            for name, each in found.choice.everybody()
        ]
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
