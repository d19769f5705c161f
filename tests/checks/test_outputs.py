"""Safety of finished files: what a template, an author or a mistake can do to them."""

import struct
import zlib
from functools import cache

import pytest

from check_bench import PLAN, Checks, SmallWorkspace, contact
from ebulletin.checks.outputs import read_output
from ebulletin.templates.model import Rendering

THEMES = ("shield", "newsletter", "minutes")
WORKSPACE = SmallWorkspace({"news": "All is well. Ring {{ phone: mash }}."})


@cache
def rendered(variant: str = "public", theme: str = "shield") -> Rendering:
    return WORKSPACE.rendered(variant, theme)


def email() -> str:
    html = rendered().html
    assert html is not None
    return html


def text() -> str:
    text = rendered().text
    assert text is not None
    return text


def page() -> str:
    page = rendered().page
    assert page is not None
    return page


@pytest.mark.parametrize("code", ["SAF102", "SAF105", "SAF106", "SAF110", "SAF117", "SAF122",
                                  "LNK119", "TXT117", "SIZ101", "SIZ102", "SIZ103"])  # fmt: skip
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("variant", ["public", "professional"])
def test_what_the_product_itself_makes_is_clean(
    checks: Checks, code: str, theme: str, variant: str
) -> None:
    made = rendered(variant, theme)
    outputs = {"email": made.html, "text": made.text, "page": made.page}

    assert checks.built(code, WORKSPACE, variant, **outputs) == []


# --- The safety block -----------------------------------------------------------------------

BLOCK = ("999", "01632 960110", "01632 960199", "101", "01632 960145", "8:45am")


@pytest.mark.parametrize("words", BLOCK)
def test_a_line_of_the_safety_block_that_is_missing_is_found(checks: Checks, words: str) -> None:
    outputs = {"email": email(), "text": text(), "page": page()}
    for output, written in outputs.items():
        found = checks.built("SAF102", WORKSPACE, "public", **{output: written.replace(words, "")})

        assert found, output


def test_a_safety_block_that_is_hidden_counts_as_missing(checks: Checks) -> None:
    hidden = email().replace("<h2", '<h2 style="display:none"').replace("<p", "<p hidden")

    assert checks.built("SAF102", WORKSPACE, "public", email=hidden)


def test_the_lines_stand_in_their_order(checks: Checks) -> None:
    swapped = text().replace("01632 960199", "@").replace("01632 960145", "01632 960199")

    assert checks.built("SAF102", WORKSPACE, "public", text=swapped.replace("@", "01632 960145"))


def test_its_numbers_are_links(checks: Checks) -> None:
    assert checks.built("SAF102", WORKSPACE, "public", email=email().replace("tel:999", "#"))


def test_a_public_edition_says_it_at_the_top_as_well(checks: Checks) -> None:
    first = email().find("In immediate danger")
    without = email()[:first] + email()[first:].replace("In immediate danger", "Now", 1)

    assert len(checks.built("SAF102", WORKSPACE, "public", email=without)) == 1


def test_a_block_that_was_put_back_is_a_warning_that_names_the_template(checks: Checks) -> None:
    note = "templates/shield/email.mjml.j2 leaves out the safety block; it was put back"

    found = checks.built("SAF102", WORKSPACE, "public", notes=(note,))

    assert [(each.severity, each.message) for each in found] == [("warning", note)]


def test_a_footer_that_was_put_back_is_a_warning_that_names_the_template(checks: Checks) -> None:
    note = "templates/shield/footer.mjml.j2 leaves out or hides part of the way to unsubscribe"

    found = checks.built("SAF122", WORKSPACE, "public", notes=(note,))

    assert [(each.severity, each.message) for each in found] == [("warning", note)]
    assert checks.built("SAF102", WORKSPACE, "public", notes=(note,)) == []


# --- What may not be public -----------------------------------------------------------------

PATROL = contact("type: person\nname: Una Moor\nphones: [{number: 07700 900321{agreed}}]")
TYPED = "All is well.\n\nRing 07700 900321 today."


@pytest.mark.parametrize("written", ["07700 900321", "+44 7700 900 321", "07700900321"])
def test_a_mobile_in_public_is_found_in_every_spacing(checks: Checks, written: str) -> None:
    for output in ("email", "text", "page"):
        html = f"<p>Ring <a href='tel:07700900321'>{written}</a></p>"

        assert len(checks.built("SAF105", WORKSPACE, "public", **{output: html})) == 1


def test_a_mobile_is_right_where_its_owner_agreed_or_professionals_read(checks: Checks) -> None:
    agreed = PATROL.replace("{agreed}", ", public_agreed: 2026-06-01")
    workspace = SmallWorkspace({"una-moor": agreed, "news": TYPED})

    assert checks.built("SAF105", workspace, "public", text=TYPED) == []
    assert checks.built("SAF105", WORKSPACE, "professional", text=TYPED) == []


def test_a_mobile_is_found_where_it_was_typed_or_else_kept(checks: Checks) -> None:
    item = PATROL.replace("{agreed}", "")
    workspace = SmallWorkspace({"una-moor": item}, PLAN.replace("{placed}", "mash"))
    typed = SmallWorkspace({"news": TYPED})

    kept = checks.built("SAF105", workspace, "public", text=TYPED)
    found = checks.built("SAF105", typed, "public", text=TYPED)

    assert [each.place.path for each in kept] == ["items/una-moor.md"]
    assert [str(each.place) for each in found] == ["items/news.md:9:6"]


COURSE = """---
kind: training
title: A morning on neglect
distribution: public
date: 12 November 2026
mode: online
price: free
joining: {url: https://call.example.org/j/2210, conference_id: 214 096 330, passcode: quill-88}
booking: {method: just turn up}
status: ready
---
Come along.
"""


@pytest.mark.parametrize(
    "words",
    [
        "Passcode: x",
        "Meeting ID 12",
        "Dial-in by phone",
        "quill-88",
        "214 096 330",
        "https://call.example.org/j/2210",
        "<a href='https://teams.example.org/l/12'>Join</a>",
    ],
)
def test_ways_into_a_meeting_are_found_in_public(checks: Checks, words: str) -> None:
    workspace = SmallWorkspace({"course": COURSE})
    html = f"<p>Come: {words}</p>"

    assert len(checks.built("SAF106", workspace, "public", page=html)) == 1
    assert checks.built("SAF106", workspace, "professional", email=html) == []


@pytest.mark.parametrize(
    "words",
    [
        "Joining details are sent after booking.",
        "quill-880",
        "<a href='https://esscp.example.org/meet-us'>x</a>",
    ],
)
def test_words_about_joining_are_no_way_in(checks: Checks, words: str) -> None:
    workspace = SmallWorkspace({"course": COURSE})

    assert checks.built("SAF106", workspace, "public", email=f"<p>{words}</p>") == []


# --- Pictures, other hosts ------------------------------------------------------------------


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in parts)


def test_a_picture_that_tells_more_than_it_shows_is_found(checks: Checks) -> None:
    telling = png((b"tEXt", b"Author\0Una Moor"))

    assert len(checks.built("SAF113", WORKSPACE, "public", pictures={"a.png": telling})) == 1
    assert checks.built("SAF113", WORKSPACE, "public", pictures={"a.png": png()}) == []
    assert checks.built("SAF113", WORKSPACE, "public", pictures={"a.png": b"no picture"}) == []


FETCHED = (
    '<link rel="stylesheet" href="https://fonts.example.net/a.css">',
    '<img src="http://pixel.example.net/a.png" alt="">',
    '<img src="//cdn.example.net/a.png" alt="">',
    '<img srcset="a.png 1x, https://cdn.example.net/a.png 2x" src="a.png" alt="">',
    '<script src="https://cdn.example.net/a.js"></script>',
    '<iframe src="https://video.example.net/1"></iframe>',
    '<td background="https://cdn.example.net/a.png">x</td>',
    "<p style=\"background:url('https://cdn.example.net/a.png')\">x</p>",
    "<style>@import 'https://fonts.example.net/a.css';</style>",
    "<style>@font-face{src:url(https://fonts.example.net/a.woff)}</style>",
    '<!--[if mso]><v:fill src="https://cdn.example.net/a.png"/><![endif]-->',
    '<img src="images/a.png" width="1" height="1" alt="">',
    '<img src="images/a.png" style="width:1px;height:1px" alt="">',
)
OWN = (
    '<img src="https://esscp.example.org/logo.png" alt="">',
    '<img src="images/a.png" alt="" width="600" height="1">',
    '<a href="https://elsewhere.example.net/">a link fetches nothing</a>',
    '<link rel="canonical" href="https://elsewhere.example.net/a">',
    '<img src="cid:a@example.org" alt=""><img src="data:image/png;base64,aaaa" alt="">',
    '<style>a{background:url("images/a.png")}</style>',
)


@pytest.mark.parametrize("html", FETCHED)
def test_what_is_fetched_from_another_host_is_found(checks: Checks, html: str) -> None:
    for output in ("email", "page"):
        assert len(checks.built("SAF117", WORKSPACE, "public", **{output: html})) == 1


@pytest.mark.parametrize("html", OWN)
def test_what_is_our_own_or_only_a_link_is_left_alone(checks: Checks, html: str) -> None:
    assert checks.built("SAF117", WORKSPACE, "public", email=html) == []


def test_the_host_of_pictures_in_the_settings_is_our_own(checks: Checks) -> None:
    settings = "delivery: {image_host: https://images.example.net}"
    workspace = SmallWorkspace({"news": "All is well."}, None, settings)
    html = '<img src="https://images.example.net/a.png" alt="">'

    assert checks.built("SAF117", workspace, "public", email=html) == []


# --- Footer, text part, marks ---------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "Elmsvale and Saltmere",
        "2 Quay Street",
        "because you work with children",
        "https://esscp.example.org/leave",
        "https://esscp.example.org/privacy",
        "https://esscp.example.org/bulletins/sample",
    ],
)
def test_a_footer_that_lacks_something_is_found(checks: Checks, words: str) -> None:
    html = email().replace(words, "")
    plain = " ".join(text().split()).replace(words, "")

    assert len(checks.built("SAF122", WORKSPACE, "public", email=html)) == 1
    assert len(checks.built("SAF122", WORKSPACE, "public", text=plain)) == 1


def test_the_public_page_is_not_asked_for_where_there_is_none(checks: Checks) -> None:
    alone = PLAN.replace("status: ready", "status: ready\nvariants: [professional]")
    workspace = SmallWorkspace({"news": "All is well."}, alone.replace("{placed}", "news"))
    made = workspace.rendered("professional")

    assert checks.built("SAF122", workspace, "professional", email=made.html, text=made.text) == []


@pytest.mark.parametrize(
    "href",
    [
        "https://esscp.example.org/book?id=7&amp;x=1",
        "mailto:desk@esscp.example.org?subject=Places",
        "tel:01632960177",
        "http://esscp.example.org/map",
    ],
)
def test_a_link_that_the_text_part_lacks_is_found(checks: Checks, href: str) -> None:
    html = email().replace("</body>", f'<a href="{href}">Book</a></body>')

    assert len(checks.built("LNK119", WORKSPACE, "public", email=html, text=text())) == 1


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://esscp.example.org/book?id=7&amp;x=1", "https://esscp.example.org/book?id=7&x=1"),
        ("mailto:desk@esscp.example.org?subject=Places", "Write to desk@esscp.example.org."),
        ("mailto:Desk%40esscp.example.org", "(desk@esscp.example.org)"),
        ("tel:01632960177", "Ring 01632 960 177."),
        ("tel:+441632960177", "Ring 01632 960177."),
        ("#section-news", "A jump leads nowhere in text."),
        ("files/desk-card.pdf", "A file travels beside the text."),
    ],
)
def test_a_link_that_the_text_part_holds_is_right(checks: Checks, href: str, written: str) -> None:
    html = email().replace("</body>", f'<a href="{href}">Book</a></body>')
    plain = f"{text()}\n{written}\n"

    assert checks.built("LNK119", WORKSPACE, "public", email=html, text=plain) == []


MARKS = (
    "**Friday**",
    "__Friday__",
    "[Friday](https://x)",
    "&lt;b>Friday",
    "&amp;nbsp;",
    "&amp;#160;",
)


@pytest.mark.parametrize("marks", MARKS)
def test_marks_that_show_are_found(checks: Checks, marks: str) -> None:
    html = f"<html><body><p>Come on {marks} at noon.</p></body></html>"

    assert len(checks.built("TXT117", WORKSPACE, "public", page=html)) == 1


@pytest.mark.parametrize("html", ["<b>Friday</b>", "a &amp; b", "R&amp;D; snake_case", "2 * 3"])
def test_formatted_words_are_no_marks(checks: Checks, html: str) -> None:
    assert checks.built("TXT117", WORKSPACE, "public", page=f"<p>{html}</p>") == []


def test_rules_and_addresses_in_plain_text_are_no_marks(checks: Checks) -> None:
    plain = "Title\n*****\nText\n\n" + "*" * 72 + "\nSee https://esscp.example.org/a__b**c\n"

    assert checks.built("TXT117", WORKSPACE, "public", text=plain) == []
    assert len(checks.built("TXT117", WORKSPACE, "public", text=plain + "**Friday**\n")) == 1


def test_marks_are_found_where_the_author_wrote_them(checks: Checks) -> None:
    item = (
        "---\nkind: update\ntitle: On **Friday**\ndistribution: public\nstatus: ready\n---\nCome."
    )
    workspace = SmallWorkspace({"news": item})

    found = checks.built("TXT117", workspace, "public", page="<h2>On **Friday**</h2>")

    assert [str(each.place) for each in found] == ["items/news.md:3:11"]


# --- Reading HTML ---------------------------------------------------------------------------


def test_an_output_is_read_as_a_reader_sees_it() -> None:
    output = read_output(
        "<title>A &amp; B</title><style>p{}</style><div style='display: none'>secret</div>"
        "<h1>One</h1><p>two<b>three</b></p><p>four</p><script>five</script><!-- six -->"
    )

    assert output.visible.split() == ["One", "twothree", "four"]
    assert output.unseen == "secret"
    assert output.title == "A & B"
    assert output.comments == [" six "]


def test_an_end_tag_that_nothing_opened_closes_nothing() -> None:
    output = read_output("<div><p>a</b></p></td></div><h2>b</h2>")

    assert output.text_of(output.headings[0]) == "b"
