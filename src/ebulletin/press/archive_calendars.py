"""Calendar files for the archive, from what the published editions said of each event."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from ebulletin.archive.model import EditionFacts
from ebulletin.bulletins.composed import Session
from ebulletin.workspace import Workspace
from ebulletin.workspace.publications import read_records, read_variant


def calendars_of(workspace: Workspace) -> Callable[[str, Sequence[EditionFacts]], bytes]:
    """What makes the calendar file of an event.

    It is given the item's id and the editions that hold it, first the one that is shown. Ids of
    appointments are those of `export --for calendar`, so that a calendar that holds one of the two
    takes the other for the same.
    """
    from ebulletin.export.calendar import appointments, calendar_file, sequences

    domain = urlsplit(str(workspace.shelf.settings.website)).hostname or "ebulletin.invalid"
    listed = {record.slug: record.sessions for record in read_records(workspace.root)}

    def made(item: str, editions: Sequence[EditionFacts]) -> bytes:
        said = []
        for each in sorted(editions, key=lambda each: (each.date, each.slug)):
            page = read_variant(workspace.root, each.slug, each.variant).page
            numbering = _numbering(listed.get(each.slug, {}))
            found = appointments(page, domain, numbering)
            said.append((each, [one for one in found if one.item == item]))
        shown = next(found for each, found in said if each is editions[0])
        return calendar_file(shown, editions[0].date, sequences([f for _, f in said], shown))

    return made


def _numbering(listed: Mapping[str, Sequence[str]]) -> Callable[[str, Session], int]:
    """Numbers sessions as their items listed them on the day of the approval."""

    def number(item: str, session: Session) -> int:
        days = listed.get(item, ())
        day = session.day.isoformat() if session.day else ""
        return days.index(day) + 1 if day in days else 1

    return number
