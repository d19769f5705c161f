"""The command that serves the page behind a reader's own way out."""

import click

from ebulletin.commands.opening import open_from

_ADDRESS = "127.0.0.1"
_PORT = 8025


@click.command("unsubscribe-page")
@click.option("--host", default=_ADDRESS, show_default=True, help="The address to listen on.")
@click.option("--port", default=_PORT, show_default=True, help="The port to listen on.")
@click.pass_obj
def command(folder: str | None, host: str, port: int) -> None:
    """Serve the page on which readers stop a bulletin with one click.

    It stands behind a web server of yours that speaks https, at the address that partnership.yaml
    names under `delivery: unsubscribe_url`. Opening a link changes nothing; only the button, or a
    mail program's own one, does. Who leaves is entered in recipients/ at once. Ctrl-C ends it.

    \b
    Example:
        ebulletin unsubscribe-page --port 8025
    """
    import uvicorn

    from ebulletin.press.leaving import leave_app

    workspace = open_from(folder)
    app = leave_app(workspace.root, workspace.shelf.settings)
    click.echo(f"Readers can leave at http://{host}:{port}/TOKEN. Ctrl-C ends it.", err=True)
    # Its own log would hold the readers' tokens.
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
