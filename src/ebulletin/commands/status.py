"""What `ebulletin` alone prints: where you are, and what to do next."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import newest_bulletin

if TYPE_CHECKING:
    from ebulletin.workspace import Workspace


def show_status(folder: str | None) -> None:
    """Say which workspace this is, what it holds, and the next steps as commands."""
    from ebulletin.workspace import NoWorkspaceError, find_root, open_workspace

    start = Path(folder) if folder else Path.cwd()
    try:
        root = find_root(start)
    except NoWorkspaceError:
        click.echo(f"There is no workspace in {start} or above it.\n")
        click.echo("Start one:            ebulletin init my-bulletins")
        click.echo("Or name one:          ebulletin --workspace FOLDER list")
        click.echo("All commands:         ebulletin --help")
        return
    workspace = open_workspace(root)
    name = workspace.settings.name if workspace.settings else "A workspace that cannot be read yet"
    click.echo(f"{name}\n{root}\n")
    click.echo(
        f"{_number(len(workspace.plans), 'bulletin')}, {_number(len(workspace.items), 'item')}."
    )
    if workspace.findings:
        click.echo(f"{_number(len(workspace.findings), 'finding')} while reading the files.\n")
        click.echo("See what to mend:     ebulletin check")
        return
    click.echo()
    newest = newest_bulletin(workspace)
    if newest is None:
        click.echo("Start a bulletin:     ebulletin new bulletin")
        click.echo("Start an item:        ebulletin new item update")
    else:
        approval, next_step = _approval(workspace, newest)
        click.echo(f"{newest}: {approval}\n")
        click.echo("Check everything:     ebulletin check")
        click.echo(f"Build the newest:     ebulletin build {newest}")
        click.echo(next_step)
        click.echo("Start the next one:   ebulletin new bulletin --from-last")
    click.echo("All commands:         ebulletin --help")


def _approval(workspace: "Workspace", slug: str) -> tuple[str, str]:
    """Whether the newest bulletin is approved, and the command that comes next for it."""
    from ebulletin.workspace.publications import read_record

    step = f"Approve it:           ebulletin approve {slug} --as NAME"
    # Whether an approval still holds takes a build; without one that question does not arise.
    if read_record(workspace.root, slug) is None:
        return f"{workspace.plans[slug].plan.status}, not approved.", step
    from ebulletin.press.approving import approval_of

    approval = approval_of(workspace, slug)
    assert approval is not None
    if approval.holds:
        return f"approved {approval.signed_words}.", f"Send it:              ebulletin send {slug}"
    return f"changed since it was approved {approval.signed_words}.", (
        f"See what changed:     ebulletin approval {slug}"
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
