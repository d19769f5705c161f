"""Takes in what came back after a send, and enters who is not to be written to again."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ebulletin.delivery.bounces import Arrival, Kind, read_arrival
from ebulletin.delivery.inbox import (
    Mailbox,
    Memory,
    NoInboxError,
    load_memory,
    messages_in_folder,
    messages_in_mailbox,
    save_memory,
)
from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.model import Campaign, Delivery
from ebulletin.delivery.secrets import INBOX_PASSWORD, password_of
from ebulletin.delivery.tokens import Leave, TokenKey
from ebulletin.press import audit_log
from ebulletin.press.campaigns import opened_ledger
from ebulletin.press.sending import LEDGER_FOLDER
from ebulletin.recipients.key import keyed_hash, load_key
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.suppression import (
    BOUNCED,
    COMPLAINED,
    EVERYTHING,
    UNSUBSCRIBED,
    suppress_keys,
)
from ebulletin.settings import Partnership

SOFT_BOUNCES_MOST = 3
"""After so many bulletins that bounced for now, an address is held like one that is gone."""

_MEMORY = "inbox.json"


@dataclass(frozen=True, slots=True)
class Left:
    """A message that a person has to read, and why."""

    why: str
    arrival: Arrival


@dataclass(slots=True)
class InboxReport:
    """What was taken in.

    Attributes:
        where: What was read.
        read: How many messages.
        kinds: How many of each kind that needs nothing further.
        suppressed: How many people were entered, by reason.
        left: What a person has to read.
    """

    where: str
    read: int = 0
    known: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)
    left: list[Left] = field(default_factory=list)


def mailbox_of(settings: Partnership, environment: Mapping[str, str]) -> Mailbox:
    """The mailbox of the settings, with its password.

    Raises:
        NoInboxError: None is named.
        SecretMissingError: The password is nowhere.
    """
    delivery = settings.delivery
    if delivery is None or delivery.inbox is None:
        raise NoInboxError
    inbox = delivery.inbox
    password = password_of(inbox.user, INBOX_PASSWORD, "the mailbox", environment)
    return Mailbox(
        inbox.host,
        inbox.user,
        password,
        inbox.port,
        inbox.folder,
        Path(delivery.certificates) if delivery.certificates else None,
    )


def take_in(
    root: Path, source: Mailbox | Path, *, today: date, is_trial: bool = False
) -> InboxReport:
    """Read what came back, note it in the ledger, and enter suppressions.

    A bounce counts only where it is proved to be about a message of ours: by its own address, by a
    token, or because address and Message-ID fit a line of the ledger.

    Args:
        root: The workspace.
        source: A mailbox, or a folder of messages.
        today: The date of what is entered.
        is_trial: Only say what would be done.
    """
    path = root / LEDGER_FOLDER / _MEMORY
    memory = load_memory(path)
    report = InboxReport(source.name if isinstance(source, Mailbox) else str(source))
    with opened_ledger(root) as ledger:
        desk = _Desk(root, ledger, memory, report, today, is_trial=is_trial)
        for raw in _messages(source, memory):
            desk.take(read_arrival(raw))
        desk.close()
    if not is_trial:
        save_memory(path, memory)
    return report


def _messages(source: Mailbox | Path, memory: Memory) -> Iterator[bytes]:
    if isinstance(source, Mailbox):
        return messages_in_mailbox(source, memory)
    return messages_in_folder(source)


class _Desk:
    """Sorts messages, and enters what they lead to in one step at the end."""

    def __init__(
        self, root: Path, ledger: Ledger | None, memory: Memory, report: InboxReport, today: date,
        *, is_trial: bool,
    ) -> None:  # fmt: skip
        self._root = root
        self._ledger = ledger
        self._memory = memory
        self._report = report
        self._today = today
        self._is_trial = is_trial
        self._key = load_key(root / FOLDER)
        self._tokens = TokenKey(self._key)
        self._campaigns = ledger.campaigns() if ledger is not None else ()
        self._wanted: dict[tuple[str, str], set[str]] = {}

    def take(self, arrival: Arrival) -> None:
        """One message."""
        self._report.read += 1
        if arrival.event in self._memory.seen:
            self._report.known += 1
            return
        self._memory.seen.add(arrival.event)
        if arrival.kind is Kind.LEAVE:
            self._leave(arrival)
        elif arrival.kind in (Kind.HARD_BOUNCE, Kind.SOFT_BOUNCE, Kind.COMPLAINT):
            self._returned(arrival)
        elif arrival.kind is Kind.OTHER:
            self._report.left.append(Left("it is neither a bounce nor asks to leave", arrival))
        else:
            self._report.kinds[arrival.kind] += 1

    def close(self) -> None:
        """Enter everybody who is not to be written to again."""
        for (reason, scope), keys in sorted(self._wanted.items()):
            added = len(keys)
            if not self._is_trial:
                added = suppress_keys(
                    self._root / FOLDER, sorted(keys), reason=reason, on=self._today, scope=scope,
                    by="inbox",
                )  # fmt: skip
                if added:
                    audit_log.append(
                        self._root, "suppressed", reason=reason, scope=scope, people=added
                    )
            self._report.suppressed[reason] += added

    def _leave(self, arrival: Arrival) -> None:
        own = keyed_hash(self._key, arrival.sender) if arrival.sender else ""
        asked = self._token_in(arrival)
        if asked is None and arrival.tokens:
            self._left("its token is not one of ours, or was cut", arrival)
        elif asked is None:
            # In words of their own, from the address that they leave with: from everything.
            self._suppress(UNSUBSCRIBED, EVERYTHING, own)
        elif asked.key != own:
            # A forwarded copy: who passed it on must not lose the bulletin by it.
            self._left("it comes from another address than the one the bulletin went to", arrival)
        else:
            self._suppress(UNSUBSCRIBED, asked.scope, own)
        self._report.kinds[arrival.kind] += 1

    def _returned(self, arrival: Arrival) -> None:
        found = self._delivery_of(arrival)
        asked = self._token_in(arrival)
        if found is None and asked is None:
            self._left("nothing proves that it is about a message of ours", arrival)
            return
        key = found[1].key if found is not None else asked.key if asked is not None else ""
        self._report.kinds[arrival.kind] += 1
        if found is not None and self._ledger is not None and not self._is_trial:
            self._ledger.note_event(
                arrival.event, found[1].id, arrival.kind.value, time.time(),
                f"{arrival.status} {arrival.words}".strip(),
            )  # fmt: skip
        if arrival.kind is Kind.HARD_BOUNCE:
            self._suppress(BOUNCED, EVERYTHING, key)
        elif arrival.kind is Kind.COMPLAINT:
            self._suppress(COMPLAINED, EVERYTHING, key)
        elif found is not None:
            bulletins = self._memory.soft.setdefault(key, [])
            if found[0].bulletin not in bulletins:
                bulletins.append(found[0].bulletin)
            if len(bulletins) >= SOFT_BOUNCES_MOST:
                self._suppress(BOUNCED, EVERYTHING, key)

    def _delivery_of(self, arrival: Arrival) -> tuple[Campaign, Delivery] | None:
        """The line that a message is proved to be about."""
        for address in arrival.sent_to:
            signed = self._tokens.read_bounce_address(address)
            if signed is not None:
                return self._line(*signed)
        named = self._named_in(arrival.original_id)
        if named is None:
            return None
        _, delivery = named
        asked = self._token_in(arrival)
        is_ours = asked is not None and asked.key == delivery.key
        is_theirs = bool(arrival.recipient) and (
            keyed_hash(self._key, arrival.recipient) == delivery.key
        )
        return named if is_ours or is_theirs else None

    def _named_in(self, message_id: str) -> tuple[Campaign, Delivery] | None:
        """The line that a Message-ID of ours names: `<bulletin.token.number@domain>`."""
        parts = message_id.strip("<>").rpartition("@")[0].rsplit(".", 2)
        if len(parts) != 3 or not parts[2].isdigit():
            return None
        return self._line(parts[1], int(parts[2]))

    def _line(self, token: str, number: int) -> tuple[Campaign, Delivery] | None:
        if self._ledger is None:
            return None
        delivery = self._ledger.delivery(number)
        for campaign in self._campaigns:
            if delivery is not None and campaign.id == delivery.campaign:
                return (campaign, delivery) if campaign.token.lower() == token.lower() else None
        return None

    def _token_in(self, arrival: Arrival) -> Leave | None:
        found: Iterable[Leave | None] = map(self._tokens.read_leave_token, arrival.tokens)
        return next((each for each in found if each is not None), None)

    def _suppress(self, reason: str, scope: str, key: str) -> None:
        if key:
            self._wanted.setdefault((reason, scope), set()).add(key)

    def _left(self, why: str, arrival: Arrival) -> None:
        self._report.left.append(Left(why, arrival))
