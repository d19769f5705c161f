"""What has gone stale on the lists."""

from datetime import date
from pathlib import Path

from ebulletin.recipients.review import domains_of, leavers, unconfirmed
from ebulletin.recipients.suppression import Suppressions, load_suppressions, suppress
from people import DAY, listing, somebody

NOBODY = Suppressions()


def test_rows_older_than_a_year_are_listed_the_oldest_first() -> None:
    people = listing(
        somebody("a@a.example.org", confirmed=date(2025, 9, 22)),
        somebody("b@a.example.org", confirmed=date(2025, 9, 23)),
        somebody("c@a.example.org", confirmed=None, added=date(2024, 9, 3)),
        somebody("d@a.example.org", confirmed=None, added=None),
    )

    found = unconfirmed([people], NOBODY, DAY)

    assert [(each.recipient.row, each.why) for each in found] == [
        (5, "never confirmed"),
        (4, "last confirmed on 3 September 2024"),
        (2, "last confirmed on 22 September 2025"),
    ]


def test_who_left_need_not_be_confirmed(tmp_path: Path) -> None:
    old = date(2020, 1, 1)
    suppress(tmp_path, ["a@a.example.org"], reason="unsubscribed", on=DAY)
    people = listing(
        somebody("a@a.example.org", confirmed=old),
        somebody("b@a.example.org", confirmed=old, opted_out=DAY),
        somebody("c@a.example.org", confirmed=old, bounced=DAY),
    )

    assert unconfirmed([people], load_suppressions(tmp_path), DAY) == []


def test_people_who_left_their_post_and_whose_messages_came_back_are_leavers(
    tmp_path: Path,
) -> None:
    suppress(tmp_path, ["b@a.example.org"], reason="bounced: 5.1.1", on=DAY)
    suppress(tmp_path, ["d@a.example.org"], reason="unsubscribed", on=DAY)
    people = listing(
        somebody("a@a.example.org"),
        somebody("b@a.example.org"),
        somebody("c@a.example.org", bounced=DAY),
        somebody("d@a.example.org"),
    )

    found = leavers([people], load_suppressions(tmp_path), {"A@a.example.org": date(2026, 8, 31)})

    assert [(each.recipient.row, each.why) for each in found] == [
        (2, "left the post on 31 August 2026"),
        (3, "messages came back"),
        (4, "messages came back"),
    ]


def test_domains_are_counted_over_all_lists() -> None:
    first = listing(somebody("a@b.example.org"), somebody("a@a.example.org"))
    second = listing(somebody("b@b.example.org"), name="others")

    assert list(domains_of([first, second]).items()) == [("a.example.org", 1), ("b.example.org", 2)]
