"""Words become mark-up in one place, where all of them are escaped."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from ebulletin.bulletins.composed import Break, Emphasis, Link, Merge, Note, Runs, Strong, Text
from ebulletin.templates.inline import Looks, direction, inline_html, month_name, words_of


def text(words: str) -> Runs:
    return (Text(words),)


@given(st.text())
def test_an_authors_words_never_become_mark_up(words: str) -> None:
    assert inline_html(text(words), Looks()) == escape(words)


def test_words_in_bold_italics_and_on_two_lines() -> None:
    runs = (Strong(text("Now")), Break(), Emphasis(text("or <never>")))

    assert inline_html(runs, Looks()) == "<strong>Now</strong><br><em>or &lt;never&gt;</em>"


def test_an_address_in_a_link_is_escaped_too() -> None:
    link = Link(text("Form"), 'https://example.org/?a=1&b="2"', "web")

    html = inline_html((link,), Looks())

    assert html == '<a href="https://example.org/?a=1&amp;b=&#34;2&#34;">Form</a>'


def test_numbers_have_looks_of_their_own() -> None:
    looks = Looks(
        link=Markup(' class="l"'), number=Markup(' class="n"'), before_number=Markup("<br>")
    )
    phone = Link(text("999"), "tel:999", "tel")
    mail = Link(text("team@esscp.example.org"), "mailto:team@esscp.example.org", "mail")

    html = inline_html((phone, mail), looks)

    assert '<br><a href="tel:999" class="n">999</a>' in html
    assert '<a href="mailto:team@esscp.example.org" class="l">' in html


def test_a_note_stands_behind_its_number_in_brackets() -> None:
    runs = (Text("Ring 101"), Note("not 999"), Text("."))

    assert inline_html(runs, Looks()) == "Ring 101 <span>(not 999)</span>."


def test_a_merge_field_is_left_to_the_mailing_tool_or_printed_as_its_fallback() -> None:
    runs = (Text("Dear "), Strong((Merge("first_name", "colleague & friend"),)))
    page = Looks(merges="fallbacks")

    expected = "Dear <strong>{{ first_name | colleague &amp; friend }}</strong>"
    assert inline_html(runs, Looks()) == expected
    assert words_of(runs, Looks()) == "Dear {{ first_name | colleague & friend }}"
    assert inline_html(runs, page) == "Dear <strong>colleague &amp; friend</strong>"
    assert words_of(runs, page) == "Dear colleague & friend"


def test_reserved_links_take_their_address_from_the_footer() -> None:
    leave = Link(text("Leave"), "", "unsubscribe")
    online = Link(text("Read online"), "", "view_online")
    looks = Looks(unsubscribe="https://esscp.example.org/leave")

    assert 'href="https://esscp.example.org/leave"' in inline_html((leave,), looks)
    assert inline_html((leave,), Looks()) == "Leave"
    # Without a public page there is nothing to read online.
    assert inline_html((online,), looks) == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("cy", "ltr"), ("pl", "ltr"), ("ar", "rtl"), ("ur-PK", "rtl"), ("pa", "ltr"),
        ("pa-Arab-PK", "rtl"), ("ar-Latn", "ltr"),
    ],
)  # fmt: skip
def test_a_language_is_set_in_its_own_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_a_month_is_named_in_three_letters() -> None:
    assert [month_name(date(2026, month, 1)) for month in (1, 9, 12)] == ["Jan", "Sep", "Dec"]
