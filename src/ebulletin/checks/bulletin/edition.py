"""The edition's date, and what it shares with other editions of its series."""

from collections.abc import Iterator
from datetime import date

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.load import PlanFile
from ebulletin.bulletins.model import Plan
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject, SetSubject
from ebulletin.findings import Finding, Severity
from ebulletin.settings import Partnership
from ebulletin.source import Loc
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import plain_date


@rule(
    "BUL101", "edition-date", Severity.ERROR, Stage.FILE,
    finds="A bulletin without a `date`, or with one that is no full day. In minutes the last "
    "sitting stands for it; in an archive copy a month or a season will do.",
    why="Everything counts from it: what is past, what is overdue, whom to verify again.",
    bad="date: September 2026",
    good="date: 23 September 2026",
    is_locked=True,
)  # fmt: skip
def edition_date(subject: FileSubject) -> Iterator[Finding]:
    """BUL101: an edition has its day."""
    if subject.plan_file is None:
        return
    plan, source = subject.plan_file.plan, subject.source
    found = CATALOGUE["BUL101"].finding
    advice = "Write the day on which it goes out, for example date: 23 September 2026."
    if plan.date is not None:
        if not plan.date.is_day and not (plan.archive and plan.date.last is not None):
            words = source.fields.get("date", plan.date.words)
            yield found(
                source.place("date"), f"the date {quoted(str(words))} is no full day", advice
            )
    elif plan.meeting is not None and plan.meeting.sittings:
        last = plan.meeting.sittings[-1].date
        if not last.is_day:
            place = source.place("meeting", "sittings", len(plan.meeting.sittings) - 1, "date")
            message = f"the last sitting, {quoted(last.words)}, is no full day to date the notes by"
            yield found(place, message, advice)
    else:
        yield found(source.place("date"), "the bulletin has no date", advice)


@rule(
    "BUL111", "edition-repeated", Severity.WARNING, Stage.SET,
    finds="Two editions of one series with the same date, issue number or edition, or with the "
    "same subject or preheader in one variant.",
    why="Readers take it for the last one, and do not open it.",
    bad="the October edition, whose subject still has the words of September",
    good="two series that are sent on one day",
)  # fmt: skip
def edition_repeated(subject: SetSubject) -> Iterator[Finding]:
    """BUL111: each edition is its own."""
    settings = subject.shelf.settings
    seen: dict[tuple[object, ...], PlanFile] = {}
    dated = [file for file in subject.plans.values() if file.plan.day is not None]
    for file in sorted(dated, key=lambda each: (str(each.plan.day), each.plan.slug)):
        for key, loc, words in _marks(file.plan, settings):
            first = seen.setdefault((file.plan.series, *key), file)
            if first is not file:
                yield _repeated(file, loc, f"{words} as {first.source.path}")
    slugs = {file.plan.slug for file in dated}
    published = {
        (each.series, each.date): each.slug
        for each in subject.shelf.published
        if each.slug not in slugs
    }
    for file in dated:
        slug = published.get((file.plan.series, file.plan.day or date.min))
        if slug is not None:
            words = f"the same date as the published edition {quoted(slug)}"
            yield _repeated(file, ("date",), words)


def _marks(plan: Plan, settings: Partnership) -> Iterator[tuple[tuple[object, ...], Loc, str]]:
    """What tells an edition from others: a key, its place, and words for a message."""
    assert plan.day is not None
    yield ("date", plan.day), ("date",), f"the same date, {plain_date(plan.day)},"
    if plan.issue_number is not None:
        number = plan.issue_number
        yield ("issue", number), ("issue_number",), f"the same issue number, {number},"
    for variant in variants_of(plan, settings):
        for field in ("edition", "subject", "preheader"):
            texts = getattr(plan, field)
            line = texts.of(variant.name) if texts else None
            if not line:
                continue
            is_own = any(name == variant.name for name, _ in texts.by_variant)
            loc: Loc = (field, variant.name) if is_own else (field,)
            key = (field, variant.name, " ".join(line.casefold().split()))
            yield key, loc, f"the same {field}, {quoted(line)},"


def _repeated(file: PlanFile, loc: Loc, words: str) -> Finding:
    return CATALOGUE["BUL111"].finding(
        file.source.place(*loc),
        f"this edition has {words}",
        "Change it here, so that readers and the archive can tell the two apart.",
    )
