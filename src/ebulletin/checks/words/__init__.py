"""Words: unfinished, repeated, misspelt, blaming, or harder to read than they need be."""

from ebulletin.checks.words import (
    acronyms,
    counting,
    order,
    plain,
    shape,
    spelling,
    unfinished,
)

__all__ = ["acronyms", "counting", "order", "plain", "shape", "spelling", "unfinished"]
