"""Tables that say whether they hold data, and tables of data that can be listened to."""

from collections.abc import Iterator

from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11104", "table-roles", Severity.ERROR,
    finds='A table for layout without role="presentation"; a table of data without header cells '
    "and their scope (without a caption it is a warning).",
    why="A screen reader announces rows and columns that mean nothing, or hides those that do.",
    bad="<table><tr><td>Welcome",
    good='<table role="presentation">; <table><caption>Dates</caption><tr><th scope="col">',
    source="WCAG 2.2, 1.3.1; Email Markup Consortium, Accessibility Report",
)  # fmt: skip
rule(
    "AUD106", "table-cells", Severity.ERROR,
    finds="A layout table with header cells, a caption or a summary; an empty header cell; a "
    "`scope` that is none; `headers` that name no header cell of the table; a header cell "
    "without any cell of data.",
    why="What a listener hears before each cell is wrong or missing.",
    bad='<table role="presentation"><tr><th>Name</th>',
    good='<table><caption>Who came</caption><tr><th scope="col">Name</th>',
    source="WCAG 2.2, 1.3.1",
)  # fmt: skip

_SCOPES = ("col", "row", "colgroup", "rowgroup")
_DATA_ROLES = ("", "table", "grid", "treegrid")


class _Table:
    """A table with the parts that are its own, those of tables inside it left out."""

    __slots__ = ("captions", "cells", "element", "headers", "rows")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.captions: list[Element] = []
        self.headers: list[Element] = []
        self.cells: list[Element] = []
        self.rows = 0


def _tables(document: Document) -> list[_Table]:
    found = {id(each): _Table(each) for each in document.tags("table")}
    for element in document.tags("caption", "th", "td", "tr"):
        table = found.get(id(element.table))
        if table is None:
            continue
        if element.tag == "caption":
            table.captions.append(element)
        elif element.tag == "th":
            table.headers.append(element)
        elif element.tag == "td":
            table.cells.append(element)
        else:
            table.rows += 1
    return list(found.values())


@look
def tables(_: Email, document: Document) -> Iterator[Fault]:
    """A11104 and AUD106: a table is either for layout or can be listened to."""
    for table in _tables(document):
        if table.element.is_aria_hidden:
            continue
        if table.element.is_layout:
            yield from _of_layout(document, table)
        elif table.element.role in _DATA_ROLES:
            yield from _of_data(document, table)


def _of_layout(document: Document, table: _Table) -> Iterator[Fault]:
    parts = [*table.captions, *table.headers]
    if not parts and not table.element.get("summary"):
        return
    part = min(parts, key=lambda each: each.start, default=table.element)
    what = part.tag if parts else "a summary"
    yield Fault(
        "AUD106",
        part.start,
        f"a table that is said to be for layout holds {what}, which is for data",
        'Use td alone in it, or take role="presentation" off if it holds data.',
        document.words_of(part),
    )


def _of_data(document: Document, table: _Table) -> Iterator[Fault]:
    element, words = table.element, document.words_of(table.element, 40)
    begins = f" that begins {quoted(words[:40])}" if words else ""
    if not table.headers and not table.captions:
        yield Fault(
            "A11104",
            element.start,
            f'a table{begins} has neither role="presentation" nor header cells',
            'Write <table role="presentation"> where it is there for the looks; give a table of '
            "data a caption and th cells.",
            words,
        )
        return
    if not table.headers:
        yield Fault(
            "A11104",
            element.start,
            f"a table of data{begins} has no header cells",
            'Make the cells of its first row <th scope="col">.',
            words,
        )
    if not any(document.words_of(each) for each in table.captions):
        at = table.captions[0] if table.captions else element
        yield Fault(
            "A11104",
            at.start,
            f"a table of data{begins} has no caption",
            "Say in a caption what it lists.",
            words,
            severity=Severity.WARNING,
        )
    elif element.get("summary") in {document.words_of(each) for each in table.captions}:
        yield Fault(
            "AUD106",
            element.start,
            "the summary of a table says again what its caption says",
            "Take the summary out.",
            words,
        )
    yield from _cells(document, table)


def _cells(document: Document, table: _Table) -> Iterator[Fault]:
    for header in table.headers:
        words = document.name_of(header)
        scope = header.get("scope").lower()
        if not words:
            yield Fault(
                "AUD106",
                header.start,
                "a header cell is empty",
                "Say in it what its column or row holds, or make it a td.",
            )
        elif not scope and not header.get("id"):
            yield Fault(
                "A11104",
                header.start,
                f"the header cell {quoted(words)} has no scope",
                'Add scope="col" or scope="row".',
                words,
            )
        elif scope and scope not in _SCOPES:
            yield Fault(
                "AUD106",
                header.start,
                f"the scope {quoted(scope)} of {quoted(words)} is none",
                "Write col, row, colgroup or rowgroup.",
                words,
            )
    if table.headers and not table.cells:
        yield Fault(
            "AUD106",
            table.headers[0].start,
            "a table has header cells and no cells of data",
            "Make cells that are no headers td.",
            document.words_of(table.headers[0]),
        )
    own = {each.get("id") for each in (*table.headers, *table.cells)}
    for cell in (*table.cells, *table.headers):
        if cell.tag == "td" and cell.get("scope"):
            yield Fault(
                "AUD106",
                cell.start,
                "a cell of data has a scope, which is for header cells",
                "Make it a th, or take the scope out.",
                document.words_of(cell),
            )
        named = cell.attributes.get("headers", "").split()
        missing = [each for each in named if each not in own or each == cell.get("id")]
        if missing:
            yield Fault(
                "AUD106",
                cell.start,
                f"a cell names the header {quoted(missing[0])}, which this table does not have",
                "Name the id of a header cell of the same table.",
                document.words_of(cell),
            )
