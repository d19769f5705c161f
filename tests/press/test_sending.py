"""The stories of sending: the gate, test sends, and what may happen between a plan and its end."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from ebulletin.delivery.campaign import Running, RunReport
from ebulletin.delivery.ledger import Ledger
from ebulletin.delivery.model import Shard, State
from ebulletin.press import audit_log
from ebulletin.press.approving import approve, revoke
from ebulletin.press.campaigns import (
    NotAsPlannedError,
    NotCorrectedError,
    Resuming,
    find_campaign,
    opened_ledger,
    resume,
    settle_by_word,
)
from ebulletin.press.contents import contents
from ebulletin.press.gate import NeverSentError, gate
from ebulletin.press.send_plan import OtherKeyError, SentElsewhereError, plan_send
from ebulletin.press.sending import (
    AlreadyPlannedError,
    ChangedSinceError,
    EarlierContentError,
    RelayNotReadyError,
    Sending,
    send,
)
from ebulletin.press.test_sending import BadTestAddressError, send_test
from ebulletin.recipients.key import JOURNAL_FILE, LostKeyError
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.suppression import suppress
from ebulletin.workspace import Workspace, open_workspace
from fault_server import Behaviour, FaultServer
from sending import APPROVER, BULLETIN, reader, ready_to_send, use_relay, write_list

PEOPLE = 6
TESTER = "owen@esscp.example.org"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "workspace"
    ready_to_send(folder, PEOPLE)
    file = folder / "partnership.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  host:", "  transport: folder\n  host:"), encoding="utf-8")
    return folder


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "workspace"
    shutil.copytree(prepared, copy)
    return copy


@contextmanager
def opened(root: Path) -> Iterator[tuple[Workspace, Ledger]]:
    with opened_ledger(root, is_new=True) as ledger:
        assert ledger is not None
        yield open_workspace(root), ledger


def sent(root: Path, *, limit: int | None = None, missing: bool = False) -> RunReport | None:
    with opened(root) as (workspace, ledger):
        plan = plan_send(workspace, BULLETIN, ["network"], ledger)
        assert plan.gate.is_open, plan.gate.steps[-1]
        sending = Sending(Running(limit=limit, stopping=threading.Event()), {})
        return send(workspace, plan, ledger, sending, missing=missing)


def resumed(root: Path, resuming: Resuming | None = None) -> RunReport:
    with opened(root) as (workspace, ledger):
        running = Running(stopping=threading.Event())
        return resume(
            workspace, BULLETIN, ledger, running,
            resuming=resuming or Resuming(), environment={},
        )  # fmt: skip


def mail(root: Path) -> list[EmailMessage]:
    """The messages that were written."""
    files = sorted((root / "out/mail/new").glob("*"))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def got_it(root: Path) -> list[str]:
    return sorted(str(each["To"]) for each in mail(root))


def change_subject(root: Path) -> None:
    file = root / f"bulletins/{BULLETIN}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^(subject: .*?\w)\b", r"\1s", text), encoding="utf-8")


def change_plan(root: Path, line: str) -> None:
    file = root / f"bulletins/{BULLETIN}.yaml"
    text = re.sub(r"(?m)^status: .*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(f"{line}\n{text}", encoding="utf-8")


# ---------------------------------------------------------------- the gate


def test_the_gate_has_its_steps_in_order_and_opens(root: Path) -> None:
    with opened(root) as (workspace, ledger):
        plan = plan_send(workspace, BULLETIN, ["network"], ledger)

    titles = [step.title.split(",")[0].split(":")[0] for step in plan.gate.steps]
    assert titles == [
        "Files sound", "Dates", "Built afresh", "Approved exactly as it is", "List read",
    ]  # fmt: skip
    assert plan.gate.is_open


@pytest.mark.parametrize("line", ["status: draft", "archive: yes"])
def test_drafts_and_archive_copies_are_refused_before_the_first_step(root: Path, line: str) -> None:
    change_plan(root, line)

    with pytest.raises(NeverSentError):
        gate(open_workspace(root), BULLETIN)


def test_a_workspace_of_archive_copies_never_sends(root: Path) -> None:
    file = root / "partnership.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("demonstration: yes", "demonstration: archive"), encoding="utf-8")

    with pytest.raises(NeverSentError, match="demonstration: archive"):
        gate(open_workspace(root), BULLETIN)


def test_the_gate_stops_at_the_first_step_that_is_not_passed(root: Path) -> None:
    change_subject(root)

    opened_gate = gate(open_workspace(root), BULLETIN, tested=frozenset())

    assert not opened_gate.is_open
    last = opened_gate.steps[-1]
    assert len(opened_gate.steps) == 4
    assert [each.code for each in last.findings] == ["BUL113"]
    assert "No test message of these exact bytes" in last.problems[0]


# ---------------------------------------------------------------- test sends


def test_a_test_has_its_mark_and_the_values_of_a_real_row(root: Path) -> None:
    change_subject(root)
    with opened(root) as (workspace, ledger):
        done = send_test(workspace, BULLETIN, [TESTER], ledger, environment={})
        (message,) = mail(root)

        assert message["To"] == TESTER
        assert message["Subject"].startswith("[TEST] ")
        assert done.is_whole
        assert "row 2 of network" in done.values_of
        digests = {each.digest for each in contents(workspace, BULLETIN)}
        assert digests <= ledger.tested(BULLETIN)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ([f"a{number}@esscp.example.org" for number in range(11)], "at most 10 people"),
        (["ann@schools.example.org"], "may not go to ann@schools.example.org"),
        (["ann@esscp.example.org.evil.example.com"], "may not go to"),
    ],
)
def test_a_test_goes_to_few_people_of_known_domains(root: Path, to: list[str], words: str) -> None:
    with opened(root) as (workspace, ledger), pytest.raises(BadTestAddressError, match=words):
        send_test(workspace, BULLETIN, to, ledger, environment={})

    assert mail(root) == []


def test_a_test_of_one_variant_is_no_test_of_the_other(root: Path) -> None:
    with opened(root) as (workspace, ledger):
        done = send_test(workspace, BULLETIN, (), ledger, environment={})

    # Without --to the approvers get it.
    assert [address for address, _ in done.taken] == ["otansley@esscp.example.org"]


# ---------------------------------------------------------------- between plan and end


def test_each_person_gets_one_message_and_sees_nobody_else(root: Path) -> None:
    report = sent(root)

    assert report is not None
    assert report.ended == {State.ACCEPTED: PEOPLE}
    assert got_it(root) == [reader(number) for number in range(1, PEOPLE + 1)]
    for message in mail(root):
        assert message["Cc"] is message["Bcc"] is None
        others = {reader(number) for number in range(1, PEOPLE + 1)} - {str(message["To"])}
        assert not [each for each in others if each in message.as_string()]


def test_whoever_leaves_while_it_is_paused_gets_nothing(root: Path) -> None:
    sent(root, limit=2)
    suppress(root / FOLDER, [reader(5)], reason="unsubscribed", on=date(2026, 11, 24))

    resumed(root)

    assert reader(5) not in got_it(root)
    assert len(got_it(root)) == PEOPLE - 1


def test_a_second_send_is_refused_and_the_missing_get_theirs(root: Path) -> None:
    sent(root)
    with pytest.raises(AlreadyPlannedError, match="nobody gets it twice"):
        sent(root)
    write_list(root, PEOPLE + 2)

    sent(root, missing=True)

    assert got_it(root) == sorted(reader(number) for number in range(1, PEOPLE + 3))


def test_a_changed_bulletin_does_not_go_on_by_itself(root: Path) -> None:
    sent(root, limit=2)
    change_subject(root)

    with pytest.raises(NotAsPlannedError, match="--as-planned"):
        resumed(root)
    with pytest.raises(NotCorrectedError):
        resumed(root, Resuming(corrected=True))

    assert len(got_it(root)) == 2


def test_an_approval_taken_back_stops_the_rest(root: Path) -> None:
    sent(root, limit=2)
    revoke(open_workspace(root), BULLETIN, APPROVER, even_if_sent=True)

    with pytest.raises(NotAsPlannedError):
        resumed(root)


def test_the_rest_can_have_what_was_approved_at_first(root: Path) -> None:
    sent(root, limit=2)
    change_subject(root)

    resumed(root, Resuming(as_planned=True))

    assert len({str(each["Subject"]) for each in mail(root)}) == 1
    assert len(got_it(root)) == PEOPLE


def test_the_rest_can_have_the_corrected_one_once_it_is_approved_and_tested(root: Path) -> None:
    sent(root, limit=2)
    change_subject(root)
    approve(open_workspace(root), BULLETIN, APPROVER)
    with opened(root) as (workspace, ledger):
        ledger.note_test(BULLETIN, [each.digest for each in contents(workspace, BULLETIN)], 0.0)

    resumed(root, Resuming(corrected=True))

    subjects = [str(each["Subject"]) for each in mail(root)]
    assert len(subjects) == PEOPLE
    assert sorted(map(subjects.count, set(subjects))) == [2, 4]


def test_what_went_from_another_computer_does_not_go_from_here(root: Path) -> None:
    sent(root)
    shutil.rmtree(root / ".ebulletin")

    with opened(root) as (workspace, ledger), pytest.raises(SentElsewhereError):
        plan_send(workspace, BULLETIN, ["network"], ledger)


def test_what_is_changed_while_we_wait_for_the_hour_is_not_sent(root: Path) -> None:
    with opened(root) as (workspace, ledger):
        plan = plan_send(workspace, BULLETIN, ["network"], ledger)

        def wait(_: float) -> bool:
            change_subject(root)
            return True

        sending = Sending(Running(stopping=threading.Event()), {}, at=1.0, wait=wait)
        with pytest.raises(ChangedSinceError):
            send(workspace, plan, ledger, sending, missing=False)

        assert ledger.campaigns() == ()


def test_a_word_settles_doubt_and_stands_in_the_log_without_an_address(root: Path) -> None:
    sent(root, limit=2)
    with opened(root) as (workspace, ledger):
        campaign = find_campaign(ledger, BULLETIN)
        for each in ledger.claim(Shard(campaign.id, 0, 99), "one", 2, 2e9):
            ledger.begin("one", each.id)
        first = settle_by_word(workspace, BULLETIN, ledger, [reader(3)], is_accepted=True, by="Ann")
        rest = settle_by_word(workspace, BULLETIN, ledger, [], is_accepted=False, by="Ann")

    assert [each.address for each in first] == [reader(3)]
    assert [each.address for each in rest] == [reader(4)]
    last = audit_log.read_log(root).entries[-1]
    assert (last.event, last.facts["how"]) == ("settled", "planned again, on the word of Ann")
    assert "@schools" not in (root / "bulletins/published/log.jsonl").read_text(encoding="utf-8")
    resumed(root)
    assert reader(3) not in got_it(root)
    assert len(got_it(root)) == PEOPLE - 1


def test_a_relay_too_small_for_the_bulletin_is_told_before_anything_is_planned(root: Path) -> None:
    with FaultServer(Behaviour(size=10_000)) as server:
        use_relay(root, server.port)
        with opened(root) as (workspace, ledger):
            plan = plan_send(workspace, BULLETIN, ["network"], ledger)
            sending = Sending(Running(stopping=threading.Event()), {})
            with pytest.raises(RelayNotReadyError, match="it takes messages of at most"):
                send(workspace, plan, ledger, sending, missing=False)

            assert ledger.campaigns() == ()
        assert server.taken == []


def test_the_missing_do_not_let_an_earlier_content_slip_out(root: Path) -> None:
    sent(root, limit=2)
    write_list(root, PEOPLE + 2)
    change_subject(root)
    approve(open_workspace(root), BULLETIN, APPROVER)
    with opened(root) as (workspace, ledger):
        ledger.note_test(BULLETIN, [each.digest for each in contents(workspace, BULLETIN)], 0.0)

    with pytest.raises(EarlierContentError, match="--corrected"):
        sent(root, missing=True)

    assert len(got_it(root)) == 2


def test_a_lost_key_never_lets_people_be_planned_twice(root: Path) -> None:
    sent(root)
    (root / FOLDER / ".key").unlink()
    with pytest.raises(LostKeyError):
        sent(root, missing=True)
    # The journal, which knows that there was a key, is gone as well.
    (root / FOLDER / JOURNAL_FILE).unlink()

    with pytest.raises(OtherKeyError, match="could get a message twice"):
        sent(root, missing=True)

    assert len(got_it(root)) == PEOPLE
