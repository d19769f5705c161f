"""Recipients, lists and a partnership with segments, as tests about lists need them."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from check_bench import SETTINGS
from ebulletin.recipients.model import COLUMNS, Recipient, RecipientList
from ebulletin.settings import Partnership, Variant, parse_settings

SEGMENTS = """\
  dsl: {name: designated safeguarding leads}
  governors: {name: governors and trustees}
  schools: {name: schools and colleges, includes: [dsl, governors]}
  health: {name: health staff}
  parents: {name: parents and carers, level: public}
"""
DAY = date(2026, 9, 23)
PROFESSIONAL = Variant(name="professional", level="professional")
PUBLIC = Variant(name="public", level="public")
SCHOOLS = Variant(name="schools", level="professional", segments=("schools",))
LEADS = Variant(name="leads", level="professional", segments=("dsl",))
FAMILIES = Variant(name="families", level="public", segments=("parents",))

# Somebody who may have everything.
CLEARED = Recipient(
    email="ann@fenwold-primary.example.org",
    segments=("dsl",),
    variant="professional",
    address_type="named work",
    basis="public task",
    added=date(2026, 1, 12),
    confirmed=date(2026, 9, 2),
    source="Cluster meeting",
    row=2,
)


@cache
def partnership(more: str = "") -> Partnership:
    """A demonstration with five segments; `more` is added at the end."""
    before, _, _ = SETTINGS.partition("segments:\n")
    text = f"{before}segments:\n{SEGMENTS}merge_fields: [district]\n{more}"
    settings, _, findings = parse_settings(text)
    assert settings is not None, findings
    return settings


def somebody(email: str = CLEARED.email, **fields: Any) -> Recipient:
    """Somebody who may have everything, but for what is given."""
    return replace(CLEARED, email=email, **fields)


def listing(*people: Recipient, name: str = "heads") -> RecipientList:
    """A list of them, with the rows counted from 2."""
    numbered = tuple(replace(each, row=row) for row, each in enumerate(people, start=2))
    return RecipientList(name, numbered, (*COLUMNS, "district"))
