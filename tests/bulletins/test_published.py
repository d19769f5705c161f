"""What was approved is kept as data, and reads back as the very same bulletin."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ebulletin.bulletins.composed import (
    Break,
    Bulletin,
    Contact,
    Emphasis,
    Entry,
    Footer,
    Group,
    Heading,
    Link,
    ListBlock,
    Masthead,
    Merge,
    Note,
    Paragraph,
    Person,
    Phone,
    PlacedParts,
    Quotation,
    QuotedBlock,
    Runs,
    SafetyBlock,
    SafetyLine,
    Section,
    Strong,
    TableBlock,
    Text,
    VariantFacts,
)
from ebulletin.bulletins.published import UnreadableEditionError, from_json, to_json

BODY = (
    Paragraph(
        (Text("Ring "), Link((Text("01632 960110"),), "tel:01632960110", "tel"), Note("Ask"))
    ),
    Heading(4, (Strong((Emphasis((Text("Deep"),)),)), Break(), Merge("first_name", "colleague"))),
    ListBlock(True, ((Paragraph((Text("One"),)), ListBlock(False, ())),)),
    QuotedBlock((Paragraph((Text("Quoted"),)),)),
    TableBlock(((Text("Day"),),), (((Text("Monday"),),),)),
    PlacedParts(quotes=(Quotation((Text("Good."),), "A parent"),)),
)
BULLETIN = Bulletin(
    slug="2026-09-lantern",
    series="lantern",
    variant=VariantFacts("schools", "professional", ("dsl", "governors")),
    channel="email",
    theme="shield",
    language="en-GB",
    title=(Text("L.A.N.T.E.R.N."),),
    edition_words="September 2026",
    issue_number=31,
    date=date(2026, 9, 23),
    date_words="Wednesday 23 September 2026",
    subject=(Text("Front door"),),
    preheader=(),
    masthead=Masthead("Lantern", None, "The partnership", "ESSCP", "https://esscp.example.org"),
    safety=SafetyBlock("Worried?", (SafetyLine("immediate", (Text("Call 999."),)),)),
    footer=Footer("ESSCP", "ESSCP team", "Why", (), "https://a.example.org", "mailto:b@example.org",
                  "https://c.example.org", "https://d.example.org"),
    sections=(
        Section("news", "section-news", None, None, (Text("News"),), 2, "prose", groups=(
            Group(None, 3, (
                Entry("lines", "item-lines", "update", "news", None, (Text("Lines"),), 3, body=BODY,
                      contacts=(Contact("mash", "service", "Hub", phones=(
                          Phone("01632 960110", "01632960110", note="Not for parents"),),
                          out_of_hours=Contact("edt", "service", "Night team")),)),
            )),
        )),
    ),
)  # fmt: skip


def test_a_bulletin_reads_back_as_it_was() -> None:
    assert from_json(to_json(BULLETIN)) == BULLETIN


def test_the_same_bulletin_gives_the_same_text() -> None:
    text = to_json(BULLETIN)

    assert to_json(from_json(text)) == text
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_letters_of_any_script_stay_readable_in_the_file() -> None:
    title = (Text("Siân – مرحبا – 安全"),)

    assert "Siân – مرحبا – 安全" in to_json(replace(BULLETIN, title=title))


def nested(depth: int) -> Runs:
    runs: Runs = (Text("x"),)
    for _ in range(depth):
        runs = (Strong(runs),)
    return runs


def test_bold_in_bold_is_read_without_trying_everything() -> None:
    bulletin = replace(BULLETIN, title=nested(40))

    assert from_json(to_json(bulletin)) == bulletin


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.builds(
        Entry,
        heading_level=st.none() | st.integers(2, 6),
        title=st.tuples(st.builds(Text, text=st.text())),
        speaker=st.none() | st.builds(Person),
        body=st.recursive(
            st.builds(Paragraph, runs=st.tuples(st.builds(Text, text=st.text()))),
            lambda inner: (
                st.builds(QuotedBlock, blocks=st.lists(inner, max_size=3).map(tuple))
                | st.builds(
                    ListBlock,
                    is_numbered=st.booleans(),
                    entries=st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple),
                )
            ),
            max_leaves=8,
        ).map(lambda block: (block,)),
    )
)
def test_any_item_reads_back_as_it_was(entry: Entry) -> None:
    bulletin = replace(BULLETIN, intro=entry)

    assert from_json(to_json(bulletin)) == bulletin


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "the whole: "),
        (to_json(BULLETIN).replace('"2026-09-23"', '"September"'), "date: "),
        (to_json(BULLETIN).replace('"node": "quote"', '"node": "hologram"'), "'hologram'"),
        (to_json(BULLETIN).replace('"node": "quote"', '"node": []'), "no sort of text"),
        (to_json(BULLETIN).replace('"node": "text"', '"node": "strong"'), "runs: "),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_holds_no_bulletin_is_refused_in_plain_words(text: str, fault: str) -> None:
    with pytest.raises(UnreadableEditionError) as refused:
        from_json(text)

    assert fault in str(refused.value)
    assert "not edited by hand" in str(refused.value)
