"""What stands beside the page: one module per panel, each from an examined variant to its shape."""

from ebulletin.preview.panels.contacts import shown_contacts
from ebulletin.preview.panels.facts import Facts
from ebulletin.preview.panels.findings import grouped_findings
from ebulletin.preview.panels.headings import shown_headings
from ebulletin.preview.panels.links import shown_links
from ebulletin.preview.panels.pictures import shown_pictures
from ebulletin.preview.panels.readers import who_sees_what
from ebulletin.preview.panels.reading import reading_ages
from ebulletin.preview.panels.sizes import sizes_of
from ebulletin.preview.panels.support import client_support

__all__ = [
    "Facts",
    "client_support",
    "grouped_findings",
    "reading_ages",
    "shown_contacts",
    "shown_headings",
    "shown_links",
    "shown_pictures",
    "sizes_of",
    "who_sees_what",
]
