"""Items and other files: what is missing, unknown, unfinished or ignored without a reason."""

from ebulletin.checks.items import (
    body,
    ignoring,
    missing,
    reading,
    references,
    unfinished,
)

__all__ = ["body", "ignoring", "missing", "reading", "references", "unfinished"]
