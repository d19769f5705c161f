"""The ledger's methods in SQL."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from ebulletin.delivery.ledger import (
    Counts,
    DamagedLedgerError,
    Ended,
    FenceLostError,
    Frozen,
    KeptContent,
    LedgerFullError,
    LedgerInUseError,
)
from ebulletin.delivery.model import Campaign, Delivery, PlannedRecipient, Shard, State
from ebulletin.delivery.sqlite_ledger.committing import Committer
from ebulletin.delivery.sqlite_ledger.freezing import freeze
from ebulletin.delivery.sqlite_ledger.later import exchange, forget, settle, suppress
from ebulletin.delivery.sqlite_ledger.rows import (
    COLUMNS,
    campaign_of,
    delivery_of,
    record_end,
    states,
)

LOCK_NAME = "sending.lock"

MOST_WAIT_SECONDS = 48 * 3600.0
"""No retry lies further ahead. One that does was written before the clock was set back: it is due.
"""

_LOCK_PATIENCE_SECONDS = 1.0
"""Longer than `is_sending` of another command holds the lock to look."""

_PAGE = 1_000
"""Lines that are read at a time, so that memory stays flat and writers are not held up."""


class SqliteLedger:
    """A `Ledger` in one file; its methods may be called from several threads.

    Made by `open_ledger`, which looks the file through first.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._committer = Committer(connection)

    def freeze(
        self, bulletin: str, contents: Sequence[KeptContent],
        audience: Iterable[PlannedRecipient], at: datetime,
    ) -> Frozen:  # fmt: skip
        """Write down who gets what, in one transaction."""
        with self._told(), self._committer.transaction() as connection:
            return freeze(connection, bulletin, contents, audience, at)

    def campaigns(self) -> tuple[Campaign, ...]:
        """All campaigns, the newest first."""
        with self._told(), self._committer.reading() as connection:
            rows = connection.execute("SELECT bulletin FROM campaign ORDER BY id DESC").fetchall()
            return tuple(each for (name,) in rows if (each := campaign_of(connection, name)))

    def campaign(self, bulletin: str) -> Campaign | None:
        """The campaign of a bulletin."""
        with self._told(), self._committer.reading() as connection:
            return campaign_of(connection, bulletin)

    def content(self, campaign: int, digest: str) -> bytes:
        """The packed content of that digest."""
        row = self._one(
            "SELECT packed FROM content WHERE campaign_id=? AND digest=?", campaign, digest
        )
        if row is None:
            raise DamagedLedgerError(str(self.path), "the content of a campaign is missing")
        return bytes(row[0])

    def counts(self, campaign: int) -> Counts:
        """How far a campaign is."""
        by_state = self._all(
            "SELECT state, COUNT(*) FROM delivery WHERE campaign_id=? GROUP BY state", campaign
        )
        events = self._all(
            # From the few events to their lines, and not the other way round.
            "SELECT event.kind, COUNT(DISTINCT delivery_id) FROM event "
            "CROSS JOIN delivery ON delivery.id=delivery_id WHERE campaign_id=? "
            "GROUP BY event.kind",
            campaign,
        )
        return Counts({State(name): count for name, count in by_state}, dict(events))

    def deliveries(self, campaign: int, *wanted: State) -> Iterator[Delivery]:
        """The lines in one of these states, page by page in the order in which they lie."""
        after = 0
        while True:
            # The plus keeps SQLite from sorting the whole campaign for each page.
            rows = self._all(
                f"SELECT {COLUMNS} WHERE +delivery.campaign_id=? AND delivery.id>? "
                f"AND +state IN ({states(*wanted)}) ORDER BY delivery.id LIMIT {_PAGE}",
                campaign,
                after,
            )
            if not rows:
                return
            yield from map(delivery_of, rows)
            after = rows[-1][0]

    def delivery(self, delivery: int) -> Delivery | None:
        """One line."""
        row = self._one(f"SELECT {COLUMNS} WHERE delivery.id=?", delivery)
        return delivery_of(row) if row is not None else None

    @contextmanager
    def sending(
        self, campaign: int, *, patience_seconds: float = _LOCK_PATIENCE_SECONDS
    ) -> Iterator[None]:
        """The right to send, held until the process ends, however it ends.

        A second SQLite file serves as the lock, since its locks work alike on every system. Here
        one sender serves all campaigns.
        """
        del campaign
        file = self.path.with_name(LOCK_NAME)
        file.touch(mode=0o600)
        lock = sqlite3.connect(
            file, timeout=patience_seconds, isolation_level=None, check_same_thread=False
        )
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            lock.close()
            raise LedgerInUseError from error
        try:
            yield
        finally:
            lock.close()

    def is_sending(self, campaign: int) -> bool:
        """Whether a sender is at work just now."""
        try:
            with self.sending(campaign, patience_seconds=0):
                return False
        except LedgerInUseError:
            return True

    def recover(self, campaign: int, now: float) -> int:
        """Put right what stopped senders left; to be called with the right to send."""
        with self._told(), self._committer.transaction() as connection:
            connection.execute(
                "UPDATE delivery SET state='planned', fence=NULL, updated=? "
                "WHERE campaign_id=? AND state='claimed'",
                (now, campaign),
            )
            return connection.execute(
                "UPDATE delivery SET state='in_doubt', fence=NULL, attempts=attempts+1, "
                "stage='dot', reply='the program stopped before the answer was written down', "
                "updated=? WHERE campaign_id=? AND state='carrying'",
                (now, campaign),
            ).rowcount

    def shards(self, campaign: int, size: int) -> Iterator[Shard]:
        """The campaign cut into runs of so many lines."""
        after = 0
        while True:
            first, last = self._all(
                "SELECT MIN(id), MAX(id) FROM (SELECT id FROM delivery "
                "WHERE +campaign_id=? AND id>? ORDER BY id LIMIT ?)",
                campaign,
                after,
                size,
            )[0]
            if first is None:
                return
            yield Shard(campaign, first, last)
            after = last

    def claim(self, shard: Shard, fence: str, most: int, now: float) -> list[Delivery]:
        """Take lines that are due, those longest due first."""
        with self._told(), self._committer.transaction() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} WHERE delivery.id IN (SELECT id FROM delivery "  # noqa: S608 - our own names
                "WHERE campaign_id=? AND state IN ('planned','deferred') "
                "AND (next_at<=? OR next_at>?) AND id BETWEEN ? AND ? "
                "ORDER BY next_at, id LIMIT ?) ORDER BY delivery.id",
                (shard.campaign, now, now + MOST_WAIT_SECONDS, shard.first, shard.last, most),
            ).fetchall()
            connection.executemany(
                "UPDATE delivery SET state='claimed', fence=?, updated=? WHERE id=?",
                [(fence, now, row[0]) for row in rows],
            )
        return [delivery_of(row) for row in rows]

    def next_due(self, campaign: int) -> float | None:
        """When the next planned or deferred line is due."""
        row = self._one(
            "SELECT MIN(next_at) FROM delivery "
            "WHERE campaign_id=? AND state IN ('planned','deferred')",
            campaign,
        )
        return None if row is None or row[0] is None else float(row[0])

    def begin(self, fence: str, delivery: int, ended: Sequence[Ended] = ()) -> None:
        """Write down how earlier attempts ended and that the next final dot is about to leave."""
        now = time.time()

        def write(connection: sqlite3.Connection) -> None:
            for each in ended:
                record_end(connection, fence, each, now)
            begun = connection.execute(
                "UPDATE delivery SET state='carrying', updated=? "
                "WHERE id=? AND fence=? AND state='claimed'",
                (now, delivery, fence),
            )
            if begun.rowcount != 1:
                raise FenceLostError

        with self._told():
            self._committer.write(write)

    def record(self, fence: str, ended: Sequence[Ended]) -> None:
        """Write down how attempts ended."""
        now = time.time()

        def write(connection: sqlite3.Connection) -> None:
            for each in ended:
                record_end(connection, fence, each, now)

        if ended:
            with self._told():
                self._committer.write(write)

    def release(self, fence: str) -> int:
        """Plan again what is claimed under this fence and was not begun."""
        # Deferred lines keep the time before which they are not tried again.
        return self._change(
            "UPDATE delivery SET state='planned', fence=NULL WHERE state='claimed' AND fence=?",
            fence,
        )

    def pause(self, campaign: int, because: str) -> None:
        """Let every sender of this campaign stop after the message that it is at."""
        self._change("UPDATE campaign SET paused_because=? WHERE id=?", because, campaign)

    def unpause(self, campaign: int) -> None:
        """Let senders work again."""
        self.pause(campaign, "")

    def suppress(self, campaign: int, reasons: Mapping[str, str], at: float) -> int:
        """Take out, by key, who is not to be written to after all."""
        with self._told(), self._committer.transaction() as connection:
            return suppress(connection, campaign, reasons, at)

    def recent(self, now: float, seconds: float) -> list[float]:
        """How many seconds ago attempts ended, those of the last so many seconds."""
        rows = self._all(
            "SELECT ?-updated FROM delivery WHERE updated>? AND stage IS NOT NULL "
            "AND state NOT IN ('planned','suppressed')",
            now,
            now - seconds,
        )
        return [max(0.0, ago) for (ago,) in rows]

    def open_digests(self, campaign: int) -> frozenset[str]:
        """Digests of the contents that are still to go out."""
        rows = self._all(
            "SELECT DISTINCT digest FROM content JOIN delivery ON content.id=content_id "
            "WHERE delivery.campaign_id=? AND state IN ('planned','claimed','carrying','deferred')",
            campaign,
        )
        return frozenset(digest for (digest,) in rows)

    def exchange(self, campaign: int, contents: Sequence[KeptContent]) -> int:
        """Let what has not left have other content, variant by variant."""
        with self._told(), self._committer.transaction() as connection:
            return exchange(connection, campaign, contents)

    def settle(
        self, campaign: int, delivery: int, *, is_accepted: bool, evidence: str, at: float
    ) -> None:
        """End a doubt; a line that is in doubt no longer is left as it is."""
        state = State.ACCEPTED if is_accepted else State.PLANNED
        with self._told(), self._committer.transaction() as connection:
            settle(connection, campaign, delivery, state, evidence, at)

    def plan_again(self, campaign: int, at: float) -> int:
        """Plan again everything that was refused, but for people who were forgotten since."""
        return self._change(
            "UPDATE delivery SET state='planned', next_at=0, attempts=0, updated=? "
            "WHERE campaign_id=? AND state='refused' AND address<>''",
            at,
            campaign,
        )

    def note_event(
        self, event: str, delivery: int, kind: str, at: float, words: str = ""
    ) -> bool:  # fmt: skip
        """Keep what came back for a delivery; the same event twice counts once."""
        return bool(
            self._change(
                "INSERT INTO event(event, delivery_id, kind, words, at) VALUES(?,?,?,?,?) "
                "ON CONFLICT(event) DO NOTHING",
                event, delivery, kind, words, at,
            )
        )  # fmt: skip

    def remember(self, name: str, value: str) -> str:
        """Keep a fact about the whole ledger unless it is kept already; gives what is kept."""
        self._change(
            "INSERT INTO fact(name, value) VALUES(?,?) ON CONFLICT(name) DO NOTHING", name, value
        )
        row = self._one("SELECT value FROM fact WHERE name=?", name)
        assert row is not None
        return str(row[0])

    def note_test(self, bulletin: str, digests: Iterable[str], at: float) -> None:
        """Keep that a test message of these bytes was accepted."""
        for digest in digests:
            self._change(
                "INSERT INTO test_send(bulletin, digest, at) VALUES(?,?,?) "
                "ON CONFLICT(bulletin, digest) DO UPDATE SET at=excluded.at",
                bulletin, digest, at,
            )  # fmt: skip

    def tested(self, bulletin: str) -> frozenset[str]:
        """Digests of which a test message was accepted."""
        rows = self._all("SELECT digest FROM test_send WHERE bulletin=?", bulletin)
        return frozenset(digest for (digest,) in rows)

    def forget(self, keys: Iterable[str]) -> int:
        """Blank address, merge values and replies of people, in all campaigns.

        What was planned for them is suppressed, so that nothing is sent without an address. The
        key stays, so that they are not planned again.
        """
        with self._told(), self.sending(0), self._committer.transaction() as connection:
            # Blanked bytes are overwritten with noughts, not only let go.
            connection.execute("PRAGMA secure_delete=ON")
            count = forget(connection, keys)
        with self._told(), self._committer.reading() as connection:
            # The log beside the file holds old pages until it is written back and cut.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return count

    def close(self) -> None:
        """Give up the connection; what was written is in the file."""
        with self._committer.reading() as connection:
            connection.close()

    def _change(self, statement: str, *values: object) -> int:
        with self._told(), self._committer.transaction() as connection:
            return connection.execute(statement, values).rowcount

    def _all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told(), self._committer.reading() as connection:
            return connection.execute(statement, values).fetchall()

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._all(statement, *values)
        return rows[0] if rows else None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says, in the ledger's own words."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise LedgerFullError(str(self.path), str(error)) from error
        except sqlite3.DatabaseError as error:
            raise DamagedLedgerError(str(self.path), str(error)) from error
