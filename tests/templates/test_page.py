"""The web page is whole, safe and readable for everyone, in every theme and on paper."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sample_bulletin import (
    SAMPLES,
    Level,
    bulletin,
    entry,
    minutes_bulletin,
    said,
    section,
    shield_bulletin,
    words,
)

from ebulletin.bulletins.composed import (
    Attachment,
    Brand,
    Bulletin,
    Entry,
    Event,
    Link,
    Mailbox,
    Merge,
    Phone,
    Quotation,
    Session,
    TableBlock,
    Text,
    WebLink,
    plain,
)
from ebulletin.templates.load import load_theme
from ebulletin.templates.page import Neighbours, PageLink, css_text, render_page, write_page
from printed import printed_in, without_spaces

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LEVELS: tuple[Level, ...] = ("professional", "public")
ALL_SAMPLES = [
    pytest.param(replace(make(level), channel="page"), id=f"{name}-{level}")
    for name, make in SAMPLES.items()
    for level in LEVELS
]
VOID = {"meta", "link", "img", "br", "source"}


def page_of(shown: Bulletin, neighbours: Neighbours | None = None) -> str:
    return render_page(shown, load_theme(shown.theme), neighbours)


def page_with(*items: Entry, **over: Any) -> str:
    return page_of(
        bulletin("public", "shield", "Title", sections=(section("News", *items),), **over)
    )


class Reading(HTMLParser):
    """What a test asks of a page: its tags in order, its words, its headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    @property
    def words(self) -> str:
        return without_spaces("".join(self.pieces))

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.pieces.append(data)
        if any(re.fullmatch("h[1-6]", tag) for tag in self.open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)


# --- A sound document -------------------------------------------------------------------------


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_a_page_says_what_it_is_and_in_which_language(shown: Bulletin) -> None:
    page = page_of(shown)
    reading = Reading(page)

    assert page.startswith("<!doctype html>\n")
    assert reading.named("html") == [{"lang": "en-GB", "dir": "ltr"}]
    assert {"charset": "utf-8"} in reading.named("meta")
    assert any(meta.get("name") == "viewport" for meta in reading.named("meta"))
    assert re.search(r"<title>[^<]+ \| ESSCP</title>", page)


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_headings_begin_with_one_title_and_skip_no_level(shown: Bulletin) -> None:
    headings = Reading(page_of(shown)).headings
    levels = [level for level, _ in headings]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(text.strip() for _, text in headings)


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_a_page_has_its_landmarks_and_an_article_for_each_item(shown: Bulletin) -> None:
    reading = Reading(page_of(shown))

    for tag in ("header", "main", "footer"):
        assert len(reading.named(tag)) == 1
    asides = ", ".join(aside["aria-label"] for aside in reading.named("aside"))
    assert asides == ", ".join(plain(section.heading) for section in shown.sidebar)
    assert reading.named("a")[0] == {"class": "skip", "href": "#main"}
    articles = {attributes["id"] for attributes in reading.named("article")}
    rows = {attributes["id"] for attributes in reading.named("tr") if "id" in attributes}
    sections = (*shown.sections, *shown.sidebar, *shown.annexes)
    assert articles | rows >= {each.anchor for part in sections for each in part.entries}


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_contents_and_actions_lead_to_one_place_each(shown: Bulletin) -> None:
    reading = Reading(page_of(shown))
    ids = [attributes["id"] for _, attributes in reading.tags if "id" in attributes]
    jumps = {a["href"][1:] for a in reading.named("a") if a["href"].startswith("#")}
    places = {line.anchor for line in shown.contents} | {each.item_anchor for each in shown.actions}

    assert len(ids) == len(set(ids))
    assert places <= jumps
    assert places <= set(ids)


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_nothing_comes_from_elsewhere_and_nothing_runs(shown: Bulletin) -> None:
    page = page_of(shown)
    reading = Reading(page)
    sources = [a["src"] for _, a in reading.tags if "src" in a]

    assert all(source.startswith("images/") for source in sources)
    for tag in ("script", "iframe", "object", "embed", "form", "source"):
        assert not reading.named(tag)
    assert not [name for _, a in reading.tags for name in a if name.startswith("on")]
    assert not re.search(r"@import|url\(", page)
    assert not reading.named("link")


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_every_picture_has_its_words_and_keeps_its_shape(shown: Bulletin) -> None:
    for picture in Reading(page_of(shown)).named("img"):
        assert "alt" in picture
        assert int(picture["width"]) > 0
        assert int(picture["height"]) > 0


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_tables_are_told_to_those_who_cannot_see_them(shown: Bulletin) -> None:
    page = page_of(shown)

    assert page.count("<table") == page.count("<caption") == page.count("</caption>")
    for head in Reading(page).named("th"):
        assert head["scope"] in ("col", "row")


# --- Nothing lost, nothing told ---------------------------------------------------------------


def links_and_numbers(shown: Bulletin) -> Iterator[str]:
    for part in printed_in(shown):
        match part:
            case Link(href=href, to="web" | "tel" | "mail") | WebLink(href=str(href)):
                yield href
            case Phone(digits=digits):
                yield f"tel:{digits}"
            case Mailbox(address=address):
                yield f"mailto:{address}"
            case Entry(title_href=str(href)):
                yield href
            case _:
                pass


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_every_word_and_every_target_of_the_bulletin_is_on_its_page(shown: Bulletin) -> None:
    # The whole safety block takes the place of its short form.
    shown = replace(without_joining(shown), safety=replace(shown.safety, short=()))
    reading = Reading(page_of(shown))
    targets = {a["href"] for a in reading.named("a")}

    assert set(links_and_numbers(shown)) <= targets
    for part in printed_in(shown):
        if isinstance(part, Text):
            assert without_spaces(part.text) in reading.words


def without_joining(shown: Bulletin) -> Bulletin:
    """As the page gets it: how to join is in the message alone."""

    def bare(each: Entry) -> Entry:
        return replace(each, event=replace(each.event, joining=None)) if each.event else each

    sections = tuple(
        replace(part, groups=tuple(
            replace(group, entries=tuple(bare(each) for each in group.entries))
            for group in part.groups
        ))
        for part in shown.sections
    )  # fmt: skip
    return replace(shown, sections=sections)


def test_joining_details_are_on_no_page_even_when_they_are_given() -> None:
    page = page_of(minutes_bulletin("professional"))

    assert "quill-88" not in page
    assert "meet.example.org" not in page


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_a_page_has_no_way_to_unsubscribe_and_no_merge_field(shown: Bulletin) -> None:
    page = page_of(shown)

    assert "nsubscribe" not in page
    assert shown.footer.unsubscribe not in page
    assert "{{" not in page


def test_a_merge_field_prints_its_other_words() -> None:
    page = page_with(entry("a", "A", body=(said("Dear ", Merge("first_name", "colleague"), ","),)))

    assert "<p>Dear colleague,</p>" in page


def test_an_authors_words_are_words_and_never_markup() -> None:
    nasty = "<script>alert('x')</script> & \"quotes\" </style>"
    page = page_of(
        replace(
            bulletin("professional", "shield", nasty, edition_words=nasty),
            masthead=replace(shield_bulletin().masthead, organisation=nasty, series_name=nasty),
            distribution_words=nasty,
        )
    )

    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "&lt;script&gt;" in page


def test_words_in_the_foot_of_the_paper_cannot_end_their_string() -> None:
    assert css_text('Say "no" \\ </style>\nnow') == (
        '"Say \\22 no\\22  \\5c  \\3c \\2f style\\3e  now"'
    )


def test_only_public_files_are_linked() -> None:
    files = (
        Attachment("Card", "card.pdf", "card.pdf", "PDF, 4 KB", is_hosted=True),
        Attachment("Notes", "notes.pdf", "notes.pdf", "PDF, 6 KB"),
        Attachment("Slides", None, None),
    )
    page = page_with(entry("a", "A", attachments=files))

    assert '<a href="files/card.pdf">Card (PDF, 4 KB)</a>' in page
    assert "<li>Notes (PDF, 6 KB), sent with the email</li>" in page
    assert "<li>Slides</li>" in page
    assert "notes.pdf" not in page


def test_an_item_in_another_language_says_so_and_runs_its_way() -> None:
    page = page_with(
        entry("a", "Gair", language="cy", body=(said("Mae"),)),
        entry("b", "خبر", language="ar", body=(said("مرحبا"),)),
    )

    assert 'id="item-a" lang="cy" dir="ltr"' in page
    assert 'id="item-b" lang="ar" dir="rtl"' in page


def test_days_are_written_for_machines_as_well() -> None:
    session = Session(
        date(2026, 11, 12), None, "Thursday 12 November 2026", "Thu 12 Nov 2026", starts="09:30"
    )
    event = Event("Thursday 12 November 2026", "Thu 12 Nov 2026", "9:30am", (session,))
    page = page_with(entry("a", "A", kind="event", type="training", event=event))

    assert '<time datetime="2026-11-12T09:30">Thursday 12 November 2026</time>' in page
    assert '<time datetime="2026-09-23">Wednesday 23 September 2026</time>' in page


def test_a_day_that_is_only_assumed_is_printed_nowhere() -> None:
    page = page_with(date_words=None)

    assert "2026-09-23" not in page


# --- Safety, levels and marks -----------------------------------------------------------------


@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_the_safety_block_stands_before_the_footer_with_numbers_to_tap(shown: Bulletin) -> None:
    page = page_of(shown)
    block = page[page.index('class="safety safety-end"') : page.index("<footer")]
    numbers = ["999", "01632960110", "01632960199", "101", "01632960145", "08081570900"]
    places = [block.index(f'href="tel:{number}"') for number in numbers]

    assert places == sorted(places)
    assert "Worried about a child?" in block


@pytest.mark.parametrize("theme", SAMPLES)
def test_a_public_page_has_the_safety_block_below_its_title_too(theme: str) -> None:
    public = page_of(SAMPLES[theme]("public"))
    professional = page_of(SAMPLES[theme]("professional"))

    top = public.index('class="safety safety-top"')
    assert public.index("</h1>") < top < public.index("<main")
    assert "safety-top" not in professional.split("</style>")[1]


def test_a_page_for_professionals_says_so_first_and_asks_not_to_be_found() -> None:
    page = page_of(shield_bulletin("professional"))
    body = page.split("<body")[1]

    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert body.index("For professionals") < body.index("<h1")
    assert '"For professionals"' not in page_of(shield_bulletin("public"))


def test_a_public_page_may_be_found() -> None:
    page = page_of(shield_bulletin("public"))

    assert "noindex" not in page
    assert '<meta name="description" content="What changes on 1 October' in page


def test_a_draft_says_so_at_the_top_in_its_title_and_on_its_items() -> None:
    page = page_with(entry("a", "A", is_draft=True), is_draft=True)
    body = page.split("<body")[1]

    assert "<title>Draft: " in page
    assert "noindex" in page
    assert body.index("Draft") < body.index("<h1")
    assert re.search(r'A\s*<span class="pill pill-neutral">Draft</span>', page)


@pytest.mark.parametrize("theme", SAMPLES)
def test_an_archive_copy_says_so_under_its_title(theme: str) -> None:
    page = page_of(replace(SAMPLES[theme]("public"), is_archive_copy=True))

    assert page.index("</h1>") < page.index("Archive copy") < page.index("</header>")


def test_every_page_on_paper_says_what_it_is_from_and_for_whom() -> None:
    page = page_of(shield_bulletin("professional"))
    foot = page[page.index("@bottom-left") : page.index("@bottom-right")]

    assert '"L.A.N.T.E.R.N. e-bulletin, September 2026. For professionals"' in foot
    assert 'content: "Page " counter(page) " of " counter(pages);' in page


# --- Themes and neighbours --------------------------------------------------------------------


def test_a_page_of_the_archive_leads_to_its_neighbours() -> None:
    dates = entry(
        "a", "A", kind="event", type="training", event=Event("Any time", "Any time", None)
    )
    shown = bulletin("public", "shield", "T", sections=(section("News", dates),))
    neighbours = Neighbours(
        PageLink("June 2026", "../june/"), PageLink("October 2026", "../october/"), "../",
        "../feed.xml", {"a": "calendar/a.ics"},
    )  # fmt: skip
    page = page_of(shown, neighbours)

    assert '<a rel="prev" href="../june/">Previous edition: June 2026</a>' in page
    assert '<a rel="next" href="../october/">Next edition: October 2026</a>' in page
    assert '<a href="../">All editions</a>' in page
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert '<a href="calendar/a.ics">Add to your calendar' in page


def test_a_page_for_professionals_has_no_feed() -> None:
    assert "feed.xml" not in page_of(shield_bulletin("professional"), Neighbours(feed="feed.xml"))


def test_the_partnerships_colours_stand_over_those_of_the_theme() -> None:
    brand = Brand((("heading", "#7A1F5C"),), (("heading", "#F0B8DC"),))
    page = page_with(brand=brand)
    day, night = page.split("prefers-color-scheme: dark", maxsplit=1)

    assert "--heading: #7A1F5C;" in day
    assert "--heading: #F0B8DC;" in night


@pytest.fixture
def own_theme(tmp_path: Path) -> Path:
    """A theme of the workspace that stands on a built-in one."""
    folder = tmp_path / "templates" / "harbour"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: shield\n", encoding="utf-8")
    return folder


def test_a_workspace_changes_the_style_and_parts_of_the_frame(own_theme: Path) -> None:
    style = '{% include "builtin/page.css.j2" %} h1 { letter-spacing: 1px; }'
    (own_theme / "page.css.j2").write_text(style, encoding="utf-8")
    frame = '{% extends "builtin/page.html.j2" %}{% block contents %}<p>Hello</p>{% endblock %}'
    (own_theme / "page.html.j2").write_text(frame, encoding="utf-8")
    theme = load_theme("harbour", own_theme.parent)
    page = write_page(shield_bulletin("public"), theme)

    assert "letter-spacing: 1px" in page.html
    assert "<p>Hello</p>" in page.html
    assert page.notes == ()


@pytest.mark.parametrize(
    "frame",
    [
        "<html><body><main>{{ bulletin.title | runs }}</main><footer>End</footer></body></html>",
        "<html><body><!-- {{ safety_block }} --><footer>End</footer></body></html>",
    ],
)
def test_a_frame_without_the_safety_block_gets_it_back(own_theme: Path, frame: str) -> None:
    (own_theme / "page.html.j2").write_text(frame, encoding="utf-8")
    (own_theme / "page_safety.html.j2").write_text("Nothing", encoding="utf-8")
    page = write_page(shield_bulletin("public"), load_theme("harbour", own_theme.parent))

    shown = re.sub(r"<!--.*?-->", "", page.html, flags=re.DOTALL)
    assert shown.index('href="tel:01632960110"') < shown.index("<footer")
    (note,) = page.notes
    assert note.startswith("templates/harbour/page.html.j2 leaves out the safety block")


# --- In a browser -----------------------------------------------------------------------------


@pytest.fixture
def shows(chromium: "Browser", tmp_path: Path) -> Iterator[Any]:
    """Opens the page of a bulletin at a width, by day or by night."""
    opened: list[Page] = []

    def show(shown: Bulletin, width: int, scheme: Any = "light") -> "Page":
        file = tmp_path / f"{shown.slug}.html"
        file.write_text(page_of(shown), encoding="utf-8")
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(file.as_uri())
        opened.append(page)
        return page

    yield show
    for page in opened:
        page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_nobody_is_shut_out(shows: Any, shown: Bulletin, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    page = shows(shown, width, scheme)
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": rules}})

    assert result.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.browser
@pytest.mark.parametrize("theme", SAMPLES)
def test_no_word_is_too_long_for_a_phone(shows: Any, theme: str) -> None:
    long = "Llanfair" * 20
    table = TableBlock((words(long), words(long)), ((words(long), words(long)),))
    item = entry("a", long, quotes=(Quotation(words(long), long),), body=(said(long), table))
    shown = bulletin("public", theme, long, sections=(section(long, item, number="1"),))

    page = shows(shown, 320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.browser
@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_lines_of_text_are_not_too_long_to_follow(shows: Any, shown: Bulletin) -> None:
    page = shows(shown, 1400)
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.body p')].map(p => p.offsetWidth))"
    )

    assert widest <= 720


@pytest.mark.browser
def test_the_sidebar_stands_beside_the_text_only_where_there_is_room(shows: Any) -> None:
    for width, is_beside in ((1200, True), (959, False), (375, False)):
        page = shows(SAMPLES["newsletter"]("public"), width)
        main = page.locator(".column").bounding_box()
        aside = page.locator(".sidebar-beside").bounding_box()

        assert (aside["y"] < main["y"] + main["height"]) is is_beside
        if is_beside:
            assert main["width"] / aside["width"] == pytest.approx(2, rel=0.02)


@pytest.mark.browser
def test_tables_fall_apart_into_labelled_lines_on_a_phone(shows: Any) -> None:
    cell = "document.querySelector('.grid-table td[data-label=Owner]')"
    label = f"getComputedStyle({cell}, '::before').content"
    kind = f"getComputedStyle({cell}).display"
    shown = minutes_bulletin("professional")

    phone = shows(shown, 599)
    assert phone.evaluate(kind) == "block"
    assert phone.evaluate(label) == '"Owner: "'
    desk = shows(shown, 600)
    assert desk.evaluate(kind) == "table-cell"
    assert desk.evaluate(label) == "none"
    aligned = "getComputedStyle(document.querySelector('.grid-table th')).textAlign"
    assert desk.evaluate(aligned) == "start"


@pytest.mark.browser
def test_buttons_are_large_enough_to_tap_and_full_width_on_phones(shows: Any) -> None:
    page = shows(shield_bulletin("public"), 375)
    button = page.locator(".button").first.bounding_box()

    assert button["height"] >= 44
    assert button["width"] == pytest.approx(375 - 32)


@pytest.mark.browser
def test_the_first_tab_stop_leads_past_the_masthead(shows: Any) -> None:
    page = shows(shield_bulletin("public"), 800)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0


@pytest.mark.browser
@pytest.mark.parametrize("shown", ALL_SAMPLES)
def test_paper_is_black_on_white_and_says_where_links_lead(shows: Any, shown: Bulletin) -> None:
    page = shows(shown, 700, "dark")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(
        "[...document.querySelectorAll('main a[href^=https]:not(.own)')]"
        ".every(a => getComputedStyle(a, '::after').content.includes(a.getAttribute('href')))"
    )
    assert page.evaluate(
        "[...document.querySelectorAll('.button')]"
        ".every(a => getComputedStyle(a).display == 'inline')"
    )
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
