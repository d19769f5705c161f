"""Items and sections in plain text."""

from ebulletin.bulletins.composed import (
    Block,
    Entry,
    Heading,
    Layout,
    QuestionAndAnswer,
    Section,
)
from ebulletin.templates.plaintext.blocks import body_lines, heading_lines
from ebulletin.templates.plaintext.contacts import card_lines, contact_lines, person_lines
from ebulletin.templates.plaintext.facts import fact_lines, rag_words, resource_words
from ebulletin.templates.plaintext.lines import COLUMNS, apart, indent
from ebulletin.templates.plaintext.parts import (
    attachment_lines,
    correction_lines,
    link_lines,
    picture_lines,
    points_lines,
)
from ebulletin.templates.plaintext.pen import Pen, clean
from ebulletin.templates.wording import (
    blocks_shown,
    contacts_shown,
    heading_number,
    is_row,
    item_label,
    item_title,
    readers_shown,
    shows_title,
)

_UNDERLINED_LEVELS = (1, 2)


def section_lines(section: Section, pen: Pen) -> list[str]:
    """A section with its items; an annex begins with a line across the page."""
    rule = ["=" * COLUMNS] if section.layout == "annex" else []
    heading = heading_lines(_section_heading(section, pen), section.heading_level, pen)
    head = [*rule, *heading, *person_lines("Speaker", section.speaker, pen)]
    parts = [body_lines(section.intro, pen)]
    for group in section.groups:
        parts.append(heading_lines(clean(group.heading or ""), group.heading_level, pen))
        parts.extend(
            entry_lines(entry, section.layout, pen, readers_shown(entry, group))
            for entry in group.entries
        )
    parts.append(body_lines(section.outro, pen))
    parts.append(pen.lines(pen.words(section.empty)))
    inside = apart(parts)
    # Words stand directly below a heading that is not underlined.
    is_close = section.heading_level not in _UNDERLINED_LEVELS and bool(section.intro)
    return [*head, *inside] if is_close else apart([head, inside])


def entry_lines(entry: Entry, layout: Layout, pen: Pen, readers: str | None = None) -> list[str]:
    """One item: title, correction, who and for whom, then its parts in the fixed order."""
    top = [*_level_lines(entry, pen), *_title_lines(entry, layout, pen)]
    top.extend(correction_lines(entry.correction, pen))
    top.extend(person_lines("Speaker", entry.speaker, pen))
    top.extend(person_lines("From", entry.byline, pen))
    top.extend(pen.lines(clean(entry.audience_words or "")))
    top.extend(person_lines("Answered by", entry.answered_by, pen))
    if entry.is_brief:
        links = () if entry.title_href else entry.links
        return [*top, *pen.lines(pen.words(entry.summary)), *link_lines(links, pen)]
    top.extend(pen.lines(clean(readers or "")))
    has_facts_above = is_row(layout) and shows_title(entry, layout)
    top.extend(fact_lines(entry, pen, is_row=has_facts_above))
    top.extend(picture_lines(entry.images, pen))
    blocks = blocks_shown(entry, layout)
    body = [*_body_lines(entry, blocks, pen), *_answer_lines(entry.questions, pen)]
    is_long = len(blocks) > 1 or bool(entry.questions)
    is_set_off = entry.event is not None or (bool(blocks) and isinstance(blocks[0], Heading))
    upper = apart([top, body]) if is_set_off else [*top, *body]
    tail = _tail_lines(entry, pen)
    return apart([upper, tail]) if is_long else [*upper, *tail]


def _section_heading(section: Section, pen: Pen) -> str:
    words = pen.words(section.heading)
    return heading_number(section.number) + words if words else ""


# --- Titles ---------------------------------------------------------------------------------


def _level_lines(entry: Entry, pen: Pen) -> list[str]:
    words = ": ".join(part for part in (entry.level_words, entry.restriction_note) if part)
    return pen.lines(clean(words))


def _title_lines(entry: Entry, layout: Layout, pen: Pen) -> list[str]:
    """The title with its label before it, and its state behind it."""
    draft = "Draft" if entry.is_draft else None
    labels = [label for label in (draft, item_label(entry)) if label]
    state = rag_words(entry.priority) if entry.priority else entry.event and entry.event.state
    title = pen.words(item_title(entry))
    if not shows_title(entry, layout):
        lines = pen.lines(clean(". ".join([*labels, state] if state else labels)))
        page = pen.linked(title or "More", entry.title_href) if entry.title_href else ""
        return [*lines, *pen.lines(page)]
    words = ": ".join([*labels, title])
    words = pen.linked(f"{words} ({state})" if state else words, entry.title_href)
    if not is_row(layout):
        return heading_lines(words, entry.heading_level or 0, pen)
    facts = resource_words(entry)
    return pen.lines(f"{words}, {facts}" if facts else words)


# --- Body and what follows ------------------------------------------------------------------


def _body_lines(entry: Entry, blocks: tuple[Block, ...], pen: Pen) -> list[str]:
    card = card_lines(entry.contact, pen) if entry.contact else []
    if entry.quoted_from is not None:
        quoted = indent(body_lines(blocks, pen.narrower(2)))
        return [*card, *quoted, *pen.lines(clean(entry.quoted_from.words), "  - ", "    ")]
    lines = body_lines(blocks, pen)
    signed = person_lines("Signed", entry.signature, pen)
    return apart([card, [*lines, *signed] if len(blocks) < 2 else apart([lines, signed])])


def _answer_lines(questions: tuple[QuestionAndAnswer, ...], pen: Pen) -> list[str]:
    written = []
    for each in questions:
        question = pen.lines(pen.words(each.question), "Q: ", "   ")
        answer = indent(body_lines(each.answer, pen.narrower(3)), "A: ", "   ")
        written.append(["", *question, *answer])
    return [line for lines in written for line in lines]


def _tail_lines(entry: Entry, pen: Pen) -> list[str]:
    lines = points_lines(entry, pen)
    lines.extend(link_lines(entry.links, pen))
    lines.extend(attachment_lines(entry.attachments, pen))
    for contact in contacts_shown(entry):
        lines.extend(contact_lines(contact, pen))
    also = "; ".join(pen.words((link,)) for link in entry.see_also)
    lines.extend(pen.lines(f"See also: {also}") if also else [])
    return lines
