"""Small decisions on words that the e-mail, the plain text and the web page share."""

import pytest
from sample_pieces import entry, mail, words

from ebulletin.bulletins.composed import Booking, Contact, Event, Mailbox, Phone
from ebulletin.templates.wording import contacts_shown

DESK = Mailbox("desk@esscp.example.org")
SECOND = Mailbox("courses@esscp.example.org")
NOTED = Mailbox("desk@esscp.example.org", note="Not for referrals")
PHONE = Phone("01632 960130", "01632960130")


def boxes_shown(written: tuple[Mailbox, ...], *, phones: tuple[Phone, ...]) -> tuple[Mailbox, ...]:
    """The addresses under an event that is booked at the desk's address."""
    booking = Booking(words("Write to ", mail(DESK.address), ", giving your role"))
    event = Event("Tuesday 1 December 2026", "Tue 1 Dec 2026", None, booking=booking)
    contact = Contact("hub", "team", "Learning Hub", phones=phones, mailboxes=written)

    (shown,) = contacts_shown(entry("a", "Course", event=event, contacts=(contact,)))

    assert shown.phones == phones
    return shown.mailboxes


@pytest.mark.parametrize(
    ("written", "shown"),
    [((DESK,), ()), ((DESK, SECOND), (SECOND,)), ((SECOND,), (SECOND,)), ((NOTED,), (NOTED,))],
)
def test_an_address_given_for_booking_is_not_printed_again(
    written: tuple[Mailbox, ...], shown: tuple[Mailbox, ...]
) -> None:
    assert boxes_shown(written, phones=(PHONE,)) == shown


def test_the_only_way_to_reach_somebody_is_always_printed() -> None:
    assert boxes_shown((DESK,), phones=()) == (DESK,)


def test_an_item_that_is_not_booked_prints_every_address() -> None:
    contact = Contact("hub", "team", "Learning Hub", phones=(PHONE,), mailboxes=(DESK,))

    assert contacts_shown(entry("a", "News", contacts=(contact,))) == (contact,)
