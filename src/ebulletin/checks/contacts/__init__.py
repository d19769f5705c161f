"""People, numbers and addresses: whether a reader reaches whoever the bulletin names."""

from ebulletin.checks.contacts import alike, keeping, mailboxes, naming, numbers, persons

__all__ = ["alike", "keeping", "mailboxes", "naming", "numbers", "persons"]
