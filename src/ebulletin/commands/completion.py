"""The command that sets up completion with the Tab key."""

import click

_LINES = {
    "bash": ("~/.bashrc", 'eval "$(_EBULLETIN_COMPLETE=bash_source ebulletin)"'),
    "zsh": ("~/.zshrc", 'eval "$(_EBULLETIN_COMPLETE=zsh_source ebulletin)"'),
    "fish": (
        "~/.config/fish/completions/ebulletin.fish",
        "_EBULLETIN_COMPLETE=fish_source ebulletin | source",
    ),
}


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_LINES)))
@click.option("--script", is_flag=True, help="Print the whole script rather than the one line.")
@click.pass_context
def command(ctx: click.Context, shell: str, script: bool) -> None:
    """Say how to complete commands with the Tab key in your shell.

    \b
    Example:
        ebulletin completion bash
    """
    if script:
        from click.shell_completion import get_completion_class

        found = get_completion_class(shell)
        assert found is not None, "click completes for each of these shells"
        root = ctx.find_root().command
        click.echo(found(root, {}, "ebulletin", "_EBULLETIN_COMPLETE").source())
        return
    file, line = _LINES[shell]
    click.echo(f"Add this line to {file}, then open a new terminal:", err=True)
    click.echo(line)
