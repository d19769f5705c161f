"""The command that looks at what sending needs."""

import click

from ebulletin.commands.opening import open_from, slug_of


@click.command("doctor")
@click.argument("bulletin", required=False)
@click.option("--people", type=click.IntRange(min=0), default=0, metavar="NUMBER",
              help="How many will get it, to say how long that takes.")  # fmt: skip
@click.option("--network", is_flag=True, help="Look up SPF, DKIM and DMARC as well.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str | None, people: int, network: bool, as_json: bool
) -> None:
    """Look at the mail relay before anything is sent: does it answer, let us in, suffice?

    It signs in as for a send, and sends nothing. With a bulletin, its largest message is compared
    with what the relay takes. The status is 1 where something is wrong.

    \b
    Example:
        ebulletin doctor --people 500
    """
    import json
    import os

    from ebulletin.delivery.doctor import Verdict
    from ebulletin.press.doctor import diagnose

    workspace = open_from(folder)
    slug = slug_of(bulletin) if bulletin else None
    found = []
    for each in diagnose(workspace, os.environ, slug=slug, people=people, asks_dns=network):
        found.append(each)
        if not as_json:
            click.echo(f"{each.verdict.value:<5}  {each.words}")
            if each.advice:
                click.echo(f"       {each.advice}")
    if as_json:
        told = [
            {"verdict": each.verdict.value, "words": each.words, "advice": each.advice}
            for each in found
        ]
        click.echo(json.dumps({"remarks": told}, ensure_ascii=False))
    if any(each.verdict is Verdict.WRONG for each in found):
        raise click.exceptions.Exit(1)
