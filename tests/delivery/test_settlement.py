"""Doubt is settled by what a relay's log says, and by nothing that it leaves unsaid."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ebulletin.delivery.ledger import KeptContent
from ebulletin.delivery.model import Campaign, PlannedRecipient, Shard, State, message_id
from ebulletin.delivery.settlement import (
    UnreadableEvidenceError,
    settle_by_evidence,
    taken_by_log,
)
from ebulletin.delivery.sqlite_ledger import SqliteLedger, open_ledger

AT = datetime(2026, 9, 23, 9, 0, tzinfo=UTC)
NOW = AT.timestamp()
POSTFIX = """\
Sep 23 09:00:01 relay postfix/cleanup[812]: 4F2A1: message-id=<{0}>
Sep 23 09:00:01 relay postfix/qmgr[810]: 4F2A1: from=<b@example.org>, size=81234, nrcpt=1 (queue active)
Sep 23 09:00:02 relay postfix/smtp[901]: 4F2A1: to=<ann@example.org>, relay=mx, status=sent (250 Ok)
Sep 23 09:00:02 relay postfix/qmgr[810]: 4F2A1: removed
"""  # noqa: E501 - as Postfix writes it
# The client hung up before the final dot: cleanup has seen the headers, and nothing was taken.
POSTFIX_CUT_OFF = """\
Sep 23 09:00:01 relay postfix/cleanup[812]: 4F2A2: message-id=<{0}>
Sep 23 09:00:01 relay postfix/smtpd[811]: lost connection after DATA from sender[10.0.0.7]
"""
EXIM = (
    "2026-09-23 09:00:01 1tEGz4-0001 <= b@example.org H=sender [10.0.0.7] P=esmtps S=81234 id={0}\n"
)
TRACKING = "2026-09-23T09:00:01Z,RECEIVE,10.0.0.7,<{0}>,ann@example.org\n"
PROVIDER = '{{"event":"delivered","message-id":"<{0}>","recipient":"..."}}\n'
ID = "2026-09-lantern.ab12cd34.7@esscp.example.org"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    opened = open_ledger(tmp_path / ".ebulletin")
    yield opened
    opened.close()


@pytest.fixture
def campaign(ledger: SqliteLedger) -> Campaign:
    """Three deliveries, all in doubt."""
    people = (PlannedRecipient(f"{who}@example.org", who, "public") for who in "abc")
    frozen = ledger.freeze("2026-09-lantern", [KeptContent("public", "q" * 64, b"")], people, AT)
    for each in ledger.claim(Shard(frozen.campaign.id, 0, 9), "one", 9, NOW):
        ledger.begin("one", each.id)
    ledger.recover(frozen.campaign.id, NOW)
    return frozen.campaign


def ids(campaign: Campaign, *numbers: int) -> list[str]:
    return [message_id(campaign, number, "esscp.example.org").strip("<>") for number in numbers]


@pytest.mark.parametrize("log", [POSTFIX, EXIM, TRACKING, PROVIDER])
def test_the_logs_of_common_relays_prove_that_a_message_was_taken(log: str) -> None:
    assert list(taken_by_log(log.format(ID).splitlines())) == [ID]


def test_a_message_that_was_cut_off_before_its_dot_is_not_taken() -> None:
    assert list(taken_by_log(POSTFIX_CUT_OFF.format(ID).splitlines())) == []


def test_a_queue_number_that_comes_again_means_the_later_message() -> None:
    other = ID.replace(".7@", ".8@")
    log = POSTFIX.format(ID) + POSTFIX_CUT_OFF.format(other).replace("4F2A2", "4F2A1")

    assert list(taken_by_log(log.splitlines())) == [ID]


def test_what_the_log_knows_is_accepted_and_what_it_does_not_stays_in_doubt(
    ledger: SqliteLedger, campaign: Campaign, tmp_path: Path
) -> None:
    first, second, _ = ids(campaign, 1, 2, 3)
    log = tmp_path / "mail.log"
    log.write_text(POSTFIX.format(first) + POSTFIX_CUT_OFF.format(second), encoding="utf-8")

    settled = settle_by_evidence(ledger, campaign, log, NOW)

    assert [each.id for each in settled.accepted] == [1]
    assert [each.id for each in settled.silent] == [2, 3]
    assert ledger.counts(campaign.id).by_state == {State.ACCEPTED: 1, State.IN_DOUBT: 2}


def test_a_message_of_another_computers_ledger_proves_nothing(
    ledger: SqliteLedger, campaign: Campaign, tmp_path: Path
) -> None:
    (first,) = ids(campaign, 1)
    log = tmp_path / "mail.log"
    log.write_text(POSTFIX.format(first.replace(campaign.token, "00000000")), encoding="utf-8")

    assert settle_by_evidence(ledger, campaign, log, NOW).accepted == ()


def test_a_folder_of_messages_is_evidence_and_its_half_written_ones_are_not(
    ledger: SqliteLedger, campaign: Campaign, tmp_path: Path
) -> None:
    first, second = ids(campaign, 1, 2)
    for folder, named in (("new", first), ("tmp", second)):
        (tmp_path / "mail" / folder).mkdir(parents=True)
        message = f"To: a@example.org\r\nMessage-ID: <{named}>\r\n\r\nGood day.\r\n"
        (tmp_path / "mail" / folder / "1.eml").write_bytes(message.encode())

    settled = settle_by_evidence(ledger, campaign, tmp_path / "mail", NOW)

    assert [each.id for each in settled.accepted] == [1]


def test_a_log_that_cannot_be_read_is_told(
    ledger: SqliteLedger, campaign: Campaign, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableEvidenceError, match="mail log of the relay"):
        settle_by_evidence(ledger, campaign, tmp_path / "nothing.log", NOW)
