"""The commands for lists of recipients, each loaded when it is asked for."""

from importlib import import_module

import click

# Name, module in this folder, and the line that `ebulletin recipients --help` shows.
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Say what is wrong in a spreadsheet of recipients; writes nothing."),
    "import": ("import_", "Take the people of a spreadsheet into a list."),
    "list": ("list_", "Show the lists, or how many people match."),
    "who": ("who", "Say who gets which variant of a bulletin, and why not."),
    "why": ("why", "Say why an address is on a list."),
    "suppress": ("suppress", "Never write to an address again."),
    "unsubscribe": ("unsubscribe", "Take in who has left, from a file."),
    "forget": ("forget", "Erase somebody everywhere, for good."),
    "export": ("export", "Write lists for a mailing tool."),
    "review": ("review", "Find what has gone stale on the lists."),
    "undo": ("undo", "Take the last change of the lists back."),
}


class _LazyGroup(click.Group):
    """Imports the module of a command only when that command is asked for."""

    # click hands the context to each of these, needed or not.
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        found = import_module(f"ebulletin.commands.recipients.{entry[0]}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from ebulletin.values.choices import nearest

            close = nearest(name, list(COMMANDS))
            hint = f" Did you mean `ebulletin recipients {close[0]}`?" if close else ""
            ctx.fail(
                f"There is no command {name!r} for recipients.{hint} "
                "`ebulletin recipients --help` lists them all."
            )
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group("recipients", cls=_LazyGroup)
def command() -> None:
    """Read, keep and look at the lists of who receives bulletins.

    Lists lie in recipients/ and never leave this machine; addresses are shown only where you ask
    for them.

    \b
    Example:
        ebulletin recipients check recipients/sample.csv
    """
