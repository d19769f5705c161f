"""The doctor: what the relay can and may, how long it takes, and what the DNS says."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from certificates import make_certificate
from ebulletin.delivery.doctor import (
    Lookup,
    Remark,
    Sending,
    Verdict,
    examine,
    examine_names,
    in_words,
    limits,
)
from ebulletin.delivery.smtp import Relay, SignIn
from ebulletin.delivery.smtp.carrying import Timeouts
from fault_server import Behaviour, FaultServer

QUICK = Timeouts(connect=2, greeting=2, command=2, data=2, block=2, dot=2)
SENDING = Sending("bulletin@esscp.example.org", people=500, largest_in_bytes=900_000)
MEGABYTE = 1_048_576


def look(behaviour: Behaviour, sending: Sending = SENDING, **changes: object) -> list[Remark]:
    with FaultServer(behaviour) as server:
        fields: dict[str, object] = {"security": "none", "timeouts": QUICK, **changes}
        relay = Relay("127.0.0.1", server.port, **fields)  # type: ignore[arg-type]
        remarks = list(examine(relay, sending))
        assert server.taken == []
        assert not any(words.startswith("MAIL") for words in server.commands)
    return remarks


def test_a_relay_that_suffices_is_told_so(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path, "127.0.0.1")
    behaviour = Behaviour(
        starttls=certificate.server_context(), size=20 * MEGABYTE, users={"bulletin": "words"}
    )

    remarks = look(
        behaviour, security="starttls", certificates=certificate.authority,
        sign_in=SignIn("bulletin", lambda: "words"),
    )  # fmt: skip

    assert {remark.verdict for remark in remarks} == {Verdict.FINE}
    words = " | ".join(remark.words for remark in remarks)
    assert "encrypted (TLSv1.3), its certificate is right" in words
    assert "it lets 'bulletin' sign in" in words
    assert "up to 20.0 MB" in words
    assert "PIPELINING" in words


def test_a_relay_that_takes_only_small_messages_is_told_with_what_to_do() -> None:
    remarks = look(Behaviour(size=MEGABYTE // 2))

    wrong = [remark for remark in remarks if remark.verdict is Verdict.WRONG]
    assert [remark.words for remark in wrong] == [
        "it takes messages of at most 0.5 MB, and this bulletin's have 0.9 MB"
    ]
    assert "Host pictures" in wrong[0].advice


def test_a_relay_without_pipelining_is_only_slower() -> None:
    remarks = look(Behaviour(pipelining=False))

    assert [remark.verdict for remark in remarks] == [Verdict.FINE, Verdict.NOTE]


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (Behaviour(greeting="554 5.7.1 not you"), "greets with a refusal"),
        (Behaviour(users={"bulletin": "other"}), "does not accept the sign-in"),
    ],
)
def test_a_relay_that_will_not_have_us_is_told(behaviour: Behaviour, words: str) -> None:
    remarks = look(behaviour, sign_in=SignIn("bulletin", lambda: "words"))

    assert remarks[-1].verdict is Verdict.WRONG
    assert words in remarks[-1].words


def test_exchange_online_is_no_relay_for_a_large_list() -> None:
    relay = Relay("smtp.office365.com", most_connections=8)
    sending = Sending("bulletin@esscp.example.org", people=20_000, per_minute=120)

    told = list(limits(relay, sending))

    assert [remark.words for remark in told] == [
        "Exchange Online takes 30 messages a minute, and `rate_per_minute` is 120",
        "Exchange Online takes 3 connections at once, and `connections` is 8",
        "Exchange Online takes 10,000 recipients a day, and the list has 20,000",
        "20,000 messages take 11 hours 7 minutes",
    ]
    assert "Azure Communication Services" in told[-1].advice
    assert "rate_per_minute: 30" in told[0].advice


def test_how_long_it_takes_is_said_in_words() -> None:
    assert [in_words(minutes) for minutes in (0.2, 1.5, 40, 60, 61, 667)] == [
        "about a minute", "2 minutes", "40 minutes", "1 hour", "1 hour 1 minute",
        "11 hours 7 minutes",
    ]  # fmt: skip


# --- The DNS --------------------------------------------------------------------------------

OURS = ("bulletin", "v=DKIM1; k=rsa; p=AAAABBBB")
RIGHT: Mapping[str, Sequence[str]] = {
    "esscp.example.org": ["other", "v=spf1 include:relay.example.org -all"],
    "bulletin._domainkey.esscp.example.org": ["v=DKIM1; k=rsa; p=AAAA BBBB"],
    "_dmarc.example.org": ["v=DMARC1; p=quarantine"],
}


def names(changes: Mapping[str, Sequence[str]], **more: str) -> list[Remark]:
    records = {**RIGHT, **changes}
    lookup: Lookup = lambda name: records.get(name, ())  # noqa: E731
    sending = Sending("bulletin@esscp.example.org", **more)  # type: ignore[arg-type]
    return list(examine_names(sending, lookup, OURS))


def test_records_that_fit_are_fine() -> None:
    assert [remark.verdict for remark in names({})] == [Verdict.FINE] * 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"esscp.example.org": []}, "has no SPF record"),
        ({"esscp.example.org": ["v=spf1 -all", "v=spf1 ~all"]}, "has 2 SPF records"),
        ({"esscp.example.org": ["v=spf1 " + "include:x " * 11]}, "asks 11 times further"),
        ({"bulletin._domainkey.esscp.example.org": []}, "holds no key"),
        ({"bulletin._domainkey.esscp.example.org": ["p=CCCC"]}, "holds another key"),
        ({"_dmarc.example.org": []}, "has no DMARC policy"),
    ],
)
def test_a_record_that_is_missing_or_wrong_is_told(
    changes: Mapping[str, Sequence[str]], words: str
) -> None:
    wrong = [remark for remark in names(changes) if remark.verdict is Verdict.WRONG]

    assert len(wrong) == 1
    assert words in wrong[0].words
    assert wrong[0].advice


def test_bounces_under_another_domain_do_not_count_for_dmarc() -> None:
    remarks = names({"elsewhere.example.net": ["v=spf1 -all"]}, bounces="b@elsewhere.example.net")

    assert "not under example.org" in remarks[-1].words
