"""Rows with one address become one recipient, whatever their order."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ebulletin.recipients.merging import merge, one_of
from ebulletin.recipients.model import ADDRESS_TYPES, BASES, LEVELS, Recipient

ANN = Recipient(
    email="ann@example.org", first_name="Ann", organisation="Fenwold", segments=("dsl",),
    variant="professional", address_type="named work", basis="public task",
    added=date(2025, 1, 1), confirmed=date(2026, 9, 2), source="Return", row=2,
)  # fmt: skip

DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
WORDS = st.sampled_from(["", "Ann", "Annie", "Zoë"])
ROWS = st.builds(
    Recipient, email=st.sampled_from(["ann@example.org", "bob@example.org"]), first_name=WORDS,
    last_name=WORDS, role=WORDS, organisation=WORDS,
    segments=st.lists(st.sampled_from(["dsl", "schools"]), unique=True).map(tuple),
    variant=st.sampled_from(LEVELS), address_type=st.sampled_from(ADDRESS_TYPES),
    basis=st.sampled_from(BASES), basis_date=DAYS, added=DAYS, confirmed=DAYS, source=WORDS,
    opted_out=DAYS, bounced=DAYS,
    extra=st.dictionaries(st.sampled_from(["district", "phone"]), st.sampled_from(["x", "y"])),
    row=st.integers(2, 9),
)  # fmt: skip


@given(st.lists(ROWS, max_size=6).flatmap(lambda rows: st.tuples(
    st.just(rows), st.permutations(rows))))  # fmt: skip
def test_the_order_of_rows_changes_nobody(
    orders: tuple[list[Recipient], list[Recipient]],
) -> None:
    rows, shuffled = orders

    people, _ = merge(rows)
    again, _ = merge(shuffled)

    # One row alone keeps its segments as it wrote them, in any order.
    assert {each.email: each for each in people} == {each.email: each for each in again}


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_what_is_stricter_holds(rows: list[Recipient]) -> None:
    people, _ = merge(rows)

    for each in people:
        group = [row for row in rows if row.email == each.email]
        assert (each.variant == "public") == any(row.variant == "public" for row in group)
        assert (each.address_type == "personal") == any(
            row.address_type == "personal" for row in group
        )
        assert (each.opted_out is None) == all(row.opted_out is None for row in group)
        assert (each.bounced is None) == all(row.bounced is None for row in group)
        assert set(each.segments) == {name for row in group for name in row.segments}


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_merging_what_is_merged_changes_nothing(rows: list[Recipient]) -> None:
    people, _ = merge(rows)

    assert merge(people) == (people, ())


def test_an_empty_cell_never_wins() -> None:
    newer = replace(ANN, first_name="", role="Head", confirmed=date(2026, 10, 1), row=3)

    merged = one_of([ANN, newer])

    assert (merged.first_name, merged.role) == ("Ann", "Head")


def test_the_row_confirmed_last_gives_the_name_and_the_basis() -> None:
    newer = replace(
        ANN, first_name="Annie", basis="consent", basis_date=date(2026, 9, 30),
        confirmed=date(2026, 10, 1), added=date(2026, 9, 30), source="Form", row=3,
    )  # fmt: skip

    merged = one_of([newer, ANN])

    assert (merged.first_name, merged.basis, merged.basis_date) == (
        "Annie", "consent", date(2026, 9, 30),
    )  # fmt: skip
    assert (merged.added, merged.source) == (date(2025, 1, 1), "Return")


def test_the_rows_that_became_one_are_told() -> None:
    other = replace(ANN, first_name="Jory", row=7)

    _, notes = merge([ANN, other])

    assert [(each.rows, each.has_several_names) for each in notes] == [((2, 7), True)]
