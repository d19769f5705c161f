"""The command that adds, removes and moves items in a bulletin's file."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.opening import open_from, slug_of

if TYPE_CHECKING:
    from ebulletin.bulletins.load import PlanFile
    from ebulletin.bulletins.model import PlanSection
    from ebulletin.workspace import Workspace


@click.group("compose", invoke_without_command=False)
def command() -> None:
    """Show, add, remove and move the items of a bulletin; comments in its file stay.

    \b
    Example:
        ebulletin compose add 2026-09-lantern small-steps-podcast --section "Useful links"
    """


@command.command("show")
@click.argument("bulletin")
@click.pass_obj
def show(folder: str | None, bulletin: str) -> None:
    """Show the sections of a bulletin with the items that each names.

    \b
    Example:
        ebulletin compose show 2026-09-lantern
    """
    workspace = open_from(folder)
    _print_outline(_plan(workspace, bulletin))


@command.command("add")
@click.argument("bulletin")
@click.argument("item")
@click.option("--section", metavar="NAME", help="The section: its heading, its id or its number.")
@click.option("--before", metavar="ITEM", help="Put it before this item.")
@click.option("--after", metavar="ITEM", help="Put it after this item.")
@click.option("--brief", is_flag=True, help="Print only title, summary and web link.")
@click.pass_obj
def add(
    folder: str | None, bulletin: str, item: str, section: str | None,
    before: str | None, after: str | None, brief: bool,
) -> None:  # fmt: skip
    """Add an item to a section, at its end unless you say where.

    \b
    Example:
        ebulletin compose add 2026-09-lantern small-steps-podcast --section "Useful links"
    """
    workspace, item = open_from(folder), slug_of(item)
    plan_file = _plan(workspace, bulletin)
    _known_item(workspace, item)
    if item in plan_file.plan.named_items():
        raise click.UsageError(
            f"{item!r} is in {plan_file.plan.slug} already. "
            "Use `ebulletin compose move` to put it elsewhere."
        )
    _put(workspace, plan_file, item, section, before, after, is_brief=brief)


@command.command("remove")
@click.argument("bulletin")
@click.argument("item")
@click.pass_obj
def remove(folder: str | None, bulletin: str, item: str) -> None:
    """Take an item out of a bulletin; the item's own file stays.

    \b
    Example:
        ebulletin compose remove 2026-09-lantern inspection-letter
    """
    workspace, item = open_from(folder), slug_of(item)
    plan_file = _plan(workspace, bulletin)
    text, _ = _taken_out(plan_file, item)
    _save(workspace, plan_file, text)


@command.command("move")
@click.argument("bulletin")
@click.argument("item")
@click.option("--section", metavar="NAME", help="The section: its heading, its id or its number.")
@click.option("--before", metavar="ITEM", help="Put it before this item.")
@click.option("--after", metavar="ITEM", help="Put it after this item.")
@click.pass_obj
def move(
    folder: str | None, bulletin: str, item: str, section: str | None,
    before: str | None, after: str | None,
) -> None:  # fmt: skip
    """Move an item to another place in a bulletin.

    What its entry says of it, such as a label, goes with it.

    \b
    Example:
        ebulletin compose move 2026-09-lantern inspection-letter --before phone-lines-changeover
    """
    from ebulletin.bulletins.load import parse_plan

    workspace, item = open_from(folder), slug_of(item)
    plan_file = _plan(workspace, bulletin)
    if item in (before, after):
        raise click.UsageError(f"{item!r} cannot be moved next to itself. Name another item.")
    text, written = _taken_out(plan_file, item)
    without, _ = parse_plan(text, plan_file.source.path)
    assert without is not None, "taking an entry out keeps the file readable"
    _put(workspace, without, item, section, before, after, written=written)


# --- Finding places -------------------------------------------------------------------------


def _plan(workspace: "Workspace", bulletin: str) -> "PlanFile":
    from ebulletin.press.building import find_plan

    return find_plan(workspace, slug_of(bulletin))


def _known_item(workspace: "Workspace", item: str) -> None:
    from ebulletin.values.choices import nearest

    if item not in workspace.items:
        close = nearest(item, list(workspace.items))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise click.UsageError(
            f"There is no item {item!r}.{hint} `ebulletin list --items` shows them all."
        )


def _sections(plan_file: "PlanFile") -> list[tuple[str, int, "PlanSection"]]:
    plan = plan_file.plan
    return [
        *(("sections", index, section) for index, section in enumerate(plan.sections)),
        *(("sidebar", index, section) for index, section in enumerate(plan.sidebar)),
    ]


def _find(plan_file: "PlanFile", item: str) -> tuple[str, int, int]:
    for part, index, section in _sections(plan_file):
        for position, placed in enumerate(section.items):
            if placed.id == item:
                return part, index, position
    raise click.UsageError(
        f"{plan_file.plan.slug} does not name the item {item!r} in any section. "
        f"`ebulletin compose show {plan_file.plan.slug}` shows what it names."
    )


def _section(plan_file: "PlanFile", name: str | None) -> tuple[str, int]:
    sections = _sections(plan_file)
    if name is None:
        if len(sections) == 1:
            return sections[0][0], sections[0][1]
        raise click.UsageError(
            "Say which section with --section, or which item with --before or --after. "
            f"The sections are: {'; '.join(_names(plan_file))}."
        )
    if name.isdecimal() and 1 <= int(name) <= len(sections):
        part, index, _ = sections[int(name) - 1]
        return part, index
    for part, index, section in sections:
        if name.casefold() in ((section.heading or "").casefold(), section.id):
            return part, index
    raise click.UsageError(
        f"There is no section {name!r}. The sections are: {'; '.join(_names(plan_file))}."
    )


def _names(plan_file: "PlanFile") -> list[str]:
    return [
        f"{number} {section.heading or section.annex or section.id or '(no heading)'}"
        for number, (_, _, section) in enumerate(_sections(plan_file), start=1)
    ]


# --- Changing the file ----------------------------------------------------------------------


def _taken_out(plan_file: "PlanFile", item: str) -> tuple[str, str]:
    from ebulletin.editing import remove_entry

    part, index, position = _find(plan_file, item)
    return remove_entry(plan_file.source.text, [part, index, "items"], position)


def _put(
    workspace: "Workspace", plan_file: "PlanFile", item: str, section: str | None,
    before: str | None, after: str | None, *, is_brief: bool = False, written: str | None = None,
) -> None:  # fmt: skip
    from ebulletin.editing import in_braces, insert_entry

    if before and after:
        raise click.UsageError("Say --before or --after, not both.")
    neighbour = before or after
    if neighbour:
        part, index, position = _find(plan_file, neighbour)
        position += 0 if before else 1
    else:
        part, index = _section(plan_file, section)
        position = len(getattr(plan_file.plan, part)[index].items)
    entry = written or (f"{{id: {item}, show: brief}}" if is_brief else item)
    if "\n" in entry:
        # An entry over several lines is written again in braces, which fit any list.
        entry = in_braces(entry)
    text = insert_entry(plan_file.source.text, [part, index, "items"], position, entry)
    _save(workspace, plan_file, text)


def _save(workspace: "Workspace", plan_file: "PlanFile", text: str) -> None:
    from ebulletin.bulletins.load import parse_plan
    from ebulletin.editing import written_like

    changed, findings = parse_plan(text, plan_file.source.path)
    if changed is None:
        from ebulletin.commands.opening import show_findings

        show_findings(findings, to_stderr=True)
        raise click.ClickException(
            "The change would make the file unreadable, so nothing was changed. "
            f"Change {plan_file.source.path} by hand."
        )
    path = workspace.root / plan_file.source.path
    path.write_bytes(written_like(text, path.read_bytes()))
    _print_outline(changed)


def _print_outline(plan_file: "PlanFile") -> None:
    click.echo(plan_file.plan.slug)
    if plan_file.plan.intro_item:
        click.echo(f"  opens with {plan_file.plan.intro_item}")
    for name, (part, _, section) in zip(_names(plan_file), _sections(plan_file), strict=True):
        where = " (sidebar)" if part == "sidebar" else ""
        click.echo(f"  {name}{where}")
        for placed in section.items:
            brief = "  (brief)" if placed.show == "brief" else ""
            click.echo(f"      {placed.id}{brief}")
        if section.select is not None:
            click.echo("      and what its rule selects")
