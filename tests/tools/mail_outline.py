"""The HTML of an e-mail as a list of lines that are the same when two e-mails mean the same."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

_CONDITIONAL = re.compile(r"\s*\[if ([^\]]*)\]>(.*)<!\[endif\]\s*", re.DOTALL)
_SHORT_COLOUR = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])\b(?![0-9a-fA-F])")
_FRACTION_IN_CLASS = re.compile(r"(mj-column-per-\d+)-\d+")
_COLUMN_RULE = re.compile(r"(?:\.moz-text-html )?\.mj-column-[a-z0-9-]+\{[^}]*\}")
_ZERO = re.compile(r"(?<![\d.])0(?:px|%)")
_FRACTION = re.compile(r"-?\d+\.\d+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?=px|%)|(?<=width=\")\d+")
_BETWEEN_STYLES = ("</style>", '<style type="text/css">')


def outline(html: str) -> list[str]:
    """Tags, texts and Outlook's comments in order.

    What has no meaning is evened out: white space, the order of attributes and of properties,
    `#abc` for `#aabbcc`, empty classes and styles, and comments for Outlook, style sheets too, that
    follow each other.
    """
    reader = _Outline()
    reader.feed(html)
    reader.close()
    joined: list[str] = []
    for line in reader.lines:
        before = joined[-1] if joined else ""
        if before == f"[end{line[3:]}" or (before, line) == _BETWEEN_STYLES:
            joined.pop()
        else:
            joined.append(line)
    return "\n".join(joined).replace("}\n", "}").split("\n")


def first_difference(left: Sequence[str], right: Sequence[str]) -> tuple[str, str] | None:
    """The first lines of two outlines that differ by more than 1 px or per cent, or None."""
    for one, other in zip(left, right, strict=False):
        if one != other and not _differ_by_rounding(one, other):
            return one, other
    if len(left) != len(right):
        return f"{len(left)} lines", f"{len(right)} lines"
    return None


def _differ_by_rounding(left: str, right: str) -> bool:
    if _NUMBER.sub("#", left) != _NUMBER.sub("#", right):
        return False
    pairs = zip(_NUMBER.findall(left), _NUMBER.findall(right), strict=True)
    return all(abs(float(one) - float(other)) < 1 or one == other for one, other in pairs)


class _Outline(HTMLParser):
    """Collects the lines; what stands in comments for Outlook is read like the rest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = sorted((name, _value(name, value or "")) for name, value in attrs)
        written = "".join(
            f' {name}="{value}"' for name, value in named if value or name not in {"class", "style"}
        )
        self.lines.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        self.lines.append(f"</{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.lines.append(_css(words) if self.cdata_elem == "style" else words)

    def handle_comment(self, data: str) -> None:
        found = _CONDITIONAL.fullmatch(data)
        if not found:
            self.lines.append(f"<!--{' '.join(data.split())}-->")
            return
        inner = _Outline()
        inner.feed(found[2])
        inner.close()
        condition = " ".join(found[1].split())
        self.lines += [f"[if {condition}]", *inner.lines, f"[end {condition}]"]


def _value(name: str, value: str) -> str:
    value = " ".join(_SHORT_COLOUR.sub(r"#\1\1\2\2\3\3", value).split())
    if name == "style":
        properties = [each.strip() for each in _ZERO.sub("0", value).split(";") if each.strip()]
        return ";".join(sorted(re.sub(r"\s*:\s*", ":", each, count=1) for each in properties))
    if name in ("origin", "position"):
        return _FRACTION.sub(lambda found: f"{float(found[0]):.5f}", value)
    if name == "class":
        return " ".join(sorted(_FRACTION_IN_CLASS.sub(r"\1", value).split()))
    return value


def _css(text: str) -> str:
    """A style sheet with the widths of columns in one order; no two of them are for one class."""
    text = _FRACTION_IN_CLASS.sub(r"\1", _ZERO.sub("0", text))
    text = re.sub(r"\s*([{};:,>])\s*", r"\1", text).replace(";}", "}")
    rules = _COLUMN_RULE.findall(text)
    return "".join([_COLUMN_RULE.sub("", text), *sorted(set(rules))])
