"""Small decisions on words that the plain text and the web page share."""

from dataclasses import replace

from ebulletin.bulletins.composed import (
    Block,
    Bulletin,
    Contact,
    Entry,
    Event,
    Group,
    Layout,
    Link,
    Paragraph,
    PlacedParts,
    Resource,
    Runs,
    Text,
    plain,
)

_ROW_LAYOUTS: tuple[Layout, ...] = ("list", "table", "panel")
# Words that begin hours and are no names; any other keeps its capital.
_COMMON_HOURS = frozenset(
    {"all", "any", "bank", "daily", "day", "days", "evenings", "every", "from", "nights"}
    | {"office", "open", "school", "term", "until", "weekdays", "weekends"}
)
_TO_BE_CONFIRMED = "to be confirmed"
_OWN_RAG_NOTES = ("Off track", "Some delay", "On track")


# --- The bulletin ---------------------------------------------------------------------------


def edition_line(bulletin: Bulletin) -> str:
    """`September 2026, issue 31`."""
    issue = f"issue {bulletin.issue_number}" if bulletin.issue_number is not None else None
    return ", ".join(part for part in (bulletin.edition_words, issue) if part)


def label_line(bulletin: Bulletin) -> str:
    """What stands first of all: for whom it is, and what they may not do with it."""
    draft = "Draft" if bulletin.is_draft else None
    labels = (draft, bulletin.distribution_words, *bulletin.restriction_notes)
    sentences = [words.removesuffix(".") for words in labels if words]
    return f"{'. '.join(sentences)}." if len(sentences) > 1 else "".join(sentences)


def series_line(bulletin: Bulletin) -> str:
    """The name of the series, where the title does not say it."""
    name = bulletin.masthead.series_name
    return "" if name in plain(bulletin.title) else name


def heading_number(number: str | None) -> str:
    """What stands before a heading: `3. `, but `3.1 `; nothing for no number."""
    if not number:
        return ""
    return f"{number} " if "." in number else f"{number}. "


# --- Items ----------------------------------------------------------------------------------


def is_row(layout: Layout) -> bool:
    """Whether an item prints as a row: its title in bold, its summary in place of its body."""
    return layout in _ROW_LAYOUTS


def table_kind(group: Group) -> str | None:
    """The one kind of all items of a group, where a table is made for it; else None."""
    kinds = {entry.kind for entry in group.entries}
    known = kinds & {"event", "resource", "contact"}
    return known.pop() if len(kinds) == 1 and known else None


def item_label(entry: Entry) -> str | None:
    """The word before a title; resources and events say theirs among their facts."""
    if entry.priority is not None:
        return entry.priority.label
    label = entry.label if entry.kind == "update" else None
    says_it = label is not None and plain(entry.title).casefold().startswith(label.casefold())
    return None if says_it else label


def item_title(entry: Entry) -> Runs:
    """The title; of a contact its name with the short name in brackets."""
    contact = entry.contact
    if contact is not None and plain(entry.title) in ("", contact.name):
        return (Text(contact.full_name),)
    return entry.title


def shows_title(entry: Entry, layout: Layout) -> bool:
    """Whether the title prints, as a heading or in bold."""
    has_place = entry.heading_level is not None or is_row(layout)
    return has_place and bool(plain(item_title(entry)))


def blocks_shown(entry: Entry, layout: Layout) -> tuple[Block, ...]:
    """The body to print in a layout.

    A row prints the summary; without one its body stands in. What the author placed in the body
    is never lost. A contact's summary stands on its card.
    """
    if not is_row(layout) or not entry.summary or entry.contact is not None:
        return entry.body
    placed = [block for block in entry.body if isinstance(block, PlacedParts)]
    return (Paragraph(entry.summary), *placed)


def readers_shown(entry: Entry, group: Group) -> str | None:
    """For whom a resource is, where the heading above it does not say the same."""
    readers = entry.resource.readers if entry.resource else None
    heading = (group.heading or "").casefold()
    return None if readers is not None and readers.casefold() == heading else readers


def resource_facts(resource: Resource, label: str | None) -> tuple[str, ...]:
    """Publisher, month, length, sort and format."""
    facts = (*resource.facts, label.lower() if label else "", resource.description)
    return tuple(fact for fact in facts if fact)


def rag_note(note: str | None) -> str:
    """What a colour means, as it follows the colour's word: our own notes in small letters."""
    return note.lower() if note in _OWN_RAG_NOTES else note or ""


def by_when(due: str | None) -> str | None:
    """`by 9 October 2026`, `by next meeting`, `date to be confirmed`."""
    if due is None:
        return None
    return f"date {due}" if due.casefold() == _TO_BE_CONFIRMED else f"by {due}"


# --- Events and contacts --------------------------------------------------------------------


def needs_session_lines(event: Event) -> bool:
    """Whether its sessions need a line each to say all that is known of them."""
    says_more = any(
        each.label or each.venue or each.state or each.note or each.is_past
        for each in event.sessions
    )
    return says_more or (len(event.sessions) > 1 and event.times_words is None)


def place_words(event: Event) -> str:
    """How and where: `In person, Fenwold Centre, 4 Mill Lane`."""
    venue = event.venue
    place = (venue.name, venue.address) if venue else ()
    return ", ".join(part for part in (event.mode_words, *place) if part)


def shared_hours(contact: Contact) -> str | None:
    """The contact's own hours, where a number without its own needs them."""
    has_gap = any(phone.hours is None for phone in contact.phones)
    return contact.hours if has_gap or not contact.phones else None


def hours_words(hours: str | None) -> str:
    """Hours as they follow a number: `evenings and weekends`, but `Monday to Friday`."""
    words = hours or ""
    first = words.split(" ", maxsplit=1)[0].rstrip(",").lower()
    return words[:1].lower() + words[1:] if first in _COMMON_HOURS else words


def closed_label(contact: Contact) -> str:
    """What stands before who answers when a contact is closed: their hours, if they are known."""
    return contact.hours or "Out of hours"


def contacts_shown(entry: Entry) -> tuple[Contact, ...]:
    """Whom to ask about an item, without the addresses that its line about booking gives already.

    A number is never left out, nor an address with a note; nor the only way to reach somebody.
    """
    booking = entry.event.booking if entry.event else None
    runs = booking.words if booking else ()
    given = {run.href.removeprefix("mailto:") for run in runs if isinstance(run, Link)}
    return tuple(_without_addresses(contact, given) for contact in entry.contacts)


def _without_addresses(contact: Contact, given: set[str]) -> Contact:
    if not contact.phones:
        return contact
    kept = tuple(box for box in contact.mailboxes if box.note or box.address not in given)
    return replace(contact, mailboxes=kept)


def reached_through(contact: Contact) -> Contact | None:
    """The post or team through which a person without own details is reached."""
    return contact.reach_via if not contact.has_details else None
