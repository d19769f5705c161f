"""The published editions of a workspace: `bulletins/published/`, written by sign-off alone.

For each edition a folder with its record and the data of its variants; pictures and attached files
lie in one folder for all, each named by its hash, so that a logo is kept once.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import overload

from ebulletin.bulletins.editions import EditionRecord, record_from_json, record_to_json
from ebulletin.bulletins.published import (
    PublishedVariant,
    UnreadableEditionError,
    variant_from_json,
    variant_to_json,
)
from ebulletin.bulletins.shelf import PublishedEdition
from ebulletin.output import remove_folder, write_folder

FOLDER = "bulletins/published"
LOG = f"{FOLDER}/log.jsonl"
# No slug begins with this sign, so neither can meet a variant or an edition.
_RECORD = "_edition.json"
_FILES = "_files"


class PublishedEditions(Sequence[PublishedEdition]):
    """Every published edition as the checks know it; read when somebody first asks.

    Two of them are the same while the log of sign-off is the same: whatever changes an edition is
    entered there.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._state = _state_of(root / LOG)

    @overload
    def __getitem__(self, index: int) -> PublishedEdition: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[PublishedEdition, ...]: ...
    def __getitem__(self, index: int | slice) -> PublishedEdition | tuple[PublishedEdition, ...]:
        """One edition, or some, in the order of their names."""
        return self._editions[index]

    def __len__(self) -> int:
        return len(self._editions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PublishedEditions):
            return NotImplemented
        return (self._root, self._state) == (other._root, other._state)

    def __hash__(self) -> int:
        return hash((self._root, self._state))

    @cached_property
    def _editions(self) -> tuple[PublishedEdition, ...]:
        return tuple(record.as_published for record in read_records(self._root))


def published_editions(root: Path) -> Sequence[PublishedEdition]:
    """The published editions of a workspace; nothing is read before somebody asks."""
    return PublishedEditions(root) if (root / FOLDER).is_dir() else ()


def read_records(root: Path) -> Iterator[EditionRecord]:
    """The records of all published editions, in the order of their names.

    Raises:
        UnreadableEditionError: One of them does not hold a record.
    """
    folder = root / FOLDER
    if folder.is_dir():
        for path in sorted(folder.glob(f"*/{_RECORD}")):
            yield _record(path, root)


def read_record(root: Path, slug: str) -> EditionRecord | None:
    """The record of one edition; None where it was not published.

    Raises:
        UnreadableEditionError: The file does not hold a record.
    """
    path = root / FOLDER / slug / _RECORD
    return _record(path, root) if path.is_file() else None


def read_variant(root: Path, slug: str, variant: str) -> PublishedVariant:
    """The data of one variant of a published edition.

    Raises:
        UnreadableEditionError: The file is not there, or does not hold one.
    """
    path = root / FOLDER / slug / f"{variant}.json"
    try:
        return variant_from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, UnreadableEditionError) as error:
        raise _unreadable(path, root, error) from error


def variant_hash(root: Path, slug: str, variant: str) -> str | None:
    """SHA-256 of the file with a variant's data; None where it is not there."""
    try:
        return text_hash((root / FOLDER / slug / f"{variant}.json").read_bytes())
    except OSError:
        return None


def stored_file(root: Path, name: str) -> Path:
    """Where a stored file lies, by the name that a record gives."""
    return root / FOLDER / _FILES / PurePosixPath(name).name


def stored_name(name: str, raw: bytes) -> str:
    """The name of a stored file: its hash, and the ending that it has in the output."""
    return f"{sha256(raw)}{PurePosixPath(name).suffix.lower()}"


def store_file(root: Path, name: str, raw: bytes) -> str:
    """Keep a file under its hash, and give the name it has there."""
    stored = stored_name(name, raw)
    path = stored_file(root, stored)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{stored}.new")
        fresh.write_bytes(raw)
        fresh.replace(path)
    return stored


def with_data_of(record: EditionRecord, variants: Mapping[str, PublishedVariant]) -> EditionRecord:
    """The same record with what these variants hold, and the hashes of their files."""
    hashes = {
        name: replace(record.variants[name], data=text_hash(variant_to_json(each).encode()))
        for name, each in variants.items()
    }
    return replace(record.with_facts_of(variants), variants=hashes)


def write_edition(
    root: Path, record: EditionRecord, variants: Mapping[str, PublishedVariant]
) -> None:
    """Write an edition in the place of what was there."""
    files = {f"{name}.json": variant_to_json(each).encode() for name, each in variants.items()}
    files[_RECORD] = record_to_json(record).encode()
    folder = root / FOLDER / record.slug
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_folder(folder, files)
    _remove_unused(root)


def remove_edition(root: Path, slug: str) -> None:
    """Take an edition away, and the files that no other one uses."""
    remove_folder(root / FOLDER / slug)
    _remove_unused(root)


def sha256(raw: bytes) -> str:
    """The hash by which files are known, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def text_hash(raw: bytes) -> str:
    """The same of a text, whatever line ends a checkout has given it."""
    return sha256(raw.replace(b"\r\n", b"\n"))


def _remove_unused(root: Path) -> None:
    """What was withdrawn must not stay behind as a file."""
    folder = root / FOLDER / _FILES
    if folder.is_dir():
        used = {name for record in read_records(root) for name in record.files.values()}
        for path in folder.iterdir():
            if path.name not in used:
                path.unlink()


def _record(path: Path, root: Path) -> EditionRecord:
    try:
        return record_from_json(path.read_bytes())
    except (OSError, UnreadableEditionError) as error:
        raise _unreadable(path, root, error) from error


def _unreadable(path: Path, root: Path, error: Exception) -> UnreadableEditionError:
    shown = path.relative_to(root).as_posix()
    fault = getattr(error, "fault", None) or "the file cannot be opened"
    return UnreadableEditionError(f"{shown}: {fault}")


def _state_of(log: Path) -> tuple[int, int]:
    try:
        found = log.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
