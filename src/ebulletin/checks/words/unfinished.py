"""Words that were to be replaced before anybody reads them."""

from collections.abc import Iterator

from ebulletin.checks.patterns import PLACEHOLD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import FileSubject
from ebulletin.checks.text import prose_of
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted


@rule(
    "TXT101", "placeholder", Severity.ERROR, Stage.FILE,
    finds="Words that hold a place, in anything that is printed: TBC, TK, xxx, [insert date], "
    "three question marks, remains of a word processor.",
    why="Readers would get the note that the author wrote for themselves.",
    bad="Venue: TBC",
    good="Venue to be confirmed",
)  # fmt: skip
def placeholder(subject: FileSubject) -> Iterator[Finding]:
    """TXT101: nothing is left to be filled in."""
    for block in prose_of(subject.source):
        for match in PLACEHOLD.finditer(block.outside_references):
            yield CATALOGUE["TXT101"].finding(
                block.place(match.start()),
                f"{quoted(match[0])} holds the place of words that are still to come",
                "Write the words; where nobody knows yet, write: to be confirmed.",
            )
