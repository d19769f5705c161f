"""The command that shows what the lists hold."""

from typing import TYPE_CHECKING

import click

from ebulletin.commands.recipients.showing import (
    by_segment,
    list_option,
    parsed,
    people,
    root_of,
    segment_option,
    show_counts,
    show_option,
    show_people,
    where_option,
)

if TYPE_CHECKING:
    from ebulletin.press.audience import Lists
    from ebulletin.recipients.model import Recipient, RecipientList
    from ebulletin.settings import Partnership


@click.command("list")
@list_option
@segment_option
@where_option
@click.option("--counts", "has_counts", is_flag=True, help="Count by segment, level and basis.")
@show_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.pass_obj
def command(
    folder: str | None, names: tuple[str, ...], segments: tuple[str, ...],
    conditions: tuple[str, ...], has_counts: bool, show: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show the lists, or how many people match; addresses only with --show.

    Conditions on different columns must all hold; of several values, any.

    \b
    Example:
        ebulletin recipients list --segment schools --where district=Fenwold,Ostley --counts
    """
    from ebulletin.press.audience import load_lists
    from ebulletin.press.importing import load_partnership
    from ebulletin.press.list_exports import narrowed_lists
    from ebulletin.recipients.lists import FOLDER, not_imported

    root = root_of(folder)
    settings = load_partnership(root)
    found = load_lists(root, settings, names)
    is_narrowed = bool(segments or conditions)
    lists = found.lists
    if is_narrowed:
        lists = narrowed_lists(lists, settings, segments, parsed(conditions))
    if as_json:
        _as_json(lists, found, show=show)
        return
    if not lists:
        click.echo(
            "There is no list yet. Take one in with `ebulletin recipients import FILE`.", err=True
        )
    _show_lists(lists)
    everybody = [person for each in lists for person in each.recipients]
    if is_narrowed:
        click.echo(f"{people(len(everybody))} match.")
    if has_counts:
        _show_counts(everybody, found, settings)
    if show:
        click.echo()
        show_people([(each.name, person) for each in lists for person in each.recipients])
    _show_notes(found, not_imported(root / FOLDER))


def _show_lists(lists: "tuple[RecipientList, ...]") -> None:
    show_counts({each.name: len(each) for each in lists}, indent=0)


def _show_counts(
    everybody: "list[Recipient]", found: "Lists", settings: "Partnership"
) -> None:  # fmt: skip
    from collections import Counter

    never = _never(everybody, found)
    tables: dict[str, dict[str, int]] = {
        "By segment": by_segment(everybody, settings),
        "The most that they may have": dict(Counter[str](each.variant for each in everybody)),
        "By address": dict(Counter[str](each.address_type for each in everybody)),
        "By basis": dict(Counter[str](each.basis for each in everybody)),
        "Never written to": dict(Counter(never)),
    }
    for title, counts in tables.items():
        if counts:
            click.echo(f"\n{title}")
            show_counts(counts)


def _never(everybody: "list[Recipient]", found: "Lists") -> list[str]:
    """Why, for each of those whom nothing at all may reach."""
    reasons = []
    for each in everybody:
        against = found.suppressions.reason_for(each.email)
        if against is not None:
            reasons.append(against.reason)
        elif each.opted_out is not None or each.bounced is not None:
            reasons.append("opted out" if each.opted_out is not None else "bounced")
    return reasons


def _show_notes(found: "Lists", beside: tuple[str, ...]) -> None:
    if found.findings:
        click.echo(
            f"\nThe checks have {len(found.findings)} remarks on these lists: "
            "`ebulletin recipients check recipients/NAME.csv` shows them.",
            err=True,
        )
    for name in beside:
        click.echo(
            f"recipients/{name} is no list: import it, then delete it, so that nobody is kept "
            "twice.",
            err=True,
        )


def _as_json(lists: "tuple[RecipientList, ...]", found: "Lists", *, show: bool) -> None:
    import json

    record: dict[str, object] = {
        "lists": [{"name": each.name, "people": len(each)} for each in lists],
        "suppressed": dict(found.suppressions.counts()),
    }
    if show:
        record["people"] = [
            {
                "list": each.name, "row": one.row, "email": one.email,
                "first_name": one.first_name, "last_name": one.last_name, "role": one.role,
                "organisation": one.organisation, "segments": list(one.segments),
                "variant": one.variant,
            }
            for each in lists
            for one in each.recipients
        ]  # fmt: skip
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
