"""The archive's own pages as compositions, so that themes and safety block serve them too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ebulletin.archive.linking import lifted
from ebulletin.archive.model import EditionFacts, ItemFacts
from ebulletin.bulletins.composed import (
    Block,
    Blocks,
    Bulletin,
    Contact,
    Entry,
    Group,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Runs,
    Section,
    Session,
    TableBlock,
    Text,
    plain,
)
from ebulletin.bulletins.editions import entries_of
from ebulletin.bulletins.walking import shapes_of
from ebulletin.values.dates import long_date

THEME = "shield"
RECENT = timedelta(days=365)
"""How far back from the newest edition dates and contacts are taken: older ones would mislead."""
_TYPES = {"team": 0, "service": 0, "organisation": 1, "person": 2}


def framed(
    newest: Bulletin, title: str, summary: str, sections: Sequence[Section], *, intro: Blocks = ()
) -> Bulletin:
    """A page of the archive's own with masthead, safety block and footer of the newest edition."""
    return replace(
        newest,
        theme=THEME,
        title=(Text(title),),
        edition_words="",
        issue_number=None,
        date_words=None,
        preheader=(Text(summary),),
        masthead=replace(newest.masthead, series_name=title, strapline=None),
        contents=(),
        intro=None,
        intro_blocks=intro,
        meeting=None,
        actions=(),
        sections=tuple(sections),
        sidebar=(),
        next_meeting=None,
        annexes=(),
        call_for_contributions=None,
        next_edition=None,
        sign_off=None,
        is_archive_copy=False,
    )


# --- All editions ---------------------------------------------------------------------------


def index_page(
    newest: Bulletin, editions: Sequence[EditionFacts], organisation: str, *, has_search: bool,
    has_others: bool = True,
) -> Bulletin:  # fmt: skip
    """All editions by series and year, the newest first.

    Args:
        has_others: Whether there are pages of items, dates and contacts.
    """
    by_series: dict[str, list[EditionFacts]] = {}
    for each in sorted(editions, key=lambda each: (each.date, each.path), reverse=True):
        by_series.setdefault(each.series, []).append(each)
    ways = [("Training dates", "training/"), ("Contacts", "contacts/"), ("All items", "items/")]
    ways += [("Search", "search/")] if has_search else []
    intro = ListBlock(False, tuple((_line(_web(*way)),) for way in ways))
    sections = [_series(each) for each in by_series.values()]
    return framed(
        newest,
        "All editions",
        f"All bulletins of {organisation}, by series and year.",
        sections,
        intro=(*((intro,) if has_others else ()), *_jumps("Series", sections)),
    )


def _series(editions: Sequence[EditionFacts]) -> Section:
    blocks: list[Block] = []
    years = dict.fromkeys(each.date.year for each in editions)
    for year in years:
        blocks.append(Heading(3, (Text(str(year)),)))
        lines = tuple(_edition(each) for each in editions if each.date.year == year)
        blocks.append(ListBlock(False, lines))
    return _section(editions[0].series, editions[0].series_name, blocks)


def _edition(facts: EditionFacts) -> Blocks:
    words = facts.edition if facts.title == facts.series_name and facts.edition else facts.words
    lines: list[Block] = [_line(_web(words, facts.path), Text(f", {long_date(facts.date)}"))]
    if facts.summary:
        lines.append(_line(Text(facts.summary)))
    return tuple(lines)


# --- All items ------------------------------------------------------------------------------


def items_page(newest: Bulletin, items: Iterable[tuple[ItemFacts, EditionFacts]]) -> Bulletin:
    """All items by their first letter, each with the edition that printed it last."""
    letters: dict[str, list[Blocks]] = {}
    for item, edition in sorted(items, key=lambda each: (each[0].title.casefold(), each[0].id)):
        first = item.title[:1].upper()
        line = _line(_web(item.title, f"{item.id}/"), Text(f" ({edition.words})"))
        letters.setdefault(first if first.isalpha() else "Others", []).append((line,))
    sections = [
        _section(f"letter-{letter.casefold()}", letter, [ListBlock(False, tuple(lines))])
        for letter, lines in letters.items()
    ]
    said = "Every item of every edition, from A to Z."
    return framed(newest, "All items", said, sections, intro=_jumps("Go to", sections))


def item_page(
    page: Bulletin, facts: EditionFacts, item: ItemFacts, editions: Sequence[EditionFacts]
) -> Bulletin:
    """One item on a page of its own, as the newest edition printed it.

    Args:
        page: Of that edition, its addresses settled for the item's page.
        editions: All that hold it, the newest first.
    """
    entry = next(each for each in entries_of(page) if each.id == item.id)
    lines = tuple(
        (_line(_web(each.words, f"../../{each.path}#item-{item.id}")),) for each in editions
    )
    printed = Paragraph((Text("Printed in:"),))
    section = Section(
        id=item.id,
        anchor=f"section-{item.id}",
        number=None,
        label=None,
        heading=(),
        heading_level=2,
        layout="prose",
        outro=(printed, ListBlock(False, lines)),
        groups=(Group(None, 2, (lifted(entry),)),),
    )
    whole = framed(page, item.title, plain(entry.summary) or facts.words, [section])
    return replace(
        whole,
        theme=page.theme,
        title=entry.title or (Text(item.title),),
        edition_words=facts.edition,
        date_words=long_date(facts.date) if page.date_words else None,
        masthead=page.masthead,
        is_archive_copy=page.is_archive_copy,
    )


# --- Dates ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dated:
    """An event as the newest edition printed it."""

    entry: Entry
    edition: EditionFacts


def training_page(newest: Bulletin, events: Sequence[Dated]) -> Bulletin:
    """Dates of events: those to come at the newest edition's date, then those before it."""
    today = newest.date
    rows = [
        (session.day, each, session)
        for each in events
        if each.entry.event is not None
        for session in each.entry.event.sessions
        if session.day is not None
    ]
    rows.sort(key=lambda row: (row[0], row[2].time_words or "", row[1].entry.id))
    coming = [row for row in rows if row[0] >= today]
    past = [row for row in rows if row[0] < today]
    dated = {each.entry.id for _, each, _ in rows}
    others = [each for each in events if each.entry.id not in dated]
    said = Paragraph((Text(f"As known on {long_date(today)}, when the newest edition appeared."),))
    sections = []
    if coming:
        sections.append(_table("coming", "Dates to come", coming, said))
    if others:
        lines = tuple((_line(*_undated(each)),) for each in others)
        sections.append(_section("any-time", "Any time or on request", [ListBlock(False, lines)]))
    if past:
        sections.append(_table("past", "Earlier dates", past[::-1]))
    return framed(newest, "Training dates", "Dates of training and other events.", sections)


def _table(
    name: str, heading: str, rows: Sequence[tuple[date, Dated, Session]], *before: Block
) -> Section:
    """A table inside an item, whose title gives the table its name for those who do not see it."""
    header: tuple[Runs, ...] = ((Text("Date"),), (Text("What"),), (Text("Time"),), (Text("How"),))
    table = TableBlock(header, tuple(_row(each, session) for _, each, session in rows))
    entry = Entry(
        id=name, anchor=f"item-{name}", kind="update", type="news", label=None,
        title=(Text(heading),), heading_level=None, body=(table,),
    )  # fmt: skip
    return replace(_section(name, heading, before), groups=(Group(None, 3, (entry,)),))


def _row(dated: Dated, session: Session) -> tuple[Runs, ...]:
    event = dated.entry.event
    assert event is not None
    state = session.state or event.state
    words = (Text(f" ({state})"),) if state else ()
    venue = session.venue or (event.venue.name if event.venue else None)
    how = ", ".join(part for part in (event.mode_words, venue) if part)
    return (
        (Text(session.date_words),),
        (_item_link(dated), *words),
        (Text(session.time_words or event.times_words or ""),),
        (Text(how),),
    )


def _undated(dated: Dated) -> tuple[Inline, ...]:
    event = dated.entry.event
    words = event.dates_words if event is not None else ""
    return (_item_link(dated), Text(f": {words}" if words else ""))


def _item_link(dated: Dated) -> Link:
    title = plain(dated.entry.title)
    words = title or next(e.title for e in dated.edition.items if e.id == dated.entry.id)
    return _web(words, f"../items/{dated.entry.id}/")


# --- Contacts -------------------------------------------------------------------------------


def contacts_page(newest: Bulletin, contacts: Sequence[tuple[Contact, EditionFacts]]) -> Bulletin:
    """The contacts that recent editions showed, each as the newest of them did."""
    ordered = sorted(
        contacts, key=lambda each: (_TYPES[each[0].type], each[0].full_name.casefold(), each[0].id)
    )
    said = (
        "As printed in the editions of the twelve months up to "
        f"{long_date(newest.date)}. If a number does not answer, look for a newer edition."
    )
    section = replace(
        _section("contacts", "Contacts", [Paragraph((Text(said),))]),
        layout="panel",
        groups=(Group(None, 3, tuple(_card(*each) for each in ordered)),),
    )
    return framed(newest, "Contacts", "Whom to ring and write to.", [section])


def _card(contact: Contact, edition: EditionFacts) -> Entry:
    return Entry(
        id=contact.id,
        anchor=f"contact-{contact.id}",
        kind="contact",
        type=contact.type,
        label=None,
        title=(Text(contact.full_name),),
        heading_level=3,
        contact=contact,
        body=(_line(Text("Printed in "), _web(edition.words, f"../{edition.path}"), Text(".")),),
    )


def contacts_of(page: Bulletin) -> dict[str, Contact]:
    """What a page shows of each contact, by id, the fullest where it shows one in several ways."""
    found: dict[str, Contact] = {}
    for each in shapes_of(page, Contact):
        known = found.get(each.id)
        if (
            each.has_details
            and each.full_name
            and (known is None or _details(each) > _details(known))
        ):
            found[each.id] = replace(each, label=None)
    return found


def _details(contact: Contact) -> int:
    return len(contact.phones) + len(contact.mailboxes) + bool(contact.web) + bool(contact.address)


# --- Pieces ---------------------------------------------------------------------------------


def _section(section_id: str, heading: str, blocks: Sequence[Block]) -> Section:
    return Section(
        id=section_id,
        anchor=f"section-{section_id}",
        number=None,
        label=None,
        heading=(Text(heading),),
        heading_level=2,
        layout="prose",
        intro=tuple(blocks),
    )


def _jumps(lead: str, sections: Sequence[Section]) -> Blocks:
    """Links to the sections below, where there are several."""
    if len(sections) <= 1:
        return ()
    runs: list[Inline] = [Text(f"{lead}: ")]
    for number, each in enumerate(sections):
        runs += [Text(", ")] if number else []
        runs.append(Link(each.heading, f"#{each.anchor}", "section"))
    return (_line(*runs),)


def _web(words: str, href: str) -> Link:
    return Link((Text(words),), href, "web")


def _line(*runs: Inline) -> Paragraph:
    return Paragraph(tuple(runs))
