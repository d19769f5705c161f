"""Which hosts an e-mail would make a reader's machine call."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ebulletin.templates.mjml.entities import plain

# Links that a reader may follow are not loaded; everything else with an address is, in Outlook's
# conditional comments too. Each pattern begins with letters, which makes the search quick.
_VALUE = r"(?:\"([^\"<]{0,4000})|'([^'<]{0,4000})|([^\s\"'<>)]{1,4000}))"
_ATTRIBUTES = ("src", "srcset", "background", "poster", "data", "action", "formaction")
_LOADED = tuple(
    (begins, re.compile(begins + rest + _VALUE))
    for begins, rest in (
        *((name, r"\s{0,9}=\s{0,9}") for name in _ATTRIBUTES),
        ("<link", r"\b[^<>]{0,1000}?\shref\s{0,9}=\s{0,9}"),
        ("<base", r"\b[^<>]{0,1000}?\shref\s{0,9}=\s{0,9}"),
        ("url", r"\(\s{0,9}"),
        ("@import", r"\s{1,9}"),
    )
)
# What may stand for a slash: such an e-mail is searched in full.
_SLASH_BY_NUMBER = re.compile(r"&#(?:0*(?:47|92)\b|x0*(?:2f|5c)\b)")
_IN_LINK = re.compile(r"(?:<a\s(?:[^<>]*\s)?href|\sxmlns(?::[a-z])?)=\"[^\"<>]*$")
_LOOK_BACK = 300
_ADDRESS = re.compile(r"(?:^|[\s,'\"(])((?:[a-z][a-z0-9+.-]{0,20}:)?//[^\s,'\")]+)")


def loaded_from(html: str) -> Iterator[tuple[str, str]]:
    """Each address on another host that is loaded without the reader's doing, with its host.

    Addresses come in lower case.
    """
    html = html.lower()
    if not _may_load(html):
        return
    for begins, pattern in _LOADED:
        if begins not in html:
            continue
        for found in pattern.finditer(html):
            value = next(group for group in found.groups() if group is not None)
            address_text = plain(value).replace("\\", "/")
            if "//" not in address_text:
                continue
            for address in _ADDRESS.finditer(address_text):
                yield value, _host(address[1])


def _may_load(html: str) -> bool:
    """Whether an address stands anywhere but in links; in most e-mails none does."""
    if "\\" in html or "&sol" in html or ("&#" in html and _SLASH_BY_NUMBER.search(html)):
        return True
    at = html.find("//")
    while at >= 0:
        if not _IN_LINK.search(html[max(0, at - _LOOK_BACK) : at]):
            return True
        at = html.find("//", at + 2)
    return False


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
