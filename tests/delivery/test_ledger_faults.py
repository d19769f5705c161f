"""Every fault of a relay, and the state that the ledger must show afterwards."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from certificates import Certificate, make_certificate
from ebulletin.delivery.campaign import Running, run
from ebulletin.delivery.ledger import KeptContent
from ebulletin.delivery.model import Campaign, Delivery, PlannedRecipient, State
from ebulletin.delivery.pace import Pace
from ebulletin.delivery.patience import Patience
from ebulletin.delivery.smtp import Relay, SignIn, SmtpTransport
from ebulletin.delivery.smtp.carrying import Timeouts
from ebulletin.delivery.sqlite_ledger import SqliteLedger, open_ledger
from ebulletin.delivery.transport import Envelope, Parcel, RelayBusyError, RelayRefusedError
from fault_server import Behaviour, FaultServer

AT = datetime(2026, 9, 23, 9, 0, tzinfo=UTC)
QUICK = Timeouts(connect=5, greeting=2, command=2, data=2, block=5, dot=0.4)
HASTY = Patience(
    after_lost_line_seconds=0, reopening_seconds=0.01, reconnecting_seconds=0.3,
    chance=lambda: 0.0,
)  # fmt: skip

# What stands in the address, and what the ledger must say of it.
STATES = {
    "421rcpt": State.DEFERRED,
    "421dot": State.DEFERRED,
    "450rcpt": State.DEFERRED,
    "451rcpt": State.DEFERRED,
    "451dot": State.DEFERRED,
    "452rcpt": State.DEFERRED,
    "454rcpt": State.DEFERRED,
    "550rcpt": State.REFUSED,
    "552dot": State.REFUSED,
    "554dot": State.REFUSED,
    "354anyway": State.REFUSED,
    "early552": State.REFUSED,
    "dropdot": State.IN_DOUBT,
    "lostreply": State.IN_DOUBT,
    "noreply": State.IN_DOUBT,
    "halfreply": State.IN_DOUBT,
    "badreply": State.IN_DOUBT,
    "endless": State.IN_DOUBT,
    "longreply": State.ACCEPTED,
    "slowdot": State.ACCEPTED,
}
# The message never was out: nobody is in doubt, and it is simply carried again.
CARRIED_AGAIN = ("drop3541", "dropdata1")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    opened = open_ledger(tmp_path / ".ebulletin")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"), "127.0.0.1")


def frozen(ledger: SqliteLedger, *people: str) -> Campaign:
    lines = (PlannedRecipient(f"{who}@schools.example.org", who, "public") for who in people)
    contents = [KeptContent("public", "q" * 64, b"")]
    return ledger.freeze("2026-09-lantern", contents, lines, AT).campaign


def written(delivery: Delivery) -> Parcel:
    head = f"To: {delivery.address}\r\nMessage-ID: <{delivery.id}@example.org>\r\n\r\n".encode()
    envelope = Envelope("bulletin@example.org", delivery.address)
    return Parcel(delivery.id, envelope, lambda: head + b"Good day to you all.\r\n" * 4_000)


def send(ledger: SqliteLedger, campaign: Campaign, server: FaultServer, **changes: object) -> None:
    fields: dict[str, object] = {
        "host": "127.0.0.1", "port": server.port, "security": "none", "timeouts": QUICK,
    }  # fmt: skip
    relay = Relay(**{**fields, **changes})  # type: ignore[arg-type]
    running = Running(4, waits=False, patience=HASTY, stopping=threading.Event())
    with ledger.sending(campaign.id):
        run(ledger, campaign, SmtpTransport(relay), written, Pace(), running)


def state_of(ledger: SqliteLedger, who: str) -> State:
    (found,) = (each.state for each in ledger.deliveries(1) if each.key == who)
    return found


@pytest.mark.parametrize("fault", STATES)
def test_a_fault_of_one_message_leaves_its_state_and_touches_no_other(
    ledger: SqliteLedger, fault: str
) -> None:
    campaign = frozen(ledger, "ann", f"{fault}.bob", "cid")

    with FaultServer(Behaviour(slow_dot_seconds=0.1)) as server:
        send(ledger, campaign, server)

        assert state_of(ledger, f"{fault}.bob") is STATES[fault]
        assert state_of(ledger, "ann") is state_of(ledger, "cid") is State.ACCEPTED
        taken = [each.recipient for each in server.taken]
        assert len(taken) == len(set(taken))


@pytest.mark.parametrize("fault", [name for name in STATES if STATES[name] is State.IN_DOUBT])
def test_doubt_is_never_carried_again_by_itself(ledger: SqliteLedger, fault: str) -> None:
    campaign = frozen(ledger, f"{fault}.bob")

    with FaultServer() as server:
        send(ledger, campaign, server)
        before = len(server.commands)
        send(ledger, campaign, server)

        assert len(server.commands) == before
    assert state_of(ledger, f"{fault}.bob") is State.IN_DOUBT


@pytest.mark.parametrize("fault", CARRIED_AGAIN)
def test_a_line_that_breaks_before_the_dot_is_no_doubt(ledger: SqliteLedger, fault: str) -> None:
    who = f"{fault}.bob"
    campaign = frozen(ledger, "ann", who)

    with FaultServer() as server:
        send(ledger, campaign, server)
        send(ledger, campaign, server)

        assert state_of(ledger, who) in (State.ACCEPTED, State.DEFERRED)
        assert sum(each.recipient.startswith(who) for each in server.taken) <= 1


@pytest.mark.parametrize("greeting", ["554 5.7.1 go away", "421 4.7.0 too busy"])
def test_a_relay_that_greets_with_a_refusal_changes_nothing(
    ledger: SqliteLedger, greeting: str
) -> None:
    campaign = frozen(ledger, "ann", "bob")

    with (
        FaultServer(Behaviour(greeting=greeting)) as server,
        pytest.raises((RelayRefusedError, RelayBusyError)),
    ):
        send(ledger, campaign, server)

    assert ledger.counts(campaign.id).by_state == {State.PLANNED: 2}


def test_a_wrong_certificate_or_no_tls_changes_nothing(
    ledger: SqliteLedger, certificate: Certificate
) -> None:
    campaign = frozen(ledger, "ann")
    context = certificate.server_context()

    for behaviour in (
        Behaviour(starttls=context),
        Behaviour(),
        Behaviour(starttls=context, hangs_up_at_tls=True),
    ):
        with FaultServer(behaviour) as server, pytest.raises((RelayRefusedError, RelayBusyError)):
            # The computer's own certificates do not know the server's.
            send(ledger, campaign, server, security="starttls")

    assert ledger.counts(campaign.id).by_state == {State.PLANNED: 1}


def test_a_wrong_password_changes_nothing(ledger: SqliteLedger, certificate: Certificate) -> None:
    campaign = frozen(ledger, "ann")
    context = certificate.server_context()
    behaviour = Behaviour(starttls=context, users={"bulletin": "right"})

    with FaultServer(behaviour) as server, pytest.raises(RelayRefusedError) as told:
        send(
            ledger, campaign, server, security="starttls", certificates=certificate.authority,
            sign_in=SignIn("bulletin", lambda: "wrong"),
        )  # fmt: skip

    assert told.value.exit_code == 4
    assert ledger.counts(campaign.id).by_state == {State.PLANNED: 1}


def test_a_cap_on_connections_slows_and_loses_nobody(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, *(f"reader{number}" for number in range(60)))

    with FaultServer(Behaviour(most_connections=2)) as server:
        send(ledger, campaign, server, most_connections=4)

        assert len(server.taken) == 60
    assert ledger.counts(campaign.id).by_state == {State.ACCEPTED: 60}


def test_a_cap_on_messages_for_each_connection_loses_nobody(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, *(f"reader{number}" for number in range(30)))

    with FaultServer(Behaviour(messages_per_connection=5)) as server:
        for _ in range(8):
            send(ledger, campaign, server, messages_per_connection=5)

        assert len(server.taken) == 30
    assert ledger.counts(campaign.id).by_state == {State.ACCEPTED: 30}


def test_a_slow_reader_holds_up_no_other_connection(ledger: SqliteLedger) -> None:
    campaign = frozen(ledger, *(f"reader{number}" for number in range(6)))

    with FaultServer(Behaviour(bytes_per_second=400_000)) as server:
        send(ledger, campaign, server, most_connections=3, timeouts=Timeouts())

        assert len(server.taken) == 6
    assert ledger.counts(campaign.id).by_state == {State.ACCEPTED: 6}
