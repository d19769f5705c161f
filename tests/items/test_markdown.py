"""Bodies and lines are parsed once, into blocks, words and references; nothing else passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.items.authored import (
    Anchor,
    AuthoredHeading,
    AuthoredList,
    AuthoredParagraph,
    AuthoredQuote,
    AuthoredTable,
    Bold,
    Italic,
    LineBreak,
    MergeField,
    PartReference,
    Reference,
    ReservedLink,
    Words,
)
from ebulletin.items.markdown import parse_body, parse_line, questions_in, words_of


def runs(text: str) -> tuple[object, ...]:
    (paragraph,) = parse_body(text).blocks
    assert isinstance(paragraph, AuthoredParagraph)
    return paragraph.runs


def test_every_form_of_text_becomes_its_block() -> None:
    body = parse_body(
        "One\n\n## Two\n\n### Three\n\n- a\n  - b\n\n1. c\n\n> d\n\n"
        "| e | f |\n|---|---|\n| g | h |\n"
    )

    kinds = [type(block) for block in body.blocks]
    assert kinds == [
        AuthoredParagraph, AuthoredHeading, AuthoredHeading, AuthoredList, AuthoredList,
        AuthoredQuote, AuthoredTable,
    ]  # fmt: skip
    assert [getattr(block, "line", None) for block in body.blocks] == [0, 2, 4, 6, 9, 11, 13]
    assert body.faults == ()


def test_words_links_and_breaks_keep_their_order() -> None:
    assert runs("a **b** *c* [d](https://x.example.org/_y_)\\\ne <https://z.example.org>") == (
        Words("a "),
        Bold((Words("b"),)),
        Words(" "),
        Italic((Words("c"),)),
        Words(" "),
        Anchor((Words("d"),), "https://x.example.org/_y_"),
        LineBreak(),
        Words("e "),
        Anchor((Words("https://z.example.org"),), "https://z.example.org"),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{ phone: mash }}", Reference("phone", "mash", None, None)),
        (
            "{{phone:mash/Consultation|the hub}}",
            Reference("phone", "mash", "Consultation", "the hub"),
        ),
        ("{{ name: sian | Sian }}", Reference("name", "sian", None, "Sian")),
        ("{{ join }}", Reference("join", "", None, None)),
        ("{{ first_name | colleague }}", MergeField("first_name", "colleague")),
        ("{{ first_name }}", MergeField("first_name", None)),
        ("{{ phnoe: mash }}", MergeField("phnoe: mash", None)),
        ("{{ unsubscribe }}", ReservedLink("unsubscribe", None)),
        ("{{ view_online | Read it }}", ReservedLink("view_online", "Read it")),
        ("{{ actions: 2 }} and", PartReference("actions", 2)),
        ("{{ key messages }} and", PartReference("key_messages", None)),
    ],
)
def test_what_stands_in_braces_is_read_as_what_it_is(written: str, expected: object) -> None:
    assert runs(written)[0] == expected
    assert parse_line(written)[0] == expected


def test_a_reference_knows_its_line_and_column() -> None:
    body = parse_body("First.\n\nThen ring {{ phone: mash }} now.")

    (reference,) = body.references
    assert (reference.line, reference.column) == (2, 10)  # type: ignore[union-attr]


def test_a_part_on_a_line_of_its_own_is_a_block() -> None:
    assert parse_body("a\n\n{{ actions: 1 }}\n\nb").blocks[1] == PartReference("actions", 1, 2, 0)


def test_a_bar_in_braces_does_not_split_a_table_cell() -> None:
    (table,) = parse_body("| a |\n|---|\n| {{ first_name | reader }} |").blocks

    assert isinstance(table, AuthoredTable)
    assert table.rows == (((MergeField("first_name", "reader", 2, 2),),),)


def test_targets_keep_what_is_theirs() -> None:
    assert runs("[Leave]({{unsubscribe}})") == (Anchor((Words("Leave"),), "unsubscribe"),)
    assert runs("[That](item:other)") == (Anchor((Words("That"),), "item:other"),)
    assert runs("[Soon](unknown)") == (Anchor((Words("Soon"),), "unknown"),)
    assert runs("[x](javascript:alert)") == (Anchor((Words("x"),), "javascript:alert"),)


def test_html_stays_words_and_is_told() -> None:
    body = parse_body("Read <u>this</u> now.\n\n<div>\nx\n</div>")

    assert words_of(body.blocks[0].runs) == "Read <u>this</u> now."  # type: ignore[union-attr]
    assert [(f.line, f.column, f.words) for f in body.faults] == [
        (0, 5, "<u>"), (0, 12, "</u>"), (2, 0, "<div>"), (4, 0, "</div>"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("# Too high", "#"),
        ("#### Too deep", "####"),
        ("![a](b.png)", "![a](b.png)"),
        ("Word[^1]", "[^1]"),
        ("|a|b|c|d|e|\n|-|-|-|-|-|\n|1|2|3|4|5|", "a table"),
        ("- a\n  - b\n    - c", "a list"),
    ],
)
def test_what_a_body_may_not_hold_is_told_with_its_place(written: str, words: str) -> None:
    (fault,) = parse_body(written).faults

    assert fault.words == words
    assert fault.help.endswith(".")


@pytest.mark.parametrize("written", ["<https://x.example.org>", "2 < 3 > 1", "a [1] b", "#1 of 3"])
def test_what_only_looks_like_markup_is_no_fault(written: str) -> None:
    assert parse_body(written).faults == ()


def test_dashes_under_a_line_make_no_heading() -> None:
    assert parse_body("A line\n---\n").blocks == (AuthoredParagraph((Words("A line ---"),), 0),)


def test_questions_are_parted_from_their_introduction() -> None:
    introduction, pairs = questions_in(parse_body("Hello.\n\n## Who?\nMe.\n\n## Why?\nSo.\n\nAnd."))

    assert len(introduction) == 1
    assert [(words_of(question.runs), len(answer)) for question, answer in pairs] == [
        ("Who?", 1), ("Why?", 2),
    ]  # fmt: skip


@given(
    st.text(alphabet=st.sampled_from("ab {}|:/#-*_[]()!<>&\n\t\\`1.\ue000\ue0010"), max_size=120)
)
def test_no_text_breaks_the_parser(text: str) -> None:
    body = parse_body(text)
    parse_line(text)

    for fault in body.faults:
        assert 0 <= fault.line <= text.count("\n")


@given(st.text(max_size=200))
def test_a_line_without_braces_stays_as_it_is(text: str) -> None:
    if "{{" not in text:
        assert words_of(parse_line(text)) == text


def test_deep_nesting_ends_soon() -> None:
    parse_body(">" * 5000 + " a")
    parse_body("".join(f"{'  ' * depth}- a\n" for depth in range(500)))
    parse_body("**" * 20_000)
    parse_body("[" * 20_000)
    parse_body("{{" * 20_000)
