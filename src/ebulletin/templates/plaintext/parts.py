"""Parts of an item in plain text: deadlines, quotations, actions, files and the like."""

from collections.abc import Sequence

from ebulletin.bulletins.composed import (
    Action,
    Attachment,
    Correction,
    Deadline,
    Entry,
    Picture,
    PlacedParts,
    Quotation,
    WebLink,
)
from ebulletin.templates.plaintext.lines import apart
from ebulletin.templates.plaintext.pen import Pen, clean
from ebulletin.templates.wording import by_when

_QUOTATION_MARKS = ('"', "\u201c", "'", "\u2018")


def parts_lines(parts: Entry | PlacedParts, pen: Pen) -> list[str]:
    """Everything that an author may place in a body, in the fixed order."""
    return [
        *picture_lines(parts.images, pen),
        *points_lines(parts, pen),
        *attachment_lines(parts.attachments, pen),
    ]


def points_lines(parts: Entry | PlacedParts, pen: Pen) -> list[str]:
    """What stands between a body and its links."""
    lines = [line for deadline in parts.deadlines for line in deadline_lines(deadline, pen)]
    lines.extend(apart(_quotation_lines(quote, pen) for quote in parts.quotes))
    for message in parts.key_messages:
        readers = f" ({message.readers})" if message.readers else ""
        lines.extend(pen.lines(pen.words(message.text) + readers, "* ", "  "))
    for decision in parts.decisions:
        day = f" on {decision.agreed_on}" if decision.agreed_on else ""
        lines.extend(pen.lines(f"Agreed{day}: {pen.words(decision.text)}"))
    for action in parts.actions:
        lines.extend(_action_lines(action, pen))
    return lines


def picture_lines(pictures: Sequence[Picture], pen: Pen) -> list[str]:
    """What a picture shows, unless it is there for looks only."""
    lines = []
    for picture in pictures:
        if picture.alt:
            lines.extend(pen.lines(f"Picture: {clean(picture.alt)}"))
        credit = f"Credit: {picture.credit}" if picture.credit else None
        below = ". ".join(part.rstrip(".") for part in (picture.caption, credit) if part)
        lines.extend(pen.lines(clean(below), "  ", "  "))
    return lines


def correction_lines(correction: Correction | None, pen: Pen) -> list[str]:
    """What puts an item right, directly under its title."""
    if correction is None:
        return []
    signed = ", ".join(part for part in (correction.by, correction.on) if part)
    words = f"Correction: {pen.words(correction.text)}"
    return pen.lines(f"{words} ({signed})" if signed else words)


def deadline_lines(deadline: Deadline | None, pen: Pen) -> list[str]:
    """By when, and what."""
    if deadline is None:
        return []
    what = pen.words(deadline.what)
    return pen.lines(f"{deadline.words}: {what}" if what else deadline.words)


def link_lines(links: Sequence[WebLink], pen: Pen) -> list[str]:
    """One link to a line; one without an address yet stands as words."""
    lines = []
    for link in links:
        facts = f" ({link.description})" if link.description else ""
        readers = f", {link.readers[:1].lower()}{link.readers[1:]}" if link.readers else ""
        lines.extend(pen.lines(pen.linked(f"{clean(link.text)}{facts}{readers}", link.href)))
    return lines


def attachment_lines(attachments: Sequence[Attachment], pen: Pen) -> list[str]:
    """One file to a line: a public one is linked, another travels with the message."""
    lines = []
    for attachment in attachments:
        facts = f" ({attachment.description})" if attachment.description else ""
        words = f"{clean(attachment.title)}{facts}"
        if attachment.name is None:
            lines.extend(pen.lines(words))
        elif attachment.is_hosted:
            lines.extend(pen.lines(pen.linked(words, attachment.href)))
        else:
            lines.extend(pen.lines(f"{words}, attached to this message"))
    return lines


def action_table_lines(action: Action, pen: Pen) -> list[str]:
    """One row of the table of actions."""
    status = f" ({action.status})" if action.status != "open" else ""
    facts = (
        ("Owner", action.table_owner or action.owner),
        ("Due", action.due),
        ("Item", action.item_words),
    )
    below = ". ".join(f"{label}: {words}" for label, words in facts if words)
    return [
        *pen.lines(f"Action {action.number}{status}: {pen.words(action.task)}", "", "  "),
        *pen.lines(below, "  ", "  "),
    ]


def _action_lines(action: Action, pen: Pen) -> list[str]:
    status = action.status if action.status != "open" else None
    facts = ", ".join(part for part in (action.owner, by_when(action.due), status) if part)
    start = f"Action {action.number} ({facts})" if facts else f"Action {action.number}"
    return pen.lines(f"{start}: {pen.words(action.task)}", "> ", "  ")


def _quotation_lines(quote: Quotation, pen: Pen) -> list[str]:
    text = pen.words(quote.text)
    marked = text if text.startswith(_QUOTATION_MARKS) else f'"{text}"'
    who = ", ".join(part for part in (quote.who, quote.context) if part)
    return [*pen.lines(marked, "  ", "  "), *pen.lines(clean(who), "  - ", "    ")]
