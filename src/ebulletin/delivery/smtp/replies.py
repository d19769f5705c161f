"""Reads what a relay answers: whole replies, bounded, and nothing that came too early."""

import re
import socket
import ssl
from dataclasses import dataclass

from ebulletin.delivery.encoding import one_line
from ebulletin.delivery.model import MOST_REPLY_CHARACTERS, Outcome, Stage, State

MOST_REPLY_BYTES = 64 * 1024
"""Of one reply, all its lines together; an endless one ends the connection, not our memory."""

_MOST_LINE_BYTES = 4096  # RFC 5321 allows 512; relays have been seen to send 900
_RECEIVE_BYTES = 32 * 1024
_LINE = re.compile(rb"([2-5]\d\d)([ -]?)(.*)")
_ENHANCED = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?:\s|$)")
CLOSING = 421


class BrokenReplyError(OSError):
    """The relay said something that is no reply, or hung up in the middle of one."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a relay.

    Attributes:
        code: Three digits.
        words: All its lines in one, without controls, cut to what the ledger keeps.
        lines: The same as it came, without codes; extensions and challenges are read from it.
    """

    code: int
    words: str
    lines: bytes = b""

    @property
    def enhanced(self) -> str:
        """Such as 5.1.1 (RFC 3463); empty where there is none."""
        found = _ENHANCED.match(self.words)
        return found[1] if found else ""

    @property
    def is_positive(self) -> bool:
        """Whether the relay did what it was asked (2xx)."""
        return 200 <= self.code < 300

    @property
    def is_closing(self) -> bool:
        """Whether the relay hangs up now."""
        return self.code == CLOSING

    def outcome(self, stage: Stage, relay: str) -> Outcome:
        """What this answer makes of the delivery that it was about."""
        if self.is_positive:
            state = State.ACCEPTED
        elif 400 <= self.code < 500:
            state = State.DEFERRED
        elif self.code >= 500:
            state = State.REFUSED
        else:
            # No answer to a final dot; only a person can find out.
            state = State.IN_DOUBT if stage is Stage.DOT else State.DEFERRED
        return Outcome(state, stage, self.code, self.enhanced, self.words, relay)


class ReplyReader:
    """Takes replies from a socket, in order."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self._buffer = bytearray()

    def read(self, timeout_seconds: float) -> Reply:
        """The next whole reply.

        Raises:
            BrokenReplyError: It is none, or the relay hung up.
            TimeoutError: Nothing came in time.
        """
        self.line.settimeout(timeout_seconds)
        words: list[str] = []
        lines: list[bytes] = []
        size = 0
        while True:
            raw = self._take_line()
            size += len(raw)
            found = _LINE.fullmatch(raw.rstrip(b"\r\n"))
            if not found or size > MOST_REPLY_BYTES:
                raise BrokenReplyError("the relay answered with something that is no SMTP")
            lines.append(found[3])
            said = found[3].decode("utf-8", "replace").strip()
            if words and (enhanced := _ENHANCED.match(said)) and words[0].startswith(enhanced[1]):
                said = said[enhanced.end() :]
            words.append(said)
            if found[2] != b"-":
                told = one_line(" ".join(words))[:MOST_REPLY_CHARACTERS]
                return Reply(int(found[1]), told, b"\n".join(lines))

    def has_come_early(self) -> bool:
        """Whether the relay said something, or hung up, while it was not its turn; never waits."""
        if self._buffer:
            return True
        self.line.settimeout(0)
        try:
            received = self.line.recv(_RECEIVE_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            return True
        self._buffer += received
        return True

    def _take_line(self) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > _MOST_LINE_BYTES:
                raise BrokenReplyError("the relay answered with a line that does not end")
            received = self.line.recv(_RECEIVE_BYTES)
            if not received:
                half = " in the middle of an answer" if self._buffer else ""
                raise BrokenReplyError(f"the relay hung up{half}")
            self._buffer += received
        raw = bytes(self._buffer[: end + 1])
        del self._buffer[: end + 1]
        return raw
