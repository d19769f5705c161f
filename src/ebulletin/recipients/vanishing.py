"""Asks the domain name system whether mail can still go to a domain; only when a person asks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ebulletin.errors import EbulletinError

if TYPE_CHECKING:
    from dns.resolver import Resolver

LIMIT_SECONDS = 5.0
"""For one domain."""

_DNS_PORT = 53


class BadNameServerError(EbulletinError):
    """A name server is not given as an IP address."""

    exit_code = 2

    def __init__(self, written: str) -> None:
        super().__init__(
            f"{written!r} is no name server. Write its IP address, such as 192.0.2.53, with a "
            "port behind a colon where it is not 53."
        )


@dataclass(frozen=True, slots=True)
class Domains:
    """What the domain name system said.

    Attributes:
        vanished: Domains to which no mail can go.
        unknown: Those of which nobody answered.
    """

    vanished: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def look_up(
    domains: Iterable[str], server: str | None = None, *,
    tell: Callable[[int], None] = lambda _done: None,
) -> Domains:  # fmt: skip
    """Ask for the mail servers of each domain, or else for its address (RFC 5321, section 5.1).

    Args:
        server: An IP address with an optional port; the computer's own name servers by default.
        tell: Is told how many are done.

    Raises:
        BadNameServerError: The server is not given as an IP address.
    """
    resolver = _resolver(server)
    vanished, unknown = [], []
    for number, domain in enumerate(domains, start=1):
        takes_mail = _takes_mail(resolver, domain)
        if takes_mail is None:
            unknown.append(domain)
        elif not takes_mail:
            vanished.append(domain)
        tell(number)
    return Domains(tuple(vanished), tuple(unknown))


def _takes_mail(resolver: "Resolver", domain: str) -> bool | None:
    """None where that cannot be told today."""
    import dns.exception
    import dns.resolver

    for sort in ("MX", "A", "AAAA"):
        try:
            answer = resolver.resolve(f"{domain}.", sort)
        except dns.resolver.NXDOMAIN:
            return False
        except dns.resolver.NoAnswer:
            continue
        except dns.exception.DNSException:
            return None
        # A single "." says that the domain takes no mail (RFC 7505).
        return not (sort == "MX" and all(str(each.exchange) == "." for each in answer))
    return False


def _resolver(server: str | None) -> "Resolver":
    import dns.resolver

    resolver = dns.resolver.Resolver(configure=server is None)
    resolver.lifetime = LIMIT_SECONDS
    if server is not None:
        host, _, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "")
        try:
            resolver.nameservers = [host]
            resolver.port = int(port or _DNS_PORT)
        except ValueError as error:
            raise BadNameServerError(server) from error
    return resolver
