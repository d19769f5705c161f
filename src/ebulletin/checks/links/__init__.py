"""Links, files and cross-references: what leads nowhere, and what does not say where it leads."""

from ebulletin.checks.links import addresses, describing, pointing, unknown, wording, wrapped

__all__ = ["addresses", "describing", "pointing", "unknown", "wording", "wrapped"]
