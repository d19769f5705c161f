"""The command that audits any e-mail, or the e-mails of a bulletin."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import counted, from_here, show_findings

if TYPE_CHECKING:
    from ebulletin.audit.run import Audit
    from ebulletin.audit.support.clients import Mix
    from ebulletin.commands.audit_report import AuditReport
    from ebulletin.findings import Finding

_ENDINGS = (".html", ".htm", ".xhtml", ".eml", ".mht", ".mhtml", ".txt", ".msg", ".pdf")
_CODES = "CODES"
_LONG = 1024 * 1024  # bytes of HTML, about two seconds
_HERE = "partnership.yaml, delivery: client_mix"


def _codes(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip().upper() for each in value for part in each.split(",") if part.strip())


def _shares(_ctx: click.Context, _param: click.Parameter, value: str) -> dict[str, float]:
    """`outlook=60,gmail=40` as a map."""
    shares: dict[str, float] = {}
    for part in filter(None, (each.strip() for each in value.split(","))):
        name, sign, number = part.partition("=")
        try:
            shares[name.strip()] = float(number.strip().removesuffix("%"))
        except ValueError:
            sign = ""
        if not sign:
            raise click.BadParameter(
                f"{part!r} is no share. Write programs with numbers: outlook=60,gmail=40."
            )
    return shares


@click.command("audit")
@click.argument("what", required=False, metavar="[FILE|BULLETIN]")
@click.option("--variant", metavar="NAME", help="Of a bulletin: only this variant.")
@click.option(
    "--clients", default="", callback=_shares, metavar="SHARES",
    help="The readers' mail programs with their shares: outlook=60,apple=25,gmail=15. By default "
    "those of `delivery: client_mix`, else an estimate.",
)  # fmt: skip
@click.option(
    "--select", "chosen", multiple=True, callback=_codes, metavar=_CODES,
    help="Show only these: codes or their beginnings, with commas (A11,AUD1).",
)  # fmt: skip
@click.option(
    "--ignore", "dropped", multiple=True, callback=_codes, metavar=_CODES,
    help="Leave these out.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to print: for people, or for programs.",
)  # fmt: skip
@click.option(
    "--save-html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Of a message: also write its HTML as mail programs see it.",
)  # fmt: skip
@click.pass_obj
def command(
    folder: str | None, what: str | None, variant: str | None, clients: dict[str, float],
    chosen: tuple[str, ...], dropped: tuple[str, ...], strict: bool, layout: str,
    save_html: Path | None,
) -> None:  # fmt: skip
    """Say what keeps an e-mail from its readers: any .html or .eml file, or one of your bulletins.

    It looks at accessibility, at what mail programs leave out, and at weight and trackers, without
    the network. For a bulletin it says in which item and line a fault was written; without a name
    the newest bulletin is audited. The status is 1 if there is an error, with --strict also if
    there is a warning.

    \b
    Example:
        ebulletin audit 2026-09-lantern --variant public
    """
    from ebulletin.commands.audit_report import AuditReport

    _refuse_unknown_codes((*chosen, *dropped))
    if what is not None and _is_file(what):
        if variant is not None:
            raise click.UsageError("--variant goes with a bulletin, and not with a file.")
        done = _of_file(Path(what), _mix(clients, folder))
        result = AuditReport.of_file(done)
    else:
        done = None
        result = _of_bulletin(folder, what, variant, clients)
    if save_html is not None:
        _save(done, save_html)
    shown = result.only(lambda each: _is_shown(each, chosen, dropped))
    if layout == "json":
        click.echo(shown.as_json())
    else:
        _show(shown)
    raise click.exceptions.Exit(1 if any(_fails(each, strict) for each in shown.findings) else 0)


def _is_file(what: str) -> bool:
    path = Path(what)
    if path.suffix.lower() in (".yaml", ".yml"):
        return False
    if path.is_file():
        return True
    if path.is_dir():
        raise click.UsageError(
            f"{what!r} is a folder. Name one file in it, such as email.html, or a bulletin."
        )
    if path.suffix.lower() in _ENDINGS:
        raise click.UsageError(
            f"There is no file {what!r}. Write its path from the current folder."
        )
    return False


def _of_file(path: Path, mix: "Mix") -> "Audit":
    from ebulletin.audit.load import load_email
    from ebulletin.audit.run import audit

    email = load_email(path, from_here(path))
    if email.size_in_bytes > _LONG:
        megabytes = email.size_in_bytes / 1024 / 1024
        click.echo(f"This e-mail has {megabytes:.0f} MB of HTML; that takes a while.", err=True)
    return audit(email, mix)


def _of_bulletin(
    folder: str | None, what: str | None, variant: str | None, clients: dict[str, float]
) -> "AuditReport":
    from ebulletin.audit.support.clients import read_mix
    from ebulletin.commands.audit_report import AuditReport
    from ebulletin.commands.opening import newest_bulletin, open_from, slug_of
    from ebulletin.press.auditing import audit_bulletin

    workspace = open_from(folder)
    slug = slug_of(what) if what else newest_bulletin(workspace)
    if slug is None:
        raise click.UsageError("There is no bulletin yet. Start one with `ebulletin new bulletin`.")
    delivery = workspace.settings.delivery if workspace.settings else None
    mix = read_mix(clients) if clients else read_mix(delivery.client_mix if delivery else {}, _HERE)
    return AuditReport.of_bulletin(audit_bulletin(workspace, slug, mix, variant), mix)


def _mix(clients: dict[str, float], folder: str | None) -> "Mix":
    """The mix for a file: what was typed, that of a workspace round it, or the usual one."""
    from ebulletin.audit.support.clients import read_mix

    if clients:
        return read_mix(clients)
    from ebulletin.settings import parse_settings
    from ebulletin.workspace import find_root
    from ebulletin.workspace.opening import NoWorkspaceError

    try:
        root = find_root(Path(folder) if folder else Path.cwd())
    except NoWorkspaceError:
        return read_mix({})
    text = (root / "partnership.yaml").read_text(encoding="utf-8", errors="replace")
    settings, _, _ = parse_settings(text)
    if settings is None:
        click.echo(
            "partnership.yaml has errors (`ebulletin check` says which), so the shares of mail "
            "programs in it are not used.", err=True,
        )  # fmt: skip
    delivery = settings.delivery if settings else None
    return read_mix(delivery.client_mix if delivery else {}, _HERE)


def _save(done: "Audit | None", target: Path) -> None:
    if done is None:
        raise click.UsageError("--save-html goes with a file; `ebulletin build` writes a bulletin.")
    target.write_text(done.email.html, encoding="utf-8", newline="")
    click.echo(f"Wrote {from_here(target)}.", err=True)


def _refuse_unknown_codes(codes: Iterable[str]) -> None:
    """A misspelt code would otherwise look like a clean result."""
    if not codes:
        return
    from ebulletin.audit.run import catalogue

    for code in codes:
        if not any(each.startswith(code) for each in catalogue()):
            raise click.UsageError(
                f"No rule of an audit has the code {code!r} or begins with it. "
                "The page 'What an audit looks for' lists them."
            )


def _is_shown(finding: "Finding", chosen: tuple[str, ...], dropped: tuple[str, ...]) -> bool:
    if chosen and not finding.code.startswith(chosen):
        return False
    return not (dropped and finding.code.startswith(dropped))


def _fails(finding: "Finding", strict: bool) -> bool:
    return finding.severity == "error" or (strict and finding.severity == "warning")


def _show(result: "AuditReport") -> None:
    show_findings(result.findings)
    if result.findings:
        click.echo(f"\nFound {counted(result.findings)}.", err=True)
        click.echo("`ebulletin explain CODE` says more about each.", err=True)
    else:
        click.echo("Nothing found. A person must still read it, with pictures off too.", err=True)
    for line in result.notes():
        click.echo(line, err=True)
