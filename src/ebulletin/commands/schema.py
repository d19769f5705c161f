"""The command that writes JSON Schemas for editors."""

from pathlib import Path

import click

_KINDS = ("update", "event", "resource", "qa", "priority", "contact")
_ALL = (*_KINDS, "bulletin", "partnership", "report", "audit")


@click.command("schema")
@click.argument("what", required=False, type=click.Choice(_ALL))
@click.option("--out", type=click.Path(file_okay=False), help="Write all of them into this folder.")
def command(what: str | None, out: str | None) -> None:
    """Write the JSON Schema of a kind of file, so that an editor can complete and check fields.

    `report` is the schema of what `ebulletin check --format json` prints, `audit` that of
    `ebulletin audit --format json`.

    \b
    Example:
        ebulletin schema --out .schemas
    """
    import json

    from ebulletin.schemas import item_schema, partnership_schema, plan_schema

    if what is None and out is None:
        raise click.UsageError(
            "Name one, such as `ebulletin schema event`, or write all with --out FOLDER."
        )

    def schema(name: str) -> str:
        if name == "bulletin":
            found = plan_schema()
        elif name == "partnership":
            found = partnership_schema()
        elif name == "report":
            from ebulletin.commands.reports import report_schema

            found = report_schema()
        elif name == "audit":
            from ebulletin.commands.audit_report import audit_schema

            found = audit_schema()
        else:
            found = item_schema(name)
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

    if what is not None:
        click.echo(schema(what), nl=False)
    if out is not None:
        folder = Path(out)
        folder.mkdir(parents=True, exist_ok=True)
        for name in _ALL:
            target = folder / f"{name}.schema.json"
            target.write_text(schema(name), encoding="utf-8", newline="\n")
            click.echo(target)
