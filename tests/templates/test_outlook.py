"""What Outlook for Windows, whose engine is Word, needs in the markup to show what was meant."""

import re
from html.parser import HTMLParser

import pytest
from email_reading import SAMPLE, Outline, html_of, sample
from sample_bulletin import SAMPLES

from ebulletin.templates.clients import as_outlook
from ebulletin.templates.load import load_theme
from ebulletin.templates.mjml import Document, compile_mjml
from ebulletin.templates.style_rules import declarations_in
from small_mjml import column, mail

IN_CELLS_ONLY = {"p", "div", "a", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}


def styles(attributes: dict[str, str | None]) -> dict[str, str]:
    return {each.name: each.value for each in declarations_in(attributes.get("style") or "")}


class Widths(HTMLParser):
    """Rows of tables that Outlook sees: the width of each table, and those of its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[float | None, list[float]]] = []
        self.rows: list[tuple[float, list[float]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        width = re.fullmatch(
            r"(\d+(?:\.\d+)?)(?:px)?", styles(named).get("width") or named.get("width") or ""
        )
        if tag == "table":
            self.open.append((float(width[1]) if width else None, []))
        elif tag == "td" and self.open and width:
            self.open[-1][1].append(float(width[1]))
        elif tag == "tr" and self.open:
            self.open[-1][1].clear()

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            width, cells = self.open.pop()
            # Where a table says no width it takes that of the one round it.
            outer = next((each for each, _ in reversed(self.open) if each), None)
            if cells and (width or outer):
                self.rows.append((width or outer or 0, cells))


@SAMPLE
def test_the_columns_that_outlook_sees_fit_their_table(theme: str, level: str) -> None:
    html = as_outlook(html_of(sample(theme, level)))
    rows = Widths(html).rows

    assert {load_theme(theme).width} <= {int(width) for width, _ in rows}
    assert [(width, cells) for width, cells in rows if sum(cells) > width] == []


@pytest.mark.parametrize("theme", ["newsletter"])
def test_columns_stand_side_by_side_and_fill_the_width(theme: str) -> None:
    html = as_outlook(html_of(sample(theme, "professional")))
    width = load_theme(theme).width

    side_by_side = [cells for outer, cells in Widths(html).rows if len(cells) > 1]

    assert [width - 224, 224] in [[int(cell) for cell in cells] for cells in side_by_side]


@SAMPLE
def test_room_round_words_on_a_ground_is_given_by_cells(theme: str, level: str) -> None:
    """Word drops the padding of everything but cells, and with it the look of a box."""
    lost = []
    for tag, attributes in Outline(html_of(sample(theme, level))).tags:
        style = styles(attributes)
        has_look = any(name.startswith(("background", "border-left")) for name in style)
        if tag in IN_CELLS_ONLY and has_look and "padding" in style and tag != "a":
            lost.append((tag, attributes))

    assert lost == []


@SAMPLE
def test_buttons_keep_colour_room_and_link(theme: str, level: str) -> None:
    html = html_of(sample(theme, level))
    cells = re.findall(r'<td class="bt"([^>]*)><a ([^>]*)>', html)

    assert cells or level == "public"
    for cell, link in cells:
        ground = re.search(r'bgcolor="(#\w{6})"', cell)
        assert ground
        assert f"background-color:{ground[1]}" in cell
        assert "mso-padding-alt:12px 20px" in cell
        assert 'href="' in link
        assert re.search(r"(?<!-)color:#\w{6}", link)


def test_buttons_of_mjml_keep_them_too() -> None:
    button = (
        '<mj-button href="https://example.org/" background-color="#0B4F5C" color="#FFFFFF" '
        'inner-padding="12px 20px">Go</mj-button>'
    )

    html = as_outlook(compile_mjml(mail(column(button)), document=Document(title="Sample")))

    assert 'bgcolor="#0B4F5C"' in html
    assert "padding:12px 20px" in html
    assert 'href="https://example.org/"' in html


@pytest.mark.parametrize(
    "head",
    [
        '<mj-section background-url="a.png" background-color="#123456" background-size="cover">',
        '<mj-section full-width="full-width" background-url="a.png" background-color="#123456">',
    ],
)
def test_pictures_behind_sections_are_drawn_as_vml(head: str) -> None:
    source = mail(f"{head}<mj-column><mj-text>Words</mj-text></mj-column></mj-section>")

    html = compile_mjml(source, document=Document(title="Sample"))

    shape = re.search(r"<v:rect ([^>]*)><v:fill ([^>]*)/>", html)
    assert shape
    assert 'fill="true"' in shape[1]
    assert 'src="a.png"' in shape[2]
    assert 'color="#123456"' in shape[2]
    assert html.count("<v:textbox") == html.count("</v:textbox>") == 1
    assert "background-image:url(&#x27;a.png&#x27;)" in as_outlook(html)


def test_a_picture_behind_a_hero_is_drawn_as_vml() -> None:
    source = mail(
        '<mj-hero height="200px" background-url="a.png" background-width="600px" '
        'background-height="200px"><mj-text>Words</mj-text></mj-hero>'
    )

    html = compile_mjml(source, document=Document(title="Sample"))

    assert re.search(r'<v:image [^>]*src="a.png"', html)


@pytest.mark.parametrize("theme", SAMPLES)
def test_lines_are_as_high_as_meant_and_pictures_are_not_cut_to_a_line(theme: str) -> None:
    html = html_of(sample(theme, "professional"))
    rules = re.search(r"<!--\[if mso\]><style>(.*?)</style><!\[endif\]-->", html)

    assert rules
    assert "p,li,h1,h2,h3,h4,h5,h6{mso-line-height-rule:exactly}" in rules[1]
    assert ".pi{mso-line-height-rule:at-least}" in rules[1]
    assert not re.search(r'<(?:p|li|h\d)(?![^>]*class="pi")[^>]*><img', html)


@SAMPLE
def test_no_shape_or_cell_for_outlook_is_left_open(theme: str, level: str) -> None:
    html = as_outlook(html_of(sample(theme, level)))

    for tag in ("table", "tr", "td", "div"):
        assert len(re.findall(rf"<{tag}[\s>]", html)) == html.count(f"</{tag}>"), tag
