"""The commands: each reads what was typed, makes one call, and prints."""
