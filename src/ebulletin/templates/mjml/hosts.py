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
    re.compile(start + _VALUE)
    for start in (
        *(rf"{name}\s{{0,9}}=\s{{0,9}}" for name in _ATTRIBUTES),
        r"<link\b[^<>]{0,1000}?\shref\s{0,9}=\s{0,9}",
        r"<base\b[^<>]{0,1000}?\shref\s{0,9}=\s{0,9}",
        r"url\(\s{0,9}",
        r"@import\s{1,9}",
    )
)
_ADDRESS = re.compile(r"(?:^|[\s,'\"(])((?:[a-z][a-z0-9+.-]{0,20}:)?//[^\s,'\")]+)")


def loaded_from(html: str) -> Iterator[tuple[str, str]]:
    """Each address on another host that is loaded without the reader's doing, with its host.

    Addresses come in lower case.
    """
    html = html.lower()
    for pattern in _LOADED:
        for found in pattern.finditer(html):
            value = next(group for group in found.groups() if group is not None)
            for address in _ADDRESS.finditer(plain(value).replace("\\", "/")):
                yield value, _host(address[1])


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
