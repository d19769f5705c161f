"""Commits what several threads have to write together, so that they share one wait for the disk."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

Write = Callable[[sqlite3.Connection], None]


class _Waiting:
    """One write that has not been committed yet."""

    __slots__ = ("error", "is_done", "write")

    def __init__(self, write: Write) -> None:
        self.write = write
        self.is_done = False
        self.error: BaseException | None = None


class Committer:
    """Lets one thread after the other use a connection; short writes are gathered.

    Whoever gets the connection commits all writes that wait by then. A write that fails is undone
    alone (a savepoint); a commit that fails fails all of them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = Lock()
        self._gate = Lock()
        self._waiting: list[_Waiting] = []

    def write(self, write: Write) -> None:
        """Do one write; it is committed when this returns."""
        own = _Waiting(write)
        with self._gate:
            self._waiting.append(own)
        with self._turn:
            if not own.is_done:
                self._commit_all()
        if own.error is not None:
            raise own.error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection for a longer transaction of one's own."""
        with self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for reading."""
        with self._turn:
            yield self._connection

    def _commit_all(self) -> None:
        with self._gate:
            batch, self._waiting = self._waiting, []
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for each in batch:
                self._try(each, is_alone=len(batch) == 1)
            self._connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - told to each thread whose write it was
            self._roll_back()
            for each in batch:
                each.error = each.error or error
        finally:
            for each in batch:
                each.is_done = True

    def _try(self, each: _Waiting, *, is_alone: bool) -> None:
        if is_alone:
            each.write(self._connection)
            return
        self._connection.execute("SAVEPOINT one")
        try:
            each.write(self._connection)
        except sqlite3.Error:
            raise
        except Exception as error:  # noqa: BLE001 - told to the thread whose write it is
            each.error = error
            self._connection.execute("ROLLBACK TO one")
        self._connection.execute("RELEASE one")

    def _roll_back(self) -> None:
        # A full disk may have ended the transaction already.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
