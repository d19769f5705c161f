"""UK telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.values.errors import BadValueError
from ebulletin.values.phones import fits_uk_form, is_drama, national, parse_phone


def refused(text: str) -> BadValueError:
    with pytest.raises(BadValueError) as caught:
        parse_phone(text)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "01632 960110",
        "01632960110",
        "(01632) 960110",
        "01632-960-110",
        "01632\u00a0960110",
        "+44 1632 960110",
        "+44 (0)1632 960110",
        "0044 1632 960110",
        "+44(0) 1632 960 110",
    ],
)
def test_a_number_is_kept_as_digits_whatever_its_spacing(text: str) -> None:
    assert parse_phone(text) == "01632960110"


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("01632960110", "01632 960110"),
        ("07700900321", "07700 900321"),
        ("08081570123", "0808 157 0123"),
        ("03069990140", "0306 999 0140"),
        ("02079460123", "020 7946 0123"),
        ("116123", "116 123"),
        ("999", "999"),
        ("101", "101"),
    ],
)
def test_a_number_is_said_in_the_national_spacing(digits: str, words: str) -> None:
    assert national(digits) == words
    assert parse_phone(words) == digits


def test_the_spacing_follows_the_area_code() -> None:
    # Built from parts, because no such number is reserved for fiction.
    for code in ("0121", "0114", "0131"):
        assert national(code + "496" + "0000") == f"{code} 496 0000"
    for rest in ("1111", "496000"):
        assert national("0800" + rest) == f"0800 {rest}"


@given(st.from_regex(r"0[1-9][0-9]{8,9}", fullmatch=True))
def test_spacing_never_changes_the_digits(digits: str) -> None:
    assert parse_phone(national(digits)) == digits


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("01632 960110/ 07700 900321", ("01632 960110", "07700 900321")),
        ("01632 960110 or 01632 960112", ("01632 960110", "01632 960112")),
        ("01632 960110, 01632 960112; 07700 900321",
         ("01632 960110", "01632 960112", "07700 900321")),
        ("0306 999 0140,,214096330#", ("0306 999 0140",)),
    ],
)  # fmt: skip
def test_two_numbers_or_a_code_after_one_are_con103(text: str, offers: tuple[str, ...]) -> None:
    error = refused(text)

    assert error.code == "CON103"
    assert error.offers == offers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no phone",
        "01632 960110 ext 3",
        "12",
        "1" * 16,
        "+353 1 " + "496 0000",
        "٠١٦٣٢٩٦٠١١٠",
        "-",
    ],
)
def test_what_is_no_uk_number_is_refused(text: str) -> None:
    error = refused(text)

    assert error.code == "ITM106"
    assert "01632 960110" in error.help


def test_a_number_from_abroad_is_named_as_one() -> None:
    assert "not a UK number" in refused("+353 1 " + "496 0000").message
    assert "not a UK number" in refused("00353 1 " + "496 0000").message


@pytest.mark.parametrize(
    ("digits", "drama"),
    [
        ("01632960000", True),
        ("01632960999", True),
        ("07700900000", True),
        ("08081570999", True),
        ("03069990000", True),
        ("02079460999", True),
        ("01632" + "961000", False),
        ("07700" + "901000", False),
        ("999", False),
    ],
)
def test_the_drama_ranges_are_known(digits: str, drama: bool) -> None:
    assert is_drama(digits) is drama


@pytest.mark.parametrize(
    "digits",
    [
        "01632960110",
        "07700900321",
        "08081570123",
        "03069990140",
        "02079460123",
        "0169" + "736" + "2019",
        "01946" + "72019",
        "0800" + "1111",
        "0800" + "496000",
        "999",
        "112",
        "101",
        "111",
        "105",
        "119",
        "116123",
        "116000",
    ],
)
def test_digits_that_can_be_a_uk_number_fit(digits: str) -> None:
    assert fits_uk_form(digits)


@pytest.mark.parametrize(
    "digits",
    [
        "01632" + "96011",
        "01632" + "9601100",
        "07700" + "90032",
        "0808" + "157012",
        "02079" + "46012",
        "09011" + "570123",
        "04632" + "960110",
        "00632" + "960110",
        "1632" + "960110",
        "222",
        "116",
        "11612",
        "01632" + "111111",
        "01632" + "345678",
        "",
    ],
)
def test_digits_that_cannot_be_a_uk_number_do_not_fit(digits: str) -> None:
    assert not fits_uk_form(digits)


@given(st.text(max_size=40) | st.from_regex(r"\+?[\d ()/,.#-]{0,30}"))
def test_any_text_is_a_number_or_a_bad_value(text: str) -> None:
    try:
        digits = parse_phone(text)
    except BadValueError:
        return
    assert digits.isascii()
    assert digits.isdigit()
    national(digits)
    fits_uk_form(digits)
