"""Real people's data where it may not lie, and invented data where it may not stand."""

import re
from collections.abc import Iterable, Iterator

from ebulletin.checks.mentions import phones_in
from ebulletin.checks.rule import CATALOGUE, Stage, rule
from ebulletin.checks.safety.reserved import host_of, is_reserved_host
from ebulletin.checks.subjects import SetSubject
from ebulletin.findings import Finding, Place, Severity
from ebulletin.source import Source
from ebulletin.source.quoting import quoted
from ebulletin.values.phones import fits_uk_form, is_drama, national

_HOST = re.compile(
    r"https?://[^\s\"'<>()\[\]{}|`]+|(?<![\w.+'-])[\w.+'-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)",
    re.IGNORECASE,
)
_MERGE_FIELD = re.compile(r"\{\{[^{}\n]*\}\}")


@rule(
    "SAF118", "recipients-in-git", Severity.ERROR, Stage.SET,
    finds="A file under recipients/ that git tracks, the sample aside; a list with an email "
    "column elsewhere in the workspace.",
    why="Whoever gets the repository gets the addresses, and git forgets nothing.",
    bad="recipients/dsl.csv tracked by git",
    good="recipients/sample.csv",
    is_locked=True,
)  # fmt: skip
def recipients_in_git(subject: SetSubject) -> Iterator[Finding]:
    """SAF118: lists of people stay on the machines that send."""
    for path in subject.tracked_lists:
        yield CATALOGUE["SAF118"].finding(
            Place(path),
            f"the list {quoted(path)} is tracked by git, and would go wherever the repository goes",
            f"Run `git rm --cached {path}`, and ask for help if it was committed: git keeps it.",
        )
    for path in subject.stray_lists:
        yield CATALOGUE["SAF118"].finding(
            Place(path),
            f"the list {quoted(path)} holds addresses and does not lie in recipients/",
            "Move it into recipients/, where git does not look.",
        )


@rule(
    "SAF121", "demo-data", Severity.ERROR, Stage.SET,
    finds="Where `demonstration` is yes: a number outside the drama ranges, or a host that is not "
    "reserved for examples. Where it is no: a number or host that is. `archive` allows both.",
    why="A demonstration must not ring at somebody's door, nor a live bulletin at nobody's.",
    bad="a real land line in a demonstration",
    good="01632 960110 in it",
)  # fmt: skip
def demo_data(subject: SetSubject) -> Iterator[Finding]:
    """SAF121: invented data in demonstrations, and only there."""
    if subject.shelf.settings.demonstration == "archive":
        return
    is_demonstration = subject.shelf.settings.is_demonstration
    for source in _sources(subject):
        text = _MERGE_FIELD.sub(lambda match: " " * len(match[0]), source.text)
        found = [*_numbers(text, is_demonstration), *_hosts(text, is_demonstration)]
        for index, words in sorted(found):
            yield _misplaced(source, index, words, is_demonstration=is_demonstration)


def _sources(subject: SetSubject) -> Iterable[Source]:
    yield subject.settings_source
    yield from (file.source for file in subject.items.values())
    yield from (file.source for file in subject.plans.values())


def _numbers(text: str, is_demonstration: bool) -> Iterator[tuple[int, str]]:
    for phone in phones_in(text):
        # What is no number at all is for CON101.
        if fits_uk_form(phone.digits) and is_drama(phone.digits) is not is_demonstration:
            yield phone.start, national(phone.digits)


def _hosts(text: str, is_demonstration: bool) -> Iterator[tuple[int, str]]:
    for match in _HOST.finditer(text):
        host = match["domain"] or host_of(match[0])
        if host and is_reserved_host(host) is not is_demonstration:
            yield match.start("domain") if match["domain"] else match.start(), host


def _misplaced(source: Source, index: int, words: str, *, is_demonstration: bool) -> Finding:
    line = source.text.count("\n", 0, index)
    column = index - (source.text.rfind("\n", 0, index) + 1)
    place = Place(source.path, line + 1, column + 1)
    if is_demonstration:
        return CATALOGUE["SAF121"].finding(
            place,
            f"{quoted(words)} could belong to somebody, and this is a demonstration",
            "Use 01632 960000 to 960999 or another drama range, and addresses under example.org.",
        )
    return CATALOGUE["SAF121"].finding(
        place,
        f"{quoted(words)} is invented, and this workspace is live",
        "Write the real one, or `demonstration: yes` in partnership.yaml while you try things out.",
    )
