"""Defaults, classes and what is handed down apply in the order of the reference compiler."""

import re

import mjml

from small_mjml import column, html_of, mail, problem_of

TEXT = "<mj-text>Words</mj-text>"


def style_of_words(html: str, words: str = "Words") -> str:
    found = re.search(rf'style="([^"]*)"[^<>]*>\s*{words}', html)
    assert found
    return found[1]


def attributes(text: str) -> str:
    return f"<mj-attributes>{text}</mj-attributes>"


def test_a_value_on_the_tag_beats_class_beats_tag_beats_all() -> None:
    head = attributes(
        '<mj-all color="#000001" font-size="11px" line-height="21px" letter-spacing="1px" />'
        '<mj-text color="#000002" font-size="12px" line-height="22px" />'
        '<mj-class name="note" color="#000003" font-size="13px" />'
    )

    html = html_of('<mj-text mj-class="note" color="#000004">Words</mj-text>', head)

    style = style_of_words(html)
    assert "color:#000004" in style
    assert "font-size:13px" in style
    assert "line-height:22px" in style
    assert "letter-spacing:1px" in style


def test_of_two_classes_the_last_wins_where_the_engine_takes_the_first() -> None:
    head = attributes('<mj-class name="a" color="#00000a" /><mj-class name="b" color="#00000b" />')
    content = '<mj-text mj-class="a b">Words</mj-text>'

    assert "color:#00000a" in style_of_words(mjml.mjml2html(mail(column(content), head)))
    assert "color:#00000b" in style_of_words(html_of(content, head))


def test_the_css_classes_of_several_classes_are_all_kept() -> None:
    head = attributes('<mj-class name="a" css-class="x" /><mj-class name="b" css-class="y z" />')

    html = html_of('<mj-text mj-class="a b">Words</mj-text>', head)

    assert 'class="x y z"' in html


def test_defaults_for_the_body_apply_where_the_engine_forgets_them() -> None:
    head = attributes('<mj-body width="500px" background-color="#eeeeee" />')

    assert "width:500px" not in mjml.mjml2html(mail(column(TEXT), head))
    assert "max-width:500px" in html_of(TEXT, head)
    assert "background-color:#eeeeee" in html_of(TEXT, head)


def test_defaults_for_child_elements_apply_where_the_engine_forgets_them() -> None:
    head = attributes('<mj-social-element color="#aa0000" />')
    content = (
        '<mj-social><mj-social-element src="i.png" href="https://example.org/">Words'
        "</mj-social-element></mj-social>"
    )

    assert "color:#aa0000" not in style_of_words(mjml.mjml2html(mail(column(content), head)))
    assert "color:#aa0000" in style_of_words(html_of(content, head))


def test_comments_between_defaults_do_no_harm() -> None:
    head = attributes('<!-- links --><mj-text color="#123456" />')

    assert "color:#123456" in style_of_words(html_of(TEXT, head))


def test_icons_take_size_and_colour_from_their_group_and_not_from_everything() -> None:
    head = attributes('<mj-all font-size="11px" />')
    content = (
        '<mj-social font-size="20px" inner-padding="9px"><mj-social-element src="i.png" '
        'href="https://example.org/">Words</mj-social-element></mj-social>'
    )

    html = html_of(content, head)

    assert "font-size:20px" in style_of_words(html)
    assert "padding:9px" in html


def test_a_class_may_say_what_tags_inside_it_look_like() -> None:
    head = attributes('<mj-class name="s"><mj-text color="#00cc00" /></mj-class>')
    section = f'<mj-section mj-class="s"><mj-column>{TEXT}</mj-column></mj-section>'
    from ebulletin.templates.mjml import compile_mjml
    from small_mjml import TITLED

    html = compile_mjml(mail(section, head), document=TITLED)

    assert "color:#00cc00" in style_of_words(html)


def test_a_class_that_nobody_defined_is_told() -> None:
    head = attributes('<mj-class name="heading" color="red" />')
    problem = problem_of(mail(column('<mj-text mj-class="headnig">x</mj-text>'), head))

    assert problem.message == "there is no mj-class 'headnig'"
    assert problem.help == "Did you mean 'heading'?"


def test_a_shared_value_that_does_not_suit_a_tag_is_told_where_it_is_written() -> None:
    head = '\n<mj-attributes><mj-class name="half" width="50%" /></mj-attributes>'
    content = '<mj-image mj-class="half" src="a.png" alt="" />' * 2

    problem = problem_of(mail(column(content), head))

    assert problem.message == "'width' of <mj-image> cannot be '50%'"
    assert problem.line == 3


def test_a_shared_value_that_means_nothing_to_a_tag_is_passed_over() -> None:
    head = attributes('<mj-all border-width="1px" />')

    assert "Words" in html_of(TEXT, head)


def test_a_shared_value_that_would_come_out_wrong_is_told() -> None:
    head = attributes('<mj-class name="c" padding-left="4px" />')

    problem = problem_of(mail('<mj-hero mj-class="c"></mj-hero>', head))

    assert problem.message == "'padding-left' on <mj-hero> would be lost or come out wrong"
