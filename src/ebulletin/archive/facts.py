"""Gathers from a published page what other pages need to know of it."""

from dataclasses import replace

from ebulletin.archive.model import EditionFacts, ItemFacts, Published
from ebulletin.bulletins.changes import title_words
from ebulletin.bulletins.composed import Bulletin, Link, plain
from ebulletin.bulletins.editions import entries_of
from ebulletin.bulletins.needs import files_needed
from ebulletin.bulletins.printed_words import fingerprint
from ebulletin.bulletins.walking import shapes_of


def facts_of(published: Published, page: Bulletin, base: str) -> EditionFacts:
    """The facts of one page.

    Args:
        published: What was known before it was read.
        page: Its data.
        base: Address of the archive, to tell the links that lead into it.
    """
    path = f"{published.slug}/" if published.is_main else f"{published.slug}/{published.variant}/"
    needed = files_needed([page])
    files = published.files
    pictures = {each.name: f"images/{each.name}" for each in needed.pictures if each.name}
    hosted = {each.name: f"files/{each.name}" for each in needed.attachments if each.is_hosted}
    return EditionFacts(
        slug=published.slug,
        variant=published.variant,
        path=path,
        series=published.series,
        series_name=page.masthead.series_name or published.series_name,
        edition=page.edition_words,
        date=page.date,
        title=plain(page.title),
        summary=plain(page.preheader),
        updated=published.updated,
        data=published.key,
        items=tuple(
            ItemFacts(
                each.id,
                title_words(each),
                each.kind,
                not each.is_brief,
                # Where it stands says nothing of what it says.
                fingerprint(replace(each, heading_level=None)),
                each.event is not None and any(s.day is not None for s in each.event.sessions),
            )
            for each in entries_of(page)
        ),
        ways=tuple(dict.fromkeys(ways_into(page, base))) if base else (),
        pictures={name: files[key] for name, key in pictures.items() if key in files},
        hosted={str(name): files[key] for name, key in hosted.items() if key in files},
    )


def ways_into(page: Bulletin, base: str) -> list[str]:
    """Addresses of the page's links that lead into the archive."""
    links = (each.href for each in shapes_of(page, Link))
    return [href for href in links if href == base or href.startswith(f"{base}/")]
