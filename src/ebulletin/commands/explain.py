"""The command that explains a check."""

import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ebulletin.audit.model import AuditRule
    from ebulletin.checks.rule import Rule

_FIXES = {
    "auto": "The tool can mend it by itself.",
    "offer": "The tool offers replacements, and you choose.",
    "no": "Only a person can mend it.",
}


@click.command("explain")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List every check in one line each.")
def command(code: str | None, every: bool) -> None:
    """Explain a check: what it finds, why it matters, and an example of each kind.

    \b
    Example:
        ebulletin explain DAT101
    """
    from ebulletin.audit.run import catalogue as audit_catalogue
    from ebulletin.checks.run import catalogue
    from ebulletin.values.choices import nearest

    checks, audits = catalogue(), audit_catalogue()
    known = sorted({*checks, *audits})
    if every:
        for each in known:
            click.echo(_in_one_line(each, checks.get(each), audits.get(each)))
        return
    if code is None:
        raise click.UsageError("Name a check, such as `ebulletin explain DAT101`, or say --all.")
    name = code.upper()
    if name not in known:
        close = nearest(name, known)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise click.UsageError(
            f"There is no check {code!r}.{hint} `ebulletin explain --all` lists them."
        )
    told = [_explained(checks[name])] if name in checks else []
    if name in audits:
        told.append(_explained_audit(audits[name]))
    click.echo("\n\n".join(told))


def _in_one_line(code: str, check: "Rule | None", audit: "AuditRule | None") -> str:
    rule, stage = (check, str(check.stage)) if check is not None else (audit, "audit")
    assert rule is not None
    return f"{code}  {rule.severity!s:<8} {stage:<9} {rule.name}"


def _explained(rule: "Rule") -> str:
    lines = [f"{rule.code} {rule.name} ({rule.severity})", ""]
    lines += [*_wrapped("What", rule.finds), *_wrapped("Why", rule.why)]
    lines += [*_wrapped("Wrong", rule.bad), *_wrapped("Right", rule.good)]
    lines += [*_wrapped("Mending", _FIXES[rule.fix]), *_wrapped("Ignoring", _ignoring(rule))]
    return "\n".join(lines)


def _explained_audit(rule: "AuditRule") -> str:
    lines = [f"{rule.code} {rule.name} ({rule.severity}), in `ebulletin audit`", ""]
    lines += [*_wrapped("What", rule.finds), *_wrapped("Why", rule.why)]
    lines += [*_wrapped("Wrong", rule.bad), *_wrapped("Right", rule.good)]
    if rule.source:
        lines += _wrapped("After", f"{rule.source}.")
    return "\n".join(lines)


def _ignoring(rule: "Rule") -> str:
    if rule.is_locked:
        return "It cannot be ignored."
    if rule.needs_name:
        return "Only with a reason (`why`) and the name of the person who looked (`by`)."
    return f"With a reason: ignore: [{{code: {rule.code}, why: At least ten characters.}}]"


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, width=90, initial_indent=f"{label + ':':<10}", subsequent_indent=" " * 10,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
