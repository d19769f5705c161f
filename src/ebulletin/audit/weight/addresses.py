"""Links that lead straight to their pages, and follow nobody."""

import re
from collections.abc import Iterator

from ebulletin.audit.document import Document
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.audit.weight.fetched import host_of
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "LNK111", "not-https", Severity.WARNING,
    finds="A picture, or a link to a website, whose address begins with http://.",
    why="Mail readers leave such pictures out, and anybody on the way can change the page.",
    bad="http://esscp.example.org/a.png",
    good="https://esscp.example.org/a.png",
)  # fmt: skip
rule(
    "LNK112", "shortener", Severity.WARNING,
    finds="A link through a service that shortens addresses.",
    why="Filters of councils and the NHS block them, and readers cannot see where they lead.",
    bad="https://sho.example/a1 of a known shortener",
    good="the address itself",
)  # fmt: skip
rule(
    "LNK114", "link-wrapped", Severity.WARNING,
    finds="A link with parameters that follow the reader (utm_source and the like), or one that a "
    "mail filter has rewritten.",
    why="It tells who reads what.",
    bad="https://esscp.example.org/a?utm_source=mail",
    good="https://esscp.example.org/a?id=7",
)  # fmt: skip

_SHORTENERS = frozenset(
    ("bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly",
     "lnkd.in", "cutt.ly", "shorturl.at")
)  # fmt: skip
_WRAPPERS = re.compile(
    r"safelinks\.protection\.outlook\.com$|urldefense|linkprotect|mimecastprotect", re.IGNORECASE
)
_FOLLOWS = re.compile(
    r"[?&](?:utm_[a-z]+|fbclid|gclid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok)=", re.IGNORECASE
)


@look
def addresses(_: Email, document: Document) -> Iterator[Fault]:
    """LNK111, LNK112 and LNK114: links lead straight to their pages."""
    told: set[str] = set()
    for link in document.tags("a", "area"):
        address = link.get("href")
        host = host_of(address)
        if not host or address in told:
            continue
        told.add(address)
        words = document.words_of(link)
        if address.lower().startswith("http://"):
            yield Fault(
                "LNK111",
                link.start,
                f"the address {quoted(address)} is not protected",
                "Write https://, and try that the page answers.",
                words,
            )
        if host in _SHORTENERS:
            yield Fault(
                "LNK112",
                link.start,
                f"the address {quoted(address)} hides where it leads",
                "Open it once, and write the address that comes.",
                words,
            )
        elif _WRAPPERS.search(host):
            yield Fault(
                "LNK114",
                link.start,
                f"the address {quoted(address)} was rewritten by a mail filter",
                "Open it once, and write the address that comes.",
                words,
            )
        elif found := _FOLLOWS.search(address):
            yield Fault(
                "LNK114",
                link.start,
                f"the address {quoted(address)} follows whoever opens it ({found[0][1:-1]})",
                "Take what follows the question mark out, and try the address.",
                words,
            )
