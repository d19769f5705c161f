"""Which network addresses may be asked: those that the whole internet sees, and no others."""

import ipaddress
import socket


class PrivateAddressError(Exception):
    """A host has an address inside a private network, or one that belongs to this machine."""


def addresses_of(host: str, port: int, *, allows_loopback: bool = False) -> list[str]:
    """The network addresses of a host; every one of them is public.

    A host with one private address among public ones is refused whole. Whoever connects must use
    an address from here and not ask for the name again, which could give another answer.

    Args:
        allows_loopback: Also this machine itself; for tests against a server of their own.

    Raises:
        PrivateAddressError: One of them is not public.
        OSError: The name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if not _may_ask(address, allows_loopback=allows_loopback):
            raise PrivateAddressError(host)
    return addresses


def _may_ask(address: str, *, allows_loopback: bool) -> bool:
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return _may_ask(str(inner), allows_loopback=allows_loopback)
    if ip.is_loopback:
        return allows_loopback
    # `is_global` leaves out private, link-local, shared and reserved ranges (IANA registries).
    return ip.is_global and not ip.is_multicast
