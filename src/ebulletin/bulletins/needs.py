"""Which pictures and attached files a bulletin needs beside its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass

from ebulletin.bulletins.composed import Attachment, Bulletin, Picture


@dataclass(frozen=True, slots=True)
class FilesNeeded:
    """Each file once, in reading order; files that were not supplied are left out."""

    pictures: tuple[Picture, ...]
    attachments: tuple[Attachment, ...]


def files_needed(bulletins: Iterable[Bulletin]) -> FilesNeeded:
    """Gather the files of several compositions of one variant."""
    pictures: dict[str, Picture] = {}
    attachments: dict[str, Attachment] = {}
    for bulletin in bulletins:
        for found in _files_in(bulletin):
            if isinstance(found, Picture) and found.file is not None and found.name is not None:
                pictures.setdefault(found.name, found)
            elif isinstance(found, Attachment) and found.file and found.name is not None:
                attachments.setdefault(found.name, found)
    return FilesNeeded(tuple(pictures.values()), tuple(attachments.values()))


def _files_in(value: object) -> Iterator[Picture | Attachment]:
    if isinstance(value, Picture | Attachment):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _files_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _files_in(getattr(value, field.name))
