"""Roles, states, fields and frames that screen readers rely on, and what moves by itself."""

from collections.abc import Collection, Iterator

from ebulletin.audit.accessibility.aria import (
    ALLOWED_ROLES,
    ATTRIBUTES,
    DEPRECATED_ROLES,
    FILLED_IN,
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
rule(
    "AUD118", "field-without-name", Severity.ERROR,
    finds="A field, button, frame or summary without a name.",
    why="Who listens hears 'edit' or 'frame', and not what belongs in it.",
    bad='<input type="text">',
    good='<label>Name <input type="text"></label>',
    source="WCAG 2.2, 1.3.1 and 4.1.2",
)  # fmt: skip
rule(
    "AUD119", "same-id", Severity.ERROR,
    finds="Two tags with one id, where a label, an aria attribute or a link names it.",
    why="The reader is told of, or taken to, the wrong one.",
    bad='two tags with id="dates", and a link to #dates',
    good="each id once",
    source="WCAG 2.2, 4.1.1 as it was, 1.3.1",
)  # fmt: skip
rule(
    "AUD120", "moves-by-itself", Severity.ERROR,
    finds="Text that runs or blinks, an e-mail that reloads or leads elsewhere by itself, sound or "
    "film that begins by itself, and film without captions.",
    why="It keeps many from reading, and some are made ill by it.",
    bad="<marquee>New dates</marquee>",
    good="<p><strong>New dates</strong></p>",
    source="WCAG 2.2, 2.2.2, 2.2.1, 1.4.2 and 1.2.2",
)  # fmt: skip
rule(
    "AUD121", "order-of-keys", Severity.WARNING,
    finds="A tabindex over 0, one accesskey on two tags, or a control inside another one.",
    why="Who uses the keyboard jumps back and forth, or cannot reach it.",
    bad='tabindex="5"',
    good="no tabindex at all",
    source="WCAG 2.2, 2.4.3 and 4.1.2",
)  # fmt: skip

_NAMED_ROLES = frozenset(
    (
        "button",
        "checkbox",
        "radio",
        "textbox",
        "switch",
        "meter",
        "dialog",
        "alertdialog",
        "link",
        "progressbar",
        "tab",
        "tooltip",
        "treeitem",
        "searchbox",
        "combobox",
        "listbox",
        "slider",
        "spinbutton",
        "menuitem",
    )
)
# Their content is what is entered or told, and not their name.
_NAMED_BY_AUTHOR = frozenset(
    ("dialog", "alertdialog", "textbox", "searchbox", "combobox", "listbox", "meter",
     "progressbar", "slider", "spinbutton")
)  # fmt: skip
_FIELDS = frozenset(("input", "select", "textarea"))
_NAMED_TAGS = frozenset(("a", "button", "input"))
_BY_ID = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details")
_CONTROLS = frozenset(("a", "button", "input", "select", "textarea", "summary"))


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
    elif name in _BY_ID and value and not any(each in document.by_id for each in value.split()):
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
    is_control = element.tag in _CONTROLS or element.tag == "iframe"
    return is_control or element.get("tabindex").isdigit()


@look
def fields(_: Email, document: Document) -> Iterator[Fault]:
    """AUD118: fields, buttons and frames have names."""
    labels = {each.get("for") for each in document.tags("label") if document.words_of(each)}
    for element in document.tags(
        "input", "select", "textarea", "button", "iframe", "frame", "summary", "meter", "progress"
    ):
        if element.is_aria_hidden or element.get("type").lower() in ("hidden", "image"):
            continue
        filled = element.get("autocomplete").lower().split()
        if filled and filled[-1] not in FILLED_IN:
            yield Fault(
                "AUD118",
                element.start,
                f"the autocomplete {quoted(filled[-1])} is none that browsers know",
                "Write name, email, tel or the like, or take it out.",
            )
        name = _field_name(document, element, labels)
        if not name:
            yield Fault(
                "AUD118",
                element.start,
                f"a tag {element.tag} has no name",
                "Put a label round it, or say in aria-label what it is.",
            )
        elif element.tag in _FIELDS and name == element.get("title"):
            yield Fault(
                "AUD118",
                element.start,
                f"the name of a tag {element.tag} stands in its title alone, which few see",
                "Put a label round it.",
                severity=Severity.WARNING,
            )
    for element in document.elements:
        has_control_role = element.role in _NAMED_ROLES and element.tag not in _NAMED_TAGS
        if not has_control_role:
            continue
        own = element.get("aria-label") or element.get("aria-labelledby") or element.get("title")
        if not (own if element.role in _NAMED_BY_AUTHOR else document.name_of(element)):
            yield Fault(
                "AUD118",
                element.start,
                f"a tag with the role {element.role} has no name",
                "Write words into it, or an aria-label.",
            )


def _field_name(document: Document, element: Element, labels: set[str]) -> str:
    kind = element.get("type").lower()
    if element.tag == "input" and kind in ("submit", "reset") and "value" not in element.attributes:
        return kind
    if element.tag == "input" and kind in ("submit", "reset", "button"):
        return element.get("value") or document.name_of(element)
    if element.tag in ("button", "summary"):
        return document.name_of(element)
    if element.get("id") and element.get("id") in labels:
        return element.get("id")
    here = element.parent
    for _ in range(20):
        if here is None:
            break
        if here.tag == "label":
            return document.words_of(here)
        here = here.parent
    own = element.get("aria-label") or element.get("aria-labelledby") or element.get("title")
    return own or (element.get("placeholder") if element.tag in ("input", "textarea") else "")


@look
def ids(_: Email, document: Document) -> Iterator[Fault]:
    """AUD119: an id that is named stands once."""
    if all(len(found) == 1 for found in document.by_id.values()):
        return
    named = {each.get("for") for each in document.tags("label")}
    named |= {each.get("href")[1:] for each in document.tags("a") if each.get("href")[:1] == "#"}
    for element in document.elements:
        for name in _BY_ID:
            if name in element.attributes:
                named |= set(element.attributes[name].split())
    for name, found in document.by_id.items():
        if len(found) > 1 and name in named:
            yield Fault(
                "AUD119",
                found[1].start,
                f"the id {quoted(name)} stands {len(found)} times",
                "Give each tag an id of its own.",
                document.words_of(found[1]),
            )


@look
def moving(_: Email, document: Document) -> Iterator[Fault]:
    """AUD120: nothing moves, plays or leads away by itself."""
    for element in document.tags("marquee", "blink"):
        yield Fault(
            "AUD120",
            element.start,
            f"the words {quoted(document.words_of(element))} move by themselves",
            "Let them stand still; make them bold.",
            document.words_of(element),
        )
    for meta in document.tags("meta"):
        if meta.get("http-equiv").lower() == "refresh":
            yield Fault(
                "AUD120",
                meta.start,
                "the e-mail reloads, or leads elsewhere, by itself",
                "Take the tag out, and link the page.",
                is_whole=True,
            )
    for media in document.tags("video", "audio"):
        if "autoplay" in media.attributes and "muted" not in media.attributes:
            yield Fault(
                "AUD120",
                media.start,
                "sound or film begins by itself",
                "Take autoplay out.",
                media.get("src"),
            )
        elif media.tag == "video" and "muted" not in media.attributes and not any(
            each.tag == "track" and each.get("kind") == "captions"
            for each in document.children_of(media)
        ):  # fmt: skip
            yield Fault(
                "AUD120",
                media.start,
                "the film has no captions",
                'Link it instead, or add <track kind="captions">.',
                media.get("src"),
            )


@look
def keys(_: Email, document: Document) -> Iterator[Fault]:
    """AUD121: the Tab key goes through the e-mail in order."""
    letters: set[str] = set()
    for element in document.elements:
        given = element.attributes
        tabindex = given.get("tabindex", "").strip()
        if tabindex.isdigit() and int(tabindex[:9]) > 0:
            yield Fault(
                "AUD121",
                element.start,
                f"a tabindex of {tabindex[:9]} changes the order of the Tab key",
                "Take tabindex out.",
                document.words_of(element),
            )
        letter = given.get("accesskey", "").strip().lower()
        if letter and letter in letters:
            yield Fault(
                "AUD121",
                element.start,
                f"the key {quoted(letter)} is given to two tags",
                "Take accesskey out.",
                document.words_of(element),
            )
        letters.add(letter)
        inside = element.parent
        is_inside_link = element.link is not None and element.link is not element
        if (element.tag in ("button", "input", "select", "textarea") and is_inside_link) or (
            inside is not None
            and "button" in (inside.tag, inside.role)
            and element.tag in _CONTROLS
        ):
            yield Fault(
                "AUD121",
                element.start,
                f"a tag {element.tag} stands inside another control",
                "Put them beside each other.",
                document.words_of(element),
            )
