"""What the kinds of item add, in plain text: dates and places, publishers, aims."""

from ebulletin.bulletins.composed import Entry, Event, Joining, Priority, Resource, Session, Venue
from ebulletin.templates.plaintext.contacts import person_lines
from ebulletin.templates.plaintext.lines import glue
from ebulletin.templates.plaintext.parts import deadline_lines
from ebulletin.templates.plaintext.pen import Pen, clean
from ebulletin.templates.wording import needs_session_lines, place_words, rag_note, resource_facts


def fact_lines(entry: Entry, pen: Pen, *, is_row: bool = False) -> list[str]:
    """The facts of an event, a resource or a priority, above its body.

    Args:
        is_row: The publisher, month and format of a resource then stand beside its title.
    """
    if entry.event is not None:
        return _event_lines(entry.event, entry.label, pen)
    if entry.resource is not None:
        words = "" if is_row else resource_words(entry)
        first = pen.lines(words[:1].upper() + words[1:])
        return [*first, *_resource_lines(entry.resource, pen)]
    if entry.priority is not None and entry.priority.aim:
        return pen.lines(f"Aim: {pen.words(entry.priority.aim)}")
    return []


def rag_words(priority: Priority) -> str:
    """The colour and what it means: `Amber: some delay`."""
    return ": ".join(part for part in (priority.rag, rag_note(priority.rag_note)) if part)


# --- Events ---------------------------------------------------------------------------------


def _event_lines(event: Event, label: str | None, pen: Pen) -> list[str]:
    sort = ", ".join(part for part in (label, event.level, event.certificate) if part)
    lines = pen.lines(clean(sort))
    dates = ". ".join(part for part in (event.dates_words, event.relation_words) if part)
    lines.extend(pen.lines(f"Date: {clean(dates)}"))
    if needs_session_lines(event):
        for session in event.sessions:
            lines.extend(pen.lines(_session_words(session, pen), "- ", "  "))
    facts = (
        ("Time", event.times_words if not needs_session_lines(event) else None),
        ("Length", event.duration),
        ("Where", place_words(event)),
        ("Access", event.venue.access if event.venue else None),
        ("Price", event.price_words),
    )
    for name, words in facts:
        lines.extend(pen.lines(f"{name}: {clean(words)}") if words else [])
    lines.extend(_map_lines(event.venue, pen))
    lines.extend(_booking_lines(event, pen))
    lines.extend(_joining_lines(event.joining, pen))
    lines.extend(person_lines("Provider", event.provider, pen))
    trainers = "; ".join(trainer.words for trainer in event.trainers)
    return [*lines, *(pen.lines(f"Trainers: {clean(trainers)}") if trainers else [])]


def _session_words(session: Session, pen: Pen) -> str:
    state = ", ".join(part for part in (session.state, "Past" if session.is_past else None) if part)
    facts = (session.label, session.date_words, session.time_words, session.venue)
    words = clean(", ".join(part for part in facts if part))
    if state:
        words += f" ({state})"
    note = pen.words(session.note)
    return f"{words}. {note}" if note else words


def _map_lines(venue: Venue | None, pen: Pen) -> list[str]:
    return pen.lines(pen.linked("Map", venue.map)) if venue and venue.map else []


def _booking_lines(event: Event, pen: Pen) -> list[str]:
    booking = event.booking
    if booking is None:
        return []
    words, note = pen.words(booking.words), pen.words(booking.note)
    lines = pen.lines(f"Book: {words}") if words else []
    lines.extend(deadline_lines(booking.deadline, pen))
    lines.extend(pen.lines(note))
    return lines


def _joining_lines(joining: Joining | None, pen: Pen) -> list[str]:
    if joining is None:
        return []
    words = [pen.linked(joining.platform or "Join the meeting", joining.url)]
    if not joining.platform and not joining.url:
        words = []
    if joining.dial_in:
        words.append(f"phone {glue(joining.dial_in.number)}")
    if joining.conference_id:
        words.append(f"conference ID {glue(joining.conference_id)}")
    if joining.passcode:
        words.append(f"passcode {glue(joining.passcode)}")
    if joining.words:
        words.append(clean(joining.words))
    return pen.lines(f"Join: {', '.join(words)}") if words else []


# --- Resources ------------------------------------------------------------------------------


def resource_words(entry: Entry) -> str:
    """Publisher, month, length, sort and format in one phrase; nothing for other kinds."""
    if entry.resource is None:
        return ""
    return clean(", ".join(resource_facts(entry.resource, entry.label)))


def _resource_lines(resource: Resource, pen: Pen) -> list[str]:
    lines = []
    lines.extend(pen.lines(clean(resource.in_force or "")))
    lines.extend(deadline_lines(resource.respond_by, pen))
    lines.extend(pen.lines(pen.words(resource.how_to_respond)))
    return lines
