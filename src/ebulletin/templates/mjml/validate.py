"""What is wrong in a document as it is written: tags, places, attributes and values.

The engine compiles unknown tags, misspelt attributes and stray text without a word, and the mail
that comes out lacks them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ebulletin.templates.mjml.components import COMPONENTS, Component
from ebulletin.templates.mjml.model import Attribute, Element, MjmlProblem
from ebulletin.templates.mjml.refused import LOST_ATTRIBUTES, REFUSED, REFUSED_ATTRIBUTES
from ebulletin.templates.mjml.values import ValueKind
from ebulletin.values.choices import join_words, nearest

_MJML_IN_BODY = re.compile(r"</?(mj-[a-z-]+|mjml)\b|<!\[CDATA\[")
_ONCE = {"mjml": ("mj-head", "mj-body"), "mj-head": ("mj-title", "mj-preview", "mj-breakpoint")}
_MOST_NAMES = 40  # of attributes that one message lists


def problems_in(root: Element) -> Iterator[MjmlProblem]:
    """Everything that is wrong in a document after its includes, before attributes are resolved."""
    if root.tag != "mjml":
        yield root.spot.problem(
            f"the document begins with <{root.tag}>",
            "Put everything between <mjml> and </mjml>.",
        )
        return
    yield from _element(root, None)
    if not any(child.tag == "mj-body" for child in root.children):
        yield root.spot.problem("there is no <mj-body>", "Write one inside <mjml>.")


def _element(element: Element, parent: Element | None) -> Iterator[MjmlProblem]:
    component = COMPONENTS.get(element.tag)
    if component is None:
        yield _unknown_tag(element)
        return
    yield from _place(element, parent, component)
    yield from attribute_problems(element)
    yield from _body(element)
    if element.tag == "mj-attributes":
        yield from _defaults(element)
        return
    for child in element.children:
        yield from _element(child, element)
    yield from _written_twice(element)


def _unknown_tag(element: Element) -> MjmlProblem:
    tag = element.tag
    if tag in REFUSED:
        return element.spot.problem(f"<{tag}> is not for e-mail that everyone reads", REFUSED[tag])
    near = nearest(tag, COMPONENTS)[:1]
    if near:
        return element.spot.problem(f"there is no tag <{tag}>", f"Did you mean <{near[0]}>?")
    if tag.startswith("mj"):
        return element.spot.problem(f"there is no tag <{tag}>", "Use one of the tags of MJML 4.")
    return element.spot.problem(
        f"the HTML tag <{tag}> stands between MJML tags", "Put it into <mj-text> or <mj-raw>."
    )


def _place(element: Element, parent: Element | None, component: Component) -> Iterator[MjmlProblem]:
    if parent and parent.tag not in component.inside:
        allowed = join_words([f"<{tag}>" for tag in component.inside], "or")
        where = f"Put it into {allowed}." if allowed else "It may only stand at the very outside."
        yield element.spot.problem(f"<{element.tag}> cannot stand in <{parent.tag}>", where)


def attribute_problems(element: Element) -> Iterator[MjmlProblem]:
    """What is wrong with the attributes written on an element of a known tag."""
    component = COMPONENTS[element.tag]
    for attribute in element.attributes:
        place = (element.tag, attribute.name)
        if attribute.name in component.attributes or place in REFUSED_ATTRIBUTES:
            yield from unfit(element.tag, attribute)
        elif place in LOST_ATTRIBUTES:
            message = f"{attribute.name!r} on <{element.tag}> does nothing"
            yield attribute.spot.problem(message, LOST_ATTRIBUTES[place])
        else:
            yield _unknown_attribute(element.tag, attribute, component.attributes)


def unfit(tag: str, attribute: Attribute) -> Iterator[MjmlProblem]:
    """Say that a tag cannot have an attribute or its value; one that it does not know is passed."""
    if _fits(tag, attribute.name, attribute.value):
        return
    instead = REFUSED_ATTRIBUTES.get((tag, attribute.name))
    if instead:
        message = f"{attribute.name!r} on <{tag}> would be lost or come out wrong"
        yield attribute.spot.problem(message, instead)
    else:
        yield _wrong_value(tag, attribute, COMPONENTS[tag].attributes[attribute.name])


@lru_cache(maxsize=4096)
def _fits(tag: str, name: str, value: str) -> bool:
    """Whether a tag may have an attribute; the same few values stand in every e-mail."""
    kind = COMPONENTS[tag].attributes.get(name)
    return (tag, name) not in REFUSED_ATTRIBUTES and (kind is None or kind.suits(value))


def _unknown_attribute(
    tag: str, attribute: Attribute, known: Mapping[str, ValueKind]
) -> MjmlProblem:
    near = nearest(attribute.name, known)[:1]
    names = join_words(sorted(known)[:_MOST_NAMES], "and")
    if near:
        help_ = f"Did you mean {near[0]!r}?"
    elif known:
        help_ = f"It has {names}."
    else:
        help_ = "It has none; take it out."
    return attribute.spot.problem(f"<{tag}> has no attribute {attribute.name!r}", help_)


def _wrong_value(tag: str, attribute: Attribute, kind: ValueKind) -> MjmlProblem:
    if not attribute.value.strip():
        return attribute.value_spot.problem(
            f"{attribute.name!r} of <{tag}> is empty", "Give it a value, or take it out."
        )
    return attribute.value_spot.problem(
        f"{attribute.name!r} of <{tag}> cannot be {attribute.value[:80]!r}",
        kind.help_for(attribute.value),
    )


def _body(element: Element) -> Iterator[MjmlProblem]:
    found = _MJML_IN_BODY.search(element.body) if element.body else None
    if found:
        words = f"<{found[1]}>" if found[1] else "CDATA"
        yield element.spot_in_body(found.start()).problem(
            f"{words} stands inside <{element.tag}>, which holds only HTML",
            f"Close <{element.tag}> before it, or take it out.",
        )


def _written_twice(element: Element) -> Iterator[MjmlProblem]:
    for tag in _ONCE.get(element.tag, ()):
        for child in [each for each in element.children if each.tag == tag][1:]:
            yield child.spot.problem(
                f"<{tag}> is written twice, and only one would count", "Keep one of them."
            )


def _defaults(element: Element) -> Iterator[MjmlProblem]:
    """What stands in `mj-attributes`: values for every tag, for one tag, or under a name."""
    for child in element.children:
        if child.tag == "mj-class":
            if not child.value("name"):
                yield child.spot.problem("<mj-class> has no name", 'Write name="..." on it.')
            yield from _shared(child, ("name",))
            for grandchild in child.children:
                yield from _default(grandchild)
        elif child.tag == "mj-all":
            yield from _shared(child, ())
        else:
            yield from _default(child)


def _default(element: Element) -> Iterator[MjmlProblem]:
    if element.tag not in COMPONENTS:
        yield _unknown_tag(element)
        return
    yield from attribute_problems(element)
    if element.children or (element.body or "").strip():
        yield element.spot.problem(
            f"<{element.tag}> in <mj-attributes> holds something",
            "Give it attributes only, and write it as one tag that closes itself.",
        )


def _shared(element: Element, own: tuple[str, ...]) -> Iterator[MjmlProblem]:
    """Attributes for several tags: each must suit one of them at least."""
    kinds = _kinds_by_attribute()
    for attribute in element.attributes:
        if attribute.name in own:
            continue
        fitting = kinds.get(attribute.name)
        if fitting is None:
            everything = {name: each[0] for name, each in kinds.items()}
            yield _unknown_attribute(element.tag, attribute, everything)
            continue
        if not any(kind.suits(attribute.value) for kind in fitting):
            yield _wrong_value(element.tag, attribute, fitting[0])
    if element.tag == "mj-all" and (element.children or element.body):
        yield element.spot.problem("<mj-all> holds something", "Give it attributes only.")


def _kinds_by_attribute() -> dict[str, list[ValueKind]]:
    kinds: dict[str, list[ValueKind]] = {}
    for component in COMPONENTS.values():
        for name, kind in component.attributes.items():
            kinds.setdefault(name, []).append(kind)
    return kinds
