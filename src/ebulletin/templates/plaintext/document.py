"""A whole bulletin in plain text, from its masthead to its footer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ebulletin.bulletins.composed import (
    Attendee,
    Bulletin,
    CallForContributions,
    Meeting,
    NextEdition,
    NextMeeting,
    SignOff,
)
from ebulletin.templates.plaintext.blocks import body_lines, heading_lines
from ebulletin.templates.plaintext.contacts import contact_lines, person_lines
from ebulletin.templates.plaintext.entries import entry_lines, section_lines
from ebulletin.templates.plaintext.lines import COLUMNS, apart, tidied, width
from ebulletin.templates.plaintext.parts import action_table_lines, deadline_lines
from ebulletin.templates.plaintext.pen import Pen, Targets, clean
from ebulletin.templates.wording import (
    edition_line,
    heading_number,
    label_line,
    series_line,
)

_CONTENTS = "In this edition"
_STARS = "*" * COLUMNS


def write_text(bulletin: Bulletin) -> str:
    """Write the plain-text part: 72 columns, LF line ends, the same words as the HTML part.

    Merge fields stay in their neutral form (`{{ first_name | colleague }}`), for an exporter or
    the sender to fill in.
    """
    pen = Pen(bulletin.footer, Targets())
    chapters = []
    for lines in _chapters(bulletin, pen):
        chapters.append(lines)
        # The targets of a chapter stand at its end; only then is the next one written.
        chapters.append(pen.targets.listed())
    return tidied(apart(chapters))


def _chapters(bulletin: Bulletin, pen: Pen) -> Iterator[list[str]]:
    """Everything that a bulletin prints, in the one order of all its outputs."""
    meeting = bulletin.meeting
    actions_at = meeting.actions_table if meeting is not None else "none"
    yield _masthead_lines(bulletin, pen)
    yield _contents_lines(bulletin, pen)
    yield _intro_lines(bulletin, pen)
    if meeting is not None:
        yield _attendance_lines(meeting, pen)
    if actions_at == "top":
        yield _actions_lines(bulletin, pen)
    for section in (*bulletin.sections, *bulletin.sidebar):
        yield section_lines(section, pen)
    if actions_at == "end":
        yield _actions_lines(bulletin, pen)
    yield _next_meeting_lines(bulletin.next_meeting, pen)
    for annex in bulletin.annexes:
        yield section_lines(annex, pen)
    yield _call_lines(bulletin.call_for_contributions, pen)
    yield _next_edition_lines(bulletin.next_edition, pen)
    yield _sign_off_lines(bulletin.sign_off, pen)
    in_full = replace(pen, in_full=True)
    yield _safety_lines(bulletin, in_full)
    yield _footer_lines(bulletin, in_full)


# --- The top --------------------------------------------------------------------------------


def _masthead_lines(bulletin: Bulletin, pen: Pen) -> list[str]:
    head = bulletin.masthead
    dates = ". ".join(part for part in (edition_line(bulletin), bulletin.date_words) if part)
    lines = heading_lines(pen.words(bulletin.title), 1, pen)
    for words in (series_line(bulletin), dates, head.organisation, head.strapline):
        lines.extend(pen.lines(clean(words or "")))
    if bulletin.is_archive_copy:
        lines.extend(pen.lines("Archive copy"))
    if bulletin.meeting is not None:
        lines.extend(_meeting_lines(bulletin.meeting, pen))
    short = pen.lines(pen.words(bulletin.safety.short))
    return apart([pen.lines(clean(label_line(bulletin))), lines, short])


def _meeting_lines(meeting: Meeting, pen: Pen) -> list[str]:
    lines = [line for each in meeting.sittings for line in pen.lines(clean(each.words))]
    lines.extend(person_lines("Chair", meeting.chair, pen))
    lines.extend(person_lines("Notes", meeting.notes_by, pen))
    return lines


def _contents_lines(bulletin: Bulletin, pen: Pen) -> list[str]:
    """One numbered line, or a list when that would be too long."""
    has_numbers = any(line.number for line in bulletin.contents)
    entries = []
    for place, line in enumerate(bulletin.contents, start=1):
        number = line.number if has_numbers else str(place)
        entries.append((heading_number(number), clean(line.words)))
    if not entries:
        return []
    one_line = f"{_CONTENTS}: " + "  ".join(mark + words for mark, words in entries)
    if width(one_line) <= COLUMNS:
        return [one_line]
    lines = heading_lines(_CONTENTS, 2, pen)
    for mark, words in entries:
        lines.extend(pen.lines(words, mark or "- ", " " * len(mark or "- ")))
    return lines


def _intro_lines(bulletin: Bulletin, pen: Pen) -> list[str]:
    entry = entry_lines(bulletin.intro, "prose", pen) if bulletin.intro is not None else []
    return apart([entry, body_lines(bulletin.intro_blocks, pen)])


# --- Meetings -------------------------------------------------------------------------------


def _attendance_lines(meeting: Meeting, pen: Pen) -> list[str]:
    lists = (
        ("Attended", meeting.attended),
        ("Apologies", meeting.apologies),
        ("Absent", meeting.absent),
    )
    parts = [pen.lines(clean(meeting.attendance_words or ""))]
    parts.extend(_people_lines(name, people, pen) for name, people in lists if people)
    inside = apart(parts)
    return apart([heading_lines("Attendance", 2, pen), inside]) if inside else []


def _people_lines(name: str, people: Sequence[Attendee], pen: Pen) -> list[str]:
    lines = [f"{name} ({len(people)})"]
    for person in people:
        words = ", ".join(part for part in (person.name, person.role, person.organisation) if part)
        initials = f" ({person.initials})" if person.initials else ""
        lines.extend(pen.lines(clean(words + initials), "- ", "  "))
    return lines


def _actions_lines(bulletin: Bulletin, pen: Pen) -> list[str]:
    rows = [line for each in bulletin.actions for line in action_table_lines(each, pen)]
    return apart([heading_lines("Actions", 2, pen), rows]) if rows else []


def _next_meeting_lines(following: NextMeeting | None, pen: Pen) -> list[str]:
    if following is None:
        return []
    agenda = []
    for number, point in enumerate(following.agenda, start=1):
        mark = f"{number}. "
        agenda.extend(pen.lines(pen.words(point), mark, " " * len(mark)))
    return apart(
        [
            heading_lines(clean(following.heading), 2, pen),
            body_lines(following.intro, pen),
            pen.lines(clean(following.when)),
            pen.lines(pen.words(following.notes)),
            ["Agenda", *agenda] if agenda else [],
        ]
    )


# --- The end --------------------------------------------------------------------------------


def _call_lines(call: CallForContributions | None, pen: Pen) -> list[str]:
    if call is None:
        return []
    lines = [
        *pen.lines(clean(call.length_words or "")),
        *deadline_lines(call.deadline, pen),
        *(contact_lines(call.contact, pen) if call.contact else []),
    ]
    heading = heading_lines(clean(call.heading), 2, pen)
    return apart([heading, [*body_lines(call.text, pen), *lines]])


def _next_edition_lines(following: NextEdition | None, pen: Pen) -> list[str]:
    if following is None:
        return []
    words = ", ".join(part for part in (following.label, following.when) if part)
    return pen.lines(clean(f"Next edition: {words}"))


def _sign_off_lines(sign_off: SignOff | None, pen: Pen) -> list[str]:
    if sign_off is None:
        return []
    who = sign_off.who.words if sign_off.who else ""
    return [*pen.lines(pen.words(sign_off.text)), *pen.lines(clean(who))]


def _safety_lines(bulletin: Bulletin, pen: Pen) -> list[str]:
    """The box that tells whom to ring; the renderer owns it, and no theme can leave it out."""
    safety = bulletin.safety
    lines = pen.lines(clean(safety.heading))
    for line in safety.lines:
        lines.extend(pen.lines(pen.words(line.runs)))
    return [_STARS, *lines, _STARS]


def _footer_lines(bulletin: Bulletin, pen: Pen) -> list[str]:
    footer = bulletin.footer
    why = clean(footer.why)
    if footer.view_online:
        why += f" Read the public edition online: {footer.view_online}"
    lines = [
        *pen.lines(why),
        *pen.lines(clean(footer.more_line or "")),
        *pen.lines(pen.reached("Unsubscribe", footer.unsubscribe)),
    ]
    pages = (
        ("Privacy", footer.privacy_url),
        ("Accessibility", footer.accessibility_url),
        ("Data protection complaints", footer.complaints_url),
    )
    for words, target in pages:
        lines.extend(pen.lines(pen.linked(words, target)) if target else [])
    partners = f"Partners: {', '.join(footer.partners)}" if footer.partners else ""
    who = [
        *pen.lines(clean(footer.organisation)),
        *body_lines(footer.postal_address, pen),
        *pen.lines(footer.website),
        *pen.lines(clean(partners)),
    ]
    return apart([lines, who])
