"""Features that an e-mail uses and the readers' mail programs leave out, with the evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ebulletin.audit.document import Document
from ebulletin.audit.model import Fault
from ebulletin.audit.rule import rule
from ebulletin.audit.support.advice import INSTEAD
from ebulletin.audit.support.clients import Evidence, Feature, Mix, called, evidence
from ebulletin.audit.support.uses import Use, read_uses
from ebulletin.findings import Severity
from ebulletin.values.choices import join_words
from ebulletin.values.day_names import plain_date

rule(
    "AUD201", "not-supported", Severity.WARNING,
    finds="A feature of HTML or CSS on which the e-mail depends, and which the mail programs of 1% "
    "or more of the readers leave out (under 5% a hint). The shares are those of `delivery: "
    "client_mix` or --clients, else an estimate; the results are those of caniemail.com, with the "
    "day of the test. What stands where only other programs look, in a media query or behind "
    "<!--[if !mso]><!-->, is not held against those who never come there.",
    why="These readers see columns on top of each other, empty frames, or nothing.",
    bad="display: flex for two columns",
    good="a table with two cells",
    source="caniemail.com",
)  # fmt: skip
rule(
    "AUD202", "plainer-for-some", Severity.HINT,
    finds="Features that make an e-mail prettier, such as rounded corners or the form for phones, "
    "and which 5% or more of the readers do without. They are named together.",
    why="That is usually right; look once at the e-mail without them.",
    bad="border-radius: 8px",
    good="square corners",
    source="caniemail.com",
)  # fmt: skip

_LEAST, _MATTERS = 0.01, 0.05
_CLASSIC = "outlook.windows"
_MOST_CLIENTS = 3
_MOST_FEATURES = 12


@dataclass(frozen=True, slots=True)
class Lack:
    """A feature, where it is used first, and the readers who do without it.

    Attributes:
        count: How often it is used where they would need it.
        share: Of the readers, from 0 to 1.
        clients: Their programs, the largest share first.
        instead: What to do; nothing where it only makes the e-mail prettier.
    """

    feature: Feature
    offset: int
    count: int
    share: float
    clients: tuple[str, ...]
    instead: str = ""


def lacks(document: Document, mix: Mix) -> tuple[Lack, ...]:
    """What readers do without, the largest share first."""
    known = evidence()
    by_slug: dict[str, list[Use]] = {}
    for use in read_uses(document, known.features):
        if use.slug in known.features:
            by_slug.setdefault(use.slug, []).append(use)
    found = [_lack(known, known.features[slug], uses, mix) for slug, uses in by_slug.items()]
    told = [each for each in found if each is not None]
    return tuple(sorted(told, key=lambda each: (-each.share, each.feature.slug)))


def _lack(known: Evidence, feature: Feature, uses: list[Use], mix: Mix) -> Lack | None:
    without: dict[str, float] = {}
    first, count = None, 0
    for kind in {(use.guards, use.not_outlook) for use in uses}:
        reached = [
            client for client in mix.shares
            if _support(known, feature, client) == "n"
            and not (kind[1] and client == _CLASSIC)
            and all(_support(known, known.features[each], client) != "n" for each in kind[0])
        ]  # fmt: skip
        if not reached:
            continue
        without.update({client: mix.shares[client] for client in reached})
        alike = [use for use in uses if (use.guards, use.not_outlook) == kind]
        count += len(alike)
        first = min([each.offset for each in alike] + ([first] if first is not None else []))
    share = sum(without.values())
    if first is None or share < _LEAST:
        return None
    clients = tuple(sorted(without, key=lambda client: (-without[client], client)))
    return Lack(feature, first, count, share, clients, INSTEAD.get(feature.slug, ""))


def _support(known: Evidence, feature: Feature, client: str) -> str:
    return feature.support[known.clients.index(client)]


def unsupported(document: Document, mix: Mix) -> Iterator[Fault]:
    """AUD201 and AUD202: what the readers' programs leave out."""
    found = lacks(document, mix)
    plainer: list[Lack] = []
    for each in found:
        if each.instead:
            yield _fault(each, mix)
        elif each.share >= _MATTERS:
            plainer.append(each)
    if plainer:
        yield _plainer(plainer)


def _fault(each: Lack, mix: Mix) -> Fault:
    times = "" if each.count == 1 else f", used {each.count:,} times,"
    return Fault(
        "AUD201",
        each.offset,
        f"{_shown(each.feature.title)}{times} is left out for {_percent(each.share)} of the "
        f"readers: {_clients(each, mix.shares)} (tested {_day(each.feature.tested)})",
        each.instead,
        severity=None if each.share >= _MATTERS else Severity.HINT,
        is_whole=True,
    )


def _plainer(found: list[Lack]) -> Fault:
    names = [_shown(each.feature.title) for each in found[:_MOST_FEATURES]]
    if len(found) > _MOST_FEATURES:
        names.append(f"{len(found) - _MOST_FEATURES} more")
    tested = [each.feature.tested for each in found]
    when = f"tested {_day(min(tested))}"
    if min(tested) != max(tested):
        when = f"tested between {_day(min(tested))} and {_day(max(tested))}"
    most_readers = max(each.share for each in found)
    programs = dict.fromkeys(client for each in found for client in each.clients)
    most = [called(client) for client in programs][:_MOST_CLIENTS]
    return Fault(
        "AUD202",
        min(each.offset for each in found),
        f"up to {_percent(most_readers)} of the readers see it plainer, without "
        f"{join_words(names, 'and')}; {join_words(most, 'and')} above all ({when})",
        "Look at it once without them, in Outlook for Windows if you can.",
        is_whole=True,
    )


def _shown(title: str) -> str:
    return title.removesuffix(" element").removesuffix(" property")


def _clients(each: Lack, shares: Mapping[str, float]) -> str:
    named = [f"{called(client)} ({_percent(shares[client])})" for client in each.clients]
    if len(named) > _MOST_CLIENTS:
        named = [*named[:_MOST_CLIENTS], "others"]
    return join_words(named, "and")


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%" if share >= 0.01 else "under 1%"


def _day(day: date) -> str:
    return plain_date(day)
