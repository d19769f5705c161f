"""Whether links and buttons are large enough for a thumb."""

import re
from collections.abc import Iterator

from ebulletin.checks.accessibility.reading import found, outputs_of
from ebulletin.checks.outputs import Element, Output
from ebulletin.checks.rule import Stage, rule
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

_LEAST_BUTTON = 44  # px, WCAG 2.2, 2.5.5 (enhanced)
_LEAST_LINE = 24  # px, WCAG 2.2, 2.5.8
_USUAL_FONT = 16.0
_USUAL_LINE = 1.2
_LENGTH = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>px|%|em|rem)?")


@rule(
    "A11106", "small-target", Severity.ERROR, Stage.BUILT,
    finds="A button under 44 px high; an entry of a list of links under 24 px high. Styles on the "
    "tags themselves are measured.",
    why="On a phone, and with an unsteady hand, small targets are missed.",
    bad="a template with buttons of 30 px",
    good="the buttons of the built-in themes",
)  # fmt: skip
def small_target(subject: BuiltSubject) -> Iterator[Finding]:
    """A11106: links can be hit with a thumb."""
    for name, output in outputs_of(subject):
        for link in output.tags("a"):
            height = _height(link)
            if link.is_hidden or height is None or not link.attributes.get("href"):
                continue
            words = quoted(output.text_of(link))
            if _is_button(link) and height < _LEAST_BUTTON:
                message = f"in {name} the button {words} is {height:.0f} px high, under 44"
                yield found("A11106", subject, message)
            elif _is_listed(output, link) and height + _height_of_entry(link) < _LEAST_LINE:
                message = f"in {name} the link {words} in a list is {height:.0f} px high, under 24"
                yield found("A11106", subject, message)


def _is_button(link: Element) -> bool:
    """A link on a ground of its own, with room about its words."""
    style = link.style
    if not style.get("padding") or "block" not in style.get("display", ""):
        return False
    cell = link.parent
    own = style.get("background") or style.get("background-color")
    round_it = cell is not None and (
        cell.attributes.get("bgcolor") or cell.style.get("background") or
        cell.style.get("background-color")
    )  # fmt: skip
    return bool(own or (cell is not None and cell.tag == "td" and round_it))


def _is_listed(output: Output, link: Element) -> bool:
    entry = link.parent
    if entry is None or entry.tag != "li":
        return False
    return output.text_of(entry) == output.text_of(link)


def _height_of_entry(link: Element) -> float:
    return _vertical_padding(link.parent.style) if link.parent else 0.0


def _height(link: Element) -> float | None:
    """Of one line of a link, as far as styles on tags tell; None where they do not."""
    size, line = _nearest(link, "font-size"), _nearest(link, "line-height")
    if size is None and line is None:
        return None
    font = _pixels(size, _USUAL_FONT) or _USUAL_FONT
    height = _pixels(line, font) if line else font * _USUAL_LINE
    return None if height is None else height + _vertical_padding(link.style)


def _nearest(element: Element, name: str) -> str | None:
    here: Element | None = element
    while here is not None:
        if value := here.style.get(name):
            return value
        here = here.parent
    return None


def _pixels(value: str | None, base: float) -> float | None:
    match = _LENGTH.match(value or "")
    if match is None:
        return None
    number, unit = float(match["number"]), match["unit"]
    if unit == "px":
        return number
    return number * base / 100 if unit == "%" else number * base


def _vertical_padding(style: dict[str, str]) -> float:
    sides = [_pixels(side, _USUAL_FONT) or 0.0 for side in style.get("padding", "0").split()]
    top, bottom = sides[0], sides[2] if len(sides) > 2 else sides[0]
    top = _pixels(style.get("padding-top"), _USUAL_FONT) or top
    bottom = _pixels(style.get("padding-bottom"), _USUAL_FONT) or bottom
    return top + bottom
