"""Each theme sets the same parts in its own way."""

import re
from dataclasses import replace
from html import unescape

import pytest
from email_reading import Outline, html_of, with_sections
from sample_bulletin import (
    LADO,
    SAMPLES,
    entry,
    minutes_bulletin,
    newsletter_bulletin,
    said,
    section,
    shield_bulletin,
)


def test_the_sidebar_follows_the_articles_in_the_source() -> None:
    html = html_of(newsletter_bulletin())

    places = [html.index(f'id="section-{name}"') for name in ("working-together", "dates")]
    assert places == sorted(places)
    assert "mj-column-px-416" in html
    assert "mj-column-px-224" in html


def test_a_sidebar_longer_than_its_articles_goes_on_below_them() -> None:
    shown = newsletter_bulletin()
    long_read = entry(
        "long", "Long read", body=tuple(said("Word after word. " * 40) for _ in range(9))
    )
    longer = section("Working together", *shown.sections[-1].entries, long_read, layout="columns")
    beside = replace(shown, sections=(*shown.sections[:-1], longer))

    def sections_beside(html: str) -> int:
        column = html[html.index("mj-column-px-224 ti") :]
        return column[: column.index("</tbody></table></div>")].count("<h2 ")

    assert sections_beside(html_of(shown)) == 1
    assert sections_beside(html_of(beside)) == 3


def test_other_themes_set_the_sidebar_after_the_text() -> None:
    html = html_of(newsletter_bulletin(), "shield")

    assert html.index('id="section-working-together"') < html.index('id="section-dates"')
    assert "mj-column-px-224" not in html


def test_a_date_tile_repeats_the_day_for_the_eye_only() -> None:
    html = html_of(newsletter_bulletin())

    tile = re.search(r'<div class="tl[^>]*>(.*?)</div>', html)
    assert tile
    assert "aria-hidden" in tile[0]
    assert unescape(re.sub("<[^>]*>", " ", tile[1])).split() == ["12", "Nov"]
    assert "Thursday 12 November 2026" in html
    assert '<div class="tl' not in html_of(newsletter_bulletin(), "shield")


@pytest.mark.parametrize("theme", SAMPLES)
def test_the_end_of_a_bulletin_has_its_order(theme: str) -> None:
    shown = minutes_bulletin()
    assert shown.meeting
    asked = shield_bulletin()
    full = replace(
        shown,
        meeting=replace(shown.meeting, actions_table="end"),
        call_for_contributions=asked.call_for_contributions,
        next_edition=asked.next_edition,
        sign_off=asked.sign_off,
        contents=(),
    )

    text = Outline(html_of(full, theme)).text

    order = [
        "Attendance", "6. Any other business", "3 actions", "Next meeting", "Annex A: Warning",
        "Share something with us", "Next edition:", "Thank you for all you do.",
        "To report a crime", "You receive this",
    ]  # fmt: skip
    places = [text.index(each) for each in order]
    assert places == sorted(places)


def test_two_cards_of_a_row_touch_so_that_they_fit() -> None:
    html = html_of(newsletter_bulletin())

    cards = html[html.index('<div class="cs">') :]
    between = re.findall(r"</div>(\s*)<!--\[if mso\]></td>", cards)
    assert between
    assert set(between) == {""}


def test_a_contact_in_a_panel_shows_its_full_name_once() -> None:
    item = entry("lado", LADO.name or "", None, kind="contact", type="service", contact=LADO)

    text = Outline(html_of(with_sections(section("Whom to ring", item, layout="panel")))).text

    assert text.count("Local authority designated officer (LADO)") == 2  # and in the safety block


def test_an_action_named_by_a_title_gets_a_column_that_holds_its_words() -> None:
    shown = minutes_bulletin()
    first, *others = shown.actions
    named = replace(first, item_words="Four changes to the national guidance")

    def share_of_item(html: str) -> int:
        found = re.search(r'width="(\d+)%"[^>]*>Item</th>', html)
        assert found
        return int(found[1])

    assert share_of_item(html_of(shown)) == 10
    assert share_of_item(html_of(replace(shown, actions=(named, *others)))) == 24
