"""Attributes as they apply: `mj-attributes`, `mj-class` and what children take from parents.

The engine takes the first of two classes instead of the last, and forgets defaults for `mj-body`
and for child elements; so each element is given all its attributes before it gets there.
"""

from dataclasses import dataclass, field, replace

from ebulletin.templates.mjml.components import COMPONENTS
from ebulletin.templates.mjml.model import MOST_PROBLEMS, Attribute, Element, MjmlProblem
from ebulletin.templates.mjml.validate import unfit
from ebulletin.values.choices import nearest

_Named = dict[str, Attribute]

# What `mj-social` hands down to its elements, as in the reference compiler.
_FROM_SOCIAL = frozenset(
    [
        "border-radius",
        "color",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "icon-size",
        "icon-height",
        "icon-padding",
        "text-padding",
        "line-height",
        "text-decoration",
    ]
)


@dataclass(slots=True)
class _Defaults:
    """What `mj-attributes` says."""

    everywhere: _Named = field(default_factory=dict)
    by_tag: dict[str, _Named] = field(default_factory=dict)
    by_class: dict[str, _Named] = field(default_factory=dict)
    in_class: dict[str, dict[str, _Named]] = field(default_factory=dict)


def with_attributes(root: Element, problems: list[MjmlProblem]) -> Element:
    """The document with every attribute that applies on its element, and no `mj-attributes`.

    The order is that of the reference compiler, the later winning: `mj-all`, what `mj-social`
    hands down, the tag's own defaults, classes from left to right, what the nearest outer class
    says of the tag, and last what is written on the element.
    """
    defaults = _Defaults()
    for head in root.children:
        if head.tag == "mj-head":
            for group in head.children:
                if group.tag == "mj-attributes":
                    _collect(group, defaults)
    resolver = _Resolver(defaults, problems)
    children = tuple(
        resolver.resolved(child, (), {})
        if child.tag == "mj-body"
        else replace(
            child, children=tuple(each for each in child.children if each.tag != "mj-attributes")
        )
        for child in root.children
    )
    return replace(root, children=children)


class _Resolver:
    """Walks through the body, from the outside to the inside."""

    def __init__(self, defaults: _Defaults, problems: list[MjmlProblem]) -> None:
        self.defaults = defaults
        self.problems = problems
        self.said: set[MjmlProblem] = set()

    def resolved(self, element: Element, outer: tuple[str, ...], inherited: _Named) -> Element:
        """The element and all in it with every attribute that applies.

        Args:
            element: As written.
            outer: Classes of the nearest element around it that has any.
            inherited: What the element around it hands down.
        """
        classes = self._classes(element)
        attributes = self._attributes(element, classes, outer, inherited)
        handed_down = _handed_down(attributes) if element.tag == "mj-social" else {}
        children = tuple(
            self.resolved(child, classes or outer, handed_down) for child in element.children
        )
        whole = tuple(attributes.values())
        return Element(element.tag, element.spot, whole, children, element.body, element.body_spot)

    def _classes(self, element: Element) -> tuple[str, ...]:
        names = next((each for each in element.attributes if each.name == "mj-class"), None)
        if names is None:
            return ()
        known = self.defaults.by_class
        for name in names.value.split():
            if name not in known:
                near = nearest(name, known)[:1] if len(self.problems) < MOST_PROBLEMS else []
                help_ = f"Did you mean {near[0]!r}?" if near else "Define it in <mj-attributes>."
                self.problems.append(
                    names.value_spot.problem(f"there is no mj-class {name!r}", help_)
                )
        return tuple(names.value.split())

    def _attributes(
        self, element: Element, classes: tuple[str, ...], outer: tuple[str, ...], inherited: _Named
    ) -> _Named:
        defaults = self.defaults
        applied = defaults.everywhere | inherited | defaults.by_tag.get(element.tag, {})
        applied |= _merged([defaults.by_class.get(name, {}) for name in classes])
        for name in outer:
            applied |= defaults.in_class.get(name, {}).get(element.tag, {})
        applied |= {each.name: each for each in element.attributes}
        applied.pop("mj-class", None)
        self._check(element, applied)
        known = COMPONENTS[element.tag].attributes
        return {name: each for name, each in applied.items() if name in known}

    def _check(self, element: Element, applied: _Named) -> None:
        """Values that came from elsewhere may not suit this tag, and some may not be lacking."""
        component = COMPONENTS[element.tag]
        for attribute in applied.values():
            for problem in unfit(element.tag, attribute):
                if problem not in self.said:
                    self.said.add(problem)
                    self.problems.append(problem)
        for name in component.required:
            if name not in applied:
                self.problems.append(
                    element.spot.problem(f"<{element.tag}> has no {name!r}", _WITHOUT[name])
                )


_WITHOUT = {
    "alt": 'Say in words what the picture shows, or write alt="" where it only decorates.',
    "href": "Say where it leads.",
    "src": "Name a picture of your own; nothing is fetched from other hosts.",
}


def _collect(group: Element, defaults: _Defaults) -> None:
    for child in group.children:
        named = {each.name: each for each in child.attributes}
        if child.tag == "mj-all":
            defaults.everywhere |= named
        elif child.tag == "mj-class":
            name = named.pop("name").value
            defaults.by_class[name] = defaults.by_class.get(name, {}) | named
            inside = {
                each.tag: {attribute.name: attribute for attribute in each.attributes}
                for each in child.children
            }
            defaults.in_class[name] = defaults.in_class.get(name, {}) | inside
        else:
            defaults.by_tag[child.tag] = defaults.by_tag.get(child.tag, {}) | named


def _merged(layers: list[_Named]) -> _Named:
    """Several classes in one: the last wins, but each adds to `css-class`."""
    merged: _Named = {}
    for layer in layers:
        before = merged.get("css-class")
        merged |= layer
        added = layer.get("css-class")
        if before and added:
            merged["css-class"] = added._replace(value=f"{before.value} {added.value}")
    return merged


def _handed_down(attributes: _Named) -> _Named:
    down = {name: each for name, each in attributes.items() if name in _FROM_SOCIAL}
    if "inner-padding" in attributes:
        down["padding"] = attributes["inner-padding"]._replace(name="padding")
    return down
