"""Short texts for posting."""

from dataclasses import replace

import pytest

from ebulletin.bulletins.composed import Bulletin, Text
from ebulletin.export.social import LONGEST, NotPublicError, posts, posts_text
from ebulletin.templates.content import Content


def page_of(editions: tuple[Content, ...], level: str) -> Bulletin:
    page = next(each.page for each in editions if each.level == level)
    assert page is not None
    return page


def test_every_item_gets_a_text_with_its_title_and_an_address(
    editions: tuple[Content, ...],
) -> None:
    page = page_of(editions, "public")

    found = posts(page, "https://tp.example.org/b")

    titled = [
        e for s in (*page.sections, *page.sidebar, *page.annexes) for e in s.entries if e.title
    ]
    assert [each.item for each in found] == [each.id for each in titled if each.kind != "contact"]
    for post in found:
        assert len(post.text) <= LONGEST
        assert post.text.split()[-1].startswith("https://")


def test_a_professional_variant_is_never_made_into_posts(editions: tuple[Content, ...]) -> None:
    with pytest.raises(NotPublicError):
        posts(page_of(editions, "professional"), None)


def test_long_words_are_cut_between_words_and_keep_the_address(
    editions: tuple[Content, ...],
) -> None:
    page = page_of(editions, "public")
    section = next(each for each in page.sections if each.entries)
    entry = replace(section.entries[0], title=(Text("word " * 100),), title_href=None, event=None)
    only = replace(section, groups=(replace(section.groups[0], entries=(entry,)),))

    (post,) = posts(
        replace(page, sections=(only,), sidebar=(), annexes=()), "https://x.example.org"
    )

    assert len(post.text) <= LONGEST
    assert post.text.endswith(f"https://x.example.org#{entry.anchor}")
    assert "word\u2026" in post.text


def test_the_file_counts_each_text(editions: tuple[Content, ...]) -> None:
    found = posts(page_of(editions, "public"), None)[:2]

    text = posts_text(found).decode()

    assert f"({len(found[0].text)} characters)\r\n\r\n{found[0].text}\r\n" in text
