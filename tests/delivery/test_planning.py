"""From a choice of people to lines of the ledger, and the time that a send takes."""

from ebulletin.delivery.planning import domains_of, planned, seconds_needed
from ebulletin.recipients.choosing import Choice, Listed
from ebulletin.recipients.key import keyed_hash
from ebulletin.recipients.model import Recipient

KEY = b"k" * 32
ANN = Recipient(
    email="ann@schools.example.org", first_name="Ann", last_name="Ash",
    extra={"district": "Fenwold", "payroll": "7"},
)  # fmt: skip
BOB = Recipient(email="bob@health.example.org")
CHOICE = Choice({"professional": (Listed("dsl", ANN),), "public": (Listed("parents", BOB),)})


def test_only_values_that_the_bulletin_uses_are_kept() -> None:
    used = {"professional": frozenset({"first_name", "district"}), "public": frozenset({"role"})}

    ann, bob = planned(CHOICE, KEY, used)

    assert ann.fields == {"district": "Fenwold", "first_name": "Ann"}
    assert bob.fields == {}
    assert (ann.variant, bob.variant) == ("professional", "public")
    assert ann.key == keyed_hash(KEY, "Ann@Schools.example.org")


def test_the_time_is_that_of_the_slowest_limit() -> None:
    domains = domains_of(CHOICE)

    assert domains == {"schools.example.org": 1, "health.example.org": 1}
    assert seconds_needed({"a": 600, "b": 600}, 120, {}) == 600
    assert seconds_needed({"a": 600, "b": 600}, 120, {"b": 30}) == 1200
    assert 0 < seconds_needed({"a": 600}, None, {}) < 600
