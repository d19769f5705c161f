"""Reads a finished web page as headings, paragraphs, lists, tables and pictures.

The web page of a bulletin is written with the elements that mean what they are, so Word and text
tools need no second way through the composed bulletin: what the page prints, they print.
"""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import unquote

_SKIPPED = frozenset(("head", "style", "script", "nav", "svg"))
_BLOCKS = frozenset(
    ("p", "div", "li", "figcaption", "caption", "dt", "dd", "address", "summary", "section",
     "article", "header", "footer", "main", "aside", "figure", "blockquote", "details")
)  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = frozenset(("img", "br", "hr", "meta", "link", "input", "wbr", "source", "col"))
# A second logo for the night, and the way past the menu.
_UNSEEN = frozenset(("skip", "by-night"))


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look.

    Attributes:
        href: Where they lead; empty where nowhere outside the page.
    """

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 to 6."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one entry of a list.

    Attributes:
        depth: 0 for a paragraph, 1 for an entry of a list, 2 for one of a list inside.
        number: Of an entry of a numbered list; -1 for what follows inside the same entry; 0 else.
        is_quoted: Part of a quotation.
        is_caption: Words under a picture or above a table.
    """

    runs: Runs
    depth: int = 0
    number: int = 0
    is_quoted: bool = False
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first `head` rows are headers."""

    rows: tuple[tuple[Runs, ...], ...]
    head: int = 0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `name` is that of its file, `width` in pixels or 0."""

    name: str
    alt: str
    width: int = 0


Block = Heading | Paragraph | Table | Picture


def read_page(html: str) -> tuple[Block, ...]:
    """The blocks of a page in reading order; menus, and what no reader sees, are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


@dataclass(slots=True)
class _Open:
    """An element that is open."""

    tag: str
    is_hidden: bool = False
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(slots=True)
class _TableSoFar:
    rows: list[list[Runs]] = field(default_factory=list)
    head: int = 0
    caption: str = ""
    is_in_cell: bool = False


class _Reader(HTMLParser):
    """Goes through a page once."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.open: list[_Open] = []
        self.runs: list[Run] = []
        self.lists: list[int] = []
        self.mark: tuple[int, int] = (0, 0)
        self.table: _TableSoFar | None = None
        # The term of a description list, until what it describes begins.
        self.term: Runs = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {key: value or "" for key, value in attrs}
        classes = set(named.get("class", "").split())
        is_hidden = (
            tag in _SKIPPED or bool(classes & _UNSEEN) or "hidden" in named
            or named.get("aria-hidden") == "true"
        )  # fmt: skip
        if tag in _VOID:
            self._void(tag, named, is_hidden=is_hidden or self._is_hidden())
            return
        if is_hidden:
            self.open.append(_Open(tag, is_hidden=True))
            return
        if self._is_hidden():
            self.open.append(_Open(tag))
            return
        self._begin(tag)
        href = named.get("href", "")
        self.open.append(_Open(
            tag,
            is_bold=tag in ("strong", "b", "th"),
            is_italic=tag in ("em", "i", "cite"),
            href=href if tag == "a" and not href.startswith("#") else "",
        ))  # fmt: skip

    def _begin(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _HEADINGS:
            self.end_block()
        if tag in ("ul", "ol"):
            self.end_block()
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            number = self.lists[-1] if self.lists else 0
            self.mark = (max(1, len(self.lists)), number)
            if number:
                self.lists[-1] += 1
        elif tag == "table":
            self.end_block()
            self.table = _TableSoFar()
        elif tag == "tr" and self.table is not None:
            self.table.rows.append([])
        elif tag in ("td", "th") and self.table is not None:
            self.runs = []
            self.table.is_in_cell = True

    def _void(self, tag: str, named: dict[str, str], *, is_hidden: bool) -> None:
        if is_hidden:
            return
        if tag == "br":
            # One with a class only breaks the line on narrow screens.
            self.runs.append(Run(" " if named.get("class") else "\n"))
        elif tag == "img" and named.get("src") and self.table is None:
            self.end_block()
            width = named.get("width", "")
            self.blocks.append(Picture(
                unquote(named["src"].rsplit("/", 1)[-1]), named.get("alt", ""),
                int(width) if width.isdecimal() else 0,
            ))  # fmt: skip

    def handle_endtag(self, tag: str) -> None:
        if not any(each.tag == tag for each in self.open):
            return
        while self.open:
            closed = self.open.pop()
            if not closed.is_hidden and not self._is_hidden():
                self._end(closed.tag)
            if closed.tag == tag:
                return

    def _end(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.end_block(level=_HEADINGS[tag])
        elif tag in ("td", "th") and self.table is not None:
            if self.table.rows:
                self.table.rows[-1].append(_tidied(self.runs))
            self.runs = []
            self.table.is_in_cell = False
        elif tag == "caption" and self.table is not None:
            self.table.caption = "".join(run.text for run in _tidied(self.runs))
            self.runs = []
        elif tag == "thead" and self.table is not None:
            self.table.head = len(self.table.rows)
        elif tag == "table" and self.table is not None:
            done, self.table = self.table, None
            rows = tuple(tuple(row) for row in done.rows if row)
            if rows:
                self.blocks.append(Table(rows, done.head, done.caption))
        elif tag == "dt":
            runs = _tidied(self.runs)
            self.runs = []
            self.term = (*runs, Run(": ")) if runs else ()
        elif tag in _BLOCKS:
            self.end_block()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.mark = (0, 0)

    def handle_data(self, data: str) -> None:
        if self._is_hidden():
            return
        href = next((each.href for each in reversed(self.open) if each.href), "")
        self.runs.append(Run(
            data,
            is_bold=any(each.is_bold and each.tag != "th" for each in self.open),
            is_italic=any(each.is_italic for each in self.open),
            href=href,
        ))  # fmt: skip

    def end_block(self, level: int = 0) -> None:
        """Close what was written so far as a block of its own."""
        if self.table is not None:
            # A paragraph inside a cell only parts its lines.
            if self.table.is_in_cell and any(run.text.strip() for run in self.runs):
                self.runs.append(Run("\n"))
            return
        runs = _tidied(self.runs)
        self.runs = []
        if not runs:
            return
        runs, self.term = (*self.term, *runs), ()
        if level:
            self.blocks.append(Heading(level, runs))
            return
        depth, number = self.mark
        tags = {each.tag for each in self.open}
        self.blocks.append(Paragraph(
            runs, depth if "li" in tags or depth else 0, number,
            is_quoted="blockquote" in tags, is_caption="figcaption" in tags,
        ))  # fmt: skip
        # What follows in the same entry stands under it without a mark of its own.
        self.mark = (depth if "li" in tags else 0, 0 if "li" not in tags else -1)

    def _is_hidden(self) -> bool:
        return any(each.is_hidden for each in self.open)


def _tidied(runs: list[Run]) -> Runs:
    """Runs with white space as a browser shows it, and neighbours in one look joined."""
    joined: list[Run] = []
    for run in runs:
        parts = run.text.split("\n") if run.text != "\n" else None
        text = "\n" if parts is None else " ".join(" ".join(each.split(" ")) for each in parts)
        text = text if text == "\n" else _one_space(text, run.text)
        if joined and text != "\n" and joined[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text == "\n" and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
        if not text:
            continue
        last = joined[-1] if joined else None
        if last is not None and replace(last, text="") == replace(run, text=""):
            joined[-1] = replace(last, text=last.text + text)
        else:
            joined.append(replace(run, text=text))
    while joined and not joined[0].text.strip():
        joined.pop(0)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip())
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)


def _one_space(text: str, typed: str) -> str:
    words = text.split()
    if not words:
        return " " if typed else ""
    before = " " if typed[0] in " \n\t" else ""
    after = " " if typed[-1] in " \n\t" else ""
    return f"{before}{' '.join(words)}{after}"
