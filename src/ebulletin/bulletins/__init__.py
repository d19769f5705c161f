"""Editions: as they are planned, and with their items in place."""
