"""Tries the links of a workspace over the network, and reports those that readers cannot follow."""

from dataclasses import dataclass
from datetime import date

from ebulletin.checks.links.targets import Target, targets_of
from ebulletin.checks.run import catalogue
from ebulletin.checks.safety.reserved import host_of, is_reserved_host
from ebulletin.findings import Finding
from ebulletin.links.asking import LIMIT_SECONDS
from ebulletin.links.model import Answer, Outcome
from ebulletin.links.trying import CACHE, Told, try_links
from ebulletin.workspace import Workspace

_UNREACHABLE, _MOVED = "LNK201", "LNK202"


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What trying the links gave.

    Attributes:
        findings: LNK201 and LNK202, one for each place where such a link stands.
        tried: How many addresses were tried, or taken from the cache.
        passed_over: How many are under hosts that are reserved for examples.
        is_offline: No site at all answered, so nothing is reported.
    """

    findings: tuple[Finding, ...] = ()
    tried: int = 0
    passed_over: int = 0
    is_offline: bool = False


def check_links(
    workspace: Workspace, today: date, *, tell: Told = lambda _done, _all: None,
    limit_seconds: float = LIMIT_SECONDS, allows_loopback: bool = False,
) -> LinkCheck:  # fmt: skip
    """Try every link of the items and bulletins.

    Args:
        workspace: Its `.ebulletin/links.json` keeps good answers for a week.
        today: The day of the check.
        tell: Is told how many are done, of how many.
        limit_seconds: For one request.
        allows_loopback: Also ask this machine; for tests.
    """
    places: dict[str, list[Target]] = {}
    passed_over = set[str]()
    sources = [file.source for file in workspace.items.values()]
    sources += [file.source for file in workspace.plans.values()]
    for source in sources:
        for target in targets_of(source):
            url = _url_of(target)
            if url is None:
                continue
            if is_reserved_host(host_of(url)):
                passed_over.add(url)
            else:
                places.setdefault(url, []).append(target)
    answers = try_links(
        places, workspace.root / CACHE, today,
        tell=tell, limit_seconds=limit_seconds, allows_loopback=allows_loopback,
    )  # fmt: skip
    tried = [each for each in answers.values() if each.outcome is not Outcome.REFUSED]
    if tried and all(each.outcome is Outcome.SILENT for each in tried) and len(tried) > 1:
        return LinkCheck((), len(answers), len(passed_over), is_offline=True)
    found = [
        finding
        for url, answer in answers.items()
        for target in places[url]
        if (finding := _finding(target, answer)) is not None
    ]
    return LinkCheck(tuple(found), len(answers), len(passed_over))


def _url_of(target: Target) -> str | None:
    """The address to ask for; None for what is no web address, or holds a merge field."""
    url = target.address.split("#", 1)[0].strip()
    if not url.casefold().startswith(("http://", "https://")) or "{{" in url:
        return None
    return url


def _finding(target: Target, answer: Answer) -> Finding | None:
    shown = _shortened(answer.url)
    if answer.outcome is not Outcome.FINE:
        advice = "Open it in a browser; mend the address, or take the link out."
        if answer.outcome is Outcome.REFUSED:
            advice = "It was not tried: give readers an address that they can reach from anywhere."
        message = f"'{shown}' {answer.reason}"
        return catalogue()[_UNREACHABLE].finding(target.place, message, advice)
    if answer.moved_to is None:
        return None
    return catalogue()[_MOVED].finding(
        target.place,
        f"'{shown}' has moved for good",
        f"Write {answer.moved_to}",
        offers=(answer.moved_to,),
    )


def _shortened(url: str) -> str:
    longest = 60
    return url if len(url) <= longest else f"{url[: longest - 1]}…"
