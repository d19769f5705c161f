"""Puts the lists back as they were before the last change."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ebulletin.errors import EbulletinError
from ebulletin.recipients.journal import read_journal
from ebulletin.recipients.store import RECORD, UNDO_FOLDER, changing, digest_of
from ebulletin.values.choices import join_words

UNDONE = "undone"
"""What the journal says of it; the details end in the number of the change."""

_CHUNK_IN_BYTES = 1 << 20


class NothingKeptError(EbulletinError):
    """No state before a change is kept."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to put back: only the state before the last change of the lists is "
            "kept, until the next one, and never after somebody was forgotten."
        )


class ListChangedSinceError(EbulletinError):
    """A list is no longer as the change left it."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"{join_words(names, 'and')} changed since, so nothing was put back: it would lose "
            "what was written meanwhile. Mend the list by hand, and import it again."
        )


class DamagedStateError(EbulletinError):
    """What was kept cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            f"The state before the last change, in recipients/{UNDO_FOLDER}, is damaged, so "
            "nothing was put back. Take the lists from a backup."
        )


@dataclass(frozen=True, slots=True)
class Undone:
    """What was put back.

    Attributes:
        what: The change, such as `import`.
        at: When it was made, in UTC.
        names: The files that are as before.
    """

    what: str
    at: datetime
    by: str
    names: tuple[str, ...]


def undo_lists(folder: Path, *, by: str | None = None) -> Undone:
    """Put the lists, the suppression list among them, back as before the last change.

    The journal goes on: it tells of the change, and that it was taken back.

    Args:
        folder: `recipients/`.

    Raises:
        NothingKeptError: There is no such state.
        ListChangedSinceError: A file was changed by hand meanwhile; nothing was written.
    """
    with changing(folder, UNDONE, by=by) as change:
        record = _record(folder)
        files = record["files"]
        changed = [
            each["name"] for each in files if digest_of(folder / each["name"]) != each["after"]
        ]
        if changed:
            raise ListChangedSinceError(changed)
        change.keeps_before = False
        for each in files:
            if each["before"] is None:
                change.remove(each["name"])
            else:
                change.write(each["name"], _pieces(folder / UNDO_FOLDER / each["before"]))
        change.note(UNDONE, details=f"{record['what']} {record['change']}")
        return Undone(
            record["what"],
            datetime.fromisoformat(record["at"]),
            record["by"],
            tuple(each["name"] for each in files),
        )


def undone_changes(folder: Path) -> frozenset[str]:
    """Numbers of the changes that were taken back."""
    return frozenset(
        each.details.rpartition(" ")[2] for each in read_journal(folder) if each.what == UNDONE
    )


def _record(folder: Path) -> dict[str, Any]:
    try:
        record = json.loads((folder / UNDO_FOLDER / RECORD).read_bytes())
        wanted = ("what", "at", "by", "change", "files")
        return {name: record[name] for name in wanted}
    except FileNotFoundError as error:
        raise NothingKeptError from error
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedStateError from error


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(_CHUNK_IN_BYTES):
            yield piece
