"""The files that a document includes, put in their places.

The engine reads includes itself, but loses the widths of sections that come from them and knows
no bounds, so it never sees one.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NoReturn

from ebulletin.templates.mjml.model import Element, MjmlError, MjmlProblem
from ebulletin.templates.mjml.parse import DEEPEST, LARGEST_IN_BYTES, parse
from ebulletin.templates.mjml.validate import attribute_problems

ReadInclude = Callable[[str], str]
"""Text of a file of the theme by its path in the theme, with forward slashes."""

DEEPEST_INCLUDE = 20
"""Files that include each other in a row."""

_UNSAFE_PATH = re.compile(r"[\\\x00-\x1f:]|^/|(?:^|/)\.\.(?:/|$)")


class _Includer:
    """Splices included files into a document.

    Attributes:
        for_head: What included files add to the end of the head, in their order.
    """

    def __init__(self, read: ReadInclude | None, problems: list[MjmlProblem], size: int) -> None:
        self.read = read
        self.problems = problems
        self.size_in_bytes = size
        self.for_head: list[Element] = []

    def spliced(self, element: Element, chain: tuple[str, ...], depth: int = 1) -> Element:
        """The element with the files that it includes in place of the includes."""
        if depth > DEEPEST:
            self._stop(
                element, f"more than {DEEPEST} tags stand inside each other", "Include less."
            )
        children: list[Element] = []
        for child in element.children:
            if child.tag == "mj-include":
                children += self._included(child, chain, depth)
            elif child.children:
                children.append(self.spliced(child, chain, depth + 1))
            else:
                children.append(child)
        return replace(element, children=tuple(children))

    def _included(
        self, include: Element, chain: tuple[str, ...], depth: int
    ) -> tuple[Element, ...]:
        self.problems += attribute_problems(include)
        path = include.value("path")
        if not path:
            self._stop(include, "<mj-include> names no file", 'Write path="..." on it.')
        name = self._name(include, path, chain)
        text = self._text(include, name)
        sort = include.value("type")
        if sort == "html":
            return (Element("mj-raw", include.spot, body=text),)
        if sort == "css":
            inline = tuple(
                each._replace(name="inline")
                for each in include.attributes
                if each.name == "css-inline"
            )
            self.for_head.append(Element("mj-style", include.spot, inline, body=text))
            return ()
        return self._parts(parse(text, name, self.problems), (*chain, name), depth)

    def _parts(
        self, roots: tuple[Element, ...], chain: tuple[str, ...], depth: int
    ) -> tuple[Element, ...]:
        """What stands in the body of a file, or the whole of a file that is only a piece."""
        parts: list[Element] = []
        for root in roots:
            whole = self.spliced(Element("", root.spot, (), (root,)), chain, depth)
            if root.tag != "mjml":
                parts += whole.children
                continue
            for child in whole.children[0].children:
                if child.tag == "mj-head":
                    self.for_head += child.children
                elif child.tag == "mj-body":
                    parts += child.children
                else:
                    parts.append(child)
        return tuple(parts)

    def _name(self, include: Element, path: str, chain: tuple[str, ...]) -> str:
        if _UNSAFE_PATH.search(path):
            self._stop(
                include,
                f"the path {path!r} leads out of the theme",
                "Give the path inside the theme's folder, with forward slashes.",
            )
        name = str(PurePosixPath(path))
        if name in chain:
            circle = " > ".join((*chain[chain.index(name) :], name))
            self._stop(
                include, f"files include each other in a circle: {circle}", "Take one of them out."
            )
        if len(chain) > DEEPEST_INCLUDE:
            self._stop(
                include,
                f"more than {DEEPEST_INCLUDE} files include each other in a row",
                "Put some of them together.",
            )
        return name

    def _text(self, include: Element, name: str) -> str:
        if self.read is None:
            self._stop(include, f"{name!r} cannot be included here", "Write its content instead.")
        try:
            text = self.read(name)
        except (OSError, LookupError, ValueError):
            self._stop(
                include, f"the file {name!r} cannot be read", "Check its name and that it is UTF-8."
            )
        self.size_in_bytes += len(text.encode(errors="replace"))
        if self.size_in_bytes > LARGEST_IN_BYTES:
            self._stop(include, "the MJML with its includes is over 1 MB", "Include less.")
        return text

    def _stop(self, include: Element, message: str, help_: str) -> NoReturn:
        raise MjmlError([*self.problems, include.spot.problem(message, help_)])


def with_includes(
    root: Element, name: str, read: ReadInclude | None, problems: list[MjmlProblem]
) -> Element:
    """The document with every `mj-include` replaced by what it names.

    As in the reference compiler, a piece goes where the include stands, the head of a whole
    document to the end of our head, and CSS to the end of the head as well.

    Raises:
        MjmlError: A file leads out of the theme, cannot be read, is too large or includes itself.
    """
    includer = _Includer(read, problems, len(root.spot.file.text.encode()))
    whole = includer.spliced(root, (name,))
    if not includer.for_head:
        return whole
    heads = [child for child in whole.children if child.tag == "mj-head"]
    head = heads[0] if heads else Element("mj-head", root.spot)
    fuller = replace(head, children=(*head.children, *includer.for_head))
    rest = tuple(child for child in whole.children if child is not head)
    return replace(whole, children=(fuller, *rest))
