"""Sections that stay empty, and layouts that cannot show what stands in them."""

from collections.abc import Iterator

from ebulletin.bulletins.sections import Kind, Layout
from ebulletin.checks.placed import drafts_of, placements, section_places
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items.model import KINDS, Item
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words

# Content model, 7.1; prose and annex show every kind.
_SHOWS: dict[Layout, tuple[Kind, ...]] = {
    "cards": ("update", "event", "resource", "priority", "contact"),
    "table": ("event", "resource", "contact"),
    "list": ("event", "resource", "update", "contact"),
    "panel": ("contact", "event", "update"),
    "columns": ("update", "resource", "qa"),
}


def _items_by_section(subject: BulletinSubject) -> dict[int, dict[str, Item]]:
    """The items that any variant prints, by the identity of their section in the plan."""
    found: dict[int, dict[str, Item]] = {}
    for placement in placements(subject):
        for draft in drafts_of(placement):
            items = found.setdefault(id(draft.plan), {})
            items.update((placed.item.id, placed.item) for placed in draft.items)
    return found


@rule(
    "BUL104", "section-empty", Severity.WARNING, Stage.BULLETIN,
    finds="A section that names no item and selects none in any variant, and is without `intro`, "
    "`outro`, `empty` or keep: yes.",
    why="It is left out without a word, and somebody may miss it.",
    bad="a heading with items: []",
    good="a heading with empty: Nothing raised.",
)  # fmt: skip
def section_empty(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL104: a section holds something."""
    items = _items_by_section(subject)
    source = subject.plan_file.source
    for loc, section in section_places(subject):
        if section.intro or section.outro or section.empty or section.keep:
            continue
        # Why an item that is named stays out, another check says: BUL102, BUL107, DAT108, ITM109.
        if items.get(id(section)) or section.items:
            continue
        why = "its `select` finds nothing" if section.select else "it names no items"
        name = quoted(section.heading or section.annex or section.id or "without a heading")
        yield CATALOGUE["BUL104"].finding(
            source.place(*loc),
            f"the section {name} stays empty: {why}",
            "Add items or an intro, say what to print with empty: Nothing raised., or take the "
            "section out.",
        )


@rule(
    "BUL105", "layout-kind", Severity.ERROR, Stage.BULLETIN,
    finds="A layout that cannot show an item of that kind: cards show all but qa; a table events, "
    "resources and contacts; a list those and updates; a panel contacts, events and updates; "
    "columns updates, resources and qa.",
    why="The item would lose its text, its date or its answers.",
    bad="a qa in a table",
    good="a qa in columns",
    fix="offer",
)  # fmt: skip
def layout_kind(subject: BulletinSubject) -> Iterator[Finding]:
    """BUL105: a layout can show what stands in it."""
    by_section = _items_by_section(subject)
    source = subject.plan_file.source
    for loc, section in section_places(subject):
        shows = _SHOWS.get(section.layout)
        items = by_section.get(id(section), {}).values()
        if shows is None or all(item.kind in shows for item in items):
            continue
        lost = [item for item in items if item.kind not in shows]
        kinds = {item.kind for item in items}
        offers = [layout for layout in _LAYOUTS if kinds <= set(_SHOWS.get(layout, KINDS))]
        what = join_words([f"{quoted(item.id)} ({item.called})" for item in lost], "and")
        yield CATALOGUE["BUL105"].finding(
            source.place(*loc, "layout"),
            f"the layout {section.layout} cannot show {what}",
            f"Choose {join_words(offers, 'or')}, or move the item to another section.",
            offers=tuple(offers),
        )


_LAYOUTS: tuple[Layout, ...] = ("prose", "cards", "list", "table", "columns", "panel")
