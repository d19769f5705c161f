"""The command that builds the website of all published editions."""

import click

from ebulletin.commands.opening import from_here, open_from

# Fewer editions are done before anyone could read a counter.
_MANY = 20


@click.command("archive")
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="The folder that takes the place of out/archive.",
)
@click.option(
    "--professional", is_flag=True,
    help="Build the pages for professionals instead, for a site that asks for a sign-in.",
)  # fmt: skip
@click.option("--no-search", is_flag=True, help="Leave the search page out.")
@click.option("--anew", is_flag=True, help="Make every page anew, not only what has changed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, out: str | None, professional: bool, no_search: bool, anew: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Build the website of all published editions: a folder of files for any web server.

    It holds what was approved, for anyone to read: every edition, a page for each item, training
    dates, contacts, a news feed and search. Only what has changed is made again.

    \b
    Example:
        ebulletin approve 2026-09-lantern --as "Owen Tansley" --yes
        ebulletin archive
    """
    import sys
    from pathlib import Path

    from ebulletin.press.archiving import build_archive

    def tell(done: int, of_all: int) -> None:
        if sys.stderr.isatty() and of_all > _MANY:
            click.echo(f"\rEditions: {done} of {of_all}", err=True, nl=done == of_all)

    result = build_archive(
        open_from(folder), out=Path(out) if out else None, is_public=not professional,
        with_search=not no_search, is_whole=anew, tell=tell,
    )  # fmt: skip
    if as_json:
        import json

        record = {
            "folder": str(result.folder),
            "editions": result.editions,
            "written": list(result.built.written),
            "removed": list(result.built.removed),
            "kept": result.built.kept,
        }
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    number = result.editions
    click.echo(from_here(result.folder / "index.html"))
    click.echo(
        f"{number} edition{'' if number == 1 else 's'}: {len(result.built.written):,} files made, "
        f"{len(result.built.removed):,} taken away, {result.built.kept:,} as they were.",
        err=True,
    )
    if not result.has_feed and not professional:
        click.echo(
            "There is no feed and no site map, because partnership.yaml has no archive_url.",
            err=True,
        )
