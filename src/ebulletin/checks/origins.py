"""Where the words of an output come from: the place in the file of an item or of the bulletin."""

from collections.abc import Callable, Iterator

from ebulletin.checks.subjects import BuiltSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Place
from ebulletin.items.model import Contact

Finder = Callable[[str], int | None]
"""Given the text of a block, the index of what is sought in it, or None."""


def origin(subject: BuiltSubject, find: Finder) -> Place:
    """The first place in the bulletin or its items where something stands.

    The first line of the bulletin's file where it is not found: then a template wrote it.
    """
    for block in blocks_of(subject):
        index = find(block.text)
        if index is not None:
            return block.place(index)
    return subject.place


def blocks_of(subject: BuiltSubject) -> Iterator[Block]:
    """The prose of the bulletin's own file and of each item it places, in reading order."""
    yield from prose_of(subject.plan_file.source)
    for item_id in subject.composition.placed:
        file = subject.items.get(item_id)
        if file is not None:
            yield from prose_of(file.source)


def phone_origin(subject: BuiltSubject, digits: str) -> Place | None:
    """Where a contact's file holds a number, or None."""
    for file in subject.items.values():
        if isinstance(file.item, Contact):
            for number, phone in enumerate(file.item.phones):
                if phone.number == digits:
                    return file.source.place("phones", number)
    return None
