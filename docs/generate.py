"""Writes docs/reference/ from the code, so that it cannot say what the product does not do.

python docs/generate.py            writes the pages
python docs/generate.py --check    says which are stale, and writes nothing
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path

import click

from ebulletin.audit.run import catalogue as audit_catalogue
from ebulletin.bulletins.model import Plan
from ebulletin.checks.rule import Rule, Stage
from ebulletin.checks.run import catalogue
from ebulletin.cli import cli
from ebulletin.export.notify import TOOL as NOTIFY
from ebulletin.export.tools import tools
from ebulletin.items.base import ItemBase
from ebulletin.items.model import KINDS, SHORTHANDS
from ebulletin.press.export_forms import fields_table, targets
from ebulletin.settings import Partnership
from ebulletin.source import read_yaml_source
from ebulletin.templates.tokens import COLOUR_NAMES
from field_tables import described, inner_shapes, title_of
from value_tables import values_page

REFERENCE = Path(__file__).parent / "reference"
THEMES = Path(__file__).parent.parent / "src/ebulletin/templates/themes"
# Help is wrapped here, so that a page fits beside its menu.
HELP_WIDTH = 88

STAGES: Mapping[Stage, str] = {
    Stage.FILE: "one file",
    Stage.SET: "the whole workspace",
    Stage.BULLETIN: "a bulletin in each variant",
    Stage.BUILT: "the finished files of a variant",
    Stage.LIST: "a spreadsheet of recipients",
    Stage.SEND: "the moment of sending",
    Stage.NET: "links over the network, only when asked",
}
FIXES = {
    "auto": "The tool can mend it.",
    "offer": "The tool offers replacements; you choose.",
    "no": "A person mends it.",
}
GROUP_TITLES = {
    "ITM": "Items and files", "BUL": "Bulletins", "DAT": "Dates", "CON": "Contacts",
    "LNK": "Links", "SAF": "Safety", "TXT": "Words", "A11": "Accessibility", "IMG": "Pictures",
    "SIZ": "Sizes", "MRG": "Merge fields", "REC": "Lists of recipients",
}  # fmt: skip
PROOFS = {
    "parser": "Read again",
    "syntax": "Form only",
    "account": "Only an account can tell",
}
# What each colour is for; a colour without a line here fails the run.
COLOUR_USES = {
    "page": "behind everything",
    "surface": "behind text",
    "tint": "panels, stripes of tables",
    "accent_tint": "reminders, actions",
    "danger_tint": "the safety block",
    "text": "words",
    "muted": "facts and footers",
    "heading": "headings",
    "link": "links, always underlined",
    "accent": "labels and bars",
    "danger": "the rule round the safety block",
    "brand": "the band at the top",
    "on_brand": "words on the band",
    "button": "buttons",
    "on_button": "words on buttons",
    "edge": "borders that matter",
    "rule": "lines that only divide",
}


_CONTENTS = (
    ("Commands", "commands.md", "every command and option"),
    ("Items", "items.md", "the fields of the six kinds"),
    ("Bulletins", "bulletins.md", "the fields of a bulletin, its sections and its meeting"),
    ("partnership.yaml", "partnership.md", "the settings of a workspace"),
    ("How values are written", "values.md", "dates, times, amounts, numbers, people"),
    ("Checks", "checks.md", "every check, with what fires it and what does not"),
    ("What an audit looks for", "audit.md", "every rule of `ebulletin audit`"),
    ("Themes", "themes.md", "the colours of the built-in themes"),
    (
        "Exports",
        "exports.md",
        "every export, and what merge fields become in each tool",
    ),
)


def index_page() -> Iterator[str]:
    """What the reference holds."""
    yield "# Reference"
    yield "Written from the code by `make docs-reference`; a test fails when a page is stale."
    rows = [f"| [{title}]({page}) | {about} |" for title, page, about in _CONTENTS]
    yield "\n".join(("| Page | Lists |", "| --- | --- |", *rows))


def commands_page() -> Iterator[str]:
    """Every command's own help."""
    yield "# Commands"
    yield "What `--help` says of each. Every command also takes `-h`."
    context = click.Context(cli, info_name="ebulletin", terminal_width=HELP_WIDTH)
    yield from _help(cli, context, level=2)


def _help(command: click.Command, context: click.Context, *, level: int) -> Iterator[str]:
    yield f"{'#' * level} {context.command_path}"
    yield f"```text\n{command.get_help(context).rstrip()}\n```"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is None:
                raise LookupError(f"{context.command_path} lists {name!r} but has no such command")
            below = click.Context(inner, info_name=name, parent=context, terminal_width=HELP_WIDTH)
            yield from _help(inner, below, level=min(level + 1, 4))


def items_page() -> Iterator[str]:
    """The fields of every kind."""
    yield "# Items"
    yield (
        "One item is one Markdown file under `items/`, with these fields between two `---` lines. "
        "[Write an item](../how-to/items.md) shows how."
    )
    short = "; ".join(
        f"`kind: {word}` is short for `kind: {kind}` with `type: {sort}`"
        for word, (kind, sort) in SHORTHANDS.items()
    )
    yield f"{short[0].upper()}{short[1:]}."
    yield "## Fields of every kind"
    shared = set(ItemBase.model_fields)
    yield from described(ItemBase, heading=None, without={"body"}, filled_in={"id"})
    for word, shape in KINDS.items():
        yield f"## {word}"
        yield from described(shape, heading=None, without=shared)
    yield "## Groups of fields"
    yield from _inner([ItemBase, *KINDS.values()])


def bulletins_page() -> Iterator[str]:
    """The fields of a bulletin file."""
    yield "# Bulletins"
    yield (
        "One edition is one YAML file under `bulletins/`. "
        "[Put a bulletin together](../how-to/bulletins.md) shows how."
    )
    yield "## Fields of a bulletin"
    yield from described(Plan, heading=None, without={"slug"})
    yield "## Groups of fields"
    yield from _inner([Plan])


def partnership_page() -> Iterator[str]:
    """The fields of partnership.yaml."""
    yield "# partnership.yaml"
    yield "It marks a workspace and says who you are. Passwords never stand in it."
    yield "## Fields"
    yield from described(Partnership, heading=None)
    yield "## Groups of fields"
    yield from _inner([Partnership])


def _inner(shapes: list[type]) -> Iterator[str]:
    """The shapes that stand inside others, in the order in which they are first met."""
    for shape in inner_shapes(shapes):
        yield from described(shape, heading=f"### {title_of(shape)}")


def checks_page() -> Iterator[str]:
    """Every check of the catalogue."""
    yield "# Checks"
    yield (
        "`ebulletin explain CODE` shows the same. A code never changes its meaning. "
        "[Read and answer findings](../how-to/findings.md) says what to do with one."
    )
    group = ""
    for code, rule in catalogue().items():
        if code[:3] != group:
            group = code[:3]
            yield f"## {GROUP_TITLES[group]}"
        yield from _check(code, rule)


def _check(code: str, rule: Rule) -> Iterator[str]:
    yield f"### {code} {rule.name}"
    facts = [f"{str(rule.severity).capitalize()}, on {STAGES[rule.stage]}.", FIXES[rule.fix]]
    if rule.is_locked:
        facts.append("It cannot be ignored.")
    if rule.needs_name:
        facts.append("Ignoring it needs the name of the person who looked.")
    if rule.is_opt_in:
        facts.append("It runs only with `style: {strict: yes}`.")
    yield " ".join(facts)
    yield rule.finds
    yield f"*Why:* {rule.why}"
    yield f"Fires:\n\n```text\n{rule.bad}\n```"
    yield f"Does not fire:\n\n```text\n{rule.good}\n```"


def themes_page() -> Iterator[str]:
    """The colours of the built-in themes."""
    yield "# Themes"
    yield (
        "Each colour is written `[light, dark]` in a theme's `theme.yaml`. "
        "[Change the looks](../how-to/looks.md) shows how to replace one."
    )
    for file in sorted(THEMES.glob("*/theme.yaml")):
        source, findings = read_yaml_source(file.read_text(encoding="utf-8"), file.name)
        if source is None or findings:
            raise ValueError(f"{file} cannot be read: {findings}")
        yield from _theme(file.parent.name, source.fields)


def _theme(name: str, fields: Mapping[str, object]) -> Iterator[str]:
    colours = fields["colours"]
    if not isinstance(colours, Mapping):
        raise TypeError(f"the colours of {name} are no map")
    yield f"## {name}"
    yield f"{fields['width']} px wide; corners of {fields['radius']} px."
    rows = ["| Colour | For | Light | Dark |", "| --- | --- | --- | --- |"]
    for colour in COLOUR_NAMES:
        light, dark = colours[colour]
        rows.append(f"| `{colour}` | {COLOUR_USES[colour]} | `{light}` | `{dark}` |")
    yield "\n".join(rows)


def exports_page() -> Iterator[str]:
    """Every export, and of each mailing tool its tags and what was verified."""
    yield "# Exports"
    yield (
        "`ebulletin export BULLETIN --for NAME`. [Take a bulletin to a mailing tool, Outlook, Word "
        "or a wall](../how-to/exports.md) shows how."
    )
    rows = [f"| `{each.name}` | {each.about} |" for each in targets().values()]
    yield "\n".join(("| Name | Gives |", "| --- | --- |", *rows))
    yield "## Mailing tools"
    yield (
        "*Read again* means that a reader of the tool's own public grammar, written for the tests, "
        "shows the same words. *Form only* means that every tag is closed and known. What only an "
        "account can tell is listed as such; look there first."
    )
    for tool in (*tools().values(), NOTIFY):
        yield f"### {tool.name}"
        _, fields, _ = fields_table(tool.id)
        lines = [f"| {_cell(ours)} | {_cell(theirs)} |" for ours, theirs in fields]
        yield "\n".join(("| Ours | There |", "| --- | --- |", *lines))
        yield "\n".join(f"- {PROOFS[each.known]}: {each.words}" for each in tool.facts)


def _cell(words: str) -> str:
    """Words as code inside a table, whose columns a bare stroke would part."""
    return f"<code>{escape(words).replace('|', '&#124;')}</code>"


def audit_page() -> Iterator[str]:
    """Every rule of an audit."""
    yield "# What an audit looks for"
    yield (
        "`ebulletin audit FILE` or `ebulletin audit BULLETIN`. "
        "[Audit an e-mail](../how-to/audit.md) says how. "
        "Where a check of bulletins looks for the same fault, the code is the same."
    )
    for code, rule in audit_catalogue().items():
        yield f"## {code} {rule.name}"
        after = f" After {rule.source}." if rule.source else ""
        yield f"{str(rule.severity).capitalize()}.{after}"
        yield f"{escape(rule.finds, quote=False)}"
        yield f"*Why:* {rule.why}"
        yield f"Fires:\n\n```text\n{rule.bad}\n```"
        yield f"Does not fire:\n\n```text\n{rule.good}\n```"


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "index.md": index_page,
    "commands.md": commands_page,
    "items.md": items_page,
    "bulletins.md": bulletins_page,
    "partnership.md": partnership_page,
    "values.md": values_page,
    "checks.md": checks_page,
    "themes.md": themes_page,
    "audit.md": audit_page,
    "exports.md": exports_page,
}


def written(name: str) -> str:
    """The text of one page."""
    return "\n\n".join(PAGES[name]()) + "\n"


def stale_pages() -> list[str]:
    """Names of pages that do not say what the code says."""
    return [name for name in PAGES if _on_disk(name) != written(name)]


def _on_disk(name: str) -> str | None:
    page = REFERENCE / name
    return page.read_text(encoding="utf-8") if page.exists() else None


def main(words: list[str]) -> int:
    """Write the pages, or with --check only say which are stale."""
    stale = stale_pages()
    if "--check" in words:
        print("\n".join(stale) or "The reference is fresh.")
        return 1 if stale else 0
    REFERENCE.mkdir(exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(written(name), encoding="utf-8", newline="\n")
        print(f"wrote docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
