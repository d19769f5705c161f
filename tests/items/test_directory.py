"""Contacts found again, and who may see their details."""

from typing import Any

import pytest

from ebulletin.items.directory import (
    Directory,
    initials_in,
    initials_of,
    level_of,
    phone_level,
    stricter,
)
from ebulletin.items.model import Contact, Level, Update


def contact(name: str, **fields: Any) -> Contact:
    return Contact.model_validate({"id": "some-id", "type": "person", "name": name, **fields})


def test_contacts_are_found_by_id_and_other_items_are_no_contacts() -> None:
    asha = contact("Asha Penrose", id="asha-penrose")
    update = Update.model_validate({"id": "some-news"})

    directory = Directory([update, asha])

    assert directory.contacts == (asha,)
    assert directory.find("asha-penrose") is asha
    assert directory.find("some-news") is None


@pytest.mark.parametrize(
    "name", ["Multi-Agency Safeguarding Hub", "MASH", "the hub", "The  Hub", "mash"]
)
def test_a_contact_is_found_by_every_name_it_has(name: str) -> None:
    mash = contact("Multi-Agency Safeguarding Hub", short_name="MASH", aliases=["the hub"])

    assert Directory([mash]).by_name(name) is mash


def test_curly_and_straight_apostrophes_are_one() -> None:
    parents = contact("Parents\u2019 Group")

    assert Directory([parents]).by_name("Parents' Group") is parents


def test_a_name_that_two_contacts_share_names_neither() -> None:
    directory = Directory(
        [
            contact("First Hub", id="first-hub", aliases=["the hub"]),
            contact("Second Hub", id="second-hub", aliases=["the hub"]),
        ]
    )

    assert directory.by_name("the hub") is None
    assert directory.by_name("First Hub") is not None


def test_initials_are_given_or_made_from_the_name() -> None:
    tegan = contact("Tegan Rushforth", id="tegan-rushforth")
    tom = contact("Tom Reeve", id="tom-reeve", initials="ToR")

    directory = Directory([tegan, tom])

    assert directory.by_initials("TR") is tegan
    assert directory.by_initials("ToR") is tom
    assert directory.by_initials("TOR") is None
    assert initials_of(tom) == "ToR"


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Una Hesketh-Moor", "UH"), ("Ann van der Berg Smith", "AVDB"), ("4 Seasons Hub", "SH")],
)
def test_initials_are_the_first_letters_of_the_parts(name: str, initials: str) -> None:
    assert initials_in(name) == initials


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("public", "public", "public"),
        ("public", "professional", "professional"),
        ("restricted", "professional", "restricted"),
        ("professional", "restricted", "restricted"),
    ],
)
def test_the_stricter_level_holds(first: Level, second: Level, expected: Level) -> None:
    assert stricter(first, second) == expected


@pytest.mark.parametrize("contact_level", ["public", "professional", "restricted"])
@pytest.mark.parametrize("own_level", [None, "public", "professional", "restricted"])
def test_a_detail_is_never_less_strict_than_its_contact(
    contact_level: Level, own_level: Level | None
) -> None:
    fields = {"distribution": own_level} if own_level else {}
    hub = contact(
        "Hub",
        distribution=contact_level,
        phones=[{"number": "01632 960130", **fields}],
        emails=[{"address": "hub@esscp.example.org", **fields}],
    )
    expected = stricter(contact_level, own_level or contact_level)

    assert level_of(hub, hub.phones[0]) == expected
    assert level_of(hub, hub.emails[0]) == expected


def test_a_mobile_is_professional_unless_its_owner_agreed() -> None:
    person = contact(
        "Rosalind Achebe-Ward",
        distribution="public",
        phones=[
            "07700 900334",
            {"number": "+44 7700 900335", "distribution": "public"},
            {"number": "07700 900336", "public_agreed": "1 June 2026"},
            "01632 960130",
        ],
    )

    levels = [phone_level(person, phone) for phone in person.phones]

    assert levels == ["professional", "professional", "public", "public"]


def test_agreement_does_not_lift_the_level_of_a_restricted_contact() -> None:
    person = contact(
        "Kofi Denholm",
        distribution="restricted",
        phones=[{"number": "07700 900321", "public_agreed": "1 June 2026"}],
    )

    assert phone_level(person, person.phones[0]) == "restricted"
