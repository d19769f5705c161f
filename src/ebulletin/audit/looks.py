"""How each tag looks: its colours, its size and whether it is seen, from style sheets and styles.

After "CSS Cascading and Inheritance Level 4", for the properties on which findings stand. The
e-mail is taken to be read 640 px wide, by day or by night.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ebulletin.audit.colours import (
    BLACK,
    WHITE,
    Colour,
    over,
    parse_colour,
    parse_old_colour,
)
from ebulletin.audit.document import INVISIBLE, Document, Element
from ebulletin.audit.media import USUAL_SIZE, Mode, holds, in_px
from ebulletin.audit.selectors import Matcher
from ebulletin.audit.styles import StyleRule, parse_declarations, parse_sheet

_BOLD = 600
_LINK: Colour = (0.0, 0.0, 238.0, 1.0)
_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_FONT_SIZE = re.compile(
    r"(?:^|\s)(?P<size>(?:\d+\.?\d*|\.\d+)(?:[a-z]+|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)"
    r"(?:\s*/\s*(?P<line>\S+))?\s+\S"
)
_COLOUR_WORD = re.compile(r"(?:rgba?|hsla?)\([^()]*\)|#[0-9a-f]{3,8}\b|[a-z]+")
_HEADING_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_BOLD_TAGS = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class Look:
    """How the words in a tag look.

    Attributes:
        ground: What is behind them; None where a picture is.
        bare_ground: What is behind them while pictures are not shown.
        size: Of the type, in px.
        is_hidden: Neither seen nor read out.
        is_unseen: Read out, but not seen: of no size, or clear.
        line: `line-height` as written, for one tag or inherited.
    """

    colour: Colour = BLACK
    ground: Colour | None = WHITE
    bare_ground: Colour = WHITE
    size: float = USUAL_SIZE
    is_bold: bool = False
    is_underlined: bool = False
    is_hidden: bool = False
    is_unseen: bool = False
    opacity: float = 1.0
    line: str = ""
    align: str = ""


@dataclass(slots=True)
class Looks:
    """How every tag of an e-mail looks, by day or by night.

    Attributes:
        of: By the tag's index.
        values: What is set for each tag itself, by its index: property and value.
        is_cut: There were too many style rules to try all of them.
    """

    of: list[Look]
    values: list[Mapping[str, str]]
    is_cut: bool = False


def read_looks(document: Document, mode: Mode = "light") -> Looks:
    """Work out how each tag looks."""
    matcher = Matcher(_rules_in_force(document, mode))
    reader = _LookReader(document, matcher, mode)
    for element in document.elements:
        reader.read(element)
    return Looks(reader.looks, reader.values, matcher.is_cut)


def has_dark_colours(document: Document) -> bool:
    """Whether a style sheet has rules for readers who see light on dark."""
    return any(
        "prefers-color-scheme" in css or "prefers-color-scheme" in element.get("media")
        for element, _, css in document.styles
    )


def _rules_in_force(document: Document, mode: Mode) -> Iterable[StyleRule]:
    for element, offset, css in document.styles:
        if element.get("type").lower() not in ("", "text/css"):
            continue
        for rule in parse_sheet(css, offset, element.get("media").lower()).rules:
            if all(holds(condition, mode) for condition in rule.conditions):
                yield rule


class _LookReader:
    def __init__(self, document: Document, matcher: Matcher, mode: Mode) -> None:
        self.matcher = matcher
        self.looks: list[Look] = []
        self.values: list[Mapping[str, str]] = []
        self.first = Look()
        # Old browsers' habits, which without a doctype are kept, reset the type in tables.
        self.resets_tables = not document.has_doctype
        self._values: dict[object, Mapping[str, str]] = {}
        self._looks: dict[object, Look] = {}
        if mode == "dark" and _prefers_dark(document):
            self.first = Look(colour=WHITE, ground=(18.0, 18.0, 18.0, 1.0),
                              bare_ground=(18.0, 18.0, 18.0, 1.0))  # fmt: skip

    def read(self, element: Element) -> None:
        parent = self.looks[element.parent.index] if element.parent else self.first
        reaching = self.matcher.reaching(element)
        given = element.attributes
        style = given.get("style", "")
        if not (reaching or style):
            values: Mapping[str, str] = _NOTHING
        else:
            key = (reaching, style)
            found = self._values.get(key)
            if found is None:
                found = self._values[key] = self._cascaded(reaching, style)
            values = found
        self.values.append(values)
        hints = tuple(
            (name, given[name])
            for name in ("bgcolor", "color", "size", "text", "hidden", "background", "align")
            if name in given
        )
        looked = (
            id(parent),
            id(values),
            element.tag,
            hints,
            element.tag == "a" and "href" in given,
        )
        look = self._looks.get(looked)
        if look is None:
            look = self._looks[looked] = self._look(element, parent, values)
        self.looks.append(look)

    def _cascaded(
        self, reaching: tuple[tuple[tuple[int, int, int], int], ...], style: str
    ) -> Mapping[str, str]:
        own = parse_declarations(style) if style else ()
        layers = [self.matcher.rules[number].declarations for _, number in reaching]
        values: dict[str, str] = {}
        for is_important in (False, True):
            for declarations in (*layers, own):
                for each in declarations:
                    if each.is_important == is_important:
                        _set(values, each.name, each.value)
        return values

    def _look(self, element: Element, parent: Look, values: Mapping[str, str]) -> Look:
        tag = element.tag
        size = _size(element, parent, values, resets=tag == "table" and self.resets_tables)
        look = replace(
            parent,
            size=size,
            is_bold=_is_bold(element, parent, values),
            colour=_colour(element, parent, values),
            is_underlined=_is_underlined(element, parent, values),
            line=values.get("line-height", parent.line),
            align=values.get("text-align", parent.align),
        )
        look = _on_ground(element, look, values)
        opacity = values.get("opacity")
        if opacity is not None and (share := _share(opacity)) is not None:
            look = replace(look, opacity=look.opacity * share)
        return replace(
            look,
            is_hidden=parent.is_hidden or _is_hidden(element, values),
            is_unseen=parent.is_unseen or _is_unseen(values) or look.opacity < 0.05,
        )


_NOTHING: Mapping[str, str] = {}


def _prefers_dark(document: Document) -> bool:
    """Whether the window itself turns dark, which it does where the e-mail says it may."""
    metas = (each.get("content").lower() for each in document.tags("meta")
             if each.get("name").lower() == "color-scheme")  # fmt: skip
    return any("dark" in words for words in metas) or any(
        re.search(r"color-scheme\s*:[^;}]*dark", css) for _, _, css in document.styles
    )


def _set(values: dict[str, str], name: str, value: str) -> None:
    """Enter a declaration; what one name sets for several is entered for each."""
    if name == "background":
        values["background-image"] = value if _shows_picture(value) else "none"
        words = _COLOUR_WORD.findall(re.sub(r"url\([^()]*\)|[a-z-]*gradient\(.*\)", " ", value))
        colours = [each for each in words if parse_colour(each)]
        values["background-color"] = colours[-1] if colours else "transparent"
    elif name == "font":
        found = _FONT_SIZE.search(value)
        if found:
            values["font-size"] = found["size"]
            values["line-height"] = found["line"] or "normal"
            weight = re.search(r"\b(bold|bolder|[1-9]00)\b", value[: found.start()])
            values["font-weight"] = weight[1] if weight else "normal"
    elif name == "padding":
        sides = value.split()
        if sides:
            for number, side in enumerate(_SIDES):
                values[f"padding-{side}"] = sides[_PLACES[len(sides)][number]] if (
                    len(sides) in _PLACES
                ) else sides[0]  # fmt: skip
    elif name == "text-decoration-line":
        values["text-decoration"] = value
    values[name] = value


# Which of one to four values is that of top, right, bottom and left.
_PLACES = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}


def _shows_picture(value: str) -> bool:
    return "url(" in value or "gradient(" in value


def _share(value: str) -> float | None:
    try:
        share = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return None
    return min(1.0, max(0.0, share))


def _size(element: Element, parent: Look, values: Mapping[str, str], *, resets: bool) -> float:
    inherited = USUAL_SIZE if resets else parent.size
    value = values.get("font-size")
    if value:
        if value in _SIZES:
            return _SIZES[value]
        if value in ("smaller", "larger"):
            return inherited * (1.2 if value == "larger" else 1 / 1.2)
        found = in_px(value, inherited)
        if found is not None and (found == 0 or not value[-1].isdigit()):
            return found
    if element.tag in _HEADING_SIZES:
        return inherited * _HEADING_SIZES[element.tag]
    if element.tag in ("small", "sub", "sup"):
        return inherited / 1.2
    if element.tag == "font" and element.get("size") in _FONT_SIZES:
        return _FONT_SIZES[element.get("size")]
    return inherited


def _is_bold(element: Element, parent: Look, values: Mapping[str, str]) -> bool:
    value = values.get("font-weight")
    if value in ("bold", "bolder"):
        return True
    if value is not None and value.isdigit():
        return int(value) >= _BOLD
    if value in ("normal", "lighter", "initial"):
        return False
    return parent.is_bold or element.tag in _BOLD_TAGS


def _colour(element: Element, parent: Look, values: Mapping[str, str]) -> Colour:
    value = values.get("color") or values.get("-webkit-text-fill-color")
    if value:
        if value == "inherit":
            return parent.colour
        found = parse_colour(value)
        if found is not None:
            return found
    name = {"font": "color", "body": "text"}.get(element.tag, "")
    if name in element.attributes:
        old = parse_old_colour(element.attributes[name])
        if old is not None:
            return old
    if element.tag == "a" and "href" in element.attributes:
        return _LINK
    return BLACK if element.tag == "mark" else parent.colour


def _on_ground(element: Element, look: Look, values: Mapping[str, str]) -> Look:
    """With the tag's own ground over that of its parent."""
    colour = None
    if value := values.get("background-color"):
        colour = look.bare_ground if value == "inherit" else parse_colour(value)
    elif "bgcolor" in element.attributes:
        colour = parse_old_colour(element.attributes["bgcolor"])
    elif element.tag == "mark":
        colour = (255.0, 255.0, 0.0, 1.0)
    has_picture = _shows_picture(values.get("background-image", "")) or (
        bool(element.get("background")) and element.tag in ("body", "table", "tr", "td", "th")
        and "background-image" not in values
    )  # fmt: skip
    if colour is not None and colour[3] > 0:
        bare = over(colour, look.bare_ground)
        ground = bare if colour[3] >= 1 else look.ground and over(colour, look.ground)
        look = replace(look, ground=ground, bare_ground=bare)
    return replace(look, ground=None) if has_picture else look


def _is_underlined(element: Element, parent: Look, values: Mapping[str, str]) -> bool:
    value = values.get("text-decoration")
    if value is not None:
        return "underline" in value or (parent.is_underlined and element.tag != "a")
    return parent.is_underlined or element.tag in ("u", "ins") or (
        element.tag == "a" and "href" in element.attributes
    )  # fmt: skip


def _is_hidden(element: Element, values: Mapping[str, str]) -> bool:
    return (
        element.tag in INVISIBLE
        or values.get("display") == "none"
        or values.get("visibility") in ("hidden", "collapse")
        or ("hidden" in element.attributes and "display" not in values)
    )


def _is_unseen(values: Mapping[str, str]) -> bool:
    """Of no size, or out of the window: for screen readers, or for the list of the inbox."""
    if values.get("overflow") == "hidden":
        for name in ("max-height", "height", "max-width", "width"):
            size = in_px(values.get(name, ""), USUAL_SIZE)
            if size is not None and size <= 1:
                return True
    if values.get("clip") or values.get("clip-path"):
        return values.get("position") == "absolute"
    return values.get("position") == "absolute" and values.get("left", "").startswith("-")
