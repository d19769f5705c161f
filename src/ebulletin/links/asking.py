"""Tries one address: HEAD, then GET where that says no; each hop of a redirect is looked at."""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from ebulletin import __version__
from ebulletin.links.guarding import PrivateAddressError, addresses_of
from ebulletin.links.model import Answer, Outcome

LIMIT_SECONDS = 10.0
MOST_REDIRECTS = 5
USER_AGENT = f"ebulletin/{__version__} (checks the links of a newsletter before it is sent)"

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
# A sign-in, a refusal of programs, or a request to slow down: the page is there.
_FINE_ALL_THE_SAME = (401, 403, 429)
_BAD = 400

Turn = Callable[[str], AbstractContextManager[object]]
"""Gives, for a host, the turn in which it may be asked."""


class _NoAnswerError(Exception):
    """No usable answer; the words follow "it"."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str | None


def ask(
    url: str, *, turn: Turn = lambda _: nullcontext(), limit_seconds: float = LIMIT_SECONDS,
    allows_loopback: bool = False,
) -> Answer:  # fmt: skip
    """Try one http or https address.

    Args:
        url: Without the part after `#`.
        turn: Waits until a host may be asked.
        limit_seconds: For each request, from connecting to the end of the answer's head.
        allows_loopback: Also ask this machine; for tests.
    """
    here, moved_to, is_for_good = url, None, True
    try:
        for _ in range(MOST_REDIRECTS + 1):
            reply = _reply(here, turn, limit_seconds, allows_loopback=allows_loopback)
            if reply.status not in _REDIRECTS or not reply.location:
                return _judged(url, reply.status, moved_to)
            is_for_good = is_for_good and reply.status in _PERMANENT
            here = urljoin(here, reply.location).split("#", 1)[0]
            if is_for_good:
                moved_to = here
        return Answer(url, Outcome.BROKEN, reason=f"leads on more than {MOST_REDIRECTS} times")
    except PrivateAddressError:
        reason = "leads into a private network" if here == url else "leads on to a private network"
        return Answer(url, Outcome.REFUSED, reason=reason)
    except _NoAnswerError as error:
        return Answer(url, Outcome.SILENT, reason=str(error))


def _judged(url: str, status: int, moved_to: str | None) -> Answer:
    if status >= _BAD and status not in _FINE_ALL_THE_SAME:
        words = http.client.responses.get(status, "an error")
        return Answer(url, Outcome.BROKEN, status, f"answers {status} ({words})")
    is_elsewhere = moved_to is not None and _place_of(moved_to) != _place_of(url)
    return Answer(url, Outcome.FINE, status, moved_to=moved_to if is_elsewhere else None)


def _place_of(url: str) -> tuple[str, str, str]:
    """Host, path and query; https for http, or a last slash, is no move."""
    parts = urlsplit(url)
    return (parts.hostname or "").casefold(), parts.path.rstrip("/"), parts.query


def _reply(url: str, turn: Turn, limit_seconds: float, *, allows_loopback: bool) -> _Reply:
    """The answer to HEAD, or to GET where HEAD is refused: some sites know only GET."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _NoAnswerError("is not a web address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise _NoAnswerError("leads to something that is not a web page")
    with turn(host):
        for method in ("HEAD", "GET"):
            try:
                reply = _exchange(
                    method, parts, host, port, limit_seconds, allows_loopback=allows_loopback
                )
            except (http.client.HTTPException, OSError, UnicodeError) as error:
                failure = _in_words(error)
                if method == "GET" or not isinstance(error, http.client.HTTPException):
                    raise _NoAnswerError(failure) from error
                continue
            if reply.status < _BAD or method == "GET":
                return reply
    raise _NoAnswerError("does not answer")


def _exchange(
    method: str, parts: SplitResult, host: str, port: int | None, limit_seconds: float,
    *, allows_loopback: bool,
) -> _Reply:  # fmt: skip
    is_secure = parts.scheme == "https"
    number = port or (443 if is_secure else 80)
    name = host if ":" in host else host.encode("idna").decode()
    addresses = addresses_of(name, number, allows_loopback=allows_loopback)
    connection = http.client.HTTPConnection(name, port, timeout=limit_seconds)
    connection.sock = _connected(addresses, number, limit_seconds)
    # Each read has a limit of its own; a server that drips byte by byte meets this one.
    is_over = threading.Event()
    cut = threading.Timer(limit_seconds, _cut, [connection, is_over])
    cut.daemon = True
    cut.start()
    try:
        if is_secure:
            connection.sock = _trust().wrap_socket(
                connection.sock, server_hostname=name, do_handshake_on_connect=False
            )
            connection.sock.do_handshake()
        connection.request(method, _target_of(parts), headers=_headers(name, port))
        response = connection.getresponse()
        if is_over.is_set():
            # The head was cut off in the middle, which reads like its end.
            raise TimeoutError
        return _Reply(response.status, response.headers.get("Location"))
    except (http.client.HTTPException, OSError):
        if is_over.is_set():
            raise TimeoutError from None
        raise
    finally:
        cut.cancel()
        connection.close()


@cache
def _trust() -> ssl.SSLContext:
    """Trusts what the system trusts; reading its certificates takes a while, so only once."""
    return ssl.create_default_context()


def _connected(addresses: Sequence[str], port: int, limit_seconds: float) -> socket.socket:
    """Connect to an address that was looked at; the name is not asked for once more."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), limit_seconds)
        except OSError:
            continue  # such as IPv6 on a machine that has none
    return socket.create_connection((addresses[-1], port), limit_seconds)


def _target_of(parts: SplitResult) -> str:
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return quote(target, safe="/?&=%:;,@!$'()*+~[]-._")


def _headers(name: str, port: int | None) -> dict[str, str]:
    return {
        "Host": _host_shown(name, port),
        "User-Agent": USER_AGENT,
        "Accept": "*/*",
        "Connection": "close",
    }


def _host_shown(name: str, port: int | None) -> str:
    shown = f"[{name}]" if ":" in name else name
    return shown if port is None else f"{shown}:{port}"


def _cut(connection: http.client.HTTPConnection, is_over: threading.Event) -> None:
    is_over.set()
    try:
        connection.sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself


def _in_words(error: Exception) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return "names a site that is not known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "has a certificate that browsers refuse"
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "does not answer: the connection is refused"
    return "does not answer"
