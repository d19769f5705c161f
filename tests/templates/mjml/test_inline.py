"""Styles marked `inline` reach the elements, and nothing else in the e-mail changes."""

import re
from pathlib import Path

import mjml
import pytest

from ebulletin.templates.mjml import compile_mjml
from small_mjml import TITLED, column, html_of, mail, problem_of

RED = '<mj-style inline="inline">.note p{color:#ff0000}</mj-style>'
CONDITIONAL = re.compile(r"<!--.*?-->", re.DOTALL)


def test_the_rule_stands_on_the_element_where_the_engine_leaves_it_out() -> None:
    content = '<mj-text css-class="note"><p>Words</p></mj-text>'

    assert '<p style="color' not in mjml.mjml2html(mail(column(content), RED))
    assert '<p style="color: #ff0000' in html_of(content, RED).replace(":#", ": #")


def test_a_style_on_the_element_wins_over_the_rule() -> None:
    html = html_of('<mj-text css-class="note"><p style="color:#0000ff">Words</p></mj-text>', RED)

    style = re.search(r'<p style="([^"]*)"', html)
    assert style
    assert style[1].replace(" ", "").rstrip(";").endswith("color:#0000ff")


def test_important_beats_the_style_and_is_not_written_out() -> None:
    head = '<mj-style inline="inline">.note div{color:#ff0000!important}</mj-style>'

    html = html_of('<mj-text css-class="note" color="#0000ff">Words</mj-text>', head)

    assert "important" not in html.split("<body")[1]
    assert "#0000ff" not in html


def test_other_styles_stay_in_the_head_and_are_not_inlined() -> None:
    head = RED + "<mj-style>@media print{p{color:#00ff00}}</mj-style>"

    html = html_of('<mj-text css-class="note"><p>Words</p></mj-text>', head)

    assert "@media print{p{color:#00ff00}}" in html
    assert ".note p" not in html


def test_every_comment_for_outlook_stays_byte_for_byte() -> None:
    outlook = '<!--[if mso]><v:rect style="width:1px"><p>&nbsp;<![endif]-->'
    body = f"{outlook}<p>x</p><!--[if !mso]><!--><p>y</p><!--<![endif]-->"
    content = f'<mj-text css-class="note">{body}</mj-text><mj-button href="a">Go</mj-button>'
    sections = mail(column(content) * 2)

    plain = compile_mjml(sections, document=TITLED)
    styled = compile_mjml(sections.replace("<mj-head>", f"<mj-head>{RED}"), document=TITLED)

    assert CONDITIONAL.findall(styled) == CONDITIONAL.findall(plain)
    assert outlook in styled


def test_nothing_but_the_styles_changes() -> None:
    body = (
        "<p  class=note id='a' title=\"1 > 0 & 'x'\">a<br/>b&nbsp;&amp;é<BR></p>"
        "<unsubscribe>x</unsubscribe>[[y]]<table><tr><td>z</table>"
    )
    head = '<mj-style inline="inline">#a{color:#ff0000}</mj-style>'
    plain = html_of(f"<mj-text>{body}</mj-text>")

    styled = html_of(f"<mj-text>{body}</mj-text>", head)

    changed = re.sub(r'<p style="color: ?#ff0000;?"', "<p", styled)
    assert changed != styled
    assert changed == plain


def test_the_head_is_left_alone() -> None:
    head = '<mj-style inline="inline">style,title,meta{color:#ff0000}</mj-style>'

    html = html_of("<mj-text>x</mj-text>", head)

    assert "<title>Autumn news</title>" in html.replace(' style="color: #ff0000;"', "").replace(
        ' style="color:#ff0000"', ""
    )
    assert "data-zq" not in html


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("@media print{p{color:red}}", "'@media' cannot be written into style attributes"),
        ("a:hover{color:red}", "':hover' cannot be written into style attributes"),
        ("p::before{content:'x'}", "'::before' cannot be written into style attributes"),
        ("p{color:red", "the braces in <mj-style> do not pair"),
        ("p{{color:red}", "the braces in <mj-style> do not pair"),
        ("}p{color:red}{", "the braces in <mj-style> do not pair"),
        ("/* p{color:red}", "a comment in <mj-style> is never closed"),
        ("<b>x</b>", "`<` in <mj-style>"),
    ],
)
def test_css_that_would_be_lost_is_told(css: str, message: str) -> None:
    problem = problem_of(
        mail(column("<mj-text>x</mj-text>"), f'\n<mj-style inline="inline">{css}</mj-style>')
    )

    assert problem.message == message
    assert problem.line == 3


def test_braces_and_at_signs_in_comments_and_strings_do_not_count() -> None:
    css = "/* @media { */ p{font-family:'{@a:hover'}"

    html_of("<mj-text><p>x</p></mj-text>", f'<mj-style inline="inline">{css}</mj-style>')


def test_without_inline_styles_css_inline_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "css_inline", None)

    html_of("<mj-text>x</mj-text>", "<mj-style>p{color:red}</mj-style>")


def test_no_style_sheet_is_fetched_to_be_inlined(tmp_path: Path) -> None:
    (tmp_path / "other.css").write_text("p{color:#00ff00}", encoding="utf-8")
    link = f'<mj-raw><link rel="stylesheet" href="{tmp_path.as_posix()}/other.css"></mj-raw>'

    html = html_of('<mj-text css-class="note"><p>Words</p></mj-text>', RED + link)

    assert "#00ff00" not in html
    assert "#ff0000" in html
