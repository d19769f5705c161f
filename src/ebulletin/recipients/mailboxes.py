"""What there is to say of an address that is one: its domain, and whose mailbox it is."""

from ebulletin.recipients.address import is_role_mailbox
from ebulletin.recipients.domains import PRIVATE, DomainRules
from ebulletin.recipients.model import AddressType
from ebulletin.recipients.problems import (
    DOMAIN_NOT_ALLOWED,
    LIKELY_SLIP,
    PERSONAL_MAILBOX,
    RETIRED_DOMAIN,
)
from ebulletin.recipients.reading_cells import Slip
from ebulletin.values.errors import quoted


def about_domain(rules: DomainRules, domain: str, level: str) -> Slip | None:
    """A slip in the domain, or that it is not allowed or retired; None where all is well."""
    likely = rules.likely(domain)
    if likely is not None:
        advice = (
            f"If {likely} is meant, write it. If not, add {domain} to domains: ours in "
            "partnership.yaml."
        )
        message = f"{quoted(domain)} looks like a slip for {likely}"
        return Slip(LIKELY_SLIP, message, advice, (likely,))
    if level == "professional" and not rules.allows(domain):
        advice = (
            "Write public under variant, or add the domain to domains: recipients in "
            "partnership.yaml."
        )
        message = f"{quoted(domain)} is not among the domains for professionals"
        return Slip(DOMAIN_NOT_ALLOWED, message, advice)
    successor = rules.successor_of(domain)
    if successor is not None:
        advice = f"Ask whether the address goes on under {successor}."
        return Slip(RETIRED_DOMAIN, f"{quoted(domain)} is retired", advice, (successor,))
    return None


def likely_type(email: str) -> AddressType:
    """The type of an address of which nobody has said it: personal at a private provider."""
    if _is_private(email):
        return "personal"
    return "role mailbox" if is_role_mailbox(email) else "named work"


def about_mailbox(email: str, address_type: AddressType, level: str) -> Slip | None:
    """That a row for professionals leads to somebody's own mailbox; None where it does not."""
    is_private = _is_private(email)
    if level != "professional" or not (is_private or address_type == "personal"):
        return None
    what = "a provider of private mailboxes" if is_private else "a personal address"
    result = (
        "it gets public variants only"
        if address_type == "personal"
        else f"the sheet calls it {address_type}"
    )
    return Slip(
        PERSONAL_MAILBOX,
        f"the row is for the professional variant, but this is {what}; {result}",
        "Ask for an address at work, or write public under variant.",
    )


def _is_private(email: str) -> bool:
    return email.rpartition("@")[2] in PRIVATE
