"""Changes lists, suppressions and journal together: after a crash all of a change holds, or none.

What is to be written is laid out beside the lists first. Then the intent is written down, in one
step: from there on the change holds, and whoever opens the lists next finishes it.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ebulletin.errors import EbulletinError
from ebulletin.recipients import journal
from ebulletin.recipients.journal import Entry
from ebulletin.recipients.key import JOURNAL_FILE, MADE, fingerprint, keyed_hash, load_key
from ebulletin.recipients.locking import PATIENCE_SECONDS, locked

CHANGE_FOLDER = ".change"
UNDO_FOLDER = ".undo"
RECORD = "record.json"

_INTENT = "intent.json"
_LINES = "journal"
_BEFORE = "before"
_CHUNK_IN_BYTES = 1 << 20


class ListOpenElsewhereError(EbulletinError):
    """A file that the change would write is held by another program."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            f"{file.parent.name}/{file.name} cannot be written ({reason}), so nothing was changed. "
            "Close it in Excel and other programs, and try again."
        )


class DamagedChangeError(EbulletinError):
    """An unfinished change cannot be read back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"A change to the lists was interrupted, and {folder.parent.name}/{folder.name} is "
            "damaged, so it cannot be finished. Put recipients/ back from a backup, or take that "
            "folder away and look through the lists."
        )


@dataclass(slots=True)
class Change:
    """A change of files beside each other, as it is put together; nothing is written till its end.

    Attributes:
        folder: `recipients/`.
        what: Such as `import`; for the journal and for undoing.
        number: Names the change in the journal.
        keeps_before: Whether the state before can be put back; not after somebody was forgotten.
    """

    folder: Path
    what: str
    by: str
    at: datetime
    number: str = field(default_factory=lambda: secrets.token_hex(4))
    keeps_before: bool = True
    _files: dict[str, str | None] = field(default_factory=dict)
    _lines: list[bytes] = field(default_factory=list)
    _blanked: set[str] = field(default_factory=set)
    _key: bytes | None = None

    @property
    def key(self) -> bytes:
        """The key of these lists; the first one is made when it is needed."""
        if self._key is None:
            self._key = load_key(self.folder)
        return self._key

    def hashed(self, address: str) -> str:
        """The keyed hash of an address."""
        return keyed_hash(self.key, address)

    def write(self, name: str, content: bytes | Iterable[bytes]) -> None:
        """Let a file have this content when the change ends.

        Args:
            name: Of a file in the folder, such as `schools.csv`.
            content: Whole, or in pieces, so that a long list is never in memory twice.
        """
        staged = self._files.get(name) or f"new-{len(self._files)}"
        with (self.folder / CHANGE_FOLDER / staged).open("wb") as opened:
            for piece in [content] if isinstance(content, bytes) else content:
                opened.write(piece)
            opened.flush()
            _to_disk(opened.fileno())
        self._files[name] = staged

    def remove(self, name: str) -> None:
        """Take a file away when the change ends.

        Args:
            name: In the folder; with `../` in front, a file elsewhere in the workspace.
        """
        self._files[name] = None

    def note(self, what: str, *, key: str = "", list_name: str = "", details: str = "") -> None:
        """Add a line to the journal, about one person (by keyed hash) or about nobody."""
        self._lines.append(
            journal.line(Entry(self.at, self.by, what, list_name, key, details, self.number))
        )

    def blank(self, key: str) -> None:
        """Take the details out of every line of the journal about somebody, such as the source."""
        self._blanked.add(key)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self._files and not self._lines

    def commit(self) -> None:
        """Make the change hold."""
        if self.is_empty:
            return
        self._refuse_open_files()
        staging = self.folder / CHANGE_FOLDER
        size = self._stage_lines(staging)
        if self._files and self.keeps_before:
            self._stage_before(staging)
        intent = {
            "files": [{"name": name, "staged": new} for name, new in self._files.items()],
            "journal_size": size,
            "changes_files": bool(self._files),
            "change": self.number,
        }
        _write_whole(staging / _INTENT, json.dumps(intent).encode())
        _finish(self.folder, intent)

    def _refuse_open_files(self) -> None:
        """On Windows a file that is open elsewhere cannot be replaced: found out beforehand."""
        for name in (*self._files, JOURNAL_FILE):
            file = self.folder / name
            if file.exists():
                try:
                    with file.open("r+b"):
                        pass
                except OSError as error:
                    reason = (error.strerror or "it is in use").lower()
                    raise ListOpenElsewhereError(file, reason) from error

    def _stage_lines(self, staging: Path) -> int:
        """Write the new lines of the journal; gives the size of the journal before them."""
        file = self.folder / JOURNAL_FILE
        # The first key begins the journal.
        key = self.key
        size = file.stat().st_size if file.exists() else 0
        with (staging / _LINES).open("wb") as opened:
            if size == 0:
                opened.write(journal.header())
                made = Entry(self.at, self.by, MADE, key=fingerprint(key), change=self.number)
                opened.write(journal.line(made))
            elif self._blanked:
                with file.open("rb") as old:
                    opened.writelines(journal.without_details(old, self._blanked))
                size = 0
            elif not _ends_a_line(file):
                opened.write(b"\n")
            opened.writelines(self._lines)
            opened.flush()
            _to_disk(opened.fileno())
        return size

    def _stage_before(self, staging: Path) -> None:
        before = staging / _BEFORE
        before.mkdir()
        files = []
        for number, (name, staged) in enumerate(self._files.items()):
            file = self.folder / name
            kept = None
            if file.exists():
                kept = str(number)
                shutil.copyfile(file, before / kept)
                with (before / kept).open("rb+") as opened:
                    _to_disk(opened.fileno())
            after = digest_of(staging / staged) if staged is not None else None
            files.append({"name": name, "before": kept, "after": after})
        record = {
            "what": self.what,
            "at": self.at.isoformat(),
            "by": self.by,
            "change": self.number,
            "files": files,
        }
        _write_whole(before / RECORD, json.dumps(record).encode())


@contextmanager
def changing(
    folder: Path, what: str, *, by: str | None = None, at: datetime | None = None,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Iterator[Change]:  # fmt: skip
    """Change the lists: at the end of the block all of it holds; after an error, nothing of it.

    Args:
        folder: `recipients/`; made if it is not there.
        what: A word for the journal, such as `import`.
        by: Who changes it; by default whoever is signed in.
        at: When, in UTC; by default now.

    Raises:
        ListsInUseError: Another command is at work.
        ListOpenElsewhereError: A file cannot be written; nothing was changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, patience_seconds):
        _recover(folder)
        staging = folder / CHANGE_FOLDER
        staging.mkdir()
        person = journal.without_addresses(by or journal.who())
        change = Change(folder, what, person, at or journal.now())
        try:
            yield change
            change.commit()
        finally:
            if not (staging / _INTENT).exists():
                _remove(staging)


@contextmanager
def reading(folder: Path, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Read the lists while nobody changes them, after a change that was cut short is finished."""
    try:
        held = locked(folder, patience_seconds)
        held.__enter__()
    except OSError:
        # No lists yet, or a folder that we may only read, in which nothing can be unfinished.
        yield
        return
    try:
        _recover(folder)
        yield
    finally:
        held.__exit__(None, None, None)


def digest_of(file: Path) -> str | None:
    """SHA-256 of a file, in hexadecimal; None where there is no such file."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _recover(folder: Path) -> None:
    """Finish a change that holds, and drop one that does not hold yet."""
    staging = folder / CHANGE_FOLDER
    if not staging.exists():
        return
    try:
        intent = json.loads((staging / _INTENT).read_bytes())
    except FileNotFoundError:
        _remove(staging)
        return
    except ValueError as error:
        raise DamagedChangeError(staging) from error
    _finish(folder, intent)


def _finish(folder: Path, intent: dict[str, Any]) -> None:
    """Do what an intent says; each step may have been done already."""
    staging = folder / CHANGE_FOLDER
    if intent["changes_files"]:
        _replace_undo(folder, staging / _BEFORE, intent["change"])
    for each in intent["files"]:
        target = _within(folder, each["name"])
        staged = each["staged"]
        if staged is None:
            target.unlink(missing_ok=True)
        elif (staging / staged).exists():
            (staging / staged).replace(target)
    _append(folder / JOURNAL_FILE, staging / _LINES, int(intent["journal_size"]))
    _sync_folder(folder)
    (staging / _INTENT).unlink()
    _remove(staging)


def _replace_undo(folder: Path, before: Path, change: str) -> None:
    """Let the state before this change be the one that can be put back, or none."""
    undo = folder / UNDO_FOLDER
    if before.exists():
        _remove(undo)
        before.replace(undo)
    elif kept_change(folder) != change:
        # This change keeps no state; otherwise it was moved before a crash.
        _remove(undo)


def kept_change(folder: Path) -> str | None:
    """The number of the change whose state before is kept."""
    try:
        return str(json.loads((folder / UNDO_FOLDER / RECORD).read_bytes())["change"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _append(file: Path, lines: Path, size: int) -> None:
    """Put lines behind the first `size` bytes of a file, whatever a crash left behind those."""
    with file.open("r+b" if file.exists() else "w+b") as opened:
        opened.truncate(size)
        opened.seek(size)
        with lines.open("rb") as source:
            shutil.copyfileobj(source, opened, _CHUNK_IN_BYTES)
        opened.flush()
        _to_disk(opened.fileno())


def _ends_a_line(file: Path) -> bool:
    with file.open("rb") as opened:
        opened.seek(-1, os.SEEK_END)
        return opened.read(1) == b"\n"


def _within(folder: Path, name: str) -> Path:
    """A file of the workspace; an intent that leads out of it is not ours."""
    target = folder / name
    if not target.resolve().is_relative_to(folder.parent.resolve()):
        raise DamagedChangeError(folder / CHANGE_FOLDER)
    return target


def _write_whole(file: Path, raw: bytes) -> None:
    fresh = file.with_name(f"{file.name}.new")
    with fresh.open("wb") as opened:
        opened.write(raw)
        opened.flush()
        _to_disk(opened.fileno())
    _sync_folder(file.parent)
    fresh.replace(file)
    _sync_folder(file.parent)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _to_disk(descriptor: int) -> None:
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make names durable too; Windows has no such call and does it by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
