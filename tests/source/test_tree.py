"""YAML that can be read, and is not what its author meant."""

import pytest
import yaml

from ebulletin.findings import Finding, Place, Severity
from ebulletin.source import Source, read_item_source, read_yaml_source
from ebulletin.source.tree import LOADER, Tree

PATH = "bulletins/spring.yaml"


def read(text: str) -> tuple[Source | None, list[Finding]]:
    return read_yaml_source(text, PATH)


def told(text: str) -> Finding:
    _, (finding,) = read(text)
    return finding


def fixed(text: str) -> str:
    """The one line of a text with the one edit of its one finding made."""
    (edit,) = told(text).fix
    lines = text.splitlines(keepends=True)
    before = (
        "".join(lines[: edit.start.line - 1]) + lines[edit.start.line - 1][: edit.start.column - 1]
    )
    after = "".join(lines[edit.end.line - 1 :])[edit.end.column - 1 :]
    return before + edit.text + after


# --- Refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("phone: &main 01632 960110\n", 8, "'&main'"),
        ("phone: *main\n", 8, "'*main'"),
        ("count: !!int 3\n", 8, "'!!int'"),
        ("title: !wichtig heute\n", 8, "'!wichtig'"),
        ("links: &all [a, b]\n", 8, "'&all'"),
    ],
)
def test_anchors_aliases_and_tags_are_refused(text: str, column: int, words: str) -> None:
    finding = told(text)

    assert finding.code == "ITM102"
    assert finding.severity is Severity.ERROR
    assert finding.place == Place(PATH, 1, column)
    assert words in finding.message


@pytest.mark.parametrize("text", ["summary: Tea & cake at 3pm\n", "summary: 5 * 3 is 15!\n"])
def test_the_same_marks_inside_words_are_words(text: str) -> None:
    source, findings = read(text)

    assert findings == []
    assert source is not None
    assert source.fields["summary"] == text.removeprefix("summary: ").strip()


def test_a_second_document_is_refused() -> None:
    finding = told("a: 1\n---\nb: 2\n")

    assert finding.code == "ITM102"
    assert finding.place == Place(PATH, 2, 1)


def test_a_first_line_of_three_hyphens_is_no_second_document() -> None:
    source, findings = read("---\na: 1\n")

    assert findings == []
    assert source is not None
    assert source.fields == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("links:\n\t- x\n", 2),
        ("a: b\nlinks:\n  - text: x\n\t  url: y\n", 4),
        ("links: [\n\tx,\n\ty]\n", 2),
    ],
)
def test_a_tab_before_the_first_word_of_a_line_is_refused(text: str, line: int) -> None:
    finding = told(text)

    assert finding.code == "ITM102"
    assert finding.place.line == line
    assert "tab" in finding.message


def test_a_tab_inside_a_line_or_inside_a_block_of_text_is_allowed() -> None:
    source, findings = read("a: b\tc\nintro: |\n  one\n  \ttwo\nd: e\n")

    assert findings == []
    assert source is not None
    assert source.fields["intro"] == "one\n\ttwo\n"


def test_a_key_that_is_written_twice_is_told_with_both_lines_and_the_first_value_stays() -> None:
    text = "title: One\nkind: x\ntitle: Two\n"

    source, (finding,) = read(text)

    assert finding.code == "ITM103"
    assert finding.place == Place(PATH, 3, 1)
    assert "'title' is written twice, on lines 1 and 3" in finding.message
    assert source is not None
    assert source.fields == {"title": "One", "kind": "x"}


@pytest.mark.parametrize("value", ["[a, {b: c}]", "\n  - a\n  - b", "", '"a"'])
def test_whatever_a_repeated_key_holds_is_left_out(value: str) -> None:
    source, findings = read(f"title: One\ntitle: {value}\nkind: x\n")

    assert [finding.code for finding in findings] == ["ITM103"]
    assert source is not None
    assert source.fields == {"title": "One", "kind": "x"}


def test_the_same_key_in_two_groups_is_right() -> None:
    _, findings = read("title: One\nattachments:\n  - {title: Two, file: a.pdf}\n")

    assert findings == []


def test_front_matter_adds_its_offset_to_both_lines() -> None:
    _, (finding,) = read_item_source("---\na: 1\na: 2\n---\n", PATH)

    assert finding.place == Place(PATH, 3, 1)
    assert "lines 2 and 3" in finding.message


def test_nesting_beyond_fifty_levels_is_refused_and_fifty_are_read() -> None:
    source, findings = read("a: " + "[" * 49 + "x" + "]" * 49)
    assert findings == []
    assert source is not None

    source, (finding,) = read("a: " + "[" * 50_000)

    assert source is None
    assert finding.code == "ITM101"
    assert "more than 50 deep" in finding.message


def test_a_backslash_code_for_a_control_character_is_refused() -> None:
    source, (finding,) = read('title: "a\\x00\\u0007b"\n')

    assert finding.code == "ITM101"
    assert "\x00" not in finding.message
    assert source is not None
    assert source.fields["title"] == "ab"


# --- Empty values -------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", ' ""', " ''", " ~", "   "])
def test_an_empty_value_is_a_hint_and_counts_as_absent(value: str) -> None:
    text = f"kind: x\nsummary:{value}\ntitle: y\n"

    source, (finding,) = read(text)

    assert finding.code == "ITM110"
    assert finding.severity is Severity.HINT
    assert finding.place == Place(PATH, 2, 1)
    assert source is not None
    assert source.fields == {"kind": "x", "title": "y"}
    assert fixed(text) == "kind: x\ntitle: y\n"


def test_a_line_that_holds_more_than_the_empty_key_is_left_to_the_author() -> None:
    assert told("summary: # to be written\n").fix == ()
    assert told("a: {b: , c: d}\n").fix == ()


def test_an_empty_entry_of_a_list_is_a_hint_and_left_out() -> None:
    source, (finding,) = read("tags:\n  - one\n  -\n  - two\n")

    assert finding.code == "ITM110"
    assert source is not None
    assert source.fields == {"tags": ["one", "two"]}
    assert source.place("tags", 1) == Place(PATH, 4, 5)


@pytest.mark.parametrize("value", ["#0B4F5C", "#training", "#0B4F5C and more"])
def test_a_value_that_became_a_comment_is_named_and_put_in_quotation_marks(value: str) -> None:
    text = f"brand: {value}\n"

    finding = told(text)

    assert finding.code == "ITM110"
    assert finding.place == Place(PATH, 1, 8)
    assert f"'{value}'" in finding.message
    assert fixed(text) == f'brand: "{value}"\n'


def test_a_comment_after_an_empty_key_is_a_comment() -> None:
    assert told("summary: # to be written\n").message == "'summary' has no value"


def test_empty_brackets_are_a_value() -> None:
    source, findings = read("tags: []\nlimits: {}\n")

    assert findings == []
    assert source is not None
    assert source.fields == {"tags": [], "limits": {}}


# --- Commas and comments ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        ("Bring the form, and a pen", "and a pen"),
        ("Bring the form, a pen, and a book", "a pen, and a book"),
        ("Bring the form, pens", "pens"),
    ],
)
def test_a_comma_inside_braces_is_named_and_the_value_put_in_quotation_marks(
    value: str, rest: str
) -> None:
    text = f"actions:\n  - {{task: {value}, owner: WA}}\n"

    source, (finding,) = read(text)

    assert finding.code == "ITM104"
    assert finding.severity is Severity.ERROR
    assert finding.place == Place(PATH, 2, 12)
    assert f"the comma in '{value}'" in finding.message
    assert f"'{rest}' is read as a field" in finding.message
    assert fixed(text) == text.replace(value, f'"{value}"')
    assert source is not None
    assert source.fields == {"actions": [{"task": "Bring the form", "owner": "WA"}]}


def test_a_comma_in_two_values_of_one_group_is_told_twice() -> None:
    _, findings = read("a: {task: One, two, owner: WA, XY}\n")

    assert [finding.place.column for finding in findings] == [11, 28]


def test_words_in_braces_without_a_value_before_them_have_no_fix() -> None:
    for text in ("a: {first}\n", 'a: {task: "One", two}\n', "a: {task: [b], two}\n"):
        finding = told(text)

        assert finding.code == "ITM104"
        assert finding.fix == ()


@pytest.mark.parametrize("key", ["title", "name", "summary", "subject", "preheader"])
def test_words_that_a_comment_takes_from_a_printed_line_are_a_warning(key: str) -> None:
    text = f"{key}: Level 3 # revised\nkind: x\n"

    source, (finding,) = read(text)

    assert finding.code == "ITM111"
    assert finding.severity is Severity.WARNING
    assert finding.place == Place(PATH, 1, len(key) + 11)
    assert "'# revised'" in finding.message
    assert source is not None
    assert source.fields[key] == "Level 3"
    assert fixed(text) == f'{key}: "Level 3 # revised"\nkind: x\n'


def test_a_line_per_variant_is_printed_too() -> None:
    assert told("subject:\n  public: Level 3 # revised\n").code == "ITM111"


@pytest.mark.parametrize(
    "line",
    ["status: draft  # waiting for dates", 'title: "Level 3" # revised', "title: Level 3#4"],
)
def test_a_comment_elsewhere_or_after_a_quoted_value_is_a_comment(line: str) -> None:
    assert read(line + "\n")[1] == []


# --- Without libyaml ----------------------------------------------------------------------------


def test_the_reader_in_pure_python_finds_the_same_fields_places_and_findings() -> None:
    text = (
        "kind: update\nlinks:\n  - {text: 'The guide', url: x, and more}\n  - text: a\n"
        "intro: |\n  one\n\n  two\ntitle: Plain words\n  over lines # cut\nsummary:\nkind: y\n"
    )
    trees = [Tree(PATH, text, 0, len(text), loader) for loader in (LOADER, yaml.BaseLoader)]
    for tree in trees:
        tree.fill()

    quick, plain = trees
    assert quick.fields == plain.fields
    assert quick.spots == plain.spots
    assert quick.remarks.found == plain.remarks.found
    assert len(quick.remarks.found) == 4
