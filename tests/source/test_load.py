"""Bytes and text to a source: encodings, front matter, and what cannot be read at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.findings import Finding, Place
from ebulletin.source import decode, read_item_source, read_yaml_source

PATH = "items/spring-fair.md"
ITEM = "---\nkind: update\ntitle: Spring fair\n---\nIt is on.\n"


def only(findings: list[Finding]) -> Finding:
    (finding,) = findings
    return finding


def mended(text: str, finding: Finding) -> str:
    """The text with the finding's one edit made."""
    (edit,) = finding.fix
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:line])) for line in range(len(lines) + 1)]
    first = starts[edit.start.line - 1] + edit.start.column - 1
    last = starts[edit.end.line - 1] + edit.end.column - 1
    return text[:first] + edit.text + text[last:]


def test_utf_8_is_read_with_or_without_a_byte_order_mark() -> None:
    raw = "title: Café".encode()

    assert decode(raw, PATH) == ("title: Café", [])
    assert decode(b"\xef\xbb\xbf" + raw, PATH) == ("title: Café", [])


def test_windows_and_old_mac_line_ends_become_lf() -> None:
    text, findings = decode(b"a\r\nb\rc\n", PATH)

    assert text == "a\nb\nc\n"
    assert findings == []


def test_what_is_not_utf_8_is_named_with_its_word_line_and_column() -> None:
    raw = "kind: update\r\ntitle: Ask the child’s school\r\n".encode("cp1252")

    text, findings = decode(raw, PATH)

    finding = only(findings)
    assert text is None
    assert finding.code == "ITM101"
    assert finding.place == Place(PATH, 2, 21)
    assert "'child’s'" in finding.message
    assert "UTF-8" in finding.help


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    text, findings = decode(ITEM.encode(encoding), PATH)
    if text is not None:
        _, findings = read_item_source(text, PATH)

    assert "UTF-16" in only(findings).message


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_one_finding(raw: bytes) -> None:
    text, findings = decode(raw, PATH)

    assert (text is None) == (len(findings) == 1)


def test_an_item_is_fields_and_a_body_that_stays_as_written() -> None:
    source, findings = read_item_source(ITEM, PATH)

    assert findings == []
    assert source is not None
    assert source.fields == {"kind": "update", "title": "Spring fair"}
    assert source.body == "It is on.\n"
    assert source.body_line == 5
    assert source.text == ITEM


def test_a_rule_of_hyphens_in_the_body_stays_in_the_body() -> None:
    source, _ = read_item_source("---\nkind: update\n---\nAbove\n\n---\nBelow\n", PATH)

    assert source is not None
    assert source.body == "Above\n\n---\nBelow\n"


def test_an_item_needs_no_body_and_no_last_line_end() -> None:
    source, findings = read_item_source("---\nkind: contact\n---", PATH)

    assert findings == []
    assert source is not None
    assert source.body == ""


def test_every_scalar_stays_the_text_that_was_written() -> None:
    text = "a: no\nb: 12:30\nc: 01632 960110\nd: 1.10\ne: 2026-11-12\nf: null\n"

    source, findings = read_yaml_source(text, "partnership.yaml")

    assert findings == []
    assert source is not None
    assert list(source.fields.values()) == [
        "no",
        "12:30",
        "01632 960110",
        "1.10",
        "2026-11-12",
        "null",
    ]


def test_an_empty_yaml_file_has_no_fields() -> None:
    source, findings = read_yaml_source("# nothing yet\n", "glossary.yaml")

    assert findings == []
    assert source is not None
    assert source.fields == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "is empty"), ("kind: update\n", "starts with 'kind: update'")],
)
def test_an_item_without_front_matter_says_how_a_file_starts(text: str, words: str) -> None:
    source, findings = read_item_source(text, PATH)

    finding = only(findings)
    assert source is None
    assert finding.code == "ITM101"
    assert words in finding.message
    assert "'---'" in finding.help


def test_a_missing_closing_line_is_put_where_the_text_begins() -> None:
    text = "---\nkind: update\ntitle: Fair\n\nNote that: it rains.\nBring a coat.\n"

    source, findings = read_item_source(text, PATH)

    finding = only(findings)
    assert source is None
    assert finding.code == "ITM101"
    assert finding.place == Place(PATH, 5, 1)
    repaired, left = read_item_source(mended(text, finding), PATH)
    assert left == []
    assert repaired is not None
    assert repaired.body == "Note that: it rains.\nBring a coat.\n"


def test_a_missing_closing_line_without_a_body_is_put_at_the_end() -> None:
    text = "---\nkind: contact\nname: Ash Team"

    _, findings = read_item_source(text, PATH)

    assert mended(text, only(findings)) == "---\nkind: contact\nname: Ash Team\n---\n"


@pytest.mark.parametrize("line", ["--", "----", "—", "–––", "___", "===", "- --", "-"])
def test_a_line_that_looks_like_three_hyphens_is_named_and_mended(line: str) -> None:
    text = f"---\nkind: update\n{line}\nIt is on.\n"

    _, findings = read_item_source(text, PATH)

    finding = only(findings)
    assert f"'{line}'" in finding.message
    assert finding.place == Place(PATH, 3, 1)
    assert mended(text, finding) == "---\nkind: update\n---\nIt is on.\n"


@pytest.mark.parametrize(
    ("character", "meant"),
    [("\x00", ""), ("\x07", ""), ("\x0b", " "), ("\x92", "’"), ("\x81", ""), ("\ud800", "")],
)
def test_a_character_that_cannot_be_shown_is_refused_wherever_it_stands(
    character: str, meant: str
) -> None:
    in_field = f"---\nkind: update\ntitle: Child{character}s play\n---\nBody\n"
    in_body = f"---\nkind: update\n---\nChild{character}s play\n"

    for text, place in ((in_field, Place(PATH, 3, 13)), (in_body, Place(PATH, 4, 6))):
        source, findings = read_item_source(text, PATH)

        finding = only(findings)
        assert source is None
        assert finding.code == "ITM101"
        assert finding.place == place
        assert character not in finding.message
        assert f"U+{ord(character):04X}" in finding.message
        assert mended(text, finding) == text.replace(character, meant)


@given(st.text(max_size=300))
def test_any_text_is_a_source_or_findings(text: str) -> None:
    for read in (read_item_source, read_yaml_source):
        source, findings = read(text, PATH)

        assert source is not None or findings
        assert all(finding.message and finding.help for finding in findings)


YAML_LIKE = st.lists(
    st.sampled_from(
        ["a", "b: ", "- ", "{", "}", "[", "]", ", ", ": ", " #x", "\n", "  ", '"', "'", "|", ">",
         "&a ", "*a", "!t ", "---\n", "\t", "?", "%", "é", "\u00a0", "\u2028", "\ufeff"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(YAML_LIKE)
def test_anything_like_yaml_is_a_source_or_findings_at_places_in_the_file(text: str) -> None:
    source, findings = read_yaml_source(text, PATH)

    assert source is not None or findings
    lines = text.removeprefix("\ufeff").split("\n")
    for finding in findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(lambda words: words.strip() == words and "\ufeff" not in words and words != "~")


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_words_in_double_quotation_marks_come_back_as_they_are(words: list[str]) -> None:
    quoted = [each.replace("\\", "\\\\").replace('"', '\\"') for each in words]
    lines = [f'key{number}: "{each}"' for number, each in enumerate(quoted)]

    source, findings = read_item_source("\n".join(["---", *lines, "---", "Body"]), PATH)

    assert findings == []
    assert source is not None
    assert list(source.fields.values()) == words
    for number, each in enumerate(quoted):
        start, end = source.span(f"key{number}") or (None, None)
        assert start == Place(PATH, number + 2, len(f"key{number}: ") + 1)
        assert end == Place(PATH, number + 2, len(f'key{number}: "{each}"') + 1)
