"""The story of an import: a spreadsheet, the list as it was, and who must not be written to."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ebulletin.errors import EbulletinError
from ebulletin.recipients.key import JOURNAL_FILE, SUPPRESSED_FILE
from ebulletin.recipients.lists import SAMPLE
from ebulletin.recipients.load import Reading, Tell, given_values, read_list
from ebulletin.recipients.model import COLUMNS, Recipient, RecipientList
from ebulletin.recipients.rules import ListRules
from ebulletin.recipients.store import Change, changing
from ebulletin.recipients.suppression import (
    BOUNCED,
    EVERYTHING,
    OPTED_OUT,
    Suppression,
    add_to,
    read_suppressions,
)
from ebulletin.recipients.updating import Fresh, Update, update
from ebulletin.recipients.writing import held_as_csv, list_as_csv
from ebulletin.settings.load import parse_settings
from ebulletin.settings.model import Partnership
from ebulletin.values.slugs import slug_of

FOLDER = "recipients"
TO_MEND = "to-mend"
"""The folder inside recipients/ for rows that were held back; what lies in it is no list."""

_RESERVED = frozenset((SAMPLE, Path(JOURNAL_FILE).stem, Path(SUPPRESSED_FILE).stem))
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class ListNameError(EbulletinError):
    """A list would take a name that is none, or that means something else."""

    exit_code = 2

    def __init__(self, name: str) -> None:
        super().__init__(
            f"A list cannot be called {name!r}: add --list with a name of small letters, figures "
            "and hyphens, such as --list dsl. The names sample, journal and suppressed are taken."
        )


class UnreadableListError(EbulletinError):
    """The list that would be added to has rows that would be lost by writing it anew."""

    def __init__(self, name: str, rows: int) -> None:
        what = "one row" if rows == 1 else f"{rows} rows"
        super().__init__(
            f"{FOLDER}/{name}.csv was changed by hand, and {what} in it cannot be read, so nothing "
            f"was imported. `ebulletin recipients check {FOLDER}/{name}.csv` says why. Mend it, or "
            "import that file by itself first: what cannot be read is then put aside."
        )


class BrokenSettingsError(EbulletinError):
    """partnership.yaml cannot be read, so nobody knows the segments."""

    def __init__(self) -> None:
        super().__init__(
            "partnership.yaml has errors, and the segments stand in it. "
            "`ebulletin check partnership.yaml` says what to mend."
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        name: Of the list.
        reading: What the file held.
        update: What became of the list; None where nothing was written.
        held_file: Where the rows that were held back lie, from the workspace's root.
    """

    name: str
    reading: Reading
    update: Update | None = None
    held_file: str = ""


def load_partnership(root: Path) -> Partnership:
    """The partnership's profile alone: lists need nothing else of the workspace.

    Raises:
        BrokenSettingsError: It cannot be read.
    """
    text = (root / "partnership.yaml").read_text(encoding="utf-8", errors="replace")
    partnership, _, _ = parse_settings(text)
    if partnership is None:
        raise BrokenSettingsError
    return partnership


def list_name(typed: str | None, path: Path) -> str:
    """The name of the list: as typed, or made from the file's name.

    Raises:
        ListNameError: It cannot be one.
    """
    name = typed.strip().removesuffix(".csv") if typed else slug_of(path.stem)
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise ListNameError(name)
    return name


def import_list(
    root: Path, path: Path, name: str, rules: ListRules, *, replaces: bool = False,
    tell: Tell | None = None,
) -> Imported:  # fmt: skip
    """Take the people of a spreadsheet into a list; after a crash all of it holds, or nothing.

    Nothing is written where the file as a whole cannot be read or lacks a column.

    Args:
        root: The workspace.
        path: Of the spreadsheet.
        name: Of the list in `recipients/`.
        rules: What the workspace asks of rows, with what was given for all of them.
        replaces: Whether people who are not in the file are taken off the list.
        tell: Told how many rows were read.

    Raises:
        UnreadableListError: The list has rows that would be lost.
    """
    reading = read_list(path, rules, name=name, tell=tell)
    if reading.columns is None or reading.lacking:
        return Imported(name, reading)
    with changing(root / FOLDER, "import") as change:
        before = _before(root / FOLDER / f"{name}.csv", path, rules)
        result = update(before, _fresh(reading, rules), _reasons(change), replaces=replaces)
        columns = (*before.columns, *(c for c in reading.people.columns if c not in before.columns))
        if result.people or before.recipients:
            change.write(f"{name}.csv", list_as_csv(result.people, columns))
        _suppress_leaving(change, reading)
        held_file = _write_held(change, reading, path, rules)
        _note(change, result, name, path, rules)
    return Imported(name, reading, result, held_file)


def _before(target: Path, path: Path, rules: ListRules) -> RecipientList:
    """The list as it is; nobody, where the file that is imported is that list itself."""
    if not target.exists() or target.resolve() == path.resolve():
        return RecipientList(target.stem, ())
    plain = ListRules(rules.segments, rules.domains, rules.merge_fields, today=rules.today)
    reading = read_list(target, plain)
    if reading.held or reading.lacking or reading.columns is None:
        raise UnreadableListError(target.stem, len(reading.held) or reading.rows)
    return reading.people


def _fresh(reading: Reading, rules: ListRules) -> Fresh:
    assert reading.columns is not None
    columns = set(reading.columns.known)
    if reading.worked_out:
        # A type that was only worked out never takes the place of one that somebody wrote.
        columns.discard("address_type")
    return Fresh(reading.people.recipients, columns & set(COLUMNS), given_values(rules))


def _reasons(change: Change) -> Callable[[Recipient], str | None]:
    """Why a person may not be on the list: what their row says, or the suppression list."""
    suppressions = read_suppressions(change.folder)

    def reason(each: Recipient) -> str | None:
        if each.opted_out or each.bounced:
            return OPTED_OUT if each.opted_out else BOUNCED
        found = suppressions.reason_for(each.email, EVERYTHING)
        return found.reason if found else None

    return reason


def _suppress_leaving(change: Change, reading: Reading) -> None:
    """Read `opted_out` and `bounced` into the suppression list, once and for all."""

    def leaving() -> Iterator[Suppression]:
        for each in reading.people:
            for reason, day in ((OPTED_OUT, each.opted_out), (BOUNCED, each.bounced)):
                if day is not None:
                    yield Suppression(change.hashed(each.email), EVERYTHING, reason, day)
                    break

    found = list(leaving())
    if found:
        add_to(change, found)


def _write_held(change: Change, reading: Reading, path: Path, rules: ListRules) -> str:
    """Put aside the rows that were held back; what an earlier import put aside goes when done."""
    assert reading.columns is not None
    name = f"{TO_MEND}/{slug_of(path.stem) or 'sheet'}.csv"
    target = change.folder / name
    if not reading.held:
        if target.exists():
            change.remove(name)
        return ""
    target.parent.mkdir(exist_ok=True)
    change.write(name, held_as_csv(reading.held, reading.columns, rules.given))
    return f"{FOLDER}/{name}"


def _note(change: Change, result: Update, name: str, path: Path, rules: ListRules) -> None:
    """Journal every person by keyed hash, and the import as a whole."""
    for what, people in (("added", result.added), ("changed", result.changed),
                         ("removed", result.removed)):  # fmt: skip
        for each in people:
            details = f"from {path.name}; source: {each.source}; basis: {each.basis}"
            change.note(what, key=change.hashed(each.email), list_name=name, details=details)
    given = "; ".join(f"{column}={value}" for column, value in rules.given.items())
    counts = (
        f"{len(result.added)} added, {len(result.changed)} changed, {len(result.removed)} removed"
    )
    details = f"from {path.name}: {counts}" + (f"; given for all rows: {given}" if given else "")
    change.note("imported", list_name=name, details=details)
