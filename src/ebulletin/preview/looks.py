"""What stands in for mail readers: the e-mail by day or night, in Outlook, without pictures."""

from collections.abc import Callable, Mapping

from ebulletin.preview.model import Dark, Selection
from ebulletin.templates.clients import (
    as_dark,
    as_fully_inverted,
    as_light,
    as_outlook,
    as_partly_inverted,
    without_pictures,
)

_BY_NIGHT: Mapping[Dark, Callable[[str], str]] = {
    "no": as_light,
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
        html = as_dark(html) if selection.dark != "no" else as_light(html)
    else:
        html = as_light(html)
    return html if selection.has_pictures else without_pictures(html)
