"""The suppression list: who is never to be written to, by keyed hash, whatever a list says."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ebulletin.errors import EbulletinError
from ebulletin.recipients.guarding import guarded, unguarded
from ebulletin.recipients.journal import without_addresses
from ebulletin.recipients.key import SUPPRESSED_FILE, keyed_hash, load_key
from ebulletin.recipients.store import Change, changing, reading
from ebulletin.values.dates import parse_date
from ebulletin.values.errors import BadValueError

EVERYTHING = "all"
"""The scope of a suppression that holds for every bulletin; any other scope is a series."""

ANY_SERIES = "*"
"""Asks for a suppression of whatever scope: for what may go to somebody in any series."""

OPTED_OUT = "opted out"
BOUNCED = "bounced"
UNSUBSCRIBED = "unsubscribed"
COMPLAINED = "complained"
FORGOTTEN = "forgotten"

COLUMNS = ("key", "scope", "reason", "date")
_KEY = re.compile(r"[0-9a-f]{64}")


class DamagedSuppressionsError(EbulletinError):
    """A line cannot be read, so that somebody might be written to who asked not to be."""

    def __init__(self, row: int, words: str) -> None:
        super().__init__(
            f"recipients/{SUPPRESSED_FILE}, row {row}, cannot be read: {words!r} is no keyed hash. "
            "Nothing was done, because somebody who asked not to be written to could be. Put the "
            "file back from a backup; `ebulletin recipients undo` helps after a change by mistake."
        )


@dataclass(frozen=True, slots=True)
class Suppression:
    """Somebody who is not to be written to.

    Attributes:
        key: The keyed hash of the address.
        scope: `all`, or the series that it holds for.
        reason: In words, such as `unsubscribed`.
        on: Since when; None where the file's own words for it are not a date.
    """

    key: str
    scope: str
    reason: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Suppressions:
    """Everybody who is not to be written to; it asks for the key only where there is somebody."""

    entries: tuple[Suppression, ...] = ()
    key: bytes = b""
    _by_key: Mapping[str, tuple[Suppression, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key: dict[str, tuple[Suppression, ...]] = {}
        for entry in self.entries:
            by_key[entry.key] = (*by_key.get(entry.key, ()), entry)
        object.__setattr__(self, "_by_key", by_key)

    def __len__(self) -> int:
        return len(self.entries)

    def reason_for(self, address: str, scope: str = EVERYTHING) -> Suppression | None:
        """Why a bulletin of a series may not go to an address; None where it may.

        Args:
            scope: A series; `all` asks only for what holds everywhere, `*` for anything.
        """
        for entry in self._about(address):
            if entry.scope in (EVERYTHING, scope) or scope == ANY_SERIES:
                return entry
        return None

    def is_forgotten(self, address: str) -> bool:
        """Whether the person asked to be forgotten, and may not come onto a list again."""
        return any(each.reason == FORGOTTEN for each in self._about(address))

    def all_for(self, address: str) -> tuple[Suppression, ...]:
        """Everything that stands against an address."""
        return self._about(address)

    def counts(self) -> Mapping[str, int]:
        """How many there are for each reason, the most first."""
        return dict(Counter(each.reason for each in self.entries).most_common())

    def _about(self, address: str) -> tuple[Suppression, ...]:
        if not self.entries:
            return ()
        return self._by_key.get(keyed_hash(self.key, address), ())


def load_suppressions(folder: Path) -> Suppressions:
    """Read the suppression list, after a change that was cut short is finished.

    Args:
        folder: `recipients/`.

    Raises:
        LostKeyError: The key is gone, so nobody could be found on the list.
        WrongKeyError: The key is another one.
        DamagedSuppressionsError: A line cannot be read.
    """
    with reading(folder):
        return read_suppressions(folder)


def read_suppressions(folder: Path) -> Suppressions:
    """The same for who holds the lock already, inside `changing` or `reading`."""
    entries = tuple(_read(folder / SUPPRESSED_FILE))
    return Suppressions(entries, load_key(folder)) if entries else Suppressions()


def suppress(
    folder: Path, addresses: Iterable[str], *, reason: str, on: date, scope: str = EVERYTHING,
    by: str | None = None,
) -> int:  # fmt: skip
    """Enter addresses in the suppression list and in the journal, in one step.

    Gives how many were not there yet with this scope.

    Args:
        folder: `recipients/`.
        reason: In words; an address in it is taken out.
        on: Since when.
        scope: `all`, or a series.
    """
    with changing(folder, "suppress", by=by) as change:
        keys = [change.hashed(address) for address in addresses]
        return add_to(change, (Suppression(key, scope, reason, on) for key in keys))


def suppress_keys(
    folder: Path, keys: Iterable[str], *, reason: str, on: date, scope: str = EVERYTHING,
    by: str | None = None,
) -> int:  # fmt: skip
    """The same where only the keyed hash is known, as in a link to leave."""
    with changing(folder, "suppress", by=by) as change:
        return add_to(change, (Suppression(key, scope, reason, on) for key in keys))


def add_to(change: Change, wanted: Iterable[Suppression], details: str = "") -> int:
    """Enter suppressions as a part of a change; gives how many were not there yet.

    One that holds for all bulletins takes in those for a series; the first reason stays, but
    `forgotten` takes the place of any other.

    Args:
        details: For the journal, in place of the reason.
    """
    held = {(each.key, each.scope): each for each in read_suppressions(change.folder).entries}
    added = 0
    for each in wanted:
        name = each.key, each.scope
        known = held.get(name) or held.get((each.key, EVERYTHING))
        if known is not None and (known.reason == FORGOTTEN or each.reason != FORGOTTEN):
            continue
        entry = Suppression(each.key, each.scope, without_addresses(each.reason), each.on)
        held[name] = entry
        scope = "" if each.scope == EVERYTHING else f" ({each.scope} only)"
        what = FORGOTTEN if entry.reason == FORGOTTEN else "suppressed"
        change.note(what, key=each.key, details=details or f"{entry.reason}{scope}")
        added += 1
    if added:
        change.write(SUPPRESSED_FILE, _written(held.values()))
    return added


def _read(file: Path) -> Iterator[Suppression]:
    try:
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        return
    # A spreadsheet program may have saved it with its own separator.
    separator = ";" if text.partition("\n")[0].count(";") > 2 else ","
    for number, row in enumerate(text.splitlines(), start=1):
        cells = [unguarded(cell.strip()) for cell in next(csv.reader([row], delimiter=separator))]
        if not any(cells) or (number == 1 and cells[0].casefold() == COLUMNS[0]):
            continue
        key, scope, reason, on = (*cells, "", "", "", "")[: len(COLUMNS)]
        if not _KEY.fullmatch(key.casefold()):
            raise DamagedSuppressionsError(number, key)
        yield Suppression(key.casefold(), scope or EVERYTHING, reason, _day(on))


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except BadValueError:
        return None


def _written(entries: Iterable[Suppression]) -> Iterator[bytes]:
    yield (",".join(COLUMNS) + "\n").encode()
    for each in entries:
        row = io.StringIO()
        on = each.on.isoformat() if each.on else ""
        csv.writer(row, lineterminator="\n").writerow(
            (each.key, each.scope, guarded(each.reason), on)
        )
        yield row.getvalue().encode("utf-8", "replace")
