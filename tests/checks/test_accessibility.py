"""Whether finished files can be read by everyone, and whether what is not is found."""

from functools import cache

import pytest

from check_bench import PLAN, Checks, SmallWorkspace, applied, front_matter
from ebulletin.templates.model import Rendering

BODY = "Words with **stress**.\n\n## A heading\n\n- [A form](https://esscp.example.org/form)\n"
PRIORITY = """---
kind: priority
title: Family voice
number: 4
rag: amber
distribution: public
status: ready
---
Two panels met.
"""
REMINDER = front_matter("Do not forget.", type="reminder", title="Send your return")
WORKSPACE = SmallWorkspace(
    {"news": BODY, "voice": PRIORITY, "return-due": REMINDER},
    PLAN.replace("{placed}", "news, voice, return-due"),
)
BUILT_CODES = [f"A1110{number}" for number in (1, 2, 3, 4, 5, 6, 9)]


@cache
def rendered(theme: str = "shield") -> Rendering:
    return WORKSPACE.rendered("public", theme)


def wrapped(body: str) -> str:
    """A sound document around some HTML."""
    return (
        '<html lang="en-GB" dir="ltr"><head><meta charset="utf-8"><title>T</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f'<body><div lang="en-GB" dir="ltr"><h1>T</h1>{body}</div></body></html>'
    )


@pytest.mark.parametrize("code", BUILT_CODES)
@pytest.mark.parametrize("theme", ["shield", "newsletter", "minutes"])
def test_what_the_product_itself_makes_is_clean(checks: Checks, code: str, theme: str) -> None:
    made = rendered(theme)

    assert checks.built(code, WORKSPACE, "public", email=made.html, page=made.page) == []


def test_colours_that_fall_short_are_found_where_they_were_chosen(checks: Checks) -> None:
    pair = (("on_brand", "brand", "light", 2.0799),)
    settings = "brand: {colours: {brand: A0B8C0}}"
    own = SmallWorkspace({"news": "Words."}, None, settings)

    by_us = checks.built("A11101", own, "public", contrast=pair)
    by_theme = checks.built("A11101", WORKSPACE, "public", contrast=pair)

    assert [each.place.path for each in by_us] == ["partnership.yaml"]
    assert "2.07 to 1" in by_us[0].message
    assert [each.place.path for each in by_theme] == ["bulletins/sample.yaml"]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>", 0),
        ("<h1>a</h1><h2>b</h2><h4>c</h4>", 1),
        ("<h1>a</h1><h1>b</h1>", 1),
        ("<h2>b</h2>", 1),
        ("<h1>a</h1><h2> <img src='a.png' alt=''></h2>", 1),
        ("<h1>a</h1><h3>b</h3>", 1),
        ("<h1>a <span>b</span></h1><h2>b</h2><h3>c</h3><h4>d</h4><h2>e</h2>", 0),
    ],
)
def test_headings_make_one_outline(checks: Checks, html: str, count: int) -> None:
    assert len(checks.built("A11102", WORKSPACE, "public", email=html)) == count


def test_a_heading_that_skips_a_level_is_found_where_its_author_wrote_it(checks: Checks) -> None:
    workspace = SmallWorkspace({"news": "Some words.\n\n### Later *still*\nMore words."})
    html = "<h1>a</h1><h2>b</h2><h4>Later <em>still</em></h4>"

    found = checks.built("A11102", workspace, "public", email=html)

    assert [(each.place.path, each.place.line) for each in found] == [("items/news.md", 9)]


@pytest.mark.parametrize(
    ("part", "page_count"),
    [
        (' lang="en-GB"', 1),
        (' dir="ltr"', 1),
        ("<title>T</title>", 1),
        ('<meta charset="utf-8">', 1),
        ('<meta name="viewport" content="width=device-width">', 1),
    ],
)
def test_a_document_without_its_basics_is_found(checks: Checks, part: str, page_count: int) -> None:
    html = wrapped("<p>x</p>")
    without = html.replace(part, "", 1)

    assert checks.built("A11103", WORKSPACE, "public", email=html, page=html) == []
    assert len(checks.built("A11103", WORKSPACE, "public", page=without)) == page_count
    assert len(checks.built("A11103", WORKSPACE, "public", email=without)) == 1


def test_the_wrapper_of_an_email_says_its_language_again(checks: Checks) -> None:
    html = wrapped("<p>x</p>").replace('<div lang="en-GB" dir="ltr">', "<div>")

    assert len(checks.built("A11103", WORKSPACE, "public", email=html)) == 1
    assert checks.built("A11103", WORKSPACE, "public", page=html) == []


DATA = (
    "<table><caption>Who came</caption><tr><th scope='col'>Name</th></tr>"
    "<tr><th scope='row'>Una</th></tr></table>"
)


@pytest.mark.parametrize(
    ("html", "count"),
    [
        (DATA, 0),
        (DATA.replace(" scope='row'", ""), 1),
        (DATA.replace("<caption>Who came</caption>", ""), 1),
        (DATA.replace("Who came", " "), 1),
        (DATA.replace("th", "td"), 1),
        ("<table><tr><td>x</td></tr></table>", 1),
        ("<table role='presentation'><tr><td>x</td></tr></table>", 0),
        (f"<table role='presentation'><tr><td>{DATA}</td></tr></table>", 0),
        (f"<table><tr><td>{DATA}</td></tr></table>", 1),
        ("<!--[if mso]><table><tr><td><![endif]-->", 0),
    ],
)
def test_a_table_says_whether_it_holds_data(checks: Checks, html: str, count: int) -> None:
    assert len(checks.built("A11104", WORKSPACE, "public", email=html)) == count


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ('<img src="a.png">', 1),
        ('<img src="a.png" alt="">', 0),
        ('<img src="a.png" alt="A card"><img src="b.png"/>', 1),
        ("<p>an img in words</p>", 0),
    ],
)
def test_a_picture_without_alt_is_found(checks: Checks, html: str, count: int) -> None:
    assert len(checks.built("A11105", WORKSPACE, "public", page=html)) == count


def button(pad: str, line: str = "20px") -> str:
    style = f"display:inline-block;padding:{pad} 20px;font-size:16px;line-height:{line}"
    return f'<a href="x" style="{style}">Book</a>'


def own_ground(link: str) -> str:
    return link.replace("display", "background:#0B4F5C;display")


def cell(link: str) -> str:
    return f'<td bgcolor="#0B4F5C">{link}</td>'


def listed(entry: str, line: int = 20, pad: int = 0) -> str:
    return (
        f'<div style="font-size:14px;line-height:{line}px">'
        f'<ul><li style="padding:{pad}px 0">{entry}</li></ul></div>'
    )


LINK = '<a href="x">One</a>'


@pytest.mark.parametrize(
    ("html", "count"),
    [
        (own_ground(button("12px")), 0),
        (own_ground(button("5px")), 1),
        (cell(button("5px", "120%")), 1),
        (cell(button("13px", "120%")), 0),
        (f"<p>{button('5px')}</p>", 0),
        (listed(LINK), 1),
        (listed(LINK, pad=4), 0),
        (listed(LINK, line=24), 0),
        (listed(f"See {LINK}"), 0),
        (f'<p style="font-size:14px;line-height:20px">See {LINK}.</p>', 0),
    ],
)
def test_targets_that_are_too_small_are_found(checks: Checks, html: str, count: int) -> None:
    assert len(checks.built("A11106", WORKSPACE, "public", email=html)) == count


@pytest.mark.parametrize(("word", "item"), [("Amber", "voice"), ("Reminder", "return-due")])
def test_a_status_without_its_word_is_found(checks: Checks, word: str, item: str) -> None:
    html = rendered().html
    assert html is not None

    found = checks.built("A11109", WORKSPACE, "public", email=html.replace(word, ""))

    assert [each.place.path for each in found] == [f"items/{item}.md"]


# --- What authors write ---------------------------------------------------------------------

LONG = " ".join(["word"] * 25)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"Say **{LONG}** now.", 1),
        (f"*{LONG}*", 1),
        (f"***{LONG}***", 1),
        ("A **bold term** here.", 0),
        ("**" + " ".join(["word"] * 20) + "**", 0),
        ("**five words in bold type** and " * 6, 0),
    ],
)
def test_a_long_run_in_bold_is_found(checks: Checks, body: str, count: int) -> None:
    found = checks.in_item("A11107", body)

    assert bool(found) is bool(count)


@pytest.mark.parametrize("marks", ["**", "*", "__"])
def test_the_stars_of_a_long_run_can_be_taken_off(checks: Checks, marks: str) -> None:
    text = front_matter(f"First.\n\nSay {marks}{LONG}{marks} now.\n")

    (found,) = checks.in_item("A11107", text)
    mended = applied(text, found.fix)

    assert mended == front_matter(f"First.\n\nSay {LONG} now.\n")
    assert checks.in_item("A11107", mended) == []


ARABIC = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645 \u0641\u064a \u0627\u0644\u0645\u0631"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (ARABIC, 1),
        (f"Welcome.\n\n{ARABIC}", 1),
        ("\u041c\u0438\u0440 \u0432\u0430\u043c", 1),
        (f"The words {ARABIC[:6]} mean welcome.", 0),
        ("Croeso \u0175\u0177 i b\u00e2wb.", 0),
        ("12 \u2013 14", 0),
    ],
)
def test_another_script_says_its_language(checks: Checks, body: str, count: int) -> None:
    assert len(checks.in_item("A11108", body)) == count
    assert checks.in_item("A11108", body, language="ar") == []
