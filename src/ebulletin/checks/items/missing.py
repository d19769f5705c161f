"""Fields that are needed because of the place in the bulletin, and that nothing gives."""

from collections.abc import Iterator

from ebulletin.bulletins.placement import PlacedHere, SectionDraft
from ebulletin.checks.placed import drafts_of, placements
from ebulletin.checks.rule import Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.items.load import missing_finding
from ebulletin.items.missing import missing_fields
from ebulletin.values.shaping import missing

_TITLED_LAYOUTS = {"list": "a list", "cards": "cards", "table": "a table", "panel": "a panel"}


@rule(
    "ITM105", "missing-field", Severity.ERROR, Stage.BULLETIN,
    finds="A field that this kind, type or mode needs, where neither the `event_defaults` of the "
    "section nor a deadline that applies to the item gives it. A title is needed only where the "
    "item is shown in brief, or in a list, cards, a panel or a table. Fields that no bulletin can "
    "give are told with the file.",
    why="Readers would lack the fact that they need most: where, how much, by when.",
    bad="a consultation without respond_by",
    good="a survey without respond_by; a message without a title under a heading",
)  # fmt: skip
def missing_field(subject: BulletinSubject) -> Iterator[Finding]:
    """ITM105: what an item lacks in the place that the bulletin gives it."""
    yield from _meeting_missing(subject)
    dated = _dated_from_elsewhere(subject)
    for placement in placements(subject):
        for draft in drafts_of(placement):
            for placed in draft.items:
                yield from _lacking(subject, draft, placed, dated)
        if placement.intro is not None:
            alone = PlacedHere(placement.intro)
            yield from _lacking(subject, None, alone, dated)


def _dated_from_elsewhere(subject: BulletinSubject) -> set[str]:
    """Ids of items to which a deadline of another item in the bulletin applies."""
    printed = {item for each in subject.emails.values() for item in each.placed}
    return {
        target
        for item_id in printed
        for deadline in subject.shelf.items[item_id].deadlines
        for target in deadline.applies_to
        if target != item_id
    }


def _lacking(
    subject: BulletinSubject, draft: SectionDraft | None, placed: PlacedHere, dated: set[str]
) -> Iterator[Finding]:
    item = placed.item
    file = subject.items.get(item.id)
    if file is None:
        return
    defaults = draft.plan.event_defaults if draft else None
    for lacking in missing_fields(item, defaults, item.id in dated):
        if lacking.may_come_from_elsewhere:
            yield missing_finding(lacking, item, file.source)
    shown = _shown_with_title(draft, placed)
    if shown is not None and not _has_title(placed):
        yield missing(
            file.source.place("kind"),
            f"{item.called} that is shown {shown}",
            "title",
            "Add a title, or give the item a `label` where the bulletin names it.",
        )


def _shown_with_title(draft: SectionDraft | None, placed: PlacedHere) -> str | None:
    """How it is shown, where that needs a title."""
    is_brief = placed.item.importance == "brief"
    if is_brief or (placed.by_name is not None and placed.by_name.show == "brief"):
        return "in brief"
    words = _TITLED_LAYOUTS.get(draft.plan.layout) if draft else None
    return f"in {words}" if words else None


def _has_title(placed: PlacedHere) -> bool:
    item = placed.item
    # A priority without one prints "Priority 3".
    if isinstance(item, model.Priority) or item.title:
        return True
    return placed.by_name is not None and placed.by_name.label is not None


def _meeting_missing(subject: BulletinSubject) -> Iterator[Finding]:
    plan, settings = subject.plan_file.plan, subject.shelf.settings
    theme = plan.theme or settings.series[plan.series].theme
    if theme == "minutes" and plan.meeting is None:
        yield missing(
            subject.plan_file.source.place(),
            "a bulletin with the theme minutes",
            "meeting",
            "Add the meeting with its name and when it sat, or choose another theme.",
        )
