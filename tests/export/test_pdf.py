"""PDF through a real browser, read again by a second library."""

import re
from io import BytesIO

import pypdf
import pytest

from ebulletin.export.pdf import NoBrowserError, find_browser, pdf_file
from ebulletin.templates.content import Content
from ebulletin.templates.load import load_theme
from ebulletin.templates.page import render_page

pytestmark = pytest.mark.browser


def public_page(editions: tuple[Content, ...]) -> tuple[str, Content]:
    content = next(each for each in editions if each.level == "public")
    assert content.page is not None
    return render_page(content.page, load_theme("shield", None)), content


def test_a_pdf_is_tagged_and_has_title_language_and_every_number(
    editions: tuple[Content, ...],
) -> None:
    page, content = public_page(editions)

    document = pypdf.PdfReader(BytesIO(pdf_file(page, content.pictures)))

    root = document.root_object
    assert "/StructTreeRoot" in root
    facts = {key: str(root[key]) for key in ("/MarkInfo", "/Lang")}
    assert "True" in facts["/MarkInfo"].title()
    assert facts["/Lang"] == "en-GB"
    assert document.metadata is not None
    assert "L.A.N.T.E.R.N." in (document.metadata.title or "")
    words = re.sub(r"\s+", " ", " ".join(each.extract_text() for each in document.pages))
    for number in ("999", "01632 960110", "01632 960199", "101"):
        assert number in words
    pages = document.pages[0].mediabox
    assert (round(pages.width), round(pages.height)) in ((595, 842), (594, 842))


def test_large_print_is_larger_and_a_poster_is_a3(editions: tuple[Content, ...]) -> None:
    page, content = public_page(editions)

    large = pypdf.PdfReader(BytesIO(pdf_file(page, content.pictures, "large print")))
    poster = pypdf.PdfReader(BytesIO(pdf_file(page, content.pictures, "noticeboard")))

    assert _smallest(large) >= 15.9
    assert round(poster.pages[0].mediabox.width) in (841, 842)


def _smallest(document: pypdf.PdfReader) -> float:
    """The smallest type in points, of words of a reader's text."""
    sizes: dict[float, int] = {}

    def look(
        text: str, place: list[float], matrix: list[float], _font: object, size: float
    ) -> None:  # fmt: skip
        if text.strip():
            shown = round(abs(size * matrix[3] * place[3]), 1)
            sizes[shown] = sizes.get(shown, 0) + len(text)

    for page in document.pages[:6]:
        page.extract_text(visitor_text=look)
    # The line of page numbers at the foot is furniture.
    return min(size for size, count in sizes.items() if count > 300)


def test_without_a_browser_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("EBULLETIN_BROWSER", raising=False)
    monkeypatch.setattr("ebulletin.export.pdf._MAC", ())

    with pytest.raises(NoBrowserError, match="EBULLETIN_BROWSER"):
        find_browser()
