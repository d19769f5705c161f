"""What stands in for mail readers: the e-mail by day or night, in Outlook, without pictures."""

import re
from collections.abc import Callable, Mapping

from ebulletin.preview.model import Dark, Selection
from ebulletin.templates.clients import (
    as_dark,
    as_fully_inverted,
    as_outlook,
    as_partly_inverted,
    without_pictures,
)

# Conditions that no screen meets, and that every one does.
_NEVER, _ALWAYS = "(max-width:0px)", "(min-width:0px)"
_ONLY_LIGHT = "<style>:root{color-scheme:only light}</style>"
_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)


def by_day(html: str) -> str:
    """By day, whatever the machine that shows it is set to.

    The same as `as_light`, for a document whose conditions all stand in its head; this one is
    painted after each saved file, so that it must cost nothing.
    """
    head, end, body = html.partition("</head>")
    bright = _SCHEME.sub(lambda each: _NEVER if each[1].lower() == "dark" else _ALWAYS, head)
    return f"{bright}{_ONLY_LIGHT}{end}{body}"


_BY_NIGHT: Mapping[Dark, Callable[[str], str]] = {
    "no": by_day,
    "asked": as_dark,
    "partly": as_partly_inverted,
    "fully": as_fully_inverted,
}


def as_seen(html: str, selection: Selection) -> str:
    """The HTML as a reader's program shows it.

    A web page is not laid out by Outlook, and no browser inverts it by itself; on paper it is
    always day.
    """
    if selection.form == "email":
        html = as_outlook(html) if selection.is_outlook else html
        html = _BY_NIGHT[selection.dark](html)
    elif selection.form == "web":
        html = as_dark(html) if selection.dark != "no" else by_day(html)
    else:
        html = by_day(html)
    return html if selection.has_pictures else without_pictures(html)
