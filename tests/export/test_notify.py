"""GOV.UK Notify: its own small Markdown, read by a reader written from its description."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.export.mailing import Wish
from ebulletin.export.notify import MOST_BYTES, export_notify
from ebulletin.export.tokens import with_tokens
from ebulletin.templates.content import Content
from ebulletin.templates.load import load_theme
from ebulletin.templates.page import render_page
from small_content import small_content
from tool_grammars import GrammarError, notify_blocks, notify_fields, notify_links

WISH = Wish(may_lack_attachments=True)


def markdown(page: str, wish: Wish = WISH) -> str:
    made = export_notify(small_content(), page, wish)
    assert made.clashes == ()
    return without_way_out(made.files["first-public.md"].decode())


def without_way_out(text: str) -> str:
    """The text without its last paragraph, which says how to leave the list."""
    rest, _, last = text.rstrip("\n").rpartition("\n\n")
    assert last == "To unsubscribe, write to leave@tp.example.org"
    return f"{rest}\n"


def test_headings_lists_quotations_and_links_are_those_that_notify_knows() -> None:
    page = (
        "<h1>Title</h1><h2>News</h2><h3>An item</h3><h4>Part</h4><p>See "
        '<a href="https://x.example.org/a (b)">the guide</a>.</p><ul><li>One</li><li>Two</li></ul>'
        "<ol><li>First</li></ol><blockquote><p>Said</p></blockquote>"
    )

    text = markdown(page)

    assert notify_blocks(text) == [
        ("heading", "Title"),
        ("heading", "News"),
        ("subheading", "An item"),
        ("text", "Part"),
        ("text", "See [the guide](https://x.example.org/a%20%28b%29)."),
        ("bullet", "One"),
        ("bullet", "Two"),
        ("number", "First"),
        ("inset", "Said"),
    ]
    assert notify_links(text) == [("the guide", "https://x.example.org/a%20%28b%29")]


def test_a_table_is_a_list_in_which_each_cell_has_its_column() -> None:
    page = (
        "<table><thead><tr><th>What</th><th>Number</th></tr></thead><tr><td>Help</td><td>101</td>"
        "</tr></table>"
    )

    assert notify_blocks(markdown(page)) == [("bullet", "Help; Number: 101")]


@pytest.mark.parametrize(
    "line", ["# not a heading", "* not a list", "1. not a list", "^ not inset", "---", "- x", "• y"]
)
def test_a_paragraph_that_looks_like_a_mark_stays_a_paragraph(line: str) -> None:
    found = notify_blocks(markdown(f"<p>{line}</p>"))

    assert [sort for sort, _ in found] == ["text"]
    assert found[0][1].lstrip("\u2060") == line


def test_a_field_is_notifys_and_its_words_are_in_the_table() -> None:
    made = export_notify(small_content(), "<p>Dear {{ first_name | reader }},</p>", WISH)

    text = without_way_out(made.files["first-public.md"].decode())

    assert notify_fields(text, {"first name": "Ana"}) == "Dear Ana,\n"
    with pytest.raises(GrammarError):
        notify_fields(text, {"first name": ""})
    assert made.files["merge-fields.csv"].decode("utf-8-sig").splitlines()[1] == (
        "first_name,first name,reader"
    )


def test_words_in_double_brackets_are_refused_by_name() -> None:
    made = export_notify(small_content(), "<p>See ((this)) now</p>", WISH)

    assert [(each.code, each.words) for each in made.clashes] == [("MRG105", "((this))")]


def test_pictures_and_files_that_are_left_out_are_told() -> None:
    content = small_content(attachments={"notice.pdf": b"x"})
    page = '<p><img src="images/a.png" alt="A lantern">Words</p>'

    refused = export_notify(content, page, Wish())
    made = export_notify(content, page, WISH)

    assert "A lantern" in made.notes[0]
    assert "notice.pdf" in made.notes[1]
    assert "attached" in refused.clashes[0].message


def test_more_than_notify_takes_is_refused() -> None:
    page = f"<p>{'word ' * (MOST_BYTES // 5 + 1)}</p>"

    made = export_notify(small_content(), page, WISH)

    assert "2,000,000" in made.clashes[0].message


def test_editions_a_and_b_keep_every_word_number_and_link(editions: tuple[Content, ...]) -> None:
    for content in editions:
        assert content.bulletin is not None
        page = render_page(with_tokens(content.bulletin), load_theme("shield", None))

        made = export_notify(content, page, WISH)

        assert made.clashes == ()
        text = made.files[f"{content.slug}-{content.variant}.md"].decode()
        notify_blocks(text)
        for number in ("999", "01632 960110", "01632 960199", "101", "01632 960145"):
            assert number in text
        for sort, words in notify_blocks(text):
            assert "**" not in words
            assert "<" not in words, (sort, words)
        assert len(notify_links(text)) >= 5
        assert content.leave.removeprefix("mailto:") in text


# Word joiners are invisible and ours to add; the rest is any letter or sign.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters="\u2060"),
    min_size=1, max_size=40,
)  # fmt: skip


@given(words=st.lists(WORDS, min_size=1, max_size=6))
def test_any_paragraph_survives_or_is_refused(words: list[str]) -> None:
    typed = " ".join(words).replace("{{", "{ {").replace("}}", "} }")

    made = export_notify(small_content(), f"<p>{escape(typed)}</p>", WISH)

    if not made.clashes:
        text = without_way_out(made.files["first-public.md"].decode())
        assert [sort for sort, _ in notify_blocks(text)] == ["text"]
        assert text.lstrip("\u2060").rstrip("\n") == typed


def test_a_draft_says_so() -> None:
    made = export_notify(small_content(), "<p>x</p>", replace(WISH, is_draft=True))

    assert "DRAFT-first-public.md" in made.files
    assert made.files["subject.txt"].startswith(b"DRAFT: ")
