"""Writes mended files, and puts the last mending back; before-states lie in `.ebulletin/undo/`."""

import base64
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ebulletin.errors import EbulletinError
from ebulletin.values.choices import join_words

FOLDER = ".ebulletin/undo"
MOST_KEPT = 10
"""How many mendings can be put back, one after the other."""

_ENDINGS = (".md", ".yaml", ".yml")


class NothingToUndoError(EbulletinError):
    """No mending is kept."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to put back: `ebulletin check --fix` has changed no file here, or "
            "all its changes are back already."
        )


class ChangedSinceError(EbulletinError):
    """Files were changed by somebody after the mending, or while it was under way."""

    def __init__(self, paths: Iterable[str], advice: str) -> None:
        self.paths = tuple(paths)
        super().__init__(
            f"{join_words(self.paths, 'and')} changed in the meantime, and nothing was written. "
            f"{advice}"
        )


class UnwritableFileError(EbulletinError):
    """A file could not be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written: {reason}. Close it in other programs, make sure that you "
            "may change it, and try again; `ebulletin undo` puts back what was written before it."
        )


class DamagedUndoError(EbulletinError):
    """What was kept cannot be read."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} is damaged, so nothing can be put back. Take the file away to go on."
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """One file of a mending: its bytes before, and a hash of those after."""

    path: str
    before: bytes
    after: str


def why_untouchable(root: Path, path: str) -> str | None:
    """Why a file is never written by the tool, in words; None where it may be.

    Links are refused on the whole way from the workspace to the file, as they may lead out of it.
    """
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts or "\\" in path:
        return "it lies outside the workspace"
    here = root
    for part in parts:
        here = here / part
        if here.is_symlink():
            return "it is a link to another place"
    if not here.resolve().is_relative_to(root.resolve()):
        return "it lies outside the workspace"
    if here.suffix.lower() not in _ENDINGS or not here.is_file():
        return "it is not a text that authors write"
    return None


def write_changes(root: Path, changes: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Write files, after their bytes before were kept.

    Args:
        root: The workspace.
        changes: Bytes before and after, by path.

    Raises:
        ChangedSinceError: A file is not as it was when the change was worked out.
        UnwritableFileError: The disk refused; what was written before it can be put back.
    """
    if not changes:
        return
    changed = [
        path
        for path, (before, _) in changes.items()
        if why_untouchable(root, path) or (root / path).read_bytes() != before
    ]
    if changed:
        raise ChangedSinceError(changed, "Save your work, and run the command again.")
    _keep(root, [_Kept(path, old, _hash(new)) for path, (old, new) in changes.items()])
    for path, (_, after) in changes.items():
        _write(root, path, after)


def undo(root: Path) -> tuple[str, ...]:
    """Put back what the last mending changed; gives the paths.

    Raises:
        NothingToUndoError: No mending is kept.
        ChangedSinceError: A file was changed after it; all files are left as they are.
    """
    record = _last(root)
    if record is None:
        raise NothingToUndoError
    files = _read(record)
    changed = [each.path for each in files if not _is_as_left(root, each)]
    if changed:
        raise ChangedSinceError(
            changed,
            "Putting the mending back would lose those changes; take out by hand what you do not "
            "want.",
        )
    for each in files:
        if (root / each.path).read_bytes() != each.before:
            _write(root, each.path, each.before)
    record.unlink()
    return tuple(each.path for each in files)


def _is_as_left(root: Path, kept: _Kept) -> bool:
    if why_untouchable(root, kept.path) is not None:
        return False
    raw = (root / kept.path).read_bytes()
    # A crash may have left some of the files as they were before.
    return raw == kept.before or _hash(raw) == kept.after


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _records(root: Path) -> list[Path]:
    folder = root / FOLDER
    if folder.is_symlink() or folder.parent.is_symlink():
        return []
    return sorted(folder.glob("[0-9]*.json"))


def _last(root: Path) -> Path | None:
    return max(_records(root), default=None)


def _keep(root: Path, files: Iterable[_Kept]) -> None:
    folder = root / FOLDER
    if folder.is_symlink() or folder.parent.is_symlink():
        raise UnwritableFileError(FOLDER, "it is a link to another place")
    last = _last(root)
    number = int(last.stem) + 1 if last is not None else 1
    written = [
        {"path": each.path, "before": base64.b64encode(each.before).decode(), "after": each.after}
        for each in files
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8", newline="\n")
        _replace(folder / f"{number:06}.json", json.dumps({"files": written}).encode())
    except OSError as error:
        raise UnwritableFileError(FOLDER, _reason(error)) from error
    for old in _records(root)[:-MOST_KEPT]:
        old.unlink()


def _read(record: Path) -> list[_Kept]:
    try:
        files = json.loads(record.read_bytes())["files"]
        return [
            _Kept(str(each["path"]), base64.b64decode(each["before"]), str(each["after"]))
            for each in files
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedUndoError(record) from error


def _write(root: Path, path: str, raw: bytes) -> None:
    file = root / path
    try:
        _replace(file, raw, like=file)
    except OSError as error:
        raise UnwritableFileError(path, _reason(error)) from error


def _replace(file: Path, raw: bytes, like: Path | None = None) -> None:
    """Write beside the file first, so that a crash leaves it old or new, never half."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(raw)
    if like is not None:
        if not os.access(like, os.W_OK):
            fresh.unlink()
            raise PermissionError(None, "it is read-only")
        shutil.copymode(like, fresh)
    fresh.replace(file)


def _reason(error: OSError) -> str:
    return (error.strerror or "the disk refuses it").lower()
