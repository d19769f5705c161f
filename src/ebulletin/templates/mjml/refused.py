"""What MJML has and a theme may not use, each with another way to the same end."""

from collections.abc import Mapping

_SIDES = ("top", "right", "bottom", "left")

REFUSED: Mapping[str, str] = {
    "mj-carousel": "Use mj-image for each picture: mail readers show a carousel as its first one.",
    "mj-carousel-image": "Use mj-image instead.",
    "mj-accordion": "Use a heading and mj-text: nothing may be hidden from readers.",
    "mj-accordion-element": "Use mj-text instead.",
    "mj-accordion-title": "Use a heading in mj-text instead.",
    "mj-accordion-text": "Use mj-text instead.",
    "mj-navbar": "Use links in mj-text: a navbar folds away on phones, and its links with it.",
    "mj-navbar-link": "Use a link in mj-text instead.",
    "mj-html-attributes": "Write the attributes in the HTML of mj-text, mj-table or mj-raw.",
    "mj-selector": "Write the attributes in the HTML of mj-text, mj-table or mj-raw.",
    "mj-html-attribute": "Write the attribute in the HTML of mj-text, mj-table or mj-raw.",
}
"""Components of MJML that themes may not use, and what to use instead."""

REFUSED_ATTRIBUTES: Mapping[tuple[str, str], str] = {
    ("mj-hero", "padding-left"): "Give padding to what stands in the hero.",
    ("mj-hero", "padding-right"): "Give padding to what stands in the hero.",
    ("mj-raw", "position"): "Take it out; nothing may stand before the doctype.",
}
"""Attributes of MJML that the engine drops or reckons with wrongly, and what to use instead."""

LOST_ATTRIBUTES: Mapping[tuple[str, str], str] = {
    ("mj-hero", "container-background-color"): "Use `background-color`.",
    ("mj-hero", "inner-padding"): "Give padding to what stands in the hero.",
    **{
        ("mj-hero", f"inner-padding-{side}"): "Give padding to what stands in the hero."
        for side in _SIDES
    },
    ("mj-section", "text-padding"): "Use `padding`.",
    ("mj-wrapper", "text-padding"): "Use `padding`.",
    ("mj-spacer", "border"): "Use mj-divider.",
    **{("mj-spacer", f"border-{side}"): "Use mj-divider." for side in _SIDES},
    ("mj-social", "table-layout"): "Take it out.",
    ("mj-social", "vertical-align"): "Give it to the mj-social-element.",
    ("mj-table", "font-weight"): "Write it as a style in the HTML of the table.",
    ("mj-table", "vertical-align"): "Write it as a style in the HTML of the table.",
    ("mj-text", "background-color"): "Use `container-background-color`.",
    ("mj-text", "vertical-align"): "Give it to the column.",
}
"""Attributes of MJML that do nothing in the reference compiler either, and what does something."""

REFUSED_WITH_BODY = frozenset(
    {"mj-accordion-title", "mj-accordion-text", "mj-carousel-image", "mj-navbar-link"}
)
"""Tags among the refused ones whose content is HTML or plain text."""
