"""Whether the parts of a message say the same, and none shows the marks it was written with."""

import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from ebulletin.checks.mentions import phones_in
from ebulletin.checks.origins import origin
from ebulletin.checks.outputs import read_output
from ebulletin.checks.patterns import EMAIL, MARKUP, URLTEXT
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.subjects import BuiltSubject
from ebulletin.findings import Finding, Severity
from ebulletin.source.quoting import quoted

_TARGET = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)
# A line of one sign is a rule in plain text.
_RULED_LINE = re.compile(r"(?m)^[ \t]*([*_=~-])\1{2,}[ \t]*$")


@rule(
    "LNK119", "text-part-complete", Severity.ERROR, Stage.BUILT,
    finds="An https, mailto or tel link of the HTML part that the text part does not hold.",
    why="Who reads plain text, by choice or by ear, misses the way to book, write or ring.",
    bad="a booking link that stands in the HTML alone",
    good="a jump within the bulletin that stands in the HTML alone",
    is_locked=True,
)  # fmt: skip
def text_part_complete(subject: BuiltSubject) -> Iterator[Finding]:
    """LNK119: the text part leads wherever the HTML part leads."""
    if subject.email is None or subject.text is None:
        return
    numbers = {phone.digits for phone in phones_in(subject.text)}
    numbers |= set(re.findall(r"(?<!\d)\d{3,6}(?!\d)", subject.text))
    numbers |= set(re.findall(r"\d+", re.sub(r"(?<=\d)[ \u00a0](?=\d)", "", subject.text)))
    words = set(subject.text.casefold().split())
    words |= {word.strip("(<[.,;:!?)>]") for word in words}
    for href in dict.fromkeys(read_output(subject.email).hrefs):
        if not _TARGET.match(href):
            continue
        if not _is_in_text(href, words, numbers):
            yield CATALOGUE["LNK119"].finding(
                origin(subject, partial(_found, target=_bare(href))),
                f"the plain text does not hold {quoted(href)}, which the e-mail links to",
                "Remove the template in templates/ that leaves it out of the text part.",
                variant=subject.variant.name,
            )


def _bare(href: str) -> str:
    return re.sub(r"^(?:mailto|tel):", "", href, flags=re.IGNORECASE).split("?")[0]


def _found(text: str, target: str) -> int | None:
    index = text.casefold().find(target.casefold())
    return index if index >= 0 else None


def _is_in_text(href: str, words: set[str], numbers: set[str]) -> bool:
    scheme, _, rest = href.partition(":")
    if scheme.casefold() == "tel":
        digits = re.sub(r"\D", "", rest)
        if rest.startswith("+44"):
            digits = f"0{digits.removeprefix('44').removeprefix('0')}"
        return digits in numbers
    if scheme.casefold() == "mailto":
        return unquote(rest.split("?", 1)[0]).casefold() in words
    return href.casefold() in words


@rule(
    "TXT117", "markup-showing", Severity.ERROR, Stage.BUILT,
    finds="Marks that were meant to format, such as **, ](, <b> or &nbsp;, in what a reader sees.",
    why="Readers stumble over them, and hear them read out.",
    bad="**Friday** shown in the page",
    good="Friday in bold",
    is_locked=True,
)  # fmt: skip
def markup_showing(subject: BuiltSubject) -> Iterator[Finding]:
    """TXT117: no output shows the marks that it was written with."""
    for name, text in _shown(subject):
        bare = EMAIL.sub(" ", URLTEXT.sub(" ", text))
        seen = set()
        for match in MARKUP.finditer(bare):
            words = _round(bare, match)
            if words in seen:
                continue
            seen.add(words)
            yield CATALOGUE["TXT117"].finding(
                origin(subject, partial(_found, target=match[0])),
                f"{name} shows marks of formatting: {quoted(words)}",
                "Take the marks out, or move the text into a body, where they format.",
                variant=subject.variant.name,
            )


def _shown(subject: BuiltSubject) -> Iterator[tuple[str, str]]:
    for name, html in (("the e-mail", subject.email), ("the web page", subject.page)):
        if html is not None:
            output = read_output(html)
            yield name, f"{output.title} \n {output.unseen} \n {output.visible}"
    if subject.text is not None:
        yield "the plain text", _RULED_LINE.sub("", subject.text)


def _round(text: str, match: re.Match[str]) -> str:
    """The marks with some of the words about them."""
    before = text[max(0, match.start() - 20) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + 30].partition("\n")[0]
    return f"{before}{match[0]}{after}".strip()
