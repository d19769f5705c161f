"""Joins the lists with the directory of contacts, and if asked with the network: what is stale."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ebulletin.checks.safety.reserved import is_reserved_host
from ebulletin.findings import Finding
from ebulletin.items import model
from ebulletin.press.audience import load_lists
from ebulletin.recipients.review import Stale, domains_of, leavers, unconfirmed
from ebulletin.recipients.vanishing import Domains, look_up
from ebulletin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Review:
    """What has gone stale on the lists.

    Attributes:
        unconfirmed: Rows that nobody confirmed within 12 months, the oldest first.
        leavers: Rows of people who left their post, or whose messages came back.
        domains: What the domain name system said; None where it was not asked.
        addresses: How many addresses each vanished domain has.
        total: How many people the lists hold.
        findings: What is wrong with the lists themselves.
    """

    unconfirmed: tuple[Stale, ...]
    leavers: tuple[Stale, ...]
    domains: Domains | None
    addresses: dict[str, int]
    total: int
    findings: tuple[Finding, ...]


def review_lists(
    workspace: Workspace, day: date, names: Iterable[str] = (), *, asks_network: bool = False,
    server: str | None = None, tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Review:  # fmt: skip
    """Look through the lists for what has gone stale.

    Args:
        day: From which the 12 months are counted back.
        names: Only these lists.
        asks_network: Whether name servers are asked about each domain; invented ones never are.
        server: The name server to ask, in place of the computer's own.
        tell: Is told how many domains are done, of how many.

    Raises:
        UnknownListError: There is no list of that name.
        BadNameServerError: The server is not given as an IP address.
    """
    found = load_lists(workspace.root, workspace.shelf.settings, names)
    counts = domains_of(found.lists)
    domains = None
    if asks_network:
        asked = [each for each in counts if server is not None or not is_reserved_host(each)]
        domains = look_up(asked, server, tell=lambda done: tell(done, len(asked)))
    left = {
        email.address: item.leaves_on
        for item in workspace.shelf.items.values()
        if isinstance(item, model.Contact) and item.leaves_on is not None and item.leaves_on < day
        for email in item.emails
    }
    return Review(
        tuple(unconfirmed(found.lists, found.suppressions, day)),
        tuple(leavers(found.lists, found.suppressions, left)),
        domains,
        {each: counts[each] for each in (domains.vanished if domains else ())},
        sum(map(len, found.lists)),
        found.findings,
    )
