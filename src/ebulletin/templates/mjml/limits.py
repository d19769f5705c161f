"""Right MJML that must not pass: the engine makes something else of it, or readers get nothing.

What the engine gets wrong was found by comparing with the reference compiler; where it cannot be
mended, the author is told another way to the same look.
"""

import re
from collections.abc import Iterator

from ebulletin.templates.mjml.css import fault_in
from ebulletin.templates.mjml.mend import has_padding
from ebulletin.templates.mjml.model import Element, MjmlProblem

_WIDTH = re.compile(r"\d*\.?\d+px")


def beyond_the_engine(element: Element, parent: Element | None = None) -> Iterator[MjmlProblem]:
    """Everything in a resolved document that the engine would get wrong in silence."""
    check = _CHECKS.get(element.tag)
    problem = (check(element, parent) if check else None) or _border(element)
    if problem:
        yield problem
    for child in element.children:
        yield from beyond_the_engine(child, element)


def _hero(hero: Element, _: Element | None) -> MjmlProblem | None:
    if _is_level(hero.value("padding") or "0"):
        return None
    return hero.spot.problem(
        "padding at the sides of <mj-hero> is not taken off the widths in it",
        "Give padding to what stands in the hero.",
    )


def _column(column: Element, _: Element | None) -> MjmlProblem | None:
    borders = [each for each in column.attributes if each.name.startswith("inner-border")]
    if not borders or has_padding(column):
        return None
    return borders[0].spot.problem(
        f"{borders[0].name!r} draws nothing round a column without padding",
        "Use `border` instead, or give the column padding as well.",
    )


def _button(button: Element, _: Element | None) -> MjmlProblem | None:
    if not (button.body or "").strip():
        return button.spot.problem("a button without words", "Say what the button does.")
    width = button.value("width") or ""
    sides = ("border", "border-left", "border-right")
    has_border = any((button.value(name) or "none") not in ("none", "0") for name in sides)
    if not (width.endswith("px") and has_border):
        return None
    return button.spot.problem(
        "a button with a border and a width in px comes out too wide",
        "Leave one of them out; padding makes a button wide, too.",
    )


def _section(section: Element, _: Element | None) -> MjmlProblem | None:
    if section.value("full-width") != "full-width" or not section.value("border-radius"):
        return None
    return section.spot.problem(
        "round corners on something of full width end up at the edges of the window",
        "Leave out `full-width` or `border-radius`.",
    )


def _image(image: Element, _: Element | None) -> MjmlProblem | None:
    if not image.value("href") or (image.value("alt") or "").strip():
        return None
    return image.spot.problem(
        "a linked picture without words in `alt`", "Say in `alt` where the link leads."
    )


def _social_element(element: Element, _: Element | None) -> MjmlProblem | None:
    if (element.body or "").strip() or (element.value("alt") or "").strip():
        return None
    return element.spot.problem(
        "an icon with neither words nor `alt`", "Write the words between its tags, or in `alt`."
    )


def _raw(raw: Element, parent: Element | None) -> MjmlProblem | None:
    if parent is None or parent.tag != "mj-wrapper":
        return None
    return raw.spot.problem(
        "HTML between the sections of <mj-wrapper> would be seen in Outlook only",
        "Put it into a column, or before or after the wrapper.",
    )


def _style(style: Element, _: Element | None) -> MjmlProblem | None:
    fault = fault_in(style.body or "", is_inline=style.value("inline") is not None)
    return style.spot.problem(*fault) if fault else None


def _border(element: Element) -> MjmlProblem | None:
    """A side without a width of its own is given that of `border` by the engine."""
    if not _WIDTH.match(element.value("border") or ""):
        return None
    for side in ("border-left", "border-right"):
        value = element.value(side)
        if value is not None and not _WIDTH.match(value):
            return element.spot.problem(
                f"{side!r} on <{element.tag}> says no width, while `border` has one",
                f'Write {side}="0px none", or give it a width in px.',
            )
    return None


def _is_level(padding: str) -> bool:
    """Whether a padding of one to four lengths leaves the sides alone."""
    lengths = padding.split()
    right = lengths[1] if len(lengths) > 1 else lengths[0]
    left = lengths[3] if len(lengths) > 3 else right
    return float(right.removesuffix("px")) == float(left.removesuffix("px")) == 0


_CHECKS = {
    "mj-button": _button,
    "mj-column": _column,
    "mj-hero": _hero,
    "mj-image": _image,
    "mj-raw": _raw,
    "mj-section": _section,
    "mj-social-element": _social_element,
    "mj-style": _style,
    "mj-wrapper": _section,
}
