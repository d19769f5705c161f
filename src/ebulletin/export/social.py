"""One short text for each item, for posting; of the public variant only."""

from collections.abc import Iterator
from dataclasses import dataclass

from ebulletin.bulletins.composed import Bulletin, Entry, Paragraph, plain

LONGEST = 280
"""Characters, the shortest limit of the usual places; an address counts as it is written."""


class NotPublicError(ValueError):
    """The variant is not for the public."""


@dataclass(frozen=True, slots=True)
class Post:
    """A text for posting.

    Attributes:
        item: Id of the item it is about.
    """

    item: str
    text: str


def posts(bulletin: Bulletin, public_page: str | None) -> list[Post]:
    """A text of at most `LONGEST` characters for each item that has a title.

    Args:
        bulletin: As composed for the public page.
        public_page: Its address, for items without a page of their own.

    Raises:
        NotPublicError: It is a variant for professionals.
    """
    if bulletin.variant.level != "public":
        raise NotPublicError(bulletin.variant.name)
    return [Post(each.id, _post(each, public_page)) for each in _entries(bulletin) if each.title]


def posts_text(chosen: list[Post]) -> bytes:
    """The texts one under another, each with its count, in UTF-8 with CRLF line ends."""
    parts = [f"{each.item} ({len(each.text)} characters)\n\n{each.text}\n" for each in chosen]
    return (
        ("\n----------------------------------------\n\n".join(parts))
        .replace("\n", "\r\n")
        .encode()
    )


def _entries(bulletin: Bulletin) -> Iterator[Entry]:
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        for entry in section.entries:
            if entry.kind != "contact":
                yield entry


def _post(entry: Entry, public_page: str | None) -> str:
    title = plain(entry.title)
    when = f"{entry.event.dates_words}. " if entry.event and entry.event.dates_words else ""
    target = entry.title_href or (f"{public_page}#{entry.anchor}" if public_page else "")
    room = LONGEST - (len(target) + 1 if target else 0)
    title = _cut(title, room)
    ending = "" if title.endswith((".", "!", "?")) else "."
    words = f"{title}{ending} {when}{_first_words(entry)}".strip()
    return f"{_cut(words, room)} {target}".strip()


def _first_words(entry: Entry) -> str:
    if entry.summary:
        return plain(entry.summary)
    return next((plain(b.runs) for b in entry.body if isinstance(b, Paragraph)), "")


def _cut(words: str, most: int) -> str:
    """At most so many characters: whole sentences if that leaves enough, else whole words."""
    if len(words) <= most:
        return words
    whole = words[:most]
    end = max(whole.rfind(mark) for mark in (". ", "! ", "? "))
    if end >= most // 2:
        return whole[: end + 1]
    return whole[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "\u2026"
