"""The command that opens the preview in the browser."""

from contextlib import suppress
from pathlib import Path

import click

from ebulletin.commands.opening import slug_of

_CTRL_C = 130
_USUAL_PORT = 8420
_LARGEST_PORT = 65_535


@click.command("preview")
@click.argument("bulletin", required=False)
@click.option(
    "--port", type=click.IntRange(1024, _LARGEST_PORT), default=_USUAL_PORT, show_default=True,
    help="Where to serve it on this machine; the next free one is taken if it is in use.",
)  # fmt: skip
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
@click.pass_obj
def command(folder: str | None, bulletin: str | None, port: int, no_open: bool) -> None:
    """Show a bulletin in the browser as each reader will see it, while you write.

    Every saved file is on the page at once. Without a name the newest bulletin is shown; the page
    lets you choose another. Nobody but you can read along, and nothing leaves this machine.
    Ctrl-C ends it.

    \b
    Example:
        ebulletin preview 2026-09-lantern
    """
    from ebulletin.preview.serving import open_browser, prepare, serve
    from ebulletin.workspace import find_root

    root = find_root(Path(folder) if folder else Path.cwd())
    slug = slug_of(bulletin) if bulletin else ""
    if slug:
        _refuse_unknown(root, slug)
    serving = prepare(root, slug, port)
    if not serving.is_usual_port:
        click.echo(f"Port {port} is in use; this preview has port {serving.port}.", err=True)

    def started() -> None:
        click.echo(serving.address)
        if not no_open and not open_browser(serving.address):
            click.echo("No browser was found here: open that address yourself.", err=True)
        click.echo("Showing the preview, on this machine only. Ctrl-C ends it.", err=True)

    with suppress(KeyboardInterrupt):
        serve(serving, started)
    click.echo("\nStopped.", err=True)
    raise click.exceptions.Exit(_CTRL_C)


def _refuse_unknown(root: Path, slug: str) -> None:
    """A misspelt name is told at once; the files themselves are read by the server."""
    from ebulletin.press.errors import UnknownBulletinError

    known = [file.stem for file in (root / "bulletins").glob("*.y*ml")]
    if slug not in known:
        raise UnknownBulletinError(slug, known)
