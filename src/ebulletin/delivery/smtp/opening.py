"""Opens a line to the relay: the certificate checked, signed in, or not at all.

`smtplib` does the greeting, EHLO, STARTTLS and AUTH; it reads through our bounded reader.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from ebulletin.delivery.smtp.carrying import SmtpConnection, Timeouts
from ebulletin.delivery.smtp.replies import CLOSING, Reply, ReplyReader
from ebulletin.delivery.transport import RelayBusyError, RelayRefusedError, SignInError
from ebulletin.errors import EbulletinError

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who signs in, and with what.

    Attributes:
        secret: Gives the password, or the token of XOAUTH2; asked at each sign-in, because tokens
            end after an hour.
        has_token: Whether it is a token.
    """

    user: str
    secret: Callable[[], str] = field(repr=False)
    has_token: bool = False


@dataclass(frozen=True, slots=True)
class Relay:
    """The relay that carries messages.

    Attributes:
        security: `none` only where the relay is on this computer.
        certificates: A file with the certificates to trust instead of the computer's own.
        most_connections: How many lines may stand open at once.
        messages_per_connection: After so many a new line is opened; None for any number.
        own_name: What we say in EHLO; empty for this computer's name.
    """

    host: str
    port: int = 587
    security: Security = "starttls"
    sign_in: SignIn | None = None
    certificates: Path | None = None
    most_connections: int = 1
    messages_per_connection: int | None = None
    timeouts: Timeouts = field(default_factory=Timeouts)
    own_name: str = ""

    @property
    def name(self) -> str:
        """As the ledger and reports call it."""
        return f"{self.host}:{self.port}"


class ClearTextError(EbulletinError):
    """The settings ask for an open line to another computer."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"`delivery: security: none` is only for a relay on this computer, and {host} is "
            "another one: names and addresses would travel open. Write starttls or tls."
        )


class SmtpTransport:
    """Carries messages to one relay."""

    def __init__(self, relay: Relay) -> None:
        """Take the relay; nothing is opened yet.

        Raises:
            ClearTextError: No encryption is asked for, and the relay is another computer.
        """
        if relay.security == "none" and not is_this_computer(relay.host):
            raise ClearTextError(relay.host)
        self.relay = relay

    @property
    def name(self) -> str:
        """The relay's host and port."""
        return self.relay.name

    @property
    def most_connections(self) -> int:
        """How many lines may stand open at once."""
        return self.relay.most_connections

    def open(self) -> SmtpConnection:
        """Open a line, encrypt it, sign in.

        Raises:
            RelayBusyError: The relay cannot be reached, or takes no more lines now.
            RelayRefusedError: Its certificate, its greeting or its lack of TLS forbids it.
            SignInError: The password or token is missing or wrong.
        """
        relay = self.relay
        session = _Session(self._context() if relay.security == "tls" else None, relay)
        try:
            self._greeted(session)
            self._introduced(session)
            self._encrypted(session)
            self._signed_in(session)
        except BaseException as error:
            with suppress(OSError):
                session.close()
            raise self._told(error) from error
        line = session.sock
        assert line is not None
        # The dot is a small packet behind a large one: without this it waits for an answer.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return SmtpConnection(
            session,
            session.reader,
            self.name,
            self.relay.timeouts,
            self.relay.messages_per_connection,
        )

    def _greeted(self, session: "_Session") -> None:
        code, words = session.connect(self.relay.host, self.relay.port)
        self._expect(code, words, "greets with a refusal")

    def _introduced(self, session: "_Session") -> None:
        code, words = session.ehlo()
        if not 200 <= code < 300:
            if code == CLOSING:
                raise RelayBusyError(self.name, _text(words), code)
            code, words = session.helo()
            self._expect(code, words, "does not take our greeting")

    def _encrypted(self, session: "_Session") -> None:
        if self.relay.security != "starttls":
            return
        if not session.has_extn("starttls"):
            raise RelayRefusedError(
                f"The mail relay {self.name} offers no encryption (STARTTLS), so nothing was sent: "
                "names and addresses would travel open. Ask those who run it, or try "
                "`security: tls` with port 465."
            )
        code, words = session.starttls(context=self._context())
        self._expect(code, words, "offers encryption and then refuses it")
        self._introduced(session)

    def _signed_in(self, session: "_Session") -> None:
        sign_in = self.relay.sign_in
        if sign_in is None:
            return
        offered = session.esmtp_features.get("auth", "").upper().split()
        if not offered:
            raise RelayRefusedError(
                f"The mail relay {self.name} offers no sign-in, but `delivery: user` names one. "
                "Take `user` away if the relay knows this computer; else ask those who run it."
            )
        session.user, session.password = sign_in.user, sign_in.secret()
        for name, begin in _mechanisms(session, sign_in).items():
            if name in offered:
                code, words = session.auth(name, begin)
                self._expect(code, words, "does not let us sign in")
                return
        raise RelayRefusedError(
            f"The mail relay {self.name} offers other ways to sign in ({', '.join(offered)}) than "
            f"we have. `delivery: auth` says which one to use."
        )

    def _context(self) -> ssl.SSLContext:
        trusted = str(self.relay.certificates) if self.relay.certificates else None
        try:
            context = ssl.create_default_context(cafile=trusted)
        except OSError as error:
            raise RelayRefusedError(
                f"The file with certificates to trust, {trusted!r}, cannot be used "
                f"({error.strerror or error}). `delivery: certificates` names it."
            ) from None
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _expect(self, code: int, words: bytes, fault: str) -> None:
        if 200 <= code < 300:
            return
        said = _text(words)
        if 400 <= code < 500:
            raise RelayBusyError(self.name, f"{code} {said}", code)
        raise RelayRefusedError(
            f"The mail relay {self.name} {fault}: {code} {said}. Nothing was sent. "
            "Ask those who run it.",
            said,
            code,
        )

    def _told(self, error: BaseException) -> BaseException:
        """What went wrong, in plain words."""
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return self._sign_in_failed(error.smtp_code, _text(error.smtp_error))
        if isinstance(error, ssl.SSLCertVerificationError):
            return RelayRefusedError(
                f"The certificate of the mail relay {self.name} is not right "
                f"({error.verify_message}), so nothing was sent. Make sure that `delivery: host` "
                "is the name on the certificate, or name the file of your own authority under "
                "`delivery: certificates`.",
                error.verify_message,
            )
        if isinstance(error, ssl.SSLError):
            return RelayRefusedError(
                f"The line to the mail relay {self.name} could not be encrypted "
                f"({error.reason or error}), so nothing was sent. Check `delivery: port` and "
                "`security`: 587 goes with starttls, 465 with tls.",
                str(error.reason),
            )
        if isinstance(error, socket.gaierror):
            return RelayBusyError(self.name, f"no computer of the name {self.relay.host} is found")
        if isinstance(error, TimeoutError):
            return RelayBusyError(self.name, "it does not answer")
        if isinstance(error, (OSError, smtplib.SMTPException)):
            words = getattr(error, "strerror", None) or str(error)
            return RelayBusyError(self.name, words.lower() if words.isascii() else words)
        return error

    def _sign_in_failed(self, code: int, words: str) -> EbulletinError:
        if 400 <= code < 500:
            return RelayBusyError(self.name, f"{code} {words}", code)
        return SignInError(
            f"The mail relay {self.name} does not accept the sign-in of "
            f"{self.relay.sign_in.user if self.relay.sign_in else ''!r}: {code} {words}. "
            "Nothing was sent. Make sure that name and password belong together; "
            "`ebulletin doctor` tries them without sending anything.",
            words,
            code,
        )


class _Session(smtplib.SMTP):
    """smtplib's conversation, with replies read within bounds.

    What a relay, or somebody between, says before the line is encrypted is forgotten when it is:
    the reader belongs to the socket, and STARTTLS makes another one.
    """

    def __init__(self, context: ssl.SSLContext | None, relay: Relay) -> None:
        self._context_of_tls = context
        self._times = relay.timeouts
        self._own_reader: ReplyReader | None = None
        name = relay.own_name or _own_name()
        super().__init__(local_hostname=name, timeout=relay.timeouts.connect)
        # smtplib checks the certificate against this, and sets it only for a host given above.
        self._host = relay.host

    @property
    def reader(self) -> ReplyReader:
        """Reads from the socket as it is now; what came over an earlier one is forgotten."""
        assert self.sock is not None
        if self._own_reader is None or self._own_reader.line is not self.sock:
            self._own_reader = ReplyReader(self.sock)
        return self._own_reader

    def getreply(self) -> tuple[int, bytes]:
        """Smtplib's own name for reading an answer."""
        reply: Reply = self.reader.read(self._times.greeting)
        return reply.code, reply.lines

    # smtplib's own name for the step that opens the socket.
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((host, port), timeout)
        if self._context_of_tls is None:
            return line
        return self._context_of_tls.wrap_socket(line, server_hostname=host)


def is_this_computer(host: str) -> bool:
    """Whether a name or number means the computer itself, so that nothing travels."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _mechanisms(session: _Session, sign_in: SignIn) -> Mapping[str, Any]:
    """Ways to sign in, the best first, each with what smtplib asks for its words."""
    if not sign_in.has_token:
        return {"PLAIN": session.auth_plain, "LOGIN": session.auth_login}

    def bearer(challenge: bytes | None = None) -> str:
        # A second question holds the reason of a refusal; an empty answer ends it.
        if challenge is not None:
            return ""
        return f"user={session.user}\x01auth=Bearer {session.password}\x01\x01"

    return {"XOAUTH2": bearer}


def _own_name() -> str:
    """This computer's name where it is one that a relay takes, else its number in brackets."""
    name = socket.gethostname()
    return name if re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", name) else "[127.0.0.1]"


def _text(words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(said.split()).rstrip(".")
