"""The leak search: whatever is planted, wherever and however written, is found."""

import base64
import itertools
import quopri
import time
import zipfile
import zlib
from io import BytesIO

import pytest

from check_bench import Checks, SmallWorkspace, front_matter
from ebulletin.bulletins.hidden import HiddenString, HiddenStrings
from ebulletin.checks.leaks import leaks_in

NUMBER = HiddenString("01632960112", "number", "mash")
PASSCODE = HiddenString("quill-88", "joining detail", "course")
URL = HiddenString("https://meet.example.org/j/elm-2210", "joining detail", "course")
CONFERENCE = HiddenString("214 096 330", "joining detail", "course")
TITLE = HiddenString("harbour patrol pilot", "title", "pilot")
NAME = HiddenString("Owen Tansley", "name", "owen-tansley")
INITIALS = HiddenString("ToR", "initials", "")
EMAIL = HiddenString("rota@esscp.example.org", "email address", "mash")
NOTE = HiddenString("Not to be passed to parents", "note", "mash")
FILE = HiddenString("rota-plan.pdf", "file name", "pilot")
RUN = "from monday the boats leave before the market"
HIDDEN = HiddenStrings(
    (NUMBER, PASSCODE, URL, CONFERENCE, TITLE, NAME, INITIALS, EMAIL, NOTE, FILE), {RUN: "pilot"}
)


def found_in(text: str, name: str = "page.html") -> list[HiddenString]:
    return leaks_in(name, text.encode(), HIDDEN)


@pytest.mark.parametrize(
    "written",
    [
        "01632960112",
        "01632 960112",
        "01632 960 112",
        "0163 296 0112",
        "(01632) 960-112",
        "01632.960.112",
        "+44 1632 960112",
        "+44 (0)1632 960 112",
        "0044 1632 960112",
        "+441632960112",
        "01632\u00a0960112",
        "01632\n960112",
        "01632 <b>960</b>112",
        "01632<wbr>960112",
        "01632&nbsp;960112",
        "&#48;1632 9601&#x31;2",
        "01632%20960112",
        "%30%31%36%33%32960112",
        "=30=31=36=33=32960112",
        "016329=\n60112",
        "01632\u200b 960\u00ad112",
        "\uff10\uff11\uff16\uff13\uff12 960112",
        '<a href="tel:+441632960112">ring</a>',
        "<!-- ring 01632 960112 -->",
        '<meta content="01632960112">',
        "\\u00301632 960112",
        base64.b64encode(b"Ring 01632 960112 first").decode(),
        base64.b64encode(b"01632 960112").decode(),
        base64.urlsafe_b64encode("Späte Auskunft: 01632 960112 – nur intern".encode()).decode(),
        "data:text/plain;base64," + base64.b64encode(b"ring 01632 960112").decode(),
        base64.encodebytes(b"A line that wraps, being long. " * 3 + b"01632 960112").decode(),
        base64.b64encode(b"ring &#48;1632 960112 today").decode(),
        quopri.encodestring("Büro: 01632 960112".encode()).decode(),
    ],
)  # fmt: skip
def test_a_number_is_found_in_every_spacing_and_encoding(written: str) -> None:
    assert found_in(f"<p>before {written} after</p>") == [NUMBER]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("Passcode: quill-88.", PASSCODE),
        ("quill&#45;88", PASSCODE),
        ("cXVpbGwtODg=", PASSCODE),
        ("https://meet.example.org/j/elm-2210", URL),
        ("?next=https%3A%2F%2Fmeet.example.org%2Fj%2Felm-2210", URL),
        ("ID 214-096-330", CONFERENCE),
        ("id 214096330#", CONFERENCE),
        ("The Harbour Patrol Pilot begins", TITLE),
        ('<img alt="Harbour patrol pilot">', TITLE),
        ("<title>Harbour patrol pilot</title>", TITLE),
        ("<b>Harbour</b> patrol&nbsp;pilot", TITLE),
        ("<!-- harbour patrol pilot goes here -->", TITLE),
        ('<a href="#" title="harbour patrol pilot">x</a>', TITLE),
        ('<meta name="keywords" content="harbour patrol pilot">', TITLE),
        ("Ring Owen Tansley", NAME),
        ("OWEN\n   TANSLEY", NAME),
        ("agreed with ToR.", INITIALS),
        ("<!-- ToR to check -->", INITIALS),
        ('<img alt="ToR at the stall">', INITIALS),
        ("write to rota@esscp.example.org.", EMAIL),
        ("ROTA@ESSCP.example.org", EMAIL),
        ("mailto:rota%40esscp.example.org", EMAIL),
        ("(not to be passed to\n  parents)", NOTE),
        ('<a href="files/rota-plan.pdf">x</a>', FILE),
    ],
)
def test_other_details_are_found(written: str, what: HiddenString) -> None:
    assert found_in(f"<p>before {written} after</p>") == [what]


@pytest.mark.parametrize(
    "written",
    [
        "From Monday, the boats leave before the market opens",
        "from monday the <em>boats</em> leave<br>before the market",
        "From Monday the boats\n> leave before the market",
        base64.b64encode(b"from Monday the boats leave before the market").decode(),
    ],
)
def test_a_run_of_eight_hidden_words_is_found(written: str) -> None:
    assert [each.kind for each in found_in(f"<p>{written}</p>")] == ["words"]


def test_curly_apostrophes_do_not_hide_a_run_of_words() -> None:
    hidden = HiddenStrings((), {"please don't tell it to the press before noon": "pilot"})

    found = leaks_in("", "Please don\u2019t tell it to the press before noon.".encode(), hidden)

    assert [each.owner for each in found] == ["pilot"]


@pytest.mark.parametrize(
    "written",
    [
        "01632 960110",
        "01632 960 11",
        "quill-8 and quill-880",
        "https://meet.example.org/j/elm-22101",
        "https://meet.example.org/j/elm-2210/other",
        "the harbour patrol, and a pilot",
        "Owen. Tansley Road",
        "the tor, TOR and ToRs",
        "parrota@esscp.example.org",
        "rota@esscp.example.org.uk",
        "Passed to parents, not to be kept",
        "old-rota-plan.pdf",
        "From Monday the boats leave before a market",
        '<td style="width:214px;height:096px">330</td>',
        "<!--[if mso | IE]><table><tr><td><![endif]-->",
        base64.b64encode(b"nothing to see here, 01632 960110").decode(),
    ],
)
def test_what_only_looks_alike_is_left_alone(written: str) -> None:
    assert found_in(f"<p>before {written} after</p>") == []


def test_initials_are_not_found_in_markup() -> None:
    hidden = HiddenStrings(
        (HiddenString("IE", "initials", ""), HiddenString("LI", "initials", "")), {}
    )

    found = leaks_in(
        "index.html",
        b'<ul><LI class="IE">text</LI></ul><!--[if mso | IE]><td><![endif]-->',
        hidden,
    )  # fmt: skip

    assert found == []


def test_a_short_passcode_is_sought_among_words_only() -> None:
    code = HiddenString("6021", "joining detail", "course")
    hidden = HiddenStrings((code,), {})

    assert leaks_in("", b"<p style='width:6021px'>text</p>", hidden) == []
    assert leaks_in("", b"<p>The code is 6021.</p>", hidden) == [code]


def test_file_names_are_searched() -> None:
    assert leaks_in("files/rota-plan.pdf", b"", HIDDEN) == [FILE]
    assert leaks_in("images/harbour-patrol_pilot.png", b"", HIDDEN) == [TITLE]
    assert leaks_in("images/owen-tansley.png", b"", HIDDEN) == [NAME]
    assert leaks_in("01632-960112.png", b"", HIDDEN) == [NUMBER]
    assert leaks_in("images/desk-card.png", b"", HIDDEN) == []


def test_pictures_are_searched_as_bytes() -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x10tEXtComment\x00"

    assert leaks_in("a.png", head + b"ring 01632 960112\x9c\x00", HIDDEN) == [NUMBER]
    assert leaks_in("a.png", head + "ToR \u2013 Owen Tansley".encode() + b"\x00", HIDDEN) == [NAME]
    assert leaks_in("a.png", head + "Owen Tansley".encode("utf-16-le"), HIDDEN) == [NAME]


def test_attached_documents_are_searched_inside() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>Owen</w:t> <w:t>Tansley</w:t>")
    page = zlib.compress(b"BT (Ring 01632 ) Tj (960112) Tj ET")
    pdf = b"%PDF-1.7\n1 0 obj\nstream\n" + page + b"\nendstream\nendobj"

    assert leaks_in("a.docx", packed.getvalue(), HIDDEN) == [NAME]
    assert leaks_in("a.pdf", pdf, HIDDEN) == [NUMBER]


def test_a_calendar_line_that_is_folded_is_read_whole() -> None:
    calendar = b"BEGIN:VEVENT\r\nSUMMARY:Harbour pat\r\n rol pilot\\, with ToR\r\nEND:VEVENT"

    assert set(leaks_in("bulletin.ics", calendar, HIDDEN)) == {TITLE, INITIALS}


def test_the_words_of_a_calendar_itself_are_no_initials() -> None:
    hidden = HiddenStrings((HiddenString("UID", "initials", ""),), {})

    assert leaks_in("bulletin.ics", b"BEGIN:VEVENT\r\nUID:1@x\r\nEND:VEVENT", hidden) == []


def test_the_search_takes_time_in_proportion_to_the_file() -> None:
    strings = tuple(HiddenString(f"016329{number:05}", "number", "mash") for number in range(300))
    words = [f"word{number % 97}" for number in range(3000)]
    runs = {" ".join(words[start : start + 8]) + " no": "pilot" for start in range(2000)}
    hidden = HiddenStrings(strings, runs)
    piece = "<p>word1 word2 <b>word3</b> 01632 970000 &amp; more%20words a1B2c3D4e5F6</p>\n"

    each_time = itertools.count()

    def took(pieces: int) -> float:
        # Never the same bytes twice: what was searched once is remembered.
        raw = f"{piece * pieces}<!-- {next(each_time)} -->".encode()
        started = time.process_time()
        assert leaks_in("page.html", raw, hidden) == []
        return time.process_time() - started

    took(100)
    short = min(took(300) for _ in range(3))
    assert took(3000) < 40 * max(short, 0.001)


# --- In a bulletin --------------------------------------------------------------------------

PILOT = """---
kind: update
title: Harbour patrol pilot
distribution: professional
tags: [pilot-only-tag]
links: [{text: The rota of the boats, url: https://rota.example.org/boats}]
attachments: [{title: Plan of the rota, file: rota-plan.pdf}]
images: [{file: boats-at-quay.png, alt: Two patrol boats beside the long stone quay, people: no}]
status: ready
---
From Monday the boats leave before the market opens, so plan the visits around it.
"""
COURSE = """---
kind: training
title: A morning on neglect
distribution: public
date: 12 November 2026
mode: online
price: free
joining: {url: https://meet.example.org/j/elm-2210, conference_id: 214 096 330, passcode: quill-88}
booking: {method: link, url: https://esscp.example.org/book}
status: ready
---
A short course.
"""
WORKSPACE = SmallWorkspace({"news": "All is well.", "pilot": PILOT, "course": COURSE})


@pytest.mark.parametrize(
    "planted",
    [
        "01632 960112",
        "Harbour patrol pilot",
        "from Monday the boats leave before the market opens",
        "two patrol boats beside the long stone quay",
        "https://rota.example.org/boats",
        "rota-plan.pdf",
        "boats-at-quay.png",
        "quill-88",
        "214 096 330",
        "https://meet.example.org/j/elm-2210",
    ],
)
@pytest.mark.parametrize("output", ["email", "text", "page"])
def test_what_is_planted_in_a_public_output_is_found(
    checks: Checks, planted: str, output: str
) -> None:
    text = f"<html><body><p>All is well.</p><!-- {planted} --></body></html>"

    assert checks.built("SAF110", WORKSPACE, "public", **{output: text})


def test_a_clean_output_is_left_alone(checks: Checks) -> None:
    text = "<html><body><p>All is well. A morning on neglect. 01632 960110</p></body></html>"

    assert checks.built("SAF110", WORKSPACE, "public", email=text, page=text, text=text) == []


def test_the_professional_edition_may_hold_what_is_for_professionals(checks: Checks) -> None:
    text = f"<p>Harbour patrol pilot {PILOT.splitlines()[-1]} 01632 960112</p>"

    assert checks.built("SAF110", WORKSPACE, "professional", email=text, text=text) == []


def test_pictures_attached_files_and_file_names_are_searched_too(checks: Checks) -> None:
    found = checks.built(
        "SAF110", WORKSPACE, "public",
        pictures={"a.png": b"GIF89a\x00 01632 960112 \x00"},
        names=("email.html", "files/rota-plan.pdf"),
        files={"files/a.txt": b"Ring 01632 960112."},
    )  # fmt: skip

    assert len(found) == 3


SHARED = "\nlinks: [{text: A guide, url: https://esscp.example.org/g}]"
SHARED += "\nattachments: [{title: A card, file: card.pdf}]"
OPENLY = "On your wall you need three numbers and the name of one person. "
CRISIS = "If a child is in immediate danger, call 999. Ring the hub at any other time."


@pytest.mark.parametrize("theme", ["shield", "newsletter", "minutes"])
def test_what_is_said_openly_too_is_no_leak(checks: Checks, theme: str) -> None:
    body = OPENLY + CRISIS + " Don\u2019t wait for the form before you ring the hub."
    hidden = front_matter(body, title=f"In this edition{SHARED}", distribution="professional")
    shown = front_matter(body.replace("\u2019", "'"), title=f"All is well{SHARED}")
    workspace = SmallWorkspace({"shown": shown, "hidden": hidden})
    made = workspace.rendered("public", theme)

    found = checks.built(
        "SAF110", workspace, "public",
        email=made.html, text=made.text, page=f"{made.page} In this edition",
        names=("files/card.pdf",),
    )  # fmt: skip

    assert found == []


def test_the_words_of_the_safety_block_are_no_leak(checks: Checks) -> None:
    hidden = front_matter(CRISIS, title="Remember", distribution="professional")
    workspace = SmallWorkspace({"news": "All is well.", "hidden": hidden})
    made = workspace.rendered("public")

    outputs = {"email": made.html, "text": made.text, "page": made.page}
    assert checks.built("SAF110", workspace, "public", **outputs) == []


def test_a_leak_points_at_the_text_that_gives_it_away(checks: Checks) -> None:
    workspace = SmallWorkspace({"news": "All is well.\n\nRing 01632 960112 today.", "pilot": PILOT})

    found = checks.built("SAF110", workspace, "public", page="<p>Ring 01632 960112 today.</p>")

    assert [str(each.place) for each in found] == ["items/news.md:9:6"]


def test_a_leak_that_a_template_makes_points_at_the_owner(checks: Checks) -> None:
    found = checks.built("SAF110", WORKSPACE, "public", page="<!-- 01632 960112 -->")

    assert [each.place.path for each in found] == ["items/mash.md"]
    assert "mash.md" in found[0].message
