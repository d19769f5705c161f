"""Which hosts an e-mail would make a reader's machine call."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ebulletin.templates.mjml.entities import plain

# Links that a reader may follow are not loaded; everything else with an address is, in Outlook's
# conditional comments too.
_LOADED = re.compile(
    r"""(?:(?<![\w-])(?:src|srcset|background|poster|data|action|formaction)\s*=\s*
       |<(?:link|base)\b[^<>]{0,1000}?\shref\s*=\s*
       |\burl\(\s*
       |@import\s+)
       (?:"([^"<]{0,4000})|'([^'<]{0,4000})|([^\s"'<>)]{1,4000}))""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:^|[\s,'\"(])((?:[a-z][a-z0-9+.-]*:)?//[^\s,'\")]+)", re.IGNORECASE)


def loaded_from(html: str) -> Iterator[tuple[str, str]]:
    """Each address on another host that is loaded without the reader's doing, with its host."""
    for found in _LOADED.finditer(html):
        value = next(group for group in found.groups() if group is not None)
        for address in _ADDRESS.finditer(plain(value).replace("\\", "/")):
            yield value, _host(address[1])


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
