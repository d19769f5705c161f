"""The command that shows what the workspace holds."""

from datetime import date
from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from

if TYPE_CHECKING:
    from ebulletin.workspace import Workspace


_LONGEST_DAY = len("Wednesday 30 September 2026")
_HEADINGS = {
    "update": "Updates",
    "event": "Events",
    "resource": "Resources",
    "qa": "Questions and answers",
    "priority": "Priorities",
    "contact": "Contacts",
}


@click.command("list")
@click.option("--items", "only_items", is_flag=True, help="Show only the items.")
@click.option("--bulletins", "only_bulletins", is_flag=True, help="Show only the bulletins.")
@click.option(
    "--kind",
    type=click.Choice(list(_HEADINGS)),
    help="Show only items of this kind.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, only_items: bool, only_bulletins: bool, kind: str | None, as_json: bool
) -> None:
    """Show the bulletins, newest first, and the items by kind.

    \b
    Example:
        ebulletin list --kind event
    """
    workspace = open_from(folder)
    if as_json:
        import json

        click.echo(json.dumps(_record(workspace, kind), ensure_ascii=False, indent=2))
        return
    if not only_items and kind is None:
        _show_bulletins(workspace)
    if not only_bulletins:
        if not only_items and kind is None:
            click.echo()
        _show_items(workspace, kind)
    _show_unread(workspace)


def _day(workspace: "Workspace", slug: str) -> date:
    return workspace.plans[slug].plan.day or date.min


def _newest_first(workspace: "Workspace") -> list[str]:
    return sorted(workspace.plans, key=lambda slug: (_day(workspace, slug), slug), reverse=True)


def _show_bulletins(workspace: "Workspace") -> None:
    from ebulletin.values.dates import long_date

    if not workspace.plans:
        click.echo("No bulletins yet. Start one with `ebulletin new bulletin`.")
        return
    click.echo("Bulletins, newest first")
    width = max(map(len, workspace.plans))
    for slug in _newest_first(workspace):
        plan = workspace.plans[slug].plan
        day = _day(workspace, slug)
        shown = long_date(day) if day != date.min else "no date yet"
        click.echo(f"  {slug:<{width}}  {shown:<{_LONGEST_DAY}}  {plan.series}  {plan.status}")


def _show_items(workspace: "Workspace", kind: str | None) -> None:
    from ebulletin.bulletins.entries import first_words, title_of

    items = [file.item for file in workspace.items.values()]
    kinds = [kind] if kind else list(_HEADINGS)
    for each in kinds:
        of_kind = sorted((item for item in items if item.kind == each), key=lambda item: item.id)
        if not of_kind:
            continue
        click.echo(f"{_HEADINGS[each]} ({len(of_kind)})")
        width = max(len(item.id) for item in of_kind)
        for item in of_kind:
            marks = [item.distribution[:12], item.status if item.status != "ready" else ""]
            title = title_of(item) or first_words(item)
            click.echo(f"  {item.id:<{width}}  {' '.join(filter(None, marks)):<14}  {title}")


def _show_unread(workspace: "Workspace") -> None:
    number = len(workspace.unread) + len(workspace.unread_plans)
    if number:
        files = "1 file" if number == 1 else f"{number:,} files"
        click.echo(
            f"\n{files} cannot be read and {'is' if number == 1 else 'are'} not in this list; "
            "`ebulletin check` says why.",
            err=True,
        )


def _record(workspace: "Workspace", kind: str | None) -> dict[str, object]:
    from ebulletin.bulletins.entries import title_of

    return {
        "bulletins": [
            {
                "slug": slug,
                "date": _day(workspace, slug).isoformat(),
                "series": workspace.plans[slug].plan.series,
                "status": workspace.plans[slug].plan.status,
            }
            for slug in _newest_first(workspace)
        ],
        "items": [
            {
                "id": file.item.id,
                "kind": file.item.kind,
                "title": title_of(file.item),
                "distribution": file.item.distribution,
                "status": file.item.status,
                "path": file.source.path,
            }
            for file in workspace.items.values()
            if kind is None or file.item.kind == kind
        ],
    }
