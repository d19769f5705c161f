"""A campaign at work against a real relay: each delivery is carried once and written down."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ebulletin.delivery.campaign import Progress, Running, RunReport, run
from ebulletin.delivery.ledger import KeptContent, LedgerFullError
from ebulletin.delivery.model import Campaign, Delivery, Outcome, PlannedRecipient, Stage, State
from ebulletin.delivery.pace import Pace
from ebulletin.delivery.patience import Patience
from ebulletin.delivery.smtp import Relay, SmtpTransport
from ebulletin.delivery.sqlite_ledger import SqliteLedger, open_ledger
from ebulletin.delivery.transport import (
    Connection,
    Ending,
    Envelope,
    Parcel,
    RelayBusyError,
    RelayRefusedError,
    Source,
    Watch,
    Why,
)
from sink import Sink

AT = datetime(2026, 9, 23, 9, 0, tzinfo=UTC)
HASTY = Patience(
    first_seconds=0.05, most_seconds=0.2, most_tries=4, after_lost_line_seconds=0.05,
    reopening_seconds=0.05, reconnecting_seconds=0.5, chance=lambda: 0.0,
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    opened = open_ledger(tmp_path / ".ebulletin")
    yield opened
    opened.close()


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    with Sink(tmp_path / "sink.log") as started:
        yield started


def frozen(ledger: SqliteLedger, count: int) -> Campaign:
    people = (
        PlannedRecipient(f"reader{number}@schools.example.org", f"key-{number}", "public")
        for number in range(1, count + 1)
    )
    contents = [KeptContent("public", "q" * 64, b"")]
    return ledger.freeze("2026-09-lantern", contents, people, AT).campaign


def written(delivery: Delivery) -> Parcel:
    text = f"To: {delivery.address}\r\nMessage-ID: <{delivery.id}@example.org>\r\n\r\nGood day.\r\n"
    return Parcel(delivery.id, Envelope("bulletin@example.org", delivery.address), text.encode)


def carried(
    ledger: SqliteLedger, campaign: Campaign, transport: object, *, limit: int | None = None,
    connections: int = 3, stopping: threading.Event | None = None, waits: bool = True,
    tell: object = None,
) -> RunReport:  # fmt: skip
    running = Running(
        connections, limit, waits, HASTY, stopping or threading.Event(),
        tell or (lambda _: None),  # type: ignore[arg-type]
    )  # fmt: skip
    with ledger.sending(campaign.id):
        return run(ledger, campaign, transport, written, Pace(), running)  # type: ignore[arg-type]


def to(sink: Sink, connections: int = 3) -> SmtpTransport:
    return SmtpTransport(
        Relay("127.0.0.1", sink.port, "none", most_connections=connections, own_name="localhost")
    )


@dataclass
class Scripted:
    """A transport that answers as a script says, for each address in turn."""

    answers: dict[str, list[Outcome | Why]]
    connections: int = 1
    carried: list[str] = field(default_factory=list)
    opened: int = 0
    name: str = "a script"

    @property
    def most_connections(self) -> int:
        return self.connections

    def open(self) -> Connection:
        self.opened += 1
        return _ScriptedLine(self)


class _ScriptedLine:
    def __init__(self, script: Scripted) -> None:
        self.script = script

    def carry(self, parcels: Source, watch: Watch) -> Ending:
        while (parcel := parcels.wait()) is not None:
            address = parcel.envelope.recipient
            answers = self.script.answers.get(address.partition("@")[0], [])
            answer = answers.pop(0) if answers else ACCEPTED
            if answer is Why.LOST:
                watch.settled(parcel, Outcome(State.DEFERRED, Stage.CONTENT, reply="hung up"))
                return Ending(Why.LOST, "hung up")
            assert isinstance(answer, Outcome)
            if answer.stage is Stage.DOT:
                watch.handing_over(parcel)
            self.script.carried.append(address.partition("@")[0])
            watch.settled(parcel, answer)
        return Ending(Why.FINISHED)

    def close(self) -> None:
        pass

    def __enter__(self) -> "_ScriptedLine":
        return self

    def __exit__(self, *_: object) -> None:
        pass


ACCEPTED = Outcome(State.ACCEPTED, Stage.DOT, 250, "2.0.0", "queued")
GREYLISTED = Outcome(State.DEFERRED, Stage.RCPT, 450, "4.2.0", "greylisted, come back later")
NO_SUCH_USER = Outcome(State.REFUSED, Stage.RCPT, 550, "5.1.1", "no such user")
NO_ANSWER = Outcome(State.IN_DOUBT, Stage.DOT, reply="no answer")


def spam(number: int) -> Outcome:
    words = f"message 4F2A{number} looks like spam"
    return Outcome(State.REFUSED, Stage.DOT, 554, "5.7.1", words)


def test_everybody_gets_one_message_over_several_connections(
    ledger: SqliteLedger, sink: Sink
) -> None:
    campaign = frozen(ledger, 100)

    report = carried(ledger, campaign, to(sink))

    assert report.ended == {State.ACCEPTED: 100}
    assert ledger.counts(campaign.id).by_state == {State.ACCEPTED: 100}
    assert set(sink.accepted().values()) == {1}
    assert len(sink.accepted()) == 100


def test_a_first_slice_leaves_the_rest_planned(ledger: SqliteLedger, sink: Sink) -> None:
    campaign = frozen(ledger, 30)

    first = carried(ledger, campaign, to(sink), limit=7)
    rest = carried(ledger, campaign, to(sink))

    assert (first.ended, first.is_at_limit) == ({State.ACCEPTED: 7}, True)
    assert rest.ended == {State.ACCEPTED: 23}
    assert set(sink.accepted().values()) == {1}


def test_a_greylisted_delivery_is_tried_again_until_it_is_taken(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 2)
    script = Scripted({"reader1": [GREYLISTED, GREYLISTED]})

    report = carried(ledger, campaign, script)

    assert script.carried == ["reader1", "reader2", "reader1", "reader1"]
    assert report.ended == {State.DEFERRED: 2, State.ACCEPTED: 2}
    first = ledger.delivery(1)
    assert first is not None
    assert (first.state, first.attempts) == (State.ACCEPTED, 3)


def test_patience_ends_and_the_words_of_the_relay_are_kept(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 1)
    script = Scripted({"reader1": [GREYLISTED] * 9})

    carried(ledger, campaign, script)

    (refused,) = ledger.deliveries(campaign.id, State.REFUSED)
    assert refused.last is not None
    assert refused.last.reply == "Given up after 4 tries: greylisted, come back later"
    assert len(script.carried) == 4


def test_without_waiting_the_deferred_stay_for_the_next_run(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 1)

    carried(ledger, campaign, Scripted({"reader1": [GREYLISTED]}), waits=False)

    assert ledger.counts(campaign.id).by_state == {State.DEFERRED: 1}


def test_three_equal_refusals_for_policy_pause_the_campaign(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 10)
    script = Scripted({f"reader{number}": [spam(number)] for number in range(1, 11)})

    report = carried(ledger, campaign, script)

    assert "3 messages in a row" in report.paused_because
    assert "looks like spam" in report.paused_because
    counts = ledger.counts(campaign.id)
    assert counts.by_state == {State.REFUSED: 3, State.PLANNED: 7}


def test_refusals_of_addresses_do_not_pause_it(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 6)
    script = Scripted({f"reader{number}": [NO_SUCH_USER] for number in range(1, 6)})

    report = carried(ledger, campaign, script)

    assert report.paused_because == ""
    assert report.ended == {State.REFUSED: 5, State.ACCEPTED: 1}


def test_an_accepted_message_between_refusals_breaks_the_row(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 6)
    script = Scripted({f"reader{number}": [spam(number)] for number in (1, 2, 4, 5)})

    report = carried(ledger, campaign, script)

    assert report.paused_because == ""


def test_an_answer_that_never_came_is_in_doubt_and_not_repeated(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 2)
    script = Scripted({"reader1": [NO_ANSWER]})

    carried(ledger, campaign, script)
    carried(ledger, campaign, script)

    assert script.carried == ["reader1", "reader2"]
    assert ledger.counts(campaign.id).by_state == {State.IN_DOUBT: 1, State.ACCEPTED: 1}


def test_a_line_that_breaks_is_opened_again_and_nobody_is_lost(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 3)
    script = Scripted({"reader2": [Why.LOST]})

    report = carried(ledger, campaign, script)

    assert report.ended == {State.ACCEPTED: 3, State.DEFERRED: 1}
    assert script.opened > 1


def test_a_relay_that_hangs_up_for_ever_stops_the_run_and_keeps_the_rest(
    ledger: SqliteLedger,
) -> None:
    campaign = frozen(ledger, 2)
    script = Scripted({f"reader{number}": [Why.LOST] * 99 for number in (1, 2)})

    with pytest.raises(RelayBusyError, match="Nothing is lost"):
        carried(ledger, campaign, script)

    assert ledger.counts(campaign.id).open == 2


def test_a_relay_that_is_not_there_leaves_everything_planned(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, 2)
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        relay = SmtpTransport(Relay("127.0.0.1", port, "none", own_name="localhost"))

        with pytest.raises(RelayBusyError):
            carried(ledger, campaign, relay)

    assert ledger.counts(campaign.id).by_state == {State.PLANNED: 2}


def test_a_relay_that_will_not_have_us_is_told_before_anything_is_claimed(
    ledger: SqliteLedger,
) -> None:
    class Forbids(Scripted):
        def open(self) -> Connection:
            raise RelayRefusedError("The certificate of the relay is not the right one.")

    campaign = frozen(ledger, 2)

    with pytest.raises(RelayRefusedError):
        carried(ledger, campaign, Forbids({}))

    assert ledger.counts(campaign.id).by_state == {State.PLANNED: 2}


def test_fewer_connections_do_when_the_relay_allows_no_more(ledger: SqliteLedger) -> None:
    class OnlyOne(Scripted):
        def open(self) -> Connection:
            if self.opened:
                raise RelayBusyError("a script", "too many connections", 421)
            return super().open()

    campaign = frozen(ledger, 40)

    report = carried(ledger, campaign, OnlyOne({}, connections=3))

    assert report.ended == {State.ACCEPTED: 40}


def test_told_to_stop_it_leaves_the_rest_planned(ledger: SqliteLedger, tmp_path: Path) -> None:
    campaign = frozen(ledger, 200)
    stopping = threading.Event()

    def tell(progress: Progress) -> None:
        if progress.ended.get(State.ACCEPTED, 0):
            stopping.set()

    with Sink(tmp_path / "slow.log", delay_seconds=0.02) as slow:
        report = carried(ledger, campaign, to(slow), stopping=stopping, tell=tell)

    assert report.is_stopped
    counts = ledger.counts(campaign.id)
    assert counts.of(State.PLANNED, State.ACCEPTED) == 200
    assert counts.of(State.ACCEPTED) == sum(slow.accepted().values()) < 200


def test_a_pause_from_elsewhere_stops_the_run(ledger: SqliteLedger, tmp_path: Path) -> None:
    campaign = frozen(ledger, 500)
    other = open_ledger(tmp_path / ".ebulletin")

    with Sink(tmp_path / "slow.log", delay_seconds=0.02) as slow:
        threading.Timer(0.3, other.pause, (campaign.id, "Ann said so")).start()
        report = carried(ledger, campaign, to(slow))
    other.close()

    assert report.paused_because == "Ann said so"
    assert not report.is_stopped
    assert ledger.counts(campaign.id).of(State.PLANNED) > 0


def test_a_ledger_that_cannot_be_written_stops_before_the_dot(
    ledger: SqliteLedger, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = frozen(ledger, 50)
    begin, begun = ledger.begin, threading.Semaphore(20)

    def full(*words: object) -> None:
        if not begun.acquire(blocking=False):
            raise LedgerFullError("ledger.db", "the disk is full")
        begin(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger, "begin", full)
    with pytest.raises(LedgerFullError, match="Make room on the disk"):
        carried(ledger, campaign, to(sink))
    time.sleep(0.2)

    counts = ledger.counts(campaign.id)
    assert sum(sink.accepted().values()) == 20 == counts.of(State.ACCEPTED)
    assert counts.of(State.PLANNED) == 30


def test_what_waits_for_its_turn_is_already_written_down(ledger: SqliteLedger, sink: Sink) -> None:
    campaign = frozen(ledger, 3)
    seen: list[int] = []

    def tell(_: Progress) -> None:
        seen.append(ledger.counts(campaign.id).of(State.CARRYING))

    running = Running(1, None, True, HASTY, threading.Event(), tell)
    with ledger.sending(campaign.id):
        run(ledger, campaign, to(sink), written, Pace(per_minute=90), running)

    assert ledger.counts(campaign.id).of(State.ACCEPTED) == 3
    # 0.67 seconds between two messages: hardly ever is one under way.
    assert sum(seen) <= len(seen) / 3
