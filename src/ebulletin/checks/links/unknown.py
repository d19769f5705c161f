"""Addresses and files that nobody has supplied yet."""

from collections.abc import Iterator

from ebulletin.checks.links.targets import targets_of
from ebulletin.checks.placed import placed_files, printed_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BulletinSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.items.load import ItemFile
from ebulletin.items.model import NOT_SUPPLIED
from ebulletin.source import Source
from ebulletin.source.quoting import quoted


@rule(
    "LNK110", "target-unknown", Severity.WARNING, Stage.BULLETIN,
    finds="A link whose address is `unknown`, or an attachment or picture that is `not supplied`, "
    "in an item that the bulletin prints or in the bulletin itself.",
    why="Readers see words where they expect a link or a file.",
    bad="{text: Recording, url: unknown}",
    good="the same with an address",
)  # fmt: skip
def target_unknown(subject: BulletinSubject) -> Iterator[Finding]:
    """LNK110: what is shown leads somewhere."""
    yield from _unknown_in(subject.plan_file.source)
    for file in placed_files(subject):
        if printed_in(subject, file.item.id):
            yield from _unknown_in(file.source)
            yield from _not_supplied(file)


def _unknown_in(source: Source) -> Iterator[Finding]:
    for target in targets_of(source):
        if not target.is_known:
            words = f"the link {quoted(target.words)}" if target.words else "a link"
            yield CATALOGUE["LNK110"].finding(
                target.place,
                f"{words} has no address yet",
                "Ask for the address and write it in place of unknown; if it comes later, ignore "
                "LNK110 with the reason.",
            )


def _not_supplied(file: ItemFile) -> Iterator[Finding]:
    for index, attachment in enumerate(file.item.attachments):
        if attachment.file == NOT_SUPPLIED:
            place = file.source.place("attachments", index, "file")
            yield _no_file(place, f"the attachment {quoted(attachment.title)}")
    for index, image in enumerate(file.item.images):
        if image.file == NOT_SUPPLIED:
            place = file.source.place("images", index, "file")
            yield _no_file(place, f"the picture {quoted(image.alt)}" if image.alt else "a picture")


def _no_file(place: Place, what: str) -> Finding:
    return CATALOGUE["LNK110"].finding(
        place,
        f"{what} is not supplied yet",
        "Put the file into items/assets and write its name; if it comes later, ignore LNK110 with "
        "the reason.",
    )
