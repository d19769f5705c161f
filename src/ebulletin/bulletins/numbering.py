"""Levels and numbers of sections, given after a variant has left things out."""

from collections.abc import Iterable, Sequence

from ebulletin.bulletins.filling import MOST_LEVEL
from ebulletin.bulletins.placement import SectionDraft

SECTION_LEVEL = 2


def with_children(drafts: Sequence[SectionDraft]) -> list[SectionDraft]:
    """Move each section that stands under another behind it, in the order written."""
    ids = {draft.plan.id for draft in drafts}
    children: dict[str, list[SectionDraft]] = {}
    roots = []
    for draft in drafts:
        under = draft.plan.under
        if under is not None and under in ids and under != draft.plan.id:
            children.setdefault(under, []).append(draft)
        else:
            roots.append(draft)
    ordered: list[SectionDraft] = []

    def add(draft: SectionDraft) -> None:
        ordered.append(draft)
        for child in children.pop(str(draft.plan.id), []):
            add(child)

    for root in roots:
        add(root)
    # Sections that stand under each other in a ring have no root: they print where they stand.
    ordered.extend(draft for group in children.values() for draft in group)
    return ordered


def number_sections(drafts: Iterable[SectionDraft], *, is_numbered: bool) -> None:
    """Set level and number of each section; nothing in them tells what is missing (S17).

    Only numbers written by hand stay; a section under another is numbered within it (3.1).
    """
    placed: dict[str, SectionDraft] = {}
    children: dict[str, int] = {}
    count = 0
    for draft in drafts:
        section = draft.plan
        parent = placed.get(section.under) if section.under else None
        draft.level = SECTION_LEVEL
        if parent is not None:
            # Under a heading that this variant leaves out there is no level to go down from.
            draft.level = min(parent.level + bool(parent.heading), MOST_LEVEL)
        if section.id:
            placed[section.id] = draft
        if not is_numbered or not draft.heading or section.number == "no":
            continue
        if parent is not None and section.under is not None:
            own = section.number if isinstance(section.number, int) else None
            children[section.under] = own or children.get(section.under, 0) + 1
            draft.number = f"{parent.number}.{children[section.under]}" if parent.number else None
        else:
            count = section.number if isinstance(section.number, int) else count + 1
            draft.number = str(count)
