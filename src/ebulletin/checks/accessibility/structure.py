"""Headings, language, tables and pictures in the finished HTML."""

from collections.abc import Iterator

from ebulletin.checks.accessibility.reading import found, outputs_of
from ebulletin.checks.origins import blocks_of
from ebulletin.checks.outputs import Element, Output
from ebulletin.checks.rule import Stage, rule
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.source.quoting import quoted


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
    for name, output in outputs_of(subject):
        headings = [(int(each.tag[1]), output.text_of(each)) for each in output.headings]
        count = sum(level == 1 for level, _ in headings)
        if count != 1:
            yield found("A11102", subject, f"{name} has {count} first-level headings, not one")
        before = 0
        for level, words in headings:
            if not words:
                yield found("A11102", subject, f"{name} has an empty heading of level {level}")
            elif before and level > before + 1:
                yield found(
                    "A11102",
                    subject,
                    f"in {name} the heading {quoted(words)} is of level {level}, after one of "
                    f"level {before}",
                    "Begin with ## in the body, or mend the template in templates/.",
                    place=_place_of(subject, words),
                )
            before = level


def _place_of(subject: BuiltSubject, words: str) -> Place | None:
    """Where an author wrote a heading; None for one that a template wrote."""
    for block in blocks_of(subject):
        if block.kind == "heading" and " ".join(block.text.split()) == words:
            return block.place(0)
    return None


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
    for name, output in outputs_of(subject):
        for what in _missing_basics(output, is_email=name == "the e-mail"):
            yield found("A11103", subject, f"{name} has no {what}")


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
    for name, output in outputs_of(subject):
        held = _parts_of_tables(output)
        for number, table in enumerate(output.tags("table")):
            if table.attributes.get("role", "").casefold() in ("presentation", "none"):
                continue
            for what in _missing_in_table(output, held[number]):
                words = output.text_of(table)
                begins = f" that begins {quoted(words[:40])}" if words else ""
                yield found("A11104", subject, f"{name} has a table{begins} {what}")


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
    for name, output in outputs_of(subject):
        for image in output.tags("img"):
            if "alt" not in image.attributes:
                source = quoted(image.attributes.get("src", ""))
                yield found("A11105", subject, f"in {name} the picture {source} has no alt")
