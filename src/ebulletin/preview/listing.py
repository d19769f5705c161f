"""The list of bulletins to choose from, and the people of the sample list to read as."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.load import PlanFile
from ebulletin.press.previewing import named
from ebulletin.preview.model import Listed, SampleReader, Shown
from ebulletin.values.dates import long_date
from ebulletin.workspace import Workspace

SAMPLE = "recipients/sample.csv"
_LARGEST_SAMPLE_IN_BYTES = 1_000_000
_MOST_PEOPLE = 50


def shown(workspace: Workspace) -> Shown:
    """The workspace as the page lists it."""
    titles = named(workspace)
    found = [_listed(workspace, each, titles) for each in workspace.plans.values()]
    found.sort(key=lambda each: (each.day, each.slug), reverse=True)
    unread = [
        Listed(slug, slug, "", "", (), (), is_readable=False) for slug in workspace.unread_plans
    ]
    name = workspace.settings.short_name if workspace.settings else ""
    return Shown(
        name or workspace.root.name, (*found, *unread), people_in(workspace.root), dict(titles)
    )


def newest(workspace: Workspace) -> str:
    """The bulletin with the latest date; empty where there is none."""
    dated = [(file.plan.day or date.min, slug) for slug, file in workspace.plans.items()]
    return max(dated)[1] if dated else next(iter(workspace.unread_plans), "")


def _listed(workspace: Workspace, file: PlanFile, titles: Mapping[str, str]) -> Listed:
    plan = file.plan
    settings = workspace.settings
    series = settings.series.get(plan.series) if settings else None
    variants = variants_of(plan, settings) if settings else ()
    first = variants[0].name if variants else ""
    edition = plan.edition.of(first) or ""
    name = (plan.title.of(first) if plan.title else None) or (series.name if series else "")
    return Listed(
        slug=plan.slug,
        title=", ".join(each for each in (name, edition) if each) or plan.slug,
        day=plan.day.isoformat() if plan.day else "",
        day_words=long_date(plan.day) if plan.day else "",
        variants=tuple(each.name for each in variants),
        items=tuple(titles[each] for each in plan.named_items() if each in titles),
        is_draft=plan.status == "draft",
    )


def people_in(root: Path) -> tuple[SampleReader, ...]:
    """The rows of the invented sample list, its first fifty; none where there is no such file.

    No other list is ever read here: the preview is often shown to others.
    """
    file = root / SAMPLE
    try:
        if file.is_symlink() or file.stat().st_size > _LARGEST_SAMPLE_IN_BYTES:
            return ()
        text = file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ()
    people = []
    for row in csv.DictReader(io.StringIO(text)):
        fields = {
            name.strip(): value.strip()
            for name, value in row.items()
            if isinstance(name, str) and isinstance(value, str) and value.strip()
        }
        if fields:
            people.append(SampleReader(_called(fields), _without_address(fields)))
        if len(people) == _MOST_PEOPLE:
            break
    return tuple(people)


def _called(fields: dict[str, str]) -> str:
    name = " ".join(fields[each] for each in ("first_name", "last_name") if each in fields)
    rest = [fields[each] for each in ("role", "organisation") if each in fields]
    return ", ".join(each for each in (name, *rest) if each) or "A reader without a name"


def _without_address(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name != "email"}
