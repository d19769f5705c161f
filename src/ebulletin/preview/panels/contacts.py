"""The panel of contacts: whose details this variant prints, and when they were last verified."""

from ebulletin.bulletins import composed
from ebulletin.checks.contacts.keeping import months_before
from ebulletin.checks.shown import details_of, shapes_in
from ebulletin.items.model import Contact
from ebulletin.preview.model import ShownContact
from ebulletin.preview.panels.facts import Facts
from ebulletin.values.dates import long_date


def shown_contacts(facts: Facts) -> tuple[ShownContact, ...]:
    """The contacts of which the e-mail prints a detail; those to be verified come first."""
    subject = facts.examined.subject
    printed = _printed(facts.examined.finished.email)
    plan = subject.plan_file.plan
    today = plan.rebuilt_on if plan.archive and plan.rebuilt_on else subject.today
    oldest = months_before(today, subject.shelf.settings.limits.verify_months)
    found = []
    for contact in subject.shelf.directory.contacts:
        details = tuple(each for each in _details(contact) if each in printed)
        if details:
            verified = contact.verified_on
            found.append(
                ShownContact(
                    id=contact.id,
                    name=contact.name,
                    path=facts.path(contact.id),
                    verified=long_date(verified) if verified else "",
                    is_stale=verified is None or verified < oldest,
                    details=tuple(printed[each] for each in details),
                )
            )
    return tuple(sorted(found, key=lambda each: (not each.is_stale, each.name.casefold())))


def _details(contact: Contact) -> tuple[str, ...]:
    return (*details_of(contact), *((contact.web,) if contact.web else ()))


def _printed(bulletin: composed.Bulletin) -> dict[str, str]:
    """Every way to reach somebody that is printed, as it is printed."""
    printed: dict[str, str] = {}
    for link in shapes_in(bulletin, composed.Link):
        if link.to in ("tel", "mail"):
            printed[link.href.split(":", 1)[-1]] = composed.plain(link.runs)
    for phone in shapes_in(bulletin, composed.Phone):
        printed[phone.digits] = phone.number
    for mailbox in shapes_in(bulletin, composed.Mailbox):
        printed[mailbox.address] = mailbox.address
    for card in shapes_in(bulletin, composed.Contact):
        if card.web:
            printed[card.web] = card.web
    return printed
