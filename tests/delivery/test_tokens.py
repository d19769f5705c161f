"""Tokens: only our key makes them, and they tell nothing of anybody."""

import pytest

from ebulletin.delivery.tokens import Leave, TokenKey

KEY = TokenKey(b"k" * 32)
OTHER = TokenKey(b"o" * 32)
LEAVE = Leave("ab" * 32, "newsletter")


def test_a_token_says_what_it_was_made_for() -> None:
    token = KEY.leave_token(LEAVE)

    assert KEY.read_leave_token(token) == LEAVE
    assert len(token) < 90
    assert all(sign.isalnum() or sign in "-_" for sign in token)


@pytest.mark.parametrize("place", [0, 5, 20, 40, 75])
def test_a_changed_or_cut_token_says_nothing(place: int) -> None:
    token = KEY.leave_token(LEAVE)
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]

    assert KEY.read_leave_token(changed) is None
    assert all(KEY.read_leave_token(token[:end]) is None for end in range(len(token)))
    assert OTHER.read_leave_token(token) is None


@pytest.mark.parametrize("token", ["", "x", "a" * 500, "é" * 40, "../../etc/passwd", "a b" * 20])
def test_what_is_no_token_says_nothing(token: str) -> None:
    assert KEY.read_leave_token(token) is None


def test_each_delivery_has_a_bounce_address_that_only_we_can_make() -> None:
    address = KEY.bounce_address("bounces@esscp.example.org", "Abcd1234", 17)

    assert address.startswith("bounces+abcd1234.17.")
    assert KEY.read_bounce_address(address.upper()) == ("abcd1234", 17)
    assert KEY.read_bounce_address(address.replace(".17.", ".18.")) is None
    assert OTHER.read_bounce_address(address) is None
    assert KEY.read_bounce_address("bounces@esscp.example.org") is None


def test_the_key_that_signs_is_not_the_one_that_hashes_addresses() -> None:
    assert KEY.id != OTHER.id
    assert len(KEY.id) == 6
    assert "k" * 32 not in KEY.leave_token(LEAVE)
