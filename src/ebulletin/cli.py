"""The command `ebulletin`: one thin command per thing a person can ask for, loaded when asked."""

import gc
import sys
from importlib import import_module

import click

from ebulletin import __version__
from ebulletin.errors import EbulletinError

# Name, module of that command, and the line that `ebulletin --help` shows; the line stands here
# too, because loading every command to read it would make the help slow.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Start a workspace in a folder."),
    "new": ("new", "Start an item or a bulletin; it asks one question at a time."),
    "list": ("list_", "Show the bulletins and items of the workspace."),
    "check": ("check", "Say what is wrong with the workspace, and what to do."),
    "undo": ("undo", "Put back what the last `check --fix` changed."),
    "explain": ("explain", "Explain a check by its code, such as DAT101."),
    "compose": ("compose", "Add, remove or move items in a bulletin."),
    "build": ("build", "Build a bulletin: e-mail, plain text and web page."),
    "preview": ("preview", "Show a bulletin in the browser as its readers will see it."),
    "sheet": ("sheet", "Write the sign-off sheet of a bulletin, to print."),
    "approve": ("approve", "Approve a bulletin as it is, or items."),
    "approval": ("approval", "Say whether a bulletin is approved, and what changed since."),
    "revoke": ("revoke", "Take an approval back."),
    "withdraw": ("withdraw", "Take an item or a person out of a published edition."),
    "audit-log": ("audit_log", "Verify and print who approved and sent what."),
    "export": ("export", "Export a bulletin for a mailing tool, Outlook, Word, PDF or calendars."),
    "test-send": ("test_send", "Send a bulletin to a few people to look at."),
    "send": ("send", "Send a bulletin: a dry run, unless you say --live."),
    "status": ("campaign_status", "Say how far the sending of a bulletin is."),
    "pause": ("pause", "Let the sending of a bulletin stand still."),
    "resume": ("resume", "Go on with a send that was stopped."),
    "settle": ("settle", "End doubt about deliveries by the relay's log or your word."),
    "inbox": ("inbox", "Take in bounces, complaints and readers who leave."),
    "doctor": ("doctor", "Look at the mail relay before anything is sent."),
    "unsubscribe-page": ("unsubscribe_page", "Serve the page on which readers leave."),
    "recipients": ("recipients", "Read, keep and look at the lists of who receives bulletins."),
    "audit": ("audit", "Say what keeps an e-mail from its readers: any file, or a bulletin."),
    "archive": ("archive", "Build the website of all published editions."),
    "schema": ("schema", "Write the JSON Schemas that editors use."),
    "completion": ("completion", "Set up completion with the Tab key."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    # click hands the context to each of these, needed or not.
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every command, in the order in which a new officer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = import_module(f"ebulletin.commands.{entry[0]}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may be meant."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from ebulletin.values.choices import nearest

            close = nearest(name, list(COMMANDS))
            hint = f" Did you mean `ebulletin {close[0]}`?" if close else ""
            ctx.fail(f"There is no command {name!r}.{hint} `ebulletin --help` lists them all.")
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-w", "--workspace", "folder", metavar="FOLDER", envvar="EBULLETIN_WORKSPACE",
    help="The workspace; by default the one that the current folder is in.",
)  # fmt: skip
@click.version_option(__version__, prog_name="ebulletin")
@click.pass_context
def cli(ctx: click.Context, folder: str | None) -> None:
    """Write, check and build a safeguarding partnership's e-bulletins from plain files.

    `ebulletin` alone says where you are and what to do next.

    \b
    Example:
        ebulletin build 2026-09-lantern
    """
    ctx.obj = folder
    if ctx.invoked_subcommand is None:
        from ebulletin.commands.status import show_status

        show_status(folder)


def main() -> None:
    """Run the command line; every error that the product raises on purpose ends in plain words.

    Exit codes: 0 fine; 1 an error was found, or refused; 2 wrong usage; 3 cancelled by the person;
    4 sign-in or secret missing; 5 some recipients failed; 130 Ctrl-C.
    """
    # A command ends soon, and what it has read lives until then. With 10,000 items the collector of
    # cycles would walk all of them again and again, and take as long as the work itself.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # Old consoles cannot show every character; better a "?" than a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        status = cli.main(prog_name="ebulletin", standalone_mode=False)
    except EbulletinError as error:
        click.echo(f"ebulletin: {error}", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as ending:
        sys.exit(ending.exit_code)
    except click.Abort:
        click.echo("Cancelled. Nothing was changed.", err=True)
        sys.exit(3)
    except KeyboardInterrupt:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(f"ebulletin: {_about_a_file(error)}", err=True)
        sys.exit(1)
    except Exception:  # noqa: BLE001 - the last door: an officer never sees a traceback
        click.echo(f"ebulletin: {_fault_of_ours()}", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)


def _about_a_file(error: OSError) -> str:
    """What the system says of a file or folder, as a sentence."""
    reason = (error.strerror or str(error)).rstrip(".").lower()
    if error.filename is None:
        return f"The computer refused: {reason}. Nothing was lost; try again."
    return (
        f"{str(error.filename)!r} cannot be read or written: {reason}. "
        "Close it in other programs, and make sure that you may write there."
    )


def _fault_of_ours() -> str:
    """Keeps the details of a fault of the program, and says where."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="ebulletin-fault-", suffix=".txt", delete=False
    ) as details:
        traceback.print_exc(file=details)
    return (
        "The program itself has a fault, and it is not yours. Your files are as they were. "
        f"Please send {details.name} to whoever looks after ebulletin for you; "
        "read it first, because it may hold words of your items."
    )
