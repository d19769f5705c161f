"""Words: unfinished, repeated, misspelt, blaming, or harder to read than they need be."""

from ebulletin.checks.words import unfinished

__all__ = ["unfinished"]
