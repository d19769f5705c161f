"""Reads a spreadsheet into a list of recipients, with everything that is wrong in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path

from ebulletin.findings import Finding, Severity
from ebulletin.recipients.cells import text_of
from ebulletin.recipients.columns import Columns, columns_of, has_address_column, recognised
from ebulletin.recipients.found import Found
from ebulletin.recipients.merging import Merged, merge
from ebulletin.recipients.model import COLUMNS, Recipient, RecipientList
from ebulletin.recipients.problems import (
    DUPLICATE,
    LACKING_COLUMN,
    NO_COLUMN_NAMES,
    SHARED_ADDRESS,
    UNKNOWN_COLUMN,
    UNREADABLE_FILE,
)
from ebulletin.recipients.reading_cells import CellReader, Slip
from ebulletin.recipients.row_reader import NEEDED, HeldRow, RowReader
from ebulletin.recipients.rows import Row, Sheet, UnreadableFileError
from ebulletin.recipients.rules import ListRules, rules_of
from ebulletin.recipients.spreadsheets import open_sheet
from ebulletin.settings.model import Partnership
from ebulletin.values.choices import join_words

# A title, a date and an empty row may stand above the column names.
_FIRST_ROWS = 20
_TELL_EVERY = 1_000

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sheet holds.

    Attributes:
        people: The list; its recipients are merged, and no row that is held back is among them.
        findings: What is wrong, in order; of one sort at most 1,000.
        counts: How many there are of each code, all counted.
        held: Rows that could not be taken, as they stood.
        columns: Where each column stands; None where no row names columns.
        lacking: Columns that every list needs and this sheet does not have.
        rows: Rows with something in them.
        merged: Rows that became one recipient.
        worked_out: How many address types were worked out from the addresses.
        sheet: The name of the sheet in its workbook.
    """

    people: RecipientList
    findings: tuple[Finding, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    held: tuple[HeldRow, ...] = ()
    columns: Columns | None = None
    lacking: tuple[str, ...] = ()
    rows: int = 0
    merged: tuple[Merged, ...] = ()
    worked_out: int = 0
    sheet: str = ""


def load_list(
    path: Path, partnership: Partnership, label: str | None = None
) -> tuple[RecipientList, tuple[Finding, ...]]:
    """Read a list as it lies in `recipients/`; bad rows never hide the good ones.

    A column that every list needs and this one lacks is an error here, and nobody is on the list.
    """
    reading = read_list(path, rules_of(partnership), label=label)
    findings = tuple(
        replace(each, severity=Severity.ERROR) if each.code == LACKING_COLUMN.code else each
        for each in reading.findings
        # Columns of a team's own were told when the list was imported.
        if each.code != UNKNOWN_COLUMN.code
    )
    if not reading.lacking:
        return reading.people, findings
    return replace(reading.people, recipients=()), findings


def iter_recipients(path: Path, partnership: Partnership) -> Iterator[Recipient]:
    """The recipients of a list in CSV, row by row, with nothing kept in memory.

    Rows that are held back are passed over, and rows with one address come as they are: for lists
    that were imported, where neither happens.

    Raises:
        UnreadableFileError: It is no spreadsheet.
    """
    rules = rules_of(partnership)
    sheet = open_sheet(path, recognised)
    names, rows = _names(sheet, rules)
    if names is None:
        return
    columns, _ = columns_of(path.name, names.number, _texts(names), rules.mapping, frozenset(),
                            rules.merge_fields)  # fmt: skip
    reader = RowReader(path.name, columns, rules, Found())
    for row in rows:
        recipient = reader.read(row)
        reader.held.clear()
        if recipient is not None:
            yield recipient


def lacking_columns(path: Path, rules: ListRules) -> tuple[str, ...]:
    """Columns that every list needs, and that neither the sheet nor `given` has.

    Raises:
        UnreadableFileError: It is no spreadsheet.
    """
    names, _ = _names(open_sheet(path, recognised, rules.sheet), rules)
    if names is None:
        return ()
    columns, _ = columns_of(path.name, names.number, _texts(names), rules.mapping, frozenset(),
                            rules.merge_fields)  # fmt: skip
    return _lacking(columns, rules)


def given_values(rules: ListRules) -> dict[str, object]:
    """What was given for all rows, read as cells are."""
    cells = CellReader(rules.segments, rules.today)
    return {name: cells.reader_of(name)(text).value for name, text in rules.given.items()}


def slip_in_given(name: str, text: str, rules: ListRules) -> Slip | None:
    """Why a text cannot be given for a column; None where it can."""
    read = CellReader(rules.segments, rules.today).reader_of(name)(text)
    return read.slip if read.slip and read.slip.problem.severity is Severity.ERROR else None


def read_list(
    path: Path, rules: ListRules, *, name: str | None = None, label: str | None = None,
    tell: Tell | None = None,
) -> Reading:  # fmt: skip
    """Read a spreadsheet.

    Args:
        path: Of the file; CSV, XLSX, XLS or ODS, whatever its name says.
        rules: What the workspace asks of rows.
        name: Of the list; by default the file's.
        label: How findings name the file; by default its name.
        tell: Told how many rows were read, now and then.
    """
    label, name = label or path.name, name or path.stem
    before = path.stat()
    try:
        reading = _read(path, rules, name, label, tell)
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise UnreadableFileError(
                path.name, "it was changed while it was being read", "Wait, and try again."
            )
    except UnreadableFileError as error:
        finding = UNREADABLE_FILE.at(label, 1, 1, error.message, error.advice)
        counts = Counter([finding.code])
        return Reading(RecipientList(name), (finding,), counts)
    return reading


def _read(path: Path, rules: ListRules, name: str, label: str, tell: Tell | None) -> Reading:
    found = Found()
    sheet = open_sheet(path, recognised, rules.sheet)
    names, rows = _names(sheet, rules)
    if names is None:
        found.add(_nameless(label))
        _add_notes(found, label, sheet)
        return Reading(RecipientList(name), found.findings, found.counts, sheet=sheet.name)
    first = list(islice(rows, _TELL_EVERY))
    columns, about = columns_of(label, names.number, _texts(names), rules.mapping, _used(first),
                                rules.merge_fields)  # fmt: skip
    lacking = _lacking(columns, rules)
    for finding in (*about, *_about_lacking(label, names.number, lacking)):
        found.add(finding)
    reader = RowReader(label, columns, rules, found, frozenset(lacking), sheet.counts_from_1904)
    recipients, merged = merge(_recipients(chain(first, rows), reader, tell))
    for each in merged:
        found.add(_duplicate(label, each, columns))
    _add_notes(found, label, sheet)
    return Reading(
        RecipientList(name, recipients, _all_columns(columns, rules)),
        found.findings, found.counts, tuple(reader.held), columns, lacking, reader.people, merged,
        reader.worked_out, sheet.name,
    )  # fmt: skip


def _recipients(rows: Iterator[Row], reader: RowReader, tell: Tell | None) -> Iterator[Recipient]:
    for count, row in enumerate(rows, start=1):
        recipient = reader.read(row)
        if recipient is not None:
            yield recipient
        if tell is not None and count % _TELL_EVERY == 0:
            tell(count)


def _names(sheet: Sheet, rules: ListRules) -> tuple[Row | None, Iterator[Row]]:
    """The row that names columns, and the rows below it."""
    rows = iter(sheet.rows)
    first = list(islice(rows, _FIRST_ROWS))
    best = -1
    most = -1
    for at, row in enumerate(first):
        texts = _texts(row)
        if row.fault or not (
            has_address_column(texts, rules.mapping) or _is_mapped_by_letter(texts, rules)
        ):
            continue
        # A title such as Emails may stand above the names.
        if recognised(texts) > most:
            best, most = at, recognised(texts)
    if best < 0:
        return None, rows
    return first[best], chain(first[best + 1 :], rows)


def _is_mapped_by_letter(texts: Sequence[str], rules: ListRules) -> bool:
    """Whether `--map C=email` names the addresses by their letter; the first filled row counts."""
    letters = [name for name, ours in rules.mapping.items() if ours == "email" and len(name) <= 2]
    return bool(letters) and sum(bool(text.strip()) for text in texts) > 1


def _texts(row: Row) -> list[str]:
    texts = [text_of(cell) for cell in row.cells]
    # Empty cells behind the last name are no columns, or every row would be as wide as the widest.
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def _used(rows: Sequence[Row]) -> frozenset[int]:
    """Positions under which words stand, as far as the first rows show."""
    return frozenset(
        at for row in rows for at, cell in enumerate(row.cells) if cell not in ("", None)
    )


def _lacking(columns: Columns, rules: ListRules) -> tuple[str, ...]:
    have = {*columns.known, *rules.given}
    lacking = [name for name in NEEDED if name not in have]
    if rules.given.get("basis") == "consent" and "basis_date" not in have:
        lacking.insert(0, "basis_date")
    return tuple(lacking)


def _all_columns(columns: Columns, rules: ListRules) -> tuple[str, ...]:
    """What a list has once it is written: ours in our order, then those of the sheet."""
    have = {*columns.known, *rules.given, *NEEDED, "email", "address_type"}
    return (*(name for name in COLUMNS if name in have), *columns.extra)


def _nameless(label: str) -> Finding:
    return NO_COLUMN_NAMES.at(
        label, 1, 1, f"none of the first {_FIRST_ROWS} rows names a column of e-mail addresses",
        "Write the names of the columns above the first person, such as email; or say which one "
        'it is: --map "Contact details=email".',
    )  # fmt: skip


def _about_lacking(label: str, row: int, lacking: Sequence[str]) -> Iterator[Finding]:
    if lacking:
        columns = join_words(lacking, "and")
        noun = "a column" if len(lacking) == 1 else "columns"
        given = " ".join(f"--set {name}=..." for name in lacking)
        yield LACKING_COLUMN.at(
            label, row, 1, f"the sheet has no {noun[2:] if noun[0] == 'a' else noun} {columns}",
            f"`ebulletin recipients import` asks once; or give what holds for all rows: {given}",
        )  # fmt: skip


def _duplicate(label: str, merged: Merged, columns: Columns) -> Finding:
    rows = join_words([str(number) for number in merged.rows[:8]], "and")
    more = f" and {len(merged.rows) - 8} more" if len(merged.rows) > 8 else ""
    column = columns.known["email"] + 1
    if merged.has_several_names:
        return SHARED_ADDRESS.at(
            label, merged.rows[0], column,
            f"rows {rows}{more} have one address and name different people",
            "Look which one reads it. The name that was confirmed last is taken.",
        )  # fmt: skip
    return DUPLICATE.at(
        label, merged.rows[0], column, f"rows {rows}{more} have one address and become one",
        "Nothing, unless one of them should have another address.",
    )  # fmt: skip


def _add_notes(found: Found, label: str, sheet: Sheet) -> None:
    for note in sheet.notes:
        found.add(note.problem.at(label, note.row, note.column, note.message, note.advice))
