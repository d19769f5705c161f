"""Links that say where they lead, can be told from the words round them, and lead somewhere."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "AUD110", "link-without-words", Severity.ERROR,
    finds="A link in which nothing can be read out: no words, and no picture with an alt.",
    why="A screen reader says 'link' or spells out the address.",
    bad='<a href="..."><img src="x.png" alt=""></a>',
    good='<a href="..."><img src="x.png" alt="Our website"></a>',
    source="WCAG 2.2, 2.4.4 and 4.1.2",
)  # fmt: skip
rule(
    "LNK103", "link-vague", Severity.WARNING,
    finds="A link whose words do not say where it leads: here, click here, read more, this link "
    "and the like.",
    why="Who listens to a list of links hears the same word again and again.",
    bad='<a href="...">here</a>',
    good='<a href="...">Read the inspection letter</a>',
    source="WCAG 2.2, 2.4.4",
)  # fmt: skip
rule(
    "LNK104", "url-as-text", Severity.WARNING,
    finds="A link whose words are a web address of over 40 characters.",
    why="A screen reader spells it out.",
    bad='<a href="...">https://esscp.example.org/learning/reviews/2026/letter</a>',
    good='<a href="...">The review letter</a>; esscp.example.org',
)  # fmt: skip
rule(
    "LNK101", "link-dead", Severity.ERROR,
    finds="A link that leads nowhere: an empty address, or # alone.",
    why="The reader selects it, and nothing happens.",
    bad='<a href="#">Register</a>',
    good='<a href="https://esscp.example.org/register">Register</a>',
)  # fmt: skip
rule(
    "LNK113", "link-scheme", Severity.ERROR,
    finds="A link that runs a script, or leads to a file of the writer's own computer.",
    why="Mail readers take it out, or it works for nobody else.",
    bad='href="javascript:void(0)"',
    good='href="mailto:team@esscp.example.org"',
)  # fmt: skip
rule(
    "LNK118", "cross-reference", Severity.ERROR,
    finds="A link to a place in the same e-mail that is not there.",
    why="The reader selects it, and nothing happens.",
    bad='<a href="#dates">, and no id="dates"',
    good='<a href="#dates"> and <h2 id="dates">',
)  # fmt: skip

_VAGUE = frozenset(
    ("here", "click here", "click", "link", "this link", "read more", "more", "more info",
     "more information", "learn more", "find out more", "this", "page", "website", "document",
     "form", "pdf", "download", "read", "view", "see more", "see here", "tap here", "continue",
     "go", "details", "info", "press here", "open")
)  # fmt: skip
_MARKS = " .,:;!?…\"'()[]<>«»→-–—›\u00a0"
_LONGEST_SHOWN = 40
_BLOCKED = ("javascript", "vbscript", "file", "about")
_STAND_IN = re.compile(r"\{\{|\}\}|\*\||%%|\[\[|\{\$|\$\{|<%")


@look
def links(_: Email, document: Document) -> Iterator[Fault]:
    """Every link has words that say where it leads, and leads there."""
    places = {each.get("name") for each in document.tags("a")} | {"top", *document.by_id}
    for link in document.tags("a", "area"):
        if "href" not in link.attributes:
            continue
        address = link.get("href")
        words = document.name_of(link)
        yield from _target(link, address, words, places)
        if link.tag == "area" or link.is_aria_hidden:
            continue
        if not words:
            yield Fault(
                "AUD110",
                link.start,
                f"the link to {quoted(address)} has no words",
                "Put words into it, or say in the alt of its picture where it leads.",
                address,
            )
        elif _is_vague(words):
            yield Fault(
                "LNK103",
                link.start,
                f"the link {quoted(words)} does not say where it leads",
                "Link the words that name the page, such as: Read the inspection letter.",
                words,
            )
        elif len(words) > _LONGEST_SHOWN and words.startswith(("http://", "https://", "www.")):
            yield Fault(
                "LNK104",
                link.start,
                f"the words of a link are its address, {quoted(words)}",
                "Write the name of the page instead.",
                words,
            )


def _is_vague(words: str) -> bool:
    return " ".join(words.strip(_MARKS).casefold().split()) in _VAGUE


def _target(link: Element, address: str, words: str, places: Collection[str]) -> Iterator[Fault]:
    if not address or address == "#":
        yield Fault(
            "LNK101",
            link.start,
            f"the link {quoted(words)} leads nowhere",
            "Write its address.",
            words,
        )
        return
    if address.startswith("#") and not _STAND_IN.search(address):
        name = address[1:]
        if name not in places:
            yield Fault(
                "LNK118",
                link.start,
                f"the link {quoted(words)} leads to {quoted(address)}, which is not in this e-mail",
                f'Give its target id="{name[:40]}", or mend the name.',
                words,
            )
        return
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme in _BLOCKED:
        yield Fault(
            "LNK113",
            link.start,
            f"the address {quoted(address)} works for no reader",
            "Write a web address, mailto: or tel:.",
            words,
        )
