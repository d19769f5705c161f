"""Reading ages: of the whole, and of each longer text in it."""

from ebulletin.checks.text import Block, prose_of
from ebulletin.checks.words.plain import grade_of
from ebulletin.preview.model import ReadingAges, ShownAge
from ebulletin.preview.panels.facts import Facts

_GRADE_TO_AGE = 5
_FEWEST_WORDS = 30
"""Of fewer words than these the formula says nothing."""


def reading_ages(facts: Facts) -> ReadingAges:
    """The reading ages of what is placed in the variant, quoted speech aside."""
    texts, everything = [], list[Block]()
    for item in facts.examined.subject.emails[facts.examined.variant.name].placed:
        file = facts.workspace.items.get(item)
        if file is None:
            continue
        blocks = [each for each in prose_of(file.source) if _is_running_text(each)]
        everything += blocks
        count = _words(blocks)
        if count >= _FEWEST_WORDS:
            texts.append(ShownAge(item, facts.title(item), _age(blocks), count))
    texts.sort(key=lambda each: (-each.age, each.title))
    whole = _age(everything) if _words(everything) >= _FEWEST_WORDS else 0
    aim = facts.examined.subject.shelf.settings.limits.reading_age
    return ReadingAges(whole, aim, tuple(texts))


def _is_running_text(block: Block) -> bool:
    return not block.loc and not block.is_quotation and block.kind in ("paragraph", "list entry")


def _words(blocks: list[Block]) -> int:
    return sum(len(each.words()) for each in blocks)


def _age(blocks: list[Block]) -> int:
    return round(grade_of(blocks)) + _GRADE_TO_AGE
