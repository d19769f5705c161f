"""The commands that start an item or a bulletin."""

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ebulletin.commands.opening import as_typed, from_here, open_from
from ebulletin.commands.questions import (
    BODIES,
    FOLDERS,
    NOUNS,
    QUESTIONS,
    Question,
    in_words,
    parts_of,
    read_back,
)

if TYPE_CHECKING:
    from ebulletin.workspace import Workspace


@click.group("new")
def command() -> None:
    """Start an item or a bulletin; it asks one question at a time, and each has a flag.

    \b
    Example:
        ebulletin new item update
    """


@command.group("item")
def item() -> None:
    """Start an item of one of the six kinds.

    \b
    Example:
        ebulletin new item event --title "Safer recruitment" --date "10 November 2026"
    """


def _item_command(kind: str) -> click.Command:
    options: list[click.Parameter] = [
        click.Option(
            [question.flag], help=question.text,
            type=click.Choice(question.choices) if question.choices else None,
        )
        for question in QUESTIONS[kind]
    ]  # fmt: skip
    options += [
        click.Option(["--id", "item_id"], help="Its id; made from the title by default."),
        click.Option(["--yes", "-y", "yes"], is_flag=True, help="Ask nothing."),
    ]

    @click.pass_obj
    def start(folder: str | None, /, **given: Any) -> None:
        _start_item(open_from(folder), kind, given)

    return click.Command(
        kind,
        callback=start,
        params=options,
        help=(
            f"Start {NOUNS[kind]}: a file under items/{FOLDERS[kind]}/ that you fill in.\n\n"
            f"\b\nExample:\n    ebulletin new item {kind}"
        ),
        short_help=f"Start {NOUNS[kind]}.",
    )


for _kind in QUESTIONS:
    item.add_command(_item_command(_kind))


def _start_item(workspace: "Workspace", kind: str, given: dict[str, Any]) -> None:
    _refuse_no_id(given["item_id"], "--id")
    answers = {
        question.field: _answer(question, given.get(question.field), is_silent=given["yes"])
        for question in QUESTIONS[kind]
    }
    item_id = given["item_id"] or _slug(answers.get("title") or answers.get("name") or kind)
    if item_id in workspace.items:
        raise click.ClickException(
            f"There is an item {item_id!r} already: {workspace.items[item_id].source.path}. "
            "Give this one another id with --id."
        )
    path = workspace.root / "items" / FOLDERS[kind] / f"{item_id}.md"
    if path.exists():
        raise click.ClickException(f"{path} exists already. Give this item another id with --id.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_written(kind, answers), encoding="utf-8", newline="\n")
    click.echo(path)
    if BODIES[kind]:
        click.echo(
            "Write its text in place of the words in brackets, below the second ---.", err=True
        )
    if kind != "contact":
        click.echo("When it may be printed, set `status: ready`.", err=True)
    click.echo(f"Check it:             ebulletin check {as_typed(from_here(path))}", err=True)
    click.echo(f"Put it in a bulletin: ebulletin compose add BULLETIN {item_id}", err=True)


def _refuse_no_id(name: str | None, flag: str) -> None:
    """A name with spaces or slashes would be no id, or lie outside its folder."""
    from ebulletin.values.errors import BadValueError

    if name is not None:
        try:
            read_back(Question("id", "", sort="id"), name)
        except BadValueError as error:
            raise click.BadParameter(in_words(error), param_hint=flag) from error


def _answer(question: Question, given: str | None, *, is_silent: bool) -> str:
    from ebulletin.values.errors import BadValueError

    while True:
        if given is not None:
            answer = given
        elif is_silent:
            answer = question.default
        else:
            answer = click.prompt(
                question.text, default=question.default, err=True,
                show_default=bool(question.default),
                type=click.Choice(question.choices) if question.choices else None,
            )  # fmt: skip
        answer = str(answer).strip()
        if question.is_needed and not answer:
            if given is not None or is_silent:
                raise click.UsageError(f"{question.flag} is needed. It answers: {question.text}")
            continue
        if not answer:
            return ""
        try:
            shown = read_back(question, answer)
        except BadValueError as error:
            words = in_words(error)
            if given is not None or is_silent:
                raise click.BadParameter(words, param_hint=question.flag) from error
            click.echo(words, err=True)
            continue
        if question.sort in ("date", "when", "time") and not is_silent:
            click.echo(f"  That is {shown}.", err=True)
        return answer


def _slug(words: str) -> str:
    """An id made of words: without accents and apostrophes, with hyphens for all else."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(each for each in plain if not unicodedata.combining(each) and each not in "'’")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")
    return slug if len(slug) > 1 else "new-item"


def _written(kind: str, answers: dict[str, str]) -> str:
    from ebulletin.editing import quoted_if_needed

    lines = ["---", f"kind: {kind}"]
    url, contact = answers.pop("booking_url", ""), answers.pop("booking_contact", "")
    for field, answer in answers.items():
        question = next(each for each in QUESTIONS[kind] if each.field == field)
        if not answer:
            continue
        if question.sort == "list":
            lines.append(f"{field}: [{', '.join(parts_of(answer))}]")
        elif question.sort in ("phone", "email"):
            lines.append(f"{field}: [{quoted_if_needed(answer)}]")
        else:
            lines.append(f"{field}: {quoted_if_needed(answer)}")
    if url:
        lines.append(f"booking: {{method: link, url: {quoted_if_needed(url)}}}")
    elif contact:
        lines.append(f"booking: {{method: email, contact: {contact}}}")
    lines += [f"status: {'ready' if kind == 'contact' else 'draft'}", "---", ""]
    return "\n".join(lines) + BODIES[kind]


# --- Bulletins ------------------------------------------------------------------------------


@command.command("bulletin")
@click.option("--from-last", is_flag=True, help="Roll the last bulletin of the series forward.")
@click.option("--series", help="The series, as partnership.yaml names it.")
@click.option("--date", "day", metavar="DATE", help="Its date; everything counts from it.")
@click.option("--edition", help="Its label, such as October 2026; the month by default.")
@click.option("--slug", help="The name of its file; made from date and series by default.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.pass_obj
def bulletin(
    folder: str | None, from_last: bool, series: str | None, day: str | None,
    edition: str | None, slug: str | None, yes: bool,
) -> None:  # fmt: skip
    """Start a bulletin, empty or rolled forward from the last one of its series.

    Rolled forward, it drops what is past or expired, and says what it dropped and what to look
    at again. It starts as a draft.

    \b
    Example:
        ebulletin new bulletin --from-last --series lantern --date "28 October 2026"
    """
    from ebulletin.press import rolling

    workspace = open_from(folder)
    _refuse_no_id(slug, "--slug")
    known = tuple(workspace.shelf.settings.series)
    asked = Question("series", "Which series?", is_needed=True, default=known[0], choices=known)
    if series is not None and series not in known:
        raise click.BadParameter(
            f"There is no series {series!r}. Choose from: {', '.join(known)}.",
            param_hint="--series",
        )
    chosen = series or (known[0] if len(known) == 1 else _answer(asked, None, is_silent=yes))
    when = Question("date", "On which day does it go out?", is_needed=True, sort="date")
    written_day = _answer(when, day, is_silent=yes)
    started = rolling.start_bulletin(
        workspace, chosen, written_day, edition=edition, slug=slug, from_last=from_last
    )
    _save_bulletin(workspace, started.slug, started.text)
    for note in started.notes:
        click.echo(note, err=True)
    click.echo(f"Add items:            ebulletin compose add {started.slug} ITEM", err=True)
    click.echo(f"Build it:             ebulletin build {started.slug}", err=True)


def _save_bulletin(workspace: "Workspace", slug: str, text: str) -> None:
    path: Path = workspace.root / "bulletins" / f"{slug}.yaml"
    if path.exists():
        raise click.ClickException(
            f"bulletins/{slug}.yaml exists already. Give this one another name with --slug."
        )
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(path)
