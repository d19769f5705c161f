"""Which tags close others, by themselves or with their end: HTML Living Standard, 13.2.6."""

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr", "basefont", "bgsound", "frame", "keygen")
)  # fmt: skip
# What stands inside is text, up to their own end tag.
RAW = frozenset(
    ("style", "script", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "plaintext")
)
# End tags of inline and block tags do not reach out of these.
BOUNDS = frozenset(("td", "th", "caption", "table", "button", "object", "template", "html"))
TABLE_PARTS = frozenset(
    ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup")
)
CLOSES_P = frozenset(
    ("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "hgroup", "hr", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
     "summary", "table", "ul", "li", "dd", "dt")
)  # fmt: skip
BEGINS_BODY = frozenset(("body", "div", "table", "p", "center", "h1", "a", "img", "span"))
BEFORE_BODY = frozenset(
    ("html", "head", "body", "meta", "title", "link", "style", "script", "base", "noscript",
     "frameset")
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# What a start tag closes, up to the nearest bound: within its list, or within its table.
CLOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "option": (("option",), ("select",)),
    "optgroup": (("option", "optgroup"), ("select",)),
    "tr": (("tr", "caption", "colgroup"), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tbody": (("tbody", "thead", "tfoot", "caption", "colgroup"), ("table",)),
    "thead": (("tbody", "thead", "tfoot", "caption", "colgroup"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot", "caption", "colgroup"), ("table",)),
    "a": (("a",), ()),
    "button": (("button",), ()),
}
# Their end may be left out, so that a missing one is no flaw.
MAY_STAY_OPEN = frozenset(
    ("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot",
     "caption", "colgroup", "html", "head", "body")
)  # fmt: skip
