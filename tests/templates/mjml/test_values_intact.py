"""Whatever script an author writes in, every attribute that takes words hands it on as written."""

from html.parser import HTMLParser

import pytest

from ebulletin.templates.mjml.components import COMPONENTS
from ebulletin.templates.mjml.values import ADDRESS, TEXT
from small_mjml import html_of

WRITTEN = [
    "ที่นี่มีผู้ใหญ่",  # Thai, with marks above and below
    "बच्चों की सुरक्षा",  # Hindi, with vowel signs and a virama
    "حماية الأطفال، السَّلامة",  # Arabic, with its comma and vowel marks
    "👩🏽‍🏫 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️",  # joined, coloured, tagged and variation-selected
    "\"both\" 'sorts' of “quotes”",
    "back\\slash \\n \\u{94d}",
    "two\nlines\tand a tab",
    "a < b > c & d &amp; e",
    "no\u00a0break, soft\u00adhyphen, zero\u200bwidth",
    "{{ first_name | colleague }} 100% 3.14159265358",
]
# Browsers and mail readers drop line breaks in addresses, so they are refused there.
TAGS = {
    "mj-button": "<mj-button {}>Go</mj-button>",
    "mj-image": "<mj-image {} />",
    "mj-social-element": "<mj-social><mj-social-element {}>Words</mj-social-element></mj-social>",
}
NEEDED = {"href": "https://example.org/", "src": "a.png", "alt": "A"}
PLACES = [
    (tag, name)
    for tag in TAGS
    for name, kind in COMPONENTS[tag].attributes.items()
    # The name of a network only chooses an icon, and we bring our own.
    if kind in (TEXT, ADDRESS) and (tag, name) != ("mj-social-element", "name")
]


class _Values(HTMLParser):
    """All attribute values of one name."""

    def __init__(self, html: str, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.values: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value for name, value in attrs if name == self.name]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("\n", "&#10;")


@pytest.mark.parametrize(("tag", "name"), PLACES)
def test_values_arrive_as_written(tag: str, name: str) -> None:
    for written in WRITTEN:
        if COMPONENTS[tag].attributes[name] is ADDRESS and not written.isprintable():
            continue
        values = {key: NEEDED[key] for key in NEEDED if key in COMPONENTS[tag].attributes}
        values[name] = written
        attributes = " ".join(f'{key}="{escaped(value)}"' for key, value in values.items())

        html = html_of(TAGS[tag].format(attributes))

        assert written in _Values(html, name).values, written


def test_a_line_break_written_as_such_is_kept() -> None:
    html = html_of('<mj-image src="a.png" alt="two\nlines" />')

    assert "two\nlines" in _Values(html, "alt").values


@pytest.mark.parametrize("written", ["เด็ก", "बच्चे", "الأطفال", "Été 🏫"])
def test_names_of_classes_and_fonts_arrive_as_written(written: str) -> None:
    html = html_of(f'<mj-text css-class="{written}" font-family="{written}">Words</mj-text>')

    assert written in _Values(html, "class").values
    assert any(f"font-family:{written};" in (each or "") for each in _Values(html, "style").values)
