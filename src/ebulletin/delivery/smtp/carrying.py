"""Carries messages over an open SMTP line; the next envelope goes out with a final dot (RFC 2920).

The order of every transaction is the promise of `delivery.transport`: content without its dot, the
intent on disk, the dot, the answer on disk.
"""

import smtplib
import socket
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import NoReturn, Self

from ebulletin.delivery.model import Outcome, Stage, State
from ebulletin.delivery.smtp.replies import BrokenReplyError, Reply, ReplyReader
from ebulletin.delivery.transport import Ending, Parcel, Source, Watch, Why

_DOT = b".\r\n"
_GO_AHEAD = 354
_CHUNK_BYTES = 256 * 1024
_GOODBYE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds; those of RFC 5321, 4.5.3.2."""

    connect: float = 60.0
    greeting: float = 300.0
    command: float = 300.0
    data: float = 120.0
    block: float = 180.0
    dot: float = 600.0


class _LineLostError(Exception):
    """The line is done for; the outcome of the parcel in hand is told first."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


class SmtpConnection:
    """An open line to a relay, signed in and ready."""

    def __init__(
        self,
        session: smtplib.SMTP,
        reader: ReplyReader,
        relay: str,
        timeouts: Timeouts,
        most_messages: int | None = None,
    ) -> None:
        self._session = session
        assert session.sock is not None
        self._line: socket.socket = session.sock
        self._reader = reader
        self._relay = relay
        self._timeouts = timeouts
        self._left = most_messages
        self._is_broken = False

    @property
    def offers(self) -> dict[str, str]:
        """The relay's extensions in lower case, each with its words (RFC 5321, EHLO)."""
        return dict(self._session.esmtp_features)

    @property
    def line(self) -> socket.socket:
        """The socket; a TLS socket where the line is encrypted."""
        return self._line

    @property
    def is_pipelined(self) -> bool:
        """Whether commands may go out before the answers to earlier ones."""
        return "pipelining" in self._session.esmtp_features

    @property
    def size_limit_in_bytes(self) -> int | None:
        """The largest message the relay takes (RFC 1870), where it says so."""
        words = self._session.esmtp_features.get("size", "").split()
        return int(words[0]) or None if words and words[0].isdigit() else None

    def carry(self, parcels: Source, watch: Watch) -> Ending:
        """Carry parcels until there are no more, the relay's number is reached, or it hangs up."""
        try:
            turn = self._turn(parcels.wait() if self._may_go_on() else None)
            while turn is not None:
                turn = self._transaction(turn, parcels, watch)
        except _LineLostError as lost:
            self._break()
            return Ending(Why.LOST, lost.words)
        except BaseException:
            # Whatever the ledger raised: no dot may follow.
            self._break()
            raise
        return Ending(Why.FINISHED if self._may_go_on() else Why.FULL)

    def close(self) -> None:
        """Say goodbye if that is possible."""
        if self._is_broken:
            return
        with suppress(OSError):
            self._line.settimeout(_GOODBYE_SECONDS)
            self._line.sendall(b"QUIT\r\n")
            self._reader.read(_GOODBYE_SECONDS)
        self._break()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _may_go_on(self) -> bool:
        return self._left != 0

    def _turn(self, parcel: Parcel | None, *, is_announced: bool = False) -> "_Turn | None":
        """Write a parcel's message; a fault in that is told when its turn has come."""
        if parcel is None:
            return None
        if self._left is not None:
            self._left -= 1
        try:
            return _Turn(parcel, parcel.write(), None, is_announced)
        except Exception as fault:  # noqa: BLE001 - raised again in its turn
            return _Turn(parcel, b"", fault, is_announced)

    def _transaction(self, turn: "_Turn", parcels: Source, watch: Watch) -> "_Turn | None":
        """One message, from its envelope to the answer to its dot; gives the next one."""
        if turn.fault is not None:
            raise turn.fault
        refusal = self._refused_envelope(turn, watch)
        if refusal is not None:
            watch.settled(turn.parcel, refusal)
            return self._turn(parcels.wait() if self._may_go_on() else None)
        self._send_content(turn, watch)
        watch.handing_over(turn.parcel)
        self._heed_early_words(turn, watch)
        following = self._dot(turn, parcels, watch)
        if following is not None or not self._may_go_on():
            return following
        return self._turn(parcels.wait())

    # --- The envelope -----------------------------------------------------------------------

    def _refused_envelope(self, turn: "_Turn", watch: Watch) -> Outcome | None:
        """Announce a message; None when the relay waits for its content."""
        envelope = turn.parcel.envelope
        commands = _commands(envelope.sender, envelope.recipient)
        refused: tuple[Stage, Reply] | None = None
        stage = Stage.MAIL
        is_waiting_for_content = is_open = False
        try:
            if self.is_pipelined and not turn.is_announced:
                self._send(b"".join(commands.values()))
            for stage, command in commands.items():
                if not self.is_pipelined:
                    self._send(command)
                reply = self._read(self._timeouts.data if stage is Stage.DATA else None)
                if reply.is_closing:
                    watch.settled(turn.parcel, reply.outcome(stage, self._relay))
                    raise _LineLostError(reply.words)
                is_open = is_open or (stage is Stage.MAIL and reply.is_positive)
                is_waiting_for_content = reply.code == _GO_AHEAD
                is_wanted = is_waiting_for_content if stage is Stage.DATA else reply.is_positive
                if not is_wanted and refused is None:
                    refused = stage, reply
                    if not self.is_pipelined:
                        break
            if refused is None:
                return None
            if is_waiting_for_content:
                # The relay says 354 though it took no recipient (RFC 2920, 3.1): nothing, ended.
                self._send(_DOT)
                self._read()
            elif is_open:
                self._send(b"RSET\r\n")
                self._read()
        except OSError as error:
            told = refused[1].outcome(refused[0], self._relay) if refused else None
            self._lose(turn.parcel, told or self._deferred(stage, _words_of(error)), watch, error)
        stage, reply = refused
        return self._not_taken(reply, stage)

    # --- The content ------------------------------------------------------------------------

    def _send_content(self, turn: "_Turn", watch: Watch) -> None:
        """All of the message but its final dot."""
        view = memoryview(turn.content)
        try:
            for start in range(0, len(view), _CHUNK_BYTES):
                self._line.settimeout(self._timeouts.block)
                self._line.sendall(view[start : start + _CHUNK_BYTES])
        except OSError as error:
            self._heed_early_words(turn, watch)
            self._lose(turn.parcel, self._deferred(Stage.CONTENT, _words_of(error)), watch, error)
        self._heed_early_words(turn, watch)

    def _heed_early_words(self, turn: "_Turn", watch: Watch) -> None:
        """Stop where the relay has spoken or hung up before the dot: it cannot have taken this."""
        if not self._reader.has_come_early():
            return
        try:
            reply = self._reader.read(self._timeouts.command)
        except OSError as error:
            self._lose(turn.parcel, self._deferred(Stage.CONTENT, _words_of(error)), watch, error)
        watch.settled(turn.parcel, self._not_taken(reply, Stage.CONTENT))
        raise _LineLostError(reply.words)

    def _dot(self, turn: "_Turn", parcels: Source, watch: Watch) -> "_Turn | None":
        """Hand the message over, announce the next one with it, and read what became of this."""
        following: Parcel | None = None
        if self.is_pipelined and self._may_go_on():
            following = parcels.ready()
        announced = turn_after = None
        if following is not None:
            envelope = following.envelope
            announced = b"".join(_commands(envelope.sender, envelope.recipient).values())
        try:
            self._send(_DOT + (announced or b""))
            # Written while the relay stores this one: signing takes about as long as that.
            turn_after = self._turn(following, is_announced=True)
            reply = self._read(self._timeouts.dot)
        except OSError as error:
            words = f"The line was lost after the final dot: {_words_of(error)}"
            doubt = Outcome(State.IN_DOUBT, Stage.DOT, reply=words, relay=self._relay)
            watch.settled(turn.parcel, doubt)
            if following is not None:
                watch.settled(following, self._deferred(Stage.MAIL, words))
            raise _LineLostError(words) from error
        outcome = reply.outcome(Stage.DOT, self._relay)
        watch.settled(turn.parcel, outcome)
        if reply.is_closing or outcome.state is State.IN_DOUBT:
            if following is not None:
                watch.settled(following, self._deferred(Stage.MAIL, reply.words))
            raise _LineLostError(reply.words)
        return turn_after

    # --- The line ---------------------------------------------------------------------------

    def _send(self, commands: bytes) -> None:
        self._line.settimeout(self._timeouts.command)
        self._line.sendall(commands)

    def _read(self, timeout_seconds: float | None = None) -> Reply:
        return self._reader.read(timeout_seconds or self._timeouts.command)

    def _not_taken(self, reply: Reply, stage: Stage) -> Outcome:
        """An answer before the dot: whatever it is, the message was not taken."""
        outcome = reply.outcome(stage, self._relay)
        if outcome.state is State.REFUSED:
            return outcome
        return replace(outcome, state=State.DEFERRED)

    def _deferred(self, stage: Stage, words: str) -> Outcome:
        return Outcome(State.DEFERRED, stage, reply=words, relay=self._relay)

    def _lose(self, parcel: Parcel, outcome: Outcome, watch: Watch, error: OSError) -> NoReturn:
        watch.settled(parcel, outcome)
        raise _LineLostError(_words_of(error)) from error

    def _break(self) -> None:
        """Drop the line without another word."""
        self._is_broken = True
        with suppress(OSError):
            self._session.close()


@dataclass(frozen=True, slots=True)
class _Turn:
    """A parcel whose turn has come, with its message."""

    parcel: Parcel
    content: bytes
    fault: Exception | None
    is_announced: bool


def _commands(sender: str, recipient: str) -> dict[Stage, bytes]:
    """The three commands of an envelope; addresses are checked where an envelope is made."""
    return {
        Stage.MAIL: f"MAIL FROM:<{sender}>\r\n".encode("ascii"),
        Stage.RCPT: f"RCPT TO:<{recipient}>\r\n".encode("ascii"),
        Stage.DATA: b"DATA\r\n",
    }


def _words_of(error: OSError) -> str:
    """What a computer says of a line that is gone, in words."""
    if isinstance(error, BrokenReplyError):
        return str(error)
    if isinstance(error, TimeoutError):
        return "no answer came in time"
    return (error.strerror or str(error)).lower()
