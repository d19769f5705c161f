"""A Word file of a bulletin: real headings, lists and tables, alt text, and its language."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from ebulletin.errors import EbulletinError
from ebulletin.export.blocks import Block, Heading, Paragraph, Picture, Runs, Table, read_page
from ebulletin.export.packaging import zipped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

_WIDEST_CM = 15.5
_PIXELS_PER_CM = 96 / 2.54
_LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
# XML 1.0 takes no other control characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class WordMissingError(EbulletinError):
    """The package that writes Word files is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Word files need one more package. Install it with "
            '`python -m pip install "ebulletin[word]"`, then run this again.'
        )


def word_file(
    page: str, pictures: Mapping[str, bytes], *, title: str, language: str, author: str
) -> bytes:
    """A finished web page as a .docx; the same page gives the same bytes.

    Args:
        page: HTML with merge fields filled in.
        pictures: Bytes by name; one in a form that Word does not know prints its alt text.
        title: Of the document, as Word and screen readers announce it.
        language: BCP 47, such as `en-GB`.
        author: Name of the organisation; nobody's own name is in the file.

    Raises:
        WordMissingError: The package python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise WordMissingError from error
    document = docx.Document()
    _set_up(document, title, language, author)
    writer = _Writer(document, pictures)
    for block in read_page(page):
        writer.write(block)
    raw = BytesIO()
    document.save(raw)
    with ZipFile(raw) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _set_up(document: "Document", title: str, language: str, author: str) -> None:
    from datetime import datetime

    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    facts = document.core_properties
    facts.title, facts.author, facts.language = _xml(title), _xml(author), language
    facts.comments, facts.last_modified_by = "", _xml(author)
    # Of no use to a reader, and different on every run.
    facts.created = facts.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - Word stores no zone
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    for style in document.styles.element.iter(qn("w:lang")):
        for key in ("w:val", "w:eastAsia"):
            style.set(qn(key), language)
    for level in range(1, 7):
        heading = document.styles[f"Heading {level}"]
        heading.font.name = "Arial"
        fonts = heading.element.rPr.rFonts
        for key in list(fonts.attrib):
            if "Theme" in key:
                del fonts.attrib[key]


class _Writer:
    """Puts blocks into a document, one after another."""

    def __init__(self, document: "Document", pictures: Mapping[str, bytes]) -> None:
        self.document = document
        self.pictures = pictures

    def write(self, block: Block) -> None:
        match block:
            case Heading(level=level, runs=runs):
                self._runs(self.document.add_heading(level=level), runs)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Paragraph():
                self._runs(self.document.add_paragraph(style=_style_of(block)), block.runs)

    def _runs(self, paragraph: "WordParagraph", runs: Runs) -> None:
        for run in runs:
            if run.href.startswith(("http:", "https:", "mailto:", "tel:")):
                self._link(paragraph, run.text, run.href)
                continue
            written = paragraph.add_run(_xml(run.text))
            written.bold = run.is_bold or None
            written.italic = run.is_italic or None

    def _link(self, paragraph: "WordParagraph", words: str, href: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        number = paragraph.part.relate_to(_xml(href), _LINKED, is_external=True)
        link: Any = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), number)
        run = paragraph.add_run(_xml(words))
        run.font.underline = True
        run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x8A)
        link.append(run._r)  # noqa: SLF001 - python-docx has no public way to make a link
        paragraph._p.append(link)  # noqa: SLF001

    def _table(self, table: Table) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        columns = max(len(row) for row in table.rows)
        if table.caption:
            self.document.add_paragraph(_xml(table.caption), style="Caption")
        written = self.document.add_table(rows=0, cols=columns, style="Table Grid")
        for place, row in enumerate(table.rows):
            cells = written.add_row().cells
            for cell, runs in zip(cells, row, strict=False):
                self._runs(cell.paragraphs[0], runs)
                if place < table.head:
                    for run in cell.paragraphs[0].runs:
                        run.bold = True
            if place < table.head:
                # Repeated on each page, and read out by screen readers as the head.
                head = OxmlElement("w:tblHeader")
                head.set(qn("w:val"), "true")
                written.rows[place]._tr.get_or_add_trPr().append(head)  # noqa: SLF001
        self.document.add_paragraph()

    def _picture(self, picture: Picture) -> None:
        from docx.image.exceptions import UnrecognizedImageError
        from docx.shared import Cm

        raw = self.pictures.get(picture.name)
        wide = min(_WIDEST_CM, picture.width / _PIXELS_PER_CM) if picture.width else _WIDEST_CM
        try:
            if raw is None:
                raise UnrecognizedImageError
            shown = self.document.add_picture(BytesIO(raw), width=Cm(wide))
        except UnrecognizedImageError:
            if picture.alt:
                self.document.add_paragraph(_xml(f"Picture: {picture.alt}"))
            return
        about = shown._inline.docPr  # noqa: SLF001 - the only way to the alt text
        about.set("descr", _xml(picture.alt))
        about.set("name", picture.name)


def _style_of(block: Paragraph) -> str:
    if block.is_caption:
        return "Caption"
    if block.is_quoted:
        return "Quote"
    if not block.depth:
        return "Normal"
    sort = "List Continue" if block.number < 0 else "List Number" if block.number else "List Bullet"
    return sort if block.depth == 1 else f"{sort} {min(block.depth, 3)}"


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
