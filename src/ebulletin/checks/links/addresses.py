"""Addresses that no reader can follow, or should not."""

import re
from collections.abc import Iterator

from ebulletin.checks.links.targets import RESERVED, Target, targets_of
from ebulletin.checks.patterns import SHARED_DRIVES, SHORTENERS
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.reserved import host_of
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

ALLOWED = ("https", "http", "mailto", "tel", "sms", "item", "contact")
WEB = ("https", "http")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
_FILE_ADVICE = (
    "Put the file into items/assets and list it under attachments, or publish it and link to its "
    "web address."
)
_PATH_ADVICE = (
    "Write the whole address from https:// on; for a file of ours use attachments, for another "
    "item write item: and its id."
)


def scheme_of(address: str) -> str:
    """The scheme of an address in lower case, or empty."""
    match = _SCHEME.match(address)
    return match[1].casefold() if match else ""


def is_web(address: str) -> bool:
    """Whether an address leads to a page on the web."""
    return scheme_of(address) in WEB


@rule(
    "LNK101", "link-dead", Severity.ERROR, Stage.FILE,
    finds="A link without an address, with # or javascript: in its place, or to a host that is "
    "only a word.",
    why="A reader presses it, and nothing happens.",
    bad="[Book a place](#)",
    good="[Book a place](https://esscp.example.org/book)",
)  # fmt: skip
def link_dead(subject: FileSubject) -> Iterator[Finding]:
    """LNK101: every link leads somewhere."""
    for target in targets_of(subject.source):
        reason = _dead_reason(target)
        if reason:
            words = f"the link {quoted(target.words)}" if target.words.strip() else "a link"
            yield CATALOGUE["LNK101"].finding(
                target.place,
                f"{words} {reason}",
                "Write the whole address, from https:// on; while you wait for it, write unknown.",
            )


def _dead_reason(target: Target) -> str:
    address = target.address
    if not address:
        return "has no address"
    if not address.strip("#"):
        return f"leads to {quoted(address)}, which is nowhere"
    if scheme_of(address) == "javascript":
        return "runs a script, which mail programs never do"
    if not is_web(address) or "{{" in address:
        return ""
    host = host_of(address)
    if "." not in host.strip(".") and not host.startswith("["):
        return f"leads to {quoted(host)}, which is no host outside one building"
    return ""


@rule(
    "LNK113", "link-scheme", Severity.ERROR, Stage.FILE,
    finds="A link to a file on somebody's computer, a path without a website, or an address of a "
    "kind that mail programs do not open. Web addresses, mailto:, tel:, sms:, item: and contact: "
    "are right.",
    why="The link works on the author's computer and nowhere else.",
    bad="[Form](forms/a.pdf)",
    good="an attachments entry for it",
)  # fmt: skip
def link_scheme(subject: FileSubject) -> Iterator[Finding]:
    """LNK113: every link can be followed from an inbox."""
    for target in targets_of(subject.source):
        reason, advice = _fault_of(target)
        if reason:
            yield CATALOGUE["LNK113"].finding(
                target.place, f"the link to {quoted(target.address)} {reason}", advice
            )


def _fault_of(target: Target) -> tuple[str, str]:
    address, scheme = target.address, scheme_of(target.address)
    if not target.is_known or address in RESERVED or not address.strip("#"):
        return "", ""
    if "{{" in address or scheme == "javascript" or scheme in ALLOWED:
        return "", ""
    if len(scheme) == 1 or scheme == "file" or address.startswith("\\"):
        return "leads to a file on one computer", _FILE_ADVICE
    if scheme and "." not in scheme:
        return (
            f"starts with {scheme}:, which mail programs do not open",
            "Write an address that starts with https://, mailto: or tel:.",
        )
    return "has no website in it, so it leads nowhere from an inbox", _PATH_ADVICE


@rule(
    "LNK111", "not-https", Severity.WARNING, Stage.FILE,
    finds="A web address that starts with http:// rather than https://.",
    why="Browsers warn that the page is not safe, and some block it.",
    bad="http://esscp.example.org/map",
    good="https://esscp.example.org/map",
    fix="offer",
)  # fmt: skip
def not_https(subject: FileSubject) -> Iterator[Finding]:
    """LNK111: what is read on the way is not changed on the way."""
    for target in targets_of(subject.source):
        if scheme_of(target.address) == "http":
            secure = "https" + target.address[len("http") :]
            yield CATALOGUE["LNK111"].finding(
                target.place,
                f"the address {quoted(target.address)} is not secure",
                "Open the page with https:// in place of http://; if it comes, write that.",
                offers=(secure,),
            )


@rule(
    "LNK112", "shortener", Severity.WARNING, Stage.FILE,
    finds="An address on the host of a service that shortens addresses.",
    why="Nobody can see where it leads, it may end, and mail filters distrust it.",
    bad="an address on the host of a shortening service",
    good="https://esscp.example.org/dates",
)  # fmt: skip
def shortener(subject: FileSubject) -> Iterator[Finding]:
    """LNK112: an address says where it leads."""
    for target in targets_of(subject.source):
        host = host_of(target.address).removeprefix("www.") if is_web(target.address) else ""
        if host in SHORTENERS:
            yield CATALOGUE["LNK112"].finding(
                target.place,
                f"the address {quoted(target.address)} hides where it leads",
                "Open it once, and write the address of the page that comes.",
            )


# --- Pages behind a sign-in -----------------------------------------------------------------


@rule(
    "LNK116", "sign-in-needed", Severity.WARNING, Stage.FILE,
    finds="An address on a host under `domains: sign_in` or on a shared drive.",
    why="Readers of other organisations have no account there, and see a form in place of the "
    "page.",
    bad="a link to drive.google.com",
    good="a link to esscp.example.org",
)  # fmt: skip
def sign_in_needed(subject: FileSubject) -> Iterator[Finding]:
    """LNK116: every reader can open the page."""
    for target in targets_of(subject.source):
        host = host_of(target.address) if is_web(target.address) else ""
        if host and _asks_for_sign_in(host, subject.settings.domains.sign_in):
            yield CATALOGUE["LNK116"].finding(
                target.place,
                f"the page at {quoted(host)} asks for a sign-in that many readers do not have",
                "Publish it where everybody can open it, or say in the text who can sign in and "
                "ignore LNK116 with that reason.",
            )


def _asks_for_sign_in(host: str, listed: tuple[str, ...]) -> bool:
    if any(host == each.casefold() or host.endswith(f".{each.casefold()}") for each in listed):
        return True
    return any(f".{drive}" in f".{host}" for drive in SHARED_DRIVES)
