"""A list is brought up to date with a newer sheet."""

from dataclasses import replace
from datetime import date

from ebulletin.recipients.model import COLUMNS, Recipient
from ebulletin.recipients.updating import Fresh, update

ANN = Recipient(
    email="ann@example.org", first_name="Ann", role="Head", segments=("dsl",),
    variant="professional", address_type="named work", basis="consent",
    basis_date=date(2025, 1, 1), added=date(2025, 1, 1), confirmed=date(2026, 1, 1),
    source="Form", extra={"district": "Fenwold"}, row=2,
)  # fmt: skip
BOB = replace(ANN, email="bob@example.org", first_name="Bob")


def nobody(_each: Recipient) -> None:
    return None


def test_what_is_filled_in_replaces_what_was_there_and_the_origin_stays() -> None:
    newer = replace(
        ANN, first_name="Annie", role="", added=date(2026, 9, 1), confirmed=date(2026, 9, 1),
        source="Return", extra={"phone": "01632 960001"}, row=9,
    )  # fmt: skip

    result = update([ANN], Fresh([newer]), nobody)

    (now,) = result.changed
    assert (now.first_name, now.role) == ("Annie", "Head")
    assert (now.added, now.source) == (date(2025, 1, 1), "Form")
    assert now.confirmed == date(2026, 9, 1)
    assert now.extra == {"district": "Fenwold", "phone": "01632 960001"}


def test_what_was_given_for_all_rows_changes_nobody_who_was_there() -> None:
    newer = replace(ANN, basis="public task", basis_date=None, segments=("schools",))
    given = {"basis": "public task", "segments": ("schools",)}

    with_columns = update([ANN], Fresh([newer], COLUMNS, given), nobody)
    without = update([ANN], Fresh([newer], ("email",), {}), nobody)

    assert with_columns.people == without.people == (ANN,)
    assert with_columns.unchanged == 1


def test_another_basis_does_not_keep_the_day_of_the_old_one() -> None:
    newer = replace(ANN, basis="public task", basis_date=None)

    result = update([ANN], Fresh([newer]), nobody)

    assert (result.people[0].basis, result.people[0].basis_date) == ("public task", None)


def test_who_is_not_in_the_sheet_stays_unless_it_replaces_the_list() -> None:
    kept = update([ANN, BOB], Fresh([ANN]), nobody)
    replaced = update([ANN, BOB], Fresh([ANN]), nobody, replaces=True)

    assert (kept.people, kept.kept) == ((ANN, BOB), 1)
    assert (replaced.people, replaced.removed) == ((ANN,), (BOB,))


def test_who_may_not_be_on_a_list_is_counted_and_taken_off() -> None:
    result = update([ANN], Fresh([ANN, BOB]), lambda _each: "opted out")

    assert (result.people, result.removed) == ((), (ANN,))
    assert result.refused == {"opted out": 2}
