"""The panel of pictures: alternative text, weight, and whether the people in them agreed."""

from collections.abc import Iterator

from ebulletin.bulletins.composed import Picture
from ebulletin.bulletins.needs import files_needed
from ebulletin.items.parts import ImageFile
from ebulletin.preview.model import ShownPicture
from ebulletin.preview.panels.facts import Facts
from ebulletin.values.dates import long_date

_FOLDER = "images/"


def shown_pictures(facts: Facts) -> tuple[ShownPicture, ...]:
    """The pictures of the finished e-mail, in the order of the document, each once."""
    finished = facts.examined.finished
    known = {each.name: each for each in files_needed([finished.email, finished.page]).pictures}
    shown: dict[str, ShownPicture] = {}
    for tag in facts.output.tags("img"):
        name = tag.attributes.get("src", "").removeprefix(_FOLDER)
        item = facts.item_of(tag)
        picture = known.get(name)
        if picture is None or name in shown:
            continue
        consent, needs = _consent(facts, item, picture)
        alt = tag.attributes.get("alt", "")
        shown[name] = ShownPicture(
            name=name,
            alt=alt,
            is_decorative=not alt,
            size_in_bytes=len(finished.pictures.get(name, b"")),
            width=picture.width,
            height=picture.height,
            item=item,
            consent=consent,
            needs_consent=needs,
        )
    return tuple(shown.values())


def _consent(facts: Facts, item: str, picture: Picture) -> tuple[str, bool]:
    """What the item says of the people in a picture, and whether it lacks their consent."""
    for image in _images(facts, item):
        if image.file != picture.file:
            continue
        if image.consent is not None:
            return f"The people in it agreed on {long_date(image.consent)}", False
        if image.people is False:
            return "Nobody can be recognised in it", False
        if image.people:
            return "People can be recognised, and no day of consent is given", True
        return "Not said whether people can be recognised", False
    return "", False


def _images(facts: Facts, item: str) -> Iterator[ImageFile]:
    file = facts.workspace.items.get(item)
    if file is not None:
        yield from getattr(file.item, "images", ())
