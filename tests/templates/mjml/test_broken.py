"""Whatever is thrown at the room, it compiles it or says what is wrong; nothing else comes out."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ebulletin.templates.mjml import MjmlError, MjmlProblem, compile_mjml
from small_mjml import TITLED, column, mail

CORPUS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "corpus").glob("*.mjml"))
]
PIECES = [
    "<", ">", '"', "'", "&", "&#0;", "&#xD800;", "</mj-text>", "<mj-text>", "<mj-section>",
    "</mj-column>", "<!--", "-->", "<![CDATA[", "\x00", "\ud800", "\u0300", "😀", "\ufeff", "\r",
    '<mj-style inline="inline">', '<mj-include path="a"/>', 'mj-class="a"', "<mj-raw>", "<b>",
    "</div>", "{}", "zq0z0q", "\\", "0", "%", "<mj-all x='y'/>", "--!>", "<mjml>", "=",
]  # fmt: skip
HOLDERS = ["mj-section", "mj-column", "mj-group", "mj-wrapper", "mj-hero", "mj-social"]
MOST_TAGS = 100_000


def survives(source: str) -> None:
    problems: tuple[MjmlProblem, ...] = ()
    html = "<!doctype html>"
    try:
        html = compile_mjml(source, document=TITLED, read_include={"a": "<mj-x>"}.__getitem__)
    except MjmlError as error:
        problems = error.problems

    assert html.startswith("<!doctype html>")
    assert html.encode()
    assert all(each.line >= 1 and each.column >= 1 and each.message for each in problems)


@st.composite
def broken_documents(draw: st.DrawFn) -> str:
    """A document of the corpus, cut, doubled and mixed with what does not belong there."""
    source = draw(st.sampled_from(CORPUS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(source)))
        end = min(len(source), start + draw(st.integers(0, 60)))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            source = source[:start] + source[end:]
        elif kind == 1:
            source = source[:start] + draw(st.sampled_from(PIECES)) + source[start:]
        elif kind == 2:
            source = source[:start]
        elif kind == 3:
            source = source[:start] + source[start:end] * draw(st.integers(2, 9)) + source[end:]
        else:
            source = source[:start] + draw(st.text(max_size=5)) + source[end:]
    return source


@given(broken_documents())
def test_a_broken_document_is_told_or_compiled(source: str) -> None:
    survives(source)


@given(st.text(st.characters(codec=None), max_size=300))
@example("\ud800")
@example("<mjml>\udfff</mjml>")
def test_any_text_is_told_or_compiled(source: str) -> None:
    survives(source)


@given(st.binary(max_size=300))
def test_any_bytes_read_as_text_are_told_or_compiled(source: bytes) -> None:
    survives(source.decode("latin-1"))
    survives(f"<mjml><mj-body>{source.decode('latin-1')}</mj-body></mjml>")


@given(st.text(max_size=200))
def test_any_text_in_a_body_or_a_value_is_told_or_compiled(words: str) -> None:
    survives(mail(column(f"<mj-text>{words}</mj-text>")))
    survives(mail(column(f'<mj-image src="{words}" alt="{words}" css-class="{words}" />')))
    survives(mail("", f'<mj-style inline="inline">{words}</mj-style>'))


@given(st.recursive(
    st.sampled_from(["<mj-text>x</mj-text>", "<mj-image src='a' alt=''/>", "x", ""]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(HOLDERS),
        st.lists(inner, max_size=3),
    ),
    max_leaves=20,
))  # fmt: skip
def test_tags_inside_each_other_in_any_order_are_told_or_compiled(body: str) -> None:
    survives(mail(body))


@pytest.mark.parametrize(
    "source",
    [
        "<a>" * MOST_TAGS,
        "<mj-section>" * (MOST_TAGS // 2),
        "<mjml><mj-body>" + "<mj-text>" * MOST_TAGS,
        "<mjml><mj-body>" + "<mj-raw><b></mj-raw>" * (MOST_TAGS // 4),
        mail(column("<mj-text>" + "<b>" * MOST_TAGS + "</mj-text>")),
        mail(column("<mj-text>" + "<b x='" * MOST_TAGS + "</mj-text>")),
        mail(column("<mj-text>zq" + "z" * 900_000 + "</mj-text>")),
        mail("<mj-x/>" * MOST_TAGS),
        "<" * 900_000,
        "<mjml " + "a " * (MOST_TAGS * 4) + ">",
        "<mjml " + " " * 900_000 + ">",
        "<mjml a='" + "&" * 900_000 + "'/>",
        mail("<mj-section padding='" + "1px " * 200_000 + "'/>"),
        mail("<mj-section border='" + ", " * 400_000 + "'/>"),
        mail("<mj-raw>" + "<a role=" * MOST_TAGS + "</mj-raw>"),
        mail("<mj-raw>" + "<link " * MOST_TAGS + "></mj-raw>"),
        mail("<mj-raw>" + "<!--" * MOST_TAGS + "</mj-raw>"),
        mail("", "<mj-style inline='inline'>" + "/*" * MOST_TAGS + "</mj-style>"),
        mail("", "<mj-style inline='inline'>p{" + "! " * MOST_TAGS + "}</mj-style>"),
        mail(column("<mj-table>x</mj-table>" * (MOST_TAGS // 10))),
    ],
    ids=range(20),
)
def test_much_of_anything_is_told_or_compiled_without_a_hang(source: str) -> None:
    survives(source)


@given(st.sampled_from(CORPUS), st.data())
def test_a_truncated_document_is_told(source: str, data: st.DataObject) -> None:
    whole = source.rstrip()
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]

    with pytest.raises(MjmlError):
        compile_mjml(cut, document=TITLED)
