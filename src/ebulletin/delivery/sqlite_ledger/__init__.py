"""The ledger on SQLite, for one machine: a file that only its owner may read."""

from ebulletin.delivery.sqlite_ledger.opening import FILE_NAME, ledger_exists, open_ledger
from ebulletin.delivery.sqlite_ledger.store import SqliteLedger

__all__ = ["FILE_NAME", "SqliteLedger", "ledger_exists", "open_ledger"]
