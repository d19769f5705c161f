"""Which items stand in which section of one variant, and which are left out, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ebulletin.bulletins.composed import Runs
from ebulletin.bulletins.model import PlacedItem, Plan, PlanSection
from ebulletin.bulletins.selection import is_current, select_items
from ebulletin.bulletins.shelf import Shelf
from ebulletin.bulletins.visibility import Readership
from ebulletin.items.model import Item


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item that the plan names and this variant does not print, and why, in words."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlacedHere:
    """An item in a section; `by_name` is how the plan names it, None for a selected one."""

    item: Item
    by_name: PlacedItem | None = None


@dataclass(slots=True)
class SectionDraft:
    """A section on its way; heading, level and number are set once all sections are known.

    Attributes:
        may_show_words: Whether its own heading, intro, outro and speaker are for this variant.
        is_named_by_speaker: The heading was made from the speaker's name and role.
    """

    plan: PlanSection
    items: tuple[PlacedHere, ...]
    may_show_words: bool
    heading: Runs = ()
    number: str | None = None
    level: int = 2
    is_named_by_speaker: bool = False


@dataclass(slots=True)
class Placement:
    """Everything that prints; `ids` keeps the reading order."""

    intro: Item | None = None
    sections: list[SectionDraft] = field(default_factory=list)
    sidebar: list[SectionDraft] = field(default_factory=list)
    annexes: list[SectionDraft] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    ids: dict[str, None] = field(default_factory=dict)


def place_items(
    plan: Plan, shelf: Shelf, readers: Readership, today: date, *, with_drafts: bool
) -> Placement:
    """Place the items that a variant prints; sections with nothing to print are dropped."""
    return _Placing(plan, shelf, readers, today, with_drafts).run()


class _Placing:
    def __init__(
        self, plan: Plan, shelf: Shelf, readers: Readership, today: date, with_drafts: bool
    ) -> None:
        self.plan = plan
        self.shelf = shelf
        self.readers = readers
        self.today = today
        self.with_drafts = with_drafts
        self.taken = set(plan.named_items())
        self.placement = Placement()

    def run(self) -> Placement:
        placement = self.placement
        if self.plan.intro_item is not None:
            placement.intro = self._usable(self.plan.intro_item)
        for draft in self._drafts(self.plan.sections):
            is_annex = draft.plan.layout == "annex"
            (placement.annexes if is_annex else placement.sections).append(draft)
        placement.sidebar.extend(self._drafts(self.plan.sidebar))
        if placement.intro is not None:
            placement.ids[placement.intro.id] = None
        for draft in (*placement.sections, *placement.sidebar, *placement.annexes):
            placement.ids.update((placed.item.id, None) for placed in draft.items)
        return placement

    def _drafts(self, sections: Sequence[PlanSection]) -> list[SectionDraft]:
        drafts = (self._draft(section) for section in sections)
        return [draft for draft in drafts if _stays(draft)]

    def _draft(self, section: PlanSection) -> SectionDraft:
        named = ((self._usable(placed.id), placed) for placed in section.items)
        items = [PlacedHere(item, placed) for item, placed in named if item is not None]
        if section.select is not None:
            items.extend(PlacedHere(item) for item in self._selected(section))
        may_show = self.readers.may_see(section.distribution, section.audience)
        return SectionDraft(section, tuple(items), may_show)

    def _usable(self, item_id: str) -> Item | None:
        """The item of that id if this variant prints it; else its reason is noted."""
        item = self.shelf.items.get(item_id)
        if item is None:
            return None
        reason = self._why_left_out(item)
        if reason is None:
            return item
        self.placement.left_out.append(LeftOut(item_id, reason))
        return None

    def _why_left_out(self, item: Item) -> str | None:
        if item.status == "withdrawn":
            return "it is withdrawn"
        if item.status == "draft" and not self.with_drafts:
            return "it is still a draft"
        if not self.readers.may_see_item(item):
            return f"it is {item.distribution} and not for the readers of this variant"
        if not is_current(item, self.today):
            return "the bulletin's date is outside its own dates"
        return None

    def _selected(self, section: PlanSection) -> list[Item]:
        rule = section.select
        assert rule is not None
        if not rule.business_plan and rule.kind == ("priority",) and self.plan.business_plan:
            rule = rule.model_copy(update={"business_plan": (self.plan.business_plan,)})
        statuses = ("ready", "draft") if self.with_drafts else ("ready",)
        chosen = select_items(
            rule,
            (
                item
                for item in self.shelf.items.values()
                if item.status in statuses and self.readers.may_see_item(item)
            ),
            today=self.today,
            taken=self.taken,
            previous=self.shelf.previous_edition(self.plan.series, self.today, self.plan.slug),
        )
        self.taken.update(item.id for item in chosen)
        return chosen


def _stays(draft: SectionDraft) -> bool:
    """Say whether a section prints: one whose items are all left out goes, words and all."""
    section = draft.plan
    if draft.items:
        return True
    if not draft.may_show_words:
        return False
    if section.empty or section.keep:
        return True
    had_items = bool(section.items) or section.select is not None
    return not had_items and bool(section.intro or section.outro)
