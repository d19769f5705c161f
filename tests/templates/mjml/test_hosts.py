"""An e-mail makes the reader's machine call no host but our own."""

import pytest

from ebulletin.templates.mjml import MjmlError, compile_mjml
from small_mjml import TITLED, column, html_of, mail, problem_of


@pytest.mark.parametrize(
    "body",
    [
        column('<mj-image src="https://pictures.example.org/a.png" alt="" />'),
        column('<mj-image src="//pictures.example.org/a.png" alt="" />'),
        column('<mj-image src="HTTP://Pictures.Example.Org/a.png" alt="" />'),
        column('<mj-image src="a" alt="" srcset="a 1x, https://pictures.example.org/b 2x" />'),
        '<mj-section background-url="https://pictures.example.org/a"></mj-section>',
        '<mj-hero height="9px" background-url="https://pictures.example.org/a"></mj-hero>',
        column("<mj-text><img src=https://pictures.example.org/a.png></mj-text>"),
        column("<mj-text><img src='\\\\pictures.example.org/a.png'></mj-text>"),
        column('<mj-text><img src="&#104;ttps://pictures.example.org/a"></mj-text>'),
        column(
            '<mj-text><i style="background:url(https://pictures.example.org/a)">x</i></mj-text>'
        ),
        column("<mj-text><i style=\"background:url( '//pictures.example.org/a')\">x</i></mj-text>"),
        column('<mj-text><i background="https://pictures.example.org/a">x</i></mj-text>'),
        '<mj-raw><link rel="stylesheet" href="https://pictures.example.org/a.css"></mj-raw>',
        '<mj-raw><iframe src="https://pictures.example.org/a"></iframe></mj-raw>',
        '<mj-raw><form action="https://pictures.example.org/a"></form></mj-raw>',
        '<mj-raw><!--[if mso]><v:fill src="https://pictures.example.org/a" /><![endif]--></mj-raw>',
    ],
)
def test_whatever_is_loaded_from_elsewhere_is_refused(body: str) -> None:
    problem = problem_of(mail(f"\n{body}"))

    assert "would be loaded from pictures.example.org" in problem.message
    assert problem.line >= 5
    compile_mjml(mail(body), document=TITLED, own_hosts=frozenset({"Pictures.example.org"}))


@pytest.mark.parametrize(
    "head",
    [
        '<mj-font name="Foo" href="https://fonts.example.org/foo.css" />',
        "<mj-style>@import 'https://fonts.example.org/foo.css';</mj-style>",
        "<mj-style>@font-face{src:url(https://fonts.example.org/foo.woff)}</mj-style>",
    ],
)
def test_a_font_of_another_host_is_refused(head: str) -> None:
    source = mail(column('<mj-text font-family="Foo">x</mj-text>'), head)

    with pytest.raises(MjmlError, match=r"would be loaded from fonts\.example\.org"):
        compile_mjml(source, document=TITLED)


def test_two_hosts_in_one_value_are_both_looked_at() -> None:
    source = mail(
        column(
            '<mj-image src="a.png" alt="" srcset="https://bad.example.org/a 1x, '
            'https://own.example.org/b 2x" />'
        )
    )

    with pytest.raises(MjmlError, match=r"bad\.example\.org"):
        compile_mjml(source, document=TITLED, own_hosts=frozenset({"own.example.org"}))


def test_links_may_lead_anywhere() -> None:
    html_of(
        '<mj-text><a href="https://elsewhere.example.org/">x</a></mj-text>'
        '<mj-button href="https://elsewhere.example.org/">Go</mj-button>'
    )


@pytest.mark.parametrize(
    "source", ["a.png", "images/a.png", "cid:a@example.org", "/a.png", "{{ x }}"]
)
def test_pictures_of_our_own_are_fine(source: str) -> None:
    assert f'src="{source}"' in html_of(f'<mj-image src="{source}" alt="" />')
