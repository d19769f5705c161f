"""HTML inside MJML tags closes what it opens, so that it cannot swallow the rest of the e-mail."""

import pytest

from small_mjml import column, html_of, mail, problem_of


@pytest.mark.parametrize(
    ("body", "message", "place"),
    [
        ("<div>\n<b>x</div>", "</div> stands where </b> belongs", (7, 5)),
        ("<div>x", "<div> in <mj-text> is never closed", (6, 10)),
        ("x</td></tr>", "</td> in <mj-text> closes nothing", (6, 11)),
        ("<table><tr><td>x</td></tr>", "<table> in <mj-text> is never closed", (6, 10)),
        ('<a href="x>y</a>', "the tag <a is never finished", (6, 10)),
        ("a <!-- b", "a comment is never closed", (6, 12)),
        ("<b>" * 101 + "</b>" * 101, "more than 100 HTML tags stand inside each other", (6, 310)),
    ],
)
def test_an_unbalanced_text_is_told_where_it_goes_wrong(
    body: str, message: str, place: tuple[int, int]
) -> None:
    problem = problem_of(mail(column(f"<mj-text>{body}</mj-text>")))

    assert problem.message == message
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    "body",
    [
        "<p>One<p>Two<ul><li>a<li>b</ul>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        '<br><img src="a.png" alt="a > b"><hr/>',
        "<!--[if mso]><table><tr><td><![endif]-->x<!--[if mso]></td></tr></table><![endif]-->",
        "<!-- <b> -->",
        "1 < 2 <3",
        "<B>x</b>",
        "<unsubscribe>x</unsubscribe>",
    ],
)
def test_what_html_allows_is_allowed(body: str) -> None:
    assert body in html_of(f"<mj-text>{body}</mj-text>")


def test_raw_html_may_open_a_tag_in_one_place_and_close_it_in_another() -> None:
    from ebulletin.templates.mjml import compile_mjml
    from small_mjml import TITLED

    source = mail(f'<mj-raw><div id="a"></mj-raw>{column("")}<mj-raw></div></mj-raw>')

    assert '<div id="a">' in compile_mjml(source, document=TITLED)


def test_raw_html_cannot_nest_without_end() -> None:
    problem = problem_of(mail("<mj-raw><div></mj-raw>" * 101))

    assert problem.message == "more than 100 HTML tags stand inside each other"


def test_raw_html_ends_its_tags() -> None:
    problem = problem_of(mail("<mj-raw>\n<div class='x</mj-raw>"))

    assert (problem.message, problem.line) == ("the tag <div is never finished", 5)
