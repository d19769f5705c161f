"""Where each value of a file stands."""

from ebulletin.findings import Place
from ebulletin.source import Source, read_item_source, read_yaml_source

PATH = "items/spring-fair.md"
TEXT = """\
---
kind: update
links:
  - {text: The guide, url: "https://esscp.example.org/g"}
  - text: Slides
    url: unknown
intro: |
  First line
  second line

  third
tags: [one, 'two']
---
Body
"""


def source() -> Source:
    read, findings = read_item_source(TEXT, PATH)
    assert findings == []
    assert read is not None
    return read


def test_a_value_has_the_place_of_its_first_character() -> None:
    file = source()

    assert file.place("kind") == Place(PATH, 2, 7)
    assert file.place("links", 0, "url") == Place(PATH, 4, 28)
    assert file.place("links", 1, "url") == Place(PATH, 6, 10)
    assert file.place("tags", 1) == Place(PATH, 12, 13)
    assert file.place("links") == Place(PATH, 4, 3)


def test_a_key_has_a_place_of_its_own() -> None:
    file = source()

    assert file.key_place("kind") == Place(PATH, 2, 1)
    assert file.key_place("links", 0, "url") == Place(PATH, 4, 23)
    assert file.key_place("links", 0) == Place(PATH, 4, 5)


def test_what_was_not_written_has_the_place_of_the_nearest_thing_round_it() -> None:
    file = source()

    assert file.place("links", 1, "size") == Place(PATH, 5, 5)
    assert file.key_place("links", 1, "size") == Place(PATH, 5, 5)
    assert file.place("kind", 0) == Place(PATH, 2, 7)
    assert file.place("title") == Place(PATH, 1, 1)
    assert file.key_place("title") == Place(PATH, 1, 1)
    assert file.place() == Place(PATH, 1, 1)
    assert file.place("links", 7) == Place(PATH, 4, 3)


def test_a_span_covers_the_value_with_its_quotation_marks() -> None:
    file = source()

    assert file.span("links", 0, "url") == (Place(PATH, 4, 28), Place(PATH, 4, 57))
    assert file.span("links", 0) == (Place(PATH, 4, 5), Place(PATH, 4, 58))
    assert file.span("links", 1) == (Place(PATH, 5, 5), Place(PATH, 6, 17))
    assert file.span("links", 1, "size") is None
    assert file.span() is None


def test_only_quotation_marks_make_a_value_quoted() -> None:
    file = source()

    assert file.is_quoted("links", 0, "url")
    assert file.is_quoted("tags", 1)
    assert not file.is_quoted("tags", 0)
    assert not file.is_quoted("intro")
    assert not file.is_quoted("tags", 5)


def test_a_point_within_a_value_is_found() -> None:
    file = source()

    assert file.place_within(0, 4, "kind") == Place(PATH, 2, 11)
    assert file.place_within(0, 0, "links", 0, "url") == Place(PATH, 4, 29)
    assert file.place_within(1, 7, "intro") == Place(PATH, 9, 10)
    assert file.place_within(3, 0, "intro") == Place(PATH, 11, 3)


def test_a_point_that_cannot_be_followed_is_at_the_start_of_the_value() -> None:
    read, _ = read_yaml_source("a: >\n  one\n  two\nb: one\n  two\n", PATH)

    assert read is not None
    assert read.place_within(0, 5, "a") == Place(PATH, 1, 4)
    assert read.place_within(0, 5, "b") == Place(PATH, 4, 4)
    assert source().place_within(0, 2, "links") == Place(PATH, 4, 3)
    assert source().place_within(9, 2, "intro") == Place(PATH, 7, 8)


def test_columns_count_characters_and_lines_end_at_line_feeds_alone() -> None:
    read, _ = read_yaml_source("a: {b: '💡 é\u2028x', c: d}\ne: f\n", PATH)

    assert read is not None
    assert read.place("a", "c") == Place(PATH, 1, 20)
    assert read.place("e") == Place(PATH, 2, 4)
