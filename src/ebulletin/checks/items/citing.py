"""What a text cites: details of contacts, other items, and parts of its own item."""

from collections.abc import Iterator

from ebulletin.checks.items.known import Known, in_text
from ebulletin.checks.rule import CATALOGUE
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Place
from ebulletin.items import model
from ebulletin.items.authored import PartReference, Reference
from ebulletin.items.markdown import parse_body
from ebulletin.source import Source
from ebulletin.source.model import place_at
from ebulletin.source.quoting import quoted

_TO_ITEM = "item:"
_DETAILS = {"phone": "phone", "email": "email address", "hours": "hours", "social": "account"}


def cited_in_text(source: Source, item: model.Item | None, known: Known) -> Iterator[Finding]:
    """ITM109 for every text of a file; `item` is None for a bulletin's plan."""
    for block in prose_of(source):
        for stretch in block.references:
            if isinstance(stretch.what, Reference):
                where = block.points[stretch.start]
                yield from _reference(source, where, stretch.what, item, known)
        for link in block.links:
            if link.what.startswith(_TO_ITEM):
                yield from _link(source, block, link.start, link.what, known)
    yield from _parts(source, item)


def _reference(
    source: Source, where: int, cited: Reference, item: model.Item | None, known: Known
) -> Iterator[Finding]:
    if cited.kind == "join":
        if not (isinstance(item, model.Event) and item.joining):
            yield CATALOGUE["ITM109"].finding(
                place_at(source.path, source.text, where),
                "'{{ join }}' stands where there are no joining details",
                "Add `joining` to the event, or take the reference out.",
            )
        return
    yield from known.contact_in_text(_inside(source, where, cited.target), cited.target)
    contact = known.directory.find(cited.target)
    if contact is not None:
        yield from _detail(source, where, cited, contact)


def _detail(
    source: Source, where: int, cited: Reference, contact: model.Contact
) -> Iterator[Finding]:
    labels = _labels(cited.kind, contact)
    if labels is None:
        return
    noun = _DETAILS.get(cited.kind, "web address")
    if not labels:
        yield CATALOGUE["ITM109"].finding(
            _inside(source, where, cited.target),
            f"the contact {quoted(cited.target)} has no {noun}",
            f"Add it to the file of {contact.name}, or cite something that is there.",
        )
    elif cited.detail and cited.detail.casefold() not in [each.casefold() for each in labels]:
        yield in_text(
            _inside(source, where, cited.detail),
            f"the contact {quoted(cited.target)} has no {noun} {quoted(cited.detail)}",
            cited.detail,
            [label for label in labels if label],
        )


def _labels(kind: str, contact: model.Contact) -> list[str] | None:
    """The labels of what a reference may print, empty where it has none; None for names."""
    match kind:
        case "phone":
            return [phone.label or "" for phone in contact.phones]
        case "email":
            return [email.label or "" for email in contact.emails]
        case "hours":
            with_hours = [each for each in contact.phones if each.hours or contact.hours]
            return [phone.label or "" for phone in with_hours]
        case "social":
            return [account.network for account in contact.social]
        case "web":
            return ["web"] if contact.web else []
        case _:
            return None


def _link(source: Source, block: Block, start: int, target: str, known: Known) -> Iterator[Finding]:
    cited = target.removeprefix(_TO_ITEM)
    where = source.text.find(target, block.points[start])
    if where < 0:
        place = block.place(start)
    else:
        place = place_at(source.path, source.text, where + len(_TO_ITEM))
    yield from known.item_in_text(place, cited)


def _parts(source: Source, item: model.Item | None) -> Iterator[Finding]:
    for cited in parse_body(source.body).references:
        if not isinstance(cited, PartReference):
            continue
        there = len(getattr(item, cited.part, ()))
        if there and (cited.number is None or 1 <= cited.number <= there):
            continue
        name = cited.part.replace("_", " ")
        written = f"{{{{ {cited.part}{f': {cited.number}' if cited.number else ''} }}}}"
        told = f"{there} of its {name}" if there else f"no {name}"
        yield CATALOGUE["ITM109"].finding(
            Place(source.path, source.body_line + cited.line, cited.column + 1),
            f"{quoted(written)} cannot be placed, because this item has {told}",
            f"Add what is missing under {cited.part}: in the front matter, or take the line out.",
        )


def _inside(source: Source, where: int, words: str) -> Place:
    """The place of some words inside the braces that open at an index of the file."""
    end = source.text.find("}}", where)
    found = source.text.find(words, where, end if end >= 0 else len(source.text))
    return place_at(source.path, source.text, found if found >= 0 else where)
