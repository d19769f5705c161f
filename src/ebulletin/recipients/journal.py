"""The journal of every change to the lists: who, when and what, each person by keyed hash."""

import csv
import getpass
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ebulletin.recipients.guarding import guarded, unguarded

FILE = "journal.csv"
COLUMNS = ("at", "by", "what", "list", "key", "details", "change")

_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"']+@[^\s@,;:<>()\[\]\"']+")
_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal.

    Attributes:
        at: In UTC, to the second.
        by: The name under which the person is signed in to the computer.
        what: Such as `added`, `changed`, `removed`, `suppressed`, `forgotten`.
        list: The name of the list, where one was changed.
        key: The keyed hash of the address; empty for what touches nobody in particular.
        details: In words, without any address.
        change: The same for all lines of one change.
    """

    at: datetime
    by: str
    what: str
    list: str = ""
    key: str = ""
    details: str = ""
    change: str = ""


def who() -> str:
    """Who is at work: the name under which they are signed in to this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A bare container has no such name (Python 3.13 raises OSError, earlier ones others).
        return "unknown"


def now() -> datetime:
    """The time of a change, in UTC and to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def without_addresses(words: str) -> str:
    """Words fit for the journal: on one line, not too long, and without anybody's address."""
    return " ".join(_ADDRESS.sub("(address)", words).split())[:_LONGEST_WORDS]


def header() -> bytes:
    """The row of names."""
    return _written(COLUMNS)


def line(entry: Entry) -> bytes:
    """A line as it is appended."""
    return _written(
        (
            entry.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            without_addresses(entry.by),
            entry.what,
            guarded(entry.list),
            entry.key,
            guarded(without_addresses(entry.details)),
            entry.change,
        )
    )


def read_journal(folder: Path) -> Iterator[Entry]:
    """The lines of the journal, the oldest first; what is no line of ours is passed over."""
    try:
        with (folder / FILE).open(encoding="utf-8-sig", errors="replace", newline="") as opened:
            for row in csv.reader(opened):
                entry = _entry(row)
                if entry is not None:
                    yield entry
    except (FileNotFoundError, csv.Error):
        return


def entries_about(folder: Path, keys: Iterable[str]) -> list[Entry]:
    """The lines about some people."""
    wanted = frozenset(keys)
    return [each for each in read_journal(folder) if each.key in wanted]


def without_details(lines: Iterable[bytes], keys: Iterable[str]) -> Iterator[bytes]:
    """The lines of a journal, those about some people without the words that describe them."""
    names = frozenset(keys)
    for raw in lines:
        (row,) = csv.reader([raw.decode("utf-8", "replace")])
        entry = _entry(row)
        if entry is not None and entry.key in names:
            yield line(replace(entry, details=""))
        else:
            yield raw if raw.endswith(b"\n") else raw + b"\n"


def _entry(row: list[str]) -> Entry | None:
    if len(row) < len(COLUMNS):
        return None
    try:
        at = datetime.strptime(row[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    _, by, what, list_name, key, details, change = row[: len(COLUMNS)]
    return Entry(at, by, what, unguarded(list_name), key, unguarded(details), change)


def _written(cells: Iterable[str]) -> bytes:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow(cells)
    return row.getvalue().encode("utf-8", "replace")
