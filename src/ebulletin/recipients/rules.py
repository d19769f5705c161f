"""What a workspace asks of a list: its segments, its domains, its merge fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ebulletin.recipients.domains import DomainRules, rule_of
from ebulletin.settings.model import Partnership
from ebulletin.values.choices import fold_choice


def today() -> date:
    """The day in London; asked only for what happens now, such as somebody being added."""
    return datetime.now(ZoneInfo("Europe/London")).date()


@dataclass(frozen=True, slots=True)
class ListRules:
    """What is asked of the rows of a sheet.

    Attributes:
        segments: Names in partnership.yaml, by every spelling that is understood (folded).
        domains: Which are allowed, retired or ours.
        merge_fields: Columns beyond the known ones that texts may use.
        mapping: Names or letters of columns in the sheet, each with our name for it.
        given: What stands where a row has an empty cell, or the sheet no such column.
        today: Stands for the day of an opt-out that is a mere yes.
        sheet: The sheet of a workbook to read; without it, the likeliest.
        shows_addresses: Whether findings may repeat addresses; a person has to ask for it.
    """

    segments: Mapping[str, str]
    domains: DomainRules = field(default_factory=DomainRules)
    merge_fields: frozenset[str] = frozenset()
    mapping: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    today: date = field(default_factory=today)
    sheet: str | None = None
    shows_addresses: bool = False


def rules_of(partnership: Partnership) -> ListRules:
    """What partnership.yaml asks of lists."""
    segments = {fold_choice(each.name): slug for slug, each in partnership.segments.items()}
    domains = partnership.domains
    return ListRules(
        segments=segments | {fold_choice(slug): slug for slug in partnership.segments},
        domains=DomainRules(
            tuple(rule_of(each) for each in domains.recipients),
            tuple(rule_of(each) for each in domains.ours),
            {rule_of(old): rule_of(new) for old, new in domains.retired.items()},
        ),
        merge_fields=frozenset(partnership.merge_fields),
    )
