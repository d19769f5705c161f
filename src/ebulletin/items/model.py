"""The shape of an item: one piece of content that a bulletin can carry, of one of six kinds."""

from collections.abc import Mapping

from ebulletin.items.base import Audience, ItemBase, TitledItem
from ebulletin.items.contact import Contact, EmailField, PhoneField, SocialField
from ebulletin.items.event import (
    BookingField,
    Event,
    EventDefaults,
    JoiningField,
    SessionField,
    VenueField,
)
from ebulletin.items.kinds import Priority, Qa, Resource, Update
from ebulletin.items.parts import (
    NOT_SUPPLIED,
    ActionField,
    ApprovalField,
    AttachmentFile,
    CorrectionField,
    DeadlineField,
    DecisionField,
    IgnoreField,
    ImageFile,
    KeyMessageField,
    Level,
    Link,
    QuoteField,
    Readers,
    Status,
)

Item = Update | Event | Resource | Qa | Priority | Contact

KINDS: Mapping[str, type[Item]] = {
    "update": Update,
    "event": Event,
    "resource": Resource,
    "qa": Qa,
    "priority": Priority,
    "contact": Contact,
}
"""The shape of each kind, by its word."""

SHORTHANDS: Mapping[str, tuple[str, str]] = {
    "training": ("event", "training"),
    "guidance": ("resource", "guidance"),
}
"""Words for `kind` that stand for a kind and a type."""

__all__ = [
    "KINDS",
    "NOT_SUPPLIED",
    "SHORTHANDS",
    "ActionField",
    "ApprovalField",
    "AttachmentFile",
    "Audience",
    "BookingField",
    "Contact",
    "CorrectionField",
    "DeadlineField",
    "DecisionField",
    "EmailField",
    "Event",
    "EventDefaults",
    "IgnoreField",
    "ImageFile",
    "Item",
    "ItemBase",
    "JoiningField",
    "KeyMessageField",
    "Level",
    "Link",
    "PhoneField",
    "Priority",
    "Qa",
    "QuoteField",
    "Readers",
    "Resource",
    "SessionField",
    "SocialField",
    "Status",
    "TitledItem",
    "Update",
    "VenueField",
]
