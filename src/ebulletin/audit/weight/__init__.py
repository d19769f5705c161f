"""What an e-mail weighs, what mail readers cut off, and whom it asks for pictures."""

from ebulletin.audit.weight import addresses, fetched, sizes

__all__ = ["addresses", "fetched", "sizes"]
