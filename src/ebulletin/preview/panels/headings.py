"""The outline: the headings as a screen reader lists them."""

from ebulletin.preview.model import ShownHeading
from ebulletin.preview.panels.facts import Facts


def shown_headings(facts: Facts) -> tuple[ShownHeading, ...]:
    """The headings of the finished e-mail, in the order of the document."""
    shown, before = [], 0
    for number, tag in enumerate(facts.output.headings):
        level = int(tag.tag[1])
        words = facts.output.text_of(tag)
        shown.append(ShownHeading(number, level, words, facts.item_of(tag), level > before + 1))
        before = level
    return tuple(shown)
