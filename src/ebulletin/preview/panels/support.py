"""Client support: what each mail program of the readers leaves out of the finished e-mail."""

from functools import lru_cache

from ebulletin.audit.markup import read_document
from ebulletin.audit.support.clients import Mix, called, read_mix
from ebulletin.audit.support.features import Lack, lacks
from ebulletin.errors import EbulletinError
from ebulletin.preview.model import Client, Lacking, Support
from ebulletin.preview.panels.facts import Facts
from ebulletin.values.dates import month_words


def client_support(facts: Facts) -> Support:
    """Each program of the partnership's mix, the one with most readers first."""
    delivery = facts.examined.subject.shelf.settings.delivery
    written = tuple((delivery.client_mix if delivery else {}).items())
    try:
        mix, found = _looked_up(facts.html, written)
    except EbulletinError as error:
        return Support(note=str(error))
    clients = sorted(mix.shares.items(), key=lambda each: (-each[1], each[0]))
    return Support(
        note=_note(mix),
        clients=tuple(
            Client(
                called(client), round(share * 100),
                tuple(_lacking(each) for each in found if client in each.clients),
            )
            for client, share in clients
        ),
    )  # fmt: skip


@lru_cache(maxsize=4)
def _looked_up(html: str, written: tuple[tuple[str, float], ...]) -> tuple[Mix, tuple[Lack, ...]]:
    mix = read_mix(dict(written))
    return mix, lacks(read_document(html), mix)


def _note(mix: Mix) -> str:
    if mix.is_assumed:
        return (
            "The shares are an estimate for councils, police, health and schools; "
            "`client_mix` under `delivery` in partnership.yaml says what yours are."
        )
    return "The shares are those of partnership.yaml."


def _lacking(lack: Lack) -> Lacking:
    title = lack.feature.title
    return Lacking(title, lack.instead, f"tested {month_words(lack.feature.tested)}")
