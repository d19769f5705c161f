"""Makes or opens the ledger's file, and refuses one that cannot be trusted."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ebulletin.delivery.ledger import DamagedLedgerError, LedgerFullError, NewerLedgerError
from ebulletin.delivery.places import refuse_shared_place
from ebulletin.delivery.sqlite_ledger.schema import APPLICATION_ID, TABLES, VERSION
from ebulletin.delivery.sqlite_ledger.store import SqliteLedger

FILE_NAME = "ledger.db"

_PATIENCE_SECONDS = 15.0
"""How long a write waits for another command that writes just now."""


def ledger_exists(folder: Path) -> bool:
    """Whether there is a ledger in that folder, sound or not."""
    return (folder / FILE_NAME).exists()


def open_ledger(folder: Path, *, is_power_safe: bool = True) -> SqliteLedger:
    """Open the ledger in a folder such as `.ebulletin/`, or make a new one.

    Args:
        folder: On a disk of this machine.
        is_power_safe: Whether each write is on the disk before a message goes on. Without it the
            ledger survives a crash of the program, but not of the computer.

    Raises:
        SharedPlaceError: The folder lies on a network drive or is copied by a syncing program.
        DamagedLedgerError: The file is not what was written into it.
        NewerLedgerError: A newer version wrote it.
        LedgerFullError: It cannot be written.
    """
    refuse_shared_place(folder)
    path = folder / FILE_NAME
    try:
        if not path.exists():
            _make(path)
        connection = _connect(path)
        _look_through(connection, path)
        connection.execute(f"PRAGMA synchronous={'FULL' if is_power_safe else 'NORMAL'}")
        # Macs keep written bytes in the drive's own memory unless asked again.
        connection.execute(f"PRAGMA fullfsync={int(is_power_safe)}")
    except sqlite3.OperationalError as error:
        raise LedgerFullError(str(path), _reason(error)) from error
    except sqlite3.DatabaseError as error:
        raise DamagedLedgerError(str(path), _reason(error)) from error
    return SqliteLedger(connection, path)


def _make(path: Path) -> None:
    """Write an empty ledger beside its place first, so that a crash never leaves half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ignore = path.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    fresh = path.with_name(f".{FILE_NAME}.new")
    fresh.unlink(missing_ok=True)
    # Nobody but its owner may read who is written to; the files beside it take over its mode.
    fresh.touch(mode=0o600)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.executescript(f"BEGIN; {TABLES} COMMIT")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("PRAGMA journal_mode=WAL")
    fresh.replace(path)


def _connect(path: Path) -> sqlite3.Connection:
    if path.stat().st_size == 0:
        # SQLite would take an emptied file for a new one, and everybody for not yet written to.
        raise sqlite3.DatabaseError("the file is empty")
    connection = sqlite3.connect(
        path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


def _look_through(connection: sqlite3.Connection, path: Path) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID:
        raise DamagedLedgerError(str(path), "it is not a ledger")
    if version > VERSION:
        raise NewerLedgerError(str(path))
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedLedgerError(str(path), " ".join(str(verdict).split()))


def _reason(error: sqlite3.Error) -> str:
    return str(error).rstrip(".").lower()
