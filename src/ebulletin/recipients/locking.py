"""A lock on a folder of lists, which the system gives up by itself when a program ends."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ebulletin.errors import EbulletinError

LOCK_FILE = ".lock"
PATIENCE_SECONDS = 20.0
"""How long a command waits for another one; reading 100,000 rows takes a few seconds."""

_BREATH_SECONDS = 0.05
# Not every system knows each of these.
_NO_LOCKS = frozenset(
    getattr(errno, name, None) for name in ("ENOTSUP", "EOPNOTSUPP", "ENOSYS", "ENOLCK", "EINVAL")
) - {None}


class ListsInUseError(EbulletinError):
    """Another command is at work with the same lists, and does not end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Another ebulletin command is changing the lists in {folder.name}/ just now, so this "
            "one did nothing. Wait until the other has ended, and try again."
        )


@contextmanager
def locked(folder: Path, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock of a folder; it is never left behind, even by a crash.

    Raises:
        ListsInUseError: Another program holds it for longer than the patience.
    """
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        ends = time.monotonic() + patience_seconds
        while not _take(descriptor):
            if time.monotonic() > ends:
                raise ListsInUseError(folder)
            time.sleep(_BREATH_SECONDS)
        yield
    finally:
        # Closing gives the lock up.
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return _is_unsupported(error)
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return _is_unsupported(error)
        return True


def _is_unsupported(error: OSError) -> bool:
    """Whether the drive knows no locks, as some network drives: the team has to take turns."""
    return error.errno in _NO_LOCKS
