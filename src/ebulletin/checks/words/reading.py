"""The prose that the rules about English words read."""

import re
from collections.abc import Iterator

from ebulletin.bulletins.load import PlanFile
from ebulletin.checks.patterns import EMAIL, URLTEXT
from ebulletin.checks.placed import placed_files, printed_in
from ebulletin.checks.subjects import BulletinSubject, FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.items.load import ItemFile
from ebulletin.items.model import ItemBase
from ebulletin.source import Source

_ADDRESSES = re.compile(f"{URLTEXT.pattern}|{EMAIL.pattern}", re.IGNORECASE)


def is_english(item: ItemBase | None) -> bool:
    """Whether a text is in English, as a bulletin's own always is."""
    return item is None or item.language.casefold().startswith("en")


def english_in(subject: FileSubject) -> tuple[Block, ...]:
    """The blocks of a file in English; none of another language."""
    return prose_of(subject.source) if is_english(subject.item) else ()


def english_blocks(file: ItemFile | PlanFile) -> tuple[Block, ...]:
    """The same, for rules that look at several files."""
    is_ours = not isinstance(file, ItemFile) or is_english(file.item)
    return prose_of(file.source) if is_ours else ()


def own_text(block: Block) -> str:
    """What a block says in its author's own words: no quotations, references or addresses."""
    text = block.own_words
    if "@" in text or "://" in text or "www." in text:
        return _ADDRESSES.sub(lambda match: "\0" * len(match[0]), text)
    return text


def printed_sources(subject: BulletinSubject) -> Iterator[Source]:
    """The bulletin's own file, then each item that a variant prints."""
    yield subject.plan_file.source
    for file in placed_files(subject):
        if printed_in(subject, file.item.id):
            yield file.source


def like_typed(right: str, typed: str) -> str:
    """A replacement with a capital where what it replaces has one."""
    if len(typed) > 1 and typed.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if typed[:1].isupper() else right
