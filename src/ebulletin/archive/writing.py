"""Writes the files of the archive: only those made for other reasons than the last time."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from ebulletin.archive.state import State


class Shelf:
    """The files of one archive.

    Args:
        folder: Where it lies.
        before: The last building.
        common: What every file depends on: other values make all of them anew.
    """

    def __init__(self, folder: Path, before: State, common: object) -> None:
        self.folder = folder
        self.before = before
        self.common = common
        self.files: dict[str, tuple[str, int]] = {}
        self.written: list[str] = []

    def page(self, path: str, reasons: object, make: Callable[[], str]) -> None:
        """A page, unless it was made for the very same reasons and is still there."""
        key = self._key(reasons)
        if not self._is_there(path, key):
            self._write(path, key, make().encode())

    def text(self, path: str, text: str) -> None:
        """A text that costs nothing to make."""
        key = hashlib.sha256(text.encode()).hexdigest()
        if not self._is_there(path, key):
            self._write(path, key, text.encode())

    def copied(self, path: str, stored: Path) -> None:
        """A stored file, whose name tells its bytes."""
        if path not in self.files and not self._is_there(path, stored.name):
            self._write(path, stored.name, stored.read_bytes())

    def group(self, folder: str, reasons: object, make: Callable[[], dict[str, bytes]]) -> None:
        """Files that are made together, each with the one key."""
        key = self._key(reasons)
        known = [name for name in self.before.files if name.startswith(folder)]
        if known and all(self._is_there(name, key) for name in known):
            return
        for name, raw in make().items():
            self._write(f"{folder}{name}", key, raw)

    def _is_there(self, path: str, key: str) -> bool:
        known = self.before.files.get(path)
        if known is None or known[0] != key:
            return False
        try:
            if (self.folder / path).stat().st_size != known[1]:
                return False
        except OSError:
            return False
        self.files[path] = known
        return True

    def _write(self, path: str, key: str, raw: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
        self.files[path] = (key, len(raw))
        self.written.append(path)

    def _key(self, reasons: object) -> str:
        plain = json.dumps([self.common, reasons])
        return hashlib.sha256(plain.encode()).hexdigest()

    def remove_others(self) -> list[str]:
        """Take away what the last building made and this one did not."""
        removed = [path for path in self.before.files if path not in self.files]
        for path in removed:
            _remove(self.folder, path)
        return removed


def _remove(folder: Path, path: str) -> None:
    """A file that was made before, and the folders that it leaves empty."""
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()
