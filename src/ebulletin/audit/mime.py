"""Finds the parts of a message, with the place of each in the file (RFC 5322, RFC 2045, RFC 2046).

The standard library's parser says what a header means; it does not say where a part stands, and
its reading of parts within parts has no limit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

DEEPEST = 20
"""Parts within parts that are read; no mail program makes more than five or six."""

_MOST_PARTS = 1_000
_LONGEST_HEADERS = 256 * 1024  # bytes
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\A[ \t]*\r?\n")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")


@dataclass(frozen=True, slots=True)
class Part:
    """One part that holds no others.

    Attributes:
        headers: Its own.
        start: Offset of its content in the file, in bytes.
        end: Offset after its content.
    """

    headers: Message
    start: int
    end: int

    @property
    def kind(self) -> str:
        """Its media type, such as `text/html`."""
        return self.headers.get_content_type()

    @property
    def encoding(self) -> str:
        """Its transfer encoding, such as `base64`."""
        return str(self.headers.get("content-transfer-encoding", "")).strip().lower()

    @property
    def charset(self) -> str:
        """The character set that it names, or nothing."""
        return self.headers.get_content_charset() or ""

    @property
    def is_attached(self) -> bool:
        """Whether it is a file of its own, beside what a reader sees."""
        return self.headers.get_content_disposition() == "attachment"


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: its own headers, and its parts in order."""

    headers: Message
    parts: tuple[Part, ...]


def looks_like_mail(raw: bytes) -> bool:
    """Whether a file begins as a message does, with a line of a header."""
    begin = raw[:4096].lstrip()
    if begin.startswith(b"From "):
        return True
    found = _HEADER.match(begin)
    # A page may begin with words and a colon; a message names who it is from before any tag.
    return (
        found is not None
        and re.search(rb"(?mi)^(?:from|mime-version|received):", raw[:65536]) is not None
    )


def read_mail(raw: bytes) -> Mail:
    """Read a message as far as its parts; broken ones give what can be read."""
    start = 0
    if raw.startswith(b"From "):
        # The first line of a mailbox file is no header.
        start = raw.find(b"\n") + 1
    headers, content = _headers(raw, start, len(raw))
    parts: list[Part] = []
    for part in _parts(raw, headers, content, len(raw)):
        parts.append(part)
        if len(parts) >= _MOST_PARTS:
            break
    return Mail(headers, tuple(parts))


def _headers(raw: bytes, start: int, end: int) -> tuple[Message, int]:
    """The headers that begin here, and where what follows them begins."""
    blank = _BLANK.search(raw, start, min(end, start + _LONGEST_HEADERS))
    if raw[start : start + 2] == b"\r\n" or raw[start : start + 1] == b"\n":
        # No headers at all: the content follows at once.
        return Message(compat32), start + (2 if raw[start : start + 1] == b"\r" else 1)
    stop = blank.start() if blank else min(end, start + _LONGEST_HEADERS)
    found = BytesHeaderParser(policy=compat32).parsebytes(raw[start:stop])
    return found, blank.end() if blank else end


def _parts(raw: bytes, headers: Message, start: int, end: int) -> Iterator[Part]:
    """All parts that hold no others, outermost first, without recursion."""
    waiting = [(headers, start, end, 0)]
    while waiting:
        headers, start, end, depth = waiting.pop()
        kind = headers.get_content_maintype()
        boundary = headers.get_boundary() if kind == "multipart" else None
        if boundary is not None and depth < DEEPEST:
            inner = [
                (*_headers(raw, first, last), last)
                for first, last in _between(raw, boundary.encode("ascii", "replace"), start, end)
            ]
            waiting.extend((each, at, last, depth + 1) for each, at, last in reversed(inner))
        else:
            yield Part(headers, start, end)


def _between(raw: bytes, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each part between the delimiter lines (RFC 2046, 5.1.1)."""
    line = re.compile(
        rb"(?:\r?\n|\A|(?<=\n))--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)"
    )
    marks: list[tuple[int, int, bool]] = []
    position = start
    while len(marks) < _MOST_PARTS:
        found = line.search(raw, position, end)
        if found is None:
            break
        marks.append((found.start(), found.end(), found[1] is not None))
        # The line end belongs to this delimiter, and may begin the next one as well.
        position = max(found.end() - 1, position + 1)
        if found[1] is not None:
            break
    spans = []
    for number, (_, after, is_last) in enumerate(marks):
        if is_last:
            break
        stop = marks[number + 1][0] if number + 1 < len(marks) else end
        spans.append((after, max(after, stop)))
    return spans
