"""Whether a mail reader shows the whole of it, and whether a reader gets to the end."""

from collections.abc import Iterator

from ebulletin.bulletins.composed import Bulletin, Merge, Note, Text
from ebulletin.checks.outputs import read_output
from ebulletin.checks.patterns import WORD
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.block import missing_lines
from ebulletin.checks.shown import shapes_in
from ebulletin.checks.subjects import BuiltSubject, BulletinSubject
from ebulletin.findings import Finding, Severity
from ebulletin.values.choices import join_words

# Bytes of the HTML part in UTF-8, before transfer encoding. Gmail cuts at about 102 KB.
_NEAR_LIMIT = 80 * 1024
_CUT = 100 * 1024
_KB = 1024
_HEAVIEST = 5


@rule(
    "SIZ101", "html-near-limit", Severity.WARNING, Stage.BUILT,
    finds="The HTML of an e-mail over 80 KB (81,920 bytes); the five heaviest items are named.",
    why="A little more, and a common mail reader cuts the end off.",
    bad="90,000 bytes",
    good="60,000 bytes",
)  # fmt: skip
def html_near_limit(subject: BuiltSubject) -> Iterator[Finding]:
    """SIZ101: the e-mail is near the size at which it is cut."""
    size = _size(subject)
    if _NEAR_LIMIT < size <= _limit(subject):
        yield CATALOGUE["SIZ101"].finding(
            subject.place,
            f"the e-mail has {_kilobytes(size)}, near the limit of {_kilobytes(_limit(subject))}"
            f"{_heaviest(subject)}",
            "Place a long item with `show: brief`, or move it to a later edition.",
            variant=subject.variant.name,
        )


@rule(
    "SIZ102", "html-over-limit", Severity.ERROR, Stage.BUILT,
    finds="The HTML of an e-mail over `limits.html_kb` (100 KB, 102,400 bytes), just below where "
    "a common mail reader cuts.",
    why="What is cut off, readers never see.",
    bad="110,000 bytes",
    good="100,000 bytes, which is SIZ101 only",
)  # fmt: skip
def html_over_limit(subject: BuiltSubject) -> Iterator[Finding]:
    """SIZ102: the e-mail is too long for mail readers."""
    size = _size(subject)
    if size > _limit(subject):
        yield CATALOGUE["SIZ102"].finding(
            subject.place,
            f"the e-mail has {_kilobytes(size)}, over the limit of {_kilobytes(_limit(subject))}"
            f"{_heaviest(subject)}",
            "Place the longest items with `show: brief`, or link to a page that holds them.",
            variant=subject.variant.name,
        )


@rule(
    "SIZ103", "safety-below-cut", Severity.ERROR, Stage.BUILT,
    finds="The safety block, or the way to leave the list, ends after byte 102,400 of an e-mail.",
    why="There a common mail reader cuts, and with it goes whom to ring in a crisis.",
    bad="an e-mail over the limit with the block at its end",
    good="an e-mail under the limit",
    is_locked=True,
)  # fmt: skip
def safety_below_cut(subject: BuiltSubject) -> Iterator[Finding]:
    """SIZ103: the safety block stands before the cut."""
    if subject.email is None or _size(subject) <= _CUT:
        return
    bulletin = subject.composition.bulletin
    shown = read_output(subject.email.encode()[:_CUT].decode("utf-8", "ignore"))
    below = []
    if missing_lines(bulletin.safety, shown.visible):
        below.append("the safety block")
    if not bulletin.is_archive_copy and bulletin.footer.unsubscribe not in shown.hrefs:
        below.append("the way to leave the list")
    if below:
        verb = "stand" if len(below) > 1 else "stands"
        yield CATALOGUE["SIZ103"].finding(
            subject.place,
            f"{join_words(below, 'and')} {verb} after byte {_CUT:,}, where mail readers cut",
            "Shorten the bulletin: place the longest items with `show: brief`.",
            variant=subject.variant.name,
        )


@rule(
    "SIZ104", "long-bulletin", Severity.HINT, Stage.BULLETIN,
    finds="More words in a variant than `limits.words`.",
    why="Few read to the end of a long bulletin.",
    bad="2,100 words",
    good="1,400 words",
)  # fmt: skip
def long_bulletin(subject: BulletinSubject) -> Iterator[Finding]:
    """SIZ104: the bulletin is longer than most will read."""
    most = subject.shelf.settings.limits.words
    for name, composition in subject.emails.items():
        bulletin = composition.bulletin
        total = words_in_bulletin(bulletin)
        if total > most:
            yield CATALOGUE["SIZ104"].finding(
                subject.plan_file.source.place(),
                f"this bulletin has {total:,} words, over {most:,}{_longest(bulletin)}",
                "Place the longest items with `show: brief`, or keep some for the next edition.",
                variant=name,
            )


def _size(subject: BuiltSubject) -> int:
    return len(subject.email.encode()) if subject.email is not None else 0


def _limit(subject: BuiltSubject) -> int:
    return subject.settings.limits.html_kb * _KB


def _kilobytes(size: int) -> str:
    return f"{size / _KB:.0f} KB ({size:,} bytes)"


def _heaviest(subject: BuiltSubject) -> str:
    """The items that take most of the e-mail, each up to the next item or section."""
    if subject.email is None:
        return ""
    output = read_output(subject.email)
    anchors = [(item_id, anchor.position) for item_id, anchor in output.items]
    starts = [position for _, position in anchors]
    sections = [each.position for each in output.headings if each.tag == "h2"]
    sizes = []
    for item_id, start in anchors:
        end = min((each for each in (*starts, *sections) if each > start), default=None)
        sizes.append((len(subject.email[start:end].encode()), item_id))
    heaviest = sorted(sizes, key=lambda each: (-each[0], each[1]))[:_HEAVIEST]
    named = [f"{item_id} ({size / _KB:.0f} KB)" for size, item_id in heaviest]
    return f"; the heaviest items: {', '.join(named)}" if named else ""


def words_in_bulletin(bulletin: Bulletin) -> int:
    """The words of what its authors wrote, safety block and footer aside.

    Dates, prices, names and numbers that the product writes out do not count.
    """
    parts = (
        bulletin.title, bulletin.intro, bulletin.intro_blocks, bulletin.meeting, bulletin.sections,
        bulletin.sidebar, bulletin.annexes, bulletin.next_meeting, bulletin.call_for_contributions,
        bulletin.sign_off,
    )  # fmt: skip
    return _words_in(parts)


def _words_in(whole: object) -> int:
    texts = [each.text for each in shapes_in(whole, Text)]
    texts += [each.text for each in shapes_in(whole, Note)]
    texts += [each.fallback for each in shapes_in(whole, Merge)]
    return sum(1 for text in texts for _ in WORD.finditer(text))


def _longest(bulletin: Bulletin) -> str:
    sections = (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes)
    entries = [entry for section in sections for entry in section.entries]
    longest = max(entries, key=_words_in, default=None)
    return f"; the longest item is {longest.id}" if longest is not None else ""
