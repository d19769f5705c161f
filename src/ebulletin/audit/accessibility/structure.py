"""Headings, lists and landmarks: the outline by which a listener finds the way."""

from collections.abc import Iterator

from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11102", "heading-order", Severity.ERROR,
    finds="Not exactly one first-level heading (more than one is a warning); a level that is "
    "skipped; an empty heading.",
    why="Who listens finds the way by headings, as others do by eye.",
    bad="<h2> followed by <h4>",
    good="<h1>, <h2>, <h3>, <h2>",
    source="WCAG 2.2, 1.3.1 and 2.4.6",
)  # fmt: skip
rule(
    "AUD104", "list-structure", Severity.ERROR,
    finds="A list that holds something else than its entries, or an entry outside a list.",
    why="A screen reader counts the entries wrongly, or does not tell that there is a list.",
    bad="<ul><p>First</p></ul>",
    good="<ul><li>First</li></ul>",
    source="WCAG 2.2, 1.3.1",
)  # fmt: skip
rule(
    "AUD105", "landmarks", Severity.WARNING,
    finds="More than one main part, header or footer; one of them inside another landmark; two of "
    "a kind without names; content beside the landmarks where there are some. A hint where there "
    "is no main part.",
    why="Screen readers jump by landmarks; double ones lead astray.",
    bad='two tags with role="main"',
    good='one tag with role="main" round the content',
    source="WCAG 2.2, 1.3.1 and 2.4.1",
)  # fmt: skip

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_ITEM_HOLDERS = frozenset(("ul", "ol", "menu", "dir"))
_FREE = frozenset(("script", "template", "style"))
_LANDMARKS = {
    "main": "main", "header": "banner", "footer": "contentinfo", "nav": "navigation",
    "aside": "complementary", "banner": "banner", "contentinfo": "contentinfo",
    "navigation": "navigation", "complementary": "complementary", "search": "search",
    "region": "region", "form": "form",
}  # fmt: skip
_SECTIONS = frozenset(("article", "aside", "main", "nav", "section"))
_ONCE = {"main": "main part", "banner": "header", "contentinfo": "footer"}


@look
def headings(_: Email, document: Document) -> Iterator[Fault]:
    """A11102: headings make one outline."""
    found = [each for each in _headings(document) if not each[0].is_aria_hidden]
    firsts = [element for element, level in found if level == 1]
    if not firsts:
        yield Fault(
            "A11102",
            document.elements[0].start if document.elements else 0,
            "the e-mail has no first-level heading",
            "Make its title an h1; listeners look for it first.",
            is_whole=True,
        )
    for extra in firsts[1:]:
        yield Fault(
            "A11102",
            extra.start,
            f"the heading {quoted(document.words_of(extra))} is a second first-level one",
            "Keep one h1, and make the others h2.",
            document.words_of(extra),
            severity=Severity.WARNING,
        )
    before = 0
    for element, level in found:
        words = document.name_of(element)
        if not words:
            yield Fault(
                "A11102",
                element.start,
                f"there is an empty heading of level {level}",
                "Take it out, or use padding where room is wanted.",
            )
        elif before and level > before + 1:
            yield Fault(
                "A11102",
                element.start,
                f"the heading {quoted(words)} is of level {level}, after one of level {before}",
                f"Make it a heading of level {before + 1}.",
                words,
            )
        before = level


def _headings(document: Document) -> Iterator[tuple[Element, int]]:
    roled = [each for each in document.elements if each.role == "heading"]
    tagged = [each for each in document.tags(*_LEVELS) if each.role in ("", "heading")]
    for element in sorted({*roled, *tagged}, key=lambda each: each.start):
        level = element.get("aria-level")
        yield element, int(level) if level.isdigit() and level else _LEVELS.get(element.tag, 2)


@look
def lists(_: Email, document: Document) -> Iterator[Fault]:
    """AUD104: lists hold entries, and entries stand in lists."""
    for holder in document.tags("ul", "ol", "dl"):
        if not _is_list(holder):
            continue
        entries = ("dt", "dd", "div") if holder.tag == "dl" else ("li",)
        for child in document.children_of(holder):
            if child.tag not in entries and child.tag not in _FREE and child.role != "listitem":
                yield Fault(
                    "AUD104",
                    child.start,
                    f"a list holds a tag {child.tag} that is no entry of it",
                    f"Put it inside an entry, or outside the list: {holder.tag} may hold "
                    f"{' and '.join(entries[:2])} alone.",
                    document.words_of(child),
                )
                break
    for text in document.texts:
        if text.parent.tag in ("ul", "ol", "dl") and not text.is_alt and _is_list(text.parent):
            yield Fault(
                "AUD104",
                text.offset,
                f"the words {quoted(text.words)} stand in a list, but in none of its entries",
                "Put them into an entry of their own.",
                text.words,
            )
    for entry in document.tags("li", "dt", "dd"):
        above = entry.parent
        holders = _ITEM_HOLDERS if entry.tag == "li" else frozenset(("dl",))
        if above is not None and above.tag == "div" and entry.tag != "li":
            above = above.parent
        is_inside = above is not None and (above.tag in holders or above.role == "list")
        if not is_inside and entry.role in ("", "listitem"):
            yield Fault(
                "AUD104",
                entry.start,
                f"the entry {quoted(document.words_of(entry))} stands in no list",
                "Put a list round the entries (ul, ol or dl).",
                document.words_of(entry),
            )


def _is_list(element: Element) -> bool:
    return element.role in ("", "list")


@look
def landmarks(_: Email, document: Document) -> Iterator[Fault]:
    """AUD105: landmarks stand once, and beside each other."""
    found = [(each, kind) for each in document.elements if (kind := _landmark(document, each))]
    yield from _doubled(document, found)
    kinds = {id(element): kind for element, kind in found}
    for element, kind in found:
        above = _above(element, kinds) if kind in _ONCE else ""
        if above:
            yield Fault(
                "AUD105",
                element.start,
                f"the {_ONCE[kind]} stands inside another landmark ({above})",
                "Put them beside each other.",
                is_whole=True,
            )
    if not any(kind == "main" for _, kind in found):
        body = next(document.tags("body"), None)
        yield Fault(
            "AUD105",
            body.start if body else 0,
            "the e-mail has no main part to jump to",
            'Add role="main" to the tag that holds its content.',
            severity=Severity.HINT,
            is_whole=True,
        )
    else:
        yield from _outside(document, found)


def _landmark(document: Document, element: Element) -> str:
    role = element.role
    if element.is_aria_hidden:
        return ""
    if role:
        kind = _LANDMARKS.get(role, "") if role not in ("header", "footer", "nav", "aside") else ""
        return kind if kind not in ("region", "form") or document.name_of(element) else ""
    tag = element.tag
    if tag not in ("main", "header", "footer", "nav", "aside"):
        return ""
    if tag in ("header", "footer"):
        here = element.parent
        for _ in range(200):
            if here is None:
                break
            if here.tag in _SECTIONS or here.role in ("article", "main"):
                return ""
            here = here.parent
    return _LANDMARKS[tag]


def _doubled(document: Document, found: list[tuple[Element, str]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], Element] = {}
    for element, kind in found:
        name = element.get("aria-label") or element.get("aria-labelledby") or element.get("title")
        key = (kind, "" if kind in _ONCE else name)
        if key in seen:
            what = _ONCE.get(kind, f"landmark of the kind {kind}")
            how = "second" if kind in _ONCE else "second, unnamed"
            yield Fault(
                "AUD105",
                element.start,
                f"there is a {how} {what}",
                "Keep one, or give each a name of its own with aria-label.",
                document.words_of(element),
                is_whole=True,
            )
        seen.setdefault(key, element)


def _above(element: Element, kinds: dict[int, str]) -> str:
    here = element.parent
    for _ in range(200):
        if here is None:
            break
        if id(here) in kinds:
            return kinds[id(here)]
        here = here.parent
    return ""


def _outside(document: Document, found: list[tuple[Element, str]]) -> Iterator[Fault]:
    """The first words that stand in no landmark, where there are landmarks."""
    spans = sorted((element.start, element.end) for element, _ in found)
    number, reach = 0, -1
    for text in document.texts:
        while number < len(spans) and spans[number][0] <= text.offset:
            reach = max(reach, spans[number][1])
            number += 1
        if text.offset >= reach and not _is_put_away(text.parent):
            yield Fault(
                "AUD105",
                text.offset,
                f"the words {quoted(text.words)} stand outside all landmarks",
                "Put them into the main part, the header or the footer.",
                text.words,
                severity=Severity.HINT,
            )
            return


def _is_put_away(element: Element) -> bool:
    here: Element | None = element
    for _ in range(50):
        if here is None:
            return False
        style = here.get("style").replace(" ", "").lower()
        if here.is_aria_hidden or "display:none" in style or "visibility:hidden" in style:
            return True
        here = here.parent
    return False
