"""Text that could identify a child, tell on a family, or reach people that it is not for."""

import re
from collections.abc import Iterable, Iterator

from ebulletin.checks.mentions import phones_in
from ebulletin.checks.patterns import (
    CASEREF,
    CHILDAGE,
    CHILDINIT,
    CHILDWORD,
    DOB,
    NHSNO,
    NINO,
    POSTCODE,
    RESTRICT,
    SCHOOL,
    UPN,
)
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import Block, prose_of
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items import model
from ebulletin.source import Loc, Source, Value
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words

_LEARNING = "learning"
_OLDEST_CHILD = 17


# --- Who may read it ------------------------------------------------------------------------


@rule(
    "SAF107", "restriction-in-words", Severity.ERROR, Stage.FILE,
    finds="Words such as 'staff use only' or 'not to be forwarded' in an item that is public, or "
    "that is for professionals and has no `restriction_note`. A `note` on the phone or email "
    "itself is right.",
    why="Words alone keep nobody out; the level of the item does.",
    bad="Staff use only, in a public item.",
    good="The same words in a restricted item, or: Keep within your team's budget.",
)  # fmt: skip
def restriction_in_words(subject: FileSubject) -> Iterator[Finding]:
    """SAF107: what is said in words must be so in the item's level."""
    item = subject.item
    if item is None or item.distribution == "restricted":
        return
    if item.distribution == "professional" and item.restriction_note:
        return
    if _has_note_on_detail(item):
        return
    for block in prose_of(subject.source):
        for match in RESTRICT.finditer(block.text):
            yield CATALOGUE["SAF107"].finding(
                block.place(match.start()),
                f"{quoted(block.typed[match.start() : match.end()])} stands in words, but the "
                f"item's level is {item.distribution}",
                "Set `distribution: restricted` with its `audience` and a `restriction_note`, or "
                "take the words out.",
            )


def _has_note_on_detail(item: model.Item) -> bool:
    if not isinstance(item, model.Contact):
        return False
    return any(each.note for each in item.phones) or any(each.note for each in item.emails)


# --- Children -------------------------------------------------------------------------------


@rule(
    "SAF108", "child-identifiable", Severity.ERROR, Stage.FILE,
    finds="A word for a child with two of: initials, an age, the name of a school. In an item "
    "tagged learning or of type review, initials alone. A quotation counts with its source and "
    "context, and its source may not be a child's name.",
    why="Few facts are enough for a neighbour to know which child is meant.",
    bad="Pupil J.T., a 9-year-old at Upper Tarn High School, told us about it.",
    good="Workshops for pupils aged 11 to 16 at any school.",
    needs_name=True,
)  # fmt: skip
def child_identifiable(subject: FileSubject) -> Iterator[Finding]:
    """SAF108: a person decides whether this could tell which child it is."""
    is_learning = _is_about_learning(subject.item)
    for blocks in _kept_together(prose_of(subject.source)):
        facts = [fact for block in blocks for fact in _facts_about_a_child(block)]
        kinds = {kind for kind, _, _ in facts}
        telling = kinds - {"word", "name"}
        is_told = "word" in kinds and len(telling) >= 2
        if is_told or "name" in kinds or (is_learning and "initials" in kinds):
            yield _identifiable(facts)


def _is_about_learning(item: model.Item | None) -> bool:
    if item is None:
        return False
    return _LEARNING in item.tags or (isinstance(item, model.Resource) and item.type == "review")


def _kept_together(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Each block alone, but the parts of one quotation as one."""
    quotations: dict[Loc, list[Block]] = {}
    for block in blocks:
        if block.loc[:1] == ("quotes",):
            quotations.setdefault(block.loc[:2], []).append(block)
        else:
            yield [block]
    yield from quotations.values()


def _facts_about_a_child(block: Block) -> Iterator[tuple[str, Block, re.Match[str]]]:
    text = block.outside_references
    for match in CHILDWORD.finditer(text):
        yield "word", block, match
    for match in CHILDINIT.finditer(text):
        if not _is_speaker(text, match):
            yield "initials", block, match
    for match in CHILDAGE.finditer(text):
        if int(re.sub(r"\D", "", match[0])) <= _OLDEST_CHILD:
            yield "age", block, match
    for match in SCHOOL.finditer(text):
        yield "school", block, match
    if block.loc[:1] == ("quotes",) and block.loc[-1] == "who":
        name = _NAME_AND_AGE.fullmatch(text.strip())
        if name and int(name["age"]) <= _OLDEST_CHILD and not CHILDWORD.search(text):
            yield "name", block, name


_NAME_AND_AGE = re.compile(
    r"[A-Z][\w'-]{1,30}(?: [A-Z][\w'.-]{0,30})?,? \(?(?:aged? )?(?P<age>\d{1,2})\)?"
)


def _is_speaker(text: str, match: re.Match[str]) -> bool:
    """`a child I know`: the letter is a word."""
    initials = match[0].split(maxsplit=1)[1].strip()
    return initials == "I" and re.match(r"\s?[a-z']", text[match.end() :]) is not None


def _identifiable(facts: list[tuple[str, Block, re.Match[str]]]) -> Finding:
    shown: dict[str, tuple[Block, re.Match[str]]] = {}
    for kind, block, match in facts:
        shown.setdefault(kind, (block, match))
    if len(shown) > 1:
        shown.pop("word", None)
    first, match = min(shown.values(), key=lambda each: each[0].place(each[1].start()))
    words = [quoted(found[0].strip()) for _, found in shown.values()]
    return CATALOGUE["SAF108"].finding(
        first.place(match.start()),
        f"readers could tell which child this is: {join_words(words, 'and')}",
        "Take out the name, initials, age or school, or, if you have looked at it and it may "
        "stand, ignore SAF108 with your name under `by`.",
    )


# --- Numbers that belong to one person ------------------------------------------------------


@rule(
    "SAF109", "personal-identifier", Severity.ERROR, Stage.FILE,
    finds="A date of birth, an NHS number that passes its check digit, a National Insurance "
    "number, a pupil number, the number of a case; in an item tagged learning also a postcode "
    "outside venue and address.",
    why="Such a number belongs to one person, whose file it opens.",
    bad="NHS number 999 000 0018",
    good="order number 202 600 0031, which fails the check",
    needs_name=True,
)  # fmt: skip
def personal_identifier(subject: FileSubject) -> Iterator[Finding]:
    """SAF109: a number that belongs to one person."""
    is_learning = subject.item is not None and _LEARNING in subject.item.tags
    for block in prose_of(subject.source):
        for what, match in _identifiers(block, is_learning=is_learning):
            yield CATALOGUE["SAF109"].finding(
                block.place(match.start()),
                f"{quoted(block.typed[match.start() : match.end()])} reads like {what}",
                "Take it out; if it is something else, ignore SAF109 with your name under `by`.",
            )


def _identifiers(block: Block, *, is_learning: bool) -> Iterator[tuple[str, re.Match[str]]]:
    text = block.text
    for match in DOB.finditer(text):
        if _A_DAY.match(text, match.end() - 1):
            yield "a date of birth", match
    phones = [(phone.start, phone.end) for phone in phones_in(text)]
    for match in NHSNO.finditer(text):
        is_phone = any(start < match.end() and match.start() < end for start, end in phones)
        if not is_phone and is_nhs_number(match[0]) and not block.is_in_link(match.start()):
            yield "an NHS number", match
    for what, pattern in _ALWAYS:
        for match in pattern.finditer(text):
            yield what, match
    if is_learning and not {"venue", "address"} & set(block.loc):
        for match in POSTCODE.finditer(text):
            yield "a full postcode", match


_ALWAYS = (
    ("a National Insurance number", NINO),
    ("a pupil number", UPN),
    ("the number of a case", CASEREF),
)
# What follows "born on" as a day: 4.5.2014, 3 May, 3rd of May, 2014.
_A_DAY = re.compile(
    r"\d{1,2}(?:[/. -]{1,3}\d|(?:st|nd|rd|th)?(?: of)?,? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|(?:19|20)\d\d",
    re.IGNORECASE,
)


def is_nhs_number(written: str) -> bool:
    """Whether ten digits pass the modulus 11 test (NHS Data Dictionary)."""
    digits = [int(letter) for letter in written if letter.isdigit()]
    if len(digits) != 10:
        return False
    total = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits[:9], strict=True))
    check = 11 - total % 11
    return check != 10 and check % 11 == digits[9]


# --- Pictures of people ---------------------------------------------------------------------


@rule(
    "SAF112", "photo-consent", Severity.ERROR, Stage.FILE,
    finds="A picture that shows people without the day of their consent, or a picture that does "
    "not say whether it shows people, unless it is decorative.",
    why="Nobody may find their face, or their child's, in a bulletin without having agreed.",
    bad="{file: stall.jpg, alt: Visitors at a stall}",
    good="{file: stall.jpg, alt: A table of leaflets, people: no}",
    needs_name=True,
)  # fmt: skip
def photo_consent(subject: FileSubject) -> Iterator[Finding]:
    """SAF112: a picture says whether it shows people, and when they agreed."""
    if subject.item is None:
        return
    # The model takes a missing answer for no, so the file itself is asked.
    written = _pictures_as_written(subject.source)
    for image, (loc, fields) in zip(subject.item.images, written, strict=False):
        if image.file == "not supplied":
            continue
        place = subject.source.place(*loc)
        if image.people and image.consent is None:
            yield _no_consent(place, f"{quoted(image.file)} shows people, and no consent is noted")
        elif "people" not in fields and not image.decorative:
            yield _no_consent(place, f"{quoted(image.file)} does not say whether it shows people")


def _pictures_as_written(source: Source) -> list[tuple[Loc, dict[str, Value]]]:
    images = source.fields.get("images", [])
    if isinstance(images, dict):
        return [(("images",), images)]
    if isinstance(images, str):
        return []
    return [
        (("images", number), each) for number, each in enumerate(images) if isinstance(each, dict)
    ]


def _no_consent(place: Place, message: str) -> Finding:
    return CATALOGUE["SAF112"].finding(
        place,
        message,
        "Write `people: no`, or `people: yes` with the day on which they agreed under `consent`.",
    )


# --- Domestic abuse -------------------------------------------------------------------------

_NOTICE = re.compile(r"\bnotif(?:y|ies|ied|ying|ications?)\b", re.IGNORECASE)
_ABUSE = re.compile(r"\b(?:domestic (?:abuse|violence)|police call[- ]?outs?)\b", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:tell|tells|telling|told|inform\w{0,4}|let\b(?:\W{1,3}\w{1,20}){1,5}?\W{1,3}know)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:famil(?:y|ies)|parents?|child(?:ren)?|adults?|mum|mother|dad|father)\b", re.IGNORECASE
)
_MOST_WORDS = 12


@rule(
    "SAF114", "notification-disclosed", Severity.ERROR, Stage.FILE,
    finds="Public text that speaks of a notification of domestic abuse and of telling the family, "
    "a parent, a child or an adult about it.",
    why="A person who uses violence learns from it that somebody spoke to the police.",
    bad="Tell the parent that we had a domestic abuse notification. (public)",
    good="The same words in an item for professionals.",
)  # fmt: skip
def notification_disclosed(subject: FileSubject) -> Iterator[Finding]:
    """SAF114: public text does not tell a family that a notification was received."""
    if subject.item is not None and subject.item.distribution != "public":
        return
    for block in prose_of(subject.source):
        if subject.item is None and not _is_public_field(subject, block.loc):
            continue
        match = _notice(block)
        if match and _TELLING.search(block.text) and _TOLD.search(block.text):
            yield CATALOGUE["SAF114"].finding(
                block.place(match.start()),
                "public text tells that a notification of domestic abuse is received: "
                f"{quoted(block.typed)}",
                "Take it out of public text, or set `distribution: professional` on it.",
            )


def _notice(block: Block) -> re.Match[str] | None:
    abuses = list(_ABUSE.finditer(block.text))
    for match in _NOTICE.finditer(block.text):
        for abuse in abuses:
            first, second = sorted((match.span(), abuse.span()))
            if block.words_between(first[1], second[0]) <= _MOST_WORDS:
                return match
    return None


def _is_public_field(subject: FileSubject, loc: Loc) -> bool:
    """Text of a bulletin is public unless its section has a level."""
    if len(loc) < 2 or loc[0] not in ("sections", "sidebar") or subject.plan_file is None:
        return True
    plan = subject.plan_file.plan
    sections = plan.sections if loc[0] == "sections" else plan.sidebar
    number = loc[1] if isinstance(loc[1], int) else 0
    return number >= len(sections) or sections[number].distribution == "public"
