"""Whom an e-mail asks for pictures, styles and fonts, and what it gives away by asking."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words

rule(
    "SAF117", "third-party-content", Severity.ERROR,
    finds="A picture of 1 x 1 pixels or of no size, a known tracker, or a style sheet, font, "
    "script or frame from elsewhere.",
    why="It tells somebody who read the e-mail, when and where; readers have not agreed to that.",
    bad='<img src="https://metrics.example.com/open?id=7" width="1" height="1">',
    good="the logo from the sender's own website",
)  # fmt: skip
rule(
    "AUD303", "hosts-of-others", Severity.HINT,
    finds="Pictures that are fetched from hosts which are not known to be the sender's own; each "
    "is named once. Own are, in a message, the host of the sender's address; in HTML alone, those "
    "to which its links lead; in a bulletin, those of partnership.yaml.",
    why="Each of them learns who opens the e-mail, and when.",
    bad="a picture from https://cdn.example.com/",
    good="a picture that travels with the message",
)  # fmt: skip
rule(
    "AUD305", "picture-not-there", Severity.ERROR,
    finds="In a message: a picture named by content id that no part holds, or by an address on "
    "somebody's own computer or without a host.",
    why="Readers see an empty frame.",
    bad='<img src="cid:logo">, and no such part',
    good="a part with that Content-ID",
)  # fmt: skip

_UNCOUNTED = "Take it out; count answers or visits of the web page instead."
_OWN_STYLES = "Take it out, and put the rules into the e-mail's own style tag."
_INSTEAD_OF = {
    "link": _OWN_STYLES, "import": _OWN_STYLES,
    "font": "Take it out, and name fonts that every computer has, such as Arial.",
    **dict.fromkeys(
        ("script", "iframe", "frame", "embed", "object"), "Take it out, and link the page."
    ),
}  # fmt: skip

_MOST_NAMED = 5
_MOST_SIZES = 20  # of one picture, in `srcset`
_LONGEST_BLOCK = 2_000  # characters of an `@font-face` block
# How the addresses of pictures that count openings look in common mailing tools.
_TRACKER = re.compile(
    r"/open\.(?:php|gif|aspx)\b|/(?:track(?:ing)?|wf|e)/open\b|/(?:o|open|pixel|beacon|tracker)"
    r"(?:\.gif|\.png)?\?|/trk\b|/e3t/|/email/open|/ss/o/|/q/[\w~-]{40,}|google-analytics\.|"
    r"/collect\?(?:v|tid)=|/imp\?|/o\.gif|/pixel\.(?:gif|png)|[?&](?:open_id|trackid)=",
    re.IGNORECASE,
)
_ADDRESS_IN_STYLE = re.compile(
    r"url\(\s*[\"']?([^\"')\s]+)|@import\s+[\"']([^\"']+)", re.IGNORECASE
)
_LOADED_IN_COMMENT = re.compile(
    r"<(?P<tag>[a-z][a-z0-9:]*)\b[^<>]{0,2000}?\s(?:src|background)\s*=\s*[\"']?(?P<url>[^\"'\s<>]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Fetched:
    """An address that a mail reader fetches by itself, and for which tag."""

    tag: str
    url: str
    offset: int
    element: Element | None = None

    @property
    def host(self) -> str:
        return host_of(self.url)


def host_of(url: str) -> str:
    """The host of a web address in lower case, or nothing where it has none."""
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme.lower() in ("http", "https") else ""


def _fetched(document: Document) -> Iterator[_Fetched]:
    for element in document.elements:
        if element.attributes:
            for address in _fetched_by(element):
                yield _Fetched(element.tag, address, element.start, element)
            for match in _ADDRESS_IN_STYLE.finditer(element.attributes.get("style", "")):
                yield _Fetched("style", match[1] or match[2], element.start, element)
    for _, offset, css in document.styles:
        for match in _ADDRESS_IN_STYLE.finditer(css):
            kind = _kind_in_sheet(css, match)
            yield _Fetched(kind, match[1] or match[2], offset + match.start())
    for comment in document.comments:
        if comment.content.lstrip()[:3].lower() == "[if":
            for match in _LOADED_IN_COMMENT.finditer(comment.content):
                yield _Fetched(match["tag"].lower(), match["url"], comment.offset + match.start())


def _fetched_by(element: Element) -> Iterator[str]:
    """The addresses in a tag's attributes that a mail reader fetches by itself."""
    names = ["src", "background", "poster"]
    if element.tag == "object":
        names.append("data")
    if element.tag == "link" and "stylesheet" in element.get("rel").lower():
        names.append("href")
    yield from (address for name in names if (address := element.get(name)))
    for candidate in element.get("srcset").split(",")[:_MOST_SIZES]:
        if candidate.strip() and not candidate.strip().startswith("data:"):
            yield candidate.split()[0]


def _kind_in_sheet(css: str, match: re.Match[str]) -> str:
    """`import` after that word, `font` inside an `@font-face` block, else `style`."""
    if match[2] or css[max(0, match.start() - 12) : match.start()].strip().lower() == "@import":
        return "import"
    block = css.rfind("{", max(0, match.start() - _LONGEST_BLOCK), match.start())
    before = css[max(0, block - 30) : block].lower() if block >= 0 else ""
    return "font" if "@font-face" in before else "style"


@look
def fetched(email: Email, document: Document) -> Iterator[Fault]:
    """SAF117, AUD303, AUD305 and LNK111: nothing is asked of strangers."""
    own = email.own_hosts or _hosts_of_links(document)
    strangers: dict[str, tuple[int, int]] = {}
    unsafe: set[str] = set()
    told: set[tuple[str, int]] = set()
    for each in dict.fromkeys(_fetched(document)):
        host = each.host
        if host and (reason := _spies(each)) and (each.url, each.offset) not in told:
            told.add((each.url, each.offset))
            yield Fault(
                "SAF117",
                each.offset,
                f"{reason}: {quoted(each.url)}",
                _INSTEAD_OF.get(each.tag, _UNCOUNTED),
                each.url,
            )
        elif host and own and not _is_own(host, own):
            first, count = strangers.get(host, (each.offset, 0))
            strangers[host] = (first, count + 1)
        elif not host and email.is_message:
            yield from _missing(email, each)
        if each.url.lower().startswith("http://") and each.url not in unsafe:
            unsafe.add(each.url)
            yield Fault(
                "LNK111",
                each.offset,
                f"the address {quoted(each.url)} is not protected",
                "Write https://, and try that the address answers.",
                each.url,
            )
    if strangers:
        yield _of_strangers(strangers)


def _of_strangers(strangers: dict[str, tuple[int, int]]) -> Fault:
    hosts = sorted(strangers, key=lambda host: (-strangers[host][1], host))
    named = [quoted(host) for host in hosts[:_MOST_NAMED]]
    if len(hosts) > _MOST_NAMED:
        named.append(f"{len(hosts) - _MOST_NAMED} more")
    count = sum(number for _, number in strangers.values())
    return Fault(
        "AUD303",
        min(first for first, _ in strangers.values()),
        f"{count} {'picture is' if count == 1 else 'pictures are'} fetched from "
        f"{join_words(named, 'and')}",
        "Let the pictures travel with the message, or serve them from a host of your own.",
        is_whole=True,
    )


def _is_own(host: str, own: frozenset[str]) -> bool:
    return any(
        host == each or host.endswith(f".{each}") or each.endswith(f".{host}") for each in own
    )


def _hosts_of_links(document: Document) -> frozenset[str]:
    found = {host_of(each.get("href")).removeprefix("www.") for each in document.tags("a")}
    return frozenset(found - {""})


def _spies(each: _Fetched) -> str:
    """Why an address is one that follows readers, or nothing."""
    if each.tag in ("script", "iframe", "frame", "embed", "object"):
        return f"a {each.tag} is fetched from elsewhere"
    if each.tag in ("link", "import"):
        return "a style sheet is fetched from elsewhere"
    if each.tag == "font":
        return "a font is fetched from elsewhere"
    if each.element is not None and each.tag == "img" and _is_pixel(each.element):
        return "a picture of one pixel tells when the e-mail is opened"
    if each.tag in ("img", "style") and _TRACKER.search(each.url):
        return "the address of a picture is that of a counter of openings"
    return ""


def _is_pixel(image: Element) -> bool:
    style = re.sub(r"\s+", "", image.get("style").lower())
    sizes = []
    for name in ("width", "height"):
        found = re.search(rf"(?:^|;){name}:(\d+)(?:px)?(?:!important)?(?:;|$)", style)
        value = found[1] if found else image.get(name).removesuffix("px")
        sizes.append(value)
    if all(size in ("0", "1") for size in sizes):
        return True
    return "display:none" in style and "1" in sizes


def _missing(email: Email, each: _Fetched) -> Iterator[Fault]:
    """AUD305: a message holds the pictures that it names."""
    url = each.url
    if url.lower().startswith("cid:"):
        if url[4:] in email.pictures:
            return
        message = f"no part of the message holds the picture {quoted(url)}"
    elif url.lower().startswith(("data:", "#", "{{", "mailto:", "about:")) or not url:
        return
    else:
        message = f"no reader can fetch the picture {quoted(url)}"
    yield Fault(
        "AUD305",
        each.offset,
        message,
        "Attach it with that Content-ID, or write its whole web address.",
        url,
    )
