"""A made-up bulletin. One column: messages, news with every part, lists of resources, reminders."""

from dataclasses import replace
from datetime import date

from sample_pieces import (
    LADO,
    TEAM,
    Level,
    bulletin,
    bullets,
    entry,
    mail,
    mash,
    picture,
    priorities,
    said,
    section,
    tel,
    web,
    words,
)

from ebulletin.bulletins.composed import (
    Action,
    Attachment,
    Break,
    Bulletin,
    CallForContributions,
    Correction,
    Deadline,
    Emphasis,
    Entry,
    Group,
    Heading,
    KeyMessage,
    Link,
    Merge,
    NextEdition,
    Note,
    Person,
    Picture,
    PlacedParts,
    Quotation,
    QuotedBlock,
    Resource,
    SignOff,
    Strong,
    TableBlock,
    WebLink,
)


def shield_bulletin(level: Level = "professional") -> Bulletin:
    """One column: messages, news with every part, lists of resources, reminders."""
    is_professional = level == "professional"
    news = [_phone_lines(level)]
    if is_professional:
        news.append(_quoted_message())
    news.extend((_inspection_letter(), _thanks(), _welsh_note()))
    reminders = [_reminder(level)] if is_professional else []
    reminders.append(_lado_reminder())
    team_card = entry(
        "lado",
        "Local authority designated officer",
        None,
        kind="contact",
        type="service",
        contact=LADO,
    )
    return bulletin(
        level,
        "shield",
        "L.A.N.T.E.R.N. e-bulletin",
        issue_number=31,
        intro=_team_message(),
        sections=(
            section("Service news", *news),
            section(
                "Resources to share",
                layout="list",
                intro=(said("All free, and checked by the team in September 2026."),),
                groups=_resources_by_reader(),
            ),
            section("Priority update", *priorities()[1:2], layout="cards"),
            section("Wellbeing market", _market_report()),
            section("Reminders", *reminders, outro=(said("Both apply in school holidays too."),)),
            section("National guidance", *_guidance(), layout="list"),
            section("Whom to ring", team_card, layout="panel"),
            section("Notices", layout="list", empty=words("Nothing to report this month.")),
        ),
        call_for_contributions=CallForContributions(
            "Share something with us",
            (said("Share a resource with us, in a few lines, with its web address."),),
            deadline=Deadline("By Friday 9 October 2026", date(2026, 10, 9)),
            contact=TEAM,
        ),
        next_edition=NextEdition("October edition", "late October 2026"),
        sign_off=SignOff(words("Thank you for all you do."), Person(name="ESSCP team")),
    )


def _team_message() -> Entry:
    return entry(
        "team-message",
        "",
        type="message",
        body=(
            said("Dear ", Merge("first_name", "colleague"), ","),
            said(
                "Welcome back after the summer. The telephone numbers of the front door change on ",
                Strong(words("Thursday 1 October 2026")),
                ", and the new ones are on the first page. Please read ",
                Link(words("the news about the lines"), "#item-phone-lines", "item"),
                " before you do anything else.",
            ),
            said(
                "There are also three resources for families, and a reminder that may save a call."
            ),
        ),
        signature=Person("ESSCP team"),
    )


def _phone_lines(level: Level) -> Entry:
    return entry(
        "phone-lines",
        "New phone lines at the front door from 1 October",
        is_lead=True,
        byline=Person("Multi-Agency Safeguarding Hub (MASH)"),
        audience_words="For: schools and colleges",
        correction=Correction(
            words("The August edition gave the old number. The number below is right."),
            "ESSCP team",
            "1 September 2026",
        ),
        images=(
            picture(
                "desk-card.png",
                "Desk card listing three numbers in large print",
                1104,
                760,
                "The new desk card",
            ),
        ),
        body=(
            said(
                "From Thursday 1 October 2026 every call to the hub goes through one main line: ",
                tel("01632 960110"),
                Note("new number"),
                ". Somebody answers within a minute, and you need not know a name.",
            ),
            Heading(4, words("What to do before October")),
            bullets(
                "Take the old card off the wall.",
                "Change the number in your policy and on your website.",
                "Tell the people who ring most: the office, the pastoral team and the headteacher.",
            ),
            QuotedBlock((said("Ring the main line rather than a named worker."),)),
            TableBlock(
                (words("Line"), words("For"), words("Hours")),
                (
                    (words("Main"), words("Any worry about a child"), words("8:45am to 5pm")),
                    (words("Duty"), words("When the main line is closed"), words("5pm to 8:45am")),
                ),
            ),
            PlacedParts(
                quotes=(
                    Quotation(
                        words("One number on the wall is all we needed."),
                        "School office manager",
                        "Pilot in Ostley",
                    ),
                )
            ),
        ),
        deadlines=(
            Deadline(
                "By Thursday 1 October 2026", date(2026, 10, 1), words("the old extensions stop")
            ),
        ),
        key_messages=(KeyMessage(words("Ring the main line rather than a named worker")),),
        actions=(
            Action(
                1,
                words("Replace the poster in your staff room"),
                "Designated safeguarding leads",
                "Designated safeguarding leads",
                "9 October 2026",
            ),
        ),
        links=(
            WebLink("Guide to the new lines", "https://esscp.example.org/lines", "PDF, 180 KB"),
            WebLink("Recording of the briefing", None),
        ),
        attachments=(
            Attachment("One-page desk card", "desk-card.pdf", "desk-card.pdf", "PDF, 4 KB", True),
            Attachment("Notes for trainers", "notes.pdf", "notes.pdf", "PDF, 6 KB"),
            Attachment("Briefing slides", None, None),
        ),
        contacts=(replace(mash(level), label="Advice and referrals"),),
        see_also=(Link(words("Advice before a referral"), "#item-advice", "item"),),
    )


def _quoted_message() -> Entry:
    return entry(
        "harbour-steps",
        "Harbour Steps: two inboxes, one duty line",
        quoted_from=Person("Rosalind Achebe-Ward", "Domestic Abuse Lead", "Elmsvale Council"),
        level_words="Restricted",
        restriction_note="For designated safeguarding leads only. Keep within your team.",
        body=(
            said(
                "The charity has moved its duty line to longer hours, and it now has two inboxes."
            ),
            bullets("Ring first where you can.", "Say when it is safe to call back."),
        ),
    )


def _inspection_letter() -> Entry:
    return entry(
        "inspection-letter",
        "The inspectors' letter has arrived",
        is_draft=True,
        body=(said("It came on Monday 14 September 2026. Our plan follows by December."),),
        deadlines=(
            Deadline("By Thursday 3 December 2026", date(2026, 12, 3), words("our plan is sent")),
        ),
    )


def _thanks() -> Entry:
    return entry(
        "thanks-stewards",
        "To everyone who carried chairs",
        type="thanks",
        label="Thanks",
        body=(said("Forty people came early and stayed late. It was noticed."),),
    )


def _welsh_note() -> Entry:
    return entry(
        "welsh-note",
        "Gair i rieni",
        language="cy",
        body=(said("Mae rhif ffôn newydd o ddydd Iau 1 Hydref 2026."),),
    )


def _reminder(level: Level) -> Entry:
    return entry(
        "advice",
        "Ask before you refer",
        type="reminder",
        label="Reminder",
        body=(
            said("You will be asked four things. No child's name is needed for advice."),
            bullets(
                "What have you seen or heard?",
                "What has been tried?",
                "What do the parents think?",
                "What do you want to happen?",
                is_numbered=True,
            ),
        ),
        contacts=(mash(level),),
    )


def _lado_reminder() -> Entry:
    return entry(
        "lado-day",
        "Tell the LADO within one working day",
        type="reminder",
        label="Reminder",
        body=(said("This holds for staff, volunteers and agency workers alike."),),
    )


def _market_report() -> Entry:
    return entry(
        "market",
        "Three hundred people, eighteen stalls",
        type="report",
        images=(
            picture("wellbeing-market.png", "Rows of stalls in a hall before opening", 1104, 540),
            Picture(None, None, "A wall of paper leaves with messages", "The leaves of hope"),
        ),
        body=(
            said(
                "The market in Fenwold on Wednesday 16 September 2026 was the first of its kind. ",
                Emphasis(words("Nobody left without a name")),
                " of somebody to ring.",
                Break(),
                "More at ",
                web("esscp.example.org/market", "https://esscp.example.org/market"),
                ".",
            ),
        ),
        quotes=(
            Quotation(words("I came for the cake and left with help."), "Parent"),
            Quotation(
                words("We met services we only knew by letter."), "Head of year", "Fenwold", "pull"
            ),
            Quotation(
                words("The hub will hold a second market in spring."),
                "Hub manager",
                None,
                "official",
            ),
        ),
        key_messages=(
            KeyMessage(words("Ask twice")),
            KeyMessage(words("Keep the door open")),
            KeyMessage(words("Write it down on the day"), "For professionals"),
        ),
    )


def _resources_by_reader() -> tuple[Group, ...]:
    cards = entry(
        "feelings-cards",
        "Feelings cards",
        None,
        kind="resource",
        type="toolkit",
        label="Toolkit",
        title_href="https://cards.example.org/feelings",
        summary=words("Twelve cards to talk about a hard day, to print and cut."),
        resource=Resource(("Tarnside Youth Voice", "August 2026"), "PDF, 900 KB", "For children"),
    )
    agreement = entry(
        "media-agreement",
        "A family agreement about screens",
        None,
        kind="resource",
        type="guidance",
        title_href="https://screens.example.org/agreement",
        body=(said("One page to fill in together, with questions that start a talk."),),
        resource=Resource(("Brightline", "September 2026"), "web page", "For parents and carers"),
    )
    consultation = entry(
        "consultation",
        "Attendance: have your say",
        None,
        kind="resource",
        type="consultation",
        label="Consultation",
        summary=words("Eleven questions about absence and fines."),
        resource=Resource(
            ("Department of Examples",),
            "",
            "For professionals",
            "In force from Monday 4 January 2027",
            Deadline("Reply by Thursday 25 February 2027", date(2027, 2, 25)),
            words("Write to ", mail("team@esscp.example.org"), " for a joint reply."),
        ),
    )
    return (
        Group("For children", 3, (cards,)),
        Group("For parents and carers", 3, (agreement, consultation)),
    )


def _guidance() -> tuple[Entry, ...]:
    podcast = entry(
        "podcast",
        "Small steps, episode 12",
        None,
        kind="resource",
        type="podcast",
        label="Podcast",
        title_href="https://steps.example.org/12",
        summary=words("How a school kept a family talking through a hard winter."),
        resource=Resource(("Small Steps", "September 2026", "24 minutes")),
    )
    review = entry(
        "review",
        "Quiet warning signs: what ten reviews say",
        None,
        kind="resource",
        type="review",
        label="Review",
        summary=words("Absence was the first sign in seven of ten."),
        resource=Resource(("The Reviews Panel", "August 2026"), "PDF, 1.2 MB"),
    )
    brief = entry(
        "website",
        "Short online courses",
        None,
        kind="resource",
        type="website",
        is_brief=True,
        title_href="https://learning.example.org",
        resource=Resource(("Learning Hub",)),
    )
    return podcast, review, brief
