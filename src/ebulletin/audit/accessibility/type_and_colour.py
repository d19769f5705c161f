"""Words large enough and strong enough to be read, and links and buttons that a thumb can hit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ebulletin.audit.colours import Colour, contrast, over, written
from ebulletin.audit.document import Document, Element, Text
from ebulletin.audit.looks import (
    Look,
    Looks,
    Mode,
    has_dark_colours,
    in_px,
    read_looks,
)
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.audit.styles import parse_declarations
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11101", "contrast", Severity.ERROR,
    finds="Words whose colour has a contrast under 4.5 to 1 with their ground (large type: 3 to "
    "1), by day, or by night where the e-mail has colours for it. Styles on tags and in style "
    "sheets are worked out; words on pictures and gradients are left to a browser.",
    why="Readers with weak sight, and all readers in the sun, cannot read the text.",
    bad="color: #999999 on white (2.84 to 1)",
    good="color: #595959 on white (7.00 to 1)",
    source="WCAG 2.2, 1.4.3",
)  # fmt: skip
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
    "AUD111", "small-type", Severity.WARNING,
    finds="Words smaller than 12 px (an error under 9 px).",
    why="Many readers cannot read them, and phones do not enlarge them.",
    bad="font-size: 10px",
    good="font-size: 14px",
    source="WCAG 2.2, 1.4.4, in spirit",
)  # fmt: skip
rule(
    "AUD112", "spacing-fixed", Severity.ERROR,
    finds="Letter, word or line spacing on a tag that is marked !important.",
    why="Readers who need more room between letters or lines cannot set it.",
    bad='style="line-height: 1.2 !important"',
    good='style="line-height: 1.5"',
    source="WCAG 2.2, 1.4.12",
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
rule(
    "AUD114", "justified", Severity.HINT,
    finds="Text set to equal line lengths (text-align: justify).",
    why="The gaps between words run down the page like rivers, which makes reading hard for many.",
    bad="text-align: justify",
    good="text-align: left",
    source="WCAG 2.2, 1.4.8",
)  # fmt: skip

_NORMAL_RATIO, _LARGE_RATIO = 4.5, 3.0
_LARGE, _LARGE_BOLD = 24.0, 18.66  # px: 18 and 14 points
_SMALL, _TINY = 12.0, 9.0  # px
_LEAST_TARGET, _ADVISED_BUTTON = 24.0, 44.0  # px
_USUAL_LINE = 1.2
_INLINE = frozenset(("a", "b", "strong", "i", "em", "span", "font", "u", "small", "sup", "sub"))
_SPACING = ("letter-spacing", "word-spacing", "line-height")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A look that some words have: the first of them, and how many more."""

    text: Text
    look: Look
    count: int


@look
def type_and_colour(_: Email, document: Document) -> Iterator[Fault]:
    """Contrast, size of type, links amid words, and targets."""
    light = read_looks(document)
    seen = _seen(document, light)
    yield from _too_faint(seen, "light")
    yield from _on_pictures(seen)
    yield from _too_small(seen)
    yield from _justified(seen)
    yield from _links_amid_words(document, light)
    yield from _targets(document, light)
    yield from _fixed_spacing(document)
    if has_dark_colours(document):
        by_day = {fault.offset for fault in _too_faint(seen, "light")}
        dark = _seen(document, read_looks(document, "dark"))
        yield from (each for each in _too_faint(dark, "dark") if each.offset not in by_day)
    if light.is_cut:
        yield Fault(
            "AUD302",
            document.styles[0][0].start,
            "there are too many style rules to try them all on each tag; colours and sizes were "
            "not all looked at",
            "Take out the rules that nothing uses.",
            is_whole=True,
        )


def _seen(document: Document, looks: Looks) -> list[_Seen]:
    """The looks that words have which a reader sees; each with its first words."""
    firsts: dict[Look, tuple[Text, int]] = {}
    by_object: dict[int, Look] = {}
    for text in document.texts:
        own = looks.of[text.parent.index]
        if text.is_alt or own.is_hidden or own.is_unseen or own.size == 0:
            continue
        own = by_object.setdefault(id(own), own)
        before = firsts.get(own)
        if before is not None:
            firsts[own] = (before[0], before[1] + 1)
        elif any(each.isalnum() for each in text.words):
            firsts[own] = (text, 1)
    return [_Seen(text, own, count) for own, (text, count) in firsts.items()]


def _too_faint(seen: list[_Seen], mode: Mode) -> Iterator[Fault]:
    told: dict[tuple[Colour, Colour], bool] = {}
    for each in seen:
        own = each.look
        if own.ground is None:
            continue
        front = over(_clear(own.colour, own.opacity), own.ground)
        if (front, own.ground) in told:
            continue
        if fault := _faint(each, front, own.ground, "" if mode == "light" else " by night"):
            told[front, own.ground] = True
            yield fault


def _faint(
    each: _Seen, front: Colour, ground: Colour, when: str, code: str = "A11101"
) -> Fault | None:
    ratio, least = contrast(front, ground), _least(each.look)
    if ratio >= least:
        return None
    more = f", here and in {each.count - 1} more places" if each.count > 1 else ""
    return Fault(
        code,
        each.text.offset,
        f"the words {quoted(each.text.words)} are {written(front)} on {written(ground)}{when}, a "
        f"contrast of {int(ratio * 100) / 100:.2f} to 1, under {least:g}{more}",
        "Make the words darker or their ground lighter (or the other way about).",
        each.text.words,
    )


def _least(own: Look) -> float:
    is_large = own.size >= _LARGE or (own.is_bold and own.size >= _LARGE_BOLD)
    return _LARGE_RATIO if is_large else _NORMAL_RATIO


def _clear(colour: Colour, opacity: float) -> Colour:
    return colour if opacity >= 1 else (colour[0], colour[1], colour[2], colour[3] * opacity)


def _on_pictures(seen: list[_Seen]) -> Iterator[Fault]:
    """AUD109: what stands on a picture can be read while the picture is not shown."""
    for each in seen:
        own = each.look
        if own.ground is not None:
            continue
        front = over(_clear(own.colour, own.opacity), own.bare_ground)
        if contrast(front, own.bare_ground) < _least(own):
            yield Fault(
                "AUD109",
                each.text.offset,
                f"the words {quoted(each.text.words)} are {written(front)} on "
                f"{written(own.bare_ground)} while the picture behind them is not shown",
                "Give the tag with the picture a background colour like it.",
                each.text.words,
            )


def _too_small(seen: list[_Seen]) -> Iterator[Fault]:
    """AUD111: words are of a readable size."""
    told: set[float] = set()
    for each in seen:
        size = round(each.look.size, 1)
        if size >= _SMALL or size in told:
            continue
        told.add(size)
        yield Fault(
            "AUD111",
            each.text.offset,
            f"the words {quoted(each.text.words)} are {size:g} px high",
            "Set them in 14 px or more.",
            each.text.words,
            severity=Severity.ERROR if size < _TINY else None,
        )


def _justified(seen: list[_Seen]) -> Iterator[Fault]:
    """AUD114: lines may end where they end."""
    for each in seen:
        if each.look.align == "justify":
            yield Fault(
                "AUD114",
                each.text.offset,
                f"the words {quoted(each.text.words)} are justified",
                "Write text-align: left.",
                each.text.words,
            )
            return


# --- Links -----------------------------------------------------------------------------------


def _links_amid_words(document: Document, looks: Looks) -> Iterator[Fault]:
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
        if ratio < _LARGE_RATIO:
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


# --- Targets ---------------------------------------------------------------------------------


def _targets(document: Document, looks: Looks) -> Iterator[Fault]:
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


def _fixed_spacing(document: Document) -> Iterator[Fault]:
    """AUD112: readers may set their own spacing."""
    for element in document.elements:
        style = element.attributes.get("style", "")
        if "important" not in style.lower() or not any(name in style.lower() for name in _SPACING):
            continue
        for each in parse_declarations(style):
            if (
                each.is_important
                and each.name in _SPACING
                and element.last_text > element.first_text
            ):
                yield Fault(
                    "AUD112",
                    element.start,
                    f"{each.name} is fixed with !important",
                    "Take !important off it.",
                    document.words_of(element),
                )
                break
