"""Which items a bulletin places, where, and in which variants."""

from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.bulletins.load import sections_with_places
from ebulletin.bulletins.model import PlanSection
from ebulletin.bulletins.placement import Placement, SectionDraft, place_items
from ebulletin.bulletins.visibility import readership
from ebulletin.checks.locating import place_of_value
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Place
from ebulletin.items.load import ItemFile
from ebulletin.source import Loc


@dataclass(frozen=True, slots=True)
class NamedItem:
    """An item that a plan names.

    Attributes:
        place: Where the plan names it.
        section: None where it stands as the introduction.
    """

    id: str
    place: Place
    section: PlanSection | None = None


def named_items(subject: BulletinSubject) -> Iterator[NamedItem]:
    """Every item that the plan names, in the order written; twice where it is named twice."""
    plan, source = subject.plan_file.plan, subject.plan_file.source
    if plan.intro_item is not None:
        yield NamedItem(plan.intro_item, source.place("intro"))
    for loc, section in sections_with_places(plan):
        for index, placed in enumerate(section.items):
            place = place_of_value(source, (*loc, "items", index, "id"))
            yield NamedItem(placed.id, place, section)


def placed_ids(subject: BulletinSubject) -> tuple[str, ...]:
    """Ids of the items that the plan names or that any variant prints, each once."""
    printed = (
        item
        for composition in (*subject.emails.values(), *subject.pages.values())
        for item in composition.placed
    )
    return tuple(dict.fromkeys((*subject.plan_file.plan.named_items(), *printed)))


def placed_files(subject: BulletinSubject) -> Iterator[ItemFile]:
    """The files of these items; an id that no file has is passed over."""
    for item_id in placed_ids(subject):
        file = subject.items.get(item_id)
        if file is not None:
            yield file


def printed_in(subject: BulletinSubject, item_id: str) -> tuple[str, ...]:
    """Names of the variants that print an item."""
    return tuple(name for name, each in subject.emails.items() if item_id in each.placed)


def placements(subject: BulletinSubject) -> Iterator[Placement]:
    """Where each variant, in e-mail, places its items."""
    plan, shelf = subject.plan_file.plan, subject.shelf
    for variant in subject.variants:
        readers = readership(variant, "email", shelf.settings)
        with_drafts = plan.status == "draft"
        yield place_items(plan, shelf, readers, subject.today, with_drafts=with_drafts)


def drafts_of(placement: Placement) -> tuple[SectionDraft, ...]:
    """The sections of a placement, sidebar and annexes included."""
    return (*placement.sections, *placement.sidebar, *placement.annexes)


def place_of(subject: BulletinSubject, item_id: str) -> Place:
    """Where the plan names an item; for a selected one, its own file."""
    for named in named_items(subject):
        if named.id == item_id:
            return named.place
    return subject.item_place(item_id)


def section_places(subject: BulletinSubject) -> Iterator[tuple[Loc, PlanSection]]:
    """Every section of the plan, sidebar included, and where it stands."""
    return sections_with_places(subject.plan_file.plan)
