"""The finished e-mail has language, title, preheader, landmarks and buttons for Outlook."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ebulletin.templates.mjml import Document, MjmlError, compile_mjml
from small_mjml import TITLED, column, html_of, mail

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WORDS = "<mj-text><h1>Autumn news</h1><p>Words</p></mj-text>"
BUTTON = (
    '<mj-button href="https://example.org/" background-color="#0B4F5C" color="#ffffff"'
    ' inner-padding="12px 20px">Read the guide</mj-button>'
)
TABLE = "<mj-table><tr><th scope='col'>Day</th></tr><tr><td>Monday</td></tr></mj-table>"
PICTURE = '<mj-image src="a.png" alt="" width="100px" />'
TAGS = re.compile(r"<table[^>]*>")


def test_language_and_direction_stand_on_the_page_and_on_its_wrapper() -> None:
    document = Document(language="cy", direction="rtl", title="x")

    html = compile_mjml(mail(column(WORDS)), document=document)

    assert re.search(r'<html lang="cy" dir="rtl"', html)
    assert re.search(r'<div [^>]*role="article"[^>]*lang="cy" dir="rtl"', html)
    assert "und" not in re.findall(r'lang="([^"]*)"', html)


def test_the_title_is_the_bulletins_or_else_the_themes() -> None:
    source = mail(column(WORDS), "<mj-title>A &amp; B</mj-title>")

    assert "<title>A &amp; B</title>" in compile_mjml(source, document=Document())
    assert "<title>&lt;C&gt; &amp; &quot;D&quot;</title>" in compile_mjml(
        source, document=Document(title='<C> & "D"')
    )


def test_an_email_without_any_title_is_refused() -> None:
    with pytest.raises(MjmlError, match="the e-mail has no title"):
        compile_mjml(mail(column(WORDS), "<mj-title> </mj-title>"), document=Document())


def test_a_document_without_a_head_has_a_title_too() -> None:
    html = compile_mjml(f"<mjml><mj-body>{column(WORDS)}</mj-body></mjml>", document=TITLED)

    assert "<title>Autumn news</title>" in html


def test_the_preheader_is_padded_and_hidden_in_outlook_too() -> None:
    html = html_of(WORDS, "<mj-preview>What it holds</mj-preview>")

    preheader = re.search(r'<div style="display:none;mso-hide:all;[^"]*">([^<]*)</div>', html)
    assert preheader
    assert preheader[1].startswith("What it holds\u034f\u00a0")
    assert len(preheader[1]) > 150


def test_no_preheader_no_padding() -> None:
    assert "\u034f" not in html_of(WORDS)


def test_everything_shown_stands_in_one_main_landmark() -> None:
    html = html_of(WORDS)

    assert html.count('role="main"') == 1
    assert html.index('role="main"') < html.index("Words")
    assert html.endswith("</div></div></body></html>")


def test_a_theme_with_a_main_of_its_own_is_given_no_second_one() -> None:
    source = mail(f'<mj-raw><div role="main"></mj-raw>{column(WORDS)}<mj-raw></div></mj-raw>')

    assert compile_mjml(source, document=TITLED).count('role="main"') == 1


def test_a_button_keeps_colour_room_and_link_in_outlook() -> None:
    html = html_of(BUTTON)

    cell = re.search(r'<td[^>]*bgcolor="#0B4F5C"[^>]*>', html)
    link = re.search(r"<a [^>]*>Read the guide</a>", html)
    assert cell
    assert "mso-padding-alt:12px 20px" in cell[0]
    assert link
    assert 'href="https://example.org/"' in link[0]
    assert "color:#ffffff" in link[0]


def test_every_layout_table_says_that_it_is_one() -> None:
    html = html_of(WORDS + BUTTON + PICTURE + '<mj-divider border-width="1px" />')

    assert TAGS.findall(html)
    assert [tag for tag in TAGS.findall(html) if 'role="presentation"' not in tag] == []


def test_a_table_of_facts_does_not_say_that_it_is_layout() -> None:
    html = html_of(TABLE)

    assert len([tag for tag in TAGS.findall(html) if 'role="presentation"' not in tag]) == 1


def test_comments_for_outlook_that_follow_each_other_are_one() -> None:
    assert "<![endif]--><!--[if mso | IE]>" not in html_of(WORDS)


def test_cells_have_no_attribute_that_html_does_not_know() -> None:
    assert ' vertical-align="' not in html_of(BUTTON)


@pytest.mark.browser
@pytest.mark.parametrize("theme_has_main", [False, True])
def test_axe_finds_nothing_wrong(theme_has_main: bool, chromium: "Browser", tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    content = column(WORDS + BUTTON + TABLE)
    if theme_has_main:
        content = f'<mj-raw><div role="main"></mj-raw>{content}<mj-raw></div></mj-raw>'
    (tmp_path / "email.html").write_text(
        compile_mjml(mail(content, "<mj-preview>What it holds</mj-preview>"), document=TITLED),
        encoding="utf-8",
    )
    page = chromium.new_page()
    page.goto((tmp_path / "email.html").as_uri())

    results = Axe().run(page).response

    page.close()
    assert [each["id"] for each in results["violations"]] == []
    passed = {each["id"] for each in results["passes"]}
    assert {"region", "landmark-one-main", "html-has-lang", "document-title"} <= passed
