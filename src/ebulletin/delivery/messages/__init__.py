"""Messages: one variant compiled once, filled for each recipient, never built anew.

Building an `EmailMessage` for each recipient costs fifty times as much; it serves as the oracle in
the tests, and nowhere else.
"""

from ebulletin.delivery.messages.compiling import CompiledMessage, compile_message
from ebulletin.delivery.messages.letterhead import Addressed, Letterhead

__all__ = ["Addressed", "CompiledMessage", "Letterhead", "compile_message"]
