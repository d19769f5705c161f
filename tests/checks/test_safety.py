"""What must fire, and what must not, among the rules about harm in authored files."""

import pytest

from check_bench import Checks

WRONG_NUMBER = (
    "If the officer is away, call 111 to report the incident.",
    "Call 101 for medical advice.",
    "To report a stolen bike, ring 111.",
    "NHS 101 can tell you which pharmacist is open.",
    "If your child is ill at the weekend, ring 101.",
    "For a crime that is not an emergency dial 111.",
    "Officers ask that you use 111. It is free.",
    "Use 101 if someone has symptoms that worry you.",
    "Ring 111 about burglary or theft.",
    "A nurse will answer your call. The number is 101.",
    "Call 111, the number of the police.",
)
RIGHT_NUMBER = (
    "Call 101 for the police and 111 for medical advice.",
    "Ring 101. Health advice is on 111.",
    "The officer will ring you. If someone is ill, call 111.",
    "Call 101 to report an assault on a nurse.",
    "We met 101 families, and health visitors met more.",
    "The course costs £101 for health staff.",
    "The nurse is in room 101.",
    "Ring 01632 960 111 about the incident.",
    "See section 1.101 of the police guide.",
    "Ring 111 or 101.",
    "For an injury that cannot wait, 111 will help.",
)


@pytest.mark.parametrize("body", WRONG_NUMBER)
def test_101_for_health_and_111_for_the_police_are_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF101", body)) == 1


@pytest.mark.parametrize("body", RIGHT_NUMBER)
def test_the_right_advice_number_is_left_alone(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF101", body) == []


def test_a_wrong_number_is_found_where_it_stands_and_the_right_one_offered(
    checks: Checks,
) -> None:
    found = checks.in_item("SAF101", "Read this.\n\nTo report a crime, **ring 111** today.\n")

    assert [str(each.place) for each in found] == ["items/sample.md:9:27"]
    assert found[0].offers == ("101",)


RESTRICTED_WORDS = (
    "Staff use only. The rota is below.",
    "Not to be forwarded outside the service.",
    "Confidential",
    "This sheet is internal-only.",
    "Please do not pass it on.",
)
OPEN_WORDS = (
    "Keep within your team's budget.",
    "Staff use only recycled paper.",
    "Confidential advice is free.",
)


@pytest.mark.parametrize("body", RESTRICTED_WORDS)
def test_words_that_restrict_a_public_item_are_found(checks: Checks, body: str) -> None:
    assert len(checks.in_item("SAF107", body)) == 1


@pytest.mark.parametrize("body", OPEN_WORDS[::2])
def test_words_that_only_look_like_a_restriction_are_not(checks: Checks, body: str) -> None:
    assert checks.in_item("SAF107", body) == []
