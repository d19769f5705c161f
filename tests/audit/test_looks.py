"""Colours, sizes and what is seen, worked out from style sheets and styles."""

import pytest

from ebulletin.audit.colours import (
    BLACK,
    WHITE,
    contrast,
    over,
    parse_colour,
    parse_old_colour,
    written,
)
from ebulletin.audit.looks import Look, read_looks
from ebulletin.audit.markup import read_document
from ebulletin.audit.media import Mode
from ebulletin.audit.selectors import parse_selector
from ebulletin.audit.styles import parse_declarations, parse_sheet


def look(html: str, mode: Mode = "light") -> Look:
    """The look of the words `here`."""
    document = read_document(f"<!doctype html><html><body>{html}")
    text = next(each for each in document.texts if "here" in each.words)
    return read_looks(document, mode).of[text.parent.index]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#abc", "#AABBCC"), ("#0b4f5c", "#0B4F5C"), ("rebeccapurple", "#663399"),
        ("rgb(11, 79, 92)", "#0B4F5C"), ("rgb(11 79 92)", "#0B4F5C"),
        ("rgb(100% 0% 0%)", "#FF0000"),
        ("hsl(120, 100%, 25%)", "#008000"), ("rgba(0,0,0,.5)", "#000000"), ("#0008", "#000000"),
    ],
)  # fmt: skip
def test_colours_are_read_in_all_their_forms(value: str, expected: str) -> None:
    colour = parse_colour(value)

    assert colour is not None
    assert written(colour) == expected


@pytest.mark.parametrize(
    "value", ["inherit", "currentcolor", "rgb(1,2)", "#12", "url(x)", "rgb(a b c)"]
)
def test_what_is_no_colour_is_none(value: str) -> None:
    assert parse_colour(value) is None


def test_old_attributes_need_no_hash() -> None:
    assert parse_old_colour("FFC24A") == parse_colour("#ffc24a")


def test_contrast_is_that_of_the_standard() -> None:
    grey = parse_colour("#767676")
    assert grey is not None

    assert contrast(WHITE, BLACK) == 21
    assert 4.54 < contrast(grey, WHITE) < 4.55
    assert written(over((0, 0, 0, 0.5), WHITE)) == "#808080"


@pytest.mark.parametrize(
    ("html", "colour"),
    [
        ('<p style="color:#123456">here', "#123456"),
        ('<style>p{color:#111111}</style><p style="color:#123456">here', "#123456"),
        ('<style>p{color:#111111!important}</style><p style="color:#123456">here', "#111111"),
        ('<style>.a{color:#222222} p{color:#111111}</style><p class="a">here', "#222222"),
        ('<style>#a{color:#333333} .a{color:#222222}</style><p id="a" class="a">here', "#333333"),
        ("<style>div p{color:#444444}</style><div><b><p>here", "#444444"),
        ("<style>div>p{color:#444444}</style><div><b><p>here", "#000000"),
        ("<style>i+p{color:#555555}</style><i></i><p>here", "#555555"),
        ('<style>[title^="x"]{color:#666666}</style><p title="xy">here', "#666666"),
        ("<style>p:hover{color:#666666}</style><p>here", "#000000"),
        ("<style>@media print{p{color:#666666}}</style><p>here", "#000000"),
        ("<style>@media (max-width:480px){p{color:#666666}}</style><p>here", "#000000"),
        ("<style>@media screen and (min-width:480px){p{color:#666666}}</style><p>here", "#666666"),
        ('<style media="print">p{color:#666666}</style><p>here', "#000000"),
        ("<style>/* p{color:#666666} */ b{}</style><p>here", "#000000"),
        ("<font color=336699>here", "#336699"),
        ('<a href="x">here', "#0000EE"),
        ('<div style="color:#123456"><a>here', "#123456"),
        ("<style>[data-ogsc] p{color:#666666}</style><p>here", "#000000"),
    ],
)
def test_the_cascade_decides_the_colour(html: str, colour: str) -> None:
    assert written(look(html).colour) == colour


def test_colours_for_the_night_hold_by_night_alone() -> None:
    html = "<style>@media (prefers-color-scheme:dark){p{color:#eeeeee}}</style><p>here"

    assert written(look(html).colour) == "#000000"
    assert written(look(html, "dark").colour) == "#EEEEEE"


@pytest.mark.parametrize(
    ("html", "ground"),
    [
        ('<td bgcolor="#FFC24A">here', "#FFC24A"),
        ('<div style="background:#123456 url(x)"><p style="background-color:#fff">here', "#FFFFFF"),
        ('<div style="background:#000"><p style="background:rgba(255,255,255,.5)">here', "#808080"),
        ('<div style="background:#000"><p style="background:transparent">here', "#000000"),
        ('<div style="background:#123456"><p style="background:none">here', "#123456"),
    ],
)  # fmt: skip
def test_the_nearest_ground_that_covers_counts(html: str, ground: str) -> None:
    found = look(html).ground

    assert found is not None
    assert written(found) == ground


def test_a_picture_behind_words_is_no_known_ground_but_has_a_colour_under_it() -> None:
    found = look('<div style="background:#0B4F5C url(x.png)">here')

    assert found.ground is None
    assert written(found.bare_ground) == "#0B4F5C"


@pytest.mark.parametrize(
    ("html", "size"),
    [
        ("<p>here", 16), ("<h1>here", 32), ('<p style="font-size:12pt">here', 16),
        ('<div style="font-size:20px"><p style="font-size:50%">here', 10),
        ('<p style="font:bold 14px/20px Arial">here', 14), ("<small>here", 13.33),
        ('<p style="font-size:1.5em">here', 24), ("<font size=5>here", 24),
    ],
)  # fmt: skip
def test_sizes_of_type_are_worked_out(html: str, size: float) -> None:
    assert look(html).size == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize(
    "html",
    [
        '<p style="display:none">here', "<p hidden>here", '<p style="visibility:hidden">here',
        '<div style="display:none"><p style="display:block">here',
    ],
)  # fmt: skip
def test_what_is_not_shown_is_hidden(html: str) -> None:
    assert look(html).is_hidden


@pytest.mark.parametrize(
    "html",
    [
        '<p style="max-height:0;overflow:hidden">here', '<p style="opacity:0">here',
        '<p style="position:absolute;left:-9999px">here',
    ],
)  # fmt: skip
def test_what_is_there_for_screen_readers_alone_is_not_seen(html: str) -> None:
    assert look(html).is_unseen


def test_declarations_keep_what_stands_in_brackets_and_strings() -> None:
    found = parse_declarations('background:url(data:image/png;base64,AA==); font-family:"A;B" ; x')

    assert [(each.name, each.value) for each in found] == [
        ("background", "url(data:image/png;base64,aa==)"), ("font-family", '"a;b"'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("css", "is_broken"),
    [
        ("a{color:red}", False), ("@media x{a{color:red}}", False), ("a{color:red", True),
        ("@media x{a{color:red}", True), ("a{color:red}}", True), ("@font-face{src:x}", False),
        ("a{b{color:red}}", False), ("<!-- a{color:red} -->", False),
    ],
)  # fmt: skip
def test_it_is_known_whether_braces_match(css: str, is_broken: bool) -> None:
    assert parse_sheet(css, 0).is_broken is is_broken


@pytest.mark.parametrize("words", ["a::before", "p:not(.x)", "a:hover", "p:nth-child(2)", "&", ""])
def test_selectors_that_a_resting_page_does_not_show_fit_nothing(words: str) -> None:
    found = parse_selector(words)

    assert found is None or words == ""
