"""Sends a few people a bulletin to look at, exactly as readers would get it but for [TEST]."""

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from ebulletin.delivery.addressing import Stationery
from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.messages import Addressed
from ebulletin.delivery.model import Outcome, State
from ebulletin.delivery.pace import Pace, PacedSource
from ebulletin.delivery.transport import Envelope, Parcel, Transport
from ebulletin.errors import EbulletinError
from ebulletin.items.contact import Contact
from ebulletin.press import audit_log
from ebulletin.press.audience import audience, merge_values
from ebulletin.press.contents import contents
from ebulletin.press.gate import refuse_what_is_never_sent
from ebulletin.press.stationery import pace_of, stationery, transport_of
from ebulletin.recipients.key import keyed_hash, load_key
from ebulletin.recipients.lists import FOLDER
from ebulletin.settings import Partnership
from ebulletin.templates.content import Content
from ebulletin.values.choices import join_words
from ebulletin.workspace import Workspace

PREFIX = "[TEST] "
MOST_PEOPLE = 10
"""A test is read by a few people; more of them would be a send without its checks."""


class BadTestAddressError(EbulletinError):
    """A test message may not go there."""

    exit_code = 2


class RefusedTestError(EbulletinError):
    """No test message was accepted, so nothing counts as tested."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"The relay did not take every test message: {said}. The bulletin does not count as "
            "tested yet."
        )


@dataclass(frozen=True, slots=True)
class SentTest:
    """What was sent.

    Attributes:
        taken: Address and variant of each message that was accepted.
        values_of: The row whose merge values were used: list and row number; empty for none.
        is_whole: Whether every variant was tested, so that the bulletin may be sent.
    """

    taken: tuple[tuple[str, str], ...]
    values_of: str
    is_whole: bool


def send_test(
    workspace: Workspace, slug: str, to: Sequence[str], ledger: Ledger, *,
    environment: Mapping[str, str], variant: str | None = None, row: int | None = None,
) -> SentTest:  # fmt: skip
    """Send every variant, or one, to each of a few addresses.

    Args:
        workspace: Read anew.
        slug: The bulletin; it need not be approved yet, so that the approver can read the test.
        to: Addresses; the approvers of partnership.yaml by default.
        ledger: Keeps which bytes were tested.
        environment: Where secrets are looked for.
        variant: Only this one.
        row: Take the merge values of this row of the lists; of the first chosen one by default.

    Raises:
        BadTestAddressError: There are too many addresses, or one is outside the test domains.
        UnsoundBulletinError: The bulletin has errors.
        RefusedTestError: The relay refused.
    """
    refuse_what_is_never_sent(workspace, slug)
    found = contents(workspace, slug)
    people = _allowed(workspace, to)
    chosen = [each for each in found if variant in (None, each.variant)]
    transport = transport_of(workspace.shelf.settings, workspace.root, environment)
    writes = stationery(
        workspace.shelf.settings, workspace.root, chosen, datetime.now(UTC), subject_prefix=PREFIX
    )
    values, values_of = _values(workspace, slug, chosen, row)
    tests = _Tests(workspace, slug, writes, values)
    pace = pace_of(workspace.shelf.settings)
    _carry(tests, transport, pace, [(address, each) for address in people for each in chosen])
    ledger.note_test(slug, [each.digest for each in chosen], time.time())
    key = load_key(workspace.root / FOLDER)
    audit_log.append(
        workspace.root, "tested", bulletin=slug,
        content={each.variant: each.digest for each in chosen},
        to=[keyed_hash(key, address) for address in people],
    )  # fmt: skip
    is_whole = {each.digest for each in found} <= ledger.tested(slug)
    return SentTest(tuple(tests.taken), values_of, is_whole)


def saved_addresses(settings: Partnership, contacts: Mapping[str, Contact]) -> tuple[str, ...]:
    """The first e-mail address of each approver, and nobody else's."""
    approvers = settings.delivery.approvers if settings.delivery else ()
    found = (contacts[name].emails for name in approvers if name in contacts)
    return tuple(emails[0].address for emails in found if emails)


@dataclass(slots=True)
class _Tests:
    """The messages of one test, and what became of them."""

    workspace: Workspace
    slug: str
    writes: Stationery
    values: Mapping[str, Mapping[str, str]]
    taken: list[tuple[str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    sent: dict[int, tuple[str, str]] = field(default_factory=dict)

    def parcels(self, wanted: Sequence[tuple[str, Content]]) -> Iterator[Parcel]:
        """One message for each address and variant."""
        numbers = itertools.count(1)
        sender = self.writes.bounces or self.writes.letterhead.sender
        stamp = time.time_ns()
        for address, content in wanted:
            number = next(numbers)
            self.sent[number] = address, content.variant
            addressed = Addressed(
                recipient=address,
                message_id=f"<{self.slug}.test{stamp}.{number}@{self.writes.letterhead.domain}>",
                fields=self.values[content.variant],
            )
            message = self.writes.messages[content.variant]
            yield Parcel(number, Envelope(sender, address), partial(message.fill, addressed))

    def handing_over(self, parcel: Parcel) -> None:
        """Nothing is written down before: a test may come twice."""

    def settled(self, parcel: Parcel, outcome: Outcome) -> None:
        """Keep what became of it."""
        if outcome.state is State.ACCEPTED:
            self.taken.append(self.sent[parcel.delivery])
        else:
            self.refused.append(f"{outcome.code or ''} {outcome.reply}".strip())


def _carry(
    tests: _Tests, transport: Transport, pace: Pace, wanted: Sequence[tuple[str, Content]]
) -> None:
    with transport.open() as connection:
        ending = connection.carry(PacedSource(tests.parcels(wanted), pace), tests)
    if tests.refused or len(tests.taken) < len(wanted):
        raise RefusedTestError("; ".join(dict.fromkeys(tests.refused)) or ending.words)


def _allowed(workspace: Workspace, to: Sequence[str]) -> tuple[str, ...]:
    """The addresses of a test, once each, all of them in the test domains."""
    from ebulletin.delivery.messages.letterhead import ascii_address

    settings = workspace.shelf.settings
    contacts = {
        name: item for name, item in workspace.shelf.items.items() if isinstance(item, Contact)
    }
    wanted = to or saved_addresses(settings, contacts)
    if not wanted:
        raise BadTestAddressError(
            "Nobody is named to get the test. Say --to ADDRESS, or name contacts with an e-mail "
            "address under `delivery: approvers` in partnership.yaml."
        )
    people = tuple(dict.fromkeys(ascii_address(each) for each in wanted))
    if len(people) > MOST_PEOPLE:
        raise BadTestAddressError(
            f"A test goes to at most {MOST_PEOPLE} people, and these are {len(people)}."
        )
    domains = {
        each.lower() for each in (settings.delivery.test_domains if settings.delivery else ())
    }
    outside = [each for each in people if each.rpartition("@")[2].lower() not in domains]
    if outside:
        known = join_words(sorted(domains), "or") if domains else "none yet"
        raise BadTestAddressError(
            f"A test may not go to {join_words(outside, 'and')}: `delivery: test_domains` in "
            f"partnership.yaml names where tests may go ({known})."
        )
    return people


def _values(
    workspace: Workspace, slug: str, found: Sequence[Content], row: int | None
) -> tuple[dict[str, dict[str, str]], str]:
    """The merge values of a real row for each variant, as its readers would see them."""
    settings = workspace.shelf.settings
    values: dict[str, dict[str, str]] = {each.variant: {} for each in found}
    who = audience(workspace, slug)
    rows: dict[str, str] = {}
    for variant, listed in who.choice.everybody():
        is_wanted = row in (None, listed.recipient.row)
        if variant in values and variant not in rows and is_wanted:
            values[variant] = merge_values(listed.recipient, settings)
            rows[variant] = f"{variant}: row {listed.recipient.row} of {listed.list_name}"
    if row is not None and not rows:
        raise BadTestAddressError(f"No chosen recipient stands in row {row} of a list.")
    return values, "; ".join(rows.values())
