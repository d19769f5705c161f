"""How long a relay's "not now" is taken for an answer, and when a refusal is about us."""

from ebulletin.delivery.model import Delivery, Outcome, Stage, State
from ebulletin.delivery.patience import EqualRefusals, Patience

CALM = Patience(chance=lambda: 0.0)
GREYLISTED = Outcome(State.DEFERRED, Stage.RCPT, 450, "4.2.0", "come back later")


def delivery(attempts: int) -> Delivery:
    return Delivery(1, 1, "q", "public", "ann@example.org", "k", attempts=attempts)


def spam(number: int = 1, stage: Stage = Stage.DOT) -> Outcome:
    words = f"<ann{number}@example.org>: 4F2A{number} looks like spam"
    return Outcome(State.REFUSED, stage, 554, "5.7.1", words)


def test_the_first_wait_is_longer_than_greylisting_lasts() -> None:
    assert CALM.ended(delivery(0), GREYLISTED, 1000.0).next_at >= 1000.0 + 300


def test_each_wait_is_longer_until_the_longest() -> None:
    waits = [CALM.ended(delivery(tries), GREYLISTED, 0.0).next_at for tries in range(11)]

    assert waits[:3] == [330.0, 660.0, 1320.0]
    assert waits == sorted(waits)
    assert max(waits) == CALM.most_seconds
    assert 20 * 3600 < sum(waits) < 48 * 3600


def test_retries_do_not_come_all_at_once() -> None:
    late = Patience(chance=lambda: 1.0).ended(delivery(0), GREYLISTED, 0.0)

    assert late.next_at == 330.0 * 1.25


def test_after_the_last_try_it_counts_as_refused_with_the_words() -> None:
    ended = CALM.ended(delivery(CALM.most_tries - 1), GREYLISTED, 0.0)

    assert ended.outcome.state is State.REFUSED
    assert ended.outcome.reply == "Given up after 12 tries: come back later"


def test_a_line_that_broke_uses_up_no_patience() -> None:
    lost = Outcome(State.DEFERRED, Stage.CONTENT, reply="the line was lost")

    ended = CALM.ended(delivery(99), lost, 0.0)

    assert (ended.outcome.state, ended.next_at) == (State.DEFERRED, 30.0)


def test_the_third_equal_refusal_for_policy_stops_all_though_its_numbers_differ() -> None:
    refusals = EqualRefusals()

    told = [refusals.why_stop(spam(number)) for number in (1, 2, 3)]

    assert told[:2] == ["", ""]
    assert "about us and not about the people" in told[2]


def test_unequal_refusals_and_those_of_addresses_do_not_stop_all() -> None:
    refusals = EqualRefusals()
    unknown = Outcome(State.REFUSED, Stage.RCPT, 550, "5.1.1", "no such user")
    outcomes = (spam(), spam(), unknown, spam(), spam(), spam(stage=Stage.MAIL), spam(), unknown)

    assert [refusals.why_stop(each) for each in outcomes] == [""] * 8


def test_a_refusal_of_the_address_after_the_dot_is_about_the_address() -> None:
    outcome = Outcome(State.REFUSED, Stage.DOT, 550, "5.1.1", "no such user")

    assert not outcome.is_policy_refusal
    assert spam(stage=Stage.RCPT).is_policy_refusal
    assert Outcome(State.REFUSED, Stage.MAIL, 550, "5.1.8", "bad sender").is_policy_refusal
    assert Outcome(State.REFUSED, Stage.DOT, 552, "", "too big").is_policy_refusal
