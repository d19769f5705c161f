"""One variant, cut at its merge points and encoded once; then filled for each recipient."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from ebulletin.delivery.encoding import header_words
from ebulletin.delivery.messages.letterhead import (
    Addressed,
    Header,
    Letterhead,
    constant_headers,
    own_headers,
)
from ebulletin.delivery.messages.parts import (
    Part,
    Piece,
    bundle,
    file_part,
    joined,
    with_pictures,
    words_part,
)
from ebulletin.delivery.messages.slots import LEAVE, Slot, cut_html, cut_text
from ebulletin.templates.content import VIEW_ONLINE, Content

_SUBJECT_COLUMNS = len("Subject: ")


class Signer(Protocol):
    """What signs a message; `dkim.Signer` does."""

    def sign(self, headers: tuple[Header, ...], body: bytes) -> bytes:
        """The header with the signature, its line ended."""
        ...


class CompiledMessage:
    """A variant's message, ready to be filled; used by many threads at once."""

    def __init__(
        self,
        headers: tuple[Header, ...],
        subject: tuple[str | Slot, ...],
        body: Part,
        leave: str,
        signer: Signer | None,
    ) -> None:
        self._headers = headers
        self._last_headers: tuple[Header, ...] = (
            ("MIME-Version", "1.0"),
            ("Content-Type", body.content_type),
        )
        self._subject = subject
        self._pieces = joined(_body_pieces(body))
        self._slots = tuple(
            dict.fromkeys(piece for piece in self._pieces if isinstance(piece, Slot))
        )
        self._leave = leave
        # A page of the partnership is easier for people than a message; programs have the header.
        self._page_to_leave = leave if leave.startswith("http") else ""
        self._signer = signer

    @property
    def fields(self) -> frozenset[str]:
        """Names of the merge fields that any of its texts uses."""
        slots = [*self._slots, *(piece for piece in self._subject if isinstance(piece, Slot))]
        return frozenset(slot.name for slot in slots if slot.name != LEAVE)

    @property
    def without_fallback(self) -> frozenset[str]:
        """Names of the merge fields that print nothing for a reader without a value."""
        slots = [*self._slots, *(piece for piece in self._subject if isinstance(piece, Slot))]
        return frozenset(slot.name for slot in slots if slot.name != LEAVE and not slot.fallback)

    @property
    def size_in_bytes(self) -> int:
        """About what a message takes on the wire, attachments and encodings included."""
        return sum(len(piece) for piece in self._pieces if isinstance(piece, bytes)) + 2048

    def subject_for(self, fields: Mapping[str, str]) -> str:
        """The subject as one reader sees it."""
        return "".join(
            piece if isinstance(piece, str) else piece.words(fields, "") for piece in self._subject
        )

    def fill(self, to: Addressed) -> bytes:
        """The whole message for one recipient: CRLF line ends, no line that begins with a dot."""
        leave = to.leave_url or self._page_to_leave or to.leave_mailto or self._leave
        values = {slot: slot.encoded(to.fields, leave) for slot in self._slots}
        body = b"".join(
            [piece if isinstance(piece, bytes) else values[piece] for piece in self._pieces]
        )
        subject = header_words(self.subject_for(to.fields), _SUBJECT_COLUMNS)
        headers = (*self._headers, *own_headers(to), ("Subject", subject), *self._last_headers)
        head = "".join([f"{name}: {value}\r\n" for name, value in headers]).encode("ascii")
        if self._signer is None:
            return b"".join((head, b"\r\n", body))
        return b"".join((self._signer.sign(headers, body), head, b"\r\n", body))


def compile_message(
    content: Content, letterhead: Letterhead, signer: Signer | None = None
) -> CompiledMessage:
    """Cut one variant at its merge points, and encode all that stays, once.

    Raises:
        UnsafePlaceError: A merge field stands where its value could become code.
        UnsafeHeaderError: The letterhead holds what cannot stand in a header.
    """
    shown = _with_public_page(content)
    mark = content.digest[:24]
    html, pictures = with_pictures(
        shown.html, content.pictures, letterhead.image_base, letterhead.domain
    )
    html_part = bundle("related", [words_part("html", cut_html(html)), *pictures], mark)
    both = bundle("alternative", [words_part("plain", cut_text(shown.text)), html_part], mark)
    files = [file_part(name, raw) for name, raw in content.attachments.items()]
    return CompiledMessage(
        constant_headers(letterhead),
        tuple(cut_text(letterhead.subject_prefix + content.subject)),
        bundle("mixed", [both, *files], mark),
        content.leave,
        signer,
    )


def _with_public_page(content: Content) -> Content:
    """The page online is the same for every reader, so it is no slot."""
    page = content.public_page or ""
    return replace(
        content,
        html=content.html.replace(VIEW_ONLINE, page.replace("&", "&amp;")),
        text=content.text.replace(VIEW_ONLINE, page),
    )


def _body_pieces(body: Part) -> list[Piece]:
    """What follows the blank line; the outermost part's own headers stand among the message's."""
    first = body.pieces[0]
    assert first == b"\r\n", "the outermost part holds others"
    return list(body.pieces[1:])
