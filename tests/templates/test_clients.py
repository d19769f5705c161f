"""An e-mail as certain mail readers show it."""

import pytest
from email_reading import html_of, sample

from ebulletin.templates.clients import (
    as_dark,
    as_fully_inverted,
    as_light,
    as_outlook,
    as_partly_inverted,
    is_for_outlook,
    without_pictures,
)

DARK = "<style>@media (prefers-color-scheme:dark){p{color:#fff}}</style>"


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("mso", True),
        ("!mso", False),
        ("mso | IE", True),
        ("IE", False),
        ("gte mso 9", True),
        ("lt mso 12", False),
        ("(gte mso 9)&(lt mso 12)", False),
        ("!lte mso 15", True),
        ("mso 16", True),
        ("what is this", False),
    ],
)
def test_conditions_are_answered_as_outlook_2016_answers_them(condition: str, holds: bool) -> None:
    assert is_for_outlook(condition) is holds


def test_outlook_sees_what_is_meant_for_it_and_nothing_else() -> None:
    html = page(
        "<!--[if mso]><b>one</b><![endif]-->"
        "<!--[if !mso]><!--><b>two</b><!--<![endif]-->"
        "<!--[if gte mso 9]><!--><b>three</b><!--<![endif]-->"
        "<![if !mso]><b>four</b><![endif]>"
        "<!--[if IE]>five<![endif]--><!-- six -->"
    )

    shown = as_outlook(html)

    assert "<b>one</b><b>three</b><!-- six -->" in shown
    assert not any(word in shown for word in ("two", "four", "five"))


def test_outlook_gives_room_in_cells_only_and_knows_no_media_queries() -> None:
    html = page(
        '<p style="padding:12px;margin:4px;border-radius:4px">a</p>'
        '<td style="mso-padding-alt:12px 20px">b</td><td style="padding:8px">c</td>'
        '<span style="display:inline-block;mso-hide:all">d</span>',
        "<style>p{max-width:3px;color:red}@media print{p{color:blue}}</style>",
    )

    shown = as_outlook(html)

    assert '<p style="margin:4px">' in shown
    assert '<td style="padding:12px 20px">' in shown
    assert '<td style="padding:8px">' in shown
    assert '<span style="display:none!important">' in shown
    assert "p{color:red}" in shown
    assert "blue" not in shown


def test_outlook_draws_shapes_in_vml() -> None:
    html = page(
        '<!--[if mso]><v:rect style="width:600px" fill="true"><v:fill src="a.png" color="#123456"/>'
        '<v:textbox inset="0,0,0,0"><![endif]-->words<!--[if mso]></v:textbox></v:rect>'
        '<v:roundrect href="https://example.org/" fillcolor="#0B4F5C"><w:anchorlock/>Go'
        "</v:roundrect><![endif]-->"
    )

    shown = as_outlook(html)

    assert "background-image:url(&#x27;a.png&#x27;);background-color:#123456" in shown
    assert (
        '<a href="https://example.org/" style="display:block;;background-color:#0B4F5C">' in shown
    )
    assert "<v:" not in shown
    assert "<w:" not in shown


def test_day_and_night_are_as_asked_whatever_the_machine_is_set_to() -> None:
    html = page("<p>a</p>", DARK)

    assert "#fff" not in as_light(html)
    assert "@media (min-width:0){p{color:#fff}}" in as_dark(html)
    assert "color-scheme:only dark" in as_dark(html)


def test_readers_that_invert_pass_over_the_dark_colours_of_the_e_mail() -> None:
    html = page('<table bgcolor="#FFFFFF" style="color:black"></table>', DARK)

    for shown in (as_partly_inverted(html), as_fully_inverted(html)):
        assert "prefers-color-scheme" not in shown
        assert '<table bgcolor="#333333" style="color:#FFFFFF">' in shown
        assert "html{color-scheme:only light;background-color:#333333;color:#FFFFFF}" in shown


def test_only_in_part_a_dark_band_stays() -> None:
    html = page('<td style="background:#0B4F5C;color:#fff">a</td>')

    assert "background:#0B4F5C;color:#FFFFFF" in as_partly_inverted(html)
    assert "background:#8BC4D3;color:#333333" in as_fully_inverted(html)


def test_with_pictures_off_nothing_is_loaded_and_the_words_stay() -> None:
    html = page(
        '<img src="a.png" srcset="b.png 2x" alt="A &quot;desk&quot; card">'
        '<td background="c.png" style="background:url(d.png) #fff">e</td>'
    )

    shown = without_pictures(html)

    assert ".png" not in shown
    assert 'alt="A &quot;desk&quot; card"' in shown
    assert 'style="background:none #fff"' in shown


@pytest.mark.parametrize(
    "view", [as_light, as_dark, as_partly_inverted, as_fully_inverted, without_pictures]
)
def test_words_and_comments_stay_as_they_are(view: object) -> None:
    html = html_of(sample("shield", "professional"))
    assert callable(view)

    shown = view(html)

    assert shown.count("<!--[if") == html.count("<!--[if")
    assert shown[shown.index("<body") :].count("<") == html[html.index("<body") :].count("<")
