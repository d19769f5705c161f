"""The plain text says all that the bulletin says, in 72 columns, and breaks nothing."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_bulletin import (
    SAMPLES,
    bulletin,
    entry,
    mail,
    said,
    section,
    shield_bulletin,
    tel,
    web,
    words,
)

from ebulletin.bulletins.composed import (
    Action,
    Attachment,
    Bulletin,
    Contact,
    ContentsLine,
    Deadline,
    Entry,
    Footer,
    Group,
    Link,
    Mailbox,
    Merge,
    Paragraph,
    Person,
    Phone,
    Picture,
    PlacedParts,
    Quotation,
    Resource,
    Runs,
    Strong,
    TableBlock,
    Text,
    WebLink,
)
from ebulletin.templates.plaintext import write_text
from ebulletin.templates.plaintext.lines import COLUMNS, width, wrap
from printed import printed_in, without_spaces

ALL_SAMPLES = [
    pytest.param(make(level), id=f"{name}-{level}")
    for name, make in SAMPLES.items()
    for level in ("professional", "public")
]


def with_items(*items: Entry, **over: object) -> Bulletin:
    """A bulletin whose one section holds these items."""
    return bulletin("professional", "shield", "Title", sections=(section("News", *items),), **over)


def body_of(text: str) -> str:
    """What stands between the heading of the one section and the safety block."""
    return text.split("News\n----\n\n")[1].split("\n\n***", maxsplit=1)[0]


# --- The form ---------------------------------------------------------------------------------

EXPECTED = """\
L.A.N.T.E.R.N. e-bulletin
=========================
September 2026, issue 31. Wednesday 23 September 2026
Elmsvale and Saltmere Safeguarding Children Partnership

In this edition: 1. Service news  2. National guidance

Service news
------------

New phone lines at the front door from 1 October
From: Multi-Agency Safeguarding Hub (MASH)
Picture: Desk card listing three numbers in large print
From Thursday 1 October 2026 every call to the hub goes through one main
line: 01632 960110.
By Thursday 1 October 2026: The old extensions stop working
  "One number on the wall is all we needed."
  - School office manager, Pilot in Ostley
> Action 1 (Designated safeguarding leads, by 9 October 2026): Replace
  the poster in your staff room
Guide to the new lines (PDF, 180 KB) (link 1)
Call: Advice and referrals, Referrals 01632 960110, Monday to Friday,
8:45am to 5pm. Do not leave a message or send an email about an urgent
worry.
Write: Advice and referrals, Referral forms mash@elmsvale.example.org

Link 1: https://esscp.example.org/front-door/lines

************************************************************************
Worried about a child?
If a child is in immediate danger, call 999.
Worried about a child, not an emergency: Multi-Agency Safeguarding Hub
(MASH), 01632 960110, Monday to Friday, 8:45am to 5pm. Do not leave a
message or send an email about an urgent worry.
Evenings, weekends and bank holidays: Emergency Duty Team, 01632 960199.
To report a crime or get police advice that is not urgent, call 101.
Worried about an adult who works with children: Local authority
designated officer (LADO), 01632 960145, Monday to Friday, 9am to 5pm.
Brightline: 0808 157 0900, every day, all hours.
************************************************************************

You receive this because you work with children in Elmsvale and
Saltmere. Read the public edition online:
https://esscp.example.org/bulletins/2026-09-lantern
Unsubscribe: https://esscp.example.org/leave
Privacy: https://esscp.example.org/privacy
Accessibility: https://esscp.example.org/accessibility

ESSCP
https://esscp.example.org
"""


def news_item() -> Entry:
    hub = Contact(
        "mash",
        "service",
        "Multi-Agency Safeguarding Hub",
        "MASH",
        label="Advice and referrals",
        phones=(Phone("01632 960110", "01632960110", "Referrals"),),
        mailboxes=(Mailbox("mash@elmsvale.example.org", "Referral forms"),),
        hours="Monday to Friday, 8:45am to 5pm",
        urgent_note="Do not leave a message or send an email about an urgent worry.",
    )
    return entry(
        "phone-lines",
        "New phone lines at the front door from 1 October",
        byline=Person("Multi-Agency Safeguarding Hub (MASH)"),
        images=(Picture("c.png", "c.png", "Desk card listing three numbers in large print"),),
        body=(
            said(
                "From Thursday 1 October 2026 every call to the hub goes through one main line: ",
                tel("01632 960110"),
                ".",
            ),
        ),
        deadlines=(
            Deadline(
                "By Thursday 1 October 2026",
                date(2026, 10, 1),
                words("The old extensions stop working"),
            ),
        ),
        quotes=(
            Quotation(
                words("One number on the wall is all we needed."),
                "School office manager",
                "Pilot in Ostley",
            ),
        ),
        actions=(
            Action(
                1,
                words("Replace the poster in your staff room"),
                "Designated safeguarding leads",
                due="9 October 2026",
            ),
        ),
        links=(
            WebLink(
                "Guide to the new lines",
                "https://esscp.example.org/front-door/lines",
                "PDF, 180 KB",
            ),
        ),
        contacts=(hub,),
    )


def test_a_bulletin_reads_as_the_design_shows() -> None:
    base = shield_bulletin("public")
    shown = replace(
        base,
        masthead=replace(base.masthead, strapline=None),
        safety=replace(base.safety, short=()),
        contents=(
            ContentsLine(None, "Service news", "a"),
            ContentsLine(None, "National guidance", "b"),
        ),
        intro=None,
        sections=(section("Service news", news_item()),),
        call_for_contributions=None,
        next_edition=None,
        sign_off=None,
        footer=Footer(
            organisation="ESSCP",
            sender_name="ESSCP team",
            why="You receive this because you work with children in Elmsvale and Saltmere.",
            postal_address=(),
            website="https://esscp.example.org",
            unsubscribe="https://esscp.example.org/leave",
            privacy_url="https://esscp.example.org/privacy",
            accessibility_url="https://esscp.example.org/accessibility",
            view_online="https://esscp.example.org/bulletins/2026-09-lantern",
        ),
    )  # fmt: skip

    assert write_text(shown) == EXPECTED


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_lines_are_short_and_clean(sample: Bulletin) -> None:
    text = write_text(sample)

    for line in text.split("\n"):
        assert width(line) <= COLUMNS or " " not in line.split(": ")[-1], line
        assert line == line.rstrip()
    assert "\n\n\n" not in text
    assert not re.search(r"[\r\t\u00a0\[\]]", text)
    assert text.endswith("\n")
    assert not text.startswith("\n")


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_the_safety_block_stands_boxed_before_the_footer(sample: Bulletin) -> None:
    text = write_text(sample)
    before, box, after = text.split("*" * COLUMNS)

    assert "Worried about a child?" in box
    numbers = ["999", "01632 960110", "01632 960199", "101", "01632 960145", "0808 157 0900"]
    assert [box.index(number) for number in numbers] == sorted(map(box.index, numbers))
    assert "You receive this because" in after
    assert "You receive this because" not in before


def test_a_public_edition_has_the_short_safety_line_before_its_first_item() -> None:
    text = write_text(shield_bulletin("public"))

    assert text.index("In immediate danger, call 999") < text.index("Service news")


# --- Nothing is lost --------------------------------------------------------------------------


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_every_target_of_the_bulletin_is_in_the_text(sample: Bulletin) -> None:
    text = write_text(sample)

    for part in printed_in(sample):
        match part:
            case Link(href=href, to="web") | WebLink(href=str(href)):
                assert href in text
            case Link(href=href, to="tel"):
                assert href.removeprefix("tel:") in without_spaces(text)
            case Link(href=href, to="mail"):
                assert href.removeprefix("mailto:") in text
            case Entry(title_href=str(href)):
                assert href in text
            case Phone(number=number, note=note):
                assert number in text
                assert without_spaces(note or "") in without_spaces(text)
            case Mailbox(address=address):
                assert address in text
            case Contact(web=str(href)):
                assert href in text
            case Footer():
                for way in (part.website, part.unsubscribe, part.privacy_url, part.view_online):
                    assert str(way) in text
            case _:
                pass


@pytest.mark.parametrize("sample", ALL_SAMPLES)
def test_every_word_that_prints_is_in_the_text(sample: Bulletin) -> None:
    text = without_spaces(write_text(sample))

    for part in printed_in(sample):
        match part:
            case Text(text=said_words):
                assert without_spaces(said_words) in text
            case Attachment(title=title, description=description):
                assert without_spaces(title + (f" ({description})" if description else "")) in text
            case Picture(caption=str(caption)):
                assert without_spaces(caption) in text


def test_a_row_prints_its_summary_and_what_was_placed_in_its_body() -> None:
    placed = PlacedParts(deadlines=(Deadline("By Friday 9 October 2026", None),))
    item = entry("a", "Row", None, summary=words("In short."), body=(said("At length."), placed))
    text = write_text(
        bulletin("public", "shield", "T", sections=(section("News", item, layout="list"),))
    )

    assert body_of(text) == "Row\nIn short.\n\nBy Friday 9 October 2026"


# --- Links ------------------------------------------------------------------------------------


def test_links_are_numbered_through_and_listed_after_their_section() -> None:
    first = entry("a", "A", body=(said("See ", web("one", "https://a.example.org/1"), "."),))
    again = entry("b", "B", body=(said(web("the same", "https://a.example.org/1")),))
    other = entry("c", "C", body=(said(web("two", "https://a.example.org/2")),))
    text = write_text(
        bulletin(
            "public", "shield", "T", sections=(section("One", first, again), section("Two", other))
        )
    )

    assert "See one (link 1)." in text
    assert "the same (link 1)\n\nLink 1: https://a.example.org/1\n\nTwo\n" in text
    assert "two (link 2)\n\nLink 2: https://a.example.org/2\n" in text


def test_a_long_address_is_never_broken() -> None:
    target = "https://esscp.example.org/" + "a-long-way-down/" * 9
    text = write_text(with_items(entry("a", "A", body=(said(web("here", target)),))))

    assert f"\nLink 1: {target}\n" in text


def test_an_address_that_is_its_own_words_stands_once() -> None:
    target = "https://esscp.example.org/market"
    text = write_text(with_items(entry("a", "A", body=(said("See ", web(target, target)),))))

    assert body_of(text) == f"A\nSee {target}"


def test_numbers_and_addresses_hidden_behind_words_are_shown() -> None:
    runs = words(
        Link(words("Ring us"), "tel:01632960110", "tel"),
        " or ",
        Link(words("write"), "mailto:team@esscp.example.org?subject=Hello", "mail"),
    )
    text = write_text(with_items(entry("a", "A", body=(Paragraph(runs),))))

    assert body_of(text) == "A\nRing us (01632 960110) or write (team@esscp.example.org)"


def test_the_reserved_links_lead_where_the_footer_says() -> None:
    runs = words(
        Link(words("Leave"), "", "unsubscribe"), " ", Link(words("Read online"), "", "view_online")
    )
    base = with_items(entry("a", "A", body=(Paragraph(runs),)))
    nowhere = replace(base, footer=replace(base.footer, view_online=None))

    assert "Link 1: https://esscp.example.org/leave\nLink 2: https://esscp" in write_text(base)
    assert body_of(write_text(nowhere)).startswith("A\nLeave (link 1)\n")


def test_unsubscribing_by_mail_shows_the_address() -> None:
    base = with_items()
    footer = replace(base.footer, unsubscribe="mailto:leave@esscp.example.org")
    text = write_text(replace(base, footer=footer))

    assert "\nUnsubscribe: leave@esscp.example.org\n" in text


def test_a_merge_field_stays_in_its_neutral_form_and_on_one_line() -> None:
    for length in range(50, 75):
        runs = words("x" * length + " ", Merge("first_name", "dear colleague"), ", hello")
        text = write_text(with_items(entry("a", "A", body=(Paragraph(runs),))))

        assert "{{ first_name | dear colleague }}," in text


def test_files_are_linked_or_said_to_travel_with_the_message() -> None:
    files = (
        Attachment("Card", "card.pdf", "card.pdf", "PDF, 4 KB", is_hosted=True),
        Attachment("Notes", "notes.pdf", "notes.pdf", "PDF, 6 KB"),
        Attachment("Slides", None, None),
    )
    text = write_text(with_items(entry("a", "A", attachments=files)))

    assert body_of(text) == (
        "A\nCard (PDF, 4 KB) (link 1)\nNotes (PDF, 6 KB), attached to this message\nSlides\n\n"
        "Link 1: files/card.pdf"
    )


# --- Components -------------------------------------------------------------------------------


def test_a_table_becomes_labelled_blocks() -> None:
    table = TableBlock(
        (words("Line"), words("For"), words("Hours")),
        (
            (words("Main"), words("Any worry"), words("All day")),
            (words("Duty"), (), words("At night")),
        ),
    )
    text = write_text(with_items(entry("a", "A", body=(table,))))

    assert body_of(text) == (
        "A\nLine: Main\n  For: Any worry\n  Hours: All day\n\nLine: Duty\n  Hours: At night"
    )


def test_a_restriction_stands_before_the_title_and_a_draft_says_so() -> None:
    item = entry(
        "a",
        "A new number",
        is_draft=True,
        label="Reminder",
        level_words="Restricted",
        restriction_note="Keep within your team.",
    )

    assert body_of(write_text(with_items(item))) == (
        "Restricted: Keep within your team.\nDraft: Reminder: A new number"
    )


def test_a_label_that_the_title_begins_with_is_not_said_twice() -> None:
    item = entry("a", "Thanks to all who came", label="Thanks")

    assert body_of(write_text(with_items(item))) == "Thanks to all who came"


def test_an_item_under_the_heading_of_its_section_keeps_its_link() -> None:
    item = replace(entry("a", "News", None), title_href="https://a.example.org/news")

    assert body_of(write_text(with_items(item))) == (
        "News (link 1)\n\nLink 1: https://a.example.org/news"
    )


def test_a_resource_in_a_list_stands_in_one_line_and_says_its_readers_once() -> None:
    item = replace(
        entry("a", "Cards", None, kind="resource", type="tool"),
        title_href="https://cards.example.org",
        resource=Resource(("Brightline", "August 2026"), "PDF, 2 MB", readers="For children"),
        summary=words("Twelve cards."),
    )
    group = Group("For children", 3, (item,))
    listed = section("News", layout="list", groups=(group,))
    text = write_text(bulletin("public", "shield", "T", sections=(listed,)))

    assert body_of(text) == (
        "For children\n\nCards (link 1), Brightline, August 2026, PDF, 2 MB\nTwelve cards.\n\n"
        "Link 1: https://cards.example.org"
    )


def test_a_person_without_details_is_reached_through_a_team() -> None:
    hub = Contact("hub", "team", "Learning Hub", phones=(Phone("01632 960130", "01632960130"),))
    person = Contact("b", "person", "Bashir Penrose", reach_via=hub)
    text = write_text(with_items(entry("a", "A", contacts=(person,))))

    assert body_of(text) == "A\nCall: Bashir Penrose, through Learning Hub, 01632 960130"


def test_an_unconfirmed_day_is_not_said_to_be_a_deadline() -> None:
    item = entry("a", "A", actions=(Action(1, words("Reply"), None, due="to be confirmed"),))

    assert body_of(write_text(with_items(item))) == ("A\n> Action 1 (date to be confirmed): Reply")


def test_contents_too_long_for_a_line_become_a_list() -> None:
    lines = tuple(ContentsLine(None, f"A section with a long name {n}", "x") for n in range(3))
    numbered = (ContentsLine("3", "Any other business", "a"), ContentsLine(None, "Annex A", "b"))

    assert "\n1. A section with a long name 0\n2. A section" in write_text(
        with_items(contents=lines)
    )
    assert "In this edition: 3. Any other business  Annex A\n" in write_text(
        with_items(contents=numbered)
    )


def test_a_section_under_another_has_no_underline() -> None:
    below = section("Below", entry("a", "", body=(said("Words."),)), level=3, number="2.1")
    text = write_text(bulletin("public", "shield", "T", sections=(below,)))

    assert "\n2.1 Below\n\nWords.\n" in text


# --- Wrapping ---------------------------------------------------------------------------------


def joined(lines: list[str]) -> str:
    return without_spaces("".join(lines))


@given(st.text(), st.sampled_from(["", "- ", "   "]))
def test_wrapping_loses_no_letter_and_breaks_no_word_that_fits(text: str, rest: str) -> None:
    lines = wrap(text, rest, rest)
    bare = [line[len(rest) :] for line in lines]

    assert joined(bare) == without_spaces(text)
    for line in bare:
        assert width(line) <= COLUMNS - len(rest) or " " not in line.strip()
        assert line == line.rstrip()


@given(st.lists(st.sampled_from(
    ["a", "words", "01632 960110", "0808 157 0900", "{{ first_name | colleague }}", "(link 12)",
     "team@esscp.example.org", "https://esscp.example.org/bulletins"]
), min_size=1, max_size=40))  # fmt: skip
def test_what_belongs_together_stays_on_one_line(pieces: list[str]) -> None:
    runs: list[object] = []
    for piece in pieces:
        if piece.startswith("{{"):
            runs.append(Merge("first_name", "colleague"))
        elif piece[0] == "0":
            runs.append(tel(piece))
        elif "@" in piece:
            runs.append(mail(piece))
        elif piece == "(link 12)":
            runs.append(web("w", "https://esscp.example.org"))
        else:
            runs.append(Text(piece))
        runs.append(Text(" "))
    text = body_of(write_text(with_items(entry("a", "A", body=(Paragraph(tuple(runs)),)))))  # type: ignore[arg-type]
    flat = [piece if piece != "(link 12)" else "w (link 1)" for piece in pieces]

    assert " ".join(text.removeprefix("A\n").split("\n\nLink")[0].split("\n")) == " ".join(flat)
    for line in text.split("\n"):
        assert width(line) <= COLUMNS
        assert line.count("{{") == line.count("}}")
        assert not re.search(r"(\b01632|\b0808|\b0808 157|\(link)$", line)


def test_wide_letters_count_two_and_may_break_between() -> None:
    lines = wrap("安全第一" * 30)

    assert [width(line) for line in lines] == [72, 72, 72, 24]


def test_accents_on_their_own_take_no_room() -> None:
    assert width("Siân") == width("Sia\u0302n") == 4
    assert width("สวัสดี") == 4


@given(st.text(st.characters(exclude_characters="\ue000\ue001")))
def test_any_title_prints_on_clean_lines(title: str) -> None:
    runs: Runs = (Strong((Text(title),)),)
    text = write_text(replace(with_items(), title=runs))

    assert text == text.strip("\n") + "\n"
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_a_long_heading_is_underlined_to_its_longest_line() -> None:
    long = section("word " * 20)
    text = write_text(
        bulletin("public", "shield", "T", sections=(replace(long, empty=words("x")),))
    )

    assert f"{('word ' * 14).strip()}\n{('word ' * 6).strip()}\n{'-' * 69}\n" in text
