"""Where the public files of a composed bulletin are read: on the website, or in the message."""

from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ebulletin.bulletins.composed import Attachment, Bulletin

_Value = TypeVar("_Value")


def hosted_under(bulletin: Bulletin, page: str | None, hosted: Collection[str]) -> Bulletin:
    """The same bulletin with the address of each public file; one without address travels.

    In a message no link can lead to a file beside it, as one on a web page does.

    Args:
        page: Address of the public page, beside which its files lie; None where there is none.
        hosted: Names of the files that lie there.
    """

    def settled(attachment: Attachment) -> Attachment:
        if not attachment.is_hosted:
            return attachment
        if page is None or attachment.name not in hosted:
            return replace(attachment, is_hosted=False)
        return replace(attachment, address=f"{page.rstrip('/')}/files/{attachment.name}")

    def walked(value: Any) -> Any:
        if isinstance(value, Attachment):
            return settled(value)
        if isinstance(value, tuple):
            inside = tuple(map(walked, value))
            same = all(new is old for new, old in zip(inside, value, strict=True))
            return value if same else inside
        if is_dataclass(value) and not isinstance(value, type):
            return _with_changes(value, walked)
        return value

    return _with_changes(bulletin, walked)


def _with_changes(value: _Value, walked: Any) -> _Value:
    """A shape with its fields walked; the very same one where nothing changed."""
    changes = {}
    for each in fields(value):  # type: ignore[arg-type] # only dataclasses come here
        old = getattr(value, each.name)
        new = walked(old)
        if new is not old:
            changes[each.name] = new
    return replace(value, **changes) if changes else value  # type: ignore[type-var]
