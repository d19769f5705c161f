"""Fields, buttons and frames with names, the order of the Tab key, and what moves by itself."""

from collections.abc import Iterator

from ebulletin.audit.accessibility.aria import FILLED_IN
from ebulletin.audit.accessibility.roles import CONTROLS, ID_ATTRIBUTES
from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

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
        for name in ID_ATTRIBUTES:
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
            inside is not None and "button" in (inside.tag, inside.role) and element.tag in CONTROLS
        ):
            yield Fault(
                "AUD121",
                element.start,
                f"a tag {element.tag} stands inside another control",
                "Put them beside each other.",
                document.words_of(element),
            )
