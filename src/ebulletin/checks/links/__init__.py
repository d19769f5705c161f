"""Links, files and cross-references: what leads nowhere, and what does not say where it leads."""

from ebulletin.checks.links import schemes, unknown

__all__ = ["schemes", "unknown"]
