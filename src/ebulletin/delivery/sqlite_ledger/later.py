"""What may happen to lines once they are planned: settled, corrected, suppressed, forgotten."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from ebulletin.delivery.ledger import KeptContent
from ebulletin.delivery.model import State
from ebulletin.delivery.sqlite_ledger.freezing import keep_content


def suppress(
    connection: sqlite3.Connection, campaign: int, reasons: Mapping[str, str], at: float
) -> int:
    """Take out, by key, what has not left; gives how many lines."""
    count = 0
    for key, reason in reasons.items():
        count += connection.execute(
            "UPDATE delivery SET state='suppressed', reply=?, fields='', updated=? "
            "WHERE campaign_id=? AND addr_key=? AND state IN ('planned','deferred')",
            (reason, at, campaign, key),
        ).rowcount
    return count


def exchange(connection: sqlite3.Connection, campaign: int, contents: Sequence[KeptContent]) -> int:
    """Let what has not left have other content, variant by variant; gives how many lines."""
    count = 0
    for each in contents:
        number = keep_content(connection, campaign, each)
        count += connection.execute(
            "UPDATE delivery SET content_id=? WHERE campaign_id=? AND content_id IN "
            "(SELECT id FROM content WHERE campaign_id=? AND variant=? AND id<>?) "
            "AND state IN ('planned','deferred')",
            (number, campaign, campaign, each.variant, number),
        ).rowcount
    return count


def settle(
    connection: sqlite3.Connection, campaign: int, delivery: int, state: State, evidence: str,
    at: float,
) -> None:  # fmt: skip
    """End a doubt: accepted, or planned again. A line that is in doubt no longer is left alone."""
    connection.execute(
        "INSERT INTO attempt SELECT id, attempts, 'settled', ?, 'dot', code, enhanced, ?, ? "
        "FROM delivery WHERE id=? AND campaign_id=? AND state='in_doubt'",
        (state, evidence, at, delivery, campaign),
    )
    connection.execute(
        "UPDATE delivery SET state=?, reply=?, next_at=0, updated=?, "
        "fields=CASE WHEN ? THEN '' ELSE fields END "
        "WHERE id=? AND campaign_id=? AND state='in_doubt'",
        (state, evidence, at, state is State.ACCEPTED, delivery, campaign),
    )


def forget(connection: sqlite3.Connection, keys: Iterable[str]) -> int:
    """Blank people in all campaigns; gives how many lines.

    What was planned for them is suppressed, so that nothing is sent without an address.
    """
    count = 0
    for key in keys:
        found = connection.execute("SELECT id FROM delivery WHERE addr_key=?", (key,))
        for (delivery,) in found.fetchall():
            _blank(connection, delivery)
            count += 1
    return count


def _blank(connection: sqlite3.Connection, delivery: int) -> None:
    connection.execute(
        "UPDATE delivery SET address='', fields='', reply='', enhanced='', next_at=0, fence=NULL, "
        "state=CASE WHEN state IN ('accepted','refused') THEN state ELSE 'suppressed' END "
        "WHERE id=?",
        (delivery,),
    )
    connection.execute("UPDATE attempt SET reply='' WHERE delivery_id=?", (delivery,))
    connection.execute("UPDATE event SET words='' WHERE delivery_id=?", (delivery,))
