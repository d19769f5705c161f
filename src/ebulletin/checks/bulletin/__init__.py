"""The bulletin as a whole: its date, its items and sections, its subject, and its meeting."""

from ebulletin.checks.bulletin import contents, edition, items, meeting, repeats, sequence, words

__all__ = ["contents", "edition", "items", "meeting", "repeats", "sequence", "words"]
