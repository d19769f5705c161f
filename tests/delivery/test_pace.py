"""The pace: a rate and caps that hold in any 60 seconds, and are reached."""

import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import pytest

from ebulletin.delivery.pace import Pace, PacedSource
from ebulletin.delivery.smtp import Relay, SmtpTransport
from ebulletin.delivery.transport import Envelope, Parcel
from fault_server import Behaviour, FaultServer


class Clock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def parcels(people: Iterable[str]) -> Iterator[Parcel]:
    for number, who in enumerate(people):
        yield Parcel(number, Envelope("b@example.org", who), lambda: b"Subject: x\r\n\r\nx\r\n")


def most_in_any_window(times: list[float], seconds: float) -> int:
    """Of times in order."""
    return max(bisect_left(times, start + seconds) - number for number, start in enumerate(times))


def times_of(pace: Pace, clock: Clock, seconds: float, domain: str = "example.org") -> list[float]:
    """When turns come, for somebody who always wants one."""
    end = clock.now + seconds
    taken = []
    while clock.now < end:
        waiting = pace.take(domain)
        if waiting:
            clock.now += min(waiting, end - clock.now) + 1e-6
        else:
            taken.append(clock.now)
    return taken


def test_the_rate_holds_in_any_minute_and_is_reached() -> None:
    for rate in (1, 7, 30, 120, 1000):
        clock = Clock()
        taken = times_of(Pace(rate, clock=clock), clock, 600)

        assert most_in_any_window(taken, 60) <= rate
        assert len(taken) >= rate * 10 * 0.95


def test_turns_are_spread_over_the_minute() -> None:
    clock = Clock()
    taken = times_of(Pace(60, clock=clock), clock, 30)

    assert 29 <= len(taken) <= 31
    assert most_in_any_window(taken, 5) <= 6


def test_a_computer_that_was_asleep_makes_nothing_good_at_once() -> None:
    clock = Clock()
    pace = Pace(60, clock=clock)
    times_of(pace, clock, 10)
    clock.now += 3600

    assert len(times_of(pace, clock, 5)) <= 6


def test_a_new_start_remembers_what_went_before() -> None:
    clock = Clock()
    pace = Pace(10, clock=clock, seconds_since_earlier=[1.0] * 10)

    assert 58 < pace.take("example.org") <= 59


def test_a_cap_of_a_domain_holds_only_that_domain() -> None:
    clock = Clock()
    pace = Pace(None, {"Slow.example.org": 6}, clock=clock)

    assert pace.take("slow.example.org") == 0
    assert pace.take("slow.example.org") > 9
    assert pace.take("example.org") == 0
    assert len(times_of(pace, clock, 600, "slow.example.org")) <= 61


def test_others_go_before_parcels_of_a_capped_domain() -> None:
    clock = Clock()
    people = ["a@slow.example.org", "b@slow.example.org", "c@example.org", "d@example.org"]
    source = PacedSource(parcels(people), Pace(None, {"slow.example.org": 1}, clock=clock))
    went = [parcel.envelope.recipient for parcel in iter(source.ready, None)]
    clock.now += 61
    later = source.ready()

    assert went == ["a@slow.example.org", "c@example.org", "d@example.org"]
    assert later is not None
    assert later.envelope.recipient == "b@slow.example.org"
    assert source.wait() is None


def test_a_stop_ends_waiting_soon_and_says_what_was_held() -> None:
    stopping = threading.Event()
    source = PacedSource(parcels(["a@example.org", "b@example.org"]), Pace(1), stopping)
    assert source.wait() is not None
    threading.Timer(0.05, stopping.set).start()
    began = time.monotonic()

    assert source.wait() is None
    assert time.monotonic() - began < 5
    assert [parcel.delivery for parcel in source.waiting] == [1]
    assert source.ready() is None


def test_no_parcel_is_lost_or_given_twice() -> None:
    clock = Clock()
    people = [f"p{number}@{'slow' if number % 3 else 'quick'}.example.org" for number in range(60)]
    pace = Pace(600, {"slow.example.org": 300}, clock=clock)
    source = PacedSource(parcels(people), pace)
    went: list[int] = []
    while len(went) < len(people):
        parcel = source.ready()
        if parcel is None:
            clock.now += 0.05
        else:
            went.append(parcel.delivery)

    assert sorted(went) == list(range(60))


def carried_at(per_minute: int, connections: int, count: int) -> list[float]:
    """When messages came in at a relay, carried over some connections at one pace."""
    pace = Pace(per_minute)
    lock = threading.Lock()
    every = parcels(f"p{number}@example.org" for number in range(count))

    def shared() -> Iterator[Parcel]:
        while True:
            with lock:
                parcel = next(every, None)
            if parcel is None:
                return
            yield parcel

    class Silent:
        def handing_over(self, parcel: Parcel) -> None:
            pass

        def settled(self, parcel: Parcel, outcome: object) -> None:
            pass

    with FaultServer(Behaviour()) as server:
        transport = SmtpTransport(Relay("127.0.0.1", server.port, "none"))

        def carry() -> None:
            with transport.open() as connection:
                connection.carry(PacedSource(shared(), pace), Silent())

        threads = [threading.Thread(target=carry) for _ in range(connections)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times = sorted(taken.at for taken in server.taken)
    assert len(times) == count
    return times


def test_the_rate_measured_at_the_relay_holds_over_several_connections() -> None:
    # Sixty a second stand for sixty a minute, so that nobody waits for minutes.
    times = carried_at(60 * 60, connections=4, count=150)

    # A busy machine may let a few arrive together.
    assert most_in_any_window(times, 1.0) <= 60 + 4 + 20
    assert 149 / (times[-1] - times[0]) <= 60 * 1.15


@pytest.mark.soak
def test_the_rate_of_three_minutes_measured_at_the_relay() -> None:
    per_minute, connections, seconds = 240, 4, 150
    times = carried_at(per_minute, connections, count=per_minute * seconds // 60)

    # A batch is what the connections have on the way at once.
    assert most_in_any_window(times, 60.0) <= per_minute + connections
    average = (len(times) - 1) / (times[-1] - times[0]) * 60
    assert per_minute * 0.95 <= average <= per_minute * 1.01
