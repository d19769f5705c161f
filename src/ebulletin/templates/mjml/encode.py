"""A resolved document as the engine can be trusted with it: plain ASCII, nothing left to guess.

Bodies travel as tokens, since the engine refuses a bare `<` in them, and so do empty `alt` texts,
which it drops, and classes, of which it knows only one. `0` in a padding becomes `0px`, without
which it loses the width of what is inside.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import count

from ebulletin.templates.mjml.entities import encoded
from ebulletin.templates.mjml.mend import (
    DROPPED,
    MARKED_BY,
    loses_something,
    room_at_sides,
    with_marks,
)
from ebulletin.templates.mjml.model import Document, Element

_BOXES = frozenset({"padding", "inner-padding", "icon-padding", "text-padding"})
_MARK = re.compile(r"zq\d{1,9}z")
_LAYOUT_SPACE = re.compile(r"[ \t\n]{2,}")
_SPACE_COUNTS = re.compile(r"<pre\b|<textarea\b|white-space", re.IGNORECASE)


@dataclass(slots=True)
class Tokens:
    """Texts that pass the engine under a name of letters and digits.

    Attributes:
        mark: Letters that occur nowhere in the document.
        texts: What each token stands for, in the order of their numbers.
    """

    mark: str
    texts: list[str] = field(default_factory=list)

    def hide(self, text: str) -> str:
        """A token for a text."""
        self.texts.append(text)
        return f"{self.mark}{len(self.texts) - 1}q"

    def restore(self, html: str) -> str:
        """The HTML with the texts in place of their tokens.

        The engine adds `-outlook` to a class; where the token stood for several, each is given it.
        """

        def text(found: re.Match[str]) -> str:
            words = self.texts[int(found[1])]
            return " ".join(f"{word}-outlook" for word in words.split()) if found[2] else words

        return re.sub(rf"{self.mark}(\d+)q(-outlook)?", text, html)


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the engine is given, and what it is not.

    Attributes:
        mjml: For the engine.
        tokens: Stand in its output for the bodies.
        inline_styles: CSS that is to be written into `style` attributes.
        marked: Elements of whose attributes the engine drops some, each with its mark.
    """

    mjml: str
    tokens: Tokens
    inline_styles: str
    marked: tuple[tuple[str, Element], ...]


def encode(root: Element, document: Document) -> Encoded:
    """Write a resolved document for the engine.

    Args:
        root: With all attributes on their elements, no include, and nothing wrong in it.
        document: Gives language, direction and title.
    """
    elements = list(walk(root))
    tokens = Tokens(_unused_mark(elements))
    writer = _Writer(tokens, document)
    writer.write(root)
    inline = "\n".join(each.body or "" for each in elements if is_inline_style(each))
    return Encoded("".join(writer.parts), tokens, inline, tuple(writer.marked))


class _Writer:
    """Writes elements one after the other into one text."""

    def __init__(self, tokens: Tokens, document: Document) -> None:
        self.tokens = tokens
        self.document = document
        self.parts: list[str] = []
        self.marked: list[tuple[str, Element]] = []

    def write(self, element: Element) -> None:
        """Write an element with all that is in it."""
        if is_inline_style(element) or element.tag == "mj-title":
            return
        self.parts.append(f"<{element.tag}{self._attributes(element)}>")
        if element.tag == "mj-head":
            self._title()
        elif element.tag == "mjml" and not any(each.tag == "mj-head" for each in element.children):
            self.write(Element("mj-head", element.spot))
        if element.body:
            self.parts.append(self._body(element))
        for child in with_marks(element):
            self.write(child)
        self.parts.append(f"</{element.tag}>")

    def _attributes(self, element: Element) -> str:
        if element.tag == "mjml":
            language, direction = self.document.language, self.document.direction
            return f' lang="{encoded(language)}" dir="{encoded(direction)}"'
        written = {each.name: each.value for each in element.attributes}
        if element.tag == "mj-social-element":
            written.setdefault("alt", "")
        if written.get("full-width") == "false":
            del written["full-width"]  # the engine asks only whether it is there
        marked: dict[str, str] = {}
        if loses_something(element):
            marked = self._marked(element, written)
            dropped = DROPPED[element.tag] | marked.keys()
            written = {name: value for name, value in written.items() if name not in dropped}
        values = [f' {name}="{self._value(name, value)}"' for name, value in written.items()]
        return "".join([*values, *(f' {name}="{value}"' for name, value in marked.items())])

    def _marked(self, element: Element, written: dict[str, str]) -> dict[str, str]:
        """What the engine is given so that an element can be found again and has the right room."""
        carrier = MARKED_BY.get(element.tag)
        if carrier is None:
            return {}
        mark = self.tokens.hide(escape(written.get(carrier, "")))
        self.marked.append((mark, element))
        return {carrier: mark} | room_at_sides(element)

    def _title(self) -> None:
        """The engine prints it as the title and as the name of the landmark round the e-mail."""
        token = self.tokens.hide(escape(self.document.title))
        self.parts.append(f"<mj-title>{token}</mj-title>")

    def _body(self, element: Element) -> str:
        token = self.tokens.hide(without_layout_space((element.body or "").strip()))
        if element.tag == "mj-table" or (element.tag == "mj-button" and loses_something(element)):
            self.marked.append((token, element))
        return token

    def _value(self, name: str, value: str) -> str:
        if not value or name == "css-class":
            return self.tokens.hide(escape(value))
        return _safe(value, is_box=name in _BOXES or name.startswith("padding-"))


@lru_cache(maxsize=2048)
def _safe(value: str, *, is_box: bool) -> str:
    """A value for the engine; the same few stand in every e-mail."""
    if is_box:
        value = " ".join("0px" if part == "0" else part for part in value.split())
    return encoded(value)


def without_layout_space(html: str) -> str:
    """HTML without the indentation of its source; line breaks stay, words may stand round them."""
    if "\n" not in html and "  " not in html and "\t" not in html:
        return html
    if _SPACE_COUNTS.search(html):
        return html
    return _LAYOUT_SPACE.sub(lambda found: "\n" if "\n" in found[0] else found[0], html)


def is_inline_style(element: Element) -> bool:
    """Whether it is CSS for `style` attributes, of which the engine knows nothing."""
    return element.tag == "mj-style" and element.value("inline") is not None


def walk(root: Element) -> Iterator[Element]:
    """The element and everything in it, in the order of the text."""
    ahead = [root]
    while ahead:
        element = ahead.pop()
        yield element
        ahead += reversed(element.children)


def _unused_mark(elements: Iterable[Element]) -> str:
    """Letters that stand nowhere in the document."""
    taken: set[str] = set()
    for element in elements:
        for text in _texts(element):
            if "zq" in text:
                taken.update(_MARK.findall(text))
    return next(mark for number in count() if (mark := f"zq{number}z") not in taken)


def _texts(element: Element) -> Iterator[str]:
    yield element.body or ""
    for attribute in element.attributes:
        yield attribute.value
