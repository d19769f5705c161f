"""The HTML of an e-mail says all that the bulletin says, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from email_reading import SAMPLE, Outline, html_of, sample, with_sections
from sample_bulletin import (
    SAMPLES,
    bulletin,
    entry,
    minutes_bulletin,
    newsletter_bulletin,
    said,
    section,
    shield_bulletin,
    words,
)

from ebulletin.bulletins.composed import Brand, Correction, Link, Picture, Text, plain
from ebulletin.templates.load import load_theme
from ebulletin.templates.render import email_mjml, render

# For about twenty items.
TARGET_IN_BYTES = 61_440


# --- All that it says ---------------------------------------------------------------------------

# Fields that are names, places or kinds of things, or are said in other words.
UNSAID = {
    "alt", "anchor", "channel", "digits", "file", "href", "id", "item_anchor", "kind", "language",
    "layout", "map", "node", "organisation_short", "role_key", "series", "series_name", "slug",
    "starts", "status", "style", "subject", "theme", "to", "type", "url", "variant", "sender_name",
    "short_dates_words", "short_date_words", "dates_words", "date_words", "time_words", "label",
    "item_words", "actions_table", "brand", "masthead", "tags",
}  # fmt: skip
UNSAID_IN = {
    ("SafetyLine", "role"), ("Merge", "name"), ("Meeting", "name"), ("Picture", "name"),
    ("Attachment", "name"), ("Booking", "contact"), ("CallForContributions", "contact"),
}  # fmt: skip
BRIEF = {"title", "summary"}
IN_LINES = {"name", "phones", "mailboxes", "urgent_note"}


def said_in(value: object, place: str = "") -> Iterator[str]:
    """Every word of a bulletin that a reader is to see; `place` is the field that holds it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from said_in(each, place)
    elif is_dataclass(value):
        sort = type(value).__name__
        for field in fields(value):
            if sort == "Entry" and getattr(value, "is_brief", False) and field.name not in BRIEF:
                continue
            if field.name in UNSAID or (sort, field.name) in UNSAID_IN:
                continue
            # Lines under an item say how to reach a contact, its card says all.
            if sort == "Contact" and place != "contact" and field.name not in IN_LINES:
                continue
            yield from said_in(getattr(value, field.name), field.name)


@SAMPLE
def test_no_theme_drops_a_word(theme: str, level: str) -> None:
    shown = sample(theme, level)

    text = Outline(html_of(shown)).text.casefold().replace(" ", "")

    missing = [
        each
        for each in said_in(shown)
        if "".join(each.split()).casefold() not in text and not each.startswith("https://")
    ]
    assert missing == []


@pytest.mark.parametrize("other", SAMPLES)
@SAMPLE
def test_a_theme_prints_the_bulletins_of_other_themes_too(
    theme: str, level: str, other: str
) -> None:
    shown = sample(theme, level)

    text = Outline(html_of(shown, other)).text

    for each in (*shown.sections, *shown.sidebar, *shown.annexes):
        assert plain(each.heading) in text
    for line in shown.safety.lines:
        assert plain(line.runs) in text


@SAMPLE
def test_nothing_of_the_machinery_shows(theme: str, level: str) -> None:
    html = html_of(sample(theme, level))

    assert not re.search(
        r"\bNone\b(?! may)|Undefined|\{%|\{#|&lt;|&amp;amp;|mj-", Outline(html).text
    )


def test_the_same_bulletin_gives_the_same_bytes() -> None:
    assert html_of(newsletter_bulletin()) == html_of(newsletter_bulletin())


@pytest.mark.parametrize(
    "awkward", ["<b>&\"'", "{{ bulletin }}", "</mj-text><script>", "]]> --> <!--[if mso]>"]
)
def test_an_authors_words_are_never_mark_up(awkward: str) -> None:
    item = entry(
        "a",
        awkward,
        body=(said(awkward),),
        images=(Picture("a.png", "a.png", awkward, awkward, awkward, 300, 200),),
        correction=Correction(words(awkward), awkward, awkward),
    )
    shown = with_sections(section(awkward, item))

    html = html_of(replace(shown, title=words(awkward), subject=words(awkward)))

    outline = Outline(html)
    assert outline.text.count(" ".join(awkward.split())) >= 6
    assert awkward in [image["alt"] for image in outline.all("img")]
    assert outline.all("script") == outline.all("b") == []


# --- Jumps and links ----------------------------------------------------------------------------


@SAMPLE
def test_every_jump_has_a_place_to_land(theme: str, level: str) -> None:
    shown = sample(theme, level)
    outline = Outline(html_of(shown))

    ids = [a["id"] for _, a in outline.tags if "id" in a]
    names = {a["name"] for a in outline.all("a") if "name" in a}
    jumps = {(a["href"] or "")[1:] for a in outline.all("a") if (a.get("href") or "")[:1] == "#"}
    anchors = {line.anchor for line in shown.contents}
    assert len(ids) == len(set(ids))
    assert anchors <= jumps
    assert {jump for jump in jumps if jump not in ids} <= {"item-advice"}
    assert {line for line in anchors if line.startswith("section-")} <= names


def test_a_file_for_everyone_is_linked_and_any_other_is_attached() -> None:
    html = html_of(shield_bulletin())

    assert '<a href="files/desk-card.pdf">One-page desk card (PDF, 4 KB)</a>' in html
    assert "Notes for trainers (PDF, 6 KB), attached to this message" in html
    assert "files/notes.pdf" not in html
    assert "Briefing slides" in html


def test_an_address_that_is_not_known_yet_leaves_its_words() -> None:
    html = html_of(shield_bulletin())

    assert "Recording of the briefing" in html
    assert 'href=""' not in html
    assert "None" not in Outline(html).text


def test_merge_fields_stay_neutral_and_reserved_links_find_their_address() -> None:
    runs = (
        Text("You may "),
        Link(words("leave this list"), "", "unsubscribe"),
        Link(words("Read it online"), "", "view_online"),
    )
    item = entry("a", "Lists", body=(replace(said("x"), runs=runs),))
    shown = with_sections(section("One", item))
    hidden = replace(shown, footer=replace(shown.footer, view_online=None))

    assert "Dear {{ first_name | colleague }}," in html_of(shield_bulletin())
    assert '<a href="https://esscp.example.org/leave">leave this list</a>' in html_of(shown)
    assert "Read it online" in html_of(shown)
    assert "Read it online" not in html_of(hidden)
    assert "Read the public edition online" not in html_of(hidden)


@SAMPLE
def test_nothing_is_fetched_from_anywhere_and_nothing_runs(theme: str, level: str) -> None:
    html = html_of(sample(theme, level))

    outline = Outline(html)
    assert not any("://" in (a.get("src") or "") for _, a in outline.tags)
    assert outline.all("script") == outline.all("iframe") == outline.all("link") == []
    assert not re.search(r"@import|url\(|background-image|\bon[a-z]+=\"", html)


# --- Marks --------------------------------------------------------------------------------------


def test_drafts_archive_copies_and_restrictions_are_marked() -> None:
    draft = Outline(html_of(minutes_bulletin())).text
    copy = Outline(
        html_of(replace(minutes_bulletin("public"), is_draft=False, is_archive_copy=True))
    )

    assert draft.index("Draft") < draft.index("For professionals: designated safeguarding leads")
    assert "Keep within your team." in draft
    assert "Archive copy" in copy.text
    assert "Draft" not in copy.text
    restricted = "Restricted: For designated safeguarding leads only. Keep within your team."
    assert restricted in Outline(html_of(shield_bulletin())).text


def test_an_assumed_day_is_not_printed() -> None:
    shown = replace(shield_bulletin(), date_words=None)

    assert "Wednesday 23 September" not in Outline(html_of(shown)).text.split("In this edition")[0]


def test_a_correction_stands_before_the_body_in_every_layout() -> None:
    correction = Correction(words("The number is right now."), "ESSCP team")
    for layout in ("prose", "cards", "list", "panel", "columns"):
        item = entry("a", "Lines", body=(said("The body."),), correction=correction)
        text = Outline(html_of(with_sections(section("One", item, layout=layout)))).text

        assert text.index("Lines") < text.index("Correction") < text.index("The body."), layout


# --- Size ---------------------------------------------------------------------------------------


@SAMPLE
def test_an_edition_of_about_twenty_items_is_under_60_kb(theme: str, level: str) -> None:
    assert len(html_of(sample(theme, level)).encode()) < TARGET_IN_BYTES


@pytest.mark.parametrize("theme", SAMPLES)
def test_a_row_costs_under_700_bytes_beside_its_words(theme: str) -> None:
    def size(count: int) -> int:
        rows = [entry(f"r{n}", "Title", None, summary=words("Summary.")) for n in range(count)]
        shown = with_sections(section("Rows", *rows, layout="list"), theme=theme)
        return len(html_of(shown).encode())

    assert (size(30) - size(10)) / 20 < 700


# --- The whole ----------------------------------------------------------------------------------


def test_only_the_forms_asked_for_are_rendered() -> None:
    shown = shield_bulletin("public")
    page = replace(shown, channel="page")
    theme = load_theme("shield")

    everything = render(shown, page, theme, ("html", "text", "web"))
    nothing = render(shown, page, theme, ())

    assert everything.subject == "New front-door lines, reminders and resources: September"
    assert everything.html == html_of(shown)
    assert everything.text
    assert everything.page
    assert (nothing.html, nothing.text, nothing.page) == (None, None, None)
    assert nothing.subject == everything.subject


def test_brand_colours_are_printed_and_their_contrast_is_told() -> None:
    shown = replace(shield_bulletin(), brand=Brand(light=(("brand", "#A0B8C0"),)))

    rendering = render(shown, shown, load_theme("shield"), ["html"])

    assert "#A0B8C0" in (rendering.html or "")
    assert ("on_brand", "brand", "light", 2.07) in rendering.contrast
    assert render(shield_bulletin(), shown, load_theme("shield"), ()).contrast == ()


def test_the_mjml_can_be_had_before_it_is_compiled() -> None:
    source = email_mjml(shield_bulletin(), load_theme("shield"))

    assert source.startswith("<mjml>\n<mj-head>")
    assert source.endswith("</mj-body>\n</mjml>")
    assert not any(line != line.strip() or not line for line in source.splitlines())


@pytest.mark.parametrize("theme", SAMPLES)
def test_an_edition_with_next_to_nothing_in_it_still_stands(theme: str) -> None:
    full = bulletin("professional", theme, "Notice", contents=())
    bare = replace(
        full,
        masthead=replace(full.masthead, logo=None, dark_logo=None, strapline=None),
        footer=replace(full.footer, view_online=None, complaints_url=None, partners=()),
        distribution_words=None,
        date_words=None,
        preheader=(),
    )

    outline = Outline(html_of(bare))

    assert outline.headings == [(1, "Notice"), (2, "Worried about a child?")]
    assert outline.all("img") == []
