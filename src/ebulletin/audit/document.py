"""The HTML of an e-mail as the rules read it: tags, words and comments with their positions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

INVISIBLE = frozenset(
    ("head", "style", "script", "title", "template", "noscript", "noembed", "noframes", "datalist",
     "meta", "link", "base", "param", "source", "track", "area", "map", "xml")
)  # fmt: skip
"""Tags whose content a reader of an e-mail never sees as words."""

_MOST_QUOTED = 90
# Texts of one tag that are looked at for its words, so that tags within tags cost no more.
_MOST_TEXTS = 200


class Element:
    """One tag that opens, with what its place in the document tells.

    Attributes:
        index: Its number in the document, from 0.
        tag: In lower case.
        attributes: By name in lower case; the first of each name, with entities resolved.
        start: Offset of its `<`.
        inside: Offset just after its start tag.
        end: Offset at which it closes.
        parent: The tag that is open round it.
        previous: The sibling before it.
        number: Its number among its siblings, from 1.
        depth: How many tags are open round it.
        first_text: Index of the first of its texts.
        last_text: Index after the last of its texts.
        link: The nearest `a` with an address, itself included.
        table: The nearest table, itself not included.
        cell: The nearest cell of a table, itself not included.
        not_outlook: It stands where a conditional comment keeps Outlook for Windows out.
        is_aria_hidden: It, or a tag round it, is hidden from screen readers.
    """

    __slots__ = (
        "attributes", "cell", "depth", "end", "first_text", "index", "inside", "is_aria_hidden",
        "last_text", "link", "not_outlook", "number", "parent", "previous", "start", "table",
        "tag",
    )  # fmt: skip

    def __init__(
        self, index: int, tag: str, attributes: dict[str, str], start: int, inside: int,
        parent: "Element | None",
    ) -> None:  # fmt: skip
        self.index = index
        self.tag = tag
        self.attributes = attributes
        self.start = start
        self.inside = inside
        self.end = inside
        self.parent = parent
        self.previous: Element | None = None
        self.number = 1
        self.first_text = 0
        self.last_text = 0
        self.not_outlook = False
        hidden = attributes.get("aria-hidden", "").strip().lower() == "true"
        is_link = tag == "a" and "href" in attributes
        if parent is None:
            self.depth = 0
            self.link: Element | None = self if is_link else None
            self.table: Element | None = None
            self.cell: Element | None = None
            self.is_aria_hidden = hidden
        else:
            self.depth = parent.depth + 1
            self.link = self if is_link else parent.link
            self.table = parent if parent.tag == "table" else parent.table
            self.cell = parent if parent.tag in ("td", "th") else parent.cell
            self.is_aria_hidden = hidden or parent.is_aria_hidden

    def get(self, name: str) -> str:
        """An attribute's value without white space round it; empty where it is not there."""
        return self.attributes.get(name, "").strip()

    @property
    def role(self) -> str:
        """The first word of its role, in lower case."""
        words = self.attributes.get("role", "").lower().split()
        return words[0] if words else ""

    @property
    def is_layout(self) -> bool:
        """Whether it says that it is only there for the looks."""
        return self.role in ("presentation", "none")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words, or the words that stand for a picture.

    Attributes:
        offset: Where its first character stands.
        words: With entities resolved, and with its white space as written.
        parent: The tag round it; for a picture, the picture's own.
        is_alt: It stands for a picture.
    """

    offset: int
    words: str
    parent: Element
    is_alt: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `content` is what stands between its marks, from `offset` on."""

    start: int
    offset: int
    content: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """Markup that does not hold together; `kind` decides which words tell it."""

    kind: str
    offset: int
    tag: str = ""


@dataclass(slots=True)
class Document:
    """A whole e-mail, read once from front to back.

    Attributes:
        elements: In the order of the file.
        texts: Those that hold more than white space, in the order of the file.
        styles: The `style` tags, each with the offset and text of its content.
        has_doctype: It begins with one, so that browsers do not fall back to old habits.
        flaws: What does not hold together.
    """

    html: str
    elements: list[Element] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    styles: list[tuple[Element, int, str]] = field(default_factory=list)
    by_tag: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    has_doctype: bool = False
    flaws: list[Flaw] = field(default_factory=list)
    title: str = ""

    def tags(self, *names: str) -> Iterator[Element]:
        """The tags of some names; in the order of the file within each name."""
        for name in names:
            yield from self.by_tag.get(name, ())

    def texts_of(self, element: Element) -> Iterator[Text]:
        """The texts inside a tag, in order."""
        for index in range(element.first_text, element.last_text):
            yield self.texts[index]

    def words_of(self, element: Element, most: int = _MOST_QUOTED) -> str:
        """The words inside a tag on one line, those for pictures included; cut when long."""
        pieces, length = [], 0
        for index in range(
            element.first_text, min(element.last_text, element.first_text + _MOST_TEXTS)
        ):
            text = self.texts[index]
            if text.parent.is_aria_hidden and not element.is_aria_hidden:
                continue
            pieces.append(" ".join(text.words[: most * 4].split()))
            length += len(pieces[-1])
            if length > most:
                break
        return " ".join(pieces)

    def name_of(self, element: Element) -> str:
        """What a screen reader calls it, as far as markup tells; empty where it has no name.

        After "Accessible Name and Description Computation 1.2".
        """
        for target in element.attributes.get("aria-labelledby", "").split():
            for named in self.by_id.get(target, ()):
                if words := self.words_of(named) or named.get("alt"):
                    return words
        return (
            element.get("aria-label")
            or self.words_of(element)
            or element.get("alt")
            or element.get("title")
        )

    def children_of(self, element: Element) -> Iterator[Element]:
        """The tags directly inside a tag, in order."""
        index = element.index + 1
        elements = self.elements
        while index < len(elements) and elements[index].start < element.end:
            child = elements[index]
            yield child
            index += 1
            # Over all that stands inside the child.
            end = child.end
            low, high = index, len(elements)
            while low < high:
                middle = (low + high) // 2
                if elements[middle].start < end:
                    low = middle + 1
                else:
                    high = middle
            index = low

    def inside(self, element: Element) -> Iterator[Element]:
        """All tags inside a tag, in the order of the file."""
        index = element.index + 1
        while index < len(self.elements) and self.elements[index].start < element.end:
            yield self.elements[index]
            index += 1
