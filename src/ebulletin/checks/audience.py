"""Who a bulletin is to go to: nobody whom it is not for, and nobody greeted with a gap."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from ebulletin.bulletins.composed import Merge
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.reserved import is_reserved_host
from ebulletin.checks.subjects import SendSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.recipients.choosing import LeftOut, Listed, Reason, is_cleared
from ebulletin.recipients.lists import FOLDER
from ebulletin.recipients.model import MERGE_COLUMNS, Recipient
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words
from ebulletin.values.money import Money

_MOST_ROWS_NAMED = 8
_NEVER_WRITTEN_TO = "Nothing: the row may stay on the list, and is never written to."
_WHAT_TO_DO = {
    Reason.UNCONFIRMED: "Ask whether the address still holds, and write the day under `confirmed`; "
    "`ebulletin recipients review` lists all that are due.",
    Reason.NO_CONSENT_DATE: "Write the day of the consent under `basis_date`, or take the row off.",
    Reason.ANOTHER_LIST: "Nothing: they get one message, and the stricter of what the rows say.",
}


@rule(
    "SAF119", "recipient-not-cleared", Severity.ERROR, Stage.SEND,
    finds="Runs when sending or exporting: a recipient whose variant or segment is public, or "
    "whose address is personal, queued for a professional variant.",
    why="Details that are for professionals would reach somebody's home.",
    bad="a row of a parents' list in the professional sending",
    good="a row of a parents' list in the public sending",
    is_locked=True,
)  # fmt: skip
def recipient_not_cleared(subject: SendSubject) -> Iterator[Finding]:
    """SAF119: what professionals read reaches professionals only."""
    variants = {each.name: each for each in subject.bulletin.variants}
    settings = subject.bulletin.shelf.settings
    for name, listed in subject.choice.everybody():
        variant = variants.get(name)
        if variant is None or is_cleared(listed.recipient, variant, settings):
            continue
        yield CATALOGUE["SAF119"].finding(
            _place(listed),
            f"row {listed.recipient.row} is queued for a professional variant, "
            f"and {_why_not(listed.recipient)}",
            "Let the row have the public variant, or mend its columns if they are wrong.",
            variant=name,
        )


def _why_not(recipient: Recipient) -> str:
    if recipient.address_type == "personal":
        return "its address is personal"
    if recipient.variant == "public":
        return "its variant is public"
    return f"it is in a segment for the public ({', '.join(recipient.segments)})"


@rule(
    "SAF120", "recipient-row", Severity.WARNING, Stage.SEND,
    finds="Runs when sending or exporting: an address that stands on two lists, opted out, bounced "
    "or was not confirmed within 12 months, or consent without its date. The row is left out, and "
    "counted by its reason.",
    why="Who has left must not be written to, and a count tells when a list has gone stale.",
    bad="the same address twice",
    good="two people at one school",
)  # fmt: skip
def recipient_row(subject: SendSubject) -> Iterator[Finding]:
    """SAF120: rows that are left out, one finding for each list and reason."""
    groups: dict[tuple[str, str], list[LeftOut]] = {}
    for each in subject.choice.left_out:
        if each.reason.is_fault:
            groups.setdefault((each.list_name, each.reason.value), []).append(each)
    for (name, reason), left_out in groups.items():
        number = len(left_out)
        yield CATALOGUE["SAF120"].finding(
            Place(_path(name), max(left_out[0].recipient.row, 1)),
            f"{_rows(each.recipient.row for each in left_out)} of {quoted(name)} "
            f"{'is' if number == 1 else 'are'} left out: {reason}",
            _WHAT_TO_DO.get(left_out[0].reason, _NEVER_WRITTEN_TO),
        )


@rule(
    "MRG107", "field-without-data", Severity.WARNING, Stage.SEND,
    finds="Runs when sending: a merge field whose column the list does not have, or that is blank "
    "in some rows, where the field has no fallback.",
    why="Some readers would be greeted with a gap.",
    bad="first_name is blank in three rows, and the field has no fallback",
    good="first_name is blank, and the fallback is colleague",
)  # fmt: skip
def field_without_data(subject: SendSubject) -> Iterator[Finding]:
    """MRG107: a field has words for every reader."""
    place = subject.bulletin.plan_file.source.place()
    known = (*MERGE_COLUMNS, *subject.bulletin.shelf.settings.merge_fields)
    for variant, people in subject.choice.chosen.items():
        bare = dict.fromkeys(
            each.name
            for each in merges_in(subject.bulletin.emails[variant].bulletin)
            if not each.fallback.strip() and each.name in known
        )
        for name in bare:
            blank = [each for each in people if not each.recipient.value_of(name).strip()]
            if not blank:
                continue
            if name not in subject.columns:
                what = f"no list has a column {quoted(name)}, and the field has no fallback"
            else:
                number = len(blank)
                what = (
                    f"{quoted(name)} is blank for {number} "
                    f"{'reader' if number == 1 else 'readers'}, and the field has no fallback"
                )
            yield CATALOGUE["MRG107"].finding(
                place, what, f"Write a fallback: {{{{ {name} | colleague }}}}.", variant=variant
            )


def audience_findings(subject: SendSubject) -> list[Finding]:
    """Everything that is to be said before a bulletin goes to these people."""
    looks = (
        recipient_not_cleared, recipient_row, field_without_data, charged_to_readers,
        invented_readers,
    )  # fmt: skip
    return [finding for look in looks for finding in look(subject)]


def charged_to_readers(subject: SendSubject) -> Iterator[Finding]:
    """SAF116, told for these readers: how many did not ask for a message that sells something.

    Regulation 22 of PECR binds messages to individuals; those at personal addresses are such.
    """
    bulletin = subject.bulletin
    for item_id in dict.fromkeys(each for mail in bulletin.emails.values() for each in mail.placed):
        item = bulletin.shelf.items.get(item_id)
        price = item.price if isinstance(item, model.Event) else None
        if item is None or not isinstance(price, Money) or price.is_free:
            continue
        readers = [
            listed.recipient
            for variant, listed in subject.choice.everybody()
            if item_id in bulletin.emails[variant].placed
        ]
        unasked = [each for each in readers if each.basis != "consent"]
        if not unasked:
            continue
        at_home = sum(each.address_type == "personal" for each in unasked)
        yield CATALOGUE["SAF116"].finding(
            bulletin.item_place(item_id, "price"),
            f"{quoted(item.title or item_id)} costs {price.words}, and {len(unasked)} of its "
            f"{len(readers)} readers did not ask for the bulletin (their basis is not consent), "
            f"{at_home or 'none'} of them at a personal address",
            "Ask your data protection officer: for them this may be direct marketing (PECR, "
            "regulation 22).",
        )


def invented_readers(subject: SendSubject) -> Iterator[Finding]:
    """SAF121, told for these readers: invented ones in a demonstration, and only there."""
    settings = subject.bulletin.shelf.settings
    if settings.demonstration == "archive":
        return
    wrong: dict[str, list[int]] = {}
    for _, listed in subject.choice.everybody():
        if is_reserved_host(listed.recipient.domain) is not settings.is_demonstration:
            wrong.setdefault(listed.list_name, []).append(listed.recipient.row)
    for name, rows in wrong.items():
        are = "is" if len(rows) == 1 else "are"
        if settings.is_demonstration:
            what = f"{_rows(rows)} of {quoted(name)} {are} real, and this is a demonstration"
            advice = "Write `demonstration: no` in partnership.yaml before you write to real people"
        else:
            what = f"{_rows(rows)} of {quoted(name)} {are} invented, and this workspace is live"
            advice = f"Take {'it' if len(rows) == 1 else 'them'} off the list"
        place = Place(_path(name), max(rows[0], 1))
        yield CATALOGUE["SAF121"].finding(place, what, f"{advice}.")


def merges_in(value: object) -> Iterator[Merge]:
    """The merge fields anywhere in a composed bulletin."""
    if isinstance(value, Merge):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from merges_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from merges_in(getattr(value, field.name))


def _place(listed: Listed) -> Place:
    return Place(_path(listed.list_name), max(listed.recipient.row, 1))


def _path(list_name: str) -> str:
    return f"{FOLDER}/{list_name}.csv"


def _rows(numbers: Iterable[int]) -> str:
    """`row 4`, `rows 4, 9 and 12`, or `31 rows (the first is row 4)`."""
    rows = [str(each) for each in sorted(numbers)]
    if len(rows) > _MOST_ROWS_NAMED:
        return f"{len(rows)} rows (the first is row {rows[0]})"
    return f"row{'' if len(rows) == 1 else 's'} {join_words(rows, 'and')}"
