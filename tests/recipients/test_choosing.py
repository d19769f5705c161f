"""Who gets which variant: one message each, the most specific, and never what is not theirs."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebulletin.recipients.choosing import Choice, Reason, choose, is_cleared
from ebulletin.recipients.model import Recipient
from ebulletin.recipients.suppression import Suppressions, load_suppressions, suppress
from people import (
    DAY,
    FAMILIES,
    LEADS,
    PROFESSIONAL,
    PUBLIC,
    SCHOOLS,
    listing,
    partnership,
    somebody,
)

NOBODY = Suppressions()


def chosen(choice: Choice) -> dict[str, list[str]]:
    return {name: [each.recipient.email for each in group] for name, group in choice.chosen.items()}


def reasons(choice: Choice) -> list[Reason]:
    return [each.reason for each in choice.left_out]


def test_a_variant_with_segments_comes_before_professional_and_public() -> None:
    variants = (PUBLIC, PROFESSIONAL, SCHOOLS)
    people = listing(
        somebody("dsl@a.example.org"),
        somebody("nurse@b.example.org", segments=("health",)),
        somebody("noor@c.example.org", segments=("parents",), variant="public"),
    )

    choice = choose([people], variants, NOBODY, partnership())

    assert chosen(choice) == {
        "public": ["noor@c.example.org"],
        "professional": ["nurse@b.example.org"],
        "schools": ["dsl@a.example.org"],
    }


def test_of_two_variants_with_segments_the_one_written_first_is_sent() -> None:
    people = listing(
        somebody("dsl@a.example.org"), somebody("b@b.example.org", segments=("governors",))
    )

    first = choose([people], (LEADS, SCHOOLS), NOBODY, partnership())
    second = choose([people], (SCHOOLS, LEADS), NOBODY, partnership())

    assert chosen(first) == {"leads": ["dsl@a.example.org"], "schools": ["b@b.example.org"]}
    assert chosen(second) == {"schools": ["dsl@a.example.org", "b@b.example.org"], "leads": []}


def test_a_segment_of_a_variant_stands_for_what_it_includes_and_a_rows_for_itself() -> None:
    people = listing(
        somebody("dsl@a.example.org", segments=("dsl",)),
        somebody("office@b.example.org", segments=("schools",)),
    )

    assert chosen(choose([people], (SCHOOLS,), NOBODY, partnership())) == {
        "schools": ["dsl@a.example.org", "office@b.example.org"]
    }
    only_leads = choose([people], (LEADS,), NOBODY, partnership())
    assert chosen(only_leads) == {"leads": ["dsl@a.example.org"]}
    assert reasons(only_leads) == [Reason.OTHER_SEGMENT]


def test_the_segments_of_a_series_stand_in_for_those_of_a_variant_without_any() -> None:
    settings = partnership()
    series = settings.series["lantern"].model_copy(update={"segments": ("governors",)})
    narrowed = settings.model_copy(update={"series": {"lantern": series}})
    people = listing(
        somebody("a@a.example.org"), somebody("b@b.example.org", segments=("governors",))
    )

    choice = choose([people], (PROFESSIONAL,), NOBODY, narrowed, series="lantern")

    assert chosen(choice) == {"professional": ["b@b.example.org"]}


@pytest.mark.parametrize(
    "fields",
    [
        {"variant": "public"},
        {"address_type": "personal"},
        {"segments": ("parents",)},
        {"segments": ("dsl", "parents")},
    ],
)
def test_nothing_for_professionals_goes_to_the_public_or_to_a_home(
    fields: dict[str, Any],
) -> None:
    people = listing(somebody(**fields))

    both = choose([people], (PROFESSIONAL, PUBLIC), NOBODY, partnership())
    one = choose([people], (PROFESSIONAL,), NOBODY, partnership())

    assert [name for name, group in both.chosen.items() if group] == ["public"]
    assert reasons(one) == [Reason.NOT_CLEARED]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"opted_out": DAY}, Reason.OPTED_OUT),
        ({"bounced": DAY}, Reason.BOUNCED),
        ({"basis": "consent", "basis_date": None}, Reason.NO_CONSENT_DATE),
        ({"confirmed": date(2025, 9, 22)}, Reason.UNCONFIRMED),
        ({"confirmed": None, "added": date(2025, 9, 1)}, Reason.UNCONFIRMED),
        ({"confirmed": None, "added": None}, Reason.UNCONFIRMED),
    ],
)
def test_a_row_is_left_out_for_exactly_one_reason(fields: dict[str, Any], reason: Reason) -> None:
    choice = choose([listing(somebody(**fields))], (PROFESSIONAL,), NOBODY, partnership(), day=DAY)

    assert (choice.total, reasons(choice)) == (0, [reason])


@pytest.mark.parametrize(
    "fields",
    [
        {"confirmed": date(2025, 9, 23)},
        {"confirmed": None, "added": date(2025, 9, 23)},
        {"basis": "consent", "basis_date": date(2020, 1, 1)},
        {"confirmed": date(2026, 12, 1)},
    ],
)
def test_a_row_within_the_limits_is_sent_to(fields: dict[str, Any]) -> None:
    choice = choose([listing(somebody(**fields))], (PROFESSIONAL,), NOBODY, partnership(), day=DAY)

    assert choice.total == 1


def test_a_leap_day_looks_back_to_the_last_of_february() -> None:
    people = listing(somebody(confirmed=date(2027, 2, 28)))

    choice = choose([people], (PROFESSIONAL,), NOBODY, partnership(), day=date(2028, 2, 29))

    assert choice.total == 1


def test_the_suppression_list_wins_over_everything(tmp_path: Path) -> None:
    suppress(tmp_path, ["Ann@Fenwold-Primary.example.org"], reason="asked by phone", on=DAY)

    choice = choose(
        [listing(somebody())], (PROFESSIONAL, PUBLIC), load_suppressions(tmp_path), partnership(),
        series="lantern", day=DAY,
    )  # fmt: skip

    (out,) = choice.left_out
    assert (choice.total, out.reason) == (0, Reason.SUPPRESSED)
    assert out.words == "asked by phone on 23 September 2026"


def test_who_left_another_series_still_gets_this_one(tmp_path: Path) -> None:
    suppress(tmp_path, [somebody().email], reason="unsubscribed", on=DAY, scope="newsletter")
    held = load_suppressions(tmp_path)

    this = choose([listing(somebody())], (PUBLIC,), held, partnership(), series="lantern")
    that = choose([listing(somebody())], (PUBLIC,), held, partnership(), series="newsletter")

    assert (this.total, that.total) == (1, 0)


def test_somebody_on_two_lists_gets_one_message_and_the_stricter_one() -> None:
    work = listing(somebody("ann@a.example.org", first_name="Ann"), name="heads")
    home = listing(
        somebody("bob@a.example.org"),
        somebody("ann@a.example.org", variant="public", segments=("parents",)),
        name="families",
    )

    choice = choose([work, home], (PROFESSIONAL, PUBLIC), NOBODY, partnership())

    assert chosen(choice) == {
        "professional": ["bob@a.example.org"], "public": ["ann@a.example.org"],
    }  # fmt: skip
    assert reasons(choice) == [Reason.ANOTHER_LIST]
    assert choice.left_out[0].words == "on heads, row 2"
    merged = choice.chosen["public"][0].recipient
    assert (merged.first_name, merged.segments) == ("Ann", ("dsl", "parents"))


@pytest.mark.parametrize(
    "fields", [{"variant": "public"}, {"address_type": "personal"}, {"segments": ("parents",)}]
)
def test_one_row_for_the_public_makes_somebody_public(fields: dict[str, Any]) -> None:
    for rows in ((somebody(), somebody(**fields)), (somebody(**fields), somebody())):
        lists = [listing(row, name=f"list-{at}") for at, row in enumerate(rows)]

        choice = choose(lists, (PROFESSIONAL, PUBLIC), NOBODY, partnership())

        assert {name: len(group) for name, group in choice.chosen.items()} == {
            "professional": 0, "public": 1,
        }  # fmt: skip


def test_leaving_by_one_list_counts_on_all() -> None:
    stays = listing(somebody("ann@a.example.org"), name="heads")
    leaves = listing(somebody("ann@a.example.org", opted_out=DAY), name="clusters")

    choice = choose([stays, leaves], (PROFESSIONAL,), NOBODY, partnership())

    assert choice.total == 0


def test_two_people_at_one_school_are_two() -> None:
    people = listing(somebody("head@a.example.org"), somebody("dsl@a.example.org"))

    assert choose([people], (PROFESSIONAL,), NOBODY, partnership()).total == 2


_people = st.builds(
    replace,
    st.just(somebody()),
    email=st.sampled_from([f"p{number}@a.example.org" for number in range(6)]),
    segments=st.lists(
        st.sampled_from(["dsl", "governors", "schools", "health", "parents"]), unique=True
    ).map(tuple),
    variant=st.sampled_from(["professional", "public"]),
    address_type=st.sampled_from(["role mailbox", "named work", "personal"]),
    basis=st.sampled_from(["public task", "consent"]),
    basis_date=st.sampled_from([None, DAY]),
    confirmed=st.sampled_from([None, DAY, date(2024, 1, 1)]),
    opted_out=st.sampled_from([None, None, DAY]),
)


@given(
    st.lists(st.lists(_people, max_size=6), max_size=3),
    st.permutations([PROFESSIONAL, PUBLIC, SCHOOLS, LEADS, FAMILIES]),
)
def test_nobody_gets_two_nobody_is_lost_and_nobody_gets_what_is_not_theirs(
    groups: list[list[Recipient]], variants: list[object]
) -> None:
    lists = [
        listing(*{each.email: each for each in group}.values(), name=f"list-{number}")
        for number, group in enumerate(groups)
    ]
    settings = partnership()

    choice = choose(lists, variants, NOBODY, settings, day=DAY)  # type: ignore[arg-type]

    sent = [each.recipient.email for _, each in choice.everybody()]
    once = [each for each in choice.left_out if each.reason is not Reason.ANOTHER_LIST]
    everybody = {each.email for one in lists for each in one}
    assert len(sent) == len(set(sent))
    assert sorted([*sent, *(each.recipient.email for each in once)]) == sorted(everybody)
    assert len(choice.left_out) + len(sent) == sum(map(len, lists))
    by_name = {each.name: each for each in (PROFESSIONAL, PUBLIC, SCHOOLS, LEADS, FAMILIES)}
    for name, each in choice.everybody():
        assert is_cleared(each.recipient, by_name[name], settings)
        rows = [one for lst in lists for one in lst if one.email == each.recipient.email]
        assert all(is_cleared(one, by_name[name], settings) for one in rows)
        assert not any(one.opted_out for one in rows)


def test_the_same_lists_give_the_same_choice() -> None:
    lists = [listing(*(somebody(f"p{number}@a.example.org") for number in range(20)))]

    first, second = (choose(lists, (LEADS, PUBLIC), NOBODY, partnership()) for _ in range(2))

    assert first == second
