"""People in a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.values.errors import BadValueError
from ebulletin.values.people import (
    ContactRef,
    NamedPerson,
    is_slug,
    parse_contact_ref,
    parse_who,
    role_slip,
)


def refused(value: object) -> BadValueError:
    with pytest.raises(BadValueError) as caught:
        parse_who(value)
    return caught.value


@pytest.mark.parametrize(
    ("value", "who"),
    [
        ("mash", ContactRef("mash")),
        ("asha-penrose", ContactRef("asha-penrose")),
        ({"id": "mash"}, ContactRef("mash")),
        ({"id": "mash", "label": "Advice line"}, ContactRef("mash", "Advice line")),
        ({"id": "mash", "initials": "AP"}, ContactRef("mash", None, "AP")),
        ("Anonymous", NamedPerson("Anonymous")),
        ("Asha Penrose", NamedPerson("Asha Penrose")),
        ("school office", NamedPerson("school office")),
        ("Asha Penrose, Fenwold School", NamedPerson("Asha Penrose", None, "Fenwold School")),
        (
            "Asha Penrose,  Head teacher, Fenwold School",
            NamedPerson("Asha Penrose", "Head teacher", "Fenwold School"),
        ),
        (
            {"name": "Asha Penrose", "role": "Head, lower school", "initials": "AP"},
            NamedPerson("Asha Penrose", "Head, lower school", None, "AP"),
        ),
    ],
)
def test_a_person_is_a_contact_or_a_name_with_role_and_organisation(
    value: object, who: object
) -> None:
    assert parse_who(value) == who


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "mash_team",
        "a",
        "-mash",
        "A, B, C, D",
        "Asha Penrose,",
        "Asha,, School",
        ["mash"],
        {"id": "Mash Team"},
        {"name": ["Asha"]},
        None,
    ],
)
def test_what_is_no_person_is_refused_with_an_example(value: object) -> None:
    error = refused(value)

    assert error.code == "ITM106"
    assert "asha" in error.help.casefold() or "mash" in error.help


@pytest.mark.parametrize(
    ("value", "key"),
    [({"id": "mash", "role": "Head"}, "role"), ({"name": "Asha", "title": "Dr"}, "title")],
)
def test_an_unknown_field_of_a_person_is_named(value: object, key: str) -> None:
    error = refused(value)

    assert (error.code, error.key) == ("ITM104", key)


@pytest.mark.parametrize("value", [{}, {"role": "Head"}])
def test_a_person_without_a_name_lacks_a_field(value: object) -> None:
    assert refused(value).code == "ITM105"


def test_an_unknown_field_names_the_nearest_one() -> None:
    assert "Did you mean 'organisation'?" in refused({"name": "A B", "organization": "C"}).help


def test_more_than_three_parts_ask_for_the_object() -> None:
    assert "{name:" in refused("Asha Penrose, Head, Fenwold, Saltmere").help


def test_a_contact_may_have_a_label_and_nothing_else() -> None:
    assert parse_contact_ref({"id": "mash", "label": "Advice"}) == ContactRef("mash", "Advice")
    assert parse_contact_ref("mash") == ContactRef("mash")
    for value in ({"id": "mash", "initials": "AP"}, {"label": "Advice"}, "Asha Penrose", ["mash"]):
        with pytest.raises(BadValueError):
            parse_contact_ref(value)


@pytest.mark.parametrize(
    "role", ["Head teacher", "Prevent Lead", "Team manager", "chair", "Sergeant", "Police officer"]
)
def test_two_parts_of_which_the_second_is_a_role_are_a_slip(role: str) -> None:
    assert role_slip(f"Asha Penrose, {role}") == NamedPerson("Asha Penrose", role)


@pytest.mark.parametrize(
    "value",
    [
        "Asha Penrose, Fenwold School",
        "Asha Penrose, Leadership Trust",
        "Asha Penrose, Head teacher, Fenwold School",
        "Head teacher",
        "Asha Penrose,",
        {"name": "Asha Penrose", "organisation": "Head Office"},
    ],
)
def test_other_people_are_no_slip(value: object) -> None:
    assert role_slip(value) is None


@pytest.mark.parametrize("text", ["mash", "a1", "2026-09-network", "x" * 64])
def test_an_id_is_small_letters_figures_and_single_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "a", "x" * 65, "Mash", "a--b", "-a", "a-", "a b", "é1", "a\n"]
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_slug(text)


VALUES = st.recursive(
    st.text(max_size=20) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "role", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(VALUES)
def test_any_value_is_a_person_or_a_bad_value(value: object) -> None:
    for read in (parse_who, parse_contact_ref):
        try:
            who = read(value)
        except BadValueError:
            continue
        assert isinstance(who, ContactRef | NamedPerson)
    role_slip(value)
