"""Word files, opened again by the library that Word's format is read with."""

from io import BytesIO
from itertools import pairwise

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ebulletin.export.word import word_file
from ebulletin.templates.content import Content
from ebulletin.templates.load import load_theme
from ebulletin.templates.page import render_page
from small_content import PNG

PAGE = (
    "<h1>Title</h1><h2>News</h2><p>Ring <a href='tel:999'>999</a>, <strong>now</strong>.</p>"
    "<ul><li>One<ul><li>Inner</li></ul></li></ul><ol><li>First</li></ol>"
    "<table><thead><tr><th>What</th><th>Number</th></tr></thead><tr><td>Help</td><td>101</td></tr>"
    "</table><p><img src='images/a.png' alt='A lantern' width='96'></p>"
)


def written(page: str = PAGE) -> docx.document.Document:
    raw = word_file(page, {"a.png": PNG}, title="My title", language="en-GB", author="TP")
    return docx.Document(BytesIO(raw))


def style_of(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return paragraph.style.name or ""


def test_headings_lists_and_links_are_real_ones() -> None:
    document = written()

    styles = [(style_of(each), each.text) for each in document.paragraphs if each.text]

    assert styles == [
        ("Heading 1", "Title"), ("Heading 2", "News"), ("Normal", "Ring 999, now."),
        ("List Bullet", "One"), ("List Bullet 2", "Inner"), ("List Number", "First"),
    ]  # fmt: skip
    links = [each for part in document.paragraphs for each in part.hyperlinks]
    assert [(each.text, each.url) for each in links] == [("999", "tel:999")]
    assert [run.text for part in document.paragraphs for run in part.runs if run.bold] == ["now"]


def test_a_table_has_a_head_that_every_page_repeats() -> None:
    table = written().tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What", "Number"],
        ["Help", "101"],
    ]
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False]


def test_pictures_have_their_alt_text() -> None:
    (picture,) = written().inline_shapes

    assert picture._inline.docPr.get("descr") == "A lantern"
    assert picture.width.cm < 3


def test_a_picture_that_word_does_not_know_prints_its_words() -> None:
    raw = word_file(PAGE, {"a.png": b"RIFFxxxxWEBP"}, title="t", language="en-GB", author="TP")

    assert "Picture: A lantern" in [each.text for each in docx.Document(BytesIO(raw)).paragraphs]


def test_title_and_language_are_set_and_nobody_is_named() -> None:
    document = written()
    facts = document.core_properties

    assert (facts.title, facts.language, facts.author) == ("My title", "en-GB", "TP")
    assert facts.last_modified_by == "TP"
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_the_same_page_gives_the_same_bytes_and_control_characters_do_no_harm() -> None:
    page = PAGE.replace("News", "Ne\x0bws \x1b")

    first, second = (
        word_file(page, {}, title="t\x00", language="en-GB", author="TP") for _ in range(2)
    )

    assert first == second


def test_editions_a_and_b_keep_their_headings_tables_and_numbers(
    editions: tuple[Content, ...],
) -> None:
    for content in editions:
        assert content.bulletin is not None
        page = render_page(content.bulletin, load_theme("shield", None))

        raw = word_file(page, content.pictures, title="t", language="en-GB", author="TP")

        document = docx.Document(BytesIO(raw))
        levels = [
            int(style_of(each)[-1])
            for each in document.paragraphs
            if style_of(each).startswith("Heading")
        ]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        words = "\n".join(each.text for each in document.paragraphs)
        for number in ("999", "01632 960110", "01632 960199", "01632 960145"):
            assert number in words
        assert all(each._inline.docPr.get("descr") for each in document.inline_shapes)
