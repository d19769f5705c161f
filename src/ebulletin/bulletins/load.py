"""Files to plans: the text of one bulletin's file becomes a plan, or findings say why it cannot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ebulletin.bulletins.model import Plan, PlanSection
from ebulletin.findings import Finding, Severity
from ebulletin.items.load import bad_id
from ebulletin.items.missing import missing_in_booking
from ebulletin.items.model import BookingField
from ebulletin.source import Source, read_yaml_source
from ebulletin.values.errors import quoted
from ebulletin.values.people import is_slug
from ebulletin.values.shaping import BAD_VALUE, UNKNOWN_FIELD, missing, shaped

_STAND_IN = "no-id"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan and the file that it was read from."""

    plan: Plan
    source: Source


def parse_plan(text: str, path: str) -> tuple[PlanFile | None, list[Finding]]:
    """Turn one file's text into a plan, or say why it cannot be one.

    Args:
        text: The whole file, with LF line ends.
        path: From the root of the workspace, with forward slashes; its stem is the slug.
    """
    source, findings = read_yaml_source(text, path)
    if source is None:
        return None, findings
    slug = PurePosixPath(path).stem
    has_slug = is_slug(slug)
    if not has_slug:
        findings.append(bad_id(source, slug))
    if "slug" in source.fields:
        findings.append(_slug_as_field(source))
    fields = {**source.fields, "slug": slug if has_slug else _STAND_IN}
    plan, problems = shaped(Plan, fields, source)
    findings.extend(problems)
    if plan is None:
        return None, findings
    findings.extend(_lacking(plan, source))
    findings.extend(_twice(plan, source))
    return (PlanFile(plan, source) if has_slug else None), findings


def sections_with_places(
    plan: Plan,
) -> Iterator[tuple[tuple[str | int, ...], PlanSection]]:
    """Every section of a plan, sidebar included, and where it stands in the file."""
    for part, sections in (("sections", plan.sections), ("sidebar", plan.sidebar)):
        for index, section in enumerate(sections):
            yield (part, index), section


def _slug_as_field(source: Source) -> Finding:
    return Finding(
        source.key_place("slug"),
        UNKNOWN_FIELD,
        Severity.ERROR,
        "the slug of a bulletin is the name of its file, and no field",
        "Take the line out; rename the file if the bulletin is to have another name.",
    )


def _lacking(plan: Plan, source: Source) -> Iterator[Finding]:
    """ITM105: fields that another field makes needed."""
    if not plan.sections:
        yield missing(
            source.place("sections"),
            "a bulletin",
            "sections",
            "Add at least one, for example sections: [{heading: News, items: [some-item]}].",
        )
    if plan.meeting is not None and not plan.meeting.sittings:
        yield missing(
            source.place("meeting"),
            "a meeting",
            "sittings",
            "Add when it sat, for example sittings: [{date: 4 November 2026}].",
        )
    for loc, section in sections_with_places(plan):
        if section.layout == "annex" and section.annex is None:
            yield missing(
                source.place(*loc, "layout"),
                "a section with the layout annex",
                "annex",
                "Add its label, for example annex: Annex A.",
            )
        defaults = section.event_defaults
        if defaults is not None and isinstance(defaults.booking, BookingField):
            where = (*loc, "event_defaults", "booking")
            for lacking in missing_in_booking(defaults.booking, where):
                name = lacking.field.rsplit(".", 1)[-1]
                yield missing(source.place(*where), lacking.why, name, lacking.help)


def _twice(plan: Plan, source: Source) -> Iterator[Finding]:
    """Names that must be unique in a bulletin, and are not."""
    written = ((each.name, ("variants", index)) for index, each in enumerate(plan.variants))
    for name, loc in _repeated(written):
        yield Finding(
            source.place(*loc),
            BAD_VALUE,
            Severity.ERROR,
            f"two variants have the name {quoted(name)}",
            "Give one of them another name, because each is built in a folder of that name.",
        )
    ids = (
        (section.id, (*loc, "id"))
        for loc, section in sections_with_places(plan)
        if section.id is not None
    )
    for name, loc in _repeated(ids):
        yield Finding(
            source.place(*loc),
            BAD_VALUE,
            Severity.ERROR,
            f"two sections have the id {quoted(name)}",
            "Give one of them another id, or take the ids out.",
        )


def _repeated(
    named: Iterable[tuple[str, tuple[str | int, ...]]],
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    seen: set[str] = set()
    for name, loc in named:
        if name in seen:
            yield name, loc
        seen.add(name)
