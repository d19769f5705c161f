"""HTML is read as mail readers read it: what closes what, and what stands where."""

import pytest

from ebulletin.audit.document import Document
from ebulletin.audit.markup import read_document


def outline(html: str) -> str:
    """The tags as a browser nests them: `p(b) p`."""
    document = read_document(html)
    # The body that begins by itself, where there is none, is left out.
    implied = {id(each) for each in document.by_tag["body"] if each.start == each.inside}
    roots = [
        each
        for each in document.elements
        if (each.parent is None or id(each.parent) in implied) and id(each) not in implied
    ]

    def shown(siblings: list[object]) -> str:
        return " ".join(inner(each) for each in siblings)

    def inner(element: object) -> str:
        children = [each for each in document.elements if each.parent is element]
        assert hasattr(element, "tag")
        return f"{element.tag}({shown(list(children))})" if children else str(element.tag)

    return shown(list(roots))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><p>a<p>b</div>", "div(p p)"),
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "ul(li li(ul(li)) li)"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt dd dt)"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td td) tr(td))"),
        ("<table><tr><td><table><tr><td>a</table>b<td>c</table>",
         "table(tr(td(table(tr(td))) td))"),
        ("<div><table><tr><td></div>a</table></div>", "div(table(tr(td)))"),
        ("<p><div>a</div>", "p div"),
        ("<a href=x>b<a href=y>c</a>", "a a"),
        ("<div><br>a<img src=x>b</div>", "div(br img)"),
        ("<svg><circle/><rect/></svg>", "svg(circle rect)"),
        ("<div><b>a</div>c</b>", "div(b)"),
        ("<html><body><p>a</body></html><p>b", "html(body(p p))"),
        ("<p>a <!-- <b> --> c", "p"),
        ("<style>a > b { }</style><p>x", "style p"),
        ("<title><b></title><p>x", "title p"),
    ],
)  # fmt: skip
def test_tags_nest_as_in_a_browser(html: str, expected: str) -> None:
    assert outline(html) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<p a=1 b='2' c=\"3\" d>", {"a": "1", "b": "2", "c": "3", "d": ""}),
        ("<p A = 1>", {"a": "1"}),
        ("<p a=1 a=2>", {"a": "1"}),
        ("<p title=it's>", {"title": "it's"}),
        ("<p a='x > y'>", {"a": "x > y"}),
        ("<p a=&amp;b>", {"a": "&b"}),
        ("<p/ a=1/>", {"a": "1/"}),
        ('<p a="1"b="2">', {"a": "1", "b": "2"}),
        ("<p a=\n'1'\n>", {"a": "1"}),
        ("<p =a>", {"=a": ""}),
    ],
)
def test_attributes_are_read_as_the_standard_says(tag: str, expected: dict[str, str]) -> None:
    document = read_document(f"{tag}words</p>")

    assert document.elements[-1].attributes == expected


def words(html: str) -> list[str]:
    return [each.words for each in read_document(html).texts]


def test_what_nobody_reads_is_no_text() -> None:
    html = "<head><title>T</title><style>a{}</style></head><body>Hello<script>x</script> you"

    assert words(html) == ["Hello", " you"]


def test_the_alt_of_a_picture_stands_among_the_words() -> None:
    document = read_document('<a href=x>See <img alt="the map" src=y> now</a>')

    assert document.words_of(document.by_tag["a"][0]) == "See the map now"


def test_offsets_point_into_the_file() -> None:
    html = '<div>\n<p>\n  Caf&eacute; <img\nalt="M&amp;M">'
    document = read_document(html)

    assert [html[each.offset] for each in document.texts] == ["C", "<"]
    tags = [each for each in document.elements if each.tag != "body"]
    assert [html[each.start : each.start + 2] for each in tags] == ["<d", "<p", "<i"]


def kinds(document: Document) -> list[str]:
    return [each.kind for each in document.flaws]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<ul><li>b</ul>", []),
        ("<div><span>a</div>", ["never-closed"]),
        ("<div>a</span></div>", ["never-opened"]),
        ("<div>a", ["never-closed"]),
        ("<p>a <!-- b", ["comment-open"]),
        ("<p>a <!--[if mso]>b<![endif]-->", []),
        ("<p>a <!--[if !mso]><!-->b<!--<![endif]-->", []),
        ("<p>a <!--[if !mso]><!---->b<!--<![endif]-->", []),
        ("<p>a <!--[if !mso]><!-- -->b<!-- <![endif]-->", []),
        ("<p>a <![if !mso]>b<![endif]>", []),
        ("<p>a <!--[if mso]>b-->", ["condition-open"]),
        ("<p>a <!--<![endif]-->", ["condition-closed"]),
        ('<p>a <b class="x>', ["tag-open"]),
        ("<p>a</p></p>", []),
    ],
)
def test_what_does_not_hold_together_is_known(html: str, expected: list[str]) -> None:
    assert kinds(read_document(html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!--[if !mso]><!--><b>x</b><!--<![endif]-->", True),
        ("<![if !mso]><b>x</b><![endif]>", True),
        ("<!--[if mso]><!--><b>x</b><!--<![endif]-->", False),
        ("<!--[if !mso]><!--><i>x</i><!--<![endif]--><b>y</b>", False),
    ],
)
def test_it_is_known_where_outlook_is_kept_out(html: str, expected: bool) -> None:
    document = read_document(html)

    assert document.by_tag["b"][0].not_outlook is expected
