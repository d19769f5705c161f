"""A made-up bulletin. A meeting: attendance, numbered sections, actions, questions, an annex."""

from datetime import date

from sample_pieces import (
    BASHIR,
    IMOGEN,
    SIAN,
    Level,
    bulletin,
    bullets,
    entry,
    event_entry,
    refresher,
    said,
    section,
    session,
    words,
)

from ebulletin.bulletins.composed import (
    Action,
    Attendee,
    Bulletin,
    Decision,
    Entry,
    Event,
    Joining,
    Meeting,
    NextMeeting,
    Person,
    Phone,
    QuestionAndAnswer,
    Sitting,
)


def minutes_bulletin(level: Level = "professional") -> Bulletin:
    """A meeting: attendance, numbered sections, actions, questions, an annex."""
    is_professional = level == "professional"
    entries = _minuted(level)
    actions = tuple(action for each in entries for action in each.actions)
    prevent = section(
        "Prevent team",
        *(
            entry(each.id, each.name or "", None, kind="contact", type="person", contact=each)
            for each in (IMOGEN, BASHIR)
        ),
        layout="table",
        number="3",
    )
    sections = [
        section(
            "Welcome and apologies", number="1", intro=(said("Members introduced themselves."),)
        ),
        section(
            "National update",
            entries[0],
            number="2",
            speaker=SIAN if is_professional else Person(None, SIAN.role, SIAN.organisation),
        ),
        section("Questions about the front door", entries[1], number="2.1", level=3),
        *([prevent] if is_professional else []),
        section("Training dates", *_training_rows(level), layout="table", number="4"),
        section("Governors' session", _online_event(level), number="5"),
        section("Any other business", number="6", empty=words("Nothing raised.")),
        section("Matters kept for the record", number="7"),
    ]
    annex = section(
        "Annex A: Warning signs of a child moved for exploitation",
        entry("indicators", body=(bullets("New phone.", "New friends.", "New debts."),)),
        layout="annex",
        label="Annex A",
    )
    return bulletin(
        level,
        "minutes",
        "Notes of the Education Safeguarding Leads Network",
        edition_words="November 2026",
        date=date(2026, 11, 10),
        date_words="Tuesday 10 November 2026",
        distribution_words="For professionals: designated safeguarding leads"
        if is_professional
        else None,
        restriction_notes=("Keep within your team.",) if is_professional else (),
        is_draft=True,
        meeting=_meeting(level),
        actions=actions,
        sections=tuple(sections),
        next_meeting=NextMeeting(
            "Next meeting",
            "Thursday 14 January 2027, 9:45am to midday, Fenwold Centre",
            (said("Please send items a week before."),),
            words("Parking is behind the centre."),
            (words("Matters arising"), words("Attendance data"), words("Online harms")),
            date(2027, 1, 14),
        ),
        annexes=(annex,),
    )


def _meeting(level: Level) -> Meeting:
    attended = (
        Attendee("Sian Padgett", "Education Safeguarding Lead", "Elmsvale Council", "SP"),
        Attendee("Winifred Astley", None, "Fenwold Primary School", "WA"),
        Attendee("Bola Cresswell", None, "Ostley Infant School", "BC"),
        Attendee("Ambrose Tidewell", "Elective home education adviser", "Elmsvale Council", "AT"),
        Attendee("Una Hesketh-Moor", None, None, "UH"),
    )
    apologies = (Attendee("Elspeth Gorringe", None, "Upper Tarn Primary School", "EG"),)
    is_professional = level == "professional"
    sitting = "Wednesday 4 November 2026, 9:45am to midday, Fenwold Centre"
    return Meeting(
        "Education Safeguarding Leads Network",
        (Sitting(sitting, date(2026, 11, 4)),),
        chair=SIAN if is_professional else Person(None, SIAN.role, SIAN.organisation),
        notes_by=Person("ESSCP team"),
        attended=attended if is_professional else (),
        apologies=apologies if is_professional else (),
        attendance_words=(
            None if is_professional else "5 people from 3 organisations attended; 1 sent apologies."
        ),
    )


def _minuted(level: Level) -> tuple[Entry, ...]:
    national = entry(
        "national-update",
        "Three changes in one term",
        body=(
            said("The inspectorate visits earlier, statistics come monthly, and one form is gone."),
            bullets("Visits start in week two.", "Returns are due on the fifth."),
        ),
        decisions=(Decision(words("Members will use one notice form.")),),
        actions=(
            Action(
                1,
                words("Circulate the summary"),
                "SP",
                "SP (Sian Padgett)",
                "13 November 2026",
                item_anchor="item-national-update",
                item_words="2",
            ),
            Action(
                2,
                words("Members to collect two examples each"),
                None,
                "Members",
                "next meeting",
                item_anchor="item-national-update",
                item_words="2",
            ),
            Action(
                3,
                words("Ask about checks on tutors"),
                "Zubair Colquhoun",
                "Zubair Colquhoun",
                "16 December 2026",
                "carried over",
                "item-national-update",
                "2",
            ),
        ),
    )
    questions = entry(
        "front-door-questions",
        kind="qa",
        type="",
        answered_by=Person("Marek Lindqvist", "MASH Manager") if level == "professional" else None,
        body=(said("Four questions came up in every cluster."),),
        questions=(
            QuestionAndAnswer(
                words("Can I make one referral for brothers and sisters?"),
                (said("Yes. Use one form and name every child in it."),),
                4,
            ),
            QuestionAndAnswer(
                words("What if I disagree with the decision?"),
                (
                    said("Say so the same day:"),
                    bullets("ring the worker,", "then the manager.", is_numbered=True),
                ),
                4,
            ),
        ),
    )
    return national, questions


def _training_rows(level: Level) -> tuple[Entry, ...]:
    return (refresher(), _governors(level, None))


def _online_event(level: Level) -> Entry:
    return _governors(level, 3)


def _governors(level: Level, heading_level: int | None) -> Entry:
    joining = Joining(
        "Meetwell",
        "https://meet.example.org/j/214096330",
        Phone("0306 999 0140", "03069990140"),
        "214 096 330",
        "quill-88",
    )
    event = Event(
        "Tuesday 17 November 2026",
        "Tue 17 Nov 2026",
        "5:30pm to 7pm",
        (
            session(
                date(2026, 11, 17), "Tuesday 17 November 2026", "Tue 17 Nov 2026", "5:30pm to 7pm"
            ),
        ),
        mode_words="Online",
        joining=joining if level == "professional" else None,
        price_words="Free",
        month=date(2026, 11, 1),
    )
    row_id = "governors" if heading_level else "governors-row"
    return event_entry(
        row_id,
        "Safeguarding for governors",
        event,
        level=heading_level,
        body=(said("What to ask, and what to do with the answer."),),
    )
