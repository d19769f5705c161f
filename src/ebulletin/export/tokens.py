"""Merge fields as words, so that a page keeps them for a tool that fills them in."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from ebulletin.bulletins.composed import Bulletin, Merge, Text
from ebulletin.templates.inline import merge_token


def with_tokens(bulletin: Bulletin) -> Bulletin:
    """The same bulletin with each merge field in its neutral form; a page prints its fallback."""
    changed: Bulletin = _changed(bulletin)
    return changed


def _changed(whole: Any) -> Any:
    if isinstance(whole, Merge):
        return Text(merge_token(whole))
    if isinstance(whole, tuple):
        new = tuple(_changed(each) for each in whole)
        return whole if all(a is b for a, b in zip(new, whole, strict=True)) else new
    if is_dataclass(whole) and not isinstance(whole, type):
        changes = {}
        for each in fields(whole):
            old = getattr(whole, each.name)
            new = _changed(old)
            if new is not old:
                changes[each.name] = new
        return replace(whole, **changes) if changes else whole
    return whole
