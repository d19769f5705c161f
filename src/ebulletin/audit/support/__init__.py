"""What the readers' mail programs leave out, by the tests of caniemail.com."""

from ebulletin.audit.support import features, markup_faults

__all__ = ["features", "markup_faults"]
