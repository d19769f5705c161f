"""A variant's content as the ledger keeps it, so that a campaign goes on without its workspace."""

import base64
import json
import zlib
from dataclasses import fields
from datetime import date
from typing import Any

from ebulletin.delivery.ledger import KeptContent, LedgerError
from ebulletin.templates.content import Content

_FORM = 1
_FILES = ("pictures", "attachments", "hosted")
# What only outputs other than messages need stays in the workspace.
_LEFT_OUT = ("bulletin", "page")


class DamagedContentError(LedgerError):
    """What was kept of a bulletin is not what was approved."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            f"What the sending ledger keeps of {slug!r} is not what was approved any more, so "
            "nothing was sent. Put back the last backup of the ledger in .ebulletin/."
        )


def kept(content: Content) -> KeptContent:
    """A content, packed."""
    written: dict[str, Any] = {
        each.name: getattr(content, each.name)
        for each in fields(Content)
        if each.name not in _LEFT_OUT
    }
    written["date"] = content.date.isoformat()
    written["segments"] = sorted(content.segments)
    for name in _FILES:
        files = written[name]
        written[name] = {key: base64.b64encode(raw).decode() for key, raw in files.items()}
    raw = json.dumps({"form": _FORM, "content": written}, ensure_ascii=False).encode()
    return KeptContent(content.variant, content.digest, zlib.compress(raw))


def unpacked(slug: str, digest: str, packed: bytes) -> Content:
    """The content again, byte for byte as it was approved.

    Raises:
        DamagedContentError: It is not.
    """
    try:
        whole = json.loads(zlib.decompress(packed))
        written = whole["content"]
        written["date"] = date.fromisoformat(written["date"])
        written["segments"] = frozenset(written["segments"])
        for name in _FILES:
            files = written[name]
            written[name] = {key: base64.b64decode(text) for key, text in files.items()}
        content = Content(**written)
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise DamagedContentError(slug) from error
    if content.digest != digest:
        raise DamagedContentError(slug)
    return content
