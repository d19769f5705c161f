"""Includes are read from the theme alone, put where they belong, and bounded."""

import pytest

from ebulletin.templates.mjml import MjmlError, compile_mjml
from ebulletin.templates.mjml.include import DEEPEST_INCLUDE
from ebulletin.templates.mjml.parse import LARGEST_IN_BYTES
from small_mjml import TITLED, column, mail, problem_of, problems_of

TEXT = "<mj-text>Words</mj-text>"
PART = '<mj-include path="part.mjml" />'


def with_files(source: str, **files: str) -> str:
    named = {f"{name}.mjml": text for name, text in files.items()}
    return compile_mjml(source, document=TITLED, read_include=named.__getitem__)


def test_a_piece_stands_where_its_include_stood() -> None:
    whole = compile_mjml(mail(column(TEXT) + column("<mj-divider />")), document=TITLED)

    assert with_files(mail(PART + column("<mj-divider />")), part=column(TEXT)) == whole
    assert with_files(mail(column(PART) + column("<mj-divider />")), part=TEXT) == whole


def test_the_body_of_a_whole_document_stands_there_and_its_head_in_ours() -> None:
    part = mail(column(TEXT), "<mj-style>.part{color:red}</mj-style>")
    source = mail(PART, "<mj-style>.ours{color:blue}</mj-style>")

    html = with_files(source, part=part)

    assert "Words" in html
    assert html.index(".ours") < html.index(".part")


def test_an_include_in_the_head_brings_pieces_of_a_head() -> None:
    html = with_files(mail(column(TEXT), PART), part="<mj-style>.part{color:red}</mj-style>")

    assert ".part{color:red}" in html


def test_css_goes_into_the_head_or_into_the_elements() -> None:
    plain = mail(column(TEXT) + '<mj-include path="part.mjml" type="css" />')
    inline = plain.replace('type="css"', 'type="css" css-inline="inline"')

    assert '<style type="text/css">b{color:red}</style>' in with_files(plain, part="b{color:red}")
    assert 'style="color: red' in with_files(
        inline.replace("Words", "<b>Words</b>"), part="b{color: red}"
    )


def test_html_goes_in_as_it_is() -> None:
    source = mail(column(TEXT) + '<mj-include path="part.mjml" type="html" />')

    assert "<hr class=x>" in with_files(source, part="<hr class=x>")


def test_a_file_may_include_another_and_the_same_one_twice() -> None:
    html = with_files(mail(PART + PART), part='<mj-include path="text.mjml"/>', text=column(TEXT))

    assert html.count("Words") == 2


def test_sections_from_an_include_keep_their_widths() -> None:
    picture = '<mj-image src="a.png" alt="" />'
    section = f'<mj-section padding="0 50px"><mj-column>{picture}</mj-column></mj-section>'

    assert 'width="450"' in with_files(mail(PART), part=section)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd", "../part.mjml", "a/../../part.mjml", "..", "a\\part.mjml", "C:/part.mjml",
        "c:part.mjml", "file:part.mjml", "https://example.org/part.mjml", "//host/part.mjml",
        "a&#10;b.mjml",
    ],
)  # fmt: skip
def test_a_path_out_of_the_theme_is_refused_before_anything_is_read(path: str) -> None:
    def read(name: str) -> str:
        raise AssertionError(name)

    with pytest.raises(MjmlError, match="leads out of the theme"):
        compile_mjml(mail(f'<mj-include path="{path}"/>'), document=TITLED, read_include=read)


def test_a_circle_of_files_is_named() -> None:
    problem = problem_of(
        mail('<mj-include path="a"/>'),
        {"a": '\n<mj-include path="b"/>', "b": '<mj-include path="./a"/>'},
    )

    assert problem.message == "files include each other in a circle: a > b > a"
    assert (problem.file, problem.line) == ("b", 1)


def test_too_many_files_in_a_row_are_refused() -> None:
    files = {f"f{n}": f'<mj-include path="f{n + 1}"/>' for n in range(DEEPEST_INCLUDE + 1)}

    assert "more than 20 files" in problem_of(mail('<mj-include path="f0"/>'), files).message


def test_too_much_text_in_all_is_refused() -> None:
    files = {"a": f"<mj-raw>{'x' * (LARGEST_IN_BYTES // 2)}</mj-raw>"}

    problem = problem_of(mail('<mj-include path="a"/>' * 3), files)

    assert problem.message == "the MJML with its includes is over 1 MB"


def test_files_that_multiply_are_stopped() -> None:
    last = DEEPEST_INCLUDE - 1
    files = {f"f{n}": f'<mj-include path="f{n + 1}"/>' * 20 for n in range(last)} | {f"f{last}": ""}

    problem = problem_of(mail('<mj-include path="f0"/>'), files)

    assert problem.message == "the MJML with its includes is over 1 MB"


def test_tags_of_several_files_inside_each_other_are_counted_together() -> None:
    files = {
        f"f{n}": f'{"<mj-x>" * 60}<mj-include path="f{n + 1}"/>{"</mj-x>" * 60}' for n in range(3)
    }

    assert "more than 100 tags" in problem_of(mail('<mj-include path="f0"/>'), files).message


def test_a_file_that_is_not_there_is_named() -> None:
    problem = problem_of(mail("\n" + PART), {})

    assert problem.message == "the file 'part.mjml' cannot be read"
    assert problem.line == 5


def test_a_source_without_a_theme_can_include_nothing() -> None:
    with pytest.raises(MjmlError, match=r"'part.mjml' cannot be included here"):
        compile_mjml(mail(PART), document=TITLED)


def test_what_is_wrong_in_an_included_file_is_told_with_its_name_and_line() -> None:
    problem = problem_of(mail(PART), {"part.mjml": f"<mj-section>\n{TEXT}</mj-section>"})

    assert (problem.file, problem.line, problem.column) == ("part.mjml", 2, 1)


def test_an_include_without_a_path_is_told() -> None:
    assert "<mj-include> names no file" in problems_of(mail("<mj-include/>"))[-1].message


def test_attributes_of_an_include_are_looked_at() -> None:
    source = mail('<mj-include path="a" type="cs"/>')

    assert problem_of(source, {"a": ""}).message == "'type' of <mj-include> cannot be 'cs'"
