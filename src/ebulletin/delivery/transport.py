"""What a transport promises to whoever runs a campaign; smtp, folder and memory keep it alike.

A transport knows nothing of ledgers. It hands each message over in two steps, so that the ledger
can write down the intent between them (delivery promise: at most one delivery in doubt for each
open connection, whenever the plug is pulled):

1. The envelope and the whole content go out, but for the final dot. Nothing can be kept by the
   relay yet (RFC 5321, 4.1.1.4).
2. `Watch.handing_over` is called: the ledger commits `carrying`. If it raises, the dot is never
   sent and the line is dropped, so the message was certainly not taken.
3. The dot goes out (with the next envelope, where the relay offers PIPELINING), the answer is
   read, and `Watch.settled` is called.

The answer to one message is always read, and told, before the next one is handed over. So a
ledger may write an outcome and the intent of the next message of that connection in one commit,
and still no more than one delivery of each connection can be in doubt.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from ebulletin.delivery.model import Outcome
from ebulletin.errors import EbulletinError


@dataclass(frozen=True, slots=True)
class Envelope:
    """SMTP's sender and its one recipient (RFC 5321); readers never see it.

    There is one recipient and no more: nobody learns who else got a message.

    Attributes:
        sender: Where bounces go; empty for none.
        recipient: In ASCII, the domain as A-labels (RFC 5890).
    """

    sender: str
    recipient: str

    def __post_init__(self) -> None:
        for address in (self.sender, self.recipient):
            if any(
                character <= " " or character > "~" or character in "<>" for character in address
            ):
                raise UnsafeAddressError(address)
        if "@" not in self.recipient:
            raise UnsafeAddressError(self.recipient)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message on its way, with the number by which the caller knows it.

    Attributes:
        delivery: The id of the delivery.
        envelope: From and to whom.
        write: Gives the whole message: CRLF line ends, the last line ended, and no line that
            begins with a dot. Called once, when its turn has come, so that waiting costs nothing.
    """

    delivery: int
    envelope: Envelope
    write: Callable[[], bytes]

    @property
    def domain(self) -> str:
        """Where the mailbox lives, in lower case; caps are counted by it."""
        return self.envelope.recipient.rpartition("@")[2].lower()


class Source(Protocol):
    """Where a connection takes its parcels from; `pace.PacedSource` keeps rate and caps."""

    def ready(self) -> Parcel | None:
        """One that may go this very moment, or None; never waits."""
        ...

    def wait(self) -> Parcel | None:
        """Wait until one may go; None when there are no more, or when it is time to stop."""
        ...


class Watch(Protocol):
    """Who writes down what happens; called from the thread of that connection."""

    def handing_over(self, parcel: Parcel) -> None:
        """The content is out and its final dot is not: commit the intent now.

        Whatever this raises ends `Connection.carry`, and the message is not taken by the relay.
        Not called for a parcel whose sender or recipient was refused.
        """
        ...

    def settled(self, parcel: Parcel, outcome: Outcome) -> None:
        """What became of it: called once for each parcel that was taken from the source.

        Only not where `handing_over` raised for it, or `settled` itself.
        """
        ...


class Why(StrEnum):
    """Why a connection stopped carrying."""

    FINISHED = "finished"
    FULL = "full"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Ending:
    """How `Connection.carry` ended.

    Attributes:
        why: Finished (the source has no more); full (the relay's number of messages for one
            connection is reached: open another at once); lost (421, a timeout, a line that
            broke: wait, and open fewer connections).
        words: What the relay or the computer said, for people; empty when finished.
    """

    why: Why
    words: str = ""


class Connection(Protocol):
    """An open line; used by one thread at a time."""

    def carry(self, parcels: Source, watch: Watch) -> Ending:
        """Carry parcels until there are no more, or the line is done for.

        Refusals of one message are outcomes; only what `watch` raises is raised.
        """
        ...

    def close(self) -> None:
        """Say goodbye if that is possible; never raises, and may be called again."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Transport(Protocol):
    """What carries messages: smtp, folder or memory."""

    @property
    def name(self) -> str:
        """Whom it hands over to, as the ledger and reports call it."""
        ...

    @property
    def most_connections(self) -> int:
        """How many connections may stand open at once."""
        ...

    def open(self) -> Connection:
        """Open a line that is ready to carry; claim no delivery before this came back.

        Raises:
            RelayBusyError: Not now, perhaps later, perhaps with fewer connections.
            RelayRefusedError: Not at all until a person mends something.
        """
        ...


class UnsafeAddressError(EbulletinError):
    """An address that could break out of its SMTP command; such a message is never made."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"The address {address!r} cannot be used: an address holds one @, and no blanks, "
            "line breaks, angle brackets or accented letters. Mend it in the list."
        )


class RelayBusyError(EbulletinError):
    """The relay cannot be reached or takes no connection now; later it may.

    Attributes:
        code: Of SMTP, such as 421, or None where there was no answer.
        reply: The relay's words, or the computer's.
    """

    def __init__(self, relay: str, reply: str, code: int | None = None) -> None:
        self.relay = relay
        self.reply = reply
        self.code = code
        super().__init__(
            f"The mail relay {relay} cannot be used just now: {reply.rstrip('.')}. Nothing is "
            "lost. Make sure that this computer is on the network, and try again in a few minutes."
        )


class RelayRefusedError(EbulletinError):
    """The relay, or what we demand of it, makes sending impossible until somebody mends it.

    Attributes:
        code: Of SMTP, such as 554, or None.
        reply: The relay's words, or the computer's.
    """

    def __init__(self, words: str, reply: str = "", code: int | None = None) -> None:
        self.reply = reply
        self.code = code
        super().__init__(words)


class SignInError(RelayRefusedError):
    """The relay wants a sign-in, and the password is missing or wrong."""

    exit_code = 4
