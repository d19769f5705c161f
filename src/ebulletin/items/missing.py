"""Fields that an item needs because of its kind, its type, or another of its fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.items.event import BookingField, Event, EventDefaults
from ebulletin.items.model import Contact, Item, Resource, Update

ENOUGH_WORDS = 25
"""A resource with so many words in its body needs no address of its own."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_REFERENCE = re.compile(r"\{\{[^{}\n]*\}\}")
_TARGET = re.compile(r"\]\([^)\s]*\)")


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that an item needs and does not have.

    Attributes:
        field: Its name; of a field inside another one, with a point: `booking.url`.
        why: What needs it, as the beginning of a sentence: `an online event`.
        help: What to write.
        because: Where the field stands that makes it needed; empty for the item as a whole.
        may_come_from_elsewhere: A section's `event_defaults`, or a deadline of another item, may
            give it; so it is judged with the bulletin, and not with the file.
    """

    field: str
    why: str
    help: str
    because: tuple[str | int, ...] = ()
    may_come_from_elsewhere: bool = False


def missing_fields(
    item: Item, event_defaults: EventDefaults | None = None, has_deadline: bool = False
) -> list[Missing]:
    """What an item lacks, beyond what its shape asks for.

    A title is not judged here: whether it is needed depends on the place in the bulletin.

    Args:
        item: Any kind of item.
        event_defaults: What the section gives to events that do not say.
        has_deadline: Whether a deadline of another item applies to this one.
    """
    return list(_missing(item, event_defaults or EventDefaults(), has_deadline))


def missing_in_booking(
    booking: BookingField, loc: tuple[str | int, ...] = ("booking",)
) -> list[Missing]:
    """What a booking lacks for its method, wherever it is written."""
    name = ".".join(str(part) for part in loc)
    found = []
    if "link" in booking.method and booking.url is None:
        found.append(
            Missing(
                f"{name}.url",
                "booking by link",
                "Add the address of the booking page, or url: unknown while you wait for it.",
                loc,
            )
        )
    if {"email", "phone"} & set(booking.method) and booking.contact is None:
        found.append(
            Missing(
                f"{name}.contact",
                "booking by email or phone",
                "Add whom to write to or ring, for example contact: learning-hub.",
                loc,
            )
        )
    return found


def _missing(item: Item, defaults: EventDefaults, has_deadline: bool) -> Iterator[Missing]:
    if item.distribution == "restricted":
        yield from _for_restricted(item)
    match item:
        case Update(type="message", signed_by=None):
            yield Missing(
                "signed_by",
                "a message",
                "Add who signs it, for example signed_by: priya-marlowe.",
                ("type",),
            )
        case Event():
            yield from _for_event(item, defaults)
        case Resource():
            yield from _for_resource(item, has_deadline)
        case Contact() if item.type != "person":
            if not item.phones and not item.emails and not item.web:
                yield Missing(
                    "phones",
                    f"a contact of type {item.type}",
                    "Add at least one of phones, emails and web, for example "
                    "phones: [01632 960110].",
                    ("type",),
                )
        case _:
            return


def _for_restricted(item: Item) -> Iterator[Missing]:
    if not item.audience:
        yield Missing(
            "audience",
            "a restricted item",
            "Add who may see it, for example audience: [dsl].",
            ("distribution",),
        )
    if item.restriction_note is None:
        yield Missing(
            "restriction_note",
            "a restricted item",
            "Add the words that are printed with it, for example "
            "restriction_note: For designated safeguarding leads only.",
            ("distribution",),
        )


def _for_event(event: Event, defaults: EventDefaults) -> Iterator[Missing]:
    if not event.sessions:
        yield Missing(
            "sessions",
            "an event",
            "Add a line such as date: 12 November 2026, or sessions: on request.",
        )
    if len(event.sessions) > 1 and not isinstance(event.sessions, str) and event.relation is None:
        yield Missing(
            "relation",
            "an event with several sessions",
            "Add relation: alternatives (attend one), parts (attend all) or repeats (come to any).",
            ("sessions",),
        )
    if isinstance(event.booking, BookingField):
        yield from missing_in_booking(event.booking)
    if event.state == "save the date":
        return
    yield from _for_open_event(event, defaults)


def _for_open_event(event: Event, defaults: EventDefaults) -> Iterator[Missing]:
    mode: set[str] = set(event.mode or defaults.mode)
    if not mode:
        yield Missing(
            "mode", "an event", "Add how people attend, for example mode: online.", (), True
        )
    has_venue = bool(event.venue or defaults.venue) or _all_sessions_have_a_venue(event)
    if mode & {"in person", "hybrid"} and not has_venue:
        yield Missing(
            "venue",
            f"an event that is {_first(mode, ('in person', 'hybrid'))}",
            "Add where it is, for example venue: Fenwold Centre, or venue: to be confirmed.",
            ("mode",),
            True,
        )
    if mode & {"online", "hybrid"} and event.joining is None:
        yield Missing(
            "joining",
            f"an event that is {_first(mode, ('online', 'hybrid'))}",
            "Add how to join, for example joining: {platform: Video call, url: "
            "https://meet.example.org/j/1}, or joining: to follow.",
            ("mode",),
            not event.mode,
        )
    if event.price is None and defaults.price is None:
        yield Missing("price", "an event", "Add what it costs, for example price: free.", (), True)
    if event.booking is None and defaults.booking is None:
        yield Missing(
            "booking",
            "an event",
            "Add how to get a place, for example booking: {method: email, contact: learning-hub}.",
            (),
            True,
        )


def _all_sessions_have_a_venue(event: Event) -> bool:
    if isinstance(event.sessions, str) or not event.sessions:
        return False
    return all(session.venue for session in event.sessions)


def _first(mode: set[str], order: tuple[str, ...]) -> str:
    return next(word for word in order if word in mode)


def _for_resource(resource: Resource, has_deadline: bool) -> Iterator[Missing]:
    has_text = _count_words(resource.body) >= ENOUGH_WORDS
    if resource.url is None and not resource.attachments and not has_text:
        yield Missing(
            "url",
            f"a resource without an attachment or {ENOUGH_WORDS} words of text",
            "Add its address, for example url: https://learning.example.org/guide, or "
            "url: unknown while you wait for it.",
        )
    asks_for_replies = resource.type in ("consultation", "survey")
    if asks_for_replies and resource.url is None and resource.how_to_respond is None:
        yield Missing(
            "how_to_respond",
            f"a {resource.type} without an address",
            "Add how to reply, for example how_to_respond: Write to the team by email.",
            ("type",),
        )
    is_dated = resource.respond_by is not None or has_deadline or resource.deadlines
    if resource.type == "consultation" and not is_dated:
        yield Missing(
            "respond_by",
            "a consultation",
            "Add the last day for replies, for example respond_by: 25 February 2027, or "
            "respond_by: to be confirmed.",
            ("type",),
            True,
        )


def _count_words(body: str) -> int:
    text = _TARGET.sub("]", _REFERENCE.sub("reference", body))
    return len(_WORD.findall(text))
