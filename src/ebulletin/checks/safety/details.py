"""What an output holds that it may not: numbers, ways into meetings, hidden data, other hosts."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from ebulletin.bulletins.composed import Blocks, Text
from ebulletin.checks.mentions import phones_in
from ebulletin.checks.origins import origin, phone_origin
from ebulletin.checks.outputs import Output, read_output, words_of
from ebulletin.checks.patterns import MEETING
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.reserved import host_of
from ebulletin.checks.shown import shapes_in
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.checks.text import fold
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.pictures import PictureError, read_picture
from ebulletin.source.quoting import quoted
from ebulletin.values.phones import national

_MOBILE = "07"
_LEAST_SECRET = 4  # characters: anything shorter stands in any text by chance


# --- Public outputs -------------------------------------------------------------------------


@rule(
    "SAF105", "personal-mobile-public", Severity.ERROR, Stage.BUILT,
    finds="A number that starts with 07 in a public output, whoever's it is, unless its phone has "
    "`public_agreed`.",
    why="A mobile is somebody's own: once it is public it cannot be taken back.",
    bad="an officer's mobile 07700 900321, level public, no agreement",
    good="the same with public_agreed: 2026-06-01",
)  # fmt: skip
def personal_mobile_public(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF105: no mobile in public without the agreement of its owner."""
    if subject.variant.level != "public":
        return
    agreed = {
        phone.number
        for file in subject.items.values()
        if isinstance(file.item, model.Contact)
        for phone in file.item.phones
        if phone.public_agreed is not None
    }
    found = dict.fromkeys(digits for text in _public_texts(subject) for digits in _mobiles_in(text))
    for digits in found:
        if digits not in agreed:
            place = origin(subject, partial(_index_of_number, digits=digits))
            if place == subject.place:
                place = phone_origin(subject, digits) or place
            yield CATALOGUE["SAF105"].finding(
                place,
                f"the mobile {quoted(national(digits))} stands in the public edition",
                "Take it out, or, once its owner has agreed, write the day under `public_agreed` "
                "of the phone in the contact's file.",
                variant=subject.variant.name,
            )


def _public_texts(subject: BuiltSubject) -> Iterator[str]:
    """What a reader sees of each output, and where its links lead."""
    for html in (subject.email, subject.page):
        if html is not None:
            output = read_output(html)
            yield fold(output.visible)
            yield fold(output.unseen)
            yield from (href.replace("tel:", " ") for href in output.hrefs)
            for each in output.elements:
                for name in ("alt", "title", "aria-label"):
                    if name in each.attributes:
                        yield fold(each.attributes[name])
    if subject.text is not None:
        yield fold(subject.text)


def _mobiles_in(text: str) -> Iterator[str]:
    for phone in phones_in(text):
        if phone.digits.startswith(_MOBILE):
            yield phone.digits


def _index_of_number(text: str, digits: str) -> int | None:
    return next((phone.start for phone in phones_in(text) if phone.digits == digits), None)


@rule(
    "SAF106", "joining-details-public", Severity.ERROR, Stage.BUILT,
    finds="A meeting's address, id, passcode or dial-in words in a public output, or any value of "
    "an event's `joining`.",
    why="Whoever has them can sit in a meeting about children.",
    bad="Passcode: quill-88 in the body of a public item",
    good="Joining details are sent after booking.",
    is_locked=True,
)  # fmt: skip
def joining_details_public(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF106: the public edition does not let anybody into a meeting."""
    if subject.variant.level != "public":
        return
    secrets = _joining_values(subject)
    seen = set()
    for text in _public_texts(subject):
        for words in _ways_into_a_meeting(text, secrets):
            if words.casefold() in seen:
                continue
            seen.add(words.casefold())
            yield CATALOGUE["SAF106"].finding(
                origin(subject, partial(_index_of, words=words)),
                f"{quoted(words)} stands in the public edition, and lets people into a meeting",
                "Keep it in the event's `joining`, which only professionals get, and write that "
                "details follow after booking.",
                variant=subject.variant.name,
            )


def _joining_values(subject: BuiltSubject) -> list[str]:
    values: list[str | None] = []
    for file in subject.items.values():
        joining = file.item.joining if isinstance(file.item, model.Event) else None
        if isinstance(joining, model.JoiningField):
            values += [joining.url, joining.conference_id, joining.passcode]
    return [each for each in values if each and len(each) >= _LEAST_SECRET]


def _ways_into_a_meeting(text: str, secrets: Iterable[str]) -> Iterator[str]:
    for match in MEETING.finditer(text):
        yield match[0]
    for secret in secrets:
        if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text, re.IGNORECASE):
            yield secret


def _index_of(text: str, words: str) -> int | None:
    index = text.casefold().find(words.casefold())
    return index if index >= 0 else None


# --- Pictures and other hosts ---------------------------------------------------------------


@rule(
    "SAF113", "image-metadata", Severity.ERROR, Stage.BUILT,
    finds="A picture in the output that still tells place, camera, author or a thumbnail.",
    why="A photo can tell where a child lives.",
    bad="a photo copied with its place in it",
    good="the same photo after the build, which takes this away",
    fix="auto", is_locked=True,
)  # fmt: skip
def image_metadata(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF113: a picture shows what it shows, and tells nothing else."""
    for name, raw in subject.pictures.items():
        try:
            has_metadata = read_picture(raw).has_metadata
        except PictureError:
            continue
        if has_metadata:
            yield CATALOGUE["SAF113"].finding(
                picture_place(subject, name),
                f"the picture {quoted(name)} still tells place, camera, author or a thumbnail",
                "Build again; if it stays, save the picture again from any picture program.",
                variant=subject.variant.name,
            )


def picture_place(subject: BuiltSubject, name: str) -> Place:
    """Where an item names the picture that has a name in the output."""
    for item_id in subject.composition.placed:
        file = subject.items.get(item_id)
        for number, image in enumerate(file.item.images if file else ()):
            if file is not None and image.file.rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]:
                return file.source.place("images", number)
    return subject.place


@rule(
    "SAF117", "third-party-content", Severity.ERROR, Stage.BUILT,
    finds="A picture, style, font, script or frame from a host other than the website, the "
    "archive and the picture host of the settings; a picture of one pixel.",
    why="Whoever owns that host learns who reads the bulletin, when and where.",
    bad="a font from another host",
    good="the logo from the partnership's own website",
    is_locked=True,
)  # fmt: skip
def third_party_content(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF117: nothing is fetched from elsewhere, and nothing watches the reader."""
    settings = subject.settings
    image_host = settings.delivery.image_host if settings.delivery else None
    own = {host_of(url) for url in (settings.website, settings.archive_url, image_host) if url}
    for name, html in (("the e-mail", subject.email), ("the web page", subject.page)):
        if html is None:
            continue
        output = read_output(html)
        remote = [(tag, url) for tag, url in output.loaded() if _is_remote(url, own)]
        for tag, url in dict.fromkeys(remote):
            yield _foreign(subject, f"{name} fetches {quoted(url)} (in <{tag}>) from another host")
        for url in _pixels(output):
            yield _foreign(subject, f"{name} holds a picture of one pixel: {quoted(url)}")


def _is_remote(url: str, own: set[str]) -> bool:
    return url.casefold().startswith(("http:", "https:", "//", "ftp:")) and host_of(url) not in own


def _pixels(output: Output) -> Iterator[str]:
    for image in output.tags("img"):
        sizes = {
            image.style.get(side) or image.attributes.get(side, "") for side in ("width", "height")
        }
        if sizes <= {"0", "1", "0px", "1px"} and image.attributes.get("src"):
            yield image.attributes["src"]


def _foreign(subject: BuiltSubject, message: str) -> Finding:
    return CATALOGUE["SAF117"].finding(
        subject.place,
        message,
        "Put the file into items/assets/ or the theme, or take it out of the template.",
        variant=subject.variant.name,
    )


# --- The footer -----------------------------------------------------------------------------


@rule(
    "SAF122", "footer-incomplete", Severity.ERROR, Stage.BUILT,
    finds="An e-mail without the organisation or sender, the postal address, why the reader gets "
    "it, a way to leave, the privacy notice, or, where there is a public page, its address.",
    why="A reader must be able to see who writes, why, and how to leave the list.",
    bad="a template without the link to leave",
    good="any normal build",
    is_locked=True,
)  # fmt: skip
def footer_incomplete(subject: BuiltSubject) -> Iterator[Finding]:
    """SAF122: every e-mail says who writes, why, and how to leave."""
    for note in subject.notes:
        if "safety" not in note.casefold():
            # The part was put back, so the build may go on; the template still wants mending.
            yield Finding(
                subject.place, "SAF122", Severity.WARNING, note.rstrip("."),
                "Put what is missing back into the template, or remove the template.",
                variant=subject.variant.name,
            )  # fmt: skip
    bulletin = subject.composition.bulletin
    if bulletin.is_archive_copy:
        return
    footer = bulletin.footer
    words = {
        "who sends it": (footer.organisation, footer.sender_name),
        "the postal address": (_words_of_blocks(footer.postal_address),),
        "why the reader gets it": (footer.why,),
    }
    addresses = {
        "a way to leave the list": footer.unsubscribe,
        "the privacy notice": footer.privacy_url,
        "the address of the public page": footer.view_online,
    }
    for name, visible, targets in _emails(subject):
        held = words_of(visible)
        missing = [
            what
            for what, texts in words.items()
            if not any(words_of(text) in held for text in texts)
        ]
        missing += [what for what, url in addresses.items() if url and url not in targets]
        for what in missing:
            yield CATALOGUE["SAF122"].finding(
                subject.place,
                f"{name} does not hold {what}",
                "Remove the template in templates/ that leaves it out.",
                variant=subject.variant.name,
            )


def _emails(subject: BuiltSubject) -> Iterator[tuple[str, str, set[str]]]:
    if subject.email is not None:
        output = read_output(subject.email)
        yield "the e-mail", output.visible, set(output.hrefs)
    if subject.text is not None:
        targets = set(subject.text.split())
        # An address may stand at the end of a sentence, or without its scheme.
        targets |= {each.rstrip(".,;)") for each in targets}
        targets |= {f"mailto:{each}" for each in targets if "@" in each}
        yield "the plain text", subject.text, targets


def _words_of_blocks(blocks: Blocks) -> str:
    return " ".join(text.text for text in shapes_in(blocks, Text))
