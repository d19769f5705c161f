"""A bulletin as plain text, for readers and programs that show no HTML."""

from ebulletin.templates.plaintext.document import write_text

__all__ = ["write_text"]
