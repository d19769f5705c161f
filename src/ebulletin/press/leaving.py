"""Serves the page behind a reader's own way out, for those who can host it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ebulletin.delivery.tokens import Leave, TokenKey
from ebulletin.errors import EbulletinError
from ebulletin.press import audit_log
from ebulletin.recipients.key import load_key
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.suppression import UNSUBSCRIBED, suppress_keys
from ebulletin.settings import Partnership

if TYPE_CHECKING:
    from starlette.applications import Starlette


class NoWayOutError(EbulletinError):
    """The settings do not say where readers find the page."""

    def __init__(self) -> None:
        super().__init__(
            "partnership.yaml does not say at which address readers find this page. Write it under "
            "`delivery: unsubscribe_url`, for example https://lists.example.org/leave: each "
            "message then carries it, with a token of the reader's own behind it."
        )


def leave_app(root: Path, settings: Partnership) -> "Starlette":
    """The web application of a workspace.

    Raises:
        NoWayOutError: No address is named under which readers find it.
    """
    from ebulletin.delivery.endpoint import Words, make_app

    if settings.delivery is None or settings.delivery.unsubscribe_url is None:
        raise NoWayOutError
    sender = settings.sender
    words = Words(
        partnership=settings.name,
        series={slug: each.name for slug, each in settings.series.items()},
        write_to=settings.unsubscribe.email or sender.reply_to or sender.email,
    )
    return make_app(TokenKey(load_key(root / FOLDER)), words, entering(root))


def entering(root: Path) -> Callable[[Leave], None]:
    """What enters a reader in the suppression list; asked twice, it does so once."""

    def enter(asked: Leave) -> None:
        today = datetime.now(ZoneInfo("Europe/London")).date()
        added = suppress_keys(
            root / FOLDER, [asked.key], reason=UNSUBSCRIBED, on=today, scope=asked.scope,
            by="unsubscribe page",
        )  # fmt: skip
        if added:
            # The journal of the lists holds it already; the reader has left, whatever the log says.
            with suppress(audit_log.BrokenLogError, OSError):
                audit_log.append(
                    root, "suppressed", reason=UNSUBSCRIBED, scope=asked.scope, people=added
                )

    return enter
