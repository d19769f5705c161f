"""What to do instead of what some mail programs leave out."""

from collections.abc import Mapping

_TABLE = "Set the columns as a table with role=presentation; one cell for each."
_CELL = "Put what belongs together into one cell of a table."
_HEX = "Write the colour as #RRGGBB."
_PIXELS = "Write the length in px."
_PHOTO = "Save the picture as JPEG or PNG."
_FIELD = "Link a form on a web page; answers from inside an e-mail are lost for many."
_PICTURE = "Link the page, with a still picture that has an alt."
_GROUND = "Set a plain background-color as well, on which the words can be read."
_VALUE = "Write the value itself, before this line, for those who drop it."

INSTEAD: Mapping[str, str] = {
    "css-display-flex": _TABLE, "css-display-grid": _TABLE, "css-grid-template": _TABLE,
    "css-column-count": _TABLE, "css-column-layout-properties": _TABLE,
    "css-position": _CELL, "css-left-right-top-bottom": _CELL, "css-inset": _CELL,
    "css-z-index": _CELL, "css-transform": "Place it where it belongs with padding.",
    "css-float": "Use align on the picture or table, or two cells of a table.",
    "css-background-image": _GROUND, "html-background": _GROUND, "css-linear-gradient": _GROUND,
    "css-radial-gradient": _GROUND, "css-conic-gradient": _GROUND,
    "css-variables": _VALUE, "css-unit-calc": _VALUE, "css-function-min": _VALUE,
    "css-function-max": _VALUE, "css-function-clamp": _VALUE, "css-modern-color": _HEX,
    "css-function-light-dark": "Use @media (prefers-color-scheme: dark), and a plain colour first.",
    "css-rgba": _HEX, "css-unit-rem": _PIXELS, "css-unit-vh": _PIXELS, "css-unit-vw": _PIXELS,
    "css-unit-vmin": _PIXELS, "css-unit-vmax": _PIXELS,
    "css-object-fit": "Cut the picture to its size before you place it.",
    "css-object-position": "Cut the picture to its size before you place it.",
    "css-aspect-ratio": "Give the picture its width and height.",
    "css-clip-path": "Save the picture in the shape that is wanted.",
    "css-mask-image": "Save the picture in the shape that is wanted.",
    "css-filter": "Save the picture as it should look.",
    "css-mix-blend-mode": "Save the picture as it should look.",
    "css-at-import": "Put the rules into the e-mail's own style tag.",
    "css-nesting": "Write each rule by itself, with its whole selector.",
    "css-writing-mode": "Write from left to right, or use a picture with an alt.",
    "html-link": "Put the rules into the e-mail's own style tag.",
    "html-form": _FIELD, "html-select": _FIELD, "html-textarea": _FIELD, "html-input-text": _FIELD,
    "html-input-checkbox": _FIELD, "html-input-radio": _FIELD, "html-input-submit": _FIELD,
    "html-input-reset": _FIELD, "html-button-submit": _FIELD, "html-button-reset": _FIELD,
    "html-audio": _PICTURE, "html-video": _PICTURE, "html-object": _PICTURE,
    "html-svg": "Save the drawing as PNG, and place it as a picture with an alt.",
    "html-dialog": "Write the words into the e-mail.",
    "html-popover": "Write the words into the e-mail.",
    "html-base": "Write each address whole.", "html-marquee": "Let the words stand still.",
    "html-meter": "Say the number in words.", "html-progress": "Say the number in words.",
    "image-webp": _PHOTO, "image-avif": _PHOTO, "image-svg": _PHOTO, "image-bmp": _PHOTO,
    "image-tiff": _PHOTO, "image-heif": _PHOTO, "image-ico": _PHOTO, "image-apng": _PHOTO,
    "image-mp4": _PICTURE, "image-base64": "Let the picture travel as a part of the message (cid).",
    "amp": "Write the e-mail in plain HTML.",
    "html-hidden": "Hide it with display:none on its tag, and mso-hide:all.",
    "css-visibility": "Hide it with display:none on its tag, and mso-hide:all.",
    "css-opacity": "Write the colour that is meant as #RRGGBB.",
}  # fmt: skip
"""By feature; where a feature stands here, an e-mail without it says or shows something else, and
not only less prettily."""
