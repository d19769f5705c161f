"""The command that starts a workspace."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

import click

_NAME = "Millbrook Safeguarding Children Partnership"
_EMPTY_FOLDERS = ("items/resources", "items/qa", "items/priorities", "items/assets", "templates")
# Kept without a dot, as packaging tools pass over some names with one.
_WITH_A_DOT = {
    "gitignore.txt": ".gitignore",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "vscode": ".vscode",
}
_COURSE_AFTER = timedelta(weeks=4)
_LEAST_NOTICE = timedelta(days=7)
_WEDNESDAY = 2


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--name", help="The partnership's full name.")
@click.option("--short-name", help="The name in short, such as its initials.")
@click.option("--date", "day", metavar="DATE", help="The date of the first edition.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; take the answers offered.")
def command(
    folder: str, name: str | None, short_name: str | None, day: str | None, yes: bool
) -> None:
    """Start a workspace: a small one that checks and builds at once.

    Its numbers and addresses are invented; put yours in their place.

    \b
    Example:
        ebulletin init my-bulletins
    """
    root = Path(folder)
    if (root / "partnership.yaml").exists():
        raise click.ClickException(
            f"{root.resolve()} is a workspace already. Look at it with `ebulletin list`."
        )
    first_day = _first_day(day)
    name = name or (_NAME if yes else click.prompt("The partnership's full name", default=_NAME))
    short_name = short_name or (
        _initials(name) if yes else click.prompt("Its name in short", default=_initials(name))
    )
    written = _copy(root, _words(name, short_name, first_day))
    click.echo(f"Started a workspace in {root.resolve()} ({written} files).\n")
    if folder != ".":
        click.echo(f"Go there:             cd {folder}")
    click.echo("Check everything:     ebulletin check")
    click.echo("Build the first one:  ebulletin build first-bulletin")
    click.echo(
        "Then put your own numbers into items/contacts/ and your name into partnership.yaml."
    )


def _first_day(day: str | None) -> date:
    from ebulletin.commands.questions import in_words
    from ebulletin.values.dates import parse_date
    from ebulletin.values.errors import BadValueError

    if day is not None:
        try:
            return parse_date(day)
        except BadValueError as error:
            raise click.BadParameter(in_words(error), param_hint="--date") from error
    # The one place that reads the clock: a first guess, which the officer may change.
    soon = datetime.now(ZoneInfo("Europe/London")).date() + _LEAST_NOTICE
    return soon + timedelta(days=(_WEDNESDAY - soon.weekday()) % 7)


def _initials(name: str) -> str:
    capitals = "".join(word[0] for word in re.findall(r"[A-Z]\w*", name))
    return capitals or name[:8]


def _words(name: str, short_name: str, day: date) -> dict[str, str]:
    from ebulletin.editing import quoted_if_needed
    from ebulletin.values.dates import month_words

    return {
        "name": quoted_if_needed(name),
        "short_name": quoted_if_needed(short_name),
        "team_name": quoted_if_needed(f"{short_name} team"),
        "series_name": quoted_if_needed(f"{short_name} e-bulletin"),
        "bulletin_day": day.isoformat(),
        "course_day": (day + _COURSE_AFTER).isoformat(),
        "verified": (day - _LEAST_NOTICE).isoformat(),
        "edition": month_words(day),
    }


def _copy(root: Path, words: dict[str, str]) -> int:
    starter = Path(__file__).parent.parent / "starter"
    count = 0
    for source in sorted(starter.rglob("*")):
        if source.is_dir() or source.suffix == ".py" or "__pycache__" in source.parts:
            continue
        relative = source.relative_to(starter)
        first, *rest = relative.parts
        target = root.joinpath(_WITH_A_DOT.get(first, first), *rest)
        if target.exists():
            # Somebody's own file is never written over.
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        target.write_text(Template(text).safe_substitute(words), encoding="utf-8", newline="\n")
        count += 1
    for folder in _EMPTY_FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    return count
