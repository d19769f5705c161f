"""Addresses that no reader can follow."""

import re
from collections.abc import Iterator

from ebulletin.checks.links.targets import RESERVED, Target, targets_of
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

ALLOWED = ("https", "http", "mailto", "tel", "sms", "item", "contact")
_FILE_ADVICE = (
    "Put the file into items/assets and list it under attachments, or publish it and link to its "
    "web address."
)
_PATH_ADVICE = (
    "Write the whole address from https:// on; for a file of ours use attachments, for another "
    "item write item: and its id."
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


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


def scheme_of(address: str) -> str:
    """The scheme of an address in lower case, or empty."""
    match = _SCHEME.match(address)
    return match[1].casefold() if match else ""


def _fault_of(target: Target) -> tuple[str, str]:
    address, scheme = target.address, scheme_of(target.address)
    if not target.is_known or address in RESERVED or not address.strip("#"):
        return "", ""
    if "{{" in address or scheme == "javascript" or scheme in ALLOWED:
        return "", ""
    if len(scheme) == 1 or scheme == "file" or address.startswith("\\"):
        return (
            "leads to a file on one computer",
            _FILE_ADVICE,
        )
    if scheme:
        return (
            f"starts with {scheme}:, which mail programs do not open",
            "Write an address that starts with https://, mailto: or tel:.",
        )
    return (
        "has no website in it, so it leads nowhere from an inbox",
        _PATH_ADVICE,
    )
