"""Which fields of a file hold prose, and how each is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ebulletin.items.authored import AuthoredBlocks, AuthoredParagraph
from ebulletin.items.markdown import parse_body, parse_line
from ebulletin.source import Loc, Source, Value
from ebulletin.values.people import is_slug


class Reading(Enum):
    """How the text of a field is read: as one line, or as Markdown."""

    LINE = auto()
    MARKDOWN = auto()


@dataclass(frozen=True, slots=True)
class TextField:
    """One text of a file, as written.

    Attributes:
        loc: Where it stands among the fields.
    """

    loc: Loc
    value: str
    reading: Reading

    def parsed(self) -> AuthoredBlocks:
        """Its blocks; a line is one paragraph."""
        if self.reading is Reading.MARKDOWN:
            return parse_body(self.value).blocks
        return (AuthoredParagraph(parse_line(self.value), 0),)


def _spaced(paths: str) -> frozenset[str]:
    return frozenset(paths.split())


# Paths without the numbers of list entries. Ids, addresses, dates and choices are no prose, nor
# are people, apart from the source of a quotation, which may not be a child.
_LINES = _spaced(
    """
    title summary restriction_note links.text links.format attachments.title
    images.alt images.caption images.credit deadlines.what key_messages key_messages.text
    quotes quotes.text quotes.who quotes.context correction.text
    sessions.label sessions.venue sessions.note duration venue venue.name venue.address
    venue.access joining.platform price_note booking.include booking.note level certificate
    format how_to_respond aim rag_note
    name role team hours urgent_note phones.label phones.hours phones.note
    emails.label emails.note
    edition subject preheader
    sections.heading sections.empty sections.annex sections.items.label
    sidebar.heading sidebar.empty sidebar.items.label
    sign_off.text call_for_contributions.heading next_edition.label
    meeting.name meeting.sittings.venue meeting.next.heading meeting.next.venue
    meeting.next.notes meeting.next.agenda
    """
)
_MARKDOWN = _spaced(
    """
    address actions.task decisions decisions.text
    intro sections.intro sections.outro sidebar.intro sidebar.outro call_for_contributions.text
    meeting.next.intro
    """
)
# One line, or a line per variant.
_PER_VARIANT = frozenset(("title", "edition", "subject", "preheader"))
_NOT_PRINTED = frozenset(("unknown", "not supplied", "not stated"))


def text_fields(source: Source) -> Iterator[TextField]:
    """The fields of a file that hold prose, in the order written; the body is not among them."""
    yield from _walk((), "", dict(source.fields))


def _walk(loc: Loc, path: str, value: Value) -> Iterator[TextField]:
    if isinstance(value, dict):
        for key, inner in value.items():
            inner_path = path if path in _PER_VARIANT else f"{path}.{key}".lstrip(".")
            yield from _walk((*loc, key), inner_path, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk((*loc, number), path, inner)
    elif value.strip() and value.strip().casefold() not in _NOT_PRINTED:
        if path in _LINES:
            yield TextField(loc, value.rstrip(), Reading.LINE)
        elif path in _MARKDOWN and not (path == "intro" and is_slug(value.strip())):
            yield TextField(loc, value.rstrip(), Reading.MARKDOWN)
