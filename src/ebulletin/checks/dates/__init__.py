"""Dates and times: wrong, missing, past, out of order, or hard to read."""

from ebulletin.checks.dates import agreement, deadlines, edition, order, style, typed

__all__ = ["agreement", "deadlines", "edition", "order", "style", "typed"]
