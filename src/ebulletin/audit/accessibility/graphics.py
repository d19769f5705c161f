"""Pictures that say what they show, and words that do not stand in pictures alone."""

import re
from collections.abc import Iterator

from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11105", "img-alt-built", Severity.ERROR,
    finds="A picture tag without an alt attribute; an empty one is right for a decorative picture.",
    why="A screen reader then reads out the file's name.",
    bad='<img src="a.png">',
    good='<img src="a.png" alt="">',
    source="WCAG 2.2, 1.1.1",
)  # fmt: skip
rule(
    "IMG103", "alt-poor", Severity.WARNING,
    finds="An alt that is a file name, starts 'image of' or 'picture of', is over 125 characters "
    "long, or says again what stands in the same link.",
    why="It says nothing, or says it twice, to who listens.",
    bad='alt="IMG_2041.jpg"',
    good='alt="Three numbers in large print"',
    source="WCAG 2.2, 1.1.1",
)  # fmt: skip
rule(
    "AUD107", "graphic-without-name", Severity.ERROR,
    finds="An area of an image map, a picture button, an object, or an svg or tag with "
    'role="img", that has no name; an image map of the server.',
    why="Who listens hears that something is there, and not what.",
    bad='<span role="img"></span>',
    good='<span role="img" aria-label="Amber"></span>',
    source="WCAG 2.2, 1.1.1",
)  # fmt: skip
rule(
    "AUD108", "words-in-pictures", Severity.ERROR,
    finds="An e-mail with pictures and fewer than twelve words of its own beside their alt texts.",
    why="Many mail programs show no pictures at first: the reader sees an empty e-mail. Words in "
    "pictures cannot be enlarged or read out either.",
    bad='<a href="..."><img src="poster.png" alt="Poster"></a> alone',
    good="the poster, and its date, place and contact in words",
    source="WCAG 2.2, 1.4.5",
)  # fmt: skip
rule(
    "AUD109", "picture-behind-words", Severity.WARNING,
    finds="Words on a background picture, with too little contrast to the colour that is there "
    "while the picture is not shown.",
    why="Where pictures are off, and in Outlook for Windows, the words cannot be seen.",
    bad="white words on a picture, and no background colour",
    good="background: #0B4F5C url(...) under white words",
    source="WCAG 2.2, 1.4.3",
)  # fmt: skip

_FILE_NAME = re.compile(
    r"\S+\.(?:png|jpe?g|gif|webp|svg|bmp)|(?:img|dsc|image)[_-]?\d+", re.IGNORECASE
)
_OPENING = re.compile(r"(?:an? )?(?:image|picture|photo|graphic|logo image) of\b", re.IGNORECASE)
_LONGEST = 125
_FEWEST_WORDS = 12
_WORD = re.compile(r"\w+")


@look
def pictures(_: Email, document: Document) -> Iterator[Fault]:
    """A11105 and IMG103: every picture has an alt, and a good one."""
    for image in document.tags("img"):
        source = image.get("src")
        name = source.rpartition("/")[2] if not source.startswith("data:") else "inside the e-mail"
        if "alt" not in image.attributes:
            if image.is_layout or image.is_aria_hidden or _named_elsewhere(image):
                continue
            yield Fault(
                "A11105",
                image.start,
                f"the picture {quoted(name)} has no alt",
                'Say in alt="..." what it shows, or write alt="" where it only decorates.',
                source,
            )
            continue
        words = " ".join(image.get("alt").split())
        if not words:
            if image.attributes["alt"] and not image.is_layout:
                yield Fault(
                    "A11105",
                    image.start,
                    f"the alt of the picture {quoted(name)} is a space",
                    'Write alt="" where it only decorates.',
                    source,
                )
            continue
        if reason := _poor(document, image, words):
            yield Fault(
                "IMG103",
                image.start,
                f"the alt {quoted(words)} {reason}",
                "Say in a few words what the picture shows.",
                words,
            )


def _named_elsewhere(image: Element) -> str:
    return image.get("aria-label") or image.get("aria-labelledby") or image.get("title")


def _is_tiny(image: Element) -> bool:
    return image.get("width").removesuffix("px") in ("0", "1") and image.get("height").removesuffix(
        "px"
    ) in ("0", "1")


def _poor(document: Document, image: Element, words: str) -> str:
    if _FILE_NAME.fullmatch(words):
        return "is the name of a file"
    if _OPENING.match(words):
        return "begins with words that a screen reader says by itself"
    if len(words) > _LONGEST:
        return f"has {len(words)} characters, over {_LONGEST}"
    holder = image.link
    if holder is None:
        return ""
    beside = " ".join(
        " ".join(text.words.split())
        for text in document.texts_of(holder) if text.parent is not image and not text.is_alt
    )  # fmt: skip
    return "says again what stands in the same link" if beside.lower() == words.lower() else ""


@look
def graphics(_: Email, document: Document) -> Iterator[Fault]:
    """AUD107: what is drawn has a name."""
    for element in document.elements:
        what = _nameless(document, element)
        if what:
            yield Fault(
                "AUD107",
                element.start,
                f"{what} has no name",
                "Say in alt or aria-label what it shows or does.",
                element.get("src"),
            )
        if element.tag == "img" and "ismap" in element.attributes and element.link:
            yield Fault(
                "AUD107",
                element.start,
                "the picture is an image map that only a mouse can use",
                "Use links in words, or a map with an area for each link.",
                element.get("src"),
            )


def _nameless(document: Document, element: Element) -> str:
    tag, given = element.tag, element.attributes
    if element.is_aria_hidden or element.is_layout:
        return ""
    own = (
        given.get("aria-label", "").strip() or given.get("aria-labelledby") or element.get("title")
    )
    if tag == "area" and "href" in given and not (element.get("alt") or own):
        return "an area of an image map"
    if (
        tag == "input"
        and element.get("type").lower() == "image"
        and not (element.get("alt") or own)
    ):
        return "a picture button"
    if tag == "object" and not (own or document.words_of(element)):
        return "an object"
    if "img" in given.get("role", "") and element.role in ("img", "graphics-document"):
        if tag == "img":
            return ""
        if tag == "svg" and any(each.tag == "title" for each in document.children_of(element)):
            return ""
        if not own:
            return "a drawing" if tag == "svg" else "a tag that stands for a picture"
    return ""


@look
def words_in_pictures(_: Email, document: Document) -> Iterator[Fault]:
    """AUD108: an e-mail says what it says in words."""
    images = [each for each in document.tags("img") if not _is_tiny(each)]
    if not images:
        return
    count = 0
    for text in document.texts:
        if not text.is_alt:
            count += len(_WORD.findall(text.words))
            if count >= _FEWEST_WORDS:
                return
    yield Fault(
        "AUD108",
        images[0].start,
        f"nearly all of this e-mail stands in pictures: it has {count} words beside them",
        "Write what the pictures say as words of the e-mail.",
        is_whole=True,
    )
