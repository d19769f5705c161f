"""Every text that items and plans were written with, for the search for what is hidden."""

from collections.abc import Iterator

from ebulletin.bulletins.entries import title_of
from ebulletin.bulletins.model import Plan, PlanNext, PlanSitting
from ebulletin.bulletins.visibility import Readership
from ebulletin.items import model
from ebulletin.values.dates import When, long_date, short_date
from ebulletin.values.people import NamedPerson, Who


def texts_of_item(item: model.Item) -> Iterator[str]:
    """Every text of an item that a reader could see, dates and names of people aside."""
    yield from (title_of(item) or "", item.summary or "", item.body, item.restriction_note or "")
    yield from (link.text for link in item.links)
    yield from (each.title for each in item.attachments)
    for image in item.images:
        yield f"{image.alt or ''} . {image.caption or ''} . {image.credit or ''}"
    yield from (each.what or "" for each in item.deadlines)
    yield from (each.text for each in item.key_messages)
    yield from (f"{each.text} . {each.context or ''}" for each in item.quotes)
    yield from (each.task for each in item.actions)
    yield from (each.text for each in item.decisions)
    if item.correction is not None:
        yield item.correction.text
    match item:
        case model.Event():
            yield from _texts_of_event(item)
        case model.Priority():
            yield from (item.aim or "", item.rag_note or "")
        case model.Resource():
            yield item.how_to_respond or ""
        case model.Contact():
            yield from (item.address or "", item.urgent_note or "")


def _texts_of_event(event: model.Event) -> Iterator[str]:
    yield from (event.price_note or "", event.level or "", event.certificate or "")
    if isinstance(event.venue, model.VenueField):
        yield f"{event.venue.name} . {event.venue.address or ''} . {event.venue.access or ''}"
    elif event.venue is not None:
        yield event.venue
    if isinstance(event.booking, model.BookingField):
        yield f"{event.booking.note or ''} . {' . '.join(event.booking.include)}"
    if not isinstance(event.sessions, str):
        for each in event.sessions:
            yield f"{each.label or ''} . {each.venue or ''} . {each.note or ''}"


def words_beside(item: model.Item) -> Iterator[str]:
    """What prints with an item and is no text of it: labels, owners, when and where."""
    yield from (ref.label or "" for ref in item.contacts)
    for action in item.actions:
        yield from action.owner
    for who in people_in(item):
        if isinstance(who, NamedPerson):
            yield f"{who.role or ''} {who.organisation or ''}"
    if isinstance(item, model.Event) and not isinstance(item.sessions, str):
        venue = item.venue
        if isinstance(venue, model.VenueField):
            venue = f"{venue.name} {venue.address or ''}"
        for each in item.sessions:
            time = each.time.words if each.time else ""
            for day in _days(each.date):
                yield f"{day} {time} {each.venue or venue or ''}"


def people_in(item: model.Item) -> Iterator[object]:
    """Everybody whom an item names in a field of its own."""
    yield from (item.source, item.speaker)
    for field in ("signed_by", "quoted_from", "answered_by"):
        yield getattr(item, field, None)
    if item.correction is not None:
        yield item.correction.by
    if isinstance(item, model.Event):
        yield from item.trainers


# --- Plans ----------------------------------------------------------------------------------


def texts_of_plan(plan: Plan, readers: Readership) -> Iterator[str]:
    """Every text of a plan that this variant may hold."""
    for texts in (plan.title, plan.edition, plan.subject, plan.preheader):
        if texts is not None:
            yield texts.of(readers.variant.name) or ""
    yield plan.intro_text or ""
    for section in (*plan.sections, *plan.sidebar):
        if readers.may_see(section.distribution, section.audience):
            yield from (section.heading or "", section.intro or "", section.outro or "")
            yield from (section.empty or "", section.annex or "")
    yield from _texts_of_meeting(plan)
    call, following = plan.call_for_contributions, plan.next_edition
    if call is not None:
        yield from (call.heading or "", call.text or "")
        yield (call.contact.label or "") if call.contact is not None else ""
    yield (following.label or "") if following is not None else ""
    yield plan.sign_off.text if plan.sign_off is not None else ""


def labels_of_plan(plan: Plan) -> Iterator[tuple[str, str]]:
    """The id of each item that has another title where it is placed, and that title."""
    for section in (*plan.sections, *plan.sidebar):
        yield from ((placed.id, placed.label) for placed in section.items if placed.label)


def hidden_texts_of_plan(plan: Plan, readers: Readership) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Heading, and other texts, of each section whose words are not for this variant."""
    for section in (*plan.sections, *plan.sidebar):
        if not readers.may_see(section.distribution, section.audience):
            others = (section.intro, section.outro, section.empty)
            yield section.heading or "", tuple(text for text in others if text)


def people_of_plan(plan: Plan) -> Iterator[Who | None]:
    """Everybody whom a plan names beside its attendance."""
    for section in (*plan.sections, *plan.sidebar):
        yield section.speaker
        yield from (placed.speaker for placed in section.items)
    if plan.meeting is not None:
        yield from (plan.meeting.chair, plan.meeting.notes_by)
    if plan.sign_off is not None:
        yield plan.sign_off.who


def _texts_of_meeting(plan: Plan) -> Iterator[str]:
    meeting = plan.meeting
    if meeting is None:
        return
    yield meeting.name
    sittings: list[PlanSitting | PlanNext] = [*meeting.sittings]
    if meeting.next is not None:
        sittings.append(meeting.next)
    for sitting in sittings:
        time = sitting.time.words if sitting.time else ""
        for day in _days(sitting.date) if sitting.date is not None else ("",):
            yield f"{day} {time} {sitting.venue or ''}"
    if meeting.next is not None:
        yield from (meeting.next.heading or "", meeting.next.intro or "", meeting.next.notes or "")
        yield from meeting.next.agenda


def _days(when: When) -> tuple[str, ...]:
    if not when.is_day or when.first is None:
        return (when.words,)
    return (long_date(when.first), short_date(when.first))
