"""What stands round the items: masthead, safety block, footer, call for contributions, sign-off."""

import re
from collections.abc import Mapping

from ebulletin.bulletins.composed import (
    Brand,
    CallForContributions,
    Footer,
    Inline,
    Link,
    Masthead,
    NextEdition,
    Phone,
    Picture,
    Runs,
    SafetyBlock,
    SafetyLine,
    SignOff,
    Text,
)
from ebulletin.bulletins.filling import Filling, phone_runs
from ebulletin.bulletins.model import Plan
from ebulletin.bulletins.naming import Naming
from ebulletin.bulletins.pieces import deadline, output_name
from ebulletin.bulletins.shelf import Asset
from ebulletin.items import model
from ebulletin.settings import Partnership, SafetyRole, SafetySettings, Series
from ebulletin.values.choices import join_words
from ebulletin.values.dates import long_date
from ebulletin.values.phones import national

IMMEDIATE = "If a child is in immediate danger, call 999."
NOT_URGENT = "To report a crime or get police advice that is not urgent, call 101."
_EMERGENCY = re.compile(r"\b(999|101|111)\b")
_CALL_LEVEL = 3
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# --- Safety ---------------------------------------------------------------------------------


def safety_of(settings: Partnership, series: Series) -> SafetySettings:
    """The safety settings of a series: its own for an area, else the partnership's."""
    return series.safety or settings.safety


def compose_safety(safety: SafetySettings, naming: Naming) -> SafetyBlock:
    """The block whose lines and order no theme, variant or author may change (safety rules S01).

    Two roles with the same contact and phone share one line.
    """
    refer_to = _Route(safety.refer_to, naming)
    out_of_hours = _Route(safety.out_of_hours, naming)
    allegations = _Route(safety.allegations, naming)
    lines = [SafetyLine("immediate", _with_emergency_links(safety.immediate or IMMEDIATE))]
    lines.append(SafetyLine("refer_to", _refer_to(refer_to, out_of_hours)))
    if out_of_hours.key != refer_to.key:
        lines.append(SafetyLine("out_of_hours", _out_of_hours(out_of_hours)))
    lines.append(SafetyLine("not_urgent", _with_emergency_links(safety.not_urgent or NOT_URGENT)))
    lines.append(SafetyLine("allegations", _allegations(allegations)))
    lines.extend(
        SafetyLine("helpline", _helpline(_Route(role, naming))) for role in safety.helplines
    )
    short: Runs = ()
    if naming.readers.is_public:
        short = (
            *_with_emergency_links("In immediate danger, call 999. Worried about a child: "),
            *refer_to.number(),
        )
    return SafetyBlock(safety.heading, tuple(lines), short)


class _Route:
    """A contact in a role of the safety block, with the one phone that serves it."""

    def __init__(self, role: SafetyRole, naming: Naming) -> None:
        self.contact = naming.find(role.contact)
        composed = naming.contact(role.contact)
        self.name = composed.full_name if composed else role.contact
        self.phone: model.PhoneField | None = None
        for phone in self.contact.phones if self.contact else ():
            if role.phone is None or (phone.label or "").casefold() == role.phone.casefold():
                self.phone = phone
                break
        self.key = (role.contact, self.phone.number if self.phone else None)

    def number(self) -> Runs:
        """Its number as a link, with its note."""
        if self.phone is None:
            return ()
        phone = self.phone
        return phone_runs(Phone(national(phone.number), phone.number, note=phone.note))

    @property
    def hours(self) -> str | None:
        """The phone's own hours, or the contact's."""
        own = self.phone.hours if self.phone else None
        return own or (self.contact.hours if self.contact else None)

    @property
    def urgent_note(self) -> str | None:
        """What not to do when it is urgent."""
        return self.contact.urgent_note if self.contact else None


def _refer_to(route: _Route, out_of_hours: _Route) -> Runs:
    runs: list[Inline] = [Text(f"Worried about a child, not an emergency: {route.name}, ")]
    runs.extend(route.number())
    tail = f", {route.hours}" if route.hours else ""
    if out_of_hours.key == route.key:
        tail += ", and evenings, weekends and bank holidays"
    return _ended(runs, tail, route.urgent_note)


def _out_of_hours(route: _Route) -> Runs:
    own = route.phone.hours if route.phone else None
    lead = own or "Evenings, weekends and bank holidays"
    runs: list[Inline] = [Text(f"{lead}: {route.name}, "), *route.number()]
    return _ended(runs, "", route.urgent_note)


def _allegations(route: _Route) -> Runs:
    runs: list[Inline] = [Text(f"Worried about an adult who works with children: {route.name}")]
    contact = route.contact
    if route.phone is not None:
        runs.extend([Text(", "), *route.number()])
    elif contact is not None and contact.emails:
        address = contact.emails[0].address
        runs.extend([Text(", "), Link((Text(address),), f"mailto:{address}", "mail")])
    elif contact is not None and contact.web:
        bare = contact.web.split("://", 1)[-1].rstrip("/")
        runs.extend([Text(", "), Link((Text(bare),), contact.web, "web")])
    tail = f", {route.hours}" if route.hours and route.phone is not None else ""
    return _ended(runs, tail, route.urgent_note)


def _helpline(route: _Route) -> Runs:
    runs: list[Inline] = [Text(f"{route.name}: "), *route.number()]
    return _ended(runs, f", {_lower_first(route.hours)}" if route.hours else "", route.urgent_note)


def _ended(runs: list[Inline], tail: str, urgent_note: str | None) -> Runs:
    if urgent_note:
        tail += f". {urgent_note}"
    if tail and not tail.endswith("."):
        tail += "."
    return (*runs, Text(tail or "."))


def _lower_first(words: str | None) -> str:
    if not words:
        return ""
    first = words.split()[0]
    # A weekday, `Mon to Fri` too, and an acronym keep their capitals.
    if first.startswith(_WEEKDAYS) or first[1:] != first[1:].lower():
        return words
    return words[0].lower() + words[1:]


def _with_emergency_links(sentence: str) -> Runs:
    runs: list[Inline] = []
    position = 0
    for match in _EMERGENCY.finditer(sentence):
        if match.start() > position:
            runs.append(Text(sentence[position : match.start()]))
        runs.append(Link((Text(match[1]),), f"tel:{match[1]}", "tel"))
        position = match.end()
    if position < len(sentence):
        runs.append(Text(sentence[position:]))
    return tuple(runs)


# --- Masthead and footer --------------------------------------------------------------------


def compose_masthead(
    settings: Partnership, series: Series, assets: Mapping[str, Asset]
) -> Masthead:
    """Who publishes, under which name, with which mark."""
    logo = settings.brand.logo if settings.brand else None
    return Masthead(
        series_name=series.name,
        strapline=series.strapline or settings.strapline,
        organisation=settings.name,
        organisation_short=settings.short_name,
        website=settings.website,
        logo=_logo(logo.file, logo.alt, assets) if logo else None,
        dark_logo=_logo(logo.dark_file, logo.alt, assets) if logo and logo.dark_file else None,
    )


def _logo(file: str, alt: str, assets: Mapping[str, Asset]) -> Picture:
    asset = assets.get(file, Asset(0))
    return Picture(file, output_name(file), alt, width=asset.width, height=asset.height)


def compose_brand(settings: Partnership) -> Brand:
    """The partnership's own colours over the theme's."""
    if settings.brand is None:
        return Brand()
    colours = settings.brand.colours
    return Brand(tuple(sorted(colours.light.items())), tuple(sorted(colours.dark.items())))


def compose_footer(
    settings: Partnership,
    series: Series,
    filling: Filling,
    view_online: str | None,
    *,
    has_more: bool,
) -> Footer:
    """Who we are, why you get this, and how to leave."""
    sender = series.sender or settings.sender
    unsubscribe = settings.unsubscribe
    address = unsubscribe.email or sender.reply_to or sender.email
    leave = unsubscribe.url or f"mailto:{address}"
    partners = []
    for partner in settings.partners:
        contact = filling.naming.find(partner)
        partners.append(contact.name if contact else partner)
    return Footer(
        organisation=settings.name,
        sender_name=sender.name,
        why=series.why or f"You receive this from {settings.name}.",
        postal_address=filling.body(settings.postal_address, 6),
        website=settings.website,
        unsubscribe=leave,
        privacy_url=settings.privacy_url,
        accessibility_url=settings.accessibility_url,
        view_online=view_online,
        complaints_url=settings.complaints_url,
        partners=tuple(partners),
        more_line=("More for professionals is in the professional edition." if has_more else None),
    )


# --- The end of a bulletin ------------------------------------------------------------------


def compose_call(plan: Plan, filling: Filling) -> CallForContributions | None:
    """What we ask readers to send; the word limits print only where there is no text."""
    call = plan.call_for_contributions
    if call is None:
        return None
    contact = filling.naming.contact(call.contact.id, call.contact.label) if call.contact else None
    length = None
    if not call.text and call.min_words and call.max_words:
        length = f"{call.min_words} to {call.max_words} words"
    elif not call.text and call.max_words:
        length = f"Up to {call.max_words} words"
    return CallForContributions(
        heading=call.heading or "Share something with us",
        text=filling.body(call.text, _CALL_LEVEL),
        length_words=length,
        deadline=deadline(call.deadline, None, ()) if call.deadline else None,
        contact=contact,
    )


def compose_next_edition(plan: Plan) -> NextEdition | None:
    """What comes next, and when."""
    following = plan.next_edition
    if following is None:
        return None
    when = following.when
    words = long_date(when.first) if when.is_day and when.first else when.words
    return NextEdition(following.label, words)


def compose_sign_off(plan: Plan, filling: Filling) -> SignOff | None:
    """Closing words, and who signs them."""
    if plan.sign_off is None:
        return None
    return SignOff(filling.line(plan.sign_off.text), filling.naming.person(plan.sign_off.who))


def segments_words(settings: Partnership, segments: tuple[str, ...]) -> str:
    """The names of segments in one phrase."""
    known = settings.segments
    return join_words([known[each].name if each in known else each for each in segments], "and")
