"""Writes an audience into the ledger as a stream: all of it or nothing."""

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from ebulletin.delivery.ledger import Frozen, KeptContent
from ebulletin.delivery.model import PlannedRecipient, State
from ebulletin.delivery.sqlite_ledger.rows import campaign_of

_BATCH = 1_000


def freeze(
    connection: sqlite3.Connection, bulletin: str, contents: Sequence[KeptContent],
    audience: Iterable[PlannedRecipient], at: datetime,
) -> Frozen:  # fmt: skip
    """Write who gets what, within the transaction that is open."""
    campaign = _campaign(connection, bulletin, at)
    numbers = {each.variant: keep_content(connection, campaign, each) for each in contents}
    (before,) = connection.execute(
        "SELECT audience FROM campaign WHERE id=?", (campaign,)
    ).fetchone()
    whole = hashlib.sha256(before.encode())
    added = seen = 0
    rows = _rows(audience, campaign, numbers, at.timestamp())
    while batch := list(islice(rows, _BATCH)):
        for row in batch:
            whole.update(f"{row[3]} {row[1]}\n".encode())
        seen += len(batch)
        added += connection.executemany(
            "INSERT INTO delivery(campaign_id, content_id, address, addr_key, fields, state, "
            "reply, updated) VALUES(?,?,?,?,?,?,?,?) "
            "ON CONFLICT(campaign_id, addr_key) DO NOTHING",
            batch,
        ).rowcount
    if added:
        connection.execute(
            "UPDATE campaign SET audience=? WHERE id=?", (whole.hexdigest(), campaign)
        )
    frozen = campaign_of(connection, bulletin)
    assert frozen is not None
    return Frozen(frozen, added, seen - added)


def _campaign(connection: sqlite3.Connection, bulletin: str, at: datetime) -> int:
    connection.execute(
        "INSERT INTO campaign(bulletin, token, audience, frozen_at) VALUES(?,?,'',?) "
        "ON CONFLICT(bulletin) DO NOTHING",
        (bulletin, secrets.token_hex(4), at.timestamp()),
    )
    (number,) = connection.execute(
        "SELECT id FROM campaign WHERE bulletin=?", (bulletin,)
    ).fetchone()
    return int(number)


def keep_content(connection: sqlite3.Connection, campaign: int, kept: KeptContent) -> int:
    """Keep a content, if it is not kept yet; gives its number."""
    connection.execute(
        "INSERT INTO content(campaign_id, variant, digest, packed) VALUES(?,?,?,?) "
        "ON CONFLICT(campaign_id, variant, digest) DO NOTHING",
        (campaign, kept.variant, kept.digest, kept.packed),
    )
    (number,) = connection.execute(
        "SELECT id FROM content WHERE campaign_id=? AND variant=? AND digest=?",
        (campaign, kept.variant, kept.digest),
    ).fetchone()
    return int(number)


def _rows(
    audience: Iterable[PlannedRecipient], campaign: int, contents: Mapping[str, int], at: float
) -> Iterator[tuple[object, ...]]:
    for each in audience:
        is_suppressed = bool(each.suppressed_because)
        yield (
            campaign,
            contents[each.variant],
            each.address,
            each.key,
            "" if is_suppressed else json.dumps(dict(each.fields), ensure_ascii=False),
            State.SUPPRESSED if is_suppressed else State.PLANNED,
            each.suppressed_because,
            at,
        )
