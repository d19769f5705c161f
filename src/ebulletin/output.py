"""Puts finished files into `out/`: all of a variant or nothing, and never outside the folder."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ebulletin.errors import EbulletinError

_RECORD = ".json"
# What a workspace holds that no build can bring back.
_AUTHORED = ("items", "bulletins", "templates", "recipients", ".ebulletin", ".git")


class OutsideOutputError(EbulletinError):
    """A file's name would lead out of the output folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The output file {name!r} would lie outside the output folder. "
            "Give the picture or attachment a plain file name."
        )


class AuthoredFolderError(EbulletinError):
    """What is built would take the place of what people wrote."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Nothing is built into {str(folder)!r}, because people's own files are there and a "
            "build replaces whole folders. Leave --out away, or name another folder."
        )


def refuse_authored(folder: Path, root: Path) -> None:
    """Refuse an output folder that holds, or lies in, what was written by hand.

    Args:
        folder: Whose content a build may replace.
        root: The workspace.

    Raises:
        AuthoredFolderError: It would replace authored files.
    """
    place, home = folder.resolve(), root.resolve()
    if home.is_relative_to(place) or any(
        place.is_relative_to((home / name).resolve()) for name in _AUTHORED
    ):
        raise AuthoredFolderError(folder)


def builds_in(folder: Path, files: Collection[str]) -> tuple[str, ...]:
    """The names of the variants that were built into a bulletin's output folder, in order.

    Args:
        folder: Of the bulletin; it need not be there.
        files: A folder counts if it holds one of these, or has its record beside it.
    """
    if not folder.is_dir():
        return ()
    return tuple(sorted(set(filter(_is_plain, _builds_in(folder, files)))))


def _builds_in(folder: Path, files: Collection[str]) -> Iterator[str]:
    for path in folder.iterdir():
        if path.suffix == _RECORD and path.is_file():
            yield path.stem
        elif any((path / name).is_file() for name in files):
            yield path.name


def remove_build(folder: Path, variant: str) -> None:
    """Take a variant and its record away; nothing else in the bulletin's folder is touched."""
    if not _is_plain(variant):
        # Such a name was never built, and could lead elsewhere.
        return
    remove_folder(folder / variant)
    remove_folder(folder / f"{variant}{_RECORD}")
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


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
    # Renamed as a whole: a file that is open elsewhere stops this, and the old folder stays whole.
    old = folder.with_name(f".{folder.name}.old")
    remove_folder(old)
    if folder.is_symlink() or folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    remove_folder(old)


def remove_folder(folder: Path) -> None:
    """Take a folder away, if it is there."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _is_plain(name: str) -> bool:
    return bool(name) and name[0] != "." and not set(name) & set("/\\:")


def _refuse_outside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or not path.parts:
        raise OutsideOutputError(name)
