"""Spreadsheets for tests of lists: CSV by hand, XLSX and XLS by their writers, ODS by its parts."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from ebulletin.recipients.domains import DomainRules
from ebulletin.recipients.rules import ListRules

Grid = Sequence[Sequence[Any]]
TODAY = date(2026, 11, 24)
SEGMENTS = {"dsl": "dsl", "schools": "schools", "designatedsafeguardingleads": "dsl"}
GIVEN = {
    "segments": "dsl",
    "variant": "professional",
    "basis": "public task",
    "added": "2026-01-05",
    "confirmed": "2026-09-02",
    "source": "School contact return",
}
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text")
)


def rules(**changes: Any) -> ListRules:
    """What a small workspace asks of rows; what a sheet lacks is given, so that one column does."""
    return ListRules(**{"segments": SEGMENTS, "given": GIVEN, "today": TODAY, **changes})


def domain_rules(**changes: Any) -> ListRules:
    """The same with rules about domains."""
    return rules(domains=DomainRules(**changes))


def csv_bytes(grid: Grid, separator: str = ",", encoding: str = "utf-8", end: str = "\n") -> bytes:
    """Cells with a separator between them, and no quotation marks but those that are written."""
    return end.join(separator.join(map(str, row)) for row in [*grid, []]).encode(encoding)


def xlsx_bytes(
    grid: Grid, arrange: Callable[[Any, Any], None] = lambda _book, _sheet: None
) -> bytes:
    """A workbook of one sheet; `arrange` may do more to it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in grid:
        sheet.append(list(row))
    arrange(book, sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls_bytes(grid: Grid) -> bytes:
    """A workbook of one sheet in the old format; days are written as Excel keeps them."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, row in enumerate(grid):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(at, column, cell, day)
            elif cell not in ("", None):
                sheet.write(at, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods_bytes(
    grid: Grid, *, name: str = "Sheet1", after: str = "", manifest: str = "", row: str = ""
) -> bytes:
    """A workbook of one sheet; `after` is XML behind its rows, `row` an attribute of each row."""
    rows = "".join(
        f"<table:table-row {row}>{''.join(map(_ods_cell, cells))}</table:table-row>"
        for cells in grid
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {_ODS_NAMES} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{rows}{after}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    about = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        f"{manifest}</manifest:manifest>"
    )
    return zip_bytes({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": about})


def _ods_cell(cell: Any) -> str:
    if cell in ("", None):
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}">'
            f"<text:p>{cell.isoformat()}</text:p></table:table-cell>"
        )
    if isinstance(cell, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{cell}">'
            f"<text:p>{cell}</text:p></table:table-cell>"
        )
    return (
        '<table:table-cell office:value-type="string">'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )


def zip_bytes(parts: Mapping[str, str | bytes]) -> bytes:
    """A packed file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def bare_xlsx(
    rows: str | bytes, *, shared: str | bytes | None = None, book: str = "", state: str = ""
) -> bytes:
    """A workbook of one sheet with the XML of its rows as it is, for what no writer would make."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    rows = rows.encode() if isinstance(rows, str) else rows
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?>'
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{main}" xmlns:r="{office}">'
        f'{book}<sheets><sheet name="S" sheetId="1" r:id="rId1"{state}/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="{main}">'
        "<sheetData>".encode()
        + rows
        + b"</sheetData></worksheet>",
    }
    if shared is not None:
        parts["xl/sharedStrings.xml"] = shared
    return zip_bytes(parts)


def text_cell(reference: str, words: str) -> str:
    """A cell of a sheet's XML with its words in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
