"""The shape of what a look at a workbook shows, before it is unfolded."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# About 32 bytes a cell in the reader: a quarter of a gigabyte.
_MOST_CELLS = 8_000_000


@dataclass(slots=True)
class SheetLook:
    """How far a sheet reaches, and what in it is easily overlooked.

    Attributes:
        rows: The last row that holds something, from 1.
        columns: The last column that holds something, from 1.
        row_at: Where the look has come to, as `column_at`.
    """

    rows: int = 0
    columns: int = 0
    hidden_rows: int = 0
    error_cells: int = 0
    bare_formulas: int = 0
    row_at: int = 0
    column_at: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note a cell that holds something."""
        if row > self.rows:
            self.rows = row
        if column > self.columns:
            self.columns = column


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What a workbook would unfold to.

    Attributes:
        sheets: By name; a format that does not tell names has one under the empty name.
        counts_from_1904: See `Sheet`.
        has_heavy_texts: The texts that its cells name would fill over a gigabyte.
    """

    sheets: Mapping[str, SheetLook] = field(default_factory=dict)
    counts_from_1904: bool = False
    has_heavy_texts: bool = False

    @property
    def rows(self) -> int:
        """The last row of the longest sheet."""
        return max((look.rows for look in self.sheets.values()), default=0)

    @property
    def columns(self) -> int:
        """The last column of the widest sheet."""
        return max((look.columns for look in self.sheets.values()), default=0)

    @property
    def is_too_heavy(self) -> bool:
        """Whether a reader would need more memory than any list is worth."""
        cells = sum(look.rows * look.columns for look in self.sheets.values())
        return cells > _MOST_CELLS or self.has_heavy_texts

    def look_at(self, name: str) -> SheetLook:
        """What was seen of a sheet."""
        return self.sheets.get(name) or SheetLook()
