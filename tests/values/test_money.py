"""Prices in pounds and pence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.values.errors import BadValueError
from ebulletin.values.money import Money, parse_money


def refused(text: str) -> BadValueError:
    with pytest.raises(BadValueError) as caught:
        parse_money(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "pence", "words"),
    [
        ("free", 0, "Free"),
        ("FREE", 0, "Free"),
        ("£0", 0, "Free"),
        ("£45", 4500, "£45"),
        ("£45.00", 4500, "£45"),
        ("£12.50", 1250, "£12.50"),
        ("£0.05", 5, "£0.05"),
        ("£1250", 125000, "£1,250"),
        ("£1,250", 125000, "£1,250"),
    ],
)
def test_a_price_is_read_and_said(text: str, pence: int, words: str) -> None:
    money = parse_money(text)

    assert money == Money(pence)
    assert money.words == words
    assert money.is_free == (pence == 0)


@given(st.integers(0, 999_999_999))
def test_what_is_said_is_read_back(pence: int) -> None:
    assert parse_money(Money(pence).words) == Money(pence)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("45", ("£45",)),
        ("12.50", ("£12.50",)),
        ("£12.5", ("£12.50",)),
        ("£35 per person", ("£35",)),
        ("£35pp", ("£35",)),
        ("no charge", ("free",)),
        ("€45", ()),
        ("£12.505", ()),
        ("£1,25", ()),
        ("to be confirmed", ()),
        ("£", ()),
        ("", ()),
    ],
)
def test_what_is_no_price_is_refused_with_the_one_that_was_meant(
    text: str, offers: tuple[str, ...]
) -> None:
    error = refused(text)

    assert error.offers == offers
    assert error.help


def test_words_beside_the_amount_are_sent_to_their_own_field() -> None:
    assert "price_note" in refused("£35 per person").help


@given(st.text(max_size=30) | st.from_regex(r"£?[\d,.]{1,12}.{0,5}"))
def test_any_text_is_a_price_or_a_bad_value(text: str) -> None:
    try:
        money = parse_money(text)
    except BadValueError:
        return
    assert money.pence >= 0
