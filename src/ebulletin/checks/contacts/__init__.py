"""People, numbers and addresses: whether a reader reaches whoever the bulletin names."""

from ebulletin.checks.contacts import keeping, numbers

__all__ = ["keeping", "numbers"]
