"""Reads XLSX, XLS and ODS workbooks, after a look at what they would unfold to."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ebulletin.recipients.cells import Cell, text_of
from ebulletin.recipients.looks import SheetLook, Unfolded
from ebulletin.recipients.problems import WORKBOOK
from ebulletin.recipients.rows import (
    MOST_BYTES_OF_A_WORKBOOK,
    MOST_COLUMNS,
    MOST_ROWS_OF_A_WORKBOOK,
    Note,
    Row,
    Sheet,
    UnreadableFileError,
)
from ebulletin.recipients.unfolding import unfolded_ods, unfolded_xls, unfolded_xlsx
from ebulletin.values.choices import join_words

_FIRST_ROWS = 20
_SAVE_AGAIN = "Open it in the program that it comes from, save it as XLSX or CSV, and try again."


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet that holds something: its name, its first rows, and itself."""

    name: str
    sheet: CalamineSheet
    known: int


def read_workbook(
    path: Path, ending: str, columns_in: Callable[[list[str]], int], wanted: str | None = None
) -> Sheet:
    """Read the sheet of a workbook that holds the list.

    Args:
        path: Of the file.
        ending: `xlsx`, `xls` or `ods`, by what the file is rather than by its name.
        columns_in: How many of some names are columns that we know; decides the sheet.
        wanted: The name of the sheet, where a person named one.

    Raises:
        UnreadableFileError: It is damaged, locked, or too large; or it has no such sheet.
    """
    if path.stat().st_size > MOST_BYTES_OF_A_WORKBOOK:
        raise UnreadableFileError(path.name, "it is larger than 50 MB", _SAVE_AGAIN)
    look = {"xlsx": unfolded_xlsx, "ods": unfolded_ods, "xls": unfolded_xls}[ending]
    unfolded = look(path)
    _refuse_too_much(path, unfolded)
    book = _opened(path)
    pages = _pages(path, book, columns_in)
    page = _chosen(path, book, pages, wanted)
    notes = [*_other_sheets(page, pages), *_notes_on(unfolded.look_at(page.name))]
    return Sheet(_rows(page.sheet), notes, page.name, unfolded.counts_from_1904)


def _refuse_too_much(path: Path, unfolded: Unfolded) -> None:
    if unfolded.rows > MOST_ROWS_OF_A_WORKBOOK or unfolded.columns > MOST_COLUMNS:
        raise UnreadableFileError(
            path.name,
            f"it reaches down to row {unfolded.rows:,} and across {unfolded.columns:,} columns; "
            f"a list may have {MOST_ROWS_OF_A_WORKBOOK:,} rows and {MOST_COLUMNS:,} columns",
            "Delete the empty rows and columns after the last person (select them, then Delete), "
            "or save the sheet as CSV, which may be longer.",
        )
    if unfolded.is_too_heavy:
        raise UnreadableFileError(
            path.name, "it would unfold to far more than a list can be", _SAVE_AGAIN
        )


def _opened(path: Path) -> CalamineWorkbook:
    try:
        # From bytes the library tells the format by what it is; from a path, by the name.
        return CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    except PasswordError:
        raise UnreadableFileError(
            path.name, "it is locked with a password", "Take the password off, and save it."
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        # The library's own faults come as an exception outside of Exception.
        raise _not_ours(path, error) from error


def _not_ours(path: Path, error: BaseException) -> BaseException:
    return _damaged(path) if type(error).__name__ == "PanicException" else error


def _damaged(path: Path) -> UnreadableFileError:
    return UnreadableFileError(path.name, "it is damaged, or was still being written", _SAVE_AGAIN)


def _pages(
    path: Path, book: CalamineWorkbook, columns_in: Callable[[list[str]], int]
) -> list[_Page]:
    """The sheets that a person sees and that hold something."""
    pages = []
    for about in book.sheets_metadata:
        if (
            about.visible is not SheetVisibleEnum.Visible
            or about.typ is not SheetTypeEnum.WorkSheet
        ):
            continue
        try:
            sheet = book.get_sheet_by_name(about.name)
        except CalamineError as error:
            raise _damaged(path) from error
        except BaseException as error:
            raise _not_ours(path, error) from error
        first = sheet.to_python(nrows=_FIRST_ROWS)
        if first:
            known = max(columns_in([text_of(cell) for cell in row]) for row in first)
            pages.append(_Page(about.name, sheet, known))
    return pages


def _chosen(path: Path, book: CalamineWorkbook, pages: list[_Page], wanted: str | None) -> _Page:
    if wanted is not None:
        for page in pages:
            if page.name.casefold() == wanted.strip().casefold():
                return page
        names = join_words([f"'{page.name}'" for page in pages], "and")
        raise UnreadableFileError(
            path.name, f"it has no sheet {wanted!r} with something in it", f"There is {names}."
        )
    if not pages:
        hidden = " that is not hidden" if book.sheet_names else ""
        raise UnreadableFileError(
            path.name, f"it has no sheet{hidden} with words in it", _SAVE_AGAIN
        )
    return max(pages, key=lambda page: page.known)


def _other_sheets(chosen: _Page, pages: list[_Page]) -> Iterator[Note]:
    others = [f"'{page.name}'" for page in pages if page is not chosen and page.known > 1]
    if others:
        yield Note(
            WORKBOOK,
            f"only the sheet '{chosen.name}' was read; {join_words(others, 'and')} may hold "
            "people, too",
            f"Import the file again for each of them: --sheet {others[0]}.",
        )


def _notes_on(look: SheetLook) -> Iterator[Note]:
    if look.hidden_rows:
        yield _count(
            look.hidden_rows, "row is", "rows are",
            "hidden, perhaps by a filter; they were read like the others",
            "Take the filter off and look at them; delete the rows that are not meant.",
        )  # fmt: skip
    if look.error_cells:
        yield _count(
            look.error_cells, "cell holds", "cells hold",
            "an error such as #N/A and count as empty", "Mend the formulas, or type the words.",
        )  # fmt: skip
    if look.bare_formulas:
        yield _count(
            look.bare_formulas, "cell holds", "cells hold",
            "a formula whose result was never saved and count as empty",
            "Open the file in Excel and save it, so that the results are kept.",
        )  # fmt: skip


def _count(number: int, one: str, many: str, what: str, advice: str) -> Note:
    return Note(WORKBOOK, f"{number:,} {one if number == 1 else many} {what}", advice)


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Rows from the first one on, the empty ones at the top included; columns from A."""
    if sheet.start is None:
        return
    # The library gives the empty rows at the top, but not the empty columns on the left.
    margin: list[Cell] = [""] * sheet.start[1]
    spans = _merged(sheet)
    shown: dict[int, tuple[int, Cell]] = {}
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row: list[Cell] = [*margin, *cells]
        if shown and any(cell != "" for cell in row):
            for column, (last, value) in shown.items():
                if number <= last and row[column] == "":
                    row[column] = value
        for column, last in spans.get(number, ()):
            shown[column] = (last, row[column])
        yield Row(number, row)


def _merged(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """Cells merged over several rows, by their first row: column from 0, and last row.

    A title over several columns stays where it is; a school beside its people is said of each.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if bottom > top and left == right and sheet.end is not None and left <= sheet.end[1]:
            found.setdefault(top + 1, []).append((left, bottom + 1))
    return found
