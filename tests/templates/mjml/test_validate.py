"""What is not MJML 4 is refused, with the line and what to write instead."""

import pytest

from ebulletin.templates.mjml import MjmlError, compile_mjml
from ebulletin.templates.mjml.components import COMPONENTS
from ebulletin.templates.mjml.model import MOST_PROBLEMS
from ebulletin.templates.mjml.refused import REFUSED
from small_mjml import TITLED, column, mail, problem_of, problems_of


@pytest.mark.parametrize(
    ("source", "message", "help_"),
    [
        (mail("<mj-sectoin/>"), "there is no tag <mj-sectoin>", "Did you mean <mj-section>?"),
        (mail("<MJ-Section/>"), "there is no tag <MJ-Section>", "Did you mean <mj-section>?"),
        (mail("<mj-qwertyuiop/>"), "there is no tag", "Use one of the tags of MJML 4."),
        (mail("<p></p>"), "the HTML tag <p> stands between MJML tags", "mj-text"),
        (mail("<mj-column/>"), "<mj-column> cannot stand in <mj-body>", "<mj-section>"),
        (mail("<mj-text>x</mj-text>"), "<mj-text> cannot stand in <mj-body>", "<mj-column>"),
        (mail(column("<mj-section/>")), "<mj-section> cannot stand in <mj-column>", "<mj-body>"),
        (mail("<mjml/>"), "<mjml> cannot stand in <mj-body>", "outside"),
        (mail("<mj-section pading='0'/>"), "no attribute 'pading'", "Did you mean 'padding'?"),
        (mail("<mj-section zzzzzzzzz='0'/>"), "no attribute 'zzzzzzzzz'", "It has background-"),
        (mail("<mj-section padding='10'/>"), "'padding' of <mj-section> cannot be '10'", "10px."),
        (mail("<mj-section padding=''/>"), "'padding' of <mj-section> is empty", "take it out"),
        (mail("<mj-section padding='1px,2px'/>"), "cannot be '1px,2px'", "one to four lengths"),
        (mail("<mj-section padding='5% 0'/>"), "cannot be '5% 0'", "lengths in px"),
        (mail("<mj-section direction='LTR'/>"), "cannot be 'LTR'", "Did you mean 'ltr'?"),
        (mail("<mj-section background-color='#12345'/>"), "cannot be '#12345'", "a colour such as"),
        (mail("<mj-section background-color='#GGG'/>"), "cannot be '#GGG'", "a colour such as"),
        (mail("<mj-section border='fat'/>"), "'fat'", "1px"),
        (mail("", "<mj-title>a</mj-title>" * 2), "<mj-title> is written twice", "Keep one"),
        (mail("<mj-raw position='file-start'>x</mj-raw>"), "'position' on <mj-raw>", "doctype"),
        (mail("", "<mj-attributes><mj-class/></mj-attributes>"), "has no name", "name="),
        (mail("", "<mj-attributes><mj-all paddng='0'/></mj-attributes>"), "'paddng'", "'padding'?"),
        (mail("", "<mj-attributes><mj-all color='rde'/></mj-attributes>"), "'rde'", "a colour"),
        (mail("", "<mj-attributes><mj-txt/></mj-attributes>"), "<mj-txt>", "<mj-text>?"),
        (mail("", "<mj-attributes><mj-text>x</mj-text></mj-attributes>"), "holds", "only"),
        (mail("", "<mj-style inline='yes'>a{}</mj-style>"), "cannot be 'yes'", "'inline'"),
        ("<mj-body></mj-body>", "the document begins with <mj-body>", "<mjml>"),
        ("<mjml></mjml>", "there is no <mj-body>", "inside <mjml>"),
        ("", "the MJML is empty", "<mjml>"),
        ("<mjml><mj-body/></mjml><mjml/>", "a second element", "between <mjml>"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_to_write(source: str, message: str, help_: str) -> None:
    problem = problem_of(source)

    assert message in problem.message
    assert help_ in problem.help


@pytest.mark.parametrize("tag", sorted(REFUSED))
def test_what_readers_would_not_all_see_is_refused_with_an_alternative(tag: str) -> None:
    problem = problem_of(mail(column(f"<{tag}></{tag}>")))

    assert f"<{tag}> is not for e-mail that everyone reads" in problem.message
    assert problem.help == REFUSED[tag]


def test_a_fluid_hero_is_refused() -> None:
    problem = problem_of(mail('<mj-hero mode="fluid-height"></mj-hero>'))

    assert "'mode' of <mj-hero> cannot be 'fluid-height'" in problem.message


def test_a_social_icon_needs_a_picture_of_our_own() -> None:
    problem = problem_of(
        mail(
            column(
                '<mj-social><mj-social-element name="facebook">F</mj-social-element></mj-social>'
            )
        )
    )

    assert problem.message == "<mj-social-element> has no 'src'"
    assert "other hosts" in problem.help


def test_a_picture_needs_alt_but_it_may_be_empty() -> None:
    problem = problem_of(mail(column('<mj-image src="a.png" />')))

    assert problem.message == "<mj-image> has no 'alt'"
    compile_mjml(mail(column('<mj-image src="a.png" alt="" />')), document=TITLED)


def test_a_button_needs_somewhere_to_go() -> None:
    assert problem_of(mail(column("<mj-button>Go</mj-button>"))).message == (
        "<mj-button> has no 'href'"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript :x", "java&#10;script:x", "data:text/html,x"]
)
def test_an_address_may_run_nothing(address: str) -> None:
    source = mail(column(f'<mj-button href="{address}">Go</mj-button>'))

    assert "'href' of <mj-button> cannot be" in problem_of(source).message


def test_a_style_cannot_be_smuggled_into_a_value() -> None:
    problem = problem_of(mail(column('<mj-text font-family="Arial;position:fixed">x</mj-text>')))

    assert "'font-family' of <mj-text>" in problem.message


def test_an_mjml_tag_inside_a_text_is_a_closing_tag_forgotten() -> None:
    problem = problem_of(mail(column("<mj-text>One\n<mj-text>Two</mj-text>")))

    assert problem.message == "<mj-text> stands inside <mj-text>, which holds only HTML"
    assert problem.line == 7


def test_cdata_is_not_html() -> None:
    problem = problem_of(mail(column("<mj-text><![CDATA[x]]></mj-text>")))

    assert "CDATA stands inside <mj-text>" in problem.message


def test_everything_wrong_is_told_at_once_in_the_order_of_the_lines() -> None:
    source = mail(
        '<mj-section pading="0"><mj-column>\n<mj-txt/>\n</mj-column></mj-section>\n<mj-x/>'
    )
    problems = problems_of(source)

    assert [each.line for each in problems] == [4, 5, 7]


def test_the_error_tells_the_first_problem_and_counts_the_others() -> None:
    with pytest.raises(MjmlError) as caught:
        compile_mjml(mail("<mj-elephant/><mj-y/>\n<mj-z/>"), document=TITLED, name="shield.mjml")

    assert str(caught.value) == (
        "shield.mjml:4:1: there is no tag <mj-elephant>\n  help: Use one of the tags of MJML 4.\n"
        "There are 2 more problems."
    )
    assert caught.value.exit_code == 1


def test_one_slip_repeated_a_thousand_times_is_told_a_hundred_times() -> None:
    assert len(problems_of(mail("<mj-x/>\n" * 1000))) == MOST_PROBLEMS


@pytest.mark.parametrize("tag", sorted(set(COMPONENTS) - {"mjml"}))
def test_every_component_can_stand_somewhere_that_exists(tag: str) -> None:
    assert COMPONENTS[tag].inside
    assert all(parent in COMPONENTS for parent in COMPONENTS[tag].inside)
