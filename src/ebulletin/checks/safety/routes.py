"""Ways to make contact that a public reader is left with, and what a price may mean."""

from collections.abc import Iterator

from ebulletin.bulletins.composed import Contact as ComposedContact
from ebulletin.bulletins.naming import Naming
from ebulletin.bulletins.visibility import readership
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.items.authored import Reference
from ebulletin.items.load import ItemFile
from ebulletin.source.quoting import quoted
from ebulletin.values.money import Money

_ROUTES = ("phone", "email", "web", "social", "contact")


@rule(
    "SAF111", "public-dead-end", Severity.WARNING, Stage.BULLETIN,
    finds="A public item whose every contact, booking route and reference is left out of the "
    "public variant. The details of `reach_via` count.",
    why="A family reads of help and finds no way to ask for it.",
    bad="a public event that is booked through a mailbox for professionals",
    good="the same event with a public mailbox",
)  # fmt: skip
def public_dead_end(subject: BulletinSubject) -> Iterator[Finding]:
    """SAF111: hiding details leaves a public item with a way to make contact."""
    for variant in subject.variants:
        if variant.level != "public":
            continue
        naming = Naming(subject.shelf, readership(variant, "email", subject.shelf.settings))
        for item_id in subject.emails[variant.name].placed:
            file = subject.items.get(item_id)
            if file is None or file.item.distribution != "public":
                continue
            routes = list(_routes(file, naming))
            if routes and not any(is_open for is_open, _, _ in routes):
                _, place, words = routes[0]
                yield CATALOGUE["SAF111"].finding(
                    place,
                    f"public readers of {quoted(_title(file.item))} are left without a way to "
                    f"make contact: {quoted(words)} shows them no details",
                    "Add a public phone, mailbox or booking page, or make the item professional.",
                    variant=variant.name,
                )


def _title(item: model.Item) -> str:
    return item.title or item.id


def _routes(file: ItemFile, naming: Naming) -> Iterator[tuple[bool, Place, str]]:
    """Each way to make contact that an author gave: whether it is open, where, and its words."""
    item, source = file.item, file.source
    if isinstance(item, model.Contact):
        if item.phones or item.emails or item.web or item.social or item.address:
            yield _is_open(naming.contact(item.id), item), source.place(), item.name
        return
    for number, ref in enumerate(item.contacts):
        is_open = _is_reachable(ref.id, naming)
        yield is_open, source.place("contacts", number), ref.label or ref.id
    if isinstance(item, model.Event) and isinstance(item.booking, model.BookingField):
        yield from _booking_route(item.booking, file, naming)
    for block in prose_of(source):
        for stretch in block.references:
            reference = stretch.what
            if isinstance(reference, Reference) and reference.kind in _ROUTES:
                is_open = _is_reachable(reference.target, naming)
                yield is_open, block.place(stretch.start), reference.target


def _booking_route(
    booking: model.BookingField, file: ItemFile, naming: Naming
) -> Iterator[tuple[bool, Place, str]]:
    place = file.source.place("booking")
    if booking.url is not None and booking.url != "unknown":
        yield True, place, booking.url
    elif "just turn up" in booking.method:
        yield True, place, "just turn up"
    if booking.contact is not None:
        yield _is_reachable(booking.contact.id, naming), place, booking.contact.id


def _is_reachable(contact_id: str, naming: Naming) -> bool:
    found = naming.find(contact_id)
    return found is None or _is_open(naming.contact(contact_id), found)


def _is_open(composed: ComposedContact | None, authored: model.Contact) -> bool:
    if composed is None:
        return False
    has_address = bool(authored.address) and composed.name is not None
    via = composed.reach_via
    return composed.has_details or has_address or (via is not None and via.has_details)


@rule(
    "SAF116", "charged-promotion", Severity.HINT, Stage.BULLETIN,
    finds="An event that costs money.",
    why="The law on direct marketing may then hold for readers who did not ask for the bulletin.",
    bad="price: £35",
    good="price: free",
)  # fmt: skip
def charged_promotion(subject: BulletinSubject) -> Iterator[Finding]:
    """SAF116: a price may make the message direct marketing."""
    placed = dict.fromkeys(each for email in subject.emails.values() for each in email.placed)
    for item_id in placed:
        item = subject.shelf.items.get(item_id)
        price = item.price if isinstance(item, model.Event) else None
        if item is not None and isinstance(price, Money) and not price.is_free:
            yield CATALOGUE["SAF116"].finding(
                subject.item_place(item_id, "price"),
                f"{quoted(_title(item))} costs {price.words}: for readers whose basis is not "
                "consent this may be direct marketing",
                "Ask your data protection officer whether it may go to the whole list.",
            )
