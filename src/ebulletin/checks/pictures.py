"""Pictures and files: whether they are there, say what they show, and are light enough."""

import re
from collections.abc import Iterator

from ebulletin.bulletins.composed import Bulletin, Entry
from ebulletin.checks.locating import place_of_value, written_loc
from ebulletin.checks.logos import vanishes_in_the_dark
from ebulletin.checks.patterns import WORD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.details import picture_place
from ebulletin.checks.subjects import BuiltSubject, BulletinSubject, FileSubject, SetSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Edit, Finding, Place, Severity
from ebulletin.items.model import Event, Item
from ebulletin.pictures import PictureError, read_picture
from ebulletin.source import Loc, Source
from ebulletin.source.quoting import quoted

_NOT_SUPPLIED = "not supplied"
_KB = 1024
_WIDEST = 1280  # px: twice the widest column, for sharp screens
_HEAVIEST_ALL = 1024 * _KB


# --- Files ----------------------------------------------------------------------------------


@rule(
    "IMG101", "file-missing", Severity.ERROR, Stage.SET,
    finds="A picture, logo or attached file that is not in items/assets/, or whose name differs "
    "in capitals.",
    why="The bulletin would go out with a hole in it, on some machines only.",
    bad="Card.png where the file is card.png",
    good="card.png",
    fix="auto",
)  # fmt: skip
def file_missing(subject: SetSubject) -> Iterator[Finding]:
    """IMG101: every file that is named is there, under exactly that name."""
    assets = subject.shelf.assets
    by_folded = {name.casefold(): name for name in assets}
    for source, loc, name in _files_named(subject):
        if name in assets:
            continue
        right = by_folded.get(name.casefold())
        if right is None:
            yield CATALOGUE["IMG101"].finding(
                place_of_value(source, loc),
                f"there is no file {quoted(name)} in items/assets/",
                "Put the file there, mend the name, or write: not supplied.",
            )
        else:
            yield CATALOGUE["IMG101"].finding(
                place_of_value(source, loc),
                f"the file {quoted(name)} is named {quoted(right)} on disk",
                "Write the name exactly as the file has it; capitals count on other machines.",
                fix=_replacing(source, loc, right),
                offers=(right,),
            )


def _files_named(subject: SetSubject) -> Iterator[tuple[Source, Loc, str]]:
    brand = subject.shelf.settings.brand
    if brand is not None and brand.logo is not None:
        yield subject.settings_source, ("brand", "logo", "file"), brand.logo.file
        if brand.logo.dark_file:
            yield subject.settings_source, ("brand", "logo", "dark_file"), brand.logo.dark_file
    for file in subject.items.values():
        named = [
            *((("images", at, "file"), each.file) for at, each in enumerate(file.item.images)),
            *(
                (("attachments", at, "file"), each.file)
                for at, each in enumerate(file.item.attachments)
            ),
        ]
        yield from ((file.source, loc, name) for loc, name in named if name != _NOT_SUPPLIED)


def _replacing(source: Source, loc: Loc, text: str) -> tuple[Edit, ...]:
    span = source.span(*written_loc(source, loc))
    return (Edit(*span, text),) if span is not None else ()


@rule(
    "IMG105", "image-format", Severity.ERROR, Stage.SET,
    finds="A picture that is no PNG, JPEG or GIF, whatever its name says.",
    why="Mail readers show an empty frame for anything else.",
    bad="a HEIC photo from a phone",
    good="a JPEG photo",
)  # fmt: skip
def image_format(subject: SetSubject) -> Iterator[Finding]:
    """IMG105: every picture is of a kind that mail readers show."""
    for source, loc, name in _files_named(subject):
        asset = subject.shelf.assets.get(name)
        # What cannot be read as one of the three has no size in pixels.
        if loc[0] != "attachments" and asset is not None and not asset.width:
            yield CATALOGUE["IMG105"].finding(
                place_of_value(source, loc),
                f"{quoted(name)} is not a PNG, JPEG or GIF file",
                "Open it in any picture program, save it as PNG or JPEG, and use the new file.",
            )


@rule(
    "IMG104", "image-heavy", Severity.WARNING, Stage.BUILT,
    finds="A picture over `limits.image_kb` (300 KB) or wider than 1,280 px, or all pictures of "
    "a variant over 1 MB.",
    why="On a phone, in a car park, the bulletin does not open.",
    bad="a photo of 900 KB",
    good="one of 80 KB",
)  # fmt: skip
def image_heavy(subject: BuiltSubject) -> Iterator[Finding]:
    """IMG104: pictures load on a phone."""
    most = subject.settings.limits.image_kb * _KB
    for name, raw in subject.pictures.items():
        width = _width(raw)
        faults = []
        if len(raw) > most:
            faults.append(f"has {len(raw) // _KB:,} KB, over {most // _KB:,}")
        if width > _WIDEST:
            faults.append(f"is {width:,} px wide, over {_WIDEST:,}")
        if faults:
            yield _heavy(subject, picture_place(subject, name), name, " and ".join(faults))
    total = sum(map(len, subject.pictures.values()))
    if total > _HEAVIEST_ALL:
        yield CATALOGUE["IMG104"].finding(
            subject.place,
            f"all pictures together have {total // _KB:,} KB, over {_HEAVIEST_ALL // _KB:,}",
            "Use fewer pictures, or save the largest again with fewer pixels.",
            variant=subject.variant.name,
        )


def _heavy(subject: BuiltSubject, place: Place, name: str, fault: str) -> Finding:
    return CATALOGUE["IMG104"].finding(
        place,
        f"the picture {quoted(name)} {fault}",
        "Save it again in a picture program, 1,280 px wide at most, as a JPEG of medium quality.",
        variant=subject.variant.name,
    )


def _width(raw: bytes) -> int:
    try:
        return read_picture(raw).width
    except PictureError:
        return 0


# --- Words for pictures ---------------------------------------------------------------------

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|bmp|heic|webp|tiff?|svg)", re.IGNORECASE)
_CAMERA_NAME = re.compile(r"(?:IMG|DSC|DSCN|PXL|MVI|P|Screenshot)[-_ ]?\d{3,}.*", re.IGNORECASE)
_SAID_ANYWAY = re.compile(
    r"(?:an? |the )?(?:image|picture|photo(?:graph)?|graphic) of\b", re.IGNORECASE
)
_LONGEST_ALT = 125
_ALT_HELP = "Write what it shows and why it is here, for example: Three numbers in large print."


@rule(
    "IMG102", "alt-missing", Severity.ERROR, Stage.FILE,
    finds="A picture without `alt` that is not `decorative: yes`.",
    why="Who does not see the picture, or gets it blocked, learns nothing of it.",
    bad="{file: card.png}",
    good="{file: line.png, decorative: yes}",
    is_locked=True,
)  # fmt: skip
def alt_missing(subject: FileSubject) -> Iterator[Finding]:
    """IMG102: every picture is told in words."""
    for number, image in enumerate(subject.item.images if subject.item else ()):
        if image.alt is None and not image.decorative:
            yield CATALOGUE["IMG102"].finding(
                place_of_value(subject.source, ("images", number)),
                f"the picture {quoted(image.file)} has no `alt`",
                f"{_ALT_HELP[:-1]}; or write `decorative: yes` if it says nothing.",
            )


@rule(
    "IMG103", "alt-poor", Severity.WARNING, Stage.FILE,
    finds="An `alt` that is a file's name, starts with 'image of' or 'picture of', is over 125 "
    "characters, or says the caption or the title again.",
    why="It is read out in place of the picture, so it must say what the picture says.",
    bad="alt: IMG_2041.jpg",
    good="alt: Three numbers in large print",
)  # fmt: skip
def alt_poor(subject: FileSubject) -> Iterator[Finding]:
    """IMG103: the words for a picture say what it shows."""
    item = subject.item
    if item is None:
        return
    for number, image in enumerate(item.images):
        fault = _fault_of_alt(image.alt, image.caption, item.title) if image.alt else None
        if image.alt and fault:
            yield CATALOGUE["IMG103"].finding(
                place_of_value(subject.source, ("images", number, "alt")),
                f"the alt text {quoted(image.alt)} {fault}",
                _ALT_HELP,
            )


def _fault_of_alt(alt: str, caption: str | None, title: str | None) -> str | None:
    words = _folded(alt)
    if _FILE_NAME.fullmatch(alt.strip()) or _CAMERA_NAME.fullmatch(alt.strip()):
        return "is the name of a file"
    if _SAID_ANYWAY.match(alt.strip()):
        return "says that it is a picture, which a screen reader says already"
    if len(alt) > _LONGEST_ALT:
        return f"has {len(alt)} characters, over {_LONGEST_ALT}"
    if caption and words == _folded(caption):
        return "says the caption again"
    if title and words == _folded(title):
        return "says the title again"
    return None


def _folded(text: str) -> str:
    return " ".join(match[0].casefold() for match in WORD.finditer(text))


_LEAST_WORDS = 10
_NOT_PROSE = (("title",), ("images",))


@rule(
    "IMG106", "words-in-picture", Severity.WARNING, Stage.BULLETIN,
    finds="An item with a picture and fewer than 10 words of its own, title and alt text aside.",
    why="Whoever does not see the poster does not learn when and where.",
    bad="a picture of a poster, and a title",
    good="the poster, with date, place and contact in words",
)  # fmt: skip
def words_in_picture(subject: BulletinSubject) -> Iterator[Finding]:
    """IMG106: what a poster says is said in words."""
    seen: set[str] = set()
    for composition in subject.emails.values():
        for entry in _entries(composition.bulletin):
            file = subject.items.get(entry.id)
            has_picture = any(image.alt for image in entry.images)
            if entry.id in seen or file is None or not has_picture:
                continue
            seen.add(entry.id)
            if _own_words(file.item, file.source) < _LEAST_WORDS:
                yield CATALOGUE["IMG106"].finding(
                    file.source.place("images"),
                    f"{quoted(entry.id)} has a picture and hardly any words of its own",
                    "Write what the picture says: date, place, and whom to contact.",
                )


def _entries(bulletin: Bulletin) -> Iterator[Entry]:
    if bulletin.intro is not None:
        yield bulletin.intro
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        yield from section.entries


def _own_words(item: Item, source: Source) -> int:
    prose = sum(len(block.words()) for block in prose_of(source) if block.loc[:1] not in _NOT_PROSE)
    # A session prints its day and time, a contact its name and number.
    sessions = item.sessions if isinstance(item, Event) else ()
    count = len(sessions) if not isinstance(sessions, str) else 0
    return prose + 5 * count + 3 * len(item.contacts)


# --- The logo -------------------------------------------------------------------------------


@rule(
    "IMG107", "logo-in-dark", Severity.HINT, Stage.BUILT,
    finds="A see-through logo whose pixels are nearly all black, and no `dark_file`.",
    why="On a phone set to dark the name of the partnership vanishes.",
    bad="a black logo on clear ground",
    good="the same with a dark_file",
)  # fmt: skip
def logo_in_dark(subject: BuiltSubject) -> Iterator[Finding]:
    """IMG107: the logo can be seen by night."""
    masthead = subject.composition.bulletin.masthead
    if masthead.logo is None or masthead.dark_logo is not None or masthead.logo.name is None:
        return
    raw = subject.pictures.get(masthead.logo.name)
    if raw is not None and vanishes_in_the_dark(raw):
        yield CATALOGUE["IMG107"].finding(
            Place("partnership.yaml"),
            f"the logo {quoted(str(masthead.logo.file))} is dark on a clear ground, and vanishes "
            "where the screen is set to dark",
            "Add a light one as `dark_file` under `brand: logo:` in partnership.yaml.",
        )
