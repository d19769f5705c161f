"""A bulletin as a web page: one file, no scripts, nothing from elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from ebulletin.bulletins.composed import Bulletin, Picture
from ebulletin.templates.inline import Looks
from ebulletin.templates.load import Theme

_TEMPLATE = "page.html.j2"
# The safety block is the renderer's: no theme and no workspace template takes its place.
_SAFETY_TEMPLATE = "builtin/page_safety.html.j2"
# On a phone each number has its own line, to be tapped.
_PHONE_BREAK = Markup('<br class="on-phones">')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FOOTER_START = re.compile(r"<footer\b", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>|</html\s*>|\Z", re.IGNORECASE)
_PLAIN_IN_CSS = re.compile(r"[^A-Za-z0-9 .,:;()-]")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page beside this one."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a page of the archive leads to; a page on its own has none of it.

    Attributes:
        previous: The edition before this one in its series.
        following: The edition after it.
        archive: Address of the list of all editions.
        feed: Address of the news feed.
        calendars: Address of the calendar file of each event, by the id of its item.
    """

    previous: PageLink | None = None
    following: PageLink | None = None
    archive: str | None = None
    feed: str | None = None
    calendars: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Page:
    """A web page.

    Attributes:
        html: The whole document.
        notes: What a template left out and was put back, one sentence each (SAF102).
    """

    html: str
    notes: tuple[str, ...] = ()


def render_page(bulletin: Bulletin, theme: Theme, neighbours: Neighbours | None = None) -> str:
    """The HTML of the web page; `write_page` tells also what had to be put back."""
    return write_page(bulletin, theme, neighbours).html


def write_page(bulletin: Bulletin, theme: Theme, neighbours: Neighbours | None = None) -> Page:
    """Render the web page of one variant.

    Pictures lie in `images/`, public attachments in `files/`, beside the page. The safety block is
    the product's own: where a template of the workspace leaves it out, it is put in before the
    footer, and a note says so (safety rule S02).

    Args:
        bulletin: Composed for the channel `page`.
        theme: Its look.
        neighbours: Given for a page of the archive.

    Raises:
        TemplateFaultError: A template of the workspace does not work.
    """
    facts = _facts(bulletin, theme, neighbours or Neighbours())
    top, end = (_safety(theme, facts, place) for place in ("top", "end"))
    page = theme.render(_TEMPLATE, facts | {"safety_top": top, "safety_block": end})
    if end in _COMMENT.sub("", page):
        return Page(_tidied(page))
    note = (
        f"templates/{theme.name}/{_TEMPLATE} leaves out the safety block; "
        "it was printed before the footer"
    )
    return Page(_tidied(_with_safety(page, end)), (note,))


def _with_safety(page: str, safety: str) -> str:
    place = _FOOTER_START.search(page) or _BODY_END.search(page)
    start = place.start() if place else len(page)
    return f"{page[:start]}{safety}\n{page[start:]}"


def _tidied(page: str) -> str:
    """Without indentation and empty lines."""
    lines = (line.strip() for line in page.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _safety(theme: Theme, facts: Mapping[str, Any], place: str) -> Markup:
    looks = replace(facts["looks"], before_number=_PHONE_BREAK)
    written = theme.render(_SAFETY_TEMPLATE, {**facts, "looks": looks, "place": place})
    return Markup(written.strip())  # noqa: S704 - the template has escaped it


def _facts(bulletin: Bulletin, theme: Theme, neighbours: Neighbours) -> dict[str, Any]:
    """Everything that the templates of the page may ask for."""
    colours = theme.tokens.with_brand(bulletin.brand)
    return {
        "bulletin": bulletin,
        "theme": theme,
        "light": colours.light,
        "dark": colours.dark,
        "neighbours": neighbours,
        "is_public": bulletin.variant.level == "public",
        "looks": Looks(
            number=Markup(' class="tel"'),
            note=Markup(' class="note"'),
            merges="fallbacks",
            view_online=bulletin.footer.view_online or "",
        ),
        "css_text": css_text,
        "address_of": address_of,
    }


def css_text(words: str) -> Markup:
    """Words as a CSS string; whatever could end it is written as an escape."""
    safe = _PLAIN_IN_CSS.sub(lambda found: f"\\{ord(found[0]):x} ", " ".join(words.split()))
    return Markup(f'"{safe}"')  # noqa: S704 - only letters, digits and escapes are left


def address_of(picture: Picture) -> str:
    """Where a picture lies beside the page; empty where it was not supplied."""
    if not picture.file or not picture.name:
        return ""
    return picture.address or f"images/{picture.name}"
