"""The partnership's own profile: who it is, its series, its readers, its safety contacts."""

from ebulletin.settings.load import parse_glossary, parse_settings
from ebulletin.settings.model import Brand, Colours, Logo, Partnership, Unsubscribe
from ebulletin.settings.running import (
    CalendarSettings,
    DeliverySettings,
    DkimSettings,
    DomainSettings,
    GlossaryTerm,
    Limits,
    SchoolHoliday,
    StyleSettings,
)
from ebulletin.settings.series import (
    BusinessPlan,
    Level,
    SafetyRole,
    SafetySettings,
    Segment,
    Sender,
    Series,
    Variant,
)

__all__ = [
    "Brand",
    "BusinessPlan",
    "CalendarSettings",
    "Colours",
    "DeliverySettings",
    "DkimSettings",
    "DomainSettings",
    "GlossaryTerm",
    "Level",
    "Limits",
    "Logo",
    "Partnership",
    "SafetyRole",
    "SafetySettings",
    "SchoolHoliday",
    "Segment",
    "Sender",
    "Series",
    "StyleSettings",
    "Unsubscribe",
    "Variant",
    "parse_glossary",
    "parse_settings",
]
