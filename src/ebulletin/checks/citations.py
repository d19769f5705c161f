"""Who is cited where: contacts in fields and texts of a bulletin and of the items it prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from ebulletin.checks.locating import contact_refs, place_of_value
from ebulletin.checks.placed import placed_files, printed_in
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Place
from ebulletin.items import model
from ebulletin.items.authored import Reference
from ebulletin.items.directory import Directory
from ebulletin.items.load import ItemFile
from ebulletin.source import Source

# Kept for the team; no reader sees them.
_NOT_PRINTED = ("approval", "author")


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a contact by id, name or initials."""

    contact: model.Contact
    place: Place


def citations(subject: BulletinSubject) -> Iterator[Citation]:
    """Every contact that the bulletin cites or prints, each time, in reading order."""
    directory, plan_file = subject.shelf.directory, subject.plan_file
    yield from _in_fields(plan_file.plan, plan_file.source, directory)
    yield from _in_texts(plan_file.source, directory)
    for file in placed_files(subject):
        if printed_in(subject, file.item.id):
            yield from citations_in(file, directory)


def citations_in(file: ItemFile, directory: Directory) -> Iterator[Citation]:
    """Every contact that one item cites; of a contact itself, also that one."""
    item, source = file.item, file.source
    if isinstance(item, model.Contact):
        yield Citation(item, source.place("name"))
    yield from _in_fields(item, source, directory)
    for index, action in enumerate(item.actions):
        for number, owner in enumerate(action.owner):
            found = directory.by_name(owner) or directory.by_initials(owner)
            if found is not None and action.status != "done":
                place = place_of_value(source, ("actions", index, "owner", number))
                yield Citation(found, place)
    yield from _in_texts(source, directory)


def _in_fields(shape: BaseModel, source: Source, directory: Directory) -> Iterator[Citation]:
    for loc, ref in contact_refs(shape):
        found = directory.find(ref.id)
        if found is not None and loc[0] not in _NOT_PRINTED:
            yield Citation(found, place_of_value(source, loc))


def _in_texts(source: Source, directory: Directory) -> Iterator[Citation]:
    for block in prose_of(source):
        for stretch in block.references:
            cited = stretch.what
            if isinstance(cited, Reference) and (found := directory.find(cited.target)):
                yield Citation(found, block.place(stretch.start))
