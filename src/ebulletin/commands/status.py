"""What `ebulletin` alone prints: where you are, and what to do next."""

from pathlib import Path

import click

from ebulletin.commands.opening import newest_bulletin


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
        click.echo("Check everything:     ebulletin check")
        click.echo(f"Build the newest:     ebulletin build {newest}")
        click.echo("Start the next one:   ebulletin new bulletin --from-last")
    click.echo("All commands:         ebulletin --help")


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
