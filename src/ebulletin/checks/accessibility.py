"""Whether everyone can read it: by eye, by ear, on a phone, without colour."""

import re
import unicodedata
from collections.abc import Iterator

from ebulletin.bulletins.composed import Bulletin, Entry
from ebulletin.checks.outputs import Element, Output, read_output, words_of
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BuiltSubject, FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.source.quoting import quoted

_THEME_HELP = "Remove the template in templates/ that does this, or mend it there."
_SETTINGS_PATH = "partnership.yaml"


def _outputs(subject: BuiltSubject) -> Iterator[tuple[str, Output]]:
    if subject.email is not None:
        yield "the e-mail", read_output(subject.email)
    if subject.page is not None:
        yield "the web page", read_output(subject.page)


def _found(code: str, subject: BuiltSubject, message: str, advice: str = _THEME_HELP) -> Finding:
    return CATALOGUE[code].finding(subject.place, message, advice, variant=subject.variant.name)


# --- Colours --------------------------------------------------------------------------------


@rule(
    "A11101", "contrast", Severity.ERROR, Stage.BUILT,
    finds="Two colours of the theme, after the partnership's own, that stand on each other with "
    "a contrast under 4.5 to 1 (edges and buttons: 3 to 1), by day or by night.",
    why="Readers with weak sight, and all readers in the sun, cannot read the text.",
    bad="brand A0B8C0 under white text",
    good="brand 0B4F5C under white text",
    is_locked=True,
)  # fmt: skip
def contrast(subject: BuiltSubject) -> Iterator[Finding]:
    """A11101: every colour can be told from its ground."""
    brand = subject.settings.brand
    own = {*brand.colours.light, *brand.colours.dark} if brand else set()
    for first, second, mode, ratio in subject.contrast:
        place = Place(_SETTINGS_PATH) if {first, second} & own else subject.place
        yield CATALOGUE["A11101"].finding(
            place,
            f"the colour {first} on {second} ({mode}) has a contrast of {_shown(ratio)} to 1, "
            "which is too little",
            "Give one of the two a lighter or darker colour under `brand: colours:` in "
            "partnership.yaml, or in the theme.",
            variant=subject.variant.name,
        )


def _shown(ratio: float) -> str:
    """Rounded down, so that 4.499 does not read as enough."""
    return f"{int(ratio * 100) / 100:.2f}"


# --- Structure ------------------------------------------------------------------------------


@rule(
    "A11102", "heading-order", Severity.ERROR, Stage.BUILT,
    finds="Not exactly one first-level heading; a level that is skipped; an empty heading.",
    why="Who listens finds the way by headings, as others do by eye.",
    bad="a second-level heading followed by a fourth-level one",
    good="levels 2, 3, 2",
    is_locked=True,
)  # fmt: skip
def heading_order(subject: BuiltSubject) -> Iterator[Finding]:
    """A11102: headings make one outline."""
    for name, output in _outputs(subject):
        headings = [(int(each.tag[1]), output.text_of(each)) for each in output.headings]
        count = sum(level == 1 for level, _ in headings)
        if count != 1:
            yield _found("A11102", subject, f"{name} has {count} first-level headings, not one")
        before = 0
        for level, words in headings:
            if not words:
                yield _found("A11102", subject, f"{name} has an empty heading of level {level}")
            elif before and level > before + 1:
                yield _found(
                    "A11102",
                    subject,
                    f"in {name} the heading {quoted(words)} is of level {level}, after one of "
                    f"level {before}",
                    "Begin with ## in the body, or mend the template in templates/.",
                )
            before = level


@rule(
    "A11103", "document-basics", Severity.ERROR, Stage.BUILT,
    finds="A document, or the wrapper of an e-mail, without its language and direction; no title, "
    "character set or viewport.",
    why="Without the language a screen reader reads English with foreign sounds.",
    bad="a template without lang",
    good="any normal build",
    is_locked=True,
)  # fmt: skip
def document_basics(subject: BuiltSubject) -> Iterator[Finding]:
    """A11103: language, direction, title, character set and viewport are given."""
    for name, output in _outputs(subject):
        for what in _missing_basics(output, is_email=name == "the e-mail"):
            yield _found("A11103", subject, f"{name} has no {what}")


def _missing_basics(output: Output, *, is_email: bool) -> Iterator[str]:
    root = next(output.tags("html"), None)
    given = root.attributes if root else {}
    yield from (f"`{key}` on its html tag" for key in ("lang", "dir") if not given.get(key))
    if is_email:
        # Mail readers drop the html tag, so a tag inside must say it again.
        wrappers = (each for each in output.elements if each.tag in ("body", "div", "table"))
        if not any(each.attributes.get("lang") and each.attributes.get("dir") for each in wrappers):
            yield "wrapper with `lang` and `dir`"
    if not output.title:
        yield "title"
    metas = [each.attributes for each in output.tags("meta")]
    if not any("charset" in str(meta).casefold() for meta in metas):
        yield "character set"
    if not any(meta.get("name", "").casefold() == "viewport" for meta in metas):
        yield "viewport"


@rule(
    "A11104", "table-roles", Severity.ERROR, Stage.BUILT,
    finds="A table for layout without role=presentation; a table of data without a caption, "
    "header cells and their scope.",
    why="A screen reader announces rows and columns that mean nothing, or hides those that do.",
    bad="a bare table in a template of the workspace's own",
    good="an attendance table with a caption",
    is_locked=True,
)  # fmt: skip
def table_roles(subject: BuiltSubject) -> Iterator[Finding]:
    """A11104: a table says whether it holds data."""
    for name, output in _outputs(subject):
        held = _parts_of_tables(output)
        for number, table in enumerate(output.tags("table")):
            if table.attributes.get("role", "").casefold() in ("presentation", "none"):
                continue
            for what in _missing_in_table(output, held[number]):
                words = output.text_of(table)
                begins = f" that begins {quoted(words[:40])}" if words else ""
                yield _found("A11104", subject, f"{name} has a table{begins} {what}")


def _parts_of_tables(output: Output) -> list[list[Element]]:
    """The captions and header cells of each table, those of tables inside it left out."""
    tables = {id(table): number for number, table in enumerate(output.tags("table"))}
    held: list[list[Element]] = [[] for _ in tables]
    for each in output.tags("caption", "th"):
        above = each.parent
        while above is not None and above.tag != "table":
            above = above.parent
        if above is not None:
            held[tables[id(above)]].append(each)
    return held


def _missing_in_table(output: Output, parts: list[Element]) -> Iterator[str]:
    captions = [each for each in parts if each.tag == "caption"]
    headers = [each for each in parts if each.tag == "th"]
    if not parts:
        yield "without role=presentation, a caption or header cells"
        return
    if not any(output.text_of(each) or each.is_hidden for each in captions):
        yield "without a caption"
    if not headers:
        yield "without header cells"
    if any(each.attributes.get("scope") not in _SCOPES for each in headers):
        yield "with a header cell that has no scope"


_SCOPES = ("col", "row", "colgroup", "rowgroup")


@rule(
    "A11105", "img-alt-built", Severity.ERROR, Stage.BUILT,
    finds="A picture tag without an alt attribute; an empty one is right for a decorative picture.",
    why="A screen reader then reads out the file's name.",
    bad='<img src="a.png">',
    good='<img src="a.png" alt="">',
    is_locked=True,
)  # fmt: skip
def img_alt_built(subject: BuiltSubject) -> Iterator[Finding]:
    """A11105: every picture tag has an alt attribute."""
    for name, output in _outputs(subject):
        for image in output.tags("img"):
            if "alt" not in image.attributes:
                source = quoted(image.attributes.get("src", ""))
                yield _found("A11105", subject, f"in {name} the picture {source} has no alt")


# --- Size of targets ------------------------------------------------------------------------

_LEAST_BUTTON = 44  # px, WCAG 2.2, 2.5.5 (enhanced)
_LEAST_LINE = 24  # px, WCAG 2.2, 2.5.8
_USUAL_FONT = 16.0
_USUAL_LINE = 1.2
_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>px|%|em|rem)?")


@rule(
    "A11106", "small-target", Severity.ERROR, Stage.BUILT,
    finds="A button under 44 px high; an entry of a list of links under 24 px high. Styles on the "
    "tags themselves are measured.",
    why="On a phone, and with an unsteady hand, small targets are missed.",
    bad="a template with buttons of 30 px",
    good="the buttons of the built-in themes",
)  # fmt: skip
def small_target(subject: BuiltSubject) -> Iterator[Finding]:
    """A11106: links can be hit with a thumb."""
    for name, output in _outputs(subject):
        for link in output.tags("a"):
            height = _height(link)
            if link.is_hidden or height is None or not link.attributes.get("href"):
                continue
            words = quoted(output.text_of(link))
            if _is_button(link) and height < _LEAST_BUTTON:
                message = f"in {name} the button {words} is {height:.0f} px high, under 44"
                yield _found("A11106", subject, message)
            elif _is_listed(output, link) and height + _height_of_entry(link) < _LEAST_LINE:
                message = f"in {name} the link {words} in a list is {height:.0f} px high, under 24"
                yield _found("A11106", subject, message)


def _is_button(link: Element) -> bool:
    """A link on a ground of its own, with room about its words."""
    style = link.style
    if not style.get("padding") or "block" not in style.get("display", ""):
        return False
    cell = link.parent
    own = style.get("background") or style.get("background-color")
    round_it = cell is not None and (
        cell.attributes.get("bgcolor") or cell.style.get("background") or
        cell.style.get("background-color")
    )  # fmt: skip
    return bool(own or (cell is not None and cell.tag == "td" and round_it))


def _is_listed(output: Output, link: Element) -> bool:
    entry = link.parent
    if entry is None or entry.tag != "li":
        return False
    return output.text_of(entry) == output.text_of(link)


def _height_of_entry(link: Element) -> float:
    return _vertical_padding(link.parent.style) if link.parent else 0.0


def _height(link: Element) -> float | None:
    """Of one line of a link, as far as styles on tags tell; None where they do not."""
    size, line = _nearest(link, "font-size"), _nearest(link, "line-height")
    if size is None and line is None:
        return None
    font = _pixels(size, _USUAL_FONT) or _USUAL_FONT
    height = _pixels(line, font) if line else font * _USUAL_LINE
    return None if height is None else height + _vertical_padding(link.style)


def _nearest(element: Element, name: str) -> str | None:
    here: Element | None = element
    while here is not None:
        if value := here.style.get(name):
            return value
        here = here.parent
    return None


def _pixels(value: str | None, base: float) -> float | None:
    match = _LENGTH.match(value or "")
    if match is None:
        return None
    number, unit = float(match["number"]), match["unit"]
    if unit == "px":
        return number
    return number * base / 100 if unit == "%" else number * base


def _vertical_padding(style: dict[str, str]) -> float:
    sides = [_pixels(side, _USUAL_FONT) or 0.0 for side in style.get("padding", "0").split()]
    top, bottom = sides[0], sides[2] if len(sides) > 2 else sides[0]
    top = _pixels(style.get("padding-top"), _USUAL_FONT) or top
    bottom = _pixels(style.get("padding-bottom"), _USUAL_FONT) or bottom
    return top + bottom


# --- Words beside colours -------------------------------------------------------------------

_NEAR = 300  # characters before an item's anchor in which its label may stand


@rule(
    "A11109", "colour-only", Severity.ERROR, Stage.BUILT,
    finds="An item with a status or label (Red, Amber or Green, Full, Reminder, Draft) whose word "
    "does not stand with it in the output.",
    why="A colour alone says nothing to those who do not see it.",
    bad="a red dot alone",
    good="Red: off track",
)  # fmt: skip
def colour_only(subject: BuiltSubject) -> Iterator[Finding]:
    """A11109: every status has its word."""
    entries = {entry.id: entry for entry in _entries(subject.composition.bulletin)}
    for name, output in _outputs(subject):
        anchors = output.items
        for number, (item_id, anchor) in enumerate(anchors):
            entry = entries.get(item_id)
            if entry is None:
                continue
            earliest = anchors[number - 1][1].start if number else 0
            start = max(earliest, anchor.start - _NEAR)
            end = anchors[number + 1][1].start if number + 1 < len(anchors) else None
            words = words_of(output.visible[start:end])
            for status in _statuses(entry):
                if words_of(status) not in words:
                    file = subject.items.get(item_id)
                    yield CATALOGUE["A11109"].finding(
                        file.source.place() if file else subject.place,
                        f"{name} does not hold the word {quoted(status)} with this item",
                        _THEME_HELP,
                        variant=subject.variant.name,
                    )


def _entries(bulletin: Bulletin) -> Iterator[Entry]:
    if bulletin.intro is not None:
        yield bulletin.intro
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        yield from section.entries


def _statuses(entry: Entry) -> Iterator[str]:
    if entry.is_draft:
        yield "Draft"
    if entry.is_brief:
        return
    if entry.label:
        yield entry.label
    if entry.priority is not None and entry.priority.rag:
        yield entry.priority.rag
    if entry.event is not None:
        if entry.event.state:
            yield entry.event.state
        yield from (session.state for session in entry.event.sessions if session.state)


# --- In the files that authors write --------------------------------------------------------

_MOST_EMPHASIS = 20  # words
_MARKS = re.compile(r"[*_]{1,3}")
_LEAST_LETTERS = 3


@rule(
    "A11107", "emphasis-run", Severity.HINT, Stage.FILE,
    finds="More than 20 words in a row in bold or italics.",
    why="Where everything is stressed nothing is, and italics are hard to read for many.",
    bad="a bold paragraph of 30 words",
    good="a bold term",
    fix="auto",
)  # fmt: skip
def emphasis_run(subject: FileSubject) -> Iterator[Finding]:
    """A11107: stress is for a few words."""
    for block in prose_of(subject.source):
        for stretch in block.strong:
            words = block.text[stretch.start : stretch.end].split()
            if len(words) > _MOST_EMPHASIS:
                yield CATALOGUE["A11107"].finding(
                    block.place(stretch.start),
                    f"{len(words)} words in a row are {stretch.what}: "
                    f"{quoted(block.typed[stretch.start : stretch.end])}",
                    "Take the stars off, or put them round the few words that matter.",
                    fix=_without_marks(block, subject.source.text, stretch.start, stretch.end),
                )


def _without_marks(block: Block, text: str, start: int, end: int) -> tuple[Edit, ...]:
    """The edits that take away the stars before and after; none where they are not plain to see."""
    first, last = block.points[start], block.points[end - 1] + 1
    before, after = text[:first], _MARKS.match(text, last)
    opening = len(before) - len(before.rstrip("*_"))
    closing = len(after[0]) if after else 0
    if not opening or opening != closing or block.loc:
        return ()
    place, end_place = block.place(start), block.place(end - 1)
    return (
        Edit(Place(block.path, place.line, place.column - opening), place, ""),
        Edit(
            Place(block.path, end_place.line, end_place.column + 1),
            Place(block.path, end_place.line, end_place.column + 1 + closing),
            "",
        ),
    )


@rule(
    "A11108", "language-unmarked", Severity.WARNING, Stage.FILE,
    finds="A block of text mostly in another script than the Latin one, in an item that does not "
    "say its `language`.",
    why="A screen reader with an English voice falls silent, or spells it out.",
    bad="an Arabic paragraph in an item without `language`",
    good="the same item with language: ar",
)  # fmt: skip
def language_unmarked(subject: FileSubject) -> Iterator[Finding]:
    """A11108: text in another script says in which language it is."""
    if subject.item is None or "language" in subject.source.fields:
        return
    for block in prose_of(subject.source):
        if block.text.isascii():
            continue
        letters = [letter for letter in block.text if letter.isalpha()]
        others = sum(not _is_latin(letter) for letter in letters)
        if len(letters) >= _LEAST_LETTERS and others * 2 > len(letters):
            yield CATALOGUE["A11108"].finding(
                block.place(),
                f"{quoted(block.typed)} is not in Latin letters, and the item names no language",
                "Write its language in the front matter, for example `language: ar`; a text in "
                "two languages wants an item for each.",
            )


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER"))
