"""What could bring a child, a family or a colleague to harm."""

from ebulletin.checks.safety import advice, block, details, privacy, routes, stray

__all__ = ["advice", "block", "details", "privacy", "routes", "stray"]
