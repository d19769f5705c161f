"""The ledger on SQLite: what it promises about states, fences, doubt and its own file."""

import sqlite3
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ebulletin.delivery.ledger import (
    DamagedLedgerError,
    Ended,
    FenceLostError,
    KeptContent,
    LedgerInUseError,
    NewerLedgerError,
)
from ebulletin.delivery.model import Outcome, PlannedRecipient, Shard, Stage, State
from ebulletin.delivery.sqlite_ledger import FILE_NAME, SqliteLedger, open_ledger

AT = datetime(2026, 9, 23, 9, 0, tzinfo=UTC)
NOW = AT.timestamp()
CONTENTS = (
    KeptContent("professional", "p" * 64, b"for professionals"),
    KeptContent("public", "q" * 64, b"for everyone"),
)
ACCEPTED = Outcome(State.ACCEPTED, Stage.DOT, 250, "2.0.0", "queued as 4F2A", "relay.example.org")
GREYLISTED = Outcome(State.DEFERRED, Stage.RCPT, 450, "4.2.0", "come back later")
NO_SUCH_USER = Outcome(State.REFUSED, Stage.RCPT, 550, "5.1.1", "no such user")
NO_ANSWER = Outcome(State.IN_DOUBT, Stage.DOT, None, "", "the line was lost")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".ebulletin"


@pytest.fixture
def ledger(folder: Path) -> Iterator[SqliteLedger]:
    opened = open_ledger(folder)
    yield opened
    opened.close()


def people(count: int, variant: str = "professional", first: int = 1) -> list[PlannedRecipient]:
    return [
        PlannedRecipient(
            f"reader{number}@schools.example.org", f"key-{number}", variant,
            {"first_name": f"Ann {number}"},
        )
        for number in range(first, first + count)
    ]  # fmt: skip


def planned(ledger: SqliteLedger, count: int = 3) -> Shard:
    frozen = ledger.freeze("2026-09-lantern", CONTENTS, people(count), AT)
    return next(ledger.shards(frozen.campaign.id, count + 1))


def the_states(ledger: SqliteLedger) -> list[str]:
    return [each.state.value for each in ledger.deliveries(1)]


def test_an_audience_is_frozen_with_the_content_and_its_hash(ledger: SqliteLedger) -> None:
    frozen = ledger.freeze("2026-09-lantern", CONTENTS, people(2), AT)

    assert (frozen.added, frozen.known) == (2, 0)
    assert frozen.campaign.digests == {"professional": "p" * 64, "public": "q" * 64}
    assert len(frozen.campaign.audience) == 64
    assert frozen.campaign.frozen_at == AT
    assert ledger.content(1, "p" * 64) == b"for professionals"
    first, second = ledger.deliveries(1)
    assert (first.address, first.variant) == ("reader1@schools.example.org", "professional")
    assert first.fields == {"first_name": "Ann 1"}
    assert second.state is State.PLANNED


def test_a_person_is_never_planned_twice_for_one_bulletin(ledger: SqliteLedger) -> None:
    first = ledger.freeze("2026-09-lantern", CONTENTS, people(3), AT)
    changed = (KeptContent("public", "r" * 64, b"a comma changed"),)

    again = ledger.freeze("2026-09-lantern", changed, people(5, "public"), AT)

    assert (again.added, again.known) == (2, 3)
    assert again.campaign.id == first.campaign.id
    assert again.campaign.audience != first.campaign.audience
    contents = [each.content[0] for each in ledger.deliveries(1)]
    assert contents == ["p", "p", "p", "r", "r"]


def test_the_same_person_twice_in_one_audience_is_planned_once(ledger: SqliteLedger) -> None:
    frozen = ledger.freeze("2026-09-lantern", CONTENTS, [*people(2), *people(2, "public")], AT)

    assert (frozen.added, frozen.known) == (2, 2)


def test_an_audience_that_breaks_off_leaves_nothing(ledger: SqliteLedger) -> None:
    def breaks_off() -> Iterator[PlannedRecipient]:
        yield from people(1_500)
        raise OSError("the list cannot be read on")

    with pytest.raises(OSError, match="read on"):
        ledger.freeze("2026-09-lantern", CONTENTS, breaks_off(), AT)

    assert ledger.campaigns() == ()


def test_the_suppressed_are_kept_with_the_reason_and_never_claimed(ledger: SqliteLedger) -> None:
    left = PlannedRecipient("ann@example.org", "k", "public", {"first_name": "Ann"}, "unsubscribed")
    ledger.freeze("2026-09-lantern", CONTENTS, [left], AT)

    assert ledger.claim(Shard(1, 1, 10), "fence", 10, NOW) == []
    (only,) = ledger.deliveries(1, State.SUPPRESSED)
    assert only.fields == {}
    assert ledger.counts(1).total == 0


def test_what_one_sender_claimed_another_does_not_get(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 5)

    first = ledger.claim(shard, "one", 3, NOW)
    second = ledger.claim(shard, "two", 3, NOW)

    assert [each.id for each in first] == [1, 2, 3]
    assert [each.id for each in second] == [4, 5]


def test_a_sender_whose_fence_is_gone_stops(ledger: SqliteLedger) -> None:
    shard = planned(ledger)
    ledger.claim(shard, "one", 3, NOW)
    ledger.recover(1, NOW)
    ledger.claim(shard, "two", 3, NOW)

    with pytest.raises(FenceLostError):
        ledger.begin("one", 1)
    with pytest.raises(FenceLostError):
        ledger.record("one", [Ended(1, ACCEPTED)])

    assert the_states(ledger) == ["claimed"] * 3


def test_an_outcome_and_the_next_intent_are_one_commit(ledger: SqliteLedger) -> None:
    shard = planned(ledger)
    ledger.claim(shard, "one", 3, NOW)
    ledger.begin("one", 1)

    ledger.begin("one", 2, [Ended(1, ACCEPTED)])

    assert the_states(ledger) == ["accepted", "carrying", "claimed"]
    accepted = ledger.delivery(1)
    assert accepted is not None
    assert accepted.last == ACCEPTED
    assert accepted.fields == {}


def test_after_a_crash_a_claim_is_planned_and_carrying_is_in_doubt(ledger: SqliteLedger) -> None:
    shard = planned(ledger)
    ledger.claim(shard, "one", 2, NOW)
    ledger.begin("one", 1)

    doubtful = ledger.recover(1, NOW)

    assert doubtful == 1
    assert the_states(ledger) == ["in_doubt", "planned", "planned"]
    assert [each.id for each in ledger.claim(shard, "two", 9, NOW)] == [2, 3]


def test_a_delivery_in_doubt_waits_for_evidence(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 2)
    ledger.claim(shard, "one", 2, NOW)
    for each in (1, 2):
        ledger.begin("one", each)
        ledger.record("one", [Ended(each, NO_ANSWER)])

    ledger.settle(1, 1, is_accepted=True, evidence="the relay's log, line 7", at=NOW)
    ledger.settle(1, 2, is_accepted=False, evidence="on the word of Ann", at=NOW)

    assert the_states(ledger) == ["accepted", "planned"]
    assert [each.id for each in ledger.claim(shard, "two", 9, NOW)] == [2]


def test_only_what_is_in_doubt_can_be_settled(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 1)
    ledger.claim(shard, "one", 1, NOW)
    ledger.begin("one", 1)
    ledger.record("one", [Ended(1, ACCEPTED)])

    ledger.settle(1, 1, is_accepted=False, evidence="a slip of the hand", at=NOW)

    assert the_states(ledger) == ["accepted"]


def test_a_deferred_delivery_is_due_at_its_time(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 1)
    ledger.claim(shard, "one", 1, NOW)
    ledger.record("one", [Ended(1, GREYLISTED, NOW + 300)])

    assert ledger.claim(shard, "one", 1, NOW + 299) == []
    assert ledger.next_due(1) == NOW + 300
    (again,) = ledger.claim(shard, "one", 1, NOW + 300)
    assert again.attempts == 1
    assert again.fields == {"first_name": "Ann 1"}


def test_a_clock_set_back_does_not_hold_a_deferred_delivery_up(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 1)
    ledger.claim(shard, "one", 1, NOW)
    ledger.record("one", [Ended(1, GREYLISTED, NOW + 300)])
    a_year_ago = NOW - 365 * 86_400

    assert [each.id for each in ledger.claim(shard, "one", 1, a_year_ago)] == [1]


def test_refusals_can_be_planned_again_when_a_person_says_so(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 2)
    ledger.claim(shard, "one", 2, NOW)
    ledger.record("one", [Ended(1, NO_SUCH_USER)])
    ledger.release("one")

    assert the_states(ledger) == ["refused", "planned"]
    assert ledger.plan_again(1, NOW) == 1
    assert the_states(ledger) == ["planned", "planned"]


def test_forgetting_leaves_no_trace_of_a_person_in_the_files(
    ledger: SqliteLedger, folder: Path
) -> None:
    shard = planned(ledger, 2)
    ledger.claim(shard, "one", 2, NOW)
    words = Outcome(
        State.REFUSED, Stage.RCPT, 550, "5.1.1", "<reader1@schools.example.org> unknown"
    )
    ledger.record("one", [Ended(1, words)])
    ledger.release("one")

    assert ledger.forget(["key-1", "nobody"]) == 1

    raw = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"reader1@" not in raw
    assert b"Ann 1" not in raw
    assert b"reader2@" in raw
    again = ledger.freeze("2026-09-lantern", CONTENTS, people(2), AT)
    assert (again.added, again.known) == (0, 2)


def test_a_forgotten_person_whose_message_is_planned_gets_none(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 2)

    ledger.forget(["key-1"])

    assert the_states(ledger) == ["suppressed", "planned"]
    assert [each.id for each in ledger.claim(shard, "one", 9, NOW)] == [2]


def test_nobody_is_forgotten_in_the_middle_of_a_send(ledger: SqliteLedger, folder: Path) -> None:
    planned(ledger)
    other = open_ledger(folder)

    with other.sending(1), pytest.raises(LedgerInUseError):
        ledger.forget(["key-1"])

    other.close()


def test_a_second_sender_is_refused_while_the_first_is_at_work(
    ledger: SqliteLedger, folder: Path
) -> None:
    planned(ledger)
    other = open_ledger(folder)

    with ledger.sending(1), pytest.raises(LedgerInUseError, match="nothing was sent twice"):
        other.sending(1).__enter__()
    with other.sending(1):
        pass

    other.close()


def test_an_event_that_comes_twice_counts_once(ledger: SqliteLedger) -> None:
    planned(ledger)

    assert ledger.note_event("dsn-1", 2, "bounced", NOW, "mailbox full")
    assert not ledger.note_event("dsn-1", 2, "bounced", NOW)
    assert ledger.counts(1).events == {"bounced": 1}


def test_a_test_message_is_remembered_by_its_hash(ledger: SqliteLedger) -> None:
    ledger.note_test("2026-09-lantern", ["p" * 64], NOW)
    ledger.note_test("2026-09-lantern", ["p" * 64], NOW + 1)

    assert ledger.tested("2026-09-lantern") == {"p" * 64}
    assert ledger.tested("2026-10-lantern") == set()


def test_many_threads_write_at_once_and_each_write_is_there(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 200)
    ledger.claim(shard, "one", 200, NOW)

    def carry(first: int) -> None:
        for number in range(first, 201, 8):
            ledger.begin("one", number)
            ledger.record("one", [Ended(number, ACCEPTED)])

    threads = [threading.Thread(target=carry, args=(first,)) for first in range(1, 9)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert ledger.counts(1).by_state == {State.ACCEPTED: 200}


def test_one_lost_fence_does_not_undo_what_other_threads_write(ledger: SqliteLedger) -> None:
    shard = planned(ledger, 40)
    ledger.claim(shard, "one", 20, NOW)
    lost: list[FenceLostError] = []

    def carry(number: int) -> None:
        try:
            ledger.begin("one", number)
        except FenceLostError as error:
            lost.append(error)

    threads = [threading.Thread(target=carry, args=(number,)) for number in range(1, 41)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(lost) == 20
    assert ledger.counts(1).of(State.CARRYING) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_only_the_owner_may_read_the_ledger(ledger: SqliteLedger, folder: Path) -> None:
    planned(ledger)

    modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.glob("ledger.db*")}

    assert modes == {0o600}


def _scratched(raw: bytes) -> bytes:
    middle = len(raw) // 2
    return raw[:middle] + b"\xff" * 4096 + raw[middle + 4096 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut short": lambda raw: raw[: len(raw) // 2],
    "scratched in the middle": _scratched,
    "without its head": lambda raw: b"\0" * 100 + raw[100:],
    "another file": lambda _: b"a spreadsheet, perhaps" * 400,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_is_refused(folder: Path, damage: str) -> None:
    opened = open_ledger(folder)
    planned(opened, 500)
    opened.close()
    file = folder / FILE_NAME
    file.write_bytes(DAMAGE[damage](file.read_bytes()))

    with pytest.raises(DamagedLedgerError, match="Nothing was sent"):
        open_ledger(folder)


def test_the_file_of_another_program_is_no_ledger(folder: Path) -> None:
    folder.mkdir()
    other = sqlite3.connect(folder / FILE_NAME)
    other.execute("CREATE TABLE songs(name TEXT)")
    other.close()

    with pytest.raises(DamagedLedgerError, match="not a ledger"):
        open_ledger(folder)


def test_a_ledger_of_a_newer_version_is_left_alone(folder: Path) -> None:
    open_ledger(folder).close()
    other = sqlite3.connect(folder / FILE_NAME)
    other.execute("PRAGMA user_version=99")
    other.close()

    with pytest.raises(NewerLedgerError):
        open_ledger(folder)
