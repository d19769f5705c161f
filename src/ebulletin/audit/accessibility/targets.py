"""Links that can be told from the words round them, and that a thumb can hit."""

from collections.abc import Iterator, Mapping

from ebulletin.audit.colours import contrast
from ebulletin.audit.document import Document, Element
from ebulletin.audit.looks import Look, Looks
from ebulletin.audit.media import in_px
from ebulletin.audit.model import Fault
from ebulletin.audit.rule import rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11106", "small-target", Severity.ERROR,
    finds="A button under 24 px high, or a link alone in its line, list entry or cell with less "
    "than 24 px of height and room; a warning for a button under 44 px. Heights that styles on "
    "tags and in style sheets tell.",
    why="On a phone, and with an unsteady hand, small targets are missed.",
    bad="links of 12 px, each in a line of 14 px",
    good="links of 16 px, each in a line of 28 px",
    source="WCAG 2.2, 2.5.8 and 2.5.5",
)  # fmt: skip
rule(
    "AUD113", "link-by-colour-alone", Severity.ERROR,
    finds="A link amid other words that is not underlined and whose colour has a contrast under "
    "3 to 1 with the words round it.",
    why="Who does not see the colour does not see the link.",
    bad="a dark blue link without a line under it, in black text",
    good="an underlined link",
    source="WCAG 2.2, 1.4.1",
)  # fmt: skip

_LEAST_RATIO = 3.0
_LEAST_TARGET, _ADVISED_BUTTON = 24.0, 44.0  # px
_USUAL_LINE = 1.2
_INLINE = frozenset(("a", "b", "strong", "i", "em", "span", "font", "u", "small", "sup", "sub"))


def links_amid_words(document: Document, looks: Looks) -> Iterator[Fault]:
    """AUD113: a link can be told from the words round it."""
    beside = _words_beside(document, looks)
    for link in document.tags("a"):
        if "href" not in link.attributes or link.first_text == link.last_text:
            continue
        inner = document.texts[link.first_text]
        own = looks.of[inner.parent.index]
        other = beside.get(id(_block(link)))
        if inner.is_alt or other is None or own.is_hidden or own.is_underlined:
            continue
        values = looks.values[link.index]
        if _is_marked_off(values, own, other):
            continue
        ratio = contrast(own.colour, other.colour)
        if ratio < _LEAST_RATIO:
            yield Fault(
                "AUD113",
                link.start,
                f"the link {quoted(document.words_of(link))} is told from the words round it by "
                f"its colour alone, and by little ({int(ratio * 100) / 100:.2f} to 1)",
                "Underline it.",
                document.words_of(link),
            )


def _block(element: Element) -> Element | None:
    """The nearest tag round it that is no inline one."""
    here = element.parent
    for _ in range(100):
        if here is None or here.tag not in _INLINE:
            return here
        here = here.parent
    return None


def _words_beside(document: Document, looks: Looks) -> dict[int, Look]:
    """The look of the first words of each block that stand in no link."""
    found: dict[int, Look] = {}
    for text in document.texts:
        if text.is_alt or text.parent.link is not None:
            continue
        own = looks.of[text.parent.index]
        if own.is_hidden or own.is_unseen or not any(each.isalpha() for each in text.words):
            continue
        holder = text.parent if text.parent.tag not in _INLINE else _block(text.parent)
        found.setdefault(id(holder), own)
    return found


def _is_marked_off(values: Mapping[str, str], own: Look, other: Look) -> bool:
    """Whether something else than colour tells the link: weight, size, ground or a border."""
    has_border = any(
        name.startswith("border") and value not in ("0", "none", "0px")
        for name, value in values.items() if name in ("border", "border-bottom")
    )  # fmt: skip
    return (
        own.is_bold != other.is_bold or own.size != other.size or has_border
        or own.bare_ground != other.bare_ground or "inline-block" in values.get("display", "")
        or values.get("display") == "block"
    )  # fmt: skip


def targets(document: Document, looks: Looks) -> Iterator[Fault]:
    """A11106: links and buttons can be hit with a thumb."""
    for link in document.tags("a"):
        if "href" not in link.attributes or link.first_text == link.last_text:
            continue
        inner = document.texts[link.first_text]
        own, values = looks.of[inner.parent.index], looks.values[link.index]
        if inner.is_alt or own.is_hidden or own.is_unseen or own.size == 0:
            continue
        height = _height(own, values)
        if height is None:
            continue
        words = quoted(document.words_of(link))
        if _is_button(link, looks):
            if height < _ADVISED_BUTTON:
                yield Fault(
                    "A11106",
                    link.start,
                    f"the button {words} is {height:.0f} px high, under 44",
                    "Give it more padding above and below.",
                    document.words_of(link),
                    severity=None if height < _LEAST_TARGET else Severity.WARNING,
                )
        elif _is_alone(document, link) and height + _room(link, looks) < _LEAST_TARGET:
            yield Fault(
                "A11106",
                link.start,
                f"the link {words} has {height + _room(link, looks):.0f} px of height, under 24",
                "Give its line a height of 24 px or more, or padding.",
                document.words_of(link),
            )


def _height(own: Look, values: Mapping[str, str]) -> float | None:
    """Of one line of a link, in px."""
    line = own.line
    height: float | None = own.size * _USUAL_LINE
    if line and line not in ("normal", "inherit", "initial"):
        is_number = line.replace(".", "", 1).isdigit()
        height = float(line) * own.size if is_number else in_px(line, own.size)
    if height is None:
        return None
    for name in ("padding-top", "padding-bottom"):
        height += max(0.0, in_px(values.get(name, "0"), own.size) or 0.0)
    least = in_px(values.get("min-height", values.get("height", "0")), own.size) or 0.0
    return max(height, least)


def _is_button(link: Element, looks: Looks) -> bool:
    """A link on a ground of its own, with room about its words."""
    values = looks.values[link.index]
    if not any(values.get(f"padding-{side}", "0") not in ("0", "0px") for side in ("top", "left")):
        return False
    if "block" not in values.get("display", ""):
        return False
    above = link.parent
    outer = looks.of[above.parent.index] if above is not None and above.parent is not None else None
    return outer is not None and looks.of[link.index].bare_ground != outer.bare_ground


def _is_alone(document: Document, link: Element) -> bool:
    """Whether a link is all that its entry or cell holds, with others of the kind beside it."""
    holder = link.parent
    if holder is None or holder.tag not in ("li", "td", "p", "div"):
        return False
    if (holder.first_text, holder.last_text) != (link.first_text, link.last_text):
        return False
    return _has_link_beside(document, holder)


def _has_link_beside(document: Document, holder: Element) -> bool:
    before = holder.previous
    if before is None or before.tag != holder.tag or before.last_text != holder.first_text:
        return False
    if before.last_text == before.first_text:
        return False
    link = document.texts[before.first_text].parent.link
    return link is not None and link.last_text == before.last_text


def _room(link: Element, looks: Looks) -> float:
    """Padding and margins of the tag that holds a link, which keep its neighbours away."""
    assert link.parent is not None
    values, size = looks.values[link.parent.index], looks.of[link.parent.index].size
    room = 0.0
    for name in ("padding-top", "padding-bottom", "margin-top", "margin-bottom"):
        room += max(0.0, in_px(values.get(name, "0"), size) or 0.0)
    margin = values.get("margin", "").split()
    if margin:
        room += max(0.0, in_px(margin[0], size) or 0.0)
        room += max(0.0, in_px(margin[2 if len(margin) > 2 else 0], size) or 0.0)
    elif link.parent.tag == "p" and "margin-top" not in values:
        room += 2 * size
    return room
