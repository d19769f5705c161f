"""A made-up bulletin. Cards, two columns and a sidebar."""

from datetime import date

from sample_pieces import (
    LADO,
    LEARNING_HUB,
    PRIYA,
    TEAM,
    Level,
    bulletin,
    bullets,
    entry,
    event_entry,
    mail,
    mash,
    picture,
    priorities,
    refresher,
    said,
    section,
    session,
    words,
)

from ebulletin.bulletins.composed import (
    Attachment,
    Booking,
    Bulletin,
    CallForContributions,
    Deadline,
    Decision,
    Entry,
    Event,
    Group,
    KeyMessage,
    ListBlock,
    NextEdition,
    Person,
    PlacedParts,
    Quotation,
    SignOff,
    Strong,
    Venue,
    WebLink,
)


def newsletter_bulletin(level: Level = "professional") -> Bulletin:
    """Cards, two columns and a sidebar."""
    is_professional = level == "professional"
    articles = [_together_first(), _fortnight()]
    if is_professional:
        articles.append(_disagreements())
    dates = [_briefing_event()] if is_professional else []
    dates.append(_community_day())
    return bulletin(
        level,
        "newsletter",
        "ESSCP Newsletter",
        edition_words="Autumn 2026",
        date=date(2026, 10, 22),
        date_words="Thursday 22 October 2026",
        intro=_chair_message(),
        sections=(
            section("What the board decided", _board_summary()),
            section("Business plan 2026 to 2027", *priorities(), layout="cards"),
            section("Working together", *articles, layout="columns"),
        ),
        sidebar=(
            section("Dates", *dates, layout="list"),
            section("Training", layout="list", groups=_training()),
            section(
                "Contact us",
                *_contact_cards(level),
                layout="panel",
                intro=(said("We answer within two working days."),),
            ),
        ),
        call_for_contributions=CallForContributions(
            "Write for us",
            length_words="150 to 250 words",
            deadline=Deadline("By Friday 13 November 2026", date(2026, 11, 13)),
            contact=TEAM,
        ),
        next_edition=NextEdition("Winter 2026", "December 2026"),
        sign_off=SignOff(words("With best wishes"), PRIYA),
    )


def _chair_message() -> Entry:
    return entry(
        "chair-message",
        "From the chair",
        2,
        type="message",
        body=(
            said("Autumn is when a partnership shows what it is made of."),
            said("Six priorities, one new hub and a full house at every course: please read on."),
            PlacedParts(
                quotes=(
                    Quotation(
                        words("A plan is a promise with dates in it."),
                        "Priya Marlowe",
                        None,
                        "pull",
                    ),
                )
            ),
            said("Thank you to our two lay members, who keep asking the plain question."),
        ),
        signature=PRIYA,
    )


def _board_summary() -> Entry:
    return entry(
        "board-summary",
        "Board of 29 September 2026",
        body=(
            ListBlock(
                False,
                (
                    (said(Strong(words("Budget: ")), "agreed for two years."),),
                    (
                        said("Training: "),
                        bullets("four courses added", "one moved online"),
                    ),
                    (said("Audit: eight schools, three themes, one plan."),),
                ),
            ),
        ),
        decisions=(Decision(words("The board meets in public once a year."), "29 September 2026"),),
    )


def _together_first() -> Entry:
    return entry(
        "together-first",
        "Together First opens",
        is_lead=True,
        images=(picture("together-first.png", "The hub's front door on Ropewalk", 1104, 620),),
        body=(
            said("The early help hub opened on Monday 5 October 2026 in the old ropeworks."),
            said("Any family may ring. So may you, with the family's agreement."),
        ),
        links=(WebLink("How to ask for help", "https://togetherfirst.example.org/ask"),),
    )


def _fortnight() -> Entry:
    return entry(
        "fortnight",
        "Citizenship fortnight",
        type="report",
        speaker=Person("Lena Ferris", "Youth Engagement Officer", "Lark Valley Police"),
        body=(said("1,120 children from 19 schools took part in June and July 2026."),),
        key_messages=(
            KeyMessage(words("Tell someone")),
            KeyMessage(words("Stay together")),
            KeyMessage(words("Know your address")),
        ),
    )


def _disagreements() -> Entry:
    return entry(
        "disagreements",
        "Resolving disagreements",
        type="reminder",
        label="Reminder",
        body=(said("Five steps, from a call to a letter. None may take more than five days."),),
        attachments=(
            Attachment("Chart of the steps", "chart.pdf", "chart.pdf", "PDF, 6 KB", True),
        ),
    )


def _briefing_event() -> Entry:
    booking = Booking(
        words("Write to ", mail("learning@esscp.example.org"), ", giving your agency and role"),
        contact=LEARNING_HUB,
        deadline=Deadline("Book by Thursday 5 November 2026", date(2026, 11, 5)),
    )
    event = Event(
        "Thursday 12 November 2026",
        "Thu 12 Nov 2026",
        "Afternoon",
        (session(date(2026, 11, 12), "Thursday 12 November 2026", "Thu 12 Nov 2026", "Afternoon"),),
        venue=Venue("Fenwold Centre", "8 Mill Lane, Fenwold", "Step-free; hearing loop"),
        mode_words="In person",
        price_words="Free",
        booking=booking,
        month=date(2026, 11, 1),
    )
    return event_entry(
        "audit-briefing", "Lessons from audit", event, type="briefing", label="Briefing"
    )


def _community_day() -> Entry:
    event = Event(
        "Thursday 27 May 2027",
        "Thu 27 May 2027",
        "11am to 4pm",
        (session(date(2027, 5, 27), "Thursday 27 May 2027", "Thu 27 May 2027", "11am to 4pm"),),
        venue=Venue("Saltmere Quay"),
        state="Save the date",
        month=date(2027, 5, 1),
    )
    return event_entry("community-day", "Community day", event, type="event")


def _training() -> tuple[Group, ...]:
    essentials = Event(
        "Thursday 19 and Thursday 26 November 2026",
        "Thu 19 and Thu 26 Nov 2026",
        "9:30am to 4pm",
        (
            session(
                date(2026, 11, 19),
                "Thursday 19 November 2026",
                "Thu 19 Nov 2026",
                "9:30am to 4pm",
                label="Part 1",
            ),
            session(
                date(2026, 11, 26),
                "Thursday 26 November 2026",
                "Thu 26 Nov 2026",
                "9:30am to 4pm",
                label="Part 2",
                note=words("Bring your policy."),
            ),
        ),
        relation_words="Come to every part",
        venue=Venue("Fenwold Centre"),
        price_words="Free",
        month=date(2026, 11, 1),
    )
    neglect = Event(
        "Tuesday 1 December 2026",
        "Tue 1 Dec 2026",
        None,
        (session(date(2026, 12, 1), "Tuesday 1 December 2026", "Tue 1 Dec 2026"),),
        state="Full",
        month=date(2026, 12, 1),
    )
    any_time = Event("Any time", "Any time", None, duration="45 minutes", price_words="Free")
    see_booking = Event("See booking", "See booking", None, mode_words="Online")
    return (
        Group(
            "November 2026",
            3,
            (refresher(), event_entry("essentials", "DSL essentials", essentials)),
        ),
        Group("December 2026", 3, (event_entry("neglect", "Using the neglect toolkit", neglect),)),
        Group(
            "Any time",
            3,
            (
                event_entry("prevent", "Prevent awareness", any_time),
                event_entry("supervision", "Supervision skills", see_booking),
            ),
        ),
    )


def _contact_cards(level: Level) -> tuple[Entry, ...]:
    contacts = (TEAM, mash(level), LADO)
    return tuple(
        entry(each.id, each.name or "", None, kind="contact", type=each.type, contact=each)
        for each in contacts
    )
