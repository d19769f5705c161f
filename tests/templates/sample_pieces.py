"""What the made-up bulletins are made of: contacts, furniture, and short ways to write items."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

from ebulletin.bulletins.composed import (
    Account,
    Blocks,
    Booking,
    Bulletin,
    Contact,
    ContentsLine,
    Entry,
    Event,
    Footer,
    Group,
    Inline,
    Layout,
    Link,
    ListBlock,
    Mailbox,
    Masthead,
    Paragraph,
    Person,
    Phone,
    Picture,
    Priority,
    Runs,
    SafetyBlock,
    SafetyLine,
    Section,
    Session,
    Text,
    VariantFacts,
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
    return Entry(
        id=entry_id, anchor=f"item-{entry_id}", title=words(title) if title else (), **facts
    )


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
        ", Monday to Friday, 8:45am to 5pm. ",
        "Do not leave a message or send an email about an urgent worry.",
    )
    short = words(
        "In immediate danger, call ", tel("999"), ". Worried about a child: ", tel("01632 960110")
    )
    return SafetyBlock(
        "Worried about a child?",
        (
            SafetyLine(
                "immediate", words("If a child is in immediate danger, call ", tel("999"), ".")
            ),
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
                    "To report a crime or get police advice that is not urgent, call ",
                    tel("101"),
                    ".",
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
        ContentsLine(
            each.number, "".join(getattr(run, "text", "") for run in each.heading), each.anchor
        )
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


# --- Items that two themes share ---


def priorities() -> tuple[Entry, ...]:
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


def session(day: date, long: str, short: str, time: str | None = None, **fields: Any) -> Session:
    return Session(day, None, long, short, time, **fields)


def event_entry(entry_id: str, title: str, event: Event, **fields: Any) -> Entry:
    facts: dict[str, Any] = {"kind": "event", "type": "training", "event": event} | fields
    return entry(entry_id, title, facts.pop("level", None), **facts)


def refresher() -> Entry:
    sessions = (
        session(
            date(2026, 11, 10), "Tuesday 10 November 2026", "Tue 10 Nov 2026", "9:30am to midday"
        ),
        session(
            date(2026, 11, 24),
            "Tuesday 24 November 2026",
            "Tue 24 Nov 2026",
            "1pm to 3:30pm",
            state="Full",
        ),
    )
    event = Event(
        "Tuesday 10 or Tuesday 24 November 2026",
        "Tue 10 or Tue 24 Nov 2026",
        None,
        sessions,
        relation_words="Choose one date",
        duration="Half a day",
        mode_words="Online",
        price_words="£35 (free for maintained schools)",
        booking=Booking(
            words(web("Book online", "https://learning.example.org/refresher")),
            url="https://learning.example.org/refresher",
        ),
        provider=Person("Learning Hub"),
        trainers=(Person("Owen Tansley", "Business Manager"),),
        level="Refresher",
        certificate="Certificate by email",
        month=date(2026, 11, 1),
    )
    return event_entry("refresher", "Safer recruitment refresher", event, label="Training")


def paragraphs(*texts: str) -> Blocks:
    return tuple(said(text) for text in texts)
