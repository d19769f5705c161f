"""Attributes that the engine drops, put into its output where the reference compiler has them.

An element with such an attribute travels with a mark, a token in its body, `alt` or class, by which
it is found again. No author's text stands in the HTML here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape

from ebulletin.templates.mjml.model import Attribute, Element

_SIDES = ("top", "right", "bottom", "left")
_BORDERS = ("border", *(f"border-{side}" for side in _SIDES))
GAP = "gap"
"""Of a wrapper, and on each section in it while the document is written for the engine."""

IN_GROUP = "in-group"
"""On a column while the document is written for the engine, where a group holds it."""

DROPPED: Mapping[str, frozenset[str]] = {
    "mj-button": frozenset({"title"}),
    "mj-column": frozenset(
        {IN_GROUP, "inner-border-radius", *(f"inner-{name}" for name in _BORDERS)},
    ),
    "mj-hero": frozenset({"border-radius"}),
    "mj-image": frozenset({"sizes", *_BORDERS[1:]}),
    "mj-section": frozenset({GAP}),
    "mj-social-element": frozenset({"icon-position", "sizes", "srcset"}),
    "mj-wrapper": frozenset({GAP}),
}
"""By tag, what the engine is not given."""

MARKED_BY: Mapping[str, str] = {
    "mj-column": "css-class",
    "mj-hero": "css-class",
    "mj-image": "alt",
    "mj-section": "css-class",
    "mj-social-element": "alt",
}
"""The attribute that carries the mark; buttons and tables have it in their bodies."""

_PADDINGS = {"mj-image": "10px 25px"}  # where MJML gives some of itself
_TABLE_AND_TOKEN = re.compile(r"(<table[^<>]*>)([a-z0-9]+)")
_WIDTH_IN_PX = re.compile(r'( width="\d+)px"')
_SIDE_PADDINGS = re.compile(r"padding-(?:left|right):[^;\"]*;")
_STYLE = re.compile(r' style="[^"]*"')
_TAG_START = re.compile(r"<[a-z]+")
_BGCOLOR = re.compile(r' bgcolor="[^"]*"')
_LENGTH = re.compile(r"(?:^|\s)(\d+(?:\.\d+)?)px")


def mended(html: str, marked: Iterable[tuple[str, Element]]) -> str:
    """The engine's HTML with what it dropped.

    Args:
        html: With tokens for all bodies.
        marked: Every `mj-table`, and every other element with an attribute that was dropped, with
            its mark.
    """
    tables: dict[str, Element] = {}
    for mark, element in marked:
        if element.tag == "mj-table":
            tables[mark] = element
        else:
            html = _MENDERS[element.tag](html, mark, element)
            html = _without_mark(html, mark, element)
    return _with_table_attributes(html, tables)


def loses_something(element: Element) -> bool:
    """Whether the engine drops something of an element, which must be found again afterwards."""
    dropped = DROPPED.get(element.tag)
    if dropped is None:
        return False
    if any(each.name in dropped for each in element.attributes):
        return True
    return element.tag == "mj-image" and bool(element.value("href") and element.value("title"))


def border_widths(element: Element, name: str = "border") -> dict[str, float]:
    """How wide a border is at the left and right, in px."""
    everywhere = element.value(name)
    return {
        side: _width(element.value(f"{name}-{side}") or everywhere) for side in ("left", "right")
    }


def inner_border_widths(column: Element) -> dict[str, float]:
    """The same of the inner border of a column."""
    return border_widths(column, "inner-border")


def room_at_sides(element: Element) -> dict[str, str]:
    """Paddings for the engine, which then reckons with the borders that it drops as well."""
    if element.tag == "mj-column":
        border = inner_border_widths(element)
    elif element.tag == "mj-image":
        everywhere = _width(element.value("border"))
        border = {side: width - everywhere for side, width in border_widths(element).items()}
    else:
        return {}
    if not any(border.values()):
        return {}
    padding = side_paddings(element)
    return {f"padding-{side}": f"{padding[side] + border[side]:g}px" for side in border}


def side_paddings(element: Element) -> dict[str, float]:
    """The padding of an element at its left and right, in px."""
    parts = (element.value("padding") or _PADDINGS.get(element.tag, "0")).split()
    right = parts[1] if len(parts) > 1 else parts[0]
    left = parts[3] if len(parts) > len(_SIDES) - 1 else right
    shorthand = {"left": left, "right": right}
    return {
        side: float((element.value(f"padding-{side}") or shorthand[side]).removesuffix("px"))
        for side in shorthand
    }


def has_padding(column: Element) -> bool:
    """Whether a column has a box inside, on which alone an inner border is drawn."""
    return any(each.name.startswith("padding") for each in column.attributes)


def _width(border: str | None) -> float:
    found = _LENGTH.search(border or "")
    return float(found[1]) if found else 0.0


def _button(html: str, mark: str, button: Element) -> str:
    start = html.rindex("<a ", 0, html.index(f">{mark}<"))
    return f'{html[:start]}<a title="{_value(button, "title")}"{html[start + 2 :]}'


def _picture(html: str, mark: str, picture: Element) -> str:
    at = html.index(f'alt="{mark}"')
    start = html.rindex("<img ", 0, at)
    end = html.index(">", at) + 1
    tag = html[start:end]
    for name in DROPPED[picture.tag] & {"sizes", "srcset"}:
        if picture.value(name):
            tag = tag.replace("<img", f'<img {name}="{_value(picture, name)}"', 1)
    tag = _with_style(tag, _styles(picture, _BORDERS[1:]))
    html = html[:start] + tag + html[end:]
    if picture.tag == "mj-image" and picture.value("href") and picture.value("title"):
        link = html.rindex("<a ", 0, start)
        html = f'{html[:link]}<a title="{_value(picture, "title")}"{html[link + 2 :]}'
        start = html.rindex("<img ", 0, html.index(f'alt="{mark}"'))
    if picture.tag == "mj-image" and room_at_sides(picture):
        cell = html.rindex("<td ", 0, html.rindex("<table", 0, start))
        end = html.index(">", cell)
        html = html[:cell] + _own_padding(html[cell:end], picture) + html[end:]
    is_right = picture.value("icon-position") == "right"
    return _with_icon_last(html, start) if is_right else html


def _with_icon_last(html: str, picture: int) -> str:
    """The cells of a row in the other order: words, then icon."""
    # The icon stands in a table of its own inside its cell.
    row = html.rindex("<tr", 0, html.rindex("<table", 0, picture))
    start = html.index("<td", row)
    middle = html.index("</table></td>", picture) + len("</table></td>")
    end = html.index("</tr>", middle)
    return html[:start] + html[middle:end] + html[start:middle] + html[end:]


def _column(html: str, mark: str, column: Element) -> str:
    start = html.index(f'{mark}"', html.find(f'{mark}-outlook"') + 1)
    if column.value(IN_GROUP):
        html = _wider_in_outlook(html, html.rindex("<td ", 0, start), column)
    if not any(each.name.startswith("inner-border") for each in column.attributes):
        return html
    cell = html.index("<td ", start)
    table = html.index("<table ", cell)
    end = html.index(">", table) + 1
    names = [f"inner-{name}" for name in (*_BORDERS, "border-radius")]
    style = _styles(column, names).replace("inner-", "")
    if column.value("inner-border-radius"):
        style += "border-collapse:separate;"
    inner = _with_style(html[table:end], style)
    return html[:cell] + _own_padding(html[cell:table], column) + inner + html[end:]


def _wider_in_outlook(html: str, cell: int, column: Element) -> str:
    """In a group the engine takes paddings and borders off the cell that Outlook sees."""
    widths = (side_paddings(column), inner_border_widths(column), border_widths(column))
    room = sum(sum(sides.values()) for sides in widths)
    width = re.compile(r"width:(\d+(?:\.\d+)?)px").search(html, cell)
    assert width, "the engine has changed its groups"
    return f"{html[: width.start()]}width:{float(width[1]) + room:g}px{html[width.end() :]}"


def _own_padding(cell: str, element: Element) -> str:
    """The cell with the element's own padding, of which the engine was given more."""
    own = _styles(element, ("padding-left", "padding-right"))
    cell = _SIDE_PADDINGS.sub("", cell, count=2)
    return _with_style(cell, own)


def _hero(html: str, mark: str, hero: Element) -> str:
    cell = html.index("<td ", html.index(f'class="{mark}"'))
    end = html.index(">", cell)
    radius = _styles(hero, ("border-radius",))
    return html[:cell] + _with_style(html[cell:end], radius) + html[end:]


def _section(html: str, mark: str, section: Element) -> str:
    """A section of a wrapper with a gap, which shows between the sections only."""
    gap = section.value(GAP)
    table = re.compile(rf'<table[^<>]* class="{mark}-outlook"[^<>]*>').search(html)
    assert table, "the engine has changed its sections"
    box = html.index("<div ", table.end())
    end = html.index(">", box)
    ghost, own = _BGCOLOR.sub("", table[0], count=1), html[box:end]
    if gap:
        ghost = _with_style(ghost, f"padding-top:{gap};")
        own = _with_style(own, f"margin-top:{gap};")
    return html[: table.start()] + ghost + html[table.end() : box] + own + html[end:]


_Mender = Callable[[str, str, Element], str]
_MENDERS: Mapping[str, _Mender] = {
    "mj-button": _button,
    "mj-column": _column,
    "mj-hero": _hero,
    "mj-image": _picture,
    "mj-section": _section,
    "mj-social-element": _picture,
}


def _without_mark(html: str, mark: str, element: Element) -> str:
    """Without the mark where it stood for no class."""
    if MARKED_BY.get(element.tag) != "css-class" or element.value("css-class"):
        return html
    for attribute in (f' class="{mark}-outlook"', f' class="{mark}"'):
        html = html.replace(attribute, "")
    return html.replace(f' {mark}"', '"')


def _with_table_attributes(html: str, tables: Mapping[str, Element]) -> str:
    def with_own(found: re.Match[str]) -> str:
        tag, token = found.groups()
        table = tables.get(token)
        return found[0] if table is None else _mended_table(tag, table) + token

    return _TABLE_AND_TOKEN.sub(with_own, html) if tables else html


def _mended_table(tag: str, table: Element) -> str:
    """The engine drops its `role` and `border-collapse`."""
    tag = tag.replace("border-collapse:separate;", "")
    if table.value("cellspacing") not in (None, "0"):
        tag = tag.replace('style="', 'style="border-collapse:separate;', 1)
    if role := table.value("role"):
        tag = tag.replace("<table", f'<table role="{role}"', 1)
    return _WIDTH_IN_PX.sub(r'\1"', tag)


def _with_style(tag: str, style: str) -> str:
    """An opening tag, its `>` perhaps cut off, with declarations after those that it has."""
    found = _STYLE.search(tag)
    if found:
        return f"{tag[: found.end() - 1]}{style}{tag[found.end() - 1 :]}"
    return _TAG_START.sub(rf'\g<0> style="{style}"', tag, count=1)


def _styles(element: Element, names: Iterable[str]) -> str:
    return "".join(f"{name}:{_value(element, name)};" for name in names if element.value(name))


def _value(element: Element, name: str) -> str:
    return escape(element.value(name) or "")


def with_marks(element: Element) -> tuple[Element, ...]:
    """The children of an element, with what it means for each of them.

    A section in a wrapper has the gap before it, a column in a group that it is in one.
    """
    if element.tag not in ("mj-group", "mj-wrapper"):
        return element.children
    if element.tag == "mj-group":
        return tuple(_in_group(child) for child in element.children)
    gap = next((each for each in element.attributes if each.name == GAP), None)
    if gap is None:
        return element.children
    none = Attribute(GAP, "", gap.spot, gap.value_spot)
    return tuple(
        _with_attribute(child, gap if place else none) if child.tag == "mj-section" else child
        for place, child in enumerate(element.children)
    )


def _in_group(column: Element) -> Element:
    has_room = any(each.name.startswith(("padding", "border")) for each in column.attributes)
    mark = Attribute(IN_GROUP, "yes", column.spot, column.spot)
    return _with_attribute(column, mark) if has_room and column.tag == "mj-column" else column


def _with_attribute(element: Element, attribute: Attribute) -> Element:
    return replace(element, attributes=(*element.attributes, attribute))
