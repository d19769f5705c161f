"""The HTML of an e-mail can be read by everybody: outline, landmarks, tables, pictures, words."""

import re
from dataclasses import replace
from itertools import pairwise

from email_reading import SAMPLE, Outline, html_of, sample, with_sections
from sample_bulletin import (
    entry,
    newsletter_bulletin,
    said,
    section,
    shield_bulletin,
)

from ebulletin.bulletins.composed import Picture
from ebulletin.templates.load import load_theme


@SAMPLE
def test_headings_form_an_outline_under_one_h1(theme: str, level: str) -> None:
    headings = Outline(html_of(sample(theme, level))).headings

    levels = [level for level, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert all(text for _, text in headings)


def test_heading_levels_are_those_of_the_bulletin() -> None:
    deep = section("Deep", entry("d", "Deeper", 5), level=4)
    shown = with_sections(section("Top", entry("t", "Item", 3)), deep)

    headings = Outline(html_of(shown)).headings

    assert [h for h in headings if h[1] in ("Top", "Item", "Deep", "Deeper")] == [
        (2, "Top"), (3, "Item"), (4, "Deep"), (5, "Deeper"),
    ]  # fmt: skip


@SAMPLE
def test_layout_tables_are_marked_and_data_tables_have_caption_and_scope(
    theme: str, level: str
) -> None:
    html = re.sub(r"<!--.*?-->", "", html_of(sample(theme, level)), flags=re.DOTALL)

    for table in re.findall(r"<table\b.*?>(?=.*?</table>)", html, flags=re.DOTALL):
        start = html.index(table)
        is_data = html[start + len(table) :].lstrip().startswith("<caption")
        assert is_data != ('role="presentation"' in table), table
    assert all(th.get("scope") in ("col", "row") for th in Outline(html).all("th"))


@SAMPLE
def test_landmarks_are_there_once(theme: str, level: str) -> None:
    tags = Outline(html_of(sample(theme, level))).tags

    roles = [a.get("role") for _, a in tags]
    for role in ("banner", "main", "contentinfo", "navigation"):
        assert roles.count(role) == 1
    assert tags[0][0] == "html"
    assert {"lang": "en-GB", "dir": "ltr"}.items() <= tags[0][1].items()


@SAMPLE
def test_every_picture_has_alternative_words_and_a_width_that_fits(theme: str, level: str) -> None:
    shown = sample(theme, level)
    most = load_theme(theme).width - 48

    images = Outline(html_of(shown)).all("img")

    assert images
    for image in images:
        assert image["alt"] is not None
        assert 0 < int(image["width"] or 0) <= most
        assert (image["src"] or "").startswith("images/")
        assert "height:auto" in (image["style"] or "")


def test_a_small_picture_is_not_blown_up() -> None:
    item = entry("a", "Badge", images=(Picture("b.png", "b.png", "Badge", width=120, height=90),))

    (image,) = [
        i
        for i in Outline(html_of(with_sections(section("One", item)))).all("img")
        if i["src"] == "images/b.png"
    ]

    assert image["width"] == "120"
    assert "max-width:120px" in (image["style"] or "")


def test_a_picture_that_was_not_supplied_is_told_in_words() -> None:
    text = Outline(html_of(shield_bulletin())).text

    assert "Picture: A wall of paper leaves with messages" in text


def test_an_item_in_another_language_says_so() -> None:
    arabic = entry("ar", "رقم الهاتف", language="ar", body=(said("اتصل بنا"),))
    shown = with_sections(section("Notes", arabic), section("Rows", arabic, layout="list"))

    html = html_of(shown)

    assert html.count('<div id="item-ar" lang="ar" dir="rtl"') == 2
    assert '<div id="item-welsh-note" lang="cy" dir="ltr"' in html_of(shield_bulletin())


def test_the_mark_beside_the_organisations_name_adds_nothing_to_hear() -> None:
    shown = shield_bulletin()
    mark = Picture("lantern.png", "lantern.png", shown.masthead.organisation, width=240, height=240)
    same = replace(shown, masthead=replace(shown.masthead, logo=mark, dark_logo=None))

    images = Outline(html_of(same)).all("img")

    assert [i["alt"] for i in images if i["src"] == "images/lantern.png"] == [""]


def test_the_word_stands_with_every_colour() -> None:
    text = Outline(html_of(newsletter_bulletin())).text

    for word in ("Red Off track", "Amber Some delay", "Green On track", "Full", "Save the date"):
        assert word in text
    assert "Reminder" in text
