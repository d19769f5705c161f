"""The command that exports a bulletin for mailing tools, Outlook, Word, walls and calendars."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import from_here, open_from, show_findings, slug_of

if TYPE_CHECKING:
    from ebulletin.press.exporting import ExportedVariant


def _list_tools(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from ebulletin.press.export_forms import targets

    formatter = ctx.make_formatter()
    with formatter.section("Exports"):
        formatter.write_dl([(each.name, each.about) for each in targets().values()])
    click.echo(formatter.getvalue().rstrip())
    ctx.exit()


def _show_fields(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is None or ctx.resilient_parsing:
        return
    from ebulletin.press.export_forms import fields_table

    name, rows, facts = fields_table(value)
    width = max(len(row[0]) for row in rows)
    click.echo(f"{name}:")
    for ours, theirs in rows:
        click.echo(f"  {ours.ljust(width)}  {theirs}")
    for each in facts:
        click.echo(f"\n{each}")
    ctx.exit()


@click.command("export")
@click.argument("bulletin")
@click.option(
    "--for",
    "target",
    metavar="TOOL",
    required=True,
    help="A mailing tool or a sort of file; --list-tools shows them all.",
)
@click.option("--variant", metavar="NAME", help="Only this variant, such as public.")
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="The folder that takes the place of out/exports.",
)
@click.option(
    "--images-at",
    "pictures_at",
    metavar="URL",
    help="Where pictures will be on the web, for tools that take none with the HTML.",
)
@click.option("--draft", is_flag=True, help="Before sign-off, to look at: everything says DRAFT.")
@click.option(
    "--without-attachments",
    is_flag=True,
    help="Go on where the tool cannot send the files that the text speaks of.",
)
@click.option("--check-only", is_flag=True, help="Say what would be wrong, and write nothing.")
@click.option(
    "--list-tools",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_tools,
    help="Show every export, and stop.",
)
@click.option(
    "--fields",
    metavar="TOOL",
    is_eager=True,
    expose_value=False,
    callback=_show_fields,
    help="Show what our merge fields become there, and stop.",
)
@click.pass_obj
def command(
    folder: str | None, bulletin: str, target: str, variant: str | None, out: str | None,
    pictures_at: str | None, draft: bool, without_attachments: bool, check_only: bool,
) -> None:  # fmt: skip
    """Export an approved bulletin for a mailing tool, Outlook, Word, a wall or a calendar.

    Everything for one variant stands in one folder, with IMPORT-STEPS.txt, which says what to
    click, and a manifest of its files. Words that the tool would read as code are written so that
    it does not, or told with file and line. The status is 1 if something could not be exported.

    \b
    Example:
        ebulletin export 2026-09-lantern --for mailchimp --draft
    """
    from pathlib import Path

    from ebulletin.press.exporting import Request, export

    if pictures_at is not None and not pictures_at.startswith("https://"):
        raise click.BadParameter("Give an address that begins with https://.",
                                 param_hint="--images-at")  # fmt: skip
    workspace = open_from(folder)
    request = Request(
        target, variant, Path(out) if out else None, draft, check_only, pictures_at,
        without_attachments,
    )  # fmt: skip
    made = export(workspace, slug_of(bulletin), request)
    for each in made:
        _show(each, is_trial=check_only)
    if any(each.findings for each in made):
        raise click.exceptions.Exit(1)


def _show(made: "ExportedVariant", *, is_trial: bool) -> None:
    if made.findings:
        show_findings(made.findings, to_stderr=True)
        click.echo(
            f"{made.variant}: not exported. Mend the errors above, then try again.", err=True
        )
        return
    for note in made.exported.notes:
        click.echo(f"{made.variant}: note: {note}", err=True)
    if is_trial:
        click.echo(f"{made.variant}: nothing is wrong. Nothing was written.")
        return
    click.echo(f"{made.variant}:")
    top = [name for name in made.exported.files if "/" not in name]
    for name in top:
        click.echo(f"  {from_here(made.folder / name)}")
    for inner in dict.fromkeys(n.partition("/")[0] for n in made.exported.files if "/" in n):
        count = sum(name.startswith(f"{inner}/") for name in made.exported.files)
        files = "1 file" if count == 1 else f"{count} files"
        click.echo(f"  {from_here(made.folder / inner)}  ({files})")
