"""The components of MJML 4 that a theme may use: their attributes, and what may stand in what.

Names and places are those of the reference compiler (mjml 4.18); the kinds of value are stricter
where the reference takes any text and mail readers do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ebulletin.templates.mjml import values as v
from ebulletin.templates.mjml.refused import REFUSED_WITH_BODY


@dataclass(frozen=True, slots=True)
class Component:
    """One tag.

    Attributes:
        attributes: Name to the kind of its value.
        inside: Tags that it may stand in.
        has_body: What stands in it is HTML or plain text, not MJML.
        required: Attributes without which it makes no sense.
    """

    inside: tuple[str, ...]
    attributes: Mapping[str, v.ValueKind] = field(default_factory=dict)
    has_body: bool = False
    required: tuple[str, ...] = ()


_SIDES = ("top", "right", "bottom", "left")


def _sides(name: str, kind: v.ValueKind) -> dict[str, v.ValueKind]:
    return {f"{name}-{side}": kind for side in _SIDES}


_PADDING = {"padding": v.ROOM} | _sides("padding", v.PIXELS)
_BORDERS = {"border": v.BORDER} | _sides("border", v.BORDER)
_COMMON = {"css-class": v.NAMES, "mj-class": v.NAMES}
_VERTICAL = {"vertical-align": v.choice("top", "middle", "bottom")}
_ALIGN = {"align": v.choice("left", "center", "right")}
_DIRECTION = {"direction": v.choice("ltr", "rtl")}
_FONT = {
    "color": v.COLOUR,
    "font-family": v.STYLE_TEXT,
    "font-size": v.PIXELS,
    "font-style": v.FONT_STYLE,
    "font-weight": v.WEIGHT,
    "line-height": v.LINE_HEIGHT,
    "text-decoration": v.DECORATION,
}
_CONTAINER = {"container-background-color": v.COLOUR}
_LINK = {
    "href": v.ADDRESS,
    "rel": v.NAMES,
    "target": v.choice("_blank", "_self", "_parent", "_top"),
}
_ICON = {"icon-size": v.LENGTH, "icon-height": v.LENGTH, "icon-padding": v.ROOM}
_IN_COLUMN = ("mj-column", "mj-hero")
_SECTION = (
    _COMMON
    | _PADDING
    | _BORDERS
    | _DIRECTION
    | {
        "background-color": v.COLOUR,
        "background-url": v.ADDRESS,
        "background-repeat": v.choice("repeat", "no-repeat"),
        "background-size": v.STYLE_TEXT,
        "background-position": v.STYLE_TEXT,
        "background-position-x": v.STYLE_TEXT,
        "background-position-y": v.STYLE_TEXT,
        "border-radius": v.BOX,
        "full-width": v.choice("full-width", "false"),
        "text-align": v.choice("left", "center", "right"),
    }
)

COMPONENTS: Mapping[str, Component] = {
    "mjml": Component(inside=(), attributes={"lang": v.TEXT, "dir": v.TEXT}),
    "mj-head": Component(inside=("mjml",)),
    "mj-body": Component(
        inside=("mjml",), attributes=_COMMON | {"width": v.PIXELS, "background-color": v.COLOUR}
    ),
    "mj-attributes": Component(inside=("mj-head",)),
    "mj-breakpoint": Component(
        inside=("mj-head",), attributes={"width": v.PIXELS}, required=("width",)
    ),
    "mj-font": Component(
        inside=("mj-head",),
        attributes={"name": v.STYLE_TEXT, "href": v.ADDRESS},
        required=("name", "href"),
    ),
    "mj-preview": Component(inside=("mj-head",), has_body=True),
    "mj-style": Component(
        inside=("mj-head",), attributes={"inline": v.choice("inline")}, has_body=True
    ),
    "mj-title": Component(inside=("mj-head",), has_body=True),
    "mj-raw": Component(
        inside=(
            *("mj-head", "mj-body", "mj-wrapper", "mj-section", "mj-group", "mj-column"),
            *("mj-hero", "mj-social"),
        ),
        has_body=True,
    ),
    "mj-include": Component(
        inside=(
            *("mjml", "mj-head", "mj-attributes", "mj-body", "mj-wrapper", "mj-section"),
            *("mj-group", "mj-column", "mj-hero", "mj-social"),
        ),
        attributes={
            "path": v.TEXT,
            "type": v.choice("mjml", "css", "html"),
            "css-inline": v.choice("inline"),
        },
        required=("path",),
    ),
    "mj-wrapper": Component(inside=("mj-body",), attributes=_SECTION | {"gap": v.PIXELS}),
    "mj-section": Component(inside=("mj-body", "mj-wrapper"), attributes=_SECTION),
    "mj-group": Component(
        inside=("mj-section",),
        attributes=_COMMON
        | _DIRECTION
        | _VERTICAL
        | {"background-color": v.COLOUR, "width": v.LENGTH},
    ),
    "mj-column": Component(
        inside=("mj-section", "mj-group"),
        attributes=_COMMON
        | _PADDING
        | _BORDERS
        | _DIRECTION
        | _VERTICAL
        | {
            "background-color": v.COLOUR,
            "border-radius": v.BOX,
            "inner-background-color": v.COLOUR,
            "inner-border": v.BORDER,
            "inner-border-radius": v.BOX,
            "width": v.LENGTH,
        }
        | _sides("inner-border", v.BORDER),
    ),
    "mj-hero": Component(
        inside=("mj-body", "mj-wrapper"),
        attributes=_COMMON
        | _VERTICAL
        | {
            "background-color": v.COLOUR,
            "background-height": v.PIXELS,
            "background-position": v.STYLE_TEXT,
            "background-url": v.ADDRESS,
            "background-width": v.PIXELS,
            "border-radius": v.BOX,
            "height": v.PIXELS,
            "inner-background-color": v.COLOUR,
            "mode": v.choice("fixed-height"),
            "padding": v.ROOM,
            "padding-bottom": v.PIXELS,
            "padding-top": v.PIXELS,
        },
    ),
    "mj-text": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON
        | _PADDING
        | _CONTAINER
        | _FONT
        | {
            "align": v.choice("left", "center", "right", "justify"),
            "height": v.LENGTH,
            "letter-spacing": v.LETTER_SPACING,
            "text-transform": v.TRANSFORM,
        },
        has_body=True,
    ),
    "mj-button": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON
        | _PADDING
        | _BORDERS
        | _CONTAINER
        | _FONT
        | _VERTICAL
        | _ALIGN
        | _LINK
        | {
            "background-color": v.COLOUR,
            "border-radius": v.BOX,
            "height": v.LENGTH,
            "inner-padding": v.ROOM,
            "letter-spacing": v.LETTER_SPACING,
            "name": v.TEXT,
            "title": v.TEXT,
            "text-align": v.choice("left", "center", "right"),
            "text-transform": v.TRANSFORM,
            "width": v.LENGTH,
        },
        has_body=True,
        required=("href",),
    ),
    "mj-image": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON
        | _PADDING
        | _BORDERS
        | _CONTAINER
        | _ALIGN
        | _LINK
        | {
            "alt": v.TEXT,
            "border-radius": v.BOX,
            "fluid-on-mobile": v.TRUTH,
            "font-size": v.PIXELS,
            "height": v.PIXELS_OR_AUTO,
            "max-height": v.LENGTH,
            "name": v.TEXT,
            "sizes": v.STYLE_TEXT,
            "src": v.ADDRESS,
            "srcset": v.ADDRESS,
            "title": v.TEXT,
            "usemap": v.TEXT,
            "width": v.PIXELS,
        },
        required=("src", "alt"),
    ),
    "mj-divider": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON
        | _PADDING
        | _CONTAINER
        | _ALIGN
        | {
            "border-color": v.COLOUR,
            "border-style": v.BORDER_STYLE,
            "border-width": v.PIXELS,
            "width": v.LENGTH,
        },
    ),
    "mj-spacer": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON | _PADDING | _CONTAINER | {"height": v.PIXELS},
    ),
    "mj-table": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON
        | _PADDING
        | _CONTAINER
        | _ALIGN
        | {
            "border": v.BORDER,
            "cellpadding": v.WHOLE_NUMBER,
            "cellspacing": v.WHOLE_NUMBER,
            "color": v.COLOUR,
            "font-family": v.STYLE_TEXT,
            "font-size": v.PIXELS,
            "line-height": v.LINE_HEIGHT,
            "role": v.choice("none", "presentation"),
            "table-layout": v.choice("auto", "fixed", "initial", "inherit"),
            "width": v.LENGTH_OR_AUTO,
        },
        has_body=True,
    ),
    "mj-social": Component(
        inside=_IN_COLUMN,
        attributes=_COMMON
        | _PADDING
        | _CONTAINER
        | _FONT
        | _ALIGN
        | _ICON
        | {
            "border-radius": v.LENGTH,
            "inner-padding": v.ROOM,
            "mode": v.choice("horizontal", "vertical"),
            "text-padding": v.ROOM,
        },
    ),
    "mj-social-element": Component(
        inside=("mj-social",),
        attributes=_COMMON
        | _PADDING
        | _FONT
        | _VERTICAL
        | _ALIGN
        | _LINK
        | _ICON
        | {
            "alt": v.TEXT,
            "background-color": v.COLOUR,
            "border-radius": v.PIXELS,
            "icon-position": v.choice("left", "right"),
            "name": v.TEXT,
            "sizes": v.STYLE_TEXT,
            "src": v.ADDRESS,
            "srcset": v.ADDRESS,
            "text-padding": v.ROOM,
            "title": v.TEXT,
        },
        has_body=True,
        required=("src",),
    ),
}

ENDING_TAGS = REFUSED_WITH_BODY | {tag for tag, each in COMPONENTS.items() if each.has_body}
"""Tags whose content is HTML or plain text, which MJML does not read."""
