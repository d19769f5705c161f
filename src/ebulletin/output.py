"""Puts finished files into `out/`: all of a variant or nothing, and never outside the folder."""

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ebulletin.errors import EbulletinError


class OutsideOutputError(EbulletinError):
    """A file's name would lead out of the output folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The output file {name!r} would lie outside the output folder. "
            "Give the picture or attachment a plain file name."
        )


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace a folder by these files.

    The files are written beside the folder first, so that a crash leaves the old folder or the
    new one, never a mixture that could be taken for finished.

    Args:
        folder: Taken away with all that it holds, if it exists.
        files: Bytes by name; a name may hold `/` for sub-folders.
    """
    for name in files:
        _refuse_outside(name)
    fresh = folder.with_name(f".{folder.name}.new")
    remove_folder(fresh)
    for name, raw in files.items():
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    remove_folder(folder)
    fresh.rename(folder)


def remove_folder(folder: Path) -> None:
    """Take a folder away, if it is there."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _refuse_outside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
        raise OutsideOutputError(name)
