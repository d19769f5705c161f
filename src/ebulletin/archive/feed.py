"""The news feed (Atom, RFC 4287), the site map (sitemaps.org) and what robots may read."""

from collections.abc import Iterable, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from ebulletin.archive.model import EditionFacts, Site

ATOM = "application/atom+xml"
NEWEST = 20
"""How many editions the feed holds."""

# What XML 1.0 cannot hold at all.
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def feed(site: Site, editions: Sequence[EditionFacts]) -> str:
    """The newest editions as an Atom feed.

    Args:
        site: With the address of the archive, which makes the lasting ids.
        editions: In any order; at least one.
    """
    newest = sorted(editions, key=lambda each: (each.date, each.path), reverse=True)[:NEWEST]
    updated = max(each.updated for each in newest)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<id>{_text(site.base)}/</id>",
        f"<title>{_text(site.organisation)}: bulletins</title>",
        f"<updated>{_text(updated)}</updated>",
        f"<author><name>{_text(site.organisation)}</name></author>",
        f'<link rel="self" type="{ATOM}" href={_attribute(f"{site.base}/feed.xml")}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(f"{site.base}/")}/>',
    ]
    for each in newest:
        lines += _entry(site, each)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _entry(site: Site, facts: EditionFacts) -> list[str]:
    address = f"{site.base}/{facts.path}"
    items = "; ".join(item.title for item in facts.items)
    content = "\n".join(part for part in (facts.summary, items) if part)
    lines = [
        "<entry>",
        f"<id>{_text(address)}</id>",
        f"<title>{_text(facts.words)}</title>",
        f'<link rel="alternate" type="text/html" href={_attribute(address)}/>',
        f"<published>{_moment(facts.date)}</published>",
        f"<updated>{_text(facts.updated)}</updated>",
        f"<category term={_attribute(facts.series)} label={_attribute(facts.series_name)}/>",
    ]
    lines += [f"<summary>{_text(facts.summary)}</summary>"] if facts.summary else []
    return [*lines, f'<content type="text">{_text(content)}</content>', "</entry>"]


def site_map(site: Site, paths: Iterable[str]) -> str:
    """Every page that may be found by search engines."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<url><loc>{_text(f'{site.base}/{path}')}</loc></url>" for path in sorted(paths)),
        "</urlset>",
    ]
    return "\n".join(lines) + "\n"


def _moment(day: date) -> str:
    # The day is all that is known; midday is the same day in every time zone of the country.
    return f"{day.isoformat()}T12:00:00Z"


def _text(words: str) -> str:
    return escape(words.translate(_NOT_XML))


def _attribute(words: str) -> str:
    return quoteattr(words.translate(_NOT_XML))
