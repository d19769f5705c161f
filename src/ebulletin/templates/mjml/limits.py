"""Combinations that are right MJML, but of which the engine makes something else.

Each was found by comparing with the reference compiler; where it cannot be mended, the author is
told another way to the same look.
"""

from collections.abc import Iterator

from ebulletin.templates.mjml.inline import not_inlinable
from ebulletin.templates.mjml.model import Element, MjmlProblem


def beyond_the_engine(element: Element, parent: Element | None = None) -> Iterator[MjmlProblem]:
    """Everything in a resolved document that the engine would get wrong in silence."""
    check = _CHECKS.get(element.tag)
    problem = check(element, parent) if check else None
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


def _button(button: Element, _: Element | None) -> MjmlProblem | None:
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


def _raw(raw: Element, parent: Element | None) -> MjmlProblem | None:
    if parent is None or parent.tag != "mj-wrapper":
        return None
    return raw.spot.problem(
        "HTML between the sections of <mj-wrapper> would be seen in Outlook only",
        "Put it into a column, or before or after the wrapper.",
    )


def _style(style: Element, _: Element | None) -> MjmlProblem | None:
    return not_inlinable(style.body or "", style.spot) if style.value("inline") else None


def _is_level(padding: str) -> bool:
    """Whether a padding of one to four lengths leaves the sides alone."""
    lengths = padding.split()
    right = lengths[1] if len(lengths) > 1 else lengths[0]
    left = lengths[3] if len(lengths) > 3 else right
    return float(right.removesuffix("px")) == float(left.removesuffix("px")) == 0


_CHECKS = {
    "mj-button": _button,
    "mj-hero": _hero,
    "mj-raw": _raw,
    "mj-section": _section,
    "mj-style": _style,
    "mj-wrapper": _section,
}
