"""Forgets somebody: out of every list, output and ledger, and only a keyed hash is kept."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ebulletin.recipients.forgetting import Sought, sought, without_rows
from ebulletin.recipients.key import JOURNAL_FILE, KEY_FILE, SUPPRESSED_FILE
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.locking import LOCK_FILE
from ebulletin.recipients.store import CHANGE_FOLDER, UNDO_FOLDER, Change, changing
from ebulletin.recipients.suppression import EVERYTHING, FORGOTTEN, Suppression, add_to

MACHINE_FOLDER = ".ebulletin"

_OUTPUT = "out"
_LEDGER_BEGINNING = "ledger"
# They hold no address, unless somebody wrote one in by hand.
_KEPT_WHOLE = (f"{FOLDER}/{JOURNAL_FILE}", f"{FOLDER}/{SUPPRESSED_FILE}")
_ROWS = (".csv", ".tsv", ".txt")
# What other programs keep in folders of their own, and no list ever gets into.
_NOT_OURS = frozenset({
    ".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".mypy_cache",
    ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".tox",
})  # fmt: skip

Ledger = Callable[[Path, Iterable[str]], int]
"""Blanks people in the ledger of a folder, given their keyed hashes; says how many lines."""


@dataclass(slots=True)
class Forgotten:
    """What forgetting somebody did.

    Attributes:
        rows: How many rows went from each list, by path.
        mentions: How many rows of other people named them, and do no more, by path.
        deleted: Files that went as a whole, because they can be made again without the person.
        ledger_lines: How many lines of the sending ledger were blanked.
        remaining: Files that still hold the address, and that only a person can change.
    """

    rows: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    ledger_lines: int = 0
    remaining: list[str] = field(default_factory=list)


def blank_in_ledger(folder: Path, keys: Iterable[str]) -> int:
    """Blank people in this machine's sending ledger; gives how many lines that were.

    Raises:
        LedgerError: It is in use, or cannot be trusted.
    """
    from ebulletin.delivery.sqlite_ledger.opening import ledger_exists, open_ledger

    if not ledger_exists(folder):
        return 0
    ledger = open_ledger(folder)
    try:
        return ledger.forget(keys)
    finally:
        ledger.close()


def forget(
    root: Path, address: str, on: date, *, by: str | None = None, ledger: Ledger = blank_in_ledger
) -> Forgotten:
    """Erase an address everywhere in a workspace, so that only its keyed hash is left.

    The lists, the suppression list, the journal and what was built change in one step. The ledger
    comes first: if it is in use nothing is done, and after a crash this is done again.

    Args:
        root: The workspace.
        on: The day from which the person is never to be written to or imported again.

    Raises:
        ListsInUseError: Another command is at work.
        LedgerError: The ledger cannot be changed now; nothing was.
    """
    who = sought(address)
    done = Forgotten()
    folder = root / FOLDER
    with changing(folder, "forget", by=by) as change:
        key = change.hashed(address)
        done.ledger_lines = ledger(root / MACHINE_FOLDER, [key])
        # The state before would hold the person, and the journal says where they were met.
        change.keeps_before = False
        change.blank(key)
        for file in _files(root):
            if who.is_in_name(file.name) or who.is_in_bytes(_read(file)):
                _clean(change, file, root, who, done)
        details = f"{sum(done.rows.values())} rows and {len(done.deleted)} files"
        if not add_to(change, [Suppression(key, EVERYTHING, FORGOTTEN, on)], details):
            # Done before, and once more for what came back since, such as an old backup.
            change.note(FORGOTTEN, key=key, details=details)
    return done


def _clean(change: Change, file: Path, root: Path, who: Sought, done: Forgotten) -> None:
    """Let one file lose the person when the change ends, or report that only a person can."""
    path = file.relative_to(root).as_posix()
    top, _, below = path.partition("/")
    is_ledger = top == MACHINE_FOLDER and below.startswith(_LEDGER_BEGINNING)
    if path in _KEPT_WHOLE or is_ledger:
        done.remaining.append(path)
        return
    if top == FOLDER and file.suffix.lower() in _ROWS and not who.is_in_name(file.name):
        cleaned = without_rows(file.read_bytes(), who)
        if (cleaned.rows or cleaned.mentions) and not who.is_in_bytes(cleaned.raw):
            if cleaned.rows:
                done.rows[path] = cleaned.rows
            if cleaned.mentions:
                done.mentions[path] = cleaned.mentions
            change.write(below, cleaned.raw)
            return
    if top in (_OUTPUT, MACHINE_FOLDER) or (top == FOLDER and _is_made_by_us(below)):
        done.deleted.append(path)
        change.remove(f"../{path}" if top != FOLDER else below)
        return
    done.remaining.append(path)


def _is_made_by_us(below: str) -> bool:
    """What lies in folders below `recipients/` was written by a command and can be again."""
    return "/" in below


def _files(root: Path) -> Iterator[Path]:
    """Every file of the workspace that may hold an address, links aside."""
    ours = {KEY_FILE, LOCK_FILE}
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(
            each
            for each in folders
            if each not in _NOT_OURS
            and not (here / each).is_symlink()
            and not (here / each / "pyvenv.cfg").exists()
            and not (here.name == FOLDER and each in (CHANGE_FOLDER, UNDO_FOLDER))
        )
        for name in sorted(names):
            file = here / name
            if file.is_symlink() or not file.is_file():
                continue
            if here == root / FOLDER and name in ours:
                continue
            yield file


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        # It vanished, or another program keeps it to itself.
        return b""
