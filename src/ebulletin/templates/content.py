"""One variant of a bulletin as exports and senders take it: finished but for what differs per tool.

The reader's own way out and the page online stand as neutral addresses, and merge fields in the
form `{{ first_name | colleague }}`; whoever carries the content puts in what its readers need.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ebulletin.bulletins.composed import Bulletin

UNSUBSCRIBE = "https://merge.invalid/unsubscribe"
"""Stands wherever the reader's own way out belongs: in `href` (HTML) and as address in the text.

The name can never lead anywhere (RFC 6761, `.invalid`), so that a forgotten one harms nobody.
"""
VIEW_ONLINE = "https://merge.invalid/view-online"
"""Stands wherever the address of the public page belongs; only in content that has such a page."""

_FIELD = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")


def _nothing() -> Mapping[str, bytes]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MergeField:
    """A merge field where it stands in a text.

    Attributes:
        fallback: Words for a reader without a value; empty where it has none. In HTML they stand
            escaped, as they were found.
        start: Place of the first brace.
        end: Place behind the last brace.
    """

    name: str
    fallback: str
    start: int
    end: int


def merge_fields(text: str) -> tuple[MergeField, ...]:
    """The merge fields of a subject, a text or an HTML document, in the order of their places."""
    return tuple(
        MergeField(found[1], found[2] or "", found.start(), found.end())
        for found in _FIELD.finditer(text)
    )


@dataclass(frozen=True, slots=True)
class Content:
    """One variant of one bulletin, finished but for what differs per recipient or tool.

    Attributes:
        level: `professional` or `public`.
        segments: Ids of the groups of readers it is for; empty where it goes to everyone.
        html: Of the e-mail; pictures are `images/NAME`.
        text: The plain-text part, LF line ends.
        pictures: Bytes by NAME.
        attachments: Bytes by name of the files that travel in the message and are never hosted.
        hosted: Bytes by name of public files; the content links to them beside the public page.
        public_page: Address of the public page, or None: what `VIEW_ONLINE` stands for.
        leave: The partnership's own way out (`https:` or `mailto:`): what `UNSUBSCRIBE` stands for
            where a reader has no way out of his own.
        bulletin: The same as composed, for outputs that are no HTML (Word, calendars, Markdown).
        page: As composed for the web page, which holds less.
        is_draft: Only for looking at: neither sent nor exported without the word DRAFT.
        is_archive: A copy from before the product: never sent or exported.
    """

    slug: str
    series: str
    edition: str
    date: date
    variant: str
    level: str
    segments: frozenset[str]
    subject: str
    preheader: str
    html: str
    text: str
    pictures: Mapping[str, bytes] = field(default_factory=_nothing)
    attachments: Mapping[str, bytes] = field(default_factory=_nothing)
    hosted: Mapping[str, bytes] = field(default_factory=_nothing)
    public_page: str | None = None
    leave: str = ""
    bulletin: Bulletin | None = None
    page: Bulletin | None = None
    is_draft: bool = False
    is_archive: bool = False

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over every byte that can reach a reader."""
        whole = hashlib.sha256()
        for name, raw in self._parts():
            for each in (name.encode(), raw):
                # With its length, so that bytes cannot move from one part to the next unseen.
                whole.update(len(each).to_bytes(8, "big"))
                whole.update(each)
        return whole.hexdigest()

    def _parts(self) -> Iterator[tuple[str, bytes]]:
        yield "subject", self.subject.encode()
        yield "html", self.html.encode()
        yield "text", self.text.encode()
        for kind, files in (
            ("picture", self.pictures),
            ("attachment", self.attachments),
            ("hosted", self.hosted),
        ):
            for name in sorted(files):
                yield f"{kind} {name}", files[name]
