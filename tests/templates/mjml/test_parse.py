"""MJML is read with the place of every tag and value, and slips stop it with that place."""

import pytest

from ebulletin.templates.mjml import MjmlError
from ebulletin.templates.mjml.model import Element, MjmlProblem
from ebulletin.templates.mjml.parse import DEEPEST, LARGEST_IN_BYTES, parse


def read(text: str) -> Element:
    problems: list[MjmlProblem] = []
    (root,) = parse(text, "theme.mjml", problems)
    assert problems == []
    return root


def slips(text: str) -> list[tuple[int, int, str]]:
    problems: list[MjmlProblem] = []
    try:
        parse(text, "theme.mjml", problems)
    except MjmlError as error:
        problems = list(error.problems)
    return [(each.line, each.column, each.message) for each in problems]


def test_a_tag_knows_its_line_and_column_and_so_does_each_value() -> None:
    root = read('<mjml>\n  <mj-body\n    width="600px"/>\n</mjml>')

    body = root.children[0]
    width = body.attributes[0]
    assert body.spot.problem("", "").line == 2
    assert body.spot.problem("", "").column == 3
    assert (width.spot.problem("", "").line, width.spot.problem("", "").column) == (3, 5)
    assert width.value_spot.problem("", "").column == 12


def test_windows_line_ends_and_a_byte_order_mark_do_not_shift_places() -> None:
    root = read("\ufeff<mjml>\r\n<mj-body>\r\n</mj-body>\r\n</mjml>")

    assert root.children[0].spot.problem("", "").line == 2
    assert root.spot.problem("", "").column == 1


def test_entities_in_values_are_resolved_and_unknown_ones_stay() -> None:
    root = read('<mjml a="1 &amp; 2" b="&#233;&#xe9;&eacute;" c="?x=1&copy=2&nope;&#0;" />')

    assert [each.value for each in root.attributes] == ["1 & 2", "ééé", "?x=1&copy=2&nope;&#0;"]


def test_single_quotes_serve_as_well() -> None:
    root = read("<mjml a='say \"so\"' />")

    assert root.value("a") == 'say "so"'


def test_the_body_of_a_text_is_kept_as_it_is() -> None:
    body = '1 < 2 & <b class=x>"bold"</b> <!-- a > b --> <br>'
    root = read(f"<mjml><mj-text>{body}</mj-text></mjml>")

    assert root.children[0].body == body


def test_comments_between_tags_are_dropped() -> None:
    root = read("<mjml><!-- <mj-body> and --><mj-body></mj-body><!----></mjml>")

    assert [each.tag for each in root.children] == ["mj-body"]


def test_an_xml_declaration_before_everything_is_passed_over() -> None:
    assert read('<?xml version="1.0"?>\n<mjml/>').tag == "mjml"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("<mjml>\n<mj-body>\n</mjml>", 3, 1, "</mjml> stands where </mj-body> belongs"),
        ("<mjml>\n <mj-body>", 2, 2, "<mj-body> is never closed"),
        ("<mjml>\n<mj-text>x</mj-txt></mjml>", 2, 1, "<mj-text> is never closed"),
        ("<mjml/>\n</mj-body>", 2, 1, "</mj-body> closes nothing"),
        ("<mjml>\n\n  stray words</mjml>", 3, 3, "'stray words' stands directly in <mjml>"),
        ("stray <mjml/>", 1, 1, "outside every tag"),
        ("<mjml>\n  < 6</mjml>", 2, 3, "`<` stands where no tag begins"),
        ("<mjml a=b />", 1, 9, "the value of 'a' has no quotes"),
        ("<mjml a />", 1, 7, "'a' on <mjml> has no value"),
        ('<mjml a="1" a="2" />', 1, 13, "'a' is written twice"),
        ('<mjml a="1"b="2" />', 1, 12, "no space before 'b'"),
        ('<mjml a="1 />', 1, 9, "the quote of 'a' is never closed"),
        ('<mjml a="red>\n<mj-body b="x"/></mjml>', 1, 9, "the quote of 'a' is never closed"),
        ("<mjml <mj-body/></mjml>", 1, 1, "the tag <mjml is never finished"),
        ("<mjml><!-- x</mjml>", 1, 7, "a comment is never closed"),
        ("<mjml><!--[if mso]><b><![endif]--></mjml>", 1, 7, "a comment for Outlook"),
        ("<mjml>\n\x00</mjml>", 2, 1, "U+0000"),
        ("<mjml>\ud800</mjml>", 1, 7, "U+D800"),
        ("<mjml></mjml junk>", 1, 7, "a closing tag is not finished"),
        ("<!doctype html><mjml/>", 1, 1, "`<` stands where no tag begins"),
    ],
)
def test_a_slip_is_told_where_it_stands(text: str, line: int, column: int, words: str) -> None:
    told = slips(text)

    assert told[0][:2] == (line, column)
    assert words in told[0][2]


def test_slips_that_hide_nothing_are_told_together() -> None:
    told = slips("<mjml>\nstray\n<mj-body a=b c='1' c='2'/></mjml>")

    assert [line for line, _, _ in told] == [2, 3, 3]


def test_a_hundred_tags_inside_each_other_are_read_and_one_more_is_not() -> None:
    fits = "<a>" * DEEPEST + "</a>" * DEEPEST
    too_deep = f"<a>{fits}</a>"

    assert slips(fits) == []
    assert "more than 100 tags" in slips(too_deep)[0][2]


def test_a_source_over_1_mb_is_refused_before_it_is_read() -> None:
    told = slips("<mjml>" + "é" * (LARGEST_IN_BYTES // 2) + "</mjml>")

    assert told == [(1, 1, "the MJML is over 1 MB")]
