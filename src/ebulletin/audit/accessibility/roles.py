"""Roles and states as screen readers know them, and what is hidden from them."""

from collections.abc import Collection, Iterator

from ebulletin.audit.accessibility.aria import (
    ALLOWED_ROLES,
    ATTRIBUTES,
    DEPRECATED_ROLES,
    NAMED_BY_NOBODY,
    NEEDED,
    NEEDED_PARENTS,
    ONLY_ON,
    OWN_CHOICES,
    PLAIN_TAGS,
    ROLES,
)
from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "AUD115", "unknown-role", Severity.ERROR,
    finds="A role that is none, or one that is no longer used.",
    why="Screen readers ignore it, and what it should tell is lost.",
    bad='role="heading1"',
    good='role="heading" aria-level="1"',
    source="WCAG 2.2, 4.1.2; WAI-ARIA 1.2",
)  # fmt: skip
rule(
    "AUD116", "aria-wrong", Severity.ERROR,
    finds="An aria attribute that does not exist, has a value that it cannot have, names an id "
    "that is not there, stands where it is not allowed, or is missing where its role needs it; a "
    "role outside the one that must hold it.",
    why="Screen readers tell something else than what is meant, or nothing.",
    bad='aria-hidden="yes"',
    good='aria-hidden="true"',
    source="WCAG 2.2, 4.1.2; WAI-ARIA 1.2",
)  # fmt: skip
rule(
    "AUD117", "hidden-but-reachable", Severity.ERROR,
    finds="Something hidden from screen readers (aria-hidden) that can still be reached with the "
    'Tab key, such as a link; the whole body hidden; or a tag with role="presentation" that is '
    "reached, or named for screen readers.",
    why="Who listens lands on something that is not there.",
    bad='<div aria-hidden="true"><a href="...">Register</a></div>',
    good='<img alt="" aria-hidden="true">',
    source="WCAG 2.2, 4.1.2",
)  # fmt: skip

ID_ATTRIBUTES = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
)
"""Attributes that name other tags by their ids."""

CONTROLS = frozenset(("a", "button", "input", "select", "textarea", "summary"))
"""Tags that can be operated."""


@look
def roles(_: Email, document: Document) -> Iterator[Fault]:
    """AUD115 and AUD116: roles and states are those that screen readers know."""
    for element in document.elements:
        given = element.attributes
        if "role" in given and given["role"].strip():
            yield from _role(document, element)
        for name in given:
            if name.startswith("aria-"):
                yield from _state(document, element, name)


def _role(document: Document, element: Element) -> Iterator[Fault]:
    words = element.attributes["role"].lower().split()
    if not any(word in ROLES for word in words) or words[0] in DEPRECATED_ROLES:
        yield Fault(
            "AUD115",
            element.start,
            f"the role {quoted(words[0])} is none that is in use",
            "Take it out, or write the role that is meant.",
            document.words_of(element),
        )
        return
    role = next(word for word in words if word in ROLES)
    if role not in _allowed(element, role):
        yield Fault(
            "AUD115",
            element.start,
            f"a tag {element.tag} cannot have the role {role}",
            "Take the role out, or use a div or span for it.",
            document.words_of(element),
        )
    if role == "text" and any(_can_be_reached(each) for each in _few(document, element)):
        yield Fault(
            "AUD117",
            element.start,
            "a tag that is read out as mere text holds something that can be reached",
            "Take the role out.",
            document.words_of(element),
        )
    for needed in NEEDED.get(role, ()):
        has_level = role == "heading" and element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        if needed not in element.attributes and not has_level and element.tag != "input":
            yield Fault(
                "AUD116",
                element.start,
                f"the role {role} needs {needed}",
                f"Add {needed}, or take the role out.",
                document.words_of(element),
            )
    if role in NEEDED_PARENTS and not _is_within(element, NEEDED_PARENTS[role]):
        yield Fault(
            "AUD116",
            element.start,
            f"the role {role} stands outside any {' or '.join(NEEDED_PARENTS[role])}",
            "Put it into one, or take the role out.",
            document.words_of(element),
        )
    if role in OWN_CHOICES and not any(each.role in OWN_CHOICES[role] or each.tag in ("li", "tr")
                                       for each in _few(document, element)):  # fmt: skip
        yield Fault(
            "AUD116",
            element.start,
            f"the role {role} holds none of what it must hold",
            f"Give it parts of the role {OWN_CHOICES[role][0]}, or take the role out.",
            document.words_of(element),
        )


def _allowed(element: Element, role: str) -> Collection[str]:
    if element.tag == "a" and "href" not in element.attributes:
        return (role,)
    if element.tag == "img" and element.attributes.get("alt") == "":
        return ("none", "presentation")
    return ALLOWED_ROLES.get(element.tag, (role,))


def _few(document: Document, element: Element) -> Iterator[Element]:
    for number, each in enumerate(document.inside(element)):
        if number > 200:
            return
        yield each


def _is_within(element: Element, kinds: tuple[str, ...]) -> bool:
    here = element.parent
    tags = {"list": ("ul", "ol"), "row": ("tr",), "table": ("table",)}
    for _ in range(60):
        if here is None:
            return False
        if here.role in kinds or any(
            here.tag in tags.get(kind, ()) and not here.role for kind in kinds
        ):
            return True
        if here.role and not here.is_layout and here.role != "group":
            return False
        here = here.parent
    return False


def _state(document: Document, element: Element, name: str) -> Iterator[Fault]:
    value = element.get(name)
    if name not in ATTRIBUTES:
        yield Fault(
            "AUD116",
            element.start,
            f"there is no attribute {quoted(name)}",
            "Write it as WAI-ARIA has it, or take it out.",
            document.words_of(element),
        )
        return
    allowed = ATTRIBUTES[name]
    if allowed and value and value.lower() not in allowed:
        yield Fault(
            "AUD116",
            element.start,
            f"{name} cannot be {quoted(value)}",
            f"Write one of: {', '.join(sorted(allowed))}.",
            document.words_of(element),
        )
    elif (
        name in ID_ATTRIBUTES
        and value
        and not any(each in document.by_id for each in value.split())
    ):
        yield Fault(
            "AUD116",
            element.start,
            f"{name} names {quoted(value)}, which is not there",
            "Give the tag that is meant that id, or take the attribute out.",
            document.words_of(element),
        )
    elif name in ("aria-label", "aria-labelledby") and value and _names_nothing(element):
        yield Fault(
            "AUD116",
            element.start,
            f"{name} stands on a tag {element.tag}, which has no role",
            "Screen readers ignore it there: give the tag a role, or write the words as text.",
            value,
        )
    elif _is_misplaced(element, name):
        yield Fault(
            "AUD116",
            element.start,
            f"{name} says nothing on a tag {element.tag}",
            "Take it out, or give the tag the role that is meant.",
            document.words_of(element),
        )
    elif name == "aria-checked" and element.get("type").lower() in ("checkbox", "radio"):
        yield Fault(
            "AUD116",
            element.start,
            f"{name} stands on a field that says by itself whether it is ticked",
            "Take it out.",
            document.words_of(element),
        )
    elif name == "aria-roledescription" and not value:
        yield Fault(
            "AUD116", element.start, f"{name} is empty", "Take it out.", document.words_of(element)
        )


def _is_misplaced(element: Element, name: str) -> bool:
    """Whether a state stands on a role that cannot have it; controls are not looked into."""
    role = element.role or PLAIN_TAGS.get(element.tag)
    return name in ONLY_ON and role is not None and role not in ONLY_ON[name]


def _names_nothing(element: Element) -> bool:
    return not element.role and element.tag in NAMED_BY_NOBODY


@look
def hidden(_: Email, document: Document) -> Iterator[Fault]:
    """AUD117: what is hidden from screen readers cannot be reached either."""
    for body in document.tags("body"):
        if body.get("aria-hidden").lower() == "true":
            yield Fault(
                "AUD117",
                body.start,
                "the whole e-mail is hidden from screen readers",
                "Take aria-hidden off the body.",
                is_whole=True,
            )
    for element in document.elements:
        if element.is_aria_hidden and _can_be_reached(element):
            if element.get("tabindex").startswith("-"):
                continue
            yield Fault(
                "AUD117",
                element.start,
                f"{quoted(document.words_of(element) or element.tag)} is hidden from screen "
                "readers, and can be reached with the Tab key",
                'Take aria-hidden off it, or add tabindex="-1".',
                document.words_of(element),
            )
        elif element.is_layout and (
            "tabindex" in element.attributes or element.get("aria-label")
            or element.get("aria-labelledby") or element.get("aria-describedby")
        ):  # fmt: skip
            yield Fault(
                "AUD117",
                element.start,
                f"a tag {element.tag} is said to be there for the looks, and yet is named or "
                "reached",
                "Take the role, or the name and tabindex, off it.",
                document.words_of(element),
            )


def _can_be_reached(element: Element) -> bool:
    if element.tag in ("a", "area"):
        return "href" in element.attributes
    if element.tag == "input":
        return element.get("type").lower() != "hidden"
    is_control = element.tag in CONTROLS or element.tag == "iframe"
    return is_control or element.get("tabindex").isdigit()
