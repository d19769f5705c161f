"""Addresses that a mail filter rewrote, or that follow the reader."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from ebulletin.checks.links.addresses import is_web
from ebulletin.checks.links.targets import targets_of
from ebulletin.checks.patterns import TRACKING, WRAPPER_ENDINGS, WRAPPER_PARTS
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.reserved import host_of
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

# Where each filter keeps the address it wraps; Proofpoint, "URL Defense" versions 2 and 3.
_PARAMETERS = ("url", "u", "a")
_VERSION_3 = re.compile(r"/v3/__(?P<address>https?:.*?)__;")
_VERSION_2 = re.compile(r"/v[12]/")
_MOST_LAYERS = 3


@rule(
    "LNK114", "link-wrapped", Severity.WARNING, Stage.FILE,
    finds="An address that a mail filter has wrapped in its own, or with parameters that follow "
    "the reader (utm_source and the like).",
    why="It tells the filter's company who reads what, and stops working with the author's own "
    "mailbox.",
    bad="https://esscp.example.org/a?utm_source=mail",
    good="https://esscp.example.org/a?id=7",
    fix="auto",
)  # fmt: skip
def link_wrapped(subject: FileSubject) -> Iterator[Finding]:
    """LNK114: an address leads straight to its page."""
    for target in targets_of(subject.source):
        address = target.address
        if not is_web(address):
            continue
        is_filtered = _is_wrapped(address)
        clean = _unwrapped(address)
        if clean == address and not is_filtered:
            continue
        reason = "was rewritten by a mail filter" if is_filtered else "follows whoever opens it"
        mended = not _is_wrapped(clean) and clean != address
        advice = f"Write {clean}" if mended else "Open it once, and write the address that comes."
        yield CATALOGUE["LNK114"].finding(
            target.place,
            f"the address {quoted(address)} {reason}",
            advice,
            fix=(target.edit(clean),) if mended else (),
        )


def _is_wrapped(address: str) -> bool:
    host = host_of(address)
    return host.endswith(WRAPPER_ENDINGS) or any(part in host for part in WRAPPER_PARTS)


def _unwrapped(address: str) -> str:
    """The address inside all wrappings, without parameters that follow the reader."""
    for _ in range(_MOST_LAYERS):
        inside = _inside(address) if _is_wrapped(address) else None
        if inside is None:
            break
        address = inside
    return _without_tracking(address)


def _inside(address: str) -> str | None:
    version_3 = _VERSION_3.search(address)
    if version_3 is not None:
        return version_3["address"]
    try:
        query = urlsplit(address).query
    except ValueError:
        return None
    given = parse_qs(query)
    for name in _PARAMETERS:
        value = given.get(name, [""])[0]
        if name == "u" and _VERSION_2.search(address):
            value = unquote(value.replace("-", "%").replace("_", "/"))
        if value.startswith(("http://", "https://")):
            return value
    return None


def _without_tracking(address: str) -> str:
    head, mark, rest = address.partition("?")
    if not mark:
        return address
    query, hash_mark, fragment = rest.partition("#")
    kept = [each for each in query.split("&") if not TRACKING.fullmatch(each.partition("=")[0])]
    if len(kept) == len(query.split("&")):
        return address
    return head + (f"?{'&'.join(kept)}" if kept else "") + hash_mark + fragment
