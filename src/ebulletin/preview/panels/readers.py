"""Who sees what: each item of the bulletin in each variant, and why it is left out."""

from ebulletin.items.base import ItemBase
from ebulletin.preview.model import Readers, Sees
from ebulletin.preview.panels.facts import Facts
from ebulletin.settings import Variant

_NOT_CHOSEN = "the section's rule does not choose it for this variant"


def who_sees_what(facts: Facts) -> Readers:
    """Every item that the bulletin names, or that one of its variants prints."""
    subject = facts.examined.subject
    names = [each.name for each in subject.variants]
    ids = dict.fromkeys(subject.plan_file.plan.named_items())
    for name in names:
        ids.update(dict.fromkeys(subject.emails[name].placed))
    left_out = {
        name: {each.item: each.reason for each in subject.emails[name].left_out} for name in names
    }
    rows = []
    for item in ids:
        file = facts.workspace.items.get(item)
        if file is None:
            continue
        reasons = tuple(
            "" if item in subject.emails[name].placed else left_out[name].get(item, _NOT_CHOSEN)
            for name in names
        )
        rows.append(
            Sees(item, facts.title(item), file.source.path, _readers(facts, file.item), reasons)
        )
    return Readers(tuple(names), tuple(_level(facts, each) for each in subject.variants),
                   tuple(rows))  # fmt: skip


def _readers(facts: Facts, item: ItemBase) -> str:
    """`professional; designated safeguarding leads`."""
    return "; ".join((item.distribution, *_segments(facts, item.audience)))


def _level(facts: Facts, variant: Variant) -> str:
    return "; ".join((variant.level, *_segments(facts, variant.segments)))


def _segments(facts: Facts, ids: tuple[str, ...] | list[str]) -> list[str]:
    known = facts.examined.subject.shelf.settings.segments
    return [known[each].name if each in known else each for each in ids]
