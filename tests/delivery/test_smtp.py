"""SMTP against a server that fails as it is told: each fault, and the state that it leaves."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from certificates import Certificate, make_certificate
from ebulletin.delivery.model import Outcome, Stage, State
from ebulletin.delivery.pace import Pace, PacedSource
from ebulletin.delivery.smtp import Relay, Security, SignIn, SmtpTransport
from ebulletin.delivery.smtp.carrying import Timeouts
from ebulletin.delivery.smtp.opening import ClearTextError
from ebulletin.delivery.transport import (
    Ending,
    Envelope,
    Parcel,
    RelayBusyError,
    RelayRefusedError,
    SignInError,
    UnsafeAddressError,
    Why,
)
from fault_server import Behaviour, FaultServer

MESSAGE = b"Message-ID: <%d@example.org>\r\n\r\n" + b"Hello, hello, hello.\r\n" * 4000
QUICK = Timeouts(connect=5, greeting=2, command=2, data=2, block=5, dot=1)
SENDER = "bounces@example.org"


class Notebook:
    """Writes down what a ledger would."""

    def __init__(self) -> None:
        self.handed_over: list[int] = []
        self.outcomes: dict[str, Outcome] = {}
        self.steps: list[tuple[str, str]] = []

    def handing_over(self, parcel: Parcel) -> None:
        self.handed_over.append(parcel.delivery)
        self.steps.append(("carrying", parcel.envelope.recipient))

    def settled(self, parcel: Parcel, outcome: Outcome) -> None:
        recipient = parcel.envelope.recipient
        assert recipient not in self.outcomes, "told twice"
        self.outcomes[recipient] = outcome
        self.steps.append((outcome.state.value, recipient))

    def states(self) -> list[State]:
        return [outcome.state for outcome in self.outcomes.values()]


def parcels(*people: str, sender: str = SENDER) -> list[Parcel]:
    return [
        Parcel(number, Envelope(sender, f"{who}@example.org"), partial(message, number))
        for number, who in enumerate(people)
    ]


def message(number: int) -> bytes:
    return MESSAGE % number


def relay_of(server: FaultServer, **changes: object) -> Relay:
    fields: dict[str, object] = {
        "host": "127.0.0.1", "port": server.port, "security": "none", "timeouts": QUICK,
    }  # fmt: skip
    return Relay(**{**fields, **changes})  # type: ignore[arg-type]


def carry(server: FaultServer, waiting: list[Parcel], **changes: object) -> tuple[Notebook, Ending]:
    notebook = Notebook()
    with SmtpTransport(relay_of(server, **changes)).open() as connection:
        ending = connection.carry(PacedSource(iter(waiting), Pace()), notebook)
    return notebook, ending


@pytest.fixture(params=[True, False], ids=["pipelined", "lock-step"])
def server(request: pytest.FixtureRequest) -> Iterator[FaultServer]:
    with FaultServer(Behaviour(pipelining=request.param)) as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"), "localhost", "127.0.0.1")


def test_messages_arrive_as_they_were_written(server: FaultServer) -> None:
    notebook, ending = carry(server, parcels("ann", "bob", "cath"))

    assert [taken.recipient for taken in server.taken] == [
        "ann@example.org", "bob@example.org", "cath@example.org",
    ]  # fmt: skip
    assert [taken.content for taken in server.taken] == [MESSAGE % number for number in range(3)]
    assert notebook.states() == [State.ACCEPTED] * 3
    assert ending == Ending(Why.FINISHED)
    outcome = notebook.outcomes["ann@example.org"]
    assert (outcome.code, outcome.enhanced, outcome.reply) == (250, "2.0.0", "2.0.0 Ok: queued")
    assert outcome.relay == f"127.0.0.1:{server.port}"


def test_each_intent_is_told_before_its_dot_and_after_the_answer_to_the_one_before(
    server: FaultServer,
) -> None:
    notebook, _ = carry(server, parcels("ann", "bob"))

    assert notebook.steps == [
        ("carrying", "ann@example.org"), ("accepted", "ann@example.org"),
        ("carrying", "bob@example.org"), ("accepted", "bob@example.org"),
    ]  # fmt: skip


def test_no_dot_leaves_when_the_intent_cannot_be_written_down(server: FaultServer) -> None:
    class FullDisk(Notebook):
        def handing_over(self, parcel: Parcel) -> None:
            if parcel.delivery == 1:
                raise OSError(28, "No space left on device")

    with (
        SmtpTransport(relay_of(server)).open() as connection,
        pytest.raises(OSError, match="No space"),
    ):
        connection.carry(PacedSource(iter(parcels("ann", "bob", "cath")), Pace()), FullDisk())
    time.sleep(0.05)

    assert [taken.recipient for taken in server.taken] == ["ann@example.org"]


# Fault, state, stage, code, and whether the line can go on. Every code of delivery.md, each where
# relays give it.
GOES_ON = [
    *((f"{code}rcpt", State.DEFERRED, Stage.RCPT, code) for code in (450, 451, 452, 454)),
    *((f"{code}rcpt", State.REFUSED, Stage.RCPT, code) for code in (550, 552, 554)),
    *((f"{code}data", State.DEFERRED, Stage.DATA, code) for code in (451, 452)),
    ("554data", State.REFUSED, Stage.DATA, 554),
    *((f"{code}dot", State.DEFERRED, Stage.DOT, code) for code in (450, 451, 452, 454)),
    *((f"{code}dot", State.REFUSED, Stage.DOT, code) for code in (550, 552, 554)),
    ("354anyway", State.REFUSED, Stage.RCPT, 550),
    ("longreply", State.ACCEPTED, Stage.DOT, 250),
    ("slowdot", State.ACCEPTED, Stage.DOT, 250),
]


@pytest.mark.parametrize(("fault", "state", "stage", "code"), GOES_ON)
def test_a_refusal_of_one_message_leaves_the_others_alone(
    server: FaultServer, fault: str, state: State, stage: Stage, code: int
) -> None:
    notebook, ending = carry(server, parcels("ann", f"{fault}.bob", "cath"))

    found = notebook.outcomes[f"{fault}.bob@example.org"]
    assert (found.state, found.stage, found.code) == (state, stage, code)
    assert notebook.outcomes["ann@example.org"].state is State.ACCEPTED
    assert notebook.outcomes["cath@example.org"].state is State.ACCEPTED
    assert ending.why is Why.FINISHED
    taken = [each.recipient for each in server.taken]
    assert taken.count(f"{fault}.bob@example.org") == (state is State.ACCEPTED)
    assert {len(each.content) for each in server.taken} == {len(MESSAGE % 1)}


BREAKS = [
    ("421rcpt", State.DEFERRED, Stage.RCPT, False),
    ("421data", State.DEFERRED, Stage.DATA, False),
    ("421dot", State.DEFERRED, Stage.DOT, False),
    ("dropdot", State.IN_DOUBT, Stage.DOT, False),
    ("lostreply", State.IN_DOUBT, Stage.DOT, True),
    ("noreply", State.IN_DOUBT, Stage.DOT, True),
    ("halfreply", State.IN_DOUBT, Stage.DOT, True),
    ("badreply", State.IN_DOUBT, Stage.DOT, True),
    ("endless", State.IN_DOUBT, Stage.DOT, True),
]


@pytest.mark.parametrize(("fault", "state", "stage", "is_kept"), BREAKS)
def test_a_line_that_breaks_leaves_at_most_one_message_in_doubt(
    server: FaultServer, fault: str, state: State, stage: Stage, is_kept: bool
) -> None:
    people = ["ann", f"{fault}.bob", "cath"]
    notebook, ending = carry(server, parcels(*people))

    found = notebook.outcomes[f"{fault}.bob@example.org"]
    assert (found.state, found.stage) == (state, stage)
    assert found.reply
    assert notebook.outcomes["ann@example.org"].state is State.ACCEPTED
    # The third was announced already where commands are pipelined; it never left all the same.
    assert notebook.outcomes.get("cath@example.org", found).state in (state, State.DEFERRED)
    assert notebook.handed_over in ([0], [0, 1])
    assert ending.why is Why.LOST
    kept = {taken.recipient for taken in server.taken}
    assert (f"{fault}.bob@example.org" in kept) is is_kept
    assert "cath@example.org" not in kept


@pytest.mark.parametrize("fault", ["drop354", "dropdata"])
def test_a_line_that_breaks_in_the_middle_of_the_content_leaves_nothing_in_doubt(
    server: FaultServer, fault: str
) -> None:
    # Larger than what the system keeps on its own, so that some of it is surely still to go.
    large = Parcel(1, Envelope(SENDER, f"{fault}.bob@example.org"), lambda: MESSAGE % 1 * 200)

    notebook, ending = carry(server, [large])

    found = notebook.outcomes[f"{fault}.bob@example.org"]
    assert (found.state, found.stage) == (State.DEFERRED, Stage.CONTENT)
    assert notebook.handed_over == []
    assert ending.why is Why.LOST


def test_a_refusal_in_the_middle_of_the_content_is_heard(server: FaultServer) -> None:
    large = Parcel(1, Envelope(SENDER, "early552.bob@example.org"), lambda: MESSAGE % 1 * 200)

    notebook, _ = carry(server, [large])

    found = notebook.outcomes["early552.bob@example.org"]
    assert found.stage is Stage.CONTENT
    # Where the answer was lost with the line, the message is tried again; it was never taken.
    assert found.state in (State.REFUSED, State.DEFERRED)
    assert notebook.handed_over == []


def test_no_dot_follows_an_answer_that_came_before_it(server: FaultServer) -> None:
    notebook, ending = carry(server, parcels("ann", "hasty552.bob", "cath"))

    found = notebook.outcomes["hasty552.bob@example.org"]
    assert (found.state, found.stage, found.code) == (State.REFUSED, Stage.CONTENT, 552)
    assert notebook.handed_over == [0]
    assert ending.why is Why.LOST


@pytest.mark.parametrize(
    ("fault", "state"),
    [("450mail", State.DEFERRED), ("452mail", State.DEFERRED), ("550mail", State.REFUSED)],
)
def test_a_refused_sender_is_an_outcome_too(server: FaultServer, fault: str, state: State) -> None:
    notebook, ending = carry(server, parcels("ann", "bob", sender=f"{fault}.x@example.org"))

    assert notebook.states() == [state, state]
    assert {outcome.stage for outcome in notebook.outcomes.values()} == {Stage.MAIL}
    assert ending.why is Why.FINISHED


def test_421_at_mail_closes_the_line_and_loses_nobody(server: FaultServer) -> None:
    notebook, ending = carry(server, parcels("ann", "bob", sender="421mail.x@example.org"))

    assert notebook.states() == [State.DEFERRED]
    assert ending.why is Why.LOST


def test_a_greylisted_message_is_taken_when_it_comes_again(server: FaultServer) -> None:
    first, _ = carry(server, parcels("450rcpt1.ann"))
    second, _ = carry(server, parcels("450rcpt1.ann"))

    assert first.states() == [State.DEFERRED]
    assert second.states() == [State.ACCEPTED]


def test_a_full_connection_says_so_before_the_relay_does(server: FaultServer) -> None:
    waiting = iter(parcels(*(f"p{number}" for number in range(5))))
    source, notebook = PacedSource(waiting, Pace()), Notebook()
    transport = SmtpTransport(relay_of(server, messages_per_connection=2))
    endings = []
    for _ in range(3):
        with transport.open() as connection:
            endings.append(connection.carry(source, notebook).why)

    assert endings == [Why.FULL, Why.FULL, Why.FINISHED]
    assert notebook.states() == [State.ACCEPTED] * 5


def test_a_relay_that_ends_a_connection_after_some_messages_loses_nobody() -> None:
    waiting = parcels(*(f"p{number}" for number in range(5)))
    with FaultServer(Behaviour(messages_per_connection=2)) as server:
        notebook, ending = carry(server, waiting)

    assert [state for state in notebook.states() if state is not State.DEFERRED] == [
        State.ACCEPTED, State.ACCEPTED,
    ]  # fmt: skip
    assert ending.why is Why.LOST
    assert len(server.taken) == 2


def test_a_relay_that_reads_slowly_holds_no_other_connection_up() -> None:
    slow, quick = Notebook(), Notebook()
    with (
        FaultServer(Behaviour(bytes_per_second=400_000)) as slow_server,
        FaultServer() as quick_server,
    ):
        beside = threading.Thread(
            target=lambda: slow.outcomes.update(carry(slow_server, parcels("ann"))[0].outcomes)
        )
        beside.start()
        quick, _ = carry(quick_server, parcels(*(f"p{number}" for number in range(20))))
        was_still_carrying = beside.is_alive()
        beside.join()

    assert quick.states() == [State.ACCEPTED] * 20
    assert was_still_carrying
    assert slow.states() == [State.ACCEPTED]


def test_a_relay_without_ehlo_is_greeted_the_old_way() -> None:
    with FaultServer(Behaviour(knows_ehlo=False)) as server:
        notebook, _ = carry(server, parcels("ann", "bob"))

    assert notebook.states() == [State.ACCEPTED] * 2
    assert [words.split()[0] for words in server.commands[:2]] == ["ehlo", "helo"]


def test_the_next_envelope_goes_out_with_the_final_dot() -> None:
    with FaultServer() as server:
        carry(server, parcels("ann", "bob"))

    verbs = [words.split()[0] for words in server.commands]
    assert verbs == ["ehlo", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA", "QUIT"]


# --- Opening a line -------------------------------------------------------------------------


def opening_fails(behaviour: Behaviour, kind: type[Exception], **changes: object) -> str:
    with FaultServer(behaviour) as server:
        transport = SmtpTransport(relay_of(server, **changes))
        with pytest.raises(kind) as caught:
            transport.open()
        assert not any(words.startswith("MAIL") for words in server.commands)
    return str(caught.value)


def test_a_relay_that_is_busy_is_tried_again_later() -> None:
    words = opening_fails(Behaviour(greeting="421 4.7.0 too busy"), RelayBusyError)

    assert "too busy" in words
    assert "try again in a few minutes" in words


@pytest.mark.parametrize("code", [550, 554])
def test_a_relay_that_greets_with_a_refusal_is_not_tried_again(code: int) -> None:
    words = opening_fails(Behaviour(greeting=f"{code} 5.7.1 not you"), RelayRefusedError)

    assert "not you" in words


def test_a_connection_over_the_relays_number_is_told_as_busy() -> None:
    with FaultServer(Behaviour(most_connections=1)) as server:
        transport = SmtpTransport(relay_of(server))
        with transport.open() as first:
            with pytest.raises(RelayBusyError, match="too many connections"):
                transport.open()
            notebook = Notebook()
            first.carry(PacedSource(iter(parcels("ann")), Pace()), notebook)

    assert notebook.states() == [State.ACCEPTED]


def test_a_relay_that_is_not_there_is_told_in_plain_words() -> None:
    with FaultServer() as server:
        port = server.port

    with pytest.raises(RelayBusyError, match="Make sure that this computer is on the network"):
        SmtpTransport(Relay("127.0.0.1", port, "none", timeouts=QUICK)).open()


def test_a_relay_whose_name_nobody_knows_is_told_by_name() -> None:
    with pytest.raises(RelayBusyError, match=r"no computer of the name relay\.invalid is found"):
        SmtpTransport(Relay("relay.invalid", 25, timeouts=QUICK)).open()


def test_an_open_line_to_another_computer_is_never_made() -> None:
    with pytest.raises(ClearTextError):
        SmtpTransport(Relay("relay.example.org", 25, "none"))


def test_a_relay_without_encryption_gets_nothing() -> None:
    words = opening_fails(Behaviour(), RelayRefusedError, security="starttls")

    assert "offers no encryption" in words


def test_a_relay_that_offers_encryption_and_refuses_it_gets_nothing(
    certificate: Certificate,
) -> None:
    behaviour = Behaviour(
        starttls=certificate.server_context(), starttls_answer="454 4.7.0 TLS not available"
    )

    opening_fails(behaviour, RelayBusyError, security="starttls")


def test_a_handshake_that_fails_is_told_in_plain_words(certificate: Certificate) -> None:
    behaviour = Behaviour(starttls=certificate.server_context(), hangs_up_at_tls=True)

    words = opening_fails(behaviour, RelayRefusedError, security="starttls")

    assert "could not be encrypted" in words
    assert "587 goes with starttls" in words


SECURITY: list[Security] = ["starttls", "tls"]


def encrypted(security: Security, certificate: Certificate) -> Behaviour:
    context = certificate.server_context()
    return Behaviour(tls=context) if security == "tls" else Behaviour(starttls=context)


@pytest.mark.parametrize("security", SECURITY)
def test_messages_travel_encrypted(certificate: Certificate, security: Security) -> None:
    with FaultServer(encrypted(security, certificate)) as server:
        notebook, _ = carry(
            server, parcels("ann", "450dot.bob", "cath"), security=security,
            certificates=certificate.authority,
        )  # fmt: skip

    assert notebook.states() == [State.ACCEPTED, State.DEFERRED, State.ACCEPTED]
    assert len(server.taken) == 2


@pytest.mark.parametrize("security", SECURITY)
def test_a_certificate_of_an_unknown_authority_gets_nothing(
    certificate: Certificate, security: Security
) -> None:
    words = opening_fails(encrypted(security, certificate), RelayRefusedError, security=security)

    assert "is not right (unable to get local issuer certificate)" in words


def test_a_certificate_of_another_name_gets_nothing(tmp_path: Path) -> None:
    other = make_certificate(tmp_path, "elsewhere.example.org")

    words = opening_fails(
        encrypted("starttls", other), RelayRefusedError, security="starttls",
        certificates=other.authority,
    )  # fmt: skip

    assert "`delivery: host` is the name on the certificate" in words


def test_a_certificate_that_has_ended_gets_nothing(tmp_path: Path) -> None:
    old = make_certificate(tmp_path, "127.0.0.1", starts=datetime(2020, 1, 1, tzinfo=UTC))

    words = opening_fails(
        encrypted("tls", old), RelayRefusedError, security="tls", certificates=old.authority
    )

    assert "expired" in words


def test_words_said_before_the_line_was_encrypted_are_forgotten(certificate: Certificate) -> None:
    behaviour = Behaviour(
        starttls=certificate.server_context(),
        said_before_tls=b"250-injected\r\n250 AUTH PLAIN\r\n250 2.0.0 taken\r\n",
    )
    with FaultServer(behaviour) as server:
        transport = SmtpTransport(
            relay_of(server, security="starttls", certificates=certificate.authority)
        )
        try:
            with transport.open() as connection:
                offers = connection.offers
        except RelayRefusedError:
            offers = {}

    assert "auth" not in offers


def test_a_missing_file_of_certificates_is_named(tmp_path: Path) -> None:
    with FaultServer() as server:
        relay = relay_of(server, security="tls", certificates=tmp_path / "gone.pem")
        with pytest.raises(RelayRefusedError, match=r"gone\.pem"):
            SmtpTransport(relay).open()


# --- Signing in -----------------------------------------------------------------------------


def secret(words: str) -> Callable[[], str]:
    return lambda: words


@pytest.mark.parametrize("offered", ["PLAIN", "LOGIN", "LOGIN PLAIN"])
def test_a_password_signs_in(offered: str) -> None:
    behaviour = Behaviour(users={"bulletin": "secret words"}, auth_words=offered, needs_auth=True)
    with FaultServer(behaviour) as server:
        notebook, _ = carry(
            server, parcels("ann"), sign_in=SignIn("bulletin", secret("secret words"))
        )

    assert notebook.states() == [State.ACCEPTED]


def test_a_token_signs_in() -> None:
    behaviour = Behaviour(tokens={"bulletin": "t0ken"}, needs_auth=True)
    with FaultServer(behaviour) as server:
        notebook, _ = carry(
            server, parcels("ann"), sign_in=SignIn("bulletin", secret("t0ken"), has_token=True)
        )

    assert notebook.states() == [State.ACCEPTED]


@pytest.mark.parametrize("has_token", [False, True])
def test_a_wrong_secret_ends_with_a_sign_in_error_that_does_not_show_it(has_token: bool) -> None:
    behaviour = Behaviour(users={"bulletin": "right"}, tokens={"bulletin": "right"})

    words = opening_fails(
        behaviour, SignInError, sign_in=SignIn("bulletin", secret("wr0ng-secret"), has_token)
    )

    assert "does not accept the sign-in of 'bulletin'" in words
    assert "wr0ng-secret" not in words
    assert SignInError.exit_code == 4


def test_a_sign_in_that_fails_for_now_is_tried_again_later() -> None:
    behaviour = Behaviour(
        users={"bulletin": "right"}, auth_refusal="454 4.7.0 Temporary authentication failure"
    )

    opening_fails(behaviour, RelayBusyError, sign_in=SignIn("bulletin", secret("wrong")))


def test_a_relay_without_sign_in_is_told() -> None:
    words = opening_fails(Behaviour(), RelayRefusedError, sign_in=SignIn("bulletin", secret("x")))

    assert "offers no sign-in" in words


def test_a_relay_with_other_ways_to_sign_in_is_told() -> None:
    behaviour = Behaviour(users={"bulletin": "right"}, auth_words="GSSAPI")

    words = opening_fails(behaviour, RelayRefusedError, sign_in=SignIn("bulletin", secret("right")))

    assert "GSSAPI" in words


# --- Addresses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org>\r\nRCPT TO:<b@example.org", "a@example.org\r\nDATA", "a b@example.org",
        "<a@example.org>", "jos\u00e9@example.org", "nobody", "",
    ],
)  # fmt: skip
def test_an_address_that_could_break_out_of_its_command_makes_no_envelope(address: str) -> None:
    with pytest.raises(UnsafeAddressError):
        Envelope(SENDER, address)


def test_a_message_that_cannot_be_written_stops_before_it_leaves(server: FaultServer) -> None:
    def fault() -> bytes:
        raise ValueError("no such variant")

    broken = Parcel(7, Envelope(SENDER, "bob@example.org"), fault)
    notebook = Notebook()
    with (
        SmtpTransport(relay_of(server)).open() as connection,
        pytest.raises(ValueError, match="no such variant"),
    ):
        connection.carry(PacedSource(iter([*parcels("ann"), broken]), Pace()), notebook)

    assert notebook.states() == [State.ACCEPTED]
    assert [taken.recipient for taken in server.taken] == ["ann@example.org"]
