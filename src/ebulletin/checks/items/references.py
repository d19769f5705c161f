"""Names of things that do not exist: contacts, items, segments, series, and what a text cites."""

from collections.abc import Collection, Iterator, Mapping

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.load import PlanFile, sections_with_places
from ebulletin.checks.items.citing import cited_in_text
from ebulletin.checks.items.known import Known
from ebulletin.checks.locating import contact_refs
from ebulletin.checks.rule import Stage, rule
from ebulletin.checks.subjects import SetSubject
from ebulletin.findings import Finding, Severity
from ebulletin.items import model
from ebulletin.items.load import ItemFile
from ebulletin.settings import Partnership, SafetyRole, SafetySettings
from ebulletin.source import Loc, Source
from ebulletin.values.choices import nearest
from ebulletin.values.people import is_slug


@rule(
    "ITM109", "unknown-reference", Severity.ERROR, Stage.SET,
    finds="A contact, item, segment, variant, business plan, series, listed tag or section that "
    "does not exist, wherever it is named; in a text also a phone, an address or a part of the "
    "item that is not there, such as {{ actions: 4 }} of three.",
    why="What is cited would be missing in print: a number to ring, or the whole item.",
    bad="contacts: [marsh], where there is only mash",
    good="contacts: [mash]",
    fix="auto",
)  # fmt: skip
def unknown_reference(subject: SetSubject) -> Iterator[Finding]:
    """ITM109: what is cited by name exists."""
    known = Known.of(subject)
    for file in subject.items.values():
        yield from _in_item(file, known)
        yield from cited_in_text(file.source, file.item, known)
    for plan_file in subject.plans.values():
        yield from _in_plan(plan_file, known)
        yield from cited_in_text(plan_file.source, None, known)
    yield from _in_settings(subject.shelf.settings, subject.settings_source, known)


# --- Items ----------------------------------------------------------------------------------


def _in_item(file: ItemFile, known: Known) -> Iterator[Finding]:
    item, source = file.item, file.source
    for loc, ref in contact_refs(item):
        yield from known.contact(source, loc, ref.id)
    yield from _segments(source, ("audience",), item.audience, known)
    yield from _tags(source, ("tags",), item.tags, known)
    for index, cited in enumerate(item.see_also):
        yield from known.item(source, ("see_also", index), cited)
    for index, deadline in enumerate(item.deadlines):
        for place, cited in enumerate(deadline.applies_to):
            yield from known.item(source, ("deadlines", index, "applies_to", place), cited)
    for index, action in enumerate(item.actions):
        for place, owner in enumerate(action.owner):
            if _must_be_contact(owner, known):
                yield from known.contact(source, ("actions", index, "owner", place), owner)
    if isinstance(item, model.Priority) and item.business_plan is not None:
        yield from _business_plan(source, ("business_plan",), item.business_plan, known)
    if isinstance(item, model.Contact) and item.organisation and is_slug(item.organisation):
        yield from known.contact(source, ("organisation",), item.organisation)


def _must_be_contact(owner: str, known: Known) -> bool:
    """An owner may be a group in words; an id has hyphens, or is nearly that of a contact."""
    if not is_slug(owner):
        return False
    return "-" in owner or bool(nearest(owner, known.contacts))


# --- Bulletins ------------------------------------------------------------------------------


def _in_plan(file: PlanFile, known: Known) -> Iterator[Finding]:
    plan, source = file.plan, file.source
    settings = known.settings
    yield from known.name(source, ("series",), plan.series, "series", settings.series)
    for loc, ref in contact_refs(plan):
        yield from known.contact(source, loc, ref.id)
    if plan.intro_item is not None:
        yield from known.item(source, ("intro",), plan.intro_item)
    if plan.business_plan is not None:
        yield from _business_plan(source, ("business_plan",), plan.business_plan, known)
    for index, variant in enumerate(plan.variants):
        yield from _segments(source, ("variants", index, "segments"), variant.segments, known)
    yield from _in_sections(file, known)
    names = [variant.name for variant in variants_of(plan, settings)]
    for field in ("title", "edition", "subject", "preheader"):
        texts = getattr(plan, field)
        for name, _ in texts.by_variant if texts else ():
            yield from known.name(source, (field, name), name, "variant", names, is_key=True)


def _in_sections(file: PlanFile, known: Known) -> Iterator[Finding]:
    source = file.source
    ids = [each.id for _, each in sections_with_places(file.plan) if each.id]
    for loc, section in sections_with_places(file.plan):
        for index, placed in enumerate(section.items):
            yield from known.item(source, (*loc, "items", index, "id"), placed.id)
        yield from _segments(source, (*loc, "audience"), section.audience, known)
        if section.under is not None:
            yield from known.name(source, (*loc, "under"), section.under, "section", ids)
        chosen = section.select
        if chosen is None:
            continue
        inside: Loc = (*loc, "select")
        for index, cited in enumerate(chosen.exclude):
            yield from known.item(source, (*inside, "exclude", index), cited)
        yield from _segments(source, (*inside, "audience"), chosen.audience, known)
        yield from _tags(source, (*inside, "tags"), chosen.tags, known)
        for index, name in enumerate(chosen.business_plan):
            yield from _business_plan(source, (*inside, "business_plan", index), name, known)


# --- partnership.yaml -----------------------------------------------------------------------


def _in_settings(settings: Partnership, source: Source, known: Known) -> Iterator[Finding]:
    for index, partner in enumerate(settings.partners):
        if is_slug(partner):
            yield from known.contact(source, ("partners", index), partner)
    for name, segment in settings.segments.items():
        yield from _segments(source, ("segments", name, "includes"), segment.includes, known)
    yield from _in_safety(settings.safety, source, ("safety",), known)
    for name, series in settings.series.items():
        loc: Loc = ("series", name)
        yield from _segments(source, (*loc, "segments"), series.segments, known)
        for index, variant in enumerate(series.variants):
            inside = (*loc, "variants", index, "segments")
            yield from _segments(source, inside, variant.segments, known)
        if series.safety is not None:
            yield from _in_safety(series.safety, source, (*loc, "safety"), known)
    if settings.delivery is not None:
        for index, approver in enumerate(settings.delivery.approvers):
            yield from known.contact(source, ("delivery", "approvers", index), approver)


def _in_safety(safety: SafetySettings, source: Source, loc: Loc, known: Known) -> Iterator[Finding]:
    roles: list[tuple[Loc, SafetyRole]] = [
        (("refer_to",), safety.refer_to),
        (("out_of_hours",), safety.out_of_hours),
        (("allegations",), safety.allegations),
        *((("helplines", index), role) for index, role in enumerate(safety.helplines)),
    ]
    for where, role in roles:
        yield from known.contact(source, (*loc, *where, "contact"), role.contact)
        contact = known.directory.find(role.contact)
        if contact is not None and role.phone is not None:
            labels = [phone.label for phone in contact.phones if phone.label]
            folded = {label.casefold() for label in labels}
            if role.phone.casefold() not in folded:
                yield from known.name(
                    source, (*loc, *where, "phone"), role.phone, f"phone of {contact.name}", labels
                )


# --- Lists of names -------------------------------------------------------------------------


def _segments(source: Source, loc: Loc, names: Collection[str], known: Known) -> Iterator[Finding]:
    yield from _each(source, loc, names, "segment", known.settings.segments, known)


def _tags(source: Source, loc: Loc, names: Collection[str], known: Known) -> Iterator[Finding]:
    if known.settings.tags:
        yield from _each(source, loc, names, "tag", known.settings.tags, known)


def _business_plan(source: Source, loc: Loc, name: str, known: Known) -> Iterator[Finding]:
    yield from known.name(source, loc, name, "business plan", known.settings.business_plans)


def _each(
    source: Source, loc: Loc, names: Collection[str], noun: str,
    there: Collection[str] | Mapping[str, object], known: Known,
) -> Iterator[Finding]:  # fmt: skip
    for index, name in enumerate(names):
        yield from known.name(source, (*loc, index), name, noun, there)
