"""Rows of the ledger's tables to values, and the end of an attempt into its row."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ebulletin.delivery.ledger import Ended, FenceLostError
from ebulletin.delivery.model import (
    MOST_REPLY_CHARACTERS,
    Campaign,
    Delivery,
    Outcome,
    Stage,
    State,
)

COLUMNS = (
    "delivery.id, delivery.campaign_id, content.digest, content.variant, address, addr_key, "
    "fields, state, attempts, stage, code, enhanced, reply, relay "
    "FROM delivery JOIN content ON content.id=delivery.content_id"
)

_END = """
UPDATE delivery SET state=?, attempts=attempts+?, fence=NULL, next_at=?, stage=?, code=?,
enhanced=?, reply=?, relay=?, updated=?, fields=CASE WHEN ? THEN '' ELSE fields END
WHERE id=? AND fence=? AND state IN ('claimed','carrying') RETURNING attempts
"""
_ENDS = (State.ACCEPTED, State.DEFERRED, State.REFUSED, State.IN_DOUBT)


def states(*wanted: State) -> str:
    """States as SQL lists them; all of them where none is named."""
    return ",".join(f"'{state.value}'" for state in wanted or tuple(State))


def campaign_of(connection: sqlite3.Connection, bulletin: str) -> Campaign | None:
    """The campaign of a bulletin, with the digests of its contents."""
    row = connection.execute(
        "SELECT id, token, audience, frozen_at, paused_because FROM campaign WHERE bulletin=?",
        (bulletin,),
    ).fetchone()
    if row is None:
        return None
    number, token, audience, frozen_at, paused_because = row
    digests = connection.execute(
        # A later content of a variant takes the place of an earlier one.
        "SELECT variant, digest FROM content WHERE campaign_id=? ORDER BY id",
        (number,),
    ).fetchall()
    return Campaign(
        number, bulletin, token, dict(digests), audience,
        datetime.fromtimestamp(frozen_at, UTC), paused_because,
    )  # fmt: skip


def delivery_of(row: Sequence[Any]) -> Delivery:
    """A line of the ledger from a row of `COLUMNS`."""
    (number, campaign, digest, variant, address, key, fields, state, attempts,
     stage, code, enhanced, reply, relay) = row  # fmt: skip
    last = None
    if stage is not None:
        known = State(state) if State(state) in _ENDS else State.DEFERRED
        last = Outcome(known, Stage(stage), code, enhanced, reply, relay)
    return Delivery(
        number, campaign, digest, variant, address, key,
        fields_of(fields), State(state), attempts, last,
    )  # fmt: skip


def fields_of(text: str) -> Mapping[str, str]:
    """Merge values as they are kept."""
    return dict(json.loads(text)) if text else {}


def record_end(connection: sqlite3.Connection, fence: str, ended: Ended, now: float) -> None:
    """Write one outcome into its row, if the row is still held under this fence.

    Merge values are let go once it is accepted, as no further attempt can need them. Whatever did
    not go through is kept with its words, attempt by attempt.

    Raises:
        FenceLostError: It is not.
    """
    outcome = ended.outcome
    reply = outcome.reply[:MOST_REPLY_CHARACTERS]
    # A line that broke before the message was out is no refusal, and uses up no patience.
    is_answered = outcome.state is not State.DEFERRED or outcome.code is not None
    row = connection.execute(
        _END,
        (outcome.state, int(is_answered), ended.next_at, outcome.stage, outcome.code,
         outcome.enhanced, reply, outcome.relay, now, outcome.state is State.ACCEPTED,
         ended.delivery, fence),
    ).fetchone()  # fmt: skip
    if row is None:
        raise FenceLostError
    if outcome.state is not State.ACCEPTED:
        connection.execute(
            "INSERT INTO attempt VALUES(?,?,?,?,?,?,?,?,?)",
            (ended.delivery, row[0], fence, outcome.state, outcome.stage, outcome.code,
             outcome.enhanced, reply, now),
        )  # fmt: skip
