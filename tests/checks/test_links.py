"""What must fire, and what must not, among the rules about links."""

from datetime import date

import pytest

from check_bench import Checks, SmallWorkspace, front_matter
from ebulletin.bulletins.shelf import PublishedEdition

FIRES = [
    ("LNK101", "[Book a place](#)"),
    ("LNK101", "[Book a place]()"),
    ("LNK101", "[Book a place](javascript:void%280%29)"),
    ("LNK101", "[The rota](http://intranet/rota)"),
    ("LNK102", "Read the full letter here."),
    ("LNK102", "Please click here to book."),
    ("LNK102", "You can book your place on the new course here!"),
    ("LNK102", "Details are at the link below."),
    ("LNK103", "[here](https://esscp.example.org/a)"),
    ("LNK103", "[Read more...](https://esscp.example.org/a)"),
    ("LNK103", "Tell us [**Click here**](https://esscp.example.org/a) now."),
    ("LNK103", "See note [1](https://esscp.example.org/a)."),
    ("LNK104", "https://esscp.example.org/learning/course?id=7781&ref=autumn"),
    ("LNK104", "See https://esscp.example.org/a?b=1 for more."),
    ("LNK104", "See https://esscp.example.org/learning/courses/autumn/2026/."),
    ("LNK105", "bookings –https://esscp.example.org"),
    ("LNK105", "See www.esscp.example.org"),
    ("LNK105", "Map:https://esscp.example.org/map"),
    ("LNK106", "<u>Nomination form</u>"),
    ("LNK106", "Use the [Nomination form]{.underline} today."),
    ("LNK107", "The booking form is on page 4."),
    ("LNK107", "See overleaf for dates."),
    ("LNK107", "See page 3 of this newsletter."),
    ("LNK111", "[A map](http://esscp.example.org/map)"),
    ("LNK112", "[A map](https://bit.ly/3xyz)"),
    ("LNK112", "[A map](https://www.tinyurl.com/3xyz)"),
    ("LNK113", "[Form](forms/a.pdf)"),
    ("LNK113", "[Form](file:///C:/forms/a.pdf)"),
    ("LNK113", "[Form](C:/forms/a.pdf)"),
    ("LNK113", "[Form](data:text/plain,hello)"),
    ("LNK113", "[Form](ftp://esscp.example.org/a.pdf)"),
    ("LNK113", "[Form](www.esscp.example.org)"),
    ("LNK114", "[Dates](https://esscp.example.org/a?utm_source=mail)"),
    ("LNK114", "[Dates](https://urldefense.example.org/v3/__https://esscp.example.org/a__;!!x)"),
    ("LNK116", "[Slides](https://drive.google.com/file/d/1)"),
    ("LNK116", "[Slides](https://elmsvale-my.sharepoint.com/a)"),
    ("LNK117", "[Desk card](https://esscp.example.org/card.pdf)"),
    ("LNK117", "[Desk card](https://esscp.example.org/card.pdf) (PDF)"),
]
SILENT = [
    ("LNK101", "[Book a place](https://esscp.example.org/book)"),
    ("LNK101", "[Book a place](unknown)"),
    ("LNK101", "[Book a place](mailto:team@esscp.example.org)"),
    ("LNK102", "The duty team is here to help."),
    ("LNK102", "Read the letter [here](unknown)."),
    ("LNK102", "Read this first. We are here. You can book from Monday."),
    ("LNK102", "Visit us here in Saltmere on Monday."),
    ("LNK103", "[Read the inspection letter](https://esscp.example.org/a)"),
    ("LNK103", "[here](unknown)"),
    ("LNK103", "See https://esscp.example.org."),
    ("LNK104", "esscp.example.org"),
    ("LNK104", "[The course](https://esscp.example.org/learning/course?id=7781&ref=autumn)"),
    ("LNK105", "see https://esscp.example.org"),
    ("LNK105", "See (https://esscp.example.org)."),
    ("LNK105", "[The map](https://esscp.example.org/map)"),
    ("LNK105", "See https://esscp.example.org/go?to=https://www.example.org"),
    ("LNK106", "[Nomination form](unknown)"),
    ("LNK106", "Vitamin <unit> tables"),
    ("LNK107", "See page 41 of the guidance."),
    ("LNK107", "Our home page has more."),
    ("LNK107", "[The form on page 4](item:sample)"),
    ("LNK111", "[A map](https://esscp.example.org/map)"),
    ("LNK112", "[Dates](https://esscp.example.org/dates)"),
    ("LNK112", "[Dates](https://orbit.ly.example.org/dates)"),
    ("LNK113", "[Write](mailto:team@esscp.example.org) or [ring](tel:01632960110)"),
    ("LNK113", "[Leave this list]({{unsubscribe}}) or [read](item:sample)"),
    ("LNK114", "[Dates](https://esscp.example.org/a?id=7)"),
    ("LNK114", "[Dates](https://esscp.example.org/a?source=mail#utm_source)"),
    ("LNK116", "[Dates](https://esscp.example.org/drive)"),
    ("LNK117", "[Desk card](https://esscp.example.org/card.pdf) (PDF, 90 KB)"),
    ("LNK117", "[Desk card, PDF, 1.2 MB](https://esscp.example.org/card.pdf)"),
    ("LNK117", "[About PDF files](https://esscp.example.org/pdf)"),
]


@pytest.mark.parametrize(("code", "body"), FIRES)
def test_a_faulty_link_is_found_once(checks: Checks, code: str, body: str) -> None:
    assert [each.code for each in checks.in_item(code, body)] == [code]


@pytest.mark.parametrize(("code", "body"), SILENT)
def test_a_sound_link_is_left_alone(checks: Checks, code: str, body: str) -> None:
    assert checks.in_item(code, body) == []


@pytest.mark.parametrize(
    ("code", "body", "place"),
    [
        ("LNK101", "Now [book a place](#).", "7:20"),
        ("LNK102", "We met.\n\nThen read the letter here.", "9:6"),
        ("LNK103", "Go on:\n- **[here](https://esscp.example.org/a)**", "8:6"),
        ("LNK104", "See https://esscp.example.org/a?b=1", "7:5"),
        ("LNK105", "bookings –https://esscp.example.org", "7:11"),
        ("LNK107", "The booking form is on page 4.", "7:24"),
        ("LNK111", "a [map](http://esscp.example.org/map)", "7:9"),
        ("LNK113", "> [Form](forms/a.pdf)", "7:10"),
    ],
)
def test_a_finding_stands_at_the_words_in_question(
    checks: Checks, code: str, body: str, place: str
) -> None:
    found = checks.in_item(code, body)

    assert [str(each.place) for each in found] == [f"items/sample.md:{place}"]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("[a page](https://esscp.example.org/a?utm_source=mail)", "https://esscp.example.org/a"),
        (
            "[a page](https://esscp.example.org/a?id=7&utm_medium=x&fbclid=y#top)",
            "https://esscp.example.org/a?id=7#top",
        ),
        (
            "[a page](https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fa&d=1)",
            "https://a.example/a",
        ),
        (
            "[a page](https://urldefense.proofpoint.com/v2/url?u=https-3A__esscp.example.org_a&d=x)",
            "https://esscp.example.org/a",
        ),
        (
            "[a page](https://urldefense.com/v3/__https://esscp.example.org/a__;!!x)",
            "https://esscp.example.org/a",
        ),
    ],
)
def test_a_wrapped_address_is_unwrapped(checks: Checks, body: str, address: str) -> None:
    (found,) = checks.in_item("LNK114", body)

    (edit,) = found.fix
    assert edit.text == address
    assert edit.end.column - edit.start.column == len(body) - len("[a page]()")


def test_an_address_that_cannot_be_unwrapped_is_left_to_a_person(checks: Checks) -> None:
    (found,) = checks.in_item("LNK114", "[a page](https://protect-eu.mimecastprotect.com/s/x9)")

    assert found.fix == ()


def test_a_glued_address_gets_a_space_or_its_scheme(checks: Checks) -> None:
    glued = checks.in_item("LNK105", "bookings –https://esscp.example.org")
    bare = checks.in_item("LNK105", "See www.esscp.example.org")

    assert [each.fix[0].text for each in (*glued, *bare)] == [" ", "https://"]


def test_a_file_in_a_field_gets_its_format(checks: Checks) -> None:
    links = "[{text: Desk card, url: https://esscp.example.org/card.pdf}]"
    (found,) = checks.in_item("LNK117", "Some words.", links=links)

    assert [each.text for each in found.fix] == [", format: PDF"]
    described = links.replace("}]", ", format: PDF, size: 90 KB}]")
    assert checks.in_item("LNK117", "Some words.", links=described) == []


def test_a_file_in_a_list_of_lines_gets_its_format_on_a_line_of_its_own(checks: Checks) -> None:
    links = "\n  - text: Desk card\n    url: https://esscp.example.org/card.pdf"
    (found,) = checks.in_item("LNK117", "Some words.", links=links)

    assert [each.text for each in found.fix] == ["\n    format: PDF"]


def test_fields_are_read_as_texts_are(checks: Checks) -> None:
    links = "[{text: here, url: http://esscp.example.org/a}]"

    assert len(checks.in_item("LNK103", "Some words.", links=links)) == 1
    assert len(checks.in_item("LNK111", "Some words.", links=links)) == 1


def test_links_below_the_text_are_not_lost(checks: Checks) -> None:
    links = "[{text: The report, url: https://esscp.example.org/a}]"

    assert checks.in_item("LNK102", "Use the links below.", links=links) == []
    assert len(checks.in_item("LNK102", "Use the links below.")) == 1


def test_a_host_that_asks_for_a_sign_in_is_known_from_the_settings(checks: Checks) -> None:
    body = "[Slides](https://intranet.elmsvale.example.org/a)"
    listed = "domains: {sign_in: [intranet.elmsvale.example.org]}"

    assert len(checks.in_item("LNK116", body, listed)) == 1
    assert checks.in_item("LNK116", body) == []


def test_a_page_number_in_a_resource_is_its_own(checks: Checks) -> None:
    found = checks.in_item(
        "LNK107", "The chart is on page 4.", kind="resource", url="https://esscp.example.org/a"
    )

    assert found == []


# --- Attachments and annexes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("The slides are attached.", 1),
        ("The chart is in the attachment.", 1),
        ("Please see the slides for dates.", 1),
        ("The officer attached to each school visits weekly.", 0),
        ("We talked about attachment theory.", 0),
        ("A secure attachment protects a baby.", 0),
        ("The nursery has an enclosed garden.", 0),
    ],
)
def test_what_is_said_to_be_attached_is_missed(checks: Checks, body: str, count: int) -> None:
    found = checks.in_set("LNK108", SmallWorkspace({"sample": body}))

    assert len(found) == count


def test_attachments_of_the_item_or_of_one_under_see_also_count(checks: Checks) -> None:
    own = front_matter("It is attached.", attachments="[{title: Card, file: not supplied}]")
    other = front_matter("It is attached.", see_also="[own]")

    assert checks.in_set("LNK108", SmallWorkspace({"own": own, "other": other})) == []


ANNEX_PLAN = """\
series: lantern
edition: September 2026
date: 2026-09-23
status: ready
sections:
  - {heading: News, items: [sample]}
  - {annex: Annex A, heading: Papers, items: [paper]}
"""


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("See Annex B.", 1),
        ("The list is in appendix 2.", 1),
        ("See Annex A.", 0),
        ("See annex a for the list.", 0),
        ("See Annex C of Keeping Children Safe.", 0),
        ("See [Annex C](https://esscp.example.org/c).", 0),
    ],
)
def test_an_annex_that_is_not_there_is_missed(checks: Checks, body: str, count: int) -> None:
    paper = front_matter("Words of the paper.")
    found = checks.in_bulletin(
        "LNK109", SmallWorkspace({"sample": body, "paper": paper}, ANNEX_PLAN)
    )

    assert len(found) == count


def test_an_attachment_may_be_the_annex(checks: Checks) -> None:
    item = front_matter(
        "See Annex B.", attachments="[{title: 'Annex B: the form', file: not supplied}]"
    )

    assert checks.in_bulletin("LNK109", SmallWorkspace({"sample": item})) == []


# --- Over a whole bulletin ------------------------------------------------------------------


def test_unknown_addresses_and_missing_files_are_told_once_each(checks: Checks) -> None:
    item = front_matter(
        "[The recording](unknown)",
        links="[{text: Recording, url: unknown}]",
        attachments="[{title: Slides, file: not supplied}]",
        images="[{file: not supplied, alt: A stall, people: no}]",
    )
    found = checks.in_bulletin("LNK110", SmallWorkspace({"sample": item}))

    assert len(found) == 4
    assert len({each.place for each in found}) == 4


def test_known_addresses_and_unplaced_items_are_left_alone(checks: Checks) -> None:
    items = {
        "sample": front_matter("Words.", links="[{text: A, url: https://esscp.example.org/a}]"),
        "unplaced": front_matter("Words.", links="[{text: A, url: unknown}]"),
    }
    plan = ANNEX_PLAN.replace("  - {annex: Annex A, heading: Papers, items: [paper]}\n", "")

    assert checks.in_bulletin("LNK110", SmallWorkspace(items, plan)) == []


BOOK = "[Book a place](https://esscp.example.org/a)"


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("[Book a place](https://esscp.example.org/b)", 1),
        ("[book a place.](mailto:a@esscp.example.org)", 1),
        ("[Book a place: fire](https://esscp.example.org/b)", 0),
        ("[Book a place](https://esscp.example.org/a/)", 0),
        ("[Book a place](unknown)", 0),
    ],
)
def test_equal_words_that_lead_to_two_pages_are_found(
    checks: Checks, second: str, count: int
) -> None:
    found = checks.in_bulletin("LNK115", SmallWorkspace({"first": BOOK, "second": second}))

    assert len(found) == count


def test_an_item_that_no_reader_has_is_no_place_to_point_to(checks: Checks) -> None:
    items = {
        "sample": front_matter("See [the other](item:never-sent).", see_also="[never-sent]"),
        "never-sent": front_matter("Words."),
    }
    plan = ANNEX_PLAN.replace("  - {annex: Annex A, heading: Papers, items: [paper]}\n", "")
    edition = PublishedEdition("may", "lantern", date(2026, 5, 1), frozenset({"never-sent"}))

    unsent = checks.in_bulletin("LNK118", SmallWorkspace(items, plan))
    sent = checks.in_bulletin("LNK118", SmallWorkspace(items, plan, published=(edition,)))

    assert len(unsent) == 2
    assert sent == []


def test_an_item_only_left_out_of_a_variant_is_one_to_point_to(checks: Checks) -> None:
    items = {
        "sample": front_matter("Words.", see_also="[inside]"),
        "inside": front_matter("Words.", distribution="professional"),
    }

    assert checks.in_bulletin("LNK118", SmallWorkspace(items)) == []
