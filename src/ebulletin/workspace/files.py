"""The authored files of a workspace: which they are, and their bytes."""

import os
from collections.abc import Iterator
from pathlib import Path

from ebulletin.findings import Finding, Place, Severity

LARGEST_FILE_IN_BYTES = 2_000_000
"""No authored text comes near it; a larger file is a mistake, and could take all memory."""

_BACKUPS = ("~", ".bak", ".orig", ".swp", ".swo", ".tmp")
_BACKUP_STARTS = (".", "#", "~$")
_CLUTTER = ("thumbs.db", "desktop.ini")


def files_in(
    root: Path, folder: str, endings: tuple[str, ...] = (), *, is_deep: bool = True, but: str = ""
) -> list[tuple[str, Path]]:
    """The files in a folder of the workspace, each with its path from the root, in path order.

    Hidden files, backups of editors and links that lead out of the workspace are passed over.

    Args:
        root: The workspace.
        folder: From the root, with forward slashes.
        endings: In lower case, with the point; any by default.
        is_deep: Whether sub-folders count.
        but: A folder that does not count.
    """
    inside = root.resolve()
    seen: set[Path] = set()
    found: list[tuple[str, Path]] = []

    def walk(name: str) -> None:
        for entry in _entries(root / name):
            path = f"{name}/{entry.name}"
            if entry.is_symlink() and not _stays_inside(Path(entry.path), inside):
                continue
            if entry.is_dir():
                real = Path(entry.path).resolve() if entry.is_symlink() else Path(entry.path)
                # A link to a folder above it would otherwise be followed for ever.
                if is_deep and path != but and real not in seen:
                    seen.add(real)
                    walk(path)
            elif not endings or entry.name.lower().endswith(endings):
                found.append((path, Path(entry.path)))

    walk(folder)
    return sorted(found, key=lambda each: each[0])


def read_bytes(file: Path, path: str) -> tuple[bytes | None, list[Finding]]:
    """The bytes of an authored file, or ITM101 for one that cannot be read.

    Args:
        file: Where it lies.
        path: From the root of the workspace, for findings.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE_IN_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "it does not open").lower()
        return None, [
            _unreadable(
                path,
                f"the file cannot be opened: {reason}",
                "Close it in other programs, and make sure that you may read it.",
            )
        ]
    if len(raw) > LARGEST_FILE_IN_BYTES:
        return None, [
            _unreadable(
                path,
                f"the file is larger than {LARGEST_FILE_IN_BYTES // 1_000_000} MB",
                "Keep the words in it, and put pictures and documents into items/assets.",
            )
        ]
    return raw, []


def _unreadable(path: str, message: str, advice: str) -> Finding:
    return Finding(Place(path), "ITM101", Severity.ERROR, message, advice)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = entry.name.lower()
        if name.startswith(_BACKUP_STARTS) or name.endswith(_BACKUPS) or name in _CLUTTER:
            continue
        yield entry


def _stays_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False
