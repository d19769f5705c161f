"""Whether everyone can read it: by eye, by ear, on a phone, without colour."""

from ebulletin.checks.accessibility import emphasis, looks, structure, targets

__all__ = ["emphasis", "looks", "structure", "targets"]
