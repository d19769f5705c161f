"""A finished page read as headings, paragraphs, lists, tables and pictures."""

import pytest

from ebulletin.export.blocks import Block, Heading, Paragraph, Picture, Run, Table, read_page


def words(block: Block) -> str:
    assert isinstance(block, Heading | Paragraph)
    return "".join(run.text for run in block.runs)


def test_headings_paragraphs_and_links_keep_their_order_and_looks() -> None:
    page = '<h2>News</h2><p>Ring <a href="tel:999">999</a> <strong>now</strong>, please.</p>'

    found = read_page(page)

    assert found == (
        Heading(2, (Run("News"),)),
        Paragraph((
            Run("Ring "), Run("999", href="tel:999"), Run(" "), Run("now", is_bold=True),
            Run(", please."),
        )),
    )  # fmt: skip


def test_lists_tell_depth_and_number() -> None:
    page = "<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol><ul><li>Dot</li></ul>"

    found = [(words(b), b.depth, b.number) for b in read_page(page) if isinstance(b, Paragraph)]

    assert found == [("One", 1, 1), ("Inner", 2, 0), ("Two", 1, 2), ("Dot", 1, 0)]


def test_a_table_keeps_its_cells_and_counts_its_head() -> None:
    page = (
        "<table><caption>Lines</caption><thead><tr><th>What</th><th>Number</th></tr></thead>"
        '<tbody><tr><td>Help</td><td><a href="tel:101">101</a></td></tr></tbody></table>'
    )

    (found,) = read_page(page)

    assert isinstance(found, Table)
    assert found.head == 1
    assert found.caption == "Lines"
    assert [[cell[0].text for cell in row] for row in found.rows] == [
        ["What", "Number"],
        ["Help", "101"],
    ]


def test_a_term_stands_before_what_it_describes() -> None:
    page = "<dl><div><dt>Call</dt><dd><ul><li>101</li></ul><p>Always</p></dd></div></dl>"

    assert [words(each) for each in read_page(page)] == ["Call: 101", "Always"]


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>T</title></head><p>Seen</p>",
        "<style>p{}</style><script>x</script><p>Seen</p>",
        "<nav><a href='#a'>Jump</a></nav><p>Seen</p>",
        '<p>Seen<span aria-hidden="true">2</span></p>',
        "<p>Seen</p><p hidden>Not</p>",
        '<a class="skip" href="#main">Skip</a><p>Seen</p>',
    ],
)
def test_what_no_reader_sees_is_left_out(page: str) -> None:
    assert [words(each) for each in read_page(page)] == ["Seen"]


def test_words_for_screen_readers_alone_are_kept() -> None:
    page = '<p>Autumn<span class="unseen">. </span><time>Thursday</time></p>'

    assert words(read_page(page)[0]) == "Autumn. Thursday"


def test_pictures_tell_file_alt_and_width_and_the_night_has_no_second_one() -> None:
    page = (
        '<p><img src="images/a%20b.png" alt="A logo" width="240">'
        '<img class="by-night" src="images/c.png" alt="A logo"></p>'
    )

    assert read_page(page) == (Picture("a b.png", "A logo", 240),)


def test_a_break_for_narrow_screens_is_a_space() -> None:
    page = '<p>call <br class="on-phones">999</p><p>one<br>two</p>'

    assert [words(each) for each in read_page(page)] == ["call 999", "one\ntwo"]


def test_broken_markup_gives_its_words_all_the_same() -> None:
    page = "<div><p>One<div>Two</p></span></li><table><td>Three"

    assert [words(each) for each in read_page(page) if not isinstance(each, Table)] == [
        "One",
        "Two",
    ]
