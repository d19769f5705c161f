"""A finished HTML output as the rules read it: what a reader sees, and the tags that matter.

The whole is read once, from front to back; the comments in which Outlook finds its own tags are
read for their addresses as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from ebulletin.checks.patterns import WORD
from ebulletin.checks.text import fold

_UNSEEN = frozenset(("style", "script", "title", "template", "noscript"))
_VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    )
)  # fmt: skip
# Between these and their neighbours a reader sees a gap.
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "cite", "em", "i", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr", "font",
    )
)  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
# An end tag closes no more tags than these, so that reading takes time in proportion to the file.
_DEEPEST = 100
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ANCHOR = re.compile(r"item-(?P<id>.+)")
_LOADED = re.compile(
    r"<(?P<tag>[a-z][a-z0-9:]*)\b[^<>]*?\s(?:src|background)\s*=\s*[\"']?(?P<url>[^\"'\s<>]+)",
    re.IGNORECASE,
)
_STYLE_URL = re.compile(r"url\(\s*[\"']?([^\"')\s]+)|@import\s+[\"']([^\"']+)", re.IGNORECASE)


@dataclass(slots=True)
class Element:
    """A tag with its attributes, and the words inside it.

    Attributes:
        start: Index in the visible text at which it opens.
        parent: The tag that is open round it.
        ends: Index at which it closes; None where it never does.
        position: Where the tag stands in the HTML, in characters.
        is_hidden: It, or a tag round it, says that a reader does not see it.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    parent: "Element | None" = None
    ends: int | None = None
    position: int = 0
    is_hidden: bool = False

    @property
    def style(self) -> dict[str, str]:
        """Its own inline style by property."""
        return read_style(self.attributes.get("style", ""))


@dataclass(slots=True)
class Output:
    """What one HTML output shows.

    Attributes:
        visible: The words a reader sees, in order, with a space where a block begins.
        unseen: Words that are there but hidden, such as the line for the inbox list.
        elements: Every tag, in the order of the file.
        comments: The text of every comment.
    """

    html: str
    visible: str = ""
    unseen: str = ""
    title: str = ""
    elements: list[Element] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def tags(self, *names: str) -> Iterator[Element]:
        """The tags of some names, in the order of the file."""
        return (each for each in self.elements if each.tag in names)

    def text_of(self, element: Element) -> str:
        """The words inside a tag."""
        end = element.ends if element.ends is not None else len(self.visible)
        return " ".join(self.visible[element.start : end].split())

    @property
    def hrefs(self) -> list[str]:
        """Where its links lead, in order."""
        return [each.attributes["href"].strip() for each in self.tags("a", "area")
                if each.attributes.get("href")]  # fmt: skip

    @property
    def headings(self) -> list[Element]:
        """Its headings, in order."""
        return [each for each in self.elements if _HEADING.fullmatch(each.tag)]

    @property
    def items(self) -> list[tuple[str, Element]]:
        """The ids of its items, each with the tag that holds the anchor, in order."""
        found: dict[str, Element] = {}
        for each in self.elements:
            match = _ANCHOR.fullmatch(each.attributes.get("id", ""))
            if match:
                found.setdefault(match["id"], each)
        return list(found.items())

    def loaded(self) -> Iterator[tuple[str, str]]:
        """Each address that a reader's program would fetch by itself, with the tag's name."""
        for each in self.elements:
            yield from _loaded_by(each)
        for style in _styles(self):
            for match in _STYLE_URL.finditer(style):
                yield "style", match[1] or match[2]
        for comment in self.comments:
            for match in _LOADED.finditer(comment):
                yield match["tag"].lower(), match["url"]


def words_of(text: str) -> str:
    """The words of a text in lower case, with one space before, between and after them."""
    return f" {' '.join(match[0] for match in WORD.finditer(fold(text).casefold()))} "


@lru_cache(maxsize=8)
def read_output(html: str) -> Output:
    """Read an HTML output; equal ones are read once."""
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    return reader.finished()


def read_style(style: str) -> dict[str, str]:
    """An inline style by property, in lower case."""
    pairs = (part.partition(":") for part in style.split(";") if ":" in part)
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _hides(given: Mapping[str, str]) -> bool:
    return "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None


def _loaded_by(element: Element) -> Iterator[tuple[str, str]]:
    given = element.attributes
    names = ["src", "background", "poster"]
    if element.tag == "object":
        names.append("data")
    if element.tag == "link" and "icon" not in given.get("rel", ""):
        names.append("href")
    if element.tag in ("image", "use"):
        names.extend(("href", "xlink:href"))
    for name in names:
        if given.get(name) and not _leads_only(element, name):
            yield element.tag, given[name].strip()
    for candidate in given.get("srcset", "").split(","):
        if candidate.strip():
            yield element.tag, candidate.split()[0]


def _leads_only(element: Element, name: str) -> bool:
    """A link that names the page's own address, or another form of it, fetches nothing."""
    relations = {"canonical", "alternate", "license", "author", "next", "prev", "help", "search"}
    is_relation = bool(relations & set(element.attributes.get("rel", "").lower().split()))
    return element.tag == "link" and name == "href" and is_relation


def _styles(output: Output) -> Iterator[str]:
    yield from (each.attributes["style"] for each in output.elements if "style" in each.attributes)
    yield from re.findall(r"<style\b[^<>]*>([^<]*)", output.html, re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.output = Output(html)
        self.open: list[Element] = []
        self.parts: list[str] = []
        self.length = 0
        self.unseen: list[str] = []
        self.title: list[str] = []
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", html))]

    def finished(self) -> Output:
        self.output.visible = "".join(self.parts)
        self.output.unseen = " ".join(self.unseen)
        self.output.title = "".join(self.title).strip()
        return self.output

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._add(" ")
        line, column = self.getpos()
        parent = self.open[-1] if self.open else None
        given = {name: value or "" for name, value in reversed(attrs)}
        element = Element(
            tag,
            given,
            self.length,
            parent,
            position=self.line_starts[line - 1] + column,
            is_hidden=(parent is not None and parent.is_hidden) or _hides(given),
        )
        self.output.elements.append(element)
        if tag in _VOID:
            element.ends = self.length
        else:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop().ends = self.length

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._add(" ")
        # An end tag that nothing opened closes nothing.
        for depth in range(len(self.open) - 1, max(-1, len(self.open) - 1 - _DEEPEST), -1):
            if self.open[depth].tag == tag:
                for element in self.open[depth:]:
                    element.ends = self.length
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag in _UNSEEN:
            if self.open[-1].tag == "title":
                self.title.append(data)
            return
        if self.open and self.open[-1].is_hidden:
            self.unseen.append(data)
            return
        self._add(data)

    def handle_comment(self, data: str) -> None:
        self.output.comments.append(data)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
