"""Contacts as a bulletin shows them: lately verified, still in post, and allowed to be seen."""

from collections.abc import Iterator
from datetime import date

from ebulletin.bulletins.filling import HiddenReference
from ebulletin.checks.citations import Citation, citations
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.shown import compositions, contacts_shown
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.authored import Reference
from ebulletin.source import Source
from ebulletin.source.quoting import quoted
from ebulletin.values.dates import plain_date


@rule(
    "CON118", "contact-unverified", Severity.WARNING, Stage.BULLETIN,
    finds="A contact whose details the bulletin shows, never verified or longer ago than "
    "`limits.verify_months` before the bulletin's date (of an archive copy: before `rebuilt_on`).",
    why="Numbers and people change, and old bulletins are kept on walls.",
    bad="verified 1 February 2026, in the edition of 23 September 2026",
    good="verified 1 September 2026, in that edition",
)  # fmt: skip
def contact_unverified(subject: BulletinSubject) -> Iterator[Finding]:
    """CON118: somebody made sure of the details within the last months."""
    plan = subject.plan_file.plan
    today = plan.rebuilt_on if plan.archive and plan.rebuilt_on else subject.today
    edition = "archive copy" if plan.archive else "bulletin"
    months = subject.shelf.settings.limits.verify_months
    for contact in contacts_shown(subject):
        verified = contact.verified_on
        if verified is not None and verified >= months_before(today, months):
            continue
        when = f"were last verified on {plain_date(verified)}" if verified else "were not verified"
        yield CATALOGUE["CON118"].finding(
            subject.item_place(contact.id, "verified_on"),
            f"the details of {quoted(contact.name)} {when}; the {edition} of {plain_date(today)} "
            f"shows them",
            "Ring or write once to make sure, then write that day under verified_on.",
        )


def months_before(day: date, months: int) -> date:
    """The same day some months earlier; the last of the month where it has no such day."""
    month = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    return day


@rule(
    "CON119", "contact-left", Severity.ERROR, Stage.BULLETIN,
    finds="A person whose `leaves_on` is before the bulletin's date, and whom the bulletin or an "
    "item in it still names, shows or gives something to do.",
    why="Messages to somebody who has left are read by nobody.",
    bad="leaves_on 31 August 2026, in the edition of 23 September 2026",
    good="leaves_on 30 September 2026, in that edition",
)  # fmt: skip
def contact_left(subject: BulletinSubject) -> Iterator[Finding]:
    """CON119: nobody is named who has left."""
    seen = set()
    for citation in citations(subject):
        contact = citation.contact
        if contact.leaves_on is None or contact.leaves_on >= subject.today:
            continue
        if contact.id not in seen:
            seen.add(contact.id)
            yield _left(citation, contact.leaves_on)


def _left(citation: Citation, day: date) -> Finding:
    return CATALOGUE["CON119"].finding(
        citation.place,
        f"{quoted(citation.contact.name)} left on {plain_date(day)}, and is still named here",
        "Name whoever does the work now, or a team; if they stayed, mend leaves_on in the "
        "contact's file.",
    )


@rule(
    "CON121", "reference-hidden", Severity.ERROR, Stage.BULLETIN,
    finds="A reference without words after the bar, in a text that a variant prints while it may "
    "not show the detail.",
    why="The sentence would break off where the number should stand.",
    bad="Call {{ phone: mash / Consultation }}. in a public item, the number being professional",
    good="Call {{ phone: mash / Consultation | your usual contact at the hub }}.",
)  # fmt: skip
def reference_hidden(subject: BulletinSubject) -> Iterator[Finding]:
    """CON121: where a detail is hidden, other words stand in its place."""
    seen: set[tuple[str, HiddenReference]] = set()
    for variant, composition in compositions(subject):
        for hidden in composition.hidden_references:
            if (variant, hidden) in seen or not _exists(subject, hidden):
                continue
            seen.add((variant, hidden))
            for place in _places(_source_of(subject, hidden), hidden):
                yield _hidden(place, hidden, variant)


def _exists(subject: BulletinSubject, hidden: HiddenReference) -> bool:
    """Whether there is such a detail at all; where there is none, ITM109 says so."""
    if hidden.kind == "join":
        event = subject.shelf.items.get(hidden.owner)
        return isinstance(event, model.Event) and isinstance(event.joining, model.JoiningField)
    contact = subject.shelf.directory.find(hidden.target)
    if contact is None:
        return False
    match hidden.kind:
        case "phone" | "hours":
            return bool(contact.phones)
        case "email":
            return bool(contact.emails)
        case "web":
            return contact.web is not None
        case "social":
            return bool(contact.social)
        case _:
            return bool(contact.phones or contact.emails)


def _source_of(subject: BulletinSubject, hidden: HiddenReference) -> Source:
    file = subject.items.get(hidden.owner)
    return file.source if file is not None else subject.plan_file.source


def _places(source: Source, hidden: HiddenReference) -> Iterator[Place]:
    for block in prose_of(source):
        for stretch in block.references:
            cited = stretch.what
            if isinstance(cited, Reference) and cited.otherwise is None:
                detail = f" / {cited.detail}" if cited.detail else ""
                target = f": {cited.target}" if cited.target else ""
                if f"{cited.kind}{target}{detail}" == hidden.reference:
                    yield block.place(stretch.start)


_ADVICE = {
    False: "Add words after a bar, such as {{{{ {reference} | your usual contact }}}}, or make the "
    "detail public.",
    True: "Add words after a bar, such as {{{{ {reference} | details come after booking }}}}.",
}


def _hidden(place: Place, hidden: HiddenReference, variant: str) -> Finding:
    owner = f"the item {quoted(hidden.owner)}" if hidden.owner else "the bulletin"
    reference = f"{{{{ {hidden.reference} }}}}"
    return CATALOGUE["CON121"].finding(
        place,
        f"{quoted(reference)} in {owner} is hidden in the {variant} variant, and nothing stands in "
        "its place",
        _ADVICE[hidden.kind == "join"].format(reference=hidden.reference),
        variant=variant,
    )
