"""Prose as the rules read it: which words, in which blocks, and where they stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check_bench import applied, front_matter
from ebulletin.checks.mentions import dates_in, phones_in
from ebulletin.checks.text import Block, prose_of
from ebulletin.source import Source, read_item_source, read_yaml_source


def source_of(text: str, **fields: str) -> Source:
    source, findings = read_item_source(front_matter(text, **fields), "items/sample.md")
    assert source is not None, findings
    return source


def body_of(text: str) -> list[Block]:
    return [block for block in prose_of(source_of(text)) if not block.loc]


def under(block: Block, source: Source) -> str:
    """The characters of the file that a block's characters are said to come from."""
    lines = source.text.split("\n")
    places = [block.place(index) for index in range(len(block.text))]
    return "".join((lines[at.line - 1] + "\n")[at.column - 1] for at in places)


def test_blocks_stand_in_reading_order_with_their_kind() -> None:
    blocks = body_of(
        "First.\n\n## A heading\n\n- one\n- two\n  1. deep\n\n> Quoted.\n\n"
        "| a | b |\n| --- | --- |\n| c | |\n"
    )

    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "First."),
        ("heading", "A heading"),
        ("list entry", "one"),
        ("list entry", "two"),
        ("list entry", "deep"),
        ("paragraph", "Quoted."),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
    ]
    assert [block.text for block in blocks if block.is_quotation] == ["Quoted."]


HARD = (
    "plain words",
    "**bold** and *thin* and ***both***",
    "a [link](https://esscp.example.org/a_(b)_c.html) after",
    "[**bold link**](https://esscp.example.org/). Then",
    "<https://esscp.example.org/x>. https://esscp.example.org/y_z! End",
    "one\ntwo  \nthree\\\nfour",
    "5 &amp; 6 \\* 8 \\[x\\]",
    "> quoted\n> twice",
    "- - nested\n- 1. numbered",
    "2 * 3 * 4 and a_b_c",
    "caf\u00e9 \u2013 \u201cquotes\u201d \u2019tis",
    "[words](unknown) and [jump](item:x)",
    "trailing  spaces   inside",
)


@pytest.mark.parametrize("text", HARD)
def test_each_character_is_found_where_it_was_typed(text: str) -> None:
    source = source_of(text)

    for block in prose_of(source):
        assert under(block, source).replace("\n", " ") == block.typed


def test_references_are_one_word_at_their_braces() -> None:
    text = "Ring {{ phone: mash / A | the hub }} or {{ email: lado }}, {{ first_name | friend }}."
    (block,) = body_of(text)

    assert block.text == "Ring the hub or lado, friend."
    assert block.place(block.text.index("the hub")).column == 6
    assert block.place(block.text.index("lado")).column == text.index("{{ email") + 1
    assert block.place(block.text.index(".")).column == len(text)
    assert len(block.references) == 3
    assert "hub" not in block.outside_references


def test_a_cell_may_hold_a_reference_with_a_bar() -> None:
    blocks = body_of("| a | b |\n| --- | --- |\n| {{ name: x | y }} | c |\n")

    assert [(block.text, block.place().column) for block in blocks[2:]] == [("y", 3), ("c", 23)]


@pytest.mark.parametrize(
    "title",
    [
        "Plain title",
        '"In quotes: it holds"',
        "'It''s so'",
        '"Escaped \\"words\\" and caf\\u00e9"',
        ">\n  Folded over\n  two lines",
        "|\n  Kept as it is",
    ],
)
def test_fields_are_read_with_their_places(title: str) -> None:
    source = source_of("Body.", title=title)
    block = next(each for each in prose_of(source) if each.loc == ("title",))

    for index, letter in enumerate(block.typed):
        written = under(block, source)[index]
        assert written == letter or written in "\\\n", (index, letter, written)


def test_markdown_fields_of_a_bulletin_are_read_with_their_places() -> None:
    text = (
        "series: x\nintro: |\n  First **line**.\n\n  Second one.\n"
        "sections:\n  - {heading: A heading, items: [some-item]}\nsubject: {public: For all}\n"
    )
    source, _ = read_yaml_source(text, "bulletins/x.yaml")
    assert source is not None

    blocks = prose_of(source)

    assert [block.text for block in blocks] == [
        "First line.",
        "Second one.",
        "A heading",
        "For all",
    ]
    assert [str(block.place()) for block in blocks[:2]] == [
        "bulletins/x.yaml:3:3",
        "bulletins/x.yaml:5:3",
    ]


def test_an_intro_that_names_an_item_is_no_prose() -> None:
    source, _ = read_yaml_source("intro: team-message\n", "bulletins/x.yaml")
    assert source is not None

    assert prose_of(source) == ()


def test_an_edit_covers_the_words_and_not_the_marks_about_them() -> None:
    source = source_of("See **the Form** today.")
    block = next(each for each in prose_of(source) if not each.loc)
    start = block.text.index("Form")

    assert applied(source.text, [block.edit(start, start + 4, "form")]).endswith(
        "See **the form** today."
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Dr. Moor came, e.g. today. Then", ["Dr. Moor came, e.g. today.", "Then"]),
        ("Ring J. Moor. Now.", ["Ring J. Moor.", "Now."]),
        ('He said "no." Then left.', ['He said "no."', "Then left."]),
        ("Version 2.5 is out. 3 more", ["Version 2.5 is out.", "3 more"]),
        ("It ends. but goes on", ["It ends. but goes on"]),
    ],
)
def test_blocks_are_cut_into_sentences(text: str, sentences: list[str]) -> None:
    (block,) = body_of(text)

    assert [block.text[start:end] for start, end in block.sentences()] == sentences


def test_a_clause_ends_at_commas_and_joining_words_but_not_in_a_time() -> None:
    (block,) = body_of("Come at 10:30, bring 1,200 cards and ring us; then rest.")

    def clause(word: str) -> str:
        start, end = block.clause_at(block.text.index(word))
        return block.text[start:end].strip()

    assert clause("Come") == "Come at 10:30"
    assert clause("1,200") == "bring 1,200 cards"
    assert clause("us") == "ring us"
    assert clause("rest") == "then rest."


def test_three_words_between_quotation_marks_are_speech() -> None:
    (block,) = body_of("He said \u201cwe go now\u201d and \u201cso\u201d.")

    assert block.is_speech(block.text.index("go"))
    assert not block.is_speech(block.text.index("so"))
    assert not block.is_speech(block.text.index("said"))


def test_words_of_links_can_be_blotted_out() -> None:
    (block,) = body_of("See [the form](https://esscp.example.org/f) now.")

    assert block.outside_links == "See \0\0\0\0\0\0\0\0 now."
    assert block.is_in_link(4)
    assert not block.is_in_link(12)


@given(st.text(alphabet="ab .*_[]()<>{}|&;#\\-\n>1\u201c\u00e9", max_size=60))
def test_any_text_is_read_and_each_character_has_a_place(text: str) -> None:
    source, _ = read_item_source(f"---\nkind: update\n---\n{text}", "items/x.md")
    if source is None:
        return

    for block in prose_of(source):
        places = [block.place(index) for index in range(len(block.text) + 1)]
        assert all(at.line >= 4 for at in places)
        assert len(block.text) == len(block.typed)
        list(block.sentences())


# --- Dates and phones -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Thursday 12 November 2026", [(3, 12, 11, 2026)]),
        ("Thu. 3rd of Dec", [(3, 3, 12, None)]),
        ("1 May 2027, then 2 May", [(None, 1, 5, 2027), (None, 2, 5, None)]),
        ("of whom 2 may be late", []),
        ("12 decorations", []),
        ("31 November 2026", [(None, 31, 11, 2026)]),
        ("9 sept, 2026", [(None, 9, 9, 2026)]),
    ],
)
def test_dates_in_prose_are_read(
    text: str, found: list[tuple[int | None, int, int, int | None]]
) -> None:
    assert [(each.weekday, each.day, each.month, each.year) for each in dates_in(text)] == found


def test_a_missing_year_is_the_one_nearest_to_the_bulletin() -> None:
    (near,) = dates_in("by 9 February")
    (leap,) = dates_in("29 February")
    (tie,) = dates_in("25 March")

    assert near.day_near(date(2026, 11, 10)) == date(2027, 2, 9)
    assert near.day_near(date(2026, 3, 1)) == date(2026, 2, 9)
    assert leap.day_near(date(2026, 6, 1)) == date(2028, 2, 29)
    assert tie.day_near(date(2027, 9, 24)) == date(2028, 3, 25) or tie.day_near(
        date(2027, 9, 23)
    ) == date(2027, 3, 25)  # fmt: skip


def test_a_day_that_no_month_has_is_known() -> None:
    assert [each.exists for each in dates_in("31 November 2026, 29 February 2027, 29 Feb")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Ring 01632 960110.", ["01632960110"]),
        ("(01632) 960-110", ["01632960110"]),
        ("+44 (0)1632 960110", ["01632960110"]),
        ("+44 1632 960 110", ["01632960110"]),
        ("07700900321/ 01632 960110", ["07700900321", "01632960110"]),
        ("order 12345678901", []),
        ("ref-01632960110", []),
        ("on 01 12 2026", ["01122026"]),
    ],
)
def test_phones_in_prose_are_read_to_digits(text: str, digits: list[str]) -> None:
    assert [each.digits for each in phones_in(text)] == digits
