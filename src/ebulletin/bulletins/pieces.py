"""Pieces of an item in words: pictures, deadlines, and what resources and priorities add."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from ebulletin.bulletins.composed import Attachment, Deadline, Picture, Priority, Resource, Runs
from ebulletin.bulletins.filling import Filling
from ebulletin.bulletins.naming import readers_words
from ebulletin.bulletins.shelf import Asset
from ebulletin.items import model
from ebulletin.values.dates import When, long_date, plain_date
from ebulletin.values.sizes import describe_file

_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")
_RAG_NOTES = {"red": "Off track", "amber": "Some delay", "green": "On track"}


def deadline(when: When, time_words: str | None, what: Runs) -> Deadline:
    """By when, in words that stay true for who reads them later."""
    if when.is_day and when.first is not None:
        words = f"By {long_date(when.first)}"
    elif when.first is None:
        words = "Date to be confirmed"
    else:
        words = f"By {when.words}"
    return Deadline(f"{words}, {time_words}" if time_words else words, when.last, what)


def picture(image: model.ImageFile, assets: Mapping[str, Asset]) -> Picture:
    """A picture with its size, or its alt text alone where the file was not supplied."""
    alt = "" if image.decorative else image.alt or ""
    if image.file == model.NOT_SUPPLIED:
        return Picture(None, None, alt, image.caption, image.credit)
    asset = assets.get(image.file)
    return Picture(
        image.file,
        output_name(image.file),
        alt,
        image.caption,
        image.credit,
        asset.width if asset else 0,
        asset.height if asset else 0,
    )


def output_name(file: str) -> str:
    """The name of an asset in the output, where all lie in one folder.

    Two hyphens, so that `quay/map.png` does not take the place of `quay-map.png`. Capitals, spaces
    and accents, which not every web server and mailing tool takes alike, become small letters and
    hyphens; a few figures then keep two names apart that differ in nothing else.
    """
    name = file.replace("/", "--")
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = _NOT_IN_NAMES.sub("-", bare)
    if plain == name:
        return name
    # Only for such names, and slow to load.
    from hashlib import sha256

    stem, dot, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
    return f"{stem.strip('-') or 'file'}-{sha256(file.encode()).hexdigest()[:6]}{dot}{ending}"


def attachment(
    authored: model.AttachmentFile, assets: Mapping[str, Asset], *, is_hosted: bool
) -> Attachment:
    """A file that goes with the item, with its format and size in words."""
    if authored.file == model.NOT_SUPPLIED:
        return Attachment(authored.title, None, None)
    asset = assets.get(authored.file)
    described = describe_file(authored.file, asset.size_in_bytes) if asset else ""
    return Attachment(
        authored.title, authored.file, output_name(authored.file), described, is_hosted
    )


def compose_resource(item: model.Resource, filling: Filling) -> Resource:
    """What a resource adds: who published it and when, for whom, and by when to reply."""
    publisher = filling.naming.person(item.publisher, is_organisation=True)
    published = item.published.words if item.published else None
    facts = (publisher.words if publisher else None, published, item.duration)
    respond_by = None
    if isinstance(item.respond_by, date):
        respond_by = Deadline(f"Reply by {long_date(item.respond_by)}", item.respond_by)
    elif item.respond_by is not None:
        respond_by = Deadline("Date for replies to be confirmed", None)
    return Resource(
        facts=tuple(fact for fact in facts if fact),
        description=", ".join(part for part in (item.format, item.size) if part),
        readers=readers_words(item.for_),
        in_force=f"In force from {long_date(item.in_force)}" if item.in_force else None,
        respond_by=respond_by,
        how_to_respond=filling.line(item.how_to_respond),
    )


def compose_priority(item: model.Priority, title: str | None, filling: Filling) -> Priority:
    """What a priority adds; its label is not printed twice when the title already says it."""
    label = f"Priority {item.number}"
    says_it = title is None or label.casefold() in title.casefold()
    colour = item.rag
    return Priority(
        number=item.number,
        label=None if says_it else label,
        aim=filling.line(item.aim),
        rag=colour.capitalize() if colour else None,  # type: ignore[arg-type]
        rag_note=(item.rag_note or _RAG_NOTES[colour]) if colour else None,
    )


def due_words(due: When | str | None) -> str | None:
    """By when an action is due, in words."""
    if due is None or isinstance(due, str):
        return due
    return plain_date(due.first) if due.is_day and due.first else due.words


def day_words(day: date | None) -> str | None:
    """A day with its weekday, or None."""
    return long_date(day) if day is not None else None
