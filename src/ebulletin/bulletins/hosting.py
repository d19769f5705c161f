"""Where the public files of a composed bulletin are read: on the website, or in the message."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ebulletin.bulletins.composed import Attachment, Bulletin
from ebulletin.bulletins.walking import Walk


def hosted_under(bulletin: Bulletin, page: str | None, hosted: Collection[str]) -> Bulletin:
    """The same bulletin with the address of each public file; one without address travels.

    In a message no link can lead to a file beside it, as one on a web page does.

    Args:
        page: Address of the public page, beside which its files lie; None where there is none.
        hosted: Names of the files that lie there.
    """
    return _Hosting(page, hosted).walk(bulletin)


class _Hosting(Walk):
    def __init__(self, page: str | None, hosted: Collection[str]) -> None:
        self.page = page
        self.hosted = hosted

    def shape(self, value: Any) -> Any:
        """An attachment with its address, or one that travels; all else walked."""
        if not isinstance(value, Attachment) or not value.is_hosted:
            return super().shape(value)
        if self.page is None or value.name not in self.hosted:
            return replace(value, is_hosted=False)
        return replace(value, address=f"{self.page.rstrip('/')}/files/{value.name}")
