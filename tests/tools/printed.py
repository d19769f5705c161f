"""What of a bulletin every output must print, for the tests that nothing is lost."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ebulletin.bulletins.composed import Booking, Bulletin, CallForContributions, Entry


def printed_in(value: object) -> Iterator[object]:
    """Every shape inside a bulletin that prints, from the outside in."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from printed_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from printed_in(_printed(value, field.name))


def _printed(value: object, name: str) -> object:
    inside = getattr(value, name)
    match value, name:
        case (Entry(), "contacts"):
            return tuple((each.phones, each.mailboxes) for each in inside)
        case (CallForContributions(), "contact"):
            return (inside.phones, inside.mailboxes)
        case (Booking(), "contact") | (Entry(), "summary") | (Bulletin(), "subject" | "preheader"):
            return ()
        case _:
            return inside


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)
