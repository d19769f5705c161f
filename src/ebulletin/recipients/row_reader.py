"""Turns the rows of a sheet into recipients, or says why a row is held back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ebulletin.findings import Severity
from ebulletin.recipients.address import BadAddress, domain_in_words, parse_address
from ebulletin.recipients.cells import Cell, cleaned, text_of
from ebulletin.recipients.columns import Columns, folded
from ebulletin.recipients.found import Found, Masked
from ebulletin.recipients.mailboxes import about_domain, about_mailbox, likely_type
from ebulletin.recipients.model import AddressType, Recipient
from ebulletin.recipients.problems import (
    MENDED_ADDRESS,
    MISSING_CELL,
    NO_ADDRESS,
    RAGGED_ROW,
    REPEATED_NAMES,
)
from ebulletin.recipients.reading_cells import CellRead, CellReader, Slip, read_text
from ebulletin.recipients.rows import Row
from ebulletin.recipients.rules import ListRules
from ebulletin.values.errors import quoted

# What every row needs, in the order in which it is asked for.
NEEDED = ("segments", "variant", "basis", "added", "confirmed", "source")
# Cells of these repeat from row to row; what one says is worked out once.
_REPEATED = frozenset(
    ("segments", "variant", "address_type", "basis", "basis_date", "added", "confirmed", "source",
     "role", "organisation", "opted_out", "bounced")
)  # fmt: skip
_MOST_REMEMBERED = 20_000
# What an empty cell is, where that is not an empty text.
_EMPTY: Mapping[str, object] = {
    "segments": (), "basis_date": None, "added": None, "confirmed": None, "opted_out": None,
    "bounced": None,
}  # fmt: skip
_NO_COLUMNS: Mapping[str, str] = {}


class HeldRow(NamedTuple):
    """A row that could not be taken.

    Attributes:
        row: As it stood in the sheet.
        reasons: In sentences.
        advice: What to do about each.
    """

    row: Row
    reasons: tuple[str, ...]
    advice: tuple[str, ...]


class _Column(NamedTuple):
    """A known column: where it stands, and how its cells are read."""

    name: str
    position: int
    read: Callable[[Cell], CellRead]
    remembered: dict[Cell, CellRead] | None
    given: object


@dataclass(slots=True)
class RowReader:
    """Reads rows one by one; what it finds on the way goes into `found`.

    Attributes:
        path: For findings.
        columns: Where each column stands.
        lacking: Needed columns that the sheet does not have and nobody has given: they are told
            once for the whole sheet, and rows are read without them.
        people: Rows with something in them, but for repeated names.
        worked_out: How many address types were worked out from the addresses.
    """

    path: str
    columns: Columns
    rules: ListRules
    found: Found
    lacking: frozenset[str] = frozenset()
    counts_from_1904: bool = False
    held: list[HeldRow] = field(default_factory=list)
    people: int = 0
    worked_out: int = 0
    _known: list[_Column] = field(init=False)
    _email: int = field(init=False)
    _names: list[str] = field(init=False)
    _given: dict[str, Any] = field(init=False)
    _domains: dict[tuple[str, str], Slip | None] = field(default_factory=dict)
    _reasons: list[str] = field(default_factory=list)
    _advice: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        cells = CellReader(self.rules.segments, self.rules.today, self.counts_from_1904)
        self._email = self.columns.known["email"]
        self._names = [folded(name) for name in self.columns.names]
        self._given = {
            name: cells.reader_of(name)(text).value for name, text in self.rules.given.items()
        }
        self._known = [
            _Column(
                name, position, cells.reader_of(name), {} if name in _REPEATED else None,
                self._given.get(name, _EMPTY.get(name, "")),
            )
            for name, position in self.columns.known.items()
            if name != "email"
        ]  # fmt: skip

    def read(self, row: Row) -> Recipient | None:
        """The recipient of a row; None for an empty one, for names again, and where it is held."""
        cells = row.cells
        if not row.fault and not any(map(_is_filled, cells)):
            return None
        if self._repeats_names(row):
            return None
        self.people += 1
        self._reasons, self._advice = [], []
        if row.fault:
            self._tell(row, 0, Slip(RAGGED_ROW, f"the row cannot be read: {row.fault}", _UNTANGLE))
        elif len(cells) > len(self._names) and any(map(_is_filled, cells[len(self._names) :])):
            self._too_long(row)
        recipient = None if self._reasons else self._recipient(row)
        if self._reasons:
            self.held.append(HeldRow(row, tuple(self._reasons), tuple(self._advice)))
            return None
        return recipient

    def _recipient(self, row: Row) -> Recipient | None:
        email = self._address(row)
        fields = self._fields(row)
        level = fields.get("variant") or "public"
        for name in NEEDED:
            if not fields.get(name) and name not in self.lacking:
                self._missing(row, name)
        if fields.get("basis") == "consent" and not fields.get("basis_date"):
            self._no_consent_date(row)
        if email:
            self._look_at_domain(row, email, level)
        if self._reasons:
            return None
        fields["address_type"] = self._address_type(row, email, fields.get("address_type"), level)
        for name in self.lacking:
            fields.pop(name, None)
        return Recipient(email=email, extra=self._extra(row), row=row.number, **fields)

    def _fields(self, row: Row) -> dict[str, Any]:
        """The values of all known columns but `email`; done for every row, so in one plain loop."""
        fields: dict[str, Any] = self._given.copy()
        cells, width = row.cells, len(row.cells)
        for name, position, read, memory, given in self._known:
            cell = cells[position] if position < width else ""
            if cell == "":
                fields[name] = given
                continue
            # True and 1 are one key, so that only texts are remembered.
            is_text = type(cell) is str
            found = memory.get(cell) if memory is not None and is_text else None
            if found is None:
                found = read(cell)
                if memory is not None and is_text and len(memory) < _MOST_REMEMBERED:
                    memory[cell] = found
            if found.slip is not None:
                self._tell(row, position, found.slip)
            fields[name] = found.value or given
        return fields

    def _address(self, row: Row) -> str:
        written = text_of(row.cells[self._email]) if self._email < len(row.cells) else ""
        if not written or not cleaned(written)[0]:
            self._tell(row, self._email, Slip(NO_ADDRESS, "there is no address in this row", _ADD))
            return ""
        read = parse_address(written)
        if isinstance(read, BadAddress):
            self._tell(
                row, self._email, Slip(read.problem, read.message, read.advice), words=written
            )
            return ""
        if read.notes:
            self._tell(row, self._email, Slip(MENDED_ADDRESS, read.notes, _LOOK), words=written)
        return read.email

    def _extra(self, row: Row) -> Mapping[str, str]:
        if not self.columns.extra:
            return _NO_COLUMNS
        found = {}
        for name, position in self.columns.extra.items():
            cell = row.cells[position] if position < len(row.cells) else ""
            if cell == "":
                continue
            read = read_text(cell)
            if read.slip is not None:
                self._tell(row, position, read.slip)
            if read.value:
                found[name] = str(read.value)
        return found

    def _missing(self, row: Row, name: str) -> None:
        position = self.columns.known.get(name, -1)
        advice = f"Fill the cell in, or give one for all empty ones: --set {name}=..."
        self._tell(row, position, Slip(MISSING_CELL, f"there is no {name} in this row", advice))

    def _no_consent_date(self, row: Row) -> None:
        if "basis_date" in self.lacking:
            return
        position = self.columns.known.get("basis_date", self.columns.known.get("basis", -1))
        slip = Slip(
            MISSING_CELL,
            "the basis is consent, and there is no day on which it was given",
            "Fill in basis_date; without a record of consent the address may not be used.",
        )
        self._tell(row, position, slip)

    def _look_at_domain(self, row: Row, email: str, level: str) -> None:
        key = email.rpartition("@")[2], level
        if key not in self._domains:
            self._domains[key] = about_domain(self.rules.domains, *key)
        slip = self._domains[key]
        if slip is not None:
            self._tell(row, self._email, slip)

    def _address_type(
        self, row: Row, email: str, written: AddressType | None, level: str
    ) -> AddressType:
        if not written:
            self.worked_out += 1
            written = likely_type(email)
        slip = about_mailbox(email, written, level)
        if slip is not None:
            self._tell(row, self._email, slip)
        return written

    def _repeats_names(self, row: Row) -> bool:
        """Whether the row holds the column names once more."""
        cell = row.cells[self._email] if self._email < len(row.cells) else ""
        if not isinstance(cell, str) or "@" in cell or not cell:
            return False
        if [folded(text_of(each)) for each in row.cells[: len(self._names)]] != self._names:
            return False
        self._tell(row, self._email, Slip(
            REPEATED_NAMES, "the row repeats the column names and is passed over",
            "Nothing, if the rows below it have the same columns.",
        ))  # fmt: skip
        return True

    def _too_long(self, row: Row) -> None:
        message = f"there are {_last_filled(row.cells)} cells for {len(self._names)} columns"
        self._tell(row, len(self._names), Slip(RAGGED_ROW, message, _UNTANGLE))

    def _tell(self, row: Row, position: int, slip: Slip, words: str = "") -> None:
        """Note something about a cell; an error holds the row back."""
        message = slip.message
        name = self.columns.name_at(position) if position >= 0 else ""
        where = f"row {row.number}, {quoted(name)}: " if name else f"row {row.number}: "
        mask = Masked(self.rules.shows_addresses)
        shown = f" ({quoted(mask.of(words))})" if words and self.rules.shows_addresses else ""
        if words and not shown and (domain := domain_in_words(words)):
            shown = f" (… @{quoted(domain)[1:-1]})" if "@" not in domain else ""
        finding = slip.problem.at(
            self.path, row.number, position + 1, f"{where}{mask.of(message)}{shown}",
            slip.advice, slip.offers,
        )  # fmt: skip
        self.found.add(finding)
        if slip.problem.severity is Severity.ERROR:
            label = f"{name}: " if name else ""
            self._reasons.append(f"{label}{message}")
            self._advice.append(slip.advice)


_ADD = "Add the address, or take the row out."
_LOOK = "Nothing, unless it is not what was meant."
_UNTANGLE = (
    "Look for a comma or a quotation mark inside a cell; in CSV such a cell stands between two "
    "quotation marks."
)


def _is_filled(cell: Cell) -> bool:
    return cell != "" and (
        not isinstance(cell, str) or not (cell.isspace() or not cleaned(cell)[0])
    )


def _last_filled(cells: list[Cell]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if _is_filled(cell)), default=0)
