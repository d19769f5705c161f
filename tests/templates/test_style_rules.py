"""CSS taken apart as mail readers do."""

from ebulletin.templates.style_rules import (
    Declaration,
    Rule,
    declarations_in,
    rewritten_sheet,
    rules_in,
)


def test_rules_keep_what_stands_in_their_braces() -> None:
    sheet = "@import 'a;b';/* p{} */p{margin:0}@media print{a{b:c}d{e:f}}"

    assert list(rules_in(sheet)) == [
        Rule("@import 'a;b'", None),
        Rule("p", "margin:0"),
        Rule("@media print", "a{b:c}d{e:f}"),
    ]


def test_a_brace_that_is_never_closed_ends_with_the_text() -> None:
    assert list(rules_in("p{margin:0")) == [Rule("p", "margin:0")]


def test_a_semicolon_in_quotes_or_brackets_ends_nothing() -> None:
    text = "background:url(data:x;y) ; Font-Family:'a;b',\"c;d\";;broken"

    assert list(declarations_in(text)) == [
        Declaration("background", "url(data:x;y)"),
        Declaration("font-family", "'a;b',\"c;d\""),
    ]


def test_conditions_and_declarations_are_put_through_functions() -> None:
    def drop_margins(each: Declaration) -> Declaration | None:
        return None if each.name == "margin" else each

    sheet = "p{margin:0;color:red}@media print{a{margin:0}}@media screen{b{c:d}}@font-face{e:f}"

    written = rewritten_sheet(
        sheet, lambda words: None if words == "print" else words, drop_margins
    )

    assert written.split() == ["p{color:red}", "@media", "screen{b{c:d}}", "@font-face{e:f}"]


def test_a_page_rule_keeps_its_margin_boxes_and_what_follows_it() -> None:
    page = '@page{margin:15mm;@bottom-left{content:"One"}}'

    css = rewritten_sheet(
        f"{page}\n@media print{{p{{color:#000}}}}", lambda asked: asked, lambda each: each
    )

    assert css == f"{page}\n@media print{{p{{color:#000}}}}"
