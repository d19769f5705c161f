"""Mail programs, their shares among the readers, and what each of them was seen to support."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from ebulletin.errors import EbulletinError
from ebulletin.values.choices import nearest

USUAL_MIX: Mapping[str, float] = {
    "outlook.windows": 30, "outlook.outlook-com": 25, "outlook.ios": 8, "outlook.android": 5,
    "outlook.macos": 2, "apple-mail.ios": 12, "apple-mail.macos": 2, "gmail.desktop-webmail": 8,
    "gmail.android": 4, "gmail.ios": 3, "samsung-email.android": 1,
}  # fmt: skip
"""Shares in per cent that are assumed where `delivery: client_mix` says nothing: councils, police,
the NHS and schools read in Outlook at work, and on phones at home. An estimate, not a measurement.
"""

NAMES: Mapping[str, str] = {
    "outlook.windows": "Outlook for Windows (classic)",
    "outlook.outlook-com": "new Outlook and Outlook on the web", "outlook.ios": "Outlook on iPhone",
    "outlook.android": "Outlook on Android", "outlook.macos": "Outlook for Mac",
    "outlook.windows-mail": "Windows Mail", "apple-mail.ios": "Apple Mail on iPhone",
    "apple-mail.macos": "Apple Mail on Mac", "gmail.desktop-webmail": "Gmail on the web",
    "gmail.android": "Gmail on Android", "gmail.ios": "Gmail on iPhone",
    "gmail.mobile-webmail": "Gmail in a phone's browser",
    "samsung-email.android": "Samsung Email", "yahoo.desktop-webmail": "Yahoo Mail on the web",
    "thunderbird.macos": "Thunderbird",
}  # fmt: skip
"""What people call the programs; others are called by the data set's own words."""

_SHORT = {"apple": "apple-mail", "samsung": "samsung-email", "outlook-classic": "outlook.windows",
          "outlook-new": "outlook.outlook-com"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that an e-mail can use, and who was seen to support it.

    Attributes:
        support: A letter for each program, in the order of the data set's clients: y, n, a (in
            part) or u (not known).
        notes: What qualifies a result, by program.
    """

    slug: str
    title: str
    tested: date
    support: str
    notes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The data set of caniemail.com as we carry it.

    Attributes:
        date: When it was last changed.
    """

    source: str
    date: date
    clients: tuple[str, ...]
    features: Mapping[str, Feature]


@dataclass(frozen=True, slots=True)
class Mix:
    """The mail programs of the readers.

    Attributes:
        shares: Parts of a whole by program; they make 1 together.
        is_assumed: Nobody said it, so the usual mix is taken.
    """

    shares: Mapping[str, float]
    is_assumed: bool = False


class UnknownClientError(EbulletinError):
    """A mix names a mail program that the data set does not have."""

    exit_code = 2

    def __init__(self, name: str, known: Sequence[str], where: str = "") -> None:
        close = nearest(name, list(known))
        hint = f" Did you mean {close[0]!r}?" if close else ""
        place = f"In {where}: " if where else ""
        super().__init__(
            f"{place}No mail program is known by the name {name!r}.{hint} Write a maker, such as "
            "outlook, apple or gmail, or one program, such as outlook.windows or gmail.android."
        )


class EmptyMixError(EbulletinError):
    """A mix in which no program has a share."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("The shares of the mail programs are all 0. Give one of them a share.")


@cache
def evidence() -> Evidence:
    """The data set, read once."""
    text = resources.files(__package__).joinpath("caniemail.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return Evidence(
        read["source"],
        date.fromisoformat(read["date"]),
        tuple(read["clients"]),
        {
            slug: Feature(
                slug, row["title"], date.fromisoformat(row["tested"]), row["support"],
                row.get("notes", {}),
            )
            for slug, row in read["features"].items()
        },
    )  # fmt: skip


def usual_mix() -> Mix:
    """The mix that is assumed where nobody says one."""
    return _as_whole(USUAL_MIX, is_assumed=True)


def read_mix(written: Mapping[str, float], where: str = "") -> Mix:
    """A mix as people write it: makers (`outlook`) or single programs (`outlook.windows`).

    A maker's share goes to its programs in proportion to the usual mix.

    Args:
        where: What a person should look into where a name is wrong.

    Raises:
        UnknownClientError: A name is none of the data set.
        EmptyMixError: No share is over 0.
    """
    if not written:
        return usual_mix()
    shares: dict[str, float] = {}
    for name, share in written.items():
        for client, part in _programs(name, where).items():
            shares[client] = shares.get(client, 0.0) + float(share) * part
    return _as_whole(shares, is_assumed=False)


def called(client: str) -> str:
    """What people call a program."""
    return NAMES.get(client) or client.replace(".", " on ").replace("-", " ").title()


def _programs(name: str, where: str) -> dict[str, float]:
    known = evidence().clients
    name = name.strip().lower()
    name = _SHORT.get(name, name)
    if name in known:
        return {name: 1.0}
    own = [client for client in known if client.split(".")[0] == name]
    if not own:
        families = {client.split(".")[0] for client in known}
        raise UnknownClientError(name, [*sorted(families), *known], where)
    weights = {client: USUAL_MIX.get(client, 0) for client in own}
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(own, 1 / len(own))
    return {client: weight / total for client, weight in weights.items() if weight}


def _as_whole(shares: Mapping[str, float], *, is_assumed: bool) -> Mix:
    total = sum(shares.values())
    if total <= 0 or any(share < 0 for share in shares.values()):
        raise EmptyMixError
    return Mix({client: share / total for client, share in shares.items() if share}, is_assumed)
