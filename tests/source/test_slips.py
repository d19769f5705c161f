"""The likely cause of YAML that cannot be read, and its cure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.findings import Finding, Place
from ebulletin.source import read_item_source, read_yaml_source

PATH = "bulletins/spring.yaml"
LONG = "Neglect: " + "the many signs that a child may show " * 3


def told(text: str) -> Finding:
    source, findings = read_yaml_source(text, PATH)
    assert source is None
    (finding,) = findings
    assert finding.code == "ITM101"
    return finding


def fixed(text: str) -> str:
    (edit,) = told(text).fix
    assert edit.start.line == edit.end.line
    lines = text.split("\n")
    line = lines[edit.start.line - 1]
    lines[edit.start.line - 1] = (
        line[: edit.start.column - 1] + edit.text + line[edit.end.column - 1 :]
    )
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("Neglect: the signs", "holds a colon"),
        ("Neglect:", "holds a colon"),
        ("{{ first_name }}, news for you", "starts with {"),
        ("{{ first_name }}", "starts with {"),
        ("[Read this](https://esscp.example.org) first", "starts with ["),
        ("@home", "starts with @"),
        ("`code`", "starts with `"),
        ("%s of schools", "starts with %"),
        ("& more", "starts with &"),
        ("*bold* words", "starts with *"),
        ("! urgent: now", "starts with !"),
        ("> 50 people", "starts with >"),
        ("| bar", "starts with |"),
        ("- dash", "starts with -"),
        ('"Safe" at school', "has words outside its quotation marks"),
        ("'Safe' at school", "has words outside its quotation marks"),
    ],
)
def test_a_value_that_needs_quotation_marks_is_named_and_gets_them(value: str, reason: str) -> None:
    text = f"kind: update\ntitle: {value}\nsummary: Fine\n"

    finding = told(text)

    assert finding.place == Place(PATH, 2, 8)
    assert finding.message.startswith(f"'{value}' {reason}")
    source, findings = read_yaml_source(fixed(text), PATH)
    assert findings == []
    assert source is not None
    assert source.fields["title"] == value


@pytest.mark.parametrize(
    "value",
    [
        "Guide: the lines",
        "{{ first_name }}, hello",
        "The [new] lines",
        "#0B4F5C",
        "Room # 4",
        "@home",
        '"New" lines',
    ],
)
def test_a_value_inside_braces_is_found_too(value: str) -> None:
    text = f"links:\n  - {{text: {value}, url: https://esscp.example.org}}\nkind: x\n"

    finding = told(text)

    assert finding.place == Place(PATH, 2, 12)
    source, findings = read_yaml_source(fixed(text), PATH)
    assert findings == []
    assert source is not None
    assert source.fields["links"] == [{"text": value, "url": "https://esscp.example.org"}]


def test_an_entry_of_a_list_is_found_too() -> None:
    text = "tags:\n  - one\n  - @two\n"

    assert told(text).place == Place(PATH, 3, 5)
    assert fixed(text) == 'tags:\n  - one\n  - "@two"\n'


def test_a_comment_after_the_value_stays_a_comment() -> None:
    text = "title: Neglect: the signs  # working title\n"

    assert fixed(text) == 'title: "Neglect: the signs"  # working title\n'


def test_only_the_first_of_several_slips_is_told_so_that_one_fault_is_one_finding() -> None:
    text = "title: Neglect: the signs\nsummary: One: two\nname: @x\n"

    assert told(text).place.line == 1


def test_a_long_value_is_cut_in_the_message_and_left_out_of_the_help() -> None:
    finding = told(f"title: {LONG}\n")

    assert len(finding.message) < 120
    assert "…" in finding.message
    assert finding.help == "Put quotation marks round the whole value."
    assert finding.fix


def test_a_double_quotation_mark_that_is_never_closed_is_closed() -> None:
    text = 'kind: x\ntitle: "Neglect and its signs\nsummary: Fine\n'

    finding = told(text)

    assert finding.place == Place(PATH, 2, 8)
    assert "never closed" in finding.message
    assert fixed(text) == 'kind: x\ntitle: "Neglect and its signs"\nsummary: Fine\n'


def test_a_quotation_mark_that_a_later_line_closes_is_found_where_it_opened() -> None:
    text = 'title: "Neglect\nsummary: "Fine"\nkind: x\n'

    assert told(text).place == Place(PATH, 1, 8)
    assert fixed(text) == 'title: "Neglect"\nsummary: "Fine"\nkind: x\n'


def test_a_quotation_mark_is_closed_before_the_next_field_of_its_braces() -> None:
    text = 'links: [{text: "The guide, url: unknown}]\nkind: x\n'

    assert fixed(text) == 'links: [{text: "The guide", url: unknown}]\nkind: x\n'


def test_an_open_quotation_mark_is_named_though_the_next_one_stands_far_below() -> None:
    between = "".join(f"{word}: x\n" for word in ("a", "b", "c", "d", "e", "f", "g", "h"))
    text = f'title: "Neglect and its signs\n{between}venue: {{name: Hall, address: "2 Quay"}}\n'

    finding = told(text)

    assert finding.place == Place(PATH, 1, 8)
    assert "never closed" in finding.message


def test_a_single_quotation_mark_may_be_an_apostrophe_and_is_left_to_the_author() -> None:
    finding = told("title: 'Tis the season\nkind: x\n")

    assert finding.fix == ()
    assert finding.offers == ("'Tis the season'", '"\'Tis the season"')


def test_a_quotation_mark_that_no_closing_cures_is_still_named() -> None:
    finding = told('title: {a: [b, "c\n')

    assert "never closed" in finding.message
    assert finding.place == Place(PATH, 1, 16)


@pytest.mark.parametrize(
    ("text", "place", "cured"),
    [
        ("title:Hello\nkind: x\n", Place(PATH, 1, 7), "title: Hello\nkind: x\n"),
        ("kind: x\ntitle:Hello\nname: y\n", Place(PATH, 2, 7), "kind: x\ntitle: Hello\nname: y\n"),
        ("title: Foo\n  summary: Bar\n", Place(PATH, 2, 1), "title: Foo\nsummary: Bar\n"),
        ("l:\n  - a: b\n   - c: d\n", Place(PATH, 3, 1), "l:\n  - a: b\n  - c: d\n"),
        ("tags: [a, b\nkind: x\nname: y\n", Place(PATH, 1, 12), "tags: [a, b]\nkind: x\nname: y\n"),
        ("tags: [a, b\nlinks:\n  - c\n", Place(PATH, 1, 12), "tags: [a, b]\nlinks:\n  - c\n"),
        ("a: {b: [c\nd: e\n", Place(PATH, 1, 10), "a: {b: [c]}\nd: e\n"),
        ("l:\n\u00a0 - a\n  - b\nk: v\n", Place(PATH, 2, 1), "l:\n  - a\n  - b\nk: v\n"),
        ("intro: |\n   one\n  two\nk: v\n", Place(PATH, 3, 1), "intro: |\n   one\n   two\nk: v\n"),
    ],
)
def test_spaces_and_brackets_are_put_right(text: str, place: Place, cured: str) -> None:
    assert told(text).place == place
    assert fixed(text) == cured
    assert read_yaml_source(cured, PATH)[1] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("title Hello\nkind: x\n", 1), ("kind: x\ngoes on here\nname: y\n", 2), ("just words", 1)],
)
def test_a_line_without_a_colon_is_named_and_not_changed(text: str, line: int) -> None:
    finding = told(text)

    assert finding.place.line == line
    assert f"'{text.split(chr(10))[line - 1]}' is neither a field" in finding.message
    assert finding.fix == ()
    assert "'---'" not in finding.help


def test_a_field_inside_braces_is_not_put_in_quotation_marks_with_its_name() -> None:
    finding = told("contacts: [{id: mash, label: Questions about the hub]\nkind: x\n")

    assert finding.fix == ()
    assert "bracket [" in finding.message or "bracket {" in finding.message


@pytest.mark.parametrize("rest", ["---", "-", ", and more", " x"])
def test_words_after_a_closing_bracket_are_named_and_left_to_the_author(rest: str) -> None:
    finding = told(f"approval: {{by: owen-tansley, on: 2026-10-19}}{rest}\nkind: x\n")

    assert finding.place == Place(PATH, 1, 45)
    assert f"'{rest.strip()}' stands after the bracket" in finding.message
    assert finding.fix == ()


def test_the_text_of_an_item_among_its_fields_is_told_about_the_closing_line() -> None:
    text = "---\nkind: update\nWe met today.\n\n---\nSecond part\n"

    _, (finding,) = read_item_source(text, PATH)

    assert finding.place == Place(PATH, 3, 1)
    assert "'---'" in finding.help


@pytest.mark.parametrize("text", ["- a\n- b\n", "? {a: b}\n: c\n", ": [\n", "a: b\n...\nc: d\n"])
def test_what_no_guess_explains_is_still_a_plain_sentence(text: str) -> None:
    finding = told(text)

    assert not finding.message[0].isupper()
    assert "scanning" not in finding.message
    assert finding.help


def test_a_tab_before_the_fault_is_the_cause_that_is_told() -> None:
    _, (finding,) = read_yaml_source("a: b\nlinks:\n\t- x\n", PATH)

    assert finding.code == "ITM102"


def test_a_tab_after_the_fault_is_not_the_cause() -> None:
    assert told("title: Neglect: the signs\nlinks:\n\t- x\n").place == Place(PATH, 1, 8)


def test_a_large_broken_file_is_explained_too() -> None:
    text = "list:\n" + "  - [a, {b: c}, 'd', {e: f}]\n" * 20_000 + "title: [a, {b: c: d}, 'e\n"

    assert told(text).place.line == 20_002


@pytest.mark.parametrize("piece", ["{a: b: c, ", "[", " ", "a: ", '"', "' ", "- ", ", ", "a b"])
def test_a_line_of_any_length_is_explained_too(piece: str) -> None:
    _, findings = read_yaml_source(f"kind: x\ntitle: @{piece * 20_000}: y\n", PATH)

    assert findings


NEEDY = st.from_regex(r"[A-Za-z]{1,8}: [a-z]{1,8}( [a-z,\[\]{}]{1,8}){0,3}", fullmatch=True)


@given(NEEDY)
def test_the_cure_of_a_value_with_a_colon_gives_the_value_back(value: str) -> None:
    text = f"kind: update\ntitle: {value}\nsummary: Fine\n"

    source, findings = read_yaml_source(fixed(text), PATH)

    assert findings == []
    assert source is not None
    assert source.fields["title"] == value.strip()
