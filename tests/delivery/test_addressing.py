"""From a line of the ledger to a parcel: the same at each attempt, and only its reader's own."""

from datetime import UTC, datetime

from ebulletin.delivery.addressing import Stationery, leave_mailto
from ebulletin.delivery.messages import compile_message
from ebulletin.delivery.model import Campaign, Delivery
from ebulletin.delivery.tokens import Leave, TokenKey
from messages import content, letterhead

KEY = TokenKey(b"k" * 32)
CAMPAIGN = Campaign(1, "2026-11-test", "Abcd1234", {}, "", datetime(2026, 11, 24, tzinfo=UTC))
HEAD = letterhead()
MESSAGES = {"professional": compile_message(content(), HEAD)}


def delivery(number: int) -> Delivery:
    return Delivery(
        number, 1, "digest", "professional", f"ann{number}@school.example.org", f"{number:064d}",
        {"first_name": "Ann"},
    )  # fmt: skip


def stationery(**changes: object) -> Stationery:
    fields: dict[str, object] = {
        "letterhead": HEAD, "messages": MESSAGES, "scope": "newsletter",
        "bounces": "bounces@esscp.example.org", "tokens": KEY,
        "leave_url": "https://lists.esscp.example.org/leave/", "has_own_bounce_addresses": True,
    }  # fmt: skip
    return Stationery(**{**fields, **changes})  # type: ignore[arg-type]


def test_each_attempt_at_a_delivery_is_the_same_message() -> None:
    first, again = (stationery().parcel(CAMPAIGN, delivery(7)) for _ in range(2))

    assert first.write() == again.write()
    assert first.envelope == again.envelope
    assert first.delivery == 7
    assert b"Message-ID: <2026-11-test.Abcd1234.7@esscp.example.org>\r\n" in first.write()


def test_the_way_out_is_the_readers_own() -> None:
    to = stationery().addressed(CAMPAIGN, delivery(7))
    base, _, token = to.leave_url.rpartition("/")

    assert base == "https://lists.esscp.example.org/leave"
    assert KEY.read_leave_token(token) == Leave(delivery(7).key, "newsletter")
    assert to.leave_mailto == f"mailto:leave@esscp.example.org?subject=unsubscribe%20{token}"
    assert delivery(7).address not in token


def test_each_delivery_has_its_own_bounce_address_where_that_is_wished() -> None:
    own = stationery().parcel(CAMPAIGN, delivery(7)).envelope.sender
    shared = stationery(has_own_bounce_addresses=False).parcel(CAMPAIGN, delivery(7))
    without = stationery(has_own_bounce_addresses=False, bounces="").parcel(CAMPAIGN, delivery(7))

    assert KEY.read_bounce_address(own) == ("abcd1234", 7)
    assert shared.envelope.sender == "bounces@esscp.example.org"
    assert without.envelope.sender == "bulletin@esscp.example.org"


def test_without_an_endpoint_the_way_out_is_a_message() -> None:
    to = stationery(leave_url="").addressed(CAMPAIGN, delivery(7))

    assert to.leave_url == ""
    assert to.leave_mailto.startswith("mailto:leave@")


def test_without_an_address_there_is_no_link_to_one() -> None:
    assert leave_mailto("", "token") == ""
    assert leave_mailto("a@example.org", "") == "mailto:a@example.org?subject=unsubscribe"
