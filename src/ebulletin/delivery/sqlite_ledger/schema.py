"""The tables of the ledger, and the marks by which its file is known."""

APPLICATION_ID = 0x65424C31
"""Written into the file's header, so that another SQLite file is never taken for a ledger."""

VERSION = 1

# How far a campaign is stands in `by_state` alone; the lines themselves are not read for it. The
# unique key lies in the order of hashes, so that reading lines by it would jump about in the file.
# `deferred` lines are due at `next_at`, planned ones at once. The index holds only those two, so
# that it shrinks as the campaign goes on.
TABLES = """
CREATE TABLE campaign(
  id INTEGER PRIMARY KEY,
  bulletin TEXT NOT NULL UNIQUE,
  token TEXT NOT NULL,
  audience TEXT NOT NULL,
  frozen_at REAL NOT NULL,
  paused_because TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE content(
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign(id),
  variant TEXT NOT NULL,
  digest TEXT NOT NULL,
  packed BLOB NOT NULL,
  UNIQUE(campaign_id, variant, digest)
) STRICT;
CREATE TABLE delivery(
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign(id),
  content_id INTEGER NOT NULL REFERENCES content(id),
  address TEXT NOT NULL,
  addr_key TEXT NOT NULL,
  fields TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK(state IN
    ('planned','claimed','carrying','accepted','deferred','refused','in_doubt','suppressed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  fence TEXT,
  next_at REAL NOT NULL DEFAULT 0,
  stage TEXT,
  code INTEGER,
  enhanced TEXT NOT NULL DEFAULT '',
  reply TEXT NOT NULL DEFAULT '',
  relay TEXT NOT NULL DEFAULT '',
  updated REAL NOT NULL,
  UNIQUE(campaign_id, addr_key)
) STRICT;
CREATE INDEX due ON delivery(campaign_id, next_at, id) WHERE state IN ('planned','deferred');
CREATE INDEX by_state ON delivery(campaign_id, state);
CREATE TABLE attempt(
  delivery_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  fence TEXT NOT NULL,
  state TEXT NOT NULL,
  stage TEXT NOT NULL,
  code INTEGER,
  enhanced TEXT NOT NULL,
  reply TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE INDEX attempt_of ON attempt(delivery_id);
CREATE TABLE event(
  event TEXT PRIMARY KEY,
  delivery_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  at REAL NOT NULL
) STRICT;
CREATE INDEX event_of ON event(delivery_id);
CREATE TABLE fact(
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE test_send(
  bulletin TEXT NOT NULL,
  digest TEXT NOT NULL,
  at REAL NOT NULL,
  PRIMARY KEY(bulletin, digest)
) STRICT;
"""
