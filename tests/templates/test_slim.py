"""Slimming takes bytes and nothing else: same tags, words, comments and looks."""

import re
import shutil
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from email_reading import SAMPLE, html_of, sample
from sample_bulletin import SAMPLES, bulletin, entry, picture, said, section, words

from ebulletin.bulletins.composed import WebLink
from ebulletin.templates.clients import as_outlook
from ebulletin.templates.load import load_theme
from ebulletin.templates.mjml import Document, compile_mjml
from ebulletin.templates.render import email_mjml
from ebulletin.templates.slim import slim, slim_css
from ebulletin.templates.style_rules import declarations_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from ebulletin.bulletins.composed import Bulletin

CLIPPED_BY_GMAIL = 102_400
# Shown as blocks in every window, and comments, which show nothing.
BLOCKS = {
    *(
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "table",
        "tbody",
        "thead",
        "tr",
        "caption",
    ),
    *("html", "head", "meta", "style", "title", "body", "link"),
}
CELLS = {"td", "th"}
JOINED = re.compile(r"<!\[endif\]--><!--\[if mso\]>")
WORDS = (
    "Ring one number, day or night, and a trained adviser listens, asks four short questions and "
    "tells you what happens next. Nobody needs a form first, and no decision is expected of you."
)


def compiled(shown: "Bulletin", theme: str) -> str:
    """The e-mail before it is slimmed."""
    source = email_mjml(shown, load_theme(theme))
    hosts = ["esscp.example.org"]
    return compile_mjml(source, document=Document(title="Sample"), own_hosts=hosts)


def tree(html: str) -> str:
    """Tags, attributes, words and comments as a browser's reader has them.

    Comments for Outlook under one condition that follow one another are one.
    """
    lines: list[str] = []
    # Where a table turns into lines on phones, its cells are no blocks.
    blocks = BLOCKS if 'class="at2"' in html else BLOCKS | CELLS
    _walk(html5lib.parse(html, namespaceHTMLElements=False), lines, blocks)
    return JOINED.sub("", "".join(lines))


def _walk(element: Any, lines: list[str], blocks: set[str]) -> None:
    if not isinstance(element.tag, str):
        lines.append(f"<!--{_comment(element.text or '')}-->")
        return

    def is_block(each: Any) -> bool:
        return not isinstance(each.tag, str) or each.tag in blocks

    names = sorted((name, _value(name, value)) for name, value in element.attrib.items())
    lines.append(f"<{element.tag} {[pair for pair in names if pair[1]]}>")
    children = list(element)
    first = is_block(children[0] if children else element)
    lines.append(_words(element.text, element.tag, is_block(element), first))
    for child, following in zip_longest(children, children[1:]):
        _walk(child, lines, blocks)
        ahead = is_block(element if following is None else following)
        lines.append(_words(child.tail, element.tag, is_block(child), ahead))
    lines.append(f"</{element.tag}>")


def _words(text: str | None, tag: str, after: bool, ahead: bool) -> str:
    if tag == "style":
        return _css(text or "")
    text = re.sub(r"[ \t\r\n\f]+", " ", text or "")
    text = text.lstrip(" ") if after else text
    return text.rstrip(" ") if ahead else text


def _css(text: str) -> str:
    text = re.sub(r"\s*([{}:;,]|!important)\s*", r"\1", " ".join(text.split()))
    return text.replace(";}", "}")


def _comment(text: str) -> str:
    """Of Outlook's comments the tags in them; their own white space is not shown."""
    text = re.sub(r"\s*([<>{};:,]|!important)\s*", r"\1", text)
    return text.replace(";}", "}").replace(';"', '"')


def _value(name: str, value: str) -> Any:
    if name == "style":
        return [(each.name, " ".join(each.value.split())) for each in declarations_in(value)]
    return value


@SAMPLE
def test_the_tree_is_the_same(theme: str, level: str) -> None:
    html = compiled(sample(theme, level), theme)

    slimmed = slim(html)

    assert len(slimmed) < len(html)
    assert tree(slimmed) == tree(html)


@SAMPLE
def test_every_comment_for_outlook_stays(theme: str, level: str) -> None:
    html = compiled(sample(theme, level), theme)

    # The words that Outlook sees are all there, in order, whatever was joined.
    assert tree(as_outlook(slim(html))) == tree(as_outlook(html))


@SAMPLE
def test_slimming_twice_changes_nothing_more(theme: str, level: str) -> None:
    once = html_of(sample(theme, level))

    assert slim(once) == once


@pytest.mark.browser
@pytest.mark.parametrize(
    ("theme", "width"), [("shield", 320), ("newsletter", 640), ("minutes", 320)]
)
def test_every_pixel_is_the_same(
    chromium: "Browser", tmp_path: Path, root: Path, theme: str, width: int
) -> None:
    shutil.copytree(root / "items/assets", tmp_path / "images")
    html = compiled(sample(theme, "professional"), theme)
    page = chromium.new_page(viewport={"width": width, "height": 900})
    shots = []

    for name, text in (("whole", html), ("slim", slim(html))):
        file = tmp_path / f"{name}.html"
        file.write_text(text, encoding="utf-8")
        page.goto(file.as_uri())
        shots.append(page.screenshot(full_page=True))
    page.close()

    assert shots[0] == shots[1]


def test_comments_under_one_condition_are_joined_and_others_are_not() -> None:
    html = (
        "<!--[if mso]><tr><![endif]--><!--[if mso]><td><![endif]-->a<!--[if mso]></td><![endif]-->"
        "<!--[if IE]>x<![endif]--><!--[if !mso]><!--><p>b</p><!--<![endif]-->"
    )

    assert slim(html) == (
        "<!--[if mso]><tr><td><![endif]-->a<!--[if mso]></td><![endif]-->"
        "<!--[if IE]>x<![endif]--><!--[if !mso]><!--><p>b</p><!--<![endif]-->"
    )


def test_spaces_that_show_stay() -> None:
    html = "<p> <b>one</b> <i>two</i>\n  three </p>\n<p>four</p>"

    assert slim(html) == "<p><b>one</b> <i>two</i>\nthree</p><p>four</p>"


def test_where_cells_become_words_in_a_line_their_spaces_stay() -> None:
    row = "<table class='x'><tr><td>one</td>\n<td>two</td></tr></table>".replace("'", '"')
    inline = "<style>@media (max-width:599px){.x td{display:inline!important}}</style>"
    elsewhere = inline.replace(".x", ".y")

    assert "</td>\n<td>" in slim(inline + row)
    assert "</td><td>" in slim(elsewhere + row)


def test_where_spaces_count_nothing_is_touched() -> None:
    for html in ("<pre>a\n  b</pre>  ", '<p style="white-space:pre-wrap">a   b</p>'):
        assert slim(html) == html


def test_styles_lose_spaces_but_not_those_in_quotes_or_references() -> None:
    html = (
        "<p style=\"color: red; font-family: 'A  b' ;\">x</p>"
        '<p style="font-family:&quot;A b&quot;; color:red;">x</p>'
    )

    assert slim(html) == (
        "<p style=\"color:red;font-family:'A  b'\">x</p>"
        '<p style="font-family:&quot;A b&quot;; color:red;">x</p>'
    )


def test_css_means_the_same() -> None:
    css = """
    /* a comment */ a :hover , b{ color : red ; margin: 0 }
    @media only screen and (max-width: 479px) { p::before { content: "a ; b"; } }
    """

    assert slim_css(css) == (
        "a :hover,b{color :red;margin:0}"
        '@media only screen and (max-width:479px){p::before{content:"a ; b"}}'
    )


@pytest.mark.parametrize("layout", ["prose", "cards", "columns", "list"])
@pytest.mark.parametrize("theme", SAMPLES)
def test_forty_items_with_pictures_are_not_clipped_by_gmail(theme: str, layout: Any) -> None:
    def item(number: int) -> Any:
        return entry(
            f"item-{number}",
            f"One main line at the front door, part {number}",
            body=(said(WORDS), said(WORDS[:150])),
            summary=words(WORDS[:150]),
            images=(picture(f"picture-{number}.png", "Desk card in large print", 552, 310),),
            links=(WebLink("Guide to the new lines", f"https://example.org/guide/{number}"),),
        )

    sections = [
        section(f"Section {place}", *map(item, range(place * 8, place * 8 + 8)), layout=layout)
        for place in range(5)
    ]

    html = html_of(bulletin("professional", theme, "Stress", sections=tuple(sections)))

    assert html.count("Desk card in large print") == 40
    assert len(html.encode()) < CLIPPED_BY_GMAIL
