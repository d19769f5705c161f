"""A made-up bulletin for each theme in which every component stands at least once."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

from ebulletin.bulletins.composed import (
    Account,
    Action,
    Attachment,
    Attendee,
    Blocks,
    Booking,
    Break,
    Bulletin,
    CallForContributions,
    Contact,
    ContentsLine,
    Correction,
    Deadline,
    Decision,
    Emphasis,
    Entry,
    Event,
    Footer,
    Group,
    Heading,
    Inline,
    Joining,
    KeyMessage,
    Layout,
    Link,
    ListBlock,
    Mailbox,
    Masthead,
    Meeting,
    Merge,
    NextEdition,
    NextMeeting,
    Note,
    Paragraph,
    Person,
    Phone,
    Picture,
    PlacedParts,
    Priority,
    QuestionAndAnswer,
    Quotation,
    QuotedBlock,
    Resource,
    Runs,
    SafetyBlock,
    SafetyLine,
    Section,
    Session,
    SignOff,
    Sitting,
    Strong,
    TableBlock,
    Text,
    VariantFacts,
    Venue,
    WebLink,
)

Level = Literal["professional", "public"]
DAY = date(2026, 9, 23)


def words(*parts: str | Inline) -> Runs:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def tel(number: str) -> Link:
    return Link((Text(number),), f"tel:{number.replace(' ', '')}", "tel")


def mail(address: str) -> Link:
    return Link((Text(address),), f"mailto:{address}", "mail")


def web(text: str, href: str) -> Link:
    return Link((Text(text),), href, "web")


def said(*parts: str | Inline) -> Paragraph:
    return Paragraph(words(*parts))


def bullets(*lines: str, is_numbered: bool = False) -> ListBlock:
    return ListBlock(is_numbered, tuple((said(line),) for line in lines))


# --- Contacts ---------------------------------------------------------------------------------

TEAM_ON_CALL = Contact(
    id="emergency-duty-team",
    type="service",
    name="Emergency Duty Team",
    phones=(Phone("01632 960199", "01632960199"),),
    hours="Evenings, weekends and bank holidays",
)


def mash(level: Level) -> Contact:
    phones = [Phone("01632 960110", "01632960110", "Referrals")]
    if level == "professional":
        note = "Not to be passed to families"
        phones.append(Phone("01632 960112", "01632960112", "Consultation", note=note))
    return Contact(
        id="mash",
        type="service",
        name="Multi-Agency Safeguarding Hub",
        short_name="MASH",
        summary=words("Any worry about a child, advice before you refer, and all new referrals."),
        organisation="Elmsvale Council",
        phones=tuple(phones),
        mailboxes=(Mailbox("mash@elmsvale.example.org", "Referral forms"),),
        hours="Monday to Friday, 8:45am to 5pm",
        out_of_hours=TEAM_ON_CALL,
        urgent_note="Do not leave a message or send an email about an urgent worry.",
    )


LADO = Contact(
    id="lado",
    type="service",
    name="Local authority designated officer",
    short_name="LADO",
    summary=words("Worries about an adult who works or volunteers with children."),
    phones=(Phone("01632 960145", "01632960145"),),
    mailboxes=(Mailbox("lado@elmsvale.example.org"),),
    hours="Monday to Friday, 9am to 5pm",
)

TEAM = Contact(
    id="partnership-team",
    type="team",
    name="ESSCP team",
    summary=words("The newsletter, the board, policies and everything else."),
    phones=(Phone("01632 960100", "01632960100"),),
    mailboxes=(Mailbox("team@esscp.example.org"),),
    web="https://esscp.example.org",
    accounts=(Account("Lark", "@esscp_example", "https://lark.example.org/esscp"),),
    address=(said("Tarn House, 2 Quay Street, Saltmere Quay"),),
    hours="Monday to Thursday, 9am to 5pm; Friday, 9am to 4pm",
    links=(WebLink("Policies and procedures", "https://esscp.example.org/policies"),),
)

LEARNING_HUB = Contact(
    id="learning-hub",
    type="team",
    name="Learning Hub",
    phones=(Phone("01632 960130", "01632960130"),),
    mailboxes=(Mailbox("learning@esscp.example.org"),),
    hours="Monday to Friday, 9am to 4pm",
)

IMOGEN = Contact(
    id="imogen-larkham",
    type="person",
    name="Imogen Larkham",
    role="Prevent Education Officer",
    organisation="Elmsvale Council",
    team="Prevent team",
    phones=(Phone("07700 900352", "07700900352", note="Mobile, for schools only"),),
    mailboxes=(Mailbox("ilarkham@elmsvale.example.org"),),
)

BASHIR = Contact(
    id="bashir-penrose",
    type="person",
    name="Bashir Penrose",
    role="Prevent Education Officer",
    organisation="Elmsvale Council",
    reach_via=LEARNING_HUB,
)

SIAN = Person("Sian Padgett", "Education Safeguarding Lead", "Elmsvale Council")
KOFI = Person("Kofi Denholm", "Safer Schools Sergeant", "Lark Valley Police")
PRIYA = Person("Priya Marlowe", "Independent Chair")


# --- Pieces shared by all themes ---------------------------------------------------------------


def picture(name: str, alt: str, width: int, height: int, caption: str | None = None) -> Picture:
    return Picture(name, name, alt, caption, width=width, height=height)


def entry(entry_id: str, title: str = "", level: int | None = 3, **fields: Any) -> Entry:
    facts: dict[str, Any] = {"kind": "update", "type": "news", "label": None} | fields
    facts["heading_level"] = level if title else None
    return Entry(id=entry_id, anchor=f"item-{entry_id}", title=words(title) if title else (), **facts)


def section(
    heading: str, *entries: Entry, layout: Layout = "prose", level: int = 2, **fields: Any
) -> Section:
    section_id = heading.casefold().replace(" ", "-") or entries[0].id
    facts: dict[str, Any] = {"number": None, "label": None} | fields
    if "groups" not in facts:
        facts["groups"] = (Group(None, level + 1, entries),) if entries else ()
    return Section(
        id=section_id,
        anchor=f"section-{section_id}",
        heading=words(heading) if heading else (),
        heading_level=level,
        layout=layout,
        **facts,
    )


def safety(level: Level) -> SafetyBlock:
    refer_to = (
        "Worried about a child, not an emergency: Multi-Agency Safeguarding Hub (MASH), ",
        tel("01632 960110"),
        ", Monday to Friday, 8:45am to 5pm. Do not leave a message or send an email about an "
        "urgent worry.",
    )
    short = words(
        "In immediate danger, call ", tel("999"), ". Worried about a child: ", tel("01632 960110")
    )
    return SafetyBlock(
        "Worried about a child?",
        (
            SafetyLine("immediate", words("If a child is in immediate danger, call ", tel("999"), ".")),
            SafetyLine("refer_to", words(*refer_to)),
            SafetyLine(
                "out_of_hours",
                words(
                    "Evenings, weekends and bank holidays: Emergency Duty Team, ",
                    tel("01632 960199"),
                    ".",
                ),
            ),
            SafetyLine(
                "not_urgent",
                words(
                    "To report a crime or get police advice that is not urgent, call ", tel("101"), "."
                ),
            ),
            SafetyLine(
                "allegations",
                words(
                    "Worried about an adult who works with children: Local authority designated "
                    "officer (LADO), ",
                    tel("01632 960145"),
                    ", Monday to Friday, 9am to 5pm.",
                ),
            ),
            SafetyLine(
                "helpline",
                words("Brightline: ", tel("0808 157 0900"), ", every day, all hours."),
            ),
        ),
        short if level == "public" else (),
    )


MASTHEAD = Masthead(
    series_name="L.A.N.T.E.R.N. e-bulletin",
    strapline="Listening, Acting, Noticing, Trusting, Every child, Right help Now",
    organisation="Elmsvale and Saltmere Safeguarding Children Partnership",
    organisation_short="ESSCP",
    website="https://esscp.example.org",
    logo=picture("lantern.png", "Elmsvale and Saltmere partnership", 240, 240),
    dark_logo=picture("lantern-dark.png", "Elmsvale and Saltmere partnership", 240, 240),
)


def footer(level: Level, why: str) -> Footer:
    more = "More for professionals is in the professional edition." if level == "public" else None
    return Footer(
        organisation="Elmsvale and Saltmere Safeguarding Children Partnership",
        sender_name="ESSCP team",
        why=why,
        postal_address=(said("Tarn House, 2 Quay Street, Saltmere Quay, ZZ9 9ZZ"),),
        website="https://esscp.example.org",
        unsubscribe="https://esscp.example.org/leave",
        privacy_url="https://esscp.example.org/privacy",
        accessibility_url="https://esscp.example.org/accessibility",
        view_online="https://esscp.example.org/bulletins/2026-09-lantern",
        complaints_url="https://esscp.example.org/data-complaints",
        partners=("Elmsvale Council", "Saltmere and District ICB", "Lark Valley Police"),
        more_line=more,
    )


def bulletin(level: Level, theme: str, title: str, **fields: Any) -> Bulletin:
    sections: tuple[Section, ...] = fields.get("sections", ())
    sidebar: tuple[Section, ...] = fields.get("sidebar", ())
    annexes: tuple[Section, ...] = fields.get("annexes", ())
    lines = tuple(
        ContentsLine(each.number, "".join(getattr(run, "text", "") for run in each.heading), each.anchor)
        for each in (*sections, *sidebar, *annexes)
        if each.heading
    )
    facts: dict[str, Any] = {
        "slug": f"sample-{theme}",
        "series": "sample",
        "variant": VariantFacts(level, level),
        "channel": "email",
        "theme": theme,
        "language": "en-GB",
        "title": words(title),
        "edition_words": "September 2026",
        "issue_number": None,
        "date": DAY,
        "date_words": "Wednesday 23 September 2026",
        "subject": words("New front-door lines, reminders and resources: September"),
        "preheader": words("What changes on 1 October, and whom to ring before you refer."),
        "masthead": replace(MASTHEAD, series_name=title),
        "safety": safety(level),
        "footer": footer(level, "You receive this because you work with children in Elmsvale."),
        "distribution_words": "For professionals" if level == "professional" else None,
        "contents": lines,
    }
    return Bulletin(**(facts | fields))


# --- Shield -----------------------------------------------------------------------------------


def shield_bulletin(level: Level = "professional") -> Bulletin:
    """One column: messages, news with every part, lists of resources, reminders."""
    is_professional = level == "professional"
    news = [_phone_lines(level)]
    if is_professional:
        news.append(_quoted_message())
    news.extend((_inspection_letter(), _thanks(), _welsh_note()))
    reminders = [_reminder(level)] if is_professional else []
    reminders.append(_lado_reminder())
    team_card = entry("lado", "Local authority designated officer", None, kind="contact",
                      type="service", contact=LADO)  # fmt: skip
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
            section("Priority update", *_priorities()[1:2], layout="cards"),
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
            said("There are also three resources for families, and a reminder that may save a call."),
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
            said("The charity has moved its duty line to longer hours, and it now has two inboxes."),
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
            Quotation(words("We met services we only knew by letter."), "Head of year", "Fenwold", "pull"),
            Quotation(words("The hub will hold a second market in spring."), "Hub manager", None, "official"),
        ),
        key_messages=(
            KeyMessage(words("Ask twice")),
            KeyMessage(words("Keep the door open")),
            KeyMessage(words("Write it down on the day"), "For professionals"),
        ),
    )


def _resources_by_reader() -> tuple[Group, ...]:
    cards = entry(
        "feelings-cards", "Feelings cards", None, kind="resource", type="toolkit", label="Toolkit",
        title_href="https://cards.example.org/feelings",
        summary=words("Twelve cards to talk about a hard day, to print and cut."),
        resource=Resource(("Tarnside Youth Voice", "August 2026"), "PDF, 900 KB", "For children"),
    )  # fmt: skip
    agreement = entry(
        "media-agreement", "A family agreement about screens", None, kind="resource", type="guidance",
        title_href="https://screens.example.org/agreement",
        body=(said("One page to fill in together, with questions that start a talk."),),
        resource=Resource(("Brightline", "September 2026"), "web page", "For parents and carers"),
    )  # fmt: skip
    consultation = entry(
        "consultation", "Attendance: have your say", None, kind="resource", type="consultation",
        label="Consultation", summary=words("Eleven questions about absence and fines."),
        resource=Resource(
            ("Department of Examples",), "", "For professionals", "In force from Monday 4 January 2027",
            Deadline("Reply by Thursday 25 February 2027", date(2027, 2, 25)),
            words("Write to ", mail("team@esscp.example.org"), " for a joint reply."),
        ),
    )  # fmt: skip
    return (
        Group("For children", 3, (cards,)),
        Group("For parents and carers", 3, (agreement, consultation)),
    )


def _guidance() -> tuple[Entry, ...]:
    podcast = entry(
        "podcast", "Small steps, episode 12", None, kind="resource", type="podcast", label="Podcast",
        title_href="https://steps.example.org/12",
        summary=words("How a school kept a family talking through a hard winter."),
        resource=Resource(("Small Steps", "September 2026", "24 minutes")),
    )  # fmt: skip
    review = entry(
        "review", "Quiet warning signs: what ten reviews say", None, kind="resource", type="review",
        label="Review", summary=words("Absence was the first sign in seven of ten."),
        resource=Resource(("The Reviews Panel", "August 2026"), "PDF, 1.2 MB"),
    )  # fmt: skip
    brief = entry(
        "website", "Short online courses", None, kind="resource", type="website", is_brief=True,
        title_href="https://learning.example.org", resource=Resource(("Learning Hub",)),
    )  # fmt: skip
    return podcast, review, brief


def _priorities() -> tuple[Entry, ...]:
    facts = (
        ("Mental health", "Green", "On track"),
        ("Children most at risk outside the home", "Amber", "Some delay"),
        ("Harm between young people", "Green", "On track"),
        ("Family voice", "Amber", "Some delay"),
        ("New arrangements", "Green", "On track"),
        ("Harmful practices", "Red", "Off track"),
    )
    return tuple(
        entry(
            f"p{number}",
            title,
            kind="priority",
            type="",
            body=(said(f"The group met twice. Step {number} of the plan is under way."),),
            priority=Priority(
                number,
                f"Priority {number}",
                words("Every child who needs help is seen and heard early."),
                rag,  # type: ignore[arg-type]
                note,
            ),
        )
        for number, (title, rag, note) in enumerate(facts, start=1)
    )


# --- Newsletter -------------------------------------------------------------------------------


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
            section("Business plan 2026 to 2027", *_priorities(), layout="cards"),
            section("Working together", *articles, layout="columns"),
        ),
        sidebar=(
            section("Dates", *dates, layout="list"),
            section("Training", layout="list", groups=_training()),
            section(
                "Contact us", *_contact_cards(level), layout="panel",
                intro=(said("We answer within two working days."),),
            ),
        ),  # fmt: skip
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
                        words("A plan is a promise with dates in it."), "Priya Marlowe", None, "pull"
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


def session(day: date, long: str, short: str, time: str | None = None, **fields: Any) -> Session:
    return Session(day, None, long, short, time, **fields)


def event_entry(entry_id: str, title: str, event: Event, **fields: Any) -> Entry:
    facts = {"kind": "event", "type": "training", "event": event} | fields
    return entry(entry_id, title, facts.pop("level", None), **facts)


def _briefing_event() -> Entry:
    booking = Booking(
        words("Write to ", mail("learning@esscp.example.org"), ", giving your agency and role"),
        contact=LEARNING_HUB,
        deadline=Deadline("Book by Thursday 5 November 2026", date(2026, 11, 5)),
    )
    event = Event(
        "Thursday 12 November 2026", "Thu 12 Nov 2026", "Afternoon",
        (session(date(2026, 11, 12), "Thursday 12 November 2026", "Thu 12 Nov 2026", "Afternoon"),),
        venue=Venue("Fenwold Centre", "8 Mill Lane, Fenwold", "Step-free; hearing loop"),
        mode_words="In person", price_words="Free", booking=booking, month=date(2026, 11, 1),
    )  # fmt: skip
    return event_entry("audit-briefing", "Lessons from audit", event, type="briefing", label="Briefing")


def _community_day() -> Entry:
    event = Event(
        "Thursday 27 May 2027", "Thu 27 May 2027", "11am to 4pm",
        (session(date(2027, 5, 27), "Thursday 27 May 2027", "Thu 27 May 2027", "11am to 4pm"),),
        venue=Venue("Saltmere Quay"), state="Save the date", month=date(2027, 5, 1),
    )  # fmt: skip
    return event_entry("community-day", "Community day", event, type="event")


def _refresher() -> Entry:
    sessions = (
        session(date(2026, 11, 10), "Tuesday 10 November 2026", "Tue 10 Nov 2026", "9:30am to midday"),
        session(
            date(2026, 11, 24), "Tuesday 24 November 2026", "Tue 24 Nov 2026", "1pm to 3:30pm",
            state="Full",
        ),
    )  # fmt: skip
    event = Event(
        "Tuesday 10 or Tuesday 24 November 2026", "Tue 10 or Tue 24 Nov 2026", None, sessions,
        relation_words="Choose one date", duration="Half a day", mode_words="Online",
        price_words="£35 (free for maintained schools)",
        booking=Booking(
            words(web("Book online", "https://learning.example.org/refresher")),
            url="https://learning.example.org/refresher",
        ),
        provider=Person("Learning Hub"), trainers=(Person("Owen Tansley", "Business Manager"),),
        level="Refresher", certificate="Certificate by email", month=date(2026, 11, 1),
    )  # fmt: skip
    return event_entry("refresher", "Safer recruitment refresher", event, label="Training")


def _training() -> tuple[Group, ...]:
    essentials = Event(
        "Thursday 19 and Thursday 26 November 2026", "Thu 19 and Thu 26 Nov 2026", "9:30am to 4pm",
        (
            session(date(2026, 11, 19), "Thursday 19 November 2026", "Thu 19 Nov 2026",
                    "9:30am to 4pm", label="Part 1"),
            session(date(2026, 11, 26), "Thursday 26 November 2026", "Thu 26 Nov 2026",
                    "9:30am to 4pm", label="Part 2", note=words("Bring your policy.")),
        ),
        relation_words="Come to every part", venue=Venue("Fenwold Centre"), price_words="Free",
        month=date(2026, 11, 1),
    )  # fmt: skip
    neglect = Event(
        "Tuesday 1 December 2026", "Tue 1 Dec 2026", None,
        (session(date(2026, 12, 1), "Tuesday 1 December 2026", "Tue 1 Dec 2026"),),
        state="Full", month=date(2026, 12, 1),
    )  # fmt: skip
    any_time = Event("Any time", "Any time", None, duration="45 minutes", price_words="Free")
    see_booking = Event("See booking", "See booking", None, mode_words="Online")
    return (
        Group("November 2026", 3, (_refresher(), event_entry("essentials", "DSL essentials", essentials))),
        Group("December 2026", 3, (event_entry("neglect", "Using the neglect toolkit", neglect),)),
        Group("Any time", 3, (
            event_entry("prevent", "Prevent awareness", any_time),
            event_entry("supervision", "Supervision skills", see_booking),
        )),
    )  # fmt: skip


def _contact_cards(level: Level) -> tuple[Entry, ...]:
    contacts = (TEAM, mash(level), LADO)
    return tuple(
        entry(each.id, each.name or "", None, kind="contact", type=each.type, contact=each)
        for each in contacts
    )


# --- Minutes ----------------------------------------------------------------------------------


def minutes_bulletin(level: Level = "professional") -> Bulletin:
    """A meeting: attendance, numbered sections, actions, questions, an annex."""
    is_professional = level == "professional"
    entries = _minuted(level)
    actions = tuple(action for each in entries for action in each.actions)
    prevent = section(
        "Prevent team", *(
            entry(each.id, each.name or "", None, kind="contact", type="person", contact=each)
            for each in (IMOGEN, BASHIR)
        ), layout="table", number="3",
    )  # fmt: skip
    sections = [
        section("Welcome and apologies", number="1", intro=(said("Members introduced themselves."),)),
        section(
            "National update", entries[0], number="2",
            speaker=SIAN if is_professional else Person(None, SIAN.role, SIAN.organisation),
        ),
        section("Questions about the front door", entries[1], number="2.1", level=3),
        *([prevent] if is_professional else []),
        section("Training dates", *_training_rows(level), layout="table", number="4"),
        section("Governors' session", _online_event(level), number="5"),
        section("Any other business", number="6", empty=words("Nothing raised.")),
        section("Matters kept for the record", number="7"),
    ]  # fmt: skip
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
        distribution_words="For professionals: designated safeguarding leads" if is_professional else None,
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
            None
            if is_professional
            else "5 people from 3 organisations attended; 1 sent apologies."
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
            Action(1, words("Circulate the summary"), "SP", "SP (Sian Padgett)", "13 November 2026",
                   item_anchor="item-national-update", item_words="2"),
            Action(2, words("Members to collect two examples each"), None, "Members", "next meeting",
                   item_anchor="item-national-update", item_words="2"),
            Action(3, words("Ask about checks on tutors"), "Zubair Colquhoun", "Zubair Colquhoun",
                   "16 December 2026", "carried over", "item-national-update", "2"),
        ),
    )  # fmt: skip
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
    return (_refresher(), _governors(level, None))


def _online_event(level: Level) -> Entry:
    return _governors(level, 3)


def _governors(level: Level, heading_level: int | None) -> Entry:
    joining = Joining(
        "Meetwell", "https://meet.example.org/j/214096330", Phone("0306 999 0140", "03069990140"),
        "214 096 330", "quill-88",
    )  # fmt: skip
    event = Event(
        "Tuesday 17 November 2026", "Tue 17 Nov 2026", "5:30pm to 7pm",
        (session(date(2026, 11, 17), "Tuesday 17 November 2026", "Tue 17 Nov 2026", "5:30pm to 7pm"),),
        mode_words="Online", joining=joining if level == "professional" else None,
        price_words="Free", month=date(2026, 11, 1),
    )  # fmt: skip
    row_id = "governors" if heading_level else "governors-row"
    return event_entry(
        row_id, "Safeguarding for governors", event, level=heading_level,
        body=(said("What to ask, and what to do with the answer."),),
    )  # fmt: skip


# --- What tests loop over -----------------------------------------------------------------------

SAMPLES = {
    "shield": shield_bulletin,
    "newsletter": newsletter_bulletin,
    "minutes": minutes_bulletin,
}


def paragraphs(*texts: str) -> Blocks:
    return tuple(said(text) for text in texts)
