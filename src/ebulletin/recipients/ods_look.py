"""Looks through the content of an ODS workbook without unfolding it."""

from typing import IO
from xml.parsers import expat

from ebulletin.recipients.looks import SheetLook

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


class OdsLook:
    """Reads content.xml tag by tag; a row or cell may stand for a million of its kind.

    Attributes:
        sheets: What was seen, by name.
        characters: How many all the cells would hold.
    """

    def __init__(self) -> None:
        self.sheets: dict[str, SheetLook] = {}
        self.characters = 0
        self._look = SheetLook()
        self._row = self._column = self._repeats = 0
        self._is_filled = False
        self._filled_columns = 0
        self._cell = (0, 0)

    def read(self, opened: IO[bytes]) -> None:
        """Read the part to its end.

        Raises:
            ExpatError: It is no XML.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(opened)

    def _start(self, name: str, about: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self._look = self.sheets.setdefault(about.get(f"{_TABLE} name", ""), SheetLook())
            self._row = 0
        elif name == f"{_TABLE} table-row":
            self._repeats = int(about.get(f"{_TABLE} number-rows-repeated", "1"))
            self._column = self._filled_columns = 0
            if about.get(f"{_TABLE} visibility") in ("collapse", "filter"):
                self._look.hidden_rows += self._repeats
        elif name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._column += int(about.get(f"{_TABLE} number-columns-repeated", "1"))
            self._is_filled = f"{_OFFICE} value-type" in about

    def _text(self, text: str) -> None:
        self.characters += len(text) * self._repeats

    def _end(self, name: str) -> None:
        if name == f"{_TABLE} table-cell" and self._is_filled:
            self._filled_columns = self._column
            self._is_filled = False
        elif name == f"{_TABLE} table-row":
            self._row += self._repeats
            if self._filled_columns:
                self._look.reach(self._row, self._filled_columns)
