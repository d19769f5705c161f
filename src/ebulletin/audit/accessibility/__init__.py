"""What keeps readers out, as far as markup shows it: WCAG 2.2 and what e-mail adds to it."""

from ebulletin.audit.accessibility import (
    basics,
    controls,
    graphics,
    links,
    roles,
    structure,
    tables,
    type_and_colour,
)

__all__ = [
    "basics", "controls", "graphics", "links", "roles", "structure", "tables", "type_and_colour",
]  # fmt: skip
