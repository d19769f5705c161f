"""Hosts that belong to nobody, so that examples can use them (RFC 2606, RFC 6761)."""

_RESERVED = ("example.org", "example.com", "example", "test")


def is_reserved_host(host: str) -> bool:
    """Whether a host, or a part of it from a dot on, is reserved for examples."""
    name = host.casefold().rstrip(".")
    return any(name == each or name.endswith(f".{each}") for each in _RESERVED)


def host_of(url: str) -> str:
    """The host of an address, in lower case, without user, port and path."""
    rest = url.split("://", 1)[-1].removeprefix("//")
    for mark in "/?#\\":
        rest = rest.split(mark, 1)[0]
    return rest.rsplit("@", 1)[-1].split(":", 1)[0].casefold()
