"""The command that builds bulletins."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import (
    from_here,
    newest_bulletin,
    open_from,
    show_findings,
    slug_of,
)

if TYPE_CHECKING:
    from ebulletin.findings import Finding
    from ebulletin.press.building import BuildResult
    from ebulletin.workspace import Workspace

_FORMATS = ("html", "text", "web")


def _formats(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    for each in chosen:
        if each not in _FORMATS:
            raise click.BadParameter(f"{each!r} is no format. Choose from: {', '.join(_FORMATS)}.")
    return chosen or _FORMATS


@click.command("build")
@click.argument("bulletin", required=False)
@click.option("--all", "every", is_flag=True, help="Build every bulletin of the workspace.")
@click.option("--variant", metavar="NAME", help="Build only this variant, such as public.")
@click.option(
    "--format", "formats", default="html,text,web", show_default=True, callback=_formats,
    metavar="LIST", help="What to build, with commas: html (the e-mail), text, web (the page).",
)  # fmt: skip
@click.option(
    "--out",
    "out",
    type=click.Path(file_okay=False),
    help="The folder that takes the place of out/.",
)
@click.option(
    "--summary", "sums_up", is_flag=True,
    help="Also print what each item takes of the e-mail, the largest first.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.pass_obj
def command(
    folder: str | None, bulletin: str | None, every: bool, variant: str | None,
    formats: tuple[str, ...], out: str | None, sums_up: bool, quiet: bool,
) -> None:  # fmt: skip
    """Build a bulletin: the e-mail, its plain text and the web page, for each variant.

    Without a name the newest bulletin is built. What is not for a variant is left out of all its
    files. The status is 1 if there is an error.

    \b
    Example:
        ebulletin build 2026-09-lantern --variant public
    """
    from pathlib import Path

    from ebulletin.press.building import build

    workspace = open_from(folder)
    slugs = _chosen(workspace, bulletin, every)
    failed = False
    told: set[Finding] = set()
    for slug in slugs:
        result = build(
            workspace, slug, variant=variant, formats=formats,  # type: ignore[arg-type]
            out=Path(out) if out else None,
        )  # fmt: skip
        _show(result, told, is_quiet=quiet)
        if sums_up:
            _sum_up(result)
        failed = failed or bool(result.report.errors)
    if failed:
        raise click.exceptions.Exit(1)
    if not quiet:
        click.echo("\nNo errors. Open the .html files in a browser.", err=True)
        click.echo("`ebulletin check` gives advice on words, dates and links as well.", err=True)


def _chosen(workspace: "Workspace", bulletin: str | None, every: bool) -> list[str]:
    if every and bulletin:
        raise click.UsageError("Name a bulletin or say --all, not both.")
    if every:
        return sorted([*workspace.plans, *workspace.unread_plans])
    if bulletin:
        return [slug_of(bulletin)]
    for path in workspace.unread_plans.values():
        raise click.ClickException(
            f"{path} cannot be read, so it is not known which bulletin is the newest. "
            "Mend it (`ebulletin check` says how), or name the bulletin to build."
        )
    newest = newest_bulletin(workspace)
    if newest is None:
        raise click.UsageError("There is no bulletin yet. Start one with `ebulletin new bulletin`.")
    return [newest]


def _show(result: "BuildResult", told: set["Finding"], *, is_quiet: bool) -> None:
    """Print what a build gave; a finding about a file that several bulletins share comes once."""
    wanted = result.report.errors if is_quiet else result.report.findings
    show_findings((each for each in wanted if each not in told), to_stderr=True)
    told.update(wanted)
    if result.is_refused:
        click.echo(f"{result.slug}: not built. Mend the errors above, then build again.", err=True)
        return
    for variant in result.variants:
        if variant.is_withheld:
            click.echo(
                f"{result.slug}, {variant.name}: taken away again, because of the errors above.",
                err=True,
            )
            continue
        click.echo(f"{result.slug}, {variant.name}:")
        for name, size in variant.sizes.items():
            click.echo(f"  {from_here(variant.folder / name)}  ({_kilobytes(size)})")


def _sum_up(result: "BuildResult") -> None:
    from ebulletin.press.summary import lines_of, read_summary

    for variant in result.variants:
        summary = read_summary(variant.folder / "email.html") if variant.sizes else None
        if summary is not None:
            click.echo(f"\n{result.slug}, {variant.name}: bytes of the e-mail, part of the limit")
            click.echo("\n".join(lines_of(summary)))


def _kilobytes(size: int) -> str:
    return f"{size:,} bytes" if size < 1024 else f"{size / 1024:.1f} KB"
